/** How native functions wait: for a lock or for a moment (Python/thread_pthread.h). */
import { toSeconds } from '../objects/convert.ts';
import { raise, valueError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { BLOCKED, clockNs, type Runtime } from '../objects/runtime.ts';
import type { MethodDef } from '../objects/slots.ts';

/** Longest wait that CPython takes, in seconds. */
export const TIMEOUT_MAX = 9223372036;

/**
 * Waits until `free()` or the deadline. `timeoutNs` Infinity: for ever. `def` is the method that waits: where an instruction calls it
 * directly, the thread pauses (BLOCKED is thrown and the method called again); otherwise the other threads run meanwhile.
 * True: free; false: the time is over.
 */
export function waitFor(
  rt: Runtime,
  def: MethodDef,
  lock: PyObject | null,
  free: () => boolean,
  timeoutNs: number,
): boolean {
  const me = rt.thread;
  for (;;) {
    if (free()) return done(rt, true);
    if (timeoutNs <= 0) return done(rt, false);
    if (me.waitingSince < 0) {
      me.waitingSince = clockNs(rt);
      me.deadlineNs = me.waitingSince + timeoutNs;
    } else if (clockNs(rt) >= me.deadlineNs) return done(rt, false);
    me.status = 'waiting';
    me.waitsFor = lock;
    if (rt.hooks.isDirectCall(rt, def)) throw BLOCKED;
    rt.hooks.runOthers(rt);
  }
}

function done(rt: Runtime, result: boolean): boolean {
  const me = rt.thread;
  me.waitingSince = -1;
  me.deadlineNs = Number.POSITIVE_INFINITY;
  me.waitsFor = null;
  me.status = 'ready';
  return result;
}

/** The timeout of `acquire(blocking, timeout)` in nanoseconds: 0 for no waiting, Infinity for no end. */
export function acquireTimeout(rt: Runtime, blocking: boolean, timeout: PyObject | null): number {
  const seconds = timeout === null ? -1 : toSeconds(rt, timeout);
  if (!blocking && timeout !== null && seconds !== -1) {
    throw valueError(rt, "can't specify a timeout for a non-blocking call");
  }
  if (timeout !== null && seconds < 0 && seconds !== -1) {
    throw valueError(
      rt,
      rt.ruleset.minor >= 13
        ? 'timeout value must be a non-negative number'
        : 'timeout value must be positive',
    );
  }
  if (!blocking) return 0;
  if (seconds < 0) return Number.POSITIVE_INFINITY;
  if (seconds > TIMEOUT_MAX) throw raise(rt, rt.exc['OverflowError'], 'timeout value is too large');
  return Math.round(seconds * 1e9);
}
