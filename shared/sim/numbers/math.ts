/**
 * The functions of the math module on floats and ints (Modules/mathmodule.c), with its errors: a nan made from
 * numbers is a domain error, an infinity made from finite ones a range error. Conversions of arguments are the
 * caller's.
 */
import { erf, erfc } from './erf.ts';
import { copysign, frexp, ldexp as scale } from './floats.ts';
import { floatRepr } from './floattext.ts';
import { gammaFunction, logGamma } from './gamma.ts';
import type { PyInt } from './ints.ts';
import * as ints from './ints.ts';
import * as libm from './libm.ts';
import { overflowError, type Raised, valueError, zeroDivisionError } from './raised.ts';

interface Unary {
  readonly f: (x: number) => number;
  readonly canOverflow?: boolean;
  /** What 3.14 says was expected, before the argument; else "math domain error". */
  readonly expected?: string;
}

const finite = 'expected a finite input, got ';
const unitRange = 'expected a number in range from -1 up to 1, got ';
const noPole = 'expected a noninteger or positive integer, got ';

/** Functions of one float that give a float, by name. */
const unaryFunctions = {
  acos: { f: libm.acos, expected: unitRange },
  acosh: { f: libm.acosh, expected: 'expected argument value not less than 1, got ' },
  asin: { f: libm.asin, expected: unitRange },
  asinh: { f: libm.asinh },
  atan: { f: libm.atan },
  atanh: { f: libm.atanh, expected: 'expected a number between -1 and 1, got ' },
  cbrt: { f: libm.cbrt },
  cos: { f: libm.cos, expected: finite },
  cosh: { f: libm.cosh, canOverflow: true },
  erf: { f: erf },
  erfc: { f: erfc },
  exp: { f: libm.exp, canOverflow: true },
  exp2: { f: libm.exp2, canOverflow: true },
  expm1: { f: libm.expm1, canOverflow: true },
  fabs: { f: Math.abs },
  log1p: { f: libm.log1p, expected: 'expected argument value > -1, got ' },
  sin: { f: libm.sin, expected: finite },
  sinh: { f: libm.sinh, canOverflow: true },
  sqrt: { f: Math.sqrt, expected: 'expected a nonnegative input, got ' },
  tan: { f: libm.tan, expected: finite },
  tanh: { f: libm.tanh },
} as const satisfies Record<string, Unary>;

export type UnaryName = keyof typeof unaryFunctions | 'gamma' | 'lgamma';

export const unaryNames: readonly UnaryName[] = [
  ...(Object.keys(unaryFunctions) as (keyof typeof unaryFunctions)[]),
  'gamma',
  'lgamma',
];

/** math.NAME(x) for the functions in `unaryNames`. cbrt and exp2 are of 3.11+. */
export function unary(name: UnaryName, x: number): number {
  if (name === 'gamma' || name === 'lgamma') return gammaKind(name, x);
  const { f, canOverflow, expected }: Unary = unaryFunctions[name];
  const result = f(x);
  if (Number.isNaN(result) && !Number.isNaN(x)) throw domainError(expected, x);
  if (!Number.isFinite(result) && Number.isFinite(x))
    throw canOverflow ? rangeError() : domainError(expected, x);
  return result;
}

function gammaKind(name: 'gamma' | 'lgamma', x: number): number {
  const isPole = x <= 0 && Number.isFinite(x) && x === Math.floor(x);
  if (isPole || (name === 'gamma' && x === Number.NEGATIVE_INFINITY)) throw domainError(noPole, x);
  const result = name === 'gamma' ? gammaFunction(x) : logGamma(x);
  if (!Number.isFinite(result) && Number.isFinite(x)) throw rangeError();
  return result;
}

function domainError(expected?: string, x?: number): Raised {
  const old = 'math domain error';
  if (expected === undefined || x === undefined) return valueError(old);
  return valueError({ '3.3': old, '3.14.0': expected + floatRepr(x) });
}

function rangeError(): Raised {
  return overflowError('math range error');
}

const logarithms = { log: libm.log, log2: libm.log2, log10: libm.log10 } as const;

