/**
 * Raising Python exceptions from native code (Python/errors.c). The exception lies on the thread; what travels through
 * JS is one constant, so that raising costs no stack trace.
 *
 * `throw typeError(rt, text)` is the usual form. Whoever catches PY_ERROR either throws it on or takes the exception with
 * `takeRaised`. Other values that are thrown (BoundExceeded, Error) are not Python's and must pass.
 */
import { BoundExceeded } from '../../base/bounds.ts';
import { Raised } from '../numbers/raised.ts';
import type { PyObject, PyType } from './header.ts';
import { decref, incref } from './refs.ts';
import { callObject, type Runtime } from './runtime.ts';
import { bytesNew } from './types/bytes.ts';
import { intNew } from './types/int.ts';
import { strNew } from './types/str.ts';
import { chargeLater } from './work.ts';

/** The value thrown while `rt.thread.raised` holds the exception. */
export const PY_ERROR: { readonly pyError: true } = Object.freeze({ pyError: true });

/** Payload of an exception object. */
export type ExceptionData = {
  args: PyObject;
  traceback: PyObject | null;
  context: PyObject | null;
  cause: PyObject | null;
  suppressContext: boolean;
  /** Members of single exception types (StopIteration.value, SystemExit.code, ...), in their order. */
  members: { [name: string]: PyObject | null } | null;
};

/** What raising costs: an object, its traceback, the search for a handler. */
const RAISE_STEPS = 100;

/** Sets the exception (takes over the reference) with the handled one as its context; to be thrown. */
export function raiseObject(rt: Runtime, exception: PyObject): typeof PY_ERROR {
  const thread = rt.thread;
  chargeLater(rt, RAISE_STEPS);
  let item: typeof thread.handled | null = thread.handled;
  while (item !== null && item.value === null) item = item.previous;
  const handled = item === null ? null : item.value;
  if (handled !== null && handled !== exception) setContext(rt, exception, handled);
  const before = thread.raised;
  thread.raised = exception;
  if (before !== null) decref(rt, before);
  return PY_ERROR;
}

/** Puts `handled` (borrowed) into __context__, cutting a chain that would loop (_PyErr_SetObject). */
function setContext(rt: Runtime, exception: PyObject, handled: PyObject): void {
  let o: PyObject = handled;
  // A chain that already loops is gone through once: `slow` follows at half the speed.
  let slow = handled;
  for (let step = 0; ; step++) {
    const data = o.v as ExceptionData;
    const next = data.context;
    if (next === null) break;
    if (next === exception) {
      data.context = null;
      decref(rt, next);
      break;
    }
    o = next;
    chargeLater(rt, 4);
    if (o === slow) break;
    if ((step & 1) === 1) slow = (slow.v as ExceptionData).context!;
  }
  const data = exception.v as ExceptionData;
  const old = data.context;
  data.context = incref(handled);
  if (old !== null) decref(rt, old);
}

/** Raises an instance of `type` made with one str argument. */
export function raise(rt: Runtime, type: PyType, message: string): typeof PY_ERROR {
  const text = strNew(rt, message);
  return raiseWith(rt, type, text);
}

/** Raises an instance of `type` with one argument (takes over the reference). */
export function raiseWith(rt: Runtime, type: PyType, arg: PyObject): typeof PY_ERROR {
  const exception = callObject(rt, type, [arg]);
  decref(rt, arg);
  return raiseObject(rt, exception);
}

/** Raises an instance of `type` because of the exception that lies raised: its cause and context (_PyErr_FormatFromCause). */
export function raiseFrom(rt: Runtime, type: PyType, message: string): typeof PY_ERROR {
  const cause = takeRaised(rt);
  raise(rt, type, message);
  const data = rt.thread.raised!.v as ExceptionData;
  const before = data.context;
  data.cause = incref(cause);
  data.context = cause;
  data.suppressContext = true;
  if (before !== null) decref(rt, before);
  return PY_ERROR;
}

/** Raises an instance of `type` without arguments. */
export function raiseBare(rt: Runtime, type: PyType): typeof PY_ERROR {
  return raiseObject(rt, callObject(rt, type, []));
}

