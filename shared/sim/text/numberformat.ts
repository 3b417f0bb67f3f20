/**
 * The pieces that format() and % share: a float by a code of C's printf family (pystrtod.c:PyOS_double_to_string)
 * and digits in groups (Python/formatter_unicode.c, _PyUnicode_InsertThousandsGrouping).
 */
import { BoundExceeded } from '../../base/bounds.ts';
import {
  exponential,
  fixedDigits,
  positional,
  shortestDigits,
  significantDigits,
} from '../numbers/floattext.ts';
import { valueError } from '../numbers/raised.ts';

/** How a float becomes text. */
export interface FloatStyle {
  /** `r` is repr: the shortest digits. */
  readonly code: 'e' | 'f' | 'g' | 'r';
  readonly precision: number;
  readonly upper: boolean;
  /** Keep the point (and for g the zeros). */
  readonly alternate: boolean;
  /** Add `.0` where nothing says that it is a float. */
  readonly addDotZero: boolean;
}

/** More digits than this end the program: no float has them. */
const maxPrecision = 100_000;

/** |x| as text without a sign: digits, or inf or nan. */
export function floatToText(x: number, style: FloatStyle): string {
  const text = lowerText(Math.abs(x), style);
  return style.upper ? text.toUpperCase() : text;
}

function lowerText(x: number, { code, precision, alternate, addDotZero }: FloatStyle): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : 'inf';
  if (precision > 2147483647 - 3) throw valueError('precision too big');
  if (precision > maxPrecision)
    throw new BoundExceeded(
      'size',
      `the program asked for ${precision} digits of a float; ${maxPrecision} are the most it may have`,
    );
  if (code === 'f') return positional(fixedDigits(x, precision), precision, alternate);
  if (code === 'e') {
    const { digits, point } = significantDigits(x, precision + 1);
    return exponential(digits, point, 'e', alternate);
  }
  const wanted = Math.max(precision, 1);
  const { digits: all, point } = code === 'r' ? shortestDigits(x) : significantDigits(x, wanted);
  const digits = alternate && code === 'g' ? all : all.replace(/0+$/, '') || '0';
  const limit = code === 'r' ? 16 : wanted - (addDotZero ? 1 : 0);
  if (point <= -4 || point > limit) return exponential(digits, point, 'e', alternate);
  const places = Math.max(digits.length - point, addDotZero ? 1 : 0);
  return positional({ digits, point }, places, alternate);
}

/**
 * Digits with `separator` between groups of `every`, from the right, with zeros in front up to `minWidth`
 * characters (never a separator first).
 */
export function groupDigits(digits: string, separator: string, every: number, minWidth: number): string {
  if (separator === '') return digits.padStart(minWidth, '0');
  if (digits === '' && minWidth <= 0) return '';
  let rest = digits.length;
  let width = minWidth;
  let result = '';
  for (;;) {
    const length = Math.min(every, Math.max(rest, width, 1));
    const taken = Math.min(rest, length);
    const group = digits.slice(rest - taken, rest).padStart(length, '0');
    result = result === '' ? group : group + separator + result;
    rest -= taken;
    width -= length;
    if (rest <= 0 && width <= 0) return result;
    width -= 1;
  }
}

/** Groups from the left: the fraction's separators (3.14+). */
export function groupFraction(digits: string, separator: string): string {
  return separator === '' ? digits : (digits.match(/.{1,3}/g) ?? []).join(separator);
}
