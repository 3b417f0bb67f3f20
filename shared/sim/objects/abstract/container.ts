/** Length, items and membership of any container (Objects/abstract.c: PyObject_Size, PyObject_GetItem, PySequence_Contains). */
import { swallow, typeError } from '../errors.ts';
import { K, type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { newGenericAlias } from '../types/genericalias.ts';
import { intNew } from '../types/int.ts';
import { listFrom } from '../types/list-type.ts';
import { charge } from '../work.ts';
import { callMethod } from './calls.ts';
import { isSought } from './comparison.ts';
import { toItemIndex } from './indices.ts';
import { getIter, ITEM_STEPS, isSequence, loopNext } from './iteration.ts';
import { lookupOnType } from './lookup.ts';

export function objectLength(rt: Runtime, o: PyObject): number {
  const length = o.type.slots.length;
  if (length === null) throw typeError(rt, `object of type '${o.type.name}' has no len()`);
  return length(rt, o);
}

export function getItem(rt: Runtime, o: PyObject, key: PyObject): PyObject {
  const subscript = o.type.slots.subscript;
  if (subscript !== null) return subscript(rt, o, key);
  if (o.type.slots.item !== null) {
    let i = toItemIndex(rt, key);
    if (i < 0 && o.type.slots.length !== null) i += o.type.slots.length(rt, o);
    return o.type.slots.item(rt, o, i);
  }
  if (o.type.kind === K.TYPE) {
    const method = lookupOnType(o as PyType, '__class_getitem__');
    if (method !== null && (method !== rt.None || rt.ruleset.minor < 11)) {
      const bound = method.type.slots.descrGet;
      incref(method);
      const f = bound === null ? incref(method) : bound(rt, method, null, o as PyType);
      try {
        return callObject(rt, f, [key]);
      } finally {
        decref(rt, f);
        decref(rt, method);
      }
    }
    if (o === rt.typeType && rt.ruleset.minor >= 9) return newGenericAlias(rt, o, key);
    if (rt.ruleset.minor >= 11) throw typeError(rt, `type '${(o as PyType).name}' is not subscriptable`);
  }
  throw typeError(rt, `'${o.type.name}' object is not subscriptable`);
}

export function setItem(rt: Runtime, o: PyObject, key: PyObject, value: PyObject): void {
  const set = o.type.slots.assSubscript;
  if (set === null) throw typeError(rt, `'${o.type.name}' object does not support item assignment`);
  set(rt, o, key, value);
}

export function deleteItem(rt: Runtime, o: PyObject, key: PyObject): void {
  const set = o.type.slots.assSubscript;
  if (set === null) {
    // PyObject_DelItem goes on to the sequence protocol where the type has any of it and the key is an index.
    const sequence =
      (o.type.flags & TF.HEAP) !== 0 || o.type.slots.concat !== null || o.type.slots.contains !== null;
    const verb = sequence && key.type.slots.index !== null ? "doesn't" : 'does not';
    throw typeError(rt, `'${o.type.name}' object ${verb} support item deletion`);
  }
  set(rt, o, key, null);
}

/** The iterator of what is searched through (_PySequence_IterSearch); `what` is what the TypeError says it is not. */
export function searchedIter(rt: Runtime, container: PyObject, what = 'iterable'): PyObject {
  try {
    return getIter(rt, container);
  } catch (error) {
    if (!swallow(rt, error, rt.exc['TypeError'])) throw error;
    throw typeError(rt, `argument of type '${container.type.name}' is not ${what}`);
  }
}

export function contains(rt: Runtime, container: PyObject, item: PyObject): boolean {
  const f = container.type.slots.contains;
  if (f !== null) return f(rt, container, item);
  const it = searchedIter(rt, container, rt.ruleset.minor >= 14 ? 'a container or iterable' : 'iterable');
  try {
    for (;;) {
      charge(rt, ITEM_STEPS);
      const x = loopNext(rt, it);
      if (x === null) return false;
      try {
        if (isSought(rt, x, item)) return true;
      } finally {
        decref(rt, x);
      }
    }
  } finally {
    decref(rt, it);
  }
}

/** The keys of a mapping as a list (PyMapping_Keys). */
export function mappingKeys(rt: Runtime, mapping: PyObject): PyObject {
  if (mapping.type === rt.dictType) return listFrom(rt, mapping);
  const keys = callMethod(rt, mapping, 'keys', []);
  try {
    return listFrom(rt, keys);
  } finally {
    decref(rt, keys);
  }
}

/** mapping[name] (new), or null where it raises KeyError (PyMapping_GetOptionalItem). */
export function mappingGet(rt: Runtime, mapping: PyObject, name: PyObject): PyObject | null {
  try {
    return getItem(rt, mapping, name);
  } catch (error) {
    if (swallow(rt, error, rt.exc['KeyError'])) return null;
    throw error;
  }
}

/** Item `i` of a sequence (PySequence_GetItem). */
export function sequenceItem(rt: Runtime, o: PyObject, i: number | bigint): PyObject {
  if (!isSequence(o)) {
    const { name, slots } = o.type;
    const isMapping = slots.subscript !== null;
    throw typeError(
      rt,
      isMapping ? `${name} is not a sequence` : `'${name}' object does not support indexing`,
    );
  }
  const index = intNew(rt, i);
  try {
    return getItem(rt, o, index);
  } finally {
    decref(rt, index);
  }
}
