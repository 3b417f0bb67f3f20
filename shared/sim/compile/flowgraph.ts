/**
 * From emitted instructions to basic blocks, and the analyses on them (Python/flowgraph.c; up to 3.11 in compile.c):
 * what cannot be reached goes, swaps before stores are applied at compile time, and the depth of the stack is known.
 */
import { type Handler, type Instr, Label, STORE_FAST_MAYBE_NULL } from './codegen/unit.ts';
import { OPCODES, Op } from './opcodes.ts';

export class Block {
  readonly index: number;
  readonly instrs: Instr[] = [];
  /** The block that control falls into at the end, or null. */
  next: Block | null = null;
  startDepth = -1;

  constructor(index: number) {
    this.index = index;
  }
}

export class FlowGraph {
  readonly blocks: Block[];
  /** The block a label stands before. */
  readonly targets: Map<Label, Block>;

  constructor(blocks: Block[], targets: Map<Label, Block>) {
    this.blocks = blocks;
    this.targets = targets;
  }

  target(label: Label): Block {
    return this.targets.get(label) as Block;
  }

  /** A new label before `block`. */
  labelOf(block: Block): Label {
    const label = new Label();
    this.targets.set(label, block);
    return label;
  }
}

const UNCONDITIONAL: ReadonlySet<number> = new Set([
  Op.JUMP_FORWARD,
  Op.JUMP_BACKWARD,
  Op.JUMP_BACKWARD_COUNTED,
]);

/** Whether control never goes on after `op`. */
export function endsFlow(op: number): boolean {
  return op < OPCODES.length && OPCODES[op].ends === true;
}

/** Cuts the instructions into blocks and drops the blocks that cannot be reached. */
export function buildFlowGraph(instrs: readonly Instr[]): FlowGraph {
  const leaders = new Uint8Array(instrs.length + 1);
  const labels = new Set<Label>();
  for (const [i, { op, label }] of instrs.entries()) {
    if (label) {
      labels.add(label);
      leaders[label.position] = 1;
      leaders[i + 1] = 1;
    } else if (endsFlow(op)) {
      leaders[i + 1] = 1;
    }
  }
  leaders[0] = 1;
  const blocks: Block[] = [];
  const blockAt: Block[] = [];
  for (const [i, instr] of instrs.entries()) {
    if (leaders[i]) blocks.push(new Block(blocks.length));
    const block = blocks[blocks.length - 1];
    block.instrs.push(instr);
    blockAt[i] = block;
  }
  for (const [i, block] of blocks.entries()) {
    const last = block.instrs[block.instrs.length - 1];
    block.next = endsFlow(last.op) ? null : (blocks[i + 1] ?? null);
  }
  const targets = new Map<Label, Block>();
  for (const label of labels) {
    const block = blockAt[label.position];
    if (block) targets.set(label, block);
  }
  const graph = new FlowGraph(blocks, targets);
  return new FlowGraph(reachable(graph), targets);
}

function reachable(graph: FlowGraph): Block[] {
  const seen = new Set<Block>();
  const stack = [graph.blocks[0]];
  for (let block = stack.pop(); block; block = stack.pop()) {
    if (seen.has(block)) continue;
    seen.add(block);
    for (const { label } of block.instrs) if (label) stack.push(graph.target(label));
    if (block.next) stack.push(block.next);
  }
  return graph.blocks.filter((block) => seen.has(block));
}

// ---- peephole

/** `BUILD_TUPLE n; UNPACK_SEQUENCE n` turns the values round without a tuple (n up to 3). */
export function removeTupleUnpacking(graph: FlowGraph): void {
  for (const { instrs } of graph.blocks) {
    for (let i = 0; i + 1 < instrs.length; i++) {
      const [build, unpack] = [instrs[i], instrs[i + 1]];
      if (build.op !== Op.BUILD_TUPLE || unpack.op !== Op.UNPACK_SEQUENCE || build.arg !== unpack.arg)
        continue;
      if (build.arg === 0 || build.arg > 3) continue;
      build.op = Op.NOP;
      if (build.arg > 1) unpack.op = Op.SWAP;
      else unpack.op = Op.NOP;
    }
  }
}

