/** Native functions and methods bound to an object (Objects/methodobject.c), and the arity checks of all native calls. */

import { addressOf } from '../abstract/identity.ts';
import { builtinDoc } from '../docs.ts';
import { typeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { hashAddress } from '../hash.ts';
import { K, type PyContainer, PyInstance, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import {
  type Args,
  CMP,
  type KwNames,
  METH,
  type MethodDef,
  type Native0,
  type Native1,
  type NativeK,
  type NativeN,
} from '../slots.ts';
import { holdArguments, holdsArguments, letArgumentsGo } from '../tuplecall.ts';
import type { TypeDef } from '../typedef.ts';
import { internString, strNew } from './str.ts';
import { qualnameText } from './type-name.ts';

/** Payload of a builtin function: its definition, what it is bound to (owned), the module's name. */
export class BuiltinData {
  declare readonly def: MethodDef;
  declare self: PyObject | null;
  declare readonly module: string | null;
  constructor(def: MethodDef, self: PyObject | null, module: string | null) {
    this.def = def;
    this.self = self;
    this.module = module;
  }
}

/** A builtin function or bound method; `self` borrowed. */
export function newBuiltin(
  rt: Runtime,
  def: MethodDef,
  self: PyObject | null,
  module: string | null,
): PyContainer {
  const kept = rt.free.builtinMethod.take();
  const type = rt.builtinType;
  const addr = kept !== 0 ? kept : gcAlloc(rt, type.headBytes + type.basicSize);
  const o = new PyInstance(
    type,
    addr,
    new BuiltinData(def, self === null ? null : incref(self), module),
    0,
    0,
  );
  gcTrack(rt, o);
  return o;
}

/** Calls a native function with `self`, checking arity. `where` names it in messages. */
export function callNative(
  rt: Runtime,
  def: MethodDef,
  self: PyObject,
  args: Args,
  kw: KwNames,
  where: PyType | string | null,
): PyObject {
  const n = args.length;
  if (def.inTuple !== null && n > 0 && def.inTuple(rt.ruleset.minor)) {
    if (!holdsArguments(rt.callTuple, args, kw)) return callNativeInTuple(rt, def, self, args, kw, where);
    rt.callTuple = null;
  }
  switch (def.meth) {
    case METH.NOARGS:
      if (kw !== null && kw.length > 0) throw noKeywords(rt, def, where);
      if (n !== 0) throw typeError(rt, `${fullName(rt, def, where)}() takes no arguments (${n} given)`);
      return (def.fn as Native0)(rt, self);
    case METH.O:
      if (kw !== null && kw.length > 0) throw noKeywords(rt, def, where);
      if (n !== 1)
        throw typeError(rt, `${fullName(rt, def, where)}() takes exactly one argument (${n} given)`);
      return (def.fn as Native1)(rt, self, args[0]);
    case METH.FAST:
      if (kw !== null && kw.length > 0) throw noKeywords(rt, def, where);
      if (n < def.min || (def.max >= 0 && n > def.max)) throw wrongCount(rt, def, n);
      return (def.fn as NativeN)(rt, self, args);
    default:
      return (def.fn as NativeK)(rt, self, args, kw !== null && kw.length === 0 ? null : kw);
  }
}

function callNativeInTuple(
  rt: Runtime,
  def: MethodDef,
  self: PyObject,
  args: Args,
  kw: KwNames,
  where: PyType | string | null,
): PyObject {
  const held = holdArguments(rt, args, kw, def.keywordsInDict);
  rt.callTuple = held.tuple;
  rt.callDict = held.dict;
  try {
    return callNative(rt, def, self, args, kw, where);
  } finally {
    letArgumentsGo(rt, held);
  }
}

function noKeywords(rt: Runtime, def: MethodDef, where: PyType | string | null): unknown {
  return typeError(rt, `${fullName(rt, def, where)}() takes no keyword arguments`);
}

/** "list.append" for methods, "math.sqrt" for functions of modules. */
function fullName(rt: Runtime, def: MethodDef, where: PyType | string | null): string {
  if (where === null || where === 'builtins') return def.name;
  if (typeof where === 'string') return rt.ruleset.minor >= 9 ? `${where}.${def.name}` : def.name;
  return rt.ruleset.minor >= 9 ? `${qualnameText(where)}.${def.name}` : def.name;
}

function wrongCount(rt: Runtime, def: MethodDef, n: number): unknown {
  return positionalCount(rt, def.name, n, def.min, def.max);
}

/** _PyArg_CheckPositional. */
export function positionalCount(rt: Runtime, name: string, n: number, min: number, max: number): unknown {
  const few = n < min;
  const bound = few ? min : max;
  const how = min === max ? '' : few ? 'at least ' : 'at most ';
  return typeError(rt, `${name} expected ${how}${bound} argument${bound === 1 ? '' : 's'}, got ${n}`);
}

function ownerOf(d: BuiltinData): PyType | string | null {
  if (d.module !== null) return d.module;
  const self = d.self;
  if (self === null) return null;
  if (self.type.kind === K.MODULE) return null;
  return self.type.kind === K.TYPE && d.def.binding === 'class' ? (self as PyType) : self.type;
}

export function builtinCall(rt: Runtime, o: PyObject, args: Args, kw: KwNames): PyObject {
  const d = o.v as BuiltinData;
  return callNative(rt, d.def, d.self ?? rt.None, args, kw, ownerOf(d));
}

function builtinQualname(d: BuiltinData): string {
  if (d.self === null || d.self.type.kind === K.MODULE) return d.def.name;
  const owner = d.self.type.kind === K.TYPE ? (d.self as PyType) : d.self.type;
  return `${owner.name}.${d.def.name}`;
}

function builtinDealloc(rt: Runtime, o: PyObject): void {
  const c = o as PyContainer;
  gcUntrack(rt, c);
  if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
  const d = o.v as BuiltinData;
  if (d.self !== null) decref(rt, d.self);
  if (rt.free.builtinMethod.give(o.addr)) return;
  gcFree(rt, c);
}

/** Shows a name that is no object here and one in CPython. */
function visitName(rt: Runtime, text: string, visit: Visit): void {
  const name = internString(rt, text);
  visit(rt, name);
  decref(rt, name);
}

export const builtinDef: TypeDef = {
  name: 'builtin_function_or_method',
  kind: K.BUILTIN,
  size: 'builtin_function_or_method',
  flags: TF.GC | TF.WEAKREF,
  slots: {
    dealloc: builtinDealloc,
    traverse: (rt: Runtime, o: PyObject, visit: Visit) => {
      const { self, module } = o.v as BuiltinData;
      if (self !== null) visit(rt, self);
      if (module !== null) visitName(rt, module, visit);
    },
    call: builtinCall,
    repr: (rt, o) => {
      const d = o.v as BuiltinData;
      if (d.self === null || d.self.type.kind === K.MODULE)
        return strNew(rt, `<built-in function ${d.def.name}>`);
      return strNew(
        rt,
        `<built-in method ${d.def.name} of ${d.self.type.name} object at 0x${addressOf(rt, d.self).toString(16)}>`,
      );
    },
    hash: (rt, o) => hashAddress(rt, addressOf(rt, o)),
    richcompare: (rt, a, b, op) => {
      if ((op !== CMP.EQ && op !== CMP.NE) || b.type !== a.type) return incref(rt.NotImplemented);
      const x = a.v as BuiltinData;
      const y = b.v as BuiltinData;
      return incref((x.def === y.def && x.self === y.self) === (op === CMP.EQ) ? rt.True : rt.False);
    },
  },
  getset: [
    { name: '__name__', get: (rt, o) => strNew(rt, (o.v as BuiltinData).def.name) },
    { name: '__qualname__', get: (rt, o) => strNew(rt, builtinQualname(o.v)) },
    {
      name: '__doc__',
      get(rt, o) {
        const { def, module } = o.v as BuiltinData;
        return docOf(rt, def.doc ?? (module === 'builtins' ? builtinDoc(rt.ruleset, def.name) : null));
      },
    },
    { name: '__self__', get: (rt, o) => incref((o.v as BuiltinData).self ?? rt.None) },
    {
      name: '__module__',
      get: (rt, o) => {
        const d = o.v as BuiltinData;
        return d.module === null ? incref(rt.None) : strNew(rt, d.module);
      },
    },
    { name: '__text_signature__', get: (rt) => incref(rt.None) },
  ],
};

export function docOf(rt: Runtime, doc: string | null): PyObject {
  return doc === null ? incref(rt.None) : strNew(rt, doc);
}
