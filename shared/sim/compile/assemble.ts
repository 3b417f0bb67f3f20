/** The last step: slots, exception table, line table, words (Python/assemble.c). */

import { type CodeObject, type Constant, SLOT } from './code.ts';
import type { Unit } from './codegen/unit.ts';
import { type Handler, type Instr, SETUP, STORE_FAST_MAYBE_NULL } from './codegen/unit.ts';
import { NONE } from './constants.ts';
import {
  applyStaticSwaps,
  type Block,
  buildFlowGraph,
  dropRepeatedStores,
  type FlowGraph,
  measureStack,
  normalizeJumps,
  propagateLines,
  removeTupleUnpacking,
  removeUseless,
} from './flowgraph.ts';
import { borrowLoads, checkUnboundLoads } from './locals.ts';
import { INPLACE, OPCODES, Op } from './opcodes.ts';
import { dropDepthNotes, stackSize } from './stacksize.ts';

/** The code object of a unit whose instructions are all emitted. */
export function assemble(
  unit: Unit,
  options: { filename: string; minor: number; flags: number },
): CodeObject {
  const { minor, flags, filename } = options;
  const graph = buildFlowGraph(unit.instrs);
  const stacksize = stackSize(graph, minor, unit.scope.generator && unit.kind !== 'lambda');
  dropDepthNotes(graph);
  removeTupleUnpacking(graph);
  if (minor >= 13) dropRepeatedStores(graph);
  if (minor >= 11) applyStaticSwaps(graph);
  removeUseless(graph, minor);
  normalizeJumps(graph);
  if (minor >= 12) checkUnboundLoads(graph, unit.scope.params.length, unit.varnames.size);
  const depth = measureStack(graph);
  if (minor >= 14) borrowLoads(graph, minor);
  propagateLines(graph, minor, unit.firstlineno);
  const layout = layOut(unit, minor);
  const prologue = cellPrologue(unit, layout, minor);
  const consts = usedConsts(unit, graph, minor);
  const { code, lines, spans, exceptionTable } = write(graph, prologue, layout.derefSlots, minor);
  return {
    name: unit.name,
    qualname: unit.qualname,
    filename,
    // Up to 3.9 a module begins where its first instruction does.
    firstlineno: minor <= 9 && unit.kind === 'module' ? Math.max(1, lines[0]) : unit.firstlineno,
    argcount: unit.argcount,
    posonlyargcount: unit.posonlyargcount,
    kwonlyargcount: unit.kwonlyargcount,
    flags,
    stacksize,
    depth: Math.max(depth, 1),
    varnames: [...unit.varnames.keys()],
    cellvars: layout.cellvars,
    freevars: unit.freevars,
    names: [...unit.names.keys()],
    consts,
    localsplus: layout.names,
    slotKinds: layout.kinds,
    code,
    lines,
    spans,
    exceptionTable,
  };
}

// ---- slots

type Layout = { names: string[]; kinds: Uint8Array; derefSlots: number[]; cellvars: string[] };

function layOut(unit: Unit, minor: number): Layout {
  const varnames = [...unit.varnames.keys()];
  const names = [...varnames];
  const derefSlots: number[] = [];
  for (const name of unit.cellvars) {
    // From 3.11 on a cell variable that has a local's slot stays there.
    const local = minor >= 11 ? varnames.indexOf(name) : -1;
    derefSlots.push(local >= 0 ? local : names.length);
    if (local < 0) names.push(name);
  }
  for (const name of unit.freevars) {
    derefSlots.push(names.length);
    names.push(name);
  }
  const kinds = new Uint8Array(names.length);
  for (const [i, name] of varnames.entries()) {
    kinds[i] = SLOT.LOCAL | (unit.scope.isFunctionLike || unit.scope.params.includes(name) ? 0 : SLOT.HIDDEN);
  }
  for (const [i, slot] of derefSlots.entries())
    kinds[slot] |= i < unit.cellvars.length ? SLOT.CELL : SLOT.FREE;
  const cellSlots = derefSlots.slice(0, unit.cellvars.length).sort((a, b) => a - b);
  return { names, kinds, derefSlots, cellvars: cellSlots.map((slot) => names[slot]) };
}

