/** `openPool`: a free pool gets a size class (CPython: allocate_from_new_pool in obmalloc.c). */
import { z } from 'zod';
import { choiceInArena } from '../../../sim/pymalloc/policy.ts';
import type { Pymalloc } from '../../../sim/pymalloc/pymalloc.ts';
import type { Action, Rejection, Verb } from '../../action.ts';
import { listening } from '../board/board.ts';
import { requestedBytes } from '../board/stream.ts';
import { isRaw, notePeak, outOfArenas, type PoolsState, unusedPool } from './state.ts';

/** `arena` names one with a free pool, where the level leaves that to the player; else CPython's choice holds. */
export interface OpenPool extends Action {
  readonly type: 'openPool';
  readonly szidx: number;
  readonly arena?: number;
}

const schema: z.ZodType<OpenPool> = z.strictObject({
  type: z.literal('openPool'),
  szidx: z.int().min(0).max(63),
  arena: z.int().min(1).optional(),
});

export const openPool: Verb<PoolsState, OpenPool> = {
  type: 'openPool',
  schema,
  check(state, { szidx, arena }) {
    const { heap, maxArenas } = state.board;
    const bytes = requestedBytes(state.board);
    const notOurs = refuseRaw(heap, bytes);
    if (notOurs) return notOurs;
    if (szidx >= heap.classes) return { reason: 'unknownClass', facts: { szidx, classes: heap.classes } };
    const blockBytes = heap.blockBytes(szidx);
    if (blockBytes < bytes) return { reason: 'classTooSmall', facts: { bytes, blockBytes, szidx } };
    const unused = unusedPool(state);
    if (unused) return { reason: 'poolStillEmpty', facts: { pool: unused } };
    if (arena !== undefined) {
      if (!state.choosesArena) return { reason: 'arenaNotYours' };
      if (!heap.arenas.isMapped(arena)) return { reason: 'unknownArena', facts: { arena } };
      if (heap.arenas.nfree(arena) === 0) return { reason: 'arenaFull', facts: { arena } };
    }
    return outOfArenas(state) ? { reason: 'noMemory', facts: { maxArenas: maxArenas ?? 0 } } : null;
  },
  apply(state, { szidx, arena }, emit) {
    const { board } = state;
    listening(board, emit, () => board.heap.openPool(szidx, arena));
    notePeak(state);
    state.moves++;
  },
  facts(state, { szidx, arena }) {
    const { heap } = state.board;
    const blockBytes = heap.blockBytes(szidx);
    const from = arena ?? heap.arenas.usable;
    const choice = from === 0 ? 'newArena' : choiceInArena(heap, from).kind;
    const wastedBytes = blockBytes - requestedBytes(state.board);
    return { szidx, blockBytes, capacity: heap.capacity(szidx), wastedBytes, choice };
  },
  line(_state, { szidx }) {
    return `allocate_from_new_pool(size=${szidx})`;
  },
};

/** The rejection of a request that is none of pymalloc's, or null. */
export function refuseRaw(heap: Pymalloc, bytes: number): Rejection | null {
  if (bytes === 0) return { reason: 'zeroBytes' };
  return isRaw(heap, bytes)
    ? { reason: 'tooLargeForPools', facts: { bytes, maxBytes: heap.geometry.maxRequest } }
    : null;
}
