/**
 * How deep calls may nest. Python's own limit (sys.setrecursionlimit) raises RecursionError; the host's bound on a program ends it; native
 * code that calls itself has a limit of its own, as in CPython, because it uses the host's stack.
 */
import { BoundExceeded } from '../../base/bounds.ts';
import { raise } from './errors.ts';
import type { Runtime } from './runtime.ts';
import { charge } from './work.ts';

/** What to throw where a frame more would be one too many. `where`: " in comparison". */
export function tooDeep(rt: Runtime, where = ''): unknown {
  const bound = rt.limits.recursionDepth;
  if (rt.thread.depth >= bound && rt.wantedRecursionLimit > bound)
    return new BoundExceeded('recursion', `the program's calls nest more than ${bound} levels deep`);
  return raise(rt, rt.exc['RecursionError'], `maximum recursion depth exceeded${where}`);
}

/** sys.setrecursionlimit. */
export function setRecursionLimit(rt: Runtime, limit: number): void {
  rt.wantedRecursionLimit = limit;
  rt.recursionLimit = Math.min(limit, rt.limits.recursionDepth);
}

/** Guards native recursion, and charges for it; pair with leaveNative. `where`: " while ..." of the RecursionError. */
export function enterNative(rt: Runtime, where: string): void {
  const thread = rt.thread;
  charge(rt, 4);
  const depth = ++thread.nativeDepth;
  // Up to 3.11 calls of Python and of native code count together (Py_EnterRecursiveCall).
  if (
    depth + thread.loops > rt.maxNativeDepth ||
    (rt.nativeCallsCount && thread.depth + depth > rt.recursionLimit)
  ) {
    thread.nativeDepth--;
    throw tooDeep(rt, where);
  }
}

export function leaveNative(rt: Runtime): void {
  rt.thread.nativeDepth--;
}
