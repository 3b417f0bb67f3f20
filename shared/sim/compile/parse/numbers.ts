/** Number literals (tokenizer.c, tok_get; pegen.c, parsenumber). */
import type { Constant } from '../code.ts';
import { intConstant } from '../constants.ts';
import { type CompileFailure, syntaxError } from '../errors.ts';
import type { Target } from '../target.ts';

const MAX_STR_DIGITS = 4300;
const DIGIT = /[0-9]/;
const isDigit = (char: string | undefined) => char !== undefined && DIGIT.test(char);
const isNameChar = (char: string | undefined) =>
  char !== undefined && (/[A-Za-z0-9_]/.test(char) || char > '\x7f');

/** The end of the number that starts at `start`, or the error in it. */
export function scanNumber(text: string, start: number, target: Target): number | CompileFailure {
  let at = start;
  const fail = (message: string, where: number) => syntaxError(message, where, where + 1);
  const radixes = {
    x: ['hexadecimal', /[0-9a-fA-F]/],
    o: ['octal', /[0-7]/],
    b: ['binary', /[01]/],
  } as const;
  const radix = text[at] === '0' ? radixes[(text[at + 1] ?? '').toLowerCase() as 'x' | 'o' | 'b'] : undefined;
  if (radix) {
    const [name, digit] = radix;
    at += 2;
    do {
      if (text[at] === '_') at++;
      if (!digit.test(text[at] ?? '')) {
        if (isDigit(text[at])) return fail(`invalid digit '${text[at]}' in ${name} literal`, at);
        return fail(`invalid ${name} literal`, at - 1);
      }
      while (digit.test(text[at] ?? '')) at++;
    } while (text[at] === '_');
    if (isDigit(text[at])) return fail(`invalid digit '${text[at]}' in ${name} literal`, at);
    return endOfNumber(text, at, name, target);
  }
  const digits = (): CompileFailure | null => {
    for (;;) {
      while (isDigit(text[at])) at++;
      if (text[at] !== '_') return null;
      if (!isDigit(text[++at])) return fail('invalid decimal literal', at - 1);
    }
  };
  let failure: CompileFailure | null = null;
  let isInteger = true;
  if (text[at] !== '.') {
    if ((failure = digits())) return failure;
  }
  const integerEnd = at;
  if (text[at] === '.') {
    isInteger = false;
    at++;
    if (isDigit(text[at]) && (failure = digits())) return failure;
  }
  if (text[at] === 'e' || text[at] === 'E') {
    const signed = text[at + 1] === '+' || text[at + 1] === '-';
    if (isDigit(text[at + (signed ? 2 : 1)])) {
      isInteger = false;
      at += signed ? 2 : 1;
      if ((failure = digits())) return failure;
    } else if (signed) {
      return fail('invalid decimal literal', at);
    }
  }
  if (text[at] === 'j' || text[at] === 'J') return endOfNumber(text, at + 1, 'imaginary', target);
  if (isInteger && text[start] === '0' && /[1-9]/.test(text.slice(start, integerEnd))) {
    const zeros = /^[0_]*/.exec(text.slice(start, integerEnd)) as RegExpExecArray;
    return syntaxError(
      'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
      start,
      start + zeros[0].length,
    );
  }
  return endOfNumber(text, at, 'decimal', target);
}

/** A literal may not run into a name, except into a keyword that may follow an expression (`1if x else 2`). */
function endOfNumber(text: string, at: number, name: string, target: Target): number | CompileFailure {
  if (!isNameChar(text[at])) return at;
  if (target.minor < 10 || /^(and|else|for|if|in|is|not|or)/.test(text.slice(at, at + 4))) return at;
  return syntaxError(`invalid ${name} literal`, at - 1, at);
}

/** The value of a literal that `scanNumber` accepted. */
export function numberConstant(literal: string, start: number): Constant {
  const text = literal.includes('_') ? literal.replaceAll('_', '') : literal;
  const last = text[text.length - 1];
  if (/^0[xob]/i.test(text)) return intConstant(text.length < 12 ? Number(text) : BigInt(text));
  if (last === 'j' || last === 'J') return { kind: 'complex', real: 0, imag: Number(text.slice(0, -1)) };
  if (/[.eE]/.test(text)) return { kind: 'float', value: Number(text) };
  if (text.length < 16) return { kind: 'int', value: Number(text) };
  if (text.length > MAX_STR_DIGITS) {
    throw syntaxError(
      `Exceeds the limit (${MAX_STR_DIGITS} digits) for integer string conversion: value has ${text.length} digits; use sys.set_int_max_str_digits() to increase the limit` +
        ' - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.',
      start,
      start + literal.length,
    );
  }
  return intConstant(BigInt(text));
}
