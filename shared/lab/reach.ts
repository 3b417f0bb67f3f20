/** Which objects a moment shows: those that names lead to, and garbage that waits for the collector. */
import type { Frame } from '../sim/interp/frame.ts';
import { IMMORTAL, type PyContainer, type PyObject } from '../sim/objects/header.ts';
import type { Runtime } from '../sim/objects/runtime.ts';

/** More tracked objects are not searched for garbage. */
const MAX_SEARCHED = 60_000;

/** The tracked objects of each generation, oldest first within one. */
export function generationsOf(rt: Runtime): PyContainer[][] {
  return rt.gc.heads.map((head) => {
    const list: PyContainer[] = [];
    for (let o = head.gcNext!; o !== head; o = o.gcNext!) list.push(o);
    return list;
  });
}

/**
 * Tracked objects that nothing outside of their own set holds: the collector's own reckoning over all generations
 * (gc.c: deduce_unreachable), without touching the objects. Frames that run are outside: their references are counted, not walked.
 */
export function unreachableObjects(
  rt: Runtime,
  generations: readonly (readonly PyContainer[])[],
): Set<PyObject> {
  const total = generations.reduce((n, list) => n + list.length, 0);
  const none = new Set<PyObject>();
  if (total > MAX_SEARCHED) return none;
  const left = new Map<PyObject, number>();
  for (const list of generations)
    for (const o of list) left.set(o, o.refcnt >= IMMORTAL ? Number.POSITIVE_INFINITY : o.refcnt);
  for (const o of left.keys())
    o.type.slots.traverse?.(rt, o, (_rt, to) => {
      const n = left.get(to);
      if (n !== undefined) left.set(to, n - 1);
    });
  const reached: PyObject[] = [];
  for (const [o, n] of left) if (n > 0) reached.push(o);
  for (const o of reached) left.delete(o);
  for (let o = reached.pop(); o !== undefined; o = reached.pop())
    o.type.slots.traverse?.(rt, o, (_rt, to) => {
      if (left.delete(to)) reached.push(to);
    });
  return new Set(left.keys());
}

/** The frames that run, outermost first. */
export function framesOf(rt: Runtime): Frame[] {
  const frames: Frame[] = [];
  for (let f = rt.thread.frame as Frame | null; f !== null; f = f.back) frames.unshift(f);
  return frames;
}
