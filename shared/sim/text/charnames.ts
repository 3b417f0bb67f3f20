/** Characters by name (Modules/unicodedata.c, _getcode): ordinary ones from a table, letters by rule. */
import { characterNames } from './character-names.ts';

const greek =
  'ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO FINAL_SIGMA SIGMA TAU UPSILON PHI CHI PSI OMEGA';
const cyrillic =
  'A BE VE GHE DE IE ZHE ZE I SHORT_I KA EL EM EN O PE ER ES TE U EF HA TSE CHE SHA SHCHA HARD_SIGN YERU SOFT_SIGN E YU YA';

/** Each alphabet with its small letters in the order of their numbers, the first of the small and of the capital ones. */
const alphabets: readonly (readonly [name: string, letters: string, small: number, capital: number])[] = [
  ['LATIN', 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z', 0x61, 0x41],
  ['GREEK', greek, 0x3b1, 0x391],
  ['CYRILLIC', cyrillic, 0x430, 0x410],
];

/** Marks that a letter may have, in its name and as combining characters. */
const marks: { readonly [name: string]: string } = {
  GRAVE: '\u0300',
  ACUTE: '\u0301',
  CIRCUMFLEX: '\u0302',
  TILDE: '\u0303',
  MACRON: '\u0304',
  BREVE: '\u0306',
  'DOT ABOVE': '\u0307',
  DIAERESIS: '\u0308',
  'HOOK ABOVE': '\u0309',
  'RING ABOVE': '\u030a',
  'DOUBLE ACUTE': '\u030b',
  CARON: '\u030c',
  HORN: '\u031b',
  'DOT BELOW': '\u0323',
  CEDILLA: '\u0327',
  OGONEK: '\u0328',
  'LINE BELOW': '\u0331',
  TONOS: '\u0301',
};

/** The character of that name, in capitals or not; undefined where the table and the rules know none. */
export function characterNamed(name: string): string | undefined {
  const wanted = name.toUpperCase();
  const end = wanted.includes('\n') ? -1 : characterNames.indexOf(`:${wanted}\n`);
  if (end >= 0) {
    const from = characterNames.lastIndexOf('\n', end) + 1;
    return String.fromCodePoint(Number.parseInt(characterNames.slice(from, end), 16));
  }
  const ideograph = /^CJK UNIFIED IDEOGRAPH-([4-9][0-9A-F]{3})$/.exec(wanted);
  if (ideograph !== null) {
    const code = Number.parseInt(ideograph[1], 16);
    return code >= 0x4e00 && code <= 0x9fef ? String.fromCharCode(code) : undefined;
  }
  return letterNamed(wanted);
}

function letterNamed(wanted: string): string | undefined {
  const parts = /^(LATIN|GREEK|CYRILLIC) (SMALL|CAPITAL) LETTER (.+?)(?: WITH (.+))?$/.exec(wanted);
  if (parts === null) return undefined;
  const [, script, size, letter, marked] = parts;
  const [, letters, small, capital] = alphabets.find(([n]) => n === script)!;
  const at = letters.split(' ').indexOf(letter.replace(' ', '_'));
  if (at < 0 || (letter === 'FINAL SIGMA' && size === 'CAPITAL')) return undefined;
  let text = String.fromCharCode((size === 'SMALL' ? small : capital) + at);
  for (const mark of marked?.split(' AND ') ?? []) {
    if (marks[mark] === undefined || (mark === 'TONOS') !== (script === 'GREEK')) return undefined;
    text += marks[mark];
  }
  const whole = text.normalize('NFC');
  return whole.length === 1 ? whole : undefined;
}
