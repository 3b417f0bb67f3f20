/** Special methods as slots: what a slot of a class written in Python calls (Objects/typeobject.c: slot_tp_call and its kind). */
import { genericGetAttr } from './abstract/attributes.ts';
import { callLookedUp, callMethodOrNull } from './abstract/calls.ts';
import { objectIsTrue } from './abstract/comparison.ts';
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
import { type PyObject, type PyType, TF } from './header.ts';
import { enterNative, leaveNative } from './recursion.ts';
import { decref, incref } from './refs.ts';
import { callObject, type Runtime } from './runtime.ts';
import type { Args, KwNames } from './slots.ts';
import { holding } from './tuplecall.ts';

/** Looks `name` up on the class of `self` and calls it; throws AttributeError where it is missing. */
export function callSpecial(rt: Runtime, self: PyObject, name: string, args: Args): PyObject {
  const result = callMethodOrNull(rt, self, name, args);
  if (result === null) throw attributeError(rt, name);
  return result;
}

/** The comparisons, in the order of CMP. */
export const compareNames = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];

/** slot_tp_richcompare: a method that cannot be looked up, for whatever reason, is as none. */
export const genericCompare = (rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject => {
  const found = lookupOnType(a.type, compareNames[op]);
  if (found !== null && (found.type.flags & TF.METHOD_DESCRIPTOR) === 0) {
    const get = found.type.slots.descrGet;
    if (get !== null) {
      let bound: PyObject;
      incref(found);
      try {
        bound = get(rt, found, a, a.type);
      } catch (error) {
        if (!isPyError(rt, error)) throw error;
        decref(rt, takeRaised(rt));
        return incref(rt.NotImplemented);
      } finally {
        decref(rt, found);
      }
      try {
        return callObject(rt, bound, [b]);
      } finally {
        decref(rt, bound);
      }
    }
  }
  return callMethodOrNull(rt, a, compareNames[op], [b]) ?? incref(rt.NotImplemented);
};

/** slot_tp_getattro where the class has its own `__getattribute__`. */
export const genericGetattribute = (rt: Runtime, o: PyObject, name: PyObject): PyObject => {
  if (lookupOnType(o.type, '__getattr__') === null) return callSpecial(rt, o, '__getattribute__', [name]);
  try {
    return callGetattr(rt, o, '__getattribute__', name);
  } catch (error) {
    if (!swallow(rt, error, rt.exc['AttributeError'])) throw error;
    return callGetattr(rt, o, '__getattr__', name);
  }
};

/** getattro of a class with __getattr__ but the ordinary __getattribute__: object's, or that of `type`, a module and so on. */
export const getattrHook = (rt: Runtime, o: PyObject, name: PyObject): PyObject => {
  const { mro } = o.type;
  let i = 1;
  while (i < mro.length - 1 && (mro[i].flags & TF.HEAP) !== 0) i++;
  const native = mro[i].slots.getattro ?? genericGetAttr;
  try {
    return native(rt, o, name);
  } catch (error) {
    if (!swallow(rt, error, rt.exc['AttributeError'])) throw error;
    return callGetattr(rt, o, '__getattr__', name);
  }
};

/** call_attribute: by a bound method up to 3.11. */
function callGetattr(rt: Runtime, o: PyObject, method: string, name: PyObject): PyObject {
  if (rt.ruleset.refcounts.getattrBinds) return callLookedUp(rt, o, method, [name])!;
  return callSpecial(rt, o, method, [name]);
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
  const index = sizeIndexOf(rt, r);
  if (index < 0) throw valueError(rt, '__len__() should return >= 0');
  return index;
};

/** slot_tp_hash. */
export const genericHash = (rt: Runtime, o: PyObject): Hash => {
  const r = callSpecial(rt, o, '__hash__', []);
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
  const truth = objectIsTrue(rt, r);
  decref(rt, r);
  return truth;
};

/** slot_tp_iter: `__iter__ = None` says that there is none. */
export const genericIter = (rt: Runtime, o: PyObject): PyObject => {
  if (lookupOnType(o.type, '__iter__') === rt.None)
    throw typeError(rt, `'${o.type.name}' object is not iterable`);
  return callSpecial(rt, o, '__iter__', []);
};

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
  const method = lookupOnType(self.type, '__init__')!;
  incref(method);
  let result: PyObject;
  const all = [self, ...args];
  try {
    result =
      kw === null || kw.length === 0
        ? callObject(rt, method, all)
        : holding(rt, all, () => callObject(rt, method, all, kw));
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
      return holding(rt, all, () => callObject(rt, method, all, kw));
    } finally {
      decref(rt, method);
    }
  }
  enterNative(rt, ' while calling a Python object');
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
      return holding(rt, all, () => callObject(rt, fn, all, kw));
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
      const r = callMethodOrNull(rt, self, '__del__', []);
      if (r !== null) decref(rt, r);
    } catch (error) {
      if (error !== PY_ERROR) throw error;
      rt.hooks.writeUnraisable(rt, method, 'while calling deallocator');
    }
    decref(rt, method);
  }
  rt.thread.raised = saved;
};
