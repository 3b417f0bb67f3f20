/**
 * Where the eval breaker is looked at after a call (CHECK_EVAL_BREAKER in Python/bytecodes.c): behind native calls, but not where a Python
 * function that runs in its caller's loop returns (since 3.11), nor behind the instructions that len(), isinstance(), type(x) and
 * list.append become once they have run (CALL_LEN, CALL_ISINSTANCE, CALL_TYPE_1, CALL_LIST_APPEND; here from 3.12 on, where a collection waits).
 *
 * Simplified: an instruction counts as run before in a function and in a loop.
 */
import { CO } from '../compile/code.ts';
import { Op } from '../compile/opcodes.ts';
import { K, type PyObject, TF } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { BuiltinData } from '../objects/types/builtin.ts';
import type { DescrData } from '../objects/types/descr.ts';
import type { CodeData } from './code.ts';
import type { Frame } from './frame.ts';
import { serveBreaker } from './threads.ts';

/** After a frame of the loop has returned to `f`, which kept `kept` entries for it: served only where the call was one through native code. */
export function serveAfterReturn(rt: Runtime, f: Frame, kept: number): void {
  if (kept > 0 && callsOp(f.code.words[f.pc - 1] & 255)) serveBreaker(rt);
}

/**
 * After the `__init__` of an object that `f` made has returned: calling a class is a native call. From 3.13 on a call that has run enters a plain
 * `__init__` without one (CALL_ALLOC_AND_ENTER_INIT; specialize_class_call says of which classes).
 */
export function serveAfterInit(rt: Runtime, f: Frame, init: CodeData, made: PyObject): void {
  const word = f.code.words[f.pc - 1];
  const op = word & 255;
  if (!callsOp(op)) return;
  const plain =
    op === Op.CALL && init.simple && init.argcount === (word >> 8) + 1 && (made.type.flags & TF.DICT) !== 0;
  if (rt.ruleset.minor < 13 || !plain || !hasRun(f.code, f.pc - 1)) serveBreaker(rt);
}

/** After `f` has called the native `fn`, whose result is on the stack. */
export function serveAfterNative(rt: Runtime, f: Frame, fn: PyObject): void {
  if (rt.ruleset.minor < 12 || !passesBy(rt, f, fn) || !hasRun(f.code, f.pc - 1)) serveBreaker(rt);
}

function callsOp(op: number): boolean {
  return (
    op === Op.CALL ||
    op === Op.CALL_KW ||
    op === Op.CALL_METHOD ||
    op === Op.CALL_METHOD_KW ||
    op === Op.CALL_EX
  );
}

/** Whether the instruction before f.pc, which called `fn`, has a form of its own without the check. */
function passesBy(rt: Runtime, f: Frame, fn: PyObject): boolean {
  const word = f.code.words[f.pc - 1];
  const op = word & 255;
  const n = word >> 8;
  if (fn === rt.typeType) return op === Op.CALL && n === 1;
  if (fn.type === rt.builtinType) {
    const data = fn.v as BuiltinData | null; // A bound method may be dead by now.
    const name = data?.def.name;
    return (name === 'len' && n === 1) || (name === 'isinstance' && n === 2);
  }
  if (fn.type.kind !== K.DESCR || op !== Op.CALL_METHOD || n !== 1) return false;
  const { name, owner } = fn.v as DescrData;
  if (name !== 'append' || owner !== rt.listType) return false;
  return rt.ruleset.minor >= 15 || (f.code.words[f.pc] & 255) === Op.POP_TOP;
}

function hasRun(code: CodeData, at: number): boolean {
  if ((code.flags & CO.OPTIMIZED) !== 0) return true;
  for (let i = at + 1; i < code.words.length; i++) {
    const word = code.words[i];
    if ((word & 255) === Op.JUMP_BACKWARD && word >> 8 <= at) return true;
  }
  return false;
}
