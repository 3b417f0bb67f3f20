import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PuzzleSetup } from '../../shared/game/kind.ts';
import { puzzleKinds } from '../../shared/game/puzzles/registry.ts';
import { apply } from '../../shared/game/session/session.ts';
import { heapSetup, movesOf, outcome, pinnedSetup, play, poolsSetup } from './support/notation.ts';

const pools = poolsSetup('o512x7 s50 | a50 b512', {}, { maxArenas: 1 });
const rawFirst = poolsSetup('a513 b0 c50');
const choosing = poolsSetup('o512x7 s50 | a90', {}, { arenaChoice: 'player' });
const heap = heapSetup('12: x4 .3 y4 | a4');
const pinned = pinnedSetup('a512x7 k50! | x512', { poolsReturned: 1 }, { frees: 1 });

/** What is refused, one line each: reason, board, moves before, the move (notation or the action itself), its facts. */
const refused: [reason: string, setup: PuzzleSetup, before: string, move: string | object, facts?: object][] =
  [
    ['unknownAction', pools, '', { type: 'fly' }, { action: 'fly' }],
    ['malformedAction', pools, '', { type: 'place', pool: 'one' }, { action: 'place' }],
    ['malformedAction', pools, '', { type: 'place', pool: 1, extra: true }, { action: 'place' }],
    ['verbNotAllowed', { ...pools, verbs: ['place'] }, '', '+64', { action: 'openPool' }],
    ['alreadyWon', poolsSetup('a50'), '+64 1', '1'],
    ['alreadyLost', heapSetup('12: x4 .3 y4 | a4'), '', '4<'],
    ['nothingToUndo', pools, '', 'undo'],
    ['nothingToRedo', pools, '', 'redo'],
    ['nothingToRestart', pools, '', 'restart'],
    ['tooLargeForPools', rawFirst, '', '1', { bytes: 513, maxBytes: 512 }],
    ['tooLargeForPools', rawFirst, '', '+512', { bytes: 513, maxBytes: 512 }],
    ['zeroBytes', rawFirst, '^', '+16'],
    ['unknownClass', pools, '', { type: 'openPool', szidx: 40 }, { szidx: 40, classes: 32 }],
    ['classTooSmall', pools, '', '+48', { bytes: 50, blockBytes: 48, szidx: 2 }],
    ['poolStillEmpty', poolsSetup('a50'), '+64', '+64', { pool: 1 }],
    ['arenaNotYours', poolsSetup('o512x7 | a50'), '', '+64@1'],
    ['unknownArena', choosing, '', '+96@2', { arena: 2 }],
    ['arenaFull', choosing, '', '+96@1', { arena: 1 }],
    ['noMemory', pools, '', '+64', { maxArenas: 1 }],
    ['unknownPool', pools, '', '3', { pool: 3 }],
    ['noPoolYet', poolsSetup('a50'), '', '3'],
    ['poolNotOpen', poolsSetup('a50'), '+64', '2', { pool: 2 }],
    ['blockTooSmall', poolsSetup('s50 | a90'), '', '1', { bytes: 90, blockBytes: 64, pool: 1 }],
    ['poolFull', pools, '', '1', { pool: 1, capacity: 7 }],
    ['smallGoesToPools', pools, '', '^', { bytes: 50, maxBytes: 512 }],
    ['unknownGap', heapSetup('14: x4 .4 y4 | a4'), '', '5<', { gap: 5 }],
    [
      'gapTooSmall',
      heapSetup('15: x4 .3 y4 | a4'),
      '',
      '4<',
      { bytes: 4, chunkBytes: 4, gapBytes: 3, missingBytes: 1 },
    ],
    ['lowEndOnly', heapSetup('14: | a4', {}, { ends: 'low' }), '', '0>'],
    ['unknownObject', pinned, '', '-z', { object: 'z' }],
    ['notAlive', pinned, '-a1', '-a1', { object: 'a1' }],
    ['objectStillUsed', pinned, '', '-k', { object: 'k' }],
    ['budgetSpent', pinned, '-a1', '-a2', { budget: 1 }],
    ['nothingToPredict', pinnedSetup('a512x2', { poolsReturned: 1 }), '', '?1:48'],
    ['wrongClass', pinned, '', '?2:48', { bytes: 512, blockBytes: 64, pool: 2 }],
    ['notASlot', pinned, '-a1', '?1:50', { pool: 1, offset: 50 }],
    ['slotTaken', pinned, '-a1', '?1:560', { pool: 1, offset: 560, object: 'a2' }],
    ['poolFull', pinned, '', '?1:48', { pool: 1, capacity: 7 }],
    ['unknownPool', pinned, '', '?9:48', { pool: 9 }],
  ];

