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
import { subtypeDealloc } from '../objects/types/instance.ts';
import { intDealloc } from '../objects/types/int.ts';
import { listDealloc } from '../objects/types/list.ts';
import { tupleDealloc } from '../objects/types/tuple.ts';

// An import is a memory cell that compiled code reads and checks at every use; what stands here is a constant to it.
const { GC } = TF;
const [forInt, forInstance, forList, forTuple] = [intDealloc, subtypeDealloc, listDealloc, tupleDealloc];

/** Deallocs within each other. */
const DEEPEST = 50;

/** The dealloc hook: `o.refcnt` is 0. */
export function dealloc(rt: Runtime, o: PyObject): void {
  const type = o.type;
  if ((type.flags & GC) === 0) {
    // Holds nothing that could begin a cascade.
    if (type === rt.intType) forInt(rt, o);
    else type.slots.dealloc(rt, o);
    return;
  }
  const depth = rt.deallocDepth;
  if (depth >= DEEPEST) {
    gcUntrack(rt, o as PyContainer);
    rt.trash.push(o);
    return;
  }
  rt.deallocDepth = depth + 1;
  const own = type.slots.dealloc;
  // A call of a function that is known here costs less than one that is looked up.
  if (own === forInstance) forInstance(rt, o);
  else if (own === forList) forList(rt, o);
  else if (own === forTuple) forTuple(rt, o);
  else own(rt, o);
  rt.deallocDepth = depth;
  if (depth === 0 && rt.trash.length > 0) emptyTrash(rt);
}

function emptyTrash(rt: Runtime): void {
  while (rt.trash.length > 0) {
    const o = rt.trash.pop()!;
    rt.deallocDepth++;
    o.type.slots.dealloc(rt, o);
    rt.deallocDepth--;
  }
}
