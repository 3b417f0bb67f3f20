/**
 * Finding one text in another in time that grows with the sum of their lengths (Objects/stringlib/fastsearch.h: two-way search
 * since 3.10). The host's own search is quick for short patterns; for long ones there are texts on which it takes time that grows
 * with the product, so those are searched by Knuth, Morris and Pratt's algorithm.
 */

/** The first place of the pattern at or after `from`, or -1. */
export type Finder = (text: string, from: number) => number;

/** Patterns up to this are left to the host. */
const short = 64;

/** A search for `pattern`; made once, it may be used for many texts and places. */
export function finderOf(pattern: string): Finder {
  if (pattern.length <= short) return (text, from) => text.indexOf(pattern, from);
  let borders: Int32Array | null = null;
  return (text, from) => {
    if (text.length - Math.max(from, 0) < pattern.length) return -1;
    borders ??= bordersOf(pattern);
    return search(text, pattern, borders, Math.max(from, 0));
  };
}

/** The last place of the pattern at or before `from`, or -1. */
export function findLast(text: string, pattern: string, from: number): number {
  if (pattern.length <= short) return text.lastIndexOf(pattern, from);
  const last = Math.min(from, text.length - pattern.length);
  if (last < 0) return -1;
  const at = search(backwards(text.slice(0, last + pattern.length)), backwards(pattern), null, 0);
  return at < 0 ? -1 : last - at;
}

/** Whether `text` contains `pattern`. */
export function containsText(text: string, pattern: string): boolean {
  return pattern.length <= short ? text.includes(pattern) : finderOf(pattern)(text, 0) >= 0;
}

function search(text: string, pattern: string, borders: Int32Array | null, from: number): number {
  borders ??= bordersOf(pattern);
  const last = pattern.length;
  let matched = 0;
  for (let i = from; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    while (matched > 0 && pattern.charCodeAt(matched) !== unit) matched = borders[matched - 1];
    if (pattern.charCodeAt(matched) === unit) matched++;
    if (matched === last) return i + 1 - last;
  }
  return -1;
}

/** For each beginning of the pattern, the length of its longest proper part that is both its beginning and its end. */
function bordersOf(pattern: string): Int32Array {
  const borders = new Int32Array(pattern.length);
  let matched = 0;
  for (let i = 1; i < pattern.length; i++) {
    const unit = pattern.charCodeAt(i);
    while (matched > 0 && pattern.charCodeAt(matched) !== unit) matched = borders[matched - 1];
    if (pattern.charCodeAt(matched) === unit) matched++;
    borders[i] = matched;
  }
  return borders;
}

function backwards(text: string): string {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[text.length - 1 - i] = text.charCodeAt(i);
  const pieces: string[] = [];
  for (let i = 0; i < units.length; i += 8192)
    pieces.push(String.fromCharCode(...units.subarray(i, i + 8192)));
  return pieces.join('');
}
