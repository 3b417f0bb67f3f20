/** `__sizeof__` of any object without blocks of its own: the type's basic size and its items. */
import * as ints from '../../numbers/ints.ts';
import { K, type PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';

/** Bytes without the headers before the object. */
export function sizeOf(rt: Runtime, o: PyObject): number {
  const type = o.type;
  if (type.itemSize === 0) return type.basicSize;
  const v = o.v;
  const items =
    type.kind === K.INT
      ? intSizeField(rt, v)
      : o.type === rt.types['memoryview']
        ? o.bits
        : Array.isArray(v) || typeof v === 'string' || v instanceof Uint8Array
          ? v.length
          : 0;
  return type.basicSize + type.itemSize * items;
}

/** What lies in an int where other objects have their size: signed digits, from 3.12 digits and sign bits (lv_tag). */
function intSizeField(rt: Runtime, v: number | bigint): number {
  const digits = ints.digitCount(v);
  const sign = ints.compare(v, 0);
  if (rt.ruleset.minor < 12) return sign * digits;
  return (digits << 3) | (sign > 0 ? 0 : sign === 0 ? 1 : 2);
}
