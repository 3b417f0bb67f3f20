/** `toSystem`: a request that pymalloc does not serve goes to malloc (CPython: PyMem_RawMalloc in obmalloc.c). */
import { z } from 'zod';
import type { Action, Verb } from '../../action.ts';
import { listening } from '../board/board.ts';
import { requestedBytes } from '../board/stream.ts';
import { isRaw, type PoolsState, served } from './state.ts';

export interface ToSystem extends Action {
  readonly type: 'toSystem';
}

const schema: z.ZodType<ToSystem> = z.strictObject({ type: z.literal('toSystem') });

export const toSystem: Verb<PoolsState, ToSystem> = {
  type: 'toSystem',
  schema,
  check(state) {
    const { heap } = state.board;
    const bytes = requestedBytes(state.board);
    return isRaw(heap, bytes)
      ? null
      : { reason: 'smallGoesToPools', facts: { bytes, maxBytes: heap.geometry.maxRequest } };
  },
  apply(state, _action, emit) {
    const { board } = state;
    listening(board, emit, () => served(state, board.heap.malloc(requestedBytes(board)), emit));
    state.moves++;
  },
  facts(state) {
    const bytes = requestedBytes(state.board);
    return { bytes, chunkBytes: state.board.heap.system.chunkBytesFor(bytes) };
  },
  line(state) {
    return `PyMem_RawMalloc(${requestedBytes(state.board)})`;
  },
};
