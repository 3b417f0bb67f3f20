import { expect, test } from 'vitest';
import { isUnfit } from '../../server/rooms/class/filter.ts';
import { Rng } from '../../shared/base/rng.ts';
import { CODES, formatCode, readCode } from '../../shared/class/code.ts';
import { formatCell, formatCsv } from '../../shared/class/csv.ts';
import { nameSkeleton, offerName, tidyName } from '../../shared/class/names.ts';

test.each([
  ['  Ana   María ', 'Ana María'],
  ['A\u200bn\u202ea\ufeff', 'Ana'],
  ['Ａｎａ', 'Ana'],
  ['a\u0300\u0301\u0302\u0303\u0304', 'à́'],
  ['\u0000Ana\u0007', 'Ana'],
  ['José 🐍', 'José 🐍'],
  ['李小龍', '李小龍'],
])('%j is shown as %j', (text, name) => {
  expect(tidyName(text)).toEqual({ ok: true, value: name });
});

test.each([
  ['', 'nameEmpty'],
  ['🐍🐍', 'nameEmpty'],
  ['\u3164\u2800', 'nameEmpty'],
  ['---', 'nameEmpty'],
  ['x'.repeat(21), 'nameTooLong'],
  ['x'.repeat(100_000), 'nameTooLong'],
])('%j is %s', (text, problem) => {
  expect(tidyName(text)).toEqual({ ok: false, error: problem });
});

test.each(['ANA', 'Аnа', 'Ána', 'a n a', '4na', 'A.n.a', 'αna'])('%s passes for Ana', (name) => {
  expect(nameSkeleton(name)).toBe(nameSkeleton('Ana'));
});

test.each([
  'Ana',
  'Anna',
  'Hannah',
  'Ana L',
  'J. R. R.',
  'Scunthorpe',
  'Cassandra',
  'Dickens',
  'Kike',
  'Concha',
  'Wang',
  'Willy',
  'Fanny',
  'Perro',
  'Regina',
  'Analía',
  'Essex',
  'Class',
  'Peacock',
  'Pollo',
  'Computa',
  'Nazaret',
  'Mississippi',
  'Titán',
  'Marta 7',
])('%s may be called so', (name) => {
  expect(isUnfit(name)).toBe(false);
});

test.each([
  'fuck',
  'FUCK',
  'f u c k',
  'f.u.c.k',
  'fuuuck',
  'fu ck',
  'fμck you fuck',
  'sh1t',
  '5h1t',
  'b!tch',
  'a$$',
  'puta',
  'p.u.t.a',
  'PUT@',
  'mierda',
  'Mi€rda',
  'gilipollas',
  'cabrón',
  'cabron',
  'joder',
  'coño',
  'hijo de puta',
  'El Puto',
  'hitler',
  'H1tler',
])('%s may not', (name) => {
  expect(isUnfit(name)).toBe(true);
});

test('an offered name is always fit, tidy and free', () => {
  const taken = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const name = offerName(seed, (other) => taken.has(other));
    expect(taken.has(name), `seed ${seed}`).toBe(false);
    taken.add(name);
    expect(tidyName(name)).toEqual({ ok: true, value: name });
    expect(isUnfit(name)).toBe(false);
  }
});

test('codes: read as they are said and typed, none of the letters that look alike', () => {
  const rng = new Rng(1);
  for (let i = 0; i < 500; i++) {
    const code = formatCode(Array.from({ length: 6 }, () => rng.uint32()));
    expect(code).toMatch(/^[^O0I1LZ2S5B8UVG]{6}$/);
    expect(readCode(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toBe(code);
  }
  expect(formatCode([0, 0, 0, 0, 0, 0])).toBe('333333');
  expect(formatCode(new Array(6).fill(2 ** 32 - 1))).toBe('YYYYYY');
  for (const text of ['', 'ABC', 'O0I1LZ', 'ACDEFGH', 'ACDEF🐍', '../../x', 'x'.repeat(1000)])
    expect(readCode(text)).toBe(null);
  expect(CODES).toBeGreaterThan(1e8);
});

test.each([
  ['=1+1', `"'=1+1"`],
  ['+49', `"'+49"`],
  ['-2', `"'-2"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['  =x', `"'  =x"`],
  ['\t=x', `"'\t=x"`],
  ['＝1', `"'＝1"`],
  ['say "hi", you', '"say ""hi"", you"'],
  ['two\nlines', '"two\nlines"'],
  ['Ana', 'Ana'],
])('the cell %j is written %j', (cell, text) => {
  expect(formatCell(cell)).toBe(text);
});

test('a table', () => {
  expect(
    formatCsv([
      ['a', 1, null],
      [-5, Number.NaN, 'ñ'],
    ]),
  ).toBe('\ufeffa,1,\r\n-5,,ñ\r\n');
});
