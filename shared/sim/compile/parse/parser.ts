/** From source text to syntax tree: two passes at most, then the error (pegen.c, _PyPegen_run_parser). */
import type { Module } from '../ast.ts';
import { CompileFailure, syntaxError } from '../errors.ts';
import type { SourceText } from '../source.ts';
import type { Target } from '../target.ts';
import { NoParse } from './base.ts';
import { StatementParser } from './statements.ts';
import type { Token } from './token.ts';
import { Tokenizer } from './tokenizer.ts';

export type Mode = 'exec' | 'eval' | 'single';

/** The tree of `source`. Throws CompileFailure. */
export function parseModule(source: SourceText, mode: Mode, target: Target): Module {
  const tokenizer = new Tokenizer(source, target);
  const tokens = tokenizer.tokenizeFile();
  const parser = new StatementParser(source, target, tokens, { explaining: false });
  let failure: CompileFailure;
  try {
    const tree = run(parser, mode);
    if (parser.late !== null) throw parser.late;
    return tree;
  } catch (error) {
    if (error instanceof CompileFailure) {
      throw (target.minor >= 10 && laterTokenError(source, tokens, parser.furthest, error)) || error;
    }
    if (!(error instanceof NoParse)) throw error;
  }
  const last = tokens[parser.furthest];
  const second = new StatementParser(source, target, tokens, { explaining: true });
  try {
    run(second, mode);
    failure = generic(last, source, mode, target.minor);
  } catch (error) {
    if (error instanceof CompileFailure) failure = error;
    else if (error instanceof NoParse) failure = generic(last, source, mode, target.minor);
    else throw error;
  }
  if (target.minor < 10) throw legacyPrint(source, failure);
  throw laterTokenError(source, tokens, Math.max(parser.furthest, second.furthest), failure) ?? failure;
}

function run(parser: StatementParser, mode: Mode): Module {
  switch (mode) {
    case 'exec':
      return { kind: 'Module', body: parser.file() };
    case 'single':
      return { kind: 'Interactive', body: parser.interactive() };
    case 'eval':
      return { kind: 'Expression', body: parser.evalInput() };
  }
}

function generic(last: Token, source: SourceText, mode: Mode, minor: number): CompileFailure {
  if (last.type === 'indent')
    return new CompileFailure('IndentationError', 'unexpected indent', last.end - 1);
  if (last.type === 'dedent') {
    return new CompileFailure('IndentationError', 'unexpected unindent', last.end, last.end);
  }
  // Up to 3.9 the text of an expression is not given a line break at its end.
  const atEnd = last.type === 'end' || (mode === 'eval' && last.end >= source.text.length);
  if (atEnd && minor < 10) return syntaxError('unexpected EOF while parsing', last.start, last.end);
  return syntaxError('invalid syntax', last.start, last.end);
}

/**
 * An error of the tokenizer further on takes the place of a syntax error (_PyPegen_tokenize_full_source_to_check_for_errors),
 * but a bracket left open only when it was opened on an earlier line. Known to 3.10 and later.
 */
function laterTokenError(
  source: SourceText,
  tokens: readonly Token[],
  from: number,
  failure: CompileFailure,
): CompileFailure | null {
  const last = tokens[tokens.length - 1];
  if (last.type !== 'error' || !last.failure || from >= tokens.length - 1) return null;
  if (failure.kind === 'MemoryError' || failure.start === null || failure.message === 'unexpected indent')
    return null;
  // What the tokenizer only notes for its caller is forgotten here.
  const { kind, message } = last.failure;
  if (kind !== 'SyntaxError' || message.startsWith('unexpected ')) return null;
  if (!message.endsWith('was never closed')) return last.failure;
  const opened = source.lineAt(last.failure.start as number);
  return source.lineAt(tokens[from].start) > opened ? last.failure : null;
}

/** Up to 3.9 SyntaxError itself looks for Python 2's print and exec (exceptions.c, _report_missing_parentheses). */
function legacyPrint(source: SourceText, failure: CompileFailure): CompileFailure {
  if (failure.message !== 'invalid syntax' || failure.start === null) return failure;
  const text = source.lineText(source.lineAt(failure.start)) ?? '';
  if (text.includes('(')) return failure;
  const match = /^(?:.*:)?[ \t]*(print|exec) +(.*)$/.exec(text.trimEnd());
  if (!match) return failure;
  let message = "Missing parentheses in call to 'exec'";
  if (match[1] === 'print') {
    const rest = match[2].split(';')[0].trim();
    const call = rest.endsWith(',') ? `print(${rest} end=" ")` : `print(${rest})`;
    message = `Missing parentheses in call to 'print'. Did you mean ${call}?`;
  }
  return syntaxError(message, failure.start, failure.end);
}
