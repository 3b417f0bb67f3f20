/** weakref.proxy (Objects/weakrefobject.c: proxy_*): every operation is passed on to the target while it lives. */

import { getAttr, setAttr } from '../objects/abstract/attributes.ts';
import { callMethod } from '../objects/abstract/calls.ts';
import { objectIsTrue, richCompare } from '../objects/abstract/comparison.ts';
import { contains, getItem, objectLength } from '../objects/abstract/container.ts';
import { getIter } from '../objects/abstract/iteration.ts';
import { binaryOp, inplaceOp, powerOp } from '../objects/abstract/number.ts';
import { objectStr } from '../objects/abstract/text.ts';
import { newContainer } from '../objects/alloc.ts';
import { raise, typeError } from '../objects/errors.ts';
import { gcTrack } from '../objects/gclinks.ts';
import { K, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Binary, m0, type Slots, type Unary } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { strNew } from '../objects/types/str.ts';
import {
  checkWeakrefable,
  describe,
  hex,
  refClear,
  refDealloc,
  refTraverse,
  targetOf,
  unlinked,
} from './ref.ts';
import { basicRefs, insertAfter, insertHead, isProxyType, weakrefData } from './refs.ts';

/** A proxy of `o`: the shared one where there is no callback (PyWeakref_NewProxy). */
export function newProxy(rt: Runtime, o: PyObject, callbackOrNone: PyObject | null): PyObject {
  const target = checkWeakrefable(rt, o);
  const callback = callbackOrNone === rt.None ? null : callbackOrNone;
  if (callback === null) {
    const shared = basicRefs(rt, target).proxy;
    if (shared !== null) return incref(shared);
  }
  const type = rt.types[o.type.slots.call === null ? 'weakref.ProxyType' : 'weakref.CallableProxyType'];
  const proxy = newContainer(rt, type, unlinked(target, callback));
  const { ref, proxy: sharedProxy } = basicRefs(rt, target);
  const previous = callback === null ? ref : (sharedProxy ?? ref);
  if (previous === null) insertHead(target, proxy);
  else insertAfter(previous, proxy);
  gcTrack(rt, proxy);
  return proxy;
}

/** The living object behind `o` if it is a proxy, else `o`; a new reference. Throws ReferenceError where it is dead. */
function unwrap(rt: Runtime, o: PyObject): PyObject {
  if (!isProxyType(rt, o.type)) return incref(o);
  const target = targetOf(rt, o);
  if (weakrefData(o).target === null || target === rt.None) {
    decref(rt, target);
    throw raise(rt, rt.exc['ReferenceError'], 'weakly-referenced object no longer exists');
  }
  return target;
}

function on<T>(rt: Runtime, o: PyObject, use: (target: PyObject) => T): T {
  const target = unwrap(rt, o);
  try {
    return use(target);
  } finally {
    decref(rt, target);
  }
}

function onBoth<T>(rt: Runtime, a: PyObject, b: PyObject, use: (a: PyObject, b: PyObject) => T): T {
  return on(rt, a, (x) => on(rt, b, (y) => use(x, y)));
}

/** Number slots with two operands and the symbol that their errors name. */
const binary: readonly (readonly [
  name: Parameters<typeof binaryOp>[3],
  inplace: Parameters<typeof inplaceOp>[3] | null,
  symbol: string,
])[] = [
  ['add', 'iadd', '+'],
  ['subtract', 'isubtract', '-'],
  ['multiply', 'imultiply', '*'],
  ['matrixMultiply', 'imatrixMultiply', '@'],
  ['remainder', 'iremainder', '%'],
  ['divmod', null, 'divmod()'],
  ['floorDivide', 'ifloorDivide', '//'],
  ['trueDivide', 'itrueDivide', '/'],
  ['lshift', 'ilshift', '<<'],
  ['rshift', 'irshift', '>>'],
  ['and', 'iand', '&'],
  ['xor', 'ixor', '^'],
  ['or', 'ior', '|'],
];

const unary = ['negative', 'positive', 'absolute', 'invert', 'int', 'float', 'index'] as const;

const operators = {
  negative: 'unary -',
  positive: 'unary +',
  absolute: 'abs()',
  invert: 'unary ~',
};

