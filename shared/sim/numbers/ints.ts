/**
 * Python's int: a JavaScript number while it is a safe integer (never -0), a bigint beyond. Every function
 * takes and returns that normal form, so equal ints are `===` where they are numbers. Models longobject.c;
 * simplified: results of more than `maxBits` bits end the program, so that it cannot exhaust its host.
 */
import { BoundExceeded } from '../../base/bounds.ts';
import { overflowError, Raised, valueError, zeroDivisionError } from './raised.ts';

export type PyInt = number | bigint;

/** No int may have more bits than this (two megabytes of digits). */
export const maxBits = 1 << 24;

/** The first ints that do not fit two and three 30-bit digits. */
const twoDigits = 1n << 60n;
const threeDigits = 1n << 90n;

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** The normal form of a bigint. */
export function fromBigInt(value: bigint): PyInt {
  return value <= maxSafe && value >= -maxSafe ? Number(value) : value;
}

/** The normal form of a float that has no fraction and is finite. */
export function fromWholeNumber(value: number): PyInt {
  return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
}

export function isPyInt(value: unknown): value is PyInt {
  return typeof value === 'number' || typeof value === 'bigint';
}

export function add(a: PyInt, b: PyInt): PyInt {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return fromBigInt(BigInt(a) + BigInt(b));
}

export function sub(a: PyInt, b: PyInt): PyInt {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return fromBigInt(BigInt(a) - BigInt(b));
}

export function mul(a: PyInt, b: PyInt): PyInt {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  } else {
    checkBits(bitLength(a) + bitLength(b));
  }
  return fromBigInt(BigInt(a) * BigInt(b));
}

export function neg(a: PyInt): PyInt {
  return typeof a === 'number' ? 0 - a : fromBigInt(-a);
}

export function abs(a: PyInt): PyInt {
  return a < 0 ? neg(a) : a;
}

/** a // b, rounded towards minus infinity. */
export function floordiv(a: PyInt, b: PyInt): PyInt {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) throw zeroDivisionError(floordivByZero);
    const rest = a % b;
    const quotient = (a - rest) / b;
    return rest !== 0 && rest < 0 !== b < 0 ? quotient - 1 : quotient + 0;
  }
  if (b === 0) throw zeroDivisionError(floordivByZero);
  return fromBigInt(divide(BigInt(a), BigInt(b))[0]);
}

/** a % b, with the sign of b. */
export function mod(a: PyInt, b: PyInt): PyInt {
  if (b === 0) throw zeroDivisionError(moduloByZero);
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
  }
  return fromBigInt(divide(BigInt(a), BigInt(b))[1]);
}

export function divmod(a: PyInt, b: PyInt): [PyInt, PyInt] {
  if (b === 0) throw zeroDivisionError(floordivByZero);
  if (typeof a === 'number' && typeof b === 'number') return [floordiv(a, b), mod(a, b)];
  const [quotient, rest] = divide(BigInt(a), BigInt(b));
  return [fromBigInt(quotient), fromBigInt(rest)];
}

/** a / b, correctly rounded (long_true_divide). */
export function truediv(a: PyInt, b: PyInt): number {
  if (b === 0) throw zeroDivisionError(truedivByZero);
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  return divideToFloat(BigInt(a), BigInt(b));
}

/** a ** b for b >= 0; the caller turns a negative exponent into a power of floats. */
export function pow(a: PyInt, b: PyInt): PyInt {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return 1;
    if (a === 0 || a === 1) return a;
    if (a === -1) return b % 2 === 0 ? 1 : -1;
    const power = a ** b;
    if (Number.isSafeInteger(power)) return power;
    // The size of the result is known before it is computed, within a bit for each multiplication.
    checkBits((bitLength(a) - 1) * b);
  } else if (typeof b === 'bigint') {
    if (a === 0 || a === 1) return a;
    if (a === -1) return b % 2n === 0n ? 1 : -1;
    throw tooBig(Number.POSITIVE_INFINITY);
  } else {
    checkBits((bitLength(a) - 1) * b);
  }
  return fromBigInt(BigInt(a) ** BigInt(b));
}

/** pow(a, b, modulus), with an inverse for negative b (long_pow, 3.8+). */
export function powMod(a: PyInt, b: PyInt, modulus: PyInt): PyInt {
  if (modulus === 0) throw valueError('pow() 3rd argument cannot be 0');
  let m = BigInt(modulus);
  const negative = m < 0n;
  if (negative) m = -m;
  if (m === 1n) return 0;
  let base = divide(BigInt(a), m)[1];
  let exponent = BigInt(b);
  if (exponent < 0n) {
    exponent = -exponent;
    base = inverse(base, m);
  }
  let result = 1n;
  while (exponent > 0n) {
    if (exponent & 1n) result = (result * base) % m;
    exponent >>= 1n;
    if (exponent > 0n) base = (base * base) % m;
  }
  if (negative && result !== 0n) result -= m;
  return fromBigInt(result);
}

