/** The type weakref.ref (Objects/weakrefobject.c: _PyWeakref_RefType). */

import { getAttrJs } from '../objects/abstract/attributes.ts';
import { objectHash, richCompare } from '../objects/abstract/comparison.ts';
import { addressOf } from '../objects/abstract/identity.ts';
import { isSubtype } from '../objects/abstract/lookup.ts';
import { freeObject, newContainer } from '../objects/alloc.ts';
import { isPyError, swallow, typeError } from '../objects/errors.ts';
import { gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType, TF, type Visit } from '../objects/header.ts';
import { decref, incref, xdecref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, CMP, type KwNames } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { boolObject } from '../objects/types/singletons.ts';

import { strNew } from '../objects/types/str.ts';
import { fullTypeName } from '../objects/types/type-name.ts';
import {
  basicRefs,
  clearRef,
  insertAfter,
  insertHead,
  supportsWeakrefs,
  type WeakrefData,
  weakrefData,
} from './refs.ts';

/** Payload of a reference before and after it is linked: alone. */
export function unlinked(target: PyContainer, callback: PyObject | null): WeakrefData {
  return {
    target,
    callback: callback === null ? null : incref(callback),
    previous: null,
    next: null,
    hash: null,
  };
}

/** Throws TypeError where nothing of that type can be referenced weakly. */
export function checkWeakrefable(rt: Runtime, o: PyObject): PyContainer {
  if (!supportsWeakrefs(o.type))
    throw typeError(rt, `cannot create weak reference to '${o.type.name}' object`);
  return o as PyContainer;
}

/** A weak reference to `o`: the shared one where there is no callback (PyWeakref_NewRef). None counts as no callback. */
export function newRef(rt: Runtime, type: PyType, o: PyObject, callbackOrNone: PyObject | null): PyObject {
  const target = checkWeakrefable(rt, o);
  const callback = callbackOrNone === rt.None ? null : callbackOrNone;
  const exact = type === rt.types['weakref.ReferenceType'];
  if (callback === null && exact) {
    const shared = basicRefs(rt, target).ref;
    if (shared !== null) return incref(shared);
  }
  const ref = newContainer(rt, type, unlinked(target, callback));
  // The allocation may have run a collection: ask again for what is shared.
  const { ref: sharedRef, proxy } = basicRefs(rt, target);
  if (callback === null && exact) {
    insertHead(target, ref);
  } else {
    const previous = proxy ?? sharedRef;
    if (previous === null) insertHead(target, ref);
    else insertAfter(previous, ref);
  }
  gcTrack(rt, ref);
  return ref;
}

function refNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  const positional = args.length - (kw?.length ?? 0);
  if (positional < 1) throw typeError(rt, `__new__ expected at least 1 argument, got ${positional}`);
  if (positional > 2) throw typeError(rt, `__new__ expected at most 2 arguments, got ${positional}`);
  if (kw !== null && kw.length > 0 && type === rt.types['weakref.ReferenceType']) {
    throw typeError(rt, 'ref() takes no keyword arguments');
  }
  return newRef(rt, type, args[0], positional === 2 ? args[1] : null);
}

function refInit(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): void {
  const positional = args.length - (kw?.length ?? 0);
  if (positional < 1) throw typeError(rt, `__init__ expected at least 1 argument, got ${positional}`);
  if (positional > 2) throw typeError(rt, `__init__ expected at most 2 arguments, got ${positional}`);
}

function refCall(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  if (args.length > 0) {
    if (rt.ruleset.minor <= 10)
      throw typeError(rt, `__call__() takes at most 0 arguments (${args.length} given)`);
    if (kw !== null && kw.length > 0) throw typeError(rt, 'weakref() takes no keyword arguments');
    throw typeError(rt, `weakref expected 0 arguments, got ${args.length}`);
  }
  return targetOf(rt, self);
}

/** The living target or None; a new reference. */
export function targetOf(rt: Runtime, ref: PyObject): PyObject {
  const target = weakrefData(ref).target;
  // An object whose count is zero is being torn down: nobody may bring it back through a weak reference.
  return incref(target === null || target.refcnt === 0 ? rt.None : target);
}

export function refDealloc(rt: Runtime, o: PyObject): void {
  const ref = o as PyContainer;
  gcUntrack(rt, ref);
  refClear(rt, ref);
  freeObject(rt, ref);
}

