/** Finalising and clearing trash (gc.c: finalize_garbage, handle_resurrected_objects, delete_garbage). */
import { isPyError } from '../objects/errors.ts';
import type { GcList } from '../objects/gclist.ts';
import { GC, type PyContainer, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { listPush } from '../objects/types/list.ts';
import { Candidates } from './candidates.ts';
import { isCollecting, listMove } from './lists.ts';
import { collectorState, DEBUG } from './state.ts';

/** Runs each object's finaliser, once in its life (PEP 442), in list order. It may bring objects back. */
export function finalizeGarbage(rt: Runtime, collectable: GcList): void {
  const { slots } = collectable;
  for (let i = 0; i < slots.length; i++) {
    const o = slots[i];
    if (o === null) continue;
    const finalize = o.type.slots.finalize;
    if (finalize === null || o.gcBits & GC.FINALIZED) continue;
    o.gcBits |= GC.FINALIZED;
    incref(o);
    finalize(rt, o);
    decref(rt, o);
  }
}

/**
 * Asks once more which objects are unreachable: finalisers may have stored references. What is reachable again
 * is merged into `older`; what is not comes back as the result.
 */
export function handleResurrected(rt: Runtime, unreachable: GcList, older: GcList): GcList {
  const still = rt.gc.region;
  const candidates = new Candidates(rt, unreachable);
  candidates.subtractRefs(rt);
  // Up to 3.8 one that is reachable saves them all (check_garbage).
  const keepsAll = rt.ruleset.collector.resurrectionKeepsAll && candidates.anyReachable;
  if (!keepsAll) candidates.moveUnreachable(still);
  older.merge(unreachable);
  return still;
}

/**
 * Breaks the cycles: clears each object, whose references then die by their counts. What is still alive afterwards moves
 * to `older`. With DEBUG_SAVEALL nothing is cleared, everything goes to gc.garbage.
 */
export function deleteGarbage(rt: Runtime, collectable: GcList, older: GcList): void {
  const state = collectorState(rt.gc);
  const { slots } = collectable;
  for (let i = 0; i < slots.length; i++) {
    const o = slots[i];
    if (o === null) continue;
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
    if (slots[i] !== o) continue;
    // Places are given back at the end only.
    slots[i] = null;
    collectable.holes++;
    older.append(o);
  }
  collectable.forget();
}

/**
 * The rule before PEP 442: an object with `__del__` in a cycle, and all that it reaches, is never collected
 * (move_legacy_finalizers, move_legacy_finalizer_reachable). Moves them from `unreachable` to `finalizers`.
 */
export function moveLegacyFinalizers(rt: Runtime, unreachable: GcList, finalizers: GcList): void {
  for (const o of unreachable) if (hasLegacyFinalizer(o)) listMove(rt.gc, o, finalizers);
  const visit = (_rt: Runtime, target: PyObject): void => {
    const c = target as PyContainer;
    if (!isCollecting(c)) return;
    listMove(rt.gc, c, finalizers);
  };
  for (const f of finalizers) f.type.slots.traverse!(rt, f, visit);
}

/** A class with `__del__`, for rulesets in which that made a difference. */
export function hasLegacyFinalizer(o: PyContainer): boolean {
  return o.type.slots.finalize !== null && (o.type.flags & TF.HEAP) !== 0;
}
