/** The report of a class: computed from logs and what was counted, the same for the screen, JSON and CSV. */
import type { Action, Rejection } from '../game/action.ts';
import type { Metrics } from '../game/kind.ts';
import type { Medal } from '../game/score.ts';
import type { ClassMode } from './options.ts';

export const REPORT_FORMAT = 'pyarena-class-report';

/** One attempt: from an empty board to the restart that ended it, or to the end. */
export interface AttemptReport {
  readonly actions: readonly Action[];
  readonly outcome: 'won' | 'lost' | 'unfinished';
  readonly metrics: Metrics;
  readonly medal: Medal | null;
}

export interface WrongReport {
  readonly action: Action;
  readonly reason: Rejection['reason'];
  readonly times: number;
}

export interface SeatLevelReport {
  readonly seat: number;
  readonly name: string;
  readonly team: string | null;
  readonly points: number;
  readonly medal: Medal | null;
  readonly metrics: Metrics | null;
  readonly attempts: readonly AttemptReport[];
  readonly moves: number;
  readonly hints: number;
  /** From the start of the round to the best attempt, and to the last move; null where there is none. */
  readonly bestMs: number | null;
  readonly lastMs: number | null;
  readonly wrong: readonly WrongReport[];
}

export interface LevelReport {
  readonly round: number;
  readonly level: string;
  readonly title: Readonly<Record<string, string>>;
  readonly status: 'waiting' | 'current' | 'played' | 'skipped';
  readonly elapsedMs: number;
  readonly won: number;
  readonly medals: Readonly<Record<Medal, number>>;
  readonly wrong: readonly (WrongReport & { readonly seats: number })[];
  readonly seats: readonly SeatLevelReport[];
}

export interface ClassReport {
  readonly format: typeof REPORT_FORMAT;
  readonly version: 1;
  readonly code: string;
  readonly mode: ClassMode;
  readonly isHomework: boolean;
  /** Milliseconds since 1970. */
  readonly openedMs: number;
  readonly expiresMs: number;
  readonly levels: readonly LevelReport[];
  readonly seats: readonly {
    readonly seat: number;
    readonly name: string;
    readonly team: string | null;
    readonly place: number;
    readonly points: number;
    readonly won: number;
  }[];
}
