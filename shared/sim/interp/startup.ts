/**
 * What a program finds when its first line runs, beside the modules: free lists that starting the interpreter, compiling and importing have
 * filled, and a collector that has been at work. How much is data (rulesets/startup.ts).
 */
import type { CodeObject } from '../compile/code.ts';
import type { FreeList } from '../freelists/freelists.ts';
import { collectorState } from '../gc/state.ts';
import type { PyContainer, PyObject } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictGetJs } from '../objects/types/dict.ts';
import { dictEntries } from '../objects/types/dict-entries.ts';
import { keysBytes } from '../objects/types/dict-table.ts';
import { moduleDict } from '../objects/types/module.ts';
import { internString } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import type { CollectorCounts, KeptBlocks } from '../rulesets/startup.ts';

/** Before the constants of a program are made, which take floats from their list. */
export function beforeLoading(rt: Runtime): void {
  keepPoolsOpen(rt);
  keep(rt, rt.free.float, rt.ruleset.start.kept.float, rt.floatType.basicSize);
}

/**
 * A process has live objects of every size class: no class's pool empties when the last object of the program in it dies, so that the
 * object's block waits for the next of its class and is not another class's first (sys._debugmallocstats()).
 */
function keepPoolsOpen(rt: Runtime): void {
  const { alignment, maxRequest } = rt.mem.allocator.geometry;
  const blocks: number[] = [];
  for (let bytes = alignment; bytes <= maxRequest; bytes += alignment) blocks.push(rt.mem.alloc(bytes));
  rt.moduleState.set(OPEN_POOLS, blocks);
}

/**
 * As soon as there are modules: two modules' names and functions are held by copies of their namespaces that the interpreter keeps (m_copy,
 * interp->builtins_copy), of sys from 3.12 on one made before the hooks had their second names.
 */
export function holdNamespaces(rt: Runtime): void {
  const { builtinsCopies, sysCopyHasHooks } = rt.ruleset.start;
  const held: PyObject[] = [];
  const hold = (module: string, copies: number, all: boolean): void => {
    const namespace = moduleDict(dictGetJs(rt.modules, module)!);
    for (const [name, value] of dictEntries(rt, namespace)) {
      if (!all && `${name.v}`.startsWith('__')) continue;
      for (let i = 0; i < copies; i++) {
        held.push(incref(name));
        if (value.type === rt.builtinType) held.push(incref(value));
      }
    }
  };
  hold('builtins', builtinsCopies, true);
  hold('sys', 1, sysCopyHasHooks);
  rt.moduleState.set('copies of namespaces', held);
}

/** The module state that has a block of each size class. */
export const OPEN_POOLS = 'open pools';

/** Before the first instruction of a program that was compiled to `code`. */
export function beforeRunning(rt: Runtime, code: CodeObject): void {
  const { kept, dictsPerUnit, collector, countPerTuple } = rt.ruleset.start;
  const { scopes, depth, tuples } = extent(code);
  keepBlocks(rt, {
    ...kept,
    float: rt.free.float.blocks.length,
    // The symbol table has two lists and a dict for each scope, the compiler some dicts for each that it is in.
    list: Math.max(kept.list, 2 * scopes + 1),
    dict: Math.max(kept.dict, scopes + 1 + dictsPerUnit * depth),
  });
  count(rt, collector);
  const { gc } = rt;
  const compiling = Math.round(countPerTuple * Math.max(0, tuples - SMALLEST));
  gc.count0 += compiling;
  rt.moduleState.set(COUNTED_AND_FREE, Math.round(STILL_FREE * compiling));
  while (gc.count0 > gc.threshold0) survive(rt, gc.inAllocation ? gc.count0 - gc.threshold0 : FIRST);
  if (rt.ruleset.minor === 11) {
    const names = ['sep', 'end', 'file', 'flush'].map((name) => internString(rt, name));
    rt.moduleState.set(PRINT_NAMES, names);
  }
}

/** 3.11: at its first call print makes a tuple of the names of its keywords, which stays (Python/getargs.c: parser_init). */
export function keepKeywords(rt: Runtime): void {
  const names = rt.moduleState.get(PRINT_NAMES) as PyObject[] | PyContainer | undefined;
  if (Array.isArray(names)) rt.moduleState.set(PRINT_NAMES, stealTuple(rt, names));
}

const PRINT_NAMES = 'names of print';

