/** set and frozenset (Objects/setobject.c); the table is tables/set-table.ts. */
import { fromWords, hashFrozenset } from '../../numbers/hashes.ts';
import {
  copySet,
  intersectInPlace,
  intersectSets,
  isDisjoint,
  isSubset,
  subtractInPlace,
  subtractSets,
  symmetricDifference,
  toggleInPlace,
} from '../../tables/set-operations.ts';
import { type SetHost, SetTable } from '../../tables/set-table.ts';
import { richCompareBool } from '../abstract/comparison.ts';
import { forEach, listItems } from '../abstract/iteration.ts';
import { reprText } from '../abstract/text.ts';
import { keyError, raiseWith, runtimeError, typeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { setHash } from '../hash.ts';
import { K, PyContainer, PyInstance, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { decref, incref, orRelease } from '../refs.ts';
import { reprEnter, reprLeave } from '../reprs.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, CMP, inTuple, type MethodDef, m0, m1, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge, chargeLater } from '../work.ts';
import type { DictData } from './dict.ts';
import { dictGet, dictLength, dictNext, entryKey } from './dict.ts';
import { newInstance } from './instance.ts';
import { intFromNumber } from './int.ts';
import { selfIter } from './iterators.ts';
import { stealList } from './list.ts';
import { reduced, reducedInstance } from './reduce.ts';
import { strHash64, strNew } from './str.ts';

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

function hostOf(rt: Runtime): ObjectSetHost {
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
  if (hash === null) {
    if (rt.ruleset.minor >= 14)
      throw typeError(rt, `cannot use '${x.type.name}' as a set element (unhashable type: '${x.type.name}')`);
    throw typeError(rt, `unhashable type: '${x.type.name}'`);
  }
  return hash(rt, x);
}

function tableOf(o: PyObject): SetTable<PyObject> {
  return (o.v as SetData).table;
}

/** A new empty set or frozenset. */
export function newSet(rt: Runtime, type: PyType = rt.setType): PyContainer {
  if ((type.flags & TF.HEAP) !== 0) return newInstance(rt, type, new SetData()) as PyContainer;
  const o = new PyInstance(type, gcAlloc(rt, type.headBytes + type.basicSize), new SetData(), null, 0);
  gcTrack(rt, o);
  return o;
}

/** Adds a borrowed member; whether it was new. */
export function setAdd(rt: Runtime, o: PyObject, x: PyObject): boolean {
  const lo = memberHash(rt, x);
  const hi = rt.hashHi;
  // Held while it is compared (set_add_entry).
  incref(x);
  try {
    return tableOf(o).add(x, lo, hi, hostOf(rt), rt.ruleset);
  } finally {
    decref(rt, x);
  }
}

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

/** A dict's keys are taken in its order, without a set of them (set_symmetric_difference_update_dict). */
function toggleKeys(rt: Runtime, o: PyObject, dict: PyObject): void {
  const d = dict.v as DictData;
  charge(rt, 2 * dictLength(dict));
  for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1)) {
    const key = incref(entryKey(rt, d, i));
    try {
      if (!setDiscard(rt, o, key)) setAdd(rt, o, key);
    } finally {
      decref(rt, key);
    }
  }
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
      setAdd(rt, o, entryKey(rt, d, i));
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
function filled(rt: Runtime, o: PyObject, iterable: PyObject): PyObject {
  orRelease(rt, o, () => setUpdate(rt, o, iterable));
  return o;
}

/** The slots of a set's table: what going through it costs. */
function slotsOf(o: PyObject): number {
  return tableOf(o).mask;
}

/** The members in order (borrowed). */
export function setMembers(o: PyObject): PyObject[] {
  return tableOf(o).list();
}

/** A set of `type` with the contents of `table` (moved). */
function wrap(rt: Runtime, type: PyType, table: SetTable<PyObject>): PyObject {
  const o = newSet(rt, type);
  tableOf(o).swap(table);
  return o;
}

/** The type of a result: subclasses give the base. */
function resultType(rt: Runtime, a: PyObject): PyType {
  return a.type === rt.setType || a.type === rt.frozensetType
    ? a.type
    : a.type.mro.includes(rt.frozensetType)
      ? rt.frozensetType
      : rt.setType;
}

/** Another operand as a set table: itself, or a temporary set (to be released by the caller). */
function asSet(rt: Runtime, x: PyObject): { table: SetTable<PyObject>; temporary: PyObject | null } {
  if (x.type.kind === K.SET) return { table: tableOf(x), temporary: null };
  const s = filled(rt, newSet(rt), x);
  return { table: tableOf(s), temporary: s };
}

function withSet<T>(rt: Runtime, x: PyObject, f: (table: SetTable<PyObject>) => T): T {
  const { table, temporary } = asSet(rt, x);
  try {
    charge(rt, 2 * table.mask);
    return f(table);
  } finally {
    if (temporary !== null) decref(rt, temporary);
  }
}

function union(rt: Runtime, a: PyObject, args: Args): PyObject {
  const r = wrap(rt, resultType(rt, a), copySet(tableOf(a), hostOf(rt), rt.ruleset));
  for (const b of args) if (b !== a) filled(rt, r, b);
  return r;
}

function intersection(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  const type = resultType(rt, a);
  if (b.type.kind === K.SET)
    return wrap(rt, type, intersectSets(tableOf(a), tableOf(b), hostOf(rt), rt.ruleset));
  const r = newSet(rt, type);
  orRelease(rt, r, () =>
    forEach(rt, b, (x) => {
      try {
        if (setContains(rt, a, x)) setAdd(rt, r, x);
      } finally {
        decref(rt, x);
      }
    }),
  );
  return r;
}

const releaser = (rt: Runtime) => (x: PyObject) => decref(rt, x);

function difference(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  const type = resultType(rt, a);
  if (b.type.kind === K.SET) {
    return wrap(rt, type, subtractSets(tableOf(a), tableOf(b), hostOf(rt), rt.ruleset, releaser(rt)));
  }
  if (b.type === rt.dictType && tableOf(a).used >> 2 <= dictLength(b)) return notInDict(rt, type, a, b);
  const r = wrap(rt, type, copySet(tableOf(a), hostOf(rt), rt.ruleset));
  orRelease(rt, r, () => differenceUpdate(rt, r, b));
  return r;
}

/** The members that are no keys of a dict, which is asked for each with the hash that the set knows (set_difference). */
function notInDict(rt: Runtime, type: PyType, a: PyObject, dict: PyObject): PyObject {
  const table = tableOf(a);
  const made = newSet(rt, type);
  charge(rt, 2 * table.mask);
  orRelease(rt, made, () => {
    for (let i = table.next(0); i >= 0; i = table.next(i + 1)) {
      const key = incref(table.keys[i]!);
      const low = table.lows[i];
      const high = table.highs[i];
      try {
        if (dictGet(rt, dict, key, low) === null) tableOf(made).add(key, low, high, hostOf(rt), rt.ruleset);
      } finally {
        decref(rt, key);
      }
    }
  });
  return made;
}

function differenceUpdate(rt: Runtime, a: PyObject, b: PyObject): void {
  if (b.type.kind === K.SET) {
    subtractInPlace(tableOf(a), tableOf(b), hostOf(rt), rt.ruleset, releaser(rt));
    return;
  }
  forEach(rt, b, (x) => {
    try {
      setDiscard(rt, a, x);
    } finally {
      decref(rt, x);
    }
  });
  tableOf(a).purgeDummies(hostOf(rt));
}

function clear(rt: Runtime, o: PyObject): void {
  for (const x of tableOf(o).clear(hostOf(rt))) decref(rt, x);
}

function dealloc(rt: Runtime, o: PyObject): void {
  const c = o as PyContainer;
  gcUntrack(rt, c);
  if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
  const table = tableOf(o);
  for (const x of table.list()) decref(rt, x);
  if (table.block !== 0) rt.mem.free(table.block);
  gcFree(rt, c);
}

function traverse(rt: Runtime, o: PyObject, visit: Visit): void {
  const keys = tableOf(o).keys;
  for (let i = 0; i < keys.length; i++) {
    const x = keys[i];
    if (x != null) visit(rt, x);
  }
}

function repr(rt: Runtime, o: PyObject): PyObject {
  const name = o.type.name;
  if (tableOf(o).used === 0) return strNew(rt, `${name}()`);
  if (reprEnter(rt, o)) return strNew(rt, `${name}(...)`);
  try {
    const items = listItems(rt, o);
    const texts: string[] = [];
    try {
      for (const x of items) texts.push(reprText(rt, x));
    } finally {
      for (const x of items) decref(rt, x);
    }
    const body = `{${texts.join(', ')}}`;
    return strNew(rt, o.type === rt.setType ? body : `${name}(${body})`);
  } finally {
    reprLeave(rt, o);
  }
}

function compare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if (b.type.kind !== K.SET) return incref(rt.NotImplemented);
  charge(rt, Math.min(slotsOf(a), slotsOf(b)));
  const x = tableOf(a);
  const y = tableOf(b);
  const host = hostOf(rt);
  let r: boolean;
  switch (op) {
    case CMP.EQ:
      r = x.used === y.used && isSubset(x, y, host);
      break;
    case CMP.NE:
      r = !(x.used === y.used && isSubset(x, y, host));
      break;
    case CMP.LE:
      r = isSubset(x, y, host);
      break;
    case CMP.GE:
      r = isSubset(y, x, host);
      break;
    case CMP.LT:
      r = x.used < y.used && isSubset(x, y, host);
      break;
    default:
      r = y.used < x.used && isSubset(y, x, host);
  }
  return incref(r ? rt.True : rt.False);
}

