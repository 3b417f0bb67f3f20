/** Adjacent string literals and f-strings to one expression (CPython's Parser/action_helpers.c, string_parser.c). */
import type { ConstantExpr, Expr, FormattedValueExpr, JoinedStrExpr } from '../ast.ts';
import { parsed, strConstant } from '../constants.ts';
import { CompileFailure, notSupported, syntaxError } from '../errors.ts';
import { NoParse } from './base.ts';
import type { ExpressionParser } from './expressions.ts';
import { inFString, legacyFStringParts } from './legacy-fstrings.ts';
import { decodeBytes, decodeText, type LiteralShape, literalShape } from './strings.ts';
import type { FStringPart, Token } from './token.ts';

type Place = { start: number; end: number };

/** The value of one or more string tokens that stand side by side. */
export function parseStrings(parser: ExpressionParser, tokens: readonly Token[]): Expr {
  const shapes = tokens.map((token) => literalShape(token.text));
  const place: Place = { start: tokens[0].start, end: tokens[tokens.length - 1].end };
  const template = shapes.findIndex((shape) => shape.template);
  if (template >= 0) throw notSupported('template strings are', tokens[template].start, tokens[template].end);
  if (shapes.some((shape) => shape.bytes !== shapes[0].bytes)) {
    throw syntaxError('cannot mix bytes and nonbytes literals', place.start, place.end);
  }
  if (shapes[0].bytes) {
    const chunks = tokens.map((token, i) =>
      decodeBytes(token.text.slice(shapes[i].from, shapes[i].to), shapes[i].raw, parser.target, token),
    );
    const value = new Uint8Array(chunks.reduce((n, chunk) => n + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      value.set(chunk, at);
      at += chunk.length;
    }
    return { kind: 'Constant', value: { kind: 'bytes', value, parsed: true }, ...place };
  }
  if (!shapes.some((shape) => shape.format)) {
    const text = tokens.map((token, i) => plainText(token, shapes[i])).join('');
    return { kind: 'Constant', value: parsed(strConstant(text)), ...place };
  }
  const joiner = new Joiner();
  for (const [i, token] of tokens.entries()) {
    const shape = shapes[i];
    if (!shape.format) {
      joiner.text(plainText(token, shape), token);
      continue;
    }
    const parts =
      token.parts ??
      legacyFStringParts(
        parser.source,
        parser.target,
        token.start + shape.from,
        token.start + shape.to,
        shape.raw,
      );
    addParts(joiner, parser, parts, shape.raw, token);
  }
  return joiner.finish(place);
}

function plainText(token: Token, shape: LiteralShape): string {
  const body = token.text.slice(shape.from, shape.to);
  return shape.raw ? body : decodeText(body, token);
}

/** Collects the values of a JoinedStr, joining neighbouring texts. */
class Joiner {
  readonly values: Expr[] = [];
  #text = '';
  #place: Place | null = null;

  text(text: string, place: Place): void {
    if (text === '') return;
    this.#text += text;
    this.#place = { start: this.#place?.start ?? place.start, end: place.end };
  }

  value(value: Expr): void {
    this.#flush();
    this.values.push(value);
  }

  #flush(): void {
    if (this.#text === '' || !this.#place) return;
    const { start, end } = this.#place;
    this.values.push({ kind: 'Constant', value: parsed(strConstant(this.#text)), start, end });
    this.#text = '';
    this.#place = null;
  }

  finish(place: Place): JoinedStrExpr {
    this.#flush();
    return { kind: 'JoinedStr', values: this.values, ...place };
  }
}

function addParts(
  joiner: Joiner,
  parser: ExpressionParser,
  parts: readonly FStringPart[],
  raw: boolean,
  token: Token,
  spec = false,
): void {
  for (const part of parts) {
    if (part.kind === 'text') {
      let text = parser.source.text.slice(part.start, part.end);
      // Doubled braces stand for one; in a format specification they were never doubled.
      if (!spec) text = text.replaceAll('{{', '{').replaceAll('}}', '}');
      joiner.text(raw ? text : decodeText(text, token), part);
    } else {
      addField(joiner, parser, part, raw, token);
    }
  }
}

const CONVERSIONS: Record<string, number> = { s: 1, r: 2, a: 3 };

function addField(
  joiner: Joiner,
  parser: ExpressionParser,
  part: FStringPart & { kind: 'field' },
  raw: boolean,
  token: Token,
): void {
  const { text } = parser.source;
  const { value, selfDocumenting } = fieldValue(parser, part);
  let conversion = 0;
  if (part.conversion !== null) {
    conversion = CONVERSIONS[part.conversion] ?? 0;
    if (conversion === 0) {
      const message = `f-string: invalid conversion character '${part.conversion}': expected 's', 'r', or 'a'`;
      throw syntaxError(message, part.conversionAt, part.conversionAt + part.conversion.length);
    }
  }
  let spec: FormattedValueExpr['spec'] = null;
  if (part.spec) {
    const inner = new Joiner();
    addParts(inner, parser, part.spec, raw, token, true);
    spec = inner.finish({ start: part.specStart, end: part.specEnd });
    // Up to 3.11 (and in effect later) a specification of mere text is a constant.
    if (spec.values.length === 1 && spec.values[0].kind === 'Constant') spec = spec.values[0] as ConstantExpr;
  }
  if (selfDocumenting) {
    joiner.text(text.slice(part.start + 1, part.expressionEnd), {
      start: part.start,
      end: part.expressionEnd,
    });
    if (part.conversion === null && !part.spec) conversion = 2;
  }
  joiner.value({ kind: 'FormattedValue', value, conversion, spec, start: part.start, end: part.end });
}

/** Whether no expression begins where the field does: a lone star, say. */
function startsNothing(parser: ExpressionParser, tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  return (
    first.type === 'op' &&
    first.text === '*' &&
    second.type === 'end' &&
    !parser.fieldParser(tokens).startsExpression()
  );
}

function fieldValue(parser: ExpressionParser, part: FStringPart & { kind: 'field' }) {
  const { text } = parser.source;
  const { minor } = parser;
  const first = part.tokens[0];
  if (first.type === 'end') {
    const next = text[part.expressionEnd];
    if (minor >= 12) {
      const what = next === '!' || next === ':' || next === '}' ? `'${next}'` : "'}'";
      const message = `f-string: valid expression required before ${what}`;
      throw syntaxError(message, part.expressionEnd, part.expressionEnd + 1);
    }
    if (minor >= 11 && next !== '}') {
      throw syntaxError(`f-string: expression required before '${next}'`, part.start, part.end);
    }
    throw syntaxError('f-string: empty expression not allowed', part.start, part.end);
  }
  if (minor >= 12 && first.type === 'op' && first.text === '=' && part.tokens[1].type === 'end') {
    throw syntaxError("f-string: valid expression required before '='", first.start, first.end);
  }
  const prefixed = (failure: CompileFailure): CompileFailure =>
    minor >= 12 ? failure : inFString(failure, minor);
  const field = parser.fieldParser(part.tokens);
  try {
    return field.fieldExpression();
  } catch (error) {
    if (error instanceof CompileFailure) throw prefixed(error);
    if (!(error instanceof NoParse)) throw error;
  }
  const last = part.tokens[field.furthest];
  const explaining = parser.fieldParser(part.tokens);
  explaining.explaining = true;
  try {
    explaining.fieldExpression();
  } catch (error) {
    if (error instanceof CompileFailure) {
      throw prefixed(error);
    }
    if (!(error instanceof NoParse)) throw error;
  }
  if (minor >= 12) {
    if (last === first || startsNothing(parser, part.tokens)) {
      const shown =
        first.type === 'op' && '=!:}'.includes(first.text) ? `before '${first.text}'` : "after '{'";
      const message = shown.startsWith('before')
        ? 'f-string: valid expression required '
        : 'f-string: expecting a valid expression ';
      throw syntaxError(message + shown, first.start, first.end);
    }
    // There is one '=' at most.
    const before = part.tokens[field.furthest - 1];
    const equals = before.type === 'op' && before.text === '=' ? '' : "'=', or ";
    throw syntaxError(`f-string: expecting ${equals}'!', or ':', or '}'`, last.start, last.end);
  }
  // 3.8 compiles the expression by itself, and says of it what it says of any text.
  const prefix = minor >= 9 ? 'f-string: ' : '';
  const atEnd = minor < 9 && last.type === 'end';
  throw syntaxError(
    prefix + (atEnd ? 'unexpected EOF while parsing' : 'invalid syntax'),
    last.start,
    last.end,
  );
}
