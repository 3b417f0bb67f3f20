/** dict as an object: making, reading, writing, dying (Objects/dictobject.c). Its methods are in dict-methods.ts. */

import { NO_ITEMS } from '../../../base/arrays.ts';
import {
  copyClones,
  grownSlots,
  mergeClones,
  mergedSlots,
  presizedSlots,
  slotsForEntries,
} from '../../tables/dict-size.ts';
import { callLookedUp } from '../abstract/calls.ts';
import { objectHash, richCompareBool } from '../abstract/comparison.ts';
import { keyError, runtimeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack, isTracked } from '../gclinks.ts';
import {
  isGcObject,
  K,
  PyContainer,
  type PyObject,
  type PyType,
  SharedKeys,
  type Values,
  type Visit,
} from '../header.ts';
import { addSharedKey, releaseSharedKeys, storeValue, valuesBytes } from '../instances.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP } from '../slots.ts';
import { hashFailed } from '../unhashable.ts';
import { setIndexes, setValue, takeValue, takeValues, valueOrder } from '../values.ts';
import { charge, chargeLater } from '../work.ts';
import {
  appendEntry,
  compareKeys,
  DictData,
  EMPTY_DICT,
  findEntry,
  findJs,
  forgetNames,
  freeKeysBlock,
  keySizeLog2,
  makeTable,
  ownData,
  removeEntry,
  resizeTable,
  usableFor,
} from './dict-table.ts';
import { strHash } from './str.ts';

export { DictData } from './dict-table.ts';

/** A new empty dict, without a table ({}). */
export function newDict(rt: Runtime): PyContainer {
  const kept = rt.free.dict.take();
  const type = rt.dictType;
  const addr = kept !== 0 ? kept : gcAlloc(rt, type.headBytes + type.basicSize);
  const dict = new PyContainer(type, addr, EMPTY_DICT, 0, 0);
  if (!rt.ruleset.collector.untrackedDicts) gcTrack(rt, dict);
  return dict;
}

/** As newDict, but never of a dead one's block: a call of the type allocates as for any type (dict_new, PyType_GenericAlloc). */
export function newDictApart(rt: Runtime): PyContainer {
  const type = rt.dictType;
  const dict = new PyContainer(type, gcAlloc(rt, type.headBytes + type.basicSize), EMPTY_DICT, 0, 0);
  if (!rt.ruleset.collector.untrackedDicts) gcTrack(rt, dict);
  return dict;
}

/** A new empty dict with room for `n` entries (_PyDict_NewPresized). */
export function newDictPresized(rt: Runtime, n: number, unicode: boolean): PyContainer {
  const dict = newDict(rt);
  if (n > 0) {
    const slots = presizedSlots(n, rt.ruleset);
    if (slots > 0) makeTable(rt, dict, Math.log2(slots), unicode);
  }
  return dict;
}

/** Values of a dict's own by shared keys, none set yet (new_values). */
function newSplitValues(rt: Runtime, keys: SharedKeys): Values {
  keys.refcnt++;
  const capacity = keys.names.length + keys.usable;
  return new ValuesCtor(keys, capacity, rt.mem.alloc(valuesBytes(rt, capacity)));
}

/** A dict of values by shared keys (new_dict_with_shared_keys). */
export function newSplitDict(rt: Runtime, keys: SharedKeys): PyContainer {
  const dict = newDict(rt);
  ownData(dict).values = newSplitValues(rt, keys);
  return dict;
}

import { Values as ValuesCtor } from '../header.ts';

/** The dict over an instance's values (3.11+: make_dict_from_instance_attributes); shares `values`. */
export function dictFromValues(rt: Runtime, values: Values): PyContainer {
  const dict = newDict(rt);
  ownData(dict).values = values;
  if (rt.ruleset.collector.untrackedDicts && values.items.some((o) => o !== null && mayBeTracked(o)))
    trackDict(rt, dict);
  return dict;
}

