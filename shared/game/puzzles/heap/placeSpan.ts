/** `placeSpan`: the request at hand is cut from one end of a gap (malloc's split, with the player as its fit). */
import { z } from 'zod';
import type { Action, Rejection, Verb } from '../../action.ts';
import { advanceStream, requestedBytes, requestedObject } from '../board/stream.ts';
import { chunks, type HeapState } from './state.ts';

/** `gap` is the offset of a gap from the start of the heap, in bytes. */
export interface PlaceSpan extends Action {
  readonly type: 'placeSpan';
  readonly gap: number;
  readonly end: 'low' | 'high';
}

const schema: z.ZodType<PlaceSpan> = z.strictObject({
  type: z.literal('placeSpan'),
  gap: z.int().min(0),
  end: z.enum(['low', 'high']),
});

export const placeSpan: Verb<HeapState, PlaceSpan> = {
  type: 'placeSpan',
  schema,
  check(state, { gap, end }): Rejection | null {
    const { heap } = state;
    const gapBytes = gapAt(state, gap);
    if (gapBytes < 0) return { reason: 'unknownGap', facts: { gap } };
    if (end === 'high' && !state.choosesEnd) return { reason: 'lowEndOnly' };
    const bytes = requestedBytes(state);
    const chunkBytes = heap.chunkBytesFor(bytes);
    const missingBytes = chunkBytes - gapBytes;
    return missingBytes > 0
      ? { reason: 'gapTooSmall', facts: { bytes, chunkBytes, gapBytes, missingBytes } }
      : null;
  },
  apply(state, { gap, end }, emit) {
    const { heap, plan, next } = state;
    const { name, bytes } = plan.objects[requestedObject(state)];
    const sizeBytes = heap.chunkBytesFor(bytes);
    const restBytes = gapAt(state, gap) - sizeBytes;
    heap.sink = emit;
    const address = heap.placeAt(heap.baseAddress + gap, bytes, end);
    const offsetBytes = address - heap.config.pointerOffsetBytes - heap.baseAddress;
    emit({
      type: 'spanPlaced',
      request: next,
      object: name,
      bytes,
      offsetBytes,
      sizeBytes,
      gap,
      end,
      restBytes,
    });
    advanceStream(state, address, emit, (dead) => heap.free(dead));
    heap.sink = null;
    state.moves++;
  },
  facts(state, { gap, end }) {
    const bytes = requestedBytes(state);
    const chunkBytes = state.heap.chunkBytesFor(bytes);
    const restBytes = gapAt(state, gap) - chunkBytes;
    const offsetBytes = end === 'low' ? gap : gap + restBytes;
    return { bytes, chunkBytes, wastedBytes: chunkBytes - bytes, restBytes, offsetBytes };
  },
  line(state) {
    return `malloc(${requestedBytes(state)})`;
  },
};

/** The length of the gap at an offset, or -1. */
function gapAt(state: HeapState, offset: number): number {
  return chunks(state.heap).find((chunk) => !chunk.live && chunk.offset === offset)?.bytes ?? -1;
}
