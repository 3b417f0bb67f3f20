import { type ReadonlySignal, signal } from '@preact/signals';
import type { Action, Rejection } from '../../shared/game/action.ts';
import type { AnyPuzzleKind } from '../../shared/game/kind.ts';
import type { Session, Step } from '../../shared/game/session/session.ts';
import type { Level } from '../../shared/level/level.ts';
import { Board, type Playable } from './board.ts';
import type { Batch, Connection, Host, Notice, RefusedMove } from './host.ts';
import type { Shelf } from './shelf.ts';

/** A level played in the browser alone; what the host with a server behind it is built on. */
export class LocalHost implements Host {
  readonly level: Level;
  readonly kind: AnyPuzzleKind;
  readonly session: ReadonlySignal<Session>;
  readonly connection: ReadonlySignal<Connection> = signal('offline');
  readonly pending: ReadonlySignal<number>;
  readonly rejection: ReadonlySignal<RefusedMove | null>;
  readonly notices: ReadonlySignal<readonly Notice[]>;
  protected readonly board: Board;
  protected isClosed = false;
  #stopWatching: () => void = () => {};

  constructor(playable: Playable, shelf: Shelf) {
    const board = new Board(playable, shelf);
    this.board = board;
    this.level = playable.level;
    this.kind = playable.kind;
    this.session = board.session;
    this.pending = board.pending;
    this.rejection = board.rejection;
    this.notices = board.notices;
    this.#watch(shelf);
  }

  dispatch(action: Action): Step {
    return this.board.dispatch(action);
  }

  preview(action: Action): Rejection | null {
    return this.board.preview(action);
  }

  onEvents(listener: (batch: Batch) => void): () => void {
    return this.board.onEvents(listener);
  }

  dismiss(notice: Notice): void {
    this.board.dismiss(notice);
  }

  close(): void {
    this.isClosed = true;
    this.#stopWatching();
  }

  /** Calls `changed` with the session after each change of it. */
  onSession(changed: (session: Session) => void): void {
    this.board.onChange = () => changed(this.board.session.peek());
    changed(this.board.session.peek());
  }

  /** Another player takes the seat: his game at the level is shown. */
  changePlayer(shelf: Shelf): void {
    this.#stopWatching();
    this.board.load(shelf);
    this.#watch(shelf);
  }

  /** The progress was reset: the board is empty. */
  clear(): void {
    this.board.clear();
  }

  #watch(shelf: Shelf): void {
    this.#stopWatching = shelf.watchGame(this.level.id, () => {
      // With a server, other tabs are heard through it, in its order.
      if (this.connection.peek() !== 'online') this.board.followTab();
    });
  }
}
