/** dict.update() (Objects/dictobject.c: dict_update_arg, PyDict_MergeFromSeq2). */
import { findAttr } from '../abstract/attributes.ts';
import { getItem } from '../abstract/container.ts';
import { forEach, listItems } from '../abstract/iteration.ts';
import { isPyError, takeRaised, typeError, valueError } from '../errors.ts';
import type { PyContainer, PyObject } from '../header.ts';
import { decref, orRelease } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { dictSet } from './dict.ts';
import { newDict } from './dict-making.ts';
import { dictCopy, dictMerge } from './dict-merge.ts';
import { isAnyDict } from './dict-table.ts';

/** A dict of what a dict (or an instance of a subclass) has; a subclass that iterates in a way of its own is asked for its keys (PyDict_Copy). */
export function dictCopyOf(rt: Runtime, from: PyObject): PyContainer {
  if (from.type.slots.iter === rt.dictType.slots.iter) return dictCopy(rt, from);
  const copy = newDict(rt);
  updateFrom(rt, copy, from);
  return copy;
}

/** dict.update(arg): mappings by keys(), others as pairs. */
export function updateFrom(rt: Runtime, dict: PyObject, arg: PyObject, override = true): void {
  if (isAnyDict(arg) && arg.type.slots.iter === rt.dictType.slots.iter) {
    dictMerge(rt, dict, arg, override);
    return;
  }
  const keys = findAttr(rt, arg, 'keys');
  if (keys !== null) {
    let names: PyObject;
    try {
      names = callObject(rt, keys, []);
    } finally {
      decref(rt, keys);
    }
    try {
      forEach(rt, names, (key) => {
        try {
          const value = getItem(rt, arg, key);
          orRelease(rt, value, () => dictSet(rt, dict, key, value));
          decref(rt, value);
        } finally {
          decref(rt, key);
        }
      });
    } finally {
      decref(rt, names);
    }
    return;
  }
  let i = 0;
  forEach(rt, arg, (pair) => {
    let items: PyObject[];
    try {
      items = listItems(rt, pair);
    } catch (error) {
      decref(rt, pair);
      if (isPyError(rt, error) && rt.thread.raised!.type === rt.exc['TypeError']) {
        decref(rt, takeRaised(rt));
        throw typeError(
          rt,
          rt.ruleset.minor >= 14
            ? `object is not iterable`
            : `cannot convert dictionary update sequence element #${i} to a sequence`,
        );
      }
      throw error;
    }
    decref(rt, pair);
    try {
      if (items.length !== 2) {
        throw valueError(
          rt,
          `dictionary update sequence element #${i} has length ${items.length}; 2 is required`,
        );
      }
      dictSet(rt, dict, items[0], items[1]);
    } finally {
      for (const x of items) decref(rt, x);
    }
    i++;
  });
}
