/** Arithmetic and comparison of plain ints and floats. */
import { Op } from '../../compile/opcodes.ts';
import type { Emitter, Entry } from './emitter.ts';
import { type Family, follows } from './family.ts';
import { keepsName } from './names.ts';

const INPLACE = 13;
const COMPARISONS = ['<', '<=', '===', '!==', '>', '>='];

/** A guard that `entry` is a plain int, or null where that is known; and the number's name. */
function intOf(e: Emitter, entry: Entry): { guard: string | null; number: string } {
  if (entry.number !== null) return { guard: null, number: entry.number };
  const object = entry.lasting ? e.let(entry.js) : entry.js;
  const number = e.let(`${object}.v`);
  return { guard: `${object}.type===intType&&typeof ${number}==='number'`, number };
}

function guards(...list: (string | null)[]): string {
  return list.filter((guard) => guard !== null).join('&&') || 'true';
}

/** What `x op y` is in JS; NaN where it is not done here. Null for operators that are left alone. */
function arithmetic(x: string, y: string, op: number): string | null {
  switch (op) {
    case 0:
      return `${x}+${y}`;
    case 10:
      return `${x}-${y}`;
    case 5:
      // No minus zero.
      return `${x}*${y}+0`;
    case 6:
      return `h.modulo(${x},${y})`;
    case 2:
      return `h.floorDivide(${x},${y})`;
    default:
      return null;
  }
}

/** Remembers that the local an entry was read from is an int. */
function learn(e: Emitter, entry: Entry, number: string): void {
  for (const [i, known] of e.locals) if (known.js === entry.js) e.locals.set(i, { js: known.js, number });
}

/** Whether two strs joined before `pc` cannot grow the first one in place (unicode_concatenate looks at what comes next). */
function joinsFreely(e: Emitter, pc: number): boolean {
  const next = e.code.words[pc] & 255;
  return !e.keepsArguments && next !== Op.STORE_FAST && next !== Op.STORE_NAME && next !== Op.STORE_DEREF;
}

function binaryOp(e: Emitter, pc: number, arg: number): number {
  const op = arg >= INPLACE ? arg - INPLACE : arg;
  const real = op === 11;
  if (!real && arithmetic('', '', op) === null) return 0;
  e.take(2);
  const b = e.top(0);
  const a = e.top(1);
  const x = intOf(e, a);
  const y = intOf(e, b);
  const both = guards(x.guard, y.guard);
  const target = !a.owned && !b.owned && e.isSettled(2) ? targetOf(e, pc + 1) : null;
  const floats = op !== 6 && op !== 2;
  const otherwise = op === 0 && joinsFreely(e, pc + 1) ? 'addOther' : 'floatOp';
  const slow = e.exit(pc);
  if (real) {
    e.emit(`f.pc=${pc + 1};`);
    const r = e.let(`h.floatOp(rt,${a.js},${b.js},${op})`);
    e.emit(`if(${r}===null)${slow}`);
    release(e, a, b);
    e.stack.length -= 2;
    e.pushOwned(r);
    return 1;
  }
  const n = e.name();
  if (target?.guard != null) e.emit(`if(!(${target.guard}))${slow}`);
  e.emit(`f.pc=${pc + (target !== null ? 2 : 1)};`);
  e.emit(`${n}=${both}?${arithmetic(x.number, y.number, op)}:NaN;`);
  const whole = `${n}<=9007199254740991&&${n}>=-9007199254740991`;
  if (target !== null) {
    e.stack.length -= 2;
    const o = e.name();
    const { place } = target;
    const after = floats
      ? `${o}=h.floatOp(rt,${a.js},${b.js},${op});if(${o}===null)${slow}h.storeFloat(rt,${place},${o});`
      : slow;
    e.emit(`f.sp=${e.sp()};`);
    e.emit(`if(${whole})h.storeInt(rt,${place},${n},${a.js},${op});else{${after}}`);
    e.forget();
    return 2;
  }
  const r = e.name();
  const result = a.owned
    ? b.owned
      ? `h.replaceInts(rt,${a.js},${b.js},${n},${op})`
      : `h.replaceInt(rt,${a.js},${n},${op})`
    : `h.intOfOperation(rt,${n},${a.js},${op})`;
  e.emit(`if(${whole}){${r}=${result};${!a.owned && b.owned ? `h.decref(rt,${b.js});` : ''}}`);
  if (floats) {
    e.emit(`else{${r}=h.${otherwise}(rt,${a.js},${b.js},${op});if(${r}===null)${slow}`);
    release(e, a, b);
    e.emit('}');
    e.stack.length -= 2;
    e.pushOwned(r);
    return 1;
  }
  e.emit(`else${slow}`);
  learn(e, a, x.number);
  learn(e, b, y.number);
  e.stack.length -= 2;
  e.pushOwned(r, n);
  return 1;
}

