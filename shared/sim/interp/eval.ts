/**
 * The eval loop (Python/ceval.c, Python/bytecodes.c): one loop runs a frame and, without recursion in JS, the frames of
 * the Python functions it calls. Native code that calls Python enters a further loop.
 *
 * Discipline: operands stay on the frame's stack while an instruction may fail, so that the handler's unwinding releases
 * them; entries at `sp` and above are null. `frame.pc` is always the instruction after the running one.
 */
import { CO, EXCEPTION_ROW, findHandler } from '../compile/code.ts';
import { setAttr } from '../objects/abstract/attributes.ts';
import { objectIsTrue, richCompare } from '../objects/abstract/comparison.ts';
import { contains, deleteItem, getItem, objectLength, setItem } from '../objects/abstract/container.ts';
import { getIter, isSequence } from '../objects/abstract/iteration.ts';
import { lookupOnType } from '../objects/abstract/lookup.ts';
import {
  isPyError,
  PY_ERROR,
  raise,
  restoreRaised,
  takeRaised,
  typeError,
  valueError,
} from '../objects/errors.ts';
import { IMMORTAL, K, type PyContainer, type PyObject, type PyType, TF, Values } from '../objects/header.ts';
import { tooDeep } from '../objects/recursion.ts';
import { decref, incref } from '../objects/refs.ts';
import { BLOCKED, callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, METH, type Native0, type Native1, type NativeN } from '../objects/slots.ts';
import type { BuiltinData } from '../objects/types/builtin.ts';
import { callNative } from '../objects/types/builtin.ts';
import { stealCell } from '../objects/types/cell.ts';
import type { DescrData } from '../objects/types/descr.ts';
import {
  type DictData,
  dictDelete,
  dictGet,
  dictGetJs,
  dictGetStr,
  dictSet,
  dictSetJs,
  dictTake,
  newDict,
  newDictPresized,
} from '../objects/types/dict.ts';
import { reraiseStar } from '../objects/types/exception-group.ts';
import { floatNew } from '../objects/types/float.ts';
import { newInstance, newSlotValues } from '../objects/types/instance.ts';
import { intFromNumber } from '../objects/types/int.ts';
import type { SeqState } from '../objects/types/iterators.ts';
import { listPush, stealList } from '../objects/types/list.ts';
import { listExtend } from '../objects/types/list-type.ts';
import type { MethodData } from '../objects/types/method.ts';
import type { RangeIterState } from '../objects/types/range.ts';
import { newSet, setAdd, setUpdate } from '../objects/types/set.ts';
import { stealSlice } from '../objects/types/slice.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import { bindArguments, bindClosure } from './bind.ts';
import {
  ATTR,
  type AttrCache,
  type GlobalCache,
  loadAttrSlow,
  loadGlobal,
  loadName,
  type MethodCache,
  mappingGet,
  methodCache,
  storeAttrSlow,
  storeName,
} from './caches.ts';
import type { CodeData } from './code.ts';
import { showValue } from './displayhook.ts';
import { addTraceback, endFrame, type Frame, leaveFrame, newFrame } from './frame.ts';
import type { FunctionData } from './function.ts';
import { newFunction } from './function.ts';
import { newGenerator, sendTo } from './generator.ts';
import { importFrom, importName, importStar } from './import.ts';
import {
  boundSpecial,
  loadMethod,
  loadSuperAttr,
  lookupSpecial,
  noContextManager,
} from './ops/attributes.ts';
import { binary } from './ops/binary.ts';
import { checkGroupMatch, doRaise, exceptionMatches, reraiseHandled } from './ops/exceptions.ts';
import { matchClass, matchKeys } from './ops/match.ts';
import { nameError, unboundDeref, unboundLocal } from './ops/names.ts';
import { argumentTuple, callEx, mergeKeywords, spread, updateDisplay } from './ops/spread.ts';
import { appendInPlace, buildString, concatStr, formatValue } from './ops/text.ts';
import { unpackIterable, unpackSequence } from './ops/unpack.ts';
import { runThreads, stepsEnded, switchNow } from './threads.ts';
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

