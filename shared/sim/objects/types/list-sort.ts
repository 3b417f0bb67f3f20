/** list.sort (Objects/listobject.c: list_sort_impl): the list is empty while it is sorted, keys are computed first. */

import { sortList as timsort } from '../../sort/timsort.ts';
import { richCompareBool } from '../abstract/comparison.ts';
import { valueError } from '../errors.ts';
import type { PyObject } from '../header.ts';
import { decref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { CMP } from '../slots.ts';
import { charge } from '../work.ts';

export function sortList(rt: Runtime, list: PyObject, key: PyObject | null, reverse: boolean): void {
  const items = list.v as PyObject[];
  const block = list.aux;
  const allocated = list.bits;
  list.v = [];
  list.aux = 0;
  list.bits = -1;
  let keys: PyObject[] | null = null;
  let modified = false;
  try {
    if (key !== null) {
      keys = [];
      for (const x of items) {
        charge(rt, 4);
        keys.push(callObject(rt, key, [x]));
      }
    }
    if (keys === null) timsort(items, undefined, (a, b) => lessThan(rt, a, b), reverse, rt.ruleset);
    else timsort(keys, items, (a, b) => lessThan(rt, a, b), reverse, rt.ruleset);
  } finally {
    if (keys !== null) for (const k of keys) decref(rt, k);
    modified = list.bits !== -1;
    const strays = list.v as PyObject[];
    const strayBlock = list.aux;
    list.v = items;
    list.aux = block;
    list.bits = allocated;
    for (const x of strays) decref(rt, x);
    if (strayBlock !== 0) rt.mem.free(strayBlock);
  }
  if (modified) throw valueError(rt, 'list modified during sort');
}

function lessThan(rt: Runtime, a: PyObject, b: PyObject): boolean {
  charge(rt, 2);
  if (a.type === b.type) {
    if (a.type === rt.intType || a.type === rt.floatType) return a.v < b.v;
    if (a.type === rt.strType && ((a.bits | b.bits) & 16) === 0) return a.v < b.v;
  }
  // The items are the sort's own: no comparison can let them die.
  return richCompareBool(rt, a, b, CMP.LT);
}
