/** The module gc (Modules/gcmodule.c). */

import { collectManually } from '../gc/generations.ts';
import { collectorState, DEBUG } from '../gc/state.ts';
import { toIndexNumber } from '../objects/abstract/indices.ts';
import { parseArgs } from '../objects/args.ts';
import { toCInt } from '../objects/convert.ts';
import { typeError, valueError } from '../objects/errors.ts';
import { isTracked, settleLists } from '../objects/gclinks.ts';
import type { GcList } from '../objects/gclist.ts';
import { GC, type PyContainer, type PyObject, TF, type Visit } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, inTuple, type KwNames, m0, m1, mK, mN } from '../objects/slots.ts';
import { dictSetJs } from '../objects/types/dict.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { listPush, stealList } from '../objects/types/list.ts';
import { boolObject } from '../objects/types/singletons.ts';
import { newTuple, stealTuple } from '../objects/types/tuple.ts';
import { charge, chargeLater } from '../objects/work.ts';
import type { ModuleDef } from './module.ts';

const none = (rt: Runtime): PyObject => incref(rt.None);

function collect(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [generation] = parseArgs(rt, 'collect', args, kw, ['generation'], 0);
  const g = generation === null ? 2 : toCInt(rt, generation);
  if (g < 0 || g > 2) throw valueError(rt, 'invalid generation');
  return intFromNumber(rt, collectManually(rt, g));
}

function setThreshold(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const gc = rt.gc;
  if (args.length < 1 || args.length > 3) throw thresholdCount(rt, args.length);
  const values = args.map((a) => toCInt(rt, a));
  gc.threshold0 = values[0];
  if (values.length > 1) gc.threshold1 = values[1];
  if (values.length > 2 && rt.ruleset.collector.kind !== 'incremental') gc.threshold2 = values[2];
  return none(rt);
}

function thresholdCount(rt: Runtime, n: number): unknown {
  if (rt.ruleset.minor >= 13) return typeError(rt, 'gc.set_threshold requires 1 to 3 arguments');
  const bound = n < 1 ? 'at least 1 argument' : 'at most 3 arguments';
  return typeError(rt, `set_threshold() takes ${bound} (${n} given)`);
}

function getThreshold(rt: Runtime): PyObject {
  const gc = rt.gc;
  return stealTuple(
    rt,
    [gc.threshold0, gc.threshold1, gc.threshold2].map((n) => intFromNumber(rt, n)),
  );
}

function getCount(rt: Runtime): PyObject {
  const gc = rt.gc;
  const counts = [gc.count0, gc.count1, gc.count2];
  if (rt.ruleset.collector.kind === 'incremental' && collectorState(gc).visited === 2)
    counts.push(counts.splice(1, 1)[0]);
  return stealTuple(
    rt,
    counts.map((n) => intFromNumber(rt, n)),
  );
}

/** gc.get_objects(generation): tracked objects, youngest generation first, without the list itself. */
function getObjects(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [which] = parseArgs(rt, 'get_objects', args, kw, ['generation'], 0);
  settleLists(rt.gc);
  const { generations } = rt.gc;
  let chosen: readonly GcList[] = generations;
  if (which !== null && which !== rt.None) {
    if (which.type.slots.index === null)
      throw typeError(rt, `argument should be integer or None, not '${which.type.name}'`);
    const generation = toIndexNumber(rt, which);
    if (generation >= 3)
      throw valueError(rt, 'generation parameter must be less than the number of available generations (3)');
    // -1 stands for None in C.
    if (generation < -1) throw valueError(rt, 'generation parameter cannot be negative');
    if (generation >= 0) chosen = generationLists(rt, generation);
  }
  const result = stealList(rt, []);
  for (const list of chosen) {
    for (const o of list) {
      if (o === result) continue;
      charge(rt, 2);
      listPush(rt, result, incref(o));
    }
  }
  return result;
}

/** The incremental collector's middle generation is always empty; both old spaces are its oldest. */
function generationLists(rt: Runtime, generation: number): readonly GcList[] {
  const { generations } = rt.gc;
  if (rt.ruleset.collector.kind !== 'incremental') return [generations[generation]];
  return generation === 0 ? [generations[0]] : generation === 1 ? [] : [generations[1], generations[2]];
}

