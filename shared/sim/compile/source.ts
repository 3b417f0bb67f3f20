import type { CompileError, CompileFailure } from './errors.ts';

/**
 * A source text with line breaks as CPython's tokenizer sees them (`\r\n` and `\r` become `\n`), and the
 * start of each line. Offsets are UTF-16 units into `text`.
 */
export class SourceText {
  readonly text: string;
  readonly lineStarts: readonly number[];

  constructor(raw: string) {
    let text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    this.text = text;
    const starts = [0];
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
    this.lineStarts = starts;
  }

  /** The 1-based line of an offset. */
  lineAt(offset: number): number {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** The 1-based column of an offset in characters (code points). */
  columnAt(offset: number): number {
    const start = this.lineStarts[this.lineAt(offset) - 1];
    let column = 1;
    for (let i = start; i < offset; i++) {
      if ((this.text.charCodeAt(i) & 0xfc00) !== 0xdc00) column++;
    }
    return column;
  }

  /** The text of a 1-based line with its line break. */
  lineText(line: number): string | null {
    const start = this.lineStarts[line - 1];
    if (start === undefined || (start >= this.text.length && line > 1)) return null;
    const next = this.lineStarts[line];
    return next === undefined ? `${this.text.slice(start)}\n` : this.text.slice(start, next);
  }

  /** The error as the program (or its reader) sees it. `parsed`: see CompileError. */
  locate(failure: CompileFailure, filename: string, parsed: boolean): CompileError {
    const { kind, message, start } = failure;
    if (start === null) {
      return { kind, message, filename, line: 0, offset: 0, endLine: 0, endOffset: 0, text: null, parsed };
    }
    let end = failure.end ?? start;
    const line = this.lineAt(start);
    // A line break ends one column on, in its own line.
    let beyond = 0;
    if (
      end > start ? this.text[end - 1] === '\n' : message === 'invalid syntax' && end === this.text.length
    ) {
      if (end > start) end--;
      beyond = 1;
    }
    return {
      kind,
      message,
      filename,
      line,
      offset: this.columnAt(start),
      endLine: this.lineAt(end),
      endOffset: message.endsWith(' was never closed') ? 0 : this.columnAt(end) + beyond,
      text: this.lineText(line),
      parsed,
    };
  }
}
