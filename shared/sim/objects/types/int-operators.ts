/**
 * The operators of int (Objects/longobject.c: long_as_number, long_add, l_divmod, long_pow...), over the pure functions of
 * numbers/ints.ts; how large a block each result takes is told by int-blocks.ts.
 */

import * as ints from '../../numbers/ints.ts';
import { valueError, zeroDivision } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Binary } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { floatNew } from './float.ts';
import { intInDigits, intNew, intOfOperation } from './int.ts';
import {
  bitwiseDigits,
  EXACT,
  invertDigits,
  isRestItself,
  leftShiftDigits,
  productDigits,
  quotientDigits,
  remainingDigits,
  restDigits,
  rightShiftDigits,
  sumDigits,
} from './int-blocks.ts';
import { chargeLinear, chargePower, chargePowerMod, chargeProduct, chargeQuotient } from './int-work.ts';
import { packTuple, stealTuple } from './tuple.ts';

/** The payload of an int. */
export type Value = number | bigint;

type Pay = (rt: Runtime, a: PyObject, b: PyObject) => void;

/** An operator that the eval loop does itself for safe integers; `op`: the argument of BINARY_OP, `digits`: of the result's block. */
function both(
  f: (a: Value, b: Value) => Value,
  op: number,
  digits: (a: Value, b: Value, r: Value) => number,
  pay: Pay = chargeLinear,
): Binary {
  return (rt, a, b) => {
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    pay(rt, a, b);
    const r = f(a.v, b.v);
    return typeof r === 'number' && typeof a.v === 'number' && typeof b.v === 'number'
      ? intOfOperation(rt, r, a, op)
      : intInDigits(rt, r, digits(a.v, b.v, r));
  };
}

/** & | and ^. */
function bitwise(f: (a: Value, b: Value) => Value, op: '&' | '|' | '^'): Binary {
  return (rt, a, b) => {
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    chargeLinear(rt, a, b);
    return intInDigits(rt, f(a.v, b.v), bitwiseDigits(rt, a.v, b.v, op));
  };
}

/** a // b of b that is not 0. */
function quotientOf(rt: Runtime, a: PyObject, b: PyObject, quotient: Value): PyObject {
  return intInDigits(rt, quotient, quotientDigits(rt, a.v, b.v, quotient));
}

/** a % b of b that is not 0: where nothing is taken away, `a` itself. */
function restOf(rt: Runtime, a: PyObject, b: PyObject, rest: Value): PyObject {
  const areDigits = ints.digitCount(a.v) === 1 && ints.digitCount(b.v) === 1;
  if (!areDigits && rest === a.v && isRestItself(a.v, b.v)) return exact(rt, a);
  return intInDigits(rt, rest, restDigits(rt, a.v, b.v, rest));
}

/** a ** b of b that is not negative. */
function powerOf(rt: Runtime, a: Value, b: Value): PyObject {
  if (typeof b !== 'number' || b === 0 || (a <= 1 && a >= -1)) return intNew(rt, ints.pow(a, b));
  ints.checkBits((ints.bitLength(a) - 1) * b);
  const half = ints.pow(a, Math.floor(b / 2));
  const square = ints.mul(half, half);
  return b % 2 === 0
    ? intInDigits(rt, square, productDigits(half, half))
    : intInDigits(rt, ints.mul(square, a), productDigits(square, a));
}

/** pow(a, b, c): where nothing has to be taken away, the power itself. */
function powerRestOf(rt: Runtime, a: Value, b: Value, c: Value): PyObject {
  const r = ints.powMod(a, b, c);
  const digits = ints.digitCount(c);
  if (a >= 0 && b >= 0 && c > 1 && ints.bitLength(a) * Number(b) < ints.bitLength(c))
    return powerOf(rt, a, b);
  return intInDigits(rt, r, digits > 1 ? digits : EXACT);
}

function zero(rt: Runtime, text: string): unknown {
  return zeroDivision(rt, text);
}

/** The text of dividing by zero changed in 3.14. */
function zeroText(rt: Runtime, old: string): string {
  return rt.ruleset.minor >= 14 ? 'division by zero' : old;
}

