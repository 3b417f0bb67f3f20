/**
 * sys.settrace and sys.setprofile (Python/sysmodule.c: trace_trampoline, profile_trampoline; Python/ceval.c up to 3.11,
 * Python/instrumentation.c and Python/legacy_tracing.c from 3.12 on).
 *
 * While a thread has such a function the loops run watched words (watch.ts), and `traceInstruction` comes before each instruction: it sees
 * frames begin and go on, lines begin, and the instructions that return and yield before they do. What ends otherwise the loop tells:
 * `traceRaised`, `traceUnwound`, `traceDelegation`.
 *
 * Simplified: an exception of the function at a `return` is raised at that instruction, so that a handler around it would see it.
 */
import { EXCEPTION_ROW } from '../compile/code.ts';
import { OPCODES, Op } from '../compile/opcodes.ts';
import { isPyError, PY_ERROR, restoreRaised, takeRaised } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, RELOAD, type Runtime, type ThreadState } from '../objects/runtime.ts';
import type { BuiltinData } from '../objects/types/builtin.ts';
import type { DescrData } from '../objects/types/descr.ts';
import type { MethodData } from '../objects/types/method.ts';

import { internString } from '../objects/types/str.ts';
import { newTuple } from '../objects/types/tuple.ts';
import type { CodeData } from './code.ts';
import { type Frame, FrameTrace, frameObject, lineOf } from './frame.ts';
import { localsSnapshot, localsToFast } from './frame-locals.ts';
import { changesLine, startsBody } from './lines.ts';
import { calleeAt } from './stack.ts';

type Event = 'call' | 'line' | 'return' | 'exception' | 'opcode' | 'c_call' | 'c_return' | 'c_exception';

/** Sets what sys.settrace (`kind` 'tracer') or sys.setprofile sets for the running thread; `func` borrowed, null takes it away. */
export function setTrace(rt: Runtime, kind: 'tracer' | 'profiler', func: PyObject | null): void {
  const { thread } = rt;
  const before = thread.tracer !== null || thread.profiler !== null;
  const old = thread[kind];
  thread[kind] = func === null ? null : incref(func);
  const after = thread.tracer !== null || thread.profiler !== null;
  const unseen = !rt.traced;
  if (after !== before) rt.tracedThreads += after ? 1 : -1;
  if (after && !before) beginTracing(rt, thread);
  if (old !== null) decref(rt, old);
  if (unseen && rt.traced && isCalledDirectly(rt)) {
    const f = thread.frame as Frame;
    traceOf(f).again = f.pc - 1;
    throw RELOAD;
  }
}

/** Whether the instruction that runs is a call of the setter itself: doing it again changes nothing. */
function isCalledDirectly(rt: Runtime): boolean {
  const f = rt.thread.frame as Frame;
  const callee = nativeCallee(rt, f, f.code.words[f.pc - 1]);
  if (callee === null) return false;
  const { name } = (callee.v as BuiltinData).def;
  decref(rt, callee);
  return name === 'settrace' || name === 'setprofile';
}

/** Takes a thread's functions away that has ended. */
export function endTracing(rt: Runtime, thread: ThreadState): void {
  if (thread.tracer === null && thread.profiler === null) return;
  rt.tracedThreads--;
  for (const kind of ['tracer', 'profiler'] as const) {
    const func = thread[kind];
    thread[kind] = null;
    if (func !== null) decref(rt, func);
  }
}

/** The frames that run already begin no call. */
function beginTracing(rt: Runtime, thread: ThreadState): void {
  rt.traceEpoch++;
  for (let f = thread.frame as Frame | null; f !== null; f = f.back) {
    const t = traceOf(f);
    t.epoch = rt.traceEpoch;
    t.prev = f.pc - 1;
    t.line = lineOf(f);
  }
}

/** What tracing keeps of a frame. */
export function traceOf(f: Frame): FrameTrace {
  f.trace ??= new FrameTrace();
  return f.trace;
}

/** Whether anything of the running thread is to be told: it has a function, which is not itself running. */
function listens({ thread }: Runtime): boolean {
  return thread.tracing === 0 && (thread.tracer !== null || thread.profiler !== null);
}

