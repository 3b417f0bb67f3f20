/** Indexing: ints, slices and masks (numpy/_core/src/multiarray/mapping.c). */
import { indexError, valueError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import {
  type ArrayData,
  arrayOf,
  chargeElements,
  elementOf,
  forEachOffset,
  fromPython,
  isArray,
  newArray,
  numberOf,
  objectIndex,
  sizeOfShape,
  view,
} from './numpy-array.ts';

type Place = {
  readonly shape: number[];
  readonly strides: number[];
  readonly offset: number;
  readonly whole: boolean;
};

/** Where an index leads: ints and slices for leading axes; `whole` where one element is meant. */
function place(rt: Runtime, a: ArrayData, key: PyObject): Place {
  const keys = key.type.kind === K.TUPLE ? (key.v as PyObject[]) : [key];
  if (keys.length > a.shape.length) {
    throw indexError(
      rt,
      `too many indices for array: array is ${a.shape.length}-dimensional, but ${keys.length} were indexed`,
    );
  }
  let { offset } = a;
  const shape: number[] = [];
  const strides: number[] = [];
  keys.forEach((k, axis) => {
    const n = a.shape[axis];
    if (k.type.kind === K.SLICE) {
      const { start, step, length } = objectIndex.slice(rt, k, n);
      offset += start * a.strides[axis];
      shape.push(length);
      strides.push(step * a.strides[axis]);
      return;
    }
    if (k.type.slots.index === null) {
      throw indexError(
        rt,
        'only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices',
      );
    }
    let i = objectIndex.number(rt, k);
    if (i < -n || i >= n) throw indexError(rt, `index ${i} is out of bounds for axis ${axis} with size ${n}`);
    if (i < 0) i += n;
    offset += i * a.strides[axis];
  });
  for (let axis = keys.length; axis < a.shape.length; axis++) {
    shape.push(a.shape[axis]);
    strides.push(a.strides[axis]);
  }
  return { shape, strides, offset, whole: shape.length === 0 };
}

/** a[index]. */
export function subscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const a = arrayOf(self);
  if (isArray(rt, key) && arrayOf(key).dtype.kind === 'b') return masked(rt, a, arrayOf(key));
  const p = place(rt, a, key);
  if (p.whole) return elementOf(rt, a.data.numbers.get(p.offset), a.dtype);
  return view(rt, self, p.shape, p.strides, p.offset);
}

/** a[mask]: a new array of the elements where the mask is true. */
function masked(rt: Runtime, a: ArrayData, mask: ArrayData): PyObject {
  chargeElements(rt, a);
  chargeElements(rt, mask);
  const chosen: number[] = [];
  const offsets: number[] = [];
  forEachOffset(a, (at) => offsets.push(at));
  let i = 0;
  forEachOffset(mask, (at) => {
    if (mask.data.numbers.get(at) !== 0) chosen.push(a.data.numbers.get(offsets[i]));
    i++;
  });
  const r = newArray(rt, [chosen.length], a.dtype);
  chosen.forEach((x, k) => {
    arrayOf(r).data.numbers.set(k, x);
  });
  return r;
}

/** a[index] = value. */
export function assign(rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null): void {
  const a = arrayOf(self);
  if (value === null) throw valueError(rt, 'cannot delete array elements');
  const p = place(rt, a, key);
  const target: ArrayData = {
    data: a.data,
    dtype: a.dtype,
    shape: p.shape,
    strides: p.strides,
    offset: p.offset,
  };
  chargeElements(rt, target);
  const source = isArray(rt, value) || value.type.kind === K.LIST ? fromPython(rt, value, null) : null;
  if (source === null) {
    const x = numberOf(rt, value);
    forEachOffset(target, (at) => target.data.numbers.set(at, a.store(x)));
    return;
  }
  const from = arrayOf(source);
  const n = sizeOfShape(from.shape);
  if (n !== 1 && n !== sizeOfShape(p.shape)) {
    decref(rt, source);
    throw valueError(
      rt,
      `could not broadcast input array from shape ${shapeText(from.shape)} into shape ${shapeText(p.shape)}`,
    );
  }
  const values: number[] = [];
  forEachOffset(from, (at) => values.push(from.data.numbers.get(at)));
  let i = 0;
  forEachOffset(target, (at) => target.data.numbers.set(at, a.store(values[n === 1 ? 0 : i++])));
  decref(rt, source);
}

/** A shape as its repr in messages. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(',')})`;
}
