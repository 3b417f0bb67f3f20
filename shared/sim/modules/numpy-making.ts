/** Functions that make arrays: zeros, full, arange, linspace, array (numpy/_core/numeric.py, multiarraymodule.c). */

import { parseArgs } from '../objects/args.ts';
import { valueError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, type MethodDef, m1, mK } from '../objects/slots.ts';
import {
  arrayOf,
  chargeElements,
  fromPython,
  isArray,
  newArray,
  numberOf,
  objectIndex,
  shapeOf,
  toDtype,
} from './numpy-array.ts';
import { type Dtype, dtypeNamed } from './numpy-data.ts';
import { copy } from './numpy-ndarray.ts';

/** zeros, ones, empty: `shape` and `dtype`, float64 where none is given. */
export function filled(name: string, value: number): MethodDef {
  return mK(name, (rt, _self, args, kw) => {
    const [shape, dtype] = parseArgs(rt, name, args, kw, ['shape', 'dtype', 'order'], 1);
    const type = dtype === null || dtype === rt.None ? dtypeNamed('float64')! : toDtype(rt, dtype);
    const r = newArray(rt, shapeOf(rt, shape!), type);
    arrayOf(r).data.refill(value);
    return r;
  });
}

/** np.full(shape, value, dtype). */
export function full(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [shape, value, dtype] = parseArgs(rt, 'full', args, kw, ['shape', 'fill_value', 'dtype', 'order'], 2);
  const type = dtype === null || dtype === rt.None ? kindOf(value!) : toDtype(rt, dtype);
  const r = newArray(rt, shapeOf(rt, shape!), type);
  arrayOf(r).data.refill(arrayOf(r).store(numberOf(rt, value!)));
  return r;
}

const kindOf = (o: PyObject): Dtype => dtypeNamed(o.type.kind === K.FLOAT ? 'float64' : 'int64')!;

/** np.arange([start,] stop[, step], dtype). */
export function arange(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
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

/** np.linspace(start, stop, num). */
export function linspace(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
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

/** np.array(x, dtype). */
export function array(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [object, dtype] = parseArgs(rt, 'array', args, kw, ['object', 'dtype', 'copy', 'ndmin'], 1, 2);
  const type = dtype === null || dtype === rt.None ? null : toDtype(rt, dtype);
  return isArray(rt, object!)
    ? copy(rt, object!, type ?? arrayOf(object!).dtype)
    : fromPython(rt, object!, type);
}

/** zeros_like and its kind: an array of the shape and type of another, full of `value`. */
export function like(name: string, value: number): MethodDef {
  return m1(name, (rt, _self, o) => {
    const given = isArray(rt, o) ? incref(o) : fromPython(rt, o, null);
    try {
      const { shape, dtype } = arrayOf(given);
      const r = newArray(rt, shape, dtype);
      arrayOf(r).data.refill(value);
      return r;
    } finally {
      decref(rt, given);
    }
  });
}
