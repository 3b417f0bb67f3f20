/** The arrays of numpy.ts as objects: their blocks, shapes and views, and how Python's numbers get in and out. */

import { toIndexNumber } from '../objects/abstract/indices.ts';
import { listItems } from '../objects/abstract/iteration.ts';
import { newContainer } from '../objects/alloc.ts';
import { raise, typeError, valueError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import type { Memory } from '../objects/memory.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { floatNew, toFloat } from '../objects/types/float.ts';
import { intNew } from '../objects/types/int.ts';
import { sliceIndices } from '../objects/types/slice.ts';
import { charge } from '../objects/work.ts';
import { type Dtype, dtypeNamed, Numbers, promote, stored } from './numpy-data.ts';

/** The elements' block; an array and its views share it. */
export class ElementBlock {
  numbers: Numbers;
  readonly addr: number;
  readonly mem: Memory;
  /** Bytes of zeros that nobody wrote to: they take no memory of the machine. */
  untouched: number;
  constructor(numbers: Numbers, addr: number, mem: Memory, untouched: number) {
    this.numbers = numbers;
    this.addr = addr;
    this.mem = mem;
    this.untouched = untouched;
    if (numbers !== null) numbers.owner = this;
  }

  /** Some of what was untouched is written to. */
  touch(bytes: number): void {
    const fresh = Math.min(bytes, this.untouched);
    if (fresh === 0) return;
    this.mem.touch(fresh);
    this.untouched -= fresh;
  }

  /** Gives the block back. */
  free(): void {
    this.mem.space.leaveUntouched(-this.untouched);
    this.untouched = 0;
    this.mem.free(this.addr);
  }

  /** Gives every element one value. */
  refill(value: number): void {
    if (value !== 0) this.touch(this.untouched);
    this.numbers = new Numbers(this.numbers.length, this.numbers.dtype, value);
    this.numbers.owner = this;
  }
}

/** Payload of an array. Strides and offset count elements. */
export class ArrayRecord {
  readonly data: ElementBlock;
  readonly dtype: Dtype;
  readonly shape: number[];
  readonly strides: number[];
  readonly offset: number;
  /** The array whose block a view looks at (owned), or null. */
  readonly base: PyObject | null;
  /** The block of lengths and strides. */
  readonly dimsAddr: number;
  constructor(
    data: ElementBlock,
    dtype: Dtype,
    shape: number[],
    strides: number[],
    offset: number,
    base: PyObject | null,
    dimsAddr: number,
  ) {
    this.data = data;
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.base = base;
    this.dimsAddr = dimsAddr;
  }

  store(x: number): number {
    return stored(x, this.dtype);
  }

  get contiguous(): boolean {
    let step = 1;
    for (let i = this.shape.length - 1; i >= 0; i--) {
      if (this.shape[i] !== 1 && this.strides[i] !== step) return false;
      step *= this.shape[i];
    }
    return true;
  }
}

/** What reading elements takes: also a part of an array. */
export type ArrayData = Pick<ArrayRecord, 'data' | 'dtype' | 'shape' | 'strides' | 'offset'>;

export const arrayOf = (o: PyObject): ArrayRecord => o.v as ArrayRecord;

export function isArray(rt: Runtime, o: PyObject): boolean {
  return o.type === rt.types['numpy.ndarray'];
}

export function sizeOfShape(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

/** Strides of elements that lie in order. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides: number[] = new Array(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i];
  }
  return strides;
}

function dimsBlock(rt: Runtime, n: number): number {
  return n === 0 ? 0 : rt.mem.alloc(16 * n);
}

/** From here on memory for zeros comes untouched from the system (M_MMAP_THRESHOLD). */
const CALLOC_BYTES = 128 * 1024;

/** Arrays have at most so many axes (NPY_MAXDIMS). */
const MAX_DIMENSIONS = 64;

function checkDimensions(rt: Runtime, n: number): void {
  if (n > MAX_DIMENSIONS) {
    throw valueError(rt, `maximum supported dimension for an ndarray is ${MAX_DIMENSIONS}, found ${n}`);
  }
}

/** Whether nobody wrote single elements: all have one value. */
export function isUniform(a: ArrayData): boolean {
  return a.data.numbers.pieces.every((piece) => piece === null);
}

/** Charges a pass over all elements. */
export function chargeElements(rt: Runtime, a: ArrayData): void {
  charge(rt, 12 * sizeOfShape(a.shape));
}

/** A new array of zeros. */
export function newArray(rt: Runtime, shape: readonly number[], dtype: Dtype): PyObject {
  checkDimensions(rt, shape.length);
  const size = sizeOfShape(shape);
  const bytes = size * dtype.itemBytes;
  if (bytes >= 2 ** 63) {
    throw valueError(
      rt,
      'array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.',
    );
  }
  if (bytes >= 2 ** 47)
    throw raise(rt, rt.exc['MemoryError'], `Unable to allocate ${bytes} bytes for an array`);
  // calloc gives whole pages that nobody has touched from mmap's threshold on.
  const zeros = bytes >= CALLOC_BYTES;
  const block = zeros ? rt.mem.allocZeros(bytes) : rt.mem.alloc(Math.max(1, bytes));
  const data = new ElementBlock(new Numbers(size, dtype), block, rt.mem, zeros ? bytes : 0);
  const record = new ArrayRecord(
    data,
    dtype,
    [...shape],
    stridesOf(shape),
    0,
    null,
    dimsBlock(rt, shape.length),
  );
  return newContainer(rt, rt.types['numpy.ndarray'], record);
}

/** A view of `base` (borrowed); views of views look at the first array. */
export function view(
  rt: Runtime,
  base: PyObject,
  shape: readonly number[],
  strides: readonly number[],
  offset: number,
): PyObject {
  checkDimensions(rt, shape.length);
  const a = arrayOf(base);
  const owner = a.base ?? base;
  const record = new ArrayRecord(
    a.data,
    a.dtype,
    [...shape],
    [...strides],
    offset,
    incref(owner),
    dimsBlock(rt, shape.length),
  );
  return newContainer(rt, rt.types['numpy.ndarray'], record);
}

/** Calls `each` with the place of every element, the last axis fastest. */
export function forEachOffset(a: ArrayData, each: (at: number) => void): void {
  const { shape, strides } = a;
  const walk = (axis: number, at: number): void => {
    if (axis === shape.length) {
      each(at);
      return;
    }
    for (let i = 0; i < shape[axis]; i++) walk(axis + 1, at + i * strides[axis]);
  };
  walk(0, a.offset);
}

export function offsetOf(a: ArrayData, index: readonly number[]): number {
  return index.reduce((at, i, axis) => at + i * a.strides[axis], a.offset);
}

// ---- Python's objects

export function numberOf(rt: Runtime, o: PyObject): number {
  if (isArray(rt, o) && sizeOfShape(arrayOf(o).shape) === 1)
    return arrayOf(o).data.numbers.get(arrayOf(o).offset);
  return toFloat(rt, o);
}

/** An element as an object. */
export function elementOf(rt: Runtime, x: number, dtype: Dtype): PyObject {
  if (dtype.kind === 'b') return incref(x === 0 ? rt.False : rt.True);
  if (dtype.kind === 'f') return floatNew(rt, x);
  const value = stored(x, dtype);
  return intNew(rt, Number.isSafeInteger(value) ? value : BigInt(value));
}

/** The element type an object names: a dtype, int, float, bool or a name. */
export function toDtype(rt: Runtime, o: PyObject): Dtype {
  if (o.type === rt.types['numpy.dtype']) return o.v as Dtype;
  const name =
    o === rt.intType
      ? 'int64'
      : o === rt.floatType
        ? 'float64'
        : o === rt.boolType
          ? 'bool'
          : o.type.kind === K.STR
            ? (o.v as string)
            : undefined;
  const found = name === undefined ? undefined : dtypeNamed(name);
  if (found === undefined) {
    throw typeError(
      rt,
      name === undefined
        ? `Cannot interpret '${o.type.name}' object as a data type`
        : `data type '${name}' not understood`,
    );
  }
  return found;
}

/** A shape: an int or a sequence of ints. */
export function shapeOf(rt: Runtime, o: PyObject, negative = false): number[] {
  let shape: number[];
  if (o.type.kind === K.TUPLE || o.type.kind === K.LIST)
    shape = (o.v as PyObject[]).map((x) => toIndexNumber(rt, x));
  else shape = [toIndexNumber(rt, o)];
  if (!negative && shape.some((n) => n < 0)) throw valueError(rt, 'negative dimensions are not allowed');
  return shape;
}

export const objectIndex = {
  number: toIndexNumber,
  slice(rt: Runtime, o: PyObject, n: number): { start: number; step: number; length: number } {
    const [start, , step, length] = sliceIndices(rt, o, n);
    return { start, step, length };
  },
};

/** An array of nested sequences of numbers, or of one number. */
export function fromPython(rt: Runtime, o: PyObject, dtype: Dtype | null): PyObject {
  const values: number[] = [];
  const shape: number[] = [];
  let found: Dtype | null = null;
  const walk = (x: PyObject, axis: number): void => {
    const nested =
      isArray(rt, x) || [K.LIST, K.TUPLE, K.RANGE, K.ITERATOR, K.SET].some((kind) => kind === x.type.kind);
    if (!nested) {
      if (axis < shape.length) throw inhomogeneous(rt, shape);
      const kind = x.type === rt.boolType ? 'bool' : x.type.kind === K.FLOAT ? 'float64' : 'int64';
      if (x.type.kind !== K.INT && x.type.kind !== K.FLOAT) {
        throw typeError(rt, `numpy arrays of '${x.type.name}' objects are not part of this Python subset`);
      }
      found = found === null ? dtypeNamed(kind)! : promote(found, dtypeNamed(kind)!);
      values.push(toFloat(rt, x));
      return;
    }
    const items = listItems(rt, x);
    try {
      if (values.length === 0 && shape.length === axis) shape.push(items.length);
      else if (shape[axis] !== items.length) throw inhomogeneous(rt, shape);
      for (const item of items) walk(item, axis + 1);
    } finally {
      for (const item of items) decref(rt, item);
    }
  };
  walk(o, 0);
  const r = newArray(rt, shape, dtype ?? found ?? dtypeNamed('float64')!);
  const { data } = arrayOf(r);
  values.forEach((x, i) => {
    data.numbers.set(i, arrayOf(r).store(x));
  });
  return r;
}

function inhomogeneous(rt: Runtime, shape: readonly number[]): unknown {
  return valueError(
    rt,
    `setting an array element with a sequence. The requested array has an inhomogeneous shape after ${shape.length} dimensions.`,
  );
}
