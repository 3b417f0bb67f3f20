/**
 * Operations on constants, with CPython's limits on what is folded (Python/ast_opt.c, safe_multiply and the like).
 * Every function answers null where CPython leaves the operation to run time.
 */
import * as complex from '../numbers/complex.ts';
import { power } from '../numbers/floats.ts';
import { Raised } from '../numbers/raised.ts';
import type { BinaryOperator, UnaryOperator } from './ast.ts';
import type { Constant } from './code.ts';
import { boolConstant, intConstant, strConstant, tupleConstant } from './constants.ts';

const MAX_INT_BITS = 128;
const MAX_COLLECTION_SIZE = 256;
const MAX_STR_SIZE = 4096;
const MAX_TOTAL_ITEMS = 1024;

/** The truth of a constant. */
export function constantTruth(constant: Constant): boolean {
  switch (constant.kind) {
    case 'None':
    case 'False':
      return false;
    case 'int':
    case 'float':
      // Number(...) of a bigint is never 0 unless it is 0n; NaN is true.
      return Number(constant.value) !== 0;
    case 'complex':
      return constant.real !== 0 || constant.imag !== 0;
    case 'str':
    case 'bytes':
      return constant.value.length > 0;
    case 'tuple':
    case 'frozenset':
      return constant.items.length > 0;
    default:
      return true;
  }
}

function asInt(constant: Constant): bigint | null {
  if (constant.kind === 'int') return BigInt(constant.value);
  if (constant.kind === 'True') return 1n;
  return constant.kind === 'False' ? 0n : null;
}

/** A float, or an int small enough to be one exactly. */
function asFloat(constant: Constant): number | null {
  if (constant.kind === 'float') return constant.value;
  const int = asInt(constant);
  return int !== null && int >= -(2n ** 53n) && int <= 2n ** 53n ? Number(int) : null;
}

export function foldUnary(op: UnaryOperator, operand: Constant, minor: number): Constant | null {
  if (op === 'not') return boolConstant(!constantTruth(operand));
  const int = asInt(operand);
  if (int !== null) {
    if (op === '~') {
      // ~True warns from 3.12 on, each time it runs.
      return operand.kind !== 'int' && minor >= 12 ? null : intConstant(~int);
    }
    return intConstant(op === '-' ? -int : int);
  }
  if (op === '~') return null;
  if (operand.kind === 'float') return { kind: 'float', value: op === '-' ? -operand.value : operand.value };
  if (operand.kind === 'complex') {
    const { real, imag } = operand;
    return op === '-' ? { kind: 'complex', real: -real, imag: -imag } : operand;
  }
  return null;
}

export function foldBinary(
  left: Constant,
  op: BinaryOperator,
  right: Constant,
  minor: number,
): Constant | null {
  const a = asInt(left);
  const b = asInt(right);
  if (a !== null && b !== null) {
    if ((op === '&' || op === '|' || op === '^') && left.kind !== 'int' && right.kind !== 'int') {
      return boolConstant((op === '&' ? a & b : op === '|' ? a | b : a ^ b) !== 0n);
    }
    return foldInts(a, op, b);
  }
  if (op === '*') {
    if (a !== null && isSequence(right)) return repeat(right, a);
    if (b !== null && isSequence(left)) return repeat(left, b);
  }
  if (op === '+') {
    const joined = concatenate(left, right);
    if (joined) return joined;
  }
  if (left.kind === 'complex' || right.kind === 'complex') {
    const mixed = MIXED[op];
    return mixed !== undefined && minor >= 14 && left.kind !== right.kind
      ? foldMixed(left, mixed, right)
      : foldComplex(left, op, right);
  }
  if (left.kind === 'float' || right.kind === 'float') {
    const x = asFloat(left);
    const y = asFloat(right);
    if (x !== null && y !== null) return op === '**' ? foldPower(left, right) : foldFloats(x, op, y);
  }
  return null;
}

/** What `make` gives, or null where it raises: CPython leaves the error to run time. */
function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof Raised) return null;
    throw error;
  }
}

/** left ** right that is a float, or a complex number where a negative base has a fraction in its exponent. */
function foldPower(left: Constant, right: Constant): Constant | null {
  const x = asFloat(left);
  const y = asFloat(right);
  if (x === null || y === null) return null;
  const value = orNull(() => power(x, y, (p, q) => p ** q));
  if (value === null) return null;
  return value === undefined ? foldComplex(left, '**', right) : { kind: 'float', value };
}

