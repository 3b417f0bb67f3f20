/**
 * The type int (Objects/longobject.c: PyLong_Type): its slots and methods. What operators do is in int-operators.ts, int(x)
 * in int-new.ts.
 */

import { hashInt } from '../../numbers/hashes.ts';
import * as ints from '../../numbers/ints.ts';
import { intFromBytes, intToBytes, intToString } from '../../numbers/inttext.ts';
import { formatInt } from '../../text/formatspec.ts';
import { objectIsTrue } from '../abstract/comparison.ts';
import { toClippedIndex } from '../abstract/indices.ts';
import { objectStr } from '../abstract/text.ts';
import { parseArgs } from '../args.ts';
import { badArgument, namedArgument, textArgument, toSsize } from '../convert.ts';
import { valueError } from '../errors.ts';
import { hashNumber, setHash } from '../hash.ts';
import { K, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { asClassMethod, CMP, m0, m1, mK, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge, chargeScan } from '../work.ts';
import { bytesFresh } from './bytes.ts';
import { bytesOf } from './bytes-new.ts';
import { intDealloc, intFresh, intFromNumber, intInDigits, intNew, intOfSize } from './int.ts';
import { bytesDigits, remainingDigits } from './int-blocks.ts';
import { intTypeNew } from './int-new.ts';
import { exact, numberSlots, type Value } from './int-operators.ts';
import { chargeLinear, chargeToText, digitsOf } from './int-work.ts';
import { mustHoldText, strNew, strOfAscii } from './str.ts';
import { packTuple, stealTuple } from './tuple.ts';

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
    ...numberSlots,
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
    m0('as_integer_ratio', (rt, self) => packTuple(rt, [exact(rt, self), intFromNumber(rt, 1)])),
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
