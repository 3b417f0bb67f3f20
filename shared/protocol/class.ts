/**
 * What the server tells about a class, to whom. Nothing of this is computed by a client: scores come from the
 * server's replay. Times are milliseconds; `dueMs` and `expiresMs` since 1970, all others durations.
 */

import type { HintBody } from '../class/commands.ts';
import type { DuelBudget, DuelRequest } from '../class/duel.ts';
import type { Phase, Round, Spotlight } from '../class/lesson.ts';
import type { ClassMode, LessonOptions } from '../class/options.ts';
import type { RoundResult } from '../class/results.ts';
import type { Stuck } from '../class/stuck.ts';
import type { Action } from '../game/action.ts';
import type { Metrics } from '../game/kind.ts';
import type { Medal } from '../game/score.ts';
import type { Level } from '../level/level.ts';

export type { DuelRequest } from '../class/duel.ts';
export type { Insight } from '../class/insight.ts';
export type { Place, RoundResult, Standings } from '../class/results.ts';
export type { Stuck } from '../class/stuck.ts';

/** The clock of the round as it was when the message was sent; it runs on in the client if `runs`. */
export interface ClockView {
  readonly elapsedMs: number;
  readonly limitMs: number | null;
  readonly runs: boolean;
}

/** What everybody in the class sees of the lesson. */
export interface LessonView {
  readonly code: string;
  readonly mode: ClassMode;
  readonly phase: Phase;
  readonly rounds: readonly Round[];
  readonly round: number;
  readonly clock: ClockView;
  readonly frozen: boolean;
  readonly paused: boolean;
  readonly locked: boolean;
  readonly guarded: boolean;
  readonly options: LessonOptions;
  readonly teams: readonly string[];
  readonly spotlight: Spotlight | null;
  readonly dueMs: number | null;
  readonly expiresMs: number;
  readonly revision: number;
}

/** `waiting`: has to be admitted; `removed`: may join again; `blocked`: may not. */
export type SeatStatus = 'in' | 'waiting' | 'removed' | 'blocked';

/** A student to themselves. */
export interface OwnView {
  readonly seat: number;
  readonly name: string;
  readonly status: SeatStatus;
  readonly isReady: boolean;
  readonly team: number | null;
  readonly results: readonly RoundResult[];
  readonly points: number;
  /**
   * The board that they have in a lesson now; null while there is none, and in homework, where each chooses. `level` is
   * not null where it is not the playlist's: a duel's stream.
   */
  readonly board: { readonly round: number; readonly level: Level | null } | null;
  /** In a shared heap in turns: whose turn it is. */
  readonly turn: { readonly seat: number; readonly name: string } | null;
  readonly duel: DuelView | null;
}

/** Where a duelist stands in the current round. */
export interface DuelView {
  readonly round: number;
  /** The name of the other; `rival: null`: there is no other, one plays the level's own stream. */
  readonly rival: string | null;
  readonly budget: DuelBudget;
  /** The stream that was handed in and accepted; null: not yet. */
  readonly written: readonly DuelRequest[] | null;
}

/** A student as the host sees one; `phase`, `stuck`, `board` and `isWritten` are of the current round. */
export interface SeatRow {
  readonly seat: number;
  readonly name: string;
  /** What stands for a muted name. */
  readonly alias: string;
  readonly isMuted: boolean;
  readonly status: SeatStatus;
  readonly isHere: boolean;
  readonly isReady: boolean;
  readonly team: number | null;
  readonly phase: 'idle' | 'playing' | 'won' | 'lost';
  readonly stuck: Stuck | null;
  readonly results: readonly RoundResult[];
  readonly points: number;
  /** The board on the wall that is theirs in the current round; null before its first move. */
  readonly board: string | null;
  /** Duel: whether the stream is written. */
  readonly isWritten: boolean;
}

/** Between rounds: what can be played back besides one's own. */
export interface Review {
  readonly round: number;
  readonly level: string;
  /** The best attempt of the class; null where nobody won. */
  readonly best: {
    /** Null where the options hide it. */
    readonly name: string | null;
    readonly actions: readonly Action[];
    readonly metrics: Metrics;
    readonly medal: Medal;
    /** The level that it was played on, where that is not the playlist's. */
    readonly level: Level | null;
  } | null;
}

/** A hint as it arrives at a student. */
export interface HintView {
  readonly serial: number;
  readonly round: number;
  /** `move`: the next best move, which the student's page works out on its own board (`solver/hint.ts`). */
  readonly hint: HintBody;
}

/** A board as the host's wall gets it: a piece of its log. */
export interface WallPiece {
  /** `seat 12` or, in a shared heap, `team 2`. */
  readonly board: string;
  readonly round: number;
  readonly session: string;
  readonly from: number;
  readonly actions: readonly Action[];
  /** Sent with the first piece where the board's level is not the playlist's. */
  readonly level?: Level;
}

/** Why a class cannot be had, as `error.code` of the answer. */
export type ClassRefusal =
  /** There is no class of that code (any more). */
  | 'noSuchClass'
  /** Too many wrong codes from this address; wait. */
  | 'tooFrequent'
  | 'lobbyLocked'
  | 'noLateComers'
  | 'classFull'
  | 'classClosed'
  | 'nameEmpty'
  | 'nameTaken'
  | 'nameRefused'
  | 'nameTooLong'
  | 'blocked'
  | 'removed'
  | 'noSeat'
  | 'notTheHost'
  | 'noSuchLevel'
  | 'badPlan'
  | 'otherVersion'
  /** The round takes no moves any more, or (wait) the host has stopped the boards. */
  | 'roundOver'
  | 'frozen'
  | 'malformed';
