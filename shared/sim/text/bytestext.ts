/**
 * Methods of bytes and bytearray (bytesobject.c, bytes_methods.c): bytes as a text of Latin-1 characters, to which
 * search.ts and splitting.ts apply, and what of case and white space is ASCII only. `Bytes` in, `Bytes` out through
 * `toText` and `fromText`.
 */
import { rsplitWords, splitLines, splitWords } from './splitting.ts';

/** One character a byte. */
export function toText(bytes: Uint8Array): string {
  let text = '';
  // In pieces, since a call takes a limited number of arguments.
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + 4096) as unknown as number[]);
  return text;
}

/** As toText, for reading a number: what is not ASCII is no digit and no space. */
export function toNumberText(bytes: Uint8Array): string {
  return toText(bytes).replace(/[\x80-\xff]/g, '\ufffd');
}

/** Back from characters below 256. */
export function fromText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** What bytes.strip() and split() take for white space: ASCII's six. */
export function isByteSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Characters of white space, for strip(). */
export const byteSpaces = ' \t\n\r\v\f';

export function splitByteWords(text: string, most = -1): string[] {
  return splitWords(text, most, isByteSpace);
}

export function rsplitByteWords(text: string, most = -1): string[] {
  return rsplitWords(text, most, isByteSpace);
}

/** bytes.splitlines: at \n, \r and \r\n only. */
export function splitByteLines(text: string, keepEnds = false): string[] {
  return splitLines(text, keepEnds, (code) => code === 10 || code === 13);
}

export function upperBytes(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

export function lowerBytes(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function swapcaseBytes(text: string): string {
  return text.replace(/[a-z]+|[A-Z]+/g, (letters) =>
    letters[0] >= 'a' ? letters.toUpperCase() : letters.toLowerCase(),
  );
}

export function capitalizeBytes(text: string): string {
  return upperBytes(text.slice(0, 1)) + lowerBytes(text.slice(1));
}

export function titleBytes(text: string): string {
  return text.replace(/[A-Za-z]+/g, (word) => word[0].toUpperCase() + word.slice(1).toLowerCase());
}

export const isAlphaBytes = (text: string): boolean => /^[A-Za-z]+$/.test(text);
export const isAlnumBytes = (text: string): boolean => /^[A-Za-z0-9]+$/.test(text);
export const isDigitBytes = (text: string): boolean => /^[0-9]+$/.test(text);
export const isSpaceBytes = (text: string): boolean => /^[\t-\r ]+$/.test(text);
export const isLowerBytes = (text: string): boolean => /[a-z]/.test(text) && !/[A-Z]/.test(text);
export const isUpperBytes = (text: string): boolean => /[A-Z]/.test(text) && !/[a-z]/.test(text);
export const isTitleBytes = (text: string): boolean => /[A-Za-z]/.test(text) && titleBytes(text) === text;

/** bytes.translate(table, delete): a table of 256 bytes or none. */
export function translateBytes(
  bytes: Uint8Array,
  table: Uint8Array | undefined,
  deleted: Uint8Array,
): Uint8Array {
  const gone = new Set(deleted);
  return bytes.filter((byte) => !gone.has(byte)).map((byte) => (table ? table[byte] : byte));
}

/** -1, 0 or 1, byte by byte. */
export function compareBytes(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}
