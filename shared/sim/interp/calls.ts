/** How calls of Python functions and classes begin: the callee's frame, and what its caller keeps on the stack meanwhile. */
import { CO } from '../compile/code.ts';
import { Op } from '../compile/opcodes.ts';
import { lookupOnType } from '../objects/abstract/lookup.ts';
import { isPyError, PY_ERROR, restoreRaised, takeRaised } from '../objects/errors.ts';
import { K, type PyObject, type PyType, TF } from '../objects/header.ts';
import { CALLING, tooDeep } from '../objects/recursion.ts';
import { decref, incref } from '../objects/refs.ts';
import { BLOCKED, callObject, type Runtime } from '../objects/runtime.ts';
import { METH, type Native0, type Native1, type NativeN } from '../objects/slots.ts';
import { callNative } from '../objects/types/builtin.ts';
import type { DescrData } from '../objects/types/descr.ts';
import { newInstance, newSlotValues } from '../objects/types/instance.ts';
import type { MethodData } from '../objects/types/method.ts';
import { packTuple } from '../objects/types/tuple.ts';
import { bindClosure } from './bind.ts';
import { serveAfterNative } from './breaker.ts';
import type { CodeData } from './code.ts';
import { enterInner, innerFunction, makeFrame } from './entering.ts';
import { endFrame, type Frame, newFrame } from './frame.ts';
import type { FunctionData } from './function.ts';
import { newGenerator } from './generator.ts';
import { enterInitLevels, leaveInitLevels, refuseNative } from './levels.ts';
import { boundSpecial, noContextManager } from './ops/attributes.ts';
import { argumentTuple, callEx, spread } from './ops/spread.ts';
import { drop, dropInOrder, keepSpread } from './stack.ts';
import { serveBreaker, stepsEnded } from './threads.ts';

/** The frame of a function whose arguments only have to be moved; null for others. */
export function startSimple(
  rt: Runtime,
  f: Frame,
  fn: PyObject,
  at: number,
  from: number,
  n: number,
): Frame | null {
  const fd = fn.v as FunctionData;
  const { cd } = fd;
  if (!cd.simple || n !== cd.argcount || rt.ruleset.refcounts.callerKeepsArguments) return null;
  const { s } = f;
  const g = newFrame(rt, fd.code, fd.globals, fd.builtins);
  g.func = fn;
  const t = g.s;
  for (let i = 0; i < n; i++) {
    t[i] = s[from + i];
    s[from + i] = null;
  }
  s[at] = null;
  f.sp = at;
  if (cd.freeCount > 0) bindClosure(fd, g);
  return g;
}

/** The frame that a call made comes on top of its caller's: a call costs eight steps. */
export function pushFrame(rt: Runtime, f: Frame, g: Frame): void {
  const { thread } = rt;
  if ((rt.stepsLeft -= 8) < 0) stepsEnded(rt);
  const hasLevels = g.pending === null || enterInitLevels(rt, g);
  if (!hasLevels || thread.depth >= rt.recursionLimit) {
    throw refuse(rt, g, hasLevels || !rt.nativeCallsCount ? '' : CALLING);
  }
  thread.depth++;
  g.back = f;
  g.entry = false;
  thread.frame = g;
}

/** Ends the frame `g`, for which there is no room; answers the error. */
function refuse(rt: Runtime, g: Frame, where: string): unknown {
  const { pending } = g;
  g.pending = null;
  if (g.levels > 0) leaveInitLevels(rt, g);
  endFrame(rt, g);
  if (pending !== null) decref(rt, pending);
  return tooDeep(rt, where);
}