export function refTraverse(rt: Runtime, o: PyObject, visit: Visit): void {
  const callback = weakrefData(o).callback;
  if (callback !== null) visit(rt, callback);
}

/** clear_weakref: out of the chain, and the callback goes. */
export function refClear(rt: Runtime, o: PyObject): void {
  clearRef(o as PyContainer);
  const data = weakrefData(o);
  const callback = data.callback;
  data.callback = null;
  xdecref(rt, callback);
}

function refRepr(rt: Runtime, o: PyObject): PyObject {
  return strNew(rt, describe(rt, o, 'weakref'));
}

/** `<weakref at 0x...; to 'C' at 0x...>`, with the target's `__name__` where it has one. */
export function describe(rt: Runtime, o: PyObject, kind: string): string {
  const at = `<${kind} at ${hex(rt, o)}; `;
  const target = weakrefData(o).target;
  if (target === null || target.refcnt === 0) return `${at}dead>`;
  incref(target);
  try {
    const name = ownName(rt, target);
    const type = rt.ruleset.minor >= 13 ? fullTypeName(target.type) : target.type.name;
    const to = `${at}to '${type}' at ${hex(rt, target)}`;
    return name === null ? `${to}>` : `${to} (${name})>`;
  } finally {
    decref(rt, target);
  }
}

function ownName(rt: Runtime, target: PyObject): string | null {
  let name: PyObject;
  try {
    name = getAttrJs(rt, target, '__name__');
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    swallow(rt, error, rt.exc['BaseException']);
    return null;
  }
  const text = name.type.kind === K.STR ? (name.v as string) : null;
  decref(rt, name);
  return text;
}

export function hex(rt: Runtime, o: PyObject): string {
  return `0x${addressOf(rt, o).toString(16)}`;
}

function refHash(rt: Runtime, o: PyObject): number {
  const data = weakrefData(o);
  if (data.hash !== null) {
    rt.hashHi = data.hash.hi;
    return data.hash.lo;
  }
  const target = targetOf(rt, o);
  if (target === rt.None) {
    decref(rt, target);
    throw typeError(rt, 'weak object has gone away');
  }
  try {
    const lo = objectHash(rt, target);
    data.hash = { lo, hi: rt.hashHi };
    decref(rt, target);
    rt.hashHi = data.hash.hi;
    return lo;
  } catch (error) {
    decref(rt, target);
    throw error;
  }
}

/** == and != compare the targets while both live, else the references themselves. */
function refCompare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if ((op !== CMP.EQ && op !== CMP.NE) || a.type.kind !== K.WEAKREF || !isRef(rt, a) || !isRef(rt, b)) {
    return incref(rt.NotImplemented);
  }
  const x = targetOf(rt, a);
  const y = targetOf(rt, b);
  try {
    if (x === rt.None || y === rt.None) return boolObject(rt, (a === b) === (op === CMP.EQ));
    return richCompare(rt, x, y, op);
  } finally {
    decref(rt, x);
    decref(rt, y);
  }
}

/** Whether `o` is a weakref.ref or of a subclass; proxies are not. */
export function isRef(rt: Runtime, o: PyObject): boolean {
  return isSubtype(o.type, rt.types['weakref.ReferenceType']);
}

export const refDef: TypeDef = {
  name: 'weakref.ReferenceType',
  kind: K.WEAKREF,
  size: 'weakref',
  flags: TF.GC | TF.BASETYPE,
  slots: {
    dealloc: refDealloc,
    traverse: refTraverse,
    clear: refClear,
    new: refNew,
    init: refInit,
    call: refCall,
    repr: refRepr,
    hash: refHash,
    richcompare: refCompare,
  },
  members: [
    {
      name: '__callback__',
      get: (rt, o) => incref(weakrefData(o).callback ?? rt.None),
    },
  ],
};

/** Up to 3.9 the types bear other names (`<class 'weakref'>`). */
export function nameWeakrefTypes(rt: Runtime): void {
  if (rt.ruleset.weakrefs.typesNamedByModule) return;
  const names = {
    ReferenceType: 'weakref',
    ProxyType: 'weakproxy',
    CallableProxyType: 'weakcallableproxy',
  };
  for (const [key, name] of Object.entries(names)) {
    const type = rt.types[`weakref.${key}`];
    type.name = name;
    type.moduleName = 'builtins';
  }
}
