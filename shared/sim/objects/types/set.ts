/** set and frozenset (Objects/setobject.c); the table is tables/set-table.ts. */
import { type SetHost, SetTable } from '../../tables/set-table.ts';
import { objectHash, richCompareBool } from '../abstract/comparison.ts';
import { forEach } from '../abstract/iteration.ts';
import { gcAlloc, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, PyInstance, type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref, orRelease } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP } from '../slots.ts';
import { hashFailed, unhashable } from '../unhashable.ts';
import { charge } from '../work.ts';
import { dictNext, entryKey, knowsHash } from './dict-entries.ts';
import { type DictData, dictLength } from './dict-table.ts';
import { mayBeTracked } from './dict-tracking.ts';
import { newInstance } from './instance.ts';
import { strHash64 } from './str.ts';

/** Payload of a set: the table, and the block of a table that is not in the object. */
export class SetData {
  readonly table: SetTable<PyObject> = new SetTable<PyObject>();
  slots: (PyObject | null)[] | undefined = undefined;
}

/** What tables ask of the object model. One a machine. */
export class ObjectSetHost implements SetHost<PyObject> {
  readonly rt: Runtime;
  constructor(rt: Runtime) {
    this.rt = rt;
  }

  equals(stored: PyObject, key: PyObject): boolean {
    const rt = this.rt;
    if (stored.type === key.type && (stored.type === rt.strType || stored.type === rt.intType))
      return stored.v === key.v;
    incref(stored);
    try {
      return richCompareBool(rt, stored, key, CMP.EQ);
    } finally {
      decref(rt, stored);
    }
  }

  retain(key: PyObject): void {
    incref(key);
  }

  release(key: PyObject): void {
    decref(this.rt, key);
  }

  worked(slots: number): void {
    charge(this.rt, slots);
  }

  resized(table: SetTable<PyObject>, _oldSlots: number, slots: number): void {
    const rt = this.rt;
    const fresh = slots > 8 ? rt.mem.alloc(slots * rt.ruleset.set.entryBytes) : 0;
    if (table.block !== 0) rt.mem.free(table.block);
    table.block = fresh;
  }
}

/** The machine's host of set tables. */
export function hostOf(rt: Runtime): ObjectSetHost {
  let host = rt.moduleState.get('set host') as ObjectSetHost | undefined;
  if (host === undefined) {
    host = new ObjectSetHost(rt);
    rt.moduleState.set('set host', host);
  }
  return host;
}

/** The full hash of a member: low word; high word in rt.hashHi. */
function memberHash(rt: Runtime, x: PyObject): number {
  if (x.type === rt.strType) return strHash64(rt, x);
  const hash = x.type.slots.hash;
  if (hash === null) throw unhashable(rt, x, 'a set element');
  try {
    return hash(rt, x);
  } catch (error) {
    throw hashFailed(rt, error, x, 'a set element');
  }
}

/** The table of a set. */
export function tableOf(o: PyObject): SetTable<PyObject> {
  return (o.v as SetData).table;
}

/** A new empty set or frozenset. */
export function newSet(rt: Runtime, type: PyType = rt.setType): PyContainer {
  if ((type.flags & TF.HEAP) !== 0) return newInstance(rt, type, new SetData()) as PyContainer;
  const o = new PyInstance(type, gcAlloc(rt, type.headBytes + type.basicSize), new SetData(), null, 0);
  gcTrack(rt, o);
  return o;
}

/** From 3.15 on the collector does not track a new frozenset without members that it may track (_PyFrozenSet_MaybeUntrack). */
export function maybeUntrackFrozen(rt: Runtime, o: PyContainer): PyContainer {
  if (
    rt.ruleset.collector.untracksFrozensetsAtBirth &&
    o.type === rt.frozensetType &&
    !setMembers(o).some(mayBeTracked)
  )
    gcUntrack(rt, o);
  return o;
}

/** Adds a borrowed member; whether it was new. */
export function setAdd(rt: Runtime, o: PyObject, x: PyObject): boolean {
  return addHashed(rt, o, x, memberHash(rt, x));
}

/** Adds a key of a dict (set_add_entry with the hash that the dict has). */
export function setAddKey(rt: Runtime, o: PyObject, d: DictData, i: number): boolean {
  const key = entryKey(rt, d, i);
  return addHashed(rt, o, key, knowsHash(rt, d, i) ? d.hashes[i] : memberHash(rt, key));
}