export function lshift(a: PyInt, b: PyInt): PyInt {
  if (b < 0) throw valueError('negative shift count');
  if (a === 0) return 0;
  if (typeof b === 'bigint') throw overflowError('too many digits in integer');
  if (typeof a === 'number' && b < 53) {
    const result = a * 2 ** b;
    if (Number.isSafeInteger(result)) return result;
  }
  checkBits(bitLength(a) + b);
  return fromBigInt(BigInt(a) << BigInt(b));
}

export function rshift(a: PyInt, b: PyInt): PyInt {
  if (b < 0) throw valueError('negative shift count');
  if (typeof b === 'bigint') return a < 0 ? -1 : 0;
  if (typeof a === 'number') {
    if (a === (a | 0)) return b > 31 ? a >> 31 : a >> b;
    return b > 53 ? (a < 0 ? -1 : 0) : Math.floor(a / 2 ** b);
  }
  return b >= maxBits ? (a < 0n ? -1 : 0) : fromBigInt(a >> BigInt(b));
}

export function and(a: PyInt, b: PyInt): PyInt {
  if (isInt32(a) && isInt32(b)) return a & b;
  return fromBigInt(BigInt(a) & BigInt(b));
}

export function or(a: PyInt, b: PyInt): PyInt {
  if (isInt32(a) && isInt32(b)) return a | b;
  return fromBigInt(BigInt(a) | BigInt(b));
}

export function xor(a: PyInt, b: PyInt): PyInt {
  if (isInt32(a) && isInt32(b)) return a ^ b;
  return fromBigInt(BigInt(a) ^ BigInt(b));
}

export function invert(a: PyInt): PyInt {
  return typeof a === 'number' ? sub(-1, a) : fromBigInt(~a);
}

/** -1, 0 or 1. JavaScript compares numbers with bigints exactly. */
export function compare(a: PyInt, b: PyInt): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Bits of the magnitude: 0 for 0, 3 for 5 and -5. */
export function bitLength(a: PyInt): number {
  if (typeof a === 'number') {
    const magnitude = Math.abs(a);
    if (magnitude < 2 ** 32) return 32 - Math.clz32(magnitude);
    return 64 - Math.clz32(Math.floor(magnitude / 2 ** 32));
  }
  const hex = (a < 0n ? -a : a).toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0], 16)) + 28;
}

/** Ones in the magnitude (int.bit_count, 3.10+). */
export function bitCount(a: PyInt): number {
  let ones = 0;
  for (const digit of (a < 0 ? neg(a) : a).toString(16)) {
    let nibble = Number.parseInt(digit, 16);
    for (; nibble; nibble &= nibble - 1) ones++;
  }
  return ones;
}

/** 30-bit digits, from which CPython reckons an int's size: 0 for 0, 1 up to 2**30 - 1. */
export function digitCount(a: PyInt): number {
  if (typeof a === 'number') {
    const magnitude = Math.abs(a);
    return magnitude === 0 ? 0 : magnitude < 2 ** 30 ? 1 : 2;
  }
  if (a < twoDigits && a > -twoDigits) return 2;
  if (a < threeDigits && a > -threeDigits) return 3;
  return Math.ceil(bitLength(a) / 30);
}

/** numerator / denominator as the nearest float, infinite where it is too great. */
export function ratioToFloat(numerator: bigint, denominator: bigint): number {
  try {
    return divideToFloat(numerator, denominator);
  } catch (error) {
    if (error instanceof Raised) return numerator < 0n !== denominator < 0n ? -Infinity : Infinity;
    throw error;
  }
}

/** The float nearest to an int; OverflowError beyond the floats. */
export function toFloat(a: PyInt): number {
  if (typeof a === 'number') return a;
  const float = Number(a);
  if (!Number.isFinite(float)) throw overflowError('int too large to convert to float');
  return float;
}

/** int(float): towards zero. */
export function fromFloat(value: number): PyInt {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw overflowError('cannot convert float infinity to integer');
  return fromWholeNumber(Math.trunc(value));
}

