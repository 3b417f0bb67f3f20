/** update() of an OrderedDict (Objects/odictobject.c: mutablemapping_update). */
import { findAttr } from '../objects/abstract/attributes.ts';
import { getItem } from '../objects/abstract/container.ts';
import { forEach, listItems } from '../objects/abstract/iteration.ts';
import { typeError, valueError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, orRelease } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import type { Args, KwNames } from '../objects/slots.ts';
import { dictEntries } from '../objects/types/dict-entries.ts';
import { stealList } from '../objects/types/list.ts';
import { noneObject } from '../objects/types/singletons.ts';
import { newTuple } from '../objects/types/tuple.ts';
import { put } from './ordered-dict-nodes.ts';

/** Puts what a mapping or an iterable of pairs has into an OrderedDict. */
export function updateWith(rt: Runtime, o: PyObject, source: PyObject): void {
  const pairsOf = (items: PyObject): void =>
    forEach(rt, items, (pair) => {
      let both: PyObject[];
      try {
        both = listItems(rt, pair);
      } finally {
        decref(rt, pair);
      }
      try {
        if (both.length !== 2) {
          throw valueError(
            rt,
            both.length < 2
              ? `need more than ${both.length} value${both.length === 1 ? '' : 's'} to unpack`
              : 'too many values to unpack (expected 2)',
          );
        }
        put(rt, o, both[0], both[1]);
      } finally {
        for (const x of both) decref(rt, x);
      }
    });
  if (source.type === rt.dictType) {
    const items = stealList(
      rt,
      dictEntries(rt, source).map((pair) => newTuple(rt, pair)),
    );
    orRelease(rt, items, () => pairsOf(items));
    decref(rt, items);
    return;
  }
  const keys = findAttr(rt, source, 'keys');
  if (keys !== null) {
    const names = orRelease(rt, keys, () => callObject(rt, keys, []));
    decref(rt, keys);
    try {
      forEach(rt, names, (key) => {
        const value = getItem(rt, source, key);
        try {
          put(rt, o, key, value);
        } finally {
          decref(rt, value);
          decref(rt, key);
        }
      });
    } finally {
      decref(rt, names);
    }
    return;
  }
  const items = findAttr(rt, source, 'items');
  if (items === null) pairsOf(source);
  else {
    const pairs = orRelease(rt, items, () => callObject(rt, items, []));
    decref(rt, items);
    orRelease(rt, pairs, () => pairsOf(pairs));
    decref(rt, pairs);
  }
}

/** OrderedDict.update([other], **kw). */
export function update(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const n = args.length - (kw?.length ?? 0);
  if (n > 1) throw typeError(rt, `update() takes at most 1 positional argument (${n} given)`);
  if (n === 1) updateWith(rt, self, args[0]);
  if (kw === null) return noneObject(rt);
  // As of a dict, their pairs in a list.
  const pairs = stealList(
    rt,
    kw.map((name, i) => newTuple(rt, [name, args[n + i]])),
  );
  orRelease(rt, pairs, () => {
    for (let i = 0; i < kw.length; i++) put(rt, self, kw[i], args[n + i]);
  });
  decref(rt, pairs);
  return noneObject(rt);
}
