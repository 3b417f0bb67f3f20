/** raise, re-raise and what an `except` clause matches (Python/ceval.c: do_raise; CHECK_EXC_MATCH, CHECK_EG_MATCH). */
import { isSubtype } from '../../objects/abstract/lookup.ts';
import { reprText } from '../../objects/abstract/text.ts';
import { PY_ERROR, raise, raiseObject, restoreRaised, typeError } from '../../objects/errors.ts';
import { K, type PyObject, type PyType, TF } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import { callObject, type ExcItem, type Runtime } from '../../objects/runtime.ts';
import { matchGroup } from '../../objects/types/exception-group.ts';

/** RAISE_VARARGS: raises `exc` (owned) from `cause` (owned or null). Always throws. */
export function doRaise(rt: Runtime, exc: PyObject, cause: PyObject | null): never {
  let value: PyObject;
  if (exc.type.kind === K.TYPE && ((exc as PyType).flags & TF.EXC) !== 0) {
    try {
      value = callObject(rt, exc, []);
    } finally {
      decref(rt, exc);
    }
    if ((value.type.flags & TF.EXC) === 0) {
      const text = `calling ${reprText(rt, exc)} should have returned an instance of BaseException, not ${reprText(rt, value.type)}`;
      decref(rt, value);
      throw typeError(rt, text);
    }
  } else if ((exc.type.flags & TF.EXC) !== 0) value = exc;
  else {
    decref(rt, exc);
    if (cause !== null) decref(rt, cause);
    throw typeError(rt, 'exceptions must derive from BaseException');
  }
  if (cause !== null) {
    let fixed: PyObject | null;
    if (cause.type.kind === K.TYPE && ((cause as PyType).flags & TF.EXC) !== 0) {
      fixed = causeOf(rt, cause, value);
    } else if ((cause.type.flags & TF.EXC) !== 0) fixed = cause;
    else if (cause === rt.None) {
      fixed = null;
      decref(rt, cause);
    } else {
      decref(rt, cause);
      decref(rt, value);
      throw typeError(rt, 'exception causes must derive from BaseException');
    }
    const d = value.v;
    const old = d.cause;
    d.cause = fixed;
    d.suppressContext = true;
    if (old !== null) decref(rt, old);
  }
  throw raiseObject(rt, value);
}

/** The instance of an exception class given as cause; takes over `cause`, and on errors `value`. */
function causeOf(rt: Runtime, cause: PyObject, value: PyObject): PyObject {
  let made: PyObject | null = null;
  try {
    made = callObject(rt, cause, []);
    if ((made.type.flags & TF.EXC) !== 0) return made;
    const text = `calling ${reprText(rt, cause)} should have returned an instance of BaseException, not ${reprText(rt, made.type)}`;
    throw typeError(rt, text);
  } catch (error) {
    if (made !== null) decref(rt, made);
    decref(rt, value);
    throw error;
  } finally {
    decref(rt, cause);
  }
}

/** The exception being handled (borrowed), or null (_PyErr_GetTopmostException). */
export function handledException(rt: Runtime): PyObject | null {
  let item: ExcItem | null = rt.thread.handled;
  while (item !== null && item.value === null) item = item.previous;
  return item === null ? null : item.value;
}

/** Its traceback (borrowed), or null: up to 3.10 the one that it had when its handler began, whatever has become of `__traceback__`. */
export function handledTraceback(rt: Runtime): PyObject | null {
  let item: ExcItem | null = rt.thread.handled;
  while (item !== null && item.value === null) item = item.previous;
  if (item === null) return null;
  return item.tracebacks === null ? (item.value!.v.traceback as PyObject | null) : item.tracebacks.at(-1)!;
}

/** A handler for `exc` begins, which has its traceback for itself (exc_info->exc_traceback). */
export function holdTraceback(item: ExcItem, exc: PyObject): void {
  const traceback = exc.v.traceback as PyObject | null;
  item.tracebacks ??= [];
  item.tracebacks.push(traceback === null ? null : incref(traceback));
}

/** The innermost handler ends. */
export function letTracebackGo(rt: Runtime, item: ExcItem): void {
  const traceback = item.tracebacks!.pop()!;
  if (item.tracebacks!.length === 0) item.tracebacks = null;
  if (traceback !== null) decref(rt, traceback);
}

/** The handled exception has the traceback again that it had when its handler began (<=3.10). */
export function giveTracebackBack(rt: Runtime, exc: PyObject): void {
  const traceback = handledTraceback(rt);
  const now = exc.v.traceback as PyObject | null;
  if (traceback === now) return;
  exc.v.traceback = traceback === null ? null : incref(traceback);
  if (now !== null) decref(rt, now);
}

/** Raises the handled exception again. */
export function reraiseHandled(rt: Runtime): never {
  const e = handledException(rt);
  if (e === null) throw raise(rt, rt.exc['RuntimeError'], 'No active exception to reraise');
  giveTracebackBack(rt, e);
  restoreRaised(rt, incref(e));
  throw PY_ERROR;
}

/** CHECK_EXC_MATCH. */
export function exceptionMatches(rt: Runtime, exc: PyObject, type: PyObject): boolean {
  const wrong = () => typeError(rt, 'catching classes that do not inherit from BaseException is not allowed');
  if (type.type.kind === K.TUPLE) {
    for (const t of type.v as PyObject[])
      if (t.type.kind !== K.TYPE || ((t as PyType).flags & TF.EXC) === 0) throw wrong();
    return (type.v as PyObject[]).some((t) => isSubtype(exc.type, t as PyType));
  }
  if (type.type.kind !== K.TYPE || ((type as PyType).flags & TF.EXC) === 0) throw wrong();
  return isSubtype(exc.type, type as PyType);
}

/** CHECK_EG_MATCH on the two top entries. What matches is being handled from now on. */
export function checkGroupMatch(rt: Runtime, s: (PyObject | null)[], sp: number): void {
  const exc = s[sp - 2]!;
  const type = s[sp - 1]!;
  const [match, rest] = matchGroup(rt, exc, type);
  s[sp - 2] = rest;
  s[sp - 1] = match;
  if (match !== rt.None) {
    const item = rt.thread.handled;
    const old = item.value;
    item.value = incref(match);
    if (old !== null) decref(rt, old);
  }
  decref(rt, exc);
  decref(rt, type);
}
