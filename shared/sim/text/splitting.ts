/** Splitting and joining (Objects/stringlib/split.h, join.h). `most` is negative for no limit. */
import { isLineBreak, isSpace } from './characters.ts';
import { finderOf, findLast } from './finder.ts';
import { checkLength, cut } from './kinds.ts';
import { emptySeparator } from './search.ts';

/** str.split(separator): ValueError for an empty separator. */
export function splitBy(text: string, separator: string, most = -1): string[] {
  if (separator === '') throw emptySeparator();
  const limit = most < 0 ? Number.POSITIVE_INFINITY : most;
  const pieces: string[] = [];
  const next = finderOf(separator);
  let from = 0;
  for (let at = next(text, 0); at >= 0 && pieces.length < limit; at = next(text, from)) {
    pieces.push(cut(text, from, at));
    from = at + separator.length;
  }
  pieces.push(cut(text, from));
  return pieces;
}

/** str.rsplit(separator). */
export function rsplitBy(text: string, separator: string, most = -1): string[] {
  if (separator === '') throw emptySeparator();
  const pieces: string[] = [];
  let to = text.length;
  while (most < 0 || pieces.length < most) {
    // Matches are searched from the right, which matters where they overlap.
    const at = to < separator.length ? -1 : findLast(text, separator, to - separator.length);
    if (at < 0) break;
    pieces.push(cut(text, at + separator.length, to));
    to = at;
  }
  pieces.push(cut(text, 0, to));
  return pieces.reverse();
}

type IsSpace = (code: number) => boolean;

/** str.split(): at runs of white space; with a limit the rest keeps its trailing white space. */
export function splitWords(text: string, most = -1, space: IsSpace = isSpace): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && space(text.charCodeAt(at))) at++;
    if (at === text.length) return pieces;
    if (most >= 0 && pieces.length >= most) {
      pieces.push(cut(text, at));
      return pieces;
    }
    const from = at;
    while (at < text.length && !space(text.charCodeAt(at))) at++;
    pieces.push(cut(text, from, at));
  }
}

/** str.rsplit(): from the right; with a limit the rest keeps its leading white space. */
export function rsplitWords(text: string, most = -1, space: IsSpace = isSpace): string[] {
  const pieces: string[] = [];
  let at = text.length;
  for (;;) {
    while (at > 0 && space(text.charCodeAt(at - 1))) at--;
    if (at === 0) break;
    if (most >= 0 && pieces.length >= most) {
      pieces.push(cut(text, 0, at));
      break;
    }
    const to = at;
    while (at > 0 && !space(text.charCodeAt(at - 1))) at--;
    pieces.push(cut(text, at, to));
  }
  return pieces.reverse();
}

/** str.splitlines; bytes pass their own idea of a line break. */
export function splitLines(text: string, keepEnds = false, isBreak: IsSpace = isLineBreak): string[] {
  const lines: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at++);
    if (!isBreak(code)) continue;
    const end = at - 1;
    if (code === 13 && text.charCodeAt(at) === 10) at++;
    lines.push(cut(text, from, keepEnds ? at : end));
    from = at;
  }
  if (from < text.length) lines.push(cut(text, from));
  return lines;
}

/** separator.join(pieces). */
export function join(separator: string, pieces: readonly string[]): string {
  let units = separator.length * Math.max(pieces.length - 1, 0);
  for (const piece of pieces) units += piece.length;
  checkLength(units);
  return pieces.join(separator);
}
