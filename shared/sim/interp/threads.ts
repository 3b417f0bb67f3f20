/**
 * Threads and the GIL (Python/ceval_gil.c, Modules/_threadmodule.c): one thread runs at a time, and another one may take over
 * between two instructions, at a function's entry or a loop's back edge, when the running one has had its interval or waits.
 *
 * A thread that is not running is a chain of frames: its outermost eval loop has returned (RESULT.SWITCHED). An instruction that
 * would wait throws BLOCKED, and is repeated when the thread goes on. Inside native code that calls Python (a sort key, a
 * generator) a loop cannot be left, so there is no switch at the interval's end, and a thread that waits runs the others from where it
 * is. How long a thread runs varies by the machine's seed; who follows is who has waited longest.
 */
import { BoundExceeded } from '../../base/bounds.ts';
import { CO } from '../compile/code.ts';
import { Op } from '../compile/opcodes.ts';
import { isPyError, PY_ERROR, raisedIs, takeRaised } from '../objects/errors.ts';
import { collectScheduled } from '../objects/gclinks.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref } from '../objects/refs.ts';
import { callObject, clockNs, type Runtime, STEP_NS, ThreadState } from '../objects/runtime.ts';
import type { MethodDef } from '../objects/slots.ts';
import type { BuiltinData } from '../objects/types/builtin.ts';
import type { DescrData } from '../objects/types/descr.ts';
import { dictEntries } from '../objects/types/dict-entries.ts';
import type { MethodData } from '../objects/types/method.ts';
import { charge } from '../objects/work.ts';
import { makeFrame } from './entering.ts';
import { enterFrame, loop, RESULT } from './eval.ts';
import type { Frame } from './frame.ts';
import type { FunctionData } from './function.ts';
import { calleeAt } from './stack.ts';
import { endTracing } from './trace.ts';

/** Instructions that call; `with` calls __enter__ itself. */
/** NOP, POP_TOP, loads and stores of locals and constants, stack moves. */
const FAST: ReadonlySet<number> = new Set([0, 2, 3, 4, 5, 6, 7, 11, 12]);

/** What starting a thread costs. */
const THREAD_STEPS = 1000;

/** A new thread, which runs when its turn comes; takes over the references. */
export function startThread(
  rt: Runtime,
  func: PyObject,
  args: PyObject,
  kwargs: PyObject | null,
): ThreadState {
  charge(rt, THREAD_STEPS);
  const thread = new ThreadState(rt.nextThreadId++);
  thread.start = { func, args, kwargs };
  rt.threads.push(thread);
  if (rt.threads.length === 2) beginSlice(rt);
  return thread;
}

/** Lets the running thread run for about the switch interval. */
function beginSlice(rt: Runtime): void {
  const all = rt.stepsLeft + rt.stepsReserve;
  const steps = Math.max(20, (rt.switchIntervalNs / STEP_NS) * (0.5 + rt.switchRng.float()));
  rt.stepsLeft = Math.min(all, Math.floor(steps));
  rt.stepsReserve = all - rt.stepsLeft;
}

/** stepsLeft ran out: the slice has ended, or the program has used its bound. */
export function stepsEnded(rt: Runtime): void {
  if (rt.stepsReserve <= 0) {
    throw new BoundExceeded('steps', 'the program ran for more instructions than it may');
  }
  if (rt.threads.length > 1) {
    beginSlice(rt);
    if (rt.ruleset.minor >= 10) {
      rt.switchDue = true;
      rt.evalBreaker = true;
    } else if (rt.tracer !== switchTracer) {
      rt.hostTracer = rt.tracer;
      rt.switchCountdown = rt.switchRng.int(0, 12);
      rt.tracer = switchTracer;
    }
  } else {
    rt.stepsLeft += rt.stepsReserve;
    rt.stepsReserve = 0;
  }
}

/**
 * Up to 3.9 the eval breaker is looked at after most instructions, not only at back edges and calls: the switch comes a few
 * instructions after the slice's end, wherever that is. (In place of the host's tracer, which it asks first.)
 */
