/**
 * objgraph's questions as data that a view can draw: who refers to whom, which types have most objects, what grew since. They look at
 * the machine from outside: no object is made, no count changes (objgraph itself, lib/profiling.ts, runs inside and is seen).
 */
import { addressOf } from '../objects/abstract/identity.ts';
import { isTracked, settleLists } from '../objects/gclinks.ts';
import { IMMORTAL, type PyContainer, type PyObject } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictGetJs } from '../objects/types/dict.ts';
import { moduleDict } from '../objects/types/module.ts';

export type GraphNode = {
  readonly address: number;
  readonly type: string;
  /** What the collector's lists and the allocator know of it. */
  readonly tracked: boolean;
  /** null: immortal. */
  readonly refcount: number | null;
  /** Links from the objects that were asked for. */
  readonly depth: number;
};

/** `from` holds a reference to `to`; both are addresses. */
export type GraphLink = { readonly from: number; readonly to: number };

export type ObjectGraph = { readonly nodes: readonly GraphNode[]; readonly links: readonly GraphLink[] };

export type GraphLimits = { readonly maxDepth: number; readonly maxNodes: number };

const usual: GraphLimits = { maxDepth: 3, maxNodes: 200 };

/** All objects that the collector tracks, generation by generation (gc.get_objects). */
export function trackedObjects(rt: Runtime): PyContainer[] {
  settleLists(rt.gc);
  return [...rt.gc.generations, rt.gc.permanent].flatMap((list) => [...list]);
}

/** What the object holds references to, in the order in which the collector visits it (gc.get_referents). */
export function referents(rt: Runtime, o: PyObject): PyObject[] {
  const found: PyObject[] = [];
  o.type.slots.traverse?.(rt, o, (_rt, x) => found.push(x));
  return found;
}

/** What `roots` refer to, breadth first. */
export function refsGraph(
  rt: Runtime,
  roots: readonly PyObject[],
  limits: Partial<GraphLimits> = {},
): ObjectGraph {
  return walk(rt, roots, (o) => referents(rt, o), false, { ...usual, ...limits });
}

/** What refers to `roots` (tracked objects only, as gc.get_referrers), breadth first. */
export function backrefsGraph(
  rt: Runtime,
  roots: readonly PyObject[],
  limits: Partial<GraphLimits> = {},
): ObjectGraph {
  const holders = new Map<PyObject, PyObject[]>();
  for (const o of trackedObjects(rt)) {
    for (const x of new Set(referents(rt, o))) {
      const list = holders.get(x);
      if (list === undefined) holders.set(x, [o]);
      else list.push(o);
    }
  }
  return walk(rt, roots, (o) => holders.get(o) ?? [], true, { ...usual, ...limits });
}

function walk(
  rt: Runtime,
  roots: readonly PyObject[],
  neighbours: (o: PyObject) => readonly PyObject[],
  backwards: boolean,
  { maxDepth, maxNodes }: GraphLimits,
): ObjectGraph {
  const depths = new Map<PyObject, number>();
  const links: GraphLink[] = [];
  const queue: PyObject[] = [];
  const meet = (o: PyObject, depth: number): boolean => {
    if (depths.has(o)) return true;
    if (depths.size >= maxNodes) return false;
    depths.set(o, depth);
    queue.push(o);
    return true;
  };
  for (const o of roots) meet(o, 0);
  for (let i = 0; i < queue.length; i++) {
    const o = queue[i];
    const depth = depths.get(o)!;
    if (depth >= maxDepth) continue;
    for (const other of neighbours(o)) {
      if (!meet(other, depth + 1)) continue;
      const [from, to] = backwards ? [other, o] : [o, other];
      links.push({ from: addressOf(rt, from), to: addressOf(rt, to) });
    }
  }
  const nodes = queue.map((o) => nodeOf(rt, o, depths.get(o)!));
  return { nodes, links };
}

function nodeOf(rt: Runtime, o: PyObject, depth: number): GraphNode {
  return {
    address: addressOf(rt, o),
    type: o.type.name,
    tracked: isTracked(o),
    refcount: o.refcnt >= IMMORTAL ? null : o.refcnt,
    depth,
  };
}

export type TypeCount = { readonly type: string; readonly count: number };

/** How many tracked objects each type has, most first; equal counts in order of the names. */
export function mostCommonTypes(rt: Runtime, limit = 10): TypeCount[] {
  return sorted(countTypes(rt)).slice(0, limit);
}

/** Tracked objects by the name of their type. */
export function countTypes(rt: Runtime): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const o of trackedObjects(rt)) counts.set(o.type.name, (counts.get(o.type.name) ?? 0) + 1);
  return counts;
}

function sorted(counts: ReadonlyMap<string, number>): TypeCount[] {
  return [...counts]
    .map(([type, count]) => ({ type, count }))
    .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
}

export type TypeGrowth = TypeCount & { readonly delta: number };

/** Types with more objects than `before` had (countTypes of an earlier moment), by how many, most first. */
export function growth(rt: Runtime, before: ReadonlyMap<string, number>): TypeGrowth[] {
  return sorted(countTypes(rt))
    .map((c) => ({ ...c, delta: c.count - (before.get(c.type) ?? 0) }))
    .filter((c) => c.delta > 0)
    .sort((a, b) => b.delta - a.delta);
}

/** The object that a global name of the main module stands for (borrowed), or null. */
export function globalNamed(rt: Runtime, name: string): PyObject | null {
  const main = dictGetJs(rt.modules, '__main__');
  return main === null ? null : dictGetJs(moduleDict(main as PyContainer), name);
}
