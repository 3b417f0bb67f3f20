/**
 * Which objects of a list are reachable from outside it (gc.c: deduce_unreachable with update_refs, subtract_refs and
 * move_unreachable). No marking from roots: a count that the list's own references do not explain is a reference from
 * outside.
 */
import { GC, type PyContainer, type PyObject } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { listAppend, listIsEmpty, listUnlink } from './lists.ts';

const ONE = 1 << GC.REFS_SHIFT;
const LOW = ONE - 1;
const COLLECTING = GC.COLLECTING;
const UNREACHABLE = GC.UNREACHABLE;
/** gc_refs saturates here; an immortal object's count never falls to zero. */
const MAX_REFS = 0x7ffffff;

export function gcRefs(o: PyContainer): number {
  return o.gcBits >>> GC.REFS_SHIFT;
}

/** gc_refs = ob_refcnt for each object of the list. */
export function updateRefs(head: PyContainer): number {
  let n = 0;
  for (let o = head.gcNext!; o !== head; o = o.gcNext!) {
    const count = o.refcnt;
    o.gcBits =
      ((count > MAX_REFS ? MAX_REFS : count) << GC.REFS_SHIFT) | (o.gcBits & LOW & ~UNREACHABLE) | COLLECTING;
    n++;
  }
  return n;
}

/** visit_decref: a reference from inside the list does not count. Objects without the header have no bits. */
function visitDecref(_rt: Runtime, o: PyObject): void {
  const bits = (o as PyContainer).gcBits;
  if (bits & COLLECTING) (o as PyContainer).gcBits = bits - ONE;
}

export function subtractRefs(rt: Runtime, head: PyContainer): void {
  for (let o = head.gcNext!; o !== head; o = o.gcNext!) o.type.slots.traverse!(rt, o, visitDecref);
}

/**
 * Moves what seems unreachable from `young` to `unreachable`; whatever a reachable object reaches comes back to the end of
 * `young`. Both visitors need the list, and visitors keep no state of their own: it is passed by the runtime's collector.
 */
export function moveUnreachable(rt: Runtime, young: PyContainer, unreachable: PyContainer): void {
  const visitReachable = (_rt: Runtime, o: PyObject): void => {
    const c = o as PyContainer;
    const bits = c.gcBits;
    if (!(bits & COLLECTING)) return;
    if (bits & UNREACHABLE) {
      listUnlink(c);
      listAppend(c, young);
      c.gcBits = (bits & LOW & ~UNREACHABLE) | ONE;
    } else if (bits >>> GC.REFS_SHIFT === 0) {
      c.gcBits = bits + ONE;
    }
  };
  let o = young.gcNext!;
  while (o !== young) {
    const bits = o.gcBits;
    let next: PyContainer;
    if (bits >>> GC.REFS_SHIFT) {
      o.type.slots.traverse!(rt, o, visitReachable);
      next = o.gcNext!;
      o.gcBits = o.gcBits & LOW & ~COLLECTING;
    } else {
      next = o.gcNext!;
      listUnlink(o);
      listAppend(o, unreachable);
      o.gcBits = bits | UNREACHABLE;
    }
    o = next;
  }
}

/** Ends the tentative state: the objects of `head` stay marked as being collected (clear_unreachable_mask). */
export function clearUnreachableMask(head: PyContainer): void {
  for (let o = head.gcNext!; o !== head; o = o.gcNext!) o.gcBits &= ~UNREACHABLE;
}

/** Leaves the collection: no flag of it remains on the objects of `head`. */
export function clearCollecting(head: PyContainer): void {
  if (listIsEmpty(head)) return;
  for (let o = head.gcNext!; o !== head; o = o.gcNext!)
    o.gcBits = o.gcBits & LOW & ~(COLLECTING | UNREACHABLE);
}

/**
 * Splits `base`: what remains is reachable from outside; `unreachable` gets the rest, still tentatively marked
 * (deduce_unreachable). Returns the number of candidates.
 */
export function deduceUnreachable(rt: Runtime, base: PyContainer, unreachable: PyContainer): number {
  const candidates = updateRefs(base);
  subtractRefs(rt, base);
  moveUnreachable(rt, base, unreachable);
  return candidates;
}