/** math.log, log2 and log10 of an int or a float. */
export function logarithm(name: 'log' | 'log2' | 'log10', x: PyInt | { readonly float: number }): number {
  const f = logarithms[name];
  if (typeof x === 'object') {
    const result = f(x.float);
    if (x.float <= 0) throw domainError('expected a positive input, got ', x.float);
    return result;
  }
  if (x <= 0) throw valueError({ '3.3': 'math domain error', '3.14.0': 'expected a positive input' });
  const float = Number(x);
  if (Number.isFinite(float)) return f(float);
  // Beyond the floats: the mantissa's logarithm and the exponent's.
  const exponent = ints.bitLength(x);
  const mantissa = ints.truediv(x, ints.lshift(1, exponent));
  return f(mantissa) + f(2) * exponent;
}

/** math.log(x, base), both logarithms given. */
export function logarithmToBase(numerator: number, denominator: number): number {
  if (denominator === 0)
    throw zeroDivisionError({ '3.3': 'float division by zero', '3.14.0': 'division by zero' });
  return numerator / denominator;
}

export function atan2(y: number, x: number): number {
  return libm.atan2(y, x);
}

/** math.pow: always of floats. */
export function pow(x: number, y: number): number {
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    // C99: 1 ** anything and anything ** 0 are 1, also for nan.
    return x === 1 || y === 0 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y;
  }
  if (x === 0 && y < 0) throw domainError();
  if (x < 0 && y !== Math.floor(y)) throw domainError();
  if (x === 0) return x ** y;
  const odd = Math.abs(y % 2) === 1;
  const result = x < 0 ? (odd ? -1 : 1) * libm.pow(-x, y) : libm.pow(x, y);
  if (!Number.isFinite(result)) throw rangeError();
  return result;
}

export function fmod(x: number, y: number): number {
  if (!Number.isFinite(y) && Number.isFinite(x) && !Number.isNaN(y)) return x;
  const result = x % y;
  if (Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y)) throw domainError();
  return result;
}

/** IEEE 754 remainder: to the nearest multiple, half to even. */
export function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (!Number.isFinite(x) || y === 0) throw domainError();
  if (!Number.isFinite(y)) return x;
  const absX = Math.abs(x);
  const absY = Math.abs(y);
  const m = absX % absY;
  const c = absY - m;
  const r = m < c ? m : m > c ? -c : m - 2 * ((0.5 * (absX - m)) % absY);
  return copysign(1, x) * r;
}

/** math.ldexp(x, exponent), the exponent any int. */
export function ldexp(x: number, exponent: PyInt): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  if (exponent > 2147483647) throw rangeError();
  if (exponent < -2147483648) return copysign(0, x);
  const result = scale(x, Number(exponent));
  if (!Number.isFinite(result)) throw rangeError();
  return result;
}

export { copysign, frexp };

/** Fraction and whole part, both with the sign of x. */
export function modf(x: number): [number, number] {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? [x, x] : [copysign(0, x), x];
  const whole = Math.trunc(x);
  return [copysign(x - whole, x), copysign(whole, x)];
}

/** The norm of a vector: math.hypot, and math.dist of differences. Up to 3.9 with one compensated sum. */
export function hypot(values: readonly number[], accurate: boolean): number {
  let max = 0;
  let nan = false;
  for (const value of values) {
    if (Number.isNaN(value)) nan = true;
    else max = Math.max(max, Math.abs(value));
  }
  if (max === Infinity) return Infinity;
  if (nan) return Number.NaN;
  if (max === 0 || values.length <= 1) return max;
  if (accurate) return libm.norm(values);
  let sum = 1;
  let rest = 0;
  for (const value of values) {
    const scaled = value / max;
    const square = scaled * scaled;
    const before = sum;
    sum += square;
    rest += before - sum + square;
  }
  return max * Math.sqrt(sum - 1 + rest);
}

/** Whether math.hypot rounds as 3.10+ does. */
export function hypotIsAccurate(minor: number): boolean {
  return minor >= 10;
}

