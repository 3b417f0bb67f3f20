/** Python's float arithmetic where it is not JavaScript's (floatobject.c). A float is a number of its own. */
import { abs, bitLength, fromBigInt, fromWholeNumber, type PyInt } from './ints.ts';
import { overflowError, Raised, valueError, zeroDivisionError } from './raised.ts';

/** a / b. */
export function divide(a: number, b: number): number {
  if (b === 0) throw zeroDivisionError({ '3.3': 'float division by zero', '3.14.0': 'division by zero' });
  return a / b;
}

/** a // b. */
export function floordiv(a: number, b: number): number {
  if (b === 0) throw zeroDivisionError(floordivByZero);
  return floorDivide(a, b)[0];
}

/** a % b: the sign of b, also for a zero. */
export function mod(a: number, b: number): number {
  if (b === 0) throw zeroDivisionError(moduloByZero);
  let rest = a % b;
  if (rest !== 0) {
    if (b < 0 !== rest < 0) rest += b;
  } else {
    rest = copysign(0, b);
  }
  return rest;
}

export function divmod(a: number, b: number): [number, number] {
  if (b === 0) throw zeroDivisionError(divmodByZero);
  return floorDivide(a, b);
}

/** float_divmod: the quotient is made from the rest, so that both agree. */
function floorDivide(a: number, b: number): [number, number] {
  let rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0) {
    if (b < 0 !== rest < 0) {
      rest += b;
      quotient -= 1;
    }
  } else {
    rest = copysign(0, b);
  }
  let floor: number;
  if (quotient !== 0) {
    floor = Math.floor(quotient);
    if (quotient - floor > 0.5) floor += 1;
  } else {
    floor = copysign(0, a / b);
  }
  return [floor, rest];
}

export function copysign(magnitude: number, sign: number): number {
  const positive = Math.abs(magnitude);
  return sign < 0 || Object.is(sign, -0) ? -positive : positive;
}

/** round(x): half to even, as an int. */
export function roundToInt(x: number): PyInt {
  if (Number.isNaN(x)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(x)) throw overflowError('cannot convert float infinity to integer');
  return fromWholeNumber(roundHalfEven(x));
}

export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const difference = x - floor;
  if (difference < 0.5) return floor;
  if (difference > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Mantissa in [0.5, 1) and exponent of two; zeros, infinities and nan stay as they are with exponent 0. */
export function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let mantissa = x * 2 ** -exponent;
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2;
    exponent--;
  }
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2;
    exponent++;
  }
  return [mantissa, exponent];
}

/** x * 2**exponent, rounded once. */
export function ldexp(x: number, exponent: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const [mantissa, own] = frexp(x);
  const e = own + exponent;
  if (e > 1024) return x < 0 ? -Infinity : Infinity;
  if (e < -1074) return x < 0 ? -0 : 0;
  if (e > -1022) return mantissa * 2 * 2 ** (e - 1);
  return mantissa * 2 ** (e + 1022) * 2 ** -1022;
}

/** Numerator and denominator in lowest terms. */
export function asIntegerRatio(x: number): [PyInt, PyInt] {
  if (Number.isNaN(x)) throw valueError('cannot convert NaN to integer ratio');
  if (!Number.isFinite(x)) throw overflowError('cannot convert Infinity to integer ratio');
  let [mantissa, exponent] = frexp(x);
  for (let i = 0; i < 300 && mantissa !== Math.floor(mantissa); i++) {
    mantissa *= 2;
    exponent--;
  }
  const whole = BigInt(mantissa);
  if (exponent >= 0) return [fromBigInt(whole << BigInt(exponent)), 1];
  return [fromBigInt(whole), fromBigInt(1n << BigInt(-exponent))];
}

/**
 * x ** y where the result is a float. Raises as float_pow does; a negative base with a fraction in the
 * exponent is the caller's to hand to complex numbers (returns undefined).
 */
