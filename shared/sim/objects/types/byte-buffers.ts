/** The memory of bytes and bytearray as others see it (Objects/bytesobject.c, bytearrayobject.c: their buffer procedures). */
import { type BufferProcs, countExport } from '../buffer.ts';

const read: BufferProcs['read'] = (o, at, n) => (o.v as Uint8Array).subarray(at, at + n);

const describe =
  (readonly: boolean): BufferProcs['describe'] =>
  (_rt, o) => ({ format: 'B', itemBytes: 1, shape: [o.v.length], strides: [1], readonly });

export const bytesProcs: BufferProcs = {
  describe: describe(true),
  acquire: () => {},
  release: () => {},
  read,
  write: () => {},
};

export const bytearrayProcs: BufferProcs = {
  describe: describe(false),
  acquire: (rt, o) => countExport(rt, o, 1),
  release: (rt, o) => countExport(rt, o, -1),
  read,
  write: (o, at, bytes) => (o.v as Uint8Array).set(bytes, at),
};
