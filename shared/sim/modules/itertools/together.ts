/** Several items at once: zip_longest, pairwise, batched (Modules/itertoolsmodule.c). */
import { objectIsTrue } from '../../objects/abstract/comparison.ts';
import { toIndexNumber } from '../../objects/abstract/indices.ts';
import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { parseArgs } from '../../objects/args.ts';
import { typeError, valueError } from '../../objects/errors.ts';
import type { PyObject } from '../../objects/header.ts';
import { decref, incref, orRelease } from '../../objects/refs.ts';
import { stealTuple } from '../../objects/types/tuple.ts';
import { exhaust, hold, makeNative, nativeType } from '../native-iterator.ts';
import { positional } from './common.ts';

/** zip() to the end of the longest. */
export const zipLongestDef = nativeType(
  'itertools.zip_longest',
  (rt, type, args, kw) => {
    let fill = rt.None;
    let n = args.length;
    if (kw !== null && kw.length > 0) {
      if (kw.length !== 1 || kw[0].v !== 'fillvalue') {
        throw typeError(rt, 'zip_longest() got an unexpected keyword argument');
      }
      n--;
      fill = args[n];
    }
    const iterators: PyObject[] = [];
    for (let i = 0; i < n; i++) iterators.push(getIter(rt, args[i]));
    return makeNative(rt, type, [incref(fill), ...iterators], [n]);
  },
  (rt, _o, state) => {
    const { held, n } = state;
    if (n[0] === 0) return null;
    const row: PyObject[] = [];
    for (let i = 1; i < held.length; i++) {
      const it = held[i];
      const item = it === null ? null : iterNext(rt, it);
      if (item !== null) {
        row.push(item);
        continue;
      }
      if (it !== null) {
        hold(rt, state, i, null);
        n[0]--;
        if (n[0] === 0) {
          for (const x of row) decref(rt, x);
          return null;
        }
      }
      row.push(incref(held[0]!));
    }
    return stealTuple(rt, row);
  },
);

/** Overlapping pairs (3.10+). */
export const pairwiseDef = nativeType(
  'itertools.pairwise',
  (rt, type, args, kw) => {
    const [iterable] = positional(rt, 'pairwise', args, kw, 1, 1);
    return makeNative(rt, type, [getIter(rt, iterable), null]);
  },
  (rt, _o, state) => {
    // The iterator may come back here: what is held is read anew after each call.
    const [it] = state.held;
    if (it === null) return null;
    if (state.held[1] === null) {
      const first = iterNext(rt, it);
      if (first === null) return exhaust(rt, state);
      hold(rt, state, 1, first);
      if (state.held[0] === null) return exhaust(rt, state);
    }
    const previous = incref(state.held[1]!);
    const next = orRelease(rt, previous, () => iterNext(rt, state.held[0]!));
    if (next === null) {
      decref(rt, previous);
      return exhaust(rt, state);
    }
    hold(rt, state, 1, incref(next));
    return stealTuple(rt, [previous, next]);
  },
);

/** Tuples of n items (3.12+). */
export const batchedDef = nativeType(
  'itertools.batched',
  (rt, type, args, kw) => {
    const names = rt.ruleset.minor >= 13 ? ['iterable', 'n', 'strict'] : ['iterable', 'n'];
    const [iterable, n, strict = null] = parseArgs(rt, 'batched', args, kw, names, 2, 2);
    const size = toIndexNumber(rt, n!);
    if (size < 1) throw valueError(rt, 'n must be at least one');
    return makeNative(
      rt,
      type,
      [getIter(rt, iterable!)],
      [size, strict !== null && objectIsTrue(rt, strict) ? 1 : 0],
    );
  },
  (rt, _o, state) => {
    const it = state.held[0];
    if (it === null) return null;
    const row: PyObject[] = [];
    while (row.length < state.n[0]) {
      const item = iterNext(rt, it);
      if (item === null) break;
      row.push(item);
    }
    if (row.length < state.n[0]) exhaust(rt, state);
    if (row.length === 0) return null;
    if (row.length < state.n[0] && state.n[1]) {
      for (const x of row) decref(rt, x);
      throw valueError(rt, 'batched(): incomplete batch');
    }
    return stealTuple(rt, row);
  },
);
