/**
 * What happens when a count reaches zero (Objects/object.c: _Py_Dealloc, _PyTrash_thread_deposit_object). Each type's dealloc
 * releases what the object holds, which may bring further counts to zero: a cascade, parents first. Where it nests deeper
 * than the trashcan allows, the object is put aside and dies when the outermost dealloc is done, so that a chain of any length
 * dies without a deep stack.
 *
 * Simplified: all types go through the trashcan in every version (before 3.14 only containers did), and its limit is a depth
 * even where CPython 3.13+ asks how much stack is left.
 */
import { gcUntrack } from '../objects/gclinks.ts';
import { type PyContainer, type PyObject, TF } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';

import { intDealloc } from '../objects/types/int.ts';

/** The dealloc hook: `o.refcnt` is 0. */
export function dealloc(rt: Runtime, o: PyObject): void {
  const type = o.type;
  if ((type.flags & TF.GC) === 0) {
    // Holds nothing that could begin a cascade.
    if (type === rt.intType) intDealloc(rt, o);
    else type.slots.dealloc(rt, o);
    return;
  }
  if (rt.deallocDepth >= 50) {
    gcUntrack(rt, o as PyContainer);
    rt.trash.push(o);
    return;
  }
  rt.deallocDepth++;
  type.slots.dealloc(rt, o);
  rt.deallocDepth--;
  if (rt.deallocDepth === 0 && rt.trash.length > 0) emptyTrash(rt);
}

function emptyTrash(rt: Runtime): void {
  while (rt.trash.length > 0) {
    const o = rt.trash.pop()!;
    rt.deallocDepth++;
    o.type.slots.dealloc(rt, o);
    rt.deallocDepth--;
  }
}
