/** Finalising and clearing trash (gc.c: finalize_garbage, handle_resurrected_objects, delete_garbage). */
import { isPyError } from '../objects/errors.ts';
import { newGcList } from '../objects/gclinks.ts';
import { GC, type PyContainer, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { listPush } from '../objects/types/list.ts';
import { Candidates, isCollecting, stopCollecting } from './candidates.ts';
import { listIsEmpty, listMerge, listMove } from './lists.ts';
import { collectorState, DEBUG } from './state.ts';

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
  const still = newGcList();
  const candidates = new Candidates(unreachable);
  candidates.subtractRefs(rt);
  // Up to 3.8 one that is reachable saves them all (check_garbage).
  if (rt.ruleset.collector.resurrectionKeepsAll && candidates.anyReachable) candidates.release();
  else candidates.moveUnreachable(still, unreachable);
  listMerge(unreachable, older);
  return still;
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
      stopCollecting(o);
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
    if (hasLegacyFinalizer(o)) {
      stopCollecting(o);
      listMove(o, finalizers);
    }
    o = next;
  }
  const visit = (_rt: Runtime, target: PyObject): void => {
    const c = target as PyContainer;
    if (!isCollecting(c)) return;
    stopCollecting(c);
    listMove(c, finalizers);
  };
  for (let f = finalizers.gcNext!; f !== finalizers; f = f.gcNext!) f.type.slots.traverse!(rt, f, visit);
}

/** A class with `__del__`, for rulesets in which that made a difference. */
export function hasLegacyFinalizer(o: PyContainer): boolean {
  return o.type.slots.finalize !== null && (o.type.flags & TF.HEAP) !== 0;
}
