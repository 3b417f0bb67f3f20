/**
 * The third hint: the next best move. A search from the board as it is; where that is too much for the budget, the
 * certificate or CPython's own way; where the board cannot be won any more, the move to go back to.
 */
import { canonicalJson } from '../../base/canonical.ts';
import type { Action } from '../action.ts';
import type { Metrics } from '../kind.ts';
import { apply, type Session, stateAt } from '../session/session.ts';
import { attempt } from '../session/timeline.ts';
import { playGhost } from './playout.ts';
import { search } from './search.ts';

/** Boards a hint may look at: well under a second on the levels that ship. */
export const HINT_NODES = 20_000;

export type Hint =
  | {
      readonly kind: 'move';
      readonly action: Action;
      /** The whole way to the win, `action` first. */
      readonly actions: readonly Action[];
      /** What it leads to. */
      readonly metrics: Metrics;
      /** Whether nothing better can be reached from here; otherwise it is the best known. */
      readonly proved: boolean;
    }
  /** The board cannot be won any more: go back to where `moves` moves were made. */
  | { readonly kind: 'goBack'; readonly moves: number; readonly undos: number }
  /** Nothing is known within the budget. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'over' };

/**
 * What to do next. `certificate` is the level's own solution, from the start; `maxNodes` bounds the work of each search.
 * Deterministic: the same session gets the same hint everywhere.
 */
export function nextBestMove(
  session: Session,
  certificate: readonly Action[] = [],
  maxNodes: number = HINT_NODES,
): Hint {
  const { kind, state, setup } = session;
  const { phase } = kind.status(state);
  if (phase === 'won') return { kind: 'over' };
  if (phase === 'lost') return goBack(session, maxNodes);
  const moves = attempt(session.timeline);
  const onTrack = moves.every((move, index) => sameAction(move, certificate[index]));
  const known =
    onTrack && certificate.length > moves.length ? follow(session, certificate.slice(moves.length)) : null;
  const found = search(kind, state, { metrics: setup.metrics, maxNodes, incumbent: known ?? undefined });
  if (found.best && found.best.actions.length > 0) {
    const { actions, metrics } = found.best;
    return { kind: 'move', action: actions[0], actions, metrics, proved: found.complete };
  }
  return found.complete ? goBack(session, maxNodes) : { kind: 'unknown' };
}

/** The latest earlier board that can still be won, as far as the budget lets us see. */
function goBack(session: Session, maxNodes: number): Hint {
  const { kind, setup } = session;
  const made = attempt(session.timeline).length;
  for (let moves = made - 1; moves >= 0; moves--) {
    const state = stateAt(session, moves);
    const found = search(kind, state, { metrics: setup.metrics, maxNodes });
    if (found.best || !found.complete) return { kind: 'goBack', moves, undos: made - moves };
  }
  return { kind: 'unknown' };
}

function follow(
  session: Session,
  actions: readonly Action[],
): { actions: readonly Action[]; metrics: Metrics } | null {
  let next = session;
  for (const action of actions) {
    const step = apply(next, action);
    if (!step.ok) return null;
    next = step.session;
  }
  const { kind, state } = next;
  return kind.status(state).phase === 'won' ? { actions, metrics: kind.measure(state) } : null;
}

/** The next move of a named ghost from here, or null where it has none. */
export function ghostMove(session: Session, ghost: string): Action | null {
  return session.kind.ghosts[ghost]?.(session.state) ?? null;
}

/** How a ghost plays the level from its start: all its moves, and what they come to. */
export function ghostGame(session: Session, ghost: string): ReturnType<typeof playGhost> {
  const { kind, setup } = session;
  return playGhost(kind, kind.boot(setup), kind.ghosts[ghost] ?? (() => null));
}

function sameAction(a: Action, b: Action | undefined): boolean {
  return b !== undefined && canonicalJson(a) === canonicalJson(b);
}