/** Before the instruction at f.pc, which is put back to it: what begins with it. */
export function traceInstruction(rt: Runtime, f: Frame): void {
  if (!listens(rt)) return;
  const { pc } = f;
  const word = f.code.words[pc];
  const t = traceOf(f);
  if (t.again === pc) {
    t.again = -1;
    return;
  }
  if (t.epoch !== rt.traceEpoch) {
    const { minor } = rt.ruleset;
    // From 3.11 on a function begins where its RESUME stands.
    if (minor >= 11 && !hasBegun(f) && !startsBody(word)) return;
    // Before that it has its cells when it begins.
    if (minor < 11 && f.code.source.lines[pc] < 0 && pc < firstLinePc(f.code)) return;
    enter(rt, f, t);
    f.pc = pc;
    if (startsBody(word)) {
      t.prev = pc;
      return;
    }
  } else if (t.native !== null) endNative(rt, f, t, 'c_return');
  if (t.stop !== null) traceStop(rt, f, t);
  f.pc = pc + 1;
  const { tracer } = rt.thread;
  if (tracer !== null && t.func !== null) {
    const begins = beginsTracedLine(rt, f, t, pc);
    const line = f.code.source.lines[pc];
    // Up to 3.9 what has no line is an instruction of this machine alone.
    if (line > 0 || rt.ruleset.minor >= 10) t.prev = pc;
    else if (rt.ruleset.minor === 8 && entersFinally(word, f.code.words[pc + 1]))
      t.prev = f.code.words.length;
    if (line > 0 && (begins || rt.ruleset.minor >= 10)) t.line = line;
    if (begins && t.lines) tell(rt, f, 'line', rt.None);
    if (t.opcodes) tell(rt, f, 'opcode', rt.None);
  } else t.prev = pc;
  switch (word & 255) {
    case Op.RETURN_VALUE:
    case Op.YIELD_VALUE:
      leave(rt, f, t, f.s[f.sp - 1]!);
      if ((word & 255) === Op.RETURN_VALUE) passOn(rt, f, f.s[f.sp - 1]!);
      break;
    case Op.CALL:
    case Op.CALL_KW:
    case Op.CALL_METHOD:
    case Op.CALL_METHOD_KW:
    case Op.CALL_EX:
      if (rt.thread.profiler !== null) beginNative(rt, f, t, word);
      break;
  }
  f.pc = pc;
}

/** Whether a frame is beyond the first RESUME of its code. */
function hasBegun(f: Frame): boolean {
  const { words } = f.code;
  for (let i = Math.min(f.pc, words.length) - 1; i >= 0; i--) if (startsBody(words[i])) return true;
  return false;
}

/** The first instruction that has a line. */
function firstLinePc(code: CodeData): number {
  return code.source.lines.findIndex((line) => line > 0);
}

/** A frame begins or, a generator's, goes on. */
function enter(rt: Runtime, f: Frame, t: FrameTrace): void {
  t.epoch = rt.traceEpoch;
  const goesOn = f.pc > firstLinePc(f.code);
  t.prev = rt.ruleset.minor < 10 || !goesOn ? -1 : f.pc - 1;
  t.line = goesOn ? lineOf(f) : 0;
  if (startsBody(f.code.words[f.pc])) f.pc++;
  tell(rt, f, 'call', rt.None);
}

/** A frame returns or yields `value` (borrowed). */
function leave(rt: Runtime, f: Frame, t: FrameTrace, value: PyObject): void {
  tell(rt, f, 'return', value);
  t.epoch = 0;
  t.line = 0;
}

/**
 * A generator that is gone through and returns something ends by a StopIteration, as far as who goes through it can tell. Up to 3.9 also
 * where it returns None (gen_send_ex), from 3.12 on only after `yield from` (INSTRUMENTED_END_SEND).
 */
function passOn(rt: Runtime, f: Frame, value: PyObject): void {
  const { back } = f;
  const t = back?.trace ?? null;
  if (f.generator === null || f.entry || back === null || t === null) return;
  if (t.func === null || t.stop !== null) return;
  const isNone = value === rt.None;
  if (isNone && rt.ruleset.minor >= 10) {
    if (rt.ruleset.minor < 12 || (back.code.words[back.pc - 1] & 255) !== Op.YIELD_FROM) return;
  }
  t.stop = callObject(rt, rt.exc['StopIteration'], isNone ? [] : [value]);
}

/** The loop that ran out at the last instruction did so by the exception `t.stop`. */
function traceStop(rt: Runtime, f: Frame, t: FrameTrace): void {
  const e = t.stop!;
  t.stop = null;
  f.pc = t.prev + 1;
  try {
    tellException(rt, f, e);
  } finally {
    decref(rt, e);
  }
}

