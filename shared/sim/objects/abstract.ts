/**
 * Operations on any object, by its type's slots (Objects/abstract.c, Objects/object.c, _PyType_Lookup of
 * Objects/typeobject.c). Arguments are borrowed, results new, unless said otherwise.
 */
import {
  attributeError,
  isPyError,
  PY_ERROR,
  raise,
  swallow,
  takeRaised,
  typeError,
  valueError,
} from './errors.ts';
import type { Hash } from './hash.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from './header.ts';
import { deleteInstanceAttr, getInstanceAttr, setInstanceAttr } from './instances.ts';
import { tooDeep } from './recursion.ts';
import { decref, incref } from './refs.ts';
import { callObject, type Runtime } from './runtime.ts';
import { type Args, CMP, type KwNames, type Slots } from './slots.ts';
import { dictGetJs } from './types/dict.ts';
import { intFromNumber, intNew } from './types/int.ts';
import { newSeqIter } from './types/iterators.ts';
import { boundMethod } from './types/method.ts';
import { internObject, internString, STR, strNew } from './types/str.ts';
import { charge, chargeLater } from './work.ts';

export { callObject };

// ---- types

/** Whether `type` is `base` or derives from it. */
export function isSubtype(type: PyType, base: PyType): boolean {
  if (type === base) return true;
  const mro = type.mro;
  // From the start: a metaclass's mro() may put the class itself elsewhere.
  for (let i = 0; i < mro.length; i++) if (mro[i] === base) return true;
  return false;
}

/** isinstance without __instancecheck__. */
export function isInstance(o: PyObject, type: PyType): boolean {
  return o.type === type || isSubtype(o.type, type);
}

/** The attribute `name` of the first class in the MRO that has it (borrowed), or null. */
export function lookupOnType(type: PyType, name: string): PyObject | null {
  const cached = type.cache.get(name);
  if (cached !== undefined) return cached;
  const mro = type.mro;
  let found: PyObject | null = null;
  for (let i = 0; i < mro.length; i++) {
    found = dictGetJs(mro[i].ns, name);
    if (found !== null) break;
  }
  // A program may ask for any number of names that no class has.
  if (type.cache.size >= 4096) type.cache.clear();
  type.cache.set(name, found);
  return found;
}

/** Forgets what was looked up on a class and its subclasses (PyType_Modified). */
export function typeModified(rt: Runtime, type: PyType): void {
  const stale = [type];
  for (let t = stale.pop(); t !== undefined; t = stale.pop()) {
    t.cache.clear();
    t.version = rt.nextTypeVersion++;
    chargeLater(rt, 4);
    for (const sub of t.subclasses) stale.push(sub);
  }
}

// ---- attributes

export function getAttr(rt: Runtime, o: PyObject, name: PyObject): PyObject {
  return o.type.slots.getattro(rt, o, name);
}

export function getAttrJs(rt: Runtime, o: PyObject, name: string): PyObject {
  const key = internString(rt, name);
  try {
    return o.type.slots.getattro(rt, o, key);
  } finally {
    decref(rt, key);
  }
}

/** The attribute, or null where there is none (AttributeError is swallowed). */
export function findAttr(rt: Runtime, o: PyObject, name: string): PyObject | null {
  try {
    return getAttrJs(rt, o, name);
  } catch (error) {
    if (swallow(rt, error, rt.exc['AttributeError'])) return null;
    throw error;
  }
}

/** An attribute's name that is no str is a TypeError. */
export function checkName(rt: Runtime, name: PyObject): void {
  if (name.type.kind !== K.STR) throw typeError(rt, `attribute name must be string, not '${name.type.name}'`);
}

/** PyObject_SetAttr: interns the name. */
export function setAttr(rt: Runtime, o: PyObject, name: PyObject, value: PyObject | null): void {
  if (name.type === rt.strType && (name.bits & STR.INTERNED) === 0) {
    const key = internObject(rt, incref(name));
    try {
      o.type.slots.setattro(rt, o, key, value);
    } finally {
      decref(rt, key);
    }
    return;
  }
  o.type.slots.setattro(rt, o, name, value);
}

