/**
 * The kind `heap`: requests too long for pymalloc are placed on a raw heap of fixed size, and the player is
 * malloc's fit. Splitting and joining are the simulated system allocator's own.
 */

import type { Action } from '../../action.ts';
import type { PuzzleKind } from '../../kind.ts';
import { placeSpan } from './placeSpan.ts';
import { bound, byFit, canonicalKey, moves, worstFit, worthwhileMoves } from './search.ts';
import { goalSchema, type HeapGoal, type HeapStart, lint, startSchema } from './setup.ts';
import { boot, clone, type HeapState, hash, measure, status } from './state.ts';
import { inspect } from './view.ts';

/** Asks only while there is something to place. */
function playing<T>(none: T, ask: (state: HeapState) => T): (state: HeapState) => T {
  return (state) => (status(state).phase === 'playing' ? ask(state) : none);
}

export const heap: PuzzleKind<HeapState, HeapStart, HeapGoal> = {
  name: 'heap',
  startSchema,
  goalSchema,
  metrics: [
    { name: 'highWaterBytes', unit: 'bytes', better: 'less' },
    { name: 'largestHoleBytes', unit: 'bytes', better: 'more' },
    { name: 'moves', unit: 'count', better: 'less' },
  ],
  verbs: [placeSpan],
  lint,
  boot,
  clone,
  hash,
  status,
  measure,
  moves: playing<Action[]>([], moves),
  worthwhileMoves: playing<Action[]>([], worthwhileMoves),
  ghosts: {
    firstFit: playing<Action | null>(null, (state) => byFit(state, 'first')),
    bestFit: playing<Action | null>(null, (state) => byFit(state, 'best')),
    nextFit: playing<Action | null>(null, (state) => byFit(state, 'next')),
    worstFit: playing<Action | null>(null, worstFit),
  },
  bound,
  canonicalKey,
  inspect,
};
