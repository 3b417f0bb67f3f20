/** Calls and returns: the frame of a Python function is made here, and the eval loop goes on in it. */
import { Op } from '../../compile/opcodes.ts';
import { K, type PyObject } from '../../objects/header.ts';
import { METH } from '../../objects/slots.ts';
import type { BuiltinData } from '../../objects/types/builtin.ts';
import type { DescrData } from '../../objects/types/descr.ts';
import type { FunctionData } from '../function.ts';
import type { Emitter, Entry } from './emitter.ts';
import { type Family, follows } from './family.ts';

/** A call of a function whose `n` parameters are filled in order; `m` is it. */
function pushFrame(e: Emitter, pc: number, m: Entry, args: readonly Entry[], entries: number): number {
  const n = args.length;
  const fd = e.let(`${m.js}.v`);
  const cd = e.name();
  e.emit(
    `if(!(${m.js}.type===rt.functionType&&(${cd}=${fd}.cd).simple&&${cd}.argcount===${n}))${e.exit(pc)}`,
  );
  // The arguments move; what lies below stays.
  e.stack.length -= entries;
  e.flush();
  const g = e.let(`h.newFrame(rt,${fd}.code,${fd}.globals,${fd}.builtins)`);
  e.emit(`${g}.func=${e.owning(m)};`);
  if (n > 0) {
    const t = e.let(`${g}.s`);
    args.forEach((arg, i) => {
      e.emit(`${t}[${i}]=${e.owning(arg)};`);
    });
  }
  e.emit(`if(${cd}.freeCount>0)h.bindClosure(${fd},${g});`);
  e.emit(`f.sp=${e.sp()};f.pc=${pc + 1};r=h.enterCall(rt,f,${g});if(r!==0)return r;`);
  e.pushInFrame();
  return 1;
}

/** Where there may be no level more, the loop says so. */
function leaveRefusal(e: Emitter, pc: number): void {
  if (e.nativeCallsCount) e.emit(`if(rt.thread.depth>=rt.recursionLimit)${e.exit(pc)}`);
}

/** A native method of no or one argument is called with operands on the stack. */
function callNative(e: Emitter, pc: number, check: string, call: string, entries: number): number {
  e.emit(`if(!(${check}))${e.exit(pc)}`);
  leaveRefusal(e, pc);
  e.flush();
  const at = e.sp(entries);
  e.emit(`f.sp=${e.sp()};f.pc=${pc + 1};`);
  const callee = e.let(`s[${e.sp() - entries}]`);
  const r = e.let(call);
  e.emit(`h.drop(rt,s,${at},${e.sp()});`);
  e.stack.length -= entries;
  e.forget();
  e.emit(
    `if(rt.evalBreaker){f.sp=${e.sp()};s[${e.sp()}]=${r};f.sp++;h.serveAfterNative(rt,f,${callee});s[${e.sp()}]=null;}`,
  );
  e.pushOwned(r);
  return 1;
}

function takesOneOrNone(meth: number, n: number): boolean {
  return (meth === METH.O && n === 1) || (meth === METH.NOARGS && n === 0);
}

function callAny(e: Emitter, pc: number, word: number, entries: number): number {
  e.flush();
  e.emit(`f.sp=${e.sp()};f.pc=${pc + 1};r=h.callAny(rt,f,${word});if(r!==0)return r;`);
  e.stack.length -= entries;
  e.pushInFrame();
  e.forget();
  return 1;
}

function call(e: Emitter, pc: number, n: number): number {
  const word = e.code.words[pc];
  const fn = e.stack[e.stack.length - 1 - n];
  const likely = fn.likely as PyObject | null;
  if (fn.inFrame || likely === null) return callAny(e, pc, word, n + 1);
  const { kind } = likely.type;
  if (kind === K.FUNCTION && !e.keepsArguments) {
    const { cd } = likely.v as FunctionData;
    if (cd.simple && cd.argcount === n) {
      e.take(n);
      return pushFrame(e, pc, fn, e.stack.slice(e.stack.length - n), n + 1);
    }
  }
  if (kind === K.BUILTIN) {
    const { meth } = (likely.v as BuiltinData).def;
    if (takesOneOrNone(meth, n)) {
      const d = e.let(`${fn.js}.v`);
      const check = `${fn.js}.type===rt.builtinType&&${d}.def.meth===${meth}`;
      const at = e.sp() - 1;
      const arg = n === 1 ? `,s[${at}]` : '';
      return callNative(e, pc, check, `${d}.def.fn(rt,${d}.self??rt.None${arg})`, n + 1);
    }
  }
  return callAny(e, pc, word, n + 1);
}

function callMethod(e: Emitter, pc: number, n: number): number {
  const word = e.code.words[pc];
  const depth = e.stack.length - 2 - n;
  const m = e.stack[depth];
  const likely = m.likely as PyObject | null;
  if (m.inFrame || likely === null || e.stack[depth + 1].inFrame) return callAny(e, pc, word, n + 2);
  const { kind } = likely.type;
  if (kind === K.FUNCTION && !e.keepsArguments) {
    const { cd } = likely.v as FunctionData;
    if (cd.simple && cd.argcount === n + 1) {
      e.take(n);
      return pushFrame(e, pc, m, e.stack.slice(depth + 1), n + 2);
    }
  }
  const def = kind === K.DESCR ? (likely.v as DescrData).method : null;
  if (def !== null && takesOneOrNone(def.meth, n)) {
    if (def.name === 'append' && n === 1 && follows(e, pc + 1, Op.POP_TOP) && e.isSettled(3)) {
      const item = e.top(0);
      const self = e.stack[depth + 1];
      e.emit(`if(${self.js}.type!==rt.listType)${e.exit(pc)}`);
      leaveRefusal(e, pc);
      e.stack.length -= 3;
      e.emit(`f.pc=${pc + 1};h.listPush(rt,${self.js},${e.owning(item)});`);
      e.release(m, pc);
      e.release(self, pc);
      if (m.owned || self.owned) e.forget();
      return 2;
    }
    const d = e.let(`${m.js}.v.method`);
    const check = `${m.js}.type.kind===${K.DESCR}&&${d}!==null&&${d}.meth===${def.meth}`;
    const at = e.sp(n + 1);
    const arg = n === 1 ? `,s[${at + 1}]` : '';
    return callNative(e, pc, check, `${d}.fn(rt,s[${at}]${arg})`, n + 2);
  }
  return callAny(e, pc, word, n + 2);
}

function returnValue(e: Emitter, pc: number): number {
  const entry = e.pop();
  const r = e.owning(entry);
  e.flush();
  e.emit(`f.sp=${e.sp()};f.pc=${pc + 1};return h.leaveCall(rt,f,${r});`);
  return 1;
}

function yieldValue(e: Emitter, pc: number): number {
  const entry = e.pop();
  const x = e.owning(entry);
  e.flush();
  e.emit(`f.sp=${e.sp()};f.pc=${pc + 1};return h.yieldIn(rt,f,${x});`);
  e.pushInFrame();
  return 1;
}

export const calls: Family = {
  [Op.CALL]: call,
  [Op.CALL_METHOD]: callMethod,
  [Op.CALL_KW]: (e, pc, n) => callAny(e, pc, e.code.words[pc], n + 2),
  [Op.CALL_METHOD_KW]: (e, pc, n) => callAny(e, pc, e.code.words[pc], n + 3),
  [Op.RETURN_VALUE]: returnValue,
  [Op.YIELD_VALUE]: yieldValue,
};
