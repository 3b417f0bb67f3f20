/**
 * printf-style formatting, `format % values` (unicodeobject.c:PyUnicode_Format, bytesobject.c:_PyBytes_FormatEx).
 * The scanner gives one conversion after another and the caller fetches and converts its values, since that may
 * run the program's own code; errors in the format come when they are reached, as CPython's do.
 */
import { abs, type PyInt } from '../numbers/ints.ts';
import { defaultMaxDigits, intToBase, intToString } from '../numbers/inttext.ts';
import { pad } from './formatspec.ts';
import { checkLength, sliceText } from './kinds.ts';
import { floatToText } from './numberformat.ts';
import { type PercentWords, percentWords } from './percent-words.ts';

/** One `%...` of a format. */
export interface Conversion {
  /** The mapping key in parentheses, or undefined. */
  readonly key: string | undefined;
  /** Each of `-+ #0` that was given. */
  readonly flags: string;
  /** -1 for none; `'*'` takes the next value, an int. */
  readonly width: number | '*';
  readonly precision: number | '*';
  /** The conversion's letter. */
  readonly code: string;
  /** Where its `%` and its letter stand, in code points: for errors. */
  readonly start: number;
  readonly index: number;
}

/** Width and precision once `*` is resolved; a negative width has become the flag `-`. */
export interface Layout {
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
}

/** Walks a format: literal text and conversions in turn. */
export class PercentScanner {
  readonly #points: readonly string[];
  readonly #words: PercentWords;
  #at = 0;
  #start = 0;

  constructor(format: string, words: PercentWords = percentWords(false)) {
    this.#points = Array.from(format);
    this.#words = words;
  }

  /** Where the conversion begins that is being read. */
  get start(): number {
    return this.#start;
  }

  /** The literal text up to the next conversion, with `%%` resolved; moves past it. */
  literal(): string {
    let text = '';
    const points = this.#points;
    while (this.#at < points.length) {
      if (points[this.#at] === '%') {
        if (points[this.#at + 1] !== '%') return text;
        this.#at++;
      }
      text += points[this.#at++];
    }
    return text;
  }

  /** Whether a conversion stands here. After `literal`. */
  get atConversion(): boolean {
    return this.#at < this.#points.length;
  }

  /**
   * The key of the conversion that stands here, or undefined; moves past it. ValueError where the format ends
   * in it. The caller looks the key up before it asks for the rest.
   */
  key(): string | undefined {
    const points = this.#points;
    this.#start = this.#at++;
    if (points[this.#at] !== '(') return undefined;
    let depth = 1;
    const start = ++this.#at;
    while (this.#at < points.length) {
      const character = points[this.#at++];
      if (character === ')') depth--;
      else if (character === '(') depth++;
      if (depth === 0) return points.slice(start, this.#at - 1).join('');
    }
    throw this.#words.incompleteKey(this.#start);
  }

  /** The rest of the conversion. ValueError where the format ends or a number is too big. */
  conversion(key: string | undefined): Conversion {
    const points = this.#points;
    let flags = '';
    while (this.#at < points.length && '-+ #0'.includes(points[this.#at])) flags += points[this.#at++];
    const width = this.#number('width');
    let precision: number | '*' = -1;
    if (points[this.#at] === '.') {
      this.#at++;
      precision = this.#number('precision');
      if (precision === -1) precision = 0;
    }
    if ('hlL'.includes(points[this.#at] ?? ' ')) this.#at++;
    if (this.#at >= points.length) throw this.#words.incomplete(this.#start);
    const index = this.#at++;
    return { key, flags, width, precision, code: points[index], start: this.#start, index };
  }

  #number(what: 'width' | 'precision'): number | '*' {
    const points = this.#points;
    if (points[this.#at] === '*') {
      this.#at++;
      return '*';
    }
    let digits = '';
    while (points[this.#at] >= '0' && points[this.#at] <= '9') digits += points[this.#at++];
    if (digits === '') return -1;
    const value = Number(digits);
    const limit = what === 'width' ? 2 ** 63 : 2 ** 31 - 1;
    if (value > limit) throw this.#words.tooBig(what, this.#start);
    return value;
  }
}

/** Puts the values of `*` in place. */
export function resolveLayout(conversion: Conversion, starWidth?: number, starPrecision?: number): Layout {
  let { flags } = conversion;
  let width = conversion.width === '*' ? (starWidth ?? 0) : conversion.width;
  if (conversion.width === '*' && width < 0) {
    flags += '-';
    width = -width;
  }
  let precision = conversion.precision === '*' ? (starPrecision ?? 0) : conversion.precision;
  if (conversion.precision === '*' && precision < 0) precision = 0;
  return { flags, width, precision };
}

/** `s`, `r`, `a` (already converted to text) and `c` (a character, which ignores precision). */
export function percentText(text: string, layout: Layout, isCharacter = false): string {
  const shown = layout.precision >= 0 && !isCharacter ? sliceText(text, 0, layout.precision) : text;
  return pad(shown, layout.width, layout.flags.includes('-') ? '<' : '>', ' ');
}

/** `d i u o x X` of an int. */
export function percentInt(value: PyInt, code: string, layout: Layout, maxDigits = defaultMaxDigits): string {
  let digits: string;
  let prefix = '';
  const lower = code.toLowerCase();
  if (lower === 'x' || lower === 'o') {
    digits = intToBase(abs(value), lower === 'x' ? 16 : 8);
    if (code === 'X') digits = digits.toUpperCase();
    if (layout.flags.includes('#')) prefix = '0' + code;
  } else {
    digits = intToString(abs(value), maxDigits);
  }
  checkLength(layout.precision);
  return padNumber(value < 0, prefix, digits.padStart(layout.precision, '0'), layout);
}

/** `e E f F g G` of a float. */
export function percentFloat(value: number, code: string, layout: Layout): string {
  const lower = code.toLowerCase();
  const text = floatToText(value, {
    code: lower as 'e' | 'f' | 'g',
    precision: layout.precision < 0 ? 6 : layout.precision,
    upper: code !== lower,
    alternate: layout.flags.includes('#'),
    addDotZero: false,
  });
  return padNumber(value < 0 || Object.is(value, -0), '', text, layout);
}

function padNumber(negative: boolean, prefix: string, digits: string, { flags, width }: Layout): string {
  const sign = negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const head = sign + prefix;
  checkLength(width);
  if (flags.includes('-')) return (head + digits).padEnd(width);
  if (flags.includes('0')) return head + digits.padStart(width - head.length, '0');
  return (head + digits).padStart(width);
}
