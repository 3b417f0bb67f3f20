import type { PuzzleSetup } from '../../shared/game/kind.ts';

/*
 * Setups to look at a board with: one a kind, and one as large as the frame benchmark's (4,096 blocks, 500 objects).
 */

const pools = (): PuzzleSetup => ({
  kind: 'pools',
  ruleset: '3.9',
  seed: 1,
  start: {
    poolsPerArena: 4,
    prelude: [
      { make: 'row', type: 'tuple', bytes: 120, count: 6 },
      { make: 'key', type: 'str', bytes: 58, count: 9 },
      { make: 'big', type: 'dict', bytes: 500, count: 3 },
      { free: ['key2', 'key5', 'key7'] },
    ],
    requests: [
      { name: 'user', type: 'str', bytes: 88, dies: 3 },
      { name: 'age', type: 'int', bytes: 28 },
      { name: 'point', type: 'tuple', bytes: 50, dies: 4 },
      { name: 'tags', type: 'set', bytes: 216 },
      { name: 'conf', type: 'dict', bytes: 64 },
      { name: 'blob', type: 'bytes', bytes: 700 },
      { name: 'log', type: 'list', bytes: 88 },
    ],
  },
  goal: {},
  verbs: ['openPool', 'place', 'toSystem'],
  metrics: ['peakPools', 'wastedBytes'],
});

const heap = (): PuzzleSetup => ({
  kind: 'heap',
  ruleset: '3.9',
  seed: 1,
  start: {
    capacityBytes: 2048,
    headerBytes: 16,
    layout: [
      { name: 'a', type: 'bytes', bytes: 240 },
      { gap: 128 },
      { name: 'c', type: 'dict', bytes: 360 },
      { gap: 160 },
      { name: 'e', type: 'list', bytes: 400, dies: 2 },
      { gap: 80 },
      { name: 'f', type: 'str', bytes: 150 },
    ],
    requests: [
      { name: 'frame', type: 'bytes', bytes: 100, dies: 2 },
      { name: 'rows', type: 'list', bytes: 120 },
      { name: 'table', type: 'dict', bytes: 300 },
    ],
  },
  goal: {},
  verbs: ['placeSpan'],
  metrics: ['highWaterBytes', 'moves'],
});

const pinned = (): PuzzleSetup => ({
  kind: 'pinned',
  ruleset: '3.8',
  seed: 1,
  start: {
    poolsPerArena: 3,
    prelude: [
      { make: 'node', type: 'instance', bytes: 400, count: 8 },
      { make: 'keep', type: 'frame', bytes: 380, keep: true },
      { make: 'row', type: 'list', bytes: [72, 240], count: 5 },
      { free: ['node3', 'row2'] },
    ],
    requests: [
      { name: 'fresh', type: 'str', bytes: 70 },
      { name: 'wide', type: 'bytes', bytes: 250 },
    ],
    frees: 4,
  },
  goal: { poolsReturned: 1 },
  verbs: ['freeObject', 'predict'],
  metrics: ['freesUsed', 'moves'],
});

/** 17 pools with 4,301 blocks of 16 bytes: 4,096 were taken once, 500 are live, the others on tangled free lists. */
const large = (): PuzzleSetup => ({
  kind: 'pools',
  ruleset: '3.9',
  seed: 1,
  start: {
    poolsPerArena: 20,
    prelude: [
      ...['int', 'float', 'str', 'tuple', 'bytes', 'set', 'dict', 'list'].map((type, i) => ({
        make: `${'abcdefgh'[i]}`,
        type,
        bytes: 9 + (i % 8),
        count: 512,
      })),
      ...[...'abcdefgh'].map((stem) => ({
        free: Array.from({ length: 64 }, (_, i) => `${stem}${i * 8 + 2}..${stem}${i * 8 + 8}`),
      })),
      { free: Array.from({ length: 12 }, (_, i) => `a${i * 8 + 1}`) },
    ],
    requests: Array.from({ length: 60 }, (_, i) => ({
      name: `n${i}`,
      type: ['int', 'float', 'str', 'tuple'][i % 4],
      bytes: 16,
      ...(i > 2 && i < 40 ? { dies: i + 2 } : {}),
    })),
  },
  goal: {},
  verbs: ['openPool', 'place'],
  metrics: ['moves'],
});

export const demos: Readonly<Record<string, () => PuzzleSetup>> = { pools, heap, pinned, large };
