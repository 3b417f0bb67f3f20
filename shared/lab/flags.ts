/** What can happen while a line runs, as bits. A file of its own: pages need it without the machine. */
export const FLAG = { death: 1, collection: 2, arenaMapped: 4, arenaUnmapped: 8, output: 16 } as const;

/** An arena came or went. */
export const ARENAS = FLAG.arenaMapped | FLAG.arenaUnmapped;