function isSequence(constant: Constant): boolean {
  return constant.kind === 'str' || constant.kind === 'bytes' || constant.kind === 'tuple';
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : (value < 0n ? -value : value).toString(2).length;
}

function foldInts(a: bigint, op: BinaryOperator, b: bigint): Constant | null {
  switch (op) {
    case '+':
      return intConstant(a + b);
    case '-':
      return intConstant(a - b);
    case '*':
      return a !== 0n && b !== 0n && bitLength(a) + bitLength(b) > MAX_INT_BITS ? null : intConstant(a * b);
    case '/': {
      const x = asFloat(intConstant(a));
      const y = asFloat(intConstant(b));
      return b === 0n || x === null || y === null ? null : { kind: 'float', value: x / y };
    }
    case '//':
      return b === 0n ? null : intConstant(floorDivide(a, b));
    case '%':
      return b === 0n ? null : intConstant(a - floorDivide(a, b) * b);
    case '**':
      if (b < 0n) return foldPower(intConstant(a), intConstant(b));
      if (b > 0n && a !== 0n && bitLength(a) > MAX_INT_BITS / Number(b)) return null;
      return intConstant(a ** b);
    case '<<':
      if (b < 0n) return null;
      if (a !== 0n && b !== 0n && (b > BigInt(MAX_INT_BITS) || bitLength(a) > MAX_INT_BITS - Number(b)))
        return null;
      return intConstant(a << b);
    case '>>':
      return b < 0n ? null : intConstant(b > 100000n ? (a < 0n ? -1n : 0n) : a >> b);
    case '&':
      return intConstant(a & b);
    case '|':
      return intConstant(a | b);
    case '^':
      return intConstant(a ^ b);
    case '@':
      return null;
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function foldFloats(x: number, op: BinaryOperator, y: number): Constant | null {
  switch (op) {
    case '+':
      return { kind: 'float', value: x + y };
    case '-':
      return { kind: 'float', value: x - y };
    case '*':
      return { kind: 'float', value: x * y };
    case '/':
      return y === 0 ? null : { kind: 'float', value: x / y };
    case '//':
      return y === 0 ? null : { kind: 'float', value: floatDivmod(x, y)[0] };
    case '%':
      return y === 0 ? null : { kind: 'float', value: floatDivmod(x, y)[1] };
    default:
      return null;
  }
}

/** Objects/floatobject.c, _float_div_mod. */
function floatDivmod(x: number, y: number): [number, number] {
  let mod = x % y;
  let div = (x - mod) / y;
  if (mod !== 0) {
    if (y < 0 !== mod < 0) {
      mod += y;
      div -= 1;
    }
  } else {
    mod = y < 0 ? -0 : 0;
  }
  if (div === 0) return [x / y < 0 || Object.is(x / y, -0) ? -0 : 0, mod];
  const floor = Math.floor(div);
  return [div - floor > 0.5 ? floor + 1 : floor, mod];
}

const MIXED: Partial<Record<BinaryOperator, keyof typeof complex.mixed>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
};

/** One operand is complex and the other real. */
function foldMixed(left: Constant, op: keyof typeof complex.mixed, right: Constant): Constant | null {
  const operand = (c: Constant) => (c.kind === 'complex' ? c : asFloat(c));
  const a = operand(left);
  const b = operand(right);
  if (a === null || b === null) return null;
  const value = orNull(() => complex.mixed[op](a, b));
  return value && { kind: 'complex', ...value };
}

function foldComplex(left: Constant, op: BinaryOperator, right: Constant): Constant | null {
  const parts = (c: Constant): [number, number] | null => {
    if (c.kind === 'complex') return [c.real, c.imag];
    const real = asFloat(c);
    return real === null ? null : [real, 0];
  };
  const a = parts(left);
  const b = parts(right);
  if (!a || !b) return null;
  if (op === '+') return { kind: 'complex', real: a[0] + b[0], imag: a[1] + b[1] };
  if (op === '-') return { kind: 'complex', real: a[0] - b[0], imag: a[1] - b[1] };
  if (op === '*')
    return { kind: 'complex', real: a[0] * b[0] - a[1] * b[1], imag: a[0] * b[1] + a[1] * b[0] };
  if (op !== '/' && op !== '**') return null;
  const calculate = op === '/' ? complex.div : complex.pow;
  const value = orNull(() => calculate(complex.complex(...a), complex.complex(...b)));
  return value && { kind: 'complex', ...value };
}

function concatenate(left: Constant, right: Constant): Constant | null {
  if (left.kind === 'str' && right.kind === 'str') return strConstant(left.value + right.value);
  if (left.kind === 'bytes' && right.kind === 'bytes') {
    return { kind: 'bytes', value: Uint8Array.from([...left.value, ...right.value]) };
  }
  if (left.kind === 'tuple' && right.kind === 'tuple') return tupleConstant([...left.items, ...right.items]);
  return null;
}

function repeat(sequence: Constant, times: bigint): Constant | null {
  if (sequence.kind === 'str' || sequence.kind === 'bytes') {
    const size = sequence.kind === 'str' ? [...sequence.value].length : sequence.value.length;
    if (size > 0 && (times < 0n || times > BigInt(Math.floor(MAX_STR_SIZE / size)))) return null;
    const count = size === 0 || times < 0n ? 0 : Number(times);
    if (sequence.kind === 'str') return strConstant(sequence.value.repeat(count));
    const value = new Uint8Array(size * count);
    for (let i = 0; i < count; i++) value.set(sequence.value, i * size);
    return { kind: 'bytes', value };
  }
  if (sequence.kind === 'tuple') {
    const size = sequence.items.length;
    if (size > 0) {
      if (times < 0n || times > BigInt(Math.floor(MAX_COLLECTION_SIZE / size))) return null;
      if (times !== 0n && totalItems(sequence) * Number(times) > MAX_TOTAL_ITEMS) return null;
    }
    const items: Constant[] = [];
    for (let i = 0; size > 0 && i < Number(times); i++) items.push(...sequence.items);
    return tupleConstant(items);
  }
  return null;
}

function totalItems(constant: Constant): number {
  if (constant.kind !== 'tuple') return 0;
  return constant.items.reduce((n, item) => n + 1 + totalItems(item), 0);
}

/** `constant[start:stop:step]`; null stands for a bound left out. */
export function foldSliced(
  constant: Constant,
  start: Constant | null,
  stop: Constant | null,
  step: Constant | null,
): Constant | null {
  if (constant.kind !== 'str' && constant.kind !== 'bytes' && constant.kind !== 'tuple') return null;
  const bounds = [start, stop, step].map((bound) => (bound === null ? null : asInt(bound)));
  if ([start, stop, step].some((bound, i) => bound !== null && bounds[i] === null)) return null;
  const items =
    constant.kind === 'str'
      ? [...constant.value]
      : constant.kind === 'bytes'
        ? [...constant.value]
        : constant.items;
  const by = Number(bounds[2] ?? 1n);
  if (by === 0) return null;
  // PySlice_AdjustIndices; beyond the ends all bounds are alike.
  const { length } = items;
  const clamp = (bound: bigint | null, missing: number): number => {
    if (bound === null) return missing;
    const index = Number(bound) + (bound < 0n ? length : 0);
    return by < 0 ? Math.min(Math.max(index, -1), length - 1) : Math.min(Math.max(index, 0), length);
  };
  const from = clamp(bounds[0], by < 0 ? length - 1 : 0);
  const to = clamp(bounds[1], by < 0 ? -1 : length);
  const picked: (typeof items)[number][] = [];
  for (let i = from; by < 0 ? i > to : i < to; i += by) picked.push(items[i]);
  if (constant.kind === 'str') return strConstant(picked.join(''));
  if (constant.kind === 'bytes') return { kind: 'bytes', value: Uint8Array.from(picked as number[]) };
  return tupleConstant(picked as Constant[]);
}

/** `constant[index]` for an int index within range. */
export function foldSubscript(constant: Constant, index: Constant): Constant | null {
  const at = asInt(index);
  if (at === null) return null;
  const items =
    constant.kind === 'tuple'
      ? constant.items
      : constant.kind === 'str'
        ? [...constant.value].map(strConstant)
        : constant.kind === 'bytes'
          ? [...constant.value].map((byte) => intConstant(byte))
          : null;
  if (!items) return null;
  const place = at < 0n ? at + BigInt(items.length) : at;
  return place >= 0n && place < BigInt(items.length) ? items[Number(place)] : null;
}
