/**
 * Objects that can be in no cycle leave the collector's lists (gc.c: untrack_tuples, untrack_dicts;
 * tupleobject.c: _PyTuple_MaybeUntrack; dictobject.c: _PyDict_MaybeUntrack).
 */
import { gcUntrack, isTracked } from '../objects/gclinks.ts';
import { type PyObject, TF } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictTraverse } from '../objects/types/dict.ts';
import { tupleTraverse } from '../objects/types/tuple.ts';
import type { Candidates } from './candidates.ts';

/** Whether a reference to `o` may be part of a cycle: an instance of a GC type, unless it is an untracked exact tuple. */
export function mayBeTracked(rt: Runtime, o: PyObject): boolean {
  const type = o.type;
  if (!(type.flags & TF.GC)) return false;
  return type !== rt.tupleType || isTracked(o);
}

/**
 * After a collection found objects alive: tuples in every generation, dicts in full collections only. Returns how many left the
 * lists.
 */
export function untrackSurvivors(rt: Runtime, candidates: Candidates, generation: number): number {
  const rules = rt.ruleset.collector;
  let untracked = 0;
  if (rules.untracksTuples === 'inCollection') untracked += untrackExact(rt, candidates, 'tuples');
  if (rules.untrackedDicts && generation === 2) untracked += untrackExact(rt, candidates, 'dicts');
  return untracked;
}

function untrackExact(rt: Runtime, candidates: Candidates, kind: 'tuples' | 'dicts'): number {
  let tracked = false;
  const visit = (_rt: Runtime, held: PyObject): void => {
    if (!tracked && mayBeTracked(rt, held)) tracked = true;
  };
  let untracked = 0;
  candidates.forEachReachable(kind, (o) => {
    tracked = false;
    if (kind === 'tuples') tupleTraverse(rt, o, visit);
    else dictTraverse(rt, o, visit);
    if (tracked) return;
    gcUntrack(rt, o);
    untracked++;
  });
  return untracked;
}
