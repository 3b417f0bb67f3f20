/**
 * When the collector begins to track a dict (MAINTAIN_TRACKING of Objects/dictobject.c, to 3.13): as soon as something in
 * it may be tracked.
 */

import { gcTrack, isTracked } from '../gclinks.ts';
import { isGcObject, K, type PyContainer, type PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';

/** Whether the collector may ever track `o` (MAINTAIN_TRACKING). */
export function mayBeTracked(o: PyObject): boolean {
  if (!isGcObject(o)) return false;
  return o.type.kind !== K.TUPLE || isTracked(o) || o.type.name !== 'tuple';
}

/** Puts `dict` into the collector's lists, where it is in none. */
export function trackDict(rt: Runtime, dict: PyObject): void {
  const o = dict as PyContainer;
  if (!isTracked(o)) gcTrack(rt, o);
}

/** Tracks `dict` for a key and value that come into it (MAINTAIN_TRACKING). */
export function maintainTracking(rt: Runtime, dict: PyObject, key: PyObject, value: PyObject): void {
  if (!isTracked(dict) && (mayBeTracked(key) || mayBeTracked(value))) trackDict(rt, dict);
}
