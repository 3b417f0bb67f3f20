/** Generators (Objects/genobject.c). */

import { findHandler } from '../compile/code.ts';
import { findAttr } from '../objects/abstract/attributes.ts';
import { callMethod, callMethodOrNull } from '../objects/abstract/calls.ts';
import { addressOf } from '../objects/abstract/identity.ts';
import { isSubtype, lookupOnType } from '../objects/abstract/lookup.ts';
import { reprText } from '../objects/abstract/text.ts';
import {
  isPyError,
  PY_ERROR,
  raise,
  raiseBare,
  raiseObject,
  raiseWith,
  restoreRaised,
  runtimeError,
  swallow,
  takeRaised,
  typeError,
  valueError,
} from '../objects/errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { hashAddress } from '../objects/hash.ts';
import {
  GC,
  K,
  type PyContainer,
  PyInstance,
  type PyObject,
  type PyType,
  TF,
  type Visit,
} from '../objects/header.ts';
import { tooDeep } from '../objects/recursion.ts';
import { decref, decrefAll, incref, orRelease } from '../objects/refs.ts';
import { callObject, ExcItem, type Runtime } from '../objects/runtime.ts';
import { type Args, m0, m1, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { intOfSize } from '../objects/types/int.ts';
import { selfIter } from '../objects/types/iterators.ts';
import { isStr, strNew } from '../objects/types/str.ts';
import type { CodeData } from './code.ts';
import { enterFrame, loop, RESULT } from './eval.ts';
import { clearLocals, dropFunction, endFrame, type Frame, frameObject, newFrameRef } from './frame.ts';
import { letTracebackGo } from './ops/exceptions.ts';
import { traceDelegation } from './trace.ts';

const YIELD_FROM = 87;

/** Payload of a generator. Owns its frame's contents, the names and the code. */
export class GeneratorData {
  declare frame: Frame | null;
  running = false;
  started = false;
  declare name: PyObject;
  declare qualname: PyObject;
  /** Null while its frame has it, from 3.12 on, where one reference is for both. */
  declare code: PyObject | null;
  /** What its frame still holds after close(), owned, in the order in which it goes with the generator. */
  kept: PyObject[] | null = null;
  /** The exception it is handling (its own entry of sys.exc_info's stack). */
  readonly item: ExcItem = new ExcItem(null);
  constructor(frame: Frame, name: PyObject, qualname: PyObject, code: PyObject | null) {
    this.frame = frame;
    this.name = name;
    this.qualname = qualname;
    this.code = code;
  }
}

/** A generator of a frame that has not run; names borrowed. */
export function newGenerator(rt: Runtime, f: Frame, name: PyObject, qualname: PyObject): PyObject {
  const sizes = rt.ruleset.sizes.frame;
  const bytes =
    sizes.generatorBaseBytes + (sizes.generatorHoldsFrame ? 8 * (f.code.slots + f.code.source.stacksize) : 0);
  const data = new GeneratorData(
    f,
    incref(name),
    incref(qualname),
    rt.ruleset.minor < 12 ? incref(f.codeObj) : null,
  );
  const o = new PyInstance(rt.generatorType, gcAlloc(rt, bytes), data, 0, 0);
  f.generator = o;
  gcTrack(rt, o);
  // Up to 3.10 its frame is an object of its own that the collector knows.
  if (!sizes.onDataStack) {
    gcTrack(rt, frameObject(rt, f));
    dropFunction(rt, f);
  }
  return o;
}

/**
 * Whether the eval loop that runs may go on in the generator's frame itself (enterGenerator): it is suspended, and there is room.
 * What cannot is for `resume` to say.
 */
export function mayEnter(rt: Runtime, gen: PyObject): boolean {
  const d = gen.v as GeneratorData;
  return d.frame !== null && !d.running && rt.thread.depth < rt.recursionLimit;
}

/**
 * Puts the frame of a generator that mayEnter on top of the thread's, with `value` (borrowed) as what its yield gives. Who runs the frame calls
 * leaveGenerator when it yields or ends. Null where `value` cannot be sent to a generator that has not run: resume says so.
 */
export function enterGenerator(rt: Runtime, gen: PyObject, value: PyObject): Frame | null {
  const d = gen.v as GeneratorData;
  const f = d.frame!;
  if (d.started) f.s[f.sp++] = incref(value);
  else if (value !== rt.None) return null;
  const { thread } = rt;
  d.started = true;
  d.running = true;
  gen.refcnt++;
  d.item.previous = thread.handled;
  thread.handled = d.item;
  f.entry = false;
  thread.depth++;
  f.back = thread.frame as Frame;
  thread.frame = f;
  return f;
}

/**
 * A generator's frame has yielded: takes it off the thread, and with it those that delegate to it and yield in turn (they will do their YIELD_FROM
 * again). The frame of the same eval loop that the value (borrowed) is for, or null where it is for whoever called the loop.
 */
export function yieldOut(rt: Runtime, yielding: Frame, value: PyObject): Frame | null {
  const { thread } = rt;
  let f = yielding;
  for (;;) {
    const back = f.back;
    thread.frame = back;
    thread.depth--;
    f.back = null;
    if (f.entry) return null;
    leaveGenerator(rt, f.generator!);
    f = back!;
    if ((f.code.words[f.pc - 1] & 255) !== YIELD_FROM) return f;
    const sent = f.s[--f.sp]!;
    f.s[f.sp] = null;
    decref(rt, sent);
    f.pc--;
    if (rt.tracedThreads > 0) traceDelegation(rt, f, value);
  }
}

/** A generator that the eval loop has entered is suspended or at its end. */
export function leaveGenerator(rt: Runtime, gen: PyObject): void {
  leave(rt, gen.v as GeneratorData);
  decref(rt, gen);
}

/** What an exception that ends the frame of an entered generator becomes outside (PEP 479). */
export function leaveGeneratorRaising(rt: Runtime, gen: PyObject): void {
  leave(rt, gen.v as GeneratorData);
  const stops = rt.thread.raised!.type.mro.includes(rt.exc['StopIteration']);
  decref(rt, gen);
  if (stops) stopIterationError(rt);
}

function codeOf(d: GeneratorData): PyObject {
  return d.code ?? (d.frame as Frame).codeObj;
}

/** The generator's frame is about to go: its code is now the generator's own. */
function leaveToGenerator(d: GeneratorData): void {
  d.code ??= incref((d.frame as Frame).codeObj);
  d.frame = null;
}

/** The frame of a generator has ended. */
export function finishGenerator(rt: Runtime, generator: PyObject, f: Frame): void {
  leaveToGenerator(generator.v as GeneratorData);
  f.generator = null;
  endFrame(rt, f);
}

/**
 * Goes on with the generator: `value` (borrowed) is what the yield gives, or, `throwing`, rt.thread.raised is raised there. The
 * result is new; rt.sendYielded tells a yielded value from the returned one.
 */
export function resume(rt: Runtime, gen: PyObject, value: PyObject, throwing: boolean): PyObject {
  const d = gen.v as GeneratorData;
  const f = d.frame;
  if (d.running) {
    if (throwing) decref(rt, takeRaised(rt));
    throw valueError(rt, 'generator already executing');
  }
  if (f === null) {
    if (throwing) throw PY_ERROR;
    rt.sendYielded = false;
    return incref(rt.None);
  }
  if (!throwing) {
    if (d.started) f.s[f.sp++] = incref(value);
    else if (value !== rt.None) throw typeError(rt, "can't send non-None value to a just-started generator");
  } else if (f.pc < f.code.words.length && (f.code.words[f.pc] & 255) === YIELD_FROM && d.started) {
    // The instruction that is suspended is the one that raises.
    f.pc++;
  }
  const thread = rt.thread;
  if (thread.loops >= rt.limits.nativeLoops || thread.depth >= rt.recursionLimit) throw tooDeep(rt);
  d.started = true;
  d.running = true;
  incref(gen);
  d.item.previous = thread.handled;
  thread.handled = d.item;
  // What the generator itself handles is the context of what is thrown (_PyErr_ChainStackItem, 3.9+).
  if (throwing && d.item.value !== null && rt.ruleset.minor >= 9) raiseObject(rt, takeRaised(rt));
  f.entry = true;
  enterFrame(rt, f);
  let result: PyObject;
  try {
    result = loop(rt, f, throwing);
  } catch (error) {
    leave(rt, d);
    if (isPyError(rt, error) && rt.thread.raised!.type.mro.includes(rt.exc['StopIteration'])) {
      decref(rt, gen);
      throw stopIterationError(rt);
    }
    decref(rt, gen);
    throw error;
  }
  const yielded = rt.loopResult === RESULT.YIELDED;
  leave(rt, d);
  decref(rt, gen);
  rt.sendYielded = yielded;
  return result;
}

function leave(rt: Runtime, d: GeneratorData): void {
  rt.thread.handled = d.item.previous!;
  d.item.previous = null;
  d.running = false;
}

/** PEP 479. */
function stopIterationError(rt: Runtime): typeof PY_ERROR {
  const stop = takeRaised(rt);
  const marker = raise(rt, rt.exc['RuntimeError'], 'generator raised StopIteration');
  const e = rt.thread.raised!.v;
  const context = e.context as PyObject | null;
  e.cause = incref(stop);
  e.context = stop;
  e.suppressContext = true;
  if (context !== null) decref(rt, context);
  return marker;
}

/** receiver.send(v), or next() for None; rt.sendYielded tells the kinds of result apart (PyIter_Send). */
export function sendTo(rt: Runtime, receiver: PyObject, v: PyObject): PyObject {
  if (receiver.type === rt.generatorType) return resume(rt, receiver, v, false);
  try {
    let x: PyObject | null;
    if (v === rt.None) {
      const found = lookupOnType(receiver.type, '__next__');
      if (found !== null && found.type === rt.functionType)
        x = callMethodOrNull(rt, receiver, '__next__', []);
      else x = receiver.type.slots.iternext!(rt, receiver);
    } else x = callMethod(rt, receiver, 'send', [v]);
    rt.sendYielded = x !== null;
    return x ?? incref(rt.None);
  } catch (error) {
    if (!isPyError(rt, error) || !isSubtype(rt.thread.raised!.type, rt.exc['StopIteration'])) throw error;
    const value = stopValue(rt);
    rt.sendYielded = false;
    return value;
  }
}

/** Takes the raised StopIteration and returns its value (new). */
export function stopValue(rt: Runtime): PyObject {
  const e = takeRaised(rt);
  const value = incref((e.v.members?.value as PyObject | null) ?? rt.None);
  decref(rt, e);
  return value;
}

function next(rt: Runtime, gen: PyObject): PyObject | null {
  const r = resume(rt, gen, rt.None, false);
  if (rt.sendYielded) return r;
  decref(rt, r);
  return null;
}

/** The result of send or throw: a returned value becomes StopIteration. */
function yieldedOrStop(rt: Runtime, r: PyObject): PyObject {
  if (rt.sendYielded) return r;
  if (r === rt.None) {
    decref(rt, r);
    throw raiseBare(rt, rt.exc['StopIteration']);
  }
  throw raiseWith(rt, rt.exc['StopIteration'], r);
}

/** next(generator): a returned value is in the StopIteration. */
export function generatorNext(rt: Runtime, gen: PyObject): PyObject {
  return yieldedOrStop(rt, resume(rt, gen, rt.None, false));
}

/**
 * Whether a frame that runs has told how high its stack is, so that the collector sees its locals: up to 3.13 where it called a
 * Python function in the same loop, from 3.14 wherever it called anything (_PyFrame_SetStackPointer).
 */
function stackIsSaved(rt: Runtime, frame: Frame): boolean {
  if (rt.ruleset.minor >= 14) return true;
  for (let above = rt.thread.frame as Frame | null; above !== null; above = above.back)
    if (above.back === frame) return !above.entry && (rt.ruleset.minor >= 12 || above.generator === null);
  return false;
}

/** What a suspended generator delegates to (borrowed), or null. */
function delegate(d: GeneratorData): PyObject | null {
  const f = d.frame;
  if (f === null || !d.started || d.running) return null;
  if (f.pc >= f.code.words.length || (f.code.words[f.pc] & 255) !== YIELD_FROM) return null;
  return f.s[f.sp - 1];
}

/** Raises rt.thread.raised inside (gen_throw without the argument checks). */
function throwInto(rt: Runtime, gen: PyObject): PyObject {
  const d = gen.v as GeneratorData;
  const yf = delegate(d);
  if (yf !== null) {
    incref(yf);
    const exc = takeRaised(rt);
    try {
      if (isSubtype(exc.type, rt.exc['GeneratorExit'])) {
        try {
          d.running = true;
          closeAny(rt, yf);
        } catch (error) {
          if (!isPyError(rt, error)) throw error;
          d.running = false;
          decref(rt, exc);
          return resume(rt, gen, rt.None, true);
        } finally {
          d.running = false;
        }
        restoreRaised(rt, exc);
        return resume(rt, gen, rt.None, true);
      }
      // An error of the look-up itself takes the exception's place, and the generator does not see either.
      const delegates = yf.type === rt.generatorType;
      const method = delegates ? null : orRelease(rt, exc, () => findAttr(rt, yf, 'throw'));
      if (!delegates && method === null) {
        restoreRaised(rt, exc);
        return resume(rt, gen, rt.None, true);
      }
      let r: PyObject;
      try {
        d.running = true;
        if (method === null) {
          restoreRaised(rt, exc);
          r = rt.ruleset.minor >= 9 ? throwBelow(rt, d.frame!, yf) : throwInto(rt, yf);
        } else {
          try {
            r = callObject(rt, method, [exc]);
          } finally {
            decref(rt, method);
            decref(rt, exc);
          }
          rt.sendYielded = true;
        }
      } catch (error) {
        d.running = false;
        if (!isPyError(rt, error)) throw error;
        if (!isSubtype(rt.thread.raised!.type, rt.exc['StopIteration']))
          return resume(rt, gen, rt.None, true);
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
  return resume(rt, gen, rt.None, true);
}

/** throwInto the delegate with the delegating frame `f` on the stack above it, for tracebacks and sys._getframe. */
function throwBelow(rt: Runtime, f: Frame, yf: PyObject): PyObject {
  const { thread } = rt;
  const back = thread.frame;
  f.back = back;
  thread.frame = f;
  try {
    return throwInto(rt, yf);
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

/** Lets go of what a closed generator's frame held. */
function releaseKept(rt: Runtime, d: GeneratorData): void {
  const { kept } = d;
  d.kept = null;
  if (kept !== null) decrefAll(rt, kept);
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
  const exit = callObject(rt, rt.exc['GeneratorExit'], []);
  restoreRaised(rt, exit);
  let r: PyObject;
  try {
    r = throwInto(rt, gen);
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
function finalize(rt: Runtime, gen: PyObject): void {
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
  if (d.started && rt.ruleset.minor >= 13) throw runtimeError(rt, 'cannot clear a suspended frame');
  if (d.started) finalize(rt, generator);
  else decref(rt, close(rt, generator));
}

function dealloc(rt: Runtime, o: PyObject): void {
  const c = o as PyContainer;
  const d = o.v as GeneratorData;
  gcUntrack(rt, c);
  if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
  if (d.frame !== null && d.started && (c.gcBits & GC.FINALIZED) === 0) {
    c.gcBits |= GC.FINALIZED;
    gcTrack(rt, c);
    o.refcnt = 1;
    finalize(rt, o);
    if (--o.refcnt > 0) return;
    gcUntrack(rt, c);
  }
  const f = d.frame;
  if (f !== null) {
    leaveToGenerator(d);
    f.generator = null;
    endFrame(rt, f);
  }
  releaseKept(rt, d);
  if (d.item.value !== null) decref(rt, d.item.value);
  while (d.item.tracebacks !== null) letTracebackGo(rt, d.item);
  if (d.code !== null) decref(rt, d.code);
  decref(rt, d.name);
  decref(rt, d.qualname);
  gcFree(rt, c);
}

export const generatorDef: TypeDef = {
  name: 'generator',
  kind: K.GENERATOR,
  size: 'generator',
  flags: TF.GC | TF.WEAKREF,
  slots: {
    dealloc,
    finalize,
    traverse: (rt: Runtime, o: PyObject, visit: Visit) => {
      const d = o.v as GeneratorData;
      const f = d.frame;
      if (!rt.ruleset.sizes.frame.onDataStack) {
        if (f !== null) visit(rt, f.object!);
        visit(rt, codeOf(d));
        visit(rt, d.name);
        visit(rt, d.qualname);
        if (d.item.value !== null) visit(rt, d.item.value);
        for (const traceback of d.item.tracebacks ?? []) if (traceback !== null) visit(rt, traceback);
        return;
      }
      // 3.12 leaves the code to the frame (gen_traverse, _PyFrame_Traverse).
      if (rt.ruleset.minor < 12) visit(rt, codeOf(d));
      visit(rt, d.name);
      visit(rt, d.qualname);
      if (f !== null) {
        if (f.object !== null) visit(rt, f.object);
        if (f.func !== null) visit(rt, f.func);
        visit(rt, f.codeObj);
        if (!d.running || stackIsSaved(rt, f))
          for (let i = 0; i < f.sp; i++) if (f.s[i] !== null) visit(rt, f.s[i]!);
      }
      if (d.kept !== null) for (const x of d.kept) visit(rt, x);
      if (d.item.value !== null) visit(rt, d.item.value);
    },
    clear: (rt, o) => {
      releaseKept(rt, o.v as GeneratorData);
      const f = (o.v as GeneratorData).frame;
      if (f !== null && rt.ruleset.sizes.frame.onDataStack && !(o.v as GeneratorData).running)
        clearLocals(rt, f);
    },
    iter: selfIter,
    iternext: next,
    repr: (rt, o) =>
      strNew(
        rt,
        `<generator object ${(o.v as GeneratorData).qualname.v} at 0x${addressOf(rt, o).toString(16)}>`,
      ),
    hash: (rt, o) => hashAddress(rt, addressOf(rt, o)),
  },
  methods: [
    m1('send', (rt, self, value) => yieldedOrStop(rt, resume(rt, self, value, false))),
    mN(
      'throw',
      (rt, self, args) => {
        setThrown(rt, args);
        return yieldedOrStop(rt, throwInto(rt, self));
      },
      1,
      3,
    ),
    m0('close', close),
    m0('__sizeof__', (rt, self) => {
      const d = self.v as GeneratorData;
      const sizes = rt.ruleset.sizes;
      const code = codeOf(d).v as CodeData;
      const frame = sizes.frame.generatorHoldsFrame ? 8 * (code.slots + code.source.stacksize) : 0;
      return intOfSize(rt, sizes.frame.generatorBaseBytes - sizes.gcHeaderBytes + frame);
    }),
  ],
  getset: [
    {
      name: '__name__',
      get: (_rt, o) => incref((o.v as GeneratorData).name),
      set: (rt, o, value) => {
        if (value === null || !isStr(value)) throw typeError(rt, '__name__ must be set to a string object');
        const old = o.v.name;
        o.v.name = incref(value);
        decref(rt, old);
      },
    },
    {
      name: '__qualname__',
      get: (_rt, o) => incref((o.v as GeneratorData).qualname),
      set: (rt, o, value) => {
        if (value === null || !isStr(value))
          throw typeError(rt, '__qualname__ must be set to a string object');
        const old = o.v.qualname;
        o.v.qualname = incref(value);
        decref(rt, old);
      },
    },
    {
      name: 'gi_suspended',
      get: (rt, o) => {
        const d = o.v as GeneratorData;
        return incref(d.frame !== null && d.started && !d.running ? rt.True : rt.False);
      },
    },
    { name: 'gi_yieldfrom', get: (rt, o) => incref(delegate(o.v) ?? rt.None) },
  ],
  members: [
    {
      name: 'gi_frame',
      memberUntil: 10,
      get: (rt, o) => {
        const f = (o.v as GeneratorData).frame;
        return f === null ? incref(rt.None) : newFrameRef(rt, f);
      },
    },
    {
      name: 'gi_running',
      memberUntil: 9,
      get: (rt, o) => incref((o.v as GeneratorData).running ? rt.True : rt.False),
    },
    { name: 'gi_code', memberUntil: 11, get: (_rt, o) => incref(codeOf(o.v as GeneratorData)) },
  ],
};
