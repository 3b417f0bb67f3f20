/** The memory of an array as the buffer protocol shows it (numpy/core/src/multiarray/buffer.c). */
import { packFloat, packInt, unpackItem } from '../numbers/nativeformat.ts';
import type { BufferProcs } from '../objects/buffer.ts';
import type { PyObject } from '../objects/header.ts';
import { arrayOf } from './numpy-array.ts';
import type { Dtype } from './numpy-data.ts';

/** The native format of elements of a type. */
function formatOf({ kind, itemBytes }: Dtype): string {
  if (kind === 'b') return '?';
  if (kind === 'f') return { 2: 'e', 4: 'f', 8: 'd' }[itemBytes]!;
  const signed = { 1: 'b', 2: 'h', 4: 'i', 8: 'l' }[itemBytes]!;
  return kind === 'i' ? signed : signed.toUpperCase();
}

function elementBytes(dtype: Dtype, value: number): Uint8Array {
  const format = formatOf(dtype);
  if (dtype.kind === 'b') return Uint8Array.of(value);
  return (
    (dtype.kind === 'f' ? packFloat(format, value) : packInt(format, value)) ??
    new Uint8Array(dtype.itemBytes)
  );
}

/** Bytes of the elements that the `n` bytes from `at` on lie in, and where among them they begin. */
function around(o: PyObject, at: number, n: number) {
  const { data, dtype, offset } = arrayOf(o);
  const size = dtype.itemBytes;
  const first = Math.floor(at / size);
  const last = Math.ceil((at + n) / size);
  const bytes = new Uint8Array((last - first) * size);
  for (let e = first; e < last; e++)
    bytes.set(elementBytes(dtype, data.numbers.get(offset + e)), (e - first) * size);
  return { bytes, first: offset + first, skip: at - first * size };
}

export const arrayProcs: BufferProcs = {
  describe: (_rt, o) => {
    const { dtype, shape, strides } = arrayOf(o);
    return {
      format: formatOf(dtype),
      itemBytes: dtype.itemBytes,
      shape: [...shape],
      strides: strides.map((n) => n * dtype.itemBytes),
      readonly: false,
    };
  },
  acquire: () => {},
  release: () => {},
  read: (o, at, n) => {
    const { bytes, skip } = around(o, at, n);
    return bytes.subarray(skip, skip + n);
  },
  write: (o, at, fresh) => {
    const { data, dtype } = arrayOf(o);
    const { bytes, first, skip } = around(o, at, fresh.length);
    bytes.set(fresh, skip);
    const format = formatOf(dtype);
    for (let e = 0; e * dtype.itemBytes < bytes.length; e++)
      data.numbers.set(first + e, Number(unpackItem(format, bytes.subarray(e * dtype.itemBytes))));
  },
};
