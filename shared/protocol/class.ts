/**
 * What the server tells about a class, to whom. Nothing of this is computed by a client: scores come from the
 * server's replay. Times are milliseconds; `dueMs` and `expiresMs` since 1970, all others durations.
 */

import type { HintBody } from '../class/commands.ts';
import type { Phase, Round, Spotlight } from '../class/lesson.ts';
import type { ClassMode, LessonOptions } from '../class/options.ts';
import type { Action } from '../game/action.ts';
import type { Metrics } from '../game/kind.ts';
import type { Medal } from '../game/score.ts';
import type { Level } from '../level/level.ts';

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

/** What a seat has reached in one round; by the server's replay. */
export interface RoundResult {
  readonly round: number;
  /** 0 to 1000; 0 until it is won. */
  readonly points: number;
  readonly medal: Medal | null;
  /** Of the best attempt; null until it is won. */
  readonly metrics: Metrics | null;
  readonly attempts: number;
  readonly moves: number;
  readonly hints: number;
  /** Clock of the round when the best attempt was won. */
  readonly bestMs: number | null;
}

/** A student to themselves. */
export interface OwnView {
  readonly seat: number;
  readonly name: string;
  readonly status: SeatStatus;
  readonly isReady: boolean;
  readonly team: number | null;
  readonly results: readonly RoundResult[];
  readonly points: number;
  /** The board of each round that differs from the level in the playlist: a duel's stream. */
  readonly level: { readonly round: number; readonly level: Level } | null;
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

/** What a request stream may be: so many requests, so many bytes in all, sizes from and to. */
export interface DuelBudget {
  readonly requests: number;
  readonly bytes: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  /** Types that an object may have. */
  readonly types: readonly string[];
}

/** One request of a stream; `dies` is the index of the request that does not see it any more. */
export interface DuelRequest {
  readonly type: string;
  readonly bytes: number;
  readonly dies?: number;
}

/** Why somebody counts as stuck. */
export type Stuck =
  | { readonly why: 'noProgress'; readonly forMs: number }
  | { readonly why: 'sameMove'; readonly reason: string; readonly times: number };

/** A student as the host sees one. `at` of the current round. */
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
  /** The number of moves of each board that the host's wall holds now, to notice what is missing. */
  readonly board: string | null;
  /** Duel: whether the stream is written. */
  readonly isWritten: boolean;
}

/** A kind of wrong move in the current round: how often, by how many, and the move that was tried most. */
export interface WrongMove {
  readonly reason: string;
  readonly times: number;
  readonly seats: number;
  readonly action: Action;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** What the host (and, without names, the projector) sees of the current round as it forms. */
export interface Insight {
  readonly round: number;
  readonly seats: number;
  readonly here: number;
  readonly ready: number;
  /** Students that began, that won, by best medal. */
  readonly playing: number;
  readonly won: number;
  readonly medals: Readonly<Record<Medal, number>>;
  /** How many students have points from 0 to 99, 100 to 199 ... 900 to 999, 1000. */
  readonly distribution: readonly number[];
  readonly wrong: readonly WrongMove[];
}

/** One line of a board of the best. `name` is the alias of a muted name. */
export interface Place {
  /** From 1; equal results share a place. */
  readonly place: number;
  readonly seat: number;
  readonly name: string;
  readonly team: number | null;
  readonly points: number;
  readonly medal: Medal | null;
}

export interface TeamPlace {
  readonly place: number;
  readonly team: number;
  readonly name: string;
  readonly points: number;
  readonly members: number;
}

/** The board of the best as its reader may see it. */
export interface Standings {
  /** Of one round, or (null) of all. */
  readonly round: number | null;
  readonly seats: number;
  readonly places: readonly Place[];
  /** The reader's own place, also where nobody sees others'. */
  readonly own: Place | null;
  readonly teams: readonly TeamPlace[];
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
  readonly hint:
    | Exclude<HintBody, { readonly kind: 'move' }>
    | { readonly kind: 'move'; readonly action: Action | null; readonly undos: number };
}

/** A board as the host's wall gets it: a piece of its log. */
export interface WallPiece {
  /** `seat 12` or, in a shared heap, `team 2`. */
  readonly board: string;
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
  | 'malformed';
