/**
 * int as text and as bytes: str(), bin(), int(text, base), to_bytes, from_bytes (longobject.c). Digits of other
 * scripts count as Python's do; the limit of sys.set_int_max_str_digits holds for bases that are no power of two.
 */
import { decimalDigitValue, isSpace } from '../text/characters.ts';
import { abs, bitLength, checkBits, fromBigInt, neg, type PyInt } from './ints.ts';
import { overflowError, type Raised, type Text, valueError } from './raised.ts';

/** sys.int_info.default_max_str_digits. */
export const defaultMaxDigits = 4300;

/** str(a). ValueError where it has more than `maxDigits` digits (0: no limit). */
export function intToString(a: PyInt, maxDigits = defaultMaxDigits): string {
  if (typeof a === 'number') return String(a);
  // log10(2) < 0.30103: fewer bits cannot reach the limit, and the long way need not be gone.
  if (maxDigits > 0 && bitLength(a) * 0.30102 > maxDigits + 1) throw valueError(tooManyDigits(maxDigits, ''));
  const text = a.toString();
  if (maxDigits > 0 && text.length - (a < 0n ? 1 : 0) > maxDigits)
    throw valueError(tooManyDigits(maxDigits, ''));
  return text;
}

/** The digits in a base from 2 to 36 with a sign and a prefix ('0x'): bin(), oct(), hex(). */
export function intToBase(a: PyInt, base: number, prefix = ''): string {
  return (a < 0 ? '-' : '') + prefix + abs(a).toString(base);
}

/**
 * int(text, base): white space around, a sign, a prefix that fits the base, single underscores between digits.
 * ValueError names the literal as `shown` gives it (the repr of what the program passed).
 */
export function intFromText(
  text: string,
  base: number,
  shown: () => string,
  maxDigits = defaultMaxDigits,
): PyInt {
  return readInt(text, base, shown, maxDigits).value;
}

/** As intFromText; and how many digits of which base the text has. */
export function readInt(
  text: string,
  base: number,
  shown: () => string,
  maxDigits: number,
): { readonly value: PyInt; readonly length: number; readonly radix: number } {
  if (base !== 0 && (base < 2 || base > 36)) throw valueError('int() base must be >= 2 and <= 36, or 0');
  const invalid = (): Raised => valueError(`invalid literal for int() with base ${base}: ${shown()}`);
  const digits = toAsciiDigits(text);
  let at = 0;
  let sign = 1;
  if (digits[at] === '+') at++;
  else if (digits[at] === '-') {
    sign = -1;
    at++;
  }
  let radix = base;
  let mustBeZero = false;
  const prefix = digits[at] === '0' ? prefixBases[digits[at + 1]?.toLowerCase()] : undefined;
  if (base === 0) {
    radix = prefix ?? 10;
    mustBeZero = prefix === undefined && digits[at] === '0';
  }
  if (prefix !== undefined && prefix === radix) {
    at += 2;
    if (digits[at] === '_') at++;
  }
  let clean = '';
  for (let previous = '_'; at < digits.length; at++) {
    const character = digits[at];
    if (character === '_') {
      if (previous === '_') throw invalid();
    } else {
      if (digitValue(character) >= radix) throw invalid();
      clean += character;
    }
    previous = character;
  }
  if (clean === '' || digits.endsWith('_')) throw invalid();
  if (mustBeZero && !/^0+$/.test(clean)) throw invalid();
  const powerOfTwo = (radix & (radix - 1)) === 0;
  if (!powerOfTwo && maxDigits > 0 && clean.length > maxDigits)
    throw valueError(tooManyDigits(maxDigits, `: value has ${clean.length} digits`));
  const magnitude = digitsToInt(clean, radix);
  return { value: sign < 0 ? neg(magnitude) : magnitude, length: clean.length, radix };
}

/** The value of digits that fit the base, without sign or underscores. */
export function digitsToInt(digits: string, base: number): PyInt {
  checkBits(digits.length * Math.log2(base));
  const short = Number.parseInt(digits, base);
  if (short < 2 ** 52) return short;
  if (base === 10) return fromBigInt(BigInt(digits));
  if (base === 16) return fromBigInt(BigInt('0x' + digits));
  if (base === 8) return fromBigInt(BigInt('0o' + digits));
  if (base === 2) return fromBigInt(BigInt('0b' + digits));
  return fromBigInt(halve(digits, base));
}

/** int.to_bytes(length, byteorder, signed=...). */
export function intToBytes(a: PyInt, length: number, little: boolean, signed: boolean): Uint8Array {
  if (length < 0) throw valueError('length argument must be non-negative');
  if (a < 0 && !signed) throw overflowError("can't convert negative int to unsigned");
  const bits = length * 8;
  const value = BigInt(a);
  const fits =
    signed && (bits > 0 || a === -1) // -1 has no bits beyond its sign, and fits in none
      ? BigInt.asIntN(bits, value) === (bits > 0 ? value : 0n)
      : bitLength(a) <= bits;
  if (!fits) throw overflowError('int too big to convert');
  const bytes = new Uint8Array(length);
  const hex = BigInt.asUintN(bits, value)
    .toString(16)
    .padStart(length * 2, '0');
  for (let i = 0; i < length; i++) {
    const byte = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
    bytes[little ? length - 1 - i : i] = byte;
  }
  return bytes;
}

/** int.from_bytes(bytes, byteorder, signed=...). */
export function intFromBytes(bytes: Uint8Array, little: boolean, signed: boolean): PyInt {
  checkBits(bytes.length * 8);
  if (bytes.length === 0) return 0;
  let hex = '0x';
  for (let i = 0; i < bytes.length; i++)
    hex += bytes[little ? bytes.length - 1 - i : i].toString(16).padStart(2, '0');
  const value = BigInt(hex);
  return fromBigInt(signed ? BigInt.asIntN(bytes.length * 8, value) : value);
}

const prefixBases: { readonly [letter: string]: number } = { b: 2, o: 8, x: 16 };

function digitValue(character: string): number {
  const value = Number.parseInt(character, 36);
  return Number.isNaN(value) ? 99 : value;
}

/** Strips white space; digits of any script and spaces become ASCII (_PyUnicode_TransformDecimalAndSpaceToASCII). */
export function toAsciiDigits(text: string): string {
  if (/^[\x21-\x7e]*$/.test(text)) return text;
  let ascii = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 128) ascii += isSpace(code) ? ' ' : character;
    else if (isSpace(code)) ascii += ' ';
    else {
      const digit = decimalDigitValue(code);
      ascii += digit < 0 ? '?' : String(digit);
    }
  }
  return ascii.replace(/^ +| +$/g, '');
}

function halve(digits: string, base: number): bigint {
  if (digits.length <= 10) return BigInt(Number.parseInt(digits, base));
  const low = digits.length >> 1;
  const split = digits.length - low;
  return halve(digits.slice(0, split), base) * BigInt(base) ** BigInt(low) + halve(digits.slice(split), base);
}

function tooManyDigits(maxDigits: number, detail: string): Text {
  const rest = `for integer string conversion${detail}; use sys.set_int_max_str_digits() to increase the limit`;
  return {
    '3.3': `Exceeds the limit (${maxDigits}) ${rest}`,
    '3.11': `Exceeds the limit (${maxDigits} digits) ${rest}`,
  };
}
