/**
 * The format specification mini-language: format(value, spec) of str, int, float and complex
 * (Python/formatter_unicode.c). Locale types (`n`) use the C locale.
 */
import { type Complex, complexRepr } from '../numbers/complex.ts';
import { copysign } from '../numbers/floats.ts';
import { floatRepr } from '../numbers/floattext.ts';
import { abs, type PyInt, toFloat } from '../numbers/ints.ts';
import { defaultMaxDigits, intToBase, intToString } from '../numbers/inttext.ts';
import { overflowError, type Raised, valueError } from '../numbers/raised.ts';
import type { Ruleset } from '../rulesets/index.ts';
import { checkLength, lengthOf, sliceText } from './kinds.ts';
import { type FloatStyle, floatToText, groupDigits, groupFraction } from './numberformat.ts';

/** A parsed specification. */
export interface FormatSpec {
  readonly fill: string;
  readonly align: '<' | '>' | '=' | '^';
  readonly sign: '' | '+' | '-' | ' ';
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  /** -1: none given. */
  readonly width: number;
  readonly separator: '' | ',' | '_';
  readonly precision: number;
  readonly fractionSeparator: '' | ',' | '_';
  /** '' where none is given (format_obj's default). */
  readonly type: string;
  readonly fillGiven: boolean;
  readonly alignGiven: boolean;
}

const aligns = '<>=^';

/** Reads a specification for a type whose values go left (str) or right. ValueError where it is malformed. */
export function parseFormatSpec(
  spec: string,
  defaultAlign: '<' | '>',
  typeName: string,
  rules: Ruleset,
): FormatSpec {
  const points = Array.from(spec);
  let at = 0;
  let fill = ' ';
  let align: FormatSpec['align'] = defaultAlign;
  let fillGiven = false;
  let alignGiven = false;
  const isAlign = (character: string | undefined): character is FormatSpec['align'] =>
    character !== undefined && aligns.includes(character);
  if (isAlign(points[1])) {
    fill = points[0];
    align = points[1];
    fillGiven = alignGiven = true;
    at = 2;
  } else if (isAlign(points[0])) {
    align = points[0];
    alignGiven = true;
    at = 1;
  }
  let sign: FormatSpec['sign'] = '';
  if (points[at] === '+' || points[at] === '-' || points[at] === ' ')
    sign = points[at++] as FormatSpec['sign'];
  const noNegativeZero = rules.minor >= 11 && points[at] === 'z';
  if (noNegativeZero) at++;
  const alternate = points[at] === '#';
  if (alternate) at++;
  if (!fillGiven && points[at] === '0') {
    fill = '0';
    fillGiven = true;
    if (!alignGiven && (defaultAlign === '>' || rules.minor < 10)) align = '=';
    at++;
  }
  const number = (): number => {
    let digits = '';
    while (at < points.length && points[at] >= '0' && points[at] <= '9') digits += points[at++];
    if (digits === '') return -1;
    if (BigInt(digits) > 9223372036854775807n) throw valueError('Too many decimal digits in format string');
    return Number(digits);
  };
  const width = number();
  let separator: FormatSpec['separator'] = '';
  if (points[at] === ',') {
    separator = ',';
    at++;
  }
  if (points[at] === '_') {
    if (separator !== '') throw valueError("Cannot specify both ',' and '_'.");
    separator = '_';
    at++;
  }
  if (points[at] === ',' && (separator === '_' || rules.minor < 9))
    throw valueError("Cannot specify both ',' and '_'.");
  let precision = -1;
  let fractionSeparator: FormatSpec['fractionSeparator'] = '';
  if (points[at] === '.') {
    at++;
    precision = number();
    if (rules.minor >= 14) {
      if (points[at] === ',' || points[at] === '_') fractionSeparator = points[at++] as ',' | '_';
      if (points[at] === ',' || points[at] === '_') throw valueError("Cannot specify both ',' and '_'.");
    }
    if (precision < 0 && fractionSeparator === '') throw valueError('Format specifier missing precision');
  }
  if (points.length - at > 1)
    throw valueError({
      '3.3': 'Invalid format specifier',
      '3.11': `Invalid format specifier '${spec}' for object of type '${typeName}'`,
    });
  const type = points[at] ?? '';
  for (const mark of [separator, fractionSeparator]) {
    if (mark === '' || 'defgEGF%'.includes(type)) continue;
    if (mark === '_' && mark === separator && 'boxX'.includes(type)) continue;
    throw valueError(`Cannot specify '${mark}' with ${shownCode(type)}.`);
  }
  return {
    fill,
    align,
    sign,
    noNegativeZero,
    alternate,
    width,
    separator,
    precision,
    fractionSeparator,
    type,
    fillGiven,
    alignGiven,
  };
}

