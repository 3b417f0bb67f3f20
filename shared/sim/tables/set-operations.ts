/**
 * Set algebra over tables, each by the path that CPython takes, since the path decides the order of the result
 * (setobject.c: set_intersection, set_difference, set_symmetric_difference_update ...). Where the other operand is
 * not a set, the caller iterates it and uses the table's own methods as said at each function.
 */
import type { Ruleset } from '../rulesets/index.ts';
import { type SetHost, SetTable } from './set-table.ts';

/** A copy: set(other), other.copy(). */
export function copySet<K>(table: SetTable<K>, host: SetHost<K>, rules: Ruleset): SetTable<K> {
  const result = new SetTable<K>();
  result.merge(table, host, rules);
  return result;
}

/** a | b, a.union(b): a copy of `a` that is updated. */
export function unionSets<K>(a: SetTable<K>, b: SetTable<K>, host: SetHost<K>, rules: Ruleset): SetTable<K> {
  const result = copySet(a, host, rules);
  if (a !== b) result.merge(b, host, rules);
  return result;
}

/** a & b: the smaller is walked (`b` if equally large). For an iterable: add to a new table what `a` has. */
export function intersectSets<K>(
  a: SetTable<K>,
  b: SetTable<K>,
  host: SetHost<K>,
  rules: Ruleset,
): SetTable<K> {
  if (a === b) return copySet(a, host, rules);
  const [searched, walked] = b.used > a.used ? [b, a] : [a, b];
  const result = new SetTable<K>();
  for (let i = walked.next(0); i >= 0; i = walked.next(i + 1)) {
    const key = walked.keys[i] as K;
    const low = walked.lows[i];
    const high = walked.highs[i];
    host.retain(key);
    try {
      if (searched.find(key, low, high, host) >= 0) result.add(key, low, high, host, rules);
    } finally {
      host.release?.(key);
    }
  }
  return result;
}

/**
 * a - b: walks `a`, or where `a` is more than four times as large, copies it and takes out of the copy. For
 * an iterable that is neither set nor dict: copy, discard each, `purgeDummies` (3.8+). `release` takes over keys.
 */
export function subtractSets<K>(
  a: SetTable<K>,
  b: SetTable<K>,
  host: SetHost<K>,
  rules: Ruleset,
  release: (key: K) => void,
): SetTable<K> {
  if (a.used >> 2 > b.used) {
    const result = copySet(a, host, rules);
    subtractInPlace(result, b, host, rules, release);
    return result;
  }
  const result = new SetTable<K>();
  for (let i = a.next(0); i >= 0; i = a.next(i + 1)) {
    const key = a.keys[i] as K;
    const low = a.lows[i];
    const high = a.highs[i];
    host.retain(key);
    try {
      if (b.find(key, low, high, host) < 0) result.add(key, low, high, host, rules);
    } finally {
      host.release?.(key);
    }
  }
  return result;
}

/** a -= b (set_difference_update_internal). */
export function subtractInPlace<K>(
  a: SetTable<K>,
  b: SetTable<K>,
  host: SetHost<K>,
  rules: Ruleset,
  release: (key: K) => void,
): void {
  if (a === b) {
    a.clear(host).forEach(release);
    return;
  }
  // A much larger operand is first cut down to what both have (3.10+): the same keys go, in another order.
  const walked =
    rules.set.subtractsIntersection && b.used >> 3 > a.used ? intersectSets(a, b, host, rules) : b;
  for (let i = walked.next(0); i >= 0; i = walked.next(i + 1)) {
    const key = walked.keys[i] as K;
    host.retain(key);
    try {
      const removed = a.discard(key, walked.lows[i], walked.highs[i], host);
      if (removed !== undefined) release(removed);
    } finally {
      host.release?.(key);
    }
  }
  if (walked !== b) walked.clear(host).forEach(release);
  a.purgeDummies(host);
}

/** a &= b: the intersection takes the place of `a`; the old contents are released. */
export function intersectInPlace<K>(
  a: SetTable<K>,
  b: SetTable<K>,
  host: SetHost<K>,
  rules: Ruleset,
  release: (key: K) => void,
): void {
  const result = intersectSets(a, b, host, rules);
  a.swap(result);
  result.clear(host).forEach(release);
}

/** a ^= b: what is in both goes, what is only in `b` comes. For an iterable: first a set of it. */
export function toggleInPlace<K>(
  a: SetTable<K>,
  b: SetTable<K>,
  host: SetHost<K>,
  rules: Ruleset,
  release: (key: K) => void,
): void {
  if (a === b) {
    a.clear(host).forEach(release);
    return;
  }
  for (let i = b.next(0); i >= 0; i = b.next(i + 1)) {
    const key = b.keys[i] as K;
    const low = b.lows[i];
    const high = b.highs[i];
    host.retain(key);
    try {
      const removed = a.discard(key, low, high, host);
      if (removed !== undefined) release(removed);
      else a.add(key, low, high, host, rules);
    } finally {
      host.release?.(key);
    }
  }
}

/** a ^ b: a copy of `b` toggled by `a`. */
export function symmetricDifference<K>(
  a: SetTable<K>,
  b: SetTable<K>,
  host: SetHost<K>,
  rules: Ruleset,
  release: (key: K) => void,
): SetTable<K> {
  const result = copySet(b, host, rules);
  toggleInPlace(result, a, host, rules, release);
  return result;
}

/** Whether every key of `a` is in `b`: a <= b. */
export function isSubset<K>(a: SetTable<K>, b: SetTable<K>, host: SetHost<K>): boolean {
  if (a.used > b.used) return false;
  for (let i = a.next(0); i >= 0; i = a.next(i + 1)) if (!hasKeyAt(b, a, i, host)) return false;
  return true;
}

/** Whether no key is in both; the smaller is walked. */
export function isDisjoint<K>(a: SetTable<K>, b: SetTable<K>, host: SetHost<K>): boolean {
  if (a === b) return a.used === 0;
  const [searched, walked] = b.used > a.used ? [b, a] : [a, b];
  for (let i = walked.next(0); i >= 0; i = walked.next(i + 1))
    if (hasKeyAt(searched, walked, i, host)) return false;
  return true;
}

/** Whether `searched` has the key in slot `i` of `walked`, which is held meanwhile: a comparison may run code that drops it. */
function hasKeyAt<K>(searched: SetTable<K>, walked: SetTable<K>, i: number, host: SetHost<K>): boolean {
  const key = walked.keys[i] as K;
  host.retain(key);
  try {
    return searched.find(key, walked.lows[i], walked.highs[i], host) >= 0;
  } finally {
    host.release?.(key);
  }
}
