/**
 * The kind `pinned`: a heap that a few live blocks keep from going back. The player decides what is freed, and in which
 * order, and foresees where CPython will put what comes next.
 */

import type { Action } from '../../action.ts';
import type { PuzzleKind } from '../../kind.ts';
import { freeObject } from './freeObject.ts';
import { predict } from './predict.ts';
import { bound, canonicalKey, cpython, moves, newestFirst, worthwhileMoves } from './search.ts';
import { goalSchema, lint, type PinnedGoal, type PinnedStart, startSchema } from './setup.ts';
import { boot, clone, hash, measure, type PinnedState, status } from './state.ts';
import { inspect } from './view.ts';

/** Asks only while the game goes on. */
function playing<T>(none: T, ask: (state: PinnedState) => T): (state: PinnedState) => T {
  return (state) => (status(state).phase === 'playing' ? ask(state) : none);
}

export const pinned: PuzzleKind<PinnedState, PinnedStart, PinnedGoal> = {
  name: 'pinned',
  startSchema,
  goalSchema,
  metrics: [
    { name: 'freesUsed', unit: 'count', better: 'less' },
    { name: 'bytesReturned', unit: 'bytes', better: 'more' },
    { name: 'wrongPredictions', unit: 'count', better: 'less' },
    { name: 'moves', unit: 'count', better: 'less' },
  ],
  verbs: [freeObject, predict],
  lint,
  boot,
  clone,
  hash,
  status,
  measure,
  moves: playing<Action[]>([], moves),
  worthwhileMoves: playing<Action[]>([], worthwhileMoves),
  ghosts: {
    cpython: playing<Action | null>(null, cpython),
    newestFirst: playing<Action | null>(null, newestFirst),
  },
  bound,
  canonicalKey,
  inspect,
};
