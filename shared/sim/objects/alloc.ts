/** Blocks for objects: how many bytes CPython asks for, and giving them back (Objects/object.c, _PyObject_GC_New, PyType_GenericAlloc). */
import { gcAlloc, gcFree } from './gclinks.ts';
import { PyContainer, PyInstance, type PyObject, type PyType, TF } from './header.ts';
import { incref } from './refs.ts';
import type { Runtime } from './runtime.ts';

/**
 * A new object of `type` with payload `v`, count 1, not yet tracked. `items` is the number of variable-size
 * items (tuple length...). Instances of heap types hold a reference to their type.
 */
export function newObject<V>(rt: Runtime, type: PyType, v: V, items = 0): PyObject {
  return (type.flags & TF.GC) !== 0 ? newContainer(rt, type, v, items) : newPlain(rt, type, v, items);
}

/** newObject for a GC type. */
export function newContainer<V>(rt: Runtime, type: PyType, v: V, items = 0): PyContainer {
  const addr = gcAlloc(rt, blockBytes(type, items));
  if ((type.flags & TF.HEAP) !== 0) incref(type);
  return (type.flags & (TF.DICT | TF.WEAKREF)) === 0
    ? new PyContainer(type, addr, v, 0, 0)
    : new PyInstance(type, addr, v, 0, 0);
}

export function newPlain<V>(rt: Runtime, type: PyType, v: V, items = 0): PyObject {
  const addr = rt.mem.alloc(blockBytes(type, items));
  if ((type.flags & TF.HEAP) !== 0) incref(type);
  return new PyContainer(type, addr, v, 0, 0);
}

/**
 * Bytes of the block of an instance with `items` items: headers, object, items; of a class of a program's own with one item
 * more, as a sentinel, and rounded up to words (PyType_GenericAlloc).
 */
export function blockBytes(type: PyType, items: number): number {
  const bytes = type.headBytes + type.basicSize + type.itemSize * items;
  return (type.flags & TF.HEAP) !== 0 ? (bytes + type.itemSize + 7) & ~7 : bytes;
}

/** Gives back the block of a dead object; call it last. (A heap type's reference to the type is subtypeDealloc's to release.) */
export function freeObject(rt: Runtime, o: PyObject): void {
  if ((o.type.flags & TF.GC) !== 0) gcFree(rt, o as PyContainer);
  else rt.mem.free(o.addr);
}
