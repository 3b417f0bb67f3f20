/** Games played by somebody else than the player: a ghost by its rule, or chance. */
import type { Rng } from '../../base/rng.ts';
import type { Action } from '../action.ts';
import type { AnyPuzzleKind, Metrics } from '../kind.ts';

export interface Playout {
  readonly won: boolean;
  readonly actions: readonly Action[];
  readonly metrics: Metrics;
}

/** More moves than any level needs: a ghost that does not come to an end is stopped. */
const MOST_MOVES = 2000;

/** Plays on from `state`, which stays as it is, by a rule that says the next move, or null where it gives up. */
export function playGhost(
  kind: AnyPuzzleKind,
  state: unknown,
  rule: (state: unknown) => Action | null,
): Playout {
  const board = kind.clone(state);
  const actions: Action[] = [];
  while (kind.status(board).phase === 'playing' && actions.length < MOST_MOVES) {
    const action = rule(board);
    const verb = action && kind.verbs.find((candidate) => candidate.type === action.type);
    if (!action || !verb || verb.check(board as never, action) !== null) break;
    verb.apply(board as never, action, () => {});
    actions.push(action);
  }
  return { won: kind.status(board).phase === 'won', actions, metrics: kind.measure(board) };
}

/** Plays on by chance: every legal move as likely as any other. */
export function playRandomly(kind: AnyPuzzleKind, state: unknown, rng: Rng): Playout {
  return playGhost(kind, state, (board) => {
    const moves = kind.moves(board);
    return moves.length > 0 ? rng.pick(moves) : null;
  });
}
