import { type Signal, signal } from '@preact/signals';
import { apply, type Session, startSession } from '../../shared/game/session/session.ts';
import type { WallPiece } from '../../shared/protocol/class.ts';
import type { WallMessage } from '../../shared/protocol/class-messages.ts';
import type { Playable } from './board.ts';
import type { WallBoard } from './class.ts';
import type { Levels } from './class-base.ts';

interface Entry extends WallBoard {
  readonly round: number;
  readonly game: string;
  readonly playable: Playable;
  readonly session: Signal<Session | null>;
}

/** Boards of others, replayed here from their accepted moves. */
export class Wall {
  readonly boards: Signal<ReadonlyMap<string, WallBoard>> = signal(new Map());
  readonly #levels: Levels;
  readonly #levelOf: (round: number) => string | undefined;
  readonly #gap: () => void;
  #entries = new Map<string, Entry>();

  /** `levelOf`: the playlist's level of a round; `gap` is called when a piece is missing: ask for all anew. */
  constructor(levels: Levels, levelOf: (round: number) => string | undefined, gap: () => void) {
    this.#levels = levels;
    this.#levelOf = levelOf;
    this.#gap = gap;
  }

  take({ anew, pieces }: WallMessage): void {
    let changed = anew && this.#entries.size > 0;
    if (anew) this.#entries = new Map();
    for (const piece of pieces) changed = this.#takePiece(piece) || changed;
    if (changed) this.boards.value = new Map(this.#entries);
  }

  /** Whether the set of boards is another now. */
  #takePiece(piece: WallPiece): boolean {
    let entry = this.#entries.get(piece.board);
    let isNew = false;
    if (!entry || entry.game !== piece.session || entry.round !== piece.round) {
      const made = this.#make(piece);
      if (!made) return false;
      entry = made;
      this.#entries.set(piece.board, made);
      isNew = true;
    }
    let session = entry.session.peek() as Session | null;
    if (!session) return isNew;
    const have = session.log.length;
    if (piece.from > have) {
      this.#gap();
      return isNew;
    }
    for (const action of piece.actions.slice(have - piece.from)) {
      const step = apply(session, action);
      if (!step.ok) {
        // The page runs other rules than the server: better no picture than a wrong one.
        entry.session.value = null;
        return isNew;
      }
      session = step.session;
    }
    entry.session.value = session;
    return isNew;
  }

  #make(piece: WallPiece): Entry | null {
    const id = this.#levelOf(piece.round);
    const playable = piece.level
      ? this.#levels.make(piece.level)
      : id === undefined
        ? null
        : this.#levels.playable(id);
    if (!playable) return null;
    const [kindOfOwner, number] = piece.board.split(' ');
    const { level, kind, rules } = playable;
    return {
      id: piece.board,
      seat: kindOfOwner === 'seat' ? Number(number) : null,
      team: kindOfOwner === 'team' ? Number(number) : null,
      level,
      kind,
      round: piece.round,
      game: piece.session,
      playable,
      session: signal(startSession(kind, level, rules)),
    };
  }
}
