/**
 * Upper, lower, title case and the tests of a whole text (unicodeobject.c: do_title, case_operation,
 * unicode_isupper ...). The host's full case mappings are Unicode's own, as CPython's are; title case and folding,
 * which the host lacks, are derived from them.
 */
import {
  isAlnum,
  isAlpha,
  isCased,
  isCaseIgnorable,
  isDecimal,
  isDigit,
  isIdentifierContinue,
  isIdentifierStart,
  isLower,
  isNumeric,
  isPrintable,
  isSpace,
  isTitle,
  isUpper,
} from './characters.ts';

export function upper(text: string): string {
  return text.toUpperCase();
}

export function lower(text: string): string {
  return text.toLowerCase();
}

/** str.capitalize: the first character in title case, the rest in lower case (3.8+). */
export function capitalize(text: string): string {
  if (text === '') return text;
  const first = String.fromCodePoint(text.codePointAt(0) as number);
  return titleCharacter(first) + lowerFrom(text, first.length);
}

/** str.title: each word's first cased character in title case. */
export function title(text: string): string {
  let result = '';
  let inWord = false;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) as number;
    const character = String.fromCodePoint(code);
    result += inWord ? lowerCharacter(text, at, character) : titleCharacter(character);
    inWord = isCased(code);
    at += character.length;
  }
  return result;
}

export function swapcase(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) as number;
    const character = String.fromCodePoint(code);
    if (isUpper(code)) result += lowerCharacter(text, at, character);
    else if (isLower(code)) result += character.toUpperCase();
    else result += character;
    at += character.length;
  }
  return result;
}

/** str.casefold: full case folding, character by character. */
export function casefold(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  let result = '';
  for (const character of text) result += foldCharacter(character);
  return result;
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code === 0x131) return character; // dotless i folds to itself, though its upper case is I
  // Cherokee folds to its older, upper-case letters.
  if (code >= 0x13a0 && code <= 0x13f5) return character;
  if (code >= 0x13f8 && code <= 0x13fd) return String.fromCodePoint(code - 8);
  if (code >= 0xab70 && code <= 0xabbf) return String.fromCodePoint(code - 0xab70 + 0x13a0);
  const folded = character.toLowerCase().toUpperCase().toLowerCase();
  return folded.replaceAll('ς', 'σ');
}

/** The lower case of the characters from `from` on, a final sigma seen in the context of the whole text. */
function lowerFrom(text: string, from: number): string {
  if (!text.includes('Σ')) return text.slice(from).toLowerCase();
  let result = '';
  for (let at = from; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) as number);
    result += lowerCharacter(text, at, character);
    at += character.length;
  }
  return result;
}

function lowerCharacter(text: string, at: number, character: string): string {
  if (character !== 'Σ') return character.toLowerCase();
  return isFinalSigma(text, at) ? 'ς' : 'σ';
}

/** Whether a sigma ends a word (handle_capital_sigma): a cased letter before it, none after, the ignorable aside. */
function isFinalSigma(text: string, at: number): boolean {
  const before = Array.from(text.slice(0, at)).reverse();
  const after = Array.from(text.slice(at + 1));
  const meetsCased = (characters: string[]): boolean => {
    for (const character of characters) {
      const code = character.codePointAt(0) as number;
      if (!isCaseIgnorable(code)) return isCased(code);
    }
    return false;
  };
  return meetsCased(before) && !meetsCased(after);
}

/** The title case of one character. */
function titleCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x80) return character.toUpperCase();
  if ((code >= 0x1c4 && code <= 0x1cc) || (code >= 0x1f1 && code <= 0x1f3)) return titleDigraph(code);
  // Georgian has capitals for whole words only.
  if ((code >= 0x10d0 && code <= 0x10fa) || (code >= 0x10fd && code <= 0x10ff)) return character;
  if (code === 0x149) return character.toUpperCase();
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCodePoint(code | 8);
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9);
  if (isTitle(code)) return character;
  const [first, ...rest] = Array.from(character.toUpperCase());
  if (rest.length === 0) return first;
  const greek = code >= 0x1fb0 && code <= 0x1fff;
  return first + rest.map((c) => (greek && c === 'Ι' ? '\u0345' : c.toLowerCase())).join('');
}

/** Croatian digraphs come in triples: upper, title, lower. */
function titleDigraph(code: number): string {
  if (code >= 0x1f1) return String.fromCodePoint(0x1f2);
  return String.fromCodePoint(0x1c5 + 3 * Math.floor((code - 0x1c4) / 3));
}

function every(text: string, holds: (code: number) => boolean): boolean {
  if (text === '') return false;
  for (const character of text) if (!holds(character.codePointAt(0) as number)) return false;
  return true;
}

export const isAllAlpha = (text: string): boolean => every(text, isAlpha);
export const isAllAlnum = (text: string): boolean => every(text, isAlnum);
export const isAllDecimal = (text: string): boolean => every(text, isDecimal);
export const isAllDigit = (text: string): boolean => every(text, isDigit);
export const isAllNumeric = (text: string): boolean => every(text, isNumeric);
export const isAllSpace = (text: string): boolean => every(text, isSpace);
export const isAllPrintable = (text: string): boolean => text === '' || every(text, isPrintable);
export const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** Some cased character, and none of upper or title case. */
export function isLowerText(text: string): boolean {
  let cased = false;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (isUpper(code) || isTitle(code)) return false;
    cased ||= isLower(code);
  }
  return cased;
}

export function isUpperText(text: string): boolean {
  let cased = false;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (isLower(code) || isTitle(code)) return false;
    cased ||= isUpper(code);
  }
  return cased;
}

/** Upper and title case follow only uncased characters, lower case only cased ones. */
export function isTitleText(text: string): boolean {
  let cased = false;
  let previous = false;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const high = isUpper(code) || isTitle(code);
    const low = isLower(code);
    if ((high && previous) || (low && !previous)) return false;
    previous = high || low;
    cased ||= previous;
  }
  return cased;
}

export function isIdentifier(text: string): boolean {
  let first = true;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (!(first ? isIdentifierStart(code) : isIdentifierContinue(code))) return false;
    first = false;
  }
  return !first;
}
