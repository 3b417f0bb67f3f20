/**
 * Combinations: product, combinations, permutations (Modules/itertoolsmodule.c). They hold their pools and their last
 * result (null before the first); their `n` is [started or done, r, indices...], whose room are blocks of their own.
 */

import { listItems } from '../../objects/abstract/iteration.ts';
import { parseArgs } from '../../objects/args.ts';
import { toSsize } from '../../objects/convert.ts';
import { typeError, valueError } from '../../objects/errors.ts';
import { gcTrack, isTracked } from '../../objects/gclinks.ts';
import { K, type PyContainer, type PyObject } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import type { TypeDef } from '../../objects/typedef.ts';
import { packTuple, stealTuple } from '../../objects/types/tuple.ts';
import { charge } from '../../objects/work.ts';
import { hold, makeNative, type NativeState, nativeType, sizeWithIndices } from '../native-iterator.ts';
import { mustHoldIndices, range } from './common.ts';

/** A pool of items that combinatoric iterators index: a tuple, held. */
function pool(rt: Runtime, iterable: PyObject): PyObject {
  return stealTuple(rt, listItems(rt, iterable));
}

/** Whatever `check` throws, the pool is released then. */
function releasing(rt: Runtime, p: PyObject, check: () => void): void {
  try {
    check();
  } catch (error) {
    decref(rt, p);
    throw error;
  }
}

const items = (tuple: PyObject | null): PyObject[] => (tuple as PyObject).v as PyObject[];

function pick(rt: Runtime, from: PyObject[], indices: readonly number[]): PyObject {
  return stealTuple(
    rt,
    indices.map((i) => incref(from[i])),
  );
}

/**
 * The tuple of the last result, which is the next one as well: changed in place, or a copy of it where others hold it
 * (product_next, combinations_next, cwr_next, permutations_next). `at` is its place among what the iterator holds.
 */
function reopened(rt: Runtime, state: NativeState, at: number): PyObject[] {
  let result = state.held[at]!;
  if (result.refcnt > 1) {
    result = packTuple(
      rt,
      items(result).map((o) => incref(o)),
    );
    hold(rt, state, at, result);
  } else if (!isTracked(result)) gcTrack(rt, result as PyContainer);
  return items(result);
}

/** Keeps a first result, and gives it out. */
function keep(state: NativeState, at: number, result: PyObject): PyObject {
  state.held[at] = result;
  return incref(result);
}

/** Puts another item, borrowed or `owned`, in a place of a result. */
function put(rt: Runtime, row: PyObject[], i: number, item: PyObject, owned = false): void {
  const old = row[i];
  row[i] = owned ? item : incref(item);
  decref(rt, old);
}

/** The block of `count` indices. */
function indexBlock(rt: Runtime, count: number): number {
  return rt.mem.alloc(Math.max(1, 8 * count));
}

/** The cartesian product; it holds the tuple of its pools and its last result. */
export const productDef = nativeType(
  'itertools.product',
  (rt, type, args, kw) => {
    let times = 1;
    let n = args.length;
    if (kw !== null && kw.length > 0) {
      parseArgs(rt, 'product', args.slice(n - kw.length), kw, ['repeat'], 0);
      n--;
      times = toSsize(rt, args[n]);
      if (times < 0) throw valueError(rt, 'repeat argument cannot be negative');
    }
    if (n === 0) times = 0;
    const count = times * n;
    mustHoldIndices(rt, count);
    const block = indexBlock(rt, count);
    const pools = stealTuple(rt, new Array<PyObject>(count).fill(rt.None).map(incref));
    const all = items(pools);
    try {
      for (let i = 0; i < Math.min(n, count); i++) put(rt, all, i, pool(rt, args[i]), true);
    } catch (error) {
      decref(rt, pools);
      rt.mem.free(block);
      throw error;
    }
    for (let i = n; i < count; i++) put(rt, all, i, all[i - n]);
    if (count > 0 && !isTracked(pools)) gcTrack(rt, pools as PyContainer);
    const empty = all.some((p) => items(p).length === 0);
    return makeNative(rt, type, [pools, null], [empty ? 2 : 0, ...all.map(() => 0)], [block]);
  },
  (rt, _o, state) => {
    const { held, n } = state;
    if (n[0] === 2) return null;
    const pools = items(held[0]);
    charge(rt, pools.length);
    if (held[1] === null) {
      n[0] = 1;
      const first = pools.map((p, i) => incref(items(p)[n[i + 1]]));
      return keep(state, 1, stealTuple(rt, first));
    }
    const row = reopened(rt, state, 1);
    let i = pools.length - 1;
    for (; i >= 0; i--) {
      const from = items(pools[i]);
      n[i + 1]++;
      const rolls = n[i + 1] === from.length;
      if (rolls) n[i + 1] = 0;
      put(rt, row, i, from[n[i + 1]]);
      if (!rolls) break;
    }
    if (i < 0) {
      n[0] = 2;
      return null;
    }
    return incref(held[1]!);
  },
  { methods: [sizeWithIndices(({ n }) => n.length - 1)] },
);

