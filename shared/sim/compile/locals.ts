/** Analyses of local variables: which loads may fail (3.12+), and which may borrow (3.14+). Both from Python/flowgraph.c. */
import { type Instr, SETUP, STORE_FAST_MAYBE_NULL } from './codegen/unit.ts';
import type { Block, FlowGraph } from './flowgraph.ts';
import { OPCODES, Op } from './opcodes.ts';

/** CPython follows 64 locals exactly (add_checks_for_loads_of_uninitialized_variables), others within a block only. */
const EXACT = 64;

/** Turns loads of locals that may be unbound into LOAD_FAST_CHECK. */
export function checkUnboundLoads(graph: FlowGraph, nparams: number, nlocals: number): void {
  if (nlocals > EXACT) checkManyLocals(graph);
  const unsafe = new Map<Block, bigint>();
  const queued = new Set<Block>();
  const stack: Block[] = [];
  const push = (block: Block | null, mask: bigint) => {
    if (!block) return;
    const known = unsafe.get(block) ?? 0n;
    const both = known | mask;
    if (both === known) return;
    unsafe.set(block, both);
    if (!queued.has(block)) {
      queued.add(block);
      stack.push(block);
    }
  };
  const scan = (block: Block) => {
    let mask = unsafe.get(block) ?? 0n;
    for (const instr of block.instrs) {
      if (instr.handler) push(graph.target(instr.handler.label), mask);
      if (instr.label && instr.op !== SETUP) push(graph.target(instr.label), mask);
      if (instr.arg >= EXACT) continue;
      const bit = 1n << BigInt(instr.arg);
      switch (instr.op) {
        case Op.DELETE_FAST:
        case Op.LOAD_FAST_AND_CLEAR:
        case STORE_FAST_MAYBE_NULL:
          mask |= bit;
          break;
        case Op.STORE_FAST:
        case Op.LOAD_FAST_CHECK:
          mask &= ~bit;
          break;
        case Op.LOAD_FAST:
          if (mask & bit) instr.op = Op.LOAD_FAST_CHECK;
          mask &= ~bit;
          break;
      }
    }
    push(block.next, mask);
  };
  let start = 0n;
  for (let i = nparams; i < Math.min(nlocals, EXACT); i++) start |= 1n << BigInt(i);
  push(graph.blocks[0], start);
  for (const block of graph.blocks) scan(block);
  for (let block = stack.pop(); block; block = stack.pop()) {
    queued.delete(block);
    scan(block);
  }
}

function checkManyLocals(graph: FlowGraph): void {
  for (const { instrs } of graph.blocks) {
    const bound = new Set<number>();
    for (const instr of instrs) {
      if (instr.arg < EXACT) continue;
      switch (instr.op) {
        case Op.DELETE_FAST:
        case Op.LOAD_FAST_AND_CLEAR:
        case STORE_FAST_MAYBE_NULL:
          bound.delete(instr.arg);
          break;
        case Op.STORE_FAST:
          bound.add(instr.arg);
          break;
        case Op.LOAD_FAST:
          if (!bound.has(instr.arg)) instr.op = Op.LOAD_FAST_CHECK;
          bound.add(instr.arg);
          break;
      }
    }
  }
}

/** An entry of the abstract stack: the load that made it (-1: something else) and the local it came from (-1: none). */
type Ref = { readonly instr: number; readonly local: number };
const OTHER: Ref = { instr: -1, local: -1 };

/**
 * Turns LOAD_FAST into LOAD_FAST_BORROW where the local outlives the stack entry (optimize_load_fast): the entry is consumed in its own basic block,
 * before the local is stored to or deleted, and not itself stored into a local. Blocks that only an exception leads to keep their loads:
 * CPython follows jumps and falling through alone. Needs the blocks' start depths.
 */
export function borrowLoads(graph: FlowGraph, minor: number): void {
  const seen = new Set<Block>([graph.blocks[0]]);
  const targets = new Set<Block>();
  for (const { instrs } of graph.blocks)
    for (const { op, label } of instrs) if (label && op !== SETUP) targets.add(graph.target(label));
  // A set's iteration comes to what is added on the way.
  for (const block of seen) {
    // CPython has no new block after the beginning of a `try` or `with`.
    const instrs = [...block.instrs];
    let last = block;
    while (last.next !== null && last.instrs.at(-1)?.op === SETUP && !targets.has(last.next)) {
      last = last.next;
      instrs.push(...last.instrs);
    }
    for (const { op, label } of instrs) if (label && op !== SETUP) seen.add(graph.target(label));
    if (last.next) seen.add(last.next);
    borrowInBlock(instrs, block.startDepth, minor);
  }
}