/** After the import of a library whose module CPython imports much for. */
export function afterImport(rt: Runtime, library: string): void {
  const { collector, afterImport: known } = rt.ruleset.start;
  if (!Object.hasOwn(known, library)) return;
  keepBlocks(rt, known[library].kept);
  const undisturbed = collectorState(rt.gc).stats.every((s, i) => s.collections === collector.collections[i]);
  if (undisturbed && rt.gc.enabled) count(rt, known[library].collector);
}

/** A collection that finds nothing, of the young generation or, when it is due, of two. */
function survive(rt: Runtime, count0: number): void {
  const { gc } = rt;
  const generation = gc.count1 > gc.threshold1 ? 1 : 0;
  if (rt.ruleset.collector.kind === 'generational')
    for (let g = generation; g >= 0; g--) gc.generations[generation + 1].merge(gc.generations[g]);
  gc.count0 = count0;
  if (generation === 0) gc.count1++;
  else {
    gc.count1 = 0;
    gc.count2++;
  }
  collectorState(gc).stats[generation].collections++;
}

/** The module state that has how many of the objects that compiling the program has counted wait in free lists: the next ones count nothing. */
export const COUNTED_AND_FREE = 'counted and free';
const STILL_FREE = 0.85;

/** Tuples of a program that free lists suffice for. */
const SMALLEST = 8;
/** What the instructions before the first line count, where a collection waits for them (3.12+). */
const FIRST = 20;

/** How many code objects there are, how deeply they are nested, and how many tuples they hold. */
function extent(code: CodeObject): { scopes: number; depth: number; tuples: number } {
  const { consts, names, varnames, cellvars, freevars } = code;
  let scopes = 1;
  let depth = 0;
  let tuples = [consts, names, varnames, cellvars, freevars].filter((list) => list.length > 0).length;
  for (const c of consts) {
    if (c.kind === 'tuple') tuples++;
    if (c.kind !== 'code') continue;
    const inner = extent(c.code);
    scopes += inner.scopes;
    tuples += inner.tuples;
    depth = Math.max(depth, inner.depth);
  }
  return { scopes, depth: depth + 1, tuples };
}

function keepBlocks(rt: Runtime, kept: KeptBlocks): void {
  const { free } = rt;
  const whole = (name: 'listType' | 'dictType'): number => rt[name].headBytes + rt[name].basicSize;
  keep(rt, free.float, kept.float, rt.floatType.basicSize);
  keepCounted(rt, free.list, kept.list, whole('listType'));
  keepCounted(rt, free.dict, kept.dict, whole('dictType'));
  keep(rt, free.dictKeys, kept.dictKeys, keysBytes(rt, 3, rt.ruleset.freeLists.dictKeysOnlyUnicode));
  const head = rt.tupleType.headBytes + rt.tupleType.basicSize;
  for (const [i, n] of kept.tuples.entries()) keepCounted(rt, free.tuples[i + 1], n, head + 8 * (i + 1));
  while (free.frame.blocks.length > 0) rt.mem.free(free.frame.blocks.pop()!);
  for (const bytes of kept.frames) if (!rt.framesOnDataStack) free.frame.give(rt.mem.alloc(bytes));
  const method = rt.types['method'];
  keepCounted(rt, free.method, kept.method, method.headBytes + method.basicSize);
  const builtin = rt.types['builtin_function_or_method'];
  keepCounted(rt, free.builtinMethod, kept.builtinMethod, builtin.headBytes + builtin.basicSize);
  const { sliceType } = rt;
  keepCounted(rt, free.slice, SLICES, sliceType.headBytes + sliceType.basicSize);
}

/** What looking for the program's file has sliced leaves the cache full. */
const SLICES = 1;

/** Brings a free list to `n` blocks, or to its limit. */
function keep(rt: Runtime, list: FreeList, n: number, bytes: number): void {
  while (list.blocks.length > n) rt.mem.free(list.blocks.pop()!);
  while (list.blocks.length < Math.min(n, list.limit)) list.blocks.push(rt.mem.alloc(bytes));
}

/** keep() for a type that the collector counts. */
function keepCounted(rt: Runtime, list: FreeList, n: number, bytes: number): void {
  const before = list.blocks.length;
  keep(rt, list, n, bytes);
  rt.gc.heapSize += list.blocks.length - before;
}

function count(rt: Runtime, { count, collections, collected }: CollectorCounts): void {
  const { gc } = rt;
  [gc.count0, gc.count1, gc.count2] = count;
  collectorState(gc).stats.forEach((s, i) => {
    s.collections = collections[i];
    s.collected = collected[i];
  });
}