export function switchTracer(rt: Runtime, f: Frame): boolean {
  const host = rt.hostTracer;
  if (host?.(rt, f)) return true;
  if (rt.switchCountdown-- > 0) return false;
  // Not after those that go on at once (FAST_DISPATCH).
  if (f.pc > 0 && FAST.has(f.code.words[f.pc - 1] & 255)) return false;
  rt.tracer = host;
  rt.hostTracer = null;
  if (rt.thread.loops !== 1 || !rt.thread.pausable) return false;
  rt.switchDue = switchNow(rt);
  return rt.switchDue;
}

/** At a boundary with the switch due: whether the loop that runs may be left, and somebody else wants to run. */
export function switchNow(rt: Runtime): boolean {
  const me = rt.thread;
  if (me.loops !== 1 || !me.pausable) {
    // Asked again when the outermost loop is reached.
    rt.evalBreaker = true;
    return false;
  }
  rt.switchDue = false;
  return rt.threads.some((t) => t !== me && t.loops === 0 && mayRun(rt, t));
}

/** Whether the thread could go on now. */
function mayRun(rt: Runtime, t: ThreadState): boolean {
  if (t.status !== 'waiting') return t.status === 'ready';
  if (t.waitsFor !== null && lockIsFree(t.waitsFor)) return true;
  return t.deadlineNs <= clockNs(rt);
}

/** What locks have in common: the payload's `count` is 0 while nobody holds it. */
function lockIsFree(lock: PyObject): boolean {
  return (lock.v as { count: number }).count === 0;
}

/**
 * Runs the threads by turns until the frame marked `entry` of `host` ends: its result, or null with rt.loopResult PAUSED where
 * a tracer stopped (call again to go on). Throws what `host` throws.
 */
export function runThreads(rt: Runtime, host: ThreadState): PyObject {
  host.hosted = true;
  for (;;) {
    if (!runSlice(rt, rt.thread)) return null!;
    const { outcome } = host;
    if (outcome !== null) {
      rt.thread = host;
      host.outcome = null;
      host.hosted = false;
      host.status = 'ready';
      if (outcome === 'raised') throw PY_ERROR;
      rt.loopResult = RESULT.RETURNED;
      return outcome;
    }
    rt.thread = nextThread(rt, host);
  }
}

/** The running thread waits inside native code: the others run on top of it until it may go on. */
export function runOthers(rt: Runtime): void {
  const me = rt.thread;
  while (!mayRun(rt, me)) {
    const t = nextThread(rt, me);
    if (t === me) break;
    rt.thread = t;
    try {
      runSlice(rt, t);
    } finally {
      rt.thread = me;
    }
  }
  me.status = 'ready';
}

/** Runs a thread until it pauses or ends; false where a tracer stopped it. */
function runSlice(rt: Runtime, t: ThreadState): boolean {
  t.status = 'ready';
  t.pausable = true;
  // A machine that was paused goes on as if nothing had been.
  if (rt.loopResult === RESULT.PAUSED) rt.loopResult = RESULT.RETURNED;
  else rt.switchDue = false;
  let r: PyObject | null = null;
  try {
    if (t.start !== null) {
      const frame = firstFrame(rt, t);
      if (frame !== null) r = loop(rt, frame, false);
      else r = callFirst(rt, t);
    } else r = loop(rt, t.frame as Frame, false);
    if (r === null) return rt.loopResult !== RESULT.PAUSED;
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
  } finally {
    t.pausable = false;
  }
  if (t.hosted) {
    t.outcome = r ?? 'raised';
    t.status = 'ended';
    return true;
  }
  // What runs from here on is no loop that could pause.
  t.loops++;
  if (r !== null) decref(rt, r);
  else ignoreThreadError(rt);
  endThread(rt, t);
  return true;
}

/** The outermost frame of a thread whose function is Python code, with its arguments bound; null where it is not. */
function firstFrame(rt: Runtime, t: ThreadState): Frame | null {
  const { func, args, kwargs } = t.start!;
  const method = func.type === rt.methodType ? (func.v as MethodData) : null;
  const called = method === null ? func : method.func;
  if (called.type !== rt.functionType || kwargs !== null) return null;
  const data = called.v as FunctionData;
  if ((data.cd.flags & CO.GENERATOR) !== 0) return null;
  t.start = null;
  try {
    const given = args.v as PyObject[];
    const f = makeFrame(rt, called, data, method === null ? given : [method.self, ...given], null);
    enterFrame(rt, f);
    f.entry = true;
    return f;
  } finally {
    decref(rt, func);
    decref(rt, args);
  }
}

