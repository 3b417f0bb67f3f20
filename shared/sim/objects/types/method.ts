/** Bound methods of functions written in Python (Objects/classobject.c). */

import { findAttr, getAttr, getAttrJs } from '../abstract/attributes.ts';
import { objectHash, richCompareBool } from '../abstract/comparison.ts';
import { addressOf } from '../abstract/identity.ts';
import { lookupOnType } from '../abstract/lookup.ts';
import { typeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { hashAddress } from '../hash.ts';
import { K, type PyContainer, PyInstance, type PyObject, TF, type Visit } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { CMP, m0 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { reduced } from './reduce.ts';
import { strNew } from './str.ts';

/** Payload of a bound method; both owned. */
export class MethodData {
  declare func: PyObject;
  declare self: PyObject;
  constructor(func: PyObject, self: PyObject) {
    this.func = func;
    this.self = self;
  }
}

/** A bound method of borrowed parts (PyMethod_New). */
export function boundMethod(rt: Runtime, func: PyObject, self: PyObject): PyObject {
  const type = rt.methodType;
  const kept = rt.free.method.take();
  const addr = kept !== 0 ? kept : gcAlloc(rt, type.headBytes + type.basicSize);
  const o = new PyInstance(type, addr, new MethodData(incref(func), incref(self)), 0, 0);
  gcTrack(rt, o);
  return o;
}

export const methodDef: TypeDef = {
  name: 'method',
  kind: K.METHOD,
  size: 'method',
  flags: TF.GC | TF.WEAKREF,
  absent: { __get__: [11, 13] },
  slots: {
    // Bound already.
    descrGet: (_rt, o) => incref(o),
    dealloc: (rt, o) => {
      const c = o as PyContainer;
      gcUntrack(rt, c);
      if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
      const d = o.v as MethodData;
      decref(rt, d.func);
      decref(rt, d.self);
      if (rt.free.method.give(o.addr)) return;
      gcFree(rt, c);
    },
    traverse: (rt: Runtime, o: PyObject, visit: Visit) => {
      const d = o.v as MethodData;
      visit(rt, d.func);
      visit(rt, d.self);
    },
    call: (rt, o, args, kw) => {
      const d = o.v as MethodData;
      return callObject(rt, d.func, [d.self, ...args], kw);
    },
    new: (rt, _type, args) => {
      if (args.length !== 2) throw typeError(rt, `method expected 2 arguments, got ${args.length}`);
      if (args[0].type.slots.call === null) throw typeError(rt, 'first argument must be callable');
      if (args[1] === rt.None)
        throw typeError(rt, rt.ruleset.minor >= 11 ? 'instance must not be None' : 'self must not be None');
      return boundMethod(rt, args[0], args[1]);
    },
    repr: (rt, o) => {
      const d = o.v as MethodData;
      const q = findAttr(rt, d.func, '__qualname__') ?? findAttr(rt, d.func, '__name__');
      const name = q !== null && q.type.kind === K.STR ? q.v : '?';
      if (q !== null) decref(rt, q);
      const self = d.self.type.slots.repr!(rt, d.self);
      const text = `<bound method ${name} of ${self.v}>`;
      decref(rt, self);
      return strNew(rt, text);
    },
    hash: (rt, o) => {
      const d = o.v as MethodData;
      const x = rt.ruleset.minor >= 8 ? hashAddress(rt, addressOf(rt, d.self)) : objectHash(rt, d.self);
      const hi = rt.hashHi;
      const y = objectHash(rt, d.func);
      rt.hashHi ^= hi;
      const lo = x ^ y;
      return lo === -1 && rt.hashHi === -1 ? -2 : lo;
    },
    richcompare: (rt, a, b, op) => {
      if ((op !== CMP.EQ && op !== CMP.NE) || b.type !== a.type) return incref(rt.NotImplemented);
      const x = a.v as MethodData;
      const y = b.v as MethodData;
      const same = x.self === y.self && richCompareBool(rt, x.func, y.func, CMP.EQ);
      return incref(same === (op === CMP.EQ) ? rt.True : rt.False);
    },
    getattro: (rt, o, name) => {
      const descr = lookupOnType(o.type, name.v);
      if (descr !== null) {
        const get = descr.type.slots.descrGet;
        return get === null ? incref(descr) : get(rt, descr, o, o.type);
      }
      return getAttr(rt, (o.v as MethodData).func, name);
    },
  },
  methods: [
    m0('__reduce__', (rt, o) => {
      const { func, self } = o.v as MethodData;
      return reduced(rt, 'getattr', [incref(self), getAttrJs(rt, func, '__name__')]);
    }),
  ],
  members: [
    { name: '__doc__', get: (rt, o) => findAttr(rt, (o.v as MethodData).func, '__doc__') ?? incref(rt.None) },
    { name: '__func__', get: (_rt, o) => incref((o.v as MethodData).func) },
    { name: '__self__', get: (_rt, o) => incref((o.v as MethodData).self) },
  ],
};