/** format(text, spec). */
export function formatStr(text: string, spec: string, rules: Ruleset, typeName = 'str'): string {
  if (spec === '') return text;
  // The type defaults to 's' before the specification is checked.
  const format = parseFormatSpec(spec, '<', typeName, rules);
  if (format.separator !== '' && format.type === '')
    throw valueError(`Cannot specify '${format.separator}' with 's'.`);
  if (format.type !== '' && format.type !== 's') throw unknownCode(format.type, typeName);
  if (format.sign === ' ' && rules.minor >= 9)
    throw valueError('Space not allowed in string format specifier');
  if (format.sign !== '') throw valueError('Sign not allowed in string format specifier');
  if (format.noNegativeZero)
    throw valueError('Negative zero coercion (z) not allowed in string format specifier');
  if (format.alternate) throw valueError('Alternate form (#) not allowed in string format specifier');
  if (format.align === '=') throw valueError("'=' alignment not allowed in string format specifier");
  const shown = format.precision >= 0 ? sliceText(text, 0, format.precision) : text;
  return pad(shown, format.width, format.align, format.fill);
}

/** format(int, spec). `typeName` is 'bool' for a bool, whose empty spec the caller answers with str(). */
export function formatInt(
  value: PyInt,
  spec: string,
  rules: Ruleset,
  typeName = 'int',
  maxDigits = defaultMaxDigits,
): string {
  if (spec === '') return intToString(value, maxDigits);
  const format = parseFormatSpec(spec, '>', typeName, rules);
  const { type } = format;
  if (type !== '' && 'eEfFgG%'.includes(type)) return formatParsedFloat(toFloat(value), format);
  if (type !== '' && !'bcdoxXn'.includes(type)) throw unknownCode(type, typeName);
  if (format.precision >= 0) throw valueError('Precision not allowed in integer format specifier');
  if (format.noNegativeZero)
    throw valueError('Negative zero coercion (z) not allowed in integer format specifier');
  if (type === 'c') {
    if (format.sign !== '') throw valueError("Sign not allowed with integer format specifier 'c'");
    if (format.alternate)
      throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
    return layOut('', '', characterOf(value), '', format);
  }
  let digits: string;
  let prefix = '';
  if (type === 'b' || type === 'o' || type === 'x' || type === 'X') {
    digits = intToBase(abs(value), type === 'b' ? 2 : type === 'o' ? 8 : 16);
    if (format.alternate) prefix = `0${type}`;
    if (type === 'X') digits = digits.toUpperCase();
  } else {
    digits = intToString(abs(value), maxDigits);
  }
  return layOut(signOf(value < 0, format), prefix, digits, '', format);
}

/** The character of a code point: `c` in format() and %. */
export function characterOf(value: PyInt): string {
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) !== value)
    throw overflowError('Python int too large to convert to C long');
  if (value < 0 || value > 0x10ffff) throw overflowError('%c arg not in range(0x110000)');
  return String.fromCodePoint(Number(value));
}

/** format(float, spec). */
export function formatFloat(value: number, spec: string, rules: Ruleset, typeName = 'float'): string {
  if (spec === '') return floatRepr(value);
  const format = parseFormatSpec(spec, '>', typeName, rules);
  if (format.type !== '' && !'eEfFgGn%'.includes(format.type)) throw unknownCode(format.type, typeName);
  return formatParsedFloat(value, format);
}

function formatParsedFloat(value: number, format: FormatSpec): string {
  const style = floatStyle(format);
  const percent = format.type === '%';
  if (percent) value *= 100;
  let text = floatToText(value, style);
  let negative = value < 0 || Object.is(value, -0);
  if (format.noNegativeZero && /^[0.]*(e.*)?$/i.test(text)) negative = false;
  let rest = '';
  let digits = text;
  const end = /[^0-9]/.exec(text);
  if (end) {
    digits = text.slice(0, end.index);
    rest = text.slice(end.index);
  }
  if (format.fractionSeparator !== '' && rest.startsWith('.')) {
    const fraction = /^\.(\d*)(.*)$/.exec(rest) as RegExpExecArray;
    rest = '.' + groupFraction(fraction[1], format.fractionSeparator) + fraction[2];
  }
  text = rest + (percent ? '%' : '');
  return layOut(signOf(negative, format), '', digits, text, format);
}

