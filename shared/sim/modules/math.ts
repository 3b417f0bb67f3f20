/** math (Modules/mathmodule.c): arguments and results as objects; the functions themselves are numbers/. */
import * as ints from '../numbers/ints.ts';
import * as m from '../numbers/math.ts';
import { callLookedUp } from '../objects/abstract/calls.ts';
import { toIndex } from '../objects/abstract/indices.ts';
import { forEach, getIter, iterNext, listItems } from '../objects/abstract/iteration.ts';
import { binaryOp, inplaceOp } from '../objects/abstract/number.ts';
import { parseArgs } from '../objects/args.ts';
import { overflowError, typeError, valueError } from '../objects/errors.ts';
import { K, type PyObject, type PyType } from '../objects/header.ts';
import { decref, incref, orRelease } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, inTuple, type KwNames, type MethodDef, m1, mK, mN } from '../objects/slots.ts';
import { positionalCount } from '../objects/types/builtin.ts';
import { dictSetJs } from '../objects/types/dict.ts';
import { floatNew, toFloat } from '../objects/types/float.ts';
import { intFromNumber, intInDigits, intNew, intOfSize } from '../objects/types/int.ts';
import { leftShiftDigits } from '../objects/types/int-blocks.ts';
import { chargeGcd } from '../objects/types/int-work.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import type { ModuleDef } from './module.ts';

type Int = ints.PyInt;

const bool = (rt: Runtime, value: boolean): PyObject => incref(value ? rt.True : rt.False);

/** operator.index(o) as a plain value. */
function indexValue(rt: Runtime, o: PyObject): Int {
  const r = toIndex(rt, o);
  const value = r.v as Int;
  decref(rt, r);
  return value;
}

/** Charges a result of about `bits` bits that is made of `factors` factors. */
function chargeBits(rt: Runtime, bits: number, factors: number): void {
  const digits = Math.min(bits, ints.maxBits) / 30;
  charge(rt, Math.floor(4 * Math.min(factors, ints.maxBits) + 20 * Math.min(digits * digits, 300 * digits)));
}

/** Charges multiplying `factors` numbers one after the other into a result of `bits` bits. */
function chargeChain(rt: Runtime, bits: number, factors: number): void {
  const digits = Math.min(bits, ints.maxBits) / 30;
  charge(rt, Math.floor(Math.min(factors, ints.maxBits) * (10 + digits / 4)));
}

/** A function of one float. */
function one(name: string, f: (x: number) => number): MethodDef {
  return m1(name, (rt, _self, x) => floatNew(rt, f(toFloat(rt, x))));
}

/** A function of two floats. */
function two(name: string, f: (x: number, y: number) => number): MethodDef {
  return mN(name, (rt, _self, args) => floatNew(rt, f(toFloat(rt, args[0]), toFloat(rt, args[1]))), 2, 2);
}

function test(name: string, f: (x: number) => boolean): MethodDef {
  return m1(name, (rt, _self, x) => bool(rt, f(toFloat(rt, x))));
}

/** Smallest normal float. */
const NORMAL = 2.2250738585072014e-308;

function logOf(rt: Runtime, name: 'log' | 'log2' | 'log10', x: PyObject): number {
  if (x.type.kind === K.INT) return m.logarithm(name, x.v as Int);
  return m.logarithm(name, { float: toFloat(rt, x) });
}

function log(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const n = args.length;
  if (n < 1 || n > 2) {
    if (rt.ruleset.minor <= 11) throw typeError(rt, 'math.log requires 1 to 2 arguments');
    throw positionalCount(rt, 'log', n, 1, 2);
  }
  const numerator = floatNew(rt, logOf(rt, 'log', args[0]));
  if (args.length === 1) return numerator;
  // Both logarithms are floats, which are divided.
  const denominator = orRelease(rt, numerator, () => floatNew(rt, logOf(rt, 'log', args[1])));
  try {
    return floatNew(rt, m.logarithmToBase(numerator.v, denominator.v));
  } finally {
    decref(rt, numerator);
    decref(rt, denominator);
  }
}

