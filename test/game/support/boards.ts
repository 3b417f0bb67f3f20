/** Random small boards of every kind, for laws. Equal seeds give equal boards. */
import { Rng } from '../../../shared/base/rng.ts';
import type { PuzzleSetup } from '../../../shared/game/kind.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import { heapSetup, pinnedSetup, poolsSetup } from './notation.ts';

const letters = 'abcdefghij';

/** A board small enough to be searched to the last leaf. It passes the kind's lint. */
export function smallBoard(kind: string, seed: number): PuzzleSetup {
  const rng = new Rng(seed);
  for (;;) {
    const setup = makers[kind](rng);
    if (puzzleKind(kind)!.lint(setup).length === 0) return setup;
  }
}

const makers: Record<string, (rng: Rng) => PuzzleSetup> = { pools, heap, pinned };

function dies(rng: Rng, index: number, count: number): string {
  return rng.int(0, 2) === 0 ? `~${rng.int(index + 1, count + 1)}` : '';
}

function pools(rng: Rng): PuzzleSetup {
  const count = rng.int(2, 4);
  const sizes = [480, 500, 512, 600];
  const requests = Array.from(
    { length: count },
    (_, i) => `${letters[i]}${rng.pick(sizes)}${dies(rng, i, count)}`,
  );
  const prelude = `o512x${rng.int(1, 7)} p480x${rng.int(1, 8)}~${rng.int(1, count + 1)}`;
  const goal = rng.pick([{}, { wastedBytes: rng.int(0, 80) }, { heldBytesAtEnd: rng.int(1, 4) * 8192 }]);
  const board = rng.pick(['3.8/1', '3.9/1', '3.8/2', '3.9/2']);
  const order = rng.pick([
    ['peakBytes', 'wastedBytes', 'moves'],
    ['wastedBytes', 'peakPools'],
    ['moves', 'peakBytes'],
  ]);
  const arenaChoice = rng.pick(['cpython', 'player']);
  return {
    ...poolsSetup(`${prelude} | ${requests.join(' ')}`, goal, { arenaChoice }, board),
    metrics: order,
  };
}

function heap(rng: Rng): PuzzleSetup {
  const count = rng.int(2, 6);
  const requests = Array.from(
    { length: count },
    (_, i) => `${letters[i]}${rng.int(1, 6)}${dies(rng, i, count)}`,
  );
  const layout = `x${rng.int(1, 4)}${dies(rng, 0, count)} .${rng.int(1, 7)} y${rng.int(1, 4)}${dies(rng, 0, count)}`;
  const goal = rng.pick([{}, { largestHoleBytes: rng.int(1, 5) }, { highWaterBytes: rng.int(10, 18) }]);
  const metrics = rng.pick([
    ['highWaterBytes', 'largestHoleBytes'],
    ['largestHoleBytes', 'moves'],
    ['largestHoleBytes', 'highWaterBytes'],
  ]);
  return { ...heapSetup(`${rng.int(14, 20)}: ${layout} | ${requests.join(' ')}`, goal), metrics };
}

function pinned(rng: Rng): PuzzleSetup {
  const withRequests = rng.int(0, 2) === 0;
  const prelude = [
    'a512x7',
    `b512x${rng.int(1, 4)}`,
    'l56+480',
    `-a${rng.int(1, 3)}..a${rng.int(5, 8)}`,
    'c56',
  ];
  const board = rng.pick(['3.8/1', '3.9/1', '3.8/2', '3.9/2']);
  const frees = rng.int(1, withRequests ? 3 : 5);
  if (!withRequests) {
    const goal = rng.pick([{ poolsReturned: rng.int(1, 3) }, { arenasReturned: 1 }]);
    const setup = pinnedSetup(prelude.join(' '), goal, { frees }, board);
    return { ...setup, metrics: ['freesUsed', 'bytesReturned'] };
  }
  const goal = rng.pick([
    { wrongPredictions: 1 },
    { targets: [{ request: 'x', slotOf: rng.pick(['b1', 'l']) }], wrongPredictions: 0 },
    { targets: [{ request: 'y', slotOf: 'b1' }], wrongPredictions: 0 },
  ]);
  const setup = pinnedSetup(`${prelude.join(' ')} | x512~1 y${rng.pick([480, 512])}`, goal, { frees }, board);
  return { ...setup, metrics: ['wrongPredictions', 'freesUsed', 'bytesReturned'] };
}
