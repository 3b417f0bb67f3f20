import { expect, test } from 'vitest';
import type { PinnedView } from '../../shared/game/puzzles/pinned/view.ts';
import { drawn, outcome, pinnedSetup, play } from './support/notation.ts';

const pool = { poolsReturned: 1 };
const arena = { arenasReturned: 1 };

const cases: [name: string, board: string, setup: string, goal: object, moves: string, end: string][] = [
  ['a pool with a live block stays', '3.9/2', 'a512x3', pool, '-a1 -a2', 'playing'],
  ['the last block gives the pool back', '3.9/2', 'a512x3', pool, '-a1 -a2 -a3', 'won'],
  ['3.8 gives the only arena back', '3.8/2', 'a512', arena, '-a', 'won'],
  ['3.9 keeps the last arena', '3.9/2', 'a512', arena, '-a', 'goalMissed'],
  [
    '3.9 gives an arena back that has another behind it',
    '3.9/1',
    'a512x7 b512x7 -b2..b7 -a2..a7',
    arena,
    '-b1 -a1',
    'won',
  ],
  ['a list frees its items with itself', '3.9/2', 'a56+480', { poolsReturned: 2 }, '-a', 'won'],
  ['LIFO: the last freed first', '3.9/2', 'a512x3 -a2 -a1 | x500 y500', {}, '?1:48 ?1:560', 'won'],
  ['then a block never used', '3.9/2', 'a512x3 | x500', { wrongPredictions: 0 }, '?1:1584', 'won'],
  ['a new arena', '3.9/1', 'a512x7 | x500', { wrongPredictions: 0 }, '?new', 'won'],
  ['the system', '3.9/1', 'a512 | x513', { wrongPredictions: 0 }, '?sys', 'won'],
  ['one wrong too many', '3.9/1', 'a512 | x512', { wrongPredictions: 0 }, '?1:1072', 'tooManyWrong'],
  [
    'the same class keeps its free list',
    '3.9/2',
    'a512x7 b512x2 -b1 -b2 | x512',
    { wrongPredictions: 0 },
    '?2:560',
    'won',
  ],
  [
    'a new class starts afresh',
    '3.9/2',
    'a512x7 b512x2 -b1 -b2 | x50',
    { wrongPredictions: 0 },
    '?2:48',
    'won',
  ],
  [
    'a full pool that gets room goes first',
    '3.9/2',
    'a512x7 b512x7 -a4 -b5 | x512',
    { wrongPredictions: 0 },
    '?2:2096',
    'won',
  ],
  [
    'the fullest arena serves first',
    '3.9/2',
    'a512x7 b512x7 c512x7 -b1..b7 | x50',
    { wrongPredictions: 0 },
    '?2:48',
    'won',
  ],
];

for (const [name, board, setup, goal, moves, end] of cases)
  test(name, () => {
    const session = play(pinnedSetup(setup, { ...goal }, {}, board), moves);
    expect(outcome(session)).toBe(end);
  });

test('a target is hit by the request that gets the slot, and missed by any other', () => {
  const goal = { targets: [{ request: 'x', slotOf: 'a2' }] };
  expect(outcome(play(pinnedSetup('a512x7 | x512', goal), '-a2 ?1:560'))).toBe('won');
  expect(outcome(play(pinnedSetup('a512x7 | x512', goal), '-a2 -a3 ?1:1072'))).toBe('targetMissed');
});

test('metrics: frees, bytes returned, wrong predictions, moves', () => {
  const session = play(pinnedSetup('a512x7 b56+8000 | x500', {}, {}, '3.8/1'), '-b ?sys');
  expect(session.kind.measure(session.state)).toEqual({
    freesUsed: 1,
    bytesReturned: 4096 + 8016 - 4096,
    wrongPredictions: 1,
    moves: 2,
  });
});

test('the view names who may be freed, and what was foretold', () => {
  const session = play(pinnedSetup('a512x2 k512! | x500', {}), '-a1 ?1:1584');
  const view = session.kind.inspect(session.state) as PinnedView;
  expect(view.objects.map(({ name, mayFree, kept }) => [name, mayFree, kept])).toEqual([
    ['a1', false, false],
    ['a2', true, false],
    ['k', false, true],
    ['x', true, false],
  ]);
  expect(view.predictions).toEqual([
    { request: 0, predicted: { pool: 1, offset: 1584 }, actual: { pool: 1, offset: 48 }, right: false },
  ]);
  expect(drawn(session)).toBe('1:512[x a2 k]');
});
