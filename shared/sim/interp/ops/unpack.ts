/** UNPACK_SEQUENCE and UNPACK_EX (Python/ceval.c: unpack_iterable). */
import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { isPyError, PY_ERROR, swallow, takeRaised, typeError, valueError } from '../../objects/errors.ts';
import { K, type PyObject } from '../../objects/header.ts';
import { decref, decrefAll, incref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import { dictLength } from '../../objects/types/dict-table.ts';
import { stealList } from '../../objects/types/list.ts';
import { listExtend } from '../../objects/types/list-type.ts';

/** UNPACK_SEQUENCE: n items as new references, first item first. */
export function unpackSequence(rt: Runtime, seq: PyObject, n: number): PyObject[] {
  if (seq.type === rt.tupleType || seq.type === rt.listType) {
    const items = seq.v as PyObject[];
    if (items.length === n) {
      const own = items.slice();
      for (let i = 0; i < n; i++) incref(own[i]);
      return own;
    }
  }
  return unpackIterable(rt, seq, n, -1);
}

/** Items of an iterable: `before`, and if `after` is not negative a list and `after` more (unpack_iterable). */
export function unpackIterable(rt: Runtime, seq: PyObject, before: number, after: number): PyObject[] {
  let it: PyObject;
  try {
    it = getIter(rt, seq);
  } catch (error) {
    if (seq.type.slots.iter === null && swallow(rt, error, rt.exc['TypeError'])) {
      throw typeError(rt, `cannot unpack non-iterable ${seq.type.name} object`);
    }
    throw error;
  }
  const items: PyObject[] = [];
  const fail = (marker: unknown): unknown => {
    const saved = rt.thread.raised === null ? null : takeRaised(rt);
    decrefAll(rt, items);
    if (saved !== null) rt.thread.raised = saved;
    return marker;
  };
  try {
    for (let i = 0; i < before; i++) {
      const x = iterNext(rt, it);
      if (x === null) {
        const least = after >= 0 ? 'at least ' : '';
        throw valueError(
          rt,
          `not enough values to unpack (expected ${least}${before + Math.max(after, 0)}, got ${i})`,
        );
      }
      items.push(x);
    }
    if (after < 0) {
      const x = iterNext(rt, it);
      if (x !== null) {
        decref(rt, x);
        const sized =
          rt.ruleset.minor >= 14 &&
          (seq.type === rt.tupleType || seq.type === rt.listType || seq.type === rt.dictType);
        const got = sized ? `, got ${seq.type.kind === K.DICT ? dictLength(seq) : seq.v.length}` : '';
        throw valueError(rt, `too many values to unpack (expected ${before}${got})`);
      }
      return items;
    }
    const list = stealList(rt, []);
    items.push(list);
    listExtend(rt, list, it);
    const n = list.v.length as number;
    if (n < after) {
      throw valueError(
        rt,
        `not enough values to unpack (expected at least ${before + after}, got ${before + n})`,
      );
    }
    const tail = (list.v as PyObject[]).splice(n - after, after);
    items.push(...tail);
    return items;
  } catch (error) {
    throw isPyError(rt, error) ? fail(PY_ERROR) : error;
  } finally {
    decref(rt, it);
  }
}
