/** Merging of two adjacent runs with galloping (listobject.c: merge_at, merge_lo, merge_hi, gallop_left/right). */
import type { Slice } from './slice.ts';

const minGallop = 7;

/** Merges the `na` items at `a` with the `nb` at `b` = a + na. */
export function mergeRuns<K, V>(slice: Slice<K, V>, a: number, na: number, b: number, nb: number): void {
  const { keys } = slice;
  // What of the first run is below the second, and what of the second is above the first, is in place already.
  const skipped = gallopRight(slice, keys[b], keys, a, na, 0);
  a += skipped;
  na -= skipped;
  if (na === 0) return;
  nb = gallopLeft(slice, keys[a + na - 1], keys, b, nb, nb - 1);
  if (nb <= 0) return;
  if (na <= nb) mergeLow(slice, a, na, b, nb);
  else mergeHigh(slice, a, na, b, nb);
}

/** The place of `key` before all equal ones in keys[base .. base + n), searched from `hint` outwards. */
function gallopLeft<K, V>(
  { lessThan }: Slice<K, V>,
  key: K,
  keys: readonly K[],
  base: number,
  n: number,
  hint: number,
): number {
  let last = 0;
  let offset = 1;
  const from = base + hint;
  if (lessThan(keys[from], key)) {
    const most = n - hint;
    while (offset < most && lessThan(keys[from + offset], key)) {
      last = offset;
      offset = offset * 2 + 1;
    }
    if (offset > most) offset = most;
    last += hint;
    offset += hint;
  } else {
    const most = hint + 1;
    while (offset < most && !lessThan(keys[from - offset], key)) {
      last = offset;
      offset = offset * 2 + 1;
    }
    if (offset > most) offset = most;
    [last, offset] = [hint - offset, hint - last];
  }
  last++;
  while (last < offset) {
    const middle = last + ((offset - last) >> 1);
    if (lessThan(keys[base + middle], key)) last = middle + 1;
    else offset = middle;
  }
  return offset;
}

/** The place of `key` after all equal ones. */
function gallopRight<K, V>(
  { lessThan }: Slice<K, V>,
  key: K,
  keys: readonly K[],
  base: number,
  n: number,
  hint: number,
): number {
  let last = 0;
  let offset = 1;
  const from = base + hint;
  if (lessThan(key, keys[from])) {
    const most = hint + 1;
    while (offset < most && lessThan(key, keys[from - offset])) {
      last = offset;
      offset = offset * 2 + 1;
    }
    if (offset > most) offset = most;
    [last, offset] = [hint - offset, hint - last];
  } else {
    const most = n - hint;
    while (offset < most && !lessThan(key, keys[from + offset])) {
      last = offset;
      offset = offset * 2 + 1;
    }
    if (offset > most) offset = most;
    last += hint;
    offset += hint;
  }
  last++;
  while (last < offset) {
    const middle = last + ((offset - last) >> 1);
    if (lessThan(key, keys[base + middle])) offset = middle;
    else last = middle + 1;
  }
  return offset;
}

/** Copies `count` items of one array within it or to another, values along with keys. */
function copy<T>(from: readonly T[], at: number, to: T[], dest: number, count: number): void {
  if (from === to) to.copyWithin(dest, at, at + count);
  else for (let k = 0; k < count; k++) to[dest + k] = from[at + k];
}

