import type { ReadonlySignal } from '@preact/signals';
import type { Action, GameEvent, Rejection } from '../../shared/game/action.ts';
import type { AnyPuzzleKind } from '../../shared/game/kind.ts';
import type { Session, Step } from '../../shared/game/session/session.ts';
import type { Level } from '../../shared/level/level.ts';

/**
 * How a board reaches the server. `connecting`: trying, the board can be played meanwhile. `offline`: no server
 * answers (or there is none); moves are kept in the browser and handed in by themselves when one does.
 */
export type Connection = 'online' | 'connecting' | 'offline';

/** Whose doing a change of the board was. */
export type Cause =
  /** A move made here, through `dispatch`. */
  | 'own'
  /** A move made in another tab or on another device of the same player. */
  | 'other'
  /** The board was set anew to what the server holds; there is nothing to animate. */
  | 'resync';

/** What one accepted action did to the board. Draw `session`, animate `events`. */
export interface Batch {
  readonly cause: Cause;
  /** The action, or null after a resync. */
  readonly action: Action | null;
  /** In causal order; empty after a resync. */
  readonly events: readonly GameEvent[];
  /** The session after the action. */
  readonly session: Session;
}

/** A refused move. `serial` grows with every refusal, so that the same reason twice is two refusals. */
export interface RefusedMove extends Rejection {
  readonly serial: number;
  readonly action: Action;
}

/**
 * Something the player is told once; the text is `notice.<type>`.
 * - `attemptKept`: moves made offline and moves made elsewhere went different ways. The board shows those
 *   the server had; the offline attempt was handed in as an attempt of its own, its score counts.
 * - `boardReset`: the level's rules changed since the saved game, which therefore starts anew.
 * - `resynced`: client and server disagreed about the board; the server's is shown now.
 * - `newVersion`: the server runs another version of the game; reloading the page brings it.
 * - `notSaved`: the browser keeps no storage (full or switched off) and there is no server connection.
 * - `logFull`: the game has grown too long to go on; restart begins a new one.
 */
export type NoticeType = 'attemptKept' | 'boardReset' | 'resynced' | 'newVersion' | 'notSaved' | 'logFull';

export interface Notice {
  readonly serial: number;
  readonly type: NoticeType;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/**
 * One level being played: what the views show and the one way to change it. The same interface is served by the
 * room on the server (`room.ts`, predicting) and by the browser alone (`local.ts`); views cannot tell.
 *
 * Everything is ready when the host is opened: the session is restored from the browser's storage at once
 * and follows the server as soon as that answers. Signals change in one batch per action.
 */
export interface Host {
  readonly level: Level;
  readonly kind: AnyPuzzleKind;
  /** The game as the player sees it, own moves included that the server has not acknowledged yet. A value: never change it. */
  readonly session: ReadonlySignal<Session>;
  readonly connection: ReadonlySignal<Connection>;
  /** Own moves that the server has not acknowledged; 0 means that all is safe there. */
  readonly pending: ReadonlySignal<number>;
  /** The last refused move, null after the next accepted one. */
  readonly rejection: ReadonlySignal<RefusedMove | null>;
  /** What the player has not dismissed yet, oldest first. */
  readonly notices: ReadonlySignal<readonly Notice[]>;

  /**
   * Makes a move: applied here at once, sent to the server, kept in the browser until acknowledged. `undo`, `redo`
   * and `restart` are moves like any other: `dispatch({type: 'undo'})`. A refused move changes nothing and comes
   * back as `{ok: false, reason}` (and as `rejection`). Never throws.
   */
  dispatch(action: Action): Step;

  /** Whether `dispatch` would accept the action, for previews; null where it would. Changes nothing. */
  preview(action: Action): Rejection | null;

  /** Calls `listener` with every change of the board, in order, from now on. Returns the way to stop it. */
  onEvents(listener: (batch: Batch) => void): () => void;

  dismiss(notice: Notice): void;

  /** Leaves the level: stops following the server. What is pending stays kept and is handed in later. */
  close(): void;
}