export function power(x: number, y: number, libm: (x: number, y: number) => number): number | undefined {
  if (y === 0) return 1;
  if (Number.isNaN(x)) return x;
  if (Number.isNaN(y)) return x === 1 ? 1 : y;
  if (!Number.isFinite(y)) {
    const magnitude = Math.abs(x);
    if (magnitude === 1) return 1;
    return y > 0 === magnitude > 1 ? Math.abs(y) : 0;
  }
  const odd = Math.abs(y % 2) === 1;
  if (!Number.isFinite(x)) {
    if (y > 0) return odd ? x : Math.abs(x);
    return odd ? copysign(0, x) : 0;
  }
  if (x === 0) {
    if (y < 0) throw zeroDivisionError(zeroToNegative);
    return odd ? x : 0;
  }
  if (x < 0 && y !== Math.floor(y)) return undefined;
  if (Math.abs(x) === 1) return x < 0 && odd ? -1 : 1;
  const result = x < 0 && odd ? -libm(-x, y) : libm(Math.abs(x), y);
  if (!Number.isFinite(result))
    throw new Raised('OverflowError', "(34, 'Numerical result out of range')", [
      34,
      'Numerical result out of range',
    ]);
  return result;
}

/** a == b, a < b ... of an int and a float, exactly: the sign of int - float, or NaN. */
export function compareIntFloat(a: PyInt, b: number): number {
  return Number.isNaN(b) ? Number.NaN : a < b ? -1 : a > b ? 1 : 0;
}

/** float.hex(). */
export function toHex(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x < 0 ? '-inf' : 'inf';
  const sign = x < 0 || Object.is(x, -0) ? '-' : '';
  if (x === 0) return `${sign}0x0.0p+0`;
  const [, own] = frexp(x);
  const exponent = Math.max(own - 1, -1022);
  const scaled = BigInt(ldexp(Math.abs(x), 52 - exponent));
  const whole = scaled >> 52n;
  const fraction = (scaled & ((1n << 52n) - 1n)).toString(16).padStart(13, '0');
  return `${sign}0x${whole}.${fraction}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

/** float.fromhex(text). */
export function fromHex(text: string): number {
  const trimmed = text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '');
  const special = /^([+-]?)(?:(inf)(?:inity)?|nan)$/i.exec(trimmed);
  if (special) return special[2] ? (special[1] === '-' ? -Infinity : Infinity) : Number.NaN;
  const match = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i.exec(trimmed);
  if (!match || (match[2] + (match[3] ?? '')).length === 0)
    throw valueError('invalid hexadecimal floating-point string');
  const digits = match[2] + (match[3] ?? '');
  const mantissa = BigInt(`0x${digits}`);
  const sign = match[1] === '-' ? -1 : 1;
  if (mantissa === 0n) return sign * 0;
  const shift = Number(match[4] ?? 0) - 4 * (match[3] ?? '').length;
  const magnitude = roundToFloat(mantissa, shift);
  if (!Number.isFinite(magnitude)) throw overflowError('hexadecimal value too large to represent as a float');
  return sign * magnitude;
}

/** mantissa * 2**exponent, rounded once, half to even. */
export function roundToFloat(mantissa: bigint, exponent: number): number {
  const bits = bitLength(fromBigInt(mantissa));
  if (bits + exponent > 1024) return Infinity;
  if (bits + exponent < -1075) return 0;
  const drop = Math.max(bits - 53, -1074 - exponent);
  if (drop > 0) {
    const unit = 1n << BigInt(drop);
    const rest = mantissa & (unit - 1n);
    mantissa >>= BigInt(drop);
    if (rest * 2n > unit || (rest * 2n === unit && mantissa & 1n)) mantissa += 1n;
    exponent += drop;
  }
  return ldexp(Number(mantissa), exponent);
}

/** Whether an int equals its nearest float: for int(float) round trips in comparisons and hashes. */
export function isExactFloat(a: PyInt): boolean {
  return typeof a === 'number' || BigInt(Number(abs(a))) === abs(a);
}

const floordivByZero = {
  '3.3': 'float divmod()',
  '3.9': 'float floor division by zero',
  '3.14.0': 'division by zero',
};
const divmodByZero = { '3.3': 'float divmod()', '3.14.0': 'division by zero' };
const moduloByZero = { '3.3': 'float modulo', '3.13': 'float modulo by zero', '3.14.0': 'division by zero' };
const zeroToNegative = {
  '3.3': '0.0 cannot be raised to a negative power',
  '3.14.0': 'zero to a negative power',
};
