import type { ReadonlySignal } from '@preact/signals';
import type { Action } from '../../shared/game/action.ts';
import type { Metrics } from '../../shared/game/kind.ts';
import type { Medal } from '../../shared/game/score.ts';

/** The best won attempt at one level. */
export interface LevelProgress {
  readonly level: string;
  readonly medal: Medal;
  readonly metrics: Metrics;
  /** The moves of that attempt, to be replayed from the level's start. */
  readonly actions: readonly Action[];
  /** Whether the server has it (it then counts in the histogram). */
  readonly stored: boolean;
}

/** How often each value of a metric occurs among everybody's best results at a level. */
export interface Histogram {
  readonly players: number;
  /** Metric name -> its values in ascending order with how many players' best has them. */
  readonly metrics: Readonly<Record<string, readonly { readonly value: number; readonly count: number }[]>>;
}

export type ImportResult =
  | { readonly ok: true; readonly levels: number; readonly refused: number }
  | { readonly ok: false; readonly reason: 'notAnExport' | 'tooLarge' | 'serverSaidNo' };

/** What the player has reached, in this browser and on the server, merged: the better result counts. */
export interface Progress {
  /** Level id -> the best won attempt. A level that is not there was never won. */
  readonly levels: ReadonlySignal<ReadonlyMap<string, LevelProgress>>;
  /** Levels with a game that was begun and can be gone on with (won or not). */
  readonly begun: ReadonlySignal<ReadonlySet<string>>;
  /** Everybody's best results; null without a server, or when it has none. */
  histogram(level: string): Promise<Histogram | null>;
  /** The whole progress as the text of a JSON file: logs and best attempts, to be kept or carried elsewhere. */
  export(): Promise<string>;
  /** Takes in such a file; scores come from replaying its moves, never from what it claims. */
  import(text: string): Promise<ImportResult>;
  /** Deletes games and progress, here and on the server. Not to be undone; the interface asks first. */
  reset(): Promise<void>;
}
