/**
 * Finding, counting, replacing, stripping and padding in a str (Objects/stringlib/find.h, transmogrify.h,
 * unicodeobject.c). Positions are code points; start and end are as the program gave them: negative ones count from
 * the end, and any size is allowed. bytes share these functions as text of Latin-1 characters (bytestext.ts).
 */
import { type Raised, valueError } from '../numbers/raised.ts';
import { isSpace } from './characters.ts';
import { finderOf, findLast } from './finder.ts';
import { pad } from './formatspec.ts';
import { checkLength, cut, isWide, lengthOf, pointIndex, unitIndex } from './kinds.ts';

/** A part of a text in units; `undefined` where start lies past the end, and nothing can be found. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly wide: boolean;
}

function windowOf(text: string, start: number, end: number): Window | undefined {
  const wide = isWide(text);
  const length = wide ? lengthOf(text) : text.length;
  if (end > length) end = length;
  else if (end < 0) end = Math.max(end + length, 0);
  if (start < 0) start = Math.max(start + length, 0);
  if (start > end) return undefined;
  return wide
    ? { from: unitIndex(text, start), to: unitIndex(text, end), wide }
    : { from: start, to: end, wide };
}

/** str.find: the lowest position of `sub`, or -1. */
export function find(text: string, sub: string, start = 0, end = Number.POSITIVE_INFINITY): number {
  const window = windowOf(text, start, end);
  if (!window) return -1;
  const at = finderOf(sub)(text, window.from);
  if (at < 0 || at + sub.length > window.to) return -1;
  return window.wide ? pointIndex(text, at) : at;
}

/** str.rfind: the highest position of `sub`, or -1. */
export function rfind(text: string, sub: string, start = 0, end = Number.POSITIVE_INFINITY): number {
  const window = windowOf(text, start, end);
  if (!window || window.to - sub.length < window.from) return -1;
  const at = findLast(text, sub, window.to - sub.length);
  if (at < window.from) return -1;
  return window.wide ? pointIndex(text, at) : at;
}

/** str.count: how often `sub` occurs without overlaps; an empty one between all characters. */
export function count(text: string, sub: string, start = 0, end = Number.POSITIVE_INFINITY): number {
  const window = windowOf(text, start, end);
  if (!window) return 0;
  const part = text.slice(window.from, window.to);
  if (sub === '') return lengthOf(part) + 1;
  const next = finderOf(sub);
  let found = 0;
  for (let at = next(part, 0); at >= 0; at = next(part, at + sub.length)) found++;
  return found;
}

export function startsWith(text: string, prefix: string, start = 0, end = Number.POSITIVE_INFINITY): boolean {
  if (start === 0 && end === Number.POSITIVE_INFINITY) return text.startsWith(prefix);
  const window = windowOf(text, start, end);
  if (!window || window.from + prefix.length > window.to) return false;
  return text.startsWith(prefix, window.from);
}

export function endsWith(text: string, suffix: string, start = 0, end = Number.POSITIVE_INFINITY): boolean {
  if (start === 0 && end === Number.POSITIVE_INFINITY) return text.endsWith(suffix);
  const window = windowOf(text, start, end);
  if (!window || window.to - suffix.length < window.from) return false;
  return text.endsWith(suffix, window.to);
}

/** str.replace: at most `most` times from the left; a negative `most` sets no limit. */
export function replace(text: string, old: string, fresh: string, most = -1): string {
  if (most === 0 || (text === '' && old !== '')) return text;
  const limit = most < 0 ? Number.POSITIVE_INFINITY : most;
  if (old === '') {
    const characters = Array.from(text);
    const times = Math.min(limit, characters.length + 1);
    checkLength(text.length + times * fresh.length);
    return (
      characters.map((character, i) => (i < times ? fresh : '') + character).join('') +
      (times > characters.length ? fresh : '')
    );
  }
  const pieces: string[] = [];
  const next = finderOf(old);
  let from = 0;
  for (let at = next(text, 0); at >= 0 && pieces.length < limit; at = next(text, from)) {
    pieces.push(text.slice(from, at));
    from = at + old.length;
  }
  if (pieces.length === 0) return text;
  checkLength(text.length + pieces.length * (fresh.length - old.length));
  pieces.push(text.slice(from));
  return pieces.join(fresh);
}

/** str.partition: what is before, the separator and what is after; ValueError for an empty separator. */
export function partition(text: string, separator: string): [string, string, string] {
  if (separator === '') throw emptySeparator();
  const at = finderOf(separator)(text, 0);
  if (at < 0) return [text, '', ''];
  return [cut(text, 0, at), separator, cut(text, at + separator.length)];
}

export function rpartition(text: string, separator: string): [string, string, string] {
  if (separator === '') throw emptySeparator();
  const at = findLast(text, separator, text.length);
  if (at < 0) return ['', '', text];
  return [cut(text, 0, at), separator, cut(text, at + separator.length)];
}

/** str.strip, lstrip and rstrip: of white space, or of the characters in `characters`. */
export function strip(text: string, characters: string | undefined, side: 'both' | 'left' | 'right'): string {
  const set = characters === undefined ? undefined : new Set(characters);
  const goes = (character: string): boolean =>
    set ? set.has(character) : isSpace(character.codePointAt(0) as number);
  let from = 0;
  let to = text.length;
  if (side !== 'right') {
    while (from < to) {
      const character = String.fromCodePoint(text.codePointAt(from) as number);
      if (!goes(character)) break;
      from += character.length;
    }
  }
  if (side !== 'left') {
    while (to > from) {
      const size = to - from > 1 && /[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(to - 2, to)) ? 2 : 1;
      if (!goes(text.slice(to - size, to))) break;
      to -= size;
    }
  }
  return cut(text, from, to);
}

export function removePrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? cut(text, prefix.length) : text;
}

export function removeSuffix(text: string, suffix: string): string {
  return suffix !== '' && text.endsWith(suffix) ? cut(text, 0, text.length - suffix.length) : text;
}

/** str.ljust. */
export function padRight(text: string, width: number, fill = ' '): string {
  return pad(text, width, '<', fill);
}

/** str.rjust. */
export function padLeft(text: string, width: number, fill = ' '): string {
  return pad(text, width, '>', fill);
}

/** str.center: of an odd margin, the greater half goes left where the width is odd. */
export function center(text: string, width: number, fill = ' '): string {
  const margin = width - lengthOf(text);
  if (margin <= 0) return text;
  checkLength(width);
  const left = (margin >> 1) + (margin & width & 1);
  return fill.repeat(left) + text + fill.repeat(margin - left);
}

/** str.zfill: zeros after the sign. */
export function zfill(text: string, width: number): string {
  const missing = width - lengthOf(text);
  if (missing <= 0) return text;
  checkLength(width);
  const signed = text[0] === '+' || text[0] === '-';
  return (signed ? text[0] : '') + '0'.repeat(missing) + (signed ? text.slice(1) : text);
}

/** str.expandtabs: columns start anew after each line end. */
export function expandTabs(text: string, tabSize = 8): string {
  let column = 0;
  let result = '';
  for (const character of text) {
    if (character === '\t') {
      const blanks = tabSize > 0 ? tabSize - (column % tabSize) : 0;
      checkLength(result.length + blanks);
      result += ' '.repeat(blanks);
      column += blanks;
    } else {
      result += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
  }
  return result;
}

export function emptySeparator(): Raised {
  return valueError('empty separator');
}

/** What index() and rindex() raise: of str, or of bytes. */
export function notFound(inBytes = false): Raised {
  return valueError(inBytes ? 'subsection not found' : 'substring not found');
}
