import type { ReadonlySignal } from '@preact/signals';
import type { Action, Rejection } from '../../shared/game/action.ts';
import type { Step } from '../../shared/game/session/session.ts';
import type {
  ActAnswer,
  ActRequest,
  LogMessage,
  RefusedAnswer,
  SyncAnswer,
  SyncRequest,
} from '../../shared/protocol/messages.ts';
import type { Playable } from './board.ts';
import type { ClassLine } from './class-line.ts';
import type { Connection } from './host.ts';
import { Gate } from './lifeline.ts';
import type { Link } from './link.ts';
import { LocalHost } from './local.ts';
import { Replicator } from './replicator.ts';
import type { Shelf } from './shelf.ts';

/** Refused moves that wait to be told; older ones are forgotten. */
const TRIED = 20;

/** Until what could not be handed in is tried again. */
const LATER_MS = 5000;

/** Why no move may be made now; null: it may. */
export type Closure = () => Rejection | null;

/** Hands in a log that stands beside the board's own; `later` if it is to be tried again. */
export type HandIn = (actions: readonly Action[]) => Promise<'done' | 'later'>;

/** A board that a student has in a round, for whichever mode. */
export interface RoundBoard {
  readonly round: number;
  /** The connection is up, or another one is: compare the logs. */
  up(): void;
  down(): void;
}

/**
 * A student's own heap in one round: the game of a solo level, with the class's line in place of a room of its own.
 * Moves are made at once, kept in the browser until the server has them, and handed in when it can be reached.
 */
export class OwnBoard extends LocalHost implements RoundBoard, Link {
  override readonly connection: ReadonlySignal<Connection>;
  readonly round: number;
  readonly #line: ClassLine;
  readonly #closure: Closure;
  readonly #wrongVersion: () => void;
  readonly #shelf: Shelf;
  readonly #handIn: HandIn;
  readonly #gate = new Gate();
  #visit = 0;
  #needsSync = true;
  /** Refused moves to be told, each once the server has the moves before it. */
  #tried: { readonly at: number; readonly action: Action }[] = [];

  constructor(
    playable: Playable,
    shelf: Shelf,
    round: number,
    line: ClassLine,
    closure: Closure,
    handIn: HandIn,
    wrongVersion: () => void,
  ) {
    super(playable, shelf);
    this.#shelf = shelf;
    this.#handIn = handIn;
    this.round = round;
    this.connection = line.connection;
    this.#line = line;
    this.#closure = closure;
    this.#wrongVersion = wrongVersion;
    this.board.onPending = () => this.#gate.open();
    if (line.isUp) this.up();
  }

  override dispatch(action: Action): Step {
    const reason = this.#closure();
    if (reason) {
      this.board.refuse(action, reason);
      return { ok: false, reason };
    }
    const step = super.dispatch(action);
    if (!step.ok) {
      this.#tried = [...this.#tried, { at: this.session.peek().log.length, action }].slice(-TRIED);
      this.#tellTried();
    }
    return step;
  }

  override preview(action: Action): Rejection | null {
    return this.#closure() ?? super.preview(action);
  }

  override close(): void {
    super.close();
    this.#visit++;
    this.#gate.open();
  }

  up(): void {
    this.#needsSync = true;
    void this.#follow(++this.#visit);
  }

  down(): void {
    this.#visit++;
    this.#gate.open();
  }

  /** The host stopped or freed the boards. */
  wake(): void {
    this.#gate.open();
  }

  /** Moves from the student's other tabs and devices. */
  hearLog({ session, from, actions, hash }: LogMessage): void {
    if (session !== this.board.serverSession) return;
    if (this.#needsSync || !this.board.followServer(from, actions, hash)) this.#syncSoon();
  }

  // ---- the link to the server's game

  async sync(request: SyncRequest): Promise<SyncAnswer | RefusedAnswer> {
    const { renew: _renew, ...rest } = request;
    const answer = await this.#line.request<SyncAnswer | RefusedAnswer>('sync', {
      round: this.round,
      ...rest,
    });
    if (answer.kind === 'log' && answer.rules !== this.board.playable.rules) {
      this.#wrongVersion();
      throw new Error('the server plays this level by other rules');
    }
    // Nothing of a class is ever reset from elsewhere.
    return answer.kind === 'log' ? { ...answer, resets: 0 } : answer;
  }

  async act(request: ActRequest): Promise<ActAnswer> {
    const answer = await this.#line.request<ActAnswer>('act', { round: this.round, ...request });
    if (answer.kind !== 'refused') return answer;
    // While the host talks, moves wait; those that came after the end are taken back, and the board says why.
    if (answer.why === 'frozen') return { ...answer, why: 'tooFrequent' };
    if (answer.why !== 'roundOver' && answer.why !== 'notAllowed') return answer;
    return {
      kind: 'rejected',
      session: request.session,
      seq: request.seq,
      reason: { reason: 'roundOver' },
      hash: '',
      logLength: request.seq,
    };
  }

  /** Serves one connection until it goes. */
  async #follow(visit: number): Promise<void> {
    const replicator = new Replicator(
      this.board,
      this,
      () => 0,
      () => {},
    );
    const isCurrent = (): boolean => this.#visit === visit && !this.isClosed;
    while (isCurrent()) {
      try {
        if (this.#needsSync) {
          this.#needsSync = false;
          const outcome = await replicator.sync();
          if (outcome.kind !== 'done') this.#needsSync = true;
          else if (!(await this.#handInAsides())) setTimeout(() => isCurrent() && this.#syncSoon(), LATER_MS);
          if (outcome.kind === 'wait' && isCurrent()) await this.#pause(outcome.ms);
        } else if (this.board.pending.peek() > 0 && this.#closure()?.reason !== 'frozen') {
          const outcome = await replicator.flush();
          this.#tellTried();
          if (outcome.kind === 'sync') this.#needsSync = true;
          if (outcome.kind === 'wait' && isCurrent()) await this.#pause(outcome.ms);
        } else await this.#gate.pass();
      } catch {
        // The connection went in the middle of it, or this very request did not come through.
        if (!isCurrent()) return;
        this.#needsSync = true;
        await this.#pause(500);
      }
    }
  }

  /** What was played here while another device went on became attempts of their own when the logs were compared; false if some wait. */
  async #handInAsides(): Promise<boolean> {
    for (const attempt of this.#shelf.attempts()) {
      if (this.#closure()?.reason === 'frozen') return false;
      if ((await this.#handIn(attempt.log)) === 'later') return false;
      this.#shelf.removeAttempt(attempt);
    }
    return true;
  }

  #tellTried(): void {
    const session = this.board.serverSession;
    if (session === null || !this.#line.isUp) return;
    const isDue = ({ at }: { at: number }): boolean => at <= this.board.confirmed;
    for (const { at, action } of this.#tried.filter(isDue))
      this.#line.send('tried', { round: this.round, session, at, action });
    this.#tried = this.#tried.filter((one) => !isDue(one));
  }

  #syncSoon(): void {
    this.#needsSync = true;
    this.#gate.open();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}
