/** str.translate and str.maketrans (unicodeobject.c). The table is the program's: the caller looks characters up. */
import { type Raised, typeError, valueError } from '../numbers/raised.ts';
import { checkLength, lengthOf } from './kinds.ts';

/**
 * text.translate(table): `look` gives for a code point a code point or text to put in its place, null to delete it,
 * undefined to keep it.
 */
export function translate(
  text: string,
  look: (code: number) => number | bigint | string | null | undefined,
): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const found = look(code);
    if (found === undefined) result += character;
    else if (typeof found === 'string') result += found;
    else if (found !== null) {
      if (found < 0 || found > 0x10ffff) throw valueError('character mapping must be in range(0x110000)');
      result += String.fromCodePoint(Number(found));
    }
    checkLength(result.length);
  }
  return result;
}

/** Where a table's value is neither an int nor None nor a str. */
export function wrongMapping(): Raised {
  return typeError('character mapping must return integer, None or str');
}

/** str.maketrans(from, to, deleted): pairs of code points, null for those deleted. */
export function translationPairs(from: string, to: string, deleted = ''): [number, number | null][] {
  if (lengthOf(from) !== lengthOf(to))
    throw valueError('the first two maketrans arguments must have equal length');
  const codes = (text: string): number[] =>
    Array.from(text, (character) => character.codePointAt(0) as number);
  const targets = codes(to);
  const pairs: [number, number | null][] = codes(from).map((code, i) => [code, targets[i]]);
  for (const code of codes(deleted)) pairs.push([code, null]);
  return pairs;
}

/** A str key of maketrans(dict): its one code point. */
export function translationKey(key: string): number {
  if (lengthOf(key) !== 1)
    throw valueError({
      '3.3': 'string keys in translate table must be of length 1',
      '3.15': 'string keys in translatetable must be of length 1',
    });
  return key.codePointAt(0) as number;
}
