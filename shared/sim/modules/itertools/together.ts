/** Several items at once: zip_longest, pairwise, batched (Modules/itertoolsmodule.c). */
import { objectIsTrue } from '../../objects/abstract/comparison.ts';
import { toIndexNumber } from '../../objects/abstract/indices.ts';
import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { parseArgs } from '../../objects/args.ts';
import { typeError, valueError } from '../../objects/errors.ts';
import { gcTrack, isTracked } from '../../objects/gclinks.ts';
import type { PyContainer, PyObject } from '../../objects/header.ts';
import { decref, decrefAll, incref, orRelease } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import { packTuple, stealTuple } from '../../objects/types/tuple.ts';
import { exhaust, hold, makeNative, nativeType } from '../native-iterator.ts';
import { positional } from './common.ts';

/** Lets go of an unfinished row: the tuple that is used again, or the items of a new one. */
function releaseRow(rt: Runtime, again: PyObject | null, row: readonly PyObject[]): void {
  if (again !== null) decref(rt, again);
  else decrefAll(rt, row);
}

function orReleaseRow<T>(rt: Runtime, again: PyObject | null, row: readonly PyObject[], act: () => T): T {
  try {
    return act();
  } catch (error) {
    releaseRow(rt, again, row);
    throw error;
  }
}

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
    const again = stealTuple(
      rt,
      iterators.map(() => incref(rt.None)),
    );
    return makeNative(rt, type, [incref(fill), again, ...iterators], [n]);
  },
  (rt, _o, state) => {
    const { held, n } = state;
    if (n[0] === 0) return null;
    // Up to here nobody else has the tuple: it is given out again, each place exchanged as its item comes.
    const again = held[1]!.refcnt === 1 ? incref(held[1]!) : null;
    const row = again === null ? [] : (again.v as PyObject[]);
    for (let i = 2; i < held.length; i++) {
      const it = held[i];
      let item = it === null ? null : orReleaseRow(rt, again, row, () => iterNext(rt, it));
      if (item === null) {
        if (it !== null) {
          hold(rt, state, i, null);
          n[0]--;
          if (n[0] === 0) {
            releaseRow(rt, again, row);
            return null;
          }
        }
        item = incref(held[0]!);
      }
      if (again === null) row.push(item);
      else {
        const old = row[i - 2];
        row[i - 2] = item;
        decref(rt, old);
      }
    }
    if (again === null) return stealTuple(rt, row);
    if (!isTracked(again)) gcTrack(rt, again as PyContainer);
    return again;
  },
);

/** Overlapping pairs (3.10+). */
export const pairwiseDef = nativeType(
  'itertools.pairwise',
  (rt, type, args) => {
    const [iterable] = positional(rt, 'pairwise', args, 1, 1);
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
    return rt.ruleset.minor >= 15 ? packTuple(rt, [previous, next]) : stealTuple(rt, [previous, next]);
  },
  { noKeywords: true },
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