/** PyObject_GenericGetAttr: data descriptors, then the instance, then the class. */
export function genericGetAttr(rt: Runtime, o: PyObject, name: PyObject): PyObject {
  const type = o.type;
  if (name.type !== rt.strType) checkName(rt, name);
  if (type.mro.length > 16) charge(rt, type.mro.length);
  const descr = lookupOnType(type, name.v);
  let get: Slots['descrGet'] = null;
  if (descr !== null) {
    get = descr.type.slots.descrGet;
    if (get !== null && descr.type.slots.descrSet !== null) {
      incref(descr);
      try {
        return get(rt, descr, o, type);
      } finally {
        decref(rt, descr);
      }
    }
  }
  if (descr !== null) incref(descr);
  if ((type.flags & TF.DICT) !== 0) {
    let value: PyObject | null;
    try {
      value = getInstanceAttr(rt, o as PyContainer, name);
    } catch (error) {
      if (descr !== null) decref(rt, descr);
      throw error;
    }
    if (value !== null) {
      incref(value);
      if (descr !== null) decref(rt, descr);
      return value;
    }
  }
  if (descr !== null) {
    if (get === null) return descr;
    try {
      return get(rt, descr, o, type);
    } finally {
      decref(rt, descr);
    }
  }
  throw noAttribute(rt, o, name);
}

export function noAttribute(rt: Runtime, o: PyObject, name: PyObject): typeof PY_ERROR {
  const message = `'${o.type.name}' object has no attribute '${name.v}'`;
  return raiseAttributeError(rt, message, o, name);
}

/** AttributeError with `name` and `obj` set (3.10+). */
export function raiseAttributeError(
  rt: Runtime,
  message: string,
  o: PyObject,
  name: PyObject,
): typeof PY_ERROR {
  const marker = attributeError(rt, message);
  const e = rt.thread.raised!;
  if (rt.ruleset.minor >= 10 && e.v.members !== null) {
    e.v.members.name = incref(name);
    e.v.members.obj = incref(o);
  }
  return marker;
}

/** PyObject_GenericSetAttr; value null deletes. */
export function genericSetAttr(rt: Runtime, o: PyObject, name: PyObject, value: PyObject | null): void {
  const type = o.type;
  if (name.type !== rt.strType) checkName(rt, name);
  const descr = lookupOnType(type, name.v);
  if (descr !== null) {
    const set = descr.type.slots.descrSet;
    if (set !== null) {
      incref(descr);
      try {
        set(rt, descr, o, value);
      } finally {
        decref(rt, descr);
      }
      return;
    }
  }
  if ((type.flags & TF.DICT) === 0) {
    if (descr === null) {
      if (rt.ruleset.minor >= 13 && type.slots.setattro === genericSetAttr) {
        throw raiseAttributeError(
          rt,
          `'${type.name}' object has no attribute '${name.v}' and no __dict__ for setting new attributes`,
          o,
          name,
        );
      }
      throw raiseAttributeError(rt, `'${type.name}' object has no attribute '${name.v}'`, o, name);
    }
    throw raiseAttributeError(rt, `'${type.name}' object attribute '${name.v}' is read-only`, o, name);
  }
  if (value !== null) setInstanceAttr(rt, o as PyContainer, name, value);
  else if (!deleteInstanceAttr(rt, o as PyContainer, name)) {
    // Up to 3.10 the message of a failed deletion is the bare name.
    const text =
      rt.ruleset.minor <= 10 ? String(name.v) : `'${type.name}' object has no attribute '${name.v}'`;
    throw raiseAttributeError(rt, text, o, name);
  }
}

// ---- calls

/** Calls the special method `name`, looked up on the class alone; null where the class has none. */
export function callMethodOrNull(rt: Runtime, self: PyObject, name: string, args: Args): PyObject | null {
  const found = lookupOnType(self.type, name);
  if (found === null) return null;
  incref(found);
  try {
    if ((found.type.flags & TF.METHOD_DESCRIPTOR) !== 0) return callObject(rt, found, [self, ...args]);
    const get = found.type.slots.descrGet;
    if (get === null) return callObject(rt, found, args);
    const bound = get(rt, found, self, self.type);
    try {
      return callObject(rt, bound, args);
    } finally {
      decref(rt, bound);
    }
  } finally {
    decref(rt, found);
  }
}