/** floor and ceil: floats at once, other objects by their method, else as a float. */
function rounded(name: string, method: string, f: (x: number) => Int): MethodDef {
  return m1(name, (rt, _self, x) => {
    if (x.type === rt.floatType) return intNew(rt, f(x.v));
    const r = callLookedUp(rt, x, method, []);
    if (r !== null) return r;
    return intNew(rt, f(toFloat(rt, x)));
  });
}

function trunc(rt: Runtime, _self: PyObject, x: PyObject): PyObject {
  if (x.type === rt.floatType) return intNew(rt, m.trunc(x.v));
  const r = callLookedUp(rt, x, '__trunc__', []);
  if (r === null) throw typeError(rt, `type ${x.type.name} doesn't define __trunc__ method`);
  return r;
}

function factorialOf(rt: Runtime, n: Int): PyObject {
  if (BigInt(n) > 2n ** 63n - 1n)
    throw overflowError(rt, 'factorial() argument should not exceed 9223372036854775807');
  const factors = Number(n);
  if (factors > 20) chargeBits(rt, factors * Math.log2(factors), factors);
  const r = m.factorial(n);
  // Up to 20! from a table; else the odd part, shifted.
  if (factors <= 20) return wordOrInt(rt, r);
  const twos = factors - ints.bitCount(factors);
  return intInDigits(rt, r, leftShiftDigits(rt, ints.rshift(r, twos), twos));
}

function factorial(rt: Runtime, _self: PyObject, x: PyObject): PyObject {
  if (x.type.kind === K.FLOAT && rt.ruleset.minor <= 9) {
    if (!Number.isInteger(x.v)) throw valueError(rt, 'factorial() only accepts integral values');
    return factorialOf(rt, ints.fromFloat(x.v));
  }
  return factorialOf(rt, indexValue(rt, x));
}

/** gcd and lcm: of any number of ints from 3.9 on, of exactly two before. */
function fold(name: string, empty: Int, f: (a: Int, b: Int) => Int): MethodDef {
  return mN(
    name,
    (rt, _self, args) => {
      if (rt.ruleset.minor <= 8 && args.length !== 2) {
        throw typeError(rt, `${name} expected 2 arguments, got ${args.length}`);
      }
      if (args.length === 0) return intNew(rt, empty);
      let total = ints.abs(indexValue(rt, args[0]));
      for (const x of args.slice(1)) {
        const value = indexValue(rt, x);
        chargeGcd(rt, total, value);
        total = f(total, value);
      }
      return intNew(rt, total);
    },
    0,
    -1,
  );
}

/** Small results come of C's unsigned integers. */
function wordOrInt(rt: Runtime, value: Int): PyObject {
  return typeof value === 'number' ? intOfSize(rt, value) : intNew(rt, value);
}

function perm(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const n = indexValue(rt, args[0]);
  if (args.length < 2 || args[1] === rt.None) return factorialOf(rt, n);
  const k = indexValue(rt, args[1]);
  if (typeof k === 'number' && k <= n) chargeChain(rt, k * ints.bitLength(n), k);
  return wordOrInt(rt, m.perm(n, k));
}

function comb(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const n = indexValue(rt, args[0]);
  const k = indexValue(rt, args[1]);
  const few = Math.min(Number(k), Number(n) - Number(k));
  if (few > 0) chargeChain(rt, few * ints.bitLength(n), 2 * few);
  return wordOrInt(rt, m.comb(n, k));
}

function floatsOf(rt: Runtime, iterable: PyObject): number[] {
  const values: number[] = [];
  forEach(rt, iterable, (x) => {
    try {
      values.push(toFloat(rt, x));
    } finally {
      decref(rt, x);
    }
    if ((values.length & 0xffff) === 0) rt.mem.mustHold(8 * values.length);
  });
  return values;
}

function dist(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const points = args.map((p) => {
    if (p.type.kind !== K.TUPLE && rt.ruleset.minor <= 7)
      throw typeError(rt, 'dist argument must be a tuple');
    return floatsOf(rt, p);
  });
  if (points[0].length !== points[1].length) {
    throw valueError(rt, 'both points must have the same number of dimensions');
  }
  const differences = points[0].map((x, i) => x - points[1][i]);
  return floatNew(rt, m.hypot(differences, m.hypotIsAccurate(rt.ruleset.minor)));
}

