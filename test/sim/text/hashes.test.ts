import { expect, test } from 'vitest';
import { fromWords } from '../../../shared/sim/numbers/hashes.ts';
import type { PyInt } from '../../../shared/sim/numbers/ints.ts';
import { ruleset } from '../../../shared/sim/rulesets/index.ts';
import { kindOf, lengthOf, strSizeBytes } from '../../../shared/sim/text/kinds.ts';
import { bytesRepr, strAscii, strRepr } from '../../../shared/sim/text/repr.ts';
import { hashBytes, hashStr, hashStrInto } from '../../../shared/sim/text/siphash.ts';

/** hash() with PYTHONHASHSEED=0, recorded: text, 3.8 to 3.10, 3.11 and later. */
const recorded: [string, PyInt, PyInt][] = [
  ['', 0, 0],
  ['a', -7583489610679606711n, 4644417185603328019n],
  ['abcdefghij', 6662533936660743767n, -829746140550000655n],
  ['é', 4954367630624915103n, 6047309291227476195n],
  ['€', -7838577127164893040n, -5529981157763016009n],
  ['😀', 2694534307785527896n, -3536540696076613844n],
];

test.each(recorded)('hash(%j)', (text, old, recent) => {
  expect(hashStr(text, ruleset('3.8')!)).toBe(old);
  expect(hashStr(text, ruleset('3.10')!)).toBe(old);
  expect(hashStr(text, ruleset('3.11')!)).toBe(recent);
  expect(hashStr(text, ruleset('3.15')!)).toBe(recent);
  const words = new Int32Array([7, 7]);
  hashStrInto(text, ruleset('3.12')!, words);
  expect(fromWords(words[0], words[1])).toBe(recent);
});

test('bytes hash as the ASCII text does', () => {
  expect(hashBytes(new Uint8Array([97]), ruleset('3.13')!)).toBe(4644417185603328019n);
});

test('kinds and sizes of str', () => {
  const texts = ['', 'a', 'é', '€', '😀', 'a\ud800'];
  expect(texts.map(kindOf)).toEqual(['ascii', 'ascii', 'latin1', 'ucs2', 'ucs4', 'ucs2']);
  expect(texts.map(lengthOf)).toEqual([0, 1, 1, 1, 1, 2]);
  const sizes = (version: string): number[] =>
    texts.slice(0, 5).map((text) => strSizeBytes(kindOf(text), lengthOf(text), ruleset(version)!));
  expect(sizes('3.11')).toEqual([49, 50, 74, 76, 80]);
  expect(sizes('3.12')).toEqual([41, 42, 58, 60, 64]);
});

test('repr and ascii', () => {
  expect(strRepr("\xad\u200b\u2028\x7f\x80\xa0\u0378\ud800😀\u{e0001}\t\n\r\\'")).toBe(
    '"\\xad\\u200b\\u2028\\x7f\\x80\\xa0\\u0378\\ud800😀\\U000e0001\\t\\n\\r\\\\\'"',
  );
  expect(strRepr('"\'')).toBe("'\"\\''");
  expect(strAscii('é€😀')).toBe("'\\xe9\\u20ac\\U0001f600'");
  expect(bytesRepr(new Uint8Array([0, 255, 39, 34, 9]))).toBe("b'\\x00\\xff\\'\"\\t'");
  expect(bytesRepr(new Uint8Array([39]))).toBe('b"\'"');
});
