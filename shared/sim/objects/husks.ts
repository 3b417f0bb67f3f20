/**
 * JS objects of dead Python objects that become the next ones of their type. A program that counts makes and drops an int at every
 * step; its block comes from and goes back to the simulated heap each time, but the host need not make and collect an object for it. No
 * part of the machine's state. Where somebody looks at the machine, an object keeps its identity for good.
 */
import type { PyObject } from './header.ts';
import type { Runtime } from './runtime.ts';

/** Of one type: the first `count` of `kept`. */
export class Husks {
  readonly kept: PyObject[] = [];
  count = 0;
}

/** How many are kept of a type. */
const MOST = 128;

/** A dead object that nothing refers to, to be filled anew; null where none is kept. */
export function takeHusk(husks: Husks): PyObject | null {
  const n = husks.count - 1;
  if (n < 0) return null;
  husks.count = n;
  return husks.kept[n];
}

/** Keeps a dead object, whose block is free. */
export function keepHusk(rt: Runtime, husks: Husks, o: PyObject): void {
  const n = husks.count;
  if (n < MOST && !rt.traced && rt.sink === null) {
    husks.kept[n] = o;
    husks.count = n + 1;
  }
}
