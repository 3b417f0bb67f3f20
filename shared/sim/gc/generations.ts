/**
 * When collections run: thresholds, counts and the quarter rule (gcmodule.c: gc_collect_generations,
 * _PyObject_GC_Link; gc.c since 3.13), what gc.collect() does, and the callbacks around each run.
 */
import { isPyError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { dictSetJs } from '../objects/types/dict.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { strNew } from '../objects/types/str.ts';
import { type Collected, collectGeneration, emit } from './collect.ts';
import { collectIncrement, collectIncrementalFull, collectYoung } from './incremental.ts';
import { collectorState, DEBUG } from './state.ts';

/**
 * An automatic run: collects the oldest generation that is due. Does nothing while a collection runs or the
 * collector is off. The hook of allocation (<=3.11) and of the eval breaker (3.12+).
 */
export function collectGenerations(rt: Runtime): void {
  const gc = rt.gc;
  gc.scheduled = false;
  if (!gc.enabled || gc.collecting) return;
  if (rt.ruleset.collector.kind === 'incremental') {
    if (gc.threshold0 === 0 || gc.count0 <= gc.threshold0) return;
    run(rt, 1, true, () => collectIncrement(rt));
    return;
  }
  const generation = dueGeneration(rt);
  if (generation >= 0) run(rt, generation, true, () => collectGeneration(rt, generation));
}

/**
 * The oldest generation whose count is above its threshold; the oldest also needs enough new long-lived objects. Where the collection has waited
 * the youngest may be below its own by now, and a threshold of zero no longer keeps it from running.
 */
function dueGeneration(rt: Runtime): number {
  const gc = rt.gc;
  const divisor = rt.ruleset.collector.longLivedDivisor;
  if (gc.count2 > gc.threshold2) {
    const enough = divisor === 0 || gc.longLivedPending >= Math.floor(gc.longLivedTotal / divisor);
    if (enough) return 2;
  }
  if (gc.count1 > gc.threshold1) return 1;
  return gc.count0 > gc.threshold0 ? 0 : -1;
}

/** gc.collect(generation): runs whether or not the collector is on; 0 inside another collection. */
export function collectManually(rt: Runtime, generation: number): number {
  if (rt.gc.collecting) return 0;
  if (rt.ruleset.collector.kind === 'incremental') {
    const result =
      generation === 2
        ? run(rt, generation, false, () => collectIncrementalFull(rt))
        : run(rt, generation, false, () => (generation === 1 ? collectIncrement(rt) : collectYoung(rt)));
    return result.collected + result.uncollectable;
  }
  const result = run(rt, generation, false, () => collectGeneration(rt, generation));
  return result.collected + result.uncollectable;
}

/** The collection that interpreter exit makes: no callbacks, also when the collector is off (_PyGC_CollectNoFail). */
export function collectAtExit(rt: Runtime): number {
  if (rt.gc.collecting) return 0;
  rt.gc.collecting = true;
  try {
    const result =
      rt.ruleset.collector.kind === 'incremental' ? collectIncrementalFull(rt) : collectGeneration(rt, 2);
    return result.collected + result.uncollectable;
  } finally {
    rt.gc.collecting = false;
  }
}

function run(rt: Runtime, generation: number, automatic: boolean, collect: () => Collected): Collected {
  const gc = rt.gc;
  const state = collectorState(gc);
  const pending = rt.thread.raised;
  rt.thread.raised = null;
  gc.collecting = true;
  try {
    invokeCallbacks(rt, 'start', generation, { collected: 0, uncollectable: 0, candidates: 0 });
    if (rt.sink !== null) {
      const candidates = gc.generations.slice(0, generation + 1).reduce((n, list) => n + list.size, 0);
      emit(rt, { type: 'gcStarted', generation, automatic, candidates });
    }
    if (state.debug & DEBUG.STATS) debugStart(rt, generation);
    const result = collect();
    if (state.debug & DEBUG.STATS) debugEnd(rt, result);
    const stats = state.stats[generation];
    stats.collections++;
    stats.collected += result.collected;
    stats.uncollectable += result.uncollectable;
    stats.candidates += result.candidates;
    if (rt.sink !== null) {
      emit(rt, {
        type: 'gcFinished',
        generation,
        collected: result.collected,
        uncollectable: result.uncollectable,
        survivors: gc.generations[Math.min(2, generation + 1)].size,
        counts: [gc.count0, gc.count1, gc.count2],
      });
    }
    invokeCallbacks(rt, 'stop', generation, result);
    return result;
  } finally {
    gc.collecting = false;
    rt.thread.raised = pending;
  }
}

/** Calls gc.callbacks with the phase and what is known; an exception is only reported (invoke_gc_callback). */
function invokeCallbacks(rt: Runtime, phase: 'start' | 'stop', generation: number, result: Collected): void {
  const callbacks = collectorState(rt.gc).callbacks;
  if (callbacks === null || (callbacks.v as PyObject[]).length === 0) return;
  const info = newDict(rt);
  const put = (name: string, value: PyObject): void => {
    dictSetJs(rt, info, name, value);
    decref(rt, value);
  };
  put('generation', intFromNumber(rt, generation));
  put('collected', intFromNumber(rt, result.collected));
  put('uncollectable', intFromNumber(rt, result.uncollectable));
  if (rt.ruleset.collector.reportsCandidatesAndDuration) {
    put('candidates', intFromNumber(rt, result.candidates));
    put('duration', floatNew(rt, 0));
  }
  const name = strNew(rt, phase);
  for (let i = 0; i < (callbacks.v as PyObject[]).length; i++) {
    const callback = incref((callbacks.v as PyObject[])[i]);
    try {
      decref(rt, callObject(rt, callback, [name, info]));
    } catch (error) {
      if (!isPyError(rt, error)) throw error;
      rt.hooks.writeUnraisable(rt, callback, 'while calling GC callback');
    }
    decref(rt, callback);
  }
  decref(rt, name);
  decref(rt, info);
}

function debugStart(rt: Runtime, generation: number): void {
  const sizes = rt.gc.generations.map((list) => list.size);
  rt.hooks.writeStderr(rt, `gc: collecting generation ${generation}...\n`);
  rt.hooks.writeStderr(
    rt,
    `gc: objects in each generation: ${sizes.join(' ')}\n` +
      `gc: objects in permanent generation: ${rt.gc.permanent.size}\n`,
  );
}

function debugEnd(rt: Runtime, result: Collected): void {
  rt.hooks.writeStderr(
    rt,
    `gc: done, ${result.collected + result.uncollectable} unreachable, ${result.uncollectable} uncollectable, 0.0000s elapsed\n`,
  );
}
