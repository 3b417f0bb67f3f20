/**
 * numpy, as much as programs about memory need: arrays with element types, views, simple arithmetic. The elements of an array are one
 * block of their own (traced, not seen by the collector); the array object is small. Models numpy 2's ndarray
 * (numpy/_core/src/multiarray); elements that are read become int, float and bool objects, not numpy's scalars.
 */

import { reprText } from '../objects/abstract/text.ts';
import { freeObject, newPlain } from '../objects/alloc.ts';
import { parseArgs } from '../objects/args.ts';
import { indexError, typeError, valueError } from '../objects/errors.ts';
import { K, type PyContainer, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import {
  type Args,
  type Binary,
  CMP,
  type KwNames,
  type MethodDef,
  m0,
  m1,
  mK,
  mN,
} from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { dictSetJs } from '../objects/types/dict.ts';
import { floatNew as newFloat, toFloat } from '../objects/types/float.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { toInt } from '../objects/types/int-type.ts';
import { stealList } from '../objects/types/list.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import type { ModuleDef } from './module.ts';
import {
  type ArrayData,
  arrayOf,
  chargeElements,
  elementOf,
  forEachOffset,
  fromPython,
  isArray,
  isUniform,
  newArray,
  numberOf,
  objectIndex,
  offsetOf,
  shapeOf,
  sizeOfShape,
  stridesOf,
  toDtype,
  view,
} from './numpy-array.ts';
import { arrayProcs } from './numpy-buffer.ts';
import { arrayText, type Dtype, dtypeNamed, dtypes, promote } from './numpy-data.ts';

// ---- dtype

const dtypeDef: TypeDef = {
  name: 'numpy.dtype',
  module: 'numpy',
  kind: K.OTHER,
  size: () => 96,
  flags: 0,
  slots: {
    new: (rt, _type, args) => dtypeObject(rt, toDtype(rt, args[0])),
    init: () => {},
    dealloc: (rt, o) => freeObject(rt, o),
    repr: (rt, o) => strNew(rt, `dtype('${(o.v as Dtype).name}')`),
    str: (rt, o) => strNew(rt, (o.v as Dtype).name),
    hash: (_rt, o) => (o.v as Dtype).name.length * 31 + (o.v as Dtype).itemBytes,
    richcompare: (rt, a, b, op) => {
      if (op !== CMP.EQ && op !== CMP.NE) return incref(rt.NotImplemented);
      const name =
        b.type.kind === K.STR
          ? dtypeNamed(b.v as string)?.name
          : b.type === a.type
            ? (b.v as Dtype).name
            : b === rt.intType
              ? 'int64'
              : b === rt.floatType
                ? 'float64'
                : b === rt.boolType
                  ? 'bool'
                  : undefined;
      return incref(((a.v as Dtype).name === name) === (op === CMP.EQ) ? rt.True : rt.False);
    },
    // np.int32(5): the number as the element type stores it.
    call: (rt, o, args) => elementOf(rt, args.length === 0 ? 0 : numberOf(rt, args[0]), o.v as Dtype),
  },
  getset: [
    { name: 'name', get: (rt, o) => strNew(rt, (o.v as Dtype).name) },
    { name: '__name__', get: (rt, o) => strNew(rt, (o.v as Dtype).name) },
    { name: 'itemsize', get: (rt, o) => intFromNumber(rt, (o.v as Dtype).itemBytes) },
    { name: 'kind', get: (rt, o) => strNew(rt, (o.v as Dtype).kind) },
  ],
};

/** The dtype object of an element type (new reference): one of each a machine. */
function dtypeObject(rt: Runtime, dtype: Dtype): PyObject {
  return incref((rt.moduleState.get('numpy dtypes') as Map<string, PyObject>).get(dtype.name)!);
}

// ---- indexing

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

function subscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
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

function assign(rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null): void {
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

export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(',')})`;
}

// ---- arithmetic

type Operation = { readonly f: (x: number, y: number) => number; readonly kind: 'same' | 'float' | 'bool' };

/** An operator for arrays and numbers, with broadcasting; `inPlace` stores into the left operand. */
function operate(rt: Runtime, x: PyObject, y: PyObject, op: Operation, inPlace = false): PyObject {
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

const binary =
  (f: Operation['f'], kind: Operation['kind'] = 'same'): Binary =>
  (rt, a, b) =>
    operate(rt, a, b, { f, kind });
const inPlace =
  (f: Operation['f'], kind: Operation['kind'] = 'same'): Binary =>
  (rt, a, b) =>
    operate(rt, a, b, { f, kind }, true);

const add = (x: number, y: number): number => x + y;
const subtract = (x: number, y: number): number => x - y;
const multiply = (x: number, y: number): number => x * y;
const divide = (x: number, y: number): number => x / y;
const floorDivide = (x: number, y: number): number => Math.floor(x / y);
const modulo = (x: number, y: number): number => x - y * Math.floor(x / y);
const power = (x: number, y: number): number => x ** y;

const comparisons: readonly Operation['f'][] = [
  (x, y) => Number(x < y),
  (x, y) => Number(x <= y),
  (x, y) => Number(x === y),
  (x, y) => Number(x !== y),
  (x, y) => Number(x > y),
  (x, y) => Number(x >= y),
];

// ---- reductions

/** Pairwise, as numpy adds: the rounding of long sums. */
function pairwise(values: readonly number[]): number {
  if (values.length <= 128) return values.reduce(add, 0);
  const middle = (values.length >> 1) & ~7;
  return pairwise(values.slice(0, middle)) + pairwise(values.slice(middle));
}

function total(a: ArrayData): number {
  const { numbers } = a.data;
  if (isUniform(a)) return numbers.fill * sizeOfShape(a.shape);
  const values: number[] = [];
  forEachOffset(a, (at) => values.push(numbers.get(at)));
  return pairwise(values);
}

function reduction(
  name: string,
  f: (a: ArrayData) => number,
  kind: 'sum' | 'float' | 'same' | 'bool',
): MethodDef {
  return mK(name, (rt, self, args, kw) => {
    const [axis] = parseArgs(rt, name, args, kw, ['axis'], 0);
    const a = arrayOf(self);
    const dtype =
      kind === 'bool'
        ? dtypeNamed('bool')!
        : kind === 'float'
          ? dtypeNamed('float64')!
          : kind === 'sum' && a.dtype.kind !== 'f'
            ? dtypeNamed('int64')!
            : a.dtype;
    if (sizeOfShape(a.shape) === 0 && (name === 'min' || name === 'max')) {
      throw valueError(rt, `zero-size array to reduction operation ${name}imum which has no identity`);
    }
    if (!isUniform(a)) chargeElements(rt, a);
    if (axis === null || axis === rt.None) return elementOf(rt, f(a), dtype);
    let n = objectIndex.number(rt, axis);
    if (n < 0) n += a.shape.length;
    if (n < 0 || n >= a.shape.length) {
      throw valueError(
        rt,
        `axis ${objectIndex.number(rt, axis)} is out of bounds for array of dimension ${a.shape.length}`,
      );
    }
    const shape = a.shape.filter((_, i) => i !== n);
    const strides = a.strides.filter((_, i) => i !== n);
    const r = newArray(rt, shape, dtype);
    let i = 0;
    forEachOffset({ data: a.data, dtype: a.dtype, offset: a.offset, shape, strides }, (at) => {
      const line: ArrayData = {
        data: a.data,
        dtype: a.dtype,
        shape: [a.shape[n]],
        strides: [a.strides[n]],
        offset: at,
      };
      arrayOf(r).data.numbers.set(i++, f(line));
    });
    return r;
  });
}

function extreme(pick: (x: number, y: number) => number) {
  return (a: ArrayData): number => {
    if (isUniform(a) && sizeOfShape(a.shape) > 0) return a.data.numbers.fill;
    let best = Number.NaN;
    forEachOffset(a, (at) => {
      const x = a.data.numbers.get(at);
      best = Number.isNaN(best) ? x : pick(best, x);
    });
    return best;
  };
}

// ---- ndarray

function tolist(rt: Runtime, a: ArrayData, axis = 0, offset = a.offset): PyObject {
  if (axis === a.shape.length) return elementOf(rt, a.data.numbers.get(offset), a.dtype);
  charge(rt, 8 * a.shape[axis]);
  return stealList(
    rt,
    Array.from({ length: a.shape[axis] }, (_, i) => tolist(rt, a, axis + 1, offset + i * a.strides[axis])),
  );
}

function copy(rt: Runtime, self: PyObject, dtype = arrayOf(self).dtype): PyObject {
  const a = arrayOf(self);
  const r = newArray(rt, a.shape, dtype);
  const target = arrayOf(r);
  if (isUniform(a)) {
    target.data.refill(target.store(a.data.numbers.fill));
    return r;
  }
  chargeElements(rt, a);
  let i = 0;
  forEachOffset(a, (at) => target.data.numbers.set(i++, target.store(a.data.numbers.get(at))));
  return r;
}

/** reshape: a view where the elements lie in order, else of a copy. */
function reshape(rt: Runtime, self: PyObject, args: Args): PyObject {
  const a = arrayOf(self);
  const shape = args.length === 1 ? shapeOf(rt, args[0], true) : args.map((x) => objectIndex.number(rt, x));
  const size = sizeOfShape(a.shape);
  const open = shape.indexOf(-1);
  if (open >= 0) shape[open] = size / Math.abs(sizeOfShape(shape));
  if (sizeOfShape(shape) !== size || !shape.every(Number.isInteger)) {
    throw valueError(rt, `cannot reshape array of size ${size} into shape ${shapeText(shape)}`);
  }
  const strides = stridesOf(shape);
  const base = a.contiguous ? incref(self) : copy(rt, self);
  const r = view(rt, base, shape, strides, arrayOf(base).offset);
  decref(rt, base);
  return r;
}

function textOf(rt: Runtime, self: PyObject, separator: string, indent: string): string {
  const a = arrayOf(self);
  if (a.shape.length === 0) return reprText(rt, self);
  return arrayText(a.shape, (index) => a.data.numbers.get(offsetOf(a, index)), a.dtype, separator, indent);
}

const tuple = (rt: Runtime, numbers: readonly number[]): PyObject =>
  stealTuple(
    rt,
    numbers.map((n) => intFromNumber(rt, n)),
  );

/** The one element of an array without dimensions, converted. */
function scalar(rt: Runtime, o: PyObject, convert: (rt: Runtime, x: PyObject) => PyObject): PyObject {
  const a = arrayOf(o);
  if (a.shape.length > 0) throw typeError(rt, 'only 0-dimensional arrays can be converted to Python scalars');
  const element = tolist(rt, a);
  try {
    return convert(rt, element);
  } finally {
    decref(rt, element);
  }
}

const ndarrayDef: TypeDef = {
  name: 'numpy.ndarray',
  module: 'numpy',
  kind: K.OTHER,
  // 96 bytes and, for each dimension, its length and stride in a block of their own.
  size: () => 96,
  flags: TF.GC | TF.WEAKREF,
  unhashable: true,
  slots: {
    buffer: () => arrayProcs,
    int: (rt, o) => scalar(rt, o, toInt),
    float: (rt, o) => scalar(rt, o, (_rt, x) => newFloat(rt, toFloat(rt, x))),
    dealloc: (rt, o) => {
      const a = arrayOf(o);
      if ((o as PyContainer).weak !== null) rt.hooks.clearWeakrefs(rt, o as PyContainer);
      if (a.dimsAddr !== 0) rt.mem.free(a.dimsAddr);
      if (a.base !== null) decref(rt, a.base);
      else a.data.free();
      freeObject(rt, o);
    },
    repr: (rt, o) => {
      const { dtype } = arrayOf(o);
      const usual = ['int64', 'float64', 'bool'].includes(dtype.name);
      return strNew(rt, `array(${textOf(rt, o, ', ', '      ')}${usual ? '' : `, dtype=${dtype.name}`})`);
    },
    str: (rt, o) => strNew(rt, textOf(rt, o, ' ', '')),
    length: (rt, o) => {
      const { shape } = arrayOf(o);
      if (shape.length === 0) throw typeError(rt, 'len() of unsized object');
      return shape[0];
    },
    bool: (rt, o) => {
      const a = arrayOf(o);
      if (sizeOfShape(a.shape) > 1) {
        throw valueError(
          rt,
          'The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()',
        );
      }
      return sizeOfShape(a.shape) === 1 && a.data.numbers.get(a.offset) !== 0;
    },
    subscript,
    assSubscript: assign,
    item: (rt, o, i) => {
      const n = intFromNumber(rt, i);
      try {
        return subscript(rt, o, n);
      } finally {
        decref(rt, n);
      }
    },
    add: binary(add),
    subtract: binary(subtract),
    multiply: binary(multiply),
    trueDivide: binary(divide, 'float'),
    floorDivide: binary(floorDivide),
    remainder: binary(modulo),
    power: (rt, a, b) => operate(rt, a, b, { f: power, kind: 'same' }),
    iadd: inPlace(add),
    isubtract: inPlace(subtract),
    imultiply: inPlace(multiply),
    itrueDivide: inPlace(divide, 'float'),
    negative: (rt, a) => {
      const minus = intFromNumber(rt, -1);
      try {
        return operate(rt, a, minus, { f: multiply, kind: 'same' });
      } finally {
        decref(rt, minus);
      }
    },
    richcompare: (rt, a, b, op) => operate(rt, a, b, { f: comparisons[op], kind: 'bool' }),
  },
  methods: [
    reduction('sum', total, 'sum'),
    reduction('mean', (a) => total(a) / sizeOfShape(a.shape), 'float'),
    reduction('min', extreme(Math.min), 'same'),
    reduction('max', extreme(Math.max), 'same'),
    reduction('any', (a) => Number(extreme(Math.max)(a) !== 0), 'bool'),
    reduction('all', (a) => Number(extreme((x, y) => (x === 0 || y === 0 ? 0 : 1))(a) !== 0), 'bool'),
    m0('copy', (rt, self) => copy(rt, self)),
    m0('flatten', (rt, self) => {
      const whole = copy(rt, self);
      const size = intFromNumber(rt, -1);
      try {
        return reshape(rt, whole, [size]);
      } finally {
        decref(rt, size);
        decref(rt, whole);
      }
    }),
    m1('astype', (rt, self, type) => copy(rt, self, toDtype(rt, type))),
    mN('reshape', reshape, 1, -1),
    m0('tolist', (rt, self) => tolist(rt, arrayOf(self))),
    m1('fill', (rt, self, x) => {
      const a = arrayOf(self);
      const value = a.store(numberOf(rt, x));
      if (a.base === null) a.data.refill(value);
      else {
        chargeElements(rt, a);
        forEachOffset(a, (at) => a.data.numbers.set(at, value));
      }
      return incref(rt.None);
    }),
    m0('__sizeof__', (rt, self) => {
      const a = arrayOf(self);
      const own = a.base === null ? sizeOfShape(a.shape) * a.dtype.itemBytes : 0;
      return intFromNumber(rt, 96 - rt.ruleset.sizes.gcHeaderBytes + 16 * a.shape.length + own);
    }),
  ],
  getset: [
    { name: 'shape', get: (rt, o) => tuple(rt, arrayOf(o).shape) },
    {
      name: 'strides',
      get: (rt, o) =>
        tuple(
          rt,
          arrayOf(o).strides.map((n) => n * arrayOf(o).dtype.itemBytes),
        ),
    },
    { name: 'dtype', get: (rt, o) => dtypeObject(rt, arrayOf(o).dtype) },
    { name: 'itemsize', get: (rt, o) => intFromNumber(rt, arrayOf(o).dtype.itemBytes) },
    { name: 'size', get: (rt, o) => intFromNumber(rt, sizeOfShape(arrayOf(o).shape)) },
    { name: 'ndim', get: (rt, o) => intFromNumber(rt, arrayOf(o).shape.length) },
    {
      name: 'nbytes',
      get: (rt, o) => intFromNumber(rt, sizeOfShape(arrayOf(o).shape) * arrayOf(o).dtype.itemBytes),
    },
    { name: 'base', get: (rt, o) => incref(arrayOf(o).base ?? rt.None) },
    {
      name: 'T',
      get: (rt, o) => {
        const a = arrayOf(o);
        return view(rt, o, a.shape.slice().reverse(), a.strides.slice().reverse(), a.offset);
      },
    },
  ],
};

// ---- making arrays

/** zeros, ones, empty: `shape` and `dtype`, float64 where none is given. */
function filled(name: string, value: number): MethodDef {
  return mK(name, (rt, _self, args, kw) => {
    const [shape, dtype] = parseArgs(rt, name, args, kw, ['shape', 'dtype', 'order'], 1);
    const type = dtype === null || dtype === rt.None ? dtypeNamed('float64')! : toDtype(rt, dtype);
    const r = newArray(rt, shapeOf(rt, shape!), type);
    arrayOf(r).data.refill(value);
    return r;
  });
}

function full(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [shape, value, dtype] = parseArgs(rt, 'full', args, kw, ['shape', 'fill_value', 'dtype', 'order'], 2);
  const type = dtype === null || dtype === rt.None ? kindOf(value!) : toDtype(rt, dtype);
  const r = newArray(rt, shapeOf(rt, shape!), type);
  arrayOf(r).data.refill(arrayOf(r).store(numberOf(rt, value!)));
  return r;
}

const kindOf = (o: PyObject): Dtype => dtypeNamed(o.type.kind === K.FLOAT ? 'float64' : 'int64')!;

function arange(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [a, b, c, dtype] = parseArgs(rt, 'arange', args, kw, ['start', 'stop', 'step', 'dtype'], 1);
  const given = [a, b, c].filter((x) => x !== null && x !== rt.None) as PyObject[];
  const start = b === null || b === rt.None ? 0 : numberOf(rt, a!);
  const stop = numberOf(rt, b === null || b === rt.None ? a! : b);
  const step = c === null || c === rt.None ? 1 : numberOf(rt, c);
  if (step === 0) throw valueError(rt, 'Maximum allowed size exceeded');
  const type =
    dtype !== null && dtype !== rt.None
      ? toDtype(rt, dtype)
      : dtypeNamed(given.some((x) => x.type.kind === K.FLOAT) ? 'float64' : 'int64')!;
  const r = newArray(rt, [Math.max(0, Math.ceil((stop - start) / step))], type);
  const target = arrayOf(r);
  chargeElements(rt, target);
  for (let i = 0; i < target.shape[0]; i++) target.data.numbers.set(i, target.store(start + i * step));
  return r;
}

function linspace(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [a, b, n] = parseArgs(rt, 'linspace', args, kw, ['start', 'stop', 'num'], 2);
  const [start, stop] = [numberOf(rt, a!), numberOf(rt, b!)];
  const count = n === null ? 50 : objectIndex.number(rt, n);
  if (count < 0) throw valueError(rt, `Number of samples, ${count}, must be non-negative.`);
  const r = newArray(rt, [count], dtypeNamed('float64')!);
  chargeElements(rt, arrayOf(r));
  for (let i = 0; i < count; i++) {
    const x = i === count - 1 && count > 1 ? stop : start + (i * (stop - start)) / Math.max(1, count - 1);
    arrayOf(r).data.numbers.set(i, x);
  }
  return r;
}

function array(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [object, dtype] = parseArgs(rt, 'array', args, kw, ['object', 'dtype', 'copy', 'ndmin'], 1, 2);
  const type = dtype === null || dtype === rt.None ? null : toDtype(rt, dtype);
  return isArray(rt, object!)
    ? copy(rt, object!, type ?? arrayOf(object!).dtype)
    : fromPython(rt, object!, type);
}

function like(name: string, value: number): MethodDef {
  return m1(name, (rt, _self, o) => {
    const a = arrayOf(o);
    const r = newArray(rt, a.shape, a.dtype);
    arrayOf(r).data.refill(value);
    return r;
  });
}

/** A function of each element. */
function each(name: string, f: (x: number) => number): MethodDef {
  return m1(name, (rt, _self, o) => {
    if (!isArray(rt, o)) return newFloat(rt, f(numberOf(rt, o)));
    const r = copy(rt, o, arrayOf(o).dtype.kind === 'f' ? arrayOf(o).dtype : dtypeNamed('float64')!);
    const a = arrayOf(r);
    chargeElements(rt, a);
    forEachOffset(a, (at) => a.data.numbers.set(at, a.store(f(a.data.numbers.get(at)))));
    return r;
  });
}

/** np.NAME(array): the array's method. */
function asFunction(name: string): MethodDef {
  const method = ndarrayDef.methods!.find((d) => d.name === name)!;
  return mK(name, (rt, _self, args, kw) => {
    // Functions of numpy's own, in Python: their first parameter is called a.
    if (args.length === (kw?.length ?? 0))
      throw typeError(rt, `${name}() missing 1 required positional argument: 'a'`);
    const o = isArray(rt, args[0]) ? incref(args[0]) : fromPython(rt, args[0], null);
    try {
      return (method.fn as (rt: Runtime, self: PyObject, args: Args, kw: KwNames) => PyObject)(
        rt,
        o,
        args.slice(1),
        kw,
      );
    } finally {
      decref(rt, o);
    }
  });
}

export const numpyModule: ModuleDef = {
  name: 'numpy',
  types: [dtypeDef, ndarrayDef],
  functions: [
    filled('zeros', 0),
    filled('ones', 1),
    filled('empty', 0),
    like('zeros_like', 0),
    like('ones_like', 1),
    mK('full', full),
    mK('arange', arange),
    mK('linspace', linspace),
    mK('array', array),
    mK('asarray', (rt, self, args, kw) =>
      args.length === 1 && isArray(rt, args[0]) ? incref(args[0]) : array(rt, self, args, kw),
    ),
    each('sqrt', Math.sqrt),
    each('abs', Math.abs),
    ...['sum', 'mean', 'min', 'max', 'any', 'all'].map(asFunction),
  ],
  setup(rt, module) {
    const ns = module.dict as PyObject;
    const objects = new Map<string, PyObject>();
    rt.moduleState.set('numpy dtypes', objects);
    for (const dtype of dtypes) {
      const o = newDtype(rt, dtype);
      objects.set(dtype.name, o);
      dictSetJs(rt, ns, dtype.name === 'bool' ? 'bool_' : dtype.name, o);
    }
    for (const [name, value] of Object.entries({ pi: Math.PI, e: Math.E, nan: Number.NaN, inf: Infinity })) {
      const o = newFloat(rt, value);
      dictSetJs(rt, ns, name, o);
      decref(rt, o);
    }
    const version = strNew(rt, '2.1.0');
    dictSetJs(rt, ns, '__version__', version);
    decref(rt, version);
  },
};

function newDtype(rt: Runtime, dtype: Dtype): PyObject {
  return newPlain(rt, rt.types['numpy.dtype'], dtype);
}
