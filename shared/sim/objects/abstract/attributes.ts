/** Attributes of any object (Objects/object.c: PyObject_GetAttr, PyObject_SetAttr and the generic ones). Results are new references. */
import { attributeError, raiseAttributeError } from '../abstract-errors.ts';
import { type PY_ERROR, swallow, typeError } from '../errors.ts';
import { K, type PyContainer, type PyObject, TF, Values } from '../header.ts';
import { deleteInstanceAttr, getInstanceAttr, setInstanceAttr } from '../instances.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Slots } from '../slots.ts';
import { internObject, internString, STR } from '../types/str.ts';
import { charge } from '../work.ts';
import { lookupOnType } from './lookup.ts';

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
  const key = internString(rt, name);
  try {
    return lookupAttr(rt, o, key);
  } finally {
    decref(rt, key);
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
  const found = genericFind(rt, o, name);
  if (found === null) throw noAttribute(rt, o, name);
  return found;
}

/** The attribute, or null where there is none: an AttributeError is made only by what others wrote (_PyObject_LookupAttr). */
export function lookupAttr(rt: Runtime, o: PyObject, name: PyObject): PyObject | null {
  try {
    return o.type.slots.getattro === genericGetAttr ? genericFind(rt, o, name) : getAttr(rt, o, name);
  } catch (error) {
    if (swallow(rt, error, rt.exc['AttributeError'])) return null;
    throw error;
  }
}

function genericFind(rt: Runtime, o: PyObject, name: PyObject): PyObject | null {
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
  return null;
}

export function noAttribute(rt: Runtime, o: PyObject, name: PyObject): typeof PY_ERROR {
  const message = `'${o.type.name}' object has no attribute '${name.v}'`;
  return raiseAttributeError(rt, message, o, name);
}

/** PyObject_GenericSetAttr; value null deletes. Its errors have `name` and `obj` from 3.13 on, of values kept in the instance from 3.15 on. */
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
      throw attributeError(rt, `'${type.name}' object has no attribute '${name.v}'`);
    }
    throw attributeError(rt, `'${type.name}' object attribute '${name.v}' is read-only`);
  }
  if (value !== null) setInstanceAttr(rt, o as PyContainer, name, value);
  else if (!deleteInstanceAttr(rt, o as PyContainer, name)) throw nothingToDelete(rt, o as PyContainer, name);
}

/** What deleting an attribute raises that an instance does not have; up to 3.10 the message is the bare name. */
export function nothingToDelete(rt: Runtime, o: PyContainer, name: PyObject): typeof PY_ERROR {
  const { minor } = rt.ruleset;
  const text = minor <= 10 ? String(name.v) : `'${o.type.name}' object has no attribute '${name.v}'`;
  const namedSince = o.dict instanceof Values ? 15 : 13;
  return minor >= namedSince ? raiseAttributeError(rt, text, o, name) : attributeError(rt, text);
}
