/**
 * Instance attributes: `__dict__` up to 3.10, values by the class's shared keys from 3.11, in the instance's own block
 * from 3.13 (Objects/dictobject.c: _PyObjectDict_SetItem, _PyObject_InitializeDict, _PyObject_StoreInstanceAttribute,
 * _PyObject_InitInlineValues; PyObject_GenericGetDict).
 */

import { K, type PyContainer, type PyObject, type PyType, type SharedKeys, TF, Values } from './header.ts';
import { decref, decrefAll, incref } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { dictDeleteStr, dictGetStr, dictSetStr } from './types/dict.ts';
import { dictFromValues, newDict, newSplitDict } from './types/dict-making.ts';
import { shareDictKeys } from './types/dict-split.ts';
import type { DictData } from './types/dict-table.ts';
import { setValue, takeValue } from './values.ts';

/** The value of attribute `name` in the instance (borrowed), or null. */
export function getInstanceAttr(rt: Runtime, o: PyContainer, name: PyObject): PyObject | null {
  const d = o.dict;
  if (d === null) return null;
  if (d instanceof Values) {
    const i = d.keys.index.get(name.v);
    if (i === undefined) return null;
    return i < d.items.length ? d.items[i] : null;
  }
  return dictGetStr(rt, d, name);
}

/** Sets attribute `name`; the old value is released after the store. */
export function setInstanceAttr(rt: Runtime, o: PyContainer, name: PyObject, value: PyObject): void {
  const d = o.dict;
  if (d instanceof Values) {
    let i = d.keys.index.get(name.v);
    if (i === undefined) {
      i = addSharedKey(rt, d.keys, name);
      if (i < 0) {
        const dict = instanceDict(rt, o)!;
        dictSetStr(rt, dict, name, value);
        return;
      }
    }
    storeValue(rt, ownValues(o, d), i, value);
    return;
  }
  // Where no values are kept, the first attribute makes the dict.
  const dict = d ?? newInstanceDict(rt, o);
  const keys = o.type.sharedKeys;
  const data = dict.v as DictData;
  const wasShared = keys !== null && data.values !== null && data.values.keys === keys;
  dictSetStr(rt, dict, name, value);
  if (wasShared && data.values === null) reshare(rt, o.type, dict);
}

function newInstanceDict(rt: Runtime, o: PyContainer): PyObject {
  const keys = o.type.sharedKeys;
  const dict = keys === null ? newDict(rt) : newSplitDict(rt, keys);
  o.dict = dict;
  return dict;
}

/** <=3.10: when an instance outgrew the shared keys, the class's keys are given up, or made anew for a class with one instance. */
function reshare(rt: Runtime, type: PyType, dict: PyObject): void {
  const keys = type.sharedKeys;
  if (keys === null || rt.ruleset.instances.attributes !== 'dictSlot') return;
  if (keys.refcnt === 1) {
    type.sharedKeys = shareDictKeys(rt, dict);
  } else {
    type.sharedKeys = null;
  }
  releaseSharedKeys(rt, keys);
}

/** Stores into a slot of shared-key values. */
export function storeValue(rt: Runtime, values: Values, i: number, value: PyObject): void {
  const old = setValue(values, i, incref(value));
  if (old !== null) decref(rt, old);
}

/** A new shared name, or -1 where there is no more room. */
export function addSharedKey(rt: Runtime, keys: SharedKeys, name: PyObject): number {
  if (keys.usable <= 0) return -1;
  void rt;
  keys.usable--;
  const i = keys.names.length;
  keys.names.push(incref(name));
  keys.index.set(name.v, i);
  return i;
}

/** Removes attribute `name`; false where there is none. */
export function deleteInstanceAttr(rt: Runtime, o: PyContainer, name: PyObject): boolean {
  const d = o.dict;
  if (d === null) {
    giveUpSharedKeys(rt, o);
    return false;
  }
  if (d instanceof Values) {
    const i = d.keys.index.get(name.v);
    if (i === undefined || i >= d.items.length) return false;
    if (d.items[i] === null) return false;
    decref(rt, takeValue(d, i));
    return true;
  }
  const found = dictDeleteStr(rt, d, name);
  giveUpSharedKeys(rt, o);
  return found;
}

/** <=3.10: deleting an attribute, even one that is not there, ends the sharing of keys (_PyObjectDict_SetItem). */
function giveUpSharedKeys(rt: Runtime, o: PyContainer): void {
  const keys = o.type.sharedKeys;
  if (keys === null || rt.ruleset.instances.attributes !== 'dictSlot') return;
  if (o.dict === null) newInstanceDict(rt, o);
  o.type.sharedKeys = null;
  releaseSharedKeys(rt, keys);
}

