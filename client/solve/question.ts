import type { Action } from '../../shared/game/action.ts';
import type { PuzzleSetup } from '../../shared/game/kind.ts';
import type { Hint } from '../../shared/game/solver/hint.ts';

/** What the solver is asked: the board, told by its level and its log. */
export interface Question {
  readonly setup: PuzzleSetup;
  readonly log: readonly Action[];
  /** The level's own solution, from its start. */
  readonly certificate: readonly Action[];
}

export type Answer =
  | { readonly ok: true; readonly hint: Hint }
  | { readonly ok: false; readonly problem: string };
