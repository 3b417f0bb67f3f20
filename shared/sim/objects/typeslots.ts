/**
 * Which special method fills which slot, in both directions (Objects/typeobject.c: slotdefs, wrap_*, slot_*, update_one_slot):
 * a slot of a built-in type appears in its namespace as a wrapper; a special method of a class fills the slot with a
 * function that looks the method up and calls it.
 */

import { genericGetAttr } from './abstract/attributes.ts';
import { callLookedUp, callMethodOrNull } from './abstract/calls.ts';
import { objectIsTrue } from './abstract/comparison.ts';
import { sizeIndexOf, toIndexNumber } from './abstract/indices.ts';
import { isSubtype, lookupOnType } from './abstract/lookup.ts';
import {
  attributeError,
  isPyError,
  PY_ERROR,
  raiseBare,
  swallow,
  takeRaised,
  typeError,
  valueError,
  wrongResult,
} from './errors.ts';
import { type Hash, hashFromInt, hashToInt } from './hash.ts';
import { K, type PyObject, type PyType, TF } from './header.ts';
import { enterNative, leaveNative } from './recursion.ts';
import { decref, incref } from './refs.ts';
import { callObject, type Runtime } from './runtime.ts';
import { type Args, CMP, type KwNames, type Slots } from './slots.ts';
import { holding } from './tuplecall.ts';
import {
  descrWrapped,
  isNewWrapper,
  isWrapperDescr,
  newWrapperType,
  wrapperOwner,
  wrapperRow,
} from './types/descr.ts';
import { dictGetJs } from './types/dict.ts';
import { intFromNumber } from './types/int.ts';
import { rangeLengthObject } from './types/range.ts';
import { internString } from './types/str.ts';
import { charge } from './work.ts';

export type SlotRow = {
  readonly name: string;
  readonly slot: keyof Slots;
  /** What the slot holds when a class defines the method in Python. */
  // biome-ignore lint/suspicious/noExplicitAny: each slot has its own signature
  readonly generic: any;
  /** How the wrapper calls the native slot function; null: the slot has no wrapper. */
  // biome-ignore lint/suspicious/noExplicitAny: see generic
  readonly wrap: ((rt: Runtime, fn: any, self: PyObject, args: Args, kw: KwNames) => PyObject) | null;
};

/** Looks `name` up on the class of `self` and calls it; throws AttributeError where it is missing. */
function callSpecial(rt: Runtime, self: PyObject, name: string, args: Args): PyObject {
  const result = callMethodOrNull(rt, self, name, args);
  if (result === null) throw attributeError(rt, name);
  return result;
}

function arity(rt: Runtime, args: Args, min: number, max = min): void {
  if (args.length >= min && args.length <= max) return;
  // PyArg_UnpackTuple, which counts more than one, puts a name before it; here an empty one.
  const name = max > 1 ? ' ' : '';
  if (min === max)
    throw typeError(rt, `${name}expected ${min} argument${min === 1 ? '' : 's'}, got ${args.length}`);
  const least = args.length < min;
  const bound = least ? min : max;
  throw typeError(
    rt,
    `${name}expected at ${least ? 'least' : 'most'} ${bound} argument${bound === 1 ? '' : 's'}, got ${args.length}`,
  );
}

const none = (rt: Runtime): PyObject => incref(rt.None);
const bool = (rt: Runtime, b: boolean): PyObject => incref(b ? rt.True : rt.False);

type Wrap = NonNullable<SlotRow['wrap']>;
const wrapUnary: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  return fn(rt, self);
};
const wrapBinary: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  return fn(rt, self, args[0]);
};
const wrapReflected: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  return fn(rt, args[0], self);
};
const wrapCall: Wrap = (rt, fn, self, args, kw) => fn(rt, self, args, kw);
const wrapInit: Wrap = (rt, fn, self, args, kw) => {
  fn(rt, self, args, kw);
  return none(rt);
};
const wrapNext: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  const result = fn(rt, self);
  if (result === null) throw raiseBare(rt, rt.exc['StopIteration']);
  return result;
};
const wrapCompare =
  (op: number): Wrap =>
  (rt, fn, self, args) => {
    arity(rt, args, 1);
    return fn(rt, self, args[0], op);
  };

const unary = (name: string, slot: keyof Slots): SlotRow => ({
  name,
  slot,
  generic: (rt: Runtime, o: PyObject) => callSpecial(rt, o, name, []),
  wrap: wrapUnary,
});

