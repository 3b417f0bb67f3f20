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

/** Operation `i` is words 2i and 2i + 1 of `words`: its block id * 4 + its kind, and its size (0 for free). */
export type Trace = {
  readonly length: number;
  /** Block ids are below this. */
  readonly blocks: number;
  readonly words: Int32Array;
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
  const words = new Int32Array(rows.length * 2);
  let blocks = 0;
  for (const [i, [kind, id, size]] of rows.entries()) {
    words[2 * i] = (id << 2) | kind;
    words[2 * i + 1] = size;
    if (id >= blocks) blocks = id + 1;
  }
  return { length: rows.length, blocks, words };
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
    const kind = trace.words[2 * operation] & 3;
    const id = trace.words[2 * operation] >> 2;
    if (kind === FREE) {
      heap.free(live[id]);
      continue;
    }
    const size = trace.words[2 * operation + 1];
    const address = kind === MALLOC ? heap.malloc(size) : heap.realloc(live[id], size);
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
  for (let from = 0; from < trace.length; from += STRETCH)
    replayStretch(heap, trace.words, live, 2 * from, 2 * Math.min(from + STRETCH, trace.length));
}

/** Short enough that the stretch is soon compiled as a whole, not from the middle of its loop. */
const STRETCH = 1000;

function replayStretch(
  heap: Pymalloc,
  words: Int32Array,
  live: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i += 2) {
    const word = words[i];
    const kind = word & 3;
    const id = word >> 2;
    if (kind === FREE) heap.free(live[id]);
    else if (kind === MALLOC) live[id] = heap.malloc(words[i + 1]);
    else live[id] = heap.realloc(live[id], words[i + 1]);
  }
}
