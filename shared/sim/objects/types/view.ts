/** What a memoryview is: which items of whose memory, in which shape (Objects/memoryobject.c). The type is in memoryview.ts. */
import { newContainer } from '../alloc.ts';
import { type BufferDescription, type BufferProcs, bufferBytes } from '../buffer.ts';
import { bufferError, valueError } from '../errors.ts';
import { gcTrack } from '../gclinks.ts';
import type { PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { type ManagedBuffer, newManagedBuffer, releaseManagedBuffer } from './managedbuffer.ts';

/** Payload of a memoryview. */
export class ViewData {
  /** The managed buffer (owned), null once cleared. */
  mbuf: PyObject | null;
  released = false;
  /** Consumers of the view's own buffer. */
  exports = 0;
  readonly format: string;
  readonly itemBytes: number;
  /** Where in the exporter's buffer the first item is. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly readonly: boolean;
  /** The bytes of which the hash was asked for: a view that was hashed keeps its hash. */
  hashed: Uint8Array | null = null;
  constructor(mbuf: PyObject | null, d: BufferDescription, offset: number) {
    this.mbuf = mbuf;
    this.format = d.format;
    this.itemBytes = d.itemBytes;
    this.offset = offset;
    this.shape = d.shape;
    this.strides = d.strides;
    this.readonly = d.readonly;
  }
}

/** The view's payload; ValueError once it was released (CHECK_RELEASED). */
export function viewOf(rt: Runtime, o: PyObject): ViewData {
  const view = o.v as ViewData;
  if (view.released || (view.mbuf!.v as ManagedBuffer).obj === null)
    throw valueError(rt, 'operation forbidden on released memoryview object');
  return view;
}

export function isMemoryview(rt: Runtime, o: PyObject): boolean {
  return o.type === rt.types['memoryview'];
}

/** Lengths, strides and suboffsets lie in the view's own block, so many words a dimension. */
export const WORDS_PER_DIMENSION = 3;

/** A further view of a managed buffer, with room for so many dimensions (mbuf_add_view). */
export function addView(
  rt: Runtime,
  mbuf: PyObject,
  d: BufferDescription,
  offset: number,
  room = d.shape.length,
): PyObject {
  const type = rt.types['memoryview'];
  const words = WORDS_PER_DIMENSION * room;
  const o = newContainer(rt, type, new ViewData(incref(mbuf), d, offset), words);
  o.bits = words;
  (mbuf.v as ManagedBuffer).exports++;
  gcTrack(rt, o);
  return o;
}

/** A view of the same memory as another, in another shape or format. */
export function viewLike(
  rt: Runtime,
  view: ViewData,
  changes: Partial<BufferDescription>,
  offset = view.offset,
  room?: number,
): PyObject {
  const { format, itemBytes, shape, strides, readonly } = view;
  return addView(rt, view.mbuf!, { format, itemBytes, shape, strides, readonly, ...changes }, offset, room);
}

/** memoryview(obj) (PyMemoryView_FromObject): views of views share the managed buffer. */
export function newMemoryview(rt: Runtime, obj: PyObject): PyObject {
  if (isMemoryview(rt, obj)) return viewLike(rt, viewOf(rt, obj), {});
  const mbuf = newManagedBuffer(rt, obj);
  try {
    return addView(rt, mbuf, obj.type.slots.buffer!(rt, obj).describe(rt, obj), 0);
  } finally {
    decref(rt, mbuf);
  }
}

/** release(): the view can no longer be used; the last one gives the exporter's buffer back (_memory_release). */
export function releaseView(rt: Runtime, o: PyObject): void {
  const view = o.v as ViewData;
  if (view.released) return;
  const n = view.exports;
  if (n > 0) throw bufferError(rt, `memoryview has ${n} exported buffer${n === 1 ? '' : 's'}`);
  view.released = true;
  const mbuf = view.mbuf!;
  if (--(mbuf.v as ManagedBuffer).exports === 0) releaseManagedBuffer(rt, mbuf);
}

/** Bytes of the view from `at` on, counted from its first item; not to be written to. */
export function viewBytes(rt: Runtime, view: ViewData, at: number, n: number): Uint8Array {
  const obj = (view.mbuf!.v as ManagedBuffer).obj!;
  return obj.type.slots.buffer!(rt, obj).read(obj, view.offset + at, n);
}

export function setViewBytes(rt: Runtime, view: ViewData, at: number, bytes: Uint8Array): void {
  const obj = (view.mbuf!.v as ManagedBuffer).obj!;
  obj.type.slots.buffer!(rt, obj).write(obj, view.offset + at, bytes);
}

/** len * itemsize. */
export const viewSize = (view: ViewData): number => bufferBytes(view);

/** The buffer that a view gives to others. */
export const viewProcs = (rt: Runtime): BufferProcs => ({
  describe: viewOf,
  acquire: (_rt, o) => {
    (o.v as ViewData).exports++;
  },
  release: (_rt, o) => {
    (o.v as ViewData).exports--;
  },
  read: (o, at, n) => viewBytes(rt, o.v, at, n),
  write: (o, at, bytes) => setViewBytes(rt, o.v, at, bytes),
});
