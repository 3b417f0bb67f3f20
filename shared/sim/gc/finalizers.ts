/** Finalising and clearing trash (gc.c: finalize_garbage, handle_resurrected_objects, delete_garbage). */
import { isPyError } from '../objects/errors.ts';
import type { GcList } from '../objects/gclist.ts';
import { GC, type PyContainer, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { subtypeClear } from '../objects/types/instance.ts';
import { listClear, listPush } from '../objects/types/list.ts';
import { Candidates } from './candidates.ts';
import { isCollecting, listMove } from './lists.ts';
import { collectorState, DEBUG } from './state.ts';

// A call of a function that is known here costs less than one that is looked up.
const [forInstance, forList] = [subtypeClear, listClear];

/**
 * Runs each object's finaliser, once in its life (PEP 442), in list order. It may bring objects back. `careful`: those that may have one as long
 * as none has run, if that is known. Whether any ran.
 */
export function finalizeGarbage(
  rt: Runtime,
  collectable: GcList,
  careful: readonly PyContainer[] | null,
): boolean {
  if (careful !== null && !careful.some(isUnfinalized)) return false;
  const { slots } = collectable;
  let ran = false;
  for (let i = 0; i < slots.length; i++) {
    const o = slots[i];
    if (o === null || !isUnfinalized(o)) continue;
    o.gcBits |= GC.FINALIZED;
    ran = true;
    incref(o);
    o.type.slots.finalize!(rt, o);
    decref(rt, o);
  }
  return ran;
}

function isUnfinalized(o: PyContainer): boolean {
  return o.type.slots.finalize !== null && (o.gcBits & GC.FINALIZED) === 0;
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
  const clearing = new Clearing(collectable, older);
  rt.gc.clearing = clearing;
  const { slots, order, ordered } = collectable;
  if (order !== null) {
    for (let k = 0; k < order.length; k++) {
      const o = slots[order[k]];
      if (o === null) continue;
      clearing.next = k;
      clearOne(rt, o);
    }
  }
  const first = order === null ? 0 : order.length;
  for (let i = ordered; i < slots.length; i++) {
    const o = slots[i];
    if (o === null) continue;
    clearing.next = first + i - ordered;
    clearOne(rt, o);
  }
  clearing.next = first + slots.length - ordered;
  clearing.settle();
  rt.gc.clearing = null;
  collectable.forget();
}

/**
 * The garbage that is being cleared. An object that lives on leaves for the older generation; most of those die a moment later, when the
 * next one is cleared: so they leave when somebody looks at the lists, or at the end.
 */
class Clearing {
  /** The place in the order of the list of the one that is being cleared. */
  next = 0;
  #left = 0;
  readonly #from: GcList;
  readonly #to: GcList;

  constructor(from: GcList, to: GcList) {
    this.#from = from;
    this.#to = to;
  }

  settle(): void {
    const { slots, order, ordered } = this.#from;
    const first = order === null ? 0 : order.length;
    if (this.#from.isEmpty) return;
    for (; this.#left < this.next; this.#left++) {
      const k = this.#left;
      const i = k < first ? order![k] : k - first + ordered;
      const o = i < slots.length ? slots[i] : null;
      if (o === null) continue;
      // Places are given back at the end only.
      slots[i] = null;
      this.#from.holes++;
      this.#to.append(o);
    }
  }
}

function clearOne(rt: Runtime, o: PyContainer): void {
  const state = collectorState(rt.gc);
  if (state.debug & DEBUG.SAVEALL) {
    listPush(rt, state.garbage!, incref(o));
    return;
  }
  const { clear } = o.type.slots;
  if (clear === null) return;
  incref(o);
  try {
    if (clear === forInstance) forInstance(rt, o);
    else if (clear === forList) forList(rt, o);
    else clear(rt, o);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    rt.hooks.writeUnraisable(rt, null);
  }
  decref(rt, o);
}

/**
 * The rule before PEP 442: an object with `__del__` in a cycle, and all that it reaches, is never collected
 * (move_legacy_finalizers, move_legacy_finalizer_reachable). Moves them from `unreachable` to `finalizers`.
 */
export function moveLegacyFinalizers(rt: Runtime, unreachable: GcList, finalizers: GcList): void {
  for (const o of unreachable) if (hasLegacyFinalizer(o)) listMove(rt.gc, o, finalizers);
  const visit = (_rt: Runtime, target: PyObject): void => {
    const c = target as PyContainer;
    if (!isCollecting(rt.gc, c)) return;
    listMove(rt.gc, c, finalizers);
  };
  for (const f of finalizers) f.type.slots.traverse!(rt, f, visit);
}

/** A class with `__del__`, for rulesets in which that made a difference. */
export function hasLegacyFinalizer(o: PyContainer): boolean {
  return o.type.slots.finalize !== null && (o.type.flags & TF.HEAP) !== 0;
}
