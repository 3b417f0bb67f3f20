/**
 * The table of a dict (Objects/dictobject.c: PyDictKeysObject, lookdict, insertdict, dictresize): entries in order of insertion
 * and an index of them by hash. The entries are three parallel arrays; while a table has 8 slots they are searched in
 * order and no index is kept, which finds the same entries (probing order shows only in how often __eq__ is called).
 */

import { NO_ITEMS, startArray } from '../../../base/arrays.ts';
import { keysTableBytes, slotsFor } from '../../tables/dict-size.ts';
import { richCompareBool } from '../abstract/comparison.ts';
import { K, type PyObject, type Values } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP } from '../slots.ts';

/** Payload of a dict object. Owns its keys and values. */
export class DictData {
  used = 0;
  /** Entries; a deleted one has key and value null. Empty while `values` is set. */
  keys: (PyObject | null)[] = NONE;
  vals: (PyObject | null)[] = NONE;
  hashes: number[] = NO_HASHES;
  /** Slot -> entry + 1, 0 empty, -1 deleted; null while the table has 8 slots or none. */
  index: Int32Array | null = null;
  /** Slots of the table as a power of two; 0: no table yet (the shared empty keys). */
  log2 = 0;
  /** Entries that still fit. */
  usable = 0;
  /** The keys table's block. */
  addr = 0;
  /** All keys are exact strs, so entries are 16 bytes (3.11+). */
  unicode = true;
  /** Split table: values by an instance's shared keys. */
  values: Values | null = null;
  /** Text -> entry, once native code has looked a name up in a large table; null again where entries moved. */
  names: Map<string, number> | null = null;
  /** High words of hashes that code of the program gave, by key: those of all others can be computed again without anybody's noticing. */
  highs: Map<PyObject, number> | null = null;
  /** Counts insertions, deletions and resizes: what iterators and inline caches compare. */
  version = 0;
}

const NONE: (PyObject | null)[] = NO_ITEMS;
const NO_HASHES: number[] = NO_ITEMS;

/** Bytes of a keys table. */
export function keysBytes(rt: Runtime, log2: number, unicode: boolean): number {
  return keysTableBytes(2 ** log2, unicode, rt.ruleset);
}

/** USABLE_FRACTION. */
export function usableFor(log2: number): number {
  return Math.floor(2 ** (log2 + 1) / 3);
}

/** The table, as log2, that is made where at least `slots` slots are wanted (calculate_keysize). */
export function keySizeLog2(rt: Runtime, slots: number): number {
  return Math.log2(slotsFor(slots, rt.ruleset));
}

/** The entry of `key`, or -1. May run __eq__. */
export function findEntry(rt: Runtime, d: DictData, key: PyObject, hash: number): number {
  if (key.type === rt.strType) return findStr(rt, d, key, hash);
  for (;;) {
    const i = findGeneral(rt, d, key, hash);
    if (i !== RESTART) return i;
  }
}

const RESTART = -2;