function getReferrers(rt: Runtime, _self: PyObject, args: Args): PyObject {
  // The tuple of the arguments is none of what it finds.
  const given = newTuple(rt, args);
  const result = stealList(rt, []);
  let found = false;
  const visit: Visit = (_rt, held) => {
    chargeLater(rt, args.length);
    if (!found && args.includes(held)) found = true;
  };
  settleLists(rt.gc);
  for (const list of rt.gc.generations) {
    for (const o of list) {
      if (o === result || o === given) continue;
      charge(rt, 8);
      found = false;
      o.type.slots.traverse!(rt, o, visit);
      if (found) listPush(rt, result, incref(o));
    }
  }
  decref(rt, given);
  return result;
}

function getReferents(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const result = stealList(rt, []);
  const visit: Visit = (_rt, held) => {
    charge(rt, 2);
    listPush(rt, result, incref(held));
  };
  for (const o of args) if (o.type.flags & TF.GC) o.type.slots.traverse?.(rt, o, visit);
  return result;
}

function isTrackedObject(rt: Runtime, _self: PyObject, o: PyObject): PyObject {
  return boolObject(rt, isTracked(o));
}

function isFinalized(rt: Runtime, _self: PyObject, o: PyObject): PyObject {
  return boolObject(rt, (o.type.flags & TF.GC) !== 0 && ((o as PyContainer).gcBits & GC.FINALIZED) !== 0);
}

function freeze(rt: Runtime): PyObject {
  const gc = rt.gc;
  settleLists(gc);
  for (const list of gc.generations) gc.permanent.merge(list);
  const { frozen, objectsBeside } = rt.ruleset.start;
  gc.frozenBeside = frozen + objectsBeside;
  gc.count0 = 0;
  gc.count1 = 0;
  gc.count2 = 0;
  return none(rt);
}

function unfreeze(rt: Runtime): PyObject {
  settleLists(rt.gc);
  rt.gc.generations[2].merge(rt.gc.permanent);
  rt.gc.frozenBeside = 0;
  return none(rt);
}

function getStats(rt: Runtime): PyObject {
  const withCandidates = rt.ruleset.collector.reportsCandidatesAndDuration;
  const rows = collectorState(rt.gc).stats.map((row) => {
    const d = newDict(rt);
    const put = (name: string, value: PyObject): void => {
      dictSetJs(rt, d, name, value);
      decref(rt, value);
    };
    put('collections', intFromNumber(rt, row.collections));
    put('collected', intFromNumber(rt, row.collected));
    put('uncollectable', intFromNumber(rt, row.uncollectable));
    if (withCandidates) {
      put('candidates', intFromNumber(rt, row.candidates));
      put('duration', floatNew(rt, 0));
    }
    return d;
  });
  const result = stealList(rt, []);
  for (const row of rows) listPush(rt, result, row);
  return result;
}

function setDebug(rt: Runtime, _self: PyObject, flags: PyObject): PyObject {
  collectorState(rt.gc).debug = toCInt(rt, flags);
  return none(rt);
}

export const gcModule: ModuleDef = {
  name: 'gc',
  functions: [
    m0('enable', (rt) => {
      rt.gc.enabled = true;
      return none(rt);
    }),
    m0('disable', (rt) => {
      rt.gc.enabled = false;
      return none(rt);
    }),
    m0('isenabled', (rt) => boolObject(rt, rt.gc.enabled)),
    mK('collect', collect),
    m0('get_count', getCount),
    inTuple(mN('set_threshold', setThreshold, 0, -1)),
    m0('get_threshold', getThreshold),
    mK('get_objects', getObjects),
    mN('get_referrers', getReferrers, 0, -1),
    inTuple(mN('get_referents', getReferents, 0, -1)),
    m1('is_tracked', isTrackedObject),
    m1('is_finalized', isFinalized),
    m0('freeze', freeze),
    m0('unfreeze', unfreeze),
    m0('get_freeze_count', (rt) => intFromNumber(rt, rt.gc.permanent.size + rt.gc.frozenBeside)),
    m0('get_stats', getStats),
    m1('set_debug', setDebug),
    m0('get_debug', (rt) => intFromNumber(rt, collectorState(rt.gc).debug)),
  ],
  leaveOut: (rules) => (rules.collector.hasIsFinalized ? [] : ['is_finalized']),
  setup(rt, module) {
    const state = collectorState(rt.gc);
    state.garbage ??= stealList(rt, []);
    state.callbacks ??= stealList(rt, []);
    const ns = module.dict as PyObject;
    dictSetJs(rt, ns, 'garbage', state.garbage);
    dictSetJs(rt, ns, 'callbacks', state.callbacks);
    for (const [name, value] of Object.entries(DEBUG)) {
      const flag = intFromNumber(rt, value);
      dictSetJs(rt, ns, `DEBUG_${name}`, flag);
      decref(rt, flag);
    }
  },
};
