import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LEVEL_FORMAT } from '../../shared/level/level.ts';
import { type Migration, migrate, migrations } from '../../shared/level/migrations.ts';

/** Two made-up steps, to try the mechanism on. */
const steps: Migration[] = [
  { from: 2, change: 'hint became hints', up: ({ hint, ...rest }) => ({ ...rest, hints: [hint] }) },
  { from: 1, change: 'size became bytes', up: ({ size, ...rest }) => ({ ...rest, bytes: size }) },
];

test('a file is lifted format by format, whatever the order of the list', () => {
  expect(migrate({ format: 1, size: 5, hint: 'x' }, steps, 3)).toEqual({
    ok: true,
    value: { format: 3, bytes: 5, hints: ['x'] },
  });
  expect(migrate({ format: 2, bytes: 5, hint: 'x' }, steps, 3)).toEqual({
    ok: true,
    value: { format: 3, bytes: 5, hints: ['x'] },
  });
});

test('the file that was read stays as it was', () => {
  const file = Object.freeze({ format: 1, size: 5, hint: 'x' });
  migrate(file, steps, 3);
  expect(file).toEqual({ format: 1, size: 5, hint: 'x' });
});

test('a current file is left alone', () => {
  expect(migrate({ format: LEVEL_FORMAT, any: 1 })).toEqual({
    ok: true,
    value: { format: LEVEL_FORMAT, any: 1 },
  });
});

test.each([
  ['newer', { format: 4 }, 'newer'],
  ['unknown', { format: 0 }, 'nothing is known'],
  ['no number', { format: '1' }, 'whole number'],
  ['none', {}, 'is missing'],
])('%s formats are a problem', (_name, file, word) => {
  const lifted = migrate(file, steps, 3);
  expect(!lifted.ok && lifted.error[0].path).toBe('format');
  expect(!lifted.ok && lifted.error[0].problem).toContain(word);
});

test('every format that was published can be read, and each step has an old file to prove it', () => {
  expect(migrations.map(({ from }) => from).sort((a, b) => a - b)).toEqual(
    Array.from({ length: LEVEL_FORMAT - 1 }, (_, i) => i + 1),
  );
  for (const { from } of migrations) {
    const file = new URL(`../golden/levels/format-${from}.json`, import.meta.url);
    expect(existsSync(file), `test/golden/levels/format-${from}.json`).toBe(true);
  }
});
