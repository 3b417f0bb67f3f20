/**
 * Which locals and stack entries of a code object hold borrowed references, instruction by instruction (3.14+). A load that borrows makes such an
 * entry, so does any load of a local that holds one (PyStackRef_DUP copies the tag), and storing an entry hands it to the local:
 * `b = a` borrows where the parameter `a` does.
 */
import { findHandler } from '../compile/code.ts';
import { OPCODES, Op } from '../compile/opcodes.ts';
import type { CodeData } from './code.ts';

/** Stands for a local where an entry came from a constant, on one of the ways to it at least: the object itself tells (isBorrowed). */
export const CONSTANT = 1_000_000;

/** What is known of a local. MAYBE: it is borrowed if it holds a constant of the code. Where ways meet the higher one holds. */
export const LOCAL = { BORROWED: 0, OWNED: 1, MAYBE: 2 } as const;

/** Before an instruction: for each local which LOCAL it is, for each stack entry the local that it came from, CONSTANT, or -1 (owned). */
export type Borrowed = { readonly locals: Uint8Array; readonly stack: number[] };

export type Blocks = {
  readonly starts: Uint8Array;
  readonly depths: Int32Array;
  /** What blocks begin with, by the parameters that are borrowed; made when asked for. */
  readonly states: Map<string, (Borrowed | undefined)[]>;
};

/** Where basic blocks begin, and how deep the stack is before each instruction (-1: it is never reached). */
export function blocksOf(code: CodeData): Blocks {
  const kept = code.blocks as Blocks | null;
  if (kept !== null) return kept;
  const words = code.words;
  const n = words.length;
  const starts = new Uint8Array(n + 1);
  const depths = new Int32Array(n + 1).fill(-1);
  const work: [number, number][] = [[0, 0]];
  const table = code.source.exceptionTable;
  for (let r = 0; r < table.length; r += 4) work.push([table[r + 2], table[r + 3] + 1]);
  for (const [pc] of work) starts[pc] = 1;
  while (work.length > 0) {
    let [pc, depth] = work.pop()!;
    while (pc < n && depths[pc] < 0) {
      depths[pc] = depth;
      const op = words[pc] & 255;
      const arg = words[pc] >> 8;
      const info = OPCODES[op];
      if (info.arg === 'jump') {
        const [pops, pushes] = info.jumpEffect ?? info.effect(arg);
        work.push([arg, depth - pops + pushes]);
        starts[arg] = 1;
        if (pc + 1 < n) starts[pc + 1] = 1;
      }
      if (info.ends) break;
      const [pops, pushes] = info.effect(arg);
      depth += pushes - pops;
      pc++;
    }
  }
  code.blocks = { starts, depths, states: new Map() };
  return code.blocks as Blocks;
}

/** What is borrowed before the instruction at `pc` where the frame began with `taken` borrowed (`constants`: by LOAD_CONST, too); null where it is never reached. */
export function borrowedAt(
  code: CodeData,
  taken: readonly number[],
  pc: number,
  constants: boolean,
): Borrowed | null {
  const { starts, depths, states } = blocksOf(code);
  if (depths[pc] < 0) return null;
  const key = taken.join();
  let known = states.get(key);
  if (known === undefined) states.set(key, (known = analyse(code, taken, constants)));
  let start = pc;
  while (start > 0 && starts[start] === 0) start--;
  const state = known[start];
  if (state === undefined) return null;
  const now = { locals: state.locals.slice(), stack: state.stack.slice() };
  for (let i = start; i < pc; i++) step(now, code.words[i] & 255, code.words[i] >> 8, constants);
  return now;
}