/** A binary operator with its reflected form. */
function operator(slot: keyof Slots, plain: string): SlotRow[] {
  const name = `__${plain}__`;
  const reflected = `__r${plain}__`;
  const generic = (rt: Runtime, a: PyObject, b: PyObject): PyObject => {
    const own = a.type.slots[slot] === generic;
    let other = b.type !== a.type && b.type.slots[slot] === generic;
    if (own) {
      if (other && isSubtype(b.type, a.type) && overrides(b.type, a.type, reflected)) {
        const r = callMethodOrNull(rt, b, reflected, [a]);
        if (r !== null) {
          if (r !== rt.NotImplemented) return r;
          decref(rt, r);
        }
        other = false;
      }
      const r = callMethodOrNull(rt, a, name, [b]);
      if (r !== null) {
        if (r !== rt.NotImplemented || b.type === a.type) return r;
        decref(rt, r);
      }
    }
    if (other) {
      const r = callMethodOrNull(rt, b, reflected, [a]);
      if (r !== null) return r;
    }
    return incref(rt.NotImplemented);
  };
  return [
    { name, slot, generic, wrap: wrapBinary },
    { name: reflected, slot, generic, wrap: wrapReflected },
  ];
}

/** Whether the subclass has a method of its own by that name (method_is_overloaded). */
function overrides(sub: PyType, base: PyType, name: string): boolean {
  const mine = lookupOnType(sub, name);
  return mine !== null && mine !== lookupOnType(base, name);
}

const inplace = (slot: keyof Slots, plain: string): SlotRow => {
  const name = `__i${plain}__`;
  return {
    name,
    slot,
    generic: (rt: Runtime, a: PyObject, b: PyObject) =>
      callMethodOrNull(rt, a, name, [b]) ?? incref(rt.NotImplemented),
    wrap: wrapBinary,
  };
};

