/**
 * The collector's view of an object: being tracked, being counted (Include/internal/pycore_gc.h, the counting half of
 * Modules/gcmodule.c). Its lists have the newest last (gclist.ts). What a collection does is in gc/.
 */
import type { Ruleset } from '../rulesets/index.ts';
import { GcList, LIST } from './gclist.ts';
import { GC, type PyContainer, type PyObject } from './header.ts';
import type { Runtime } from './runtime.ts';

// An import is a memory cell that compiled code reads and checks at every use; what stands here is a number to it.
const { LIST: LIST_BITS, LIST_SHIFT } = GC;

export class GcState {
  enabled = true;
  collecting = false;
  /** All lists, by the number that `gcBits` has for them. */
  readonly lists: (GcList | null)[];
  /** Generations 0, 1, 2 (incremental: young, old visited, old pending). */
  readonly generations: GcList[];
  /** gc.freeze()'s permanent generation. */
  readonly permanent: GcList = new GcList(LIST.PERMANENT);
  // ---- of the running collection
  readonly unreachable: GcList = new GcList(LIST.UNREACHABLE);
  readonly finalizers: GcList = new GcList(LIST.FINALIZERS);
  readonly region: GcList = new GcList(LIST.REGION);
  /** What a running collection clears and has not yet moved on; `settle` moves it. */
  clearing: { settle(): void } | null = null;
  count0 = 0;
  count1 = 0;
  count2 = 0;
  threshold0: number;
  threshold1: number;
  threshold2: number;
  /** 3.12+: a collection waits for the eval breaker. */
  scheduled = false;
  readonly inAllocation: boolean;
  /** Live objects of GC types. */
  heapSize = 0;
  longLivedTotal = 0;
  longLivedPending = 0;
  /** Objects in the permanent generation that a process has and the machine does not. */
  frozenBeside: number;
  /** Whatever the collector keeps besides (gc/ defines it). */
  extra: unknown = null;

  constructor(rules: Ruleset) {
    [this.threshold0, this.threshold1, this.threshold2] = rules.collector.thresholds;
    this.generations = [LIST.GENERATION_0, LIST.GENERATION_1, LIST.GENERATION_2].map(
      (mark) => new GcList(mark),
    );
    this.lists = [null, ...this.generations, this.permanent, this.unreachable, this.finalizers, this.region];
    this.frozenBeside = rules.start.frozen;
    this.inAllocation = rules.collector.automaticRun === 'inAllocation';
  }
}

/** Call it before looking at the lists: everything is where CPython has it at this moment. */
export function settleLists(gc: GcState): void {
  gc.clearing?.settle();
}

/** Two lists exchange all that they hold; no object is visited. */
export function exchangeLists(gc: GcState, a: GcList, b: GcList): void {
  a.exchange(b);
  for (const list of [a, b]) gc.lists[list.mark >> LIST_SHIFT] = list;
}

/**
 * The block of a new object of a GC type: `sizeBytes` includes the headers. Counts it for generation 0; over the
 * threshold this starts or schedules a collection (so: call it before building a payload from borrowed references
 * that nothing else holds, as CPython's allocators do).
 */
export function gcAlloc(rt: Runtime, sizeBytes: number): number {
  const addr = rt.mem.alloc(sizeBytes);
  const gc = rt.gc;
  gc.heapSize++;
  if (++gc.count0 > gc.threshold0 && gc.enabled && gc.threshold0 !== 0 && !gc.collecting)
    overThreshold(rt, gc);
  return addr;
}

function overThreshold(rt: Runtime, gc: GcState): void {
  if (gc.inAllocation) {
    if (rt.thread.raised === null) rt.hooks.collectGenerations(rt);
  } else if (!gc.scheduled) {
    gc.scheduled = true;
    rt.evalBreaker = true;
  }
}

/** Runs the collection that waits for the eval breaker (3.12+), unless the collector was switched off meanwhile. */
export function collectScheduled(rt: Runtime): void {
  const { gc } = rt;
  if (!gc.scheduled) return;
  gc.scheduled = false;
  if (gc.enabled) rt.hooks.collectGenerations(rt);
}

/** Gives back the block of a GC object. */
export function gcFree(rt: Runtime, o: PyContainer): void {
  gcUntrack(rt, o);
  const gc = rt.gc;
  gc.heapSize--;
  if (gc.count0 > 0) gc.count0--;
  rt.mem.free(o.addr);
}

/** Puts an object that is complete at the end of the youngest generation. */
export function gcTrack(rt: Runtime, o: PyContainer): void {
  rt.gc.generations[0].append(o);
}

/** Takes an object out of its list; harmless where it is in none. */
export function gcUntrack(rt: Runtime, o: PyContainer): void {
  const mark = o.gcBits & LIST_BITS;
  if (mark === 0) return;
  const list = rt.gc.lists[mark >> LIST_SHIFT]!;
  list.remove(o);
  // A collection goes through its own lists by place.
  if (list.lasts && list.isSparse) list.closeUp();
}

/** Whether a list of the collector has the object. */
export function isTracked(o: PyObject): boolean {
  return ((o as PyContainer).gcBits & GC.LIST) !== 0;
}
