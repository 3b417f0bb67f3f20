/** String and bytes literals: prefixes and escapes (CPython's Parser/string_parser.c). */
import { characterNamed } from '../../text/charnames.ts';
import type { CompileFailure } from '../errors.ts';
import { syntaxError } from '../errors.ts';
import type { Target } from '../target.ts';

export type LiteralShape = {
  readonly bytes: boolean;
  readonly raw: boolean;
  readonly format: boolean;
  readonly template: boolean;
  /** Where the text between the quotes begins and ends, relative to the token. */
  readonly from: number;
  readonly to: number;
};

/** Takes the text of a string token apart. */
export function literalShape(text: string): LiteralShape {
  const quoteAt = text.search(/['"]/);
  const prefix = text.slice(0, quoteAt).toLowerCase();
  const quote = text[quoteAt];
  const width = text.startsWith(quote.repeat(3), quoteAt) && text.length - quoteAt >= 6 ? 3 : 1;
  return {
    bytes: prefix.includes('b'),
    raw: prefix.includes('r'),
    format: prefix.includes('f'),
    template: prefix.includes('t'),
    from: quoteAt + width,
    to: text.length - width,
  };
}

const SIMPLE: Record<string, string> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const HEX_WIDTH: Record<string, number> = { x: 2, u: 4, U: 8 };

/**
 * The value of the text of a str literal. An unknown escape stays as it is. `token` tells where errors are
 * shown.
 */
export function decodeText(body: string, token: { start: number; end: number }): string {
  let slash = body.indexOf('\\');
  if (slash < 0) return body;
  let value = body.slice(0, slash);
  let at = slash;
  const fail = (to: number, what: string): CompileFailure => {
    const range = `${utf8Length(body.slice(0, slash))}-${utf8Length(body.slice(0, to)) - 1}`;
    const message = `(unicode error) 'unicodeescape' codec can't decode bytes in position ${range}: ${what}`;
    return syntaxError(message, token.start, token.end);
  };
  while (at < body.length) {
    const char = body[at];
    if (char !== '\\') {
      const next = body.indexOf('\\', at);
      const end = next < 0 ? body.length : next;
      value += body.slice(at, end);
      at = end;
      continue;
    }
    slash = at;
    const letter = body[at + 1];
    at += 2;
    const simple = SIMPLE[letter];
    if (simple !== undefined) {
      value += simple;
    } else if (letter >= '0' && letter <= '7') {
      let code = 0;
      at--;
      for (let i = 0; i < 3 && body[at] >= '0' && body[at] <= '7'; i++) code = code * 8 + Number(body[at++]);
      value += String.fromCharCode(code);
    } else if (letter === 'x' || letter === 'u' || letter === 'U') {
      const width = HEX_WIDTH[letter];
      const digits = /^[0-9a-fA-F]*/.exec(body.slice(at, at + width)) as RegExpExecArray;
      if (digits[0].length < width) {
        throw fail(at + digits[0].length, `truncated \\${letter}${'X'.repeat(width)} escape`);
      }
      at += width;
      const code = Number.parseInt(digits[0], 16);
      if (code > 0x10ffff) throw fail(at, 'illegal Unicode character');
      value += String.fromCodePoint(code);
    } else if (letter === 'N') {
      const name = /^\{([^}]*)(\}?)/.exec(body.slice(at));
      if (name === null || name[1] === '' || name[2] === '')
        throw fail(name === null ? at : at + 1 + name[1].length, 'malformed \\N character escape');
      const character = characterNamed(name[1]);
      if (character === undefined) {
        const message = `the character name ${name[1]} is not supported by this simulation`;
        throw syntaxError(message, token.start, token.end);
      }
      at += name[0].length;
      value += character;
    } else {
      value += `\\${letter ?? ''}`;
    }
  }
  return value;
}

/** The value of the text of a bytes literal. */
export function decodeBytes(
  body: string,
  raw: boolean,
  target: Target,
  token: { start: number; end: number },
): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < body.length; ) {
    const char = body[at++];
    if (char > '\x7f') {
      const stop = target.minor < 10 ? '.' : '';
      throw syntaxError(`bytes can only contain ASCII literal characters${stop}`, token.start, token.end);
    }
    if (char !== '\\' || raw) {
      out.push(char.charCodeAt(0));
      continue;
    }
    const letter = body[at++] ?? '';
    const simple = SIMPLE[letter];
    if (simple !== undefined) {
      if (simple !== '') out.push(simple.charCodeAt(0));
    } else if (letter >= '0' && letter <= '7') {
      let code = Number(letter);
      for (let i = 0; i < 2 && body[at] >= '0' && body[at] <= '7'; i++) code = code * 8 + Number(body[at++]);
      out.push(code & 255);
    } else if (letter === 'x') {
      const digits = /^[0-9a-fA-F]{2}/.exec(body.slice(at));
      if (!digits) {
        const message = `(value error) invalid \\x escape at position ${at - 2}`;
        throw syntaxError(message, token.start, token.end);
      }
      out.push(Number.parseInt(digits[0], 16));
      at += 2;
    } else {
      if (letter > '\x7f') {
        const stop = target.minor < 10 ? '.' : '';
        throw syntaxError(`bytes can only contain ASCII literal characters${stop}`, token.start, token.end);
      }
      out.push(92);
      if (letter) out.push(letter.charCodeAt(0));
    }
  }
  return Uint8Array.from(out);
}

function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