/**
 * The same by a bound method, for those callers in CPython that ask for one first (_PyObject_LookupSpecial): format(), round(), dir()...
 */
export function callLookedUp(rt: Runtime, self: PyObject, name: string, args: Args): PyObject | null {
  const found = lookupOnType(self.type, name);
  if (found === null) return null;
  const get = found.type.slots.descrGet;
  incref(found);
  let bound: PyObject;
  try {
    bound = get === null ? incref(found) : get(rt, found, self, self.type);
  } finally {
    decref(rt, found);
  }
  try {
    return callObject(rt, bound, args);
  } finally {
    decref(rt, bound);
  }
}

/** `o.name(*args)` by ordinary attribute look-up. */
export function callMethod(rt: Runtime, o: PyObject, name: string, args: Args, kw: KwNames = null): PyObject {
  const method = getAttrJs(rt, o, name);
  try {
    return callObject(rt, method, args, kw);
  } finally {
    decref(rt, method);
  }
}

// ---- text

/** Guards native recursion, and charges for it; pair with leaveNative. `where`: " while ..." of the RecursionError. */
export function enterNative(rt: Runtime, where: string): void {
  const thread = rt.thread;
  charge(rt, 4);
  const depth = ++thread.nativeDepth;
  // Up to 3.11 calls of Python and of native code count together (Py_EnterRecursiveCall).
  if (depth > rt.maxNativeDepth || (rt.nativeCallsCount && thread.depth + depth > rt.recursionLimit)) {
    thread.nativeDepth--;
    throw tooDeep(rt, where);
  }
}

export function leaveNative(rt: Runtime): void {
  rt.thread.nativeDepth--;
}

/** repr(o): a str object. */
export function objectRepr(rt: Runtime, o: PyObject): PyObject {
  const repr = o.type.slots.repr!;
  enterNative(rt, ' while getting the repr of an object');
  let result: PyObject;
  try {
    result = repr(rt, o);
  } finally {
    leaveNative(rt);
  }
  return mustBeStr(rt, o, result, '__repr__');
}

/** str(o): a str object. */
export function objectStr(rt: Runtime, o: PyObject): PyObject {
  if (o.type === rt.strType) return incref(o);
  const str = o.type.slots.str;
  if (str === null) return objectRepr(rt, o);
  enterNative(rt, ' while getting the str of an object');
  let result: PyObject;
  try {
    result = str(rt, o);
  } finally {
    leaveNative(rt);
  }
  return mustBeStr(rt, o, result, '__str__');
}

function mustBeStr(rt: Runtime, o: PyObject, result: PyObject, method: string): PyObject {
  if (result.type.kind === K.STR) return result;
  const name = result.type.name;
  decref(rt, result);
  throw wrongResult(rt, o, method, 'str', name, `${method} returned non-string (type ${name})`);
}

/** repr(o) as a JS string, for messages and joined texts. */
export function reprText(rt: Runtime, o: PyObject): string {
  const s = objectRepr(rt, o);
  const text = s.v as string;
  decref(rt, s);
  return text;
}

export function strText(rt: Runtime, o: PyObject): string {
  if (o.type === rt.strType) return o.v;
  const s = objectStr(rt, o);
  const text = s.v as string;
  decref(rt, s);
  return text;
}

export { reprEnter, reprLeave } from './reprs.ts';

/** format(o, spec) with the spec as a str object. */
export function objectFormat(rt: Runtime, o: PyObject, spec: PyObject): PyObject {
  if (spec.v === '' && (o.type === rt.strType || o.type === rt.intType)) return objectStr(rt, o);
  const result = callLookedUp(rt, o, '__format__', [spec]);
  if (result === null) throw typeError(rt, `Type ${o.type.name} doesn't define __format__`);
  if (result.type.kind !== K.STR) {
    const name = result.type.name;
    decref(rt, result);
    throw wrongResult(rt, o, '__format__', 'str', name, `__format__ must return a str, not ${name}`);
  }
  return result;
}

