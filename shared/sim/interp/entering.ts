/** Frames of functions that are called with arguments of any kind, also of those within other callables. */
import { CO } from '../compile/code.ts';
import { stateOf } from '../modules/native-iterator.ts';
import { lookupOnType } from '../objects/abstract/lookup.ts';
import { isPyError, PY_ERROR, restoreRaised, takeRaised } from '../objects/errors.ts';
import { type PyObject, TF } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Args, KwNames } from '../objects/slots.ts';
import { dictLength } from '../objects/types/dict-table.ts';
import type { MethodData } from '../objects/types/method.ts';
import { bindArguments, bindClosure } from './bind.ts';
import { endFrame, type Frame, newFrame } from './frame.ts';
import type { FunctionData } from './function.ts';

/** A frame with the arguments bound. On errors nothing is left behind. */
export function makeFrame(rt: Runtime, func: PyObject, fd: FunctionData, args: Args, kw: KwNames): Frame {
  const f = newFrame(rt, fd.code, fd.globals, fd.builtins);
  f.func = incref(func);
  const n = args.length;
  try {
    const cd = fd.cd;
    if (cd.simple && kw === null && n === cd.argcount) for (let i = 0; i < n; i++) f.s[i] = incref(args[i]);
    else bindArguments(rt, fd, f, args, kw !== null && kw.length === 0 ? null : kw);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    const saved = takeRaised(rt);
    endFrame(rt, f);
    restoreRaised(rt, saved);
    throw PY_ERROR;
  }
  bindClosure(fd, f);
  return f;
}

/** A Python function in the end, and what goes before its arguments (borrowed). */
export interface Inner {
  readonly func: PyObject;
  readonly before: readonly PyObject[];
}

/**
 * The function that a callable leads to which CPython calls through native code: a bound method, a partial without keywords, an object with
 * `__call__`. Null for others, and where there is one thread only. While there are more, such a function is entered in this loop: a loop
 * of its own could not be left for another thread.
 */
export function innerFunction(rt: Runtime, fn: PyObject): Inner | null {
  if (rt.threads.length === 1) return null;
  let before: readonly PyObject[] = [];
  let func = fn;
  for (let k = 0; k < MOST_AROUND && func.type !== rt.functionType; k++) {
    if (func.type === rt.methodType) {
      const bound = func.v as MethodData;
      before = [bound.self, ...before];
      func = bound.func;
    } else if (func.type === rt.types['functools.partial']) {
      const [called, args, keywords] = stateOf(func).held as PyObject[];
      if (dictLength(keywords) > 0) return null;
      before = [...(args.v as PyObject[]), ...before];
      func = called;
    } else {
      const own = (func.type.flags & TF.HEAP) === 0 ? null : lookupOnType(func.type, '__call__');
      if (own === null || own.type !== rt.functionType) return null;
      before = [func, ...before];
      func = own;
    }
  }
  if (func.type !== rt.functionType) return null;
  return ((func.v as FunctionData).cd.flags & CO.GENERATOR) === 0 ? { func, before } : null;
}

/** Callables around each other that are looked through. */
const MOST_AROUND = 8;

/** Enters such a function; the entries from s[at] on stay until it returns, as its native caller holds them. */
export function enterInner(
  rt: Runtime,
  f: Frame,
  { func, before }: Inner,
  args: readonly PyObject[],
  names: PyObject[] | null,
  at: number,
): Frame {
  const g = makeFrame(rt, func, func.v as FunctionData, [...before, ...args], names);
  g.kept = f.sp - at;
  return g;
}