/** Charges for walking two sets; the first again. */
function payFor(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  charge(rt, 2 * (slotsOf(a) + slotsOf(b)));
  return a;
}

const both =
  (f: (rt: Runtime, a: PyObject, b: PyObject) => PyObject) => (rt: Runtime, a: PyObject, b: PyObject) =>
    a.type.kind === K.SET && b.type.kind === K.SET ? f(rt, payFor(rt, a, b), b) : incref(rt.NotImplemented);

const inPlace =
  (f: (rt: Runtime, a: PyObject, b: PyObject) => void) => (rt: Runtime, a: PyObject, b: PyObject) => {
    if (b.type.kind !== K.SET) return incref(rt.NotImplemented);
    f(rt, payFor(rt, a, b), b);
    return incref(a);
  };

const xor = (rt: Runtime, a: PyObject, b: PyObject): PyObject =>
  wrap(
    rt,
    resultType(rt, a),
    symmetricDifference(tableOf(a), tableOf(b), hostOf(rt), rt.ruleset, releaser(rt)),
  );

const sharedSlots = {
  dealloc,
  traverse,
  repr,
  richcompare: compare,
  length: (_rt: Runtime, o: PyObject) => tableOf(o).used,
  contains: setContains,
  iter: (rt: Runtime, o: PyObject) => newSetIter(rt, o),
  or: both((rt, a, b) => union(rt, a, [b])),
  and: both(intersection),
  subtract: both(difference),
  xor: both(xor),
};

