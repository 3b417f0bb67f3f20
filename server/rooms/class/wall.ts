import type { Action } from '../../../shared/game/action.ts';
import type { WallPiece } from '../../../shared/protocol/class.ts';
import type { Audience } from './audience.ts';
import type { Board } from './boards.ts';

/** Actions of one whole log that go into one message; a long log comes in several. */
const SLICE = 1500;

interface Pending {
  readonly from: number;
  readonly session: string;
  readonly actions: Action[];
}

/** Collects accepted moves and hands them to those who watch, a few times a second, one message for all boards. */
export class Wall {
  readonly #pending = new Map<Board, Pending>();

  push(board: Board, session: string, from: number, actions: readonly Action[]): void {
    const pending = this.#pending.get(board);
    if (pending && pending.session === session && pending.from + pending.actions.length === from)
      pending.actions.push(...actions);
    else this.#pending.set(board, { session, from, actions: [...actions] });
  }

  /** Sends what has come together; to projectors only the board that they show. */
  flush(audience: Audience, spotlight: Board | undefined): void {
    if (this.#pending.size === 0) return;
    if (audience.hasHosts) {
      const pieces = [...this.#pending].map(([board, pending]) => pieceOf(board, pending));
      audience.toHosts('wall', { anew: false, pieces });
    }
    const shown = spotlight && this.#pending.get(spotlight);
    if (shown && audience.hasProjectors)
      audience.toProjectors('wall', { anew: false, pieces: [pieceOf(spotlight, shown)] });
    this.#pending.clear();
  }
}

/** Boards from their start, for somebody who just came. What was not flushed yet comes again and is known by its place. */
export function wholeBoards(boards: Iterable<Board>): WallPiece[] {
  const pieces: WallPiece[] = [];
  for (const board of boards) {
    const { log } = board.game.session;
    for (let from = 0; from === 0 || from < log.length; from += SLICE)
      pieces.push(pieceOf(board, { session: board.game.id, from, actions: log.slice(from, from + SLICE) }));
  }
  return pieces;
}

function pieceOf(
  board: Board,
  { session, from, actions }: { session: string; from: number; actions: readonly Action[] },
): WallPiece {
  const piece = { board: board.id, round: board.round, session, from, actions };
  return board.isCustom && from === 0 ? { ...piece, level: board.entry.level } : piece;
}
