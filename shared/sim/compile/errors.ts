/**
 * Errors of the compiler, as values and as the exception that carries them out of the recursion. Fields as in
 * CPython's SyntaxError (Objects/exceptions.c): lines and offsets count from 1, offsets in characters.
 */
export type CompileErrorKind =
  | 'SyntaxError'
  | 'IndentationError'
  | 'TabError'
  | 'RecursionError'
  | 'MemoryError'
  | 'OverflowError'
  | 'ValueError';

export type CompileError = {
  readonly kind: CompileErrorKind;
  readonly message: string;
  readonly filename: string;
  readonly line: number;
  readonly offset: number;
  readonly endLine: number;
  readonly endOffset: number;
  /** The source line with its line break, or null where there is none to show. */
  readonly text: string | null;
  /** Whether the parser had accepted the text: CPython then reads the line from the file of that name, if there is one. */
  readonly parsed: boolean;
};

/** Thrown inside the compiler only; `compileSource` turns it into a value. Positions are offsets into the source. */
export class CompileFailure extends Error {
  readonly kind: CompileErrorKind;
  /** Start and end as source offsets (UTF-16), or null when the error has no place. */
  readonly start: number | null;
  readonly end: number | null;

  constructor(kind: CompileErrorKind, message: string, start: number | null, end: number | null = null) {
    super(message);
    this.kind = kind;
    this.start = start;
    this.end = end;
  }
}

export function syntaxError(message: string, start: number, end: number | null = null): CompileFailure {
  return new CompileFailure('SyntaxError', message, start, end);
}

/** For what the language has and the subset does not. */
export function notSupported(what: string, start: number, end: number | null = null): CompileFailure {
  return syntaxError(`${what} not supported by this simulation`, start, end);
}
