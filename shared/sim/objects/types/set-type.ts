/** set and frozenset (Objects/setobject.c). */
import { fromWords, hashFrozenset } from '../../numbers/hashes.ts';
import {
  copySet,
  intersectInPlace,
  isDisjoint,
  isSubset,
  toggleInPlace,
} from '../../tables/set-operations.ts';
import { reprText } from '../abstract/text.ts';
import { keyError, raiseWith, typeError } from '../errors.ts';
import { gcFree, gcUntrack } from '../gclinks.ts';
import { setHash } from '../hash.ts';
import { K, type PyContainer, type PyObject, TF, type Visit } from '../header.ts';
import { decref, incref, orRelease } from '../refs.ts';
import { reprEnter, reprLeave } from '../reprs.ts';
import type { Runtime } from '../runtime.ts';
import { inTuple, type MethodDef, m0, m1, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge, chargeLater } from '../work.ts';
import { dictNext, entryKey } from './dict-entries.ts';
import { type DictData, dictLength } from './dict-table.ts';
import { intOfSize } from './int.ts';
import { stealList } from './list.ts';
import { listFrom } from './list-type.ts';
import { reducedInstance } from './reduce.ts';
import {
  filled,
  hostOf,
  maybeUntrackFrozen,
  newSet,
  setAdd,
  setContains,
  setDiscard,
  setMembers,
  setToggleKey,
  setUpdate,
  slotsOf,
  tableOf,
  wrap,
} from './set.ts';
import { newSetIter } from './set-iterator.ts';
import {
  both,
  compare,
  difference,
  differenceUpdate,
  inPlace,
  intersection,
  releaser,
  resultType,
  union,
  withSet,
  xor,
} from './set-operators.ts';
import { strNew } from './str.ts';

/** A dict's keys are taken in its order, without a set of them (set_symmetric_difference_update_dict). */
function toggleKeys(rt: Runtime, o: PyObject, dict: PyObject): void {
  const d = dict.v as DictData;
  charge(rt, 2 * dictLength(dict));
  for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1)) {
    const key = incref(entryKey(rt, d, i));
    try {
      setToggleKey(rt, o, d, i);
    } finally {
      decref(rt, key);
    }
  }
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
    const list = listFrom(rt, o);
    const texts: string[] = [];
    try {
      for (const x of list.v as PyObject[]) texts.push(reprText(rt, x));
    } finally {
      decref(rt, list);
    }
    const body = `{${texts.join(', ')}}`;
    return strNew(rt, o.type === rt.setType ? body : `${name}(${body})`);
  } finally {
    reprLeave(rt, o);
  }
}

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
  m0('__sizeof__', (rt, self) => intOfSize(rt, self.type.basicSize + tableOf(self).blockBytes)),
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
      if (kw !== null && kw.length > 0) throw typeError(rt, 'set() takes no keyword arguments');
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
      maybeUntrackFrozen(rt, o);
      if (type === rt.frozensetType && rt.ruleset.interning.emptyFrozensetShared && tableOf(o).used === 0) {
        decref(rt, o);
        return emptyFrozenset(rt);
      }
      return o;
    },
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