const compareNames = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];
/** slot_tp_richcompare: a method that cannot be looked up, for whatever reason, is as none. */
const genericCompare = (rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject => {
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

const genericPower = (rt: Runtime, a: PyObject, b: PyObject, c: PyObject): PyObject => {
  if (c === rt.None) return genericPowerTwo(rt, a, b);
  if (a.type.slots.power === genericPower) return callSpecial(rt, a, '__pow__', [b, c]);
  return incref(rt.NotImplemented);
};
const powerRows = operator('power', 'pow');
function genericPowerTwo(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  const own = a.type.slots.power === genericPower;
  const other = b.type !== a.type && b.type.slots.power === genericPower;
  if (own) {
    if (other && isSubtype(b.type, a.type) && overrides(b.type, a.type, '__rpow__')) {
      const r = callMethodOrNull(rt, b, '__rpow__', [a]);
      if (r !== null) {
        if (r !== rt.NotImplemented) return r;
        decref(rt, r);
      }
    }
    const r = callMethodOrNull(rt, a, '__pow__', [b]);
    if (r !== null) {
      if (r !== rt.NotImplemented || b.type === a.type) return r;
      decref(rt, r);
    }
  }
  if (other) {
    const r = callMethodOrNull(rt, b, '__rpow__', [a]);
    if (r !== null) return r;
  }
  return incref(rt.NotImplemented);
}

const genericGetattribute = (rt: Runtime, o: PyObject, name: PyObject): PyObject => {
  if (lookupOnType(o.type, '__getattr__') === null) return callSpecial(rt, o, '__getattribute__', [name]);
  try {
    return callGetattr(rt, o, '__getattribute__', name);
  } catch (error) {
    if (!swallow(rt, error, rt.exc['AttributeError'])) throw error;
    return callGetattr(rt, o, '__getattr__', name);
  }
};

/** getattro of a class with __getattr__ but the ordinary __getattribute__. */
export const getattrHook = (rt: Runtime, o: PyObject, name: PyObject): PyObject => {
  try {
    return genericGetAttr(rt, o, name);
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

const genericSetattr = (rt: Runtime, o: PyObject, name: PyObject, value: PyObject | null): void => {
  const r =
    value === null
      ? callSpecial(rt, o, '__delattr__', [name])
      : callSpecial(rt, o, '__setattr__', [name, value]);
  decref(rt, r);
};

const genericAssSubscript = (rt: Runtime, o: PyObject, key: PyObject, value: PyObject | null): void => {
  const r =
    value === null
      ? callSpecial(rt, o, '__delitem__', [key])
      : callSpecial(rt, o, '__setitem__', [key, value]);
  decref(rt, r);
};

const genericDescrSet = (rt: Runtime, d: PyObject, obj: PyObject, value: PyObject | null): void => {
  const r =
    value === null ? callSpecial(rt, d, '__delete__', [obj]) : callSpecial(rt, d, '__set__', [obj, value]);
  decref(rt, r);
};

const genericDescrGet = (rt: Runtime, d: PyObject, obj: PyObject | null, type: PyType | null): PyObject => {
  const r = callMethodOrNull(rt, d, '__get__', [obj ?? rt.None, type ?? rt.None]);
  return r === null ? incref(d) : r;
};

const genericBool = (rt: Runtime, o: PyObject): boolean => {
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

const genericLength = (rt: Runtime, o: PyObject): number => {
  const r = callSpecial(rt, o, '__len__', []);
  const index = sizeIndexOf(rt, r);
  if (index < 0) throw valueError(rt, '__len__() should return >= 0');
  return index;
};

const genericHash = (rt: Runtime, o: PyObject): Hash => {
  const r = callSpecial(rt, o, '__hash__', []);
  if (r.type !== rt.intType && !isSubtype(r.type, rt.intType)) {
    decref(rt, r);
    throw typeError(rt, '__hash__ method should return an integer');
  }
  const hash = hashFromInt(rt, r);
  decref(rt, r);
  return hash;
};

const genericContains = (rt: Runtime, o: PyObject, x: PyObject): boolean => {
  if (lookupOnType(o.type, '__contains__') === rt.None)
    throw typeError(rt, `'${o.type.name}' object is not a container`);
  const r = callMethodOrNull(rt, o, '__contains__', [x]);
  if (r === null) throw PY_ERROR;
  const truth = objectIsTrue(rt, r);
  decref(rt, r);
  return truth;
};

/** slot_tp_iter: `__iter__ = None` says that there is none. */
const genericIter = (rt: Runtime, o: PyObject): PyObject => {
  if (lookupOnType(o.type, '__iter__') === rt.None)
    throw typeError(rt, `'${o.type.name}' object is not iterable`);
  return callSpecial(rt, o, '__iter__', []);
};

const genericNext = (rt: Runtime, o: PyObject): PyObject | null => {
  try {
    return callSpecial(rt, o, '__next__', []);
  } catch (error) {
    if (swallow(rt, error, rt.exc['StopIteration'])) return null;
    throw error;
  }
};

const genericInit = (rt: Runtime, self: PyObject, args: Args, kw: KwNames): void => {
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

const genericCall = (rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject => {
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
const genericNew = (rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject => {
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
const genericFinalize = (rt: Runtime, self: PyObject): void => {
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

const wrapHash: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  return hashToInt(rt, fn(rt, self));
};
const wrapLength: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  return self.type.kind === K.RANGE ? rangeLengthObject(rt, self) : intFromNumber(rt, fn(rt, self));
};
const wrapBool: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  return bool(rt, fn(rt, self));
};
const wrapContains: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  return bool(rt, fn(rt, self, args[0]));
};
const wrapSet: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 2);
  fn(rt, self, args[0], args[1]);
  return none(rt);
};
const wrapDelete: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  fn(rt, self, args[0], null);
  return none(rt);
};
const wrapSetattr: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 2);
  mustNotJump(rt, self, fn, '__setattr__');
  fn(rt, self, args[0], args[1]);
  return none(rt);
};
const wrapDelattr: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  mustNotJump(rt, self, fn, '__delattr__');
  fn(rt, self, args[0], null);
  return none(rt);
};

/** Refuses object.__setattr__(cls, ...), which would go round a built-in type's own rules (hackcheck). */
function mustNotJump(rt: Runtime, self: PyObject, fn: unknown, what: string): void {
  const { type } = self;
  const set = type.slots.setattro;
  let base: PyType | null = type;
  if (set !== genericSetattr) base = [...type.mro].reverse().find((t) => t.slots.setattro === set) ?? type;
  else {
    // A class with a __setattr__ of its own: what its built-in ancestor has is what counts.
    while (base !== null && base.slots.setattro === genericSetattr) base = base.base;
  }
  for (; base !== null && base.slots.setattro !== fn; base = base.base) {
    if (base.slots.setattro !== genericSetattr)
      throw typeError(rt, `can't apply this ${what} to ${type.name} object`);
  }
}
const wrapRepeat: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  return fn(rt, self, toIndexNumber(rt, args[0]));
};
const wrapDescrGet: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1, 2);
  const obj = args[0] === rt.None ? null : args[0];
  const type = args.length < 2 || args[1] === rt.None ? null : args[1];
  if (obj === null && type === null) throw typeError(rt, '__get__(None, None) is invalid');
  return fn(rt, self, obj, type);
};
const wrapPower: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1, 2);
  return fn(rt, self, args[0], args[1] ?? rt.None);
};
const wrapReflectedPower: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1, 2);
  return fn(rt, args[0], self, args[1] ?? rt.None);
};
const wrapFinalize: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  fn(rt, self);
  return none(rt);
};

