import { z } from 'zod';
import type { Action } from '../game/action.ts';
import type { Metrics } from '../game/kind.ts';
import type { Medal } from '../game/score.ts';
import { limits } from './limits.ts';
import { wireLog } from './wire.ts';

const levelId = z.string().min(1).max(80);
const rules = z.string().regex(/^[0-9a-f]{16}$/);

/** `POST /api/rooms/solo`: a seat at one's own game at that level. */
export const seatRequest = z.strictObject({
  protocol: z.int(),
  level: levelId,
  engine: z.int(),
  rules,
});
export type SeatRequest = z.infer<typeof seatRequest>;

/** `POST /api/attempts`: a game played elsewhere, to be replayed for its score and kept as its own. */
export const attemptRequest = z.strictObject({
  level: levelId,
  rules,
  engine: z.int(),
  log: wireLog.min(1),
});

export interface AttemptAnswer {
  /** How many of the actions the replay accepted; what follows an illegal move is not looked at. */
  readonly accepted: number;
  /** The best won attempt within, null where it was never won. */
  readonly best: { readonly medal: Medal; readonly metrics: Metrics } | null;
}

export const EXPORT_FORMAT = 'pyarena-progress';

/** `GET /api/progress/export` and the body of `POST /api/progress/import`. Logs only: scores come from replay. */
export const progressExport = z.object({
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(1),
  sessions: z
    .array(
      z.object({
        level: levelId,
        rules,
        engine: z.int(),
        /** Whether the game is the one the player goes on with, or a past attempt. */
        current: z.boolean(),
        log: wireLog,
      }),
    )
    .max(limits.importSessions),
});
export type ProgressExport = z.infer<typeof progressExport>;

export interface ImportAnswer {
  /** Games taken in, and games refused (unknown level, other rules, an illegal move). */
  readonly taken: number;
  readonly refused: number;
}

/** `GET /api/levels`: without the boards; `GET /api/levels/:id` is the level file. */
export interface LevelSummary {
  readonly id: string;
  readonly kind: string;
  readonly ruleset: string;
  readonly rules: string;
  readonly title: Readonly<Record<string, string>>;
}

/** `GET /api/levels/:id/histogram`. */
export interface HistogramAnswer {
  readonly players: number;
  readonly metrics: Readonly<Record<string, readonly { readonly value: number; readonly count: number }[]>>;
}

/** `GET /api/progress`. */
export interface ProgressAnswer {
  readonly levels: readonly {
    readonly level: string;
    readonly rules: string;
    readonly medal: Medal;
    readonly metrics: Metrics;
    readonly actions: readonly Action[];
  }[];
  /** Levels with a game begun. */
  readonly begun: readonly string[];
  /** How often the progress was reset: what a client kept from before it is to be forgotten. */
  readonly resets: number;
}

/** `DELETE /api/progress`. */
export interface ResetAnswer {
  readonly resets: number;
}

/** Every error of the HTTP interface: one sentence for a person, one word for a program. */
export interface ErrorAnswer {
  readonly error: { readonly code: string; readonly message: string };
}

/** `GET /api/addresses`: what others may type to come here; told only to pages that were opened on the server's own machine. */
export interface AddressesAnswer {
  readonly origins: readonly string[];
}
