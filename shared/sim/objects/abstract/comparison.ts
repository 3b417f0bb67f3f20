/** Truth, comparison and hash of any object (Objects/object.c: PyObject_IsTrue, PyObject_RichCompare, PyObject_Hash). */
import { typeError } from '../errors.ts';
import type { Hash } from '../hash.ts';
import type { PyObject } from '../header.ts';
import { enterNative, leaveNative } from '../recursion.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP } from '../slots.ts';
import { isSubtype } from './lookup.ts';

export function objectIsTrue(rt: Runtime, o: PyObject): boolean {
  if (o === rt.True) return true;
  if (o === rt.False || o === rt.None) return false;
  const slots = o.type.slots;
  if (slots.bool !== null) return slots.bool(rt, o);
  if (slots.length !== null) return slots.length(rt, o) !== 0;
  return true;
}

const SWAPPED = [CMP.GT, CMP.GE, CMP.EQ, CMP.NE, CMP.LT, CMP.LE];

const OPERATORS = ['<', '<=', '==', '!=', '>', '>='];

/** PyObject_RichCompare. */
export function richCompare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  enterNative(rt, ' in comparison');
  try {
    return compareUnguarded(rt, a, b, op);
  } finally {
    leaveNative(rt);
  }
}

function compareUnguarded(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  let reflectedTried = false;
  if (b.type !== a.type && isSubtype(b.type, a.type)) {
    const f = b.type.slots.richcompare;
    if (f !== null) {
      reflectedTried = true;
      const r = f(rt, b, a, SWAPPED[op]);
      if (r !== rt.NotImplemented) return r;
      decref(rt, r);
    }
  }
  const mine = a.type.slots.richcompare;
  if (mine !== null) {
    const r = mine(rt, a, b, op);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  if (!reflectedTried) {
    const f = b.type.slots.richcompare;
    if (f !== null) {
      const r = f(rt, b, a, SWAPPED[op]);
      if (r !== rt.NotImplemented) return r;
      decref(rt, r);
    }
  }
  if (op === CMP.EQ) return incref(a === b ? rt.True : rt.False);
  if (op === CMP.NE) return incref(a !== b ? rt.True : rt.False);
  throw typeError(
    rt,
    `'${OPERATORS[op]}' not supported between instances of '${a.type.name}' and '${b.type.name}'`,
  );
}

/** Identity implies equality, as containers compare (PyObject_RichCompareBool). */
export function richCompareBool(rt: Runtime, a: PyObject, b: PyObject, op: number): boolean {
  if (a === b) {
    if (op === CMP.EQ) return true;
    if (op === CMP.NE) return false;
  }
  const r = richCompare(rt, a, b, op);
  if (r === rt.True) {
    decref(rt, r);
    return true;
  }
  if (r === rt.False) {
    decref(rt, r);
    return false;
  }
  try {
    return objectIsTrue(rt, r);
  } finally {
    decref(rt, r);
  }
}

/**
 * Whether an item met on a way through a container equals what is looked for (`in`, operator.indexOf and countOf): the item stands left
 * of `==`; up to 3.8 what is looked for did (list_contains, tuplecontains, dictitems_contains, _PySequence_IterSearch).
 */
export function isSought(rt: Runtime, item: PyObject, sought: PyObject): boolean {
  return rt.ruleset.minor < 9
    ? richCompareBool(rt, sought, item, CMP.EQ)
    : richCompareBool(rt, item, sought, CMP.EQ);
}

export function objectHash(rt: Runtime, o: PyObject): Hash {
  const hash = o.type.slots.hash;
  if (hash === null) throw typeError(rt, `unhashable type: '${o.type.name}'`);
  return hash(rt, o);
}
