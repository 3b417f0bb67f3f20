/**
 * Replaying allocation traces: lists of malloc, free and realloc on numbered blocks, in the format of the recordings
 * of real interpreters.
 */
import type { Pymalloc } from './pymalloc.ts';

const MALLOC = 0;
const FREE = 1;
const REALLOC = 2;

/** The kinds of operation, by their numbers in a trace. */
export const traceKinds = { malloc: MALLOC, free: FREE, realloc: REALLOC } as const;

/** Operation `i` is `kinds[i]` on block `ids[i]` with `sizes[i]` bytes (0 for FREE). */
export type Trace = {
  readonly length: number;
  /** Block ids are below this. */
  readonly blocks: number;
  readonly kinds: Uint8Array;
  readonly ids: Int32Array;
  readonly sizes: Int32Array;
};

/** Where one allocation landed: [arena, pool, offset], or `raw` where the system allocator served it. */
export type Landing = readonly [arena: number, pool: number, offset: number] | 'raw';

/** What a replay did, in the format of the recordings. */
export type Recording = {
  /** One entry for each malloc and realloc, in order. Arenas are numbered as they were mapped. */
  readonly at: Landing[];
  readonly arenas: [operation: number, what: 'map' | 'unmap', arena: number][];
};

/** Makes a trace from [kind, id, size] rows, which must be well formed (see traceProblem). */
export function traceOf(rows: readonly (readonly [number, number, number])[]): Trace {
  let blocks = 0;
  for (const [, id] of rows) if (id >= blocks) blocks = id + 1;
  return {
    length: rows.length,
    blocks,
    kinds: Uint8Array.from(rows, (row) => row[0]),
    ids: Int32Array.from(rows, (row) => row[1]),
    sizes: Int32Array.from(rows, (row) => row[2]),
  };
}

/** Replays a trace and tells where each block landed. Uses the heap's sink while it runs. */
export function record(heap: Pymalloc, trace: Trace): Recording {
  const at: Landing[] = [];
  const arenas: Recording['arenas'] = [];
  const live = new Float64Array(trace.blocks);
  const serials = new Map<number, number>();
  let operation = 0;
  let mapped = 0;
  const before = heap.sink;
  heap.sink = (event) => {
    if (event.type === 'arenaMapped') {
      serials.set(event.arena, mapped);
      arenas.push([operation, 'map', mapped++]);
    } else if (event.type === 'arenaUnmapped') {
      arenas.push([operation, 'unmap', serials.get(event.arena) ?? -1]);
    }
    before?.(event);
  };
  for (; operation < trace.length; operation++) {
    const id = trace.ids[operation];
    if (trace.kinds[operation] === FREE) {
      heap.free(live[id]);
      continue;
    }
    const size = trace.sizes[operation];
    const address = trace.kinds[operation] === MALLOC ? heap.malloc(size) : heap.realloc(live[id], size);
    live[id] = address;
    const pool = heap.poolAt(address);
    if (pool === 0) at.push('raw');
    else
      at.push([
        serials.get(heap.arenaOf(pool)) ?? -1,
        heap.indexInArena(pool),
        address - heap.poolAddress(pool),
      ]);
  }
  heap.sink = before;
  return { at, arenas };
}

/**
 * Replays a trace and keeps nothing but the addresses, in `live` (at least `trace.blocks` long): for timing. No
 * JavaScript object is made.
 */
export function replay(heap: Pymalloc, trace: Trace, live: Float64Array): void {
  const { malloc: MALLOC, free: FREE } = { malloc: 0, free: 1 };
  const { kinds, ids, sizes, length } = trace;
  for (let i = 0; i < length; i++) {
    const id = ids[i];
    const kind = kinds[i];
    if (kind === MALLOC) live[id] = heap.malloc(sizes[i]);
    else if (kind === FREE) heap.free(live[id]);
    else live[id] = heap.realloc(live[id], sizes[i]);
  }
}
