/**
 * Points of a result: 0 without a win, 1000 for gold, and between them by the medal and by how close the first metric
 * comes to par. A better result, in the level's own order of metrics, never gets fewer points.
 */
import type { AnyPuzzleKind, Metrics } from '../game/kind.ts';
import { type Medal, type Medals, medalFor } from '../game/score.ts';

export const MAX_POINTS = 1000;

/** From so many points on, and so many more at par. */
const spans: Readonly<Record<Medal, readonly [from: number, more: number]>> = {
  bronze: [400, 250],
  silver: [700, 250],
  gold: [MAX_POINTS, 0],
};

export interface Scored {
  readonly points: number;
  readonly medal: Medal;
}

export function scoreOf(
  kind: AnyPuzzleKind,
  level: { readonly metrics: readonly string[]; readonly medals: Medals },
  metrics: Metrics,
): Scored {
  const medal = medalFor(kind, level.metrics, level.medals, metrics);
  const [from, more] = spans[medal];
  const first = level.metrics[0];
  const isMore = kind.metrics.find(({ name }) => name === first)?.better === 'more';
  return {
    medal,
    points: from + Math.floor(more * closeness(metrics[first], level.medals.gold[first], isMore)),
  };
}

/** 1 at par or beyond, towards 0 the farther away. */
function closeness(value: number, par: number, isMore: boolean): number {
  const [small, large] = isMore ? [value, par] : [par, value];
  if (small >= large) return 1;
  // A par of nothing (no waste at all) is measured from one on.
  return (small + 1) / (large + 1);
}
