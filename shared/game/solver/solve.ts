/** Solves a whole level: what its rival gets, what the best is, and whether that is proved. */
import type { AnyPuzzleKind, PuzzleSetup } from '../kind.ts';
import { compareMetrics, type Medals } from '../score.ts';
import { type Playout, playGhost } from './playout.ts';
import { type Solution, search } from './search.ts';

/** Enough for every level that ships. */
export const LEVEL_NODES = 2_000_000;

export interface LevelSolution {
  /** The best win known, or null where none was found. */
  readonly best: Solution | null;
  /** Nothing better exists; with `best` null: the level cannot be won. */
  readonly proved: boolean;
  readonly nodes: number;
  readonly rival: Playout;
}

/** Searches from the start. `known` is a win that only has to be bettered, such as a stored certificate. */
export function solveLevel(
  kind: AnyPuzzleKind,
  setup: PuzzleSetup,
  rival: string,
  options: { readonly maxNodes?: number; readonly known?: Solution } = {},
): LevelSolution {
  const start = kind.boot(setup);
  const rule = kind.ghosts[rival];
  const played = rule
    ? playGhost(kind, start, rule)
    : { won: false, actions: [], metrics: kind.measure(start) };
  const { maxNodes = LEVEL_NODES, known } = options;
  const found = search(kind, start, { metrics: setup.metrics, maxNodes, incumbent: known });
  const better =
    found.best && known && compareMetrics(kind, setup.metrics, found.best.metrics, known.metrics) < 0;
  const best = known && !better ? known : found.best;
  return { best, proved: found.complete, nodes: found.nodes, rival: played };
}

/** The medals that a solution gives a level, reduced to the metrics that count; null where it has no win. */
export function medalsOf(setup: PuzzleSetup, { best, proved, rival }: LevelSolution): Medals | null {
  if (!best) return null;
  const counted = (metrics: Readonly<Record<string, number>>) =>
    Object.fromEntries(setup.metrics.map((name) => [name, metrics[name]]));
  const gold = counted(best.metrics);
  return rival.won
    ? { silver: counted(rival.metrics), gold, goldProved: proved }
    : { silver: {}, gold, goldProved: proved, rivalLost: true };
}
