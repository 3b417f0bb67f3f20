import { callMethod, callMethodOrNull } from '../objects/abstract/calls.ts';
import { isSubtype, lookupOnType } from '../objects/abstract/lookup.ts';
import {
  isPyError,
  PY_ERROR,
  raise,
  raiseBare,
  raiseObject,
  raiseWith,
  takeRaised,
  typeError,
  valueError,
} from '../objects/errors.ts';
import { gcAlloc, gcTrack } from '../objects/gclinks.ts';
import { PyInstance, type PyObject } from '../objects/header.ts';
import { tooDeep } from '../objects/recursion.ts';
import { decref, incref } from '../objects/refs.ts';
import { ExcItem, type Runtime } from '../objects/runtime.ts';
import { enterFrame, loop, RESULT } from './eval.ts';
import { dropFunction, endFrame, type Frame, frameObject } from './frame.ts';
import { enterCallLevels, leaveLevels } from './levels.ts';
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

/** The code that it runs (borrowed). */
export function codeOf(d: GeneratorData): PyObject {
  return d.code ?? (d.frame as Frame).codeObj;
}

/** The generator's frame is about to go: its code is now the generator's own. */
export function leaveToGenerator(d: GeneratorData): void {
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
  const levels = enterCallLevels(rt, f);
  if (thread.depth >= rt.recursionLimit) {
    leaveLevels(rt, levels);
    throw tooDeep(rt);
  }
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
    leave(rt, d, levels);
    if (isPyError(rt, error) && rt.thread.raised!.type.mro.includes(rt.exc['StopIteration'])) {
      decref(rt, gen);
      throw stopIterationError(rt);
    }
    decref(rt, gen);
    throw error;
  }
  const yielded = rt.loopResult === RESULT.YIELDED;
  leave(rt, d, levels);
  decref(rt, gen);
  rt.sendYielded = yielded;
  return result;
}

function leave(rt: Runtime, d: GeneratorData, levels = 0): void {
  if (levels !== 0) leaveLevels(rt, levels);
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

/** tp_iternext: the next value (new), or null at the end; a returned value is let go. */
export function next(rt: Runtime, gen: PyObject): PyObject | null {
  const r = resume(rt, gen, rt.None, false);
  if (rt.sendYielded) return r;
  decref(rt, r);
  return null;
}

/** The result of send or throw: a returned value becomes StopIteration. */
export function yieldedOrStop(rt: Runtime, r: PyObject): PyObject {
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
