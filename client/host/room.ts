import { type Signal, signal } from '@preact/signals';
import { type Api, ServerRefusal } from './api.ts';
import type { Playable } from './board.ts';
import type { Connection } from './host.ts';
import { backoffMs, Gate, onWake } from './lifeline.ts';
import { openRoomLink, type RoomLink } from './link.ts';
import { LocalHost } from './local.ts';
import { Replicator } from './replicator.ts';
import type { Shelf } from './shelf.ts';

/** Quiet time after which a connection is asked whether it lives. */
const HEARTBEAT_MS = 15_000;
const ALIVE_MS = 4000;
/** Failures in a row from which on the player is told that the server is away. */
const OFFLINE_AFTER = 2;
/** How long to leave a server alone that runs another version than this page. */
const OTHER_VERSION_MS = 60_000;

export interface RoomHostOptions {
  readonly api: Api;
  readonly resets: () => number;
  /** The server counts more resets than we: what is kept here is to be forgotten. */
  readonly forget: (resets: number) => void;
  /** What has to be said to the server before anything else. Rejects if that fails. */
  readonly prepare: () => Promise<void>;
  /** The server has been reached: other things may be handed in as well. */
  readonly reached: () => void;
}

/**
 * A level with the server behind it: the local game goes on at once in any case, and a loop in the background keeps a
 * connection, compares logs when one is made, hands in what is pending, and follows the player's other boards.
 */
export class RoomHost extends LocalHost {
  override readonly connection: Signal<Connection> = signal('connecting');
  readonly #options: RoomHostOptions;
  readonly #gate = new Gate();
  readonly #stopWaking: () => void;
  #link: RoomLink | null = null;
  #needsSync = false;

  constructor(playable: Playable, shelf: Shelf, options: RoomHostOptions) {
    super(playable, shelf);
    this.#options = options;
    this.board.onPending = () => this.#gate.open();
    this.#stopWaking = onWake(() => this.#wake());
    void this.#run();
  }

  override close(): void {
    super.close();
    this.#stopWaking();
    this.#link?.close();
    this.#gate.open();
  }

  override changePlayer(shelf: Shelf): void {
    super.changePlayer(shelf);
    this.#link?.close();
    this.#gate.open();
  }

  override clear(): void {
    super.clear();
    this.#needsSync = true;
    this.#gate.open();
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.isClosed) {
      try {
        await this.#options.prepare();
        const link = await openRoomLink(this.#options.api, this.board.playable);
        this.#link = link;
        if (this.isClosed) link.close();
        else await this.#follow(link, () => (failures = 0));
      } catch (error) {
        if (error instanceof ServerRefusal && error.code === 'otherVersion') {
          this.board.notify('newVersion');
          this.connection.value = 'offline';
          await this.#gate.pass(OTHER_VERSION_MS);
        }
      }
      this.#link?.close();
      this.#link = null;
      if (this.isClosed) break;
      failures++;
      this.connection.value = failures >= OFFLINE_AFTER ? 'offline' : 'connecting';
      const pause = new Promise((resolve) => setTimeout(resolve, backoffMs(failures - 1)));
      // A move made meanwhile is no reason to hurry; the network's return is.
      await Promise.race([pause, this.#hurry()]);
    }
    this.connection.value = 'offline';
  }

  /** Serves the link until it closes. */
  async #follow(link: RoomLink, reached: () => void): Promise<void> {
    const { resets, forget } = this.#options;
    const replicator = new Replicator(this.board, link, resets, forget);
    this.#needsSync = true;
    link.onClosed = () => this.#gate.open();
    link.onReplaced = () => this.#syncSoon();
    link.onLog = ({ session, from, actions, hash }) => {
      const fits =
        !this.#needsSync &&
        session === this.board.serverSession &&
        this.board.followServer(from, actions, hash);
      if (!fits) this.#syncSoon();
    };
    while (!link.isClosed && !this.isClosed) {
      let outcome = null;
      if (this.#needsSync) {
        this.#needsSync = false;
        outcome = await replicator.sync();
        if (outcome.kind === 'done') {
          reached();
          this.connection.value = 'online';
          this.#options.reached();
        } else {
          this.#needsSync = true;
        }
      } else if (this.board.pending.peek() > 0) {
        outcome = await replicator.flush();
        if (outcome.kind === 'sync') this.#needsSync = true;
      } else {
        const heard = performance.now();
        await this.#gate.pass(HEARTBEAT_MS);
        if (performance.now() - heard >= HEARTBEAT_MS && !(await link.isAlive(ALIVE_MS))) return;
      }
      if (outcome?.kind === 'wait') await new Promise((resolve) => setTimeout(resolve, outcome.ms));
    }
  }

  #syncSoon(): void {
    this.#needsSync = true;
    this.#gate.open();
  }

  /** The page came back from somewhere: a link that does not answer at once is dead. */
  #wake(): void {
    const link = this.#link;
    this.#hurried?.();
    if (!link) return;
    void link.isAlive(ALIVE_MS).then((alive) => {
      if (!alive) link.close();
    });
  }

  #hurried: (() => void) | null = null;

  #hurry(): Promise<void> {
    return new Promise((resolve) => {
      this.#hurried = resolve;
    });
  }
}
