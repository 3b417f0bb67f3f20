/**
 * int(x), int(text, base): what becomes an int and how (Objects/longobject.c: long_new_impl, PyLong_FromString;
 * Objects/abstract.c: PyNumber_Long).
 */

import * as ints from '../../numbers/ints.ts';
import { readInt } from '../../numbers/inttext.ts';
import { toNumberText } from '../../text/bytestext.ts';
import { bytesRepr, strRepr } from '../../text/repr.ts';
import { callLookedUp } from '../abstract/calls.ts';
import { toClippedIndex } from '../abstract/indices.ts';
import { parseArgs } from '../args.ts';
import { bytesLikeOf } from '../buffer.ts';
import { typeError, valueError, wrongResult } from '../errors.ts';
import { K, type PyObject, type PyType } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Args, KwNames } from '../slots.ts';
import { chargeScan } from '../work.ts';
import { positionalCount } from './builtin.ts';
import { newInstance } from './instance.ts';
import { intFromNumber, intInDigits, intNew } from './int.ts';
import { textDigits } from './int-blocks.ts';
import { chargeFromText } from './int-work.ts';

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

/** int.__new__ (long_new_impl). */
export function intTypeNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
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

/** int(text, base) as a new object; `shown` is the repr of what the program passed. */
function parsed(rt: Runtime, text: string, base: number, shown: () => string): PyObject {
  const digits = text.length;
  if (rt.maxStrDigits === 0 || digits <= rt.maxStrDigits || (base & (base - 1)) === 0)
    chargeFromText(rt, digits);
  else chargeScan(rt, 4 * digits);
  const read = readInt(text, base, shown, rt.maxStrDigits);
  return intInDigits(rt, read.value, textDigits(read.length, read.radix));
}
