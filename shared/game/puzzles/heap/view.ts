/** What the board of a `heap` puzzle shows: one strip of memory, cut into chunks and gaps. */
import type { ObjectView } from '../board/view.ts';

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
  readonly stream: {
    readonly now: SpanRequestView | null;
    readonly announced: readonly SpanRequestView[];
    readonly hidden: number;
    readonly placed: number;
    readonly total: number;
  };
  /** Objects that die before the next request arrives: as soon as this one is placed. */
  readonly dyingNext: readonly ObjectView[];
  /** Whether the player also chooses the end of the gap; otherwise the low end is taken, as malloc does. */
  readonly choosesEnd: boolean;
  readonly highWaterBytes: number;
  readonly freeBytes: number;
  readonly largestGapBytes: number;
  readonly limits: { readonly highWaterBytes: number | null; readonly largestHoleBytes: number | null };
}
