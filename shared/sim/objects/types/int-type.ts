/** The type int and its subclass bool (Objects/longobject.c, boolobject.c). */

import { hashInt } from '../../numbers/hashes.ts';
import * as ints from '../../numbers/ints.ts';
import { intFromBytes, intToBytes, intToString, readInt } from '../../numbers/inttext.ts';
import { toNumberText } from '../../text/bytestext.ts';
import { formatInt } from '../../text/formatspec.ts';
import { bytesRepr, strRepr } from '../../text/repr.ts';
import { callLookedUp } from '../abstract/calls.ts';
import { objectIsTrue } from '../abstract/comparison.ts';
import { toClippedIndex } from '../abstract/indices.ts';
import { isSubtype } from '../abstract/lookup.ts';
import { objectStr } from '../abstract/text.ts';
import { parseArgs } from '../args.ts';
import { bytesLikeOf } from '../buffer.ts';
import { badArgument, namedArgument, textArgument, toSsize } from '../convert.ts';
import { raise, typeError, valueError, wrongResult, zeroDivision } from '../errors.ts';
import { hashNumber, setHash } from '../hash.ts';
import { K, PyObject as Plain, type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type Args, asClassMethod, type Binary, CMP, type KwNames, m0, m1, mK, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge, chargeScan } from '../work.ts';
import { positionalCount } from './builtin.ts';
import { bytesFresh } from './bytes.ts';
import { bytesOf } from './bytes-new.ts';
import { floatNew } from './float.ts';
import { newInstance } from './instance.ts';
import {
  intDealloc,
  intFresh,
  intFromNumber,
  intInDigits,
  intNew,
  intOfOperation,
  intOfSize,
} from './int.ts';
import {
  bitwiseDigits,
  bytesDigits,
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
  textDigits,
} from './int-blocks.ts';
import {
  chargeFromText,
  chargeLinear,
  chargePower,
  chargePowerMod,
  chargeProduct,
  chargeQuotient,
  chargeToText,
  digitsOf,
} from './int-work.ts';
import { internString, mustHoldText, strNew, strOfAscii } from './str.ts';
import { stealTuple } from './tuple.ts';

type Value = number | bigint;
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

/** int(x) by the number protocol; a new int object. */
export function toInt(rt: Runtime, x: PyObject): PyObject {
  if (x.type === rt.intType) return incref(x);
  const { int, index } = x.type.slots;
  if (int !== null) {
    const r = int(rt, x);
    if (r.type === rt.intType) return r;
    if (r.type.kind !== K.INT) {
      const name = r.type.name;
      decref(rt, r);
      throw wrongResult(rt, x, '__int__', 'int', name);
    }
    const exact = intNew(rt, r.v);
    decref(rt, r);
    return exact;
  }
  if (index !== null) {
    const r = index(rt, x);
    const exact = intNew(rt, r.v);
    decref(rt, r);
    return exact;
  }
  const trunc = rt.ruleset.minor >= 14 ? null : callLookedUp(rt, x, '__trunc__', []);
  if (trunc !== null) {
    try {
      // Since 3.10 what __trunc__ gives has to be an integer itself.
      if (rt.ruleset.minor >= 10 && trunc.type.kind !== K.INT && trunc.type.slots.index === null)
        throw typeError(rt, `__trunc__ returned non-Integral (type ${trunc.type.name})`);
      return toInt(rt, trunc);
    } finally {
      decref(rt, trunc);
    }
  }
  if (x.type.kind === K.STR) return parsed(rt, x.v, 10, () => strRepr(x.v));
  if (x.type.slots.buffer !== null) {
    const bytes = bytesLikeOf(rt, x);
    return parsed(rt, toNumberText(bytes), 10, () => bytesRepr(bytes));
  }
  const wanted = rt.ruleset.minor >= 10 ? 'real number' : 'number';
  throw typeError(
    rt,
    `int() argument must be a string, a bytes-like object or a ${wanted}, not '${x.type.name}'`,
  );
}

function intTypeNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  let value: PyObject;
  if (args.length === 1 && kw === null) value = toInt(rt, args[0]);
  else {
    if (rt.ruleset.minor >= 13 && args.length > 2 && (kw === null || kw.length === 0))
      throw positionalCount(rt, 'int', args.length, 0, 2);
    const [x, base] = parseArgs(rt, 'int', args, kw, ['x', 'base'], 0, 2, 1);
    if (x === null) {
      if (base !== null) throw typeError(rt, 'int() missing string argument');
      value = intFromNumber(rt, 0);
    } else if (base === null) value = toInt(rt, x);
    else {
      const b = toClippedIndex(rt, base);
      if ((b !== 0 && b < 2) || b > 36) throw valueError(rt, 'int() base must be >= 2 and <= 36, or 0');
      if (x.type.kind === K.STR) value = parsed(rt, x.v, b, () => strRepr(x.v));
      else if (x.type.kind === K.BYTES || x.type.kind === K.BYTEARRAY) {
        value = parsed(rt, toNumberText(x.v), b, () => bytesRepr(x.v));
      } else throw typeError(rt, "int() can't convert non-string with explicit base");
    }
  }
  if (type === rt.intType) return value;
  const digits = Math.max(1, ints.digitCount(value.v));
  const o = newInstance(rt, type, value.v, digits);
  decref(rt, value);
  return o;
}

