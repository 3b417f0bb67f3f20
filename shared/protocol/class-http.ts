/** The HTTP interface of classes, under `/api/class`. Keys travel as `Authorization: Bearer KEY`, never in a path. */
import { z } from 'zod';
import type { Phase } from '../class/lesson.ts';
import { type ClassMode, classLimits } from '../class/options.ts';
import type { SeatStatus } from './class.ts';
import { formatKey } from './player.ts';
import { wireLog } from './wire.ts';

/** Keys of classes: `ch_` the host's, `cp_` a projector's (looks, orders nothing), `cs_` a student's seat. */
export const HOST_KEY = /^ch_[a-z2-7]{32}$/;
export const PROJECTOR_KEY = /^cp_[a-z2-7]{32}$/;
export const SEAT_KEY = /^cs_[a-z2-7]{32}$/;

/** The seat key for twenty random bytes; made in the browser, so that joining twice by mistake is joining once. */
export function formatSeatKey(bytes: Uint8Array): string {
  return formatKey('cs', bytes);
}

/** `POST /api/class` (no key). */
export interface ClassTicket {
  readonly code: string;
  readonly hostKey: string;
  readonly projectorKey: string;
  readonly expiresMs: number;
}

/** `GET /api/class/CODE` (no key): what one may know before joining. */
export interface ClassLook {
  readonly code: string;
  readonly mode: ClassMode;
  readonly phase: Phase;
  readonly isHomework: boolean;
  readonly dueMs: number | null;
  readonly expiresMs: number;
  /** Whether somebody new may come in now: at once, after being admitted, or not. */
  readonly entry: 'open' | 'approve' | 'closed';
  /** A name that is free. */
  readonly offeredName: string;
}

/** `POST /api/class/CODE/join`, with the seat's key: a new seat, or the one that the key has. */
export const joinRequest = z.strictObject({ name: z.string().max(400) });

export interface JoinAnswer {
  readonly code: string;
  readonly seat: number;
  readonly name: string;
  readonly status: SeatStatus;
}

/**
 * `POST /api/class/CODE/attempt`, with the seat's key: what was played on the board of a round without a connection, while
 * another device of the seat went on. It becomes a further attempt.
 */
export const asideRequest = z.strictObject({
  round: z.int().min(0).max(classLimits.rounds),
  actions: wireLog.min(1),
});
export type AsideRequest = z.infer<typeof asideRequest>;

export interface AsideAnswer {
  /** How many of the actions the replay accepted; what follows an illegal move is not looked at. */
  readonly accepted: number;
}

/** `POST /api/class/CODE/connect`, with any key of the class: a place in its room, as Colyseus' client takes it. */
export const connectRequest = z.strictObject({ protocol: z.int(), engine: z.int() });
