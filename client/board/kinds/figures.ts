import { bytes as formatBytes, number as formatNumber } from '../../text/format.ts';

/*
 * A board says the same few numbers a thousand times over, and formatting one by the rules of a language is slow: the
 * texts are kept. What a board can say is bounded by its sizes and offsets; the memory is emptied all the same.
 */
const KEPT = 20_000;
const kept = new Map<string, string>();

function remembered(key: string, make: () => string): string {
  let text = kept.get(key);
  if (text === undefined) {
    text = make();
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, text);
  }
  return text;
}

/** Bytes as people read them (client/text/format.ts). */
export function bytes(count: number, lang: string): string {
  return remembered(`b ${lang} ${count}`, () => formatBytes(count, lang));
}

/** A count with the language's own grouping. */
export function number(count: number, lang: string): string {
  return remembered(`n ${lang} ${count}`, () => formatNumber(count, lang));
}
