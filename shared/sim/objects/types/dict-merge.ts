/**
 * All of a dict into another: dict_merge, and PyDict_Copy, which takes a table or shared keys as they are where it can
 * (clone_combined_dict).
 */

import { copyClones, mergeClones, mergedSlots } from '../../tables/dict-size.ts';
import { runtimeError } from '../errors.ts';
import { gcAlloc, gcTrack, isTracked } from '../gclinks.ts';
import { PyContainer, type PyObject, type Values } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { setValue, valueOrder } from '../values.ts';
import { charge, chargeLater } from '../work.ts';
import { dictGet, dictSet } from './dict.ts';
import { dictNext, entryHash, entryKey, entryValue } from './dict-entries.ts';
import { newDict } from './dict-making.ts';
import { newSplitValues, releaseSplit } from './dict-split.ts';
import { DictData, dictLength, makeTable, resizeTable } from './dict-table.ts';
import { mayBeTracked, trackDict } from './dict-tracking.ts';

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