export function intCompare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if (b.type.kind !== K.INT || a.type.kind !== K.INT) return incref(rt.NotImplemented);
  const x = a.v as Value;
  const y = b.v as Value;
  chargeLinear(rt, a, b);
  let r: boolean;
  switch (op) {
    case CMP.LT:
      r = x < y;
      break;
    case CMP.LE:
      r = x <= y;
      break;
    case CMP.EQ:
      r = x === y;
      break;
    case CMP.NE:
      r = x !== y;
      break;
    case CMP.GT:
      r = x > y;
      break;
    default:
      r = x >= y;
  }
  return incref(r ? rt.True : rt.False);
}

const exact = (rt: Runtime, o: PyObject): PyObject => (o.type === rt.intType ? incref(o) : intNew(rt, o.v));

function bigHash(rt: Runtime, o: PyObject): number {
  charge(rt, 4 * digitsOf(o));
  return setHash(rt, hashInt(o.v));
}

/** str(o) of an int; ValueError where it has more digits than sys.get_int_max_str_digits() allows. */
export function intText(rt: Runtime, o: PyObject): string {
  if (typeof o.v === 'number') return String(o.v);
  if (rt.maxStrDigits === 0 || digitsOf(o) * 9 < rt.maxStrDigits) chargeToText(rt, o);
  return intToString(o.v, rt.maxStrDigits);
}

/** int(text, base) as a new object; `shown` is the repr of what the program passed. */
function parsed(rt: Runtime, text: string, base: number, shown: () => string): PyObject {
  const digits = text.length;
  if (rt.maxStrDigits === 0 || digits <= rt.maxStrDigits || (base & (base - 1)) === 0)
    chargeFromText(rt, digits);
  else chargeScan(rt, 4 * digits);
  const read = readInt(text, base, shown, rt.maxStrDigits);
  return intInDigits(rt, read.value, textDigits(read.length, read.radix));
}

/** Bytes of an int object. */
export function intBytes(rt: Runtime, value: Value): number {
  const sizes = rt.ruleset.sizes.int;
  if (value === 0) return sizes.zeroBytes;
  return sizes.baseBytes + sizes.digitBytes * ints.digitCount(value);
}

