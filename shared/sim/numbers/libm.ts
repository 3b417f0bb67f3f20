/**
 * The C library's elementary functions, rounded once from a double-double result: within a hair of correct
 * rounding, as glibc's are. Arguments are floats; special values follow C99 Annex F. Domain and range errors
 * are the business of math.ts.
 */
import { add, type DD, dd, sqrt as ddSqrt, div, mul, scale, sub, times, twoProduct, twoSum } from './dd.ts';
import { asIntegerRatio, frexp, ldexp, roundToFloat } from './floats.ts';
import { bitLength } from './ints.ts';

const ln2 = dd(Math.LN2, 2.3190468138462996e-17);
const ln2Third = 5.707708438416212e-34;
const one = dd(1);
/** pi / 2 in three parts. */
const halfPi = [1.5707963267948966, 6.123233995736766e-17, -1.4973849048591833e-33] as const;

function negate(x: DD): DD {
  return { hi: -x.hi, lo: -x.lo };
}

/** 1 / n! for n from 0 to 28. */
const inverseFactorials: readonly DD[] = Array.from({ length: 29 }, (_, n) => {
  let value = one;
  for (let i = 2; i <= n; i++) value = div(value, dd(i));
  return value;
});

/** Sums c[first] + x * (c[first + step] + x * ...) for 1 / n! up to `last`, with alternating signs if `sign` is -1. */
function factorialSeries(x: DD, first: number, last: number, step: number, sign: 1 | -1): DD {
  const argument = sign < 0 ? negate(x) : x;
  let sum = inverseFactorials[last];
  for (let n = last - step; n >= first; n -= step) sum = add(inverseFactorials[n], mul(sum, argument));
  return sum;
}

/** e**x - 1 for |x| < 0.4: the argument is halved nine times, the series taken, and the result squared up. */
function expm1Small(x: DD): DD {
  const r = scale(x, -9);
  let sum = mul(r, factorialSeries(r, 1, 9, 1, 1));
  for (let i = 0; i < 9; i++) sum = add(scale(sum, 1), mul(sum, sum));
  return sum;
}

/** e**x as a double-double and a power of two, for |x| < 800. */
function expParts(x: DD): { value: DD; exponent: number } {
  const exponent = Math.round(x.hi / ln2.hi);
  const reduced = sub(sub(x, times(ln2, exponent)), dd(exponent * ln2Third));
  return { value: add(expm1Small(reduced), one), exponent };
}

function round({ value, exponent }: { value: DD; exponent: number }): number {
  if (exponent > -1020) return ldexp(value.hi + value.lo, exponent);
  // A subnormal result is rounded once, with all bits at hand.
  const bits = BigInt(ldexp(value.hi, 110)) + BigInt(Math.trunc(ldexp(value.lo, 110)));
  return roundToFloat(bits, exponent - 110);
}

export function exp(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  return round(expParts(dd(x)));
}

export function exp2(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x >= 1024) return Infinity;
  if (x < -1076) return 0;
  const whole = Math.round(x);
  return round({ value: add(expm1Small(times(ln2, x - whole)), one), exponent: whole });
}

/** fdlibm's, of which the host's and glibc's are both copies: as are log1p and log10. */
export const expm1: (x: number) => number = Math.expm1;
export const log1p: (x: number) => number = Math.log1p;
export const log10: (x: number) => number = Math.log10;

/** ln of a positive finite double-double: one Newton step from the host's value. */
export function logDD(x: DD): DD {
  const [mantissa, exponent] = frexp(x.hi);
  const m = dd(mantissa, ldexp(x.lo, -exponent));
  const guess = Math.log(mantissa);
  const { value, exponent: e } = expParts(dd(-guess));
  const error = sub(mul(m, scale(value, e)), one);
  const correction = sub(error, times(mul(error, error), 0.5));
  const whole = add(times(ln2, exponent), dd(exponent * ln2Third));
  return add(whole, add(dd(guess), correction));
}

export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log(x);
  const result = logDD(dd(x));
  return result.hi + result.lo;
}

export function log2(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log2(x);
  const [mantissa, exponent] = frexp(x);
  if (mantissa === 0.5) return exponent - 1;
  const result = div(logDD(dd(x)), ln2);
  return result.hi + result.lo;
}

/** x ** y for finite x > 0 and finite y. */
export function pow(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (x === 0) return y > 0 ? 0 : Infinity;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -1) return 1 / x;
  if (Number.isInteger(y) && y > 0 && y <= 54) {
    // Powers short enough to lie exactly between two floats are computed exactly.
    const [numerator, denominator] = asIntegerRatio(x);
    let odd = BigInt(numerator);
    let exponent = 1 - bitLength(denominator);
    while (!(odd & 1n)) {
      odd >>= 1n;
      exponent++;
    }
    if (bitLength(odd) * y <= 128) return roundToFloat(odd ** BigInt(y), exponent * y);
  }
  if (Number.isInteger(y) && Math.abs(y) <= 512) {
    const power = wholePower(x, Math.abs(y));
    if (power.hi > 1e-280 && power.hi < 1e280) {
      const result = y < 0 ? div(one, power) : power;
      return result.hi + result.lo;
    }
  }
  const product = times(logDD(dd(x)), y);
  if (product.hi > 710) return Infinity;
  if (product.hi < -746) return 0;
  return round(expParts(product));
}

