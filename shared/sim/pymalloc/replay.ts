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

/** Where the blocks of a trace are while it is replayed. */
export class LiveBlocks {
  /** By block id: its place in alignment units (see Pymalloc.mallocUnit), or 0. Half as long as addresses, which counts in a large heap. */
  readonly units: Int32Array;
  /** Of blocks that are not in an arena: their address. */
  readonly raw: Float64Array;
  /** Stands for everything that was read ahead: what nobody keeps the compiler leaves out. */
  seen = 0;

  constructor({ blocks }: Trace) {
    this.units = new Int32Array(blocks);
    this.raw = new Float64Array(blocks);
  }

  address(heap: Pymalloc, id: number): number {
    const unit = this.units[id];
    return unit === 0 ? this.raw[id] : heap.origin + unit * heap.geometry.alignment;
  }

  put(heap: Pymalloc, id: number, address: number): void {
    const unit = (address - heap.origin) / heap.geometry.alignment;
    const inArena = unit >= 0 && unit < heap.unitCount;
    this.units[id] = inArena ? unit : 0;
    this.raw[id] = inArena ? 0 : address;
  }
}

/** Replays a trace and keeps nothing but the places of its blocks: for timing. No JavaScript object is made. */
export function replay(heap: Pymalloc, trace: Trace, live: LiveBlocks): void {
  const { words } = trace;
  for (let from = 0; from < trace.length; from += STRETCH) {
    const to = Math.min(from + STRETCH, trace.length);
    if (heap.unitCount > CACHED) readAhead(heap, words, live, 2 * from, 2 * to);
    replayStretch(heap, words, live, 2 * from, 2 * to);
  }
}

/** Short enough that what was read ahead is still there, and that the stretch is soon compiled as a whole, not from the middle of its loop. */
const STRETCH = 128;

/** Units of a heap that may be expected in the processor's own cache (4 MiB). */
const CACHED = 1 << 21;

/**
 * Looks at the blocks that a stretch frees, for no other reason than that the processor fetches them all at once. The real
 * allocator's code is so short that the processor is several operations ahead of it and does that by itself.
 */
function readAhead(heap: Pymalloc, words: Int32Array, live: LiveBlocks, from: number, to: number): void {
  const { units } = live;
  let seen = 0;
  // First where the blocks are, then the blocks, so that no fetch waits for another.
  for (let i = from; i < to; i += 2) seen |= units[words[i] >> 2];
  for (let i = from; i < to; i += 2) seen |= heap.peek(units[words[i] >> 2]);
  live.seen |= seen;
}

function replayStretch(heap: Pymalloc, words: Int32Array, live: LiveBlocks, from: number, to: number): void {
  const { units } = live;
  for (let i = from; i < to; i += 2) {
    const word = words[i];
    const kind = word & 3;
    const id = word >> 2;
    if (kind === FREE && units[id] !== 0) heap.freeUnit(units[id]);
    else {
      const unit = kind === MALLOC ? heap.mallocUnit(words[i + 1]) : 0;
      if (unit !== 0) units[id] = unit;
      else replayByAddress(heap, kind, id, words[i + 1], live);
    }
  }
}

function replayByAddress(heap: Pymalloc, kind: number, id: number, size: number, live: LiveBlocks): void {
  if (kind === MALLOC) live.put(heap, id, heap.malloc(size));
  else if (kind === REALLOC) live.put(heap, id, heap.realloc(live.address(heap, id), size));
  else heap.free(live.address(heap, id));
}