/** The instance's `__dict__` as a dict object (borrowed), made when first asked for; null where the class has none. */
export function instanceDict(rt: Runtime, o: PyContainer): PyObject | null {
  if ((o.type.flags & TF.DICT) === 0) return null;
  const d = o.dict;
  if (d === null) return newInstanceDict(rt, o);
  if (d instanceof Values) {
    const dict = dictFromValues(rt, ownValues(o, d));
    o.dict = dict;
    return dict;
  }
  return d;
}

/** Replaces `__dict__` (borrowed value; null deletes). */
export function setInstanceDict(rt: Runtime, o: PyContainer, dict: PyObject | null): void {
  const old = o.dict;
  o.dict = dict === null ? null : incref(dict);
  if (old === null) return;
  if (old instanceof Values) releaseValues(rt, o, old);
  else decref(rt, old);
}

/**
 * The values of a new instance by its class's shared keys (3.11+). As long as it has no attributes they are what all such instances
 * have; the address of their block (3.11 and 3.12) is then the instance's `aux`.
 */
export function startInstanceValues(rt: Runtime, o: PyContainer, keys: SharedKeys): void {
  const rules = rt.ruleset.instances;
  if (rules.attributes === 'dictSlot') return;
  if (rules.usableLowered === 'beforeSizing' && keys.usable > 1) keys.usable--;
  const capacity = keys.names.length + keys.usable;
  const addr = rules.attributes === 'valuesPointer' ? rt.mem.alloc(valuesBytes(rt, capacity)) : 0;
  keys.refcnt++;
  if (addr !== 0 && o.type.kind !== K.OBJECT) {
    // `aux` is the base's.
    o.dict = new Values(keys, capacity, addr);
    return;
  }
  if (addr !== 0) o.aux = addr;
  if (keys.blank === null || keys.blank.capacity !== capacity) keys.blank = new Values(keys, capacity, 0);
  o.dict = keys.blank;
}

/** The values of `o` that are about to change: its own from here on. */
export function ownValues(o: PyContainer, values: Values): Values {
  if (values.addr !== 0 || values.items.length > 0) return values;
  const own = new Values(values.keys, values.capacity, 0);
  if (o.type.kind === K.OBJECT) {
    own.addr = o.aux;
    o.aux = 0;
  }
  o.dict = own;
  return own;
}

/** The block for the values of an instance that has no attributes yet; 0 where there is none or the values are its own. */
export function sharedValuesBlock(o: PyContainer, values: Values): number {
  return values.addr === 0 && values.items.length === 0 && o.type.kind === K.OBJECT ? o.aux : 0;
}

/** Bytes of a values block apart (new_values): pointers, from 3.11 with a byte each for the order of insertion. */
export function valuesBytes(rt: Runtime, capacity: number): number {
  const { attributes } = rt.ruleset.instances;
  if (attributes === 'dictSlot') return 8 * capacity;
  if (attributes === 'valuesPointer') return ((capacity + 2 + 7) & ~7) + 8 * capacity;
  return ((capacity + 7) & ~7) + 8 * (capacity + 1);
}

/** Bytes that inline values add to the instance's block (3.13+). */
export function inlineValuesBytes(rt: Runtime, keys: SharedKeys): number {
  return valuesBytes(rt, keys.names.length + keys.usable);
}

/** Releases the values of a dead instance in the order in which they were stored, and their block. */
export function releaseValues(rt: Runtime, instance: PyContainer, values: Values): void {
  const blank = sharedValuesBlock(instance, values);
  if (blank !== 0) {
    rt.mem.free(blank);
    instance.aux = 0;
  }
  // Nobody else has them: they need not be emptied.
  decrefAll(rt, values.items);
  if (values.addr !== 0) rt.mem.free(values.addr);
  releaseSharedKeys(rt, values.keys);
}

export function releaseSharedKeys(rt: Runtime, keys: SharedKeys): void {
  if (--keys.refcnt > 0) return;
  for (const name of keys.names) decref(rt, name);
  if (keys.addr !== 0) rt.mem.free(keys.addr);
}

/** Visits the instance's own dict or its values. */
export function traverseInstanceDict(
  rt: Runtime,
  o: PyContainer,
  visit: (rt: Runtime, o: PyObject) => void,
): void {
  const d = o.dict;
  if (d === null) return;
  if (d instanceof Values) {
    const items = d.items;
    for (let i = 0; i < items.length; i++) if (items[i] !== null) visit(rt, items[i]!);
  } else visit(rt, d);
}
