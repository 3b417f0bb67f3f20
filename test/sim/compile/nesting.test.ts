import { expect, test } from 'vitest';
import { compileSource } from '../../../shared/sim/compile/compile.ts';
import { compiled, refused } from './support.ts';

const times = (text: string, n: number) => text.repeat(n);
const indented = (head: string, n: number, tail: (i: number) => string = () => '') =>
  `${Array.from({ length: n }, (_, i) => `${' '.repeat(i)}${head}\n`).join('')}${' '.repeat(n)}pass\n${Array.from({ length: n }, (_, i) => tail(n - 1 - i)).join('')}`;

/** Texts that nest `n` deep. */
const shapes: Record<string, (n: number) => string> = {
  parentheses: (n) => times('(', n) + '1' + times(')', n),
  lists: (n) => times('[', n) + times(']', n),
  dictionaries: (n) => times('{1:', n) + '1' + times('}', n),
  calls: (n) => times('f(', n) + times(')', n),
  signs: (n) => `${times('-', n)}x`,
  nots: (n) => `${times('not ', n)}x`,
  lambdas: (n) => `${times('lambda: ', n)}x`,
  conditionals: (n) => `${times('a if b else ', n)}c`,
  powers: (n) => `x${times('**x', n)}`,
  sums: (n) => `x${times('+x', n)}`,
  attributes: (n) => `x${times('.y', n)}`,
  subscripts: (n) => `x${times('[0]', n)}`,
  'calls of calls': (n) => `x${times('()', n)}`,
  conjunctions: (n) => `x${times(' and x', n)}`,
  comparisons: (n) => `x${times('<x', n)}`,
  elifs: (n) => `if x: pass\n${times('elif x: pass\n', n)}`,
  'f-strings': (n) =>
    Array.from({ length: n }).reduce<string>((text, _, i) => (i % 2 ? `f'{${text}}'` : `f"{${text}}"`), 'x'),
  'format specifications': (n) => `f'${times('{x:', n)}${times('}', n)}'`,
  comprehensions: (n) => times('[', n) + 'x' + times(' for x in y]', n),
  'loops of a comprehension': (n) => `[x${times(' for x in y', n)}]`,
  targets: (n) => `${times('(a, ', n)}b${times(')', n)} = c`,
  patterns: (n) => `match x:\n case ${times('[', n)}a${times(']', n)}: pass`,
  'with items': (n) => `with ${Array.from({ length: n }, () => 'a').join(',')}: pass`,
  'left open': (n) => times('(a b ', n),
};

test.each(Object.entries(shapes))('%s', (_name, shape) => {
  for (const minor of [8, 11, 14]) {
    for (const n of [1, 15, 100, 1000, 4000]) {
      const result = compileSource(shape(n), { filename: 'deep.py', mode: 'exec', target: { minor } });
      if (!result.ok) expect(result.error.kind).toMatch(/^(SyntaxError|RecursionError|MemoryError)$/);
    }
  }
});

test('the limits are named', () => {
  expect(refused(shapes.parentheses(201)).message).toBe('too many nested parentheses');
  expect(compiled(shapes.parentheses(200)).consts.length).toBeGreaterThan(0);
  expect(refused(shapes.sums(5000)).message).toBe('maximum recursion depth exceeded during compilation');
  expect(refused(shapes.sums(5000)).kind).toBe('RecursionError');
  expect(refused(shapes.signs(5000), 13).message).toBe(
    'Parser stack overflowed - Python source too complex to parse',
  );
  expect(refused(shapes.signs(5000), 13).kind).toBe('MemoryError');
  expect(refused(indented('if x:', 100)).message).toBe('too many levels of indentation');
});

test.each([
  [12, 20],
  [13, 21],
  [14, 21],
])('blocks nest as deep as on 3.%i', (minor, limit) => {
  for (const head of ['for x in y:', 'while x:', 'with x:']) {
    expect(compiled(indented(head, limit), minor).code.length).toBeGreaterThan(limit);
    expect(refused(indented(head, limit + 1), minor).message).toBe('too many statically nested blocks');
  }
  const tries = (n: number) => indented('try:', n, (i) => `${' '.repeat(i)}finally: pass\n`);
  expect(compiled(tries(limit), minor).code.length).toBeGreaterThan(limit);
  expect(refused(tries(limit + 1), minor).message).toBe('too many statically nested blocks');
});

test('code that copies grow without bound ends with an error', () => {
  // Each finally body holds the next, and is compiled twice.
  let text = 'x';
  for (let i = 0; i < 19; i++) text = `try:\n a\nfinally:\n${text.replace(/^/gm, ' ')}`;
  const error = refused(text);
  expect(error.kind).toBe('MemoryError');
  expect(error.message).toContain('too large');
});
