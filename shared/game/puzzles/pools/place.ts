/** `place`: the request at hand gets the head of a pool's free list (CPython: pymalloc_alloc in obmalloc.c). */
import { z } from 'zod';
import type { Action, Verb } from '../../action.ts';
import { listening } from '../board/board.ts';
import { blockBytesOf, heapPool, isOpen, liveBlocks, openPoolList, poolClass } from '../board/pool.ts';
import { requestedBytes } from '../board/stream.ts';
import { refuseRaw } from './openPool.ts';
import { type PoolsState, served } from './state.ts';

export interface Place extends Action {
  readonly type: 'place';
  readonly pool: number;
}

const schema: z.ZodType<Place> = z.strictObject({ type: z.literal('place'), pool: z.int().min(1) });

export const place: Verb<PoolsState, Place> = {
  type: 'place',
  schema,
  check(state, { pool }) {
    const { heap } = state.board;
    const bytes = requestedBytes(state.board);
    const notOurs = refuseRaw(heap, bytes);
    if (notOurs) return notOurs;
    const at = heapPool(heap, pool);
    if (at === 0 && openPoolList(heap).length === 0) return { reason: 'noPoolYet' };
    if (at === 0) return { reason: 'unknownPool', facts: { pool } };
    if (!isOpen(heap, at)) return { reason: 'poolNotOpen', facts: { pool } };
    const blockBytes = blockBytesOf(heap, at);
    if (blockBytes < bytes) return { reason: 'blockTooSmall', facts: { bytes, blockBytes, pool } };
    const capacity = heap.capacity(poolClass(heap, at));
    return liveBlocks(heap, at) === capacity ? { reason: 'poolFull', facts: { pool, capacity } } : null;
  },
  apply(state, { pool }, emit) {
    const { board } = state;
    const bytes = requestedBytes(board);
    listening(board, emit, () => {
      served(state, board.heap.allocFrom(heapPool(board.heap, pool), bytes), emit);
    });
    state.moves++;
  },
  facts(state, { pool }) {
    const { heap } = state.board;
    const at = heapPool(heap, pool);
    const blockBytes = blockBytesOf(heap, at);
    const bytes = requestedBytes(state.board);
    const room = heap.capacity(poolClass(heap, at)) - liveBlocks(heap, at) - 1;
    return { bytes, blockBytes, wastedBytes: blockBytes - bytes, room };
  },
  line(state, { pool }) {
    return `pymalloc_alloc(nbytes=${requestedBytes(state.board)})  # szidx ${poolClass(state.board.heap, heapPool(state.board.heap, pool))}`;
  },
};
