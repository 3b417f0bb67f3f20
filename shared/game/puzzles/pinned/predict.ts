/**
 * `predict`: the player says where the next request will go, then CPython serves it (pymalloc_alloc in obmalloc.c).
 * A wrong guess costs a point and shows the truth; the request is served by the rules either way.
 */
import { z } from 'zod';
import { choosePool } from '../../../sim/pymalloc/policy.ts';
import type { Pymalloc } from '../../../sim/pymalloc/pymalloc.ts';
import type { Action, Rejection, Verb } from '../../action.ts';
import { listening } from '../board/board.ts';
import { blockBytesOf, heapPool, isOpen, liveBlocks, poolClass, poolNumber } from '../board/pool.ts';
import { advanceStream, requestedBytes, requestedObject } from '../board/stream.ts';
import type { PinnedState, Place } from './state.ts';

/** `at`: a slot by its pool and the offset from the pool's start, `newArena` (its first slot), or `system` (malloc). */
export interface Predict extends Action {
  readonly type: 'predict';
  readonly at: Place;
}

const schema: z.ZodType<Predict> = z.strictObject({
  type: z.literal('predict'),
  at: z.union([
    z.strictObject({ pool: z.int().min(1), offset: z.int().min(0) }),
    z.enum(['newArena', 'system']),
  ]),
});

export const predict: Verb<PinnedState, Predict> = {
  type: 'predict',
  schema,
  check(state, { at }): Rejection | null {
    const { board } = state;
    if (requestedObject(board) < 0) return { reason: 'nothingToPredict' };
    return typeof at === 'string' ? null : refusePlace(state, at.pool, at.offset);
  },
  apply(state, { at }, emit) {
    const { board } = state;
    const { heap, plan, next } = board;
    const object = plan.objects[requestedObject(board)];
    listening(board, emit, () => {
      const expected = nextPlace(heap, object.bytes);
      const address = heap.malloc(object.bytes);
      const pool = heap.poolAt(address);
      const offsetBytes = pool === 0 ? 0 : address - heap.poolAddress(pool);
      const actual = expected === 'newArena' ? expected : placeAt(heap, address);
      const right = samePlace(at, actual);
      state.predictions = [...state.predictions, { request: next, predicted: at, actual, right }];
      emit({
        type: 'requestPlaced',
        request: next,
        object: object.name,
        bytes: object.bytes,
        address,
        pool: poolNumber(heap, pool),
        offsetBytes,
        blockBytes: pool === 0 ? heap.system.chunkBytesFor(object.bytes) : blockBytesOf(heap, pool),
        wastedBytes: pool === 0 ? 0 : blockBytesOf(heap, pool) - object.bytes,
      });
      emit({ type: 'predictionChecked', request: next, object: object.name, predicted: at, actual, right });
      state.hits = state.hits.map((hit, index) => {
        const target = state.targets[index];
        if (target.request !== next) return hit;
        const met = target.address === address;
        emit({ type: met ? 'targetHit' : 'targetMissed', request: next, slotOf: target.slotOf });
        return met ? 1 : -1;
      });
      advanceStream(board, address, emit, (dead) => heap.free(dead));
    });
    state.moves++;
  },
  facts(state) {
    const bytes = requestedBytes(state.board);
    const szidx = state.board.heap.szidxOf(bytes);
    return { bytes, blockBytes: szidx < 0 ? 0 : state.board.heap.blockBytes(szidx) };
  },
  line(state) {
    const { board } = state;
    const { name, bytes } = board.plan.objects[requestedObject(board)];
    return `${name} = PyObject_Malloc(${bytes})`;
  },
};

/** Whether a request of the class could at all go to that slot as things are; if not, why. */
function refusePlace(state: PinnedState, number: number, offset: number): Rejection | null {
  const { heap, plan, addresses } = state.board;
  const bytes = requestedBytes(state.board);
  const szidx = heap.szidxOf(bytes);
  const pool = heapPool(heap, number);
  if (pool === 0) return { reason: 'unknownPool', facts: { pool: number } };
  const { poolHeader } = heap.geometry;
  const blockBytes = szidx < 0 ? 0 : heap.blockBytes(szidx);
  if (isOpen(heap, pool)) {
    if (poolClass(heap, pool) !== szidx)
      return { reason: 'wrongClass', facts: { bytes, blockBytes: blockBytesOf(heap, pool), pool: number } };
    const capacity = heap.capacity(szidx);
    if (liveBlocks(heap, pool) === capacity) return { reason: 'poolFull', facts: { pool: number, capacity } };
  }
  const block = (offset - poolHeader) / blockBytes;
  if (szidx < 0 || !Number.isInteger(block) || block < 0 || block >= heap.capacity(szidx))
    return { reason: 'notASlot', facts: { pool: number, offset } };
  if (!isOpen(heap, pool)) return null;
  const address = heap.poolAddress(pool) + offset;
  if (heap.requestedAt(address) < 0) return null;
  const holder = plan.objects.findLast(({ firstPart, parts }) =>
    parts.some((_, part) => addresses[firstPart + part] === address),
  );
  return { reason: 'slotTaken', facts: { pool: number, offset, object: holder?.name ?? '' } };
}

/** Where CPython puts a request of so many bytes now. Changes nothing. */
export function nextPlace(heap: Pymalloc, bytes: number): Place {
  const szidx = heap.szidxOf(bytes);
  if (szidx < 0) return 'system';
  if (choosePool(heap, szidx).kind === 'newArena') return 'newArena';
  const trial = heap.clone();
  return placeAt(trial, trial.malloc(bytes));
}

function placeAt(heap: Pymalloc, address: number): Place {
  const pool = heap.poolAt(address);
  return pool === 0 ? 'system' : { pool: poolNumber(heap, pool), offset: address - heap.poolAddress(pool) };
}

function samePlace(a: Place, b: Place): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.pool === b.pool && a.offset === b.offset;
}
