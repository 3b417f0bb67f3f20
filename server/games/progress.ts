import type { Action } from '../../shared/game/action.ts';
import { medalFor } from '../../shared/game/score.ts';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import {
  EXPORT_FORMAT,
  type ImportAnswer,
  type ProgressAnswer,
  type ProgressExport,
} from '../../shared/protocol/http.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { Catalog } from '../levels/entry.ts';
import { bestsOf, forgetPlayer, readLog, resetsOf, type Store, sessionsOf } from '../store/store.ts';
import { takeAttempt, takeGame } from './attempts.ts';
import type { Games } from './games.ts';

/** What one player has reached: read, carried elsewhere, brought along, forgotten. */
export class ProgressDesk {
  readonly #store: Store;
  readonly #games: Games;
  readonly #catalog: Catalog;

  constructor(store: Store, games: Games, catalog: Catalog) {
    this.#store = store;
    this.#games = games;
    this.#catalog = catalog;
  }

  /** Best results at the levels as they are today, and the games begun. */
  async read(player: string): Promise<ProgressAnswer> {
    const bests = await bestsOf(this.#store.db, player);
    const levels: ProgressAnswer['levels'][number][] = [];
    for (const best of bests) {
      const entry = this.#catalog.get(best.level);
      if (!entry || entry.rules !== best.rules) continue;
      const medal = medalFor(entry.kind, entry.level.metrics, entry.level.medals, best.metrics);
      levels.push({ ...best, medal });
    }
    const sessions = await sessionsOf(this.#store.db, player);
    const begun = sessions.filter((row) => row.current === 1).map((row) => row.level);
    return { levels, begun, resets: await resetsOf(this.#store.db, player) };
  }

  /** Every game of the player with its log. */
  async export(player: string): Promise<ProgressExport> {
    const sessions: ProgressExport['sessions'] = [];
    const bests = await bestsOf(this.#store.db, player);
    const rows = await sessionsOf(this.#store.db, player);
    for (const row of rows) {
      const log: Action[] = await readLog(this.#store.db, row.id);
      if (log.length === 0) continue;
      sessions.push({
        level: row.level,
        rules: row.rules,
        engine: row.engine,
        current: row.current === 1,
        log,
      });
    }
    // A best attempt may outlive the game it came from; as a log of its own it can always be replayed.
    for (const { level, rules, actions } of bests)
      sessions.push({ level, rules, engine: ENGINE_VERSION, current: false, log: [...actions] });
    return { format: EXPORT_FORMAT, version: 1, sessions: sessions.slice(0, limits.importSessions) };
  }

  /** Replays every game of an export. One that cannot be replayed to its end is refused as a whole only if not one move of it was legal. */
  async import(player: string, data: ProgressExport): Promise<ImportAnswer> {
    let taken = 0;
    let refused = 0;
    let budget: number = limits.importActions;
    for (const session of data.sessions) {
      const entry = this.#catalog.get(session.level);
      budget -= session.log.length;
      const fits = entry && entry.rules === session.rules && session.engine === ENGINE_VERSION;
      if (!fits || budget < 0) {
        refused++;
        continue;
      }
      const accepted = session.current
        ? await takeGame(this.#games, this.#store, player, entry, session.log)
        : (await takeAttempt(this.#store, player, entry, session.log, 'import')).accepted;
      if (accepted > 0) taken++;
      else refused++;
    }
    return { taken, refused };
  }

  /** Forgets the player on disk, and clears the boards that are open. Returns how often that was done. */
  async reset(player: string): Promise<number> {
    const games = await this.#games.openGames(player);
    for (const game of games) game.halt();
    try {
      await this.#store.queue.commit({ work: (trx) => forgetPlayer(trx, player) });
    } catch (error) {
      for (const game of games) game.resume();
      throw error;
    }
    // Only now: a board that hears of it and asks is told of the reset as well.
    for (const game of games) game.renew();
    return await resetsOf(this.#store.db, player);
  }
}