for (const [reason, setup, before, move, facts] of refused)
  test(`${reason}: ${typeof move === 'string' ? move : JSON.stringify(move)}`, () => {
    const session = play(setup, before);
    const action = typeof move === 'string' ? movesOf(move)[0] : (move as { type: string });
    const step = apply(session, action);
    expect(step).toEqual({ ok: false, reason: facts ? { reason, facts } : { reason } });
  });

/** How games are lost: reason, board, moves. */
const lost: [reason: string, setup: PuzzleSetup, moves: string][] = [
  ['outOfMemory', poolsSetup('o512x7 p512x7 | a50', {}, { maxArenas: 1 }), ''],
  ['peakBytesAboveGoal', poolsSetup('o512x7 p512x7 | a50', { peakBytes: 8192 }), '+64'],
  ['peakPoolsAboveGoal', poolsSetup('a50 b90', { peakPools: 1 }), '+64 1 +96'],
  ['wasteAboveGoal', poolsSetup('a50 b90', { wastedBytes: 20 }), '+96 1'],
  ['heldAboveGoal', poolsSetup('a50', { heldBytesAtEnd: 0 }), '+64 1'],
  ['noGapFits', heap, ''],
  ['highWaterAboveGoal', heapSetup('20: x4 | a4 b1', { highWaterBytes: 10 }), '4>'],
  ['holeBelowGoal', heapSetup('20: x4 | a4', { largestHoleBytes: 13 }), '4<'],
  ['budgetSpent', pinnedSetup('a512x2', { poolsReturned: 1 }, { frees: 1 }), '-a1'],
  ['tooManyWrong', pinnedSetup('a512 | x512', { wrongPredictions: 0 }), '?sys'],
  ['targetMissed', pinnedSetup('a512 | x512', { targets: [{ request: 'x', slotOf: 'a' }] }), '?1:560'],
  ['goalMissed', pinnedSetup('a512', { arenasReturned: 1 }), '-a'],
];

for (const [reason, setup, moves] of lost)
  test(`lost: ${reason}`, () => {
    expect(outcome(play(setup, moves))).toBe(reason);
  });

const root = new URL('../../shared/game/', import.meta.url).pathname;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(root, file), 'utf8'));

function wordsOf(pattern: RegExp): string[] {
  return [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1])))].sort();
}

test('every reason in the sources is reached by a case above', () => {
  const inSources = [
    ...wordsOf(/reason: '(\w+)'/g),
    ...wordsOf(/(?:refuse|over)\(\s*'(\w+)'/g),
    ...wordsOf(/'(\w+Won|\w+Lost|nothingTo\w+)'/g),
  ];
  const reached = [...refused.map(([reason]) => reason), ...lost.map(([reason]) => reason)];
  expect([...new Set(reached)].sort()).toEqual([...new Set(inSources)].sort());
});

test('the README lists every reason, event, metric and ghost', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const events = wordsOf(/emit\(\{\s*type: '(\w+)'/g);
  const named = [
    ...refused.map(([reason]) => reason),
    ...lost.map(([reason]) => reason),
    ...events,
    ...puzzleKinds.flatMap(({ metrics }) => metrics.map(({ name }) => name)),
    ...puzzleKinds.flatMap(({ ghosts }) => Object.keys(ghosts)),
  ];
  expect(named.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test('every verb is tried above', () => {
  const tried = new Set(
    refused.map(([, , , move]) =>
      typeof move === 'string' ? movesOf(move)[0].type : (move as { type: string }).type,
    ),
  );
  const verbs = puzzleKinds.flatMap((kind) => kind.verbs.map(({ type }) => type));
  expect(verbs.filter((verb) => !tried.has(verb))).toEqual([]);
});

test('a refused move changes nothing', () => {
  for (const [, setup, before, move] of refused) {
    const session = play(setup, before);
    const kept = JSON.stringify(session.kind.inspect(session.state));
    apply(session, typeof move === 'string' ? movesOf(move)[0] : (move as { type: string }));
    expect(JSON.stringify(session.kind.inspect(session.state))).toBe(kept);
  }
});
