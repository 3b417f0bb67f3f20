import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../../shared/base/canonical.ts';
import type { Action } from '../../shared/game/action.ts';
import { compareMetrics } from '../../shared/game/score.ts';
import {
  apply,
  ENGINE_VERSION,
  replay,
  type Session,
  sessionHash,
  startSession,
} from '../../shared/game/session/session.ts';
import { sessionActions } from '../../shared/game/session/timeline.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { ActAnswer, ActRequest, SyncAnswer, SyncRequest } from '../../shared/protocol/messages.ts';
import type { LevelEntry } from '../levels/entry.ts';
import type { Stream } from '../store/commit.ts';
import {
  currentSession,
  keepBest,
  keepIncident,
  readLog,
  resetsOf,
  type Store,
  today,
} from '../store/store.ts';
import type { ActionRow } from '../store/tables.ts';

/** Actions that are now on disk, for the player's other boards. */
export interface Committed {
  readonly session: string;
  readonly from: number;
  readonly actions: readonly Action[];
  readonly hash: string;
  readonly logLength: number;
  /** Who sent them; opaque, handed through from `act`. */
  readonly by: unknown;
}

/** What kind of game it is: one of a class does not count among the player's, or everybody's, best results. */
export type GameOrigin = 'play' | 'class';

export interface GameListener {
  committed(change: Committed): void;
  /** Another game has taken this one's place. */
  replaced(session: string): void;
}

/**
 * The authority over one player's game at one level: gives every action its place in the log, runs the same `apply` as
 * the browser, and answers only when what it answers is on disk. It holds no rule of the game and knows no
 * socket; a solo room, an HTTP hand-in and a classroom seat all drive it alike.
 */
export class Game {
  readonly player: string;
  readonly entry: LevelEntry;
  readonly #origin: GameOrigin;
  readonly #store: Store;
  readonly #listeners = new Set<GameListener>();
  #id: string;
  /** The session with everything accepted, on disk or on its way there. */
  #head: Session;
  /** `#hashes[n]` is the state after `n` actions. */
  #hashes: string[];
  /** How much of the log is on disk. */
  #stored: number;
  /** Whether the session has its row. */
  #begun: boolean;
  #stream: Stream = { broken: false };
  #lastCommit: Promise<void> = Promise.resolve();
  #isHalted = false;

  private constructor(
    store: Store,
    player: string,
    entry: LevelEntry,
    origin: GameOrigin,
    id: string | null,
    head: Session,
  ) {
    this.#store = store;
    this.#origin = origin;
    this.player = player;
    this.entry = entry;
    this.#id = id ?? newId();
    this.#begun = id !== null;
    this.#head = head;
    this.#hashes = [sessionHash(head)];
    this.#stored = head.log.length;
  }

  /**
   * The player's game at the level as it is on disk, or a new one. A stored game of other rules or another engine
   * is closed, not continued: its log would mean something else today.
   */
  static async open(
    store: Store,
    player: string,
    entry: LevelEntry,
    origin: GameOrigin = 'play',
  ): Promise<Game> {
    const row = await currentSession(store.db, player, entry.level.id);
    const fresh = (): Session => startSession(entry.kind, entry.level, entry.rules);
    if (!row) return new Game(store, player, entry, origin, null, fresh());
    if (row.rules === entry.rules && row.engine === ENGINE_VERSION) {
      const log = await readLog(store.db, row.id);
      try {
        const game = new Game(store, player, entry, origin, row.id, fresh());
        game.#load(log);
        return game;
      } catch (error) {
        const session = { id: row.id, level: entry.level.id, rules: row.rules, engine: row.engine };
        await store.queue.commit({
          work: (trx) => keepIncident(trx, 'unreplayable', { session, error: String(error), log }),
        });
      }
    }
    await store.queue.commit({
      work: async (trx) => {
        await trx.updateTable('session').set({ current: 0 }).where('id', '=', row.id).execute();
      },
    });
    return new Game(store, player, entry, origin, null, fresh());
  }

  get id(): string {
    return this.#id;
  }

  /** The game with all accepted actions. A value. */
  get session(): Session {
    return this.#head;
  }

