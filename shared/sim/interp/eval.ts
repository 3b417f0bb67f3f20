/**
 * The eval loop (Python/ceval.c, Python/bytecodes.c): one loop runs a frame and, without recursion in JS, the frames of
 * the Python functions it calls. Native code that calls Python enters a further loop.
 *
 * Discipline: operands stay on the frame's stack while an instruction may fail, so that the handler's unwinding releases
 * them; entries at `sp` and above are null. `frame.pc` is always the instruction after the running one.
 */
import { CO, findHandler } from '../compile/code.ts';
import { objectIsTrue, richCompare } from '../objects/abstract/comparison.ts';
import { getItem, setItem } from '../objects/abstract/container.ts';
import { loopNext } from '../objects/abstract/iteration.ts';
import { isPyError, PY_ERROR, restoreRaised, takeRaised, typeError } from '../objects/errors.ts';
import { isTracked } from '../objects/gclinks.ts';
import { IMMORTAL, K, type PyContainer, type PyObject, TF, Values } from '../objects/header.ts';
import { ownValues } from '../objects/instances.ts';
import { tooDeep } from '../objects/recursion.ts';
import { decref, incref } from '../objects/refs.ts';
import { BLOCKED, RELOAD, type Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, METH, type Native0, type Native1 } from '../objects/slots.ts';
import type { BuiltinData } from '../objects/types/builtin.ts';
import { stealCell } from '../objects/types/cell.ts';
import type { DescrData } from '../objects/types/descr.ts';
import { dictGetStr } from '../objects/types/dict.ts';
import type { DictData } from '../objects/types/dict-table.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber, intOfOperation } from '../objects/types/int.ts';
import type { SeqState } from '../objects/types/iterators.ts';
import { listPush, stealList } from '../objects/types/list.ts';
import type { RangeIterState } from '../objects/types/range.ts';
import { packTuple } from '../objects/types/tuple.ts';
import { setValue } from '../objects/values.ts';
import { charge } from '../objects/work.ts';
import {
  arithmetic,
  arithmeticSmall,
  compareNumbers,
  constantNumber,
  operate,
  reuseInt,
  storeInt,
  storeNext,
} from './arithmetic.ts';
import { serveAfterInit, serveAfterNative, serveAfterReturn } from './breaker.ts';
import {
  ATTR,
  type AttrCache,
  type GlobalCache,
  loadAttrSlow,
  loadGlobal,
  loadName,
  type MethodCache,
  methodCache,
  type StoreCache,
  storeAttrSlow,
  storeName,
} from './caches.ts';
import { call, callMethod, callOtherwise, pushFrame, startSimple } from './calls.ts';
import type { CodeData } from './code.ts';
import { makeFrame } from './entering.ts';
import { endFrame, type Frame, leaveFrame } from './frame.ts';
import type { FunctionData } from './function.ts';
import {
  enterGenerator,
  finishGenerator,
  leaveGenerator,
  leaveGeneratorRaising,
  mayEnter,
  newGenerator,
  sendTo,
  yieldOut,
} from './generator.ts';
import { instruct } from './instructions.ts';
import { BLOCK } from './jit/entry.ts';
import { heatUp, missed } from './jit/jit.ts';
import { enterCallLevels, leaveInitLevels, leaveLevels, refuseNative } from './levels.ts';
import { loadMethod } from './ops/attributes.ts';
import { binary } from './ops/binary.ts';
import { buildMap, containsOp, mapAdd, storeSubscript, takeIter, unaryNot } from './ops/containers.ts';
import { unboundDeref, unboundLocal } from './ops/names.ts';
import { appendInPlace, concatStr } from './ops/text.ts';
import { unpackSequence } from './ops/unpack.ts';
import { drop, dropKept, take, takeItems } from './stack.ts';
import { runThreads, serveBreaker, stepsEnded } from './threads.ts';
import { traceDelegation, traceRaised, traceUnwound } from './trace.ts';
import { addTraceback } from './traceback.ts';
import { lookAt, MARKED, WORD, watchedWords } from './watch.ts';

/** How a loop ended, beside a plain return. */
export const RESULT = { RETURNED: 0, YIELDED: 1, PAUSED: 2, SWITCHED: 3 } as const;

/** Calls a function from native code: binds borrowed arguments, runs it, returns the result (new). */
export function callFunction(rt: Runtime, func: PyObject, args: Args, kw: KwNames): PyObject {
  const fd = func.v as FunctionData;
  const f = makeFrame(rt, func, fd, args, kw);
  if ((fd.cd.flags & CO.GENERATOR) !== 0) return newGenerator(rt, f, fd.name, fd.qualname);
  return runFrame(rt, f);
}

/** Runs a new frame to its end from native code. */
export function runFrame(rt: Runtime, f: Frame): PyObject {
  const thread = rt.thread;
  if (thread.loops >= rt.limits.nativeLoops) {
    endFrame(rt, f);
    throw tooDeep(rt);
  }
  charge(rt, 8);
  let levels: number;
  try {
    levels = enterCallLevels(rt, f);
  } catch (error) {
    endFrame(rt, f);
    throw error;
  }
  f.entry = true;
  if (levels === 0) {
    enterFrame(rt, f);
    return thread.loops === 0 ? runThreads(rt, thread) : loop(rt, f, false);
  }
  try {
    enterFrame(rt, f);
    return loop(rt, f, false);
  } finally {
    leaveLevels(rt, levels);
  }
}

/** Puts a frame on top of the thread's. */
export function enterFrame(rt: Runtime, f: Frame): void {
  const thread = rt.thread;
  if (thread.depth >= rt.recursionLimit) {
    endFrame(rt, f);
    throw tooDeep(rt);
  }
  thread.depth++;
  f.back = thread.frame;
  thread.frame = f;
}

/**
 * Runs `frame` (already on top of the thread) until the frame marked `entry` ends, and returns its result; null with
 * rt.loopResult PAUSED when a tracer asked to stop. `throwing`: begin by raising rt.thread.raised in it.
 */
