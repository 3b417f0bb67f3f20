import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Complex, complex, complexFromText } from '../../../shared/sim/numbers/complex.ts';
import { floatFromText, floatRepr } from '../../../shared/sim/numbers/floattext.ts';
import { fromBigInt, fromFloat, type PyInt } from '../../../shared/sim/numbers/ints.ts';
import { intToString } from '../../../shared/sim/numbers/inttext.ts';
import { Raised, typeError } from '../../../shared/sim/numbers/raised.ts';
import { type Ruleset, ruleset } from '../../../shared/sim/rulesets/index.ts';
import { FieldNumbering, parseFieldName, TemplateScanner } from '../../../shared/sim/text/fields.ts';
import {
  characterOf,
  formatComplex,
  formatFloat,
  formatInt,
  formatStr,
} from '../../../shared/sim/text/formatspec.ts';
import { lengthOf } from '../../../shared/sim/text/kinds.ts';
import {
  type Conversion,
  PercentScanner,
  percentFloat,
  percentInt,
  percentText,
  resolveLayout,
} from '../../../shared/sim/text/percent.ts';
import { isHugeCharacter, percentWords } from '../../../shared/sim/text/percent-words.ts';
import { strAscii, strRepr } from '../../../shared/sim/text/repr.ts';

type Row = [how: string, value: string, spec: string, result: string];

const recorded = (version: string): Row[] =>
  JSON.parse(readFileSync(new URL(`../../golden/text/formats-${version}.json`, import.meta.url), 'utf8'));

const words = percentWords(false);

type Value =
  | { type: 'int'; value: PyInt }
  | { type: 'float'; value: number }
  | { type: 'str'; value: string };

function read(type: string, text: string): Value {
  if (type === 'int') return { type, value: fromBigInt(BigInt(text)) };
  if (type === 'float') return { type, value: floatFromText(text, () => text) };
  return { type: 'str', value: text.slice(1, -1) };
}

function readComplex(text: string): Complex {
  return text === '(-0+infj)'
    ? complex(-0, Infinity)
    : text === '(-1.5-0j)'
      ? complex(-1.5, -0)
      : complexFromText(text, () => text);
}

function formatValue(type: string, text: string, spec: string, rules: Ruleset): string {
  if (type === 'complex') return formatComplex(readComplex(text), spec, rules);
  const value = read(type, text);
  if (value.type === 'int') return formatInt(value.value, spec, rules);
  if (value.type === 'float') return formatFloat(value.value, spec, rules);
  return formatStr(value.value, spec, rules);
}

/** `format % (value,)` for one value of a simple type, as an interpreter would drive the scanner. */
function percent(format: string, value: Value, rules: Ruleset): string {
  const scanner = new PercentScanner(format);
  let result = scanner.literal();
  let used = false;
  while (scanner.atConversion) {
    const conversion = scanner.conversion(scanner.key());
    if (used) throw words.tooFew(1);
    used = true;
    result += convert(conversion, value, rules) + scanner.literal();
  }
  if (!used) throw words.tooMany(0, 1);
  return result;
}

function convert(conversion: Conversion, value: Value, rules: Ruleset): string {
  const { code } = conversion;
  const layout = resolveLayout(conversion);
  if (code === 's' && value.type === 'str') return percentText(value.value, layout);
  const repr =
    value.type === 'int'
      ? intToString(value.value)
      : value.type === 'float'
        ? floatRepr(value.value)
        : strRepr(value.value);
  if (code === 's' || code === 'r') return percentText(repr, layout);
  if (code === 'a') return percentText(value.type === 'str' ? strAscii(value.value) : repr, layout);
  if (code === 'c') {
    if (value.type === 'int' && !isHugeCharacter(value.value, rules)) {
      if (value.value < 0 || value.value > 0x10ffff) throw words.characterRange('');
      return percentText(characterOf(value.value), layout, true);
    }
    if (value.type === 'str' && lengthOf(value.value) === 1) return percentText(value.value, layout, true);
    throw words.wrongCharacter('', value.type);
  }
  if ('eEfFgG'.includes(code)) {
    if (value.type === 'str') throw typeError('must be real number, not str');
    return percentFloat(Number(value.value), code, layout);
  }
  if (!'diuoxX'.includes(code)) throw words.unsupported(code, conversion.start, conversion.index);
  if (value.type === 'int') return percentInt(value.value, code, layout);
  if (value.type === 'str' || 'oxX'.includes(code)) throw words.wrongType(code, '', value.type);
  return percentInt(fromFloat(value.value), code, layout);
}

const attempt = (f: () => string, rules: Ruleset): string => {
  try {
    return f();
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    return `${error.type}: ${error.textFor(rules)}`;
  }
};