function isZero(b: PyObject): boolean {
  return b.v === 0;
}

/** The int itself, or one of the same value where it is of a subclass (long_long). */
export const exact = (rt: Runtime, o: PyObject): PyObject =>
  o.type === rt.intType ? incref(o) : intNew(rt, o.v);

/** What int fills of PyNumberMethods (long_as_number). */
export const numberSlots: NonNullable<TypeDef['slots']> = {
  add: both(ints.add, 0, sumDigits),
  subtract: both(ints.sub, 10, remainingDigits),
  multiply: both(ints.mul, 5, productDigits, chargeProduct),
  floorDivide: (rt, a, b) => {
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    if (isZero(b)) throw zero(rt, zeroText(rt, 'integer division or modulo by zero'));
    chargeQuotient(rt, a, b);
    return quotientOf(rt, a, b, ints.floordiv(a.v, b.v));
  },
  remainder: (rt, a, b) => {
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    if (isZero(b))
      throw zero(
        rt,
        zeroText(
          rt,
          rt.ruleset.minor >= 11 ? 'integer modulo by zero' : 'integer division or modulo by zero',
        ),
      );
    chargeQuotient(rt, a, b);
    return restOf(rt, a, b, ints.mod(a.v, b.v));
  },
  divmod: (rt, a, b) => {
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    if (isZero(b)) throw zero(rt, zeroText(rt, 'integer division or modulo by zero'));
    chargeQuotient(rt, a, b);
    const [q, r] = ints.divmod(a.v, b.v);
    const pair = [quotientOf(rt, a, b, q), restOf(rt, a, b, r)];
    return rt.ruleset.minor >= 15 ? packTuple(rt, pair) : stealTuple(rt, pair);
  },
  trueDivide: (rt, a, b) => {
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    if (isZero(b)) throw zero(rt, 'division by zero');
    chargeQuotient(rt, a, b);
    return floatNew(rt, ints.truediv(a.v, b.v));
  },
  power: (rt, a, b, c) => {
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    if (c !== rt.None) {
      if (c.type.kind !== K.INT) return incref(rt.NotImplemented);
      chargePowerMod(rt, b, c);
      return powerRestOf(rt, a.v, b.v, c.v);
    }
    if ((b.v as Value) < 0) {
      if (isZero(a)) {
        throw zero(
          rt,
          rt.ruleset.minor >= 14 ? 'zero to a negative power' : '0.0 cannot be raised to a negative power',
        );
      }
      return floatNew(rt, ints.toFloat(a.v) ** ints.toFloat(b.v));
    }
    chargePower(rt, a, b);
    return powerOf(rt, a.v, b.v);
  },
  negative: (rt, a) => intNew(rt, ints.neg(a.v)),
  positive: exact,
  absolute: (rt, a) => ((a.v as Value) >= 0 ? exact(rt, a) : intNew(rt, ints.neg(a.v))),
  bool: (_rt, a) => a.v !== 0,
  invert: (rt, a) => intInDigits(rt, ints.invert(a.v), invertDigits(a.v)),
  lshift: (rt, a, b) => {
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    if ((b.v as Value) < 0) throw valueError(rt, 'negative shift count');
    chargeLinear(rt, a, b);
    return intInDigits(rt, ints.lshift(a.v, b.v), leftShiftDigits(rt, a.v, b.v));
  },
  rshift: (rt, a, b) => {
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    if ((b.v as Value) < 0) throw valueError(rt, 'negative shift count');
    chargeLinear(rt, a, b);
    if (b.v === 0 && a.v < -1073741823 && rt.ruleset.minor >= 11) return exact(rt, a);
    const r = ints.rshift(a.v, b.v);
    return intInDigits(rt, r, rightShiftDigits(rt, a.v, b.v, r));
  },
  and: bitwise(ints.and, '&'),
  xor: bitwise(ints.xor, '^'),
  or: bitwise(ints.or, '|'),
  int: exact,
  float: (rt, a) => floatNew(rt, ints.toFloat(a.v)),
  index: exact,
};
