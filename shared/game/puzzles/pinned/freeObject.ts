/** `freeObject`: the last reference to an object goes, and its blocks with it (CPython: pymalloc_free in obmalloc.c). */
import { z } from 'zod';
import type { Action, Rejection, Verb } from '../../action.ts';
import { listening } from '../board/board.ts';
import { liveBlocks } from '../board/pool.ts';
import { blocksOfObject, isAlive, kill } from '../board/stream.ts';
import type { PinnedState } from './state.ts';

/** `object` is its name. */
export interface FreeObject extends Action {
  readonly type: 'freeObject';
  readonly object: string;
}

const schema: z.ZodType<FreeObject> = z.strictObject({
  type: z.literal('freeObject'),
  object: z.string().min(1).max(32),
});

export const freeObject: Verb<PinnedState, FreeObject> = {
  type: 'freeObject',
  schema,
  check(state, { object }): Rejection | null {
    const { board, budget } = state;
    const index = board.plan.byName.get(object);
    if (index === undefined) return { reason: 'unknownObject', facts: { object } };
    if (!isAlive(board, index)) return { reason: 'notAlive', facts: { object } };
    if (board.plan.objects[index].kept) return { reason: 'objectStillUsed', facts: { object } };
    return state.freesUsed >= budget ? { reason: 'budgetSpent', facts: { budget } } : null;
  },
  apply(state, { object }, emit) {
    const { board } = state;
    const index = board.plan.byName.get(object)!;
    emit({ type: 'objectFreed', object, blocks: blocksOfObject(board, index) });
    listening(board, emit, () => kill(board, index, (address) => board.heap.free(address)));
    state.freesUsed++;
    state.moves++;
  },
  facts(state, { object }) {
    const { board } = state;
    const index = board.plan.byName.get(object)!;
    const blocks = blocksOfObject(board, index);
    const perPool = new Map<number, number>();
    for (const address of blocks) {
      const pool = board.heap.poolAt(address);
      perPool.set(pool, (perPool.get(pool) ?? 0) + 1);
    }
    perPool.delete(0);
    const poolsEmptied = [...perPool].filter(
      ([pool, count]) => liveBlocks(board.heap, pool) === count,
    ).length;
    return { bytes: board.plan.objects[index].bytes, blocks: blocks.length, poolsEmptied };
  },
  line(_state, { object }) {
    return `del ${object}`;
  },
};
