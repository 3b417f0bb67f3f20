import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Action, GameEvent, Rejection } from '../../shared/game/action.ts';
import type { AnyPuzzleKind } from '../../shared/game/kind.ts';
import {
  apply,
  ENGINE_VERSION,
  type Session,
  type Step,
  sessionHash,
  startSession,
} from '../../shared/game/session/session.ts';
import type { Level } from '../../shared/level/level.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { Batch, Cause, Notice, NoticeType, RefusedMove } from './host.ts';
import { emptyRecord, relate, winsOffline } from './record.ts';
import type { Shelf } from './shelf.ts';

/** A level with what it takes to play it. */
export interface Playable {
  readonly level: Level;
  readonly kind: AnyPuzzleKind;
  /** `rulesHash` of the level. */
  readonly rules: string;
}

/** More actions than these come in as one new board, not as so many animations. */
const ANIMATED = 24;

/** The server's log, or as much of it as has changed. */
export interface ServerLog {
  readonly session: string;
  readonly log: readonly Action[];
  /** State hash after the whole log. */
  readonly hash: string;
}

/**
 * The player's game at a level as this page sees it: the acknowledged part of the log, and the own moves that are
 * ahead of it. Applies moves at once, keeps all in the browser, takes in what the server says. Knows no network.
 */
export class Board {
  readonly playable: Playable;
  readonly session: Signal<Session>;
  readonly rejection: Signal<RefusedMove | null> = signal(null);
  readonly notices: Signal<readonly Notice[]> = signal([]);
  readonly pending: ReadonlySignal<number>;
  /** Called after each change that the server does not know of yet. */
  onPending: () => void = () => {};
  /** Called after each change of the session. */
  onChange: () => void = () => {};
  #shelf: Shelf;
  #serverSession: string | null = null;
  #renew: string | undefined;
  readonly #confirmed = signal(0);
  /** State hash after each number of actions. */
  #hashes: string[] = [];
  #serial = 0;
  readonly #listeners = new Set<(batch: Batch) => void>();