/** Adds `x`, whose hash is `lo` and rt.hashHi. */
function addHashed(rt: Runtime, o: PyObject, x: PyObject, lo: number): boolean {
  const hi = rt.hashHi;
  // Held while it is compared (set_add_entry).
  incref(x);
  try {
    return tableOf(o).add(x, lo, hi, hostOf(rt), rt.ruleset);
  } finally {
    decref(rt, x);
  }
}

/** Whether `x` (borrowed) is a member. */
export function setContains(rt: Runtime, o: PyObject, x: PyObject): boolean {
  let key = x;
  let temporary: PyObject | null = null;
  if (x.type.kind === K.SET && x.type.slots.hash === null) {
    // A set is looked up as the frozenset of its members.
    temporary = frozen(rt, x);
    key = temporary;
  }
  try {
    const lo = memberHash(rt, key);
    return tableOf(o).find(key, lo, rt.hashHi, hostOf(rt)) >= 0;
  } finally {
    if (temporary !== null) decref(rt, temporary);
  }
}

/** Adds `x` (borrowed) to `to` where it is a member of `from`; its hash is asked for once (set_intersection). */
export function setAddCommon(rt: Runtime, to: PyObject, from: PyObject, x: PyObject): void {
  const lo = x.type === rt.strType ? strHash64(rt, x) : objectHash(rt, x);
  const hi = rt.hashHi;
  if (tableOf(from).find(x, lo, hi, hostOf(rt)) >= 0) tableOf(to).add(x, lo, hi, hostOf(rt), rt.ruleset);
}

function frozen(rt: Runtime, x: PyObject): PyObject {
  const f = newSet(rt, rt.frozensetType);
  tableOf(f).merge(tableOf(x), hostOf(rt), rt.ruleset);
  return f;
}

/** Removes a member; whether it was there. */
export function setDiscard(rt: Runtime, o: PyObject, x: PyObject): boolean {
  let key = x;
  let temporary: PyObject | null = null;
  if (x.type.kind === K.SET && x.type.slots.hash === null) key = temporary = frozen(rt, x);
  try {
    const lo = memberHash(rt, key);
    const removed = tableOf(o).discard(key, lo, rt.hashHi, hostOf(rt));
    if (removed === undefined) return false;
    decref(rt, removed);
    return true;
  } finally {
    if (temporary !== null) decref(rt, temporary);
  }
}

/** Takes a key of a dict out where it is a member; else it becomes one (set_symmetric_difference_update_dict). */
export function setToggleKey(rt: Runtime, o: PyObject, d: DictData, i: number): void {
  const key = entryKey(rt, d, i);
  if (!knowsHash(rt, d, i)) {
    if (!setDiscard(rt, o, key)) setAdd(rt, o, key);
    return;
  }
  const lo = d.hashes[i];
  const hi = rt.hashHi;
  const removed = tableOf(o).discard(key, lo, hi, hostOf(rt));
  if (removed !== undefined) decref(rt, removed);
  else tableOf(o).add(key, lo, hi, hostOf(rt), rt.ruleset);
}

/** Adds all items of an iterable (set_update_internal). */
export function setUpdate(rt: Runtime, o: PyObject, iterable: PyObject): void {
  const table = tableOf(o);
  if (iterable.type.kind === K.SET) {
    charge(rt, slotsOf(iterable));
    table.merge(tableOf(iterable), hostOf(rt), rt.ruleset);
    return;
  }
  if (iterable.type === rt.dictType) {
    const d = iterable.v as DictData;
    table.reserve(dictLength(iterable), hostOf(rt));
    for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1)) {
      setAddKey(rt, o, d, i);
    }
    return;
  }
  forEach(rt, iterable, (x) => {
    try {
      setAdd(rt, o, x);
    } finally {
      decref(rt, x);
    }
  });
}

/** A new set with the items of an iterable added; on errors it is released. */
export function filled(rt: Runtime, o: PyObject, iterable: PyObject): PyObject {
  orRelease(rt, o, () => setUpdate(rt, o, iterable));
  return o;
}

/** The slots of a set's table: what going through it costs. */
export function slotsOf(o: PyObject): number {
  return tableOf(o).mask;
}

/** The members in order (borrowed). */
export function setMembers(o: PyObject): PyObject[] {
  return tableOf(o).list();
}

/** A set of `type` with the contents of `table` (moved). */
export function wrap(rt: Runtime, type: PyType, table: SetTable<PyObject>): PyObject {
  const o = newSet(rt, type);
  tableOf(o).swap(table);
  return o;
}
