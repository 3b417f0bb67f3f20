/**
 * `&`, `|`, `-` and `^` of a dict's keys and items: they give sets (dictobject.c: dictviews_sub, _PyDictView_Intersect, dictviews_or,
 * dictviews_xor, dictitems_xor). What is walked in which order decides the order of the set.
 */
import { callMethod } from '../abstract/calls.ts';
import { richCompareBool } from '../abstract/comparison.ts';
import { contains, objectLength } from '../abstract/container.ts';
import { forEach } from '../abstract/iteration.ts';
import { K, type PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { CMP } from '../slots.ts';
import { dictDelete, dictGet } from './dict.ts';
import { dictNext, entryKey, entryValue } from './dict-entries.ts';
import { dictCopy } from './dict-merge.ts';
import type { DictData } from './dict-table.ts';
import { newTuple } from './tuple.ts';

/** Keys and items of dicts; those of an OrderedDict are odict_keys and odict_items (PyDictViewSet_Check). */
function isViewSet(o: PyObject): boolean {
  return /^o?dict_(keys|items)$/.test(o.type.name);
}

/** What a view can be compared with: sets, and other such views. */
export function isSetLike(o: PyObject): boolean {
  return o.type.kind === K.SET || isViewSet(o);
}

/** The set to go on with; from 3.9 on all keys of a dict are taken over at once, into a table that has room for them (dictviews_to_set). */
function toSet(rt: Runtime, o: PyObject): PyObject {
  const whole =
    rt.ruleset.minor >= 9 && o.type.name === 'dict_keys' && (o.v as PyObject).type === rt.dictType;
  return callObject(rt, rt.setType, [whole ? (o.v as PyObject) : o]);
}

/** `set(a).method(b)`, where the method changes the set. */
function updated(rt: Runtime, a: PyObject, method: string, b: PyObject): PyObject {
  const set = toSet(rt, a);
  try {
    decref(rt, callMethod(rt, set, method, [b]));
    return incref(set);
  } finally {
    decref(rt, set);
  }
}

export const viewUnion = (rt: Runtime, a: PyObject, b: PyObject): PyObject => updated(rt, a, 'update', b);

export const viewDifference = (rt: Runtime, a: PyObject, b: PyObject): PyObject =>
  updated(rt, a, 'difference_update', b);

/** From 3.9 on the shorter of two views is walked, and a set is left to its own intersection where it is not shorter. */
export function viewIntersection(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  if (rt.ruleset.minor < 9) return updated(rt, a, 'intersection_update', b);
  let [self, other] = isViewSet(a) ? [a, b] : [b, a];
  const length = objectLength(rt, self);
  if (other.type === rt.setType && length <= objectLength(rt, other))
    return callMethod(rt, other, 'intersection', [self]);
  if (isViewSet(other) && objectLength(rt, other) > length) [self, other] = [other, self];
  const set = callObject(rt, rt.setType, []);
  try {
    forEach(rt, other, (x) => {
      try {
        if (contains(rt, self, x)) decref(rt, callMethod(rt, set, 'add', [x]));
      } finally {
        decref(rt, x);
      }
    });
    return incref(set);
  } finally {
    decref(rt, set);
  }
}

/** From 3.10 on, items with items compare the values of common keys instead of hashing pairs. */
export function viewSymmetricDifference(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  const items = (o: PyObject) => o.type.name === 'dict_items' || o.type.name === 'odict_items';
  if (rt.ruleset.minor < 10 || !items(a) || !items(b))
    return updated(rt, a, 'symmetric_difference_update', b);
  const left = dictCopy(rt, a.v as PyObject);
  const set = callObject(rt, rt.setType, []);
  try {
    const right = (b.v as PyObject).v as DictData;
    for (let i = dictNext(rt, right, 0); i >= 0; i = dictNext(rt, right, i + 1)) {
      // Both held: a comparison may run code that changes the dict.
      const pair = newTuple(rt, [entryKey(rt, right, i), entryValue(rt, right, i)]);
      try {
        const [key, value] = pair.v as PyObject[];
        const own = dictGet(rt, left, key);
        if (own !== null && richCompareBool(rt, own, value, CMP.EQ)) dictDelete(rt, left, key);
        else decref(rt, callMethod(rt, set, 'add', [pair]));
      } finally {
        decref(rt, pair);
      }
    }
    const rest = callMethod(rt, left, 'items', []);
    try {
      decref(rt, callMethod(rt, set, 'update', [rest]));
    } finally {
      decref(rt, rest);
    }
    return incref(set);
  } finally {
    decref(rt, set);
    decref(rt, left);
  }
}