/** x ** n by squaring. */
function wholePower(x: number, n: number): DD {
  let result = one;
  let square = dd(x);
  for (; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result = mul(result, square);
    if (n > 1) square = mul(square, square);
  }
  return result;
}

/** x modulo pi/2 as a double-double in [-pi/4, pi/4], and the quadrant. */
function reduce(x: number): { r: DD; quadrant: number } {
  if (Math.abs(x) <= 0.78) return { r: dd(x), quadrant: 0 };
  if (Math.abs(x) < 1e6) {
    const n = Math.round(x / halfPi[0]);
    let r = sub(dd(x), twoProduct(halfPi[0], n));
    r = sub(r, twoProduct(halfPi[1], n));
    r = sub(r, dd(halfPi[2] * n));
    return { r, quadrant: n & 3 };
  }
  // Far out, pi must be known to as many bits as the argument has before its point.
  const [numerator, denominator] = asIntegerRatio(x);
  const bits = 1280n;
  const halfPiBig = bigHalfPi(bits);
  const scaled = (BigInt(numerator) << bits) / BigInt(denominator);
  let n = scaled / halfPiBig;
  let rest = scaled - n * halfPiBig;
  if (rest * 2n > halfPiBig) {
    n += 1n;
    rest -= halfPiBig;
  } else if (rest * 2n < -halfPiBig) {
    n -= 1n;
    rest += halfPiBig;
  }
  // The rest's first 160 bits behind the point are all that two floats can hold.
  const cut = rest >> (bits - 160n);
  const top = Number(cut);
  const high = ldexp(top, -160);
  const low = ldexp(Number(cut - BigInt(top)), -160);
  return { r: twoSum(high, low), quadrant: Number(((n % 4n) + 4n) % 4n) };
}

/** pi / 2 * 2**bits by Machin's formula. */
function bigHalfPi(bits: bigint): bigint {
  const unit = 1n << (bits + 20n);
  const arctanInverse = (n: bigint): bigint => {
    let power = unit / n;
    let sum = power;
    for (let k = 3n, sign = -1n; power > 0n; k += 2n, sign = -sign) {
      power /= n * n;
      sum += (sign * power) / k;
    }
    return sum;
  };
  return (2n * (4n * arctanInverse(5n) - arctanInverse(239n))) >> 20n;
}

function sinSmall(r: DD): DD {
  return mul(r, factorialSeries(mul(r, r), 1, 27, 2, -1));
}

function cosSmall(r: DD): DD {
  return factorialSeries(mul(r, r), 0, 28, 2, -1);
}

function sinCos(x: number): { sin: DD; cos: DD } {
  const { r, quadrant } = reduce(x);
  const s = sinSmall(r);
  const c = cosSmall(r);
  if (quadrant === 0) return { sin: s, cos: c };
  if (quadrant === 1) return { sin: c, cos: negate(s) };
  if (quadrant === 2) return { sin: negate(s), cos: negate(c) };
  return { sin: negate(c), cos: s };
}

export function sin(x: number): number {
  if (x === 0 || Math.abs(x) < 1e-9) return x === 0 || Math.abs(x) < 1e-160 ? x : x - (x * x * x) / 6;
  if (!Number.isFinite(x)) return Number.NaN;
  const { sin: s } = sinCos(x);
  return s.hi + s.lo;
}

export function cos(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const { cos: c } = sinCos(x);
  return c.hi + c.lo;
}

export function tan(x: number): number {
  if (x === 0 || Math.abs(x) < 1e-150) return x;
  if (!Number.isFinite(x)) return Number.NaN;
  const { sin: s, cos: c } = sinCos(x);
  const t = div(s, c);
  return t.hi + t.lo;
}

export function asin(x: number): number {
  if (!(Math.abs(x) <= 1) || Math.abs(x) < 1e-10) return Math.asin(x);
  const guess = Math.asin(x);
  const { sin: s, cos: c } = sinCos(guess);
  return c.hi === 0 || Math.abs(x) === 1 ? guess : guess + sub(dd(x), s).hi / c.hi;
}

export function acos(x: number): number {
  if (!(Math.abs(x) <= 1) || Math.abs(x) === 1) return Math.acos(x);
  const guess = Math.acos(x);
  const { sin: s, cos: c } = sinCos(guess);
  return guess + sub(c, dd(x)).hi / s.hi;
}

export function atan(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) < 1e-10 || Math.abs(x) > 1e150) return Math.atan(x);
  const guess = Math.atan(x);
  const { sin: s, cos: c } = sinCos(guess);
  return guess + div(sub(times(c, x), s), add(c, times(s, x))).hi;
}

