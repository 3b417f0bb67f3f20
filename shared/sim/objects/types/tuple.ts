/** tuple (Objects/tupleobject.c). */
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { PyContainer, type PyObject, TF, type Visit } from '../header.ts';
import { decrefAllBackwards, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';

/** A tuple of `items`, whose references (and the array itself) it takes over; () is one object (PyTuple_New, then filled). */
export function stealTuple(rt: Runtime, items: PyObject[]): PyObject {
  return made(rt, items, true);
}

/**
 * The same where CPython has all items when it makes the tuple (PyTuple_FromArray, PyTuple_Pack, _PyTuple_FromStackRefStealOnSuccess): from
 * 3.14 on the collector does not track it if none of them is of a type that it knows of.
 */
export function packTuple(rt: Runtime, items: PyObject[]): PyObject {
  return made(rt, items, !rt.tuplesBornUntracked || items.some(isGcType));
}

function made(rt: Runtime, items: PyObject[], tracked: boolean): PyObject {
  const n = items.length;
  if (n === 0) return incref(rt.emptyTuple);
  const type = rt.tupleType;
  const lists = rt.free;
  let addr = 0;
  if (n <= lists.rules.tupleMaxLength) addr = lists.tuples[n].take();
  if (addr === 0) addr = gcAlloc(rt, type.headBytes + type.basicSize + 8 * n);
  const o = new PyContainer(type, addr, items, null, 0);
  if (tracked) gcTrack(rt, o);
  return o;
}

function isGcType(o: PyObject): boolean {
  return (o.type.flags & TF.GC) !== 0;
}

/** A tuple of borrowed items. */
export function newTuple(rt: Runtime, items: readonly PyObject[]): PyObject {
  const own = items.slice();
  for (let i = 0; i < own.length; i++) incref(own[i]);
  return stealTuple(rt, own);
}

export function tupleDealloc(rt: Runtime, o: PyObject): void {
  const t = o as PyContainer;
  gcUntrack(rt, t);
  const items = o.v as PyObject[];
  const n = items.length;
  decrefAllBackwards(rt, items);
  if (o.type === rt.tupleType && n > 0 && n < rt.free.tuples.length && rt.free.tuples[n].give(o.addr)) return;
  gcFree(rt, t);
}

export function tupleTraverse(rt: Runtime, o: PyObject, visit: Visit): void {
  const items = o.v as PyObject[];
  for (let i = items.length - 1; i >= 0; i--) visit(rt, items[i]);
}