/** A call whose arguments need binding, or whose caller keeps them (<=3.10). Null: a generator was pushed instead. */
export function pushCall(
  rt: Runtime,
  f: Frame,
  fn: PyObject,
  s: (PyObject | null)[],
  from: number,
  n: number,
  names: PyObject[] | null,
  at: number,
  sp: number,
): Frame | null {
  const fd = fn.v as FunctionData;
  const args = s.slice(from, from + n) as PyObject[];
  const g = makeFrame(rt, fn, fd, args, names);
  const generator = (fd.cd.flags & CO.GENERATOR) !== 0;
  if (rt.ruleset.refcounts.callerKeepsArguments && !generator) {
    g.kept = sp - at;
    f.sp = sp;
    return g;
  }
  for (let i = at; i < sp; i++) {
    const x = s[i];
    s[i] = null;
    if (x !== null) decref(rt, x);
  }
  f.sp = at;
  if (!generator) return g;
  s[at] = newGenerator(rt, g, (g.func!.v as FunctionData).name, (g.func!.v as FunctionData).qualname);
  f.sp = at + 1;
  return null;
}

/**
 * The frame of `__init__` for a call of an ordinary class whose instances need nothing else (type_call, object_new,
 * slot_tp_init in one); null where it has to be done step by step. Arguments begin after s[at].
 */
export function startInit(
  rt: Runtime,
  type: PyType,
  s: (PyObject | null)[],
  at: number,
  n: number,
): Frame | null {
  const slots = type.slots;
  if (slots.new !== rt.objectType.slots.new || (type.flags & (TF.HEAP | TF.ABSTRACT)) !== TF.HEAP)
    return null;
  const init = lookupOnType(type, '__init__');
  if (init === null || init.type !== rt.functionType) return null;
  const fd = init.v as FunctionData;
  if ((fd.cd.flags & CO.GENERATOR) !== 0) return null;
  const self = newInstance(rt, type, newSlotValues(type));
  if (fd.cd.simple && n + 1 === fd.cd.argcount) {
    const g = newFrame(rt, fd.code, fd.globals, fd.builtins);
    g.func = incref(init);
    g.s[0] = incref(self);
    for (let i = 1; i <= n; i++) g.s[i] = incref(s[at + i]!);
    bindClosure(fd, g);
    g.pending = self;
    return g;
  }
  const args: PyObject[] = [self];
  for (let i = 0; i < n; i++) args.push(s[at + 1 + i]!);
  let g: Frame;
  try {
    g = makeFrame(rt, init, fd, args, null);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    const saved = takeRaised(rt);
    decref(rt, self);
    restoreRaised(rt, saved);
    throw PY_ERROR;
  }
  g.pending = self;
  return g;
}

/** What a call of a class found the last time: instances of the type of `version` are made by `init`. */
class InitCache {
  declare readonly version: number;
  declare readonly init: PyObject;
  /** Its code then. */
  declare readonly cd: CodeData;
  constructor(version: number, init: PyObject) {
    this.version = version;
    this.init = init;
    this.cd = (init.v as FunctionData).cd;
  }
}

/** startInit and passToInit where the cache holds: the arguments move. The frame of `__init__`, or null. */
function startCachedInit(rt: Runtime, f: Frame, type: PyType, at: number, n: number): Frame | null {
  const c = f.code.caches[f.pc - 1] as InitCache | null;
  if (c === null || c.version !== type.version) return null;
  const { init } = c;
  const fd = init.v as FunctionData;
  if (fd.cd !== c.cd || n + 1 !== c.cd.argcount) return null;
  const { s } = f;
  const self = newInstance(rt, type, newSlotValues(type));
  const g = newFrame(rt, fd.code, fd.globals, fd.builtins);
  g.func = incref(init);
  const t = g.s;
  t[0] = incref(self);
  for (let i = 1; i <= n; i++) {
    t[i] = s[at + i];
    s[at + i] = null;
  }
  s[at] = null;
  bindClosure(fd, g);
  g.pending = self;
  f.sp = at;
  decref(rt, type);
  return g;
}

/**
 * What the caller keeps while `__init__` runs: the class, the arguments and the tuple made of them; nothing where the instruction
 * has become one that goes into `__init__` at once (3.13+, the second time). Answers the new stack pointer.
 */
