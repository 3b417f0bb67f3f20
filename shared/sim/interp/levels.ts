/**
 * What a call through native code adds to the depth of recursion besides the frame that it leads to (Py_EnterRecursiveCall in Objects/call.c,
 * methodobject.c and descrobject.c). Up to 3.11 such levels count with the frames against sys.getrecursionlimit(), in 3.12 on the C stack's own
 * limit, where a loop of its own takes two; later limits are beyond what programs reach.
 *
 * Simplified: 3.11 and 3.12 count some calls the first times, until the instruction is specialised; here they never do.
 */
import { Op } from '../compile/opcodes.ts';
import { K, type PyObject, type PyType, TF } from '../objects/header.ts';
import { CALLING, tooDeep } from '../objects/recursion.ts';
import type { Runtime } from '../objects/runtime.ts';
import { METH, type MethodDef } from '../objects/slots.ts';
import { vectorcallSince } from '../objects/tuplecall.ts';
import type { BuiltinData } from '../objects/types/builtin.ts';
import type { DescrData } from '../objects/types/descr.ts';
import type { MethodData } from '../objects/types/method.ts';
import type { Frame } from './frame.ts';
import { calleeAt } from './stack.ts';

/** Puts the levels of the native call that is about to run `f` on the thread; answers how many. */
export function enterCallLevels(rt: Runtime, f: Frame): number {
  const { thread, ruleset } = rt;
  if (ruleset.minor >= 13) return 0;
  const levels = levelsOfCall(rt, thread.frame as Frame | null, f);
  const { where } = thread;
  thread.where = '';
  if (ruleset.minor === 12) {
    if (thread.nativeDepth + levels + 2 * (thread.loops + 1) > rt.maxNativeDepth) throw tooDeep(rt);
    thread.nativeDepth += levels;
    return levels;
  }
  if (thread.depth + levels > rt.recursionLimit) throw tooDeep(rt, where === '' ? CALLING : where);
  thread.depth += levels;
  return levels;
}

/** Up to 3.11: a call of native code that takes a level, from the last frame that there may be, is refused. */
export function refuseNative(rt: Runtime, callee: PyObject): void {
  if (rt.nativeCallsCount && levelsOf(rt, callee) > 0) throw tooDeep(rt, CALLING);
}

/** Takes levels away that enterCallLevels or enterInitLevels answered. */
export function leaveLevels(rt: Runtime, levels: number): void {
  if (rt.ruleset.minor === 12) rt.thread.nativeDepth -= levels;
  else rt.thread.depth -= levels;
}

/**
 * The levels of the call of a class, whose `__init__` is frame `f`: 3.13+ counts the small frame that it makes below (shim) once the instruction
 * goes into `__init__` at once; 3.12 the check and a loop. False: there is no room.
 */
export function enterInitLevels(rt: Runtime, f: Frame): boolean {
  const { thread } = rt;
  const { minor } = rt.ruleset;
  if (minor === 12) {
    if (thread.nativeDepth + 3 + 2 * thread.loops > rt.maxNativeDepth) return false;
    thread.nativeDepth += 3;
    f.levels = 3;
  } else if (minor < 12 || f.kept === 0) {
    if (thread.depth >= rt.recursionLimit) return false;
    thread.depth++;
    f.levels = 1;
  }
  return true;
}

/** The end of the levels that enterInitLevels began for `f`. */
export function leaveInitLevels(rt: Runtime, f: Frame): void {
  leaveLevels(rt, f.levels);
  f.levels = 0;
}

/** The levels of what frame `f` is at, which leads to `next`. */
function levelsOfCall(rt: Runtime, f: Frame | null, next: Frame): number {
  if (f === null || f.pc === 0) return 0;
  const word = f.code.words[f.pc - 1];
  if (rt.ruleset.minor === 12 && entersAtOnce(word & 255, next)) return -2;
  const at = calleeAt(word, f.sp);
  const callee = at < f.code.slots ? null : f.s[at];
  return callee ? levelsOf(rt, callee) : 0;
}

/** 3.12: whether the instruction, once specialised, goes into a property, `__getattribute__` or `__getitem__` without a loop of its own. */
function entersAtOnce(op: number, next: Frame): boolean {
  if (op === Op.BINARY_SUBSCR) return true;
  if (op !== Op.LOAD_ATTR && op !== Op.LOAD_METHOD) return false;
  const name = next.code.name.v;
  return name !== '__getattr__' && name !== '__get__';
}

function levelsOf(rt: Runtime, callee: PyObject): number {
  switch (callee.type.kind) {
    case K.FUNCTION:
      return 0;
    case K.BUILTIN:
      return levelsOfNative(rt, (callee.v as BuiltinData).def);
    case K.DESCR: {
      const { method } = callee.v as DescrData;
      // Wrappers of slots count where they run.
      return method === null ? 0 : levelsOfNative(rt, method);
    }
    case K.TYPE:
      return levelsOfType(rt, callee as PyType);
    default:
      if (callee.type === rt.methodType) return levelsOf(rt, (callee.v as MethodData).func);
      return callee.type.name === 'functools.partial' && rt.ruleset.minor >= 9 ? 0 : 1;
  }
}

function levelsOfType(rt: Runtime, type: PyType): number {
  if ((type.flags & TF.HEAP) !== 0) return 1;
  const { minor } = rt.ruleset;
  // From 3.11 on the instruction calls str(x) itself (CALL_NO_KW_STR_1); others pass by the check where they have a vectorcall.
  if (type === rt.strType) return minor >= 11 ? 0 : 1;
  return minor >= (vectorcallSince[type.name] ?? 99) ? 0 : 1;
}

function levelsOfNative(rt: Runtime, def: MethodDef): number {
  const { minor } = rt.ruleset;
  const inTuple = def.inTuple?.(minor) ?? false;
  if (minor <= 10) {
    // sorted() calls list.sort; 3.8 checks calls with a tuple and a dict of arguments twice.
    return def.name === 'sorted' || (minor === 8 && inTuple && def.meth === METH.KEYWORDS) ? 2 : 1;
  }
  if (def.meth === METH.O) return def.name === 'len' ? 0 : 1;
  return inTuple || def.meth === METH.NOARGS || def.name === 'sorted' || def.name === 'sort' ? 1 : 0;
}
