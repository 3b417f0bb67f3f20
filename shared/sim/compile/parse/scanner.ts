/**
 * What one token is (CPython's Parser/tokenizer.c, tok_get; from 3.12 Parser/lexer/lexer.c): names, numbers, strings,
 * operators, brackets. Lines and indentation are in tokenizer.ts, f-strings in fstrings.ts.
 */
import { type CompileFailure, syntaxError } from '../errors.ts';
import type { SourceText } from '../source.ts';
import type { Target } from '../target.ts';
import { badIdentifierOffset, codePointName, isPrintable } from './identifiers.ts';
import { scanNumber } from './numbers.ts';
import type { Token, TokenType } from './token.ts';

/** Prefixes of strings that exclude each other, in the order they are looked for. */
const INCOMPATIBLE = ['ub', 'ur', 'uf', 'ut', 'bf', 'bt', 'ft'];

/** Brackets that may be open at once. */
export const MAX_LEVEL = 200;

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
export const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

type Bracket = { readonly char: string; readonly at: number };
export abstract class Scanner {
  readonly source: SourceText;
  readonly target: Target;
  protected readonly text: string;
  protected at = 0;
  protected limit: number;
  protected tokens: Token[] = [];
  protected brackets: Bracket[] = [];
  /** How many brackets are open just inside the innermost replacement field. */
  protected fieldDepth = -1;

  constructor(source: SourceText, target: Target) {
    this.source = source;
    this.target = target;
    this.text = source.text;
    this.limit = source.text.length;
  }

  /** An f-string literal of 3.12 and later whose prefix starts at `start` and whose quote is at `quoteAt`. */
  protected abstract fstring(start: number, quoteAt: number, delimiter: string, raw: boolean): void;

  protected push(type: TokenType, start: number, end: number, text = this.text.slice(start, end)): void {
    this.tokens.push({ type, text, start, end, level: this.brackets.length });
  }

  protected error(failure: CompileFailure): void {
    const at = failure.start ?? this.at;
    this.tokens.push({ type: 'error', text: '', start: at, end: at, level: this.brackets.length, failure });
  }

  protected lineEnd(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.limit : end;
  }

  /** The error for brackets left open at the end of the text. */
  unclosed(): CompileFailure {
    const last = this.brackets[this.brackets.length - 1];
    if (this.target.minor < 10 || !last) return this.unexpectedEnd();
    return syntaxError(`'${last.char}' was never closed`, last.at, last.at);
  }

  protected unexpectedEnd(): CompileFailure {
    // The line of a continuation is still the current one.
    const at = this.text[this.limit - 1] === '\n' ? this.limit - 1 : this.limit;
    return syntaxError('unexpected EOF while parsing', at, at);
  }

  /** One token, or white space, at the current place, which is not a line break. */
  protected token(char: string): void {
    const text = this.text;
    const at = this.at;
    if (char === ' ' || char === '\t' || char === '\f') {
      this.at++;
    } else if (char === '#') {
      while (this.at < this.limit && text[this.at] !== '\n') this.at++;
    } else if (char === '\\') {
      if (text[at + 1] !== '\n') {
        if (at + 1 >= this.limit) throw this.unclosed();
        throw syntaxError('unexpected character after line continuation character', at + 1, at + 1);
      }
      this.at += 2;
      if (this.at >= this.limit) throw this.unclosed();
    } else if (/[A-Za-z_]/.test(char) || char > '\x7f') {
      this.name();
    } else if (/[0-9]/.test(char) || (char === '.' && /[0-9]/.test(text[at + 1] ?? ''))) {
      const end = scanNumber(text, at, this.target);
      if (typeof end !== 'number') throw end;
      this.at = end;
      this.push('number', at, end);
    } else if (char === '"' || char === "'") {
      this.string(at, at);
    } else {
      this.operator(char);
    }
  }

