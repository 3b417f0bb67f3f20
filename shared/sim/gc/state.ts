/** What the collector keeps beyond the lists and counters that allocation needs (gc.c: struct _gc_runtime_state). */
import type { GcState } from '../objects/gclinks.ts';
import type { PyObject, Visit } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { newWorkspace, type Workspace } from './workspace.ts';

/** gc.set_debug() flags. */
export const DEBUG = { STATS: 1, COLLECTABLE: 2, UNCOLLECTABLE: 4, SAVEALL: 32, LEAK: 2 | 4 | 32 } as const;

/** One row of gc.get_stats(). */
export interface GenerationStats {
  collections: number;
  collected: number;
  uncollectable: number;
  candidates: number;
}

export class CollectorState {
  debug = 0;
  /** gc.garbage and gc.callbacks: list objects, made when the machine boots; null before. */
  garbage: PyObject | null = null;
  callbacks: PyObject | null = null;
  readonly workspace: Workspace = newWorkspace();
  readonly stats: GenerationStats[] = [0, 1, 2].map(() => ({
    collections: 0,
    collected: 0,
    uncollectable: 0,
    candidates: 0,
  }));
  // ---- incremental collector (3.14.0 to 3.14.4)
  /** Which of heads[1], heads[2] is the visited one; they swap at the end of a cycle. */
  visited: 1 | 2 = 1;
  phase: 'mark' | 'collect' = 'mark';
  /** Objects that the next increment has to look at; below zero the collector is ahead of the program. */
  workToDo = 0;
  /** Visits what the frames of all threads hold; set by the interpreter, a function without state. */
  visitStacks: ((rt: Runtime, visit: Visit) => void) | null = null;
}

/** The collector's state of a machine; made at its first use. */
export function collectorState(gc: GcState): CollectorState {
  if (gc.extra === null) gc.extra = new CollectorState();
  return gc.extra as CollectorState;
}