for (const version of ['3.8', '3.13']) {
  const rules = ruleset(version)!;
  for (const how of ['int', 'float', 'str', 'complex']) {
    test(`${version}: format(${how}, spec)`, () => {
      const wrong: unknown[] = [];
      for (const [type, value, spec, result] of recorded(version)) {
        if (type !== how) continue;
        const got = attempt(() => formatValue(type, value, spec, rules), rules);
        if (got !== result) wrong.push([value, spec, { got, result }]);
      }
      expect(wrong).toEqual([]);
    });
  }
  test(`${version}: format % value`, () => {
    const wrong: unknown[] = [];
    for (const [type, value, spec, result] of recorded(version)) {
      if (!type.startsWith('%')) continue;
      const got = attempt(() => percent(spec, read(type.slice(1), value), rules), rules);
      if (got !== result) wrong.push([value, spec, { got, result }]);
    }
    expect(wrong).toEqual([]);
  });
}

test('3.14 groups the digits after the point, too', () => {
  const rules = ruleset('3.14')!;
  expect(formatFloat(1234.56789012, ',.8_f', rules)).toBe('1,234.567_890_12');
  expect(attempt(() => formatFloat(1.5, '.6_f', ruleset('3.13')!), ruleset('3.13')!)).toBe(
    "ValueError: Invalid format specifier '.6_f' for object of type 'float'",
  );
});

test('a bad % format says where', () => {
  const rules = ruleset('3.13')!;
  const cases: [string, string][] = [
    ['%', 'ValueError: incomplete format'],
    ['%(a', 'ValueError: incomplete format key'],
    ['%é', "ValueError: unsupported format character '?' (0xe9) at index 1"],
    ['%5%', "ValueError: unsupported format character '%' (0x25) at index 2"],
    ['a%%b', 'TypeError: not all arguments converted during string formatting'],
    ['%d %d', 'TypeError: not enough arguments for format string'],
    ['%99999999999999999999d', 'ValueError: width too big'],
    ['%.99999999999999999999d', 'ValueError: precision too big'],
    ['%ld', '7'],
  ];
  for (const [format, result] of cases)
    expect([format, attempt(() => percent(format, { type: 'int', value: 7 }, rules), rules)]).toEqual([
      format,
      result,
    ]);
});

/** Expands a template with positional values and keywords, without attributes or items. */
function expand(template: string, values: readonly string[], keywords: Record<string, string> = {}): string {
  const numbering = new FieldNumbering();
  const run = (text: string, depth: number): string => {
    if (depth < 0) throw new Raised('ValueError', 'Max string recursion exceeded');
    const scanner = new TemplateScanner(text);
    let result = '';
    for (let piece = scanner.next(); piece; piece = scanner.next()) {
      result += piece.literal;
      if (!piece.field) continue;
      const { first, rest } = parseFieldName(piece.field.name);
      const place = numbering.resolve(first);
      const value = typeof place === 'number' ? values[place] : keywords[place];
      const spec = piece.field.specNeedsExpanding ? run(piece.field.spec, depth - 1) : piece.field.spec;
      const path = rest.map((step) => (step.kind === 'item' ? `[${step.index}]` : `.${step.name}`)).join('');
      result += formatStr((piece.field.conversion ? strRepr(value) : value) + path, spec, ruleset('3.13')!);
    }
    return result;
  };
  return run(template, 1);
}

test('templates of str.format', () => {
  const rules = ruleset('3.13')!;
  const cases: [string, string][] = [
    ['a{}b{}c', 'aXbYc'],
    ['{1}{0}{{}}', 'YX{}'],
    ['{0!r:5}|', "'X'  |"],
    ['{0[a][1].b}', 'X[a][1].b'],
    ['{', "ValueError: Single '{' encountered in format string"],
    ['}', "ValueError: Single '}' encountered in format string"],
    ['{}{0}', 'ValueError: cannot switch from automatic field numbering to manual field specification'],
    ['{0}{}', 'ValueError: cannot switch from manual field specification to automatic field numbering'],
    ['{!}', "ValueError: unmatched '{' in format spec"],
    ['{!rr}', "ValueError: expected ':' after conversion specifier"],
    ['{0[}', "ValueError: expected '}' before end of string"],
    ['{0[]}', 'ValueError: Empty attribute in format string'],
    ['{0.}', 'ValueError: Empty attribute in format string'],
    ['{0[0]x}', "ValueError: Only '.' or '[' may follow ']' in format field specifier"],
    ['{:{:{}}}', 'ValueError: Max string recursion exceeded'],
    ['{99999999999999999999}', 'ValueError: Too many decimal digits in format string'],
    ['{0', "ValueError: expected '}' before end of string"],
    ['{0!', 'ValueError: end of string while looking for conversion specifier'],
    ['{0!r', "ValueError: unmatched '{' in format spec"],
    ['{:', "ValueError: unmatched '{' in format spec"],
    ['{:}}', "ValueError: Single '}' encountered in format string"],
    ['{{}', "ValueError: Single '}' encountered in format string"],
    ['}}{', "ValueError: Single '{' encountered in format string"],
    ['{0{1}}', "ValueError: unexpected '{' in field name"],
    ['{{{}}}', '{X}'],
    ['{k}', 'K'],
  ];
  for (const [template, result] of cases)
    expect([template, attempt(() => expand(template, ['X', 'Y', 'Z'], { k: 'K' }), rules)]).toEqual([
      template,
      result,
    ]);
  expect(expand('{:>{}}|', ['X', '4'])).toBe('   X|');
});
