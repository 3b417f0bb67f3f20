/** Objects as indexes: `__index__` (Objects/abstract.c: PyNumber_Index, PyNumber_AsSsize_t). */
import { raise, typeError, wrongResult } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { intNew } from '../types/int.ts';

/** operator.index: an int object. */
export function toIndex(rt: Runtime, o: PyObject): PyObject {
  if (o.type === rt.intType) return incref(o);
  // Since 3.10 the result is exactly an int.
  if (o.type.kind === K.INT) return rt.ruleset.minor >= 10 ? intNew(rt, o.v) : incref(o);
  const index = o.type.slots.index;
  if (index === null) throw typeError(rt, `'${o.type.name}' object cannot be interpreted as an integer`);
  const r = index(rt, o);
  if (r.type.kind !== K.INT) {
    const name = r.type.name;
    decref(rt, r);
    throw wrongResult(rt, o, '__index__', 'int', name);
  }
  return r;
}

/** The index of an item: IndexError beyond 63 bits. */
export function toItemIndex(rt: Runtime, o: PyObject): number {
  return toIndexNumber(rt, o, 'IndexError');
}

/** An index as a JS number; OverflowError beyond 63 bits (PyNumber_AsSsize_t). */
export function toIndexNumber(rt: Runtime, o: PyObject, beyond = 'OverflowError'): number {
  const r = toIndex(rt, o);
  const value = r.v as number | bigint;
  decref(rt, r);
  if (typeof value === 'number') return value;
  if (value >= 2n ** 63n || value < -(2n ** 63n)) {
    throw raise(rt, rt.exc[beyond], `cannot fit '${o.type.name}' into an index-sized integer`);
  }
  return Number(value);
}

/** As toIndexNumber, with values beyond 63 bits clipped (slices). */
export function toClippedIndex(rt: Runtime, o: PyObject): number {
  const r = toIndex(rt, o);
  const value = r.v as number | bigint;
  decref(rt, r);
  if (typeof value === 'number') return value;
  if (value > 2n ** 63n - 1n) return Number.MAX_SAFE_INTEGER;
  if (value < -(2n ** 63n)) return -Number.MAX_SAFE_INTEGER;
  return Number(value);
}

/** A length that __len__ returned (takes over the reference). */
export function sizeIndexOf(rt: Runtime, r: PyObject): number {
  try {
    return toIndexNumber(rt, r);
  } finally {
    decref(rt, r);
  }
}
