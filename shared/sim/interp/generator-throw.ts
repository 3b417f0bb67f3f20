/** Throwing into generators and closing them (Objects/genobject.c: _gen_throw, gen_close, _PyGen_Finalize). */

import { findHandler } from '../compile/code.ts';
import { findAttr } from '../objects/abstract/attributes.ts';
import { isSubtype } from '../objects/abstract/lookup.ts';
import { reprText } from '../objects/abstract/text.ts';
import {
  isPyError,
  raise,
  restoreRaised,
  runtimeError,
  swallow,
  takeRaised,
  typeError,
  valueError,
} from '../objects/errors.ts';
import { K, type PyObject, type PyType, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import type { Args } from '../objects/slots.ts';
import { clearLocals, type Frame } from './frame.ts';

import { finishGenerator, type GeneratorData, resume, stopValue } from './generator.ts';

const YIELD_FROM = 87;

/** What a suspended generator delegates to (borrowed), or null. */
export function delegate(d: GeneratorData): PyObject | null {
  const f = d.frame;
  if (f === null || !d.started || d.running) return null;
  if (f.pc >= f.code.words.length || (f.code.words[f.pc] & 255) !== YIELD_FROM) return null;
  return f.s[f.sp - 1];
}

/**
 * Throws into a generator what the arguments of throw() say (_gen_throw). What it delegates to is asked first, with the arguments
 * as they are; only where they are raised are they looked at.
 */
export function throwInto(rt: Runtime, gen: PyObject, given: Args): PyObject {
  const d = gen.v as GeneratorData;
  const yf = delegate(d);
  if (yf === null) return throwHere(rt, gen, given);
  incref(yf);
  try {
    if (isExit(rt, given[0]))
      return closeDelegate(rt, d, yf) ? throwHere(rt, gen, given) : resume(rt, gen, rt.None, true);
    const delegates = yf.type === rt.generatorType;
    // An error of the look-up itself takes the exception's place, and the generator does not see either.
    const method = delegates ? null : findAttr(rt, yf, 'throw');
    if (!delegates && method === null) return throwHere(rt, gen, given);
    let r: PyObject;
    try {
      d.running = true;
      if (method === null) {
        r = rt.ruleset.minor >= 9 ? throwBelow(rt, d.frame!, yf, given) : throwInto(rt, yf, given);
      } else {
        try {
          r = callObject(rt, method, given);
        } finally {
          decref(rt, method);
        }
        rt.sendYielded = true;
      }
    } catch (error) {
      d.running = false;
      if (!isPyError(rt, error)) throw error;
      if (!isSubtype(rt.thread.raised!.type, rt.exc['StopIteration'])) return resume(rt, gen, rt.None, true);
      return finishDelegation(rt, gen, stopValue(rt));
    } finally {
      d.running = false;
    }
    if (rt.sendYielded) return r;
    return finishDelegation(rt, gen, r);
  } finally {
    decref(rt, yf);
  }
}

function throwHere(rt: Runtime, gen: PyObject, given: Args): PyObject {
  setThrown(rt, given);
  return resume(rt, gen, rt.None, true);
}

/** Whether the first argument of throw() is GeneratorExit or one of its kind, class or instance. */
function isExit(rt: Runtime, o: PyObject): boolean {
  const type = o.type.kind === K.TYPE ? (o as PyType) : o.type;
  return isSubtype(type, rt.exc['GeneratorExit']);
}

/** Closes what the generator delegates to; false where that raised, which is then thrown into the generator. */
function closeDelegate(rt: Runtime, d: GeneratorData, yf: PyObject): boolean {
  d.running = true;
  try {
    closeAny(rt, yf);
    return true;
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    return false;
  } finally {
    d.running = false;
  }
}

/** throwInto the delegate with the delegating frame `f` on the stack above it, for tracebacks and sys._getframe. */
function throwBelow(rt: Runtime, f: Frame, yf: PyObject, given: Args): PyObject {
  const { thread } = rt;
  const back = thread.frame;
  f.back = back;
  thread.frame = f;
  try {
    return throwInto(rt, yf, given);
  } finally {
    thread.frame = back;
    f.back = null;
  }
}

/** The delegate is done: its value (owned) becomes the value of `yield from`. */
function finishDelegation(rt: Runtime, gen: PyObject, value: PyObject): PyObject {
  const f = (gen.v as GeneratorData).frame!;
  const yf = f.s[--f.sp]!;
  f.s[f.sp] = null;
  decref(rt, yf);
  f.pc++;
  try {
    return resume(rt, gen, value, false);
  } finally {
    decref(rt, value);
  }
}

function closeAny(rt: Runtime, o: PyObject): void {
  if (o.type === rt.generatorType) {
    decref(rt, close(rt, o));
    return;
  }
  let method: PyObject | null;
  try {
    method = findAttr(rt, o, 'close');
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    rt.hooks.writeUnraisable(rt, o);
    return;
  }
  if (method === null) return;
  try {
    decref(rt, callObject(rt, method, []));
  } finally {
    decref(rt, method);
  }
}

/** Whether an exception raised where the frame stands would be caught in it. Of a lambda it is not known: StopIteration is not watched for there. */
function isInTry(f: Frame): boolean {
  return findHandler(f.code.source, f.pc - 1) >= 0 || f.code.source.name === '<lambda>';
}

/**
 * Finishes a generator without running it, its frame not cleared: one that has not started keeps all (3.12 to 3.14: gen_close), one that
 * stands outside of any `try` its function (3.13: _PyFrame_ClearLocals).
 */
function keepFrame(rt: Runtime, gen: PyObject, f: Frame, locals: boolean): void {
  const kept: PyObject[] = [];
  if (locals) {
    for (let i = 0; i < f.sp; i++) {
      const x = f.s[i];
      if (x !== null) kept.push(x);
      f.s[i] = null;
    }
    if (rt.releaseInReverse) kept.reverse();
  } else clearLocals(rt, f);
  if (f.func !== null) kept.push(incref(f.func));
  (gen.v as GeneratorData).kept = kept;
  finishGenerator(rt, gen, f);
}

/** gen.close(): new reference to its result. */
export function close(rt: Runtime, gen: PyObject): PyObject {
  const d = gen.v as GeneratorData;
  const f = d.frame;
  if (f === null) return incref(rt.None);
  if (d.running) throw valueError(rt, 'generator already executing');
  const { minor } = rt.ruleset;
  if (!d.started) {
    if (minor >= 12 && minor <= 14) keepFrame(rt, gen, f, true);
    else finishGenerator(rt, gen, f);
    return incref(rt.None);
  }
  if (minor === 13 && delegate(d) === null && !isInTry(f)) {
    keepFrame(rt, gen, f, false);
    return incref(rt.None);
  }
  const yf = delegate(d);
  let closed = true;
  if (yf !== null) {
    incref(yf);
    try {
      closed = closeDelegate(rt, d, yf);
    } finally {
      decref(rt, yf);
    }
  }
  if (closed) restoreRaised(rt, callObject(rt, rt.exc['GeneratorExit'], []));
  let r: PyObject;
  try {
    r = resume(rt, gen, rt.None, true);
  } catch (error) {
    if (swallow(rt, error, rt.exc['GeneratorExit'])) return incref(rt.None);
    if (isPyError(rt, error) && isSubtype(rt.thread.raised!.type, rt.exc['StopIteration'])) {
      const value = stopValue(rt);
      if (minor >= 13) return value;
      decref(rt, value);
      return incref(rt.None);
    }
    throw error;
  }
  if (rt.sendYielded) {
    decref(rt, r);
    throw raise(rt, rt.exc['RuntimeError'], 'generator ignored GeneratorExit');
  }
  if (minor >= 13) return r;
  decref(rt, r);
  return incref(rt.None);
}

/** The instance of a class that is thrown; what goes wrong in making it is thrown in its place (PyErr_NormalizeException). */
function makeThrown(rt: Runtime, type: PyType, given: PyObject | undefined): PyObject {
  const args =
    given === undefined || given === rt.None ? [] : given.type.kind === K.TUPLE ? given.v : [given];
  try {
    const made = callObject(rt, type, args);
    if ((made.type.flags & TF.EXC) !== 0) return made;
    const name = made.type.name;
    decref(rt, made);
    throw typeError(
      rt,
      `calling ${reprText(rt, type)} should have returned an instance of BaseException, not ${name}`,
    );
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    return takeRaised(rt);
  }
}

/** Sets rt.thread.raised from the arguments of throw(). */
function setThrown(rt: Runtime, args: Args): void {
  const traceback = args[2];
  if (traceback !== undefined && traceback !== rt.None && traceback.type.kind !== K.TRACEBACK)
    throw typeError(rt, 'throw() third argument must be a traceback object');
  let value = args[0];
  if (value.type.kind === K.TYPE && ((value as PyType).flags & TF.EXC) !== 0) {
    const given = args[1];
    if (given !== undefined && given !== rt.None && isSubtype(given.type, value as PyType))
      value = incref(given);
    else value = makeThrown(rt, value as PyType, given);
  } else if ((value.type.flags & TF.EXC) !== 0) {
    if (args[1] !== undefined && args[1] !== rt.None)
      throw typeError(rt, 'instance exception may not have a separate value');
    value = incref(value);
  } else
    throw typeError(
      rt,
      `exceptions must be classes or instances deriving from BaseException, not ${value.type.name}`,
    );
  if (traceback !== undefined && traceback !== rt.None) {
    const old = value.v.traceback as PyObject | null;
    value.v.traceback = incref(traceback);
    if (old !== null) decref(rt, old);
  }
  // Thrown, not raised: what the caller handles does not become its context.
  restoreRaised(rt, value);
}

/** Runs what is left when the generator dies suspended (gen_finalize). */
export function finalize(rt: Runtime, gen: PyObject): void {
  const d = gen.v as GeneratorData;
  if (d.frame === null || d.running) return;
  const saved = rt.thread.raised;
  rt.thread.raised = null;
  try {
    decref(rt, close(rt, gen));
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    rt.hooks.writeUnraisable(rt, gen, 'while closing generator');
  }
  rt.thread.raised = saved;
}

/** frame.clear() for the frame of a generator: closes it (frame_clear). */
export function clearGenerator(rt: Runtime, generator: PyObject): void {
  const d = generator.v as GeneratorData;
  if (d.running) throw runtimeError(rt, 'cannot clear an executing frame');
  if (d.started && rt.ruleset.minor >= 13)
    throw runtimeError(rt, `cannot clear ${rt.ruleset.minor >= 15 ? 'an' : 'a'} suspended frame`);
  if (d.started) finalize(rt, generator);
  else decref(rt, close(rt, generator));
}