const sharedMethods: readonly MethodDef[] = [
  m0('__reduce__', (rt, self) =>
    reducedInstance(rt, self, [
      stealList(
        rt,
        setMembers(self).map((o) => incref(o)),
      ),
    ]),
  ),
  m0('copy', (rt, self) => {
    if (self.type === rt.frozensetType) return incref(self);
    charge(rt, slotsOf(self));
    return wrap(rt, resultType(rt, self), copySet(tableOf(self), hostOf(rt), rt.ruleset));
  }),
  mN('union', union, 0, -1),
  mN(
    'intersection',
    (rt, self, args) => {
      let r =
        args.length === 0
          ? wrap(rt, resultType(rt, self), copySet(tableOf(self), hostOf(rt), rt.ruleset))
          : incref(self);
      for (const b of args) {
        const next = orRelease(rt, r, () => intersection(rt, r, b));
        decref(rt, r);
        r = next;
      }
      return r;
    },
    0,
    -1,
  ),
  mN(
    'difference',
    (rt, self, args) => {
      if (args.length === 0)
        return wrap(rt, resultType(rt, self), copySet(tableOf(self), hostOf(rt), rt.ruleset));
      const r = difference(rt, self, args[0]);
      for (const b of args.slice(1)) orRelease(rt, r, () => differenceUpdate(rt, r, b));
      return r;
    },
    0,
    -1,
  ),
  m1('symmetric_difference', (rt, self, b) => {
    const made = newSet(rt, resultType(rt, self));
    orRelease(rt, made, () => {
      setUpdate(rt, made, b);
      charge(rt, 2 * slotsOf(self));
      toggleInPlace(tableOf(made), tableOf(self), hostOf(rt), rt.ruleset, releaser(rt));
    });
    return made;
  }),
  m1('isdisjoint', (rt, self, b) =>
    withSet(rt, b, (y) => incref(isDisjoint(tableOf(self), y, hostOf(rt)) ? rt.True : rt.False)),
  ),
  m1('issubset', (rt, self, b) =>
    withSet(rt, b, (y) => incref(isSubset(tableOf(self), y, hostOf(rt)) ? rt.True : rt.False)),
  ),
  m1('issuperset', (rt, self, b) =>
    withSet(rt, b, (y) => incref(isSubset(y, tableOf(self), hostOf(rt)) ? rt.True : rt.False)),
  ),
  m0('__sizeof__', (rt, self) => intFromNumber(rt, self.type.basicSize + tableOf(self).blockBytes)),
];