export function atan2(y: number, x: number): number {
  const guess = Math.atan2(y, x);
  const large = Math.max(Math.abs(x), Math.abs(y));
  const small = Math.min(Math.abs(x), Math.abs(y));
  if (!Number.isFinite(guess) || large > 1e150 || small < 1e-150 || !Number.isFinite(large)) return guess;
  if (Math.abs(guess) < 1e-10) return guess;
  const { sin: s, cos: c } = sinCos(guess);
  return guess + div(sub(times(c, y), times(s, x)), add(times(c, x), times(s, y))).hi;
}

/** sinh to atanh follow fdlibm's formulas, as glibc does; they are off in the last digit where glibc is. */
export function sinh(x: number): number {
  const magnitude = Math.abs(x);
  const half = x < 0 ? -0.5 : 0.5;
  if (!Number.isFinite(x) || magnitude < 2 ** -28) return x;
  if (magnitude < 22) {
    const t = expm1(magnitude);
    return magnitude < 1 ? half * (2 * t - (t * t) / (t + 1)) : half * (t + t / (t + 1));
  }
  if (magnitude < 709.78) return half * exp(magnitude);
  const root = exp(0.5 * magnitude);
  return half * root * root;
}

export function cosh(x: number): number {
  const magnitude = Math.abs(x);
  if (!Number.isFinite(x)) return magnitude;
  if (magnitude < 0.5 * Math.LN2) {
    const t = expm1(magnitude);
    const w = 1 + t;
    return 1 + (t * t) / (w + w);
  }
  if (magnitude < 22) {
    const t = exp(magnitude);
    return 0.5 * t + 0.5 / t;
  }
  if (magnitude < 709.78) return 0.5 * exp(magnitude);
  const root = exp(0.5 * magnitude);
  return 0.5 * root * root;
}

export function tanh(x: number): number {
  const magnitude = Math.abs(x);
  if (Number.isNaN(x) || magnitude < 2 ** -55) return x;
  let z = 1;
  if (magnitude < 22) {
    if (magnitude >= 1) {
      z = 1 - 2 / (expm1(2 * magnitude) + 2);
    } else {
      const t = expm1(-2 * magnitude);
      z = -t / (t + 2);
    }
  }
  return x < 0 ? -z : z;
}

export function asinh(x: number): number {
  const magnitude = Math.abs(x);
  if (!Number.isFinite(x) || magnitude < 2 ** -28) return x;
  let w: number;
  if (magnitude > 2 ** 28) w = log(magnitude) + Math.LN2;
  else if (magnitude > 2) w = log(2 * magnitude + 1 / (Math.sqrt(x * x + 1) + magnitude));
  else w = log1p(magnitude + (x * x) / (1 + Math.sqrt(1 + x * x)));
  return x < 0 ? -w : w;
}

export function acosh(x: number): number {
  if (!(x > 1) || !Number.isFinite(x)) return Math.acosh(x);
  if (x >= 2 ** 28) return log(x) + Math.LN2;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}

export function atanh(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < 1) || magnitude < 2 ** -28) return Math.atanh(x);
  const twice = magnitude + magnitude;
  const z =
    magnitude < 0.5
      ? 0.5 * log1p(twice + (twice * magnitude) / (1 - magnitude))
      : 0.5 * log1p(twice / (1 - magnitude));
  return x < 0 ? -z : z;
}

/** sqrt(x*x + y*y), rounded once. */
export function hypot2(x: number, y: number): number {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return Math.hypot(x, y);
  return norm([x, y]);
}

/** The Euclidean norm of finite floats, rounded once. */
export function norm(values: readonly number[]): number {
  const largest = Math.max(0, ...values.map(Math.abs));
  if (largest === 0) return 0;
  const [, exponent] = frexp(largest);
  let sum = dd(0);
  for (const value of values) {
    const scaled = ldexp(value, -exponent);
    sum = add(sum, twoProduct(scaled, scaled));
  }
  const root = ddSqrt(sum);
  return ldexp(root.hi + root.lo, exponent);
}

/** Of glibc's cbrt (s_cbrt.c before 2.41), whose last digit programs print. */
const coefficients = [
  0.35489576504391984, 1.508191937815849, -2.114994941673713, 2.4469312256353444, -1.8346927748361308,
  0.7849323449766392, -0.14526389938548637,
];

export function cbrt(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const [xm, xe] = frexp(Math.abs(x));
  const u = coefficients.reduceRight((sum, coefficient) => coefficient + sum * xm, 0);
  const t2 = u * u * u;
  const rest = xe % 3;
  const factor = [1 / 1.5874010519681996, 1 / 1.2599210498948732, 1, 1.2599210498948732, 1.5874010519681996];
  const ym = ((u * (t2 + 2 * xm)) / (2 * t2 + xm)) * factor[2 + rest];
  return ldexp(x > 0 ? ym : -ym, (xe - rest) / 3);
}
