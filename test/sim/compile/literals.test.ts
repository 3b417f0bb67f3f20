import { describe, expect, test } from 'vitest';
import type { Constant } from '../../../shared/sim/compile/code.ts';
import { compiled, instructions, refused } from './support.ts';

/** The constant that a one-expression text loads. */
function value(source: string, minor = 13): Constant {
  const code = compiled(source, minor, 'eval');
  const word = code.code[code.code.length - 2];
  const { parsed: _, ...constant } = { parsed: true, ...code.consts[word >> 8] };
  return constant as Constant;
}

describe('numbers', () => {
  test.each<[string, number | bigint]>([
    ['0', 0],
    ['00', 0],
    ['1_000', 1000],
    ['0xfF_0', 4080],
    ['0o17', 15],
    ['0b1_01', 5],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['123456789012345678901234567890', 123456789012345678901234567890n],
    ['0xffffffffffffffffffff', 0xffffffffffffffffffffn],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual({ kind: 'int', value: expected });
  });
  test.each<[string, number]>([
    ['1.', 1],
    ['.5', 0.5],
    ['1e5', 1e5],
    ['1_0.2_5e-1_0', 10.25e-10],
    ['1E400', Number.POSITIVE_INFINITY],
    ['0e0', 0],
    ['09.5', 9.5],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual({ kind: 'float', value: expected });
  });
  test('imaginary', () => {
    expect(value('1_0.5e1J')).toEqual({ kind: 'complex', real: 0, imag: 105 });
    expect(value('1 - 2j')).toEqual({ kind: 'complex', real: 1, imag: -2 });
  });
  test('the limit of digits', () => {
    expect(value('9'.repeat(4300))).toMatchObject({ kind: 'int' });
    expect(refused('9'.repeat(4301)).message).toContain('Exceeds the limit (4300 digits)');
  });
});

describe('strs', () => {
  test.each<[string, string]>([
    ['"a" \'b\' r"\\n"', 'ab\\n'],
    ['"\\x41\\101\\u00e9\\U0001f600"', 'AAé😀'],
    ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\\'\\""', '\x07\b\f\n\r\t\v\\\'"'],
    ['"\\q\\ "', '\\q\\ '],
    ['"a\\\nb"', 'ab'],
    ['"""a\nb"c"""', 'a\nb"c'],
    ["''", ''],
    ['u"x"', 'x'],
    ['rb"\\x" if 0 else R"\\\\"', '\\\\'],
  ])('%s', (source, expected) => {
    expect(value(source)).toMatchObject({ kind: 'str', value: expected });
  });
  test('line breaks of all kinds become \\n', () => {
    expect(value('"""a\r\nb\rc"""')).toMatchObject({ value: 'a\nb\nc' });
  });
  test('bytes', () => {
    expect(value('b"a\\xff\\0" Rb"\\n"')).toEqual({
      kind: 'bytes',
      value: Uint8Array.from([97, 255, 0, 92, 110]),
    });
  });
});

describe('f-strings', () => {
  /** What is put together, in the order of the instructions. */
  function parts(source: string, minor = 13): string[] {
    return instructions(compiled(source, minor, 'eval')).filter((one) => /LOAD|FORMAT|BUILD/.test(one));
  }
  test.each<[string, string[]]>([
    ['f"{x}"', ['LOAD_NAME x', 'FORMAT_VALUE 0']],
    [
      'f"a{x!r}b{{c}}"',
      ["LOAD_CONST 'a'", 'LOAD_NAME x', 'FORMAT_VALUE 2', "LOAD_CONST 'b{c}'", 'BUILD_STRING 3'],
    ],
    [
      'f"{x:>{w}.2}"',
      [
        'LOAD_NAME x',
        "LOAD_CONST '>'",
        'LOAD_NAME w',
        'FORMAT_VALUE 0',
        "LOAD_CONST '.2'",
        'BUILD_STRING 3',
        'FORMAT_VALUE 4',
      ],
    ],
    ['f"{x=}"', ["LOAD_CONST 'x='", 'LOAD_NAME x', 'FORMAT_VALUE 2', 'BUILD_STRING 2']],
    [
      'f"{ x = !s:5}"',
      ["LOAD_CONST ' x = '", 'LOAD_NAME x', "LOAD_CONST '5'", 'FORMAT_VALUE 5', 'BUILD_STRING 2'],
    ],
    [
      'f"{x:%H:%M}" "y" f"z"',
      ['LOAD_NAME x', "LOAD_CONST '%H:%M'", 'FORMAT_VALUE 4', "LOAD_CONST 'yz'", 'BUILD_STRING 2'],
    ],
    ["f'{(lambda: 1)}'", ['LOAD_CONST <code <lambda>>', 'FORMAT_VALUE 0']],
    ['f"{x != y}"', ['LOAD_NAME x', 'LOAD_NAME y', 'FORMAT_VALUE 0']],
    ['rf"\\n{x}"', ["LOAD_CONST '\\\\n'", 'LOAD_NAME x', 'FORMAT_VALUE 0', 'BUILD_STRING 2']],
    ['f"{ {1: 2}[1] }"', ['LOAD_CONST 1', 'LOAD_CONST 2', 'BUILD_MAP 1', 'LOAD_CONST 1', 'FORMAT_VALUE 0']],
  ])('%s', (source, expected) => {
    for (const minor of [8, 11, 12, 13]) expect(parts(source, minor), `3.${minor}`).toEqual(expected);
  });
  test('the same quotes and backslashes inside a field from 3.12 on', () => {
    expect(parts('f"{d["k"]}"', 12)).toEqual(['LOAD_NAME d', "LOAD_CONST 'k'", 'FORMAT_VALUE 0']);
    expect(parts('f"{"\\n"}"', 12)).toEqual(["LOAD_CONST '\\n'", 'FORMAT_VALUE 0']);
    expect(refused('f"{d["k"]}"', 11).kind).toBe('SyntaxError');
    expect(refused('f"{\'\\n\'}"', 11).message).toBe('f-string expression part cannot include a backslash');
    expect(parts('f"""{\n x # why\n}"""', 12)).toEqual(['LOAD_NAME x', 'FORMAT_VALUE 0']);
  });
  test('percent formatting becomes an f-string from 3.11 on', () => {
    expect(parts('"%s=%5r%%" % (x, y)', 11)).toEqual([
      'LOAD_NAME x',
      'FORMAT_VALUE 1',
      "LOAD_CONST '='",
      'LOAD_NAME y',
      "LOAD_CONST '>5'",
      'FORMAT_VALUE 6',
      "LOAD_CONST '%'",
      'BUILD_STRING 4',
    ]);
    expect(parts('"%s" % (x, y)', 11)).toContain('BUILD_TUPLE 2');
    expect(parts('"%d" % (x,)', 11)).toContain('BUILD_TUPLE 1');
    expect(parts('"%s" % (x,)', 10)).toContain('BUILD_TUPLE 1');
  });
});