export const typeError = (rt: Runtime, text: string) => raise(rt, rt.exc['TypeError'], text);
export const valueError = (rt: Runtime, text: string) => raise(rt, rt.exc['ValueError'], text);
export const indexError = (rt: Runtime, text: string) => raise(rt, rt.exc['IndexError'], text);
export const keyError = (rt: Runtime, key: PyObject) => raiseWith(rt, rt.exc['KeyError'], incref(key));
export const attributeError = (rt: Runtime, text: string) => raise(rt, rt.exc['AttributeError'], text);
export const runtimeError = (rt: Runtime, text: string) => raise(rt, rt.exc['RuntimeError'], text);
export const overflowError = (rt: Runtime, text: string) => raise(rt, rt.exc['OverflowError'], text);
export const bufferError = (rt: Runtime, text: string) => raise(rt, rt.exc['BufferError'], text);
export const zeroDivision = (rt: Runtime, text: string) => raise(rt, rt.exc['ZeroDivisionError'], text);

/** Takes the raised exception off the thread (the caller owns it). */
export function takeRaised(rt: Runtime): PyObject {
  const exception = rt.thread.raised!;
  rt.thread.raised = null;
  return exception;
}

/** Puts an exception back without touching its context. */
export function restoreRaised(rt: Runtime, exception: PyObject | null): void {
  const before = rt.thread.raised;
  rt.thread.raised = exception;
  if (before !== null) decref(rt, before);
}

/** Whether the raised exception is an instance of `type`. */
export function raisedIs(rt: Runtime, type: PyType): boolean {
  const e = rt.thread.raised;
  return e?.type.mro.includes(type) ?? false;
}

/**
 * For whoever catches: makes a Python exception of what pure functions threw (Raised). True where a Python exception now lies on
 * the thread; false: the error is not Python's, throw it on. Where the host's stack has ended the program ends, since nobody
 * knows what was left half done.
 */
export function isPyError(rt: Runtime, error: unknown): boolean {
  if (error === PY_ERROR) return true;
  if (error instanceof Raised) {
    const type = rt.exc[error.type] ?? rt.exc['SystemError'];
    if (error.args === undefined) raise(rt, type, error.textFor(rt.ruleset));
    else {
      const args = error.args.map((a) => argumentObject(rt, a));
      raiseObject(rt, callObject(rt, type, args));
      for (const a of args) decref(rt, a);
    }
    return true;
  }
  if (isStackOverflow(error)) throw stackExceeded();
  return false;
}

/** The end of a program that has used up the host's stack. */
export function stackExceeded(): BoundExceeded {
  return new BoundExceeded('recursion', "the program's native calls nest deeper than the host's stack");
}

/** Whether the host's stack has ended: engines word it as "Maximum call stack size exceeded" or "too much recursion". */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack|too much recursion/i.test(error.message);
}

/** A value that a pure function gave as an argument of an exception. */
function argumentObject(rt: Runtime, value: unknown): PyObject {
  if (typeof value === 'string') return strNew(rt, value);
  if (typeof value === 'number' || typeof value === 'bigint') return intNew(rt, value);
  if (value instanceof Uint8Array) return bytesNew(rt, value);
  return incref(rt.None);
}

/** If `error` is a Python exception of `type`, forgets it and returns true. */
export function swallow(rt: Runtime, error: unknown, type: PyType): boolean {
  if (!isPyError(rt, error) || !raisedIs(rt, type)) return false;
  decref(rt, takeRaised(rt));
  return true;
}

/** TypeError: a special method gave the wrong type; `before` is the text up to 3.14. */
export function wrongResult(
  rt: Runtime,
  o: PyObject,
  method: string,
  expected: string,
  got: string,
  before = `${method} returned non-${expected} (type ${got})`,
): typeof PY_ERROR {
  const article = /^[aeiou]/.test(expected) ? 'an' : 'a';
  return typeError(
    rt,
    rt.ruleset.minor >= 15
      ? `${o.type.name}.${method}() must return ${article} ${expected}, not ${got}`
      : before,
  );
}