export function passToInit(
  rt: Runtime,
  type: PyType,
  g: Frame,
  s: (PyObject | null)[],
  at: number,
  from: number,
  sp: number,
  caches: unknown[],
  pc: number,
): number {
  if (rt.ruleset.refcounts.inlinesInit && (type.flags & TF.SHARED_KEYS) !== 0 && g.code.simple) {
    const c = caches[pc] as InitCache | null;
    if (c !== null && c.version === type.version) {
      drop(rt, s, at, sp);
      return at;
    }
    caches[pc] = new InitCache(type.version, g.func!);
  }
  if (sp > from) {
    s[sp] = packTuple(rt, (s.slice(from, sp) as PyObject[]).map(incref));
    sp++;
  }
  g.kept = sp - at;
  return sp;
}

/** Whether this is the call at the normal end of a `with` body. */
export function isExit(rt: Runtime, func: PyObject, s: (PyObject | null)[], at: number): boolean {
  const none = rt.None;
  return (
    s[at + 1] === none &&
    s[at + 2] === none &&
    s[at + 3] === none &&
    (func.v as FunctionData).name.v === '__exit__'
  );
}

/** The result of native code, in place of what was called with what (s[at] up). */
function pushResult(rt: Runtime, f: Frame, at: number, r: PyObject): null {
  const { s, sp } = f;
  const fn = s[at]!;
  drop(rt, s, at, sp);
  s[at] = r;
  f.sp = at + 1;
  if (rt.evalBreaker) serveAfterNative(rt, f, fn);
  return null;
}

/** CALL of `n` arguments: the frame to go on in, or null where the result is on the stack. */
export function call(rt: Runtime, f: Frame, n: number): Frame | null {
  const { s, sp } = f;
  const at = sp - n - 1;
  const fn = s[at]!;
  if (fn.type === rt.functionType) return pushCall(rt, f, fn, s, at + 1, n, null, at, sp);
  if (isBoundFunction(rt, fn)) {
    const { func, self } = fn.v as MethodData;
    if (rt.ruleset.refcounts.exitStaysBound && n === 3 && isExit(rt, func, s, at)) {
      const fd = func.v as FunctionData;
      if ((fd.cd.flags & CO.GENERATOR) === 0) {
        const g = makeFrame(rt, func, fd, [self, rt.None, rt.None, rt.None], null);
        g.kept = sp - at;
        return g;
      }
    }
    return callBound(rt, f, at, n, null);
  }
  if (fn.type === rt.typeType) {
    const cached = startCachedInit(rt, f, fn as PyType, at, n);
    if (cached !== null) return cached;
    const g = startInit(rt, fn as PyType, s, at, n);
    if (g !== null) {
      f.sp = passToInit(rt, fn as PyType, g, s, at, at + 1, sp, f.code.caches, f.pc - 1);
      return g;
    }
  }
  const args = s.slice(at + 1, sp) as PyObject[];
  return callThrough(rt, f, fn, args, null, at);
}

/** Calls what CPython calls through native code, with s[at] the first of the entries that this takes. */
function callThrough(
  rt: Runtime,
  f: Frame,
  fn: PyObject,
  args: PyObject[],
  names: PyObject[] | null,
  at: number,
): Frame | null {
  const inner = innerFunction(rt, fn);
  if (inner !== null) return enterInner(rt, f, inner, args, names, at);
  if (rt.thread.depth >= rt.recursionLimit) refuseNative(rt, fn);
  return pushResult(rt, f, at, callObject(rt, fn, args, names));
}

/** Whether it is a bound method of a Python function that is taken apart when called: from 3.11 on its function is called with one argument more. */
function isBoundFunction(rt: Runtime, fn: PyObject): boolean {
  return (
    fn.type === rt.methodType &&
    !rt.ruleset.refcounts.callerKeepsArguments &&
    (fn.v as MethodData).func.type === rt.functionType
  );
}

/** Calls the function of the bound method s[at], whose object goes below the `n` arguments. */
function callBound(rt: Runtime, f: Frame, at: number, n: number, names: PyObject[] | null): Frame | null {
  const { s } = f;
  const fn = s[at]!;
  const { func, self } = fn.v as MethodData;
  for (let i = f.sp; i > at + 1; i--) s[i] = s[i - 1];
  s[at + 1] = incref(self);
  s[at] = incref(func);
  f.sp++;
  decref(rt, fn);
  return pushCall(rt, f, func, s, at + 1, n + 1, names, at, f.sp);
}

