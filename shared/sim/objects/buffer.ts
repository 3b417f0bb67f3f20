/**
 * The buffer protocol (Include/pybuffer.h, Objects/abstract.c): how one object lets others read and write the memory in which it keeps
 * its data. What is read is always the exporter's own data: nothing here is a copy of it that could grow old.
 */
import { bufferError, typeError } from './errors.ts';
import { K, type PyObject } from './header.ts';
import type { Runtime } from './runtime.ts';
import { charge, chargeScan } from './work.ts';

/** What a consumer learns of a buffer (Py_buffer). Strides are in bytes. */
export type BufferDescription = {
  readonly format: string;
  readonly itemBytes: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly readonly: boolean;
};

/** What a type that has buffers gives (PyBufferProcs). */
export type BufferProcs = {
  /** Throws where the object has no buffer to give now. */
  readonly describe: (rt: Runtime, o: PyObject) => BufferDescription;
  /** A consumer begins or ends to use the buffer. Whoever has consumers does not change its size. */
  readonly acquire: (rt: Runtime, o: PyObject) => void;
  readonly release: (rt: Runtime, o: PyObject) => void;
  /** `n` bytes from `at` on, counted from the first item's place; not to be written to. */
  readonly read: (o: PyObject, at: number, n: number) => Uint8Array;
  readonly write: (o: PyObject, at: number, bytes: Uint8Array) => void;
};

/** Bytes of all items. */
export function bufferBytes({ shape, itemBytes }: BufferDescription): number {
  return shape.reduce((a, b) => a * b, itemBytes);
}

/** Strides of items that lie in C's order, or, with `fortran`, in Fortran's. */
export function stridesOf(shape: readonly number[], itemBytes: number, fortran = false): number[] {
  const strides = new Array<number>(shape.length);
  let step = itemBytes;
  for (let k = 0; k < shape.length; k++) {
    const dimension = fortran ? k : shape.length - 1 - k;
    strides[dimension] = step;
    step *= shape[dimension];
  }
  return strides;
}

/** Whether the items lie one after the other, in C's order or in Fortran's (PyBuffer_IsContiguous). */
export function isContiguous(d: BufferDescription, fortran = false): boolean {
  if (d.shape.length === 1) return d.shape[0] === 1 || d.strides[0] === d.itemBytes;
  if (bufferBytes(d) === 0) return true;
  const strides = stridesOf(d.shape, d.itemBytes, fortran);
  return d.shape.every((n, k) => n === 1 || d.strides[k] === strides[k]);
}

/** All items one after the other, the last index fastest, or, with `fortran`, the first (PyBuffer_ToContiguous). */
export function packedBytes(rt: Runtime, o: PyObject, fortran = false): Uint8Array {
  const procs = o.type.slots.buffer!(rt, o);
  const d = procs.describe(rt, o);
  const bytes = bufferBytes(d);
  if (isContiguous(d, fortran)) {
    chargeScan(rt, bytes);
    return procs.read(o, 0, bytes);
  }
  rt.mem.mustHold(bytes);
  charge(rt, (4 * bytes) / d.itemBytes);
  const all = new Uint8Array(bytes);
  let filled = 0;
  forEachPlace(d, fortran, (at) => {
    all.set(procs.read(o, at, d.itemBytes), filled);
    filled += d.itemBytes;
  });
  return all;
}

/** Calls `each` with the place of every item, in that order. */
export function forEachPlace(d: BufferDescription, fortran: boolean, each: (at: number) => void): void {
  const n = d.shape.length;
  const walk = (done: number, at: number): void => {
    if (done === n) {
      each(at);
      return;
    }
    const k = fortran ? n - 1 - done : done;
    for (let i = 0; i < d.shape[k]; i++) walk(done + 1, at + i * d.strides[k]);
  };
  walk(0, 0);
}

/**
 * The bytes of a bytes-like object, in C's order, or null where the object is none. They are not to be written to, and change with the
 * object. Throws BufferError where they do not lie one after the other (PyBUF_SIMPLE).
 */
export function bytesLike(rt: Runtime, o: PyObject): Uint8Array | null {
  const { kind, slots } = o.type;
  if (kind === K.BYTES || kind === K.BYTEARRAY) return o.v as Uint8Array;
  if (slots.buffer === null) return null;
  const procs = slots.buffer(rt, o);
  if (!isContiguous(procs.describe(rt, o)))
    throw bufferError(rt, 'memoryview: underlying buffer is not C-contiguous');
  return packedBytes(rt, o);
}

/** bytesLike for what must be one. */
export function bytesLikeOf(rt: Runtime, o: PyObject): Uint8Array {
  const bytes = bytesLike(rt, o);
  if (bytes === null) throw typeError(rt, `a bytes-like object is required, not '${o.type.name}'`);
  return bytes;
}

/** Notes that the memory of a bytearray is used by one consumer more, or by one less. */
export function countExport(rt: Runtime, o: PyObject, change: 1 | -1): void {
  const n = (rt.exports.get(o) ?? 0) + change;
  if (n === 0) rt.exports.delete(o);
  else rt.exports.set(o, n);
}

/** Throws BufferError where an object that is about to change its size has consumers. */
export function mustNotExport(rt: Runtime, o: PyObject): void {
  if (rt.exports.size > 0 && rt.exports.has(o))
    throw bufferError(rt, 'Existing exports of data: object cannot be re-sized');
}
