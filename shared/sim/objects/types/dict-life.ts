/**
 * A dict's end and what the collector and getsizeof see of it (dict_dealloc, dict_traverse, PyDict_Clear, _PyDict_SizeOf).
 */

import { NO_ITEMS } from '../../../base/arrays.ts';
import { gcFree, gcUntrack } from '../gclinks.ts';
import type { PyContainer, PyObject, Visit } from '../header.ts';
import { decref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { releaseSplit } from './dict-split.ts';
import { DictData, EMPTY_DICT, forgetNames, freeKeysBlock, keysBytes } from './dict-table.ts';

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

/** Bytes of the keys table for getsizeof; of a split dict the values (the keys count where it is their last holder). */
export function dictExtraBytes(rt: Runtime, o: PyObject): number {
  const d = o.v as DictData;
  if (d.values !== null) {
    const { names, usable, refcnt, log2 } = d.values.keys;
    return 8 * (names.length + usable) + (refcnt === 1 ? keysBytes(rt, log2, true) : 0);
  }
  return d.log2 === 0 ? 0 : tableBytes(rt, d);
}

function tableBytes(rt: Runtime, d: DictData): number {
  return keysBytes(rt, d.log2, d.unicode);
}
