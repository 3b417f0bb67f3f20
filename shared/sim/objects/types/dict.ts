/**
 * Reading and writing a dict (Objects/dictobject.c: insertdict, PyDict_SetItem, dict_pop...). New dicts are in
 * dict-making.ts, the table in dict-table.ts, values by an instance's shared keys in dict-split.ts, the entries in their
 * order in dict-entries.ts, copies in dict-merge.ts, a dict's end in dict-life.ts, the methods in dict-type.ts.
 */

import { grownSlots, slotsForEntries } from '../../tables/dict-size.ts';
import { callLookedUp } from '../abstract/calls.ts';
import { keyError } from '../errors.ts';
import type { PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { hashOf } from './dict-hashes.ts';
import { splitFind, splitGet, splitPop, splitSet, unsplit } from './dict-split.ts';
import {
  appendEntry,
  type DictData,
  findEntry,
  findJs,
  makeTable,
  removeEntry,
  resizeTable,
} from './dict-table.ts';
import { maintainTracking } from './dict-tracking.ts';
import { internString, strHash } from './str.ts';

/** The value of `key` (borrowed), or null. May run __hash__'s and __eq__'s code; `hash` given or computed. */
export function dictGet(rt: Runtime, dict: PyObject, key: PyObject, hash = hashOf(rt, key)): PyObject | null {
  const d = dict.v as DictData;
  if (d.values !== null) {
    const i = splitFind(rt, d.values, key, hash);
    return i < 0 ? null : d.values.items[i];
  }
  const i = findEntry(rt, d, key, hash);
  return i < 0 ? null : d.vals[i];
}

/** dictGet for an exact str. */
export function dictGetStr(rt: Runtime, dict: PyObject, name: PyObject): PyObject | null {
  const d = dict.v as DictData;
  if (d.values !== null) return splitGet(d.values, name.v);
  if (d.used === 0) return null;
  const i = findEntry(rt, d, name, strHash(rt, name));
  return i < 0 ? null : d.vals[i];
}

/** The value under the str `name` (borrowed), or null; runs no code. */
export function dictGetJs(dict: PyObject, name: string): PyObject | null {
  const d = dict.v as DictData;
  if (d.values !== null) return splitGet(d.values, name);
  const i = findJs(null, d, name);
  return i < 0 ? null : d.vals[i];
}

/** dict[key] = value (both borrowed). The old value is released after the store. */
export function dictSet(rt: Runtime, dict: PyObject, key: PyObject, value: PyObject, known?: number): void {
  const d = dict.v as DictData;
  if (key.type !== rt.strType) {
    setGeneral(rt, dict, key, value, known);
    return;
  }
  const hash = known ?? strHash(rt, key);
  if (d.values !== null) {
    if (splitSet(rt, dict, d.values, key, value)) return;
    unsplit(rt, dict, 'inserting');
  }
  const i = d.used === 0 && d.keys.length === 0 ? -1 : findEntry(rt, d, key, hash);
  if (i >= 0) {
    maintainTracking(rt, dict, key, value);
    const old = d.vals[i]!;
    d.vals[i] = incref(value);
    decref(rt, old);
    return;
  }
  insertNew(rt, dict, d, incref(key), hash, incref(value));
}

/** dictSet for a key whose __eq__ may be the program's: key and value are held before anything is looked up (insertdict). */
function setGeneral(rt: Runtime, dict: PyObject, key: PyObject, value: PyObject, known?: number): void {
  const early = rt.ruleset.dict.holdsBeforeHashing;
  let hash = known ?? (early ? 0 : hashOf(rt, key));
  incref(key);
  incref(value);
  let taken = false;
  try {
    if (known === undefined && early) hash = hashOf(rt, key);
    const d = dict.v as DictData;
    if (d.values !== null) unsplit(rt, dict, 'inserting', !rt.ruleset.dict.unicodeTables);
    const i = d.used === 0 && d.keys.length === 0 ? -1 : findEntry(rt, d, key, hash);
    if (i < 0) {
      taken = true;
      insertNew(rt, dict, d, key, hash, value);
      return;
    }
    maintainTracking(rt, dict, key, value);
    const old = d.vals[i]!;
    d.vals[i] = incref(value);
    decref(rt, old);
  } finally {
    if (!taken) {
      decref(rt, value);
      decref(rt, key);
    }
  }
}

/** dict[key] = value, taking over both references, as a comprehension's MAP_ADD does from 3.11 on. */
export function dictTake(rt: Runtime, dict: PyObject, key: PyObject, value: PyObject): void {
  try {
    const d = dict.v as DictData;
    const hash = hashOf(rt, key);
    if (d.values !== null) unsplit(rt, dict, 'inserting', key.type === rt.strType);
    const i = d.used === 0 && d.keys.length === 0 ? -1 : findEntry(rt, d, key, hash);
    if (i < 0) {
      insertNew(rt, dict, d, incref(key), hash, incref(value));
      return;
    }
    maintainTracking(rt, dict, key, value);
    const old = d.vals[i]!;
    d.vals[i] = incref(value);
    decref(rt, old);
  } finally {
    decref(rt, value);
    decref(rt, key);
  }
}

/** The value of `key` (borrowed) or, where it has none, `value` stored under it: one look-up (PyDict_SetDefault). */
export function dictSetDefault(rt: Runtime, dict: PyObject, key: PyObject, value: PyObject): PyObject {
  const d = dict.v as DictData;
  const hash = hashOf(rt, key);
  if (d.values !== null) {
    const old = dictGet(rt, dict, key, hash);
    if (old === null) dictSet(rt, dict, key, value, hash);
    return old ?? value;
  }
  const i = d.used === 0 && d.keys.length === 0 ? -1 : findEntry(rt, d, key, hash);
  if (i >= 0) return d.vals[i]!;
  insertNew(rt, dict, d, incref(key), hash, incref(value));
  return value;
}

/** The table of an empty dict for `n` entries that are to come, by fromkeys of a dict or set (dictresize). */
export function resizeForEntries(rt: Runtime, dict: PyObject, n: number, unicode: boolean): void {
  const d = dict.v as DictData;
  const log2 = Math.log2(slotsForEntries(n, rt.ruleset));
  if (d.log2 === 0) makeTable(rt, dict, log2, unicode);
  else resizeTable(rt, d, log2, unicode);
}

/** dictSet for an exact str key. */
export function dictSetStr(rt: Runtime, dict: PyObject, name: PyObject, value: PyObject): void {
  dictSet(rt, dict, name, value, name.type === rt.strType ? strHash(rt, name) : hashOf(rt, name));
}

function insertNew(
  rt: Runtime,
  dict: PyObject,
  data: DictData,
  key: PyObject,
  hash: number,
  value: PyObject,
): void {
  let d = data;
  maintainTracking(rt, dict, key, value);
  const isStr = key.type === rt.strType;
  if (d.log2 === 0) d = makeTable(rt, dict, 3, isStr);
  else if (d.unicode && !isStr && rt.ruleset.dict.unicodeTables) {
    resizeTable(rt, d, growthLog2(rt, d), false);
  } else if (d.usable <= 0) {
    resizeTable(rt, d, growthLog2(rt, d), d.unicode && isStr);
  }
  if (!isStr) d.unicode = false;
  appendEntry(d, key, hash, value);
  if (rt.hashedKey === key && rt.hashedLow === hash) {
    d.highs ??= new Map();
    d.highs.set(key, rt.hashedHigh);
  }
}

/** GROWTH_RATE: the size of the next table. */
function growthLog2(rt: Runtime, d: DictData): number {
  return Math.log2(grownSlots(d.used, 2 ** d.log2, rt.ruleset));
}

/** Sets by a name given as a JS string; interns it. */
export function dictSetJs(rt: Runtime, dict: PyObject, name: string, value: PyObject): void {
  const key = internString(rt, name);
  dictSetStr(rt, dict, key, value);
  decref(rt, key);
}

/** Takes `key` out and returns its value (new), or null where it is missing. */
export function dictPop(rt: Runtime, dict: PyObject, key: PyObject, hash = hashOf(rt, key)): PyObject | null {
  const d = dict.v as DictData;
  if (d.values !== null) {
    const i = splitFind(rt, d.values, key, hash);
    if (i < 0) return null;
    if (!rt.ruleset.dict.splitDeletionConverts) return splitPop(d.values, i, d);
    unsplit(rt, dict, 'removing');
  }
  const i = findEntry(rt, d, key, hash);
  if (i < 0) return null;
  const k = d.keys[i]!;
  const value = d.vals[i]!;
  removeEntry(d, i);
  decref(rt, k);
  return value;
}

/** del dict[key]; false where it is missing. */
export function dictDelete(rt: Runtime, dict: PyObject, key: PyObject, hash = hashOf(rt, key)): boolean {
  const value = dictPop(rt, dict, key, hash);
  if (value === null) return false;
  decref(rt, value);
  return true;
}

export function dictDeleteStr(rt: Runtime, dict: PyObject, name: PyObject): boolean {
  return dictDelete(rt, dict, name, strHash(rt, name));
}

/** dict[key] with __missing__ for subclasses; KeyError. New reference. */
export function dictSubscript(rt: Runtime, dict: PyObject, key: PyObject): PyObject {
  const value = dictGet(rt, dict, key);
  if (value !== null) return incref(value);
  if (dict.type !== rt.dictType) {
    const r = callLookedUp(rt, dict, '__missing__', [key]);
    if (r !== null) return r;
  }
  throw keyError(rt, key);
}