const isSwappable = (op: number) => op === Op.STORE_FAST || op === STORE_FAST_MAYBE_NULL || op === Op.POP_TOP;

/**
 * A swap before stores into locals is done by changing the order of the stores (3.11+; apply_static_swaps). Programs see
 * it in the order in which old values die.
 */
export function applyStaticSwaps(graph: FlowGraph): void {
  for (const { instrs } of graph.blocks) {
    for (let i = 0; i < instrs.length; i++) {
      if (instrs[i].op !== Op.SWAP) continue;
      i = shortenSwaps(instrs, i);
      applySwapsBefore(instrs, i);
    }
  }
}

/** Writes the fewest swaps that do what a run of swaps does (flowgraph.c, swaptimize); answers the run's last index. */
function shortenSwaps(instrs: Instr[], first: number): number {
  let end = first + 1;
  let depth = instrs[first].arg;
  let swaps = 1;
  for (; end < instrs.length && (instrs[end].op === Op.SWAP || instrs[end].op === Op.NOP); end++) {
    if (instrs[end].op !== Op.SWAP) continue;
    depth = Math.max(depth, instrs[end].arg);
    swaps++;
  }
  if (swaps === 1) return first;
  const stack = Array.from({ length: depth }, (_, i) => i);
  for (const { op, arg } of instrs.slice(first, end)) {
    if (op === Op.SWAP) [stack[0], stack[arg - 1]] = [stack[arg - 1], stack[0]];
  }
  // Each cycle of the permutation is unwound from its end, always through the top of the stack.
  const VISITED = -1;
  let current = end - 1;
  for (let i = 0; i < depth; i++) {
    if (stack[i] === VISITED || stack[i] === i) continue;
    for (let j = i; ; ) {
      if (j > 0) {
        instrs[current].op = Op.SWAP;
        instrs[current--].arg = j + 1;
      }
      if (stack[j] === VISITED) break;
      const next = stack[j];
      stack[j] = VISITED;
      j = next;
    }
  }
  for (; current >= first; current--) instrs[current].op = Op.NOP;
  return end - 1;
}

/** `a, a = x`: the first store is a pop (3.13+). */
export function dropRepeatedStores(graph: FlowGraph): void {
  for (const { instrs } of graph.blocks) {
    for (let i = 0; i + 1 < instrs.length; i++) {
      const [one, two] = [instrs[i], instrs[i + 1]];
      const same = one.op === Op.STORE_FAST && two.op === Op.STORE_FAST && one.arg === two.arg;
      if (same && one.line === two.line) one.op = Op.POP_TOP;
    }
  }
}

function applySwapsBefore(instrs: Instr[], from: number): void {
  for (let i = from; i >= 0; i--) {
    const swap = instrs[i];
    if (swap.op !== Op.SWAP) {
      if (swap.op === Op.NOP || isSwappable(swap.op)) continue;
      return;
    }
    const j = nextSwappable(instrs, i, -1);
    if (j < 0) return;
    let k = j;
    for (let count = swap.arg - 1; count > 0; count--) {
      k = nextSwappable(instrs, k, instrs[j].line);
      if (k < 0) return;
    }
    const storeJ = storesTo(instrs[j]);
    const storeK = storesTo(instrs[k]);
    if (storeJ >= 0 || storeK >= 0) {
      if (storeJ === storeK) return;
      for (let between = j + 1; between < k; between++) {
        const store = storesTo(instrs[between]);
        if (store >= 0 && (store === storeJ || store === storeK)) return;
      }
    }
    swap.op = Op.NOP;
    [instrs[j], instrs[k]] = [instrs[k], instrs[j]];
  }
}

function storesTo(instr: Instr): number {
  return instr.op === Op.STORE_FAST || instr.op === STORE_FAST_MAYBE_NULL ? instr.arg : -1;
}

function nextSwappable(instrs: readonly Instr[], i: number, line: number): number {
  for (let next = i + 1; next < instrs.length; next++) {
    const instr = instrs[next];
    if (line >= 0 && instr.line !== line) return -1;
    if (instr.op === Op.NOP) continue;
    return isSwappable(instr.op) ? next : -1;
  }
  return -1;
}

