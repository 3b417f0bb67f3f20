import { z } from 'zod';
import type { Action, Rejection } from '../game/action.ts';
import { limits } from './limits.ts';
import { wireAction } from './wire.ts';

/** Sixteen hexadecimal digits, as `sessionHash` prints them. */
const stateHash = z.string().regex(/^[0-9a-f]{16}$/);
/** Names one game of one player at one level; made by the server. */
const sessionId = z.string().min(1).max(40);
const position = z.int().min(0).max(limits.logLength);

/**
 * Client: "my log ends here; what does the server have?" `have` and `hash` describe the part of the log that the server
 * acknowledged before; 0 asks for everything.
 */
export const syncRequest = z.strictObject({
  session: sessionId.nullable(),
  have: position,
  hash: stateHash.nullable(),
  /** A game to be ended for a new one, because its log is full. */
  renew: sessionId.optional(),
});
export type SyncRequest = z.infer<typeof syncRequest>;

/** Server: its log from `from` on. `from` is `have` if the client's part of the log is the server's, else 0. */
export interface SyncAnswer {
  readonly kind: 'log';
  readonly session: string;
  readonly engine: number;
  readonly rules: string;
  /** How often the player's progress was reset: what a client kept from before it is to be forgotten. */
  readonly resets: number;
  readonly from: number;
  readonly actions: readonly Action[];
  readonly logLength: number;
  readonly hash: string;
}

/**
 * Client: moves. `seq` is the place in the log that the first of them takes, which numbers every action once and for
 * all: sending one again changes nothing and gets the same answer. `hash` is what the client thinks the board is
 * after the last.
 */
export const actRequest = z.strictObject({
  session: sessionId,
  seq: position,
  actions: z.array(wireAction).min(1).max(limits.actionsPerMessage),
  hash: stateHash.optional(),
});
export type ActRequest = z.infer<typeof actRequest>;

/**
 * Why a message was not even looked at. In a class also `frozen` (the host stopped all boards: wait), `roundOver`
 * (the round takes no moves any more: give them up) and `notAllowed` (not for whoever asks).
 */
export type RefusedWhy =
  | 'malformed'
  | 'tooLarge'
  | 'tooFrequent'
  | 'unknownMessage'
  | 'storage'
  | 'internal'
  | 'frozen'
  | 'roundOver'
  | 'notAllowed';

export type ActAnswer =
  /** All are in the log and on disk. `hash` and `logLength` are those right after the last of them. */
  | {
      readonly kind: 'accepted';
      readonly session: string;
      readonly seq: number;
      readonly count: number;
      readonly hash: string;
      readonly logLength: number;
    }
  /** `seq` is an illegal move, told with its reason; those before it are accepted, those after it ignored. */
  | {
      readonly kind: 'rejected';
      readonly session: string;
      readonly seq: number;
      readonly reason: Rejection;
      readonly hash: string;
      readonly logLength: number;
    }
  /** Another action has that place already: the server's log from `seq` on. */
  | {
      readonly kind: 'stale';
      readonly session: string;
      readonly seq: number;
      readonly tail: readonly Action[];
      readonly hash: string;
      readonly logLength: number;
    }
  /** Actions before `seq` are missing here: send from `logLength` on. */
  | { readonly kind: 'gap'; readonly session: string; readonly logLength: number; readonly hash: string }
  /** The game named is not the one being played: sync. */
  | { readonly kind: 'otherSession'; readonly session: string }
  | RefusedAnswer;

/** Nothing was done. `retryAfterMs` tells when to try again. */
export interface RefusedAnswer {
  readonly kind: 'refused';
  readonly why: RefusedWhy;
  readonly detail?: string;
  readonly retryAfterMs?: number;
}

/** Server to the player's other boards: actions that were accepted from elsewhere, at `from`. */
export interface LogMessage {
  readonly session: string;
  readonly from: number;
  readonly actions: readonly Action[];
  readonly hash: string;
  readonly logLength: number;
}

/** Server: the game was replaced by another (progress reset, log full); sync. */
export interface ReplacedMessage {
  readonly session: string;
}

/** Names of the messages, client to server and back. */
export const message = {
  sync: 'sync',
  act: 'act',
  log: 'log',
  replaced: 'replaced',
  refused: 'refused',
  answer: 'answer',
} as const;
