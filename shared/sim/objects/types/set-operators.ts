/** Operations on two or more sets (Objects/setobject.c: set_or, set_and, set_sub, set_xor, set_richcompare and their methods). */
import {
  copySet,
  intersectSets,
  isSubset,
  subtractInPlace,
  subtractSets,
  symmetricDifference,
} from '../../tables/set-operations.ts';
import type { SetTable } from '../../tables/set-table.ts';
import { forEach, forEachUntil } from '../abstract/iteration.ts';
import { K, type PyObject, type PyType } from '../header.ts';
import { decref, incref, orRelease } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, CMP } from '../slots.ts';
import { charge } from '../work.ts';
import { dictGet } from './dict.ts';
import { dictLength } from './dict-table.ts';
import { filled, hostOf, newSet, setAddCommon, setDiscard, slotsOf, tableOf, wrap } from './set.ts';

/** The type of a result: subclasses give the base. */
export function resultType(rt: Runtime, a: PyObject): PyType {
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

/** What `f` gives of any iterable as a set table. */
export function withSet<T>(rt: Runtime, x: PyObject, f: (table: SetTable<PyObject>) => T): T {
  const { table, temporary } = asSet(rt, x);
  try {
    charge(rt, 2 * table.mask);
    return f(table);
  } finally {
    if (temporary !== null) decref(rt, temporary);
  }
}

/** set.union(*others). */
export function union(rt: Runtime, a: PyObject, args: Args): PyObject {
  const r = wrap(rt, resultType(rt, a), copySet(tableOf(a), hostOf(rt), rt.ruleset));
  for (const b of args) if (b !== a) filled(rt, r, b);
  return r;
}

/** set.intersection(other). */
export function intersection(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  const type = resultType(rt, a);
  if (b.type.kind === K.SET)
    return wrap(rt, type, intersectSets(tableOf(a), tableOf(b), hostOf(rt), rt.ruleset));
  const r = newSet(rt, type);
  orRelease(rt, r, () =>
    forEachUntil(rt, b, (x) => {
      try {
        setAddCommon(rt, r, a, x);
      } finally {
        decref(rt, x);
      }
      // From 3.11 on nothing more is asked for once all members are found.
      return rt.ruleset.minor >= 11 && tableOf(r).used > 0 && tableOf(r).used >= tableOf(a).used;
    }),
  );
  return r;
}

/** Releases a member. */
export const releaser = (rt: Runtime) => (x: PyObject) => decref(rt, x);

/** set.difference(other). */
export function difference(rt: Runtime, a: PyObject, b: PyObject): PyObject {
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

/** set.difference_update(other). */
export function differenceUpdate(rt: Runtime, a: PyObject, b: PyObject): void {
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

/** set_richcompare: equality, subsets and supersets. */
export function compare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
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

/** The slot of an operator of two sets; NotImplemented for anything else. */
export const both =
  (f: (rt: Runtime, a: PyObject, b: PyObject) => PyObject) => (rt: Runtime, a: PyObject, b: PyObject) =>
    a.type.kind === K.SET && b.type.kind === K.SET ? f(rt, payFor(rt, a, b), b) : incref(rt.NotImplemented);

/** The slot of an in-place operator; NotImplemented for anything but a set. */
export const inPlace =
  (f: (rt: Runtime, a: PyObject, b: PyObject) => void) => (rt: Runtime, a: PyObject, b: PyObject) => {
    if (b.type.kind !== K.SET) return incref(rt.NotImplemented);
    f(rt, payFor(rt, a, b), b);
    return incref(a);
  };

/** set.symmetric_difference(other). */
export const xor = (rt: Runtime, a: PyObject, b: PyObject): PyObject =>
  wrap(
    rt,
    resultType(rt, a),
    symmetricDifference(tableOf(a), tableOf(b), hostOf(rt), rt.ruleset, releaser(rt)),
  );