/** round(a, digits) of an int: half to even, for digits < 0; otherwise a itself. */
export function roundInt(a: PyInt, digits: PyInt): PyInt {
  if (digits >= 0) return a;
  if (digits < -maxBits) return 0;
  const unit = 10n ** BigInt(-Number(digits));
  const value = BigInt(a);
  let [quotient, rest] = divide(value, unit);
  const twice = rest * 2n;
  if (twice > unit || (twice === unit && quotient & 1n)) quotient += 1n;
  rest = quotient * unit;
  return fromBigInt(rest);
}

export function gcd(a: PyInt, b: PyInt): PyInt {
  if (typeof a === 'number' && typeof b === 'number') {
    let [x, y] = [Math.abs(a), Math.abs(b)];
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }
  let x = BigInt(abs(a));
  let y = BigInt(abs(b));
  while (y !== 0n) [x, y] = [y, x % y];
  return fromBigInt(x);
}

/** floor(sqrt(a)) for a >= 0. */
export function isqrt(a: PyInt): PyInt {
  if (a < 0) throw valueError('isqrt() argument must be nonnegative');
  if (typeof a === 'number') {
    let root = Math.floor(Math.sqrt(a));
    while (root * root > a) root--;
    while ((root + 1) * (root + 1) <= a) root++;
    return root;
  }
  // Newton's iteration from above, which falls until it stands.
  let x = 1n << BigInt((bitLength(a) + 1) >> 1);
  for (;;) {
    const y = (x + a / x) >> 1n;
    if (y >= x) return fromBigInt(x);
    x = y;
  }
}

/** Ends the program where a result would have more than `maxBits` bits. MemoryError where no machine could hold it. */
export function checkBits(bits: number): void {
  if (bits > maxBits) throw tooBig(bits);
}

function tooBig(bits: number): unknown {
  if (bits >= 2 ** 50) return new Raised('MemoryError', '');
  return new BoundExceeded(
    'size',
    `the program made an int of ${Math.round(bits)} bits; ${maxBits} are the most it may have`,
  );
}

function isInt32(a: PyInt): a is number {
  return typeof a === 'number' && (a | 0) === a;
}

/** Quotient and rest, rounded towards minus infinity. */
function divide(a: bigint, b: bigint): [bigint, bigint] {
  let quotient = a / b;
  let rest = a - quotient * b;
  if (rest !== 0n && rest < 0n !== b < 0n) {
    quotient -= 1n;
    rest += b;
  }
  return [quotient, rest];
}

function inverse(a: bigint, m: bigint): bigint {
  let [r0, r1] = [m, a];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  if (r0 !== 1n) throw valueError('base is not invertible for the given modulus');
  return t0 < 0n ? t0 + m : t0;
}

/**
 * Rounds a quotient of ints half to even, once, into the 53 bits of a float or the fewer of a subnormal: the
 * quotient is taken with two or three bits more than fit, the last of which stands for all that was cut off.
 */
function divideToFloat(a: bigint, b: bigint): number {
  const negative = a < 0n !== b < 0n;
  if (a < 0n) a = -a;
  if (b < 0n) b = -b;
  if (a === 0n) return negative ? -0 : 0;
  const difference = bitLength(a) - bitLength(b);
  if (difference > 1024) throw overflowError('integer division result too large for a float');
  if (difference < -1075) return negative ? -0 : 0;
  const shift = Math.max(difference, -1021) - 55;
  let numerator = a;
  let denominator = b;
  if (shift <= 0) numerator <<= BigInt(-shift);
  else denominator <<= BigInt(shift);
  let quotient = numerator / denominator;
  if (numerator % denominator !== 0n) quotient |= 1n;
  const extraBits = Math.max(bitLength(quotient), -1021 - shift) - 53;
  const half = 1n << BigInt(extraBits - 1);
  if (quotient & half && quotient & (3n * half - 1n)) quotient += half;
  quotient &= ~(2n * half - 1n);
  const magnitude = scale(Number(quotient), shift);
  if (!Number.isFinite(magnitude)) throw overflowError('integer division result too large for a float');
  return negative ? -magnitude : magnitude;
}

/** value * 2**exponent where the result is exact or overflows. */
function scale(value: number, exponent: number): number {
  while (exponent > 1000) {
    value *= 2 ** 1000;
    exponent -= 1000;
  }
  while (exponent < -1000) {
    // The greater power first, so that no step but the last can be subnormal.
    value *= 2 ** -1000;
    exponent += 1000;
  }
  return value * 2 ** exponent;
}

const floordivByZero = { '3.3': 'integer division or modulo by zero', '3.14.0': 'division by zero' };
const moduloByZero = {
  '3.3': 'integer division or modulo by zero',
  '3.11': 'integer modulo by zero',
  '3.14.0': 'division by zero',
};
const truedivByZero = 'division by zero';
