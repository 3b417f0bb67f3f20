/**
 * One collection of the generational collector (gcmodule.c: gc_collect_main, gc.c since 3.13). The phases are
 * those of InternalDocs/garbage_collector.md; with a listener each is reported when it is over.
 */
import { addressOf } from '../objects/abstract/identity.ts';
import type { GcState } from '../objects/gclinks.ts';
import type { GcList } from '../objects/gclist.ts';
import type { PyContainer } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { listPush } from '../objects/types/list.ts';
import { chargeLater } from '../objects/work.ts';
import { Candidates } from './candidates.ts';
import type { GcEvent, GcPhase } from './events.ts';
import {
  deleteGarbage,
  finalizeGarbage,
  handleResurrected,
  hasLegacyFinalizer,
  moveLegacyFinalizers,
} from './finalizers.ts';
import { clearFreeLists } from './freelists.ts';
import { collectorState, DEBUG } from './state.ts';
import { untrackSurvivors } from './untrack.ts';
import { handleWeakrefs } from './weakrefs.ts';
import { tidy } from './workspace.ts';

/** What a collection costs a program for each object that it looks at. */
export const STEPS_PER_OBJECT = 10;

/** From this many times the size on, a list keeps its objects and takes those of the older one in. */
const SWAPPED = 4;

export interface Collected {
  /** Unreachable objects that were freed (or saved by DEBUG_SAVEALL). */
  collected: number;
  /** Objects that the old `__del__` rule kept. */
  uncollectable: number;
  /** Objects that were looked at. */
  candidates: number;
}

/** Collects generation 0, 1 or 2 with all younger ones. Does not ask whether one runs already. */
export function collectGeneration(rt: Runtime, generation: number): Collected {
  const gc = rt.gc;
  if (generation === 0) gc.count1++;
  else if (generation === 1) gc.count2++;
  gc.count0 = 0;
  if (generation >= 1) gc.count1 = 0;
  if (generation >= 2) gc.count2 = 0;

  const young = gatherInto(gc, generation);
  const older = generation < 2 ? gc.generations[generation + 1] : young;
  report(rt, 'merge', null);

  const { unreachable } = gc;
  const candidates = new Candidates(rt, young);
  chargeLater(rt, STEPS_PER_OBJECT * candidates.size);
  if (rt.sink !== null) reportRefs(rt, 'copyCounts', candidates.objects as PyContainer[], candidates.counts);
  candidates.subtractRefs(rt);
  if (rt.sink !== null) reportRefs(rt, 'subtract', candidates.objects as PyContainer[], candidates.refs);
  candidates.moveUnreachable(unreachable, rt.sink === null);
  report(rt, 'moveUnreachable', unreachable);

  const untracked = untrackSurvivors(rt, candidates, generation);
  report(rt, 'untrack', null);
  const survivors = candidates.size - candidates.unreachable - untracked;
  if (generation < 2) {
    if (generation === 1) gc.longLivedPending += survivors;
    older.merge(young);
  } else {
    gc.longLivedPending = 0;
    gc.longLivedTotal = survivors + rt.ruleset.start.objectsBeside;
  }
  if (older.isSparse) older.closeUp();
  const outcome = disposeOf(rt, candidates, unreachable, older);
  if (generation === 2) endFull(rt, candidates.size);
  return { ...outcome, candidates: candidates.size };
}

/** What a collection of all objects ends with. */
export function endFull(rt: Runtime, candidates: number): void {
  clearFreeLists(rt);
  tidy(collectorState(rt.gc).workspace, candidates);
}

/** The list of `generation` with all younger ones behind it, in order. */
function gatherInto(gc: GcState, generation: number): GcList {
  const { generations } = gc;
  for (let g = 0; g < generation; g++) {
    const to = generations[generation];
    const from = generations[g];
    if (from.size < SWAPPED * to.size) to.merge(from);
    else {
      // It is less work the other way round: the lists change places.
      from.prepend(to);
      generations[generation] = from;
      generations[g] = to;
    }
  }
  return generations[generation];
}

