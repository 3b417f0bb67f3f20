/** ndarray: the type of arrays and its methods (numpy/_core/src/multiarray/arrayobject.c, methods.c). */
import { reprText } from '../objects/abstract/text.ts';
import { freeObject } from '../objects/alloc.ts';
import { typeError, valueError } from '../objects/errors.ts';
import { K, type PyContainer, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, m0, m1, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { floatNew as newFloat, toFloat } from '../objects/types/float.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { toInt } from '../objects/types/int-new.ts';
import { stealList } from '../objects/types/list.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import {
  add,
  binary,
  comparisons,
  divide,
  floorDivide,
  inPlace,
  modulo,
  multiply,
  operate,
  power,
  subtract,
} from './numpy-arithmetic.ts';
import {
  type ArrayData,
  arrayOf,
  chargeElements,
  elementOf,
  forEachOffset,
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
import { arrayText } from './numpy-data.ts';
import { dtypeObject } from './numpy-dtype.ts';
import { assign, shapeText, subscript } from './numpy-indexing.ts';
import { extreme, reduction, total } from './numpy-reductions.ts';

function tolist(rt: Runtime, a: ArrayData, axis = 0, offset = a.offset): PyObject {
  if (axis === a.shape.length) return elementOf(rt, a.data.numbers.get(offset), a.dtype);
  charge(rt, 8 * a.shape[axis]);
  return stealList(
    rt,
    Array.from({ length: a.shape[axis] }, (_, i) => tolist(rt, a, axis + 1, offset + i * a.strides[axis])),
  );
}

/** A new array with the same elements, of type `dtype`. */
export function copy(rt: Runtime, self: PyObject, dtype = arrayOf(self).dtype): PyObject {
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
export function scalar(rt: Runtime, o: PyObject, convert: (rt: Runtime, x: PyObject) => PyObject): PyObject {
  const a = arrayOf(o);
  if (a.shape.length > 0) throw typeError(rt, 'only 0-dimensional arrays can be converted to Python scalars');
  const element = tolist(rt, a);
  try {
    return convert(rt, element);
  } finally {
    decref(rt, element);
  }
}

/** numpy.ndarray. */
export const ndarrayDef: TypeDef = {
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
