/** Operators of bytes and bytearray: comparison, items, membership, concatenation, repetition. */
import * as bt from '../../text/bytestext.ts';
import { containsText } from '../../text/finder.ts';
import { toItemIndex } from '../abstract/indices.ts';
import { bytesLike, bytesLikeOf } from '../buffer.ts';
import { indexError, swallow, typeError } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP } from '../slots.ts';
import { charge, chargeScan } from '../work.ts';
import { bytesFresh } from './bytes.ts';
import { byteValue, filled, isBytes, make } from './bytes-new.ts';
import { intFromNumber } from './int.ts';
import { formatPercentBytes } from './percent-format.ts';
import { sliceIndices } from './slice.ts';

/** The bytes of both. */
export const concat = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const r = new Uint8Array(a.length + b.length);
  r.set(a);
  r.set(b, a.length);
  return r;
};

/** `bytes % values`. */
export const remainder = (rt: Runtime, a: PyObject, b: PyObject): PyObject =>
  isBytes(a)
    ? make(rt, a, bt.fromText(formatPercentBytes(rt, bt.toText(a.v), b)))
    : incref(rt.NotImplemented);

/** What a bytearray compares with beside bytes; bytes compare with nothing else. */
function comparable(rt: Runtime, a: PyObject, b: PyObject): Uint8Array | null {
  return a.type.kind === K.BYTEARRAY ? joinable(rt, b) : null;
}

/** Comparison; bytes and bytearray compare with each other. */
export const compare = (rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject => {
  const bytes = isBytes(b) ? (b.v as Uint8Array) : comparable(rt, a, b);
  if (bytes === null) return incref(rt.NotImplemented);
  chargeScan(rt, Math.min(a.v.length, bytes.length));
  const c = bt.compareBytes(a.v, bytes);
  const r =
    op === CMP.LT
      ? c < 0
      : op === CMP.LE
        ? c <= 0
        : op === CMP.EQ
          ? c === 0
          : op === CMP.NE
            ? c !== 0
            : op === CMP.GT
              ? c > 0
              : c >= 0;
  return incref(r ? rt.True : rt.False);
};

/** `x in o`: bytes, or a single byte given as an int. */
export const contains = (rt: Runtime, o: PyObject, x: PyObject): boolean => {
  chargeScan(rt, o.v.length);
  if (x.type.slots.index !== null) return (o.v as Uint8Array).includes(byteValue(rt, x, 'byte'));
  return containsText(bt.toText(o.v), bt.toText(bytesLikeOf(rt, x)));
};

/** `o[i]`, `o[a:b:c]`. */
export const subscript = (rt: Runtime, o: PyObject, key: PyObject): PyObject => {
  const data = o.v as Uint8Array;
  if (key.type.kind === K.SLICE) {
    const [start, , step, count] = sliceIndices(rt, key, data.length);
    if (step === 1 && start === 0 && count === data.length && o.type === rt.bytesType) return incref(o);
    const r = filled(rt, count);
    chargeScan(rt, count);
    for (let i = 0, at = start; i < count; i++, at += step) r[i] = data[at];
    return make(rt, o, r);
  }
  const name = o.type.kind === K.BYTEARRAY ? 'bytearray' : 'byte';
  if (key.type.slots.index === null)
    throw typeError(rt, `${name} indices must be integers or slices, not ${key.type.name}`);
  let i = toItemIndex(rt, key);
  if (i < 0) i += data.length;
  if (i < 0 || i >= data.length)
    throw indexError(rt, name === 'byte' ? 'index out of range' : 'bytearray index out of range');
  return intFromNumber(rt, data[i]);
};

/** bytesLike, where what cannot be used is taken for no bytes at all. */
export function joinable(rt: Runtime, o: PyObject): Uint8Array | null {
  try {
    return bytesLike(rt, o);
  } catch (error) {
    if (swallow(rt, error, rt.exc['BufferError'])) return null;
    throw error;
  }
}

/** The other operand of `a + b`. */
export function concatenable(rt: Runtime, a: PyObject, b: PyObject): Uint8Array {
  const bytes = joinable(rt, b);
  if (bytes !== null) return bytes;
  throw typeError(
    rt,
    `can't concat ${b.type.name} to ${a.type.kind === K.BYTEARRAY ? 'bytearray' : 'bytes'}`,
  );
}

/** `a + b`, of the type of `a`. */
export const concatSlot = (rt: Runtime, a: PyObject, b: PyObject): PyObject => {
  const more = concatenable(rt, a, b);
  if (a.type === rt.bytesType && b.v.length === 0) return incref(a);
  if (b.type === rt.bytesType && a.type === rt.bytesType && a.v.length === 0) return incref(b);
  rt.mem.mustHold(a.v.length + more.length);
  return make(rt, a, concat(a.v, more));
};

/** `a * n`. */
export const repeat = (rt: Runtime, a: PyObject, n: number): PyObject => {
  if (n === 1 && a.type === rt.bytesType) return incref(a);
  const data = a.v as Uint8Array;
  const r = filled(rt, data.length * Math.max(0, n));
  if (data.length === 1) r.fill(data[0]);
  else if (data.length > 0) {
    charge(rt, n);
    for (let i = 0; i < n; i++) r.set(data, i * data.length);
  }
  return a.type.kind === K.BYTES ? bytesFresh(rt, r) : make(rt, a, r);
};
