/** Finalising and clearing trash (gc.c: finalize_garbage, handle_resurrected_objects, delete_garbage). */
import { isPyError } from '../objects/errors.ts';
import { newGcList } from '../objects/gclinks.ts';
import { GC, type PyContainer, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { listPush } from '../objects/types/list.ts';
import { listIsEmpty, listMerge, listMove } from './lists.ts';
import { collectorState, DEBUG } from './state.ts';
import {
  clearCollecting,
  clearUnreachableMask,
  deduceUnreachable,
  gcRefs,
  subtractRefs,
  updateRefs,
} from './unreachable.ts';

/** Runs each object's finaliser, once in its life (PEP 442), in list order. It may bring objects back. */
export function finalizeGarbage(rt: Runtime, collectable: PyContainer): void {
  const seen = newGcList();
  while (!listIsEmpty(collectable)) {
    const o = collectable.gcNext!;
    listMove(o, seen);
    const finalize = o.type.slots.finalize;
    if (finalize === null || o.gcBits & GC.FINALIZED) continue;
    o.gcBits |= GC.FINALIZED;
    incref(o);
    finalize(rt, o);
    decref(rt, o);
  }
  listMerge(seen, collectable);
}

/**
 * Asks once more which objects are unreachable: finalisers may have stored references. What is reachable again
 * stays in `unreachable` and is merged into `older`; what is not comes back as the result.
 */
export function handleResurrected(rt: Runtime, unreachable: PyContainer, older: PyContainer): PyContainer {
  clearUnreachableMask(unreachable);
  const still = newGcList();
  if (rt.ruleset.collector.resurrectionKeepsAll && anyReachable(rt, unreachable)) {
    clearCollecting(unreachable);
    listMerge(unreachable, older);
    return still;
  }
  deduceUnreachable(rt, unreachable, still);
  clearUnreachableMask(still);
  listMerge(unreachable, older);
  return still;
}

/** Whether a reference from outside leads to any of the trash (check_garbage). */
function anyReachable(rt: Runtime, unreachable: PyContainer): boolean {
  updateRefs(unreachable);
  subtractRefs(rt, unreachable);
  for (let o = unreachable.gcNext!; o !== unreachable; o = o.gcNext!) if (gcRefs(o) > 0) return true;
  return false;
}

/**
 * Breaks the cycles: clears each object, whose references then die by their counts. What is still alive afterwards moves
 * to `older`. With DEBUG_SAVEALL nothing is cleared, everything goes to gc.garbage.
 */
export function deleteGarbage(rt: Runtime, collectable: PyContainer, older: PyContainer): void {
  const state = collectorState(rt.gc);
  while (!listIsEmpty(collectable)) {
    const o = collectable.gcNext!;
    if (state.debug & DEBUG.SAVEALL) {
      listPush(rt, state.garbage!, incref(o));
    } else {
      const clear = o.type.slots.clear;
      if (clear !== null) {
        incref(o);
        try {
          clear(rt, o);
        } catch (error) {
          if (!isPyError(rt, error)) throw error;
          rt.hooks.writeUnraisable(rt, null);
        }
        decref(rt, o);
      }
    }
    if (collectable.gcNext === o) {
      o.gcBits &= ~GC.COLLECTING;
      listMove(o, older);
    }
  }
}

/**
 * The rule before PEP 442: an object with `__del__` in a cycle, and all that it reaches, is never collected
 * (move_legacy_finalizers, move_legacy_finalizer_reachable). Moves them from `unreachable` to `finalizers`.
 */
export function moveLegacyFinalizers(rt: Runtime, unreachable: PyContainer, finalizers: PyContainer): void {
  let o = unreachable.gcNext!;
  while (o !== unreachable) {
    const next = o.gcNext!;
    o.gcBits &= ~GC.UNREACHABLE;
    if (hasLegacyFinalizer(o)) {
      o.gcBits &= ~GC.COLLECTING;
      listMove(o, finalizers);
    }
    o = next;
  }
  const visit = (_rt: Runtime, target: PyObject): void => {
    const c = target as PyContainer;
    if (!(c.gcBits & GC.COLLECTING)) return;
    c.gcBits &= ~GC.COLLECTING;
    listMove(c, finalizers);
  };
  for (let f = finalizers.gcNext!; f !== finalizers; f = f.gcNext!) f.type.slots.traverse!(rt, f, visit);
}

/** A class with `__del__`, for rulesets in which that made a difference. */
export function hasLegacyFinalizer(o: PyContainer): boolean {
  return o.type.slots.finalize !== null && (o.type.flags & TF.HEAP) !== 0;
}
