import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { puzzleKind } from '../../shared/game/puzzles/registry.ts';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import type { Level } from '../../shared/level/level.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { Api, Unreachable } from './api.ts';
import { Bests } from './bests.ts';
import type { Playable } from './board.ts';
import { exportShelf, importToShelf, parseExport } from './carry.ts';
import type { Connection, Host } from './host.ts';
import { browserStorage, Keep } from './keep.ts';
import { backoffMs, Gate, onWake } from './lifeline.ts';
import { LocalHost } from './local.ts';
import { handInAll } from './outbox.ts';
import { createPlayer, type PlayerKey } from './player.ts';
import type { Histogram, ImportResult, Progress } from './progress.ts';
import { RoomHost } from './room.ts';
import { Shelf } from './shelf.ts';

export interface HostsOptions {
  /** Every level of the game, in the order in which it is taught. */
  readonly levels: readonly Level[];
  /** Origin of the game server (`https://host:port`); null plays in the browser alone. Default: where the page came from. */
  readonly server?: string | null;
  /** Where the browser keeps games and progress. Default: `localStorage`, or memory where that is switched off. */
  readonly storage?: Storage;
  /** Kind and rules hash of a level. Default: the registry's; tests bring kinds of their own. */
  readonly playable?: (level: Level) => Playable;
}

/** The door to everything behind the board: one for the page, made by `createHosts` in `main`. */
export interface Hosts {
  readonly player: PlayerKey;
  readonly progress: Progress;
  /** Whether the server answers at all, also while no level is open. */
  readonly connection: ReadonlySignal<Connection>;
  /** Opens a level for play. Close it before opening another. Never throws, never waits. */
  open(level: Level): Host;
  close(): void;
}

/** How long between two visits to a server that answers, while nothing asks for one. */
const VISIT_MS = 120_000;

export function createHosts(options: HostsOptions): Hosts {
  return new BrowserHosts(options);
}

class BrowserHosts implements Hosts {
  readonly player: PlayerKey;
  readonly progress: Progress;
  readonly connection: ReadonlySignal<Connection>;
  readonly #keep: Keep;
  readonly #api: Api | null;
  readonly #playables: ReadonlyMap<string, Playable>;
  readonly #makePlayable: (level: Level) => Playable;
  readonly #bests: Bests;
  readonly #lifeline: Signal<Connection>;
  readonly #open: Signal<readonly (LocalHost | RoomHost)[]> = signal([]);
  readonly #gate = new Gate();
  readonly #stops: (() => void)[] = [];
  #shelf: Shelf;
  #visiting: Promise<void> | null = null;
  #isClosed = false;

  constructor({ levels, server, storage, playable = registeredPlayable }: HostsOptions) {
    this.#keep = new Keep(storage ?? browserStorage(), 'pyarena.');
    this.player = createPlayer(this.#keep);
    this.#makePlayable = playable;
    this.#playables = new Map(levels.map((level) => [level.id, playable(level)]));
    this.#shelf = new Shelf(this.#keep, this.player.key.peek());
    this.#bests = new Bests(this.#playables, this.#shelf);
    const origin = server === undefined ? pageOrigin() : server;
    this.#api = origin === null ? null : new Api(origin, () => this.player.key.peek());
    this.#lifeline = signal(this.#api ? 'connecting' : 'offline');
    this.connection = computed(() => {
      const hosts = this.#open.value;
      return hosts.length > 0 ? hosts[hosts.length - 1].connection.value : this.#lifeline.value;
    });
    this.progress = this.#makeProgress();
    let first = true;
    this.#stops.push(
      effect(() => {
        const key = this.player.key.value;
        if (first) first = false;
        else untracked(() => this.#changePlayer(key));
      }),
    );
    if (this.#api) {
      this.#stops.push(onWake(() => this.#gate.open()));
      void this.#stayInTouch(this.#api);
    }
  }

  open(level: Level): Host {
    const playable = this.#playables.get(level.id) ?? this.#makePlayable(level);
    const api = this.#api;
    const host = api
      ? new RoomHost(playable, this.#shelf, {
          api,
          resets: () => this.#shelf.resets,
          forget: (resets) => this.#forget(resets),
          prepare: () => this.#resetIfDue(api),
          reached: () => this.#gate.open(),
        })
      : new LocalHost(playable, this.#shelf);
    host.onSession((session) => this.#bests.note(playable, session));
    const stop = effect(() => {
      if (host.connection.value === 'online' && host.pending.value === 0)
        this.#bests.markStored(playable, host.session.value);
    });
    this.#open.value = [...this.#open.peek(), host];
    const close = host.close.bind(host);
    host.close = () => {
      stop();
      close();
      this.#open.value = this.#open.peek().filter((other) => other !== host);
      // What it could not hand in any more is handed in from the shelf.
      if (host.pending.peek() > 0) this.#gate.open();
    };
    return host;
  }

  close(): void {
    this.#isClosed = true;
    for (const host of this.#open.peek()) host.close();
    for (const stop of this.#stops) stop();
    this.#gate.open();
  }

  /** Visits the server now and then, soon after it was away, and whenever the gate is opened. */
  async #stayInTouch(api: Api): Promise<void> {
    let failures = 0;
    while (!this.#isClosed) {
      try {
        await this.#visit(api);
        failures = 0;
        this.#lifeline.value = 'online';
      } catch (error) {
        if (!(error instanceof Unreachable)) console.warn('the server was reached, but:', error);
        failures++;
        this.#lifeline.value = failures > 1 ? 'offline' : 'connecting';
      }
      await this.#gate.pass(failures === 0 ? VISIT_MS : backoffMs(failures - 1));
    }
  }

  /** Merges progress and hands in what waits. One at a time. */
  #visit(api: Api): Promise<void> {
    this.#visiting ??= this.#visitOnce(api).finally(() => {
      this.#visiting = null;
    });
    return this.#visiting;
  }

