/**
 * Code objects that run often are translated into JS (as Python/jit.c makes machine code of hot traces). A translated code object does exactly what
 * its instructions do: the same blocks are taken and given in the same order, the same references counted wherever somebody can count them, the
 * same steps used. What it saves is the dispatch, and counts that would go up and down with nothing in between.
 *
 * It is a function of a frame and the number of a block. It runs until an instruction is not for it, and then answers where the eval loop is to go on
 * in that frame; -1, where another frame has come to the top of the thread; -2, where that frame is to go on with the instruction at its `pc`; or -3, where the
 * generator that the eval loop was called for has yielded what lies at its `sp`. Translated code that calls runs the callee's at once (support.ts: runNested). Frames,
 * the stack on calls, and all bounds are the eval loop's: it can take over before any instruction.
 *
 * Only the host can make a function of a text: without `rt.jit` all is interpreted. The text has nothing of the program but small numbers.
 */
import { OPCODES, Op } from '../../compile/opcodes.ts';
import type { Jit, Runtime } from '../../objects/runtime.ts';
import { blocksOf } from '../borrowing.ts';
import type { CodeData } from '../code.ts';
import type { Frame } from '../frame.ts';
import { attributes } from './attributes.ts';
import { calls } from './calls.ts';
import { containers, generic } from './containers.ts';
import { Emitter, MISSED, MISSED_AGAIN } from './emitter.ts';
import { ENTRY } from './entry.ts';
import type { Family } from './family.ts';
import { loops } from './loops.ts';
import { names } from './names.ts';
import { numbers } from './numbers.ts';
import { support } from './support.ts';

export type Run = (rt: Runtime, f: Frame, block: number) => number;

/** Larger code objects stay as they are. */
const MOST_WORDS = 4000;

const families: Family = { ...names, ...numbers, ...attributes, ...loops, ...calls, ...containers };

/** After these, where the result lies in the frame, control comes back to the next instruction from another frame. */
const ENDS: ReadonlySet<number> = new Set([
  Op.CALL,
  Op.CALL_METHOD,
  Op.CALL_KW,
  Op.CALL_METHOD_KW,
  Op.YIELD_VALUE,
]);

/** What `instruct` does without jumping or calling. */
const PLAIN: ReadonlySet<number> = new Set([
  Op.DELETE_FAST,
  Op.UNARY_NEGATIVE,
  Op.UNARY_POSITIVE,
  Op.UNARY_INVERT,
  Op.DELETE_SUBSCR,
  Op.BUILD_SET,
  Op.BUILD_CONST_KEY_MAP,
  Op.BUILD_STRING,
  Op.BUILD_SLICE,
  Op.SET_ADD,
  Op.LIST_EXTEND,
  Op.FORMAT_VALUE,
  Op.LOAD_SUPER_ATTR,
]);

/** A call or a back edge of a code object: true where it has been translated just now. */
export function heatUp(rt: Runtime, jit: Jit, code: CodeData): boolean {
  if (++code.heat !== jit.heat) return false;
  if (code.words.length > MOST_WORDS) return false;
  translate(rt, jit, code);
  return true;
}

/**
 * Translated code has left the instruction at `pc` to the eval loop. Where that happens often, the code is translated anew: by then the inline cache
 * of an instruction that had not run before tells more, or it is known that it tells nothing.
 */
export function missed(rt: Runtime, jit: Jit, code: CodeData, pc: number): void {
  const misses = code.misses!;
  const n = misses[pc];
  if (n === 255) return;
  misses[pc] = n + 1;
  if (n + 1 === MISSED || n + 1 === MISSED_AGAIN) translate(rt, jit, code);
}

function translate(rt: Runtime, jit: Jit, code: CodeData): void {
  code.misses ??= new Uint8Array(code.words.length);
  // The first time only shows where blocks must begin.
  const seen = write(rt, code, null);
  const { text, blocks } = write(rt, code, seen.left);
  code.run = jit.compile(text, support) as Run;
  const fused = code.plain.slice();
  for (let pc = 0; pc < fused.length; pc++)
    if (blocks[pc] >= 0 && !seen.left.has(pc)) fused[pc] = ENTRY | blocks[pc];
  code.fused = fused;
}