/** Methods that take any number of sets get them in a tuple, up to 3.13. */
function ofSeveral(def: MethodDef): MethodDef {
  return def.max < 0 ? inTuple(def, (minor) => minor <= 13) : def;
}

const none = (rt: Runtime) => incref(rt.None);

export const setDef: TypeDef = {
  name: 'set',
  generic: true,
  kind: K.SET,
  size: (rt) => rt.ruleset.sizes.setBytes,
  flags: TF.GC | TF.BASETYPE | TF.WEAKREF,
  unhashable: true,
  slots: {
    ...sharedSlots,
    clear,
    new: (rt, type) => newSet(rt, type),
    init: (rt, self, args, kw) => {
      if (kw !== null && kw.length > 0 && self.type === rt.setType)
        throw typeError(rt, 'set() takes no keyword arguments');
      if (args.length > 1)
        throw typeError(rt, `${self.type.name} expected at most 1 argument, got ${args.length}`);
      clear(rt, self);
      if (args.length === 1) setUpdate(rt, self, args[0]);
    },
    ior: inPlace((rt, a, b) => setUpdate(rt, a, b)),
    iand: inPlace((rt, a, b) =>
      intersectInPlace(tableOf(a), tableOf(b), hostOf(rt), rt.ruleset, releaser(rt)),
    ),
    isubtract: inPlace(differenceUpdate),
    ixor: inPlace((rt, a, b) => toggleInPlace(tableOf(a), tableOf(b), hostOf(rt), rt.ruleset, releaser(rt))),
  },
  methods: [
    ...sharedMethods,
    m1('add', (rt, self, x) => {
      setAdd(rt, self, x);
      return none(rt);
    }),
    m0('clear', (rt, self) => {
      clear(rt, self);
      return none(rt);
    }),
    m1('discard', (rt, self, x) => {
      setDiscard(rt, self, x);
      return none(rt);
    }),
    m1('remove', (rt, self, x) => {
      if (!setDiscard(rt, self, x)) throw keyError(rt, x);
      return none(rt);
    }),
    m0('pop', (rt, self) => {
      const table = tableOf(self);
      const from = table.finger;
      const x = table.pop();
      chargeLater(rt, ((table.finger - from) & table.mask) >> 2);
      if (x === undefined) throw raiseWith(rt, rt.exc['KeyError'], strNew(rt, 'pop from an empty set'));
      return x;
    }),
    mN(
      'update',
      (rt, self, args) => {
        for (const b of args) setUpdate(rt, self, b);
        return none(rt);
      },
      0,
      -1,
    ),
    mN(
      'intersection_update',
      (rt, self, args) => {
        for (const b of args) {
          const r = intersection(rt, self, b);
          swapBodies(self, r);
          decref(rt, r);
        }
        return none(rt);
      },
      0,
      -1,
    ),
    mN(
      'difference_update',
      (rt, self, args) => {
        for (const b of args) differenceUpdate(rt, self, b);
        return none(rt);
      },
      0,
      -1,
    ),
    m1('symmetric_difference_update', (rt, self, b) => {
      if (b.type === rt.dictType) toggleKeys(rt, self, b);
      else withSet(rt, b, (y) => toggleInPlace(tableOf(self), y, hostOf(rt), rt.ruleset, releaser(rt)));
      return none(rt);
    }),
  ].map(ofSeveral),
};

