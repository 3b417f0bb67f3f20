/**
 * float as text (pystrtod.c, dtoa.c): the shortest digits that read back, digits to a precision, and reading.
 * The host's shortest digits are those of David Gay's mode 0, since both are the nearest of the shortest.
 */

import { asIntegerRatio } from './floats.ts';
import { toAsciiDigits } from './inttext.ts';
import { overflowError, valueError } from './raised.ts';

/** Decimal digits without sign or point; the value is 0.DIGITS * 10**point (dtoa's decpt). */
export interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** repr(x), which is str(x). */
export function floatRepr(x: number): string {
  if (x === 0) return Object.is(x, -0) ? '-0.0' : '0.0';
  const magnitude = Math.abs(x);
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    const text = String(x);
    return Number.isInteger(x) ? text + '.0' : text;
  }
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x < 0 ? '-inf' : 'inf';
  const { digits, point } = shortestDigits(magnitude);
  return (x < 0 ? '-' : '') + exponential(digits, point, 'e');
}

/** The shortest digits that read back as |x|, for a finite x. */
export function shortestDigits(x: number): Digits {
  if (x === 0) return { digits: '0', point: 1 };
  const [mantissa, exponent] = Math.abs(x).toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

/** |x| to `count` >= 1 significant digits, half to even on the exact value; trailing zeros kept. */
export function significantDigits(x: number, count: number): Digits {
  if (x === 0) return { digits: '0'.repeat(count), point: 1 };
  // The shortest digits may have been rounded up to a power of ten, one place above the value itself.
  const exponent = shortestDigits(x).point - 1;
  const lower = scaledRound(x, count - exponent).toString();
  if (lower.length === count) return { digits: lower, point: exponent };
  const digits = scaledRound(x, count - 1 - exponent).toString();
  if (digits.length > count) return { digits: digits.slice(0, count), point: exponent + 2 };
  return { digits, point: exponent + 1 };
}

/** |x| to `places` decimals (may be negative), half to even on the exact value: digits before the point and after. */
export function fixedDigits(x: number, places: number): Digits {
  const digits = scaledRound(x, places).toString();
  return { digits, point: digits.length - places };
}

/** d.ddde+XX, the exponent with two digits at least. */
export function exponential(digits: string, point: number, letter: string, alternate = false): string {
  const exponent = point - 1;
  const fraction = digits.slice(1);
  const sign = exponent < 0 ? '-' : '+';
  return `${digits[0]}${fraction || alternate ? '.' : ''}${fraction}${letter}${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** The digits with a point and zeros around as needed. */
export function positional({ digits, point }: Digits, places: number, alternate = false): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  let fraction = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  fraction = fraction.slice(0, Math.max(places, 0)).padEnd(Math.max(places, 0), '0');
  return whole + (fraction || alternate ? '.' : '') + fraction;
}

/** round(x, places) of a float. OverflowError where the rounded value is too large. */
export function roundToPlaces(x: number, places: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  if (places > 323) return x;
  if (places < -308) return 0 * x;
  const scaled = scaledRound(x, places);
  const rounded = Number(`${x < 0 ? '-' : ''}${scaled}e${-places}`);
  if (!Number.isFinite(rounded)) throw overflowError('rounded value too large to represent');
  return rounded;
}

/** float(text): white space around, digits of any script, single underscores, inf and nan. */
export function floatFromText(text: string, shown: () => string): number {
  const value = readFloat(toAsciiDigits(text));
  if (value !== undefined) return value;
  const before = 'could not convert string to float: ';
  // Up to 3.9 a text of nothing but space is shown without it.
  throw valueError(
    /^\s*$/.test(text) ? { '3.3': `${before}''`, '3.10': before + shown() } : before + shown(),
  );
}

/** A whole ASCII text as a float, or undefined. */
export function readFloat(text: string): number | undefined {
  if (text.includes('_')) {
    if (/(?:^|\D)_|_(?:\D|$)/.test(text)) return undefined;
    text = text.replaceAll('_', '');
  }
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  const special = /^([+-]?)(?:(inf)(?:inity)?|nan)$/i.exec(text);
  if (!special) return undefined;
  return special[2] ? (special[1] === '-' ? -Infinity : Infinity) : Number.NaN;
}

/** round-half-even(|x| * 10**places), exactly. */
function scaledRound(x: number, places: number): bigint {
  const magnitude = Math.abs(x);
  if (magnitude === 0) return 0n;
  const [numerator, denominator] = asIntegerRatio(magnitude);
  let top = BigInt(numerator);
  let bottom = BigInt(denominator);
  if (places >= 0) top *= 10n ** BigInt(places);
  else bottom *= 10n ** BigInt(-places);
  const quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  return twice > bottom || (twice === bottom && quotient & 1n) ? quotient + 1n : quotient;
}
