import type { AnyPuzzleKind, Metrics } from './kind.ts';

export type Medal = 'bronze' | 'silver' | 'gold';

/** What each medal asks for; bronze is the goal itself. `proved`: a solver closed the bound, nothing better exists. */
export interface Medals {
  readonly silver: Metrics;
  readonly gold: Metrics;
  readonly goldProved: boolean;
  /** The rival does not win this level at all: `silver` is empty then, and every win is silver at least. */
  readonly rivalLost?: true;
}

/**
 * Compares two results by `order`, the most important metric first.
 * Negative: `a` is better; zero: equal; positive: `b` is better.
 */
export function compareMetrics(
  kind: AnyPuzzleKind,
  order: readonly string[],
  a: Metrics,
  b: Metrics,
): number {
  for (const name of order) {
    const difference = a[name] - b[name];
    if (difference !== 0)
      return kind.metrics.find((m) => m.name === name)?.better === 'more' ? -difference : difference;
  }
  return 0;
}

/** The medal that a won board's metrics earn. */
export function medalFor(
  kind: AnyPuzzleKind,
  order: readonly string[],
  medals: Medals,
  metrics: Metrics,
): Medal {
  if (compareMetrics(kind, order, metrics, medals.gold) <= 0) return 'gold';
  if (medals.rivalLost) return 'silver';
  return compareMetrics(kind, order, metrics, medals.silver) <= 0 ? 'silver' : 'bronze';
}
