import type { Action } from '../../../shared/game/action.ts';
import type { AnyPuzzleKind } from '../../../shared/game/kind.ts';
import { apply, startSession } from '../../../shared/game/session/session.ts';
import type { Level } from '../../../shared/level/level.ts';

/** No ghost of a shipped level comes near this; a ghost that does not end is a defect, not a reason to hang. */
const MOST_MOVES = 5000;

/** How the level's rival plays it, move for move, as far as it gets. Empty where the kind has no such ghost. */
export function rivalRun(kind: AnyPuzzleKind, level: Level): readonly Action[] {
  const ghost = kind.ghosts[level.rival];
  const actions: Action[] = [];
  if (!ghost) return actions;
  let session = startSession(kind, level, '');
  while (actions.length < MOST_MOVES && kind.status(session.state).phase === 'playing') {
    const action = ghost(session.state);
    const step = action && apply(session, action);
    if (!step || !step.ok) break;
    session = step.session;
    actions.push(action);
  }
  return actions;
}