/** <=3.10: makes the keys of the first instance's dict the class's shared keys (make_keys_shared). */
export function shareDictKeys(rt: Runtime, dict: PyObject): SharedKeys | null {
  const d = dict.v as DictData;
  if (d.values !== null || !d.keys.every((k) => k !== null && k.type === rt.strType)) return null;
  const keys = new SharedKeys(d.usable, d.addr, d.log2);
  const values = new ValuesCtor(keys, usableFor(d.log2), rt.mem.alloc(usableFor(d.log2) * 8));
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

/** Whether the collector may ever track `o` (MAINTAIN_TRACKING). */
export function mayBeTracked(o: PyObject): boolean {
  if (!isGcObject(o)) return false;
  return o.type.kind !== K.TUPLE || isTracked(o) || o.type.name !== 'tuple';
}

function trackDict(rt: Runtime, dict: PyObject): void {
  const o = dict as PyContainer;
  if (!isTracked(o)) gcTrack(rt, o);
}

export function dictLength(d: PyObject): number {
  const data = d.v as DictData;
  if (data.values === null) return data.used;
  let n = 0;
  for (const x of data.values.items) if (x !== null) n++;
  return n;
}

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

/** The hash by the key's slot; TypeError where it has none. */
export function hashOf(rt: Runtime, key: PyObject): number {
  if (key.type === rt.strType) return strHash(rt, key);
  try {
    return rememberedHash(rt, key);
  } catch (error) {
    throw hashFailed(rt, error, key, 'a dict key');
  }
}

/** The hash of a key, whose words remain with it where Python code computed them; an error stays as it is. */
export function rememberedHash(rt: Runtime, key: PyObject): number {
  const before = rt.pythonHashes;
  const lo = objectHash(rt, key);
  if (rt.pythonHashes !== before) rememberHash(rt, key, lo, rt.hashHi);
  return lo;
}

/** Notes the full hash of a key that may come into a dict next. */
export function rememberHash(rt: Runtime, key: PyObject, lo: number, hi: number): void {
  rt.hashedKey = key;
  rt.hashedLow = lo;
  rt.hashedHigh = hi;
}

function splitGet(values: Values, name: string): PyObject | null {
  const i = values.keys.index.get(name);
  if (i === undefined || i >= values.items.length) return null;
  return values.items[i];
}

/** The index of `key` among the values that are set, or -1. A key that is no str may compare equal to one. */
function splitFind(rt: Runtime, values: Values, key: PyObject, hash: number): number {
  let found = -1;
  if (key.type === rt.strType) found = values.keys.index.get(key.v) ?? -1;
  else {
    const names = values.keys.names;
    for (let i = 0; i < names.length && found < 0; i++)
      if (strHash(rt, names[i]) === hash && compareKeys(rt, names[i], key)) found = i;
  }
  return found >= 0 && found < values.items.length && values.items[found] !== null ? found : -1;
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

function maintainTracking(rt: Runtime, dict: PyObject, key: PyObject, value: PyObject): void {
  if (!isTracked(dict) && (mayBeTracked(key) || mayBeTracked(value))) trackDict(rt, dict);
}

/** Stores into a split dict; false where it has to be converted first. */
function splitSet(rt: Runtime, dict: PyObject, values: Values, name: PyObject, value: PyObject): boolean {
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

/** Sets by a name given as a JS string; interns it. */
export function dictSetJs(rt: Runtime, dict: PyObject, name: string, value: PyObject): void {
  const key = internString(rt, name);
  dictSetStr(rt, dict, key, value);
  decref(rt, key);
}

import { internString } from './str.ts';

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

function splitPop(values: Values, i: number, d: DictData): PyObject {
  d.version++;
  return takeValue(values, i);
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

/** Empties the dict; it goes back to having no table (PyDict_Clear). */
export function dictClear(rt: Runtime, dict: PyObject): void {
  const d = dict.v as DictData;
  const values = d.values;
  if (values !== null) {
    d.version++;
    values.order = null;
    if (values.addr !== 0) {
      d.values = null;
      releaseSplit(rt, values);
      return;
    }
    // Values in the instance's own block stay the dict's.
    for (let i = 0; i < values.items.length; i++) {
      const x = values.items[i];
      values.items[i] = null;
      if (x !== null) decref(rt, x);
    }
    return;
  }
  if (d === EMPTY_DICT) return;
  const { keys, vals, addr, log2, unicode } = d;
  resetTable(d);
  releaseEntries(rt, keys, vals);
  freeKeysBlock(rt, addr, log2, unicode);
}

function resetTable(d: DictData): void {
  const fresh = new DictData();
  const version = d.version + 1;
  Object.assign(d, fresh);
  d.version = version;
}

function releaseEntries(rt: Runtime, keys: (PyObject | null)[], vals: (PyObject | null)[]): void {
  for (let i = 0; i < keys.length; i++) {
    const k = keys[i];
    if (k !== null) {
      const x = vals[i]!;
      decref(rt, k);
      decref(rt, x);
    }
  }
}

/**
 * The next entry at or after `position`: its index, or -1. For split dicts positions count in their order.
 * Read with entryKey and entryValue at once; any code that runs may change the dict.
 */
export function dictNext(rt: Runtime, d: DictData, position: number): number {
  if (d.values !== null) return position < orderOf(rt, d.values).length ? position : -1;
  const keys = d.keys;
  for (let i = position; i < keys.length; i++) if (keys[i] !== null) return i;
  return -1;
}

/** The last entry at or before `position`, or -1. */
export function dictPrevious(rt: Runtime, d: DictData, position: number): number {
  if (d.values !== null) return Math.min(position, orderOf(rt, d.values).length - 1);
  for (let i = Math.min(position, d.keys.length - 1); i >= 0; i--) if (d.keys[i] !== null) return i;
  return -1;
}

export function entryKey(rt: Runtime, d: DictData, i: number): PyObject {
  return d.values !== null ? d.values.keys.names[orderOf(rt, d.values)[i]] : d.keys[i]!;
}

export function entryValue(rt: Runtime, d: DictData, i: number): PyObject {
  return d.values !== null ? d.values.items[orderOf(rt, d.values)[i]]! : d.vals[i]!;
}

/** The entry's hash without asking the key again, noted for a dict that it may go into. */
export function entryHash(rt: Runtime, d: DictData, i: number): number {
  if (d.values !== null) return strHash(rt, entryKey(rt, d, i));
  const lo = d.hashes[i];
  const high = d.highs?.get(d.keys[i]!);
  if (high !== undefined) rememberHash(rt, d.keys[i]!, lo, high);
  return lo;
}

/** Whether the entry's hash was given by code of the program: it is the low word in `d.hashes`, and the high one in rt.hashHi. */
export function knowsHash(rt: Runtime, d: DictData, i: number): boolean {
  const high = d.highs?.get(d.keys[i]!);
  if (high === undefined) return false;
  rt.hashHi = high;
  return true;
}

/** Key and value pairs as they are now (borrowed). */
export function dictEntries(rt: Runtime, dict: PyObject): [PyObject, PyObject][] {
  const d = dict.v as DictData;
  chargeLater(rt, d.keys.length);
  const found: [PyObject, PyObject][] = [];
  for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1))
    found.push([entryKey(rt, d, i), entryValue(rt, d, i)]);
  return found;
}

/** Copies all entries of the dict `from` into `dict` (dict_merge between dicts). */
export function dictMerge(
  rt: Runtime,
  dict: PyObject,
  from: PyObject,
  override = true,
  copying = false,
): void {
  if (dict === from) return;
  const d = from.v as DictData;
  const target = dict.v as DictData;
  const n = dictLength(from);
  if (n === 0) return;
  const { values } = target;
  // 3.11 and 3.12 give up the shared keys of an empty dict for a table that can be taken as it is.
  const free = values === null ? target.addr === 0 : rt.ruleset.minor === 11 || rt.ruleset.minor === 12;
  if (free && dictLength(dict) === 0 && canClone(rt, d, copying)) {
    if (values !== null) {
      target.values = null;
      releaseSplit(rt, values);
    }
    cloneTable(rt, dict, d);
    // A table that is taken as it is keeps its dict tracked, whatever is in it by now.
    if (!copying && isTracked(from) && !isTracked(dict)) gcTrack(rt, dict as PyContainer);
    return;
  }
  charge(rt, n >> 1);
  const slots = target.log2 === 0 ? 1 : 2 ** target.log2;
  const merged = mergedSlots(slots, target.used, n, rt.ruleset);
  if (target.values === null && merged !== slots) {
    const unicode = (target.log2 === 0 || target.unicode) && d.unicode;
    const wanted = Math.log2(merged);
    if (target.log2 === 0) makeTable(rt, dict, wanted, unicode);
    else resizeTable(rt, target, wanted, unicode);
  }
  for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1)) {
    charge(rt, 4);
    const key = incref(entryKey(rt, d, i));
    const value = incref(entryValue(rt, d, i));
    try {
      if (override || dictGet(rt, dict, key, entryHash(rt, d, i)) === null)
        dictSet(rt, dict, key, value, entryHash(rt, d, i));
    } finally {
      decref(rt, key);
      decref(rt, value);
    }
    // Comparing keys may have run code that changed the source.
    if (dictLength(from) !== n) throw runtimeError(rt, 'dict mutated during update');
  }
}

