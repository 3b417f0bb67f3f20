/** UTF-16 and UTF-32 (Objects/unicodeobject.c: _PyUnicode_EncodeUTF16, PyUnicode_DecodeUTF16Stateful and their twins for 32 bits). */
import { type Raised, typeError } from '../numbers/raised.ts';
import { decodeError, type Encoding, encodeError, encodeReplacement, unknownHandler } from './codecs.ts';
import { escapeCode } from './repr.ts';

/** A codec whose characters are units of two or four bytes; without an order it writes a mark of the order first, and reads one. */
export type WideCodec = { readonly width: 2 | 4; readonly order: 'little' | 'big' | null };

/** The codec of one of the six encodings. */
export function wideCodec(encoding: Encoding): WideCodec | undefined {
  const found = /^utf-(16|32)(?:-([lb])e)?$/.exec(encoding);
  if (found === null) return undefined;
  const order = found[2] === undefined ? null : found[2] === 'l' ? 'little' : 'big';
  return { width: found[1] === '16' ? 2 : 4, order };
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xe000;

/** text.encode('utf-16'...). */
export function encodeWide(text: string, encoding: Encoding, codec: WideCodec, errors: string): Uint8Array {
  const bytes: number[] = [];
  const unit = (value: number): void => {
    const parts = Array.from({ length: codec.width }, (_, k) => (value >>> (8 * k)) & 0xff);
    bytes.push(...(codec.order === 'big' ? parts.reverse() : parts));
  };
  const push = (code: number): void => {
    if (codec.width === 4 || code < 0x10000) unit(code);
    else {
      unit(0xd800 + ((code - 0x10000) >> 10));
      unit(0xdc00 + ((code - 0x10000) & 0x3ff));
    }
  };
  if (codec.order === null) unit(0xfeff);
  const points = Array.from(text, (character) => character.codePointAt(0) as number);
  for (const [at, code] of points.entries()) {
    if (!isSurrogate(code)) {
      push(code);
      continue;
    }
    const fail = (): Raised => encodeError(encoding, text, at, at + 1, 'surrogates not allowed', points);
    if (errors === 'surrogatepass') unit(code);
    // One byte is no character of such a codec.
    else if (errors === 'surrogateescape') throw fail();
    else for (const character of encodeReplacement(code, errors, fail)) unit(character.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}

/** bytes.decode('utf-16'...). */
export function decodeWide(bytes: Uint8Array, codec: WideCodec, errors: string): string {
  const { width } = codec;
  let { order } = codec;
  let at = 0;
  const read = (from: number): number => {
    let value = 0;
    for (let k = 0; k < width; k++) value = value * 256 + bytes[from + (order === 'big' ? k : width - 1 - k)];
    return value;
  };
  if (order === null && bytes.length >= width) {
    order = 'little';
    const mark = read(0);
    const turned = width === 2 ? 0xfffe : 0xfffe0000;
    if (mark === 0xfeff || mark === turned) at = width;
    if (mark === turned) order = 'big';
  }
  const named: Encoding = `utf-${width === 2 ? 16 : 32}-${order === 'big' ? 'be' : 'le'}`;
  const parts: string[] = [];
  const bad = (end: number, reason: string): void => {
    const fail = (): Raised => decodeError(named, bytes, at, end, reason);
    // Bytes that are ASCII cannot be escaped: decoding goes on with the first of them.
    const escaped = errors === 'surrogateescape' ? highBytes(bytes, at, end) : end - at;
    if (escaped === 0) throw fail();
    parts.push(replacement(bytes.subarray(at, at + escaped), errors, width, read(at), fail));
    at += escaped;
  };
  while (at < bytes.length) {
    if (bytes.length - at < width) {
      bad(bytes.length, 'truncated data');
      continue;
    }
    const code = read(at);
    if (width === 4) {
      if (isSurrogate(code)) bad(at + 4, 'code point in surrogate code point range(0xd800, 0xe000)');
      else if (code > 0x10ffff) bad(at + 4, 'code point not in range(0x110000)');
      else {
        parts.push(String.fromCodePoint(code));
        at += 4;
      }
    } else if (!isSurrogate(code)) {
      parts.push(String.fromCharCode(code));
      at += 2;
    } else if (code >= 0xdc00) bad(at + 2, 'illegal encoding');
    else if (bytes.length - at < 4) bad(bytes.length, 'unexpected end of data');
    else {
      const low = read(at + 2);
      if (low < 0xdc00 || low >= 0xe000) bad(at + 2, 'illegal UTF-16 surrogate');
      else {
        parts.push(String.fromCharCode(code, low));
        at += 4;
      }
    }
  }
  return parts.join('');
}

/** How many bytes above 0x7f there are from `start` on, up to `end`. */
function highBytes(bytes: Uint8Array, start: number, end: number): number {
  let n = 0;
  while (start + n < end && bytes[start + n] >= 0x80) n++;
  return n;
}

/** What an error handler puts in the place of bytes that cannot be decoded; `unit`: what they are as a number. */
function replacement(
  wrong: Uint8Array,
  errors: string,
  width: number,
  unit: number,
  fail: () => Raised,
): string {
  switch (errors) {
    case 'strict':
      throw fail();
    case 'ignore':
      return '';
    case 'replace':
      return '\ufffd';
    case 'backslashreplace':
      return Array.from(wrong, escapeCode).join('');
    case 'surrogatepass':
      if (wrong.length < width || !isSurrogate(unit)) throw fail();
      return String.fromCharCode(unit);
    case 'surrogateescape':
      return Array.from(wrong, (byte) => String.fromCharCode(0xdc00 + byte)).join('');
    case 'xmlcharrefreplace':
      throw typeError("don't know how to handle UnicodeDecodeError in error callback");
    default:
      throw unknownHandler(errors);
  }
}