export function loop(rt: Runtime, frame: Frame, throwing: boolean): PyObject {
  const thread = rt.thread;
  thread.loops++;
  const { nesting } = rt;
  const None = rt.None;
  const True = rt.True;
  const False = rt.False;
  const intType = rt.intType;
  const floatType = rt.floatType;
  const strType = rt.strType;
  const listType = rt.listType;
  const functionType = rt.functionType;
  const keepsArguments = rt.ruleset.refcounts.callerKeepsArguments;
  /** 3.14+: an operator releases its right operand first (DECREF_INPUTS of the generated loop). */
  const lastFirst = rt.releaseInReverse;
  let f = frame;
  let code: CodeData = f.code;
  let words = rt.traced ? watchedWords(rt, code) : code.fused;
  let caches = code.caches;
  let s = f.s;
  let sp = f.sp;
  let pc = f.pc;
  if (!throwing && !rt.evalBreaker && (words[pc] & 255) === RESUME && words[pc] > 0) pc++;
  let failed = throwing;
  /** The frame that a call pushes next; set by call instructions, entered at the end of the switch. */
  let callee: Frame | null = null;

  for (;;) {
    try {
      if (failed) {
        failed = false;
        if (rt.rethrow) rt.rethrow = false;
        throw PY_ERROR;
      }
      for (;;) {
        let word = words[pc++];
        f.pc = pc;
        if (word < 0 && words !== code.watched) {
          if (words !== code.fused) {
            // It was translated anew meanwhile.
            words = rt.traced ? watchedWords(rt, code) : code.fused;
            pc--;
            continue;
          }
          // Translated code: the frame is its own until it leaves it. What fails there finds `sp` in the frame.
          sp = -1;
          let next = code.run!(rt, f, word & BLOCK);
          if (next < 0) {
            if (next === -3) {
              // A generator's value, for whoever called this loop.
              const x = s[f.sp]!;
              s[f.sp] = null;
              rt.loopResult = RESULT.YIELDED;
              thread.loops--;
              return x;
            }
            f = thread.frame;
            code = f.code;
            pc = f.pc;
            if (pc === 0 && code.run === null) heatUp(rt, rt.jit!, code);
            words = rt.traced ? watchedWords(rt, code) : code.fused;
            caches = code.caches;
            s = f.s;
            if (next === -1) {
              sp = f.sp;
              continue;
            }
            next = pc;
          }
          sp = f.sp;
          pc = next + 1;
          f.pc = pc;
          word = code.plain[next];
          missed(rt, rt.jit!, code, next);
          words = rt.traced ? watchedWords(rt, code) : code.fused;
        } else if (word < 0) {
          // Somebody looks (watch.ts).
          const { watch } = rt;
          if (word < MARKED && watch !== null && watch.instruction !== watch.stopAt && !rt.asked) {
            watch.instruction++;
            watch.frame = f;
          } else {
            f.sp = sp;
            f.pc = pc - 1;
            const stopped = lookAt(rt, f, word >= MARKED);
            if (stopped !== RESULT.RETURNED) {
              rt.loopResult = stopped;
              thread.loops--;
              return null!;
            }
            f.pc = pc;
            if (!rt.traced) words = code.fused;
          }
          word &= WORD;
        }
        switch (word & 255) {
          case 0: // NOP
            continue;
          case 105: // RESUME_COUNTED
          case 1: // RESUME
            if ((word & 255) === 105 && code.warmth < WARM) code.warmth++;
            if (rt.evalBreaker) {
              f.sp = sp;
              if (serveBreaker(rt)) {
                rt.loopResult = RESULT.SWITCHED;
                thread.loops--;
                return null!;
              }
            }
            continue;
          case 2: {
            // POP_TOP
            const x = s[--sp]!;
            s[sp] = null;
            const n = x.refcnt;
            if (n < IMMORTAL) {
              if (n === 1) decref(rt, x);
              else x.refcnt = n - 1;
            }
            continue;
          }
          case 160: // FAST_FAST_BINARY_STORE
          case 162: {
            // FAST_FAST_BINARY
            const a = s[word >> 8];
            const b = s[words[pc] >> 8];
            if (a !== null && b !== null) {
              const n = arithmetic(intType, a, b, words[pc + 1] >> 8);
              if (n <= 9007199254740991 && n >= -9007199254740991) {
                if ((word & 255) === 160) {
                  f.sp = sp;
                  f.pc = pc += 3;
                  storeInt(rt, s, words[pc - 1] >> 8, n, a, words[pc - 2] >> 8);
                } else {
                  f.pc = pc += 2;
                  s[sp++] = intOfOperation(rt, n, a, words[pc - 1] >> 8);
                }
                continue;
              }
            }
            s[sp++] = loadFast(rt, f, word >> 8);
            continue;
          }
          case 161: // FAST_CONST_BINARY_STORE
          case 163: {
            // FAST_CONST_BINARY
            const a = s[word >> 8];
            if (a !== null) {
              const second = code.words[pc];
              const n =
                (second & 255) === 8
                  ? arithmeticSmall(intType, a, second >> 8, words[pc + 1] >> 8)
                  : arithmetic(intType, a, code.consts[second >> 8], words[pc + 1] >> 8);
              if (n <= 9007199254740991 && n >= -9007199254740991) {
                if ((word & 255) === 161) {
                  f.sp = sp;
                  f.pc = pc += 3;
                  storeInt(rt, s, words[pc - 1] >> 8, n, a, words[pc - 2] >> 8);
                } else {
                  f.pc = pc += 2;
                  s[sp++] = intOfOperation(rt, n, a, words[pc - 1] >> 8);
                }
                continue;
              }
            }
            s[sp++] = loadFast(rt, f, word >> 8);
            continue;
          }
          case 164: {
            // FAST_FAST_COMPARE_JUMP
            const a = s[word >> 8];
            const b = s[words[pc] >> 8];
            if (
              a !== null &&
              b !== null &&
              a.type === intType &&
              b.type === intType &&
              typeof a.v === 'number' &&
              typeof b.v === 'number'
            ) {
              pc = compareNumbers(a.v, b.v, words[pc + 1] >> 8) ? pc + 3 : words[pc + 2] >> 8;
              continue;
            }
            s[sp++] = loadFast(rt, f, word >> 8);
            continue;
          }
          case 165: {
            // FAST_CONST_COMPARE_JUMP
            const a = s[word >> 8];
            if (a !== null && a.type === intType && typeof a.v === 'number') {
              const second = code.words[pc];
              if ((second & 255) === 8) {
                pc = compareNumbers(a.v, second >> 8, words[pc + 1] >> 8) ? pc + 3 : words[pc + 2] >> 8;
                continue;
              }
              const b = code.consts[second >> 8];
              if (b.type === intType && typeof b.v === 'number') {
                pc = compareNumbers(a.v, b.v, words[pc + 1] >> 8) ? pc + 3 : words[pc + 2] >> 8;
                continue;
              }
            }
            s[sp++] = loadFast(rt, f, word >> 8);
            continue;
          }
          case 166: {
            // FAST_ATTR
            const o = s[word >> 8];
            const c = caches[pc] as AttrCache | null;
            if (o !== null && c !== null && c.version === o.type.version) {
              if (c.kind === ATTR.VALUE) {
                const d = (o as PyContainer).dict;
                if (d instanceof Values && d.keys === c.keys && c.index < d.items.length) {
                  const x = d.items[c.index];
                  if (x !== null) {
                    if (x.refcnt < IMMORTAL) x.refcnt++;
                    s[sp++] = x;
                    pc++;
                    continue;
                  }
                }
              } else if (c.kind === ATTR.SLOT && o.v !== null) {
                const x = o.v[c.index] as PyObject | null;
                if (x !== null) {
                  if (x.refcnt < IMMORTAL) x.refcnt++;
                  s[sp++] = x;
                  pc++;
                  continue;
                }
              }
            }
            s[sp++] = loadFast(rt, f, word >> 8);
            continue;
          }
          case 167: {
            // FAST_STORE_ATTR
            const o = s[word >> 8];
            const c = caches[pc] as AttrCache | null;
            if (o !== null && c !== null && c.version === o.type.version && c.kind === ATTR.VALUE) {
              const d = (o as PyContainer).dict;
              if (d instanceof Values && d.keys === c.keys) {
                const old = c.index < d.items.length ? d.items[c.index] : null;
                const x = s[--sp]!;
                s[sp] = null;
                pc++;
                if (old === null) {
                  setValue(ownValues(o as PyContainer, d), c.index, x);
                  continue;
                }
                d.items[c.index] = x;
                const n = old.refcnt;
                if (n < IMMORTAL) {
                  if (n === 1) {
                    f.sp = sp;
                    f.pc = pc;
                    decref(rt, old);
                  } else old.refcnt = n - 1;
                }
                continue;
              }
            }
            s[sp++] = loadFast(rt, f, word >> 8);
            continue;
          }
          case 179: {
            // COPY_ATTR
            const o = s[sp - 1]!;
            const c = caches[pc] as AttrCache | null;
            if (c !== null && c.version === o.type.version) {
              let x: PyObject | null = null;
              if (c.kind === ATTR.VALUE) {
                const d = (o as PyContainer).dict;
                if (d instanceof Values && d.keys === c.keys && c.index < d.items.length)
                  x = d.items[c.index];
              } else if (c.kind === ATTR.SLOT && o.v !== null) x = o.v[c.index] as PyObject | null;
              if (x !== null) {
                if (x.refcnt < IMMORTAL) x.refcnt++;
                s[sp++] = x;
                pc++;
                continue;
              }
            }
            s[sp++] = incref(o);
            continue;
          }
          case 180: {
            // SWAP_STORE_ATTR
            const x = s[sp - 1]!;
            const o = s[sp - 2]!;
            const c = caches[pc] as AttrCache | null;
            if (c !== null && c.version === o.type.version) {
              let old: PyObject | null = null;
              if (c.kind === ATTR.VALUE) {
                const d = (o as PyContainer).dict;
                if (d instanceof Values && d.keys === c.keys && c.index < d.items.length) {
                  old = d.items[c.index];
                  if (old !== null) d.items[c.index] = x;
                }
              } else if (o.v !== null) {
                old = o.v[c.index] as PyObject | null;
                if (old !== null) o.v[c.index] = x;
              }
              if (old !== null) {
                s[--sp] = null;
                s[--sp] = null;
                f.sp = sp;
                f.pc = ++pc;
                decref(rt, old);
                decref(rt, o);
                continue;
              }
            }
            s[sp - 2] = x;
            s[sp - 1] = o;
            continue;
          }
          case 174: {
            // FAST_METHOD
            const o = s[word >> 8];
            const c = caches[pc] as MethodCache | null;
            if (o !== null && c !== null && c.version === o.type.version) {
              let hit = c.keys === null;
              if (!hit) {
                const d = (o as PyContainer).dict;
                hit = d instanceof Values && d.keys === c.keys && d.keys.names.length === c.keysLength;
              }
              if (hit) {
                if (o.refcnt < IMMORTAL) o.refcnt++;
                s[sp] = incref(c.method);
                s[sp + 1] = o;
                sp += 2;
                pc++;
                continue;
              }
            }
            s[sp++] = loadFast(rt, f, word >> 8);
            continue;
          }
          case 168: {
            // FAST_FAST_SUBSCR
            const o = s[word >> 8];
            const key = s[words[pc] >> 8];
            if (o !== null && key !== null && o.type === listType && key.type === intType) {
              const i = key.v;
              const items = o.v as PyObject[];
              if (typeof i === 'number' && i >= 0 && i < items.length) {
                const x = items[i];
                if (x.refcnt < IMMORTAL) x.refcnt++;
                s[sp++] = x;
                pc += 2;
                continue;
              }
            }
            s[sp++] = loadFast(rt, f, word >> 8);
            continue;
          }
          case 169: {
            // FAST_FAST
            const a = s[word >> 8];
            const b = s[words[pc] >> 8];
            if (a !== null && b !== null) {
              if (a.refcnt < IMMORTAL) a.refcnt++;
              if (b.refcnt < IMMORTAL) b.refcnt++;
              s[sp] = a;
              s[sp + 1] = b;
              sp += 2;
              pc++;
              continue;
            }
            s[sp++] = loadFast(rt, f, word >> 8);
            continue;
          }
          case 170: {
            // FAST_CONST
            const a = s[word >> 8];
            if (a === null) throw unboundLocal(rt, f, word >> 8);
            if (a.refcnt < IMMORTAL) a.refcnt++;
            s[sp++] = a;
            const second = code.words[pc++];
            if ((second & 255) === 8) s[sp++] = intFromNumber(rt, second >> 8);
            else {
              const x = code.consts[second >> 8];
              if (x.refcnt < IMMORTAL) x.refcnt++;
              s[sp++] = x;
            }
            continue;
          }
          case 175: {
            // CONST_COMPARE_JUMP
            const a = s[sp - 1]!;
            const b = constantNumber(intType, code, pc - 1);
            const x = a.type === intType ? a.v : null;
            if (typeof x === 'number' && !Number.isNaN(b)) {
              s[--sp] = null;
              decref(rt, a);
              pc = compareNumbers(x, b, words[pc] >> 8) ? pc + 2 : words[pc + 1] >> 8;
              continue;
            }
            s[sp++] = loadConstant(rt, code, pc - 1);
            continue;
          }
          case 176: {
            // CONST_BINARY
            const a = s[sp - 1]!;
            const b = constantNumber(intType, code, pc - 1);
            const n = !Number.isNaN(b) ? arithmeticSmall(intType, a, b, words[pc] >> 8) : b;
            if (n <= 9007199254740991 && n >= -9007199254740991) {
              f.pc = ++pc;
              if (a.refcnt === 1 && reuseInt(rt, a, null, n, a, words[pc - 1] >> 8)) continue;
              s[sp - 1] = intOfOperation(rt, n, a, words[pc - 1] >> 8);
              decref(rt, a);
              continue;
            }
            s[sp++] = loadConstant(rt, code, pc - 1);
            continue;
          }
          case 3: // LOAD_FAST
          case 4: // LOAD_FAST_BORROW
          case 5: {
            // LOAD_FAST_CHECK
            const x = s[word >> 8];
            if (x === null) throw unboundLocal(rt, f, word >> 8);
            if (x.refcnt < IMMORTAL) x.refcnt++;
            s[sp++] = x;
            continue;
          }
          case 6: {
            // STORE_FAST
            const i = word >> 8;
            const old = s[i];
            s[i] = s[--sp];
            s[sp] = null;
            if (old !== null) {
              const n = old.refcnt;
              if (n < IMMORTAL) {
                if (n === 1) {
                  f.sp = sp;
                  decref(rt, old);
                } else old.refcnt = n - 1;
              }
            }
            continue;
          }
          case 7: {
            // LOAD_CONST
            const x = code.consts[word >> 8];
            if (x.refcnt < IMMORTAL) x.refcnt++;
            s[sp++] = x;
            continue;
          }
          case 8: // LOAD_SMALL_INT
            s[sp++] = intFromNumber(rt, word >> 8);
            continue;
          case 10: // LOAD_FAST_AND_CLEAR
            s[sp++] = s[word >> 8];
            s[word >> 8] = null;
            continue;
          case 11: {
            // COPY
            const x = s[sp - (word >> 8)];
            if (x !== null) incref(x);
            s[sp++] = x;
            continue;
          }
          case 12: {
            // SWAP
            const i = sp - (word >> 8);
            const x = s[i];
            s[i] = s[sp - 1];
            s[sp - 1] = x;
            continue;
          }
          case 13: {
            // LOAD_GLOBAL
            const c = caches[pc - 1] as GlobalCache | null;
            if (
              c !== null &&
              c.globals === f.globals.v &&
              c.globals.version === c.globalsVersion &&
              c.table.version === c.tableVersion
            ) {
              s[sp++] = incref(c.table.vals[c.index]!);
              continue;
            }
            s[sp] = loadGlobal(rt, f, code.names[word >> 8], caches, pc - 1);
            sp++;
            continue;
          }
          case 14: {
            // STORE_GLOBAL
            storeName(rt, f.globals, code.names[word >> 8], s[sp - 1]!, caches, pc - 1);
            decref(rt, take(s, --sp));
            continue;
          }
          case 16: {
            // LOAD_NAME
            const c = caches[pc - 1] as GlobalCache | null;
            if (
              c !== null &&
              f.locals === f.globals &&
              c.globals === f.globals.v &&
              c.globals.version === c.globalsVersion &&
              c.table.version === c.tableVersion
            ) {
              s[sp++] = incref(c.table.vals[c.index]!);
              continue;
            }
            s[sp] = loadName(rt, f, code.names[word >> 8], caches, pc - 1);
            sp++;
            continue;
          }
          case 17: {
            // STORE_NAME
            const locals = f.locals!;
            const x = s[sp - 1]!;
            const c = caches[pc - 1] as StoreCache | null;
            if (
              c !== null &&
              c.table === locals.v &&
              c.version === c.table.version &&
              c.index >= 0 &&
              ((x.type.flags & TF.GC) === 0 || isTracked(locals as PyContainer))
            ) {
              const old = c.table.vals[c.index]!;
              c.table.vals[c.index] = x;
              s[--sp] = null;
              const n = old.refcnt;
              if (n < IMMORTAL) {
                if (n === 1) {
                  f.sp = sp;
                  decref(rt, old);
                } else old.refcnt = n - 1;
              }
              continue;
            }
            if (locals.type === rt.dictType) storeName(rt, locals, code.names[word >> 8], x, caches, pc - 1);
            else setItem(rt, locals, code.names[word >> 8], x);
            decref(rt, take(s, --sp));
            continue;
          }
          case 21: {
            // MAKE_CELL
            const i = word >> 8;
            const x = s[i];
            s[i] = null;
            s[i] = stealCell(rt, x);
            continue;
          }
          case 22: // LOAD_CLOSURE
            s[sp++] = incref(s[word >> 8]!);
            continue;
          case 23: {
            // LOAD_DEREF
            const x = s[word >> 8]!.v as PyObject | null;
            if (x === null) throw unboundDeref(rt, f, word >> 8);
            s[sp++] = incref(x);
            continue;
          }
          case 24: {
            // STORE_DEREF
            const cell = s[word >> 8]!;
            const old = cell.v as PyObject | null;
            cell.v = s[--sp];
            s[sp] = null;
            if (old !== null) decref(rt, old);
            continue;
          }
          case 28: {
            // LOAD_ATTR
            const o = s[sp - 1]!;
            const c = caches[pc - 1] as AttrCache | null;
            if (c !== null && c.version === o.type.version) {
              if (c.kind === ATTR.VALUE) {
                const d = (o as PyContainer).dict;
                const values = d instanceof Values ? d : d === null ? null : (d.v as DictData).values;
                if (values !== null && values.keys === c.keys && c.index < values.items.length) {
                  const x = values.items[c.index];
                  if (x !== null) {
                    s[sp - 1] = incref(x);
                    decref(rt, o);
                    continue;
                  }
                }
              } else if (c.kind === ATTR.SLOT) {
                const x = o.v === null ? null : (o.v[c.index] as PyObject | null);
                if (x !== null) {
                  s[sp - 1] = incref(x);
                  decref(rt, o);
                  continue;
                }
              } else {
                const d = (o as PyContainer).dict;
                if (d instanceof Values && d.keys === c.keys && d.keys.names.length === c.index) {
                  s[sp - 1] = incref(c.value!);
                  decref(rt, o);
                  continue;
                }
              }
            }
            f.sp = sp;
            const x = loadAttrSlow(rt, o, code.names[word >> 8], caches, pc - 1);
            s[sp - 1] = x;
            decref(rt, o);
            continue;
          }
          case 29: {
            // LOAD_METHOD
            const o = s[sp - 1]!;
            const c = caches[pc - 1] as MethodCache | null;
            if (c !== null && c.version === o.type.version) {
              if (c.keys === null) {
                s[sp - 1] = incref(c.method);
                s[sp++] = o;
                continue;
              }
              const d = (o as PyContainer).dict;
              const values = d instanceof Values ? d : d === null ? null : (d.v as DictData).values;
              if (values !== null && values.keys === c.keys && c.keys.names.length === c.keysLength) {
                s[sp - 1] = incref(c.method);
                s[sp++] = o;
                continue;
              }
            } else caches[pc - 1] = methodCache(rt, o, code.names[word >> 8]);
            f.sp = sp;
            loadMethod(rt, o, code.names[word >> 8], s, sp);
            sp++;
            continue;
          }
          case 31: {
            // STORE_ATTR
            const o = s[sp - 1]!;
            const x = s[sp - 2]!;
            const c = caches[pc - 1] as AttrCache | null;
            if (c !== null && c.version === o.type.version) {
              if (c.kind === ATTR.VALUE) {
                const d = (o as PyContainer).dict;
                if (d instanceof Values && d.keys === c.keys) {
                  const old = c.index < d.items.length ? d.items[c.index] : null;
                  if (old === null) setValue(ownValues(o as PyContainer, d), c.index, x);
                  else d.items[c.index] = x;
                  s[--sp] = null;
                  s[--sp] = null;
                  if (old !== null) decref(rt, old);
                  decref(rt, o);
                  continue;
                }
              } else if (o.v !== null) {
                const old = o.v[c.index] as PyObject | null;
                o.v[c.index] = x;
                s[--sp] = null;
                s[--sp] = null;
                if (old !== null) decref(rt, old);
                decref(rt, o);
                continue;
              }
            }
            f.sp = sp;
            storeAttrSlow(rt, o, code.names[word >> 8], x, caches, pc - 1);
            s[--sp] = null;
            s[--sp] = null;
            decref(rt, x);
            decref(rt, o);
            continue;
          }
          case 33: {
            // BINARY_SUBSCR
            const o = s[sp - 2]!;
            const key = s[sp - 1]!;
            let x: PyObject;
            if (o.type === listType && key.type === intType && typeof key.v === 'number') {
              const items = o.v as PyObject[];
              const i = key.v < 0 ? key.v + items.length : key.v;
              if (i >= 0 && i < items.length) x = incref(items[i]);
              else x = getItem(rt, o, key);
            } else {
              f.sp = sp;
              x = getItem(rt, o, key);
            }
            s[--sp] = null;
            s[sp - 1] = x;
            decref(rt, key);
            decref(rt, o);
            continue;
          }
          case 34: // STORE_SUBSCR
            f.sp = sp;
            storeSubscript(rt, f);
            sp = f.sp;
            continue;
          case 39: // UNARY_NOT
            f.sp = sp;
            unaryNot(rt, f);
            continue;
          case 171: // BINARY_STORE
          case 40: {
            if ((word & 255) === 171) {
              const a = s[sp - 2]!;
              const b = s[sp - 1]!;
              const n = arithmetic(intType, a, b, word >> 8);
              if (n <= 9007199254740991 && n >= -9007199254740991) {
                const r = intOfOperation(rt, n, a, word >> 8);
                s[sp - 1] = null;
                s[sp - 2] = null;
                sp -= 2;
                if (lastFirst) decref(rt, b);
                decref(rt, a);
                if (!lastFirst) decref(rt, b);
                const i = words[pc++] >> 8;
                const old = s[i];
                s[i] = r;
                if (old !== null) {
                  f.sp = sp;
                  f.pc = pc;
                  decref(rt, old);
                }
                continue;
              }
            }
            // BINARY_OP
            const a = s[sp - 2]!;
            const b = s[sp - 1]!;
            const arg = word >> 8;
            const type = a.type;
            let r: PyObject;
            if (
              type === intType &&
              b.type === intType &&
              typeof a.v === 'number' &&
              typeof b.v === 'number'
            ) {
              const n = operate(a.v, b.v, arg);
              if (n <= 9007199254740991 && n >= -9007199254740991) {
                if (a.refcnt === 1 && b !== a && reuseInt(rt, a, b, n, a, arg)) {
                  // `a` was the stack's alone and is the result now.
                  s[--sp] = null;
                  continue;
                }
                r = intOfOperation(rt, n, a, arg);
              } else r = binary(rt, a, b, arg);
            } else if (type === floatType && b.type === floatType && (arg === 0 || arg === 13)) {
              r = floatNew(rt, a.v + b.v);
            } else if (type === floatType && b.type === floatType && (arg === 5 || arg === 18)) {
              r = floatNew(rt, a.v * b.v);
            } else if (type === floatType && b.type === floatType && (arg === 10 || arg === 23)) {
              r = floatNew(rt, a.v - b.v);
            } else if (type === strType && b.type === strType && (arg === 0 || arg === 13)) {
              // unicode_concatenate: the variable that is assigned next lets go of its str first.
              const next = code.words[pc];
              if ((next & 255) === 6 && s[next >> 8] === a && a.refcnt === 2) {
                if (b.v !== '' && growsInPlace(rt, code, pc) && appendInPlace(rt, a, b)) {
                  s[next >> 8] = null;
                  a.refcnt = 1;
                  s[--sp] = null;
                  decref(rt, b);
                  continue;
                }
              } else if (rt.concatGlobals && a.refcnt === 1 && b.v !== '' && appendInPlace(rt, a, b)) {
                s[--sp] = null;
                decref(rt, b);
                continue;
              } else if (
                rt.concatGlobals &&
                (next & 255) === 17 &&
                a.refcnt === 2 &&
                f.locals!.type === rt.dictType &&
                dictGetStr(rt, f.locals!, code.names[next >> 8]) === a &&
                b.v !== '' &&
                appendInPlace(rt, a, b)
              ) {
                s[--sp] = null;
                decref(rt, b);
                continue;
              } else if (
                rt.concatGlobals &&
                (next & 255) === 24 &&
                a.refcnt === 2 &&
                s[next >> 8]!.v === a &&
                b.v !== '' &&
                appendInPlace(rt, a, b)
              ) {
                s[next >> 8]!.v = null;
                a.refcnt = 1;
                s[--sp] = null;
                decref(rt, b);
                continue;
              }
              r = concatStr(rt, a, b);
            } else {
              f.sp = sp;
              r = binary(rt, a, b, arg);
            }
            s[--sp] = null;
            s[sp - 1] = r;
            if (lastFirst) decref(rt, b);
            decref(rt, a);
            if (!lastFirst) decref(rt, b);
            continue;
          }
          case 172: // COMPARE_JUMP
          case 41: {
            if ((word & 255) === 172) {
              const a = s[sp - 2]!;
              const b = s[sp - 1]!;
              if (
                a.type === intType &&
                b.type === intType &&
                typeof a.v === 'number' &&
                typeof b.v === 'number'
              ) {
                const holds = compareNumbers(a.v, b.v, word >> 8);
                s[sp - 1] = null;
                s[sp - 2] = null;
                sp -= 2;
                if (lastFirst) decref(rt, b);
                decref(rt, a);
                if (!lastFirst) decref(rt, b);
                pc = holds ? pc + 1 : words[pc] >> 8;
                continue;
              }
            }
            // COMPARE_OP
            const a = s[sp - 2]!;
            const b = s[sp - 1]!;
            const arg = word >> 8;
            let r: PyObject;
            // Up to 3.10 comparing any two objects takes a level of recursion.
            if (keepsArguments && thread.depth >= rt.recursionLimit) throw tooDeep(rt, ' in comparison');
            if (
              (a.type === intType &&
                b.type === intType &&
                typeof a.v === 'number' &&
                typeof b.v === 'number') ||
              (a.type === floatType && b.type === floatType)
            ) {
              let t: boolean;
              switch (arg) {
                case 0:
                  t = a.v < b.v;
                  break;
                case 1:
                  t = a.v <= b.v;
                  break;
                case 2:
                  t = a.v === b.v;
                  break;
                case 3:
                  t = a.v !== b.v;
                  break;
                case 4:
                  t = a.v > b.v;
                  break;
                default:
                  t = a.v >= b.v;
              }
              r = incref(t ? True : False);
            } else {
              f.sp = sp;
              r = richCompare(rt, a, b, arg);
            }
            s[--sp] = null;
            s[sp - 1] = r;
            if (lastFirst) decref(rt, b);
            decref(rt, a);
            if (!lastFirst) decref(rt, b);
            continue;
          }
          case 42: {
            // IS_OP
            const b = take(s, --sp);
            const a = s[sp - 1]!;
            s[sp - 1] = incref((a === b) === (word >> 8 === 0) ? True : False);
            if (lastFirst) decref(rt, b);
            decref(rt, a);
            if (!lastFirst) decref(rt, b);
            continue;
          }
          case 43: // CONTAINS_OP
            f.sp = sp;
            containsOp(rt, f, word);
            sp = f.sp;
            continue;
          case 44: // JUMP_FORWARD
            pc = word >> 8;
            continue;
          case 106: // JUMP_BACKWARD_COUNTED
          case 45: {
            // JUMP_BACKWARD
            if ((word & 255) === 106 && code.warmth < WARM) code.warmth++;
            const target = word >> 8;
            if ((rt.stepsLeft -= pc - target) < 0) {
              stepsEnded(rt);
              words = rt.traced ? watchedWords(rt, code) : code.fused;
            }
            pc = target;
            if (rt.jit !== null && heatUp(rt, rt.jit, code) && !rt.traced) words = code.fused;
            if (rt.evalBreaker) {
              f.sp = sp;
              f.pc = pc;
              if (serveBreaker(rt)) {
                rt.loopResult = RESULT.SWITCHED;
                thread.loops--;
                return null!;
              }
            }
            continue;
          }
          case 46: {
            // POP_JUMP_IF_FALSE
            const x = s[sp - 1]!;
            if (x === True) {
              s[--sp] = null;
              decref(rt, x);
              continue;
            }
            if (x === False) {
              s[--sp] = null;
              decref(rt, x);
              pc = word >> 8;
              continue;
            }
            f.sp = sp;
            const truth = objectIsTrue(rt, x);
            s[--sp] = null;
            decref(rt, x);
            if (!truth) pc = word >> 8;
            continue;
          }
          case 47: {
            // POP_JUMP_IF_TRUE
            const x = s[sp - 1]!;
            f.sp = sp;
            const truth = objectIsTrue(rt, x);
            s[--sp] = null;
            decref(rt, x);
            if (truth) pc = word >> 8;
            continue;
          }
          case 48: {
            // POP_JUMP_IF_NONE
            const x = take(s, --sp);
            if (x === None) pc = word >> 8;
            decref(rt, x);
            continue;
          }
          case 49: {
            // POP_JUMP_IF_NOT_NONE
            const x = take(s, --sp);
            if (x !== None) pc = word >> 8;
            decref(rt, x);
            continue;
          }
          case 50: {
            // JUMP_IF_FALSE_OR_POP
            f.sp = sp;
            if (conditionIsTrue(rt, f, s[sp - 1]!)) decref(rt, take(s, --sp));
            else pc = word >> 8;
            continue;
          }
          case 51: {
            // JUMP_IF_TRUE_OR_POP
            f.sp = sp;
            if (!conditionIsTrue(rt, f, s[sp - 1]!)) decref(rt, take(s, --sp));
            else pc = word >> 8;
            continue;
          }
          case 52: // GET_ITER
            f.sp = sp;
            takeIter(rt, f);
            continue;
          case 173: // FOR_ITER_STORE
          case 53: {
            if ((word & 255) === 173) {
              const it = s[sp - 1]!;
              const type = it.type;
              if (type === rt.rangeIterType) {
                const state = it.v as RangeIterState;
                const { next, step, left } = state;
                if (typeof next === 'number' && (left as number) > 0) {
                  state.left = (left as number) - 1;
                  state.next = next + (step as number);
                  f.sp = sp;
                  f.pc = ++pc;
                  storeNext(rt, s, words[pc - 1] >> 8, next);
                  continue;
                }
              } else if (type === rt.listIterType) {
                const state = it.v as SeqState;
                const seq = state.seq;
                if (seq !== null && state.index < seq.v.length) {
                  const x = seq.v[state.index++] as PyObject;
                  if (x.refcnt < IMMORTAL) x.refcnt++;
                  const i = words[pc++] >> 8;
                  const old = s[i];
                  s[i] = x;
                  if (old !== null) {
                    const n = old.refcnt;
                    if (n < IMMORTAL) {
                      if (n === 1) {
                        f.sp = sp;
                        f.pc = pc;
                        decref(rt, old);
                      } else old.refcnt = n - 1;
                    }
                  }
                  continue;
                }
              }
            }
            // FOR_ITER
            const it = s[sp - 1]!;
            const type = it.type;
            let x: PyObject | null;
            if (type === rt.listIterType) {
              const state = it.v as SeqState;
              const seq = state.seq;
              if (seq !== null && state.index < seq.v.length) {
                s[sp++] = incref(seq.v[state.index++] as PyObject);
                continue;
              }
              x = type.slots.iternext!(rt, it);
            } else if (type === rt.rangeIterType) {
              const state = it.v as RangeIterState;
              if ((state.left as number) > 0) {
                const n = state.next as number;
                (state.left as number)--;
                state.next = n + (state.step as number);
                s[sp++] = intFromNumber(rt, n);
                continue;
              }
              x = null;
            } else if (type === rt.generatorType && mayEnter(rt, it)) {
              f.sp = sp;
              f = enterGenerator(rt, it, None)!;
              code = f.code;
              words = rt.traced ? watchedWords(rt, code) : code.fused;
              caches = code.caches;
              s = f.s;
              sp = f.sp;
              pc = f.pc;
              continue;
            } else {
              f.sp = sp;
              x = loopNext(rt, it);
            }
            if (x !== null) {
              s[sp++] = x;
              continue;
            }
            s[--sp] = null;
            decref(rt, it);
            pc = word >> 8;
            continue;
          }
          case 54: {
            // CALL
            const n = word >> 8;
            const at = sp - n - 1;
            const fn = s[at]!;
            f.sp = sp;
            if (fn.type === functionType) {
              callee = startSimple(rt, f, fn, at, at + 1, n);
              if (callee !== null) {
                sp = at;
                break;
              }
            } else if (fn.type === rt.builtinType) {
              const d = fn.v as BuiltinData;
              const { meth } = d.def;
              if ((meth === METH.O && n === 1) || (meth === METH.NOARGS && n === 0)) {
                if (thread.depth >= rt.recursionLimit) refuseNative(rt, fn);
                const r =
                  n === 1
                    ? (d.def.fn as Native1)(rt, d.self ?? None, s[sp - 1]!)
                    : (d.def.fn as Native0)(rt, d.self ?? None);
                drop(rt, s, at, sp);
                sp = at;
                s[sp++] = r;
                if (rt.evalBreaker) {
                  f.sp = sp;
                  serveAfterNative(rt, f, fn);
                }
                continue;
              }
            }
            callee = call(rt, f, n);
            sp = f.sp;
            if (callee === null) continue;
            break;
          }
          case 55: // CALL_KW
          case 58: // CALL_EX
          case 93: // BEFORE_WITH
          case 104: // CALL_EXIT
            f.sp = sp;
            callee = callOtherwise(rt, f, word);
            sp = f.sp;
            if (callee === null) continue;
            break;
          case 56: {
            // CALL_METHOD
            const n = word >> 8;
            const at = sp - n - 2;
            const fn = s[at]!;
            const self = s[at + 1];
            f.sp = sp;
            if (self !== null) {
              if (fn.type === functionType) {
                callee = startSimple(rt, f, fn, at, at + 1, n + 1);
                if (callee !== null) {
                  sp = at;
                  break;
                }
              } else if (fn.type.kind === K.DESCR && n <= 1) {
                const def = (fn.v as DescrData).method;
                if (def !== null && def.meth === (n === 1 ? METH.O : METH.NOARGS)) {
                  if (thread.depth >= rt.recursionLimit) refuseNative(rt, fn);
                  const r =
                    n === 1 ? (def.fn as Native1)(rt, self, s[sp - 1]!) : (def.fn as Native0)(rt, self);
                  drop(rt, s, at, sp);
                  sp = at;
                  s[sp++] = r;
                  if (rt.evalBreaker) {
                    f.sp = sp;
                    serveAfterNative(rt, f, fn);
                  }
                  continue;
                }
              }
            }
            callee = callMethod(rt, f, n, null);
            sp = f.sp;
            if (callee === null) continue;
            break;
          }
          case 57: // CALL_METHOD_KW
            f.sp = sp;
            callee = callMethod(rt, f, word >> 8, s[sp - 1]!.v as PyObject[]);
            sp = f.sp;
            if (callee === null) continue;
            break;
          case 177: // FAST_RETURN
          case 178: // CONST_RETURN
          case 59: {
            // RETURN_VALUE
            let r: PyObject;
            if ((word & 255) === 59) {
              r = s[--sp]!;
              s[sp] = null;
            } else {
              r = (word & 255) === 177 ? loadFast(rt, f, word >> 8) : incref(code.consts[word >> 8]);
              f.pc = ++pc;
            }
            f.sp = sp;
            const back = f.back;
            const entry = f.entry;
            const kept = f.kept;
            thread.frame = back;
            thread.depth--;
            const pending = f.pending;
            const init = pending === null ? null : code;
            if (pending !== null) {
              f.pending = null;
              if (f.levels > 0) leaveInitLevels(rt, f);
              if (r !== None) {
                const name = r.type.name;
                decref(rt, r);
                decref(rt, pending);
                endFrame(rt, f);
                f = back!;
                code = f.code;
                words = rt.traced ? watchedWords(rt, code) : code.fused;
                caches = code.caches;
                s = f.s;
                sp = f.sp;
                pc = f.pc;
                throw typeError(rt, `__init__() should return None, not '${name}'`);
              }
              decref(rt, r);
              r = pending;
            }
            const generator = f.generator;
            if (generator !== null) finishGenerator(rt, generator, f);
            else leaveFrame(rt, f);
            if (entry) {
              rt.loopResult = RESULT.RETURNED;
              thread.loops--;
              return r;
            }
            f = back!;
            code = f.code;
            words = rt.traced ? watchedWords(rt, code) : code.fused;
            caches = code.caches;
            s = f.s;
            sp = f.sp;
            pc = f.pc;
            if (generator !== null) {
              // An iterator of this loop has come to its end.
              leaveGenerator(rt, generator);
              if ((code.words[pc - 1] & 255) === FOR_ITER) {
                decref(rt, r);
                decref(rt, take(s, --sp));
                pc = code.words[pc - 1] >> 8;
              } else {
                decref(rt, take(s, --sp));
                const receiver = s[sp - 1]!;
                s[sp - 1] = r;
                decref(rt, receiver);
              }
              continue;
            }
            if (kept > 0) dropKept(rt, s, sp - kept, sp);
            sp -= kept;
            s[sp++] = r;
            if (rt.evalBreaker) {
              f.sp = sp;
              if (init === null) serveAfterReturn(rt, f, kept);
              else serveAfterInit(rt, f, init, pending!);
            }
            continue;
          }
          case 60: {
            // BUILD_TUPLE
            const at = sp - (word >> 8);
            const items = takeItems(s, at, sp);
            sp = at;
            s[sp++] = packTuple(rt, items);
            continue;
          }
          case 61: {
            // BUILD_LIST
            const at = sp - (word >> 8);
            const items = takeItems(s, at, sp);
            sp = at;
            s[sp++] = stealList(rt, items);
            continue;
          }
          case 63: // BUILD_MAP
            f.sp = sp;
            buildMap(rt, f, word);
            sp = f.sp;
            continue;
          case 67: {
            // LIST_APPEND
            const x = s[--sp]!;
            s[sp] = null;
            listPush(rt, s[sp - (word >> 8)]!, x);
            continue;
          }
          case 69: // MAP_ADD
            f.sp = sp;
            mapAdd(rt, f, word);
            sp = f.sp;
            continue;
          case 75: {
            // UNPACK_SEQUENCE
            const n = word >> 8;
            const seq = s[sp - 1]!;
            f.sp = sp;
            const items = unpackSequence(rt, seq, n);
            sp--;
            for (let i = n - 1; i >= 0; i--) s[sp++] = items[i];
            if (n === 0) s[sp] = null;
            decref(rt, seq);
            continue;
          }
          case 85: // YIELD_VALUE
          case 87: {
            let x: PyObject;
            if ((word & 255) === 85) {
              x = s[--sp]!;
              s[sp] = null;
              f.sp = sp;
            } else {
              // YIELD_FROM
              const v = s[sp - 1]!;
              const receiver = s[sp - 2]!;
              f.sp = sp;
              if (receiver.type === rt.generatorType && mayEnter(rt, receiver)) {
                const g = enterGenerator(rt, receiver, v);
                if (g !== null) {
                  f = g;
                  code = f.code;
                  words = rt.traced ? watchedWords(rt, code) : code.fused;
                  caches = code.caches;
                  s = f.s;
                  sp = f.sp;
                  pc = f.pc;
                  continue;
                }
              }
              x = sendTo(rt, receiver, v);
              s[--sp] = null;
              f.sp = sp;
              decref(rt, v);
              if (!rt.sendYielded) {
                s[sp - 1] = x;
                decref(rt, receiver);
                continue;
              }
              f.pc = pc - 1;
              if (rt.tracedThreads > 0) traceDelegation(rt, f, x);
            }
            const taker = yieldOut(rt, f, x);
            if (taker === null) {
              rt.loopResult = RESULT.YIELDED;
              thread.loops--;
              return x;
            }
            f = taker;
            code = f.code;
            words = rt.traced ? watchedWords(rt, code) : code.fused;
            caches = code.caches;
            s = f.s;
            sp = f.sp;
            pc = f.pc;
            s[sp++] = x;
            continue;
          }
          default:
            f.sp = sp;
            instruct(rt, f, word);
            sp = f.sp;
            continue;
        }
        // A call: go on in the frame that was made.
        f.sp = sp;
        f.pc = pc;
        {
          const g = callee!;
          callee = null;
          if (rt.jit !== null) heatUp(rt, rt.jit, g.code);
          pushFrame(rt, f, g);
          f = g;
          code = f.code;
          words = rt.traced ? watchedWords(rt, code) : code.fused;
          caches = code.caches;
          s = f.s;
          sp = f.sp;
          // Most functions begin with an instruction that has nothing to do.
          pc = !rt.evalBreaker && words[0] === RESUME ? 1 : 0;
        }
      }
    } catch (error) {
      if (sp < 0) {
        f = thread.frame;
        code = f.code;
        words = rt.traced ? watchedWords(rt, code) : code.fused;
        caches = code.caches;
        s = f.s;
        sp = f.sp;
      }
      rt.nesting = nesting;
      if (error === RELOAD) {
        sp = f.sp;
        pc = f.pc - 1;
        words = watchedWords(rt, code);
        continue;
      }
      if (!isPyError(rt, error)) {
        thread.loops--;
        if (error !== BLOCKED) throw error;
        // The instruction waits: it begins anew when the thread goes on.
        f.sp = sp;
        f.pc--;
        rt.loopResult = RESULT.SWITCHED;
        return null!;
      }
      // Into the handler of this frame, or of one that called it.
      for (;;) {
        const exc = rt.thread.raised!;
        const again = rt.rethrow;
        if (again) rt.rethrow = false;
        else addTraceback(rt, exc, f);
        if (rt.traced) {
          rt.watch?.raised(rt, f);
          if (rt.tracedThreads > 0) traceRaised(rt, f, again);
        }
        // What an instruction pushed before it failed; above that is nothing.
        if (f.sp > sp) sp = f.sp;
        const row = findHandler(f.code.source, f.pc - 1);
        if (row >= 0) {
          const table = f.code.source.exceptionTable;
          const depth = f.code.slots + table[row + 3];
          f.sp = sp;
          while (sp > depth) {
            const x = s[--sp];
            s[sp] = null;
            if (x !== null) decref(rt, x);
          }
          s[sp++] = takeRaised(rt);
          if ((code.words[f.pc - 1] & RERAISE_MASK) !== RERAISE_BEFORE) f.caughtAt = f.pc;
          pc = table[row + 2];
          break;
        }
        if ((code.words[f.pc - 1] & RERAISE_MASK) === RERAISE_BEFORE) f.pc = f.caughtAt;
        // No handler: the frame ends. Its stack is emptied even where a traceback keeps the frame.
        let saved = takeRaised(rt);
        while (sp > f.code.slots) {
          f.sp = --sp;
          const x = s[sp];
          s[sp] = null;
          if (x !== null) decref(rt, x);
        }
        f.sp = sp;
        if (rt.tracedThreads > 0) saved = traceUnwound(rt, f, saved);
        const back = f.back;
        const entry = f.entry;
        thread.frame = back;
        thread.depth--;
        const pending = f.pending;
        f.pending = null;
        if (f.levels > 0) leaveInitLevels(rt, f);
        const generator = f.generator;
        if (generator !== null) finishGenerator(rt, generator, f);
        else endFrame(rt, f);
        if (pending !== null) decref(rt, pending);
        restoreRaised(rt, saved);
        if (generator !== null && !entry) leaveGeneratorRaising(rt, generator);
        if (entry) {
          rt.loopResult = RESULT.RETURNED;
          thread.loops--;
          throw PY_ERROR;
        }
        f = back!;
        code = f.code;
        words = rt.traced ? watchedWords(rt, code) : code.fused;
        caches = code.caches;
        s = f.s;
        sp = f.sp;
        pc = f.pc;
      }
    }
  }
}