  async #visitOnce(api: Api): Promise<void> {
    const shelf = this.#shelf;
    await this.#resetIfDue(api);
    const answer = await api.progress();
    if (shelf !== this.#shelf) return;
    if (answer.resets > shelf.resets) this.#forget(answer.resets);
    const forget = (resets: number): void => this.#forget(resets);
    await handInAll(api, shelf, this.#playables, (level) => this.#isOpen(level), forget);
    // Results that neither a pending game nor an attempt brings (the server lost them) are handed in by themselves.
    const missing = this.#bests.merge(await api.progress());
    for (const { playable, actions } of missing) {
      if (this.#isOpen(playable.level.id)) continue;
      const { id } = playable.level;
      const answered = await api.handIn({
        level: id,
        rules: playable.rules,
        engine: ENGINE_VERSION,
        log: actions,
      });
      if (answered.best) this.#bests.offer(playable, answered.best.metrics, actions, true);
    }
  }

  async #resetIfDue(api: Api): Promise<void> {
    const shelf = this.#shelf;
    if (!shelf.resetDue) return;
    const { resets } = await api.reset();
    shelf.resets = resets;
    shelf.resetDue = false;
  }

  /** The progress was reset, here or elsewhere: what is kept here is from before it. */
  #forget(resets: number): void {
    this.#shelf.clear();
    this.#shelf.resets = resets;
    this.#bests.load(this.#shelf);
    for (const host of this.#open.peek()) host.clear();
  }

  #changePlayer(key: string): void {
    this.#shelf = new Shelf(this.#keep, key);
    this.#bests.load(this.#shelf);
    for (const host of this.#open.peek()) host.changePlayer(this.#shelf);
    this.#gate.open();
  }

  #isOpen(level: string): boolean {
    return this.#open.peek().some((host) => host.level.id === level);
  }

  #makeProgress(): Progress {
    return {
      levels: this.#bests.levels,
      begun: this.#bests.begun,
      histogram: async (level): Promise<Histogram | null> => {
        const answer = await this.#api?.histogram(level).catch(() => null);
        return answer && answer.players > 0 ? answer : null;
      },
      export: async () => {
        const here = exportShelf(this.#shelf, this.#bests, this.#playables);
        const there = await this.#api?.export().catch(() => null);
        const data = there ? parseExport(JSON.stringify(there)) : null;
        // Both may know games that the other does not; a game twice is harmless.
        const sessions = data ? [...data.sessions, ...here.sessions] : here.sessions;
        const unique = new Map(sessions.map((session) => [JSON.stringify(session), session]));
        return JSON.stringify({ ...here, sessions: [...unique.values()] });
      },
      import: (text) => this.#import(text),
      reset: () => this.#reset(),
    };
  }

  async #import(text: string): Promise<ImportResult> {
    if (text.length > limits.importBytes) return { ok: false, reason: 'tooLarge' };
    const data = parseExport(text);
    if (!data) return { ok: false, reason: 'notAnExport' };
    if (this.#api) {
      try {
        const { taken, refused } = await this.#api.import(data);
        await this.#visit(this.#api);
        return { ok: true, levels: taken, refused };
      } catch (error) {
        if (!(error instanceof Unreachable)) return { ok: false, reason: 'serverSaidNo' };
      }
    }
    const { taken, refused } = importToShelf(data, this.#shelf, this.#bests, this.#playables);
    this.#bests.load(this.#shelf);
    for (const host of this.#open.peek()) host.changePlayer(this.#shelf);
    return { ok: true, levels: taken, refused };
  }

  async #reset(): Promise<void> {
    const shelf = this.#shelf;
    let resets = shelf.resets;
    let isDue = false;
    if (this.#api) {
      try {
        ({ resets } = await this.#api.reset());
      } catch {
        isDue = true;
      }
    }
    this.#forget(resets);
    if (isDue) shelf.resetDue = true;
  }
}

/** Where the page came from; nowhere when it was opened as a file. */
function pageOrigin(): string | null {
  const { origin } = globalThis.location ?? {};
  return origin?.startsWith('http') ? origin : null;
}

function registeredPlayable(level: Level): Playable {
  const kind = puzzleKind(level.kind);
  if (!kind) throw new Error(`level ${level.id} is of the unknown kind "${level.kind}"`);
  return { level, kind, rules: level.certificate.level };
}