export const slotDefs: readonly SlotRow[] = [
  unary('__repr__', 'repr'),
  { name: '__hash__', slot: 'hash', generic: genericHash, wrap: wrapHash },
  { name: '__call__', slot: 'call', generic: genericCall, wrap: wrapCall },
  unary('__str__', 'str'),
  { name: '__getattribute__', slot: 'getattro', generic: genericGetattribute, wrap: wrapBinary },
  { name: '__getattr__', slot: 'getattro', generic: getattrHook, wrap: null },
  { name: '__setattr__', slot: 'setattro', generic: genericSetattr, wrap: wrapSetattr },
  { name: '__delattr__', slot: 'setattro', generic: genericSetattr, wrap: wrapDelattr },
  ...compareNames.map(
    (name, op): SlotRow => ({
      name,
      slot: 'richcompare',
      generic: genericCompare,
      wrap: wrapCompare(op),
    }),
  ),
  { name: '__iter__', slot: 'iter', generic: genericIter, wrap: wrapUnary },
  { name: '__next__', slot: 'iternext', generic: genericNext, wrap: wrapNext },
  { name: '__get__', slot: 'descrGet', generic: genericDescrGet, wrap: wrapDescrGet },
  { name: '__set__', slot: 'descrSet', generic: genericDescrSet, wrap: wrapSet },
  { name: '__delete__', slot: 'descrSet', generic: genericDescrSet, wrap: wrapDelete },
  { name: '__init__', slot: 'init', generic: genericInit, wrap: wrapInit },
  { name: '__new__', slot: 'new', generic: genericNew, wrap: null },
  { name: '__del__', slot: 'finalize', generic: genericFinalize, wrap: wrapFinalize },
  ...operator('add', 'add'),
  ...operator('subtract', 'sub'),
  ...operator('multiply', 'mul'),
  ...operator('remainder', 'mod'),
  ...operator('divmod', 'divmod'),
  { name: '__pow__', slot: 'power', generic: genericPower, wrap: wrapPower },
  { name: '__rpow__', slot: 'power', generic: genericPower, wrap: wrapReflectedPower },
  unary('__neg__', 'negative'),
  unary('__pos__', 'positive'),
  unary('__abs__', 'absolute'),
  { name: '__bool__', slot: 'bool', generic: genericBool, wrap: wrapBool },
  unary('__invert__', 'invert'),
  ...operator('lshift', 'lshift'),
  ...operator('rshift', 'rshift'),
  ...operator('and', 'and'),
  ...operator('xor', 'xor'),
  ...operator('or', 'or'),
  unary('__int__', 'int'),
  unary('__float__', 'float'),
  inplace('iadd', 'add'),
  inplace('isubtract', 'sub'),
  inplace('imultiply', 'mul'),
  inplace('iremainder', 'mod'),
  inplace('ipower', 'pow'),
  inplace('ilshift', 'lshift'),
  inplace('irshift', 'rshift'),
  inplace('iand', 'and'),
  inplace('ixor', 'xor'),
  inplace('ior', 'or'),
  ...operator('floorDivide', 'floordiv'),
  ...operator('trueDivide', 'truediv'),
  inplace('ifloorDivide', 'floordiv'),
  inplace('itrueDivide', 'truediv'),
  unary('__index__', 'index'),
  ...operator('matrixMultiply', 'matmul'),
  inplace('imatrixMultiply', 'matmul'),
  { name: '__len__', slot: 'length', generic: genericLength, wrap: wrapLength },
  {
    name: '__getitem__',
    slot: 'subscript',
    generic: (rt: Runtime, o: PyObject, key: PyObject) => callSpecial(rt, o, '__getitem__', [key]),
    wrap: wrapBinary,
  },
  { name: '__setitem__', slot: 'assSubscript', generic: genericAssSubscript, wrap: wrapSet },
  { name: '__delitem__', slot: 'assSubscript', generic: genericAssSubscript, wrap: wrapDelete },
  { name: '__contains__', slot: 'contains', generic: genericContains, wrap: wrapContains },
  // Sequences' own + and * (no generic: a class's __add__ fills the number slot).
  { name: '__add__', slot: 'concat', generic: null, wrap: wrapBinary },
  { name: '__mul__', slot: 'repeat', generic: null, wrap: wrapRepeat },
  { name: '__rmul__', slot: 'repeat', generic: null, wrap: wrapRepeat },
  { name: '__iadd__', slot: 'iconcat', generic: null, wrap: wrapBinary },
  { name: '__imul__', slot: 'irepeat', generic: null, wrap: wrapRepeat },
];

