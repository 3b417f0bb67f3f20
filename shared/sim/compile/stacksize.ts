/**
 * `co_stacksize`: how deep CPython's own instructions fill the stack (compile.c, stackdepth and stack_effect up to 3.11; flowgraph.c,
 * _PyCfg_Stackdepth and calculate_stackdepth from 3.12). Ours are fewer in places; where CPython has more on its stack the compiler has said
 * so (`Compiler.deepen`). The size of frames and generators follows from it.
 */
import { DEPTH, type Handler, type Instr, STORE_FAST_MAYBE_NULL } from './codegen/unit.ts';
import type { Block, FlowGraph } from './flowgraph.ts';
import { OPCODES, Op } from './opcodes.ts';

/** What CPython pushes for a handler: three old and three new values up to 3.10, then the exception, and below it maybe lasti. */
function pushedForHandler(handler: Handler, minor: number): number {
  if (minor <= 10) return 6;
  return handler.keepsLasti ? 2 : 1;
}

function stackEffect(instr: Instr, jumped: boolean, minor: number): number {
  // Up to 3.10 an exception is three values, which the handler's entry has pushed already.
  if (minor <= 10 && instr.op === Op.PUSH_EXC_INFO) return 0;
  if (minor <= 10 && instr.op === Op.POP_EXCEPT) return -3;
  const info = OPCODES[instr.op === STORE_FAST_MAYBE_NULL ? Op.STORE_FAST : instr.op];
  const [pops, pushes] = (jumped && info.jumpEffect) || info.effect(instr.arg);
  return pushes - pops;
}

/** From this depth on a block is not gone through again. */
const DEEP_ENOUGH = 100;

/** Bytes of a frame's stack / 8, by CPython `3.minor`. The graph still has its notes of depth. */
export function stackSize(graph: FlowGraph, minor: number, isGenerator: boolean): number {
  const starts = new Map<Block, number>();
  const stack: Block[] = [];
  let greatest = 0;
  const enter = (block: Block, depth: number) => {
    greatest = Math.max(greatest, depth);
    const start = starts.get(block) ?? -1;
    // A loop that leaves values on the stack, as `continue` in 3.8's `finally`, would never come to its end (stackdepth_push).
    if (start >= depth || start >= DEEP_ENOUGH) return;
    starts.set(block, depth);
    stack.push(block);
  };
  enter(graph.blocks[0], 0);
  // 3.10 and 3.11 begin with the value that is sent first; later on StopIteration is caught around the whole body.
  if (isGenerator && minor >= 10) greatest = minor >= 12 ? 2 : 1;
  for (let block = stack.pop(); block; block = stack.pop()) {
    let depth = starts.get(block) as number;
    const { instrs } = block;
    for (const [i, instr] of instrs.entries()) {
      if (instr.op === DEPTH) {
        depth += instr.arg;
      } else if (instr.setup) {
        const { setup } = instr;
        if (minor <= 10 && setup.restoresExcInfo) continue;
        enter(graph.target(setup.label), depth - setup.drops + pushedForHandler(setup, minor));
      } else if (returnsConst(instr, instrs[i + 1], minor)) {
        break;
      } else {
        if (instr.label) enter(graph.target(instr.label), depth + stackEffect(instr, true, minor));
        depth += stackEffect(instr, false, minor);
      }
      greatest = Math.max(greatest, depth);
    }
    if (block.next) enter(block.next, depth);
  }
  return minor >= 13 ? Math.max(1, greatest) : greatest;
}

/** RETURN_CONST of 3.12 and 3.13 pushes nothing. */
function returnsConst(instr: Instr, next: Instr | undefined, minor: number): boolean {
  return (minor === 12 || minor === 13) && instr.op === Op.LOAD_CONST && next?.op === Op.RETURN_VALUE;
}

/** Takes the notes out, when they have been read. */
export function dropDepthNotes(graph: FlowGraph): void {
  for (const { instrs } of graph.blocks) {
    let kept = 0;
    for (const instr of instrs) if (instr.op !== DEPTH) instrs[kept++] = instr;
    instrs.length = kept;
  }
}
