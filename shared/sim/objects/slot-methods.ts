/** Special methods as slots: what a slot of a class written in Python calls (Objects/typeobject.c: slot_tp_call and its kind). */
import { genericGetAttr } from './abstract/attributes.ts';
import { callMethodOrNull } from './abstract/calls.ts';
import { objectIsTrue } from './abstract/comparison.ts';
import { addressOf } from './abstract/identity.ts';
import { sizeIndexOf } from './abstract/indices.ts';
import { isSubtype, lookupOnType } from './abstract/lookup.ts';
import {
  attributeError,
  isPyError,
  PY_ERROR,
  swallow,
  takeRaised,
  typeError,
  valueError,
  wrongResult,
} from './errors.ts';
import { type Hash, hashFromInt } from './hash.ts';
import { K, type PyObject, type PyType, TF } from './header.ts';
import { CALLING, enterNative, leaveNative } from './recursion.ts';
import { decref, incref } from './refs.ts';
import { callObject, type Runtime } from './runtime.ts';
import type { Args, KwNames } from './slots.ts';
import { callUnpacked } from './tuplecall.ts';
import { strNew } from './types/str.ts';

/** Looks `name` up on the class of `self` and calls it; throws AttributeError where it is missing. */
export function callSpecial(rt: Runtime, self: PyObject, name: string, args: Args): PyObject {
  const result = callMethodOrNull(rt, self, name, args);
  if (result === null) throw attributeError(rt, name);
  return result;
}

/** The comparisons, in the order of CMP. */
export const compareNames = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];