function borrowInBlock(instrs: readonly Instr[], depth: number, minor: number): void {
  const strong = new Uint8Array(instrs.length);
  const stack: Ref[] = [];
  for (let i = 0; i < depth; i++) stack.push(OTHER);
  const pop = () => stack.pop() ?? OTHER;
  const kill = (local: number) => {
    for (const ref of stack) if (ref.local === local && ref.instr >= 0) strong[ref.instr] = 1;
  };
  for (const [i, instr] of instrs.entries()) {
    const { op, arg } = instr;
    switch (op) {
      case SETUP:
      case Op.NOP:
        break;
      case Op.LOAD_FAST:
        stack.push({ instr: i, local: arg });
        break;
      case Op.LOAD_FAST_AND_CLEAR:
        kill(arg);
        stack.push(OTHER);
        break;
      case Op.DELETE_FAST:
        kill(arg);
        break;
      case Op.STORE_FAST:
      case STORE_FAST_MAYBE_NULL: {
        const ref = pop();
        kill(arg);
        if (ref.instr >= 0) strong[ref.instr] = 1;
        break;
      }
      case Op.COPY:
        stack.push(stack[stack.length - arg] ?? OTHER);
        break;
      case Op.SWAP: {
        const top = stack.length - 1;
        const other = stack.length - arg;
        [stack[top], stack[other]] = [stack[other], stack[top]];
        break;
      }
      case Op.LOAD_METHOD:
      case Op.LOAD_SPECIAL: {
        // The object may be pushed back as `self`.
        const self = pop();
        stack.push(OTHER, self);
        break;
      }
      case Op.LOAD_SUPER_ATTR: {
        const self = pop();
        pop();
        pop();
        stack.push(OTHER);
        if (arg & 1) stack.push(self);
        break;
      }
      case Op.PUSH_EXC_INFO: {
        const top = pop();
        stack.push(OTHER, top);
        break;
      }
      case Op.GET_ITER:
        // Since 3.15 what is iterated over may stay on the stack (a virtual iterator), as long as the loop.
        if (minor < 15) {
          pop();
          stack.push(OTHER);
        }
        break;
      case Op.GET_LEN:
      case Op.IMPORT_FROM:
      case Op.MATCH_KEYS:
      case Op.MATCH_MAPPING:
      case Op.MATCH_SEQUENCE:
      case Op.WITH_EXCEPT_START:
      case Op.FOR_ITER:
        stack.push(OTHER);
        break;
      case Op.LIST_APPEND:
      case Op.LIST_EXTEND:
      case Op.SET_ADD:
      case Op.SET_UPDATE:
      case Op.DICT_MERGE:
      case Op.DICT_UPDATE:
        pop();
        break;
      case Op.MAP_ADD:
        pop();
        pop();
        break;
      case Op.CHECK_EXC_MATCH:
        pop();
        stack.push(OTHER);
        break;
      case Op.JUMP_IF_FALSE_OR_POP:
      case Op.JUMP_IF_TRUE_OR_POP:
        // CPython tests a copy and pops in the next block: the value outlives this one.
        break;
      default: {
        const [pops, pushes] = OPCODES[op].effect(arg);
        for (let n = 0; n < pops; n++) pop();
        for (let n = 0; n < pushes; n++) stack.push(OTHER);
      }
    }
  }
  for (const ref of stack) if (ref.instr >= 0) strong[ref.instr] = 1;
  borrowUnmarked(instrs, strong);
}

/**
 * CPython joins neighbouring loads of one line into superinstructions first: two loads borrow both or neither, and a load joined to the
 * store before it never does (insert_superinstructions; both locals below 16).
 */
function borrowUnmarked(instrs: readonly Instr[], strong: Uint8Array): void {
  for (let i = 0; i < instrs.length; i++) {
    const { op, arg, line } = instrs[i];
    const next = instrs[i + 1];
    const joined =
      next !== undefined && arg < 16 && next.arg < 16 && (next.line < 0 || line < 0 || next.line === line);
    if (op === Op.STORE_FAST && joined && (next.op === Op.LOAD_FAST || next.op === Op.STORE_FAST)) {
      i++;
    } else if (op === Op.LOAD_FAST && joined && next.op === Op.LOAD_FAST) {
      if (!strong[i] && !strong[i + 1]) {
        instrs[i].op = Op.LOAD_FAST_BORROW;
        next.op = Op.LOAD_FAST_BORROW;
      }
      i++;
    } else if (op === Op.LOAD_FAST && !strong[i]) {
      instrs[i].op = Op.LOAD_FAST_BORROW;
    }
  }
}
