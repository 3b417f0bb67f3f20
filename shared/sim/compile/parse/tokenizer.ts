/**
 * The tokenizer (CPython's Parser/tokenizer.c, from 3.12 Parser/lexer/lexer.c). It runs over the whole text at
 * once and ends with an 'end' or an 'error' token; the parser raises the error when it gets there, so that an
 * earlier syntax error is reported first, as CPython does.
 */
import { CompileFailure, syntaxError } from '../errors.ts';
import type { SourceText } from '../source.ts';
import type { Target } from '../target.ts';
import { badIdentifierOffset, codePointName, isPrintable } from './identifiers.ts';
import { scanNumber } from './numbers.ts';
import type { FStringPart, Token, TokenType } from './token.ts';

const MAX_INDENT = 100;
const MAX_LEVEL = 200;
const MAX_FSTRING_LEVEL = 150;
const TAB = 8;

const THREE = new Set(['**=', '//=', '>>=', '<<=', '...']);
const TWO = new Set([
  '**',
  '//',
  '>>',
  '<<',
  '<=',
  '>=',
  '==',
  '!=',
  '->',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '@=',
  ':=',
  '<>',
]);
const ONE = '()[]{},:.;@=+-*/%&|^~<>';
const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

type Bracket = { readonly char: string; readonly at: number };

export class Tokenizer {
  readonly source: SourceText;
  readonly target: Target;
  readonly #text: string;
  #at = 0;
  #limit: number;
  #tokens: Token[] = [];
  #brackets: Bracket[] = [];
  /** How many brackets are open just inside the innermost replacement field. */
  #fieldDepth = -1;

  constructor(source: SourceText, target: Target) {
    this.source = source;
    this.target = target;
    this.#text = source.text;
    this.#limit = source.text.length;
  }

  /** The brackets open where the tokens ended. */
  get openBrackets(): readonly Bracket[] {
    return this.#brackets;
  }

  /** The tokens of the whole text. */
  tokenizeFile(): Token[] {
    try {
      this.#lines();
    } catch (failure) {
      if (!(failure instanceof CompileFailure)) throw failure;
      this.#error(failure);
    }
    return this.#tokens;
  }

