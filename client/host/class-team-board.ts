import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Action, GameEvent, Rejection } from '../../shared/game/action.ts';
import type { AnyPuzzleKind } from '../../shared/game/kind.ts';
import {
  apply,
  type Session,
  type Step,
  sessionHash,
  startSession,
} from '../../shared/game/session/session.ts';
import type { Level } from '../../shared/level/level.ts';
import type { PlaceAnswer, PlacedMessage } from '../../shared/protocol/class-messages.ts';
import type { RefusedAnswer, SyncAnswer } from '../../shared/protocol/messages.ts';
import type { Playable } from './board.ts';
import type { ClassLine } from './class-line.ts';
import type { Closure, RoundBoard } from './class-own-board.ts';
import type { Batch, Cause, Connection, Host, Notice, NoticeType, RefusedMove } from './host.ts';

interface Sent {
  readonly op: number;
  readonly action: Action;
}

/**
 * A team's heap: many hands on one log. The server decides the order; a move is shown here at once, on top of what the
 * server has, and taken back with its reason if others were faster. Moves are not kept for a server that cannot be
 * reached: what the others do meanwhile is not known.
 */
export class TeamBoard implements Host, RoundBoard {
  readonly level: Level;
  readonly kind: AnyPuzzleKind;
  readonly round: number;
  readonly session: Signal<Session>;
  readonly connection: ReadonlySignal<Connection>;
  readonly pending: Signal<number> = signal(0);
  readonly rejection: Signal<RefusedMove | null> = signal(null);
  readonly notices: Signal<readonly Notice[]> = signal([]);
  readonly #playable: Playable;
  readonly #line: ClassLine;
  readonly #closure: Closure;
  readonly #listeners = new Set<(batch: Batch) => void>();
  /** What the server has, in its order. */
  #confirmed: Session;
  #sent: Sent[] = [];
  #game: string | null = null;
  /** Other tabs of this seat count from elsewhere. */
  #nextOp = Math.floor(Math.random() * 2 ** 40);
  #serial = 0;
  #isSyncing = false;
  #isClosed = false;

