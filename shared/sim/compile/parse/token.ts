import type { CompileFailure } from '../errors.ts';

/** What the tokenizer hands to the parser (CPython's Grammar/Tokens). Positions are source offsets. */
export type TokenType =
  | 'name'
  | 'number'
  | 'string'
  | 'fstring'
  | 'op'
  | 'newline'
  | 'indent'
  | 'dedent'
  | 'end'
  | 'error';

export type Token = {
  readonly type: TokenType;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many brackets are open after this token. */
  readonly level: number;
  /** An error token: raised when the parser reaches it. */
  readonly failure?: CompileFailure;
  /** From 3.12 on f-strings are taken apart by the tokenizer. */
  readonly parts?: readonly FStringPart[];
};

export type FStringPart =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'field';
      readonly start: number;
      readonly end: number;
      /** The expression's tokens, an 'end' token last. */
      readonly tokens: readonly Token[];
      /** Where the expression's text ends, white space and `=` included. */
      readonly expressionEnd: number;
      readonly conversion: string | null;
      readonly conversionAt: number;
      readonly spec: readonly FStringPart[] | null;
      /** From where to where the format specification goes, after the colon. */
      readonly specStart: number;
      readonly specEnd: number;
    };

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

export function isKeyword(text: string): boolean {
  return KEYWORDS.has(text);
}