// ---- truth, comparison, hash

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

export function objectHash(rt: Runtime, o: PyObject): Hash {
  const hash = o.type.slots.hash;
  if (hash === null) throw typeError(rt, `unhashable type: '${o.type.name}'`);
  return hash(rt, o);
}

// ---- numbers

type BinarySlot =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'remainder'
  | 'divmod'
  | 'lshift'
  | 'rshift'
  | 'and'
  | 'xor'
  | 'or'
  | 'floorDivide'
  | 'trueDivide'
  | 'matrixMultiply';
type InplaceSlot =
  | 'iadd'
  | 'isubtract'
  | 'imultiply'
  | 'iremainder'
  | 'ilshift'
  | 'irshift'
  | 'iand'
  | 'ixor'
  | 'ior'
  | 'ifloorDivide'
  | 'itrueDivide'
  | 'imatrixMultiply';

/** binary_op1: the result or NotImplemented (borrowed: not counted). */
function binaryOp1(rt: Runtime, a: PyObject, b: PyObject, slot: BinarySlot): PyObject {
  const mine = a.type.slots[slot];
  let other = b.type === a.type ? null : b.type.slots[slot];
  if (other === mine) other = null;
  if (mine !== null) {
    if (other !== null && isSubtype(b.type, a.type)) {
      const r = other(rt, a, b);
      if (r !== rt.NotImplemented) return r;
      decref(rt, r);
      other = null;
    }
    const r = mine(rt, a, b);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  if (other !== null) {
    const r = other(rt, a, b);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  return rt.NotImplemented;
}

/** `a op b` by number slots, and by sequence slots for + and *. `symbol` is for the message. */
export function binaryOp(rt: Runtime, a: PyObject, b: PyObject, slot: BinarySlot, symbol: string): PyObject {
  const r = binaryOp1(rt, a, b, slot);
  if (r !== rt.NotImplemented) return r;
  if (slot === 'add') {
    const concat = a.type.slots.concat;
    if (concat !== null) return concat(rt, a, b);
  } else if (slot === 'multiply') {
    const x = sequenceRepeat(rt, a, b, false);
    if (x !== null) return x;
  }
  throw unsupported(rt, a, b, symbol);
}

/** `a op= b`. */
export function inplaceOp(
  rt: Runtime,
  a: PyObject,
  b: PyObject,
  islot: InplaceSlot,
  slot: BinarySlot,
  symbol: string,
): PyObject {
  const inplace = a.type.slots[islot];
  if (inplace !== null) {
    const r = inplace(rt, a, b);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  const r = binaryOp1(rt, a, b, slot);
  if (r !== rt.NotImplemented) return r;
  if (slot === 'add') {
    const concat = a.type.slots.iconcat ?? a.type.slots.concat;
    if (concat !== null) return concat(rt, a, b);
  } else if (slot === 'multiply') {
    const x = sequenceRepeat(rt, a, b, true);
    if (x !== null) return x;
  }
  throw unsupported(rt, a, b, symbol);
}

function sequenceRepeat(rt: Runtime, a: PyObject, b: PyObject, inplace: boolean): PyObject | null {
  const mine = inplace ? (a.type.slots.irepeat ?? a.type.slots.repeat) : a.type.slots.repeat;
  if (mine !== null) return mine(rt, a, repeatCount(rt, b));
  const other = b.type.slots.repeat;
  if (other !== null) return other(rt, b, repeatCount(rt, a));
  return null;
}

function repeatCount(rt: Runtime, o: PyObject): number {
  if (o.type.slots.index === null)
    throw typeError(rt, `can't multiply sequence by non-int of type '${o.type.name}'`);
  return toIndexNumber(rt, o);
}

function unsupported(rt: Runtime, a: PyObject, b: PyObject, symbol: string): typeof PY_ERROR {
  const hint =
    symbol === '>>' && a.type === rt.builtinType && a.v.def?.name === 'print'
      ? `. Did you mean "print(<message>, file=<output_stream>)"?`
      : '';
  return typeError(
    rt,
    `unsupported operand type(s) for ${symbol}: '${a.type.name}' and '${b.type.name}'${hint}`,
  );
}

/** `a **= b` (PyNumber_InPlacePower); `symbol` as in powerOp. */
export function inplacePower(rt: Runtime, a: PyObject, b: PyObject, symbol?: string): PyObject {
  const f = a.type.slots.ipower;
  if (f !== null) {
    const r = f(rt, a, b, rt.None);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  return powerOp(rt, a, b, rt.None, symbol);
}

/** pow(a, b, c); c is None for `a ** b`. `symbol`: "** or pow()" or "**=". */
export function powerOp(
  rt: Runtime,
  a: PyObject,
  b: PyObject,
  c: PyObject,
  symbol = '** or pow()',
): PyObject {
  const mine = a.type.slots.power;
  let other = b.type === a.type ? null : b.type.slots.power;
  if (other === mine) other = null;
  if (mine !== null) {
    if (other !== null && isSubtype(b.type, a.type)) {
      const r = other(rt, a, b, c);
      if (r !== rt.NotImplemented) return r;
      decref(rt, r);
      other = null;
    }
    const r = mine(rt, a, b, c);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  if (other !== null) {
    const r = other(rt, a, b, c);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  if (c === rt.None) throw unsupported(rt, a, b, symbol);
  throw typeError(
    rt,
    `unsupported operand type(s) for ** or pow(): '${a.type.name}', '${b.type.name}', '${c.type.name}'`,
  );
}

/** TypeError: a special method gave the wrong type; `before` is the text up to 3.14. */
export function wrongResult(
  rt: Runtime,
  o: PyObject,
  method: string,
  expected: string,
  got: string,
  before = `${method} returned non-${expected} (type ${got})`,
): typeof PY_ERROR {
  const article = /^[aeiou]/.test(expected) ? 'an' : 'a';
  return typeError(
    rt,
    rt.ruleset.minor >= 15
      ? `${o.type.name}.${method}() must return ${article} ${expected}, not ${got}`
      : before,
  );
}

/** operator.index: an int object. */
export function toIndex(rt: Runtime, o: PyObject): PyObject {
  if (o.type === rt.intType) return incref(o);
  // Since 3.10 the result is exactly an int.
  if (o.type.kind === K.INT) return rt.ruleset.minor >= 10 ? intNew(rt, o.v) : incref(o);
  const index = o.type.slots.index;
  if (index === null) throw typeError(rt, `'${o.type.name}' object cannot be interpreted as an integer`);
  const r = index(rt, o);
  if (r.type.kind !== K.INT) {
    const name = r.type.name;
    decref(rt, r);
    throw wrongResult(rt, o, '__index__', 'int', name);
  }
  return r;
}

/** The index of an item: IndexError beyond 63 bits. */
export function toItemIndex(rt: Runtime, o: PyObject): number {
  return toIndexNumber(rt, o, 'IndexError');
}

/** An index as a JS number; OverflowError beyond 63 bits (PyNumber_AsSsize_t). */
export function toIndexNumber(rt: Runtime, o: PyObject, beyond = 'OverflowError'): number {
  const r = toIndex(rt, o);
  const value = r.v as number | bigint;
  decref(rt, r);
  if (typeof value === 'number') return value;
  if (value >= 2n ** 63n || value < -(2n ** 63n)) {
    throw raise(rt, rt.exc[beyond], `cannot fit '${o.type.name}' into an index-sized integer`);
  }
  return Number(value);
}

/** As toIndexNumber, with values beyond 63 bits clipped (slices). */
export function toClippedIndex(rt: Runtime, o: PyObject): number {
  const r = toIndex(rt, o);
  const value = r.v as number | bigint;
  decref(rt, r);
  if (typeof value === 'number') return value;
  if (value > 2n ** 63n - 1n) return Number.MAX_SAFE_INTEGER;
  if (value < -(2n ** 63n)) return -Number.MAX_SAFE_INTEGER;
  return Number(value);
}

/** A length that __len__ returned (takes over the reference). */
export function sizeIndexOf(rt: Runtime, r: PyObject): number {
  try {
    return toIndexNumber(rt, r);
  } finally {
    decref(rt, r);
  }
}

// ---- containers

export function objectLength(rt: Runtime, o: PyObject): number {
  const length = o.type.slots.length;
  if (length === null) throw typeError(rt, `object of type '${o.type.name}' has no len()`);
  return length(rt, o);
}

import { newGenericAlias } from './types/genericalias.ts';

export function getItem(rt: Runtime, o: PyObject, key: PyObject): PyObject {
  const subscript = o.type.slots.subscript;
  if (subscript !== null) return subscript(rt, o, key);
  if (o.type.slots.item !== null) {
    let i = toItemIndex(rt, key);
    if (i < 0 && o.type.slots.length !== null) i += o.type.slots.length(rt, o);
    return o.type.slots.item(rt, o, i);
  }
  if (o.type.kind === K.TYPE) {
    const method = lookupOnType(o as PyType, '__class_getitem__');
    if (method !== null) {
      const bound = method.type.slots.descrGet;
      incref(method);
      const f = bound === null ? incref(method) : bound(rt, method, null, o as PyType);
      try {
        return callObject(rt, f, [key]);
      } finally {
        decref(rt, f);
        decref(rt, method);
      }
    }
    if (o === rt.typeType && rt.ruleset.minor >= 9) return newGenericAlias(rt, o, key);
    if (rt.ruleset.minor >= 11) throw typeError(rt, `type '${(o as PyType).name}' is not subscriptable`);
  }
  throw typeError(rt, `'${o.type.name}' object is not subscriptable`);
}

export function setItem(rt: Runtime, o: PyObject, key: PyObject, value: PyObject): void {
  const set = o.type.slots.assSubscript;
  if (set === null) throw typeError(rt, `'${o.type.name}' object does not support item assignment`);
  set(rt, o, key, value);
}

export function deleteItem(rt: Runtime, o: PyObject, key: PyObject): void {
  const set = o.type.slots.assSubscript;
  if (set === null) {
    // PyObject_DelItem goes on to the sequence protocol where the type has any of it and the key is an index.
    const sequence =
      (o.type.flags & TF.HEAP) !== 0 || o.type.slots.concat !== null || o.type.slots.contains !== null;
    const verb = sequence && key.type.slots.index !== null ? "doesn't" : 'does not';
    throw typeError(rt, `'${o.type.name}' object ${verb} support item deletion`);
  }
  set(rt, o, key, null);
}

export function contains(rt: Runtime, container: PyObject, item: PyObject): boolean {
  const f = container.type.slots.contains;
  if (f !== null) return f(rt, container, item);
  let it: PyObject;
  try {
    it = getIter(rt, container);
  } catch (error) {
    if (!swallow(rt, error, rt.exc['TypeError'])) throw error;
    const text =
      rt.ruleset.minor >= 14
        ? `argument of type '${container.type.name}' is not a container or iterable`
        : `argument of type '${container.type.name}' is not iterable`;
    throw typeError(rt, text);
  }
  try {
    for (;;) {
      charge(rt, ITEM_STEPS);
      const x = it.type.slots.iternext!(rt, it);
      if (x === null) return false;
      try {
        if (richCompareBool(rt, x, item, CMP.EQ)) return true;
      } finally {
        decref(rt, x);
      }
    }
  } finally {
    decref(rt, it);
  }
}

/** iter(o). */
export function getIter(rt: Runtime, o: PyObject): PyObject {
  const f = o.type.slots.iter;
  if (f === null) {
    if (isSequence(o)) return newSeqIter(rt, o);
    throw typeError(rt, `'${o.type.name}' object is not iterable`);
  }
  const it = f(rt, o);
  if (it.type.slots.iternext === null) {
    const name = it.type.name;
    decref(rt, it);
    throw wrongResult(rt, o, '__iter__', 'iterator', name, `iter() returned non-iterator of type '${name}'`);
  }
  return it;
}

/** PySequence_Check. */
export function isSequence(o: PyObject): boolean {
  if ((o.type.flags & TF.DICTSUB) !== 0) return false;
  return o.type.slots.item !== null || (o.type.slots.subscript !== null && (o.type.flags & TF.HEAP) !== 0);
}

/** The next item of an iterator (new), or null at its end. */
export function iterNext(rt: Runtime, it: PyObject): PyObject | null {
  const next = it.type.slots.iternext;
  if (next === null) throw typeError(rt, `'${it.type.name}' object is not an iterator`);
  enterNative(rt, '');
  try {
    return next(rt, it);
  } finally {
    leaveNative(rt);
  }
}

/** Steps that native code is charged for an item that it takes from an iterator. */
const ITEM_STEPS = 4;

/** Calls `each` with every item (a new reference that `each` takes over). */
export function forEach(rt: Runtime, iterable: PyObject, each: (item: PyObject) => void): void {
  const it = getIter(rt, iterable);
  const next = it.type.slots.iternext!;
  try {
    for (;;) {
      charge(rt, ITEM_STEPS);
      const item = next(rt, it);
      if (item === null) return;
      each(item);
    }
  } finally {
    decref(rt, it);
  }
}

/** All items as new references. On an error those collected so far are released. */
export function listItems(rt: Runtime, iterable: PyObject): PyObject[] {
  const items: PyObject[] = [];
  if (iterable.type === rt.listType || iterable.type === rt.tupleType) {
    charge(rt, iterable.v.length);
    for (const x of iterable.v as PyObject[]) items.push(incref(x));
    return items;
  }
  try {
    forEach(rt, iterable, (item) => {
      items.push(item);
      // A list that the heap does not know of yet.
      if ((items.length & 0xffff) === 0) rt.mem.mustHold(8 * items.length);
    });
  } catch (error) {
    const marker = isPyError(rt, error);
    const saved = marker ? takeRaised(rt) : null;
    for (const x of items) decref(rt, x);
    if (saved !== null) rt.thread.raised = saved;
    throw marker ? PY_ERROR : error;
  }
  return items;
}

/** PyObject_LengthHint. */
export function lengthHint(rt: Runtime, o: PyObject, otherwise: number): number {
  // An object that only claims to have a length, such as a proxy, says so with a TypeError.
  if (o.type.slots.length !== null) {
    try {
      return o.type.slots.length(rt, o);
    } catch (error) {
      if (!swallow(rt, error, rt.exc['TypeError'])) throw error;
    }
  }
  let r: PyObject | null;
  try {
    r = callLookedUp(rt, o, '__length_hint__', []);
  } catch (error) {
    if (swallow(rt, error, rt.exc['TypeError'])) return otherwise;
    throw error;
  }
  if (r === null) return otherwise;
  if (r === rt.NotImplemented) {
    decref(rt, r);
    return otherwise;
  }
  if (r.type.kind !== K.INT) {
    const name = r.type.name;
    decref(rt, r);
    throw wrongResult(
      rt,
      o,
      '__length_hint__',
      'int',
      name,
      `__length_hint__ must be an integer, not ${name}`,
    );
  }
  const n = sizeIndexOf(rt, r);
  if (n < 0) throw valueError(rt, '__length_hint__() should return >= 0');
  return n;
}

/** id(o): the simulated address. */
export function addressOf(rt: Runtime, o: PyObject): number {
  return rt.mem.addressOf(o.addr) + (rt.mem.isStatic(o.addr) ? 0 : o.type.headBytes);
}

/** hash(o) by identity is its address, turned right by four bits. */
export function boolObject(rt: Runtime, b: boolean): PyObject {
  return incref(b ? rt.True : rt.False);
}

export function noneObject(rt: Runtime): PyObject {
  return incref(rt.None);
}

export { boundMethod, intFromNumber, strNew };
