import { expect, test } from 'vitest';
import { canonicalJson, hashJson } from '../../shared/base/canonical.ts';
import { Hasher } from '../../shared/base/hash.ts';
import { Rng } from '../../shared/base/rng.ts';

test('member order does not count, array order does', () => {
  expect(canonicalJson({ b: 1, a: [2, 1], c: undefined })).toBe('{"a":[2,1],"b":1}');
  expect(hashJson({ a: 1, b: 2 })).toBe(hashJson({ b: 2, a: 1 }));
  expect(hashJson([1, 2])).not.toBe(hashJson([2, 1]));
});

test('every kind of number counts in full', () => {
  const digests = [0, 1, -1, 0.5, 2 ** 40, 2 ** 40 + 1, Number.NaN].map((n) =>
    new Hasher().number(n).digest(),
  );
  expect(new Set(digests).size).toBe(digests.length);
});

test('equal seeds give equal sequences, and a copied state goes on alike', () => {
  const a = new Rng(7);
  const b = new Rng(7);
  expect([a.uint32(), a.int(0, 10)]).toEqual([b.uint32(), b.int(0, 10)]);
  const copy = new Rng(a.state);
  expect(copy.uint32()).toBe(a.uint32());
  expect(new Rng(1).uint32()).not.toBe(new Rng(2).uint32());
});
