/** The object that uses an exporter's buffer on behalf of all memoryviews of it (Objects/memoryobject.c, _PyManagedBufferObject). */
import { newContainer } from '../alloc.ts';
import { typeError } from '../errors.ts';
import { gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { TypeDef } from '../typedef.ts';

/** Payload of a managed buffer. */
export class ManagedBuffer {
  /** The exporter (owned), null once its buffer was released. */
  obj: PyObject | null;
  /** Memoryviews that use it and are not released. */
  exports = 0;
  constructor(obj: PyObject | null) {
    this.obj = obj;
  }
}

/** Takes the buffer of an object; TypeError where it has none (_PyManagedBuffer_FromObject). */
export function newManagedBuffer(rt: Runtime, obj: PyObject): PyObject {
  const { buffer } = obj.type.slots;
  if (buffer === null)
    throw typeError(rt, `memoryview: a bytes-like object is required, not '${obj.type.name}'`);
  const procs = buffer(rt, obj);
  procs.describe(rt, obj);
  const o = newContainer(rt, rt.types['managedbuffer'], new ManagedBuffer(incref(obj)));
  gcTrack(rt, o);
  procs.acquire(rt, obj);
  return o;
}

/** Gives the buffer back to its exporter (mbuf_release). */
export function releaseManagedBuffer(rt: Runtime, o: PyObject): void {
  const { obj } = o.v as ManagedBuffer;
  if (obj === null) return;
  (o.v as ManagedBuffer).obj = null;
  gcUntrack(rt, o as PyContainer);
  obj.type.slots.buffer!(rt, obj).release(rt, obj);
  decref(rt, obj);
}

export const managedBufferDef: TypeDef = {
  name: 'managedbuffer',
  kind: K.OTHER,
  size: 'managedbuffer',
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      releaseManagedBuffer(rt, o);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const { obj } = o.v as ManagedBuffer;
      if (obj !== null) visit(rt, obj);
    },
    clear: releaseManagedBuffer,
  },
};
