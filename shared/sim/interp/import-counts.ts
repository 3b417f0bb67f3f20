/**
 * What a program's import does to the collector. Modules of the standard library are larger in CPython than here and bring more others with
 * them: what importing allocates here is not counted, but what it does there (rulesets/imports.ts), with the collections that this makes due
 * and the garbage that it leaves.
 */
import { K, type PyObject } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { stealCell } from '../objects/types/cell.ts';
import { COUNTED_AND_FREE } from './startup.ts';

/** What making the classes counts that become garbage: a collection meets them if it comes later. */
const CLASSES = 60;

const COUNTED = 'counted imports';

/** Imports by `load` what the program asks for; the youngest generation's count is then what CPython brings it to. */
export function countedImport<T>(rt: Runtime, library: string, load: () => T): T {
  const { gc } = rt;
  const counted = (rt.moduleState.get(COUNTED) as readonly string[] | undefined) ?? [];
  const known = Object.hasOwn(rt.ruleset.start.imports, library) && !counted.includes(library);
  if (!known || rt.ruleset.collector.kind !== 'generational' || gc.collecting) return load();
  const { count0, enabled } = gc;
  gc.enabled = false;
  let loaded: T;
  try {
    loaded = load();
  } finally {
    gc.enabled = enabled;
  }
  gc.count0 = count0;
  const replay = new Replay(rt, counted);
  const free = (rt.moduleState.get(COUNTED_AND_FREE) as number | undefined) ?? 0;
  rt.moduleState.delete(COUNTED_AND_FREE);
  replay.allocate(-free);
  replay.module(library);
  rt.moduleState.set(COUNTED, [...replay.counted]);
  return loaded;
}

/** Goes through the imports that CPython makes. */
class Replay {
  readonly #rt: Runtime;
  readonly counted: Set<string>;
  /** What has been counted since the last collection. */
  #sinceCollection = Number.POSITIVE_INFINITY;

  constructor(rt: Runtime, counted: readonly string[]) {
    this.#rt = rt;
    this.counted = new Set(counted);
  }

  module(name: string): void {
    const { imports } = this.#rt.ruleset.start;
    if (this.counted.has(name) || !Object.hasOwn(imports, name)) return;
    this.counted.add(name);
    const { steps, garbage, tuples } = imports[name];
    for (const step of steps.includes('!') ? steps : [...steps, '!']) {
      if (typeof step === 'number') this.allocate(step);
      else if (step !== '!') this.module(step);
      else leaveGarbage(this.#rt, garbage + (this.#sinceCollection > CLASSES ? tuples : 0));
    }
  }

  /** Counts `n` allocations, or -n that are freed. What has been counted before a collection and is freed after it is taken off again. */
  allocate(n: number): void {
    const { gc, hooks, ruleset } = this.#rt;
    gc.count0 = Math.max(0, gc.count0 + n);
    this.#sinceCollection += n;
    while (gc.enabled && gc.threshold0 > 0 && gc.count0 > gc.threshold0) {
      const after = gc.count0 - gc.threshold0 - 1;
      hooks.collectGenerations(this.#rt);
      gc.count0 = Math.max(0, gc.count0 + after - ruleset.start.freedAfterCollection);
      this.#sinceCollection = after;
    }
  }
}

/** Whether it is garbage of an import: no statement of a program makes a cell that holds a cell. */
export function isLeftByImport(o: PyObject): boolean {
  return o.type.kind === K.CELL && o.v !== null && o.v.type.kind === K.CELL;
}

/** A ring of `n` objects that nothing holds; they are counted already. */
function leaveGarbage(rt: Runtime, n: number): void {
  if (n === 0) return;
  const { gc } = rt;
  const { count0, enabled } = gc;
  gc.enabled = false;
  const first = stealCell(rt, null);
  let last = first;
  for (let i = 1; i < n; i++) last = stealCell(rt, last);
  // Each holds the one before it, and the first the last: by the reference that made it.
  first.v = last;
  gc.enabled = enabled;
  gc.count0 = count0;
}