/** The states that the blocks begin with, by following every way through the code until nothing changes. */
function analyse(code: CodeData, taken: readonly number[], constants: boolean): (Borrowed | undefined)[] {
  const { words, source } = code;
  const { starts } = blocksOf(code);
  const states: (Borrowed | undefined)[] = [];
  const work: number[] = [];
  const reach = (pc: number, from: Borrowed, depth: number, pushes: number) => {
    const state = states[pc];
    if (state === undefined) {
      const stack = from.stack.slice(0, depth);
      for (let i = 0; i < pushes; i++) stack.push(-1);
      states[pc] = { locals: from.locals.slice(), stack };
      work.push(pc);
      return;
    }
    let changed = false;
    for (let i = 0; i < state.locals.length; i++) {
      if (state.locals[i] < from.locals[i]) {
        state.locals[i] = from.locals[i];
        changed = true;
      }
    }
    for (let i = 0; i < state.stack.length; i++) {
      const a = state.stack[i];
      const b = i < depth ? from.stack[i] : -1;
      const met = a === b ? a : a === CONSTANT || b === CONSTANT ? CONSTANT : -1;
      if (a === met) continue;
      state.stack[i] = met;
      changed = true;
    }
    if (changed) work.push(pc);
  };
  const locals = new Uint8Array(code.slots).fill(LOCAL.OWNED);
  for (const slot of taken) locals[slot] = LOCAL.BORROWED;
  reach(0, { locals, stack: [] }, 0, 0);
  for (let start = work.pop(); start !== undefined; start = work.pop()) {
    const now = { locals: states[start]!.locals.slice(), stack: states[start]!.stack.slice() };
    for (let pc = start; pc < words.length; ) {
      const row = findHandler(source, pc);
      if (row >= 0) reach(source.exceptionTable[row + 2], now, source.exceptionTable[row + 3], 1);
      const op = words[pc] & 255;
      const arg = words[pc] >> 8;
      const info = OPCODES[op];
      if (info.arg === 'jump') {
        const [pops, pushes] = info.jumpEffect ?? info.effect(arg);
        const keeps = op === Op.JUMP_IF_FALSE_OR_POP || op === Op.JUMP_IF_TRUE_OR_POP;
        if (keeps) reach(arg, now, now.stack.length, 0);
        else reach(arg, now, now.stack.length - pops, pushes);
      }
      if (info.ends) break;
      step(now, op, arg, constants);
      pc++;
      if (starts[pc] === 1) {
        reach(pc, now, now.stack.length, 0);
        break;
      }
    }
  }
  return states;
}

/** The entry that a load of a local makes which does not borrow itself (PyStackRef_DUP). */
function loaded(locals: Uint8Array, slot: number): number {
  if (locals[slot] === LOCAL.BORROWED) return slot;
  return locals[slot] === LOCAL.MAYBE ? CONSTANT : -1;
}

/** What a local is that an entry is stored in. */
function stored(entry: number): number {
  if (entry === CONSTANT) return LOCAL.MAYBE;
  return entry >= 0 ? LOCAL.BORROWED : LOCAL.OWNED;
}

/** One instruction, where control goes on to the next. */
function step({ locals, stack }: Borrowed, op: number, arg: number, constants: boolean): void {
  switch (op) {
    case Op.LOAD_CONST:
      stack.push(constants ? CONSTANT : -1);
      break;
    case Op.LOAD_FAST:
    case Op.LOAD_FAST_CHECK:
      stack.push(loaded(locals, arg));
      break;
    case Op.LOAD_FAST_BORROW:
      stack.push(arg);
      break;
    case Op.LOAD_FAST_AND_CLEAR:
      stack.push(loaded(locals, arg));
      locals[arg] = LOCAL.OWNED;
      break;
    case Op.STORE_FAST:
      locals[arg] = stored(stack.pop() ?? -1);
      break;
    case Op.DELETE_FAST:
    case Op.MAKE_CELL:
      locals[arg] = LOCAL.OWNED;
      break;
    case Op.COPY:
      stack.push(stack[stack.length - arg] ?? -1);
      break;
    case Op.SWAP: {
      const a = stack.length - arg;
      const b = stack.length - 1;
      [stack[a], stack[b]] = [stack[b], stack[a]];
      break;
    }
    case Op.LOAD_METHOD:
    case Op.LOAD_SPECIAL:
      // The object is pushed back as `self`.
      stack.push(-1, stack.pop() ?? -1);
      break;
    case Op.GET_LEN:
    case Op.MATCH_MAPPING:
    case Op.MATCH_SEQUENCE:
    case Op.MATCH_KEYS:
    case Op.WITH_EXCEPT_START:
      // What they look at stays.
      stack.push(-1);
      break;
    default: {
      const [pops, pushes] = OPCODES[op].effect(arg);
      stack.length = Math.max(0, stack.length - pops);
      for (let i = 0; i < pushes; i++) stack.push(-1);
    }
  }
}