/** Whether a table is copied as it is: by copy() with few deleted entries, by merging with none. */
function canClone(rt: Runtime, d: DictData, copying: boolean): boolean {
  if (d.values !== null || d.log2 === 0) return false;
  if (copying) return copyClones(d.used, d.keys.length, rt.ruleset);
  return mergeClones(0, d.used, d.keys.length, 2 ** d.log2, rt.ruleset);
}

function cloneTable(rt: Runtime, dict: PyObject, from: DictData): void {
  const d = makeTable(rt, dict, from.log2, from.unicode, true);
  chargeLater(rt, from.keys.length);
  d.keys = from.keys.slice();
  d.vals = from.vals.slice();
  d.hashes = from.hashes.slice();
  d.highs = from.highs === null ? null : new Map(from.highs);
  d.index = from.index === null ? null : from.index.slice();
  d.usable = from.usable;
  d.used = from.used;
  d.unicode = from.unicode;
  d.version++;
  let tracked = false;
  for (let i = 0; i < d.keys.length; i++) {
    const k = d.keys[i];
    if (k !== null) {
      incref(k);
      const x = incref(d.vals[i]!);
      tracked ||= mayBeTracked(k) || mayBeTracked(x);
    }
  }
  if (tracked) trackDict(rt, dict);
}