/** findEntry for an exact str: no code runs unless a key is something else. */
function findStr(rt: Runtime, d: DictData, key: PyObject, hash: number): number {
  const keys = d.keys;
  const hashes = d.hashes;
  const text = key.v as string;
  const index = d.index;
  if (index === null) {
    for (let i = 0; i < keys.length; i++) {
      const k = keys[i];
      if (k === key) return i;
      if (hashes[i] === hash && k !== null) {
        if (k.type !== rt.strType) return findAgain(rt, d, key, hash);
        if (k.v === text) return i;
      }
    }
    return -1;
  }
  const mask = index.length - 1;
  let perturb = hash;
  let slot = hash & mask;
  for (;;) {
    const i = index[slot] - 1;
    if (i === -1) return -1;
    if (i >= 0) {
      const k = keys[i]!;
      if (k === key) return i;
      if (hashes[i] === hash) {
        if (k.type !== rt.strType) return findAgain(rt, d, key, hash);
        if (k.v === text) return i;
      }
    }
    if (perturb === 0) rt.stepsLeft--;
    perturb >>>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
}

function findAgain(rt: Runtime, d: DictData, key: PyObject, hash: number): number {
  for (;;) {
    const i = findGeneral(rt, d, key, hash);
    if (i !== RESTART) return i;
  }
}

function findGeneral(rt: Runtime, d: DictData, key: PyObject, hash: number): number {
  const keys = d.keys;
  const hashes = d.hashes;
  const index = d.index;
  if (index === null) {
    for (let i = 0; i < keys.length; i++) {
      const k = keys[i];
      // A key whose hash has changed is found only where the search happens to come by.
      if (k === key && ((hashes[i] ^ hash) & 7) === 0) return i;
      if (hashes[i] === hash && k !== null) {
        const same = compareKeys(rt, k, key);
        if (d.keys !== keys || keys[i] !== k) return RESTART;
        if (same) return i;
      }
    }
    return -1;
  }
  const mask = index.length - 1;
  let perturb = hash;
  let slot = hash & mask;
  for (;;) {
    const i = index[slot] - 1;
    if (i === -1) return -1;
    if (i >= 0) {
      const k = keys[i]!;
      if (k === key) return i;
      if (hashes[i] === hash) {
        const same = compareKeys(rt, k, key);
        if (d.keys !== keys || d.index !== index || keys[i] !== k) return RESTART;
        if (same) return i;
      }
    }
    if (perturb === 0) rt.stepsLeft--;
    perturb >>>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
}

export function compareKeys(rt: Runtime, k: PyObject, key: PyObject): boolean {
  const type = k.type;
  if (type === key.type) {
    if (type === rt.strType) return k.v === key.v;
    if (type === rt.intType) return k.v === key.v;
  }
  incref(k);
  try {
    return richCompareBool(rt, k, key, CMP.EQ);
  } finally {
    decref(rt, k);
  }
}

/** The entry of the str `name`, by value, or -1; runs no code. For native look-ups. */
export function findJs(rt: Runtime | null, d: DictData, name: string): number {
  void rt;
  const keys = d.keys;
  if (d.names !== null) return d.names.get(name) ?? -1;
  if (keys.length > SEARCHED) {
    d.names = namesOf(keys);
    return d.names.get(name) ?? -1;
  }
  for (let i = 0; i < keys.length; i++) {
    const k = keys[i];
    if (k !== null && k.v === name) return i;
  }
  return -1;
}

/** Up to so many entries a look-up by text goes through all of them. */
const SEARCHED = 24;

function namesOf(keys: readonly (PyObject | null)[]): Map<string, number> {
  const names = new Map<string, number>();
  for (let i = keys.length - 1; i >= 0; i--) {
    const k = keys[i];
    if (k !== null && typeof k.v === 'string') names.set(k.v, i);
  }
  return names;
}

/** Forgets the index of names: entries have new places. */
export function forgetNames(d: DictData): void {
  d.names = null;
}

/** What every dict has that never had a table. */
export const EMPTY_DICT: DictData = Object.freeze(new DictData());

/** The payload of a dict that is about to change: its own from here on. */
export function ownData(dict: PyObject): DictData {
  if (dict.v === EMPTY_DICT) dict.v = new DictData();
  return dict.v;
}

/** Makes the first table; returns the payload that it belongs to. A table that is copied whole (`cloning`) has a block of its own from the allocator. */
export function makeTable(
  rt: Runtime,
  dict: PyObject,
  log2: number,
  unicode: boolean,
  cloning = false,
): DictData {
  const d = ownData(dict);
  const bytes = keysBytes(rt, log2, unicode);
  d.addr = log2 === 3 && !cloning && keysListFits(rt, unicode) ? takeKeys(rt, bytes) : rt.mem.alloc(bytes);
  d.keys = NONE;
  d.vals = NONE;
  d.hashes = NO_HASHES;
  d.log2 = log2;
  d.usable = usableFor(log2);
  d.unicode = unicode;
  d.index = log2 > 3 ? new Int32Array(2 ** log2) : null;
  return d;
}

function keysListFits(rt: Runtime, unicode: boolean): boolean {
  return unicode || !rt.ruleset.freeLists.dictKeysOnlyUnicode;
}

/** The block of a table of 8 slots, which may be a dead one's. */
export function takeKeys(rt: Runtime, bytes: number): number {
  const kept = rt.free.dictKeys.take();
  return kept !== 0 ? kept : rt.mem.alloc(bytes);
}

/** Gives back a keys table's block. */
export function freeKeysBlock(rt: Runtime, addr: number, log2: number, unicode: boolean): void {
  if (addr === 0) return;
  if (log2 === 3 && keysListFits(rt, unicode) && rt.free.dictKeys.give(addr)) return;
  rt.mem.free(addr);
}

/** Appends an entry (takes over key and value references); there must be room. */
export function appendEntry(d: DictData, key: PyObject, hash: number, value: PyObject): void {
  const i = d.keys.length;
  if (d.names !== null && typeof key.v === 'string' && !d.names.has(key.v)) d.names.set(key.v, i);
  if (i === 0) {
    d.keys = startArray(key);
    d.vals = startArray(value);
    d.hashes = startArray(hash);
  } else {
    d.keys.push(key);
    d.vals.push(value);
    d.hashes.push(hash);
  }
  d.usable--;
  d.used++;
  d.version++;
  if (d.index !== null) addToIndex(d.index, hash, i);
}

function addToIndex(index: Int32Array, hash: number, entry: number): void {
  const mask = index.length - 1;
  let perturb = hash;
  let slot = hash & mask;
  while (index[slot] > 0) {
    perturb >>>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
  index[slot] = entry + 1;
}

function dropDeleted(d: DictData): void {
  const { keys, vals, hashes } = d;
  forgetNames(d);
  d.vals = vals.filter((_, i) => keys[i] !== null);
  d.hashes = hashes.filter((_, i) => keys[i] !== null);
  d.keys = keys.filter((k) => k !== null);
}

/** Moves the entries to a table of `log2`, without the deleted ones. The new block is taken before the old one goes. */
export function resizeTable(rt: Runtime, d: DictData, log2: number, unicode: boolean): void {
  const bytes = keysBytes(rt, log2, unicode);
  const addr = log2 === 3 && keysListFits(rt, unicode) ? takeKeys(rt, bytes) : rt.mem.alloc(bytes);
  const oldAddr = d.addr;
  const oldLog2 = d.log2;
  const oldUnicode = d.unicode;
  if (d.used < d.keys.length) dropDeleted(d);
  const { keys, hashes } = d;
  d.addr = addr;
  d.log2 = log2;
  d.unicode = unicode;
  d.usable = usableFor(log2) - keys.length;
  d.version++;
  if (log2 > 3) {
    const index = new Int32Array(2 ** log2);
    for (let i = 0; i < keys.length; i++) addToIndex(index, hashes[i], i);
    d.index = index;
  } else d.index = null;
  freeKeysBlock(rt, oldAddr, oldLog2, oldUnicode);
}

/** Takes entry `i` out; the caller owns its key and value afterwards. */
export function removeEntry(d: DictData, i: number): void {
  if (d.index !== null) {
    const index = d.index;
    const mask = index.length - 1;
    const hash = d.hashes[i];
    let perturb = hash;
    let slot = hash & mask;
    while (index[slot] !== i + 1) {
      perturb >>>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
    index[slot] = -1;
  }
  // Another key of the same text, of a subclass of str, may come into view.
  if (d.names !== null && d.names.get(d.keys[i]!.v) === i) forgetNames(d);
  if (d.highs !== null) d.highs.delete(d.keys[i]!);
  d.keys[i] = null;
  d.vals[i] = null;
  d.used--;
  d.version++;
}

/** A dict or a frozendict, or an instance of a subclass (PyAnyDict_Check). */
export function isAnyDict(o: PyObject): boolean {
  return o.type.kind === K.DICT || o.type.kind === K.FROZENDICT;
}

/** Entries of a dict of either kind (PyDict_GET_SIZE). */
export function dictLength(d: PyObject): number {
  const data = d.v as DictData;
  if (data.values === null) return data.used;
  let n = 0;
  for (const x of data.values.items) if (x !== null) n++;
  return n;
}
