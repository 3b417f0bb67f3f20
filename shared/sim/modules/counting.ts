/** _count_elements (Modules/_collectionsmodule.c): how Counter counts the items of an iterable. */

import { getAttrJs } from '../objects/abstract/attributes.ts';
import { setItem } from '../objects/abstract/container.ts';
import { forEach } from '../objects/abstract/iteration.ts';
import { lookupOnType } from '../objects/abstract/lookup.ts';
import { binaryOp } from '../objects/abstract/number.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref, incref, orRelease } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, mN } from '../objects/slots.ts';
import { dictGet, dictSet } from '../objects/types/dict.ts';
import { hashOf } from '../objects/types/dict-hashes.ts';
import { intFromNumber } from '../objects/types/int.ts';

/** Counts each item in a mapping; one that stores as dict does is written to directly, each item hashed once. */
function countElements(rt: Runtime, _self: PyObject, [mapping, iterable]: Args): PyObject {
  const one = intFromNumber(rt, 1);
  try {
    if (storesAsDict(rt, mapping)) {
      forEach(rt, iterable, (key) => {
        try {
          const hash = hashOf(rt, key);
          const old = dictGet(rt, mapping, key, hash);
          const count = old === null ? incref(one) : binaryOp(rt, old, one, 'add', '+');
          dictSet(rt, mapping, key, count, hash);
          decref(rt, count);
        } finally {
          decref(rt, key);
        }
      });
    } else countSlowly(rt, mapping, iterable, one);
  } finally {
    decref(rt, one);
  }
  return incref(rt.None);
}

function storesAsDict(rt: Runtime, mapping: PyObject): boolean {
  if (mapping.type.kind !== K.DICT) return false;
  return ['get', '__setitem__'].every(
    (name) => lookupOnType(mapping.type, name) === lookupOnType(rt.dictType, name),
  );
}

function countSlowly(rt: Runtime, mapping: PyObject, iterable: PyObject, one: PyObject): void {
  const get = getAttrJs(rt, mapping, 'get');
  const zero = intFromNumber(rt, 0);
  try {
    forEach(rt, iterable, (key) => {
      try {
        const old = callObject(rt, get, [key, zero]);
        const count = orRelease(rt, old, () => binaryOp(rt, old, one, 'add', '+'));
        decref(rt, old);
        orRelease(rt, count, () => setItem(rt, mapping, key, count));
        decref(rt, count);
      } finally {
        decref(rt, key);
      }
    });
  } finally {
    decref(rt, get);
    decref(rt, zero);
  }
}

export const countElementsDef = mN('_count_elements', countElements, 2, 2);
