/** What happens to the weak references of an object that dies by its count (weakrefobject.c: PyObject_ClearWeakRefs). */
import { isPyError } from '../objects/errors.ts';
import type { PyContainer, PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { clearRef, weakrefData } from './refs.ts';

/**
 * Clears every reference to `o`, then runs the callbacks, newest first. A reference that dies itself meanwhile (its
 * count is 0) is not called back. An error set before the call is still set after it.
 */
export function clearWeakrefs(rt: Runtime, o: PyContainer): void {
  let head = o.weak as PyContainer | null;
  while (head !== null && weakrefData(head).callback === null) {
    clearRef(head);
    head = o.weak as PyContainer | null;
  }
  if (head === null) return;
  const pending = rt.thread.raised;
  rt.thread.raised = null;
  const calls: { ref: PyContainer; callback: PyObject }[] = [];
  while (head !== null) {
    const data = weakrefData(head);
    const callback = data.callback;
    data.callback = null;
    const ref = head;
    clearRef(ref);
    head = o.weak as PyContainer | null;
    if (callback === null) continue;
    if (ref.refcnt > 0) calls.push({ ref: incref(ref), callback });
    else decref(rt, callback);
  }
  for (const { ref, callback } of calls) {
    handleCallback(rt, ref, callback);
    decref(rt, callback);
    decref(rt, ref);
  }
  rt.thread.raised = pending;
}

/** Calls `callback(ref)`; an exception is only reported. Both are borrowed (handle_callback). */
export function handleCallback(rt: Runtime, ref: PyObject, callback: PyObject): void {
  try {
    decref(rt, callObject(rt, callback, [ref]));
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    rt.hooks.writeUnraisable(rt, callback, 'while calling weakref callback');
  }
}
