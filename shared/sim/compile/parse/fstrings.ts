/** f-strings of 3.12 and later, taken apart by the tokenizer (PEP 701; Parser/lexer/lexer.c, tok_get_fstring_mode). */
import { type CompileFailure, syntaxError } from '../errors.ts';
import { MAX_LEVEL, Scanner } from './scanner.ts';
import type { FStringPart } from './token.ts';

/** Fields that may stand in each other's format specifications. */
const MAX_EXPR_NESTING = 3;

interface FieldContext {
  readonly delimiter: string;
  readonly raw: boolean;
  /** Where the string begins. */
  readonly start: number;
  /** Fields around, by their format specifications. */
  readonly level: number;
  /** Within a format specification. */
  readonly spec: boolean;
}

export abstract class FStringScanner extends Scanner {
  protected fstring(start: number, quoteAt: number, delimiter: string, raw: boolean): void {
    const parts = this.fstringParts(quoteAt + delimiter.length, {
      delimiter,
      raw,
      start,
      level: 0,
      spec: false,
    });
    this.at += delimiter.length;
    this.tokens.push({
      type: 'fstring',
      text: this.text.slice(start, this.at),
      start,
      end: this.at,
      level: this.brackets.length,
      parts,
    });
  }

  /**
   * The parts of an f-string body from `from` on; leaves the place at the closing delimiter, or, in a format specification, at
   * its `}`.
   */
  protected fstringParts(from: number, context: FieldContext): FStringPart[] {
    const text = this.text;
    const { delimiter, raw, start, level, spec } = context;
    const triple = delimiter.length === 3;
    const parts: FStringPart[] = [];
    let at = from;
    let textStart = from;
    const flush = (end: number) => {
      if (end > textStart) parts.push({ kind: 'text', start: textStart, end });
    };
    for (;;) {
      const char = text[at];
      if (at >= this.limit || (char === '\n' && !triple)) {
        if (spec && at < this.limit) {
          const message =
            'f-string: newlines are not allowed in format specifiers for single quoted f-strings';
          if (this.target.minor >= 13) throw syntaxError(message, at, at);
        }
        throw this.unterminated(start, Math.min(at, this.limit), triple, 'f-');
      }
      if (text.startsWith(delimiter, at)) {
        if (spec) throw syntaxError("f-string: expecting '}', or format specs", at, at + 1);
        flush(at);
        this.at = at;
        return parts;
      }
      if (char === '\\') {
        if (!raw && text[at + 1] === 'N' && text[at + 2] === '{') {
          const end = text.indexOf('}', at);
          at = end < 0 ? at + 3 : end + 1;
        } else if (text[at + 1] === '{' || text[at + 1] === '}') {
          at++;
        } else {
          at += 2;
        }
      } else if (char === '{') {
        if (text[at + 1] === '{' && !spec) {
          at += 2;
          continue;
        }
        flush(at);
        if (level >= MAX_EXPR_NESTING) {
          throw syntaxError('f-string: expressions nested too deeply', at - 1, at - 1);
        }
        parts.push(this.field(at, context));
        at = this.at;
        textStart = at;
      } else if (char === '}') {
        if (spec) {
          flush(at);
          this.at = at;
          return parts;
        }
        if (text[at + 1] !== '}') throw syntaxError("f-string: single '}' is not allowed", at, at + 1);
        at += 2;
      } else {
        at++;
      }
    }
  }

  /** A replacement field whose `{` is at `open`; leaves the place after its `}`. */
  protected field(open: number, context: FieldContext): FStringPart {
    const outerTokens = this.tokens;
    try {
      return this.#field(open, context);
    } finally {
      // Also where it fails: the error follows the tokens of the whole text, not those of the field.
      this.tokens = outerTokens;
    }
  }