/** Merges from the left; the first run, which is the shorter, is set aside. */
function mergeLow<K, V>(slice: Slice<K, V>, a: number, na: number, b: number, nb: number): void {
  const { keys, values, lessThan } = slice;
  const aKeys = keys.slice(a, a + na);
  const aValues = values?.slice(a, a + na);
  let dest = a;
  let i = 0;
  try {
    keys[dest] = keys[b];
    if (values) values[dest] = values[b];
    dest++;
    b++;
    if (--nb === 0) return;
    if (na === 1) return;
    let gallop = slice.minGallop;
    for (;;) {
      let aCount = 0;
      let bCount = 0;
      for (;;) {
        if (lessThan(keys[b], aKeys[i])) {
          keys[dest] = keys[b];
          if (values) values[dest] = values[b];
          dest++;
          b++;
          bCount++;
          aCount = 0;
          if (--nb === 0) return;
          if (bCount >= gallop) break;
        } else {
          keys[dest] = aKeys[i];
          if (values && aValues) values[dest] = aValues[i];
          dest++;
          i++;
          aCount++;
          bCount = 0;
          if (--na === 1) return;
          if (aCount >= gallop) break;
        }
      }
      gallop++;
      do {
        if (gallop > 1) gallop--;
        slice.minGallop = gallop;
        aCount = gallopRight(slice, keys[b], aKeys, i, na, 0);
        if (aCount > 0) {
          copy(aKeys, i, keys, dest, aCount);
          if (values && aValues) copy(aValues, i, values, dest, aCount);
          dest += aCount;
          i += aCount;
          na -= aCount;
          // None left: only an inconsistent comparison can say that all of the run comes first.
          if (na <= 1) return;
        }
        keys[dest] = keys[b];
        if (values) values[dest] = values[b];
        dest++;
        b++;
        if (--nb === 0) return;
        bCount = gallopLeft(slice, aKeys[i], keys, b, nb, 0);
        if (bCount > 0) {
          copy(keys, b, keys, dest, bCount);
          if (values) copy(values, b, values, dest, bCount);
          dest += bCount;
          b += bCount;
          nb -= bCount;
          if (nb === 0) return;
        }
        keys[dest] = aKeys[i];
        if (values && aValues) values[dest] = aValues[i];
        dest++;
        i++;
        if (--na === 1) return;
      } while (aCount >= minGallop || bCount >= minGallop);
      gallop++;
      slice.minGallop = gallop;
    }
  } finally {
    // One item left of the first run belongs after all of the second; after an error the rest just fills the gap.
    if (na === 1 && nb > 0) {
      copy(keys, b, keys, dest, nb);
      if (values) copy(values, b, values, dest, nb);
      dest += nb;
    }
    copy(aKeys, i, keys, dest, na);
    if (values && aValues) copy(aValues, i, values, dest, na);
  }
}

/** Merges from the right; the second run, which is the shorter, is set aside. */
function mergeHigh<K, V>(slice: Slice<K, V>, a: number, na: number, b: number, nb: number): void {
  const { keys, values, lessThan } = slice;
  const bKeys = keys.slice(b, b + nb);
  const bValues = values?.slice(b, b + nb);
  let dest = b + nb - 1;
  // The last items of what is left of both runs.
  let lastA = a + na - 1;
  let lastB = nb - 1;
  try {
    keys[dest] = keys[lastA];
    if (values) values[dest] = values[lastA];
    dest--;
    lastA--;
    if (--na === 0) return;
    if (nb === 1) return;
    let gallop = slice.minGallop;
    for (;;) {
      let aCount = 0;
      let bCount = 0;
      for (;;) {
        if (lessThan(bKeys[lastB], keys[lastA])) {
          keys[dest] = keys[lastA];
          if (values) values[dest] = values[lastA];
          dest--;
          lastA--;
          aCount++;
          bCount = 0;
          if (--na === 0) return;
          if (aCount >= gallop) break;
        } else {
          keys[dest] = bKeys[lastB];
          if (values && bValues) values[dest] = bValues[lastB];
          dest--;
          lastB--;
          bCount++;
          aCount = 0;
          if (--nb === 1) return;
          if (bCount >= gallop) break;
        }
      }
      gallop++;
      do {
        if (gallop > 1) gallop--;
        slice.minGallop = gallop;
        aCount = na - gallopRight(slice, bKeys[lastB], keys, a, na, na - 1);
        if (aCount > 0) {
          dest -= aCount;
          lastA -= aCount;
          copy(keys, lastA + 1, keys, dest + 1, aCount);
          if (values) copy(values, lastA + 1, values, dest + 1, aCount);
          na -= aCount;
          if (na === 0) return;
        }
        keys[dest] = bKeys[lastB];
        if (values && bValues) values[dest] = bValues[lastB];
        dest--;
        lastB--;
        if (--nb === 1) return;
        bCount = nb - gallopLeft(slice, keys[lastA], bKeys, 0, nb, nb - 1);
        if (bCount > 0) {
          dest -= bCount;
          lastB -= bCount;
          copy(bKeys, lastB + 1, keys, dest + 1, bCount);
          if (values && bValues) copy(bValues, lastB + 1, values, dest + 1, bCount);
          nb -= bCount;
          if (nb <= 1) return;
        }
        keys[dest] = keys[lastA];
        if (values) values[dest] = values[lastA];
        dest--;
        lastA--;
        if (--na === 0) return;
      } while (aCount >= minGallop || bCount >= minGallop);
      gallop++;
      slice.minGallop = gallop;
    }
  } finally {
    // One item left of the second run belongs before all of the first; after an error the rest just fills the gap.
    if (nb === 1 && na > 0) {
      dest -= na;
      copy(keys, a, keys, dest + 1, na);
      if (values) copy(values, a, values, dest + 1, na);
    }
    copy(bKeys, 0, keys, dest - nb + 1, nb);
    if (values && bValues) copy(bValues, 0, values, dest - nb + 1, nb);
  }
}