/** Runs a thread whose function is native, or takes keywords, as one call that nothing interrupts. */
function callFirst(rt: Runtime, t: ThreadState): PyObject {
  const { func, args, kwargs } = t.start!;
  t.start = null;
  const named = kwargs === null ? [] : dictEntries(rt, kwargs);
  t.loops++;
  try {
    return callObject(
      rt,
      func,
      [...(args.v as PyObject[]), ...named.map(([, value]) => value)],
      named.length === 0 ? null : named.map(([name]) => name),
    );
  } finally {
    t.loops--;
    decref(rt, func);
    decref(rt, args);
    if (kwargs !== null) decref(rt, kwargs);
  }
}

/** An error that ended a thread started with `_thread` alone: reported, unless it is SystemExit. */
function ignoreThreadError(rt: Runtime): void {
  if (raisedIs(rt, rt.exc['SystemExit'])) decref(rt, takeRaised(rt));
  else rt.hooks.writeUnraisable(rt, null);
}

/** Releases what a thread that has run leaves behind. */
function endThread(rt: Runtime, t: ThreadState): void {
  endTracing(rt, t);
  for (const dict of [...t.locals.values()]) decref(rt, dict);
  t.locals.clear();
  const { dict } = t;
  t.dict = null;
  t.reprs = null;
  if (dict !== null) decref(rt, dict);
  rt.threads.splice(rt.threads.indexOf(t), 1);
}

/**
 * Who runs next, seen from `host`'s eval loop: whoever has waited longest, of those whose loop can be entered from here. Where all
 * wait for a moment the clock goes on to the earliest.
 */
function nextThread(rt: Runtime, host: ThreadState): ThreadState {
  const me = rt.thread;
  const at = rt.threads.indexOf(me);
  if (at >= 0) {
    rt.threads.splice(at, 1);
    rt.threads.push(me);
  }
  const candidates = rt.threads.filter((t) => t === host || t.loops === 0);
  let next = candidates.find((t) => mayRun(rt, t));
  if (next === undefined) {
    next = candidates.reduce((a, b) => (b.deadlineNs < a.deadlineNs ? b : a));
    if (next.deadlineNs === Number.POSITIVE_INFINITY) throw deadlock(rt, candidates.length);
    rt.clockNs += next.deadlineNs - clockNs(rt);
  }
  next.status = 'ready';
  if (rt.threads.length > 1) beginSlice(rt);
  return next;
}

function deadlock(rt: Runtime, waiting: number): BoundExceeded {
  const nested = waiting < rt.threads.length ? ' (some inside native code that called them)' : '';
  return new BoundExceeded(
    'deadlock',
    waiting === 1 && nested === ''
      ? 'deadlock: the only thread waits for a lock that nobody will release'
      : `deadlock: all ${rt.threads.length} threads wait for locks that nobody will release${nested}`,
  );
}

/** Serves what is due; true where the loop is to hand over to another thread. */
export function serveBreaker(rt: Runtime): boolean {
  rt.evalBreaker = false;
  collectScheduled(rt);
  return rt.switchDue && switchNow(rt);
}

/** Whether the instruction that runs calls the native method `def` itself, so that it may be repeated as a whole. */
export function isDirectCall(rt: Runtime, def: MethodDef): boolean {
  const me = rt.thread;
  const f = me.frame as Frame | null;
  if (me.loops !== 1 || !me.pausable || f === null) return false;
  const word = f.code.words[f.pc - 1];
  const op = word & 255;
  if (op === Op.BEFORE_WITH) return def.name === '__enter__';
  const at = op === Op.CALL_EX ? -1 : calleeAt(word, f.sp);
  if (at < 0) return false;
  const called = f.s[at];
  if (called === null || called === undefined) return callee(f.s[at + 1]) === def;
  return callee(called) === def;
}

/** The definition behind a native function or method, or null. */
function callee(o: PyObject | null | undefined): MethodDef | null {
  if (o === null || o === undefined) return null;
  if (o.type.kind === K.BUILTIN) return (o.v as BuiltinData).def;
  if (o.type.kind === K.DESCR) return (o.v as DescrData).method;
  return null;
}