/** What an object says that cannot do what its proxy was asked for. */
function lacks(rt: Runtime, name: (typeof unary)[number], type: string): string {
  const number = rt.ruleset.minor >= 10 ? 'real number' : 'number';
  switch (name) {
    case 'int':
      return `int() argument must be a string, a bytes-like object or a ${number}, not '${type}'`;
    case 'float':
      return `float() argument must be a string or a ${number}, not '${type}'`;
    case 'index':
      return `'${type}' object cannot be interpreted as an integer`;
    default:
      return `bad operand type for ${operators[name]}: '${type}'`;
  }
}

function numberSlots(): Partial<Slots> {
  const slots: Record<string, unknown> = {};
  for (const [name, inplace, symbol] of binary) {
    slots[name] = ((rt, a, b) =>
      onBoth(rt, a, b, (x, y) => binaryOp(rt, x, y, name, symbol))) satisfies Binary;
    if (inplace !== null) {
      slots[inplace] = ((rt, a, b) =>
        onBoth(rt, a, b, (x, y) => inplaceOp(rt, x, y, inplace, name, `${symbol}=`))) satisfies Binary;
    }
  }
  for (const name of unary) {
    slots[name] = ((rt, o) =>
      on(rt, o, (target) => {
        const slot = target.type.slots[name];
        if (slot === null) throw typeError(rt, lacks(rt, name, target.type.name));
        return slot(rt, target);
      })) satisfies Unary;
  }
  return slots as Partial<Slots>;
}

const slots: Partial<Slots> = {
  ...numberSlots(),
  dealloc: refDealloc,
  traverse: refTraverse,
  clear: refClear,
  power: (rt, a, b, c) => onBoth(rt, a, b, (x, y) => on(rt, c, (z) => powerOp(rt, x, y, z))),
  repr: (rt, o) => {
    if (rt.ruleset.minor >= 13) return strNew(rt, describe(rt, o, 'weakproxy'));
    const target = targetOf(rt, o);
    const text = `<weakproxy at ${hex(rt, o)} to ${target.type.name} at ${hex(rt, target)}>`;
    decref(rt, target);
    return strNew(rt, text);
  },
  str: (rt, o) => on(rt, o, (target) => objectStr(rt, target)),
  richcompare: (rt, a, b, op) => onBoth(rt, a, b, (x, y) => richCompare(rt, x, y, op)),
  bool: (rt, o) => on(rt, o, (target) => objectIsTrue(rt, target)),
  getattro: (rt, o, name) => on(rt, o, (target) => getAttr(rt, target, name)),
  setattro: (rt, o, name, value) => on(rt, o, (target) => setAttr(rt, target, name, value)),
  iter: (rt, o) => on(rt, o, (target) => getIter(rt, target)),
  iternext: (rt, o) =>
    on(rt, o, (target) => {
      const next = target.type.slots.iternext;
      if (next === null)
        throw typeError(rt, `Weakref proxy referenced a non-iterator '${target.type.name}' object`);
      return next(rt, target);
    }),
  length: (rt, o) => on(rt, o, (target) => objectLength(rt, target)),
  contains: (rt, o, item) => on(rt, o, (target) => contains(rt, target, item)),
  subscript: (rt, o, key) => onBoth(rt, o, key, (x, y) => getItem(rt, x, y)),
  assSubscript: (rt, o, key, value) =>
    on(rt, o, (target) => {
      const slot = target.type.slots.assSubscript;
      if (slot === null) {
        const verb = value === null ? 'deletion' : 'assignment';
        throw typeError(rt, `'${target.type.name}' object does not support item ${verb}`);
      }
      slot(rt, target, key, value);
    }),
};

export const proxyDef: TypeDef = {
  name: 'weakref.ProxyType',
  kind: K.WEAKREF,
  size: 'weakref',
  flags: TF.GC,
  unhashable: true,
  slots,
  methods: [
    m0('__bytes__', (rt, o) => on(rt, o, (target) => callMethod(rt, target, '__bytes__', []))),
    m0('__reversed__', (rt, o) => on(rt, o, (target) => callMethod(rt, target, '__reversed__', []))),
  ],
};

export const callableProxyDef: TypeDef = {
  ...proxyDef,
  name: 'weakref.CallableProxyType',
  methods: [],
  slots: { ...slots, call: (rt, o, args, kw) => on(rt, o, (target) => callObject(rt, target, args, kw)) },
};
