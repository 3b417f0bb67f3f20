/**
 * What tracemalloc keeps (Python/tracemalloc.c): for each live block its requested size and where in the program it was
 * allocated. Counted are all blocks of the object, mem and raw domains, headers in and class rounding out.
 */
import type { CodeData } from '../interp/code.ts';
import { type Frame, lineOf } from '../interp/frame.ts';
import type { AllocationTracer } from '../objects/memory.ts';
import type { Runtime } from '../objects/runtime.ts';
import { chargeLater } from '../objects/work.ts';

/** A place in a program. */
export type TraceFrame = { readonly filename: string; readonly line: number };

/** Frames from the most recent on, as many as are recorded, and how many there were. */
export type TracePlace = { readonly frames: readonly TraceFrame[]; readonly depth: number };

/** Bytes that CPython's own tables take for a trace and for a traceback. */
const TRACE_BYTES = 56;
const PLACE_BYTES = 40;
/** Of the host, for each frame of a kept traceback. */
const FRAME_BYTES = 64;

/** A packed entry: size * PLACES + place. */
const PLACES = 2 ** 20;

/** The traces of one moment, block by block, in the order of allocation. */
export type TraceList = {
  readonly sizes: readonly number[];
  /** Index into `places`. */
  readonly placeOf: readonly number[];
  readonly places: readonly TracePlace[];
};

export class AllocationTraces implements AllocationTracer {
  readonly rt: Runtime;
  /** How many frames are recorded. */
  readonly limit: number;
  tracedBytes = 0;
  peakBytes = 0;
  readonly places: TracePlace[] = [];
  private traces: Map<number, number> = new Map();
  private readonly ids: Map<string, number> = new Map();
  /** Frames of all places together. */
  private framesKept = 0;
  /** For one frame: place by code and instruction. */
  private readonly byCode: Map<CodeData, (number | undefined)[]> = new Map();

  constructor(rt: Runtime, limit: number) {
    this.rt = rt;
    this.limit = limit;
  }

  allocated(handle: number, sizeBytes: number): void {
    this.traces.set(handle, sizeBytes * PLACES + this.#place());
    this.#count(sizeBytes);
  }

  freed(handle: number): void {
    const trace = this.traces.get(handle);
    if (trace === undefined) return;
    this.traces.delete(handle);
    this.tracedBytes -= Math.floor(trace / PLACES);
  }

  moved(from: number, to: number, sizeBytes: number): void {
    this.freed(from);
    this.traces.set(to, sizeBytes * PLACES + this.#place());
    this.#count(sizeBytes);
  }

  /** An object took a block from a free list: traced blocks get the new place (_PyTraceMalloc_NewReference). */
  reused(handle: number): void {
    const trace = this.traces.get(handle);
    if (trace !== undefined) this.traces.set(handle, trace - (trace % PLACES) + this.#place());
  }

  #count(sizeBytes: number): void {
    this.tracedBytes += sizeBytes;
    if (this.tracedBytes > this.peakBytes) this.peakBytes = this.tracedBytes;
  }

  /** Forgets all traces; blocks that live are no longer counted. */
  clear(): void {
    this.traces = new Map();
    this.tracedBytes = 0;
    this.peakBytes = 0;
  }

  /** What the records themselves would take in CPython. */
  get ownBytes(): number {
    return this.traces.size * TRACE_BYTES + this.places.length * PLACE_BYTES;
  }

  /** Where the block was allocated, or null. */
  placeOf(handle: number): TracePlace | null {
    const trace = this.traces.get(handle);
    return trace === undefined ? null : this.places[trace % PLACES];
  }

  list(): TraceList {
    const sizes: number[] = [];
    const placeOf: number[] = [];
    for (const trace of this.traces.values()) {
      sizes.push(Math.floor(trace / PLACES));
      placeOf.push(trace % PLACES);
    }
    return { sizes, placeOf, places: this.places.slice() };
  }

  /** The number of the place where the program is. */
  #place(): number {
    const frame = this.rt.thread.frame as Frame | null;
    if (frame === null) return this.#idOf({ frames: [{ filename: '<unknown>', line: 0 }], depth: 1 });
    if (this.limit > 1) return this.#deepPlace(frame);
    let byPc = this.byCode.get(frame.code);
    if (byPc === undefined) this.byCode.set(frame.code, (byPc = []));
    const known = byPc[frame.pc];
    if (known !== undefined) return known;
    const id = this.#idOf({ frames: [frameOf(frame)], depth: 1 });
    byPc[frame.pc] = id;
    return id;
  }

  #deepPlace(frame: Frame): number {
    const frames: TraceFrame[] = [];
    let depth = 0;
    for (let f: Frame | null = frame; f !== null; f = f.back) {
      depth++;
      if (frames.length < this.limit) frames.push(frameOf(f));
    }
    chargeLater(this.rt, 8 * depth);
    return this.#idOf({ frames, depth });
  }

  #idOf(place: TracePlace): number {
    const key = `${place.depth} ${place.frames.map((f) => `${f.filename}:${f.line}`).join(' ')}`;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = Math.min(this.places.length, PLACES - 1);
      if (id === this.places.length) this.places.push(place);
      this.framesKept += place.frames.length;
      if (this.framesKept > 4096) this.rt.mem.mustHold(FRAME_BYTES * this.framesKept);
      this.ids.set(key, id);
    }
    return id;
  }
}

function frameOf(f: Frame): TraceFrame {
  return { filename: f.code.source.filename, line: lineOf(f) };
}

export type GroupKey = 'traceback' | 'filename' | 'lineno';

/** Blocks and bytes of one group; `frames` from the most recent on (line 0 where grouped by file). */
export type TraceGroup = { readonly frames: readonly TraceFrame[]; sizeBytes: number; count: number };

/**
 * Snapshot.statistics without the sorting: one group a traceback, line or file, in order of first appearance. `cumulative` counts a block in
 * the group of each of its frames.
 */
export function groupTraces(list: TraceList, by: GroupKey, cumulative: boolean): TraceGroup[] {
  const perPlace = list.places.map(() => ({ sizeBytes: 0, count: 0 }));
  const order: number[] = [];
  list.placeOf.forEach((place, i) => {
    const total = perPlace[place];
    if (total.count === 0) order.push(place);
    total.sizeBytes += list.sizes[i];
    total.count++;
  });
  const groups = new Map<string, TraceGroup>();
  const add = (frames: readonly TraceFrame[], place: number): void => {
    const key = frames.map((f) => `${f.filename}:${f.line}`).join(' ');
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { frames, sizeBytes: 0, count: 0 }));
    group.sizeBytes += perPlace[place].sizeBytes;
    group.count += perPlace[place].count;
  };
  const one = (f: TraceFrame): TraceFrame[] =>
    by === 'filename' ? [{ filename: f.filename, line: 0 }] : [f];
  for (const place of order) {
    const { frames } = list.places[place];
    if (cumulative) for (const f of frames) add(one(f), place);
    else add(by === 'traceback' ? frames : one(frames[0]), place);
  }
  return [...groups.values()];
}