function prod(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [iterable, start] = parseArgs(rt, 'prod', args, kw, ['iterable', 'start'], 1, 1, 1);
  const it = getIter(rt, iterable!);
  let total = start === null ? intFromNumber(rt, 1) : incref(start);
  let x: PyObject | null = null;
  const advance = (): void => {
    const used = x;
    x = null;
    if (used !== null) decref(rt, used);
    x = iterNext(rt, it);
  };
  const multiply = (): void => {
    const product = binaryOp(rt, total, x!, 'multiply', '*');
    decref(rt, total);
    total = product;
    advance();
  };
  try {
    advance();
    // Without objects in between as long as they are small ints, and from the first float on.
    for (const type of [rt.intType, rt.floatType]) {
      if (total.type !== type || typeof total.v !== 'number') continue;
      const n = multiplyNumbers(rt, type, total.v, () => x, advance);
      decref(rt, total);
      total = type === rt.floatType ? floatNew(rt, n) : intFromNumber(rt, n);
      if (x !== null) multiply();
    }
    while (x !== null) multiply();
    return total;
  } catch (error) {
    if (x !== null) decref(rt, x);
    decref(rt, total);
    throw error;
  } finally {
    decref(rt, it);
  }
}

/** The product of `n` and of the items that are of `type` or ints, up to the first that is neither or leads beyond safe ints. */
function multiplyNumbers(
  rt: Runtime,
  type: PyType,
  n: number,
  item: () => PyObject | null,
  advance: () => void,
): number {
  for (;;) {
    const x = item();
    if (x === null || (x.type !== type && x.type !== rt.intType) || typeof x.v !== 'number') return n;
    // An int has no negative zero.
    const product = type === rt.intType ? n * x.v + 0 : n * x.v;
    if (type === rt.intType && !Number.isSafeInteger(product)) return n;
    n = product;
    advance();
  }
}

/** sumprod: exact for ints, rounded once for floats, by the operators for others. */
function sumprod(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const p = listItems(rt, args[0]);
  let q: PyObject[] = [];
  try {
    q = listItems(rt, args[1]);
    if (p.length !== q.length) throw valueError(rt, 'Inputs are not the same length');
    const plain = (o: PyObject): boolean => o.type === rt.floatType || o.type === rt.intType;
    if (p.some((x) => x.type === rt.floatType) && [...p, ...q].every(plain)) {
      const parts: number[] = [];
      for (let i = 0; i < p.length; i++) {
        const x = toFloat(rt, p[i]);
        const y = toFloat(rt, q[i]);
        parts.push(x * y);
        if (Number.isFinite(x * y)) parts.push(m.fma(x, y, -(x * y)));
      }
      return floatNew(rt, m.fsum(parts));
    }
    let total = intFromNumber(rt, 0);
    for (let i = 0; i < p.length; i++) {
      const before = total;
      total = orRelease(rt, before, () => {
        const product = binaryOp(rt, p[i], q[i], 'multiply', '*');
        try {
          return inplaceOp(rt, before, product, 'iadd', 'add', '+=');
        } finally {
          decref(rt, product);
        }
      });
      decref(rt, before);
    }
    return total;
  } finally {
    for (const x of [...p, ...q]) decref(rt, x);
  }
}

function isclose(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [a, b, relative, absolute] = parseArgs(
    rt,
    'isclose',
    args,
    kw,
    ['a', 'b', 'rel_tol', 'abs_tol'],
    2,
    2,
  );
  return bool(
    rt,
    m.isClose(
      toFloat(rt, a!),
      toFloat(rt, b!),
      relative === null ? undefined : toFloat(rt, relative),
      absolute === null ? undefined : toFloat(rt, absolute),
    ),
  );
}

function nextafter(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [x, y, steps] = parseArgs(rt, 'nextafter', args, kw, ['x', 'y', 'steps'], 2, 2, 2);
  let n = 1;
  if (steps !== null && steps !== rt.None) {
    const value = indexValue(rt, steps);
    if (value < 0) throw valueError(rt, 'steps must be a non-negative integer');
    n = Number(value);
  }
  return floatNew(rt, m.nextAfter(toFloat(rt, x!), toFloat(rt, y!), n));
}

