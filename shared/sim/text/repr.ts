/** repr() and ascii() of str, bytes and bytearray (unicodeobject.c:unicode_repr, bytesobject.c:PyBytes_Repr). */
import { isPrintable } from './characters.ts';

/** repr(text): single quotes unless only they occur in it; what is not printable is escaped. */
export function strRepr(text: string): string {
  return quote(text, (code) => code < 0x7f || isPrintable(code));
}

/** ascii(text). */
export function strAscii(text: string): string {
  return quote(text, (code) => code < 0x7f);
}

/** Escapes in a text that is already a repr all that is not ASCII: ascii(object). */
export function escapeNonAscii(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    result += code < 0x80 ? character : escapeCode(code);
  }
  return result;
}

/** repr(bytes), b'' and all. */
export function bytesRepr(bytes: Uint8Array): string {
  return quoteBytes(bytes, false);
}

/** The bytes in the repr of a bytearray: there a `'` is always escaped (bytearrayobject.c:bytearray_repr). */
export function bytearrayRepr(bytes: Uint8Array): string {
  return quoteBytes(bytes, true);
}

function quoteBytes(bytes: Uint8Array, escapesSingle: boolean): string {
  const mark = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  let result = `b${mark}`;
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === mark || byte === 0x5c || (escapesSingle && byte === 0x27)) result += '\\' + character;
    else if (byte === 9) result += '\\t';
    else if (byte === 10) result += '\\n';
    else if (byte === 13) result += '\\r';
    else if (byte < 0x20 || byte >= 0x7f) result += '\\x' + hex(byte, 2);
    else result += character;
  }
  return result + mark;
}

/** \xhh, \uhhhh or \Uhhhhhhhh. */
export function escapeCode(code: number): string {
  if (code < 0x100) return '\\x' + hex(code, 2);
  if (code < 0x10000) return '\\u' + hex(code, 4);
  return '\\U' + hex(code, 8);
}

function quote(text: string, keeps: (code: number) => boolean): string {
  if (/^[ !#-&(-[\]-~]*$/.test(text)) return `'${text}'`;
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = mark;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (character === mark || character === '\\') result += '\\' + character;
    else if (code === 9) result += '\\t';
    else if (code === 10) result += '\\n';
    else if (code === 13) result += '\\r';
    else if (code < 0x20 || code === 0x7f || !keeps(code)) result += escapeCode(code);
    else result += character;
  }
  return result + mark;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
