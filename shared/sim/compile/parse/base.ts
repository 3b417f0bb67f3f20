/**
 * What every part of the parser stands on: the token cursor, failing, trying.
 *
 * As CPython's PEG parser does, the text is parsed at most twice. The first pass knows only what is right; where it
 * fails, a second pass (`explaining`) also knows common mistakes and raises the error that names one. When
 * that finds none either, the error is "invalid syntax" at the last token the first pass had looked at.
 */
import type { Expr } from '../ast.ts';
import { CompileFailure, syntaxError } from '../errors.ts';
import type { SourceText } from '../source.ts';
import type { Target } from '../target.ts';
import { isKeyword, type Token, type TokenType } from './token.ts';

/** "This does not parse", without a reason. */
export class NoParse extends Error {}
const NO_PARSE = Object.freeze(new NoParse('no parse'));

/** CPython's MAXSTACK counts rules (6000); this counts our own recursion, weighted by what a level costs. */
const MAX_DEPTH = 4000;

export class ParserBase {
  readonly source: SourceText;
  readonly target: Target;
  readonly minor: number;
  /** The second pass: mistakes are explained. */
  explaining: boolean;
  /** Expressions that stand in parentheses of their own. */
  readonly grouped = new Set<Expr>();
  protected tokens: readonly Token[];
  protected index = 0;
  /** The furthest token looked at. */
  furthest = 0;
  /** 3.8: the first error inside an f-string, which is raised when the whole text has parsed (Python/ast.c works on a finished tree). */
  late: CompileFailure | null = null;
  #depth: number;

  constructor(
    source: SourceText,
    target: Target,
    tokens: readonly Token[],
    options: { explaining: boolean; depth?: number },
  ) {
    this.source = source;
    this.target = target;
    this.minor = target.minor;
    this.tokens = tokens;
    this.explaining = options.explaining;
    this.#depth = options.depth ?? 0;
  }

  get depth(): number {
    return this.#depth;
  }

  /** The next token. Raises the tokenizer's error where there is one. */
  protected get token(): Token {
    const token = this.tokens[this.index];
    if (this.index > this.furthest) this.furthest = this.index;
    if (token.type === 'error') throw token.failure as CompileFailure;
    return token;
  }

  /** The token after the next one. */
  protected peek(distance = 1): Token {
    const index = Math.min(this.index + distance, this.tokens.length - 1);
    if (index > this.furthest) this.furthest = index;
    const token = this.tokens[index];
    if (token.type === 'error') throw token.failure as CompileFailure;
    return token;
  }

  /** The token before the next one. */
  protected get previous(): Token {
    return this.tokens[this.index - 1];
  }

  protected advance(): Token {
    const token = this.token;
    if (token.type !== 'end') this.index++;
    return token;
  }

  protected atType(type: TokenType): boolean {
    return this.token.type === type;
  }

  protected atOp(text: string): boolean {
    const { token } = this;
    return token.type === 'op' && token.text === text;
  }

  protected atKeyword(text: string): boolean {
    const { token } = this;
    return token.type === 'name' && token.text === text;
  }

  protected atName(): boolean {
    const { token } = this;
    return token.type === 'name' && !isKeyword(token.text);
  }

  /** Takes the operator if it is next. */
  protected takeOp(text: string): boolean {
    if (!this.atOp(text)) return false;
    this.index++;
    return true;
  }

  protected takeKeyword(text: string): boolean {
    if (!this.atKeyword(text)) return false;
    this.index++;
    return true;
  }

  protected expectOp(text: string): Token {
    if (!this.atOp(text)) throw this.fail();
    return this.tokens[this.index++];
  }

  protected expectKeyword(text: string): Token {
    if (!this.atKeyword(text)) throw this.fail();
    return this.tokens[this.index++];
  }

  protected expectName(): Token {
    if (!this.atName()) throw this.fail();
    return this.tokens[this.index++];
  }

  /** As CPython's `&&`: the token must come, and its absence is named at once. */
  protected forceOp(text: string): Token {
    const { token } = this;
    if (token.type === 'op' && token.text === text) return this.tokens[this.index++];
    if (this.minor < 10) throw this.fail();
    throw this.errorAtToken(`expected '${text}'`);
  }

  protected fail(): NoParse {
    return NO_PARSE;
  }

  /** A mistake that only the second pass names. */
  protected mistake(message: string, start: number, end: number | null = null): Error {
    return this.explaining ? syntaxError(message, start, end) : NO_PARSE;
  }

  /** An error at the next token. */
  protected errorAtToken(message: string): CompileFailure {
    const { token } = this;
    return syntaxError(message, token.start, Math.max(token.end, token.start));
  }

  /**
   * Runs `parse`; when that does not parse the cursor goes back and the answer is null. `quiet`: without explaining mistakes. Errors of the
   * tokenizer are raised in any case.
   */
  protected attempt<T>(parse: () => T, options: { quiet?: boolean } = {}): T | null {
    const { index, explaining } = this;
    const depth = this.#depth;
    if (options.quiet) this.explaining = false;
    try {
      return parse();
    } catch (error) {
      if (error !== NO_PARSE) throw error;
      this.index = index;
      this.#depth = depth;
      return null;
    } finally {
      this.explaining = explaining;
    }
  }

  /** One level deeper in the recursion; pair with `leave`. */
  protected enter(weight: number): void {
    this.#depth += weight;
    if (this.#depth > MAX_DEPTH) {
      const message = this.minor >= 12 ? 'Parser stack overflowed - Python source too complex to parse' : '';
      throw new CompileFailure('MemoryError', message, null);
    }
  }

  protected leave(weight: number): void {
    this.#depth -= weight;
  }

  /** What CPython calls an expression in messages (pegen.c, _PyPegen_get_expr_name). */
  protected describe(expr: Expr): string {
    const old = this.minor < 10;
    switch (expr.kind) {
      case 'Attribute':
        return 'attribute';
      case 'Subscript':
        return 'subscript';
      case 'Starred':
        return 'starred';
      case 'Name':
        return 'name';
      case 'List':
        return 'list';
      case 'Tuple':
        return 'tuple';
      case 'Lambda':
        return 'lambda';
      case 'Call':
        return 'function call';
      case 'BoolOp':
      case 'BinOp':
      case 'UnaryOp':
        return old ? 'operator' : 'expression';
      case 'GeneratorExp':
        return 'generator expression';
      case 'Yield':
      case 'YieldFrom':
        return 'yield expression';
      case 'ListComp':
        return 'list comprehension';
      case 'SetComp':
        return 'set comprehension';
      case 'DictComp':
        return 'dict comprehension';
      case 'Dict':
        return old ? 'dict display' : 'dict literal';
      case 'Set':
        return 'set display';
      case 'JoinedStr':
      case 'FormattedValue':
        return 'f-string expression';
      case 'Compare':
        return 'comparison';
      case 'IfExp':
        return 'conditional expression';
      case 'NamedExpr':
        return 'named expression';
      case 'Slice':
        return 'slice';
      case 'Constant': {
        const { kind } = expr.value;
        if (kind === 'None' || kind === 'True' || kind === 'False') return kind;
        if (kind === 'Ellipsis') return this.minor >= 10 ? 'ellipsis' : 'Ellipsis';
        return 'literal';
      }
    }
  }
}
