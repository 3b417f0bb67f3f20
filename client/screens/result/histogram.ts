import type { Histogram } from '../../host/progress.ts';

/** One column of a histogram: the values `from` to `to` (both included) and how many players are there. */
export interface Column {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly own: boolean;
  /** What else stands there to compare with, such as the rival; a column may be there for that alone. */
  readonly marks: readonly string[];
}

/** More columns than this are too thin to point at. */
export const MOST_COLUMNS = 16;

/**
 * Columns for one metric, from its smallest value to its largest. Every value that occurs has a column of its own
 * while there are few; more are gathered into columns of equal width. `own` marks the player's; where the stored
 * scores do not hold it (no server, or not handed in yet) it is counted in. `marks`: values to compare with, by name.
 */
export function columnsOf(
  histogram: Histogram | null,
  metric: string,
  own: number,
  marks: Readonly<Record<string, number>> = {},
): readonly Column[] {
  const stored = histogram?.metrics[metric] ?? [];
  const counts = new Map(stored.map(({ value, count }) => [value, count]));
  if (!counts.has(own)) counts.set(own, 1);
  for (const value of Object.values(marks)) if (!counts.has(value)) counts.set(value, 0);
  const marksIn = (from: number, to: number): string[] =>
    Object.keys(marks).filter((name) => marks[name] >= from && marks[name] <= to);
  const values = [...counts.keys()].sort((a, b) => a - b);
  if (values.length <= MOST_COLUMNS) {
    return values.map((value) => ({
      from: value,
      to: value,
      count: counts.get(value)!,
      own: value === own,
      marks: marksIn(value, value),
    }));
  }
  const low = values[0];
  const width = Math.ceil((values[values.length - 1] - low + 1) / MOST_COLUMNS);
  const columns: { from: number; to: number; count: number; own: boolean; marks: string[] }[] = [];
  for (const value of values) {
    const index = Math.floor((value - low) / width);
    while (columns.length <= index) {
      const from = low + columns.length * width;
      const to = from + width - 1;
      columns.push({ from, to, count: 0, own: false, marks: marksIn(from, to) });
    }
    columns[index].count += counts.get(value)!;
    columns[index].own ||= value === own;
  }
  return columns;
}