const rowsBySlot: ReadonlyMap<string, readonly SlotRow[]> = (() => {
  const map = new Map<string, SlotRow[]>();
  for (const row of slotDefs) {
    const rows = map.get(row.slot);
    if (rows === undefined) map.set(row.slot, [row]);
    else rows.push(row);
  }
  return map;
})();

const slotsByName: ReadonlyMap<string, readonly (keyof Slots)[]> = (() => {
  const map = new Map<string, (keyof Slots)[]>();
  for (const row of slotDefs) {
    const slots = map.get(row.name);
    if (slots === undefined) map.set(row.name, [row.slot]);
    else if (!slots.includes(row.slot)) slots.push(row.slot);
  }
  return map;
})();

/** Sets the slot of a heap type from what its MRO defines (update_one_slot). */
function updateSlot(rt: Runtime, type: PyType, slot: keyof Slots): void {
  // biome-ignore lint/suspicious/noExplicitAny: slots have many signatures
  let specific: any = null;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  let generic: any = null;
  let mixed = false;
  for (const row of rowsBySlot.get(slot)!) {
    const found = lookupOnType(type, row.name);
    if (found === null) continue;
    if (isWrapperDescr(found) && wrapperRow(found).slot === slot && isSubtype(type, wrapperOwner(found))) {
      const fn = descrWrapped(found);
      if (specific === null || specific === fn) specific = fn;
      else mixed = true;
      generic ??= row.generic;
    } else if (row.name === '__new__' && isNewWrapper(found)) {
      specific = newWrapperType(found).slots.new;
      generic ??= row.generic;
    } else if (found === rt.None && row.name === '__hash__') {
      specific = null;
      generic = null;
      mixed = false;
      break;
    } else {
      if (row.name === '__getattr__') generic = mixed ? generic : row.generic;
      else generic = row.generic;
      mixed = true;
    }
  }
  (type.slots as unknown as Record<string, unknown>)[slot] =
    mixed || specific === null ? (generic ?? specific) : specific;
}

/** Sets all slots of a new class (fixup_slot_dispatchers). Slots without rows are inherited before. */
export function updateAllSlots(rt: Runtime, type: PyType): void {
  charge(rt, rowsBySlot.size * type.mro.length);
  for (const slot of rowsBySlot.keys()) {
    if (hasGeneric(slot)) updateSlot(rt, type, slot as keyof Slots);
  }
}

function hasGeneric(slot: string): boolean {
  return rowsBySlot.get(slot)!.some((row) => row.generic !== null);
}

/** After `type.name` was set or deleted: updates the slots that the name fills, in subclasses too. */
export function slotNameChanged(rt: Runtime, type: PyType, name: string): void {
  const slots = slotsByName.get(name);
  if (slots === undefined) return;
  charge(rt, slots.length * type.mro.length);
  for (const slot of slots) if (hasGeneric(slot)) updateSlot(rt, type, slot);
  for (const sub of type.subclasses) {
    if (dictGetJs(sub.ns, name) === null) slotNameChanged(rt, sub, name);
  }
}

/** Interns the names that slots look up, so that later look-ups make no strings. */
export function slotNames(rt: Runtime): PyObject[] {
  return slotDefs.map((row) => internString(rt, row.name));
}

export { CMP, powerRows };
