/**
 * str.encode and bytes.decode: UTF-8, UTF-16, UTF-32, ASCII, Latin-1, with CPython's error handlers and texts (unicodeobject.c,
 * Objects/exceptions.c). Errors are raised as UnicodeEncodeError or UnicodeDecodeError with the five arguments
 * (encoding, object, start, end, reason); positions are code points or bytes. Not modelled: `namereplace` and
 * handlers registered by the program.
 */
import { Raised, typeError, valueError } from '../numbers/raised.ts';
import { escapeCode } from './repr.ts';
import { decodeWide, encodeWide, wideCodec } from './widecodecs.ts';

export type Encoding =
  | 'utf-8'
  | 'utf-8-sig'
  | 'ascii'
  | 'latin-1'
  | `utf-${16 | 32}`
  | `utf-${16 | 32}-${'le' | 'be'}`;

/** What a name without case and with '-' for all that separates stands for, where it is no codec's own name. */
const aliases: { readonly [name: string]: Encoding } = {
  ...{ utf8: 'utf-8', u8: 'utf-8', cp65001: 'utf-8', utf: 'utf-8', 'utf8-sig': 'utf-8-sig' },
  ...{ 'us-ascii': 'ascii', '646': 'ascii', 'ansi-x3.4-1968': 'ascii' },
  ...{ latin1: 'latin-1', 'iso-8859-1': 'latin-1', 'iso8859-1': 'latin-1', '8859': 'latin-1', l1: 'latin-1' },
  ...{ latin: 'latin-1', cp819: 'latin-1' },
  ...{ utf16: 'utf-16', u16: 'utf-16', 'utf-16le': 'utf-16-le', 'utf-16be': 'utf-16-be' },
  ...{ utf32: 'utf-32', u32: 'utf-32', 'utf-32le': 'utf-32-le', 'utf-32be': 'utf-32-be' },
  ...{ unicodelittleunmarked: 'utf-16-le', unicodebigunmarked: 'utf-16-be' },
};

const own: ReadonlySet<string> = new Set([...Object.values(aliases)]);

/** The codec of a name, or LookupError. */
export function findEncoding(name: string): Encoding {
  const plain = name.toLowerCase().replace(/[ _]/g, '-');
  if (own.has(plain)) return plain as Encoding;
  if (Object.hasOwn(aliases, plain)) return aliases[plain];
  throw new Raised('LookupError', `unknown encoding: ${name}`);
}

/** U+FEFF in UTF-8. */
const UTF8_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** text.encode(encoding, errors). */
export function encode(text: string, encoding: Encoding, errors = 'strict'): Uint8Array {
  const wide = wideCodec(encoding);
  if (wide !== undefined) return encodeWide(text, encoding, wide, errors);
  if (encoding === 'utf-8-sig') return Uint8Array.from([...UTF8_MARK, ...encode(text, 'utf-8', errors)]);
  const plain = asciiBytes(text);
  if (plain !== null) return plain;
  const limit = encoding === 'ascii' ? 0x80 : encoding === 'latin-1' ? 0x100 : 0x110000;
  const bytes: number[] = [];
  const points = Array.from(text, (character) => character.codePointAt(0) as number);
  const fits = (code: number): boolean =>
    encoding === 'utf-8' ? code < 0xd800 || code > 0xdfff : code < limit;
  for (let at = 0; at < points.length; ) {
    const code = points[at];
    if (fits(code)) {
      if (encoding === 'utf-8') pushUtf8(bytes, code);
      else bytes.push(code);
      at++;
      continue;
    }
    let end = at + 1;
    while (end < points.length && !fits(points[end])) end++;
    const reason = encoding === 'utf-8' ? 'surrogates not allowed' : `ordinal not in range(${limit})`;
    const fail = (from: number): Raised => encodeError(encoding, text, from, end, reason, points);
    for (let bad = at; bad < end; bad++) {
      // What cannot be escaped is reported from where it begins, all else from the first that does not fit.
      const from = errors === 'surrogateescape' ? bad : at;
      pushReplacement(bytes, points[bad], encoding, errors, () => fail(from));
    }
    at = end;
  }
  return Uint8Array.from(bytes);
}