function swapBodies(a: PyObject, b: PyObject): void {
  tableOf(a).swap(tableOf(b));
}

export const frozensetDef: TypeDef = {
  name: 'frozenset',
  noKeywords: true,
  generic: true,
  kind: K.SET,
  size: (rt) => rt.ruleset.sizes.setBytes,
  flags: TF.GC | TF.BASETYPE | TF.WEAKREF,
  slots: {
    ...sharedSlots,
    hash: (rt, o) => {
      const table = tableOf(o);
      charge(rt, 2 * table.mask);
      const hashes = [];
      for (let i = table.next(0); i >= 0; i = table.next(i + 1))
        hashes.push(fromWords(table.lows[i], table.highs[i]));
      return setHash(rt, hashFrozenset(hashes));
    },
    new: (rt, type, args) => {
      if (args.length > 1)
        throw typeError(rt, `${type.name} expected at most 1 argument, got ${args.length}`);
      if (type === rt.frozensetType) {
        if (args.length === 1 && args[0].type === rt.frozensetType) return incref(args[0]);
        if (rt.ruleset.interning.emptyFrozensetShared && args.length === 0) return emptyFrozenset(rt);
      }
      const o = newSet(rt, type);
      if (args.length === 1) filled(rt, o, args[0]);
      if (type === rt.frozensetType && rt.ruleset.interning.emptyFrozensetShared && tableOf(o).used === 0) {
        decref(rt, o);
        return emptyFrozenset(rt);
      }
      return o;
    },
    init: () => {},
  },
  methods: sharedMethods.map(ofSeveral),
};

function emptyFrozenset(rt: Runtime): PyObject {
  let o = rt.moduleState.get('empty frozenset') as PyObject | undefined;
  if (o === undefined) {
    o = newSet(rt, rt.frozensetType);
    rt.moduleState.set('empty frozenset', o);
  }
  return incref(o);
}

// ---- iterator

export class SetIterState {
  set: PyObject | null;
  slot = 0;
  used: number;
  left: number;
  constructor(set: PyObject, used: number) {
    this.set = set;
    this.used = used;
    this.left = used;
  }
}

function newSetIter(rt: Runtime, set: PyObject): PyObject {
  const type = rt.types['set_iterator'];
  const o = new PyContainer(
    type,
    gcAlloc(rt, type.headBytes + type.basicSize),
    new SetIterState(incref(set), tableOf(set).used),
    0,
    0,
  );
  gcTrack(rt, o);
  return o;
}

export const setIterDef: TypeDef = {
  name: 'set_iterator',
  kind: K.ITERATOR,
  size: 'set_iterator',
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      const s = o.v as SetIterState;
      if (s.set !== null) decref(rt, s.set);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const s = o.v as SetIterState;
      if (s.set !== null) visit(rt, s.set);
    },
    iter: selfIter,
    iternext: (rt, o) => {
      const s = o.v as SetIterState;
      if (s.set === null) return null;
      const table = tableOf(s.set);
      if (table.used !== s.used) {
        s.used = -1;
        throw runtimeError(rt, 'Set changed size during iteration');
      }
      const slot = table.next(s.slot);
      if (table.mask > 64) chargeLater(rt, ((slot < 0 ? table.mask : slot) - s.slot) >> 2);
      if (slot < 0) {
        const set = s.set;
        s.set = null;
        decref(rt, set);
        return null;
      }
      s.slot = slot + 1;
      s.left--;
      return incref(table.keys[slot]!);
    },
  },
  methods: [
    m0('__length_hint__', (rt, o) => intFromNumber(rt, o.v.set === null ? 0 : (o.v as SetIterState).left)),
    m0('__reduce__', (rt, o) => {
      const s = o.v as SetIterState;
      const left: PyObject[] = [];
      if (s.set !== null) {
        const table = tableOf(s.set);
        if (table.used !== s.used) throw runtimeError(rt, 'Set changed size during iteration');
        charge(rt, table.mask);
        for (let slot = table.next(s.slot); slot >= 0; slot = table.next(slot + 1))
          left.push(incref(table.keys[slot]!));
      }
      return reduced(rt, 'iter', [stealList(rt, left)]);
    }),
  ],
};

export { stealList };
