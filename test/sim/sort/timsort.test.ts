import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Rng } from '../../../shared/base/rng.ts';
import { ruleset, versions } from '../../../shared/sim/rulesets/index.ts';
import { sortList } from '../../../shared/sim/sort/timsort.ts';

type Row = [keys: number[], reverse: boolean, comparisons: number, digest: number, places: number[]];

const recorded = (version: string): Row[] =>
  JSON.parse(readFileSync(new URL(`../../golden/tables/sorts-${version}.json`, import.meta.url), 'utf8'));

interface Item {
  readonly key: number;
  readonly place: number;
}

/** The running digest of comparisons of generate_sorts.py, in integers below 2**53. */
const mix = (hash: number, a: number, b: number): number => (hash * 31 + a * 1009 + b) % 1000000007;

test.each([
  ['3.8', '3.8'],
  ['3.10', '3.8'],
  ['3.11', '3.11'],
  ['3.12', '3.11'],
  ['3.13', '3.13'],
  ['3.14', '3.13'],
])('%s: the same comparisons in the same order', (version, recording) => {
  const rules = ruleset(version)!;
  recorded(recording).forEach(([keys, reverse, comparisons, digest, places], index) => {
    const items: Item[] = keys.map((key, place) => ({ key, place }));
    let count = 0;
    let hash = 0;
    const lessThan = (a: Item, b: Item): boolean => {
      count++;
      hash = mix(hash, a.place, b.place);
      return a.key < b.key;
    };
    sortList(items, undefined, lessThan, reverse, rules);
    const got = { index, count, hash, places: items.map((item) => item.place) };
    expect(got).toEqual({ index, count: comparisons, hash: digest, places });
  });
});

test.each(versions)('%s: sorts keys with values, stable, both ways', (version) => {
  const seed = 11;
  const rng = new Rng(seed);
  const rules = ruleset(version)!;
  for (let round = 0; round < 60; round++) {
    const length = rng.int(0, 400);
    const range = rng.pick([3, 20, 1000]);
    const pairs = Array.from({ length }, (_, place) => ({ key: rng.int(0, range), place }));
    for (const reverse of [false, true]) {
      const keys = pairs.map(({ key }) => key);
      const values = pairs.map(({ place }) => place);
      sortList(keys, values, (a, b) => a < b, reverse, rules);
      const wanted = [...pairs].sort((a, b) => (reverse ? b.key - a.key : a.key - b.key));
      expect(values, `seed ${seed} round ${round}`).toEqual(wanted.map(({ place }) => place));
      expect(keys).toEqual(wanted.map(({ key }) => key));
    }
  }
});

test('a comparison that throws leaves a permutation', () => {
  const rng = new Rng(5);
  for (let round = 0; round < 200; round++) {
    const keys = Array.from({ length: 300 }, () => rng.int(0, 1000));
    const values = keys.map((_, i) => i);
    const before = [...keys];
    let left = rng.int(0, 2000);
    const lessThan = (a: number, b: number): boolean => {
      if (left-- === 0) throw new Error('enough');
      return a < b;
    };
    try {
      sortList(keys, values, lessThan, round % 2 === 0, ruleset('3.12')!);
    } catch (error) {
      expect((error as Error).message).toBe('enough');
    }
    expect(values.map((i) => before[i])).toEqual(keys);
    expect([...values].sort((a, b) => a - b)).toEqual(before.map((_, i) => i));
  }
});

test('an inconsistent comparison neither hangs nor loses items', () => {
  const rng = new Rng(6);
  for (let round = 0; round < 100; round++) {
    const keys = Array.from({ length: 200 }, (_, i) => i);
    sortList(keys, undefined, () => rng.int(0, 3) === 0, false, ruleset('3.13')!);
    expect([...keys].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
  }
});