  #push(type: TokenType, start: number, end: number, text = this.#text.slice(start, end)): void {
    this.#tokens.push({ type, text, start, end, level: this.#brackets.length });
  }

  #error(failure: CompileFailure): void {
    const at = failure.start ?? this.#at;
    this.#tokens.push({ type: 'error', text: '', start: at, end: at, level: this.#brackets.length, failure });
  }

  #lines(): void {
    const text = this.#text;
    const indents = [0];
    const altIndents = [0];
    while (this.#at < this.#limit) {
      const lineStart = this.#at;
      let column = 0;
      let altColumn = 0;
      let at = lineStart;
      for (; ; at++) {
        const char = text[at];
        if (char === ' ') {
          column++;
          altColumn++;
        } else if (char === '\t') {
          column = (Math.floor(column / TAB) + 1) * TAB;
          altColumn++;
        } else if (char === '\f') {
          column = 0;
          altColumn = 0;
        } else if (char === '\\' && text[at + 1] === '\n' && this.target.minor >= 9) {
          // A continuation inside white space keeps the columns of the first line.
          at += 2;
          while (text[at] === ' ' || text[at] === '\t' || text[at] === '\f') at++;
          break;
        } else {
          break;
        }
      }
      this.#at = at;
      if (at >= this.#limit) break;
      if (text[at] === '#' || text[at] === '\n') {
        while (this.#at < this.#limit && text[this.#at] !== '\n') this.#at++;
        this.#at++;
        continue;
      }
      const top = indents.length - 1;
      if (column === indents[top]) {
        if (altColumn !== altIndents[top]) throw this.#tabError(at);
      } else if (column > indents[top]) {
        if (indents.length >= MAX_INDENT) {
          throw new CompileFailure('IndentationError', 'too many levels of indentation', at);
        }
        if (altColumn <= altIndents[top]) throw this.#tabError(at);
        indents.push(column);
        altIndents.push(altColumn);
        this.#push('indent', lineStart, at);
      } else {
        while (column < indents[indents.length - 1]) {
          indents.pop();
          altIndents.pop();
          if (column <= indents[indents.length - 1]) this.#push('dedent', at, at);
          else break;
        }
        if (column !== indents[indents.length - 1]) {
          const end = this.#lineEnd(at);
          const message = 'unindent does not match any outer indentation level';
          throw new CompileFailure('IndentationError', message, end, end);
        }
        if (altColumn !== altIndents[altIndents.length - 1]) throw this.#tabError(at);
      }
      this.#line();
    }
    const end = this.#limit;
    if (this.#brackets.length > 0) throw this.unclosed();
    for (let i = 1; i < indents.length; i++) this.#push('dedent', end, end, '');
    this.#push('end', end, end, '');
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 ? this.#limit : end;
  }

  #tabError(at: number): CompileFailure {
    return new CompileFailure(
      'TabError',
      'inconsistent use of tabs and spaces in indentation',
      this.#lineEnd(at),
    );
  }

  /** The error for brackets left open at the end of the text. */
  unclosed(): CompileFailure {
    const last = this.#brackets[this.#brackets.length - 1];
    if (this.target.minor < 10 || !last) return this.#unexpectedEnd();
    return syntaxError(`'${last.char}' was never closed`, last.at, last.at);
  }

  #unexpectedEnd(): CompileFailure {
    return syntaxError('unexpected EOF while parsing', this.#limit, this.#limit);
  }

  /** Tokens up to the end of the logical line. */
  #line(): void {
    const text = this.#text;
    const first = this.#tokens.length;
    while (this.#at < this.#limit) {
      const at = this.#at;
      const char = text[at];
      if (char === '\n') {
        this.#at++;
        if (this.#brackets.length > 0) continue;
        this.#push('newline', at, at + 1, '');
        return;
      }
      this.#token(char);
    }
    if (this.#brackets.length === 0 && this.#tokens.length > first) {
      this.#push('newline', this.#limit, this.#limit, '');
    }
  }

  /** One token, or white space, at the current place, which is not a line break. */
  #token(char: string): void {
    const text = this.#text;
    const at = this.#at;
    if (char === ' ' || char === '\t' || char === '\f') {
      this.#at++;
    } else if (char === '#') {
      while (this.#at < this.#limit && text[this.#at] !== '\n') this.#at++;
    } else if (char === '\\') {
      if (text[at + 1] !== '\n') {
        if (at + 1 >= this.#limit) throw this.#unexpectedEnd();
        throw syntaxError('unexpected character after line continuation character', at + 1, at + 1);
      }
      this.#at += 2;
      if (this.#at >= this.#limit) throw this.#unexpectedEnd();
    } else if (/[A-Za-z_]/.test(char) || char > '\x7f') {
      this.#name();
    } else if (/[0-9]/.test(char) || (char === '.' && /[0-9]/.test(text[at + 1] ?? ''))) {
      const end = scanNumber(text, at, this.target);
      if (typeof end !== 'number') throw end;
      this.#at = end;
      this.#push('number', at, end);
    } else if (char === '"' || char === "'") {
      this.#string(at, at);
    } else {
      this.#operator(char);
    }
  }

  #name(): void {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    let ascii = true;
    for (; at < this.#limit; at++) {
      const code = text.charCodeAt(at);
      if (code > 127) ascii = false;
      else if (
        !(code >= 97 && code <= 122) &&
        !(code >= 65 && code <= 90) &&
        code !== 95 &&
        !(code >= 48 && code <= 57)
      )
        break;
    }
    if ((text[at] === '"' || text[at] === "'") && this.#isPrefix(text.slice(start, at))) {
      this.#string(start, at);
      return;
    }
    this.#at = at;
    if (ascii) {
      this.#push('name', start, at);
      return;
    }
    const name = text.slice(start, at);
    const bad = badIdentifierOffset(name);
    if (bad >= 0) throw this.#badCharacter(start + bad);
    this.#push('name', start, at, name.normalize('NFKC'));
  }

  #badCharacter(at: number): CompileFailure {
    const char = String.fromCodePoint(this.#text.codePointAt(at) as number);
    if (this.target.minor < 9) return syntaxError('invalid character in identifier', at, at);
    if (isPrintable(char)) return syntaxError(`invalid character '${char}' (${codePointName(char)})`, at, at);
    return syntaxError(`invalid non-printable character ${codePointName(char)}`, at, at);
  }

  #isPrefix(name: string): boolean {
    if (name.length > 2) return false;
    const prefix = name.toLowerCase();
    if (this.target.minor >= 14 && (prefix === 't' || prefix === 'rt' || prefix === 'tr')) return true;
    return ['b', 'u', 'r', 'f', 'br', 'rb', 'fr', 'rf'].includes(prefix);
  }

  #operator(char: string): void {
    const text = this.#text;
    const at = this.#at;
    let op = text.slice(at, at + 3);
    if (!THREE.has(op)) {
      op = text.slice(at, at + 2);
      if (!TWO.has(op)) op = char;
    }
    if (op.length === 1 && !ONE.includes(char)) {
      if (char === '!' && this.target.minor >= 12) {
        this.#at++;
        this.#push('op', at, at + 1);
        return;
      }
      if (char < ' ' && this.target.minor >= 10) {
        throw syntaxError(`invalid non-printable character ${codePointName(char)}`, at, at);
      }
      throw syntaxError('invalid syntax', at, at + 1);
    }
    if (op === '(' || op === '[' || op === '{') {
      if (this.#brackets.length >= MAX_LEVEL) throw syntaxError('too many nested parentheses', at, at);
      this.#brackets.push({ char: op, at });
    } else if (op === ')' || op === ']' || op === '}') {
      const open = this.#brackets.pop();
      if (!open) throw syntaxError(`unmatched '${op}'`, at, at);
      if (open.char !== CLOSES[op]) {
        if (this.#fieldDepth === this.#brackets.length + 1)
          throw syntaxError(`f-string: unmatched '${op}'`, at, at);
        const line = this.source.lineAt(open.at);
        const where = line === this.source.lineAt(at) ? '' : ` on line ${line}`;
        const message = `closing parenthesis '${op}' does not match opening parenthesis '${open.char}'${where}`;
        throw syntaxError(message, at, at);
      }
    }
    this.#at += op.length;
    this.#push('op', at, this.#at, op);
  }

  /** A string literal whose prefix starts at `start` and whose first quote is at `quoteAt`. */
  #string(start: number, quoteAt: number): void {
    const text = this.#text;
    const quote = text[quoteAt];
    const triple = text[quoteAt + 1] === quote && text[quoteAt + 2] === quote;
    const delimiter = triple ? quote.repeat(3) : quote;
    const prefix = text.slice(start, quoteAt).toLowerCase();
    if (this.target.minor >= 12 && prefix.includes('f')) {
      this.#fstring(start, quoteAt, delimiter, prefix.includes('r'));
      return;
    }
    let at = quoteAt + delimiter.length;
    for (; at < this.#limit; at++) {
      const char = text[at];
      if (char === '\\') at++;
      else if (char === '\n' && !triple) break;
      else if (char === quote && (!triple || text.startsWith(delimiter, at))) {
        this.#at = at + delimiter.length;
        this.#push('string', start, this.#at);
        return;
      }
    }
    throw this.#unterminated(start, Math.min(at, this.#limit), triple, '');
  }

  #unterminated(start: number, end: number, triple: boolean, f: string): CompileFailure {
    const { minor } = this.target;
    if (minor < 10) {
      if (triple)
        return syntaxError('EOF while scanning triple-quoted string literal', minor < 9 ? end : start, end);
      return syntaxError('EOL while scanning string literal', end, end);
    }
    // CPython counts the lines it has read: an empty last line is not one.
    const last = this.source.lineAt(triple ? Math.max(0, this.#text.replace(/\n+$/, '').length) : end);
    const what = triple ? `unterminated triple-quoted ${f}string literal` : `unterminated ${f}string literal`;
    const escaped =
      !triple && f === '' && this.target.minor >= 13 && /\\['"]/.test(this.#text.slice(start, end));
    const hint = escaped ? '; perhaps you escaped the end quote?' : '';
    return syntaxError(`${what} (detected at line ${last})${hint}`, start, start);
  }

  // ---- f-strings

  #fstring(start: number, quoteAt: number, delimiter: string, raw: boolean): void {
    const parts = this.#fstringParts(quoteAt + delimiter.length, {
      delimiter,
      raw,
      start,
      level: 0,
      spec: false,
    });
    this.#at += delimiter.length;
    this.#tokens.push({
      type: 'fstring',
      text: this.#text.slice(start, this.#at),
      start,
      end: this.#at,
      level: this.#brackets.length,
      parts,
    });
  }

  /**
   * The parts of an f-string body from `from` on; leaves the place at the closing delimiter, or, in a format specification, at
   * its `}`.
   */
  #fstringParts(
    from: number,
    context: { delimiter: string; raw: boolean; start: number; level: number; spec: boolean },
  ): FStringPart[] {
    const text = this.#text;
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
      if (at >= this.#limit || (char === '\n' && !triple)) {
        if (spec && at < this.#limit) {
          const message =
            'f-string: newlines are not allowed in format specifiers for single quoted f-strings';
          if (this.target.minor >= 13) throw syntaxError(message, at, at);
        }
        throw this.#unterminated(start, Math.min(at, this.#limit), triple, 'f-');
      }
      if (text.startsWith(delimiter, at)) {
        if (spec) throw syntaxError("f-string: expecting '}', or format specs", at, at + 1);
        flush(at);
        this.#at = at;
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
        if (level + 1 >= (spec ? 2 : 1) * MAX_FSTRING_LEVEL) {
          throw syntaxError('f-string: expressions nested too deeply', at, at);
        }
        parts.push(this.#field(at, context));
        at = this.#at;
        textStart = at;
      } else if (char === '}') {
        if (spec) {
          flush(at);
          this.#at = at;
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
  #field(
    open: number,
    context: { delimiter: string; raw: boolean; start: number; level: number; spec: boolean },
  ): FStringPart {
    const text = this.#text;
    const outerTokens = this.#tokens;
    if (this.#brackets.length >= MAX_LEVEL) throw syntaxError('too many nested parentheses', open, open);
    this.#tokens = [];
    this.#brackets.push({ char: '{', at: open });
    const depth = this.#brackets.length;
    const outerDepth = this.#fieldDepth;
    this.#fieldDepth = depth;
    this.#at = open + 1;
    let char = '';
    for (;;) {
      if (this.#at >= this.#limit) throw this.#unterminatedField(context);
      char = text[this.#at];
      if (this.#brackets.length === depth) {
        if (char === '}' || char === ':' || (char === '!' && text[this.#at + 1] !== '=')) break;
      }
      if (char === '\n') {
        this.#at++;
        continue;
      }
      // The closing delimiter inside a field ends the string: whatever is open is not closed.
      if ((char === '"' || char === "'") && context.delimiter.length === 1 && char === context.delimiter) {
        const nested = this.#text.indexOf(char, this.#at + 1);
        const lineEnd = this.#lineEnd(this.#at);
        if (nested < 0 || nested > lineEnd)
          throw syntaxError("f-string: expecting '}'", this.#at, this.#at + 1);
      }
      this.#token(char);
    }
    this.#fieldDepth = outerDepth;
    const expressionEnd = this.#at;
    if (this.#tokens.length === 0) {
      const message = `f-string: valid expression required before '${char}'`;
      throw syntaxError(message, expressionEnd, expressionEnd + 1);
    }
    this.#push('end', expressionEnd, expressionEnd, '');
    const tokens = this.#tokens;
    let conversion: string | null = null;
    let conversionAt = -1;
    if (char === '!') {
      conversionAt = ++this.#at;
      conversion = this.#conversion(context.delimiter);
      const next = text[this.#at] ?? '';
      char = next;
    }
    let spec: FStringPart[] | null = null;
    const specStart = this.#at + 1;
    this.#tokens = outerTokens;
    if (char === ':') {
      spec = this.#fstringParts(specStart, { ...context, level: context.level + 1, spec: true });
    }
    const specEnd = this.#at;
    this.#brackets.length = depth - 1;
    this.#at++;
    return {
      kind: 'field',
      start: open,
      end: this.#at,
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
  #conversion(delimiter: string): string {
    const text = this.#text;
    const start = this.#at;
    const fail = (message: string) => syntaxError(`f-string: ${message}`, this.#at, this.#at + 1);
    if (/[ \t\f]/.test(text[start] ?? '')) {
      const mark = this.target.minor === 12 ? 'exclamanation' : 'exclamation';
      throw fail(`conversion type must come right after the ${mark} mark`);
    }
    if (text.startsWith(delimiter, start)) throw fail("expecting '}'");
    if (text[start] === ':' || text[start] === '}') throw fail('missing conversion character');
    if (!/[A-Za-z_]/.test(text[start] ?? '')) throw fail('invalid conversion character');
    while (/[A-Za-z0-9_]/.test(text[this.#at] ?? '')) this.#at++;
    const name = text.slice(start, this.#at);
    while (/[ \t\f]/.test(text[this.#at] ?? '')) this.#at++;
    const next = text[this.#at];
    if (next !== '}' && next !== ':') {
      throw fail(text.startsWith(delimiter, this.#at) ? "expecting '}'" : "expecting ':' or '}'");
    }
    return name;
  }

  #unterminatedField(context: { delimiter: string; start: number }): CompileFailure {
    const triple = context.delimiter.length === 3;
    if (this.#brackets.length > 0 && this.target.minor >= 12) {
      const last = this.#brackets[this.#brackets.length - 1];
      return syntaxError(`'${last.char}' was never closed`, last.at, last.at);
    }
    return this.#unterminated(context.start, this.#limit, triple, 'f-');
  }

  /**
   * The parts of an f-string literal of up to 3.11, which the tokenizer took for a plain string: body from `from` to
   * `to`. Raises CPython's errors for what the expressions may not contain there.
   */
  static legacyParts(
    source: SourceText,
    target: Target,
    from: number,
    to: number,
    raw: boolean,
  ): FStringPart[] {
    const tokenizer = new Tokenizer(source, target);
    tokenizer.#limit = to;
    return tokenizer.#legacy(from, to, raw, 0);
  }

  #legacy(from: number, to: number, raw: boolean, level: number): FStringPart[] {
    const text = this.#text;
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
        parts.push(this.#legacyField(at, to, raw, level));
        at = this.#at;
        textStart = at;
      } else if (char === '}') {
        if (level > 0) break;
        if (text[at + 1] !== '}' || at + 1 >= to) throw this.#fstringError("single '}' is not allowed", at);
        at += 2;
      } else {
        at++;
      }
    }
    flush(Math.min(at, to));
    this.#at = at;
    return parts;
  }

  #fstringError(message: string, at: number): CompileFailure {
    return syntaxError(`f-string: ${message}`, at, at);
  }

  #legacyField(open: number, to: number, raw: boolean, level: number): FStringPart {
    const text = this.#text;
    if (level >= 2) throw this.#fstringError('expressions nested too deeply', open);
    // The end of the expression is found first, by brackets and quotes alone (fstring_find_expr).
    const end = this.#legacyExpressionEnd(open + 1, to);
    const outer = this.#limit;
    const outerBrackets = this.#brackets;
    this.#brackets = [{ char: '(', at: open }];
    this.#tokens = [];
    this.#limit = end;
    this.#at = open + 1;
    try {
      while (this.#at < end) {
        if (text[this.#at] === '\n') this.#at++;
        else this.#token(text[this.#at]);
      }
      this.#push('end', end, end, '');
    } catch (failure) {
      if (!(failure instanceof CompileFailure)) throw failure;
      this.#error(
        new CompileFailure(failure.kind, `f-string: ${failure.message}`, failure.start, failure.end),
      );
    }
    const tokens = this.#tokens;
    this.#limit = outer;
    this.#brackets = outerBrackets;
    let at = end;
    const bare =
      tokens[0].type === 'end' ? text[end] : tokens[0].text === '=' && tokens[1].type === 'end' ? '=' : null;
    if (bare !== null) {
      const required = this.target.minor >= 11 && bare !== '}';
      throw this.#fstringError(
        required ? `expression required before '${bare}'` : 'empty expression not allowed',
        at,
      );
    }
    let conversion: string | null = null;
    let conversionAt = -1;
    if (text[at] === '!') {
      conversionAt = ++at;
      if (at >= to) throw this.#fstringError("expecting '}'", at);
      conversion = text[at++];
      if (!'sra'.includes(conversion)) {
        throw this.#fstringError("invalid conversion character: expected 's', 'r', or 'a'", at);
      }
    }
    let spec: FStringPart[] | null = null;
    const specStart = at + 1;
    if (at < to && text[at] === ':') {
      spec = this.#legacy(at + 1, to, raw, level + 1);
      at = this.#at;
    }
    if (at >= to || text[at] !== '}') throw this.#fstringError("expecting '}'", at);
    this.#at = at + 1;
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

  #legacyExpressionEnd(from: number, to: number): number {
    const text = this.#text;
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
        if (open.length >= MAX_LEVEL) throw this.#fstringError('too many nested parenthesis', at);
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
        } else break;
      } else if (')]}'.includes(char)) {
        const last = open.pop();
        if (!last) throw this.#fstringError(`unmatched '${char}'`, at);
        if (last !== CLOSES[char]) {
          const message = `closing parenthesis '${char}' does not match opening parenthesis '${last}'`;
          throw this.#fstringError(message, at);
        }
      }
    }
    if (quote) throw this.#fstringError('unterminated string', at);
    if (open.length > 0) throw this.#fstringError(`unmatched '${open[open.length - 1]}'`, at);
    if (at >= to) throw this.#fstringError("expecting '}'", at);
    return at;
  }
}
