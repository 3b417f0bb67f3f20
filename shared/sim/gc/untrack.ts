/**
 * Objects that can be in no cycle leave the collector's lists (gc.c: untrack_tuples, untrack_dicts;
 * tupleobject.c: _PyTuple_MaybeUntrack; dictobject.c: _PyDict_MaybeUntrack).
 */
import { gcUntrack, isTracked } from '../objects/gclinks.ts';
import { isGcObject, type PyContainer, type PyObject } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictTraverse } from '../objects/types/dict-life.ts';
import type { DictData } from '../objects/types/dict-table.ts';
import type { Candidates } from './candidates.ts';

/** Whether a reference to `o` may be part of a cycle: an instance of a GC type, unless it is an untracked exact tuple. */
export function mayBeTracked(rt: Runtime, o: PyObject): boolean {
  if (!isGcObject(o)) return false;
  return o.type !== rt.tupleType || isTracked(o);
}

/**
 * After a collection found objects alive: tuples in every generation, dicts in full collections only. Returns how many left the
 * lists.
 */
export function untrackSurvivors(rt: Runtime, candidates: Candidates, generation: number): number {
  const rules = rt.ruleset.collector;
  let untracked = untrackExact(rt, candidates, 'tuples');
  if (rules.untrackedDicts && generation === 2) untracked += untrackExact(rt, candidates, 'dicts');
  return untracked;
}

function untrackExact(rt: Runtime, candidates: Candidates, kind: 'tuples' | 'dicts'): number {
  let untracked = 0;
  candidates.forEachReachable(kind, (o) => {
    if (kind === 'tuples' ? anyMayBeTracked(rt, o.v) : dictMayBeTracked(rt, o)) return;
    gcUntrack(rt, o);
    untracked++;
  });
  return untracked;
}

function anyMayBeTracked(rt: Runtime, items: readonly (PyObject | null)[]): boolean {
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item !== null && mayBeTracked(rt, item)) return true;
  }
  return false;
}

function dictMayBeTracked(rt: Runtime, o: PyContainer): boolean {
  const d = o.v as DictData;
  // Keys that are all str need no look.
  if (d.unicode) return anyMayBeTracked(rt, d.values === null ? d.vals : d.values.items);
  let tracked = false;
  dictTraverse(rt, o, (_rt, held) => {
    if (!tracked && mayBeTracked(rt, held)) tracked = true;
  });
  return tracked;
}
