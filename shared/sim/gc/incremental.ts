/**
 * The incremental collector of 3.14.0 to 3.14.4 (Python/gc.c of those releases: gc_collect_increment,
 * assess_work_to_do, mark_at_start, completed_scavenge), withdrawn in 3.14.5. Two old spaces take turns: `pending`
 * objects still have to be looked at in this cycle, `visited` ones have been.
 *
 * In `gc.generations`: 0 is the young list, `state.visited` the visited space, the third the pending one.
 */
import { isTracked } from '../objects/gclinks.ts';
import type { GcList } from '../objects/gclist.ts';
import { GC, type PyContainer, type PyObject } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { chargeLater } from '../objects/work.ts';
import { Candidates } from './candidates.ts';
import { type Collected, disposeOf, endFull, STEPS_PER_OBJECT } from './collect.ts';
import { listMove } from './lists.ts';
import { type CollectorState, collectorState } from './state.ts';
import { untrackSurvivors } from './untrack.ts';

/** The heap is to be scanned at a rate of one tenth (SCAN_RATE_DIVISOR). */
const SCAN_RATE_DIVISOR = 10;

/** collect(0): the young objects alone; survivors count as visited. */
export function collectYoung(rt: Runtime): Collected {
  const gc = rt.gc;
  const state = collectorState(gc);
  const visited = gc.generations[state.visited];
  const { region } = gc;
  takeYoung(rt, state, region);
  const result = collectRegion(rt, region, visited, 0);
  gc.count0 = 0;
  if (state.visited === 1) gc.count1++;
  else gc.count2++;
  return result;
}

/** One automatic run, or collect(1): marks at the start of a cycle, collects an increment otherwise. */
export function collectIncrement(rt: Runtime): Collected {
  const gc = rt.gc;
  const state = collectorState(gc);
  state.workToDo += assessWork(rt);
  if (state.workToDo < 0) return nothing();
  if (state.phase === 'mark') {
    state.workToDo -= markAtStart(rt, state);
    return nothing();
  }
  const visited = gc.generations[state.visited];
  const pending = gc.generations[3 - state.visited];
  setSpace(gc.generations[0], state);
  state.workToDo -= markRoots(rt, state, true);
  const { region: increment } = gc;
  takeYoung(rt, state, increment);
  let size = increment.size;
  const { slots } = pending;
  for (let i = 0; size < state.workToDo && i < slots.length; ) {
    const o = slots[i];
    if (o === null) {
      i++;
      continue;
    }
    const from = increment.slots.length;
    listMove(gc, o, increment);
    markVisited(o, state);
    size += 1 + expand(rt, from, increment, state);
  }
  const result = collectRegion(rt, increment, visited, 1);
  state.workToDo += heapFraction(rt) - size;
  if (pending.isEmpty) completedScavenge(rt, state);
  return { ...result, candidates: size };
}

/** collect(): everything at once. */
export function collectIncrementalFull(rt: Runtime): Collected {
  const gc = rt.gc;
  const state = collectorState(gc);
  const visited = gc.generations[state.visited];
  takeYoung(rt, state, visited);
  const pending = gc.generations[3 - state.visited];
  setSpace(pending, state);
  visited.merge(pending);
  const { region } = gc;
  region.merge(visited);
  const result = collectRegion(rt, region, visited, 2);
  gc.count0 = 0;
  gc.count1 = 0;
  gc.count2 = 0;
  completedScavenge(rt, state);
  endFull(rt, result.candidates);
  return result;
}

function assessWork(rt: Runtime): number {
  const young = rt.gc.count0;
  rt.gc.count0 = 0;
  return young + Math.min(heapFraction(rt), Math.floor((young * 3) / 2));
}

function heapFraction(rt: Runtime): number {
  const scale = Math.max(2, rt.gc.threshold1);
  return Math.floor(Math.floor(rt.gc.heapSize / SCAN_RATE_DIVISOR) / scale);
}

function collectRegion(rt: Runtime, region: GcList, survivors: GcList, generation: number): Collected {
  const { unreachable } = rt.gc;
  const candidates = new Candidates(rt, region);
  chargeLater(rt, STEPS_PER_OBJECT * candidates.size);
  candidates.subtractRefs(rt);
  candidates.moveUnreachable(unreachable);
  untrackSurvivors(rt, candidates, generation);
  survivors.merge(region);
  return { ...disposeOf(rt, candidates, unreachable, survivors), candidates: candidates.size };
}

function nothing(): Collected {
  return { collected: 0, uncollectable: 0, candidates: 0 };
}

/** The visited space of the next cycle is the one that has just been emptied. */
function completedScavenge(rt: Runtime, state: CollectorState): void {
  if (rt.gc.permanent.isEmpty) {
    state.visited = state.visited === 1 ? 2 : 1;
  } else {
    const visited = rt.gc.generations[state.visited];
    const pending = rt.gc.generations[3 - state.visited];
    for (const o of visited) o.gcBits ^= GC.OLD;
    pending.merge(visited);
  }
  state.workToDo = 0;
  state.phase = 'mark';
}

function markVisited(o: PyContainer, state: CollectorState): void {
  o.gcBits = state.visited === 1 ? o.gcBits | GC.OLD : o.gcBits & ~GC.OLD;
}

function isVisited(o: PyContainer, state: CollectorState): boolean {
  return ((o.gcBits & GC.OLD) !== 0) === (state.visited === 1);
}

function setSpace(list: GcList, state: CollectorState): void {
  for (const o of list) markVisited(o, state);
}

function takeYoung(rt: Runtime, state: CollectorState, to: GcList): void {
  const young = rt.gc.generations[0];
  setSpace(young, state);
  to.merge(young);
}

/** Moves what the objects of the increment from place `from` on reach in the pending space behind them, transitively; returns how many. */
function expand(rt: Runtime, from: number, increment: GcList, state: CollectorState): number {
  let size = 0;
  const visit = (_rt: Runtime, target: PyObject): void => {
    const c = target as PyContainer;
    if (!isTracked(c) || isVisited(c, state)) return;
    markVisited(c, state);
    listMove(rt.gc, c, increment);
    size++;
  };
  const { slots } = increment;
  for (let i = from; i < slots.length; i++) {
    const c = slots[i]!;
    c.type.slots.traverse!(rt, c, visit);
  }
  return size;
}

function markAtStart(rt: Runtime, state: CollectorState): number {
  setSpace(rt.gc.generations[0], state);
  const marked = markRoots(rt, state, false);
  state.phase = 'collect';
  chargeLater(rt, 4 * marked);
  return marked;
}

/** Moves what the roots reach from the pending to the visited space; returns how many objects. */
function markRoots(rt: Runtime, state: CollectorState, stacksOnly: boolean): number {
  const { finalizers: reached } = rt.gc;
  let marked = 0;
  const visit = (_rt: Runtime, target: PyObject): void => {
    const c = target as PyContainer;
    if (!isTracked(c) || isVisited(c, state)) return;
    markVisited(c, state);
    listMove(rt.gc, c, reached);
    marked++;
  };
  if (!stacksOnly) {
    visit(rt, rt.modules);
    visit(rt, rt.builtins);
    for (const type of Object.values(rt.types)) if (type.ns !== null) visit(rt, type.ns);
  }
  state.visitStacks?.(rt, visit);
  for (const c of reached) c.type.slots.traverse!(rt, c, visit);
  rt.gc.generations[state.visited].merge(reached);
  return marked;
}