type Written = {
  readonly text: string;
  /** Numbers of the blocks by the pc at which they begin, -1 elsewhere. */
  readonly blocks: Int32Array;
  /** Instructions that end in the eval loop, or in another frame. */
  readonly left: ReadonlySet<number>;
};

/** Writes the function; `left` is null while it is not known. */
function write(rt: Runtime, code: CodeData, left: ReadonlySet<number> | null): Written {
  const { words } = code;
  const { depths } = blocksOf(code);
  const blocks = blocksIn(code, depths, left);
  const e = new Emitter(code, blocks, rt);
  const leaving = new Set<number>();
  // Whether control reaches the next instruction from the one before it.
  let open = false;
  for (let pc = 0; pc < words.length; ) {
    if (blocks[pc] >= 0) {
      if (open) e.flush();
      if (e.lines.length > 0) e.emit('}');
      e.emit(`case ${blocks[pc]}:{`);
      e.begin(depths[pc]);
    } else if (!open) {
      // Only the eval loop comes here.
      pc++;
      continue;
    }
    const op = words[pc] & 255;
    const n = PLAIN.has(op) ? generic(e, pc, 'instruct') : (families[op]?.(e, pc, words[pc] >> 8) ?? 0);
    if (n === 0) {
      leaving.add(pc);
      e.emit(e.exit(pc));
      open = false;
      if (left === null && OPCODES[op].ends !== true && depths[pc + 1] >= 0) {
        open = true;
        e.begin(depths[pc + 1]);
      }
      pc++;
      continue;
    }
    if (ENDS.has(op) && e.stack.at(-1)?.inFrame !== false && n === 1) leaving.add(pc);
    pc += n;
    open = OPCODES[words[pc - 1] & 255].ends !== true;
  }
  e.emit('}');
  return { text: whole(e), blocks, left: leaving };
}

/** What every function may need of the frame and the machine; only what its text names is written. */
const PROLOGUE: readonly [name: string, value: string][] = [
  ['s', 'f.s'],
  ['caches', 'f.code.caches'],
  ['consts', 'f.code.consts'],
  ['intType', 'rt.intType'],
  ['floatType', 'rt.floatType'],
];

/** The function's text around the cases of its switch. */
function whole(e: Emitter): string {
  const body = e.lines.join('\n');
  const needed = PROLOGUE.filter(([name]) => new RegExp(`\\b${name}\\b`).test(body));
  const constants = needed.map(([name, value]) => `const ${name}=${value};`).join('');
  return `'use strict';return function(rt,f,b){${constants}let ${['r', ...e.variables].join(',')};for(;;){switch(b){${body}}throw new Error('no block');}}`;
}

/** See Written.blocks. */
function blocksIn(code: CodeData, depths: Int32Array, left: ReadonlySet<number> | null): Int32Array {
  const { words, source } = code;
  const starts = new Uint8Array(words.length + 2);
  starts[0] = 1;
  const table = source.exceptionTable;
  for (let r = 0; r < table.length; r += 4) starts[table[r + 2]] = 1;
  for (let pc = 0; pc < words.length; pc++) {
    if (depths[pc] < 0) continue;
    const op = words[pc] & 255;
    if (OPCODES[op].arg === 'jump') starts[words[pc] >> 8] = 1;
    // A generator's value comes in from its frame.
    if (op === Op.FOR_ITER) starts[(words[pc + 1] & 255) === Op.STORE_FAST ? pc + 2 : pc + 1] = 1;
    if (left?.has(pc)) starts[pc + 1] = 1;
  }
  const blocks = new Int32Array(words.length).fill(-1);
  let n = 0;
  for (let pc = 0; pc < words.length; pc++) if (starts[pc] === 1 && depths[pc] >= 0) blocks[pc] = n++;
  return blocks;
}