/** The bytes of a text of ASCII alone, in which all codecs agree; null for others. */
function asciiBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return null;
    bytes[i] = unit;
  }
  return bytes;
}

function pushReplacement(
  bytes: number[],
  code: number,
  encoding: Encoding,
  errors: string,
  fail: () => Raised,
): void {
  if (errors === 'surrogateescape') {
    if (code < 0xdc80 || code > 0xdcff) throw fail();
    bytes.push(code - 0xdc00);
  } else if (errors === 'surrogatepass') {
    if (encoding !== 'utf-8') throw fail();
    pushUtf8(bytes, code);
  } else for (const character of encodeReplacement(code, errors, fail)) bytes.push(character.charCodeAt(0));
}

/** The ASCII text that an error handler puts in the place of a character. */
export function encodeReplacement(code: number, errors: string, fail: () => Raised): string {
  switch (errors) {
    case 'strict':
      throw fail();
    case 'ignore':
      return '';
    case 'replace':
      return '?';
    case 'backslashreplace':
      return escapeCode(code);
    case 'xmlcharrefreplace':
      return `&#${code};`;
    default:
      throw unknownHandler(errors);
  }
}

/** bytes.decode(encoding, errors). */
export function decode(bytes: Uint8Array, encoding: Encoding, errors = 'strict'): string {
  const wide = wideCodec(encoding);
  if (wide !== undefined) return decodeWide(bytes, wide, errors);
  if (encoding === 'utf-8-sig')
    return decode(
      UTF8_MARK.every((byte, i) => bytes[i] === byte) ? bytes.subarray(3) : bytes,
      'utf-8',
      errors,
    );
  let text = '';
  let at = 0;
  while (at < bytes.length && bytes[at] < 0x80) at++;
  for (let from = 0; from < at; from += 4096)
    text += String.fromCharCode(...bytes.subarray(from, Math.min(at, from + 4096)));
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte < 0x80 || encoding === 'latin-1') {
      text += String.fromCharCode(byte);
      at++;
      continue;
    }
    const found =
      encoding === 'ascii' ? { length: 1, reason: 'ordinal not in range(128)' } : readUtf8(bytes, at);
    if ('code' in found) {
      text += String.fromCodePoint(found.code);
      at += found.length;
      continue;
    }
    const { length, reason } = found;
    switch (errors) {
      case 'strict':
        throw decodeError(encoding, bytes, at, at + length, reason);
      case 'ignore':
        break;
      case 'replace':
        text += '\ufffd';
        break;
      case 'backslashreplace':
        for (const bad of bytes.subarray(at, at + length)) text += escapeCode(bad);
        break;
      case 'surrogateescape':
        for (const bad of bytes.subarray(at, at + length)) text += String.fromCharCode(0xdc00 + bad);
        break;
      case 'surrogatepass': {
        const [first, second, third] = bytes.subarray(at, at + 3);
        if (
          encoding !== 'utf-8' ||
          first !== 0xed ||
          !(second >= 0xa0 && second < 0xc0) ||
          !isContinuation(third)
        )
          throw decodeError(encoding, bytes, at, at + length, reason);
        text += String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
        at += 3 - length;
        break;
      }
      case 'xmlcharrefreplace':
        throw typeError("don't know how to handle UnicodeDecodeError in error callback");
      default:
        throw unknownHandler(errors);
    }
    at += length;
  }
  return text;
}

