/**
 * Codes of classes: six characters that cannot be mistaken for one another when read from a projector or said aloud.
 * Of each pair that looks alike (0 O, 1 I L, 2 Z, 5 S, 8 B, U V, 6 G) at most one is there, and no vowel but A
 * and E, so that few words come up by chance.
 */
const alphabet = '34679ACDEFHJKMNPQRTWXY';

export const CODE_LENGTH = 6;

/** How many codes there are: guessing one of a hundred open classes takes about a million tries. */
export const CODES = alphabet.length ** CODE_LENGTH;

/** The code for six random numbers from 0 up to 2**32. */
export function formatCode(words: ArrayLike<number>): string {
  let code = '';
  for (let i = 0; i < CODE_LENGTH; i++) code += alphabet[Math.floor((words[i] / 2 ** 32) * alphabet.length)];
  return code;
}

/** What somebody meant who typed this: without spaces and hyphens, in capitals; null if it is no code. */
export function readCode(text: string): string | null {
  if (text.length > 40) return null;
  const meant = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-._]/g, '');
  if (meant.length !== CODE_LENGTH) return null;
  for (const character of meant) if (!alphabet.includes(character)) return null;
  return meant;
}

/** As it is shown: two groups of three. */
export function showCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
