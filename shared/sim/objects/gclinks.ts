/**
 * The collector's view of an object: being tracked, being counted (Include/internal/pycore_gc.h, the counting half of
 * Modules/gcmodule.c). Lists are intrusive and doubly linked, newest last. What a collection does is in gc/.
 */
import type { Ruleset } from '../rulesets/index.ts';
import { PyContainer } from './header.ts';
import type { Runtime } from './runtime.ts';

/** A list's head: an object that is never collected. */
export function newGcList(): PyContainer {
  const head = new PyContainer(null!, 0, null, 0, 0);
  head.gcPrev = head;
  head.gcNext = head;
  return head;
}

export class GcState {
  enabled = true;
  collecting = false;
  /** Generations 0, 1, 2 (incremental: young, old visited, old pending). */
  readonly heads: PyContainer[] = [newGcList(), newGcList(), newGcList()];
  /** gc.freeze()'s permanent generation. */
  readonly permanent: PyContainer = newGcList();
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
  /** Whatever the collector keeps besides (gc/ defines it). */
  extra: unknown = null;

  constructor(rules: Ruleset) {
    [this.threshold0, this.threshold1, this.threshold2] = rules.collector.thresholds;
    this.inAllocation = rules.collector.automaticRun === 'inAllocation';
  }
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

/** Gives back the block of a GC object. */
export function gcFree(rt: Runtime, o: PyContainer): void {
  if (o.gcNext !== null) gcUntrack(o);
  rt.gc.heapSize--;
  if (rt.gc.count0 > 0) rt.gc.count0--;
  rt.mem.free(o.addr);
}

/** Puts an object that is complete at the end of the youngest generation. */
export function gcTrack(rt: Runtime, o: PyContainer): void {
  const head = rt.gc.heads[0];
  const last = head.gcPrev!;
  o.gcPrev = last;
  o.gcNext = head;
  last.gcNext = o;
  head.gcPrev = o;
}

/** Takes an object out of its list; harmless where it is in none. */
export function gcUntrack(o: PyContainer): void {
  const next = o.gcNext;
  if (next === null) return;
  const prev = o.gcPrev!;
  prev.gcNext = next;
  next.gcPrev = prev;
  o.gcNext = null;
  o.gcPrev = null;
}

export function isTracked(o: PyContainer): boolean {
  return o.gcNext !== null;
}