/** The UTF-8 bytes of a text; lone surrogates are kept as they are. For sizes of cached copies. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

function pushUtf8(bytes: number[], code: number): void {
  if (code < 0x80) bytes.push(code);
  else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  else {
    bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f));
    bytes.push(0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
}

type Utf8 = { code: number; length: number } | { length: number; reason: string };

/** One character that begins with a byte above 0x7f, or how many bytes are wrong and why (utf8_decode). */
function readUtf8(bytes: Uint8Array, at: number): Utf8 {
  const first = bytes[at];
  const needed = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (needed === 0) return { length: 1, reason: 'invalid start byte' };
  // The second byte has tighter bounds after some first bytes: no overlong forms, surrogates, or codes too great.
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  let code = first & (needed === 2 ? 0x1f : needed === 3 ? 0x0f : 0x07);
  for (let i = 1; i < needed; i++) {
    if (at + i >= bytes.length) return { length: i, reason: 'unexpected end of data' };
    const byte = bytes[at + i];
    const good = i === 1 ? byte >= low && byte <= high : isContinuation(byte);
    if (!good) return { length: i, reason: 'invalid continuation byte' };
    code = (code << 6) | (byte & 0x3f);
  }
  return { code, length: needed };
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

export function encodeError(
  encoding: Encoding,
  text: string,
  start: number,
  end: number,
  reason: string,
  points: readonly number[],
): Raised {
  const message = encodeErrorText(encoding, points[start], start, end, reason);
  return new Raised('UnicodeEncodeError', message, [encoding, text, start, end, reason]);
}

export function decodeError(
  encoding: Encoding,
  bytes: Uint8Array,
  start: number,
  end: number,
  reason: string,
): Raised {
  const message = decodeErrorText(encoding, bytes[start], start, end, reason);
  return new Raised('UnicodeDecodeError', message, [encoding, bytes, start, end, reason]);
}

/** str() of a UnicodeEncodeError; `code` is the character at `start`. */
export function encodeErrorText(
  encoding: string,
  code: number,
  start: number,
  end: number,
  reason: string,
): string {
  if (end !== start + 1)
    return `'${encoding}' codec can't encode characters in position ${start}-${end - 1}: ${reason}`;
  return `'${encoding}' codec can't encode character '${escapeCode(code)}' in position ${start}: ${reason}`;
}

/** str() of a UnicodeDecodeError; `byte` is the byte at `start`. */
export function decodeErrorText(
  encoding: string,
  byte: number,
  start: number,
  end: number,
  reason: string,
): string {
  if (end !== start + 1)
    return `'${encoding}' codec can't decode bytes in position ${start}-${end - 1}: ${reason}`;
  return `'${encoding}' codec can't decode byte 0x${byte.toString(16).padStart(2, '0')} in position ${start}: ${reason}`;
}

export function unknownHandler(name: string): Raised {
  return new Raised('LookupError', `unknown error handler name '${name}'`);
}

/** bytes.fromhex(text): ValueError names the position of what is no hexadecimal digit. */
export function bytesFromHex(text: string): Uint8Array {
  const bytes: number[] = [];
  const digits = text.replace(/[\t-\r ]/g, '');
  const isHex = (character: string | undefined): boolean =>
    character !== undefined && /^[0-9a-fA-F]$/.test(character);
  for (let at = 0; at < text.length; ) {
    if (/[\t-\r ]/.test(text[at])) {
      at++;
      continue;
    }
    for (const place of [at, at + 1]) {
      if (isHex(text[place])) continue;
      const before = `non-hexadecimal number found in fromhex() arg at position ${place}`;
      const odd = digits.length % 2 === 1 && place >= text.length;
      throw valueError(
        odd
          ? { '3.3': before, '3.14': 'fromhex() arg must contain an even number of hexadecimal digits' }
          : before,
      );
    }
    bytes.push(Number.parseInt(text.slice(at, at + 2), 16));
    at += 2;
  }
  return Uint8Array.from(bytes);
}

/** bytes.hex(separator, every): groups counted from the right, or with a negative `every` from the left. */
export function bytesToHex(bytes: Uint8Array, separator = '', every = 1): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  if (separator === '' || every === 0) return pairs.join('');
  const size = Math.abs(every);
  const groups: string[] = [];
  const odd = every > 0 ? pairs.length % size : 0;
  if (odd > 0) groups.push(pairs.slice(0, odd).join(''));
  for (let at = odd; at < pairs.length; at += size) groups.push(pairs.slice(at, at + size).join(''));
  return groups.join(separator);
}