  get hash(): string {
    return this.#hashes[this.#head.log.length];
  }

  listen(listener: GameListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the server has beyond what the client knows to be acknowledged. Waits for what is on its way to the disk. */
  async sync(request: SyncRequest): Promise<SyncAnswer> {
    await this.settled();
    if (request.renew === this.#id && this.#begun) await this.#close();
    const resets = await resetsOf(this.#store.db, this.player);
    // Nothing is awaited from here on: what is told belongs together.
    const { have, hash } = request;
    const known =
      request.session === this.#id && have <= this.#stored && (have === 0 || this.#hashes[have] === hash);
    const from = known ? have : 0;
    return {
      kind: 'log',
      session: this.#id,
      engine: ENGINE_VERSION,
      rules: this.entry.rules,
      resets,
      from,
      actions: this.#head.log.slice(from, this.#stored),
      logLength: this.#stored,
      hash: this.#hashes[this.#stored],
    };
  }

  /** Takes the actions in order up to the first that cannot be, and answers when the accepted ones are on disk. */
  async act(request: ActRequest, by: unknown = null): Promise<ActAnswer> {
    if (this.#isHalted) return { kind: 'refused', why: 'storage', retryAfterMs: 200 };
    if (request.session !== this.#id) return { kind: 'otherSession', session: this.#id };
    if (request.seq > this.#head.log.length) return this.#gap();

    const accepted: Action[] = [];
    const from = this.#head.log.length;
    const bestBefore = this.#head.best;
    let answer: ActAnswer | null = null;
    for (const [index, action] of request.actions.entries()) {
      const seq = request.seq + index;
      if (seq < this.#head.log.length) {
        if (canonicalJson(this.#head.log[seq]) === canonicalJson(this.#normal(action))) continue;
        answer = this.#stale(seq);
        break;
      }
      if (seq >= limits.logLength) {
        const reason = { reason: 'logFull', facts: { moves: limits.logLength } };
        answer = { kind: 'rejected', session: this.#id, seq, reason, hash: this.hash, logLength: seq };
        break;
      }
      const step = apply(this.#head, action);
      if (!step.ok) {
        const logLength = this.#head.log.length;
        answer = {
          kind: 'rejected',
          session: this.#id,
          seq,
          reason: step.reason,
          hash: this.hash,
          logLength,
        };
        break;
      }
      this.#head = step.session;
      this.#hashes.push(sessionHash(step.session));
      accepted.push(step.session.log[step.session.log.length - 1]);
    }
    const logLength = request.seq + request.actions.length;
    answer ??= {
      kind: 'accepted',
      session: this.#id,
      seq: request.seq,
      count: request.actions.length,
      hash: this.#hashes[logLength],
      logLength,
    };
    if (accepted.length > 0) this.#write(from, accepted, bestBefore !== this.#head.best, by);
    try {
      await this.#lastCommit;
    } catch {
      return { kind: 'refused', why: 'storage', retryAfterMs: 1000 };
    }
    if (answer.kind === 'accepted' && request.hash && request.hash !== answer.hash)
      this.#reportDrift(request, answer.hash, logLength);
    return answer;
  }

  /** Resolves when nothing of this game is on its way to the disk. */
  async settled(): Promise<void> {
    await this.#lastCommit.catch(() => {});
  }

  /** Takes no more actions, and lets none that is on its way reach the disk, until `renew` or `resume`. */
  halt(): void {
    this.#isHalted = true;
    this.#stream.broken = true;
  }

  /** Goes on from what is on disk. */
  resume(): void {
    this.#isHalted = false;
    this.#rollBack(this.#stored === 0);
  }

  /** Starts over with an empty log, as after a reset of the player's progress. What is on disk is the caller's business. */
  renew(): void {
    this.#isHalted = false;
    this.#stream.broken = true;
    this.#id = newId();
    this.#begun = false;
    this.#head = startSession(this.entry.kind, this.entry.level, this.entry.rules);
    this.#hashes = [sessionHash(this.#head)];
    this.#stored = 0;
    this.#stream = { broken: false };
    for (const listener of this.#listeners) listener.replaced(this.#id);
  }

  /** Ends the game for a new one; it stays on disk with its scores. */
  async #close(): Promise<void> {
    const old = this.#id;
    await this.#store.queue.commit({
      work: async (trx) => {
        await trx.updateTable('session').set({ current: 0 }).where('id', '=', old).execute();
      },
    });
    if (this.#id === old) this.renew();
  }

  #load(log: readonly Action[]): void {
    for (const action of log) {
      const step = apply(this.#head, action);
      if (!step.ok) throw new Error(`action ${this.#head.log.length} is refused: ${step.reason.reason}`);
      this.#head = step.session;
      this.#hashes.push(sessionHash(step.session));
    }
    this.#stored = log.length;
  }

  /** The action as the log would hold it, so that a move sent twice compares equal. */
  #normal(action: Action): Action {
    if ((sessionActions as readonly string[]).includes(action.type)) return { type: action.type };
    const verb = this.entry.kind.verbs.find((candidate) => candidate.type === action.type);
    const parsed = verb?.schema.safeParse(action);
    return parsed?.success ? parsed.data : action;
  }

  #write(from: number, accepted: readonly Action[], newBest: boolean, by: unknown): void {
    const session = this.#id;
    const stream = this.#stream;
    const begun = this.#begun;
    this.#begun = true;
    const logLength = from + accepted.length;
    const hash = this.#hashes[logLength];
    const best = this.#head.best;
    const { player, entry } = this;
    const origin = this.#origin;
    const key = { player, level: entry.level.id, rules: entry.rules };
    const rows: ActionRow[] = accepted.map((action, index) => ({
      session,
      seq: from + index,
      body: canonicalJson(action),
      hash: this.#hashes[from + index + 1],
    }));
    this.#lastCommit = this.#store.queue.commit({
      stream,
      actions: rows,
      work: async (trx) => {
        const day = today();
        if (!begun) {
          await trx
            .insertInto('session')
            .values({
              id: session,
              ...key,
              engine: ENGINE_VERSION,
              origin,
              current: 1,
              digest: null,
              day,
            })
            .execute();
        } else if (from % 64 === 0) {
          await trx.updateTable('session').set({ day }).where('id', '=', session).execute();
        }
        if (newBest && best && origin === 'play')
          await keepBest(trx, key, best, (a, b) => compareMetrics(entry.kind, entry.level.metrics, a, b));
      },
    });
    this.#lastCommit.then(
      () => {
        if (this.#id !== session) return;
        this.#stored = logLength;
        for (const listener of this.#listeners)
          listener.committed({ session, from, actions: accepted, hash, logLength, by });
      },
      () => {
        if (this.#stream === stream) this.#rollBack(from === 0 && !begun);
      },
    );
  }

  /** The disk did not take it: what was never acknowledged never happened. */
  #rollBack(neverBegun: boolean): void {
    const { kind, level } = this.entry;
    this.#head = replay(kind, level, this.entry.rules, this.#head.log.slice(0, this.#stored));
    this.#hashes.length = this.#stored + 1;
    this.#stream = { broken: false };
    if (neverBegun) this.#begun = false;
  }

  #gap(): ActAnswer {
    return { kind: 'gap', session: this.#id, logLength: this.#head.log.length, hash: this.hash };
  }

  #stale(seq: number): ActAnswer {
    const logLength = this.#head.log.length;
    const tail = this.#head.log.slice(seq);
    return { kind: 'stale', session: this.#id, seq, tail, hash: this.hash, logLength };
  }

  #reportDrift(request: ActRequest, hash: string, logLength: number): void {
    const body = {
      session: this.#id,
      header: this.#head.header,
      level: this.entry.level.id,
      logLength,
      clientHash: request.hash,
      serverHash: hash,
      log: this.#head.log.slice(0, logLength),
    };
    console.error(
      `engine drift: level ${body.level}, after ${logLength} actions client ${body.clientHash}, server ${hash}`,
    );
    this.#store.queue
      .commit({ work: (trx) => keepIncident(trx, 'drift', body) })
      .catch((error) => console.error('the drift report could not be stored:', error));
  }
}

function newId(): string {
  return randomBytes(12).toString('base64url');
}
