/**
 * The hash that a dict asks of a key and, where the program's __hash__ gave it, both of its words, which are noted for the
 * dict that the key may go into.
 */

import { objectHash } from '../abstract/comparison.ts';
import type { PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';
import { hashFailed } from '../unhashable.ts';
import { strHash } from './str.ts';

/** The hash by the key's slot; TypeError where it has none. */
export function hashOf(rt: Runtime, key: PyObject): number {
  if (key.type === rt.strType) return strHash(rt, key);
  try {
    return rememberedHash(rt, key);
  } catch (error) {
    throw hashFailed(rt, error, key, 'a dict key');
  }
}

/** The hash of a key, whose words remain with it where Python code computed them; an error stays as it is. */
export function rememberedHash(rt: Runtime, key: PyObject): number {
  const before = rt.pythonHashes;
  const lo = objectHash(rt, key);
  if (rt.pythonHashes !== before) rememberHash(rt, key, lo, rt.hashHi);
  return lo;
}

/** Notes the full hash of a key that may come into a dict next. */
export function rememberHash(rt: Runtime, key: PyObject, lo: number, hi: number): void {
  rt.hashedKey = key;
  rt.hashedLow = lo;
  rt.hashedHigh = hi;
}
