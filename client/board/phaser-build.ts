import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * What the bundler must know of Phaser, for `client/vite.config.ts`: the board's own entry takes only what it uses of
 * the engine (game, scene, image, textures, cameras): 130 kB brotli instead of 276. `phaser-src` is the engine's source
 * folder, which the package's export map hides. The canvas renderer stays in (2 kB) for machines without WebGL.
 */
export const phaserAlias: Record<string, string> = {
  'phaser-src': here('../../node_modules/phaser/src'),
};

/** Phaser's webpack flags, which it tests with `typeof`. */
export const phaserDefine: Record<string, string> = {
  global: 'globalThis',
  'typeof CANVAS_RENDERER': 'true',
  'typeof WEBGL_RENDERER': 'true',
  'typeof WEBGL_DEBUG': 'false',
  'typeof FEATURE_SOUND': 'false',
  'typeof PLUGIN_CAMERA3D': 'false',
  'typeof PLUGIN_FBINSTANT': 'false',
};

/** The same flags for the development server, which bundles packages by itself before it serves them. */
export const phaserOptimize = { rolldownOptions: { transform: { define: phaserDefine } } };