/** math.fsum: the sum, rounded once (Shewchuk's partials). */
export function fsum(values: Iterable<number>): number {
  const partials: number[] = [];
  let special = 0;
  let infinities = 0;
  for (const value of values) {
    let x = value;
    let kept = 0;
    for (let y of partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    if (x === 0) continue;
    if (!Number.isFinite(x)) {
      if (Number.isFinite(value)) throw overflowError('intermediate overflow in fsum');
      if (!Number.isNaN(value)) infinities += value;
      special += value;
      partials.length = 0;
    } else {
      partials.push(x);
    }
  }
  if (special !== 0) {
    if (Number.isNaN(infinities)) throw valueError('-inf + inf in fsum');
    return special;
  }
  return sumPartials(partials);
}

function sumPartials(partials: number[]): number {
  let n = partials.length;
  if (n === 0) return 0;
  let high = partials[--n];
  let low = 0;
  while (n > 0) {
    const x = high;
    const y = partials[--n];
    high = x + y;
    low = y - (high - x);
    if (low !== 0) break;
  }
  // Half a unit that the next partial would tip over is rounded the right way.
  if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
    const y = low * 2;
    const x = high + y;
    if (y === x - high) high = x;
  }
  return high;
}

/** The compensated sum of floats in builtin sum() from 3.12 (Neumaier): start with `new FloatSum(first)`. */
export class FloatSum {
  #sum: number;
  #rest = 0;

  constructor(start: number) {
    this.#sum = start;
  }