/** An exception has reached `f`; `again`: it was raised before, and goes on. */
export function traceRaised(rt: Runtime, f: Frame, again: boolean): void {
  if (!listens(rt)) return;
  const t = traceOf(f);
  const e = takeRaised(rt);
  try {
    if (t.epoch !== rt.traceEpoch) enter(rt, f, t);
    if (t.native !== null) endNative(rt, f, t, 'c_exception');
    if (!again) tellException(rt, f, e);
    if (rt.ruleset.minor === 9) beginHandlerLine(f, t);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, e);
    return;
  }
  restoreRaised(rt, e);
}

/** 3.9: a handler begins a line unless the exception came from the first instruction of one (exception_unwind). */
function beginHandlerLine(f: Frame, t: FrameTrace): void {
  const { lines } = f.code.source;
  const raised = f.pc - 1;
  if (lines[raised] < 0) return;
  let first = raised;
  while (!changesLine(lines, first)) first--;
  if (raised !== first && lines[first] !== f.code.source.firstlineno) t.prev = lines.length;
}

/** 3.8: whether a handler begins with the body of `finally`, which exists once, or with an `except`: a line begins there. */
function entersFinally(word: number, next: number): boolean {
  return (word & 255) === Op.PUSH_EXC_INFO && (next & 255) !== Op.WITH_EXCEPT_START;
}

/** `f` ends by the exception `e` (owned), which nothing handles; answers the one that goes on (owned). */
export function traceUnwound(rt: Runtime, f: Frame, e: PyObject): PyObject {
  if (!listens(rt)) return e;
  const t = traceOf(f);
  try {
    leave(rt, f, t, rt.None);
    stopsLoop(rt, f, e);
    return e;
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, e);
    return takeRaised(rt);
  }
}

/** A `__next__` that ends the loop that called it: the loop's frame hears of the exception, too. */
function stopsLoop(rt: Runtime, f: Frame, e: PyObject): void {
  const back = f.back;
  if (!f.entry || back === null || f.generator !== null || e.type !== rt.exc['StopIteration']) return;
  const op = back.code.words[back.pc - 1] & 255;
  if (op !== Op.FOR_ITER && op !== Op.YIELD_FROM) return;
  const t = back.trace;
  if (f.code.name.v === '__next__' && t !== null && t.func !== null && t.stop === null) t.stop = incref(e);
}

/** A generator yields `value` (borrowed), which comes from what it delegates to. */
export function traceDelegation(rt: Runtime, f: Frame, value: PyObject): void {
  if (!listens(rt)) return;
  const { pc } = f;
  f.pc = pc + 1;
  try {
    leave(rt, f, traceOf(f), value);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    rt.hooks.writeUnraisable(rt, rt.thread.tracer);
  } finally {
    f.pc = pc;
  }
}

function tellException(rt: Runtime, f: Frame, e: PyObject): void {
  const { tracer } = rt.thread;
  if (tracer === null || traceOf(f).func === null) return;
  const arg = newTuple(rt, [e.type, e, (e.v.traceback as PyObject | null) ?? rt.None]);
  try {
    tell(rt, f, 'exception', arg);
  } finally {
    decref(rt, arg);
  }
}

/** Calls the functions that want to hear of `event`; throws what they raise, after which they are gone. */
function tell(rt: Runtime, f: Frame, event: Event, arg: PyObject): void {
  const { thread } = rt;
  const t = traceOf(f);
  if (thread.tracer !== null && !event.startsWith('c_')) {
    const func = event === 'call' ? thread.tracer : t.func;
    if (func !== null) {
      const result = callTraced(rt, 'tracer', func, f, event, arg);
      if (result === rt.None) decref(rt, result);
      else setLocalTrace(rt, t, result);
    }
  }
  if (thread.profiler !== null && event !== 'line' && event !== 'exception' && event !== 'opcode')
    decref(rt, callTraced(rt, 'profiler', thread.profiler, f, event, arg));
}

