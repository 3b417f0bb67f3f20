/**
 * f-strings of up to 3.11, which are plain strings to the tokenizer and are taken apart afterwards (Parser/string_parser.c,
 * fstring_find_expr).
 */
import { CompileFailure, syntaxError } from '../errors.ts';
import type { SourceText } from '../source.ts';
import type { Target } from '../target.ts';
import { CLOSES, MAX_LEVEL, Scanner } from './scanner.ts';
import type { FStringPart } from './token.ts';

/** An error in an expression of an f-string as it is said of the f-string (up to 3.11). What the tokenizer says of a number stays as it is. */
export function inFString(failure: CompileFailure, minor: number): CompileFailure {
  const { kind, message, start, end } = failure;
  const ofNumber = /^invalid (?:digit .*|\w+) (?:in \w+ )?literal$/.test(message);
  const asItIs = message.startsWith('f-string: ') || ofNumber || (minor < 9 && message === 'invalid syntax');
  return asItIs ? failure : new CompileFailure(kind, `f-string: ${message}`, start, end);
}

/**
 * The parts of a literal whose body goes from `from` to `to`. Throws CPython's errors for what the expressions may not
 * contain there.
 */
export function legacyFStringParts(
  source: SourceText,
  target: Target,
  from: number,
  to: number,
  raw: boolean,
): FStringPart[] {
  return new LegacyScanner(source, target).scan(from, to, raw);
}

class LegacyScanner extends Scanner {
  scan(from: number, to: number, raw: boolean): FStringPart[] {
    this.limit = to;
    return this.legacy(from, to, raw, 0);
  }

  protected fstring(): void {
    throw new Error('only the tokenizer of 3.12 and later knows f-strings');
  }

  protected legacy(from: number, to: number, raw: boolean, level: number): FStringPart[] {
    const text = this.text;
    const parts: FStringPart[] = [];
    let at = from;
    let textStart = from;
    const flush = (end: number) => {
      if (end > textStart) parts.push({ kind: 'text', start: textStart, end });
    };
    while (at < to) {
      const char = text[at];
      if (char === '\\' && !raw) {
        if (text[at + 1] === 'N' && text[at + 2] === '{') {
          const end = text.indexOf('}', at);
          at = end < 0 ? to : end + 1;
        } else if (text[at + 1] === '{' || text[at + 1] === '}') at++;
        else at += 2;
      } else if (char === '{') {
        if (text[at + 1] === '{' && level === 0 && at + 1 < to) {
          at += 2;
          continue;
        }
        flush(at);
        parts.push(this.legacyField(at, to, raw, level));
        at = this.at;
        textStart = at;
      } else if (char === '}') {
        if (level > 0) break;
        if (text[at + 1] !== '}' || at + 1 >= to) throw this.fstringError("single '}' is not allowed", at);
        at += 2;
      } else {
        at++;
      }
    }
    flush(Math.min(at, to));
    this.at = at;
    return parts;
  }

  protected fstringError(message: string, at: number): CompileFailure {
    return syntaxError(`f-string: ${message}`, at, at);
  }

  protected legacyField(open: number, to: number, raw: boolean, level: number): FStringPart {
    const text = this.text;
    if (level >= 2) throw this.fstringError('expressions nested too deeply', open);
    // The end of the expression is found first, by brackets and quotes alone (fstring_find_expr).
    const end = this.legacyExpressionEnd(open + 1, to);
    const outer = this.limit;
    const outerBrackets = this.brackets;
    this.brackets = [{ char: '(', at: open }];
    this.tokens = [];
    this.limit = end;
    this.at = open + 1;
    try {
      while (this.at < end) {
        if (text[this.at] === '\n') this.at++;
        else this.token(text[this.at]);
      }
      this.push('end', end, end, '');
    } catch (failure) {
      if (!(failure instanceof CompileFailure)) throw failure;
      this.error(inFString(failure, this.target.minor));
    }
    const tokens = this.tokens;
    this.limit = outer;
    this.brackets = outerBrackets;
    let at = end;
    const bare =
      tokens[0].type === 'end' ? text[end] : tokens[0].text === '=' && tokens[1].type === 'end' ? '=' : null;
    if (bare !== null) {
      const required = this.target.minor >= 11 && bare !== '}';
      throw this.fstringError(
        required ? `expression required before '${bare}'` : 'empty expression not allowed',
        at,
      );
    }
    let conversion: string | null = null;
    let conversionAt = -1;
    if (text[at] === '!') {
      conversionAt = ++at;
      if (at >= to) throw this.fstringError("expecting '}'", at);
      conversion = text[at++];
      if (!'sra'.includes(conversion)) {
        throw this.fstringError("invalid conversion character: expected 's', 'r', or 'a'", at);
      }
    }
    let spec: FStringPart[] | null = null;
    const specStart = at + 1;
    if (at < to && text[at] === ':') {
      spec = this.legacy(at + 1, to, raw, level + 1);
      at = this.at;
    }
    if (at >= to || text[at] !== '}') throw this.fstringError("expecting '}'", at);
    this.at = at + 1;
    return {
      kind: 'field',
      start: open,
      end: at + 1,
      tokens,
      expressionEnd: end,
      conversion,
      conversionAt,
      spec,
      specStart,
      specEnd: at,
    };
  }

  /** After the '=' that shows the expression's text nothing else is left of it. */
  #afterEquals(from: number, to: number): void {
    let at = from;
    while (at < to && /\s/.test(this.text[at])) at++;
    if (at < to && !'!:}'.includes(this.text[at])) throw this.fstringError("expecting '}'", at);
  }

  protected legacyExpressionEnd(from: number, to: number): number {
    const text = this.text;
    const open: string[] = [];
    let quote = '';
    let at = from;
    for (; at < to; at++) {
      const char = text[at];
      if (char === '\\') throw syntaxError('f-string expression part cannot include a backslash', at, at);
      if (quote) {
        if (text.startsWith(quote, at)) {
          at += quote.length - 1;
          quote = '';
        }
        continue;
      }
      if (char === "'" || char === '"') {
        quote = text.startsWith(char.repeat(3), at) && at + 3 <= to ? char.repeat(3) : char;
        at += quote.length - 1;
      } else if ('([{'.includes(char)) {
        if (open.length >= MAX_LEVEL) throw this.fstringError('too many nested parenthesis', at);
        open.push(char);
      } else if (char === '#') {
        throw syntaxError("f-string expression part cannot include '#'", at, at);
      } else if (
        open.length === 0 &&
        (char === '!' || char === ':' || char === '}' || char === '=' || char === '>' || char === '<')
      ) {
        if (char === '!' && text[at + 1] === '=') at++;
        else if (char === '=' || char === '<' || char === '>') {
          if (text[at + 1] === '=') at++;
          else if (char === '=') this.#afterEquals(at + 1, to);
        } else break;
      } else if (')]}'.includes(char)) {
        const last = open.pop();
        if (!last) throw this.fstringError(`unmatched '${char}'`, at);
        if (last !== CLOSES[char]) {
          const message = `closing parenthesis '${char}' does not match opening parenthesis '${last}'`;
          throw this.fstringError(message, at);
        }
      }
    }
    if (quote) throw this.fstringError('unterminated string', at);
    if (open.length > 0) throw this.fstringError(`unmatched '${open[open.length - 1]}'`, at);
    if (at >= to) throw this.fstringError("expecting '}'", at);
    return at;
  }
}
