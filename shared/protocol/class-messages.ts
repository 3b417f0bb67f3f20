/**
 * Messages in a class's room. A student speaks of moves as in a solo room (`sync`, `act`, with the answers of
 * `messages.ts`); `round` says of which board. A host gives orders and hears of all boards.
 */
import { z } from 'zod';
import { hostCommand } from '../class/commands.ts';
import type { LessonProblem } from '../class/lesson.ts';
import { classLimits } from '../class/options.ts';
import type { Action, Rejection } from '../game/action.ts';
import type {
  HintView,
  Insight,
  LessonView,
  OwnView,
  Review,
  SeatRow,
  Standings,
  WallPiece,
} from './class.ts';
import { limits } from './limits.ts';
import { actRequest, type RefusedAnswer, syncRequest } from './messages.ts';
import { wireAction } from './wire.ts';

const round = z.int().min(0).max(classLimits.rounds);

/** Student: `sync` of one round's board. */
export const classSyncRequest = syncRequest.extend({ round });
/** Student: moves on the own board of a round, in places as in a solo room. */
export const classActRequest = actRequest.extend({ round });

/**
 * Student: one move on a shared heap, made when the log had `seen` actions. The server gives it its place. `op` is the
 * sender's number of it, one more each time.
 */
export const placeRequest = z.strictObject({
  round,
  session: z.string().min(1).max(40),
  op: z.int().min(0),
  seen: z.int().min(0).max(limits.logLength),
  action: wireAction,
});
export type PlaceRequest = z.infer<typeof placeRequest>;

export type PlaceAnswer =
  | { readonly kind: 'placed'; readonly op: number; readonly seq: number; readonly hash: string }
  /** `reason.contention` where others' moves since `seen` made it impossible: facts `by` (their name) and `moves`. */
  | { readonly kind: 'rejected'; readonly op: number; readonly reason: Rejection }
  | { readonly kind: 'otherSession'; readonly session: string }
  | RefusedAnswer;

/** Server to the members of a team: what was placed on their heap, by whom. */
export interface PlacedMessage {
  readonly round: number;
  readonly session: string;
  readonly seq: number;
  readonly action: Action;
  readonly seat: number;
  /** The sender's own number, for the sender to recognise it. */
  readonly op: number;
  readonly hash: string;
}

/** Student: a move that the board refused here; the server tries it itself and counts it for the host. */
export const triedMessage = z.strictObject({
  round,
  session: z.string().min(1).max(40),
  at: z.int().min(0).max(limits.logLength),
  action: wireAction,
});

export const readyMessage = z.strictObject({ on: z.boolean() });

/** Student: opened one of the level's own hints. */
export const hintTakenMessage = z.strictObject({ round, index: z.int().min(0).max(9) });

/** Duelist: the stream for the other. */
export const writeRequest = z.strictObject({
  round,
  requests: z
    .array(
      z.strictObject({
        type: z.string().min(1).max(24),
        bytes: z
          .int()
          .min(0)
          .max(1 << 20),
        dies: z.int().min(1).max(200).optional(),
      }),
    )
    .min(1)
    .max(100),
});
export type WriteRequest = z.infer<typeof writeRequest>;

/** `reason.duel...`: what is wrong with the stream; ok: it can be survived, the solver has shown it. */
export type WriteAnswer =
  | { readonly kind: 'written' }
  | { readonly kind: 'rejected'; readonly reason: Rejection }
  | RefusedAnswer;

/** Host: an order. */
export const commandRequest = hostCommand;

export type CommandAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'not'; readonly problem: LessonProblem | SeatProblem | HostDoubt }
  | RefusedAnswer;

/** Why an order was not followed at once: there is no way back from it, and it is to be given again by who is sure. */
export type HostDoubt =
  /** Somebody has played in the round that is to be left out, or has written for it. */
  'hasBegun';

/** Why an order about a student was not followed. */
export type SeatProblem =
  | 'noSuchSeat'
  | 'nameTaken'
  | 'nameRefused'
  | 'nameEmpty'
  | 'nameTooLong'
  | 'noSuchTeam'
  | 'noSuchHint'
  | 'noSuchLevel'
  | 'classFull';

/** Server to the host: rows of students that changed; with `all`, these are all there are. */
export interface SeatsMessage {
  readonly all: boolean;
  readonly rows: readonly SeatRow[];
}

/** Server to host, and to the projector for the board in the spotlight: what happened on boards, a few times a second. */
export interface WallMessage {
  /** All boards follow from the start: forget what is there. */
  readonly anew: boolean;
  readonly pieces: readonly WallPiece[];
}

/** Why a connection was ended for good: do not come back. */
export interface GoneMessage {
  readonly why: 'removed' | 'blocked' | 'deleted' | 'expired';
}

/** Names of the messages, and what the server sends with each. */
export interface ClassMessages {
  readonly lesson: LessonView;
  readonly own: OwnView;
  readonly seats: SeatsMessage;
  readonly insight: Insight;
  readonly wall: WallMessage;
  readonly standings: Standings;
  readonly review: Review;
  readonly hint: HintView;
  readonly placed: PlacedMessage;
  readonly gone: GoneMessage;
  /** Names in the order in which they came in, for the lobby on the projector. */
  readonly names: readonly string[];
  /** Whose board the projector shows; null: it is not to be said. The board itself comes as `wall`. */
  readonly spotlight: { readonly name: string | null };
}

export const classMessage = {
  /** Anybody, once they listen: tell me all. */
  hello: 'hello',
  sync: 'sync',
  act: 'act',
  place: 'place',
  tried: 'tried',
  ready: 'ready',
  hintTaken: 'hintTaken',
  write: 'write',
  command: 'command',
} as const;
