/**
 * Split dicts: those of instances, whose values lie apart by keys that all instances of the class share (PEP 412;
 * Objects/dictobject.c: make_keys_shared, new_values, dictresize).
 */

import { NO_ITEMS } from '../../../base/arrays.ts';
import { type PyObject, SharedKeys, Values } from '../header.ts';
import { addSharedKey, releaseSharedKeys, storeValue, valuesBytes } from '../instances.ts';
import { decrefAll, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { setIndexes, setValue, takeValue, takeValues, valueOrder } from '../values.ts';
import {
  appendEntry,
  compareKeys,
  type DictData,
  dictLength,
  forgetNames,
  keySizeLog2,
  makeTable,
  usableFor,
} from './dict-table.ts';
import { maintainTracking } from './dict-tracking.ts';
import { strHash } from './str.ts';

/** Values of a dict's own by shared keys, none set yet (new_values). */
export function newSplitValues(rt: Runtime, keys: SharedKeys): Values {
  keys.refcnt++;
  const capacity = keys.names.length + keys.usable;
  return new Values(keys, capacity, rt.mem.alloc(valuesBytes(rt, capacity)));
}

/** <=3.10: makes the keys of the first instance's dict the class's shared keys (make_keys_shared). */
export function shareDictKeys(rt: Runtime, dict: PyObject): SharedKeys | null {
  const d = dict.v as DictData;
  if (d.values !== null || !d.keys.every((k) => k !== null && k.type === rt.strType)) return null;
  const keys = new SharedKeys(d.usable, d.addr, d.log2);
  const values = new Values(keys, usableFor(d.log2), rt.mem.alloc(usableFor(d.log2) * 8));
  for (let i = 0; i < d.keys.length; i++) {
    keys.names.push(d.keys[i]!);
    keys.index.set(d.keys[i]!.v, i);
    setValue(values, i, d.vals[i]!);
  }
  keys.refcnt = 2; // the class's and this dict's
  d.values = values;
  forgetNames(d);
  d.keys = NO_ITEMS;
  d.vals = NO_ITEMS;
  d.hashes = NO_ITEMS;
  d.index = null;
  d.log2 = 0;
  d.usable = 0;
  d.addr = 0;
  d.used = 0;
  d.version++;
  return keys;
}

/**
 * Turns a split dict into one with a table of its own (dictresize): for one more key as large as growth makes it, to take one
 * away (`removing`) as large as the shared table is.
 */
export function unsplit(rt: Runtime, dict: PyObject, why: 'inserting' | 'removing', unicode = true): void {
  const d = dict.v as DictData;
  const values = d.values;
  if (values === null) return;
  const pairs: [PyObject, PyObject][] = orderOf(rt, values).map((i) => [
    values.keys.names[i],
    values.items[i]!,
  ]);
  d.values = null;
  const log2 = why === 'removing' ? values.keys.log2 : keySizeLog2(rt, pairs.length * 3);
  makeTable(rt, dict, log2, unicode);
  d.used = 0;
  for (const [name, value] of pairs) appendEntry(d, incref(name), strHash(rt, name), value);
  takeValues(values);
  if (values.addr !== 0) {
    rt.mem.free(values.addr);
    values.addr = 0;
  }
  releaseSharedKeys(rt, values.keys);
}

/** Value slots in the order in which the dict shows them. */
export function orderOf(rt: Runtime, values: Values): number[] {
  return rt.ruleset.instances.attributes === 'dictSlot' ? setIndexes(values) : valueOrder(values);
}

/** The value under `name`, or null. */
export function splitGet(values: Values, name: string): PyObject | null {
  const i = values.keys.index.get(name);
  if (i === undefined || i >= values.items.length) return null;
  return values.items[i];
}

/** The index of `key` among the values that are set, or -1. A key that is no str may compare equal to one. */
export function splitFind(rt: Runtime, values: Values, key: PyObject, hash: number): number {
  let found = -1;
  if (key.type === rt.strType) found = values.keys.index.get(key.v) ?? -1;
  else {
    const names = values.keys.names;
    for (let i = 0; i < names.length && found < 0; i++)
      if (strHash(rt, names[i]) === hash && compareKeys(rt, names[i], key)) found = i;
  }
  return found >= 0 && found < values.items.length && values.items[found] !== null ? found : -1;
}

/** Stores into a split dict; false where it has to be converted first. */
export function splitSet(
  rt: Runtime,
  dict: PyObject,
  values: Values,
  name: PyObject,
  value: PyObject,
): boolean {
  let i = values.keys.index.get(name.v);
  const inOrder = rt.ruleset.instances.attributes === 'dictSlot';
  if (i === undefined) {
    if (inOrder && dictLength(dict) !== values.keys.names.length) return false;
    i = addSharedKey(rt, values.keys, name);
    if (i < 0 || i >= values.capacity) return false;
  } else if (inOrder && (i >= values.items.length || values.items[i] === null) && dictLength(dict) !== i) {
    return false;
  } else if (i >= values.capacity) return false;
  maintainTracking(rt, dict, name, value);
  if ((dict.v as DictData).values!.items[i] == null) (dict.v as DictData).version++;
  storeValue(rt, values, i, value);
  return true;
}

/** Takes the value at `i` out (new reference). */
export function splitPop(values: Values, i: number, d: DictData): PyObject {
  d.version++;
  return takeValue(values, i);
}

/** Gives the values back with what they hold, and one reference of their keys. */
export function releaseSplit(rt: Runtime, values: Values): void {
  decrefAll(rt, takeValues(values));
  if (values.addr !== 0) {
    rt.mem.free(values.addr);
    values.addr = 0;
  }
  releaseSharedKeys(rt, values.keys);
}
