/** What translated code calls: the parts of instructions that are longer than a line. */
import { objectIsTrue } from '../../objects/abstract/comparison.ts';
import { getItem } from '../../objects/abstract/container.ts';
import { loopNext } from '../../objects/abstract/iteration.ts';
import { isTracked } from '../../objects/gclinks.ts';
import { type PyObject, Values } from '../../objects/header.ts';
import { ownValues } from '../../objects/instances.ts';
import { decref, incref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import { floatNew } from '../../objects/types/float.ts';
import { intFromNumber, intOfOperation } from '../../objects/types/int.ts';
import { listPush, stealList } from '../../objects/types/list.ts';
import { packTuple } from '../../objects/types/tuple.ts';
import { setValue } from '../../objects/values.ts';
import { operate, reuseInt, storeInt } from '../arithmetic.ts';
import { bindClosure } from '../bind.ts';
import { serveAfterNative, serveAfterReturn } from '../breaker.ts';
import { loadAttrSlow, storeAttrSlow } from '../caches.ts';
import { call, callMethod, callOtherwise, pushFrame, startSimple } from '../calls.ts';
import { type Frame, leaveFrame, newFrame } from '../frame.ts';
import { enterGenerator, leaveGenerator, mayEnter, yieldOut } from '../generator.ts';
import { instruct } from '../instructions.ts';
import { leaveInitLevels } from '../levels.ts';
import { loadMethod as loadMethodOf } from '../ops/attributes.ts';
import { buildMap, containsOp, mapAdd, storeSubscript, takeIter, unaryNot } from '../ops/containers.ts';
import { concatStr } from '../ops/text.ts';
import { drop, dropKept, take } from '../stack.ts';
import { serveBreaker } from '../threads.ts';
import { BLOCK } from './entry.ts';

const CALL = 54;
const CALL_METHOD = 56;
const CALL_METHOD_KW = 57;
const YIELD_FROM = 87;

function modulo(x: number, y: number): number {
  return operate(x, y, 6);
}

function floorDivide(x: number, y: number): number {
  return operate(x, y, 2);
}

/** +, -, *, / of floats and plain ints, one of them a float or the operator `/`; null for all else. */
function floatOp(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject | null {
  const { intType, floatType } = rt;
  const x = a.v;
  const y = b.v;
  if (a.type !== floatType && (a.type !== intType || typeof x !== 'number')) return null;
  if (b.type !== floatType && (b.type !== intType || typeof y !== 'number')) return null;
  if (a.type === intType && b.type === intType && op !== 11) return null;
  switch (op) {
    case 0:
      return floatNew(rt, x + y);
    case 10:
      return floatNew(rt, x - y);
    case 5:
      return floatNew(rt, x * y);
    default:
      return y === 0 ? null : floatNew(rt, x / y);
  }
}

/** The usual strs: so much is never refused. */
const SHORT = 65536;

/** + of floats, or of strs that are not long; null for all else. */
function addOther(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject | null {
  if (a.type !== rt.strType || b.type !== rt.strType) return floatOp(rt, a, b, op);
  return a.v.length + b.v.length < SHORT ? concatStr(rt, a, b) : null;
}

/** local = r (owned). */
function storeFloat(rt: Runtime, s: (PyObject | null)[], i: number, r: PyObject): void {
  const old = s[i];
  s[i] = r;
  if (old !== null) decref(rt, old);
}

/** The int n in place of operand `a`, which is released. */
function replaceInt(rt: Runtime, a: PyObject, n: number, op: number): PyObject {
  if (a.refcnt === 1 && reuseInt(rt, a, null, n, a, op)) return a;
  const r = intOfOperation(rt, n, a, op);
  decref(rt, a);
  return r;
}

/** The int n in place of both operands. */
function replaceInts(rt: Runtime, a: PyObject, b: PyObject, n: number, op: number): PyObject {
  if (a.refcnt === 1 && b !== a && reuseInt(rt, a, b, n, a, op)) return a;
  const r = intOfOperation(rt, n, a, op);
  if (rt.releaseInReverse) decref(rt, b);
  decref(rt, a);
  if (!rt.releaseInReverse) decref(rt, b);
  return r;
}

/** Translated code within translated code: the host's stack has to last. */
const MOST_NESTED = 40;

/**
 * Runs `g`, which is on top, from a block of its translated code, and answers what the code of `f`, which called or resumed it, does then: 0: go on, the
 * result lies on the stack of `f`; else return that to the eval loop: -1: take the frame on top; -2: in that frame do the instruction at `pc`.
 */
function runNested(rt: Runtime, f: Frame, g: Frame, block: number): number {
  const { run } = g.code;
  if (run === null || rt.nesting >= MOST_NESTED || rt.traced) return -1;
  rt.nesting++;
  const next = run(rt, g, block);
  rt.nesting--;
  if (next >= 0) {
    g.pc = next;
    return -2;
  }
  return next === -1 && rt.thread.frame === f ? 0 : next;
}

/** The frame that a call made comes on top and runs, as at the end of every call of the eval loop; answers as runNested. */
function enterCall(rt: Runtime, f: Frame, g: Frame): number {
  pushFrame(rt, f, g);
  return runNested(rt, f, g, 0);
}

/** CALL and its like, operands on the stack; answers as runNested. */
function callAny(rt: Runtime, f: Frame, word: number): number {
  const n = word >> 8;
  let g: Frame | null;
  switch (word & 255) {
    case CALL: {
      const at = f.sp - n - 1;
      const fn = f.s[at]!;
      g = fn.type === rt.functionType ? startSimple(rt, f, fn, at, at + 1, n) : null;
      g ??= call(rt, f, n);
      break;
    }
    case CALL_METHOD: {
      const at = f.sp - n - 2;
      const fn = f.s[at]!;
      g =
        fn.type === rt.functionType && f.s[at + 1] !== null
          ? startSimple(rt, f, fn, at, at + 1, n + 1)
          : null;
      g ??= callMethod(rt, f, n, null);
      break;
    }
    case CALL_METHOD_KW:
      g = callMethod(rt, f, n, f.s[f.sp - 1]!.v as PyObject[]);
      break;
    default:
      g = callOtherwise(rt, f, word);
  }
  return g === null ? 0 : enterCall(rt, f, g);
}

/** RETURN_VALUE of `r` (owned): -1, and the caller's frame has it; else it is left to the eval loop. */
function leaveCall(rt: Runtime, f: Frame, r: PyObject): number {
  const { pending } = f;
  if (f.entry || f.generator !== null || (pending !== null && r !== rt.None)) {
    f.s[f.sp++] = r;
    return f.pc - 1;
  }
  const { thread } = rt;
  const back = f.back!;
  const { kept } = f;
  let result = r;
  thread.frame = back;
  thread.depth--;
  if (pending !== null) {
    f.pending = null;
    if (f.levels > 0) leaveInitLevels(rt, f);
    decref(rt, r);
    result = pending;
  }
  leaveFrame(rt, f);
  const { s } = back;
  let { sp } = back;
  if (kept > 0) {
    dropKept(rt, s, sp - kept, sp);
    sp -= kept;
  }
  s[sp] = result;
  back.sp = sp + 1;
  if (rt.evalBreaker) serveAfterReturn(rt, back, kept);
  return -1;
}

/** YIELD_VALUE of `x` (owned): -1, and the frame that goes on has it; -3: whoever called the eval loop gets it; else it is left to the eval loop. */
function yieldIn(rt: Runtime, f: Frame, x: PyObject): number {
  const { back } = f;
  if (f.entry) {
    yieldOut(rt, f, x);
    f.s[f.sp] = x;
    return -3;
  }
  if (!delegates(back!)) {
    // The usual case of what yieldOut does.
    const { thread } = rt;
    thread.frame = back;
    thread.depth--;
    f.back = null;
    leaveGenerator(rt, f.generator!);
    back!.s[back!.sp++] = x;
    return -1;
  }
  for (let g = back!; ; g = g.back!) {
    if (g.entry) {
      f.s[f.sp++] = x;
      return f.pc - 1;
    }
    if (!delegates(g.back!)) break;
  }
  const taker = yieldOut(rt, f, x)!;
  taker.s[taker.sp++] = x;
  return -1;
}

/** Whether the frame yields what the one above it yields. */
function delegates(f: Frame): boolean {
  return (f.code.words[f.pc - 1] & 255) === YIELD_FROM;
}

/** FOR_ITER of a generator: 1 where its frame cannot be entered, else as runNested. */
function resumeIn(rt: Runtime, f: Frame, it: PyObject): number {
  if (!mayEnter(rt, it)) return 1;
  const g = enterGenerator(rt, it, rt.None);
  if (g === null) return 1;
  const word = g.code.fused[g.pc];
  return word < 0 ? runNested(rt, f, g, word & BLOCK) : -1;
}

/** LOAD_ATTR of what the cache does not know. */
function loadAttr(rt: Runtime, f: Frame, word: number): void {
  const { s, code } = f;
  const at = f.sp - 1;
  const o = s[at]!;
  s[at] = loadAttrSlow(rt, o, code.names[word >> 8], code.caches, f.pc - 1);
  decref(rt, o);
}

/** STORE_ATTR of what the cache does not know. */
function storeAttr(rt: Runtime, f: Frame, word: number): void {
  const { s, code } = f;
  storeAttrSlow(rt, s[f.sp - 1]!, code.names[word >> 8], s[f.sp - 2]!, code.caches, f.pc - 1);
  const o = take(s, --f.sp);
  decref(rt, take(s, --f.sp));
  decref(rt, o);
}

/** LOAD_METHOD of what the cache does not know. */
function loadMethod(rt: Runtime, f: Frame, word: number): void {
  const { s, code, sp } = f;
  loadMethodOf(rt, s[sp - 1]!, code.names[word >> 8], s, sp);
  f.sp = sp + 1;
}

/** BINARY_SUBSCR: takes both operands off the stack; the result is new. */
function subscript(rt: Runtime, f: Frame): PyObject {
  const { s } = f;
  const o = s[f.sp - 2]!;
  const key = s[f.sp - 1]!;
  const x = getItem(rt, o, key);
  s[--f.sp] = null;
  s[--f.sp] = null;
  decref(rt, key);
  decref(rt, o);
  return x;
}

/** The names by which translated code calls them. */
export const support = Object.freeze({
  Values,
  addOther,
  bindClosure,
  buildMap,
  callAny,
  containsOp,
  decref,
  drop,
  enterCall,
  floatOp,
  floorDivide,
  incref,
  instruct,
  intFromNumber,
  intOfOperation,
  isTracked,
  loopNext,
  leaveCall,
  listPush,
  loadAttr,
  loadMethod,
  mapAdd,
  modulo,
  newFrame,
  objectIsTrue,
  ownValues,
  replaceInt,
  replaceInts,
  packTuple,
  resumeIn,
  reuseInt,
  serveAfterNative,
  serveBreaker,
  setValue,
  stealList,
  storeAttr,
  storeFloat,
  storeInt,
  storeSubscript,
  subscript,
  takeIter,
  unaryNot,
  yieldIn,
});
