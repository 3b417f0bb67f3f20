/** Calls of methods by name (Objects/call.c, Objects/typeobject.c). Arguments are borrowed, results new. Any object is called by `callObject` (runtime.ts). */
import { type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import type { Args, KwNames } from '../slots.ts';
import { getAttrJs } from './attributes.ts';
import { lookupOnType } from './lookup.ts';

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
