/**
 * The laws of the simulated heap, checked from outside: the counts, the blocks, the weak references and the collector's lists
 * must be what a walk of everything finds.
 *
 * 1. Each count equals the references that exist.      2. Each block has one owner.
 * 3. Weak references never keep alive.                 4. Nothing that can be reached has been freed.
 *
 * What the interpreter holds without showing where (static objects with counts for modules nobody sees) is the difference
 * found right after booting; it may not change.
 */
import { GC, IMMORTAL, type PyObject, PyType, TF } from '../../../shared/sim/objects/header.ts';
import type { Runtime } from '../../../shared/sim/objects/runtime.ts';
import { arenasOf, blocksOf, poolsOf } from '../../../shared/sim/pymalloc/inspect.ts';
import type { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import { describe } from './describe.ts';
import { type Settled, Walk } from './walk.ts';

/** What is known of a machine since it booted. */
export type Baseline = {
  /** References that the interpreter holds without showing where. */
  readonly hidden: Map<PyObject, number>;
  readonly settled: Settled;
  /** What the settled part counts, but for what is never freed. */
  readonly counted: readonly PyObject[];
};

export type AuditOptions = {
  readonly baseline: Baseline;
  /** Native code is on the way and may hold references of its own: counts may be higher than what is found. */
  readonly lenient?: boolean;
};

/** To be taken right after booting. */
export function baselineOf(rt: Runtime): Baseline {
  const hidden = new Map<PyObject, number>();
  const { counts } = new Walk(rt).all();
  for (const [o, n] of counts) if (o.refcnt < IMMORTAL && o.refcnt !== n) hidden.set(o, o.refcnt - n);
  const settled = new Walk(rt, { settling: true }).settle();
  return { hidden, settled, counted: [...settled.counts.keys()].filter((o) => o.refcnt < IMMORTAL) };
}

/** All violations, as sentences; empty where the heap is sound. Call it between two instructions. */
export function audit(rt: Runtime, { baseline, lenient = false }: AuditOptions): string[] {
  const { settled } = baseline;
  const walk = new Walk(rt, { lenient, settled }).all();
  const { problems } = walk;
  const wrong = wrongCounts(walk, baseline, lenient);
  if (wrong.length > 0) {
    const { counts, holders } = new Walk(rt, { lenient, holders: true }).all();
    for (const o of wrong.slice(0, 8)) {
      const found = (counts.get(o) ?? 0) + (baseline.hidden.get(o) ?? 0);
      problems.push(
        `${describe(o)}: ${found} references found: ${(holders!.get(o) ?? []).slice(0, 6).join(', ')}`,
      );
    }
    if (wrong.length > 8) problems.push(`... and ${wrong.length - 8} more counts`);
  }
  checkBlocks(walk, settled, lenient);
  checkLists(rt, problems);
  return problems;
}

/** The objects whose counts are not what was found. */
function wrongCounts(walk: Walk, baseline: Baseline, lenient: boolean): PyObject[] {
  const { hidden, settled } = baseline;
  const wrong: PyObject[] = [];
  const check = (o: PyObject, found: number): void => {
    // A static type is never freed; what its own descriptors hold of it is nobody's business.
    if (o.refcnt >= IMMORTAL || isStaticType(o)) return;
    const expected = found + (hidden.get(o) ?? 0);
    if (o.refcnt !== expected && !(lenient && o.refcnt > expected)) wrong.push(o);
  };
  for (const [o, n] of walk.counts) check(o, n + (settled.counts.get(o) ?? 0));
  for (const o of baseline.counted) if (!walk.counts.has(o)) check(o, settled.counts.get(o)!);
  return wrong;
}

function isStaticType(o: PyObject): boolean {
  return o instanceof PyType && (o.type.flags & TF.HEAP) === 0 && (o.flags & TF.HEAP) === 0;
}

function checkBlocks(walk: Walk, settled: Settled, lenient: boolean): void {
  const { mem } = walk.rt;
  const heap = mem.allocator as Pymalloc;
  for (const [handle, { what, by }] of walk.blocks) {
    const address = mem.addressOf(handle);
    if (heap.requestedAt(address) < 0 && heap.system.requestedAt(address) < 0) {
      walk.problems.push(`the ${what} ${handle} of ${by} is free`);
    }
  }
  const owned = walk.blocks.size + settled.blocks.size;
  if (owned > mem.liveBlocks) walk.problems.push(`${owned} blocks are owned, ${mem.liveBlocks} are live`);
  if (owned >= mem.liveBlocks || lenient) return;
  walk.problems.push(
    `${mem.liveBlocks - owned} live blocks have no owner: ${unowned(walk, settled, heap).join(', ')}`,
  );
}

/** The first few live blocks of pymalloc that nobody owns. */
function unowned(walk: Walk, settled: Settled, heap: Pymalloc): string[] {
  const { mem } = walk.rt;
  const found: string[] = [];
  for (const arena of arenasOf(heap)) {
    for (const pool of poolsOf(heap, arena.arena)) {
      if (pool.pool === 0 || pool.count === 0) continue;
      for (const block of blocksOf(heap, pool.pool)) {
        if (block.state !== 'live') continue;
        const handle = mem.handleOf(block.address);
        if (!walk.blocks.has(handle) && !settled.blocks.has(handle) && found.length < 12)
          found.push(`@${handle} (${block.requestedBytes} bytes)`);
      }
    }
  }
  return found;
}

function checkLists(rt: Runtime, problems: string[]): void {
  for (const list of rt.gc.lists) {
    if (list === null) continue;
    let holes = 0;
    list.slots.forEach((o, i) => {
      if (o === null) holes++;
      else if ((o.gcBits & GC.LIST) !== list.mark)
        problems.push(`${describe(o)}: takes itself to be in another collector list`);
      else if (o.gcBits >>> GC.NUMBER_SHIFT !== i)
        problems.push(`${describe(o)}: wrong place in its collector list`);
    });
    const inOrder = new Set(list);
    if (inOrder.size !== list.size || list.inOrder().length !== list.size)
      problems.push(`a collector list of ${list.size} objects has ${inOrder.size} of them in its order`);
    if (holes !== list.holes) problems.push(`a collector list has ${holes} empty places, not ${list.holes}`);
    if (!rt.gc.collecting && !list.lasts && !list.isEmpty)
      problems.push(`the collector left ${list.size} objects in a list of its own`);
  }
}

/** Objects that are left though no root reaches them, and no frozen object, which the collector never frees. */
export function unreachableObjects(rt: Runtime): PyObject[] {
  const { counts } = new Walk(rt).reachable(rt.gc.permanent);
  const left: PyObject[] = [];
  for (const list of rt.gc.generations) for (const o of list) if (!counts.has(o)) left.push(o);
  return left;
}
