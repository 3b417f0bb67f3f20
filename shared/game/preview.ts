/** "What if": what a move would do, asked while a tile is dragged or a key is held, without doing it. */
import type { Action, Rejection } from './action.ts';
import type { Metrics, Status } from './kind.ts';
import { apply, type Session } from './session/session.ts';

export type Preview =
  | {
      readonly ok: true;
      /** The line of Python or the CPython routine that the move is. */
      readonly line: string;
      /** The move in numbers, by the verb (`wastedBytes`, `blockBytes`, `restBytes`...). */
      readonly facts: Readonly<Record<string, string | number>>;
      /** The metrics and the status after it. */
      readonly metrics: Metrics;
      readonly status: Status;
    }
  | { readonly ok: false; readonly reason: Rejection };

/** What `apply(session, action)` would come to. Undo, redo and restart have neither line nor facts. */
export function preview(session: Session, action: Action): Preview {
  const step = apply(session, action);
  if (!step.ok) return step;
  const verb = session.kind.verbs.find((candidate) => candidate.type === action.type);
  const { state } = step.session;
  return {
    ok: true,
    line: verb?.line(session.state, action) ?? '',
    facts: verb?.facts?.(session.state, action) ?? {},
    metrics: session.kind.measure(state),
    status: session.kind.status(state),
  };
}
