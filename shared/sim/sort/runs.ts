/** Natural runs and their extension (listobject.c: count_run, binarysort). */
import type { Slice } from './slice.ts';

/**
 * The length of the run that begins at `start` (count_run up to 3.12): ascending, or strictly descending, which is
 * turned round.
 */
export function countStrictRun<K, V>(slice: Slice<K, V>, start: number, end: number): number {
  const { keys, lessThan } = slice;
  if (start + 1 === end) return 1;
  let at = start + 2;
  if (lessThan(keys[start + 1], keys[start])) {
    while (at < end && lessThan(keys[at], keys[at - 1])) at++;
    slice.reverse(start, at);
  } else {
    while (at < end && !lessThan(keys[at], keys[at - 1])) at++;
  }
  return at - start;
}

/**
 * count_run from 3.13: a descending run may hold groups of equal items, which keep their order, and once turned round it
 * may go on ascending.
 */
export function countEqualAwareRun<K, V>(slice: Slice<K, V>, start: number, end: number): number {
  const { keys, lessThan } = slice;
  let at = start + 1;
  while (at < end && !lessThan(keys[at], keys[at - 1])) at++;
  if (at === end) return at - start;
  if (at > start + 1) {
    // keys[at] is smaller than what was not descending so far: a descending run only if all of that is equal.
    if (lessThan(keys[start], keys[at - 1])) return at - start;
    slice.reverse(start, at);
  }
  at++;
  // Groups of equal items are turned now, so that turning the whole run puts them back.
  let equal = 0;
  const turnGroup = (): void => {
    if (equal > 0) slice.reverse(at - equal - 1, at);
    equal = 0;
  };
  for (; at < end; at++) {
    if (lessThan(keys[at], keys[at - 1])) turnGroup();
    else if (lessThan(keys[at - 1], keys[at])) break;
    else equal++;
  }
  turnGroup();
  slice.reverse(start, at);
  while (at < end && !lessThan(keys[at], keys[at - 1])) at++;
  return at - start;
}

/** Sorts from `start` to `end` by binary insertion; up to `sorted` it is already (binarysort). */
export function insertSorted<K, V>(slice: Slice<K, V>, start: number, end: number, sorted: number): void {
  const { keys, lessThan } = slice;
  for (let at = Math.max(sorted, start + 1); at < end; at++) {
    const pivot = keys[at];
    let left = start;
    let right = at;
    while (left < right) {
      const middle = left + ((right - left) >> 1);
      if (lessThan(pivot, keys[middle])) right = middle;
      else left = middle + 1;
    }
    slice.rotateDown(at, left);
  }
}