/**
 * What follows once the unreachable objects are known: legacy finalisers, weak references, finalisers, resurrection,
 * clearing. Survivors of it go to `older`. Shared by the generational and the incremental collector.
 */
export function disposeOf(
  rt: Runtime,
  candidates: Candidates,
  unreachable: GcList,
  older: GcList,
): { collected: number; uncollectable: number } {
  const rules = rt.ruleset.collector;
  const { finalizers } = rt.gc;
  if (rules.delMakesUncollectable) {
    moveLegacyFinalizers(rt, unreachable, finalizers);
    report(rt, 'legacyFinalizers', finalizers);
  }
  debugCycle(rt, DEBUG.COLLECTABLE, 'collectable', unreachable);

  // Where no code runs nothing comes back.
  const care = candidates.needCare;
  const careful = rules.delMakesUncollectable ? null : candidates.careful;
  const late = rules.plainWeakrefsCleared === 'afterFinalizers';
  let collected = 0;
  let ran = false;
  if (care) {
    const handled = handleWeakrefs(rt, careful ?? unreachable, late ? 'withCallback' : 'all');
    collected = handled.freed;
    ran = handled.called > 0;
  }
  report(rt, 'weakrefs', unreachable);
  if (care && !rules.delMakesUncollectable && finalizeGarbage(rt, unreachable, ran ? null : careful))
    ran = true;
  report(rt, 'finalize', unreachable);
  const dead = ran ? handleResurrected(rt, unreachable, older) : unreachable;
  report(rt, 'resurrect', dead);
  const again = ran || careful === null ? dead : careful;
  if (care && late) handleWeakrefs(rt, again, 'withoutCallback');
  else if (care && rules.clearsLateWeakrefs) handleWeakrefs(rt, again, 'all');

  collected += dead.size;
  report(rt, 'clear', dead);
  deleteGarbage(rt, dead, older);

  const uncollectable = keepUncollectable(rt, finalizers, older);
  return { collected, uncollectable };
}

/** Objects of the old `__del__` rule: those with the method go to gc.garbage, all live on (handle_legacy_finalizers). */
function keepUncollectable(rt: Runtime, finalizers: GcList, older: GcList): number {
  if (finalizers.isEmpty) return 0;
  const state = collectorState(rt.gc);
  debugCycle(rt, DEBUG.UNCOLLECTABLE, 'uncollectable', finalizers);
  const objects = [...finalizers];
  for (const o of objects) {
    if (state.debug & DEBUG.SAVEALL || hasLegacyFinalizer(o)) listPush(rt, state.garbage!, incref(o));
  }
  older.merge(finalizers);
  return objects.length;
}

/** Names the objects of a list on stderr where the flag asks for it (debug_cycle). */
function debugCycle(rt: Runtime, flag: number, what: string, list: GcList): void {
  if ((collectorState(rt.gc).debug & flag) === 0) return;
  for (const o of list) {
    const address = addressOf(rt, o).toString(16);
    rt.hooks.writeStderr(rt, `gc: ${what} <${o.type.name} 0x${address}>\n`);
  }
}

function report(rt: Runtime, phase: GcPhase, list: GcList | null): void {
  if (rt.sink === null) return;
  const addresses = list === null ? undefined : [...list].map((o) => addressOf(rt, o));
  emit(rt, addresses === undefined ? { type: 'gcPhase', phase } : { type: 'gcPhase', phase, addresses });
}

function reportRefs(
  rt: Runtime,
  phase: GcPhase,
  objects: readonly PyContainer[],
  counts: ArrayLike<number>,
): void {
  const refs = objects.map((o, i) => ({ address: addressOf(rt, o), gcRefs: counts[i] }));
  emit(rt, { type: 'gcPhase', phase, refs });
}

/** Reports one event where somebody listens. */
export function emit(rt: Runtime, event: GcEvent): void {
  rt.sink?.(event);
}
