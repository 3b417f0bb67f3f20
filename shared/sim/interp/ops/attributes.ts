/** Methods, super's attributes and special methods for instructions (Objects/object.c: _PyObject_GetMethod; LOAD_METHOD, LOAD_SUPER_ATTR, LOAD_SPECIAL). */
import { genericGetAttr, getAttr } from '../../objects/abstract/attributes.ts';
import { lookupOnType } from '../../objects/abstract/lookup.ts';
import { raise, typeError } from '../../objects/errors.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../../objects/header.ts';
import { getInstanceAttr } from '../../objects/instances.ts';
import { decref, incref } from '../../objects/refs.ts';
import { callObject, type Runtime } from '../../objects/runtime.ts';
import { superCheck, superLookup } from '../../objects/types/super.ts';

/** The method for a call (_PyObject_GetMethod): pushes [function, self] (self moved) or [attribute, null]. */
export function loadMethod(
  rt: Runtime,
  o: PyObject,
  name: PyObject,
  s: (PyObject | null)[],
  sp: number,
): void {
  const type = o.type;
  if (type.slots.getattro !== genericGetAttr) {
    const attr = getAttr(rt, o, name);
    s[sp - 1] = attr;
    s[sp] = null;
    decref(rt, o);
    return;
  }
  const descr = lookupOnType(type, name.v);
  if (descr !== null) {
    if ((descr.type.flags & TF.METHOD_DESCRIPTOR) !== 0) {
      if ((type.flags & TF.DICT) !== 0) {
        const own = getInstanceAttr(rt, o as PyContainer, name);
        if (own !== null) {
          s[sp - 1] = incref(own);
          s[sp] = null;
          decref(rt, o);
          return;
        }
      }
      s[sp - 1] = incref(descr);
      s[sp] = o;
      return;
    }
  }
  const attr = getAttr(rt, o, name);
  s[sp - 1] = attr;
  s[sp] = null;
  decref(rt, o);
}

/** Special method lookup for `with`: [f, self] or [bound, null]; null where the class has none. */
export function lookupSpecial(
  rt: Runtime,
  o: PyObject,
  name: string,
): { f: PyObject; self: PyObject | null } | null {
  const found = lookupOnType(o.type, name);
  if (found === null) return null;
  if ((found.type.flags & TF.METHOD_DESCRIPTOR) !== 0) return { f: incref(found), self: incref(o) };
  const get = found.type.slots.descrGet;
  if (get === null) return { f: incref(found), self: null };
  return { f: get(rt, found, o, o.type), self: null };
}

/** A bound special method (new), or null. */
export function boundSpecial(rt: Runtime, o: PyObject, name: string): PyObject | null {
  const found = lookupOnType(o.type, name);
  if (found === null) return null;
  const get = found.type.slots.descrGet;
  return get === null ? incref(found) : get(rt, found, o, o.type);
}

export function noContextManager(rt: Runtime, o: PyObject, name: string): unknown {
  if (rt.ruleset.minor <= 10) {
    return raise(rt, rt.exc['AttributeError'], name);
  }
  const hasOther =
    name === '__exit__' || (rt.ruleset.minor >= 14 && lookupOnType(o.type, '__exit__') !== null);
  const has = (method: string): boolean => lookupOnType(o.type, method) !== null;
  // 3.14 looks whether `async with` was meant (special_method_can_suggest).
  const other =
    rt.ruleset.minor >= 14 && has('__aenter__') && has('__aexit__')
      ? " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
      : '';
  const detail = (hasOther ? ` (missed ${name} method)` : '') + other;
  return typeError(rt, `'${o.type.name}' object does not support the context manager protocol${detail}`);
}

/** super(type, obj).name for LOAD_SUPER_ATTR. With `method`, the unbound function may stay unbound: [f, self]. */
export function loadSuperAttr(
  rt: Runtime,
  type: PyObject,
  obj: PyObject,
  name: PyObject,
  method: boolean,
): { attr: PyObject; self: PyObject | null } {
  if (type.type.kind !== K.TYPE)
    throw typeError(
      rt,
      `super() argument 1 must be ${rt.ruleset.minor >= 11 ? 'a ' : ''}type, not ${type.type.name}`,
    );
  const start = superCheck(rt, type as PyType, obj);
  try {
    if (name.v !== '__class__') {
      const found = superLookup(type as PyType, start, name.v);
      if (found !== null) {
        if (method && (found.type.flags & TF.METHOD_DESCRIPTOR) !== 0 && start !== obj) {
          return { attr: incref(found), self: incref(obj) };
        }
        const get = found.type.slots.descrGet;
        if (get === null) return { attr: incref(found), self: null };
        incref(found);
        try {
          return { attr: get(rt, found, start === obj ? null : obj, start), self: null };
        } finally {
          decref(rt, found);
        }
      }
    }
    const s = callObject(rt, rt.types['super'], [type, obj]);
    try {
      return { attr: getAttr(rt, s, name), self: null };
    } finally {
      decref(rt, s);
    }
  } finally {
    decref(rt, start);
  }
}