/** slot_tp_richcompare. */
export const genericCompare = (rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject =>
  callIfFound(rt, a, compareNames[op], [b]) ?? incref(rt.NotImplemented);

/** lookup_maybe_method and the call: null also where binding the method failed, for whatever reason (the error is dropped). */
function callIfFound(rt: Runtime, o: PyObject, name: string, args: Args): PyObject | null {
  const found = lookupOnType(o.type, name);
  if (found === null || (found.type.flags & TF.METHOD_DESCRIPTOR) !== 0)
    return callMethodOrNull(rt, o, name, args);
  const get = found.type.slots.descrGet;
  if (get === null) return callMethodOrNull(rt, o, name, args);
  let bound: PyObject;
  incref(found);
  try {
    bound = get(rt, found, o, o.type);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
    return null;
  } finally {
    decref(rt, found);
  }
  try {
    return callObject(rt, bound, args);
  } finally {
    decref(rt, bound);
  }
}

/** slot_tp_getattro where the class has its own `__getattribute__`. */
export const genericGetattribute = (rt: Runtime, o: PyObject, name: PyObject): PyObject => {
  const hook = lookupOnType(o.type, '__getattr__');
  if (hook === null) return callSpecial(rt, o, '__getattribute__', [name]);
  return withHook(rt, o, hook, name, callGetattribute);
};

function callGetattribute(rt: Runtime, o: PyObject, name: PyObject): PyObject {
  const own = incref(lookupOnType(o.type, '__getattribute__')!);
  try {
    return callAttribute(rt, o, own, name);
  } finally {
    decref(rt, own);
  }
}

/** getattro of a class with __getattr__ but the ordinary __getattribute__: object's, or that of `type`, a module and so on. */
export const getattrHook = (rt: Runtime, o: PyObject, name: PyObject): PyObject => {
  const { mro } = o.type;
  let i = 1;
  while (i < mro.length - 1 && (mro[i].flags & TF.HEAP) !== 0) i++;
  const native = mro[i].slots.getattro ?? genericGetAttr;
  return withHook(rt, o, lookupOnType(o.type, '__getattr__')!, name, native);
};

/** slot_tp_getattr_hook: `hook` is held, because `get` may delete it from its class. */
function withHook(
  rt: Runtime,
  o: PyObject,
  hook: PyObject,
  name: PyObject,
  get: (rt: Runtime, o: PyObject, name: PyObject) => PyObject,
): PyObject {
  incref(hook);
  try {
    return get(rt, o, name);
  } catch (error) {
    if (!swallow(rt, error, rt.exc['AttributeError'])) throw error;
    return callAttribute(rt, o, hook, name);
  } finally {
    decref(rt, hook);
  }
}

/** call_attribute: by a bound method up to 3.11. */
function callAttribute(rt: Runtime, o: PyObject, found: PyObject, name: PyObject): PyObject {
  if (!rt.ruleset.refcounts.getattrBinds && (found.type.flags & TF.METHOD_DESCRIPTOR) !== 0)
    return callObject(rt, found, [o, name]);
  const get = found.type.slots.descrGet;
  if (get === null) return callObject(rt, found, [name]);
  const bound = get(rt, found, o, o.type);
  try {
    return callObject(rt, bound, [name]);
  } finally {
    decref(rt, bound);
  }
}

/** slot_tp_setattro. */
export const genericSetattr = (rt: Runtime, o: PyObject, name: PyObject, value: PyObject | null): void => {
  const r =
    value === null
      ? callSpecial(rt, o, '__delattr__', [name])
      : callSpecial(rt, o, '__setattr__', [name, value]);
  decref(rt, r);
};

/** slot_mp_ass_subscript. */
export const genericAssSubscript = (
  rt: Runtime,
  o: PyObject,
  key: PyObject,
  value: PyObject | null,
): void => {
  const r =
    value === null
      ? callSpecial(rt, o, '__delitem__', [key])
      : callSpecial(rt, o, '__setitem__', [key, value]);
  decref(rt, r);
};

/** slot_tp_descr_set. */
export const genericDescrSet = (rt: Runtime, d: PyObject, obj: PyObject, value: PyObject | null): void => {
  const r =
    value === null ? callSpecial(rt, d, '__delete__', [obj]) : callSpecial(rt, d, '__set__', [obj, value]);
  decref(rt, r);
};

/** slot_tp_descr_get. */
export const genericDescrGet = (
  rt: Runtime,
  d: PyObject,
  obj: PyObject | null,
  type: PyType | null,
): PyObject => {
  const r = callMethodOrNull(rt, d, '__get__', [obj ?? rt.None, type ?? rt.None]);
  return r === null ? incref(d) : r;
};

/** slot_nb_bool. */
export const genericBool = (rt: Runtime, o: PyObject): boolean => {
  const r = callMethodOrNull(rt, o, '__bool__', []);
  if (r === null) return genericLength(rt, o) !== 0;
  if (r !== rt.True && r !== rt.False) {
    const name = r.type.name;
    decref(rt, r);
    throw wrongResult(rt, o, '__bool__', 'bool', name, `__bool__ should return bool, returned ${name}`);
  }
  const truth = r === rt.True;
  decref(rt, r);
  return truth;
};

/** slot_sq_length. */
export const genericLength = (rt: Runtime, o: PyObject): number => {
  const r = callSpecial(rt, o, '__len__', []);
  if (typeof r.v === 'bigint' && r.v < 0n && r.type.kind === K.INT) {
    decref(rt, r);
    throw valueError(rt, '__len__() should return >= 0');
  }
  const index = sizeIndexOf(rt, r);
  if (index < 0) throw valueError(rt, '__len__() should return >= 0');
  return index;
};

/** slot_tp_hash. */
export const genericHash = (rt: Runtime, o: PyObject): Hash => {
  rt.pythonHashes++;
  const r = callIfFound(rt, o, '__hash__', []);
  if (r === null) throw typeError(rt, `unhashable type: '${o.type.name}'`);
  if (r.type !== rt.intType && !isSubtype(r.type, rt.intType)) {
    decref(rt, r);
    throw typeError(rt, '__hash__ method should return an integer');
  }
  const hash = hashFromInt(rt, r);
  decref(rt, r);
  return hash;
};

/** slot_sq_contains. */
export const genericContains = (rt: Runtime, o: PyObject, x: PyObject): boolean => {
  if (lookupOnType(o.type, '__contains__') === rt.None)
    throw typeError(rt, `'${o.type.name}' object is not a container`);
  const r = callMethodOrNull(rt, o, '__contains__', [x]);
  if (r === null) throw PY_ERROR;
  try {
    return objectIsTrue(rt, r);
  } finally {
    decref(rt, r);
  }
};

/** slot_tp_iter: `__iter__ = None` says that there is none. */
export const genericIter = (rt: Runtime, o: PyObject): PyObject => {
  const r = lookupOnType(o.type, '__iter__') === rt.None ? null : callIfFound(rt, o, '__iter__', []);
  if (r === null) throw typeError(rt, `'${o.type.name}' object is not iterable`);
  return r;
};

/** slot_tp_repr: without a method, or where it cannot be bound, what object's is with a class's bare name. */
export const genericRepr = (rt: Runtime, o: PyObject): PyObject =>
  callIfFound(rt, o, '__repr__', []) ??
  strNew(rt, `<${o.type.name} object at 0x${addressOf(rt, o).toString(16)}>`);

/** slot_tp_iternext. */
export const genericNext = (rt: Runtime, o: PyObject): PyObject | null => {
  try {
    return callSpecial(rt, o, '__next__', []);
  } catch (error) {
    if (swallow(rt, error, rt.exc['StopIteration'])) return null;
    throw error;
  }
};

/** slot_tp_init. */
export const genericInit = (rt: Runtime, self: PyObject, args: Args, kw: KwNames): void => {
  let method = incref(lookupOnType(self.type, '__init__')!);
  let result: PyObject;
  const takesSelf = (method.type.flags & TF.METHOD_DESCRIPTOR) !== 0;
  const all = takesSelf ? [self, ...args] : args;
  try {
    const get = method.type.slots.descrGet;
    if (!takesSelf && get !== null) {
      const found = method;
      method = get(rt, found, self, self.type);
      decref(rt, found);
    }
    result = kw === null || kw.length === 0 ? callObject(rt, method, all) : callUnpacked(rt, method, all, kw);
  } finally {
    decref(rt, method);
  }
  if (result !== rt.None) {
    const name = result.type.name;
    decref(rt, result);
    throw typeError(rt, `__init__() should return None, not '${name}'`);
  }
  decref(rt, result);
};

/** slot_tp_call. */
export const genericCall = (rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject => {
  const method = lookupOnType(self.type, '__call__')!;
  if (method.type === rt.functionType) {
    incref(method);
    try {
      const all = [self, ...args];
      if (kw === null || kw.length === 0) return callObject(rt, method, all);
      return callUnpacked(rt, method, all, kw);
    } finally {
      decref(rt, method);
    }
  }
  enterNative(rt, CALLING);
  incref(method);
  try {
    const get = method.type.slots.descrGet;
    if (get === null) return callObject(rt, method, args, kw);
    const bound = get(rt, method, self, self.type);
    try {
      return callObject(rt, bound, args, kw);
    } finally {
      decref(rt, bound);
    }
  } finally {
    leaveNative(rt);
    decref(rt, method);
  }
};

/** __new__ of a class written in Python: the static method is called with the class. */
export const genericNew = (rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject => {
  const found = lookupOnType(type, '__new__')!;
  incref(found);
  try {
    const get = found.type.slots.descrGet;
    const fn = get === null ? incref(found) : get(rt, found, null, type);
    try {
      const all = [type, ...args];
      if (kw === null || kw.length === 0) return callObject(rt, fn, all);
      return callUnpacked(rt, fn, all, kw);
    } finally {
      decref(rt, fn);
    }
  } finally {
    decref(rt, found);
  }
};

/** `__del__` (slot_tp_finalize): errors are reported, never raised. */
export const genericFinalize = (rt: Runtime, self: PyObject): void => {
  const saved = rt.thread.raised;
  rt.thread.raised = null;
  const method = lookupOnType(self.type, '__del__');
  if (method !== null) {
    incref(method);
    try {
      const r = callIfFound(rt, self, '__del__', []);
      if (r !== null) decref(rt, r);
    } catch (error) {
      if (error !== PY_ERROR) throw error;
      rt.hooks.writeUnraisable(rt, method, 'while calling deallocator');
    }
    decref(rt, method);
  }
  rt.thread.raised = saved;
};
