/** The native half of weakref (Modules/_weakref.c); the containers are Python (lib/weakref.ts). */
import { argumentTypeName } from '../objects/convert.ts';
import { typeError } from '../objects/errors.ts';
import { K, type PyContainer, type PyObject } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, inTuple, m1, mN } from '../objects/slots.ts';
import { dictDelete, dictGet, dictSetJs } from '../objects/types/dict.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { stealList } from '../objects/types/list.ts';
import { chargeScan } from '../objects/work.ts';
import { callableProxyDef, newProxy, proxyDef } from '../weakrefs/proxy.ts';
import { refDef } from '../weakrefs/ref.ts';
import { supportsWeakrefs, weakrefData, weakrefsOf } from '../weakrefs/refs.ts';
import type { ModuleDef } from './module.ts';

function refsOf(rt: Runtime, o: PyObject): PyContainer[] {
  const refs = supportsWeakrefs(o.type) ? weakrefsOf(rt, o as PyContainer) : [];
  // Of those with a callback an object may have any number.
  chargeScan(rt, 8 * refs.length);
  return refs;
}

/** Deletes `dict[key]` if its value is a dead reference (_remove_dead_weakref). */
function removeDead(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const [dict, key] = args;
  if (dict.type.kind !== K.DICT)
    throw typeError(rt, `_remove_dead_weakref() argument 1 must be dict, not ${argumentTypeName(rt, dict)}`);
  const value = dictGet(rt, dict, key);
  if (value === null) return incref(rt.None);
  if (value.type.kind !== K.WEAKREF) throw typeError(rt, 'not a weakref');
  if (weakrefData(value).target === null) dictDelete(rt, dict, key);
  return incref(rt.None);
}

export const weakrefModule: ModuleDef = {
  name: '_weakref',
  types: [refDef, proxyDef, callableProxyDef],
  functions: [
    m1('getweakrefcount', (rt, _self, o) => intFromNumber(rt, refsOf(rt, o).length)),
    m1('getweakrefs', (rt, _self, o) => stealList(rt, refsOf(rt, o).map(incref))),
    inTuple(
      mN('proxy', (rt, _self, args) => newProxy(rt, args[0], args[1] ?? null), 1, 2),
      (minor) => minor <= 10,
    ),
    mN('_remove_dead_weakref', removeDead, 2, 2),
  ],
  setup(rt, module) {
    dictSetJs(rt, module.dict as PyObject, 'ref', rt.types['weakref.ReferenceType']);
  },
};
