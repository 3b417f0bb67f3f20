import type { Action, Rejection } from '../../../shared/game/action.ts';
import { type Session, sessionStatus } from '../../../shared/game/session/session.ts';
import type { Words } from '../model.ts';

/** Why the rules would refuse `action` now, or null: the same checks as `apply`, without the move. */
export function refusal(session: Session, action: Action): Rejection | null {
  const verb = session.kind.verbs.find((candidate) => candidate.type === action.type);
  if (!verb || !session.setup.verbs.includes(action.type))
    return { reason: 'verbNotAllowed', facts: { action: action.type } };
  const status = sessionStatus(session);
  if (status.phase !== 'playing') return { reason: status.phase === 'won' ? 'alreadyWon' : 'alreadyLost' };
  const parsed = verb.schema.safeParse(action);
  if (!parsed.success) return { reason: 'malformedAction', facts: { action: action.type } };
  return verb.check(session.state as never, parsed.data as never);
}

/** A refusal in the player's words. */
export function reasonText(rejection: Rejection, words: Words): string {
  return words.t(`reason.${rejection.reason}`, rejection.facts);
}