/** Runs a new frame to its end from native code. */
export function runFrame(rt: Runtime, f: Frame): PyObject {
  const thread = rt.thread;
  if (thread.loops >= rt.limits.nativeLoops) {
    endFrame(rt, f);
    throw tooDeep(rt);
  }
  charge(rt, 8);
  enterFrame(rt, f);
  f.entry = true;
  return thread.loops === 0 ? runThreads(rt, thread) : loop(rt, f, false);
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

/** Serves what is due; true where the loop is to hand over to another thread. */
function serveBreaker(rt: Runtime): boolean {
  rt.evalBreaker = false;
  if (rt.gc.scheduled) {
    rt.gc.scheduled = false;
    if (rt.gc.enabled) rt.hooks.collectGenerations(rt);
  }
  return rt.switchDue && switchNow(rt);
}

/**
 * Runs `frame` (already on top of the thread) until the frame marked `entry` ends, and returns its result; null with
 * rt.loopResult PAUSED when a tracer asked to stop. `throwing`: begin by raising rt.thread.raised in it.
 */
export function loop(rt: Runtime, frame: Frame, throwing: boolean): PyObject {
  const thread = rt.thread;
  thread.loops++;
  const None = rt.None;
  const True = rt.True;
  const False = rt.False;
  const intType = rt.intType;
  const floatType = rt.floatType;
  const strType = rt.strType;
  const listType = rt.listType;
  const functionType = rt.functionType;
  const keepsArguments = rt.ruleset.refcounts.callerKeepsArguments;
  const keepsSpread = rt.ruleset.refcounts.callerKeepsSpread;
  const { exitStaysBound } = rt.ruleset.refcounts;
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
        if (word < 0) {
          // Somebody looks (watch.ts).
          const { watch } = rt;
          if (word < MARKED && watch !== null && watch.instruction !== watch.stopAt && rt.tracer === null) {
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
          case 1: // RESUME
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
                  storeInt(rt, s, words[pc - 1] >> 8, n);
                } else {
                  f.pc = pc += 2;
                  s[sp++] = intFromNumber(rt, n);
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
                  storeInt(rt, s, words[pc - 1] >> 8, n);
                } else {
                  f.pc = pc += 2;
                  s[sp++] = intFromNumber(rt, n);
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
              if (d instanceof Values && d.keys === c.keys && c.index < d.items.length) {
                const old = d.items[c.index];
                if (old !== null) {
                  d.items[c.index] = s[--sp];
                  s[sp] = null;
                  const n = old.refcnt;
                  pc++;
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
            }
            s[sp++] = loadFast(rt, f, word >> 8);
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
              if (a.refcnt === 1 && reuseInt(rt, a, null, n)) continue;
              s[sp - 1] = intFromNumber(rt, n);
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
          case 9: {
            // DELETE_FAST
            const x = s[word >> 8];
            if (x === null) throw unboundLocal(rt, f, word >> 8);
            s[word >> 8] = null;
            decref(rt, x);
            continue;
          }
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
          case 15: {
            // DELETE_GLOBAL
            const name = code.names[word >> 8];
            if (!dictDelete(rt, f.globals, name)) throw nameError(rt, name.v);
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
            if (locals.type === rt.dictType) storeName(rt, locals, code.names[word >> 8], x, caches, pc - 1);
            else setItem(rt, locals, code.names[word >> 8], x);
            decref(rt, take(s, --sp));
            continue;
          }
          case 18: {
            // DELETE_NAME
            const name = code.names[word >> 8];
            if (f.locals!.type === rt.dictType) {
              if (!dictDelete(rt, f.locals!, name)) throw nameError(rt, name.v);
            } else deleteItem(rt, f.locals!, name);
            continue;
          }
          case 19: // LOAD_LOCALS
            s[sp++] = incref(f.locals!);
            continue;
          case 20: {
            // LOAD_FROM_DICT_OR_GLOBALS
            const name = code.names[word >> 8];
            const x = mappingGet(rt, s[sp - 1]!, name) ?? loadGlobal(rt, f, name, caches, pc - 1);
            decref(rt, s[sp - 1]!);
            s[sp - 1] = x;
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
          case 25: {
            // DELETE_DEREF
            const cell = s[word >> 8]!;
            const old = cell.v as PyObject | null;
            if (old === null) throw unboundDeref(rt, f, word >> 8);
            cell.v = null;
            decref(rt, old);
            continue;
          }
          case 26: {
            // LOAD_CLASSDEREF
            const name = code.localNames[word >> 8];
            let x = mappingGet(rt, f.locals!, name);
            if (x === null) {
              const y = s[word >> 8]!.v as PyObject | null;
              if (y === null) throw unboundDeref(rt, f, word >> 8);
              x = incref(y);
            }
            s[sp++] = x;
            continue;
          }
          case 27: {
            // LOAD_FROM_DICT_OR_DEREF
            let x = mappingGet(rt, s[sp - 1]!, code.localNames[word >> 8]);
            if (x === null) {
              const y = s[word >> 8]!.v as PyObject | null;
              if (y === null) throw unboundDeref(rt, f, word >> 8);
              x = incref(y);
            }
            decref(rt, s[sp - 1]!);
            s[sp - 1] = x;
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
          case 30: {
            // LOAD_SUPER_ATTR
            const arg = word >> 8;
            const method = (arg & 1) !== 0;
            const sup = s[sp - 3]!;
            let attr: PyObject;
            let self: PyObject | null = null;
            if (sup === rt.types['super']) {
              const r = loadSuperAttr(rt, s[sp - 2]!, s[sp - 1]!, code.names[arg >> 2], method);
              attr = r.attr;
              self = r.self;
            } else {
              const o = callObject(rt, sup, (arg & 2) !== 0 ? [s[sp - 2]!, s[sp - 1]!] : []);
              try {
                attr = loadAttrSlow(rt, o, code.names[arg >> 2], caches, pc - 1);
              } finally {
                decref(rt, o);
              }
            }
            decref(rt, take(s, --sp));
            decref(rt, take(s, --sp));
            decref(rt, take(s, --sp));
            s[sp++] = attr;
            if (method) s[sp++] = self;
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
                if (d instanceof Values && d.keys === c.keys && c.index < d.items.length) {
                  const old = d.items[c.index];
                  if (old !== null) {
                    d.items[c.index] = x;
                    s[--sp] = null;
                    s[--sp] = null;
                    decref(rt, old);
                    decref(rt, o);
                    continue;
                  }
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
          case 32: {
            // DELETE_ATTR
            setAttr(rt, s[sp - 1]!, code.names[word >> 8], null);
            decref(rt, take(s, --sp));
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
          case 34: {
            // STORE_SUBSCR
            const key = s[sp - 1]!;
            const o = s[sp - 2]!;
            const x = s[sp - 3]!;
            f.sp = sp;
            if (
              o.type === listType &&
              key.type === intType &&
              typeof key.v === 'number' &&
              key.v >= 0 &&
              key.v < o.v.length
            ) {
              const old = o.v[key.v] as PyObject;
              o.v[key.v] = incref(x);
              decref(rt, old);
            } else if (o.type === rt.dictType) dictSet(rt, o, key, x);
            else setItem(rt, o, key, x);
            s[--sp] = null;
            s[--sp] = null;
            s[--sp] = null;
            decref(rt, x);
            decref(rt, o);
            decref(rt, key);
            continue;
          }
          case 35: {
            // DELETE_SUBSCR
            deleteItem(rt, s[sp - 2]!, s[sp - 1]!);
            const key = take(s, --sp);
            const o = take(s, --sp);
            decref(rt, o);
            decref(rt, key);
            continue;
          }
          case 36: {
            // UNARY_NEGATIVE
            const x = s[sp - 1]!;
            const g = x.type.slots.negative;
            if (g === null) throw typeError(rt, `bad operand type for unary -: '${x.type.name}'`);
            s[sp - 1] = g(rt, x);
            decref(rt, x);
            continue;
          }
          case 37: {
            // UNARY_POSITIVE
            const x = s[sp - 1]!;
            const g = x.type.slots.positive;
            if (g === null) throw typeError(rt, `bad operand type for unary +: '${x.type.name}'`);
            s[sp - 1] = g(rt, x);
            decref(rt, x);
            continue;
          }
          case 38: {
            // UNARY_INVERT
            const x = s[sp - 1]!;
            const g = x.type.slots.invert;
            if (g === null) throw typeError(rt, `bad operand type for unary ~: '${x.type.name}'`);
            s[sp - 1] = g(rt, x);
            decref(rt, x);
            continue;
          }
          case 39: {
            // UNARY_NOT
            const x = s[sp - 1]!;
            const truth = x === True || (x !== False && objectIsTrue(rt, x));
            s[sp - 1] = incref(truth ? False : True);
            decref(rt, x);
            continue;
          }
          case 171: // BINARY_STORE
          case 40: {
            if ((word & 255) === 171) {
              const a = s[sp - 2]!;
              const b = s[sp - 1]!;
              const n = arithmetic(intType, a, b, word >> 8);
              if (n <= 9007199254740991 && n >= -9007199254740991) {
                const r = intFromNumber(rt, n);
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
                if (a.refcnt === 1 && b !== a && reuseInt(rt, a, b, n)) {
                  // `a` was the stack's alone and is the result now.
                  s[--sp] = null;
                  continue;
                }
                r = intFromNumber(rt, n);
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
                if (b.v !== '' && appendAfterRelease(rt, a, b)) {
                  s[next >> 8] = null;
                  a.refcnt = 1;
                  s[--sp] = null;
                  decref(rt, b);
                  continue;
                }
              } else if (a.refcnt === 1 && b.v !== '' && appendInPlace(rt, a, b)) {
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
                appendAfterRelease(rt, a, b)
              ) {
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
          case 43: {
            // CONTAINS_OP
            f.sp = sp;
            const found = contains(rt, s[sp - 1]!, s[sp - 2]!);
            const b = take(s, --sp);
            const a = s[sp - 1]!;
            s[sp - 1] = incref(found === (word >> 8 === 0) ? True : False);
            if (lastFirst) decref(rt, b);
            decref(rt, a);
            if (!lastFirst) decref(rt, b);
            continue;
          }
          case 44: // JUMP_FORWARD
            pc = word >> 8;
            continue;
          case 45: {
            // JUMP_BACKWARD
            const target = word >> 8;
            if ((rt.stepsLeft -= pc - target) < 0) {
              stepsEnded(rt);
              words = rt.traced ? watchedWords(rt, code) : code.fused;
            }
            pc = target;
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
          case 52: {
            // GET_ITER
            const o = s[sp - 1]!;
            f.sp = sp;
            s[sp - 1] = getIter(rt, o);
            decref(rt, o);
            continue;
          }
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
                  storeInt(rt, s, words[pc - 1] >> 8, next);
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
            } else {
              f.sp = sp;
              const { iternext } = type.slots;
              // Its __next__ was deleted while it was gone through.
              if (iternext === null) throw typeError(rt, `'${type.name}' object is not iterable`);
              x = iternext(rt, it);
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
              const fd = fn.v as FunctionData;
              const cd = fd.cd;
              if (cd.simple && n === cd.argcount && !keepsArguments) {
                const g = newFrame(rt, fd.code, fd.globals, fd.builtins);
                g.func = fn;
                const t = g.s;
                for (let i = 0; i < n; i++) {
                  t[i] = s[at + 1 + i];
                  s[at + 1 + i] = null;
                }
                s[at] = null;
                sp = at;
                if (cd.freeCount > 0) bindClosure(fd, g);
                callee = g;
                break;
              }
              callee = pushCall(rt, f, fn, s, at + 1, n, null, at, sp);
              sp = f.sp;
              if (callee === null) continue;
              break;
            }
            if (fn.type === rt.builtinType) {
              const d = fn.v as BuiltinData;
              const def = d.def;
              let r: PyObject;
              if (def.meth === METH.O && n === 1) r = (def.fn as Native1)(rt, d.self ?? None, s[sp - 1]!);
              else if (def.meth === METH.NOARGS && n === 0) r = (def.fn as Native0)(rt, d.self ?? None);
              else r = callObject(rt, fn, s.slice(at + 1, sp) as PyObject[]);
              drop(rt, s, at, sp);
              sp = at;
              s[sp++] = r;
              if (rt.evalBreaker) {
                f.sp = sp;
                serveBreaker(rt);
              }
              continue;
            }
            if (
              fn.type === rt.methodType &&
              !keepsArguments &&
              (fn.v as MethodData).func.type === functionType
            ) {
              // From 3.11 on a bound method is taken apart: its function is called with one argument more.
              const { func, self } = fn.v as MethodData;
              if (exitStaysBound && n === 3 && isExit(rt, func, s, at)) {
                const fd = func.v as FunctionData;
                if ((fd.cd.flags & CO.GENERATOR) === 0) {
                  callee = makeFrame(rt, func, fd, [self, None, None, None], null);
                  callee.kept = sp - at;
                  break;
                }
              }
              for (let i = sp; i > at + 1; i--) s[i] = s[i - 1];
              s[at + 1] = incref(self);
              s[at] = incref(func);
              f.sp = ++sp;
              decref(rt, fn);
              callee = pushCall(rt, f, func, s, at + 1, n + 1, null, at, sp);
              sp = f.sp;
              if (callee === null) continue;
              break;
            }
            if (fn.type === rt.typeType) {
              const g = startInit(rt, fn as PyType, s, at, n);
              if (g !== null) {
                sp = passToInit(rt, fn as PyType, g, s, at, at + 1, sp, caches, pc - 1);
                f.sp = sp;
                callee = g;
                break;
              }
            }
            const r = callObject(rt, fn, s.slice(at + 1, sp) as PyObject[]);
            drop(rt, s, at, sp);
            sp = at;
            s[sp++] = r;
            if (rt.evalBreaker) {
              f.sp = sp;
              serveBreaker(rt);
            }
            continue;
          }
          case 55: {
            // CALL_KW
            const n = word >> 8;
            const at = sp - n - 2;
            const fn = s[at]!;
            const names = s[sp - 1]!.v as PyObject[];
            f.sp = sp;
            if (fn.type === functionType) {
              callee = pushCall(rt, f, fn, s, at + 1, n, names, at, sp);
              sp = f.sp;
              if (callee === null) continue;
              break;
            }
            if (
              fn.type === rt.methodType &&
              !keepsArguments &&
              (fn.v as MethodData).func.type === functionType
            ) {
              const { func, self } = fn.v as MethodData;
              for (let i = sp; i > at + 1; i--) s[i] = s[i - 1];
              s[at + 1] = incref(self);
              s[at] = incref(func);
              f.sp = ++sp;
              decref(rt, fn);
              callee = pushCall(rt, f, func, s, at + 1, n + 1, names, at, sp);
              sp = f.sp;
              if (callee === null) continue;
              break;
            }
            const r = callObject(rt, fn, s.slice(at + 1, sp - 1) as PyObject[], names);
            drop(rt, s, at, sp);
            sp = at;
            s[sp++] = r;
            if (rt.evalBreaker) {
              f.sp = sp;
              serveBreaker(rt);
            }
            continue;
          }
          case 56: // CALL_METHOD
          case 57: {
            // CALL_METHOD_KW
            const n = word >> 8;
            const withNames = (word & 255) === 57;
            const top = withNames ? sp - 1 : sp;
            const names: PyObject[] | null = withNames ? (s[sp - 1]!.v as PyObject[]) : null;
            const at = top - n - 2;
            const fn = s[at]!;
            const self = s[at + 1];
            f.sp = sp;
            if (self !== null) {
              if (fn.type === functionType) {
                const fd = fn.v as FunctionData;
                const cd = fd.cd;
                if (cd.simple && n + 1 === cd.argcount && names === null && !keepsArguments) {
                  const g = newFrame(rt, fd.code, fd.globals, fd.builtins);
                  g.func = fn;
                  const t = g.s;
                  for (let i = 0; i <= n; i++) {
                    t[i] = s[at + 1 + i];
                    s[at + 1 + i] = null;
                  }
                  s[at] = null;
                  sp = at;
                  if (cd.freeCount > 0) bindClosure(fd, g);
                  callee = g;
                  break;
                }
                callee = pushCall(rt, f, fn, s, at + 1, n + 1, names, at, sp);
                sp = f.sp;
                if (callee === null) continue;
                break;
              }
              let r: PyObject;
              const d = fn.v as DescrData;
              if (fn.type.kind === K.DESCR && d.method !== null) {
                const def = d.method;
                if (def.meth === METH.O && n === 1 && names === null)
                  r = (def.fn as Native1)(rt, self, s[sp - 1]!);
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
              drop(rt, s, at, sp);
              sp = at;
              s[sp++] = r;
              if (rt.evalBreaker) {
                f.sp = sp;
                serveBreaker(rt);
              }
              continue;
            }
            if (fn.type === functionType) {
              callee = pushCall(rt, f, fn, s, at + 2, n, names, at, sp);
              sp = f.sp;
              if (callee === null) continue;
              break;
            }
            if (
              fn.type === rt.methodType &&
              !keepsArguments &&
              (fn.v as MethodData).func.type === functionType
            ) {
              const { func, self: bound } = fn.v as MethodData;
              s[at + 1] = incref(bound);
              s[at] = incref(func);
              decref(rt, fn);
              callee = pushCall(rt, f, func, s, at + 1, n + 1, names, at, sp);
              sp = f.sp;
              if (callee === null) continue;
              break;
            }
            if (fn.type === rt.typeType && names === null) {
              const g = startInit(rt, fn as PyType, s, at + 1, n);
              if (g !== null) {
                sp = passToInit(rt, fn as PyType, g, s, at, at + 2, sp, caches, pc - 1);
                f.sp = sp;
                callee = g;
                break;
              }
            }
            const r = callObject(rt, fn, s.slice(at + 2, top) as PyObject[], names);
            drop(rt, s, at, sp);
            sp = at;
            s[sp++] = r;
            if (rt.evalBreaker) {
              f.sp = sp;
              serveBreaker(rt);
            }
            continue;
          }
          case 58: {
            // CALL_EX
            const kw = (word >> 8) & 1;
            const at = sp - 2 - kw;
            const fn = s[at]!;
            f.sp = sp;
            if (s[at + 1]!.type !== rt.tupleType) {
              const given = s[at + 1]!;
              s[at + 1] = argumentTuple(rt, fn, given);
              decref(rt, given);
            }
            if (fn.type === functionType) {
              const { values, names, release } = spread(
                rt,
                fn,
                s[at + 1]!,
                kw === 1 ? s[at + 2]! : null,
                true,
              );
              let g: Frame;
              try {
                g = makeFrame(rt, fn, fn.v as FunctionData, values, names);
              } catch (error) {
                for (const x of release) decref(rt, x);
                throw error;
              }
              const generator = ((fn.v as FunctionData).cd.flags & CO.GENERATOR) !== 0;
              if (keepsSpread && !generator) {
                sp = keepSpread(rt, s, at, sp, release);
                g.kept = sp - at;
                f.sp = sp;
                callee = g;
                break;
              }
              for (const x of release) decref(rt, x);
              dropInOrder(rt, s, at, sp);
              sp = at;
              if (generator) {
                s[sp++] = newGenerator(
                  rt,
                  g,
                  (g.func!.v as FunctionData).name,
                  (g.func!.v as FunctionData).qualname,
                );
                continue;
              }
              callee = g;
              break;
            }
            const r = callEx(rt, fn, s[at + 1]!, kw === 1 ? s[at + 2]! : null);
            dropInOrder(rt, s, at, sp);
            sp = at;
            s[sp++] = r;
            if (rt.evalBreaker) {
              f.sp = sp;
              serveBreaker(rt);
            }
            continue;
          }
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
            if (pending !== null) {
              f.pending = null;
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
            if (kept > 0) dropKept(rt, s, sp - kept, sp);
            sp -= kept;
            s[sp++] = r;
            if (rt.evalBreaker) {
              f.sp = sp;
              serveBreaker(rt);
            }
            continue;
          }
          case 60: {
            // BUILD_TUPLE
            const at = sp - (word >> 8);
            const items = takeItems(s, at, sp);
            sp = at;
            s[sp++] = stealTuple(rt, items);
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
          case 62: {
            // BUILD_SET
            const at = sp - (word >> 8);
            const set = newSet(rt);
            s[sp++] = set;
            for (let i = at; i < sp - 1; i++) setAdd(rt, set, s[i]!);
            s[--sp] = null;
            drop(rt, s, at, sp);
            sp = at;
            s[sp++] = set;
            continue;
          }
          case 63: {
            // BUILD_MAP
            const n = word >> 8;
            const at = sp - 2 * n;
            const d = newDictPresized(rt, n, n > 0 && s[at]!.type === strType);
            s[sp++] = d;
            for (let i = at; i < sp - 1; i += 2) dictSet(rt, d, s[i]!, s[i + 1]!);
            s[--sp] = null;
            drop(rt, s, at, sp);
            sp = at;
            s[sp++] = d;
            continue;
          }
          case 64: {
            // BUILD_CONST_KEY_MAP
            const n = word >> 8;
            const keys = s[sp - 1]!.v as PyObject[];
            const at = sp - 1 - n;
            const d = newDictPresized(rt, n, n > 0 && keys[0].type === strType);
            s[sp++] = d;
            for (let i = 0; i < n; i++) dictSet(rt, d, keys[i], s[at + i]!);
            s[--sp] = null;
            drop(rt, s, at, sp);
            sp = at;
            s[sp++] = d;
            continue;
          }
          case 65: {
            // BUILD_STRING
            const at = sp - (word >> 8);
            const r = buildString(rt, s.slice(at, sp) as PyObject[]);
            drop(rt, s, at, sp);
            sp = at;
            s[sp++] = r;
            continue;
          }
          case 66: {
            // BUILD_SLICE
            const step = word >> 8 === 3 ? take(s, --sp) : None;
            if (word >> 8 !== 3) incref(None);
            const stop = take(s, --sp);
            const start = take(s, --sp);
            s[sp++] = stealSlice(rt, start, stop, step);
            continue;
          }
          case 67: {
            // LIST_APPEND
            const x = s[--sp]!;
            s[sp] = null;
            listPush(rt, s[sp - (word >> 8)]!, x);
            continue;
          }
          case 68: {
            // SET_ADD
            setAdd(rt, s[sp - 1 - (word >> 8)]!, s[sp - 1]!);
            decref(rt, take(s, --sp));
            continue;
          }
          case 69: {
            // MAP_ADD
            const d = s[sp - 2 - (word >> 8)]!;
            if (rt.ruleset.dict.holdsBeforeHashing) {
              const x = take(s, --sp);
              const key = take(s, --sp);
              f.sp = sp;
              dictTake(rt, d, key, x);
              continue;
            }
            dictSet(rt, d, s[sp - 2]!, s[sp - 1]!);
            const x = take(s, --sp);
            decref(rt, take(s, --sp));
            decref(rt, x);
            continue;
          }
          case 70: {
            // LIST_EXTEND
            const x = s[sp - 1]!;
            if (x.type.slots.iter === null && !isSequence(x) && rt.ruleset.minor >= 9) {
              throw typeError(rt, `Value after * must be an iterable, not ${x.type.name}`);
            }
            listExtend(rt, s[sp - 1 - (word >> 8)]!, x);
            decref(rt, take(s, --sp));
            continue;
          }
          case 71: {
            // SET_UPDATE
            setUpdate(rt, s[sp - 1 - (word >> 8)]!, s[sp - 1]!);
            decref(rt, take(s, --sp));
            continue;
          }
          case 72: {
            // DICT_UPDATE
            updateDisplay(rt, s[sp - 1 - (word >> 8)]!, s[sp - 1]!);
            decref(rt, take(s, --sp));
            continue;
          }
          case 73: {
            // DICT_MERGE
            const arg = word >> 8;
            mergeKeywords(rt, s[sp - 1 - arg]!, s[sp - 1]!, s[sp - 1 - (arg + 2)]!);
            decref(rt, take(s, --sp));
            continue;
          }
          case 74: {
            // LIST_TO_TUPLE
            const list = s[sp - 1]!;
            const items = (list.v as PyObject[]).slice();
            for (let i = 0; i < items.length; i++) incref(items[i]);
            s[sp - 1] = stealTuple(rt, items);
            decref(rt, list);
            continue;
          }
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
          case 76: {
            // UNPACK_EX
            const before = (word >> 8) & 255;
            const after = word >> 16;
            const seq = s[sp - 1]!;
            f.sp = sp;
            const items = unpackIterable(rt, seq, before, after);
            sp--;
            for (let i = items.length - 1; i >= 0; i--) s[sp++] = items[i];
            decref(rt, seq);
            continue;
          }
          case 77: {
            // FORMAT_VALUE
            const flags = word >> 8;
            const spec = (flags & 4) !== 0 ? s[sp - 1]! : null;
            const at = spec === null ? sp - 1 : sp - 2;
            f.sp = sp;
            const r = formatValue(rt, s[at]!, flags & 3, spec);
            drop(rt, s, at, sp);
            sp = at;
            s[sp++] = r;
            continue;
          }
          case 78: {
            // MAKE_FUNCTION
            const flags = word >> 8;
            const codeObj = take(s, --sp);
            const fn = newFunction(rt, codeObj, f.globals, f.builtins);
            decref(rt, codeObj);
            const fd = fn.v as FunctionData;
            if ((flags & 16) !== 0) fd.annotate = take(s, --sp);
            if ((flags & 8) !== 0) fd.closure = take(s, --sp);
            if ((flags & 4) !== 0) fd.annotations = take(s, --sp);
            if ((flags & 2) !== 0) fd.kwdefaults = take(s, --sp);
            if ((flags & 1) !== 0) fd.defaults = take(s, --sp);
            s[sp++] = fn;
            continue;
          }
          case 79: {
            // LOAD_BUILD_CLASS
            const b = dictGetJs(f.builtins, '__build_class__');
            if (b === null) throw raise(rt, rt.exc['NameError'], '__build_class__ not found');
            s[sp++] = incref(b);
            continue;
          }
          case 80: {
            // SETUP_ANNOTATIONS
            if (dictGetJs(f.locals!, '__annotations__') === null) {
              const d = newDict(rt);
              dictSetJs(rt, f.locals!, '__annotations__', d);
              decref(rt, d);
            }
            continue;
          }
          case 81: {
            // IMPORT_NAME
            f.sp = sp;
            const r = importName(rt, f, code.names[word >> 8], s[sp - 1]!, s[sp - 2]!);
            drop(rt, s, sp - 2, sp);
            sp -= 2;
            s[sp++] = r;
            continue;
          }
          case 82: {
            // IMPORT_FROM
            f.sp = sp;
            s[sp] = importFrom(rt, s[sp - 1]!, code.names[word >> 8]);
            sp++;
            continue;
          }
          case 83: {
            // IMPORT_STAR
            importStar(rt, f, s[sp - 1]!);
            decref(rt, take(s, --sp));
            continue;
          }
          case 84: {
            // PRINT_EXPR
            showValue(rt, s[sp - 1]!);
            decref(rt, take(s, --sp));
            continue;
          }
          case 85: {
            // YIELD_VALUE
            const x = s[--sp]!;
            s[sp] = null;
            f.sp = sp;
            thread.frame = f.back;
            thread.depth--;
            f.back = null;
            rt.loopResult = RESULT.YIELDED;
            thread.loops--;
            return x;
          }
          case 86: {
            // GET_YIELD_FROM_ITER
            const o = s[sp - 1]!;
            if (o.type !== rt.generatorType) {
              f.sp = sp;
              s[sp - 1] = getIter(rt, o);
              decref(rt, o);
            }
            continue;
          }
          case 87: {
            // YIELD_FROM
            const v = s[sp - 1]!;
            const receiver = s[sp - 2]!;
            f.sp = sp;
            const x = sendTo(rt, receiver, v);
            if (rt.sendYielded) {
              s[--sp] = null;
              decref(rt, v);
              f.pc = pc - 1;
              f.sp = sp;
              thread.frame = f.back;
              thread.depth--;
              f.back = null;
              rt.loopResult = RESULT.YIELDED;
              thread.loops--;
              return x;
            }
            s[--sp] = null;
            decref(rt, v);
            s[sp - 1] = x;
            decref(rt, receiver);
            continue;
          }
          case 88: {
            // PUSH_EXC_INFO
            const exc = s[sp - 1]!;
            const item = thread.handled;
            s[sp - 1] = item.value === null ? incref(None) : item.value;
            s[sp++] = exc;
            item.value = incref(exc);
            continue;
          }
          case 89: {
            // POP_EXCEPT
            const prev = take(s, --sp);
            const item = thread.handled;
            const old = item.value;
            if (prev === None) {
              item.value = null;
              decref(rt, prev);
            } else item.value = prev;
            if (old !== null) decref(rt, old);
            continue;
          }
          case 90: {
            // CHECK_EXC_MATCH
            const matches = exceptionMatches(rt, s[sp - 2]!, s[sp - 1]!);
            const type = s[sp - 1]!;
            s[sp - 1] = incref(matches ? True : False);
            decref(rt, type);
            continue;
          }
          case 91: {
            // RERAISE
            const exc = take(s, --sp);
            restoreRaised(rt, exc);
            rt.rethrow = true;
            throw PY_ERROR;
          }
          case 92: {
            // RAISE_VARARGS
            const n = word >> 8;
            if (n === 0) {
              rt.rethrow = true;
              reraiseHandled(rt);
            }
            const cause = n === 2 ? take(s, --sp) : null;
            doRaise(rt, take(s, --sp), cause);
            continue;
          }
          case 93: {
            // BEFORE_WITH
            const mgr = s[sp - 1]!;
            f.sp = sp;
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
            if (method !== null && method.func.type === functionType) {
              // In this loop; the bound method is held as long as the call lasts.
              s[sp++] = enter;
              const g = makeFrame(rt, method.func, method.func.v as FunctionData, [method.self], null);
              if (((method.func.v as FunctionData).cd.flags & CO.GENERATOR) === 0) {
                g.kept = 1;
                callee = g;
                break;
              }
              const fd = method.func.v as FunctionData;
              s[sp - 1] = newGenerator(rt, g, fd.name, fd.qualname);
              decref(rt, enter);
              continue;
            }
            try {
              s[sp] = callObject(rt, enter, []);
            } catch (error) {
              if (error === BLOCKED) {
                s[sp - 1] = incref(mgr);
                decref(rt, exit);
              }
              throw error;
            } finally {
              decref(rt, enter);
            }
            sp++;
            continue;
          }
          case 94: {
            // LOAD_SPECIAL
            const o = s[sp - 1]!;
            const name = word >> 8 === 0 ? '__enter__' : '__exit__';
            const found = lookupSpecial(rt, o, name);
            if (found === null) throw noContextManager(rt, o, name);
            s[sp - 1] = found.f;
            s[sp++] = found.self;
            decref(rt, o);
            continue;
          }
          case 95: {
            // WITH_EXCEPT_START
            const exc = s[sp - 1]!;
            const pair = word >> 8 === 1;
            const tb = (exc.v.traceback as PyObject | null) ?? None;
            f.sp = sp;
            const args = [exc.type, exc, tb];
            if (pair) {
              const self = s[sp - 3];
              s[sp] = callObject(rt, s[sp - 4]!, self === null ? args : [self, ...args]);
            } else s[sp] = callObject(rt, s[sp - 3]!, args);
            sp++;
            continue;
          }
          case 96: // LOAD_ASSERTION_ERROR
            s[sp++] = incref(rt.exc['AssertionError']);
            continue;
          case 97: // GET_LEN
            s[sp] = intFromNumber(rt, objectLength(rt, s[sp - 1]!));
            sp++;
            continue;
          case 98: // MATCH_MAPPING
            s[sp] = incref((s[sp - 1]!.type.flags & TF.MAPPING) !== 0 ? True : False);
            sp++;
            continue;
          case 99: // MATCH_SEQUENCE
            s[sp] = incref((s[sp - 1]!.type.flags & TF.SEQUENCE) !== 0 ? True : False);
            sp++;
            continue;
          case 100: // MATCH_KEYS
            s[sp] = matchKeys(rt, s[sp - 2]!, s[sp - 1]!);
            sp++;
            continue;
          case 101: {
            // MATCH_CLASS
            const r = matchClass(rt, s[sp - 3]!, s[sp - 2]!, s[sp - 1]!, word >> 8);
            drop(rt, s, sp - 3, sp);
            sp -= 3;
            s[sp++] = r;
            continue;
          }
          case 102: {
            // CHECK_EG_MATCH
            f.sp = sp;
            checkGroupMatch(rt, s, sp);
            continue;
          }
          case 103: {
            // PREP_RERAISE_STAR
            const r = reraiseStar(rt, s[sp - 2]!, s[sp - 1]!);
            drop(rt, s, sp - 2, sp);
            s[sp - 2] = r;
            sp--;
            continue;
          }
          case 104: {
            // CALL_EXIT
            const exit = s[sp - 4]!;
            f.sp = sp;
            if (exit.type === rt.methodType) {
              const { func, self } = exit.v as MethodData;
              const fd = func.v as FunctionData;
              if (func.type === functionType && (fd.cd.flags & CO.GENERATOR) === 0) {
                const g = makeFrame(rt, func, fd, [self, ...(s.slice(sp - 3, sp) as PyObject[])], null);
                g.kept = 4;
                callee = g;
                break;
              }
            }
            const r = callObject(rt, exit, s.slice(sp - 3, sp) as PyObject[]);
            drop(rt, s, sp - 4, sp);
            s[sp - 4] = r;
            sp -= 3;
            continue;
          }
          default:
            throw new Error(`unknown instruction ${word & 255}`);
        }
        // A call: go on in the frame that was made.
        f.sp = sp;
        f.pc = pc;
        {
          const g = callee!;
          callee = null;
          if ((rt.stepsLeft -= 8) < 0) stepsEnded(rt);
          if (thread.depth >= rt.recursionLimit) {
            abandon(rt, g);
            throw tooDeep(rt);
          }
          thread.depth++;
          g.back = f;
          g.entry = false;
          thread.frame = g;
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
        if (rt.rethrow) rt.rethrow = false;
        else addTraceback(rt, exc, f);
        rt.watch?.raised(rt, f);
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
          if (code.words[f.pc - 1] !== RERAISE_BEFORE) f.caughtAt = f.pc;
          pc = table[row + 2];
          break;
        }
        if (code.words[f.pc - 1] === RERAISE_BEFORE) f.pc = f.caughtAt;
        // No handler: the frame ends. Its stack is emptied even where a traceback keeps the frame.
        const saved = takeRaised(rt);
        while (sp > f.code.slots) {
          f.sp = --sp;
          const x = s[sp];
          s[sp] = null;
          if (x !== null) decref(rt, x);
        }
        f.sp = sp;
        const back = f.back;
        const entry = f.entry;
        const kept = f.kept;
        thread.frame = back;
        thread.depth--;
        const pending = f.pending;
        f.pending = null;
        const generator = f.generator;
        if (generator !== null) finishGenerator(rt, generator, f);
        else endFrame(rt, f);
        if (pending !== null) decref(rt, pending);
        restoreRaised(rt, saved);
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
        void kept;
      }
      void EXCEPTION_ROW;
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
/** RERAISE with argument 1. */
const RERAISE_BEFORE = 91 | (1 << 8);
const LOAD_FAST_BORROW = 4;
const LOAD_SMALL_INT = 8;

/** +, -, *, // or % of ints that are JS numbers; NaN for whatever is not done here. */
function arithmetic(intType: PyType, a: PyObject, b: PyObject, arg: number): number {
  if (a.type !== intType || b.type !== intType) return Number.NaN;
  const x = a.v;
  const y = b.v;
  if (typeof x !== 'number' || typeof y !== 'number') return Number.NaN;
  return operate(x, y, arg);
}

function arithmeticSmall(intType: PyType, a: PyObject, y: number, arg: number): number {
  const x = a.v;
  return a.type === intType && typeof x === 'number' ? operate(x, y, arg) : Number.NaN;
}

function operate(x: number, y: number, arg: number): number {
  switch (arg >= 13 ? arg - 13 : arg) {
    case 0:
      return x + y;
    case 10:
      return x - y;
    case 5:
      // No minus zero.
      return x * y + 0;
    case 6: {
      if (y <= 0 || (x | 0) !== x || (y | 0) !== y) return Number.NaN;
      const rest = ((x | 0) % (y | 0)) | 0;
      return rest < 0 ? rest + y : rest;
    }
    case 2: {
      if (y <= 0 || (x | 0) !== x || (y | 0) !== y) return Number.NaN;
      const whole = ((x | 0) / (y | 0)) | 0;
      return x < 0 && whole * y !== x ? whole - 1 : whole;
    }
    default:
      return Number.NaN;
  }
}

/** COMPARE_OP of two numbers; `arg` as in slots.ts CMP. */
function compareNumbers(x: number, y: number, arg: number): boolean {
  switch (arg) {
    case 0:
      return x < y;
    case 1:
      return x <= y;
    case 2:
      return x === y;
    case 3:
      return x !== y;
    case 4:
      return x > y;
    default:
      return x >= y;
  }
}

function loadFast(rt: Runtime, f: Frame, i: number): PyObject {
  const x = f.s[i];
  if (x === null) throw unboundLocal(rt, f, i);
  return incref(x);
}

/** The int that LOAD_CONST or LOAD_SMALL_INT at `pc` loads; NaN where it is something else. */
function constantNumber(intType: PyType, code: CodeData, pc: number): number {
  const word = code.words[pc];
  if ((word & 255) === LOAD_SMALL_INT) return word >> 8;
  const x = code.consts[word >> 8];
  return x.type === intType && typeof x.v === 'number' ? x.v : Number.NaN;
}

function loadConstant(rt: Runtime, code: CodeData, pc: number): PyObject {
  const word = code.words[pc];
  if ((word & 255) === LOAD_SMALL_INT) return intFromNumber(rt, word >> 8);
  return incref(code.consts[word >> 8]);
}

/** local = n, an int. */
function storeInt(rt: Runtime, s: (PyObject | null)[], i: number, n: number): void {
  const old = s[i];
  if (old === null) {
    s[i] = intFromNumber(rt, n);
    return;
  }
  if (old.refcnt === 1 && old.type === rt.intType && reuseInt(rt, old, null, n)) return;
  s[i] = intFromNumber(rt, n);
  decref(rt, old);
}

/**
 * An int object that is about to die becomes the int `n`, where both have one digit: the JS object goes on, while the simulated block is
 * a new one, taken before the old one is freed. `b`: an operand to be released, before or after by version.
 */
function reuseInt(rt: Runtime, old: PyObject, b: PyObject | null, n: number): boolean {
  const v = old.v;
  if (
    (n <= rt.smallIntMax && n >= rt.smallIntMin) ||
    n >= 1073741824 ||
    n <= -1073741824 ||
    typeof v !== 'number' ||
    v >= 1073741824 ||
    v <= -1073741824
  ) {
    return false;
  }
  const { mem } = rt;
  const list = rt.free.int;
  if (list.limit === 0 && (b === null || b.refcnt > 1)) {
    old.addr = mem.exchange(old.addr, rt.oneDigitBytes);
    old.v = n;
    if (b !== null) decref(rt, b);
    return true;
  }
  const addr = list.blocks.length === 0 ? mem.alloc(rt.oneDigitBytes) : list.blocks.pop()!;
  if (b !== null && rt.releaseInReverse) decref(rt, b);
  if (list.limit === 0 || !list.give(old.addr)) mem.free(old.addr);
  if (b !== null && !rt.releaseInReverse) decref(rt, b);
  old.addr = addr;
  old.v = n;
  return true;
}

/** Takes the entry at `i` off the stack. */
function take(s: (PyObject | null)[], i: number): PyObject {
  const x = s[i]!;
  s[i] = null;
  return x;
}

/** Takes the entries from `at` up to `top` off the stack. */
function takeItems(s: (PyObject | null)[], at: number, top: number): PyObject[] {
  let items: PyObject[];
  switch (top - at) {
    case 1:
      items = [s[at]!];
      break;
    case 2:
      items = [s[at]!, s[at + 1]!];
      break;
    case 3:
      items = [s[at]!, s[at + 1]!, s[at + 2]!];
      break;
    default:
      items = s.slice(at, top) as PyObject[];
  }
  for (let i = at; i < top; i++) s[i] = null;
  return items;
}

/** Releases the entries from `at` up to `top`. */
function drop(rt: Runtime, s: (PyObject | null)[], at: number, top: number): void {
  if (rt.ruleset.refcounts.callerKeepsArguments) {
    // Up to 3.10 the caller pops its arguments, the last one first, and then what it called.
    for (let i = top - 1; i >= at; i--) {
      const x = s[i];
      s[i] = null;
      if (x !== null) decref(rt, x);
    }
    return;
  }
  dropInOrder(rt, s, at, top);
}

function dropInOrder(rt: Runtime, s: (PyObject | null)[], at: number, top: number): void {
  for (let i = at; i < top; i++) {
    const x = s[i];
    s[i] = null;
    if (x !== null) decref(rt, x);
  }
}

/**
 * Lays out what a call with `*args` keeps so that it is released as CPython does: the unpacked values, the callable, the tuple,
 * the mapping (_PyVectorcall_Call, CALL_FUNCTION_EX). Answers the new stack pointer.
 */
function keepSpread(
  rt: Runtime,
  s: (PyObject | null)[],
  at: number,
  sp: number,
  release: readonly PyObject[],
): number {
  const order = [...release, ...s.slice(at, sp)];
  // dropKept takes the top, and then goes down (<=3.10) or up.
  const layout = rt.ruleset.refcounts.callerKeepsArguments ? order.reverse() : [...order.slice(1), order[0]];
  for (const [i, x] of layout.entries()) s[at + i] = x;
  return at + layout.length;
}

/** Whether this is the call at the normal end of a `with` body. */
function isExit(rt: Runtime, func: PyObject, s: (PyObject | null)[], at: number): boolean {
  const none = rt.None;
  return (
    s[at + 1] === none &&
    s[at + 2] === none &&
    s[at + 3] === none &&
    (func.v as FunctionData).name.v === '__exit__'
  );
}

/** Releases what a call kept: the tuple of arguments on top first. */
function dropKept(rt: Runtime, s: (PyObject | null)[], at: number, top: number): void {
  const last = s[top - 1];
  s[top - 1] = null;
  if (last !== null) decref(rt, last);
  drop(rt, s, at, top - 1);
}

/** A call whose arguments need binding, or whose caller keeps them (<=3.10). Null: a generator was pushed instead. */
function pushCall(
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
function startInit(rt: Runtime, type: PyType, s: (PyObject | null)[], at: number, n: number): Frame | null {
  const slots = type.slots;
  if (slots.new !== rt.objectType.slots.new || (type.flags & (TF.HEAP | TF.ABSTRACT)) !== TF.HEAP)
    return null;
  const init = lookupOnType(type, '__init__');
  if (init === null || init.type !== rt.functionType) return null;
  const fd = init.v as FunctionData;
  if ((fd.cd.flags & CO.GENERATOR) !== 0) return null;
  const self = newInstance(rt, type, newSlotValues(type));
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

/**
 * What the caller keeps while `__init__` runs: the class, the arguments and the tuple made of them; nothing where the instruction
 * has become one that goes into `__init__` at once (3.13+, the second time). Answers the new stack pointer.
 */
function passToInit(
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
    if (caches[pc] === type.version) {
      drop(rt, s, at, sp);
      return at;
    }
    caches[pc] = type.version;
  }
  if (sp > from) {
    s[sp] = newTuple(rt, s.slice(from, sp) as PyObject[]);
    sp++;
  }
  g.kept = sp - at;
  return sp;
}

import { newTuple } from '../objects/types/tuple.ts';
import { finishGenerator } from './generator.ts';

/** Drops a frame that never ran. */
function abandon(rt: Runtime, g: Frame): void {
  const pending = g.pending;
  g.pending = null;
  endFrame(rt, g);
  if (pending !== null) decref(rt, pending);
}

/** appendInPlace for a str that a variable and the stack hold: as if the variable had let go. */
function appendAfterRelease(rt: Runtime, a: PyObject, b: PyObject): boolean {
  return appendInPlace(rt, a, b);
}

export type { MethodData };
export { dictGet, valueError };
