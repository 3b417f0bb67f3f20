/**
 * How many digits the block of a result has room for (Objects/longobject.c). An operation takes a block for the largest result that its
 * operands may have (`_PyLong_New`) and drops leading zero digits afterwards (`long_normalize`) without giving room back, so a sum may
 * lie in a larger block than an equal literal, while its `__sizeof__` is the same. Measured on 3.8 to 3.13.
 */
import * as ints from '../../numbers/ints.ts';
import type { PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';

type Value = ints.PyInt;

/** The result comes from a machine word (PyLong_FromLong): its block has the digits that it needs. */
export const EXACT = 0;
/** Bytes of ints of two and of three digits: what sums, differences and products of safe integers take. */
const TWO_DIGITS = 32;
const THREE_DIGITS = 36;
const DIGIT = 1073741824;

/** One digit or none (IS_MEDIUM_VALUE). */
const isMedium = (v: Value): boolean => v < DIGIT && v > -DIGIT;

/**
 * Bytes of the block of `n`, a safe integer of two digits that came of the safe integer `a` and another by the operator `op` (the argument
 * of BINARY_OP); `a` null: of no operation.
 */
export function wideBytes(n: number, a: PyObject | null, op: number): number {
  if (a === null) return TWO_DIGITS;
  const x = a.v as number;
  let y: number;
  switch (op >= 13 ? op - 13 : op) {
    case 0:
      y = n - x;
      return (isMedium(x) && isMedium(y)) || x < 0 !== y < 0 ? TWO_DIGITS : THREE_DIGITS;
    case 10:
      y = x - n;
      return (isMedium(x) && isMedium(y)) || x < 0 === y < 0 ? TWO_DIGITS : THREE_DIGITS;
    case 5:
      y = n / x;
      return isMedium(x) && isMedium(y) ? TWO_DIGITS : THREE_DIGITS;
    default:
      return TWO_DIGITS;
  }
}

/** Digits of |a| - |b| (x_sub): up to the highest one that differs. `r` is the difference, or its negative. */
function differenceDigits(a: Value, b: Value, r: Value): number {
  const digits = ints.digitCount(a);
  const others = ints.digitCount(b);
  if (digits !== others) return Math.max(digits, others);
  return ints.digitCount(r) === digits ? digits : ints.digitCount(ints.xor(ints.abs(a), ints.abs(b)));
}

const largerDigits = (a: Value, b: Value): number => Math.max(ints.digitCount(a), ints.digitCount(b));

/** Digits for r = a + b (long_add). */
export function sumDigits(a: Value, b: Value, r: Value): number {
  if (isMedium(a) && isMedium(b)) return EXACT;
  return a < 0 === b < 0 ? largerDigits(a, b) + 1 : differenceDigits(a, b, r);
}

/** Digits for r = a - b (long_sub). */
export function remainingDigits(a: Value, b: Value, r: Value): number {
  if (isMedium(a) && isMedium(b)) return EXACT;
  return a < 0 !== b < 0 ? largerDigits(a, b) + 1 : differenceDigits(a, b, r);
}

/** Digits for a * b (k_mul). */
export function productDigits(a: Value, b: Value): number {
  return isMedium(a) && isMedium(b) ? EXACT : ints.digitCount(a) + ints.digitCount(b);
}

/** Digits for ~a (long_invert): that is -(a + 1). */
export function invertDigits(a: Value): number {
  return sumDigits(a, 1, ints.add(a, 1));
}

/** Digits for a << shift (long_lshift): where the bits move within digits, one more. */
export function leftShiftDigits(rt: Runtime, a: Value, shift: Value): number {
  const by = Number(shift);
  if (rt.ruleset.minor >= 11 && by < 30 && isMedium(a)) return EXACT;
  return ints.digitCount(a) + Math.floor(by / 30) + (by % 30 === 0 ? 0 : 1);
}

/** Digits for r = a >> shift (long_rshift); up to 3.10 negative ones are inverted before and after. */
export function rightShiftDigits(rt: Runtime, a: Value, shift: Value, r: Value): number {
  const isOld = rt.ruleset.minor < 11;
  if (isMedium(a) && (a < 0 || !isOld)) return EXACT;
  if (a < 0 && isOld) return invertDigits(ints.invert(r));
  const by = Number(shift);
  // Whole digits of a negative int are shifted by 30 bits once, so that what is lost is rounded.
  const whole = Math.floor(by / 30) - (a < 0 && by % 30 === 0 ? 1 : 0);
  return Math.max(1, ints.digitCount(a) - whole);
}

/** Digits for a & b, a | b or a ^ b (long_bitwise). */
export function bitwiseDigits(rt: Runtime, a: Value, b: Value, op: '&' | '|' | '^'): number {
  if (rt.ruleset.minor >= 11 && isMedium(a) && isMedium(b)) return EXACT;
  const [long, short] = ints.digitCount(a) < ints.digitCount(b) ? [b, a] : [a, b];
  const [size, other] = [ints.digitCount(long), ints.digitCount(short)];
  // One digit more for the two's complement of a negative result.
  if (op === '^') return size + (long < 0 !== short < 0 ? 1 : 0);
  if (op === '&') return (short < 0 ? size : other) + (long < 0 && short < 0 ? 1 : 0);
  return (short < 0 ? other : size) + (long < 0 || short < 0 ? 1 : 0);
}

/** The top digit of an int that has `digits`. */
function topDigit(a: Value, digits: number): number {
  if (typeof a === 'number') return digits < 2 ? Math.abs(a) : Math.floor(Math.abs(a) / DIGIT);
  return Number((a < 0n ? -a : a) >> BigInt(30 * (digits - 1)));
}

/** Whether a division by `b` leaves `a` itself as the rest, seen by its size and top digit (long_divrem). */
export function isRestItself(a: Value, b: Value): boolean {
  const digits = ints.digitCount(a);
  const divisor = ints.digitCount(b);
  return digits < divisor || (digits === divisor && topDigit(a, digits) < topDigit(b, divisor));
}

/** Digits of the quotient before it is rounded downwards (divrem1, x_divrem); both are larger than a digit, or the divisor is not. */
function truncatedDigits(a: Value, b: Value): number {
  const digits = ints.digitCount(a);
  const divisor = ints.digitCount(b);
  if (divisor <= 1) return digits;
  // Both are shifted until the divisor's top digit is full.
  const shift = BigInt(Math.clz32(topDigit(b, divisor)) - 2);
  const shifted = BigInt(ints.abs(a)) << shift;
  const top = Number(shifted >> BigInt(30 * (digits - 1)));
  const carries = top >= topDigit(BigInt(ints.abs(b)) << shift, divisor);
  return digits + (carries ? 1 : 0) - divisor;
}

/** A magnitude that is found among the small ints, from where its negative is made anew. */
const isShared = (rt: Runtime, v: Value): boolean => v <= rt.smallIntMax && v >= -rt.smallIntMax;

const isMixed = (a: Value, b: Value): boolean => a < 0 !== b < 0;

/** Digits for quotient = a // b (l_divmod). */
export function quotientDigits(rt: Runtime, a: Value, b: Value, quotient: Value): number {
  if (isMedium(a) && isMedium(b)) return EXACT;
  if (isMixed(a, b) && ints.mul(quotient, b) !== a) {
    const above = ints.add(quotient, 1);
    return remainingDigits(above, 1, quotient);
  }
  return isShared(rt, quotient) || isRestItself(a, b) ? EXACT : truncatedDigits(a, b);
}

/** Digits for rest = a % b (l_mod), which is not `a` itself. */
export function restDigits(rt: Runtime, a: Value, b: Value, rest: Value): number {
  if (isMedium(b) && isMedium(a)) return EXACT;
  if (isMixed(a, b) && rest !== 0) return sumDigits(ints.sub(rest, b), b, rest);
  return isMedium(b) || isShared(rt, rest) ? EXACT : ints.digitCount(b);
}

/** Digits for the int that a text of `length` digits of a base is read as (PyLong_FromString). */
export function textDigits(length: number, base: number): number {
  if ((base & (base - 1)) === 0) return Math.ceil((length * Math.log2(base)) / 30);
  return Math.floor(length * (Math.log(base) / Math.log(DIGIT)) + 1);
}

/** Digits for the int of some bytes, the most significant first (_PyLong_FromByteArray). */
export function bytesDigits(bytes: Uint8Array, isLittle: boolean, isSigned: boolean): number {
  const n = bytes.length;
  const at = (i: number): number => bytes[isLittle ? n - 1 - i : i];
  const filler = isSigned && n > 0 && at(0) >= 128 ? 255 : 0;
  let i = 0;
  while (i < n && at(i) === filler) i++;
  const significant = n - i + (isSigned && i > 0 ? 1 : 0);
  return Math.ceil((significant * 8) / 30);
}
