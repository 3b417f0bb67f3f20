import type { Action } from '../../../shared/game/action.ts';
import type { AnyPuzzleKind, MetricDef, Metrics } from '../../../shared/game/kind.ts';
import { compareMetrics } from '../../../shared/game/score.ts';
import { apply, type Session, stateAt } from '../../../shared/game/session/session.ts';
import { attempt } from '../../../shared/game/session/timeline.ts';
import type { Level } from '../../../shared/level/level.ts';

/** The moves that the scrub bar walks along: those made, and those undone that a redo would bring back. */
export interface Track {
  readonly done: number;
  readonly length: number;
}

/** The track of the attempt on the board; a restart ends it on either side. */
export function trackOf(session: Session): Track {
  const done = attempt(session.timeline).length;
  const { undone } = session.timeline;
  let ahead = 0;
  while (ahead < undone.length && undone[undone.length - 1 - ahead].type !== 'restart') ahead++;
  return { done, length: done + ahead };
}

/** The undo or redo actions that lead from the board now to the board after `move` moves. */
export function travelTo(session: Session, move: number): readonly Action[] {
  const { done, length } = trackOf(session);
  const target = Math.max(0, Math.min(length, move));
  const type = target < done ? 'undo' : 'redo';
  return Array.from({ length: Math.abs(target - done) }, () => ({ type }));
}

/** The session as it was, or will be again, after `move` moves; the given one stays as it is. */
export function sessionAt(session: Session, move: number): Session {
  return travelTo(session, move).reduce((at, action) => {
    const step = apply(at, action);
    return step.ok ? step.session : at;
  }, session);
}

/** The line of Python or the CPython routine that the last move on the board was; null before the first. */
export function lastLine(session: Session): string | null {
  const moves = attempt(session.timeline);
  const last = moves[moves.length - 1];
  return last ? lineOf(session, stateAt(session, moves.length - 1), last) : null;
}

/** The line that `action` would be on `state`. */
export function lineOf(session: Session, state: unknown, action: Action): string | null {
  const verb = session.kind.verbs.find((candidate) => candidate.type === action.type);
  return verb ? verb.line(state as never, action as never) : null;
}

/** One metric of a level with everything it is compared with. */
export interface MetricRow {
  readonly def: MetricDef;
  readonly you: number;
  /** What the level's rival (CPython itself, or a named strategy) reaches; null where it does not win at all. */
  readonly rival: number | null;
  /** The best known, or proved. */
  readonly best: number;
  readonly own: number | null;
}

/** The level's metrics, most important first, for the board of `session`. `own` is the player's best so far. */
export function metricRows(level: Level, session: Session, own: Metrics | null): readonly MetricRow[] {
  const measured = session.kind.measure(session.state);
  return level.metrics.flatMap((name) => {
    const def = session.kind.metrics.find((metric) => metric.name === name);
    return def
      ? [
          {
            def,
            you: measured[name],
            rival: level.medals.silver[name] ?? null,
            best: level.medals.gold[name],
            own: own?.[name] ?? null,
          },
        ]
      : [];
  });
}

/** How `value` stands against `mark`: `ahead` is better, whichever way the metric counts. */
export function standing(def: MetricDef, value: number, mark: number | null): 'ahead' | 'level' | 'behind' {
  if (mark === null) return 'ahead';
  if (value === mark) return 'level';
  return value < mark === (def.better === 'less') ? 'ahead' : 'behind';
}

/** Whether a result is better than the level's gold: then its gold was not the last word. */
export function beatsGold(level: Level, kind: AnyPuzzleKind, metrics: Metrics): boolean {
  return compareMetrics(kind, level.metrics, metrics, level.medals.gold) < 0;
}