  constructor(playable: Playable, round: number, line: ClassLine, closure: Closure) {
    this.#playable = playable;
    this.#line = line;
    this.#closure = closure;
    this.level = playable.level;
    this.kind = playable.kind;
    this.round = round;
    this.connection = line.connection;
    this.#confirmed = this.#fresh();
    this.session = signal(this.#confirmed);
    if (line.isUp) this.up();
  }

  dispatch(action: Action): Step {
    const closed = this.#closure() ?? (this.#game === null || !this.#line.isUp ? notConnected : null);
    if (closed) {
      this.#refuse(action, closed);
      return { ok: false, reason: closed };
    }
    const step = apply(this.session.peek(), action);
    if (!step.ok) {
      this.#refuse(action, step.reason);
      const at = this.#confirmed.log.length;
      this.#line.send('tried', { round: this.round, session: this.#game, at, action });
      return step;
    }
    const op = this.#nextOp++;
    batch(() => {
      this.#sent.push({ op, action });
      this.pending.value = this.#sent.length;
      this.rejection.value = null;
      this.session.value = step.session;
    });
    this.#announce('own', action, step.events);
    void this.#send(op, action);
    return step;
  }

  preview(action: Action): Rejection | null {
    const closed = this.#closure();
    if (closed) return closed;
    const step = apply(this.session.peek(), action);
    return step.ok ? null : step.reason;
  }

  onEvents(listener: (batch: Batch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dismiss(notice: Notice): void {
    this.notices.value = this.notices.value.filter((other) => other.serial !== notice.serial);
  }

  close(): void {
    this.#isClosed = true;
  }

  up(): void {
    void this.#sync();
  }

  down(): void {
    if (this.#sent.length > 0) this.#notify('resynced');
  }

  /** Somebody's move, or one of our own, got its place. */
  hearPlaced({ round, session, seq, action, op, hash }: PlacedMessage): void {
    if (round !== this.round || session !== this.#game || this.#isSyncing) return;
    const have = this.#confirmed.log.length;
    if (seq < have) return;
    const step = seq === have ? apply(this.#confirmed, action) : null;
    if (!step?.ok || sessionHash(step.session) !== hash) {
      void this.#sync();
      return;
    }
    this.#confirmed = step.session;
    if (this.#sent[0]?.op === op) {
      this.#sent.shift();
      this.pending.value = this.#sent.length;
      // It is shown already, where nobody came between.
      if (this.#sent.length === 0 && this.session.peek().log.length === step.session.log.length) {
        this.session.value = step.session;
        return;
      }
      this.#rebase();
      return;
    }
    if (this.#sent.length > 0) {
      this.#rebase();
      return;
    }
    this.session.value = step.session;
    this.#announce('other', action, step.events);
  }

  async #send(op: number, action: Action): Promise<void> {
    const request = {
      round: this.round,
      session: this.#game,
      op,
      seen: this.#confirmed.log.length,
      action,
    };
    let answer: PlaceAnswer;
    try {
      answer = await this.#line.request<PlaceAnswer>('place', request);
    } catch {
      // Whether it came through is in the server's log.
      this.#forget(op);
      void this.#sync();
      return;
    }
    if (this.#isClosed) return;
    switch (answer.kind) {
      case 'placed':
        return;
      case 'rejected':
        this.#forget(op);
        this.#rebase();
        this.#refuse(action, answer.reason);
        return;
      case 'otherSession':
        this.#forget(op);
        void this.#sync();
        return;
      case 'refused':
        this.#forget(op);
        this.#rebase();
        this.#refuse(action, { reason: refusedReason(answer) });
    }
  }

  /** The server's log, whole. */
  async #sync(): Promise<void> {
    if (this.#isSyncing || this.#isClosed || !this.#line.isUp) return;
    this.#isSyncing = true;
    let again = false;
    try {
      const answer = await this.#line.request<SyncAnswer | RefusedAnswer>('sync', {
        round: this.round,
        session: null,
        have: 0,
        hash: null,
      });
      if (answer.kind !== 'log') {
        again = answer.why !== 'roundOver' && answer.why !== 'notAllowed';
        return;
      }
      let session = this.#fresh();
      for (const action of answer.actions) {
        const step = apply(session, action);
        if (!step.ok) {
          this.#notify('newVersion');
          return;
        }
        session = step.session;
      }
      this.#game = answer.session;
      this.#confirmed = session;
      // Whatever was under way is in the log by now, or will be told.
      this.#rebase();
    } catch {
      again = this.#line.isUp;
    } finally {
      this.#isSyncing = false;
      if (again && !this.#isClosed) setTimeout(() => void this.#sync(), 1000);
    }
  }

  /** Own moves that have no place yet, on top of what the server has; those that do not fit any more wait for its word unseen. */
  #rebase(): void {
    let session = this.#confirmed;
    for (const { action } of this.#sent) {
      const step = apply(session, action);
      if (step.ok) session = step.session;
    }
    this.session.value = session;
    this.#announce('resync', null, []);
  }

  #forget(op: number): void {
    this.#sent = this.#sent.filter((one) => one.op !== op);
    this.pending.value = this.#sent.length;
  }

  #fresh(): Session {
    const { kind, level, rules } = this.#playable;
    return startSession(kind, level, rules);
  }

  #refuse(action: Action, reason: Rejection): void {
    this.rejection.value = { ...reason, action, serial: ++this.#serial };
  }

  #notify(type: NoticeType): void {
    if (this.notices.value.some((notice) => notice.type === type)) return;
    this.notices.value = [...this.notices.value, { serial: ++this.#serial, type }];
  }

  #announce(cause: Cause, action: Action | null, events: readonly GameEvent[]): void {
    const change: Batch = { cause, action, events, session: this.session.peek() };
    for (const listener of this.#listeners) listener(change);
  }
}

const notConnected: Rejection = { reason: 'notConnected' };

function refusedReason({ why }: RefusedAnswer): string {
  return why === 'frozen' || why === 'roundOver' ? why : 'notConnected';
}