/** Where the instruction at `pc` stores a number: an array and an index in it, and what has to hold first. Null where it does something else. */
function targetOf(e: Emitter, pc: number): { place: string; guard: string | null } | null {
  if (follows(e, pc, Op.STORE_FAST)) return { place: `s,${e.code.words[pc] >> 8}`, guard: null };
  if (!follows(e, pc, Op.STORE_NAME)) return null;
  const c = e.let(`caches[${pc}]`);
  return { place: `${c}.table.vals,${c}.index`, guard: keepsName(c) };
}

/** Numbers are released: nothing can run by that. */
function release(e: Emitter, a: Entry, b: Entry): void {
  const order = e.lastFirst ? [b, a] : [a, b];
  for (const entry of order) if (entry.owned) e.decrefPlain(entry.js);
}

function compareOp(e: Emitter, pc: number, arg: number): number {
  e.take(2);
  const b = e.top(0);
  const a = e.top(1);
  if (e.keepsArguments) e.emit(`if(rt.thread.depth>=rt.recursionLimit)${e.exit(pc)}`);
  const x = intOf(e, a);
  const y = intOf(e, b);
  const t = e.name();
  e.emit(`if(${guards(x.guard, y.guard)})${t}=${x.number}${COMPARISONS[arg]}${y.number};`);
  e.emit(
    `else if(${a.js}.type===floatType&&${b.js}.type===floatType)${t}=${a.js}.v${COMPARISONS[arg]}${b.js}.v;`,
  );
  e.emit(`else${e.exit(pc)}`);
  e.emit(`f.pc=${pc + 1};`);
  release(e, a, b);
  e.stack.length -= 2;
  return truth(e, pc, t);
}

/** What is done with the outcome `t` of the comparison at `pc`: the jump that follows, or a bool on the stack. */
function truth(e: Emitter, pc: number, t: string): number {
  for (const [op, not] of [
    [Op.POP_JUMP_IF_FALSE, '!'],
    [Op.POP_JUMP_IF_TRUE, ''],
  ] as const) {
    if (!follows(e, pc + 1, op)) continue;
    e.flush();
    e.emit(`if(${not}${t})${e.jump(e.code.words[pc + 1] >> 8)}`);
    return 2;
  }
  e.push(e.let(`${t}?rt.True:rt.False`), { lasting: true });
  return 1;
}

function isOp(e: Emitter, pc: number, arg: number): number {
  e.take(2);
  const b = e.top(0);
  const a = e.top(1);
  const t = e.let(`${a.js}${arg === 0 ? '===' : '!=='}${b.js}`);
  e.stack.length -= 2;
  e.own();
  const order = e.lastFirst ? [b, a] : [a, b];
  for (const entry of order) e.release(entry, pc);
  if (order.some((entry) => entry.owned)) e.forget();
  return truth(e, pc, t);
}

export const numbers: Family = {
  [Op.BINARY_OP]: binaryOp,
  [Op.COMPARE_OP]: compareOp,
  [Op.IS_OP]: isOp,
};
