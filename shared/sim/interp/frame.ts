/**
 * Frames of running Python code and frame objects (Objects/frameobject.c, Python/frame.c).
 *
 * A Frame is the interpreter's own record; a frame *object* is made of it when a program or a traceback asks (3.11+), or
 * stands for its block from the start (<=3.10).
 */

import { gcAlloc, gcTrack, gcUntrack, isTracked } from '../objects/gclinks.ts';
import { PyContainer, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { CodeData } from './code.ts';

/** What tracing keeps of a frame (trace.ts). */
export class FrameTrace {
  /** f_trace, or null. Owned. */
  func: PyObject | null = null;
  /** f_trace_lines and f_trace_opcodes. */
  lines = true;
  opcodes = false;
  /** `rt.traceEpoch` while the frame is known to have begun. */
  epoch = 0;
  /** The instruction that was traced last, or -1. */
  prev = -1;
  /** The call of sys.settrace that began the tracing, which is done once more and not told of, or -1. */
  again = -1;
  /** The line that the frame is on, as its tracing has it, or 0. */
  line = 0;
  /** The native function that the last instruction called, for a profiler. Owned. */
  native: PyObject | null = null;
  /** The StopIteration by which the last instruction's loop ended, still to be told of. Owned. */
  stop: PyObject | null = null;
}

export class Frame {
  declare code: CodeData;
  declare codeObj: PyObject;
  /** The function that was called (owned; uncounted for programs up to 3.10), or null for modules and class bodies. */
  func: PyObject | null = null;
  declare globals: PyObject;
  declare builtins: PyObject;
  /** The locals mapping of module and class bodies (owned), else null. */
  locals: PyObject | null = null;
  /** Locals, cells, free variables; then the evaluation stack up to `sp`. */
  declare readonly s: (PyObject | null)[];
  declare sp: number;
  /** The instruction that comes next; the running one is before it. */
  pc = 0;
  /** Where `pc` stood when an exception was last caught here (what CPython pushes as lasti). */
  caughtAt = 0;
  back: Frame | null = null;
  /** Returning from this frame leaves the eval loop that runs it. */
  entry = false;
  /** The object whose `__init__` this is, owned, pushed in place of the result. */
  pending: PyObject | null = null;
  /** The frame object, if one was made (borrowed while the frame runs; it owns the frame afterwards). */
  object: PyContainer | null = null;
  /** The generator it belongs to (borrowed), or null. */
  generator: PyObject | null = null;
  /** Levels of recursion that end with this frame, besides its own (levels.ts). */
  levels = 0;
  /** Entries on the caller's stack that belong to this call until it ends (<=3.10). */
  kept = 0;
  /** <=3.10: the frame object's block. */
  addr = 0;
  finished = false;
  /** While the machine is watched: the line that the frame is on, and the mark it passed last (lines.ts). */
  line = 0;
  mark = -1;
  /** Set once the frame is traced. */
  trace: FrameTrace | null = null;
  /** The caller's frame object, once this frame has ended and its object lives on (owned). */
  backObject: PyContainer | null = null;
  /** <=3.12: the dict that locals() gives (owned). */
  snapshot: PyObject | null = null;
  constructor(code: CodeData, codeObj: PyObject, globals: PyObject, builtins: PyObject) {
    this.code = code;
    this.codeObj = codeObj;
    this.globals = globals;
    this.builtins = builtins;
    this.s = new Array(code.size).fill(null);
    this.sp = code.slots;
  }
}

/** A frame for a call of `code` (borrowed); it is reused when the call is over. */
export function newFrame(rt: Runtime, codeObj: PyObject, globals: PyObject, builtins: PyObject): Frame {
  const code = codeObj.v as CodeData;
  const f = code.spare;
  if (f === null) return firstFrame(rt, code, codeObj, globals, builtins);
  code.spare = f.back;
  f.back = null;
  // Nearly always what they were.
  if (f.codeObj !== codeObj) f.codeObj = codeObj;
  if (f.globals !== globals) f.globals = globals;
  if (f.builtins !== builtins) f.builtins = builtins;
  f.pc = 0;
  f.sp = code.slots;
  f.finished = false;
  incref(codeObj);
  if (!rt.framesOnDataStack) f.addr = takeFrameBlock(rt, code);
  return f;
}

function firstFrame(
  rt: Runtime,
  code: CodeData,
  codeObj: PyObject,
  globals: PyObject,
  builtins: PyObject,
): Frame {
  const f = new Frame(code, codeObj, globals, builtins);
  incref(codeObj);
  if (!rt.framesOnDataStack) f.addr = takeFrameBlock(rt, code);
  return f;
}

export function frameBytes(rt: Runtime, code: CodeData): number {
  return rt.ruleset.sizes.frame.baseBytes + 8 * (code.slots + code.source.stacksize);
}

/** Bytes of a new frame's block: a frame that is an object from the start has one place more than its size tells of (f_localsplus[1]). */
function frameBlockBytes(rt: Runtime, code: CodeData): number {
  return frameBytes(rt, code) + (rt.framesOnDataStack ? 0 : 8);
}

function takeFrameBlock(rt: Runtime, code: CodeData): number {
  if (code.zombie !== 0) {
    const block = code.zombie;
    code.zombie = 0;
    return block;
  }
  const bytes = frameBlockBytes(rt, code);
  const kept = rt.free.frame.take();
  if (kept !== 0) return rt.mem.requestedBytes(kept) < bytes ? rt.mem.realloc(kept, bytes) : kept;
  return gcAlloc(rt, bytes);
}

function giveFrameBlock(rt: Runtime, code: CodeData, block: number): void {
  if (rt.free.rules.framePerCode && code.zombie === 0) {
    code.zombie = block;
    return;
  }
  if (rt.free.frame.give(block)) return;
  if (rt.gc.count0 > 0) rt.gc.count0--;
  rt.mem.free(block);
}

/** Ends a frame: releases its locals in the version's order, unless a frame object keeps them. */
export function endFrame(rt: Runtime, f: Frame): void {
  f.finished = true;
  const object = f.object;
  if (object !== null) {
    if (f.trace !== null) dropTrace(rt, f);
    // The frame object outlives the call and keeps the locals (take_ownership).
    if (object.refcnt > 1) {
      const back = f.back;
      f.back = null;
      if (back !== null) f.backObject = incref(frameObject(rt, back));
      if (!rt.framesOnDataStack) dropFunction(rt, f);
      if (!isTracked(object)) gcTrack(rt, object);
      decref(rt, object);
      return;
    }
    f.object = null;
    if (!rt.ruleset.sizes.frame.onDataStack) {
      gcUntrack(rt, object);
      f.addr = object.addr;
    } else {
      object.v = null;
      decref(rt, object);
    }
  }
  clearLocals(rt, f);
  releaseFrame(rt, f);
}

/** Ends what tracing keeps of a frame. */
function dropTrace(rt: Runtime, f: Frame): void {
  const { func, native, stop } = f.trace!;
  f.trace = null;
  for (const x of [func, native, stop]) if (x !== null) decref(rt, x);
}

/** Up to 3.10 frames hold their code, not the function. */
export function dropFunction(rt: Runtime, f: Frame): void {
  const { func } = f;
  f.func = null;
  if (func !== null) decref(rt, func);
}

/**
 * endFrame for the usual case: a function's frame that nobody looked at, with an empty stack. The order is endFrame's.
 */
export function leaveFrame(rt: Runtime, f: Frame): void {
  const { code, s, func } = f;
  const n = code.slots;
  if (f.object !== null || f.locals !== null || f.addr !== 0 || f.snapshot !== null || f.sp !== n) {
    endFrame(rt, f);
    return;
  }
  if (rt.releaseInReverse) {
    for (let i = n - 1; i >= 0; i--) {
      const x = s[i];
      if (x !== null) {
        s[i] = null;
        decref(rt, x);
      }
    }
  } else {
    for (let i = 0; i < n; i++) {
      const x = s[i];
      if (x !== null) {
        s[i] = null;
        decref(rt, x);
      }
    }
  }
  f.finished = true;
  f.entry = false;
  f.kept = 0;
  f.func = null;
  if (func !== null) decref(rt, func);
  const codeObj = f.codeObj;
  f.back = code.spare;
  code.spare = f;
  decref(rt, codeObj);
}

/** Releases locals, cells and what is left on the stack. */
export function clearLocals(rt: Runtime, f: Frame): void {
  const s = f.s;
  const n = f.code.slots;
  for (let i = f.sp - 1; i >= n; i--) {
    const x = s[i];
    s[i] = null;
    if (x !== null) decref(rt, x);
  }
  f.sp = n;
  if (rt.releaseInReverse) {
    for (let i = n - 1; i >= 0; i--) {
      const x = s[i];
      if (x !== null) {
        s[i] = null;
        decref(rt, x);
      }
    }
  } else {
    for (let i = 0; i < n; i++) {
      const x = s[i];
      if (x !== null) {
        s[i] = null;
        decref(rt, x);
      }
    }
  }
}

/** Gives the frame's own references and its block back. */
export function releaseFrame(rt: Runtime, f: Frame): void {
  const { locals, func, codeObj, code } = f;
  f.locals = null;
  f.func = null;
  if (locals !== null) decref(rt, locals);
  if (func !== null) decref(rt, func);
  if (f.addr !== 0) {
    const block = f.addr;
    f.addr = 0;
    giveFrameBlock(rt, code, block);
  }
  const backObject = f.backObject;
  f.backObject = null;
  const snapshot = f.snapshot;
  f.snapshot = null;
  f.back = null;
  f.generator = null;
  f.entry = false;
  f.kept = 0;
  f.back = code.spare;
  code.spare = f;
  decref(rt, codeObj);
  // Up to 3.10 frame_dealloc lets f_back go before f_locals.
  const backFirst = !rt.framesOnDataStack;
  if (backFirst && backObject !== null) decref(rt, backObject);
  if (snapshot !== null) decref(rt, snapshot);
  if (!backFirst && backObject !== null) decref(rt, backObject);
}

/** The line a frame is at. */
export function lineOf(f: Frame): number {
  const lines = f.code.source.lines;
  for (let pc = Math.min(Math.max(f.pc - 1, 0), lines.length - 1); pc >= 0; pc--)
    if (lines[pc] > 0) return lines[pc];
  return f.code.source.firstlineno;
}

/** As lineOf; up to 3.10 a frame that has not begun stands at its def. */
export function currentLine(rt: Runtime, f: Frame): number {
  const { trace } = f;
  if (trace !== null && trace.line > 0 && rt.tracedThreads > 0) {
    if (rt.ruleset.minor < 10 && trace.func !== null) return trace.line;
    if (f.pc > 0 && f.code.source.lines[f.pc - 1] <= 0) return trace.line;
  }
  return f.pc === 0 && rt.ruleset.minor < 11 ? f.code.source.firstlineno : lineOf(f);
}

/** The frame object (borrowed), made when first asked for. */
export function frameObject(rt: Runtime, f: Frame): PyContainer {
  if (f.object !== null) return f.object;
  const type = rt.types['frame'];
  let addr = f.addr;
  if (addr !== 0) f.addr = 0;
  else addr = gcAlloc(rt, frameBlockBytes(rt, f.code));
  const o = new PyContainer(type, addr, f, 0, 0);
  f.object = o;
  return o;
}

/** Offset in bytes of the instruction before `pc`, or -1 where none has run; the caches that 3.11+ puts between instructions do not count. */
export function lastInstruction(pc: number): number {
  return pc === 0 ? -1 : 2 * (pc - 1);
}

/** A new reference to a frame's object. The running frame itself holds one, too. */
export function newFrameRef(rt: Runtime, f: Frame): PyObject {
  return incref(frameObject(rt, f));
}