/** CALL_METHOD of `n` arguments, CALL_METHOD_KW with `names`; answers as `call`. */
export function callMethod(rt: Runtime, f: Frame, n: number, names: PyObject[] | null): Frame | null {
  const { s, sp } = f;
  const top = names !== null ? sp - 1 : sp;
  const at = top - n - 2;
  const fn = s[at]!;
  const self = s[at + 1];
  if (self !== null) {
    if (fn.type === rt.functionType) return pushCall(rt, f, fn, s, at + 1, n + 1, names, at, sp);
    if (rt.thread.depth >= rt.recursionLimit) refuseNative(rt, fn);
    let r: PyObject;
    const d = fn.v as DescrData;
    if (fn.type.kind === K.DESCR && d.method !== null) {
      const def = d.method;
      if (def.meth === METH.O && n === 1 && names === null) r = (def.fn as Native1)(rt, self, s[sp - 1]!);
      else if (def.meth === METH.NOARGS && n === 0) r = (def.fn as Native0)(rt, self);
      else if (
        def.meth === METH.FAST &&
        names === null &&
        def.inTuple === null &&
        n >= def.min &&
        (def.max < 0 || n <= def.max)
      ) {
        r = (def.fn as NativeN)(rt, self, s.slice(at + 2, top) as PyObject[]);
      } else r = callNative(rt, def, self, s.slice(at + 2, top) as PyObject[], names, d.owner);
    } else r = callObject(rt, fn, s.slice(at + 1, top) as PyObject[], names);
    return pushResult(rt, f, at, r);
  }
  if (fn.type === rt.functionType) return pushCall(rt, f, fn, s, at + 2, n, names, at, sp);
  if (isBoundFunction(rt, fn)) {
    const { func, self: bound } = fn.v as MethodData;
    s[at + 1] = incref(bound);
    s[at] = incref(func);
    decref(rt, fn);
    return pushCall(rt, f, func, s, at + 1, n + 1, names, at, sp);
  }
  if (fn.type === rt.typeType && names === null) {
    const g = startInit(rt, fn as PyType, s, at + 1, n);
    if (g !== null) {
      f.sp = passToInit(rt, fn as PyType, g, s, at, at + 2, sp, f.code.caches, f.pc - 1);
      return g;
    }
  }
  const args = s.slice(at + 2, top) as PyObject[];
  return callThrough(rt, f, fn, args, names, at);
}

/** CALL_KW, CALL_EX, BEFORE_WITH or CALL_EXIT; answers as `call`. */
export function callOtherwise(rt: Runtime, f: Frame, word: number): Frame | null {
  switch (word & 255) {
    case Op.CALL_KW:
      return callKeywords(rt, f, word >> 8);
    case Op.CALL_EX:
      return callSpread(rt, f, (word >> 8) & 1);
    case Op.BEFORE_WITH:
      return beforeWith(rt, f);
    default:
      return callExit(rt, f);
  }
}

function callKeywords(rt: Runtime, f: Frame, n: number): Frame | null {
  const { s, sp } = f;
  const at = sp - n - 2;
  const fn = s[at]!;
  const names = s[sp - 1]!.v as PyObject[];
  if (fn.type === rt.functionType) return pushCall(rt, f, fn, s, at + 1, n, names, at, sp);
  if (isBoundFunction(rt, fn)) return callBound(rt, f, at, n, names);
  const args = s.slice(at + 1, sp - 1) as PyObject[];
  return callThrough(rt, f, fn, args, names, at);
}