/** Advances sorted index vectors; false when there is none left. */
type Advance = (indices: number[], size: number) => boolean;

function selecting(
  name: string,
  start: (r: number, size: number) => number[] | null,
  next: Advance,
): TypeDef {
  return nativeType(
    `itertools.${name}`,
    (rt, type, args, kw) => {
      const [iterable, length] = parseArgs(rt, name, args, kw, ['iterable', 'r'], 2);
      const r = toSsize(rt, length!);
      const p = pool(rt, iterable!);
      const size = items(p).length;
      releasing(rt, p, () => {
        if (r < 0)
          throw valueError(rt, rt.ruleset.minor >= 15 ? 'r cannot be negative' : 'r must be non-negative');
        mustHoldIndices(rt, r);
      });
      const first = start(r, size);
      const block = indexBlock(rt, r);
      return makeNative(rt, type, [p, null], first === null ? [2, r] : [0, r, ...first], [block]);
    },
    (rt, _o, state) => {
      const { held, n } = state;
      if (n[0] === 2) return null;
      const from = items(held[0]);
      charge(rt, n.length);
      const indices = n.slice(2);
      if (held[1] === null) {
        n[0] = 1;
        return keep(state, 1, pick(rt, from, indices));
      }
      const row = reopened(rt, state, 1);
      if (!next(indices, from.length)) {
        n[0] = 2;
        return null;
      }
      for (let i = 0; i < indices.length; i++) {
        if (n[i + 2] !== indices[i]) put(rt, row, i, from[indices[i]]);
        n[i + 2] = indices[i];
      }
      return incref(held[1]!);
    },
    { methods: [sizeWithIndices(({ n }) => n[1])] },
  );
}

/** r items of a pool, in its order. */
export const combinationsDef = selecting(
  'combinations',
  (r, size) => (r > size ? null : range(r)),
  (indices, size) => {
    const r = indices.length;
    let i = r - 1;
    while (i >= 0 && indices[i] === i + size - r) i--;
    if (i < 0) return false;
    indices[i]++;
    for (let j = i + 1; j < r; j++) indices[j] = indices[j - 1] + 1;
    return true;
  },
);

/** r items of a pool, in its order, each any number of times. */
export const combinationsWithReplacementDef = selecting(
  'combinations_with_replacement',
  (r, size) => (size === 0 && r > 0 ? null : new Array<number>(r).fill(0)),
  (indices, size) => {
    let i = indices.length - 1;
    while (i >= 0 && indices[i] === size - 1) i--;
    if (i < 0) return false;
    indices.fill(indices[i] + 1, i);
    return true;
  },
);

/** r items of a pool in every order. */
export const permutationsDef = nativeType(
  'itertools.permutations',
  (rt, type, args, kw) => {
    const [iterable, length] = parseArgs(rt, 'permutations', args, kw, ['iterable', 'r'], 1);
    const p = pool(rt, iterable!);
    const size = items(p).length;
    let r = size;
    releasing(rt, p, () => {
      if (length !== null && length !== rt.None) {
        if (length.type.kind !== K.INT) throw typeError(rt, 'Expected int as r');
        r = toSsize(rt, length);
      }
      if (r < 0) throw valueError(rt, 'r must be non-negative');
      mustHoldIndices(rt, r);
    });
    const cycles = range(Math.min(r, size)).map((i) => size - i);
    return makeNative(
      rt,
      type,
      [p, null],
      [r > size ? 2 : 0, r, ...range(size), ...(r > size ? [] : cycles)],
      [indexBlock(rt, size), indexBlock(rt, r)],
    );
  },
  (rt, _o, state) => {
    const { held, n } = state;
    if (n[0] === 2) return null;
    const from = items(held[0]);
    const size = from.length;
    const r = n[1];
    charge(rt, n.length);
    if (held[1] === null) {
      n[0] = 1;
      return keep(state, 1, pick(rt, from, n.slice(2, 2 + r)));
    }
    const row = reopened(rt, state, 1);
    const before = n.slice(2, 2 + r);
    if (!advancePermutation(n, size, r)) {
      n[0] = 2;
      return null;
    }
    for (let i = 0; i < r; i++) if (before[i] !== n[i + 2]) put(rt, row, i, from[n[i + 2]]);
    return incref(held[1]!);
  },
  { methods: [sizeWithIndices(({ held, n }) => (held[0] === null ? 0 : items(held[0]).length) + n[1])] },
);

/** n: [state, r, indices (size of them), cycles (r of them)]. */
function advancePermutation(n: number[], size: number, r: number): boolean {
  const cycles = 2 + size;
  for (let i = r - 1; i >= 0; i--) {
    n[cycles + i]--;
    if (n[cycles + i] === 0) {
      const [first] = n.splice(2 + i, 1);
      n.splice(1 + size, 0, first);
      n[cycles + i] = size - i;
    } else {
      const j = size - n[cycles + i];
      [n[2 + i], n[2 + j]] = [n[2 + j], n[2 + i]];
      return true;
    }
  }
  return false;
}
