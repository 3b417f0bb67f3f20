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

/** The end of the RecursionError of a call. */
export const CALLING = ' while calling a Python object';

/** Guards native recursion, and charges for it; pair with leaveNative. `where`: " while ..." of the RecursionError. */
export function enterNative(rt: Runtime, where: string): void {
  const { thread } = rt;
  charge(rt, 4);
  if (!hasRoom(rt) || !hasLevel(rt)) throw tooDeep(rt, where);
  if (rt.nativeCallsCount) thread.depth++;
  thread.nativeDepth++;
  thread.where = where;
}

export function leaveNative(rt: Runtime): void {
  const { thread } = rt;
  thread.nativeDepth--;
  thread.where = '';
  if (rt.nativeCallsCount) thread.depth--;
}

/** Guards native recursion that CPython does not count, and charges for it; pair with leaveGuard. */
export function enterGuard(rt: Runtime): void {
  charge(rt, 4);
  if (!hasRoom(rt)) throw tooDeep(rt);
  rt.thread.guards++;
}

export function leaveGuard(rt: Runtime): void {
  rt.thread.guards--;
}

/** Whether the host's stack has room for one level of native code more. */
function hasRoom({ thread, limits }: Runtime): boolean {
  return thread.nativeDepth + thread.guards + thread.loops < roomFor(limits.nativeLoops);
}

/** Up to 3.11 calls of Python and of native code count together (Py_EnterRecursiveCall); in 3.12 a loop counts twice. */
function hasLevel({ thread, recursionLimit, maxNativeDepth, nativeCallsCount, ruleset }: Runtime): boolean {
  if (nativeCallsCount) return thread.depth < recursionLimit;
  return thread.nativeDepth + (ruleset.minor === 12 ? 2 : 1) * thread.loops < maxNativeDepth;
}

/** Levels of native code, loops included, for which a stack has room that has it for `loops` loops. */
export function roomFor(loops: number): number {
  return Math.max(1000, 6 * loops);
}
