/** New dicts (Objects/dictobject.c: new_dict, dict_new, _PyDict_NewPresized, new_dict_with_shared_keys). */

import { presizedSlots } from '../../tables/dict-size.ts';
import { gcAlloc, gcTrack } from '../gclinks.ts';
import { PyContainer, type SharedKeys, type Values } from '../header.ts';
import type { Runtime } from '../runtime.ts';
import { newSplitValues } from './dict-split.ts';
import { EMPTY_DICT, makeTable, ownData } from './dict-table.ts';
import { mayBeTracked, trackDict } from './dict-tracking.ts';

/** A new empty dict, without a table ({}). */
export function newDict(rt: Runtime): PyContainer {
  const kept = rt.free.dict.take();
  const type = rt.dictType;
  const addr = kept !== 0 ? kept : gcAlloc(rt, type.headBytes + type.basicSize);
  const dict = new PyContainer(type, addr, EMPTY_DICT, 0, 0);
  if (!rt.ruleset.collector.untrackedDicts) gcTrack(rt, dict);
  return dict;
}

/** As newDict, but never of a dead one's block: a call of the type allocates as for any type (dict_new, PyType_GenericAlloc). */
export function newDictApart(rt: Runtime): PyContainer {
  const type = rt.dictType;
  const dict = new PyContainer(type, gcAlloc(rt, type.headBytes + type.basicSize), EMPTY_DICT, 0, 0);
  if (!rt.ruleset.collector.untrackedDicts) gcTrack(rt, dict);
  return dict;
}

/** A new empty dict with room for `n` entries (_PyDict_NewPresized). */
export function newDictPresized(rt: Runtime, n: number, unicode: boolean): PyContainer {
  const dict = newDict(rt);
  if (n > 0) {
    const slots = presizedSlots(n, rt.ruleset);
    if (slots > 0) makeTable(rt, dict, Math.log2(slots), unicode);
  }
  return dict;
}

/** A dict of values by shared keys (new_dict_with_shared_keys). */
export function newSplitDict(rt: Runtime, keys: SharedKeys): PyContainer {
  const dict = newDict(rt);
  ownData(dict).values = newSplitValues(rt, keys);
  return dict;
}

/** The dict over an instance's values (3.11+: make_dict_from_instance_attributes); shares `values`. */
export function dictFromValues(rt: Runtime, values: Values): PyContainer {
  const dict = newDict(rt);
  ownData(dict).values = values;
  if (rt.ruleset.collector.untrackedDicts && values.items.some((o) => o !== null && mayBeTracked(o)))
    trackDict(rt, dict);
  return dict;
}
