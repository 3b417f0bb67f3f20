/** Which objects a moment shows: those that names lead to, and garbage that waits for the collector. */

import { References } from '../sim/gc/references.ts';
import type { Frame } from '../sim/interp/frame.ts';
import { settleLists } from '../sim/objects/gclinks.ts';
import { LIST } from '../sim/objects/gclist.ts';
import { GC, type PyContainer, type PyObject } from '../sim/objects/header.ts';
import type { Runtime } from '../sim/objects/runtime.ts';

/** More tracked objects are not searched for garbage. */
const MAX_SEARCHED = 300_000;

/** The tracked objects of each generation, oldest first within one. */
export function generationsOf(rt: Runtime): PyContainer[][] {
  settleLists(rt.gc);
  return rt.gc.generations.map((list) => [...list]);
}

/**
 * Tracked objects that nothing outside of their own set holds: the collector's own reckoning over all generations
 * (gc.c: deduce_unreachable). Frames that run are outside: their references are counted, not walked. The objects are numbered in the
 * bits that the collector uses for it, and left as they were; while it runs itself there is nothing to find.
 */
export function unreachableObjects(
  rt: Runtime,
  generations: readonly (readonly PyContainer[])[],
): Set<PyObject> {
  const objects = generations.flat();
  const found = new Set<PyObject>();
  if (objects.length > MAX_SEARCHED || rt.gc.collecting) return found;
  const n = objects.length;
  const bits = new Int32Array(n);
  const left = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const o = objects[i];
    bits[i] = o.gcBits;
    o.gcBits = (i << GC.NUMBER_SHIFT) | (o.gcBits & GC.FLAGS) | LIST.REGION;
  }
  const references = new References(rt, left, LIST.REGION, new Int32Array(2 * n));
  const first = new Int32Array(n + 1);
  try {
    references.addAll(objects, first);
  } finally {
    for (let i = 0; i < n; i++) objects[i].gcBits = bits[i];
  }
  const { targets } = references;
  const isReached = new Uint8Array(n);
  const waiting: number[] = [];
  const reach = (i: number): void => {
    if (isReached[i] === 1) return;
    isReached[i] = 1;
    waiting.push(i);
  };
  for (let i = 0; i < n; i++) if (left[i] > 0) reach(i);
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop())
    for (let k = first[i]; k < first[i + 1]; k++) reach(targets[k]);
  for (let i = 0; i < n; i++) if (isReached[i] === 0) found.add(objects[i]);
  return found;
}

/** The frames that run, outermost first. */
export function framesOf(rt: Runtime): Frame[] {
  const frames: Frame[] = [];
  for (let f = rt.thread.frame as Frame | null; f !== null; f = f.back) frames.unshift(f);
  return frames;
}
