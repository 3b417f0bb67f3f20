/**
 * The entries of a dict in their order (PyDict_Next and what iterators read), and comparing two dicts by them (dict_equal).
 */

import { richCompareBool } from '../abstract/comparison.ts';
import type { PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP } from '../slots.ts';
import { charge, chargeLater } from '../work.ts';
import { dictGet } from './dict.ts';
import { rememberHash } from './dict-hashes.ts';
import { orderOf } from './dict-split.ts';
import { type DictData, dictLength } from './dict-table.ts';
import { strHash } from './str.ts';
import { packTuple } from './tuple.ts';

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

/** The entries as new pairs (list_extend_dictitems). */
export function itemPairs(rt: Runtime, dict: PyObject): PyObject[] {
  return dictEntries(rt, dict).map(([key, value]) => packTuple(rt, [incref(key), incref(value)]));
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
