/** Operators with broadcasting (numpy/_core/src/umath). */
import { valueError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Binary } from '../objects/slots.ts';
import {
  type ArrayData,
  arrayOf,
  chargeElements,
  forEachOffset,
  fromPython,
  isArray,
  isUniform,
  newArray,
} from './numpy-array.ts';
import { type Dtype, dtypeNamed, promote } from './numpy-data.ts';
import { shapeText } from './numpy-indexing.ts';

type Operation = { readonly f: (x: number, y: number) => number; readonly kind: 'same' | 'float' | 'bool' };

/** An operator for arrays and numbers, with broadcasting; `inPlace` stores into the left operand. */
export function operate(rt: Runtime, x: PyObject, y: PyObject, op: Operation, inPlace = false): PyObject {
  const left = operand(rt, x);
  const right = operand(rt, y);
  if (left === null || right === null) {
    if (left !== null) decref(rt, left);
    if (right !== null) decref(rt, right);
    return incref(rt.NotImplemented);
  }
  try {
    const a = arrayOf(left);
    const b = arrayOf(right);
    // A Python number takes the array's type where that can hold its kind.
    let dtype = !isArray(rt, y)
      ? weak(a.dtype, b.dtype)
      : !isArray(rt, x)
        ? weak(b.dtype, a.dtype)
        : promote(a.dtype, b.dtype);
    if (op.kind === 'bool') dtype = dtypeNamed('bool')!;
    else if (op.kind === 'float' && dtype.kind !== 'f') dtype = dtypeNamed('float64')!;
    else if (dtype.kind === 'b') dtype = dtypeNamed('int64')!;
    const shape = broadcast(rt, a.shape, b.shape);
    const r = inPlace ? incref(x) : newArray(rt, shape, dtype);
    const target = arrayOf(r);
    const p = stretched(a, shape);
    const q = stretched(b, shape);
    const offsetsA: number[] = [];
    const offsetsB: number[] = [];
    if (isUniform(a) && isUniform(b) && !inPlace) {
      // Both hold one value everywhere: so does the result.
      const value = target.store(op.f(a.data.numbers.fill, b.data.numbers.fill));
      target.data.refill(value);
      return r;
    }
    chargeElements(rt, target);
    chargeElements(rt, target);
    forEachOffset(p, (at) => offsetsA.push(at));
    forEachOffset(q, (at) => offsetsB.push(at));
    let i = 0;
    forEachOffset(target, (at) => {
      const value = op.f(a.data.numbers.get(offsetsA[i]), b.data.numbers.get(offsetsB[i]));
      target.data.numbers.set(at, target.store(value));
      i++;
    });
    return r;
  } finally {
    decref(rt, left);
    decref(rt, right);
  }
}

function weak(array: Dtype, scalar: Dtype): Dtype {
  if (scalar.kind === 'f' && array.kind !== 'f') return dtypeNamed('float64')!;
  if (array.kind === 'b') return scalar;
  return array;
}

/** An array of an operand (new reference), null where it is no number. */
function operand(rt: Runtime, o: PyObject): PyObject | null {
  if (isArray(rt, o)) return incref(o);
  if ([K.INT, K.FLOAT, K.LIST, K.TUPLE].some((kind) => kind === o.type.kind)) return fromPython(rt, o, null);
  return null;
}

function broadcast(rt: Runtime, a: readonly number[], b: readonly number[]): number[] {
  const n = Math.max(a.length, b.length);
  return Array.from({ length: n }, (_, i) => {
    const x = a[a.length - n + i] ?? 1;
    const y = b[b.length - n + i] ?? 1;
    if (x !== y && x !== 1 && y !== 1) {
      throw valueError(
        rt,
        `operands could not be broadcast together with shapes ${shapeText(a)} ${shapeText(b)} `,
      );
    }
    return x === 1 ? y : x;
  });
}

/** The array as if of that shape: axes of length 1 repeat. */
function stretched(a: ArrayData, shape: readonly number[]): ArrayData {
  const missing = shape.length - a.shape.length;
  const strides = shape.map((n, i) =>
    i < missing || (a.shape[i - missing] === 1 && n !== 1) ? 0 : a.strides[i - missing],
  );
  return { data: a.data, dtype: a.dtype, offset: a.offset, shape: [...shape], strides };
}

/** The slot of an operator. */
export const binary =
  (f: Operation['f'], kind: Operation['kind'] = 'same'): Binary =>
  (rt, a, b) =>
    operate(rt, a, b, { f, kind });

/** The slot of an operator that stores into its left operand. */
export const inPlace =
  (f: Operation['f'], kind: Operation['kind'] = 'same'): Binary =>
  (rt, a, b) =>
    operate(rt, a, b, { f, kind }, true);

// The operations, on two elements.
export const add = (x: number, y: number): number => x + y;

export const subtract = (x: number, y: number): number => x - y;

export const multiply = (x: number, y: number): number => x * y;

export const divide = (x: number, y: number): number => x / y;

export const floorDivide = (x: number, y: number): number => Math.floor(x / y);

export const modulo = (x: number, y: number): number => x - y * Math.floor(x / y);

export const power = (x: number, y: number): number => x ** y;

/** The comparisons, in the order of CMP. */
export const comparisons: readonly Operation['f'][] = [
  (x, y) => Number(x < y),
  (x, y) => Number(x <= y),
  (x, y) => Number(x === y),
  (x, y) => Number(x !== y),
  (x, y) => Number(x > y),
  (x, y) => Number(x >= y),
];
