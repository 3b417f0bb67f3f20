import { type Api, ServerRefusal } from './api.ts';
import { Board, type Playable } from './board.ts';
import { httpLink } from './link.ts';
import { type Outcome, Replicator } from './replicator.ts';
import type { Shelf } from './shelf.ts';

/** Steps that one game's hand-in may take; far more than the longest log needs. */
const STEPS = 400;

/**
 * Hands in what was played without a server and is not on a board now: attempts that stand for themselves, and games
 * of other levels. Rejects with `Unreachable` when the server goes away again; whatever was not handed in stays.
 */
export async function handInAll(
  api: Api,
  shelf: Shelf,
  playables: ReadonlyMap<string, Playable>,
  isOpen: (level: string) => boolean,
  forget: (resets: number) => void,
): Promise<void> {
  for (const attempt of shelf.attempts()) {
    try {
      await api.handIn(attempt);
    } catch (error) {
      // What the server will never take (a level that is gone, other rules) is not offered again.
      const never = error instanceof ServerRefusal && [400, 404, 409, 413].includes(error.status);
      if (!never) throw error;
    }
    shelf.removeAttempt(attempt);
  }
  for (const level of shelf.games()) {
    const playable = playables.get(level);
    const record = shelf.readGame(level);
    const unsent = record && (record.confirmed < record.log.length || record.renew !== undefined);
    if (!playable || !unsent || record.rules !== playable.rules || isOpen(level)) continue;
    await handInGame(api, shelf, playable, forget);
  }
  // A game that forked on the way left an attempt behind.
  if (shelf.attempts().length > 0) await handInAttemptsOnce(api, shelf);
}

async function handInAttemptsOnce(api: Api, shelf: Shelf): Promise<void> {
  for (const attempt of shelf.attempts()) {
    await api.handIn(attempt);
    shelf.removeAttempt(attempt);
  }
}

async function handInGame(
  api: Api,
  shelf: Shelf,
  playable: Playable,
  forget: (resets: number) => void,
): Promise<void> {
  const board = new Board(playable, shelf);
  const replicator = new Replicator(board, httpLink(api, playable.level.id), () => shelf.resets, forget);
  let needsSync = true;
  for (let step = 0; step < STEPS; step++) {
    if (!needsSync && board.pending.peek() === 0) return;
    const outcome: Outcome = needsSync ? await replicator.sync() : await replicator.flush();
    needsSync = outcome.kind === 'sync';
    if (outcome.kind === 'wait') await new Promise((resolve) => setTimeout(resolve, outcome.ms));
  }
}
