/** Frames of functions that are called with arguments of any kind, and of bound methods where they must not have a loop of their own. */
import { CO } from '../compile/code.ts';
import { isPyError, PY_ERROR, restoreRaised, takeRaised } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Args, KwNames } from '../objects/slots.ts';
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

/**
 * Whether it is a bound method that CPython calls through native code and that is entered in this loop all the same: while there are other
 * threads, a loop of its own could not be left for them.
 */
export function isLeftForThreads(rt: Runtime, fn: PyObject): boolean {
  if (rt.threads.length === 1 || fn.type !== rt.methodType) return false;
  const { func } = fn.v as MethodData;
  return func.type === rt.functionType && ((func.v as FunctionData).cd.flags & CO.GENERATOR) === 0;
}

/** Enters the function of such a method; the entries from s[at] on stay until it returns, as its native caller holds them. */
export function enterBound(
  rt: Runtime,
  f: Frame,
  fn: PyObject,
  args: readonly PyObject[],
  names: PyObject[] | null,
  at: number,
): Frame {
  const { func, self } = fn.v as MethodData;
  const g = makeFrame(rt, func, func.v as FunctionData, [self, ...args], names);
  g.kept = f.sp - at;
  return g;
}