/** The instructions that make the cells; [op, slot] with final slots. */
function cellPrologue(unit: Unit, layout: Layout, minor: number): [number, number][] {
  const prologue: [number, number][] = [];
  const cells = unit.cellvars.map((name, i) => ({ name, slot: layout.derefSlots[i] }));
  for (const { name, slot } of cells.sort((a, b) => a.slot - b.slot)) {
    prologue.push([Op.MAKE_CELL, slot]);
    const param = unit.scope.params.indexOf(name);
    if (minor <= 10 && param >= 0) {
      prologue.push([Op.LOAD_FAST, param], [Op.STORE_DEREF, slot], [Op.DELETE_FAST, param]);
    }
  }
  return prologue;
}

/** From 3.12 on constants that no instruction loads are dropped, but for the first (remove_unused_consts). */
function usedConsts(unit: Unit, graph: FlowGraph, minor: number): Constant[] {
  if (minor < 12) return unit.consts;
  // What loads no constant has the None of the return that was added for want of one.
  if (minor >= 14 && unit.consts.length === 0) return [NONE];
  const used = new Set<number>([0]);
  const loads: Instr[] = [];
  for (const { instrs } of graph.blocks) {
    for (const instr of instrs) {
      if (instr.op !== Op.LOAD_CONST) continue;
      used.add(instr.arg);
      loads.push(instr);
    }
  }
  const kept = unit.consts.map((_, i) => i).filter((i) => used.has(i));
  const moved = new Map(kept.map((from, to) => [from, to]));
  for (const instr of loads) instr.arg = moved.get(instr.arg) as number;
  return kept.map((i) => unit.consts[i]);
}

// ---- words

/** Whether a local gets what `+` gives: a str may then grow in place, once 3.11 has seen the code often enough. */
function mayGrowText(graph: FlowGraph): boolean {
  return graph.blocks.some(({ instrs }) =>
    instrs.some(
      ({ op, arg }, i) =>
        op === Op.BINARY_OP && (arg === 0 || arg === INPLACE) && instrs[i + 1]?.op === Op.STORE_FAST,
    ),
  );
}

function write(
  graph: FlowGraph,
  prologue: readonly [number, number][],
  derefSlots: readonly number[],
  minor: number,
) {
  const starts = new Map<Block, number>();
  let pc = prologue.length;
  for (const block of graph.blocks) {
    starts.set(block, pc);
    for (const instr of block.instrs) if (instr.op !== SETUP) pc++;
  }
  const growsText = minor === 11 && mayGrowText(graph);
  const code = new Int32Array(pc);
  const lines = new Int32Array(pc).fill(-1);
  const spans = new Int32Array(pc * 2).fill(-1);
  const handlers: (Handler | null)[] = new Array(pc).fill(null);
  for (const [i, [op, slot]] of prologue.entries()) code[i] = (slot << 8) | op;
  pc = prologue.length;
  for (const block of graph.blocks) {
    for (const instr of block.instrs) {
      if (instr.op === SETUP) continue;
      const op = instr.op === STORE_FAST_MAYBE_NULL ? Op.STORE_FAST : instr.op;
      let { arg } = instr;
      let word = op;
      if (instr.label) {
        arg = starts.get(graph.target(instr.label)) as number;
        if (op === Op.JUMP_BACKWARD_COUNTED && !growsText) word = Op.JUMP_BACKWARD;
        if (op === Op.JUMP_FORWARD && arg <= pc) word = Op.JUMP_BACKWARD;
        if ((op === Op.JUMP_BACKWARD || op === Op.JUMP_BACKWARD_COUNTED) && arg > pc) word = Op.JUMP_FORWARD;
      } else if (OPCODES[op].arg === 'deref') {
        arg = derefSlots[arg];
      } else if (op === Op.RESUME && growsText) {
        word = Op.RESUME_COUNTED;
      }
      code[pc] = (arg << 8) | word;
      lines[pc] = instr.line;
      spans[pc * 2] = instr.start;
      spans[pc * 2 + 1] = instr.end;
      handlers[pc] = instr.handler;
      pc++;
    }
  }
  return { code, lines, spans, exceptionTable: exceptionRows(handlers, graph, starts) };
}

function exceptionRows(
  handlers: readonly (Handler | null)[],
  graph: FlowGraph,
  starts: ReadonlyMap<Block, number>,
): Int32Array {
  const rows: number[] = [];
  for (let pc = 0; pc < handlers.length; ) {
    const handler = handlers[pc];
    let end = pc + 1;
    while (end < handlers.length && handlers[end] === handler) end++;
    if (handler) rows.push(pc, end, starts.get(graph.target(handler.label)) as number, handler.depth);
    pc = end;
  }
  return Int32Array.from(rows);
}
