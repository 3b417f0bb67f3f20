/** A few programs of the fuzzer; thousands: `node test/support/fuzz/main.ts --seed N --runs 2000 --every 3000`. */
import { expect, test } from 'vitest';
import { makeCase, runCase } from '../../support/fuzz/fuzz.ts';

const seed = 20_261;
const codeCache = new Map<string, unknown>();

test.each(Array.from({ length: 16 }, (_, index) => index))(`program %i of seed ${seed}`, (index) => {
  const made = makeCase(seed, index);
  const { kind, detail } = runCase(made, codeCache);
  expect(kind, `${made.version} ${made.kind}: ${detail}\n${made.source}`).not.toBe('defect');
});

/** What the fuzzer found once; each with the versions on which it showed. */
const found: readonly [version: string, source: string][] = [
  ['3.12', 'def g():\n  yield\ne = g()\ntry: min(e, "")\nexcept TypeError: pass'],
  ['3.10', 'try: max([1], [], key=lambda x: x[0])\nexcept IndexError: pass'],
  ['3.11', 'import _random\n_random.Random()'],
  ['3.14', 'import _random\ntry: _random._seed_bytes(1, 2)\nexcept TypeError: pass'],
  ['3.14', 'class E:\n  def __repr__(s): return s\ntry: str(set[E()])\nexcept TypeError: pass'],
  ['3.15', 'import numpy\ntry: numpy.max()\nexcept TypeError: pass\nnumpy.int32()'],
  ['3.15', 'try: type(lambda: 0)(1, 2)\nexcept TypeError: pass'],
  ['3.14.0', 'import io\nio.BufferedIOBase()\nio.TextIOBase()'],
];

test.each(found)('found once (%s): %s', (version, source) => {
  expect(runCase({ version, source, kind: 'found once' }, codeCache)).toMatchObject({
    kind: 'end',
    detail: '',
  });
});
