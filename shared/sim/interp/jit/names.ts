/** Locals, constants, globals, cells, and the order of the stack. */
import { Op } from '../../compile/opcodes.ts';
import type { GlobalCache } from '../caches.ts';
import type { CodeData } from '../code.ts';
import type { Emitter } from './emitter.ts';
import { increase } from './emitter.ts';
import type { Family } from './family.ts';

/** The int that a constant is, as text; null where it is something else. */
function constantInt(code: CodeData, i: number): string | null {
  const { v, type } = code.consts[i];
  return type.name === 'int' && typeof v === 'number' ? (v < 0 ? `(${v})` : `${v}`) : null;
}

function loadFast(e: Emitter, pc: number, i: number): number {
  const known = e.locals.get(i);
  if (known !== undefined) {
    e.push(known.js, { pc, number: known.number });
    return 1;
  }
  const js = e.let(`s[${i}]`);
  e.emit(`if(${js}===null)${e.exit(pc)}`);
  e.locals.set(i, { js, number: null });
  e.push(js, { pc });
  return 1;
}

/** local = top. */
export function storeFast(e: Emitter, pc: number, i: number): void {
  const entry = e.pop();
  e.own();
  const value = e.owning(entry);
  const old = e.let(`s[${i}]`);
  e.emit(`s[${i}]=${value};`);
  e.emit(`if(${old}!==null){`);
  e.decref(old, pc);
  e.emit('}');
  e.forget();
  if (!entry.lasting) e.locals.set(i, { js: value, number: entry.number });
}

/** The check of a global's cache, for an `if`; the cache is in `c`. */
function holds(c: string, atModule: boolean): string {
  const module = atModule ? 'f.locals===f.globals&&' : '';
  return `${c}!==null&&${module}${c}.globals===f.globals.v&&${c}.globals.version===${c}.globalsVersion&&${c}.table.version===${c}.tableVersion`;
}

function loadGlobal(e: Emitter, pc: number, atModule: boolean): number {
  const c = e.let(`caches[${pc}]`);
  e.emit(`if(!(${holds(c, atModule)}))${e.exit(pc)}`);
  const cache = e.code.caches[pc] as GlobalCache | null;
  const likely = cache?.table.vals[cache.index] ?? null;
  e.push(e.let(`${c}.table.vals[${c}.index]`), { likely });
  return 1;
}

/** That the frame's namespace has the name where the cache, in `c`, knows it. */
export function keepsName(c: string): string {
  return `${c}!==null&&${c}.table===f.locals.v&&${c}.version===${c}.table.version&&${c}.index>=0`;
}

function storeName(e: Emitter, pc: number): number {
  e.top(0);
  const c = e.let(`caches[${pc}]`);
  const x = e.peek(0);
  e.emit(`if(!(${keepsName(c)}&&((${x}.type.flags&1)===0||h.isTracked(f.locals))))${e.exit(pc)}`);
  const entry = e.pop();
  e.own();
  const value = e.owning(entry);
  const old = e.let(`${c}.table.vals[${c}.index]`);
  e.emit(`${c}.table.vals[${c}.index]=${value};`);
  e.decref(old, pc);
  e.forget();
  return 1;
}

function loadDeref(e: Emitter, pc: number, i: number): number {
  const x = e.let(`s[${i}].v`);
  e.emit(`if(${x}===null)${e.exit(pc)}`);
  e.push(x);
  return 1;
}

function storeDeref(e: Emitter, pc: number, i: number): number {
  const entry = e.pop();
  e.own();
  const value = e.owning(entry);
  const cell = e.let(`s[${i}]`);
  const old = e.let(`${cell}.v`);
  e.emit(`${cell}.v=${value};if(${old}!==null){`);
  e.decref(old, pc);
  e.emit('}');
  e.forget();
  return 1;
}

function popTop(e: Emitter, pc: number): number {
  const entry = e.pop();
  if (!entry.owned) return 1;
  e.own();
  e.decref(entry.js, pc);
  e.forget();
  return 1;
}

/** COPY: of an entry whose object lives on by the one that is copied. */
function copy(e: Emitter, depth: number): number {
  const i = e.stack.length - depth;
  const entry = e.stack[i];
  const js = entry.inFrame ? e.let(e.peek(depth - 1)) : entry.js;
  if (!entry.inFrame && !entry.owned) {
    e.push(js, { ...entry, pc: -1 });
    return 1;
  }
  e.emit(increase(js));
  e.pushOwned(js, entry.number);
  return 1;
}

function swap(e: Emitter, depth: number): number {
  const top = e.stack.length - 1;
  const other = e.stack.length - depth;
  e.top(0);
  e.top(depth - 1);
  const { stack } = e;
  [stack[top], stack[other]] = [
    { ...stack[other], pc: -1 },
    { ...stack[top], pc: -1 },
  ];
  return 1;
}

export const names: Family = {
  [Op.NOP]: () => 1,
  [Op.RESUME]: (e, pc) => {
    e.emit(`if(rt.evalBreaker)${e.exit(pc)}`);
    return 1;
  },
  [Op.POP_TOP]: popTop,
  [Op.LOAD_FAST]: loadFast,
  [Op.LOAD_FAST_BORROW]: loadFast,
  [Op.LOAD_FAST_CHECK]: loadFast,
  [Op.STORE_FAST]: (e, pc, i) => {
    storeFast(e, pc, i);
    return 1;
  },
  [Op.LOAD_CONST]: (e, pc, i) => {
    e.push(`consts[${i}]`, { pc, lasting: true, number: constantInt(e.code, i) });
    return 1;
  },
  [Op.LOAD_SMALL_INT]: (e, pc, n) => {
    e.push(`rt.smallInts[${n}-rt.smallIntMin]`, { pc, lasting: true, number: `${n}` });
    return 1;
  },
  [Op.LOAD_GLOBAL]: (e, pc) => loadGlobal(e, pc, false),
  [Op.LOAD_NAME]: (e, pc) => loadGlobal(e, pc, true),
  [Op.STORE_NAME]: storeName,
  [Op.LOAD_DEREF]: loadDeref,
  [Op.STORE_DEREF]: storeDeref,
  [Op.COPY]: (e, _pc, depth) => copy(e, depth),
  [Op.SWAP]: (e, _pc, depth) => swap(e, depth),
};
