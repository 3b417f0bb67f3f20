/** `__sizeof__` of any object without blocks of its own: the type's basic size and its items. */
import type { PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';

/** Bytes without the headers before the object. */
export function sizeOf(rt: Runtime, o: PyObject): number {
  void rt;
  const type = o.type;
  if (type.itemSize === 0) return type.basicSize;
  const v = o.v;
  const items = Array.isArray(v) || typeof v === 'string' || v instanceof Uint8Array ? v.length : 0;
  return type.basicSize + type.itemSize * items;
}