export const intDef: TypeDef = {
  name: 'int',
  since: { bit_count: 10, is_integer: 12 },
  kind: K.INT,
  size: (rt) => rt.ruleset.sizes.int.baseBytes,
  itemSize: 4,
  flags: TF.BASETYPE | TF.INT,
  slots: {
    dealloc: intDealloc,
    new: intTypeNew,
    repr: (rt, o) => strOfAscii(rt, intText(rt, o)),
    hash: (rt, o) => (typeof o.v === 'number' ? hashNumber(rt, o.v === -1 ? -2 : o.v) : bigHash(rt, o)),
    richcompare: intCompare,
    add: both(ints.add, 0, sumDigits),
    subtract: both(ints.sub, 10, remainingDigits),
    multiply: both(ints.mul, 5, productDigits, chargeProduct),
    floorDivide: (rt, a, b) => {
      if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
      if (isZero(b))
        throw zero(
          rt,
          zeroText(
            rt,
            rt.ruleset.minor >= 13
              ? 'integer division or modulo by zero'
              : 'integer division or modulo by zero',
          ),
        );
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
      return stealTuple(rt, [quotientOf(rt, a, b, q), restOf(rt, a, b, r)]);
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
  },
  methods: [
    m0('bit_length', (rt, self) => {
      charge(rt, digitsOf(self));
      return intOfSize(rt, ints.bitLength(self.v));
    }),
    m0('bit_count', (rt, self) => {
      charge(rt, 8 * digitsOf(self));
      return intFromNumber(rt, ints.bitCount(self.v));
    }),
    m0('conjugate', exact),
    m0('is_integer', (rt) => incref(rt.True)),
    m0('as_integer_ratio', (rt, self) => stealTuple(rt, [exact(rt, self), intFromNumber(rt, 1)])),
    m0('__trunc__', exact),
    m0('__floor__', exact),
    m0('__ceil__', exact),
    mN(
      '__round__',
      (rt, self, args) => {
        if (args.length === 0 || args[0] === rt.None) return exact(rt, self);
        const digits = toClippedIndex(rt, args[0]);
        if (digits >= 0) return exact(rt, self);
        charge(rt, 60 * (digitsOf(self) + Math.min(-digits, ints.maxBits) / 9));
        const r = ints.roundInt(self.v, digits);
        return intInDigits(rt, r, remainingDigits(self.v, ints.sub(self.v, r), r));
      },
      0,
      1,
    ),
    m1('__format__', (rt, self, spec) => {
      if (spec.type.kind !== K.STR) throw badArgument(rt, '__format__', 'argument', 'str', spec);
      if (spec.v === '') return objectStr(rt, self);
      chargeToText(rt, self);
      return strNew(rt, formatInt(self.v, spec.v, rt.ruleset, self.type.name, rt.maxStrDigits));
    }),
    m0('__sizeof__', (rt, self) => intOfSize(rt, intBytes(rt, self.v))),
    m0('__getnewargs__', (rt, self) => stealTuple(rt, [intNew(rt, self.v)])),
    mK('to_bytes', (rt, self, args, kw) => {
      const [length, order, signed] = parseArgs(
        rt,
        'to_bytes',
        args,
        kw,
        ['length', 'byteorder', 'signed'],
        rt.ruleset.minor >= 11 ? 0 : 2,
        2,
      );
      const n = length === null ? 1 : toSsize(rt, length);
      const little = isLittle(rt, 'to_bytes', 2, order);
      if (n < 0)
        throw valueError(
          rt,
          rt.ruleset.minor >= 15 ? 'length cannot be negative' : 'length argument must be non-negative',
        );
      mustHoldText(rt, 2 * n);
      chargeScan(rt, 4 * (n + digitsOf(self)));
      return bytesFresh(rt, intToBytes(self.v, n, little, signed !== null && objectIsTrue(rt, signed)));
    }),
    asClassMethod(
      mK('from_bytes', (rt, cls, args, kw) => {
        const [data, order, signed] = parseArgs(
          rt,
          'from_bytes',
          args,
          kw,
          ['bytes', 'byteorder', 'signed'],
          rt.ruleset.minor >= 11 ? 1 : 2,
          2,
        );
        const little = isLittle(rt, 'from_bytes', 2, order);
        const bytes = bytesOf(rt, data!);
        chargeScan(rt, 16 * bytes.length);
        const isSigned = signed !== null && objectIsTrue(rt, signed);
        const value = intFromBytes(bytes, little, isSigned);
        const isFresh = rt.ruleset.minor < 11 && value <= rt.smallIntMax && value >= rt.smallIntMin;
        const made = isFresh
          ? intFresh(rt, value)
          : intInDigits(rt, value, bytesDigits(bytes, little, isSigned));
        if (cls === rt.intType) return made;
        try {
          return callObject(rt, cls, [made]);
        } finally {
          decref(rt, made);
        }
      }),
    ),
  ],
  getset: [
    { name: 'real', get: exact },
    { name: 'imag', get: (rt) => intFromNumber(rt, 0) },
    { name: 'numerator', get: exact },
    { name: 'denominator', get: (rt) => intFromNumber(rt, 1) },
  ],
};

/** The byteorder of to_bytes and from_bytes. */
function isLittle(rt: Runtime, name: string, position: number, order: PyObject | null): boolean {
  if (order === null) return false;
  const text = textArgument(rt, name, namedArgument(rt, position, 'byteorder'), order);
  if (text !== 'little' && text !== 'big') throw valueError(rt, "byteorder must be either 'little' or 'big'");
  return text === 'little';
}

function boolBinary(f: (a: number, b: number) => number, whole: (a: Value, b: Value) => Value): Binary {
  return (rt, a, b) => {
    if (a.type === rt.boolType && b.type === rt.boolType)
      return incref(f(a.v, b.v) !== 0 ? rt.True : rt.False);
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    return intNew(rt, whole(a.v, b.v));
  };
}

export const boolDef: TypeDef = {
  name: 'bool',
  noKeywords: true,
  base: 'int',
  size: (rt) => rt.ruleset.sizes.int.baseBytes,
  flags: TF.INT,
  slots: {
    dealloc: () => {},
    new: (rt, _type, args) => {
      if (args.length > 1) throw typeError(rt, `bool expected at most 1 argument, got ${args.length}`);
      return incref(args.length > 0 && objectIsTrue(rt, args[0]) ? rt.True : rt.False);
    },
    repr: (rt, o) => internString(rt, o === rt.True ? 'True' : 'False'),
    and: boolBinary((a, b) => a & b, ints.and),
    or: boolBinary((a, b) => a | b, ints.or),
    xor: boolBinary((a, b) => a ^ b, ints.xor),
  },
};

export { isSubtype, Plain, raise };