/** call_trampoline: up to 3.12 what the function does to f_locals becomes the frame's. */
function callTraced(
  rt: Runtime,
  kind: 'tracer' | 'profiler',
  func: PyObject,
  f: Frame,
  event: Event,
  arg: PyObject,
): PyObject {
  const { thread } = rt;
  const syncs = rt.ruleset.minor < 13 && f.locals === null;
  if (syncs) decref(rt, localsSnapshot(rt, f));
  const frame = incref(frameObject(rt, f));
  const name = internString(rt, event);
  incref(func);
  thread.tracing++;
  try {
    return callObject(rt, func, [frame, name, arg]);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    setTrace(rt, kind, null);
    if (kind === 'tracer') setLocalTrace(rt, traceOf(f), null);
    throw PY_ERROR;
  } finally {
    thread.tracing--;
    if (syncs) localsToFast(rt, f);
    for (const x of [func, name, frame]) decref(rt, x);
  }
}

/** f_trace; takes `func` over. */
export function setLocalTrace(rt: Runtime, t: FrameTrace, func: PyObject | null): void {
  const old = t.func;
  t.func = func;
  if (old !== null) decref(rt, old);
}

// ---- where lines begin

/** Whether a line begins at `pc` when the frame comes there from `t.prev` (maybe_call_line_trace, _Py_call_instrumentation_line). */
function beginsTracedLine(rt: Runtime, f: Frame, t: FrameTrace, pc: number): boolean {
  const { lines, code: words } = f.code.source;
  const line = lines[pc];
  if (line <= 0) return false;
  const { prev } = t;
  const { minor } = rt.ruleset;
  // Up to 3.9: the first instruction of a line in the order of the code, or any that is jumped back to.
  if (minor < 10) return pc < prev || changesLine(lines, pc);
  if (pc < prev) return (words[pc] & 255) !== Op.YIELD_FROM || line !== t.line;
  if (minor < 12) return prev < 0 || (minor === 11 && startsBody(words[prev])) || line !== t.line;
  if (startsBody(words[prev] ?? -1)) return true;
  return line !== t.line && mayStartLine(f.code, minor)[pc] === 1;
}

/**
 * 3.12+: by pc, 1 where the compiler's line table or a jump begins a line (initialize_lines). From 3.14 on what comes after a `for`
 * loop's end is only compared with the line of the jump back before it.
 */
function mayStartLine(code: CodeData, minor: number): Uint8Array {
  if (code.lineStarts !== null) return code.lineStarts;
  const { code: words, lines, exceptionTable } = code.source;
  const starts = new Uint8Array(words.length + 1);
  let line = -1;
  for (let pc = 0; pc < words.length; pc++) {
    const op = words[pc] & 255;
    if (OPCODES[op]?.arg === 'jump' && (minor < 14 || op !== Op.FOR_ITER)) starts[words[pc] >> 8] = 1;
    if (op === Op.RESUME) continue;
    if (lines[pc] !== line) starts[pc] = 1;
    line = lines[pc];
  }
  for (let row = 0; row < exceptionTable.length; row += EXCEPTION_ROW) starts[exceptionTable[row + 2]] = 1;
  code.lineStarts = starts;
  return starts;
}

// ---- native functions, for profilers

/** The native function that a call is about to call (new reference), or null. */
function nativeCallee(rt: Runtime, f: Frame, word: number): PyObject | null {
  const { s } = f;
  const at = calleeAt(word, f.sp);
  const callable = s[at];
  if (callable === null) return null;
  if (callable.type.kind === K.BUILTIN) return incref(callable);
  if (callable.type === rt.methodType && rt.ruleset.minor >= 13) {
    const { func } = callable.v as MethodData;
    return func.type.kind === K.BUILTIN ? incref(func) : null;
  }
  if (callable.type.kind !== K.DESCR || (callable.v as DescrData).method === null) return null;
  const self = s[at + 1];
  const { descrGet } = callable.type.slots;
  if (self === null || descrGet === null || (word & 255) === Op.CALL_EX) return null;
  return descrGet(rt, callable, self, self.type);
}

function beginNative(rt: Runtime, f: Frame, t: FrameTrace, word: number): void {
  const callee = nativeCallee(rt, f, word);
  if (callee === null) return;
  t.native = callee;
  tell(rt, f, 'c_call', callee);
}

function endNative(rt: Runtime, f: Frame, t: FrameTrace, event: 'c_return' | 'c_exception'): void {
  const callee = t.native!;
  t.native = null;
  const { pc } = f;
  f.pc = t.prev + 1;
  try {
    if (rt.thread.profiler !== null) tell(rt, f, event, callee);
  } finally {
    f.pc = pc;
    decref(rt, callee);
  }
}
