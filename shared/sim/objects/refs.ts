/** Reference counting (Include/object.h: Py_INCREF, Py_DECREF, Py_XSETREF). */
import { IMMORTAL, type PyObject } from './header.ts';
import type { Runtime } from './runtime.ts';

// An import is a memory cell that compiled code reads and checks at every use; what stands here is a number to it.
const NEVER_CHANGES = IMMORTAL;

/** One more reference. Returns the object, for `return incref(x)`. */
export function incref<T extends PyObject>(o: T): T {
  const n = o.refcnt;
  if (n < NEVER_CHANGES) o.refcnt = n + 1;
  return o;
}

/** One reference less; at zero the object dies at once, and with it what only it holds. */
export function decref(rt: Runtime, o: PyObject): void {
  const n = o.refcnt;
  if (n < NEVER_CHANGES) {
    if (n === 1) {
      o.refcnt = 0;
      rt.hooks.dealloc(rt, o);
    } else {
      o.refcnt = n - 1;
    }
  }
}

/** decref where there may be nothing. */
export function xdecref(rt: Runtime, o: PyObject | null): void {
  if (o !== null) decref(rt, o);
}

/** A count that never changes (PEP 683), where the ruleset has such. */
export function makeImmortal<T extends PyObject>(rt: Runtime, o: T): T {
  if (rt.ruleset.refcounts.immortals) o.refcnt = IMMORTAL;
  return o;
}

/** Releases all items, first to last. */
export function decrefAll(rt: Runtime, items: readonly (PyObject | null)[]): void {
  for (let i = 0; i < items.length; i++) {
    const o = items[i];
    if (o === null) continue;
    // As decref, which is not compiled into a loop that deallocs come back to.
    const n = o.refcnt;
    if (n > 1) {
      if (n < NEVER_CHANGES) o.refcnt = n - 1;
    } else {
      o.refcnt = 0;
      rt.hooks.dealloc(rt, o);
    }
  }
}

/** Releases all items, last to first. */
export function decrefAllBackwards(rt: Runtime, items: readonly PyObject[]): void {
  for (let i = items.length - 1; i >= 0; i--) {
    const o = items[i];
    // See decrefAll.
    const n = o.refcnt;
    if (n > 1) {
      if (n < NEVER_CHANGES) o.refcnt = n - 1;
    } else {
      o.refcnt = 0;
      rt.hooks.dealloc(rt, o);
    }
  }
}

/** What `f` gives; where it throws, `o` is released first. For building an object step by step. */
export function orRelease<T>(rt: Runtime, o: PyObject, f: () => T): T {
  let done = false;
  try {
    const result = f();
    done = true;
    return result;
  } finally {
    if (!done) decref(rt, o);
  }
}