  constructor(playable: Playable, shelf: Shelf) {
    this.playable = playable;
    this.#shelf = shelf;
    this.session = signal(this.#fresh());
    this.pending = computed(() => Math.max(0, this.session.value.log.length - this.#confirmed.value));
    this.load(shelf);
  }

  get confirmed(): number {
    return this.#confirmed.value;
  }

  get serverSession(): string | null {
    return this.#serverSession;
  }

  get renew(): string | undefined {
    return this.#renew;
  }

  /** State hash after the first `length` actions. */
  hashAt(length: number): string {
    return this.#hashes[length];
  }

  /** Takes up the game on `shelf`, or a new one. A stored game of other rules cannot be gone on with. */
  load(shelf: Shelf): void {
    this.#shelf = shelf;
    const { level, rules } = this.playable;
    const stored = shelf.readGame(level.id);
    const fits = stored && stored.rules === rules && stored.engine === ENGINE_VERSION;
    const record = fits ? stored : emptyRecord(rules);
    batch(() => {
      this.#serverSession = record.session;
      this.#renew = record.renew;
      const complete = this.#rebuild(record.log);
      this.#confirmed.value = Math.min(record.confirmed, this.session.value.log.length);
      if (stored && stored.log.length > 0 && (!fits || !complete)) this.notify('boardReset');
    });
    this.#announce('resync', null, []);
  }

  dispatch(action: Action): Step {
    if (this.session.value.log.length >= limits.logLength) return this.#beyondTheLimit(action);
    const step = this.#try(action);
    if (!step.ok) {
      this.refuse(action, step.reason);
      return step;
    }
    batch(() => {
      this.rejection.value = null;
      this.#take(step.session);
    });
    this.#save();
    this.#announce('own', step.session.log[step.session.log.length - 1], step.events);
    this.onPending();
    return step;
  }

  preview(action: Action): Rejection | null {
    if (this.session.value.log.length >= limits.logLength && action.type !== 'restart') return logFull;
    const step = this.#try(action);
    return step.ok ? null : step.reason;
  }

  /** Moves that the server has not acknowledged, from the place `confirmed` on. */
  unsent(): readonly Action[] {
    return this.session.value.log.slice(this.confirmed);
  }

  /** The server has the first `length` actions. */
  acknowledge(length: number): void {
    if (length <= this.confirmed) return;
    this.#confirmed.value = Math.min(length, this.session.value.log.length);
    this.#save();
  }

  /** The server refused the action at `seq`: it and what was built on it are taken back. */
  takeBack(seq: number, reason: Rejection): void {
    const log = this.session.value.log;
    const refused = log[seq];
    batch(() => {
      this.#rebuild(log.slice(0, seq));
      this.#confirmed.value = Math.min(this.confirmed, seq);
      this.notify('resynced');
      if (refused) this.refuse(refused, reason);
    });
    this.#save();
    this.#announce('resync', null, []);
  }

  /**
   * Takes in the server's whole log. Its game goes on in any case: what is missing here is played, what is ahead here
   * stays pending, and where the two parted the own log becomes an attempt to hand in. False if the boards
   * then differ though the logs do not: the engines disagree.
   */
  reconcile(server: ServerLog): boolean {
    const mine = this.session.value.log;
    const relation = relate(mine, server.log);
    const full = mine.length >= limits.logLength && server.session !== this.#serverSession;
    const unsent = this.pending.value > 0;
    const renamed = this.#serverSession !== null && this.#serverSession !== server.session;
    this.#serverSession = server.session;
    this.#renew = undefined;
    if (relation.kind === 'forked' || (relation.kind === 'leads' && full)) {
      if (unsent || renamed) {
        this.keepAttempt(mine);
        if (!full) this.notify('attemptKept');
      }
      this.#replace(server.log);
    } else if (relation.kind === 'follows' && relation.more.length > 0) {
      this.#follow(relation.more);
    }
    batch(() => {
      this.#confirmed.value = Math.min(server.log.length, this.session.value.log.length);
    });
    this.#save();
    return this.#hashes[server.log.length] === server.hash;
  }

  /** Actions that came from the player's other boards, right after everything that is here. False if they do not fit. */
  followServer(from: number, actions: readonly Action[], hash: string): boolean {
    if (this.pending.value > 0 || from !== this.session.value.log.length) return false;
    this.#follow(actions);
    const length = from + actions.length;
    if (this.session.value.log.length !== length) return false;
    this.#confirmed.value = length;
    this.#save();
    return this.#hashes[length] === hash;
  }

  /** Another tab of this browser wrote the game while there is no server to ask. */
  followTab(): void {
    const { level, rules } = this.playable;
    const record = this.#shelf.readGame(level.id);
    if (!record) {
      if (this.session.value.log.length > 0) this.clear();
      return;
    }
    if (record.rules !== rules || record.engine !== ENGINE_VERSION) return;
    const mine = this.session.value.log;
    const relation = relate(mine, record.log);
    if (relation.kind === 'leads') return;
    if (relation.kind === 'forked') {
      if (winsOffline(mine, record.log)) {
        this.keepAttempt(record.log);
        this.#save();
        return;
      }
      this.keepAttempt(mine);
      this.notify('attemptKept');
      this.#replace(record.log);
    } else {
      this.#follow(relation.more);
    }
    this.#serverSession = record.session;
    this.#confirmed.value = Math.min(record.confirmed, this.session.value.log.length);
  }

  /** An empty board, nothing on the shelf: the progress was reset. */
  clear(): void {
    batch(() => {
      this.#serverSession = null;
      this.#renew = undefined;
      this.#rebuild([]);
      this.#confirmed.value = 0;
      this.rejection.value = null;
    });
    this.#announce('resync', null, []);
  }

  /** Plays the log again from the start, for a board that went astray. */
  replayAll(): void {
    this.#rebuild(this.session.value.log);
    this.#announce('resync', null, []);
  }

  notify(type: NoticeType, facts?: Notice['facts']): void {
    const known = this.notices.value.some((notice) => notice.type === type);
    if (!known) this.notices.value = [...this.notices.value, { serial: ++this.#serial, type, facts }];
  }

  dismiss(notice: Notice): void {
    this.notices.value = this.notices.value.filter((other) => other.serial !== notice.serial);
  }

  refuse(action: Action, reason: Rejection): void {
    this.rejection.value = { ...reason, action, serial: ++this.#serial };
  }

  onEvents(listener: (batch: Batch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  keepAttempt(log: readonly Action[]): void {
    const { level, rules } = this.playable;
    if (log.length > 0) this.#shelf.addAttempt({ level: level.id, rules, engine: ENGINE_VERSION, log });
  }

  #fresh(): Session {
    const { kind, level, rules } = this.playable;
    return startSession(kind, level, rules);
  }

  #try(action: Action): Step {
    try {
      return apply(this.session.value, action);
    } catch (error) {
      console.error('the move could not be made:', error);
      return { ok: false, reason: { reason: 'internalError' } };
    }
  }

  /** A log at its limit takes only `restart`, which begins a new game; the old one was, or will be, handed in. */
  #beyondTheLimit(action: Action): Step {
    if (action.type !== 'restart') {
      this.refuse(action, logFull);
      this.notify('logFull');
      return { ok: false, reason: logFull };
    }
    if (this.pending.value > 0 || this.#serverSession === null) this.keepAttempt(this.session.value.log);
    const old = this.#serverSession;
    this.clear();
    this.#renew = old ?? undefined;
    this.#save();
    this.onPending();
    return { ok: true, session: this.session.value, events: [] };
  }

  /** The session that plays `log` from the start; false if it stops short at an action that is refused. */
  #rebuild(log: readonly Action[]): boolean {
    let session = this.#fresh();
    const hashes = [sessionHash(session)];
    let complete = true;
    for (const action of log) {
      let step: Step;
      try {
        step = apply(session, action);
      } catch {
        step = { ok: false, reason: { reason: 'internalError' } };
      }
      if (!step.ok) {
        complete = false;
        break;
      }
      session = step.session;
      hashes.push(sessionHash(session));
    }
    this.#hashes = hashes;
    this.session.value = session;
    return complete;
  }

  #replace(log: readonly Action[]): void {
    this.#rebuild(log);
    this.#announce('resync', null, []);
  }

  #follow(actions: readonly Action[]): void {
    if (actions.length > ANIMATED) {
      this.#replace([...this.session.value.log, ...actions]);
      return;
    }
    for (const action of actions) {
      const step = this.#try(action);
      if (!step.ok) return;
      this.#take(step.session);
      this.#announce('other', action, step.events);
    }
  }

  #take(session: Session): void {
    this.#hashes.push(sessionHash(session));
    this.session.value = session;
  }

  #save(): void {
    const { level, rules } = this.playable;
    const kept = this.#shelf.writeGame(level.id, {
      rules,
      engine: ENGINE_VERSION,
      session: this.#serverSession,
      confirmed: this.confirmed,
      log: this.session.value.log,
      ...(this.#renew === undefined ? {} : { renew: this.#renew }),
    });
    if (!kept && this.pending.value > 0) this.notify('notSaved');
  }

  #announce(cause: Cause, action: Action | null, events: readonly GameEvent[]): void {
    this.onChange();
    const change: Batch = { cause, action, events, session: this.session.value };
    for (const listener of this.#listeners) listener(change);
  }
}

const logFull: Rejection = { reason: 'logFull', facts: { moves: limits.logLength } };