/** What PyOS_double_to_string is asked for: no type is repr, or with a precision a `g` that stays a float. */
function floatStyle(format: FormatSpec): FloatStyle {
  const { type, alternate } = format;
  const upper = type === 'E' || type === 'F' || type === 'G';
  const precision = format.precision < 0 ? 6 : format.precision;
  if (type === '')
    return {
      code: format.precision < 0 ? 'r' : 'g',
      precision: format.precision < 0 ? 0 : format.precision,
      upper,
      alternate,
      addDotZero: true,
    };
  const letter = type === '%' ? 'f' : type === 'n' ? 'g' : type.toLowerCase();
  return { code: letter as FloatStyle['code'], precision, upper, alternate, addDotZero: false };
}

/** format(complex, spec). */
export function formatComplex(value: Complex, spec: string, rules: Ruleset): string {
  if (spec === '') return complexRepr(value);
  const format = parseFormatSpec(spec, '>', 'complex', rules);
  const { type } = format;
  if (type !== '' && !'eEfFgGn'.includes(type)) throw unknownCode(type, 'complex');
  if (format.fill === '0') throw valueError('Zero padding is not allowed in complex format specifier');
  if (format.align === '=') throw valueError("'=' alignment flag is not allowed in complex format specifier");
  let style = floatStyle(format);
  if (type === '') style = { ...style, addDotZero: false };
  const skipReal = type === '' && value.real === 0 && copysign(1, value.real) > 0;
  const part = (x: number, sign: FormatSpec['sign']): string => {
    const inner = { ...format, width: -1, fill: ' ', align: '>', sign } as const;
    const text = floatToText(x, style);
    const digits = /^\d*/.exec(text)?.[0] ?? '';
    let negative = x < 0 || Object.is(x, -0);
    if (format.noNegativeZero && /^[0.]*(e.*)?$/i.test(text)) negative = false;
    return layOut(signOf(negative, inner), '', digits, text.slice(digits.length), inner);
  };
  let text = skipReal ? part(value.imag, format.sign) : part(value.real, format.sign) + part(value.imag, '+');
  text += 'j';
  if (type === '' && !skipReal) text = `(${text})`;
  return pad(text, format.width, format.align, format.fill);
}

/** Sign, prefix, digits in groups and what follows them, padded to the width. */
function layOut(sign: string, prefix: string, digits: string, rest: string, format: FormatSpec): string {
  const fixed = sign.length + prefix.length + rest.length;
  const every = 'boxX'.includes(format.type) && format.type !== '' ? 4 : 3;
  checkLength(format.width);
  const zeros = format.fill === '0' && format.align === '=' ? format.width - fixed : 0;
  const grouped =
    digits === ''
      ? '0'.repeat(Math.max(zeros, 0))
      : format.type === 'c'
        ? digits
        : groupDigits(digits, format.separator, every, Math.max(zeros, 0));
  const body = sign + prefix + grouped + rest;
  if (format.align !== '=') return pad(body, format.width, format.align, format.fill);
  const missing = format.width - lengthOf(body);
  return missing > 0 ? sign + prefix + format.fill.repeat(missing) + grouped + rest : body;
}

function signOf(negative: boolean, format: { readonly sign: FormatSpec['sign'] }): string {
  if (negative) return '-';
  return format.sign === '+' || format.sign === ' ' ? format.sign : '';
}

/** Pads to `width` code points; ^ puts the odd one to the right. */
export function pad(text: string, width: number, align: string, fill: string): string {
  const missing = width - lengthOf(text);
  if (missing <= 0) return text;
  checkLength(width);
  if (align === '<') return text + fill.repeat(missing);
  if (align === '^') {
    const left = missing >> 1;
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }
  return fill.repeat(missing) + text;
}

function unknownCode(type: string, typeName: string): Raised {
  return valueError(`Unknown format code ${shownCode(type)} for object of type '${typeName}'`);
}

function shownCode(type: string): string {
  const code = type.codePointAt(0) ?? 0;
  return code > 32 && code < 128 ? `'${type}'` : `'\\x${code.toString(16)}'`;
}
