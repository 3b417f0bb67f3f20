/**
 * Objects that can be in no cycle leave the collector's lists (gc.c: untrack_tuples, untrack_dicts;
 * tupleobject.c: _PyTuple_MaybeUntrack; dictobject.c: _PyDict_MaybeUntrack).
 */
import { gcUntrack } from '../objects/gclinks.ts';
import { type PyContainer, type PyObject, TF } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';

/** Whether a reference to `o` may be part of a cycle: an instance of a GC type, unless it is an untracked exact tuple. */
export function mayBeTracked(rt: Runtime, o: PyObject): boolean {
  const type = o.type;
  if (!(type.flags & TF.GC)) return false;
  return type !== rt.tupleType || (o as PyContainer).gcNext !== null;
}

/** After a collection found `young` alive: tuples in every generation, dicts in full collections only. */
export function untrackSurvivors(rt: Runtime, young: PyContainer, generation: number): void {
  const rules = rt.ruleset.collector;
  const tuples = rules.untracksTuples === 'inCollection';
  const dicts = rules.untrackedDicts && generation === 2;
  if (!tuples && !dicts) return;
  if (tuples) untrackExact(rt, young, rt.tupleType);
  if (dicts) untrackExact(rt, young, rt.dictType);
}

function untrackExact(rt: Runtime, young: PyContainer, type: PyContainer): void {
  let tracked = false;
  const visit = (_rt: Runtime, held: PyObject): void => {
    if (!tracked && mayBeTracked(rt, held)) tracked = true;
  };
  let o = young.gcNext!;
  while (o !== young) {
    const next = o.gcNext!;
    if (o.type === type) {
      tracked = false;
      o.type.slots.traverse!(rt, o, visit);
      if (!tracked) gcUntrack(o);
    }
    o = next;
  }
}
