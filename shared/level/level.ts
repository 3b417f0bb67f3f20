import type { Action } from '../game/action.ts';
import type { Metrics, PuzzleSetup } from '../game/kind.ts';
import type { Medals } from '../game/score.ts';

/** A text in every language of the game; `en` and `es` are always there. */
export type LocalText = Readonly<Record<string, string>> & { readonly en: string; readonly es: string };

/** The level format that this code writes; older files are migrated when they are read. */
export const LEVEL_FORMAT = 1;

/** Proof that a level can be solved, and how well: replayed by the tests and before anything is published. */
export interface Certificate {
  /** Engine version the actions were recorded on. */
  readonly engine: number;
  /** `rulesHash` of the level they belong to. */
  readonly level: string;
  /** The best attempt known. */
  readonly actions: readonly Action[];
  readonly metrics: Metrics;
  /** Whether the solver closed the bound: nothing better exists. */
  readonly proved: boolean;
  /** Search nodes spent. */
  readonly nodes: number;
}

/** A level file: `assets/levels/<pack>/NN-name.json`. Data only; its kind gives it meaning. */
export interface Level extends PuzzleSetup {
  readonly format: typeof LEVEL_FORMAT;
  readonly id: string;
  readonly title: LocalText;
  /** Two lines at most: what to do. */
  readonly text: LocalText;
  /** One sentence: the rule of CPython that the level teaches, shown when it is won. */
  readonly lesson: LocalText;
  /** A nudge and the rule; the third hint, the next best move, comes from the solver. */
  readonly hints: readonly LocalText[];
  /** Silver is what CPython itself (the ghost named by `rival`) reaches, gold what the certificate does. */
  readonly medals: Medals;
  /** The ghost whose result is silver (`cpython`, `firstFit`...). */
  readonly rival: string;
  readonly certificate: Certificate;
}

/** A level that its author has not had solved yet: the medals and the certificate are still to come. */
export type LevelDraft = Omit<Level, 'medals' | 'certificate'> &
  Partial<Pick<Level, 'medals' | 'certificate'>>;

/** Something wrong with a level file: where (a path such as `start.requests[3].size`) and what, for its author. */
export interface LevelProblem {
  readonly path: string;
  readonly problem: string;
}
