import { expect, test } from 'vitest';
import { findEntry, firstUnwon, makeCatalog, nextEntry } from '../../client/state/catalog.ts';
import type { Level } from '../../shared/level/level.ts';

const level = (id: string, kind: string) => ({ id, kind }) as Level;
const catalog = makeCatalog({
  '../levels/2-heap/02-b.json': level('h2', 'heap'),
  '../levels/1-pools/10-z.json': level('p10', 'pools'),
  '../levels/2-heap/01-a.json': level('h1', 'heap'),
  '../levels/1-pools/02-b.json': level('p2', 'pools'),
});

test('levels are numbered by folder and file', () => {
  expect(catalog.entries.map((entry) => `${entry.number} ${entry.level.id}`)).toEqual([
    '1.1 p2',
    '1.2 p10',
    '2.1 h1',
    '2.2 h2',
  ]);
  expect(catalog.packs.map(({ folder, kind }) => `${folder} ${kind}`)).toEqual([
    '1-pools pools',
    '2-heap heap',
  ]);
});

test('the next level goes on into the next pack and ends at the last', () => {
  expect(nextEntry(catalog, 'p10')?.level.id).toBe('h1');
  expect(nextEntry(catalog, 'h2')).toBeUndefined();
  expect(nextEntry(catalog, 'none')).toBeUndefined();
  expect(findEntry(catalog, 'h2')?.number).toBe('2.2');
});

test('the level to go on with is the first that was not won', () => {
  expect(firstUnwon(catalog, (id) => id === 'p2')?.level.id).toBe('p10');
  expect(firstUnwon(catalog, () => true)).toBeUndefined();
});
