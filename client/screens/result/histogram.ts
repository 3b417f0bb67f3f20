import type { Histogram } from '../../host/progress.ts';

/** One column of a histogram: the values `from` to `to` (both included) and how many players are there. */
export interface Column {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly own: boolean;
}

/** More columns than this are too thin to point at. */
export const MOST_COLUMNS = 16;

/**
 * Columns for one metric, from its smallest value to its largest. Every value that occurs has a column of its own
 * while there are few; more are gathered into columns of equal width. `own` marks the player's; where the stored
 * scores do not hold it (no server, or not handed in yet) it is counted in.
 */
export function columnsOf(histogram: Histogram | null, metric: string, own: number): readonly Column[] {
  const stored = histogram?.metrics[metric] ?? [];
  const counts = new Map(stored.map(({ value, count }) => [value, count]));
  if (!counts.has(own)) counts.set(own, 1);
  const values = [...counts.keys()].sort((a, b) => a - b);
  if (values.length <= MOST_COLUMNS) {
    return values.map((value) => ({ from: value, to: value, count: counts.get(value)!, own: value === own }));
  }
  const low = values[0];
  const width = Math.ceil((values[values.length - 1] - low + 1) / MOST_COLUMNS);
  const columns: { from: number; to: number; count: number; own: boolean }[] = [];
  for (const value of values) {
    const index = Math.floor((value - low) / width);
    while (columns.length <= index) {
      const from = low + columns.length * width;
      columns.push({ from, to: from + width - 1, count: 0, own: false });
    }
    columns[index].count += counts.get(value)!;
    columns[index].own ||= value === own;
  }
  return columns;
}
