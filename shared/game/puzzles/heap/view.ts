/** What the board of a `heap` puzzle shows: one strip of memory, cut into chunks and gaps. */
import { dyingNext, objectView, streamOf } from '../board/inspect.ts';
import { requestedBytes } from '../board/stream.ts';
import type { ObjectView, StreamView } from '../board/view.ts';
import { chunkOffset } from './search.ts';
import { chunks, type HeapState } from './state.ts';

/** A live chunk: header, the bytes asked for, and what rounding added. */
export interface SpanView {
  readonly state: 'live';
  /** From the start of the heap; `address` is what malloc returned (behind the header). */
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly address: number;
  readonly headerBytes: number;
  readonly requestedBytes: number;
  readonly wastedBytes: number;
  readonly object: ObjectView;
}

/** A gap; `offsetBytes` is what `placeSpan` names. */
export interface GapView {
  readonly state: 'gap';
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  /** Whether the request at hand fits, and what would be left of the gap then. */
  readonly fits: boolean;
  readonly restBytes: number | null;
}

/** A request of the stream; `chunkBytes` is what it takes on the strip (header and rounding in). */
export interface SpanRequestView {
  readonly index: number;
  readonly object: ObjectView;
  readonly bytes: number;
  readonly chunkBytes: number;
}

export interface HeapView {
  readonly kind: 'heap';
  readonly capacityBytes: number;
  readonly unitBytes: number;
  readonly headerBytes: number;
  /** Ascending by offset; together they cover the whole capacity. */
  readonly spans: readonly (SpanView | GapView)[];
  readonly stream: StreamView<SpanRequestView>;
  /** Objects that die before the next request arrives: as soon as this one is placed. */
  readonly dyingNext: readonly ObjectView[];
  /** Whether the player also chooses the end of the gap; otherwise the low end is taken, as malloc does. */
  readonly choosesEnd: boolean;
  readonly highWaterBytes: number;
  readonly freeBytes: number;
  readonly largestGapBytes: number;
  readonly limits: { readonly highWaterBytes: number | null; readonly largestHoleBytes: number | null };
}

/** What the board shows now. Shares nothing with `state`. */
export function inspect(state: HeapState): HeapView {
  const { heap, plan, goal, addresses } = state;
  const owners = new Map<number, number>();
  for (const [index, { firstPart }] of plan.objects.entries())
    if (addresses[firstPart] !== 0) owners.set(chunkOffset(state, addresses[firstPart]), index);
  const need = state.next < plan.requests ? heap.chunkBytesFor(requestedBytes(state)) : null;
  return {
    kind: 'heap',
    capacityBytes: heap.heapBytes,
    unitBytes: heap.config.unitBytes,
    headerBytes: heap.config.headerBytes,
    spans: chunks(heap).map(({ offset, bytes, live }) =>
      live ? spanView(state, offset, bytes, owners.get(offset)!) : gapView(offset, bytes, need),
    ),
    stream: streamOf(state, (index) => {
      const object = plan.firstRequest + index;
      const { bytes } = plan.objects[object];
      return { index, object: objectView(state, object), bytes, chunkBytes: heap.chunkBytesFor(bytes) };
    }),
    dyingNext: dyingNext(state),
    choosesEnd: state.choosesEnd,
    highWaterBytes: heap.highWaterBytes,
    freeBytes: heap.gapBytes,
    largestGapBytes: heap.largestGapBytes,
    limits: {
      highWaterBytes: goal.highWaterBytes ?? null,
      largestHoleBytes: goal.largestHoleBytes ?? null,
    },
  };
}

function spanView(state: HeapState, offsetBytes: number, sizeBytes: number, object: number): SpanView {
  const { config, baseAddress } = state.heap;
  const requestedBytes = state.plan.objects[object].bytes;
  return {
    state: 'live',
    offsetBytes,
    sizeBytes,
    address: baseAddress + offsetBytes + config.pointerOffsetBytes,
    headerBytes: config.headerBytes,
    requestedBytes,
    wastedBytes: sizeBytes - config.headerBytes - requestedBytes,
    object: objectView(state, object),
  };
}

function gapView(offsetBytes: number, sizeBytes: number, need: number | null): GapView {
  const fits = need !== null && need <= sizeBytes;
  return { state: 'gap', offsetBytes, sizeBytes, fits, restBytes: fits ? sizeBytes - need : null };
}
