/**
 * list.sort (Objects/listobject.c: list_sort_impl; listsort.txt): natural runs, short ones extended by binary
 * insertion, merged with galloping. It makes the same comparisons in the same order as CPython, since programs
 * can count and log their `__lt__`. Runs are found in runs.ts and merged in merging.ts; which are merged when is
 * decided here: by timsort's invariants up to 3.10, by node power (powersort) from 3.11.
 */
import type { Ruleset } from '../rulesets/index.ts';
import { mergeRuns } from './merging.ts';
import { countEqualAwareRun, countStrictRun, insertSorted } from './runs.ts';
import { Slice } from './slice.ts';

/** `a < b` of two keys. May run the program's code and throw. */
export type LessThan<K> = (a: K, b: K) => boolean;

interface Run {
  readonly start: number;
  length: number;
  power: number;
}

const maxMinrun = 64;

/**
 * Sorts `keys` in place and moves `values`, if given, along with them. Stable. Where `lessThan` throws, both hold some
 * permutation of what they held, as CPython leaves them. With `reverse` the order is turned, still stable: the
 * arrays are reversed before and after.
 */
export function sortList<K, V>(
  keys: K[],
  values: V[] | undefined,
  lessThan: LessThan<K>,
  reverse: boolean,
  rules: Ruleset,
): void {
  if (keys.length < 2) return;
  if (reverse) reverseBoth(keys, values);
  try {
    sortForward(new Slice(keys, values, lessThan), rules);
  } finally {
    if (reverse) reverseBoth(keys, values);
  }
}

function reverseBoth<K, V>(keys: K[], values: V[] | undefined): void {
  keys.reverse();
  values?.reverse();
}

function sortForward<K, V>(slice: Slice<K, V>, rules: Ruleset): void {
  const total = slice.keys.length;
  const runs: Run[] = [];
  const countRun = rules.sort.countRun === 'strict' ? countStrictRun : countEqualAwareRun;
  const minrun = rules.sort.minrun === 'fixed' ? fixedMinrun(total) : varyingMinrun(total);
  for (let start = 0; start < total; ) {
    let length = countRun(slice, start, total);
    const wanted = Math.min(minrun(), total - start);
    if (length < wanted) {
      insertSorted(slice, start, start + wanted, start + length);
      length = wanted;
    }
    if (rules.sort.mergePolicy === 'powersort') mergeByPower(slice, runs, length, total);
    runs.push({ start, length, power: 0 });
    if (rules.sort.mergePolicy === 'timsort') mergeByInvariants(slice, runs);
    start += length;
  }
  while (runs.length > 1) {
    let i = runs.length - 2;
    if (i > 0 && runs[i - 1].length < runs[i + 1].length) i--;
    mergeAt(slice, runs, i);
  }
}

/** merge_compute_minrun: 32 to 64, such that total / minrun is a power of two or a little less. */
function fixedMinrun(total: number): () => number {
  let rest = 0;
  let n = total;
  while (n >= maxMinrun) {
    rest |= n & 1;
    n >>= 1;
  }
  return () => n + rest;
}

/** minrun_next (3.15): run by run the integer part of total / 2**e, the fraction carried over. */
function varyingMinrun(total: number): () => number {
  let unit = 1;
  while (Math.floor(total / unit) >= maxMinrun) unit *= 2;
  let current = 0;
  return () => {
    current += total;
    const minrun = Math.floor(current / unit);
    current %= unit;
    return minrun;
  };
}

/** merge_collapse: until len[-3] > len[-2] + len[-1] and len[-2] > len[-1]. */
function mergeByInvariants<K, V>(slice: Slice<K, V>, runs: Run[]): void {
  while (runs.length > 1) {
    let i = runs.length - 2;
    const length = (at: number): number => runs[at].length;
    if (
      (i > 0 && length(i - 1) <= length(i) + length(i + 1)) ||
      (i > 1 && length(i - 2) <= length(i - 1) + length(i))
    ) {
      if (length(i - 1) < length(i + 1)) i--;
    } else if (length(i) > length(i + 1)) {
      return;
    }
    mergeAt(slice, runs, i);
  }
}

/** found_new_run: merges all runs of greater power than the border before the new run. */
function mergeByPower<K, V>(slice: Slice<K, V>, runs: Run[], newLength: number, total: number): void {
  if (runs.length === 0) return;
  const last = runs[runs.length - 1];
  const power = nodePower(last.start, last.length, newLength, total);
  while (runs.length > 1 && runs[runs.length - 2].power > power) mergeAt(slice, runs, runs.length - 2);
  runs[runs.length - 1].power = power;
}

/** powerloop: the first bit in which the runs' midpoints, as fractions of the whole, differ. */
function nodePower(start: number, length: number, newLength: number, total: number): number {
  let a = 2 * start + length;
  let b = a + length + newLength;
  for (let power = 1; ; power++) {
    if (a >= total) {
      a -= total;
      b -= total;
    } else if (b >= total) {
      return power;
    }
    a *= 2;
    b *= 2;
  }
}

/** Merges the runs at i and i + 1. */
function mergeAt<K, V>(slice: Slice<K, V>, runs: Run[], i: number): void {
  const a = runs[i];
  const b = runs[i + 1];
  const bLength = b.length;
  a.length += bLength;
  runs.splice(i + 1, 1);
  mergeRuns(slice, a.start, a.length - bLength, b.start, bLength);
}
