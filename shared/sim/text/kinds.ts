/**
 * A Python str is a JavaScript string read as code points. JavaScript's units are UTF-16, so positions differ
 * where a string has characters beyond U+FFFF ("wide" strings); all others take the fast way. A pair of lone
 * surrogates, which Python can keep apart, is one character here.
 */

import { BoundExceeded } from '../../base/bounds.ts';
import { Raised } from '../numbers/raised.ts';
import type { Ruleset } from '../rulesets/index.ts';

/** Bytes per character in CPython's compact string: `ascii` and `latin1` take one, `ucs2` two, `ucs4` four. */
export type Kind = 'ascii' | 'latin1' | 'ucs2' | 'ucs4';

/** No text may become longer than this many units: the host's memory is not the program's. */
export const maxUnits = 1 << 26;

/**
 * Ends the program where a text of `units` would be too long. MemoryError where no machine could hold it.
 */
export function checkLength(units: number): void {
  if (units <= maxUnits) return;
  if (units >= 2 ** 47) throw new Raised('MemoryError', '');
  throw new BoundExceeded(
    'size',
    `the program made a text of ${units} characters; ${maxUnits} are the most it may have`,
  );
}

/** The kind by the greatest character. */
export function kindOf(text: string): Kind {
  let max = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && isPair(text, i)) return 'ucs4';
    max |= unit;
  }
  return max < 0x80 ? 'ascii' : max < 0x100 ? 'latin1' : 'ucs2';
}

/** sys.getsizeof(text), without a cached UTF-8 copy. */
export function strSizeBytes(kind: Kind, length: number, rules: Ruleset): number {
  const { asciiBaseBytes, wideBaseBytes } = rules.sizes.str;
  if (kind === 'ascii') return asciiBaseBytes + length;
  return wideBaseBytes + (kind === 'latin1' ? 1 : kind === 'ucs2' ? 2 : 4) * (length + 1);
}

/** Whether units and code points differ. */
export function isWide(text: string): boolean {
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && isPair(text, i)) return true;
  }
  return false;
}

/** len(text). */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && isPair(text, i)) length--;
  }
  return length;
}

/** The code points, one string each: what iterating over a str gives. */
export function charactersOf(text: string): string[] {
  return Array.from(text);
}

/** text[index] for 0 <= index < len(text). */
export function characterAt(text: string, index: number): string {
  if (!isWide(text)) return text[index];
  const unit = unitIndex(text, index);
  return String.fromCodePoint(text.codePointAt(unit) as number);
}

/** The unit at which code point `index` begins; the length in units where it is past the end. */
export function unitIndex(text: string, index: number): number {
  if (index <= 0) return 0;
  let unit = 0;
  for (let point = 0; point < index && unit < text.length; point++) unit += isPair(text, unit) ? 2 : 1;
  return unit;
}

/** The code point that begins at (or contains) `unit`. */
export function pointIndex(text: string, unit: number): number {
  let point = 0;
  for (let i = 0; i < unit; point++) i += isPair(text, i) ? 2 : 1;
  return point;
}

/**
 * text.slice(from, to) as a text of its own. The host may keep a part of a text as a view of the whole, which then lives as long as
 * the part does: a few characters would keep megabytes that the simulated heap no longer counts.
 */
export function cut(text: string, from: number, to: number = text.length): string {
  const part = text.slice(from, to);
  if (part.length < viewLength || part.length === text.length || text.length < longText) return part;
  return ` ${part}`.slice(1);
}

/** Parts shorter than this are never views. */
const viewLength = 13;
const longText = 1024;

/** text[start:stop] for 0 <= start, in code points. */
export function sliceText(text: string, start: number, stop: number): string {
  if (start >= stop) return '';
  if (!isWide(text)) return cut(text, start, stop);
  return cut(text, unitIndex(text, start), unitIndex(text, stop));
}

/** `count` characters from `start`, every `step`th: an extended slice whose indices are already resolved. */
export function pickCharacters(text: string, start: number, step: number, count: number): string {
  if (step === 1) return sliceText(text, start, start + count);
  const characters: ArrayLike<string> = isWide(text) ? charactersOf(text) : text;
  let result = '';
  for (let i = 0, at = start; i < count; i++, at += step) result += characters[at];
  return result;
}

/** -1, 0 or 1: by code points, which UTF-16 order is not beyond U+FFFF. */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // A surrogate stands for a character above every other unit.
    const xHigh = x >= 0xd800 && x < 0xe000 ? x + 0x10000 : x;
    const yHigh = y >= 0xd800 && y < 0xe000 ? y + 0x10000 : y;
    return xHigh < yHigh ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

function isPair(text: string, unit: number): boolean {
  const high = text.charCodeAt(unit);
  if (high < 0xd800 || high >= 0xdc00) return false;
  const low = text.charCodeAt(unit + 1);
  return low >= 0xdc00 && low < 0xe000;
}
