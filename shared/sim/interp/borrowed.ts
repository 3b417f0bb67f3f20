/**
 * Borrowed stack entries (3.14+: LOAD_FAST_BORROW, Python/flowgraph.c: optimize_load_fast). Our stack counts every entry; which of
 * them CPython would not have counted follows from the code: an entry pushed by LOAD_FAST_BORROW, and a parameter of a
 * called function that such an entry was moved into. sys.getrefcount subtracts them.
 */
import { OPCODES } from '../compile/opcodes.ts';
import type { PyObject } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { CodeData } from './code.ts';
import type { Frame } from './frame.ts';

const LOAD_FAST_BORROW = 4;
const COPY = 11;
const SWAP = 12;
const CALL = 54;
const CALL_METHOD = 56;

/** How many references to `o` in frames are borrowed in the modelled interpreter, or not there at all. */
export function borrowedReferences(rt: Runtime, o: PyObject): number {
  if (!rt.framesOnDataStack) return o.type === rt.functionType ? framesOf(rt, o) : 0;
  if (!rt.ruleset.refcounts.borrowedLoads) return 0;
  let n = 0;
  let called: Frame | null = null;
  for (let f = rt.thread.frame as Frame | null; f !== null; f = f.back) {
    // The stack as the running instruction found it: its operands.
    eachBorrowed(f, f.pc - 1, called, (frame, slot) => {
      if (frame.s[slot] === o) n++;
    });
    called = f;
  }
  return n;
}

/** Running frames of a function. */
function framesOf(rt: Runtime, func: PyObject): number {
  let n = 0;
  for (let f = rt.thread.frame as Frame | null; f !== null; f = f.back) if (f.func === func) n++;
  return n;
}

/**
 * All borrowed references of the frames while the machine stands between two instructions: calls `visit` with each frame and the
 * index into its `s` (names and evaluation stack).
 */
export function borrowedSlots(rt: Runtime, visit: (frame: Frame, slot: number) => void): void {
  if (!rt.ruleset.refcounts.borrowedLoads) return;
  let called: Frame | null = null;
  for (let f = rt.thread.frame as Frame | null; f !== null; f = f.back) {
    eachBorrowed(f, called === null ? f.pc : f.pc - 1, called, visit);
    called = f;
  }
}

/** Borrowed entries on the stack of `f` before the instruction at `pc`, and in the parameters of the frame it called. */
function eachBorrowed(
  f: Frame,
  pc: number,
  called: Frame | null,
  visit: (frame: Frame, slot: number) => void,
): void {
  const stack = borrowedStack(f.code, pc);
  if (stack === null) return;
  const base = f.code.slots;
  for (let i = 0; i < stack.length; i++) {
    const local = stack[i];
    if (local < 0) continue;
    const at = base + i;
    if (at < f.sp) visit(f, at);
    else if (called !== null && !called.entry) {
      // Moved into the called frame: its parameter, unless it or the local was rebound.
      const parameter = parameterOf(f, stack.length, i, called);
      if (parameter >= 0 && f.s[local] !== null && called.s[parameter] === f.s[local])
        visit(called, parameter);
    }
  }
}

/** Which parameter slot of the called frame took stack entry `i`, or -1. */
function parameterOf(f: Frame, depth: number, i: number, called: Frame): number {
  const word = f.code.words[f.pc - 1];
  const op = word & 255;
  const n = word >> 8;
  if (op === CALL) {
    const first = depth - n;
    return i >= first ? i - first + (called.pending === null ? 0 : 1) : -1;
  }
  if (op === CALL_METHOD) {
    const self = depth - n - 1;
    const bound = called.s[0] !== null && called.code.argcount === n + 1;
    if (i < self) return -1;
    return bound ? i - self : i - self - 1;
  }
  return -1;
}

/**
 * For the stack before the instruction at `pc`: the local that each entry borrows, or -1. Found by running the basic block up to
 * `pc` abstractly; entries from before the block are owned. Null where the block's depth is unknown.
 */
function borrowedStack(code: CodeData, pc: number): number[] | null {
  const words = code.words;
  const depths = depthsOf(code);
  if (depths[pc] < 0) return null;
  let start = pc;
  while (start > 0 && !isBlockStart(code, start)) start--;
  const stack: number[] = new Array(Math.max(0, depths[start])).fill(-1);
  for (let i = start; i < pc; i++) {
    const op = words[i] & 255;
    const arg = words[i] >> 8;
    if (op === LOAD_FAST_BORROW) stack.push(arg);
    else if (op === COPY) stack.push(-1);
    else if (op === SWAP) {
      const a = stack.length - arg;
      const b = stack.length - 1;
      [stack[a], stack[b]] = [stack[b], stack[a]];
    } else {
      const [pops, pushes] = OPCODES[op].effect(arg);
      const kept = op === 29 || op === 53 || op === 97 ? -1 : -1;
      stack.length = Math.max(0, stack.length - pops);
      for (let k = 0; k < pushes; k++) stack.push(kept);
    }
  }
  return stack;
}

export type Blocks = { starts: Uint8Array; depths: Int32Array };

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
  code.blocks = { starts, depths };
  return code.blocks as Blocks;
}

function isBlockStart(code: CodeData, pc: number): boolean {
  return blocksOf(code).starts[pc] === 1;
}

function depthsOf(code: CodeData): Int32Array {
  return blocksOf(code).depths;
}
