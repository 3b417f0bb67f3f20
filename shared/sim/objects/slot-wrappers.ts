/** Slots as special methods: what `int.__add__` does with its arguments (Objects/typeobject.c: wrap_binaryfunc and its kind). */
import { toIndexNumber } from './abstract/indices.ts';
import { raiseBare, typeError } from './errors.ts';
import { hashToInt } from './hash.ts';
import { K, type PyObject, type PyType } from './header.ts';
import { incref } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { genericSetattr } from './slot-methods.ts';
import type { SlotRow } from './slot-operators.ts';
import type { Args } from './slots.ts';
import { intOfSize } from './types/int.ts';
import { rangeLengthObject } from './types/range.ts';

function arity(rt: Runtime, args: Args, min: number, max = min, of = ''): void {
  if (args.length >= min && args.length <= max) return;
  // PyArg_UnpackTuple, which counts more than one, puts a name before it; up to 3.13 an empty one.
  const name = max > 1 ? `${rt.ruleset.minor >= 14 ? of : ''} ` : '';
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

/** wrap_unaryfunc. */
export const wrapUnary: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  return fn(rt, self);
};

/** wrap_binaryfunc_l. */
export const wrapBinary: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  return fn(rt, self, args[0]);
};

/** wrap_binaryfunc_r. */
export const wrapReflected: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  return fn(rt, args[0], self);
};

/** wrap_call. */
export const wrapCall: Wrap = (rt, fn, self, args, kw) => fn(rt, self, args, kw);

/** wrap_init. */
export const wrapInit: Wrap = (rt, fn, self, args, kw) => {
  fn(rt, self, args, kw);
  return none(rt);
};

/** wrap_next. */
export const wrapNext: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  const result = fn(rt, self);
  if (result === null) throw raiseBare(rt, rt.exc['StopIteration']);
  return result;
};

/** richcmp_lt and its kind. */
export const wrapCompare =
  (op: number): Wrap =>
  (rt, fn, self, args) => {
    arity(rt, args, 1);
    return fn(rt, self, args[0], op);
  };

/** wrap_hashfunc. */
export const wrapHash: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  return hashToInt(rt, fn(rt, self));
};

/** wrap_lenfunc. */
export const wrapLength: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  return self.type.kind === K.RANGE ? rangeLengthObject(rt, self) : intOfSize(rt, fn(rt, self));
};

/** wrap_inquirypred. */
export const wrapBool: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  return bool(rt, fn(rt, self));
};

/** wrap_objobjproc. */
export const wrapContains: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  return bool(rt, fn(rt, self, args[0]));
};

const wrapSetOf =
  (name: string): Wrap =>
  (rt, fn, self, args) => {
    arity(rt, args, 2, 2, name);
    fn(rt, self, args[0], args[1]);
    return none(rt);
  };

/** wrap_descr_set. */
export const wrapDescrSet = wrapSetOf('__set__');

/** wrap_objobjargproc. */
export const wrapSetItem = wrapSetOf('__setitem__');

/** wrap_descr_delete, wrap_delitem. */
export const wrapDelete: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  fn(rt, self, args[0], null);
  return none(rt);
};

/** wrap_setattr. */
export const wrapSetattr: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 2, 2, '__setattr__');
  mustNotJump(rt, self, fn, '__setattr__');
  fn(rt, self, args[0], args[1]);
  return none(rt);
};

/** wrap_delattr. */
export const wrapDelattr: Wrap = (rt, fn, self, args) => {
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

/** wrap_indexargfunc. */
export const wrapRepeat: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1);
  return fn(rt, self, toIndexNumber(rt, args[0]));
};

/** wrap_descr_get. */
export const wrapDescrGet: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 1, 2, '__get__');
  const obj = args[0] === rt.None ? null : args[0];
  const type = args.length < 2 || args[1] === rt.None ? null : args[1];
  if (obj === null && type === null) throw typeError(rt, '__get__(None, None) is invalid');
  return fn(rt, self, obj, type);
};

/** check_pow_args; PyArg_UnpackTuple up to 3.13. */
function powerArity(rt: Runtime, args: Args): void {
  if (rt.ruleset.minor >= 14 && (args.length < 1 || args.length > 2))
    throw typeError(rt, `expected 1 or 2 arguments, got ${args.length}`);
  arity(rt, args, 1, 2);
}

/** wrap_ternaryfunc. */
export const wrapPower: Wrap = (rt, fn, self, args) => {
  powerArity(rt, args);
  return fn(rt, self, args[0], args[1] ?? rt.None);
};

/** wrap_ternaryfunc_r. */
export const wrapReflectedPower: Wrap = (rt, fn, self, args) => {
  powerArity(rt, args);
  return fn(rt, args[0], self, args[1] ?? rt.None);
};

/** wrap_del. */
export const wrapFinalize: Wrap = (rt, fn, self, args) => {
  arity(rt, args, 0);
  fn(rt, self);
  return none(rt);
};
