/** The author's last step: a draft is solved and becomes a level. */

import type { AnyPuzzleKind } from '../game/kind.ts';
import { ENGINE_VERSION } from '../game/session/session.ts';
import { type LevelSolution, medalsOf, solveLevel } from '../game/solver/solve.ts';
import type { Level, LevelDraft } from './level.ts';
import { rulesHash } from './rules.ts';

export interface Certified {
  /** The level with its medals and certificate, or null where no win was found. */
  readonly level: Level | null;
  readonly solution: LevelSolution;
}

/** Solves a level with at most `maxNodes` boards. */
export function certify(draft: LevelDraft, kind: AnyPuzzleKind, maxNodes?: number): Certified {
  const solution = solveLevel(kind, draft, draft.rival, { maxNodes });
  const medals = medalsOf(draft, solution);
  if (!medals || !solution.best) return { level: null, solution };
  const certificate = {
    engine: ENGINE_VERSION,
    level: rulesHash(draft),
    actions: solution.best.actions,
    metrics: medals.gold,
    proved: solution.proved,
    nodes: solution.nodes,
  };
  return { level: { ...draft, medals, certificate }, solution };
}
