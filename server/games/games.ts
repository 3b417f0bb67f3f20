import type { Catalog } from '../levels/entry.ts';
import type { Store } from '../store/store.ts';
import { Game } from './game.ts';

/**
 * How long a game stays after the last who held it: a refresh or the next request of a hand-in finds it as it was,
 * with the name that it has before its first action is stored.
 */
const LINGER_MS = 30_000;

/**
 * The games in memory, one per player and level, whoever asks for it: the room, the HTTP hand-in and the reset must
 * all speak to the same one. A game stays while somebody holds it; on disk it stays for good.
 */
export class Games {
  readonly #store: Store;
  readonly #catalog: Catalog;
  readonly #open = new Map<string, { readonly game: Promise<Game>; holders: number }>();

  constructor(store: Store, catalog: Catalog) {
    this.#store = store;
    this.#catalog = catalog;
  }

  get size(): number {
    return this.#open.size;
  }

  /** The player's game at the level, held until `release`. Undefined where there is no such level. */
  async hold(player: string, level: string): Promise<Game | undefined> {
    const entry = this.#catalog.get(level);
    if (!entry) return undefined;
    const key = keyOf(player, level);
    let held = this.#open.get(key);
    if (!held) {
      held = { game: Game.open(this.#store, player, entry), holders: 0 };
      this.#open.set(key, held);
    }
    held.holders++;
    try {
      return await held.game;
    } catch (error) {
      held.holders--;
      this.#open.delete(key);
      throw error;
    }
  }

  release(player: string, level: string): void {
    const key = keyOf(player, level);
    const held = this.#open.get(key);
    if (!held || --held.holders > 0) return;
    setTimeout(() => {
      // The next to open it reads it from the disk, so all of it has to be there first.
      const forget = (): void => {
        if (held.holders <= 0 && this.#open.get(key) === held) this.#open.delete(key);
      };
      held.game.then((game) => game.settled()).then(forget, forget);
    }, LINGER_MS).unref();
  }

  /** Does something with the player's game, and lets go of it afterwards. */
  async with<T>(player: string, level: string, work: (game: Game) => Promise<T>): Promise<T | undefined> {
    const game = await this.hold(player, level);
    if (!game) return undefined;
    try {
      return await work(game);
    } finally {
      this.release(player, level);
    }
  }

  /** The games of one player that are in memory now. */
  async openGames(player: string): Promise<Game[]> {
    const mine = [...this.#open].filter(([key]) => key.startsWith(`${player} `));
    return await Promise.all(mine.map(([, held]) => held.game));
  }
}

function keyOf(player: string, level: string): string {
  return `${player} ${level}`;
}
