import { describe, expect, test } from 'vitest';
import { columnsOf, MOST_COLUMNS } from '../../client/screens/result/histogram.ts';

const stored = (pairs: [number, number][]) => ({
  players: pairs.reduce((sum, [, count]) => sum + count, 0),
  metrics: { moves: pairs.map(([value, count]) => ({ value, count })) },
});

describe('histogram columns', () => {
  test('a column for every value, the own one marked', () => {
    expect(
      columnsOf(
        stored([
          [3, 5],
          [4, 2],
        ]),
        'moves',
        4,
      ),
    ).toEqual([
      { from: 3, to: 3, count: 5, own: false, marks: [] },
      { from: 4, to: 4, count: 2, own: true, marks: [] },
    ]);
  });

  test('an own result that nobody stored yet is counted in', () => {
    expect(columnsOf(stored([[3, 5]]), 'moves', 9).at(-1)).toEqual({
      from: 9,
      to: 9,
      count: 1,
      own: true,
      marks: [],
    });
  });

  test('without a server there is the own result alone', () => {
    expect(columnsOf(null, 'moves', 7)).toEqual([{ from: 7, to: 7, count: 1, own: true, marks: [] }]);
  });

  test('what one compares with has a column, also where nobody is', () => {
    const columns = columnsOf(stored([[3, 5]]), 'moves', 3, { silver: 8, gold: 3 });
    expect(columns).toEqual([
      { from: 3, to: 3, count: 5, own: true, marks: ['gold'] },
      { from: 8, to: 8, count: 0, own: false, marks: ['silver'] },
    ]);
  });

  test('many values are gathered; nobody is lost and the own column is marked once', () => {
    const pairs = Array.from({ length: 200 }, (_, index): [number, number] => [index * 16, 1 + (index % 3)]);
    const columns = columnsOf(stored(pairs), 'moves', 1600, { gold: 0, silver: 900 });
    expect(columns.flatMap(({ marks }) => marks)).toEqual(['gold', 'silver']);
    expect(columns.length).toBeLessThanOrEqual(MOST_COLUMNS);
    expect(columns.reduce((sum, { count }) => sum + count, 0)).toBe(stored(pairs).players);
    expect(columns.filter(({ own }) => own)).toHaveLength(1);
    for (const [index, { from, to, own }] of columns.entries()) {
      if (own) expect(from <= 1600 && 1600 <= to).toBe(true);
      if (index) expect(from).toBe(columns[index - 1].to + 1);
    }
  });
});