/** A new dict of the same entries (PyDict_Copy): of a split dict a split one by the same keys, not from the free list. */
export function dictCopy(rt: Runtime, dict: PyObject): PyContainer {
  const values = (dict.v as DictData).values;
  if (values !== null && dictLength(dict) > 0) return splitCopy(rt, dict as PyContainer, values);
  const copy = newDict(rt);
  dictMerge(rt, copy, dict, true, true);
  // A table that is copied as it is (clone_combined_dict) is tracked as the one it came from.
  if (isTracked(dict) && !isTracked(copy) && isCloned(rt, dict)) gcTrack(rt, copy);
  return copy;
}

function isCloned(rt: Runtime, dict: PyObject): boolean {
  const used = dictLength(dict);
  return (
    dict.type === rt.dictType && used > 0 && used >= Math.trunc(((dict.v as DictData).keys.length * 2) / 3)
  );
}

function splitCopy(rt: Runtime, from: PyContainer, values: Values): PyContainer {
  const type = rt.dictType;
  const d = new DictData();
  d.values = newSplitValues(rt, values.keys);
  for (const i of valueOrder(values)) setValue(d.values, i, incref(values.items[i]!));
  const copy = new PyContainer(type, gcAlloc(rt, type.headBytes + type.basicSize), d, 0, 0);
  if (isTracked(from) || !rt.ruleset.collector.untrackedDicts) gcTrack(rt, copy);
  return copy;
}

// ---- life

export function dictDealloc(rt: Runtime, o: PyObject): void {
  const dict = o as PyContainer;
  gcUntrack(rt, dict);
  const d = o.v as DictData;
  const values = d.values;
  if (values !== null) {
    d.values = null;
    releaseSplit(rt, values);
  } else if (d !== EMPTY_DICT) {
    const { keys, vals, addr, log2, unicode } = d;
    forgetNames(d);
    d.keys = NO_ITEMS;
    d.vals = NO_ITEMS;
    releaseEntries(rt, keys, vals);
    freeKeysBlock(rt, addr, log2, unicode);
  }
  if (o.type === rt.dictType && rt.free.dict.give(o.addr)) return;
  gcFree(rt, dict);
}

function releaseSplit(rt: Runtime, values: Values): void {
  decrefAll(rt, takeValues(values));
  if (values.addr !== 0) {
    rt.mem.free(values.addr);
    values.addr = 0;
  }
  releaseSharedKeys(rt, values.keys);
}

export function dictTraverse(rt: Runtime, o: PyObject, visit: Visit): void {
  const d = o.v as DictData;
  if (d.values !== null) {
    for (const x of d.values.items) if (x !== null) visit(rt, x);
    return;
  }
  const { keys, vals } = d;
  if (d.unicode) {
    for (let i = 0; i < vals.length; i++) if (vals[i] !== null) visit(rt, vals[i]!);
    return;
  }
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] !== null) {
      visit(rt, vals[i]!);
      visit(rt, keys[i]!);
    }
  }
}

/** a == b for dicts. */
export function dictsEqual(rt: Runtime, a: PyObject, b: PyObject): boolean {
  if (dictLength(a) !== dictLength(b)) return false;
  const d = a.v as DictData;
  for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1)) {
    charge(rt, 4);
    const key = incref(entryKey(rt, d, i));
    const x = incref(entryValue(rt, d, i));
    try {
      const y = dictGet(rt, b, key, entryHash(rt, d, i));
      if (y === null) return false;
      incref(y);
      try {
        if (!richCompareBool(rt, x, y, CMP.EQ)) return false;
      } finally {
        decref(rt, y);
      }
    } finally {
      decref(rt, key);
      decref(rt, x);
    }
  }
  return true;
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

/** Bytes of the keys table for getsizeof; of a split dict the values (the keys count where it is their last holder). */
export function dictExtraBytes(rt: Runtime, o: PyObject): number {
  const d = o.v as DictData;
  if (d.values !== null) {
    const { names, usable, refcnt, log2 } = d.values.keys;
    return 8 * (names.length + usable) + (refcnt === 1 ? keysBytes(rt, log2, true) : 0);
  }
  return d.log2 === 0 ? 0 : tableBytes(rt, d);
}

import { keysBytes } from './dict-table.ts';

function tableBytes(rt: Runtime, d: DictData): number {
  return keysBytes(rt, d.log2, d.unicode);
}

export type { PyType };
