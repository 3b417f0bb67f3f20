import { expect, test } from 'vitest';
import { findEntry, firstUnwon, makeCatalog, nextEntry } from '../../client/state/catalog.ts';
import type { Level } from '../../shared/level/level.ts';

const level = (id: string, kind: string) => ({ id, kind }) as Level;
const catalog = makeCatalog(
  {
    '/heap/02-b.json': level('h2', 'heap'),
    '/pools/10-z.json': level('p10', 'pools'),
    '/heap/01-a.json': level('h1', 'heap'),
    '/pools/02-b.json': level('p2', 'pools'),
    '/zoo/01.json': level('z1', 'zoo'),
  },
  ['pools', 'heap'],
);

test('levels are numbered by pack and position, packs in teaching order, unknown kinds last', () => {
  expect(catalog.entries.map(({ level, number }) => `${number} ${level.id}`)).toEqual([
    '1.1 p2',
    '1.2 p10',
    '2.1 h1',
    '2.2 h2',
    '3.1 z1',
  ]);
});

test('the next level goes on into the next pack and ends at the last', () => {
  expect(nextEntry(catalog, 'p10')?.level.id).toBe('h1');
  expect(nextEntry(catalog, 'z1')).toBeUndefined();
  expect(nextEntry(catalog, 'none')).toBeUndefined();
  expect(findEntry(catalog, 'h2')?.number).toBe('2.2');
});

test('the level to go on with is the first that was not won', () => {
  expect(firstUnwon(catalog, (id) => id === 'p2')?.level.id).toBe('p10');
  expect(firstUnwon(catalog, () => true)).toBeUndefined();
});
