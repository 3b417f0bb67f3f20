import type { Action, GameEvent } from '../../shared/game/action.ts';
import type { PuzzleSetup } from '../../shared/game/kind.ts';
import { puzzleKind } from '../../shared/game/puzzles/registry.ts';
import { apply, type Session, startSession } from '../../shared/game/session/session.ts';
import type { BoardOptions } from './options.ts';
import { BoardView } from './view/boardView.ts';

/** A board that shows recorded moves. */
export interface Replay {
  /** Moves it has: `seek` takes 0 to `length`. */
  readonly length: number;
  /** Shows the board after `move` moves; the step to the next move is animated, others are not. */
  seek(move: number): void;
  destroy(): void;
}

interface Frame {
  readonly session: Session;
  readonly events: readonly GameEvent[];
}

/**
 * Plays `actions` from the start of `setup`. A log that the rules refuse somewhere is shown up to there.
 * Throws on a kind that the game does not know.
 */
export async function mountReplay(
  container: HTMLElement,
  setup: PuzzleSetup,
  actions: readonly Action[],
  options: BoardOptions,
): Promise<Replay> {
  const frames = framesOf(setup, actions);
  const board = await BoardView.mount(container, frames[0].session, null, options);
  let at = 0;
  return {
    length: frames.length - 1,
    seek(move) {
      const next = Math.max(0, Math.min(frames.length - 1, Math.round(move)));
      if (next === at) return;
      board.show(frames[next].session, next === at + 1 ? frames[next].events : []);
      at = next;
    },
    destroy: () => board.destroy(),
  };
}

function framesOf(setup: PuzzleSetup, actions: readonly Action[]): Frame[] {
  const kind = puzzleKind(setup.kind);
  if (!kind) throw new Error(`there is no puzzle kind "${setup.kind}"`);
  const frames: Frame[] = [{ session: startSession(kind, setup, ''), events: [] }];
  for (const action of actions) {
    const step = apply(frames[frames.length - 1].session, action);
    if (!step.ok) break;
    frames.push({ session: step.session, events: step.events });
  }
  return frames;
}