/** Jumps to jumps go straight on, and what does nothing goes unless it is all there is of a line. */
export function removeUseless(graph: FlowGraph, minor: number): void {
  for (const block of graph.blocks) {
    for (const instr of block.instrs) {
      if (instr.op === Op.JUMP_FORWARD && instr.label) threadJump(graph, instr, minor);
      else if (minor <= 9 && INVERSE.has(instr.op)) threadConditional(graph, instr);
    }
  }
  for (const block of graph.blocks) removeNops(block);
  for (const [i, block] of graph.blocks.entries()) {
    const last = block.instrs[block.instrs.length - 1];
    if (last?.op !== Op.JUMP_FORWARD || !last.label) continue;
    // A jump to where control would come anyway: only empty blocks between.
    const target = graph.target(last.label);
    let next = i + 1;
    while (
      next < graph.blocks.length &&
      graph.blocks[next] !== target &&
      graph.blocks[next].instrs.length === 0
    )
      next++;
    if (graph.blocks[next] !== target) continue;
    const keepsLine = last.line >= 0 && block.instrs[block.instrs.length - 2]?.line !== last.line;
    if (keepsLine) continue;
    block.instrs.pop();
    block.next = target;
  }
}

const INVERSE: ReadonlyMap<number, number> = new Map([
  [Op.POP_JUMP_IF_FALSE, Op.POP_JUMP_IF_TRUE],
  [Op.POP_JUMP_IF_TRUE, Op.POP_JUMP_IF_FALSE],
  [Op.POP_JUMP_IF_NONE, Op.POP_JUMP_IF_NOT_NONE],
  [Op.POP_JUMP_IF_NOT_NONE, Op.POP_JUMP_IF_NONE],
]);

/** A conditional jump back skips, on the inverse condition, a jump back (normalize_jumps_in_block). */
export function normalizeJumps(graph: FlowGraph): void {
  const before = new Set<Block>();
  const blocks: Block[] = [];
  for (const block of graph.blocks) {
    before.add(block);
    blocks.push(block);
    const last = block.instrs[block.instrs.length - 1];
    const inverse = INVERSE.get(last?.op);
    if (inverse === undefined || !last.label || !block.next) continue;
    if (!before.has(graph.target(last.label))) continue;
    const jump = new Block(block.index);
    jump.instrs.push({ ...last, op: Op.JUMP_BACKWARD });
    last.op = inverse;
    last.label = graph.labelOf(block.next);
    block.next = jump;
    blocks.push(jump);
  }
  graph.blocks.splice(0, graph.blocks.length, ...blocks);
}

/** Up to 3.9 a conditional jump to a jump goes straight on, too, but not any further (peephole.c). */
function threadConditional(graph: FlowGraph, instr: Instr): void {
  const first: Instr | undefined = graph.target(instr.label as Label).instrs[0];
  if (first?.label && UNCONDITIONAL.has(first.op)) instr.label = first.label;
}

function threadJump(graph: FlowGraph, instr: Instr, minor: number): void {
  const most = minor <= 9 ? 1 : 20;
  for (let hops = 0; hops < most && instr.label; hops++) {
    let target: Block | null = graph.target(instr.label);
    while (target?.instrs.every((other) => other.op === Op.NOP && other.line < 0) && target.next)
      target = target.next;
    const first: Instr | undefined = target?.instrs[0];
    if (!first?.label || !UNCONDITIONAL.has(first.op) || first === instr) return;
    if (minor >= 10 && first.line >= 0 && first.line !== instr.line) return;
    instr.label = first.label;
    instr.op = first.op;
  }
}

function removeNops(block: Block): void {
  const { instrs } = block;
  for (let i = instrs.length - 1; i >= 0; i--) {
    const instr = instrs[i];
    if (instr.op !== Op.NOP) continue;
    const { line } = instr;
    const following = instrs[i + 1]?.line ?? firstLine(block.next) ?? -2;
    if (line < 0 || instrs[i - 1]?.line === line || following === line) instrs.splice(i, 1);
  }
}

