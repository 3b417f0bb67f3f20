/**
 * str.format's template language (Objects/stringlib/unicode_format.h): literal text, fields, and field names taken
 * apart. What a name means is looked up by the caller, which may run the program's code.
 */
import { valueError } from '../numbers/raised.ts';

/** A `{...}` of a template. */
export interface Field {
  readonly name: string;
  /** `r`, `s`, `a`, or '' for none. Other letters are the caller's to refuse (`unknownConversion`). */
  readonly conversion: string;
  readonly spec: string;
  /** The specification holds fields itself and is to be formatted first. */
  readonly specNeedsExpanding: boolean;
}

/** Literal text, and the field after it if there is one. */
export interface Piece {
  readonly literal: string;
  readonly field: Field | undefined;
}

/** `.name` or `[index]`: an index of digits is an int. */
export type Accessor =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'item'; readonly index: number | string };

export interface FieldName {
  /** '' is the next position, a number a position, anything else a keyword. */
  readonly first: number | string;
  readonly rest: readonly Accessor[];
}

/** Reads a template piece by piece, so that an error comes only when its place is reached. */
export class TemplateScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next piece, or undefined at the end. ValueError where the template is malformed. */
  next(): Piece | undefined {
    const text = this.#text;
    const length = text.length;
    if (this.#at >= length) return undefined;
    const start = this.#at;
    let markup = false;
    let mark = '';
    while (this.#at < length) {
      mark = text[this.#at++];
      if (mark === '{' || mark === '}') {
        markup = true;
        break;
      }
    }
    const atEnd = this.#at >= length;
    let end = this.#at;
    if (mark === '}' && (atEnd || text[this.#at] !== '}'))
      throw valueError("Single '}' encountered in format string");
    if (atEnd && mark === '{') throw valueError("Single '{' encountered in format string");
    if (markup && !atEnd) {
      if (text[this.#at] === mark) {
        // A doubled brace stands for itself: it ends this piece.
        this.#at++;
        return { literal: text.slice(start, end), field: undefined };
      }
      end--;
    }
    const literal = text.slice(start, end);
    if (!markup) return { literal, field: undefined };
    return { literal, field: this.#field() };
  }

  #field(): Field {
    const text = this.#text;
    const start = this.#at;
    let character = '';
    for (; this.#at < text.length; ) {
      character = text[this.#at++];
      if (character === '{') throw valueError("unexpected '{' in field name");
      if (character === '[') {
        // Up to its ']' everything belongs to the index.
        for (; this.#at < text.length; this.#at++) if (text[this.#at] === ']') break;
        continue;
      }
      if (character === '}' || character === ':' || character === '!') break;
    }
    const name = text.slice(start, this.#at - 1);
    if (character === '!' || character === ':') {
      let conversion = '';
      if (character === '!') {
        if (this.#at >= text.length) throw valueError('end of string while looking for conversion specifier');
        conversion = String.fromCodePoint(text.codePointAt(this.#at) as number);
        this.#at += conversion.length;
        if (this.#at < text.length) {
          character = text[this.#at++];
          if (character === '}') return { name, conversion, spec: '', specNeedsExpanding: false };
          if (character !== ':') throw valueError("expected ':' after conversion specifier");
        }
      }
      const specStart = this.#at;
      let depth = 1;
      let specNeedsExpanding = false;
      while (this.#at < text.length) {
        const next = text[this.#at++];
        if (next === '{') {
          specNeedsExpanding = true;
          depth++;
        } else if (next === '}') {
          depth--;
          if (depth === 0)
            return { name, conversion, spec: text.slice(specStart, this.#at - 1), specNeedsExpanding };
        }
      }
      throw valueError("unmatched '{' in format spec");
    }
    if (character !== '}') throw valueError("expected '}' before end of string");
    return { name, conversion: '', spec: '', specNeedsExpanding: false };
  }
}

/** Takes a field's name apart. ValueError where it is malformed. */
export function parseFieldName(name: string): FieldName {
  let at = 0;
  while (at < name.length && name[at] !== '.' && name[at] !== '[') at++;
  const head = name.slice(0, at);
  const rest: Accessor[] = [];
  while (at < name.length) {
    const mark = name[at++];
    const start = at;
    if (mark === '.') {
      while (at < name.length && name[at] !== '.' && name[at] !== '[') at++;
      if (at === start) throw valueError('Empty attribute in format string');
      rest.push({ kind: 'attribute', name: name.slice(start, at) });
    } else if (mark === '[') {
      while (at < name.length && name[at] !== ']') at++;
      if (at >= name.length) throw valueError("Missing ']' in format string");
      if (at === start) throw valueError('Empty attribute in format string');
      rest.push({ kind: 'item', index: numberOrName(name.slice(start, at)) });
      at++;
    } else {
      throw valueError("Only '.' or '[' may follow ']' in format field specifier");
    }
  }
  return { first: head === '' ? '' : numberOrName(head), rest };
}

/** Numbers `{}` fields, and refuses to mix them with `{0}`. One for a call of format(). */
export class FieldNumbering {
  #state: 'unknown' | 'automatic' | 'manual' = 'unknown';
  #next = 0;

  /** The position or keyword of a field. ValueError where both manners are mixed. */
  resolve(first: number | string): number | string {
    if (typeof first === 'string' && first !== '') return first;
    const manner = first === '' ? 'automatic' : 'manual';
    if (this.#state === 'unknown') this.#state = manner;
    else if (this.#state !== manner) {
      throw valueError(
        this.#state === 'manual'
          ? 'cannot switch from manual field specification to automatic field numbering'
          : 'cannot switch from automatic field numbering to manual field specification',
      );
    }
    return first === '' ? this.#next++ : first;
  }
}

/** For a conversion that is not r, s or a. */
export function unknownConversion(conversion: string): ReturnType<typeof valueError> {
  const code = conversion.codePointAt(0) as number;
  if (code > 32 && code < 127) return valueError(`Unknown conversion specifier ${conversion}`);
  return valueError(`Unknown conversion specifier \\x${code.toString(16)}`);
}

function numberOrName(text: string): number | string {
  if (!/^[0-9]+$/.test(text)) return text;
  if (BigInt(text) > 9223372036854775807n) throw valueError('Too many decimal digits in format string');
  return Number(text);
}
