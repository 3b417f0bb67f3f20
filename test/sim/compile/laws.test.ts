import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Rng } from '../../../shared/base/rng.ts';
import { EXCEPTION_ROW, findHandler } from '../../../shared/sim/compile/code.ts';
import { compileSource } from '../../../shared/sim/compile/compile.ts';
import { disassemble } from '../../../shared/sim/compile/disassemble.ts';
import { OPCODES, Op } from '../../../shared/sim/compile/opcodes.ts';
import { verifyCode } from '../../../shared/sim/compile/verify.ts';
import { allCode, compiled, MINORS } from './support.ts';

const folder = new URL('../../golden/programs/', import.meta.url);
const programs = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.py'))
  .sort()
  .map((name) => ({ name, source: readFileSync(new URL(name, folder), 'utf8') }));

describe('every recorded program compiles to code that can run', () => {
  test.each(programs)('$name', ({ source }) => {
    for (const minor of MINORS) {
      const code = compiled(source, minor);
      expect(verifyCode(code), `3.${minor}`).toEqual([]);
      expect(disassemble(code).split('\n').length).toBeGreaterThan(code.code.length);
    }
  });
});

test('instructions lie on the lines of the source and within it', () => {
  for (const { name, source } of programs.slice(0, 40)) {
    const lines = source.split('\n').length;
    for (const code of allCode(compiled(source))) {
      for (let pc = 0; pc < code.code.length; pc++) {
        expect(code.lines[pc] === -1 || (code.lines[pc] >= 1 && code.lines[pc] <= lines), name).toBe(true);
        const [start, end] = [code.spans[2 * pc], code.spans[2 * pc + 1]];
        expect(start <= end && end <= source.length, name).toBe(true);
      }
    }
  }
});

test('findHandler answers what a search through all rows answers', () => {
  for (const { source } of programs) {
    for (const code of allCode(compiled(source, 12))) {
      const table = code.exceptionTable;
      for (let pc = 0; pc < code.code.length; pc++) {
        let expected = -1;
        for (let row = 0; row < table.length; row += EXCEPTION_ROW) {
          if (table[row] <= pc && pc < table[row + 1]) expected = row;
        }
        expect(findHandler(code, pc)).toBe(expected);
      }
    }
  }
});

test('every opcode has one number, and its name in the table', () => {
  const numbers = Object.entries(Op);
  expect(new Set(numbers.map(([, number]) => number)).size).toBe(numbers.length);
  for (const [name, number] of numbers) expect(OPCODES[number].name).toBe(name);
  expect(OPCODES.length).toBe(numbers.length);
});

const PIECES = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ':',
    ',',
    '=',
    '==',
    ':=',
    '*',
    '**',
    '.',
    '...',
    '"',
    "'",
    '"""',
    'f"',
    "f'{",
    '\\',
  ],
  ...[
    '\n',
    '\n    ',
    '\t',
    ' ',
    'if ',
    'else',
    'for ',
    'in ',
    'lambda ',
    'yield',
    'await ',
    'async ',
    'match ',
    'case ',
  ],
  ...[
    '_',
    'def ',
    'class ',
    'return',
    'import ',
    'from ',
    'as ',
    'with ',
    'try:',
    'except',
    'finally:',
    'not ',
    'is ',
  ],
  ...[
    'global x',
    'nonlocal x',
    'del ',
    '0x',
    '1_',
    '1e',
    '0777',
    'é',
    '€',
    '😀',
    '\ud800',
    '\0',
    '\r',
    '#',
    '@',
    '->',
    '!',
  ],
  ...[
    '$',
    '`',
    '~',
    '-',
    '//',
    '<<',
    '!=',
    '<>',
    '__x',
    '__class__',
    'super()',
    'print x',
    'None',
    '*a',
    '**k',
  ],
];

/** A program with a few changes by chance. */
function mutate(rng: Rng, source: string): string {
  let text = source;
  for (let n = rng.int(1, 6); n > 0; n--) {
    const at = rng.int(0, text.length + 1);
    const from = rng.int(0, text.length + 1);
    switch (rng.int(0, 5)) {
      case 0:
        text = text.slice(0, at) + rng.pick(PIECES) + text.slice(at);
        break;
      case 1:
        text = text.slice(0, at) + text.slice(at + rng.int(1, 10));
        break;
      case 2:
        text = text.slice(0, at) + text.slice(from, from + rng.int(1, 40)) + text.slice(at);
        break;
      case 3:
        text = text.slice(0, at);
        break;
      default:
        text = text.slice(0, at) + rng.pick(PIECES) + rng.pick(PIECES) + text.slice(at);
    }
  }
  return text;
}

test.each([1, 2, 3, 4])('mutated programs compile to sound code or are refused (seed %i)', (seed) => {
  const rng = new Rng(seed);
  let compiles = 0;
  for (let i = 0; i < 400; i++) {
    const source = mutate(rng, rng.pick(programs).source);
    const minor = rng.int(8, 16);
    const mode = rng.pick(['exec', 'exec', 'exec', 'single', 'eval'] as const);
    const result = compileSource(source, { filename: 'mutated.py', mode, target: { minor } });
    if (result.ok) {
      compiles++;
      expect(verifyCode(result.value), `seed ${seed}, text ${i}`).toEqual([]);
    } else {
      const { line, message, offset } = result.error;
      expect(line >= 0 && offset >= 0, `seed ${seed}, text ${i}: ${message}`).toBe(true);
    }
  }
  expect(compiles).toBeGreaterThan(20);
});
