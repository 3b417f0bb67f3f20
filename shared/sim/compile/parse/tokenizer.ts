/**
 * Lines, indentation and the whole text (CPython's Parser/tokenizer.c). It runs over all of it at once and ends with an 'end'
 * or an 'error' token; the parser raises the error when it gets there, so that an earlier syntax error is
 * reported first, as CPython does.
 */
import { CompileFailure } from '../errors.ts';
import { FStringScanner } from './fstrings.ts';
import type { Token } from './token.ts';

const MAX_INDENT = 100;
const TAB = 8;

export class Tokenizer extends FStringScanner {
  /** The tokens of the whole text. */
  tokenizeFile(): Token[] {
    try {
      this.lines();
    } catch (failure) {
      if (!(failure instanceof CompileFailure)) throw failure;
      this.error(failure);
    }
    return this.tokens;
  }

  protected lines(): void {
    const text = this.text;
    const indents = [0];
    const altIndents = [0];
    while (this.at < this.limit) {
      const lineStart = this.at;
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
      this.at = at;
      if (at >= this.limit) break;
      if (text[at] === '#' || text[at] === '\n') {
        while (this.at < this.limit && text[this.at] !== '\n') this.at++;
        this.at++;
        continue;
      }
      const top = indents.length - 1;
      if (column === indents[top]) {
        if (altColumn !== altIndents[top]) throw this.tabError(at);
      } else if (column > indents[top]) {
        if (indents.length >= MAX_INDENT) {
          throw new CompileFailure('IndentationError', 'too many levels of indentation', at);
        }
        if (altColumn <= altIndents[top]) throw this.tabError(at);
        indents.push(column);
        altIndents.push(altColumn);
        this.push('indent', lineStart, at);
      } else {
        while (column < indents[indents.length - 1]) {
          indents.pop();
          altIndents.pop();
          if (column <= indents[indents.length - 1]) this.push('dedent', at, at);
          else break;
        }
        if (column !== indents[indents.length - 1]) {
          const end = this.lineEnd(at);
          const message = 'unindent does not match any outer indentation level';
          throw new CompileFailure('IndentationError', message, end, end);
        }
        if (altColumn !== altIndents[altIndents.length - 1]) throw this.tabError(at);
      }
      this.line();
    }
    const end = this.limit;
    if (this.brackets.length > 0) throw this.unclosed();
    for (let i = 1; i < indents.length; i++) this.push('dedent', end, end, '');
    this.push('end', end, end, '');
  }

  protected tabError(at: number): CompileFailure {
    return new CompileFailure(
      'TabError',
      'inconsistent use of tabs and spaces in indentation',
      this.lineEnd(at),
    );
  }

  /** Tokens up to the end of the logical line. */
  protected line(): void {
    const text = this.text;
    const first = this.tokens.length;
    while (this.at < this.limit) {
      const at = this.at;
      const char = text[at];
      if (char === '\n') {
        this.at++;
        if (this.brackets.length > 0) continue;
        this.push('newline', at, at + 1, '');
        return;
      }
      this.token(char);
    }
    if (this.brackets.length === 0 && this.tokens.length > first) {
      this.push('newline', this.limit, this.limit, '');
    }
  }
}