  protected name(): void {
    const text = this.text;
    const start = this.at;
    let at = start;
    let ascii = true;
    for (; at < this.limit; at++) {
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
    if ((text[at] === '"' || text[at] === "'") && this.isPrefix(text.slice(start, at), start)) {
      this.string(start, at);
      return;
    }
    this.at = at;
    if (ascii) {
      this.push('name', start, at);
      return;
    }
    const name = text.slice(start, at);
    const bad = badIdentifierOffset(name);
    if (bad >= 0) throw this.badCharacter(start + bad);
    this.push('name', start, at, name.normalize('NFKC'));
  }

  protected badCharacter(at: number): CompileFailure {
    const char = String.fromCodePoint(this.text.codePointAt(at) as number);
    if (this.target.minor < 9) return syntaxError('invalid character in identifier', at, at);
    if (isPrintable(char)) return syntaxError(`invalid character '${char}' (${codePointName(char)})`, at, at);
    return syntaxError(`invalid non-printable character ${codePointName(char)}`, at, at);
  }

  protected isPrefix(name: string, start: number): boolean {
    if (name.length > 5) return false;
    const prefix = name.toLowerCase();
    if (this.target.minor >= 14) this.#checkPrefix(prefix, start);
    if (this.target.minor >= 14 && (prefix === 't' || prefix === 'rt' || prefix === 'tr')) return true;
    return ['b', 'u', 'r', 'f', 'br', 'rb', 'fr', 'rf'].includes(prefix);
  }

  /** Letters that do not go together, each there once, are a mistake of their own (maybe_raise_syntax_error_for_string_prefixes). */
  #checkPrefix(prefix: string, start: number): void {
    if (!/^[burft]+$/.test(prefix) || new Set(prefix).size < prefix.length) return;
    const pair = INCOMPATIBLE.find(([a, b]) => prefix.includes(a) && prefix.includes(b));
    if (pair === undefined) return;
    const message = `'${pair[0]}' and '${pair[1]}' prefixes are incompatible`;
    throw syntaxError(message, start, start + prefix.length);
  }

  protected operator(char: string): void {
    const text = this.text;
    const at = this.at;
    let op = text.slice(at, at + 3);
    if (!THREE.has(op)) {
      op = text.slice(at, at + 2);
      if (!TWO.has(op)) op = char;
    }
    if (op.length === 1 && !ONE.includes(char)) {
      if (char === '!' && this.target.minor >= 12) {
        this.at++;
        this.push('op', at, at + 1);
        return;
      }
      if (char < ' ' && this.target.minor >= 10) {
        throw syntaxError(`invalid non-printable character ${codePointName(char)}`, at, at);
      }
      throw syntaxError('invalid syntax', at, at + 1);
    }
    if (op === '(' || op === '[' || op === '{') {
      if (this.brackets.length >= MAX_LEVEL) throw syntaxError('too many nested parentheses', at, at);
      this.brackets.push({ char: op, at });
    } else if (op === ')' || op === ']' || op === '}') {
      const open = this.brackets.pop();
      if (!open) throw syntaxError(`unmatched '${op}'`, at, at);
      if (open.char !== CLOSES[op]) {
        if (this.fieldDepth === this.brackets.length + 1)
          throw syntaxError(`f-string: unmatched '${op}'`, at, at);
        const line = this.source.lineAt(open.at);
        const where = line === this.source.lineAt(at) ? '' : ` on line ${line}`;
        const message = `closing parenthesis '${op}' does not match opening parenthesis '${open.char}'${where}`;
        throw syntaxError(message, at, at);
      }
    }
    this.at += op.length;
    this.push('op', at, this.at, op);
  }

  /** A string literal whose prefix starts at `start` and whose first quote is at `quoteAt`. */
  protected string(start: number, quoteAt: number): void {
    const text = this.text;
    const quote = text[quoteAt];
    const triple = text[quoteAt + 1] === quote && text[quoteAt + 2] === quote;
    const delimiter = triple ? quote.repeat(3) : quote;
    const prefix = text.slice(start, quoteAt).toLowerCase();
    if (this.target.minor >= 12 && prefix.includes('f')) {
      this.fstring(start, quoteAt, delimiter, prefix.includes('r'));
      return;
    }
    let at = quoteAt + delimiter.length;
    for (; at < this.limit; at++) {
      const char = text[at];
      if (char === '\\') at++;
      else if (char === '\n' && !triple) break;
      else if (char === quote && (!triple || text.startsWith(delimiter, at))) {
        this.at = at + delimiter.length;
        this.push('string', start, this.at);
        return;
      }
    }
    throw this.unterminated(start, Math.min(at, this.limit), triple, '');
  }

  protected unterminated(start: number, end: number, triple: boolean, f: string): CompileFailure {
    const { minor } = this.target;
    if (minor < 10) {
      if (triple)
        return syntaxError('EOF while scanning triple-quoted string literal', minor < 9 ? end : start, end);
      return syntaxError('EOL while scanning string literal', end, end);
    }
    // CPython counts the lines it has read: an empty last line is not one.
    const last = this.source.lineAt(triple ? Math.max(0, this.text.replace(/\n+$/, '').length) : end);
    const what = triple ? `unterminated triple-quoted ${f}string literal` : `unterminated ${f}string literal`;
    const escaped =
      !triple && f === '' && this.target.minor >= 13 && /\\['"]/.test(this.text.slice(start, end));
    const hint = escaped ? '; perhaps you escaped the end quote?' : '';
    return syntaxError(`${what} (detected at line ${last})${hint}`, start, start);
  }
}