/** The truth of an operand of `and` or `or`: of a copy on the stack from 3.12 on, unless it is borrowed. */
function conditionIsTrue(rt: Runtime, f: Frame, x: PyObject): boolean {
  if (x === rt.True) return true;
  if (x === rt.False || x === rt.None) return false;
  const copies = rt.ruleset.refcounts.conditionCopies && (x.type.flags & TF.HEAP) !== 0;
  if (!copies || (f.code.words[f.pc - 2] & 255) === LOAD_FAST_BORROW) return objectIsTrue(rt, x);
  incref(x);
  try {
    return objectIsTrue(rt, x);
  } finally {
    decref(rt, x);
  }
}

const RESUME = 1;
const FOR_ITER = 53;
/** RERAISE whose argument has bit 0. */
const RERAISE_BEFORE = 91 | (1 << 8);
const RERAISE_MASK = 0x1ff;
const LOAD_FAST_BORROW = 4;
const LOAD_SMALL_INT = 8;

function loadFast(rt: Runtime, f: Frame, i: number): PyObject {
  const x = f.s[i];
  if (x === null) throw unboundLocal(rt, f, i);
  return incref(x);
}

function loadConstant(rt: Runtime, code: CodeData, pc: number): PyObject {
  const word = code.words[pc];
  if ((word & 255) === LOAD_SMALL_INT) return intFromNumber(rt, word >> 8);
  return incref(code.consts[word >> 8]);
}

/** Executions after which 3.11 specialises a code object (QUICKENING_WARMUP_DELAY). */
const WARM = 8;

/**
 * Whether `s += t` before the store at `pc` grows `s`: up to 3.10 always, in 3.11 once the code is warm, from 3.13 on not where the store is one
 * instruction with the load or store after it on its line (STORE_FAST_LOAD_FAST; specialize.c then finds no STORE_FAST).
 */
function growsInPlace(rt: Runtime, code: CodeData, pc: number): boolean {
  if (rt.concatGlobals) return true;
  const { minor } = rt.ruleset;
  if (minor === 11) return code.warmth >= WARM;
  if (minor < 13 || pc + 1 >= code.words.length) return true;
  const after = code.words[pc + 1] & 255;
  const { lines } = code.source;
  return !((after === 3 || after === 4 || after === 6) && lines[pc] === lines[pc + 1]);
}
