/** The buffer of a bytearray: making, growing, shrinking (Objects/bytearrayobject.c: PyByteArray_Resize). */
import { resizedBytearray } from '../../tables/bytearray-capacity.ts';
import { mustNotExport } from '../buffer.ts';
import { PyContainer, type PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';
import { chargeLater, chargeMove } from '../work.ts';

/** A bytearray of `data` (kept). */
export function bytearrayNew(rt: Runtime, data: Uint8Array): PyObject {
  const o = new PyContainer(rt.bytearrayType, rt.mem.alloc(rt.bytearrayType.basicSize), data, 0, 0);
  if (data.length > 0) resized(rt, o, data.length);
  return o;
}

/** What a buffer takes beyond its capacity: 3.15's is a bytes object. */
function bufferExtra(rt: Runtime): number {
  const extra = rt.ruleset.sizes.bytearray.bufferExtraBytes;
  return extra === 1 ? 0 : extra;
}

/** Fits the buffer to `n` bytes (PyByteArray_Resize). */
function resized(rt: Runtime, o: PyObject, n: number): void {
  if (n === 0 && o.bits === 0) return;
  const capacity = resizedBytearray(o.bits, n, rt.ruleset);
  if (capacity === o.bits) return;
  const extra = bufferExtra(rt);
  if (capacity === 0) {
    if (o.aux !== 0) rt.mem.free(o.aux);
    o.aux = 0;
  } else o.aux = o.aux === 0 ? rt.mem.alloc(capacity + extra) : rt.mem.realloc(o.aux, capacity + extra);
  o.bits = capacity;
}

/** Fits an empty buffer to `n` bytes that come one after the other. */
export function growByItems(rt: Runtime, o: PyObject, n: number): void {
  for (let length = 1; length <= n; length++) resized(rt, o, length);
}

/** Puts other contents into a bytearray. */
export function setData(rt: Runtime, o: PyObject, data: Uint8Array): void {
  if (data.length !== o.v.length) mustNotExport(rt, o);
  chargeLater(rt, data.length >> 6);
  o.v = data;
  resized(rt, o, data.length);
}

/** Room for `n` bytes more at the end, which are zero; the data moves only when the buffer grows. */
export function extended(rt: Runtime, o: PyObject, n: number): number {
  const data = o.v as Uint8Array;
  const length = data.length + n;
  if (n > 0) mustNotExport(rt, o);
  rt.mem.mustHold(n);
  resized(rt, o, length);
  if (data.buffer.byteLength >= length && data.byteOffset === 0) o.v = new Uint8Array(data.buffer, 0, length);
  else {
    chargeMove(rt, length);
    const larger = new Uint8Array(Math.max(length, o.bits));
    larger.set(data);
    o.v = larger.subarray(0, length);
  }
  return data.length;
}

/** Adds bytes at the end of a bytearray (which may be itself). */
export function append(rt: Runtime, o: PyObject, more: Uint8Array): void {
  const n = more.length;
  const at = extended(rt, o, n);
  (o.v as Uint8Array).set(more.subarray(0, n), at);
}