  #field(open: number, context: FieldContext): FStringPart {
    const text = this.text;
    const outerTokens = this.tokens;
    if (this.brackets.length >= MAX_LEVEL) throw syntaxError('too many nested parentheses', open, open);
    this.tokens = [];
    this.brackets.push({ char: '{', at: open });
    const depth = this.brackets.length;
    const outerDepth = this.fieldDepth;
    this.fieldDepth = depth;
    this.at = open + 1;
    let char = '';
    for (;;) {
      if (this.at >= this.limit) throw this.unterminatedField(context);
      char = text[this.at];
      if (this.brackets.length === depth) {
        if (char === '}' || char === ':' || (char === '!' && text[this.at + 1] !== '=')) break;
      }
      if (char === '\n') {
        this.at++;
        continue;
      }
      // The closing delimiter inside a field ends the string: whatever is open is not closed.
      if ((char === '"' || char === "'") && context.delimiter.length === 1 && char === context.delimiter) {
        const nested = this.text.indexOf(char, this.at + 1);
        const lineEnd = this.lineEnd(this.at);
        if (nested < 0 || nested > lineEnd)
          throw syntaxError("f-string: expecting '}'", this.at, this.at + 1);
      }
      this.token(char);
    }
    this.fieldDepth = outerDepth;
    const expressionEnd = this.at;
    if (this.tokens.length === 0) {
      const message = `f-string: valid expression required before '${char}'`;
      throw syntaxError(message, expressionEnd, expressionEnd + 1);
    }
    this.push('end', expressionEnd, expressionEnd, '');
    const tokens = this.tokens;
    let conversion: string | null = null;
    let conversionAt = -1;
    if (char === '!') {
      conversionAt = ++this.at;
      conversion = this.conversion(context.delimiter);
      const next = text[this.at] ?? '';
      char = next;
    }
    let spec: FStringPart[] | null = null;
    const specStart = this.at + 1;
    this.tokens = outerTokens;
    if (char === ':') {
      spec = this.fstringParts(specStart, { ...context, level: context.level + 1, spec: true });
    }
    const specEnd = this.at;
    this.brackets.length = depth - 1;
    this.at++;
    return {
      kind: 'field',
      start: open,
      end: this.at,
      tokens,
      expressionEnd,
      conversion,
      conversionAt,
      spec,
      specStart,
      specEnd,
    };
  }

  /** The name after `!`, with the place at what follows it: a `:` or a `}`. */
  protected conversion(delimiter: string): string {
    const text = this.text;
    const start = this.at;
    const fail = (message: string) => syntaxError(`f-string: ${message}`, this.at, this.at + 1);
    if (/[ \t\f]/.test(text[start] ?? '')) {
      const mark = this.target.minor === 12 ? 'exclamanation' : 'exclamation';
      throw fail(`conversion type must come right after the ${mark} mark`);
    }
    if (text.startsWith(delimiter, start)) throw fail("expecting '}'");
    if (text[start] === ':' || text[start] === '}') throw fail('missing conversion character');
    if (!/[A-Za-z_]/.test(text[start] ?? '')) throw fail('invalid conversion character');
    while (/[A-Za-z0-9_]/.test(text[this.at] ?? '')) this.at++;
    const name = text.slice(start, this.at);
    // A field is in brackets: its lines may end anywhere.
    while (/[ \t\f\n\r]/.test(text[this.at] ?? '')) this.at++;
    const next = text[this.at];
    if (next === ')' || next === ']') throw fail(`unmatched '${next}'`);
    if (next !== '}' && next !== ':') {
      throw fail(text.startsWith(delimiter, this.at) ? "expecting '}'" : "expecting ':' or '}'");
    }
    return name;
  }

  protected unterminatedField(context: { delimiter: string; start: number }): CompileFailure {
    const triple = context.delimiter.length === 3;
    if (this.brackets.length > 0 && this.target.minor >= 12) {
      const last = this.brackets[this.brackets.length - 1];
      return syntaxError(`'${last.char}' was never closed`, last.at, last.at);
    }
    return this.unterminated(context.start, this.limit, triple, 'f-');
  }
}
