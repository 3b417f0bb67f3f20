import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Action } from '../../shared/game/action.ts';
import { compareMetrics, medalFor } from '../../shared/game/score.ts';
import { apply, type Session, startSession } from '../../shared/game/session/session.ts';
import type { AttemptAnswer } from '../../shared/protocol/http.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { LevelEntry } from '../levels/entry.ts';
import { keepBest, type Store } from '../store/store.ts';
import { keepWhole } from '../store/whole.ts';
import type { Games } from './games.ts';

/** Actions replayed in one go; the server serves others in between. */
const SLICE = 200;
/** Handed-in attempts kept of one player at one level; the oldest go, their best results stay. */
const KEPT = 30;

/**
 * Takes in a game that was played elsewhere: replays it with the game's own `apply` up to the first move that is
 * refused, keeps its log as a game of its own, and its best won attempt if it beats the stored one. The same log
 * twice is kept once. What the sender claims about the result is never asked for.
 */
export async function takeAttempt(
  store: Store,
  player: string,
  entry: LevelEntry,
  log: readonly Action[],
  origin: 'attempt' | 'import',
): Promise<AttemptAnswer> {
  const { kind, level, rules } = entry;
  const session = await replayUntilRefused(entry, log);
  const best = session.best;
  if (session.log.length > 0) {
    const owner = { player, level: level.id, rules };
    await store.queue.commit({
      work: async (trx) => {
        if (best) await keepBest(trx, owner, best, (a, b) => compareMetrics(kind, level.metrics, a, b));
        await keepWhole(trx, owner, origin, session.log, KEPT);
      },
    });
  }
  return {
    accepted: session.log.length,
    best: best && {
      medal: medalFor(kind, level.metrics, level.medals, best.metrics),
      metrics: best.metrics,
    },
  };
}

/**
 * Takes in a game that the player wants to go on with: it becomes, or goes on, the game at that level if neither has
 * left the other's way, and an attempt of its own otherwise. Returns how many of its actions were legal.
 */
export async function takeGame(
  games: Games,
  store: Store,
  player: string,
  entry: LevelEntry,
  log: readonly Action[],
): Promise<number> {
  const merged = await games.with(player, entry.level.id, async (game) => {
    for (let seq = 0; seq < log.length; seq += limits.actionsPerMessage) {
      const actions = log.slice(seq, seq + limits.actionsPerMessage);
      const answer = await game.act({ session: game.id, seq, actions: [...actions] });
      if (answer.kind === 'rejected') return answer.seq;
      if (answer.kind !== 'accepted') return null;
      await nextTurn();
    }
    return log.length;
  });
  if (merged !== null && merged !== undefined) return merged;
  return (await takeAttempt(store, player, entry, log, 'import')).accepted;
}

/** Replays a log that came from elsewhere, up to the first action that is refused. */
export async function replayUntilRefused(entry: LevelEntry, log: readonly Action[]): Promise<Session> {
  let session = startSession(entry.kind, entry.level, entry.rules);
  for (const [index, action] of log.entries()) {
    const step = apply(session, action);
    if (!step.ok) break;
    session = step.session;
    if (index % SLICE === SLICE - 1) await nextTurn();
  }
  return session;
}