/** CALL_EX; `kw` is 1 where a mapping is on top. */
function callSpread(rt: Runtime, f: Frame, kw: number): Frame | null {
  const { s, sp } = f;
  const at = sp - 2 - kw;
  const fn = s[at]!;
  if (s[at + 1]!.type !== rt.tupleType) {
    const given = s[at + 1]!;
    s[at + 1] = argumentTuple(rt, fn, given);
    decref(rt, given);
  }
  const mapping = kw === 1 ? s[at + 2]! : null;
  const isFunction = fn.type === rt.functionType;
  const inner = isFunction ? null : innerFunction(rt, fn);
  if (!isFunction && inner === null) {
    if (rt.thread.depth >= rt.recursionLimit) refuseNative(rt, fn);
    const r = callEx(rt, fn, s[at + 1]!, mapping);
    dropInOrder(rt, s, at, sp);
    s[at] = r;
    f.sp = at + 1;
    if (rt.evalBreaker) serveBreaker(rt);
    return null;
  }
  const { values, names, release } = spread(rt, fn, s[at + 1]!, mapping, true);
  let g: Frame;
  try {
    g =
      inner !== null
        ? enterInner(rt, f, inner, values, names, at)
        : makeFrame(rt, fn, fn.v as FunctionData, values, names);
  } catch (error) {
    for (const x of release) decref(rt, x);
    throw error;
  }
  const generator = inner === null && ((fn.v as FunctionData).cd.flags & CO.GENERATOR) !== 0;
  if (inner !== null || (rt.ruleset.refcounts.callerKeepsSpread && !generator)) {
    f.sp = keepSpread(rt, s, at, sp, release);
    g.kept = f.sp - at;
    return g;
  }
  for (const x of release) decref(rt, x);
  dropInOrder(rt, s, at, sp);
  f.sp = at;
  return generator ? pushGenerator(rt, f, g) : g;
}

function pushGenerator(rt: Runtime, f: Frame, g: Frame): null {
  const { name, qualname } = g.func!.v as FunctionData;
  f.s[f.sp] = newGenerator(rt, g, name, qualname);
  f.sp++;
  return null;
}

function beforeWith(rt: Runtime, f: Frame): Frame | null {
  const { s, sp } = f;
  const mgr = s[sp - 1]!;
  const enter = boundSpecial(rt, mgr, '__enter__');
  if (enter === null) throw noContextManager(rt, mgr, '__enter__');
  let exit: PyObject | null = null;
  try {
    exit = boundSpecial(rt, mgr, '__exit__');
    if (exit === null) throw noContextManager(rt, mgr, '__exit__');
  } finally {
    if (exit === null) decref(rt, enter);
  }
  s[sp - 1] = exit;
  decref(rt, mgr);
  const method = enter.type === rt.methodType ? (enter.v as MethodData) : null;
  if (method !== null && method.func.type === rt.functionType) {
    // In this loop; the bound method is held as long as the call lasts.
    s[sp] = enter;
    f.sp = sp + 1;
    const fd = method.func.v as FunctionData;
    const g = makeFrame(rt, method.func, fd, [method.self], null);
    if ((fd.cd.flags & CO.GENERATOR) === 0) {
      g.kept = 1;
      return g;
    }
    s[sp] = newGenerator(rt, g, fd.name, fd.qualname);
    decref(rt, enter);
    return null;
  }
  try {
    s[sp] = callObject(rt, enter, []);
    f.sp = sp + 1;
  } catch (error) {
    if (error === BLOCKED) {
      s[sp - 1] = incref(mgr);
      decref(rt, exit);
    }
    throw error;
  } finally {
    decref(rt, enter);
  }
  return null;
}

function callExit(rt: Runtime, f: Frame): Frame | null {
  const { s, sp } = f;
  const exit = s[sp - 4]!;
  if (exit.type === rt.methodType) {
    const { func, self } = exit.v as MethodData;
    const fd = func.v as FunctionData;
    if (func.type === rt.functionType && (fd.cd.flags & CO.GENERATOR) === 0) {
      const g = makeFrame(rt, func, fd, [self, ...(s.slice(sp - 3, sp) as PyObject[])], null);
      g.kept = 4;
      return g;
    }
  }
  const r = callObject(rt, exit, s.slice(sp - 3, sp) as PyObject[]);
  drop(rt, s, sp - 4, sp);
  s[sp - 4] = r;
  f.sp = sp - 3;
  return null;
}
