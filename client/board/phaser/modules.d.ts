/* The engine's source files have no declarations of their own; `entry.ts` gives them the types of the package. */
declare module 'phaser-src/*';
