import { expect, test } from 'vitest';
import type { PoolsView } from '../../shared/game/puzzles/pools/view.ts';
import { begin, drawn, outcome, play, poolsSetup } from './support/notation.ts';

const cases: [name: string, requests: string, moves: string, board: string, end: string][] = [
  ['the article: 88, 50 and 1 byte', 'a88 b50 c1', '+96 1 +64 2 +16', '1:96[a] 2:64[b] 3:16[]', 'playing'],
  ['a larger class may serve', 'a88 b50', '+96 1 1', '1:96[a b]', 'won'],
  ['513 bytes are the system’s', 'a512 b513', '+512 1 ^', '1:512[a] ^b', 'won'],
  ['no bytes are the system’s too', 'a0', '^', '^a', 'won'],
  ['an emptied pool goes back', 'a50~1 b90', '+64 1 +96', '1:96[]', 'playing'],
  ['the block freed last is taken first', 'a50~3 b50~2 c50 d50', '+64 1 1 1 1', '1:64[d c]', 'won'],
];

for (const [name, requests, moves, board, end] of cases)
  test(name, () => {
    const session = play(poolsSetup(requests), moves);
    expect([drawn(session), outcome(session)]).toEqual([board, end]);
  });

test('a pool that died empty can be opened again in another class', () => {
  const session = play(poolsSetup('a50~1 b90'), '+64 1 +96 1');
  expect(drawn(session)).toBe('1:96[b]');
});

test('capacities are CPython’s own', () => {
  const view = (ruleset: string) => begin(poolsSetup('a1', {}, {}, ruleset)).kind;
  const capacity = (ruleset: string, blockBytes: number) => {
    const session = begin(poolsSetup('a1', {}, {}, ruleset));
    const { classes } = view(ruleset).inspect(session.state) as PoolsView;
    return classes.find((one) => one.blockBytes === blockBytes)?.capacity;
  };
  expect([capacity('3.9', 512), capacity('3.9', 16), capacity('3.12', 512), capacity('classic', 8)]).toEqual([
    7, 253, 31, 508,
  ]);
});

test('the board says that its arenas are scaled, and only then', () => {
  const scaled = (board: string) => {
    const { kind, state } = begin(poolsSetup('a1', {}, {}, board));
    return (kind.inspect(state) as PoolsView).geometry.scaledFromPools;
  };
  expect([scaled('3.9/2'), scaled('3.9')]).toEqual([64, null]);
});

test('metrics count peak, waste and moves', () => {
  const session = play(poolsSetup('a50 b88~3 c1 d600'), '+64 1 +96 2 +16 3 ^');
  expect(session.kind.measure(session.state)).toEqual({
    peakBytes: 2 * 8192 + 608,
    peakPools: 3,
    wastedBytes: 14 + 8 + 15,
    moves: 7,
  });
});

test('the view tells the request, those announced, and who dies next', () => {
  const session = play(poolsSetup('a50~2 b60~2* c70', {}, { showAhead: 1 }), '+64 1');
  const view = session.kind.inspect(session.state) as PoolsView;
  expect(view.stream.now?.object.name).toBe('b');
  expect(view.stream.now?.blockBytes).toBe(64);
  expect(view.stream.announced.map(({ object }) => object.name)).toEqual(['c']);
  expect(view.dyingNext.map(({ name }) => name)).toEqual(['a']);
  const [tray] = view.arenas[0].trays;
  expect(tray.blocks).toHaveLength(1);
  expect(tray.blocks[0]).toMatchObject({ offsetBytes: 48, requestedBytes: 50, wastedBytes: 14 });
  expect(tray.blocks[0].object.death).toEqual({ before: 2, inRequests: 1 });
  expect(tray.freeList).toEqual([112]);
  expect(tray.carveOffset).toBe(176);
});

test('CPython’s ghost opens only when its class has no room', () => {
  const { kind, state } = begin(poolsSetup('o512x6 | a512 b512 c300'));
  const ghost = kind.ghosts.cpython;
  const lines: unknown[] = [];
  const board = kind.clone(state);
  for (let action = ghost(board); action; action = ghost(board)) {
    lines.push(action);
    kind.verbs.find(({ type }) => type === action?.type)?.apply(board as never, action, () => {});
  }
  expect(lines).toEqual([
    { type: 'place', pool: 1 },
    { type: 'openPool', szidx: 31 },
    { type: 'place', pool: 2 },
    { type: 'openPool', szidx: 18 },
    { type: 'place', pool: 3 },
  ]);
});