function isqrt(rt: Runtime, _self: PyObject, x: PyObject): PyObject {
  const n = indexValue(rt, x);
  if (n < 0) throw valueError(rt, 'isqrt() argument must be nonnegative');
  if (typeof n === 'bigint') chargeBits(rt, 4 * ints.bitLength(n), 0);
  return wordOrInt(rt, ints.isqrt(n));
}

function ldexp(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const x = toFloat(rt, args[0]);
  if (args[1].type.kind !== K.INT) throw typeError(rt, 'Expected an int as second argument to ldexp.');
  return floatNew(rt, m.ldexp(x, args[1].v as Int));
}

export const mathModule: ModuleDef = {
  name: 'math',
  functions: [
    ...m.unaryNames.map((name) => one(name, (x) => m.unary(name, x))),
    one('degrees', m.degrees),
    one('radians', m.radians),
    one('ulp', m.ulp),
    two('atan2', m.atan2),
    two('copysign', m.copysign),
    two('fmod', m.fmod),
    two('remainder', m.remainder),
    two('pow', m.pow),
    two('fmax', (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y))),
    two('fmin', (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y))),
    test('isfinite', Number.isFinite),
    test('isinf', (x) => Math.abs(x) === Infinity),
    test('isnan', Number.isNaN),
    test('isnormal', (x) => Number.isFinite(x) && Math.abs(x) >= NORMAL),
    test('issubnormal', (x) => x !== 0 && Math.abs(x) < NORMAL),
    test('signbit', (x) => m.copysign(1, x) < 0),
    inTuple(mN('log', log, 0, Number.POSITIVE_INFINITY), (minor) => minor <= 11),
    m1('log2', (rt, _self, x) => floatNew(rt, logOf(rt, 'log2', x))),
    m1('log10', (rt, _self, x) => floatNew(rt, logOf(rt, 'log10', x))),
    rounded('floor', '__floor__', m.floor),
    rounded('ceil', '__ceil__', m.ceil),
    m1('trunc', trunc),
    m1('factorial', factorial),
    m1('isqrt', isqrt),
    fold('gcd', 0, ints.gcd),
    fold('lcm', 1, m.lcm),
    mN('comb', comb, 2, 2),
    mN('perm', perm, 1, 2),
    mN('dist', dist, 2, 2),
    mN(
      'hypot',
      (rt, _self, args) => {
        const values = args.map((x) => toFloat(rt, x));
        return floatNew(rt, m.hypot(values, m.hypotIsAccurate(rt.ruleset.minor)));
      },
      0,
      -1,
    ),
    m1('fsum', (rt, _self, x) => floatNew(rt, m.fsum(floatsOf(rt, x)))),
    mK('prod', prod),
    mN('sumprod', sumprod, 2, 2),
    mK('isclose', isclose),
    mK('nextafter', nextafter),
    mN('ldexp', ldexp, 2, 2),
    m1('frexp', (rt, _self, x) => {
      const [mantissa, exponent] = m.frexp(toFloat(rt, x));
      return stealTuple(rt, [floatNew(rt, mantissa), intFromNumber(rt, exponent)]);
    }),
    m1('modf', (rt, _self, x) => {
      const [fraction, whole] = m.modf(toFloat(rt, x));
      return stealTuple(rt, [floatNew(rt, fraction), floatNew(rt, whole)]);
    }),
    mN(
      'fma',
      (rt, _self, [x, y, z]) => floatNew(rt, m.fma(toFloat(rt, x), toFloat(rt, y), toFloat(rt, z))),
      3,
      3,
    ),
  ],
  leaveOut: ({ minor }) => [
    ...(minor < 9 ? ['lcm', 'nextafter', 'ulp'] : []),
    ...(minor < 11 ? ['cbrt', 'exp2'] : []),
    ...(minor < 12 ? ['sumprod'] : []),
    ...(minor < 13 ? ['fma'] : []),
    ...(minor < 15 ? ['fmax', 'fmin', 'isnormal', 'issubnormal', 'signbit'] : []),
  ],
  setup(rt, module) {
    const constants = { pi: Math.PI, e: Math.E, tau: 2 * Math.PI, inf: Infinity, nan: Number.NaN };
    for (const [name, value] of Object.entries(constants)) {
      const o = floatNew(rt, value);
      dictSetJs(rt, module.dict as PyObject, name, o);
      decref(rt, o);
    }
  },
};