  add(x: number): void {
    const total = this.#sum + x;
    if (Math.abs(this.#sum) >= Math.abs(x)) this.#rest += this.#sum - total + x;
    else this.#rest += x - total + this.#sum;
    this.#sum = total;
  }

  get value(): number {
    return this.#rest !== 0 && Number.isFinite(this.#rest) ? this.#sum + this.#rest : this.#sum;
  }
}

/** math.floor, ceil and trunc of a float, as ints. */
export function floor(x: number): PyInt {
  return ints.fromFloat(Number.isFinite(x) ? Math.floor(x) : x);
}

export function ceil(x: number): PyInt {
  return ints.fromFloat(Number.isFinite(x) ? Math.ceil(x) : x);
}

export function trunc(x: number): PyInt {
  return ints.fromFloat(x);
}

export function degrees(x: number): number {
  return x * (180 / Math.PI);
}

export function radians(x: number): number {
  return x * (Math.PI / 180);
}

/** math.isclose. */
export function isClose(a: number, b: number, relative = 1e-9, absolute = 0): boolean {
  if (relative < 0 || absolute < 0) throw valueError('tolerances must be non-negative');
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const difference = Math.abs(b - a);
  return (
    difference <= Math.abs(relative * b) || difference <= Math.abs(relative * a) || difference <= absolute
  );
}

/** The next float after x towards y, `steps` times (3.12+ takes steps). */
export function nextAfter(x: number, y: number, steps = 1): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const from = rankOf(x);
  const to = rankOf(y);
  const distance = to > from ? to - from : from - to;
  if (distance === 0n || BigInt(Math.min(steps, Number.MAX_SAFE_INTEGER)) >= distance)
    return steps > 0 ? y : x;
  const toZero = to > from ? from + BigInt(steps) === 0n : from - BigInt(steps) === 0n;
  if (toZero && x < 0) return -0;
  return floatOfRank(to > from ? from + BigInt(steps) : from - BigInt(steps));
}

/** The place of a float among all floats, those above zero first: neighbours differ by one, both zeros are 0. */
function rankOf(x: number): bigint {
  const bits = new BigInt64Array(Float64Array.of(Math.abs(x)).buffer)[0];
  return x < 0 ? -bits : bits;
}

function floatOfRank(rank: bigint): number {
  const magnitude = new Float64Array(BigInt64Array.of(rank < 0n ? -rank : rank).buffer)[0];
  return rank < 0n ? -magnitude : magnitude;
}

function nextFloat(x: number, up: boolean): number {
  if (x === 0) return up ? 5e-324 : -5e-324;
  const bits = new BigInt64Array(1);
  const float = new Float64Array(bits.buffer);
  float[0] = x;
  bits[0] += up === x > 0 ? 1n : -1n;
  return float[0];
}

/** The value of the last bit of x. */
export function ulp(x: number): number {
  const magnitude = Math.abs(x);
  if (!Number.isFinite(magnitude)) return magnitude;
  const next = nextFloat(magnitude, true);
  return Number.isFinite(next) ? next - magnitude : magnitude - nextFloat(magnitude, false);
}

/** math.fma (3.13+): x * y + z, rounded once. */
export function fma(x: number, y: number, z: number): number {
  const plain = x * y + z;
  if (![x, y, z].every(Number.isFinite)) {
    // The product alone may be too large for a float: what is added decides.
    if (Number.isFinite(x) && Number.isFinite(y)) return z;
    if (Number.isNaN(plain) && ![x, y, z].some(Number.isNaN)) throw valueError('invalid operation in fma');
    return plain;
  }
  if (x === 0 || y === 0) return plain;
  const [mx, ex] = frexp(x);
  const [my, ey] = frexp(y);
  const [mz, ez] = frexp(z);
  const unit = 2 ** 53;
  const product = BigInt(mx * unit) * BigInt(my * unit);
  const productExponent = ex + ey - 106;
  const addend = BigInt(mz * unit);
  const addendExponent = ez - 53;
  const exponent = z === 0 ? productExponent : Math.min(productExponent, addendExponent);
  const sum =
    (product << BigInt(productExponent - exponent)) +
    (z === 0 ? 0n : addend << BigInt(addendExponent - exponent));
  if (sum === 0n) return z === 0 ? plain : 0;
  const result =
    exponent >= 0 ? Number(sum << BigInt(exponent)) : ints.ratioToFloat(sum, 1n << BigInt(-exponent));
  if (!Number.isFinite(result)) throw overflowError('overflow in fma');
  return result;
}

/** math.factorial(n) for an int. */
export function factorial(n: PyInt): PyInt {
  if (n < 0) throw valueError('factorial() not defined for negative values');
  if (typeof n === 'bigint')
    throw overflowError('factorial() argument should not exceed 9223372036854775807');
  // Stirling's bound on the bits, before anything is multiplied.
  if (n > 20) ints.checkBits(n * (Math.log2(n) - Math.LOG2E));
  return ints.fromBigInt(product(1, n));
}

/** low * (low + 1) * ... * high, halved so that factors stay of one size. */
function product(low: number, high: number): bigint {
  if (high < low) return 1n;
  if (high - low < 8) {
    let result = BigInt(low);
    for (let i = low + 1; i <= high; i++) result *= BigInt(i);
    return result;
  }
  const middle = Math.floor((low + high) / 2);
  return product(low, middle) * product(middle + 1, high);
}

/** math.perm(n, k): 0 where k > n. */
export function perm(n: PyInt, k: PyInt): PyInt {
  checkSelection(n, k);
  if (n < k) return 0;
  if (typeof k === 'bigint') throw overflowError('k must not exceed 9223372036854775807');
  ints.checkBits(k * ints.bitLength(n));
  let result = 1n;
  for (let i = 0; i < k; i++) result *= BigInt(n) - BigInt(i);
  return ints.fromBigInt(result);
}

/** math.comb(n, k). */
export function comb(n: PyInt, k: PyInt): PyInt {
  checkSelection(n, k);
  if (n < k) return 0;
  const other = ints.sub(n, k);
  const few = other < k ? other : k;
  if (typeof few === 'bigint') throw overflowError('min(n - k, k) must not exceed 9223372036854775807');
  ints.checkBits(few * ints.bitLength(n) - few * Math.log2(Math.max(few, 1)));
  let result = 1n;
  for (let i = 0; i < few; i++) result = (result * (BigInt(n) - BigInt(i))) / BigInt(i + 1);
  return ints.fromBigInt(result);
}

function checkSelection(n: PyInt, k: PyInt): void {
  if (n < 0) throw valueError('n must be a non-negative integer');
  if (k < 0) throw valueError('k must be a non-negative integer');
}

/** math.lcm of two (3.9+). */
export function lcm(a: PyInt, b: PyInt): PyInt {
  if (a === 0 || b === 0) return 0;
  return ints.abs(ints.mul(ints.floordiv(a, ints.gcd(a, b)), b));
}