function firstLine(block: Block | null): number | undefined {
  return block?.instrs[0]?.line;
}

/**
 * Instructions of no line take the line of what runs before them, where that is one place only (flowgraph.c,
 * propagate_line_numbers): a `return None` at the end belongs to the last statement.
 */
export function propagateLines(graph: FlowGraph, minor: number, firstlineno: number): void {
  if (minor <= 9) {
    followLayout(graph, firstlineno);
    return;
  }
  // In 3.10 a function that does nothing returns on its first line (guarantee_lineno_for_exits).
  const [begin] = graph.blocks[0].instrs;
  if (minor === 10 && begin.line < 0) begin.line = firstlineno;
  const predecessors = new Map<Block, number>([[graph.blocks[0], 1]]);
  const count = (block: Block) => predecessors.set(block, (predecessors.get(block) ?? 0) + 1);
  for (const block of graph.blocks) {
    if (block.next) count(block.next);
    for (const { label, setup } of block.instrs) {
      // A handler counts twice: it has no line to take.
      if (label) count(graph.target(label));
      if (label && setup) count(graph.target(label));
    }
  }
  for (const block of graph.blocks) {
    let before: Instr | null = null;
    for (const instr of block.instrs) {
      if (instr.line < 0 && before) takePlace(instr, before);
      if (instr.line >= 0) before = instr;
    }
    const follow = (next: Block) => {
      const first = next.instrs.find((instr) => !instr.setup);
      if (before && first && first.line < 0 && predecessors.get(next) === 1) takePlace(first, before);
    };
    if (block.next) follow(block.next);
    const last = block.instrs[block.instrs.length - 1];
    if (last?.label && !last.setup) follow(graph.target(last.label));
  }
}

/** Up to 3.9 what has no line is on that of the code that stands before it (co_lnotab). */
function followLayout(graph: FlowGraph, firstlineno: number): void {
  let line = firstlineno;
  for (const { instrs } of graph.blocks)
    for (const instr of instrs) {
      if (instr.line >= 0) line = instr.line;
      else instr.line = instr.line === -1 ? line : -1;
    }
}

function takePlace(instr: Instr, from: Instr): void {
  instr.line = from.line;
  instr.start = from.start;
  instr.end = from.end;
}

// ---- stack depth

/** Finds the depth of the stack at the start of each block and at each SETUP; answers the greatest depth. */
export function measureStack(graph: FlowGraph): number {
  let greatest = 0;
  const stack: Block[] = [];
  const enter = (block: Block, depth: number) => {
    greatest = Math.max(greatest, depth);
    if (block.startDepth < 0) {
      block.startDepth = depth;
      stack.push(block);
    } else if (block.startDepth !== depth) {
      throw new Error(`stack depths differ: ${block.startDepth} and ${depth}`);
    }
  };
  enter(graph.blocks[0], 0);
  for (let block = stack.pop(); block; block = stack.pop()) {
    let depth = block.startDepth;
    for (const instr of block.instrs) {
      if (instr.setup) {
        enterHandler(graph, instr.setup, depth, enter);
        continue;
      }
      const info = OPCODES[instr.op === STORE_FAST_MAYBE_NULL ? Op.STORE_FAST : instr.op];
      const [pops, pushes] = info.effect(instr.arg);
      if (instr.label) {
        const [jumpPops, jumpPushes] = info.jumpEffect ?? [pops, pushes];
        enter(graph.target(instr.label), depth - jumpPops + jumpPushes);
      }
      if (depth < pops) throw new Error(`${info.name} pops from an empty stack`);
      depth += pushes - pops;
      greatest = Math.max(greatest, depth);
    }
    if (block.next) enter(block.next, depth);
  }
  return greatest;
}

function enterHandler(
  graph: FlowGraph,
  handler: Handler,
  depth: number,
  enter: (block: Block, depth: number) => void,
): void {
  handler.depth = depth - handler.drops;
  enter(graph.target(handler.label), handler.depth + 1);
}
