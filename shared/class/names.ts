/**
 * Names of students: made comparable and printable here; whether a word is fit for a class is for the server's filter,
 * which is asked about `wordings`.
 */

import { err, ok, type Result } from '../base/result.ts';
import { Rng } from '../base/rng.ts';
import { classLimits } from './options.ts';

export type NameProblem = 'nameEmpty' | 'nameTooLong';

/** Controls, formats (zero width, direction), private use, unassigned, and fillers that look like nothing. */
const invisible =
  /\p{C}|\u034f|[\u115f\u1160]|[\u17b4\u17b5]|[\u180b-\u180f]|\u2800|\u3164|\uffa0|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;

/** More marks than this on one letter tear lines apart. */
const stackedMarks = /(\p{M}{2})\p{M}+/gu;

/**
 * The name as it is shown: NFKC, without what cannot be seen, white space as single spaces, few marks a letter. Emoji may
 * stay, a name has to have a letter or a digit. Length counts what a reader counts (code points).
 */
export function tidyName(text: string): Result<string, NameProblem> {
  const name = text
    .slice(0, 400)
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(invisible, '')
    .normalize('NFD')
    .replace(stackedMarks, '$1')
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(name)) return err('nameEmpty');
  return [...name].length > classLimits.nameLength ? err('nameTooLong') : ok(name);
}

/** Letters of other scripts, digits and signs that pass for a Latin letter. */
const lookalikes: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    і: 'i',
    ѕ: 's',
    ј: 'j',
    к: 'k',
    м: 'm',
    т: 't',
    н: 'h',
    в: 'b',
  },
  ...{
    α: 'a',
    ο: 'o',
    ρ: 'p',
    ν: 'v',
    ι: 'i',
    κ: 'k',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ß: 'ss',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ı: 'i',
  },
  ...{
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '8': 'b',
    '@': 'a',
    $: 's',
    '!': 'i',
    '|': 'i',
    '€': 'e',
    '+': 't',
  },
};

/** Two names with one skeleton would be taken for one another: no accents, no case, no look-alikes, no spaces. */
export function nameSkeleton(name: string): string {
  return latin(name.toLowerCase()).replace(/[^\p{L}\p{N}]/gu, '') || name.toLowerCase();
}

/**
 * What a filter has to look at: the name as written, and as somebody hides words in one: with look-alikes read as
 * letters, without the signs between letters, and with repeated letters once.
 */
export function wordings(name: string): string[] {
  const lower = name.toLowerCase();
  const plain = strip(lower);
  const read = latin(lower);
  // "f u c k" and "f.u.c.k" are one word, "Ana B" is two: only runs of single letters are drawn together.
  const joined = read.replace(
    /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][^\p{L}\p{N}]+)+[\p{L}\p{N}](?![\p{L}\p{N}])/gu,
    (run) => run.replace(/[^\p{L}\p{N}]/gu, ''),
  );
  const words = joined.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const all = [lower, plain, read, words].flatMap((text) => [
    text,
    text.replace(/(\p{L})\1+/gu, '$1'),
    text.replace(/(\p{L})\1{2,}/gu, '$1$1'),
  ]);
  return [...new Set(all)].filter((text) => text !== '');
}

/** The name of a muted student: says nothing, and differs for each. */
export function aliasOf(seat: number): string {
  return `#${seat}`;
}

const animals = [
  'Python',
  'Gecko',
  'Panda',
  'Koala',
  'Puma',
  'Lemur',
  'Otter',
  'Tucán',
  'Delfín',
  'Zorro',
  'Búho',
  'Nutria',
  'Iguana',
  'Robin',
  'Lynx',
  'Orca',
] as const;

/** A harmless name that is not taken, for somebody who does not want to think of one. */
export function offerName(seed: number, isTaken: (name: string) => boolean): string {
  const rng = new Rng(seed);
  for (;;) {
    const name = `${rng.pick(animals)} ${rng.int(2, 1000)}`;
    if (!isTaken(name)) return name;
  }
}

function latin(lower: string): string {
  return [...strip(lower)].map((character) => lookalikes[character] ?? character).join('');
}

function strip(lower: string): string {
  return lower.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}
