/** bytes as an object (Objects/bytesobject.c). Methods are in bytes-type.ts. */
import { PyContainer, type PyObject } from '../header.ts';
import { incref, makeImmortal } from '../refs.ts';
import type { Runtime } from '../runtime.ts';

/** A bytes object of `data` (kept, not copied); b'' and single bytes are one object each. */
export function bytesNew(rt: Runtime, data: Uint8Array): PyObject {
  const n = data.length;
  if (n === 0) return incref(rt.emptyBytes);
  if (n === 1) {
    const kept = rt.oneByte[data[0]];
    if (kept !== undefined) return incref(kept);
    const o = bytesFresh(rt, data);
    rt.oneByte[data[0]] = o;
    makeImmortal(rt, o);
    return incref(o);
  }
  return bytesFresh(rt, data);
}

/** What CPython fills after making it (PyBytes_FromStringAndSize of NULL): b'' is shared, a single byte is an object of its own. */
export function bytesFilled(rt: Runtime, data: Uint8Array): PyObject {
  return data.length === 0 ? incref(rt.emptyBytes) : bytesFresh(rt, data);
}

/** A copy of a buffer: filled after making up to 3.14, then written by a PyBytesWriter, which shares single bytes. */
export function bytesCopied(rt: Runtime, data: Uint8Array): PyObject {
  return rt.ruleset.minor >= 15 ? bytesNew(rt, data) : bytesFilled(rt, data);
}

export function bytesFresh(rt: Runtime, data: Uint8Array): PyObject {
  return new PyContainer(
    rt.bytesType,
    rt.mem.alloc(rt.ruleset.sizes.bytesBaseBytes + data.length),
    data,
    null,
    0,
  );
}
