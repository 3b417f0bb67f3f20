/** Iterators and what goes through them (Objects/abstract.c: PyObject_GetIter, PyIter_Next, PyObject_LengthHint). */
import { isPyError, PY_ERROR, swallow, takeRaised, typeError, valueError, wrongResult } from '../errors.ts';
import { K, type PyObject, TF } from '../header.ts';
import { enterGuard, leaveGuard } from '../recursion.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { newSeqIter } from '../types/iterators.ts';
import { charge } from '../work.ts';
import { callLookedUp } from './calls.ts';
import { sizeIndexOf } from './indices.ts';

/** iter(o). */
export function getIter(rt: Runtime, o: PyObject): PyObject {
  const f = o.type.slots.iter;
  if (f === null) {
    if (isSequence(o)) return newSeqIter(rt, o);
    throw typeError(rt, `'${o.type.name}' object is not iterable`);
  }
  const it = f(rt, o);
  if (it.type.slots.iternext === null) {
    const name = it.type.name;
    decref(rt, it);
    throw wrongResult(rt, o, '__iter__', 'iterator', name, `iter() returned non-iterator of type '${name}'`);
  }
  return it;
}

/** PySequence_Check. */
export function isSequence(o: PyObject): boolean {
  const { flags, kind, slots } = o.type;
  if ((flags & TF.DICTSUB) !== 0) return false;
  if (slots.item !== null) return true;
  if (slots.subscript === null) return false;
  const isText = kind === K.STR || kind === K.BYTES || kind === K.BYTEARRAY;
  return isText || (flags & (TF.HEAP | TF.SEQUENCE)) !== 0;
}

/** The next item of an iterator (new), or null at its end; a StopIteration of what it calls is left to whoever asked (tp_iternext). */
export function passNext(rt: Runtime, it: PyObject): PyObject | null {
  const next = it.type.slots.iternext;
  if (next === null) throw typeError(rt, `'${it.type.name}' object is not an iterator`);
  enterGuard(rt);
  try {
    return next(rt, it);
  } finally {
    leaveGuard(rt);
  }
}

/** The next item of an iterator (new), or null at its end (PyIter_Next). */
export function iterNext(rt: Runtime, it: PyObject): PyObject | null {
  try {
    return passNext(rt, it);
  } catch (error) {
    return endOf(rt, error);
  }
}

/** What a native iterator threw, where it is a StopIteration (of the function that map() calls, say): its end, as PyIter_Next takes it. */
export function endOf(rt: Runtime, error: unknown): null {
  if (!swallow(rt, error, rt.exc['StopIteration'])) throw error;
  return null;
}

/** The next item for a `for` loop (new), or null at the end. */
export function loopNext(rt: Runtime, it: PyObject): PyObject | null {
  const { iternext } = it.type.slots;
  // Its __next__ was deleted while it was gone through.
  if (iternext === null) throw typeError(rt, `'${it.type.name}' object is not iterable`);
  try {
    return iternext(rt, it);
  } catch (error) {
    return endOf(rt, error);
  }
}

/** Steps that native code is charged for an item that it takes from an iterator. */
export const ITEM_STEPS = 4;

/** Calls `each` with every item (a new reference that `each` takes over). */
export function forEach(rt: Runtime, iterable: PyObject, each: (item: PyObject) => void): void {
  forEachUntil(rt, iterable, (item) => {
    each(item);
    return false;
  });
}

/** As forEach, until `each` answers true. */
export function forEachUntil(rt: Runtime, iterable: PyObject, each: (item: PyObject) => boolean): void {
  const it = getIter(rt, iterable);
  try {
    for (;;) {
      charge(rt, ITEM_STEPS);
      const item = loopNext(rt, it);
      if (item === null || each(item)) return;
    }
  } finally {
    decref(rt, it);
  }
}

/** All items as new references. On an error those collected so far are released. */
export function listItems(rt: Runtime, iterable: PyObject): PyObject[] {
  const items: PyObject[] = [];
  if (iterable.type === rt.listType || iterable.type === rt.tupleType) {
    charge(rt, iterable.v.length);
    for (const x of iterable.v as PyObject[]) items.push(incref(x));
    return items;
  }
  try {
    forEach(rt, iterable, (item) => {
      items.push(item);
      // A list that the heap does not know of yet.
      if ((items.length & 0xffff) === 0) rt.mem.mustHold(8 * items.length);
    });
  } catch (error) {
    const marker = isPyError(rt, error);
    const saved = marker ? takeRaised(rt) : null;
    for (const x of items) decref(rt, x);
    if (saved !== null) rt.thread.raised = saved;
    throw marker ? PY_ERROR : error;
  }
  return items;
}

/** PyObject_LengthHint. */
export function lengthHint(rt: Runtime, o: PyObject, otherwise: number): number {
  // An object that only claims to have a length, such as a proxy, says so with a TypeError.
  if (o.type.slots.length !== null) {
    try {
      return o.type.slots.length(rt, o);
    } catch (error) {
      if (!swallow(rt, error, rt.exc['TypeError'])) throw error;
    }
  }
  let r: PyObject | null;
  try {
    r = callLookedUp(rt, o, '__length_hint__', []);
  } catch (error) {
    if (swallow(rt, error, rt.exc['TypeError'])) return otherwise;
    throw error;
  }
  if (r === null) return otherwise;
  if (r === rt.NotImplemented) {
    decref(rt, r);
    return otherwise;
  }
  if (r.type.kind !== K.INT) {
    const name = r.type.name;
    decref(rt, r);
    throw wrongResult(
      rt,
      o,
      '__length_hint__',
      'int',
      name,
      `__length_hint__ must be an integer, not ${name}`,
    );
  }
  const n = sizeIndexOf(rt, r);
  if (n < 0) throw valueError(rt, '__length_hint__() should return >= 0');
  return n;
}
