/** Descriptors of built-in types: methods, slot wrappers, computed attributes (Objects/descrobject.c). */

import { addressOf } from '../abstract/identity.ts';
import { isSubtype } from '../abstract/lookup.ts';
import { attributeError, raiseAttributeErrorOf } from '../abstract-errors.ts';
import { typeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { hashAddress } from '../hash.ts';
import { K, PyContainer, PyInstance, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { CALLING, enterNative, leaveNative } from '../recursion.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { slotDoc } from '../slot-docs.ts';
import type { SlotRow } from '../slot-operators.ts';
import { type Args, CMP, type GetSetDef, inTuple, type KwNames, type MethodDef, m0, mK } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { type BuiltinData, callNative, docOf, newBuiltin } from './builtin.ts';
import { makeSlotValues, slotValues } from './instance.ts';
import { reduced } from './reduce.ts';
import { strNew } from './str.ts';
import { newTuple } from './tuple.ts';
import { fullTypeName, qualnameText } from './type-name.ts';

/** Payload of all descriptor types. A heap type as `owner` is owned (d_type). */
export class DescrData {
  declare readonly name: string;
  declare readonly owner: PyType;
  declare readonly method: MethodDef | null;
  declare readonly getset: GetSetDef | null;
  declare readonly row: SlotRow | null;
  /** The slot function of a wrapper. */
  declare readonly fn: unknown;
  /** method-wrapper: what the wrapper is bound to (owned); slot member: null. */
  declare self: PyObject | null;
  /** Index of a `__slots__` member, or -1. */
  declare readonly slot: number;
  constructor(
    name: string,
    owner: PyType,
    method: MethodDef | null,
    getset: GetSetDef | null,
    row: SlotRow | null,
    fn: unknown,
    self: PyObject | null,
    slot: number,
  ) {
    this.name = name;
    this.owner = owner;
    this.method = method;
    this.getset = getset;
    this.row = row;
    this.fn = fn;
    this.self = self;
    this.slot = slot;
  }
}

function make(rt: Runtime, type: PyType, data: DescrData): PyContainer {
  if ((data.owner.flags & TF.HEAP) !== 0) incref(data.owner);
  const o = new PyContainer(type, gcAlloc(rt, type.headBytes + type.basicSize), data, 0, 0);
  gcTrack(rt, o);
  return o;
}

export function newMethodDescr(rt: Runtime, owner: PyType, def: MethodDef): PyObject {
  if (def.binding === 'static') {
    const f = newBuiltin(rt, def, null, null);
    const s = rt.types['staticmethod'];
    if (s === undefined) return f;
    const o = new PyInstance(s, gcAlloc(rt, s.headBytes + s.basicSize), { callable: f }, 0, 0);
    gcTrack(rt, o);
    return o;
  }
  return make(
    rt,
    rt.types['method_descriptor'],
    new DescrData(def.name, owner, def, null, null, null, null, -1),
  );
}

export function newClassMethodDescr(rt: Runtime, owner: PyType, def: MethodDef): PyObject {
  return make(
    rt,
    rt.types['classmethod_descriptor'],
    new DescrData(def.name, owner, def, null, null, null, null, -1),
  );
}

export function newWrapperDescr(rt: Runtime, owner: PyType, row: SlotRow, fn: unknown): PyObject {
  return make(
    rt,
    rt.types['wrapper_descriptor'],
    new DescrData(row.name, owner, null, null, row, fn, null, -1),
  );
}

export function newGetSetDescr(rt: Runtime, owner: PyType, def: GetSetDef, member: boolean): PyObject {
  const type = rt.types[member ? 'member_descriptor' : 'getset_descriptor'];
  return make(rt, type, new DescrData(def.name, owner, null, def, null, null, null, -1));
}

/** The member of one of a class's `__slots__`. */
export function newSlotMember(rt: Runtime, owner: PyType, name: string, slot: number): PyObject {
  return make(
    rt,
    rt.types['member_descriptor'],
    new DescrData(name, owner, null, null, null, null, null, slot),
  );
}

/** `type.__new__` of a built-in type: a builtin function bound to the type. */
export function newStaticBuiltin(rt: Runtime, type: PyType): PyObject {
  return newBuiltin(rt, NEW_DEF, type, null);
}

const NEW_DEF: MethodDef = inTuple(mK('__new__', staticNew));

/** tp_new_wrapper: the class is the first of the arguments, and the others come in a tuple again. */
function staticNew(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const owner = self as PyType;
  if (args.length === (kw?.length ?? 0)) throw typeError(rt, `${owner.name}.__new__(): not enough arguments`);
  const cls = args[0];
  if (cls.type.kind !== K.TYPE) {
    throw typeError(rt, `${owner.name}.__new__(X): X is not a type object (${cls.type.name})`);
  }
  if (!isSubtype(cls as PyType, owner)) {
    const name = (cls as PyType).name;
    throw typeError(rt, `${owner.name}.__new__(${name}): ${name} is not a subtype of ${owner.name}`);
  }
  // The nearest base that is not written in Python decides how instances are made (tp_new_wrapper).
  let made = cls as PyType;
  while ((made.flags & TF.HEAP) !== 0) made = made.base!;
  if (made.slots.new !== owner.slots.new) {
    const name = (cls as PyType).name;
    throw typeError(rt, `${owner.name}.__new__(${name}) is not safe, use ${made.name}.__new__()`);
  }
  const rest = args.slice(1);
  const named = kw === null ? 0 : kw.length;
  if (rest.length === named) return owner.slots.new!(rt, cls as PyType, rest, kw);
  const tuple = newTuple(rt, rest.slice(0, rest.length - named));
  rt.callTuple = tuple;
  try {
    return owner.slots.new!(rt, cls as PyType, rest, kw);
  } finally {
    rt.callTuple = null;
    decref(rt, tuple);
  }
}

export function isNewWrapper(o: PyObject): boolean {
  return o.type.kind === K.BUILTIN && (o.v as BuiltinData).def === NEW_DEF;
}

export function newWrapperType(o: PyObject): PyType {
  return (o.v as BuiltinData).self as PyType;
}

export function isWrapperDescr(o: PyObject): boolean {
  return o.type.kind === K.DESCR && (o.v as DescrData).row !== null && (o.v as DescrData).self === null;
}

export function wrapperRow(o: PyObject): SlotRow {
  return (o.v as DescrData).row!;
}

export function wrapperOwner(o: PyObject): PyType {
  return (o.v as DescrData).owner;
}

export function descrWrapped(o: PyObject): unknown {
  return (o.v as DescrData).fn;
}

function dealloc(rt: Runtime, o: PyObject): void {
  const c = o as PyContainer;
  gcUntrack(rt, c);
  const d = o.v as DescrData;
  if (d.self !== null) decref(rt, d.self);
  if ((d.owner.flags & TF.HEAP) !== 0) decref(rt, d.owner);
  gcFree(rt, c);
}

const traverse = (rt: Runtime, o: PyObject, visit: Visit): void => {
  const d = o.v as DescrData;
  visit(rt, d.owner);
  if (d.self !== null) visit(rt, d.self);
};

function checkSelf(rt: Runtime, d: DescrData, obj: PyObject): void {
  if (isSubtype(obj.type, d.owner)) return;
  throw typeError(
    rt,
    `descriptor '${d.name}' for '${d.owner.name}' objects doesn't apply to a '${obj.type.name}' object`,
  );
}

/** The first argument of an unbound call. */
function selfArgument(rt: Runtime, d: DescrData, args: Args, kw: KwNames): PyObject {
  if (args.length === (kw?.length ?? 0)) {
    const text =
      d.method !== null && rt.ruleset.minor >= 9
        ? `unbound method ${qualnameText(d.owner)}.${d.name}() needs an argument`
        : `descriptor '${d.name}' of '${d.owner.name}' object needs an argument`;
    throw typeError(rt, text);
  }
  const self = args[0];
  if (!isSubtype(self.type, d.owner)) {
    if (d.method !== null) checkSelf(rt, d, self);
    throw typeError(
      rt,
      `descriptor '${d.name}' requires a '${d.owner.name}' object but received a '${self.type.name}'`,
    );
  }
  return self;
}

export function methodDescrCall(rt: Runtime, o: PyObject, args: Args, kw: KwNames): PyObject {
  const d = o.v as DescrData;
  const self = selfArgument(rt, d, args, kw);
  return callNative(rt, d.method!, self, args.slice(1), kw, d.owner);
}

function wrapperCall(rt: Runtime, o: PyObject, args: Args, kw: KwNames): PyObject {
  const d = o.v as DescrData;
  if (d.self !== null) return runWrapper(rt, d, d.self, args, kw);
  const self = selfArgument(rt, d, args, kw);
  // The arguments after the first are a tuple of their own (wrapperdescr_call).
  const rest = args.slice(1);
  const tuple = newTuple(rt, rest);
  try {
    return runWrapper(rt, d, self, rest, kw);
  } finally {
    decref(rt, tuple);
  }
}

function runWrapper(rt: Runtime, d: DescrData, self: PyObject, args: Args, kw: KwNames): PyObject {
  const wrap = d.row!.wrap!;
  if (kw !== null && kw.length > 0 && d.name !== '__init__' && d.name !== '__call__') {
    throw typeError(rt, `wrapper ${d.name}() takes no keyword arguments`);
  }
  enterNative(rt, CALLING);
  try {
    return wrap(rt, d.fn, self, args, kw);
  } finally {
    leaveNative(rt);
  }
}

const commonGetSet: GetSetDef[] = [
  { name: '__name__', get: (rt, o) => strNew(rt, (o.v as DescrData).name) },
  {
    name: '__qualname__',
    get: (rt, o) => strNew(rt, `${(o.v as DescrData).owner.name}.${(o.v as DescrData).name}`),
  },
  { name: '__objclass__', get: (_rt, o) => incref((o.v as DescrData).owner) },
  {
    name: '__doc__',
    get: (rt, o) => {
      const { method, row, name } = o.v as DescrData;
      if (row === null) return docOf(rt, method?.doc ?? null);
      const sequence = row.slot === 'iconcat' || row.slot === 'irepeat';
      return docOf(rt, slotDoc(rt.ruleset.minor, name, sequence));
    },
  },
];

/** How a descriptor is copied: got again, by its name, from its class or from the object that it is bound to (descr_reduce, wrapper_reduce). */
const reduction: readonly MethodDef[] = [
  m0('__reduce__', (rt, o) => {
    const d = o.v as DescrData;
    return reduced(rt, 'getattr', [incref(d.self ?? d.owner), strNew(rt, d.name)]);
  }),
];

const hash = (rt: Runtime, o: PyObject) => hashAddress(rt, addressOf(rt, o));

/** "<method 'append' of 'list' objects>"; since 3.15 those of object, which all types have, are not said to be of it. */
function descriptorRepr(rt: Runtime, o: PyObject, what: string): PyObject {
  const { name, owner } = o.v as DescrData;
  const ofAll = rt.ruleset.minor >= 15 && owner === rt.types['object'];
  return strNew(rt, ofAll ? `<${what} '${name}'>` : `<${what} '${name}' of '${owner.name}' objects>`);
}

export const methodDescrDef: TypeDef = {
  name: 'method_descriptor',
  kind: K.DESCR,
  size: 'method_descriptor',
  flags: TF.GC | TF.METHOD_DESCRIPTOR,
  slots: {
    dealloc,
    traverse,
    hash,
    call: methodDescrCall,
    repr: (rt, o) => descriptorRepr(rt, o, 'method'),
    descrGet: (rt, o, obj) => {
      if (obj === null) return incref(o);
      const d = o.v as DescrData;
      checkSelf(rt, d, obj);
      return newBuiltin(rt, d.method!, obj, null);
    },
  },
  methods: reduction,
  getset: commonGetSet,
};

export const classMethodDescrDef: TypeDef = {
  name: 'classmethod_descriptor',
  kind: K.DESCR,
  size: 'classmethod_descriptor',
  flags: TF.GC,
  slots: {
    dealloc,
    traverse,
    hash,
    repr: (rt, o) => descriptorRepr(rt, o, 'method'),
    descrGet: (rt, o, obj, type) => {
      const d = o.v as DescrData;
      const owner: PyObject = type ?? obj!.type;
      if (owner.type.kind !== K.TYPE)
        throw typeError(
          rt,
          `descriptor '${d.name}' for type '${d.owner.name}' needs a type, not a '${owner.type.name}' as arg 2`,
        );
      if (!isSubtype(owner as PyType, d.owner))
        throw typeError(
          rt,
          `descriptor '${d.name}' requires a subtype of '${d.owner.name}' but received '${(owner as PyType).name}'`,
        );
      return newBuiltin(rt, d.method!, owner, null);
    },
    call: (rt, o, args, kw) => {
      const d = o.v as DescrData;
      if (args.length === (kw?.length ?? 0))
        throw typeError(rt, `descriptor '${d.name}' of '${d.owner.name}' object needs an argument`);
      return callNative(rt, d.method!, args[0], args.slice(1), kw, d.owner);
    },
  },
  methods: reduction,
  getset: commonGetSet,
};

export const wrapperDescrDef: TypeDef = {
  name: 'wrapper_descriptor',
  kind: K.DESCR,
  size: 'wrapper_descriptor',
  flags: TF.GC | TF.METHOD_DESCRIPTOR | TF.TUPLE_CALL,
  slots: {
    dealloc,
    traverse,
    hash,
    call: wrapperCall,
    repr: (rt, o) => descriptorRepr(rt, o, 'slot wrapper'),
    descrGet: (rt, o, obj) => {
      if (obj === null) return incref(o);
      const d = o.v as DescrData;
      checkSelf(rt, d, obj);
      return make(
        rt,
        rt.types['method-wrapper'],
        new DescrData(d.name, d.owner, null, null, d.row, d.fn, incref(obj), -1),
      );
    },
  },
  methods: reduction,
  getset: commonGetSet,
};

export const methodWrapperDef: TypeDef = {
  name: 'method-wrapper',
  kind: K.DESCR,
  size: 'method-wrapper',
  flags: TF.GC | TF.TUPLE_CALL,
  slots: {
    dealloc,
    traverse,
    hash,
    call: wrapperCall,
    repr: (rt, o) => {
      const d = o.v as DescrData;
      const at = addressOf(rt, d.self!).toString(16);
      return strNew(rt, `<method-wrapper '${d.name}' of ${d.self!.type.name} object at 0x${at}>`);
    },
    richcompare: (rt, a, b, op) => {
      if ((op !== CMP.EQ && op !== CMP.NE) || b.type !== a.type) return incref(rt.NotImplemented);
      const same = a.v.fn === b.v.fn && a.v.self === b.v.self;
      return incref(same === (op === CMP.EQ) ? rt.True : rt.False);
    },
  },
  methods: reduction,
  getset: commonGetSet,
  members: [{ name: '__self__', get: (_rt, o) => incref((o.v as DescrData).self!) }],
};

/** Reads a getset or member of `obj`. */
function getsetGet(rt: Runtime, o: PyObject, obj: PyObject | null): PyObject {
  if (obj === null) return incref(o);
  const d = o.v as DescrData;
  checkSelf(rt, d, obj);
  if (d.getset !== null) return d.getset.get(rt, obj);
  const value = slotValues(rt, obj)?.[d.slot] ?? null;
  if (value === null) {
    const { minor } = rt.ruleset;
    const name = minor >= 13 ? fullTypeName(obj.type) : obj.type.name;
    const text = minor >= 10 ? `'${name}' object has no attribute '${d.name}'` : d.name;
    throw raiseAttributeErrorOf(rt, text, obj, d.name);
  }
  return incref(value);
}

function getsetSet(rt: Runtime, o: PyObject, obj: PyObject, value: PyObject | null): void {
  const d = o.v as DescrData;
  checkSelf(rt, d, obj);
  if (d.getset !== null) {
    if (d.getset.set === undefined) {
      if (o.type.name === 'member_descriptor') throw attributeError(rt, 'readonly attribute');
      const text =
        rt.ruleset.minor >= 8
          ? `attribute '${d.name}' of '${d.owner.name}' objects is not writable`
          : 'readonly attribute';
      throw attributeError(rt, text);
    }
    d.getset.set(rt, obj, value);
    return;
  }
  const values = slotValues(rt, obj) ?? makeSlotValues(rt, obj);
  const old = values[d.slot];
  if (value === null && old === null) throw attributeError(rt, d.name);
  values[d.slot] = value === null ? null : incref(value);
  if (old !== null) decref(rt, old);
}

export const getsetDescrDef: TypeDef = {
  name: 'getset_descriptor',
  kind: K.DESCR,
  size: 'getset_descriptor',
  flags: TF.GC,
  slots: {
    dealloc,
    traverse,
    hash,
    repr: (rt, o) => descriptorRepr(rt, o, 'attribute'),
    descrGet: getsetGet,
    descrSet: getsetSet,
  },
  getset: commonGetSet,
};

export const memberDescrDef: TypeDef = {
  name: 'member_descriptor',
  kind: K.DESCR,
  size: 'member_descriptor',
  flags: TF.GC,
  slots: {
    dealloc,
    traverse,
    hash,
    repr: (rt, o) => descriptorRepr(rt, o, 'member'),
    descrGet: getsetGet,
    descrSet: getsetSet,
  },
  methods: reduction,
  getset: commonGetSet,
};
