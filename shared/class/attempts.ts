/** A log as attempts: what lies between restarts, each with what came of it. */
import type { Action } from '../game/action.ts';
import type { AnyPuzzleKind, Metrics, PuzzleSetup, Status } from '../game/kind.ts';
import { advance, attempt, emptyTimeline, type Timeline } from '../game/session/timeline.ts';

export interface Attempt {
  readonly actions: readonly Action[];
  readonly outcome: 'won' | 'lost' | 'unfinished';
  readonly metrics: Metrics;
}

/**
 * The attempts of a log of accepted actions, oldest first. An attempt ends with a restart, or with the log, or
 * where a finished board was undone: a win that somebody went back from to do better is an attempt as well.
 * Empty ones are left out.
 */
export function attemptsOf(kind: AnyPuzzleKind, setup: PuzzleSetup, log: readonly Action[]): Attempt[] {
  const found: Attempt[] = [];
  const play = player(kind, setup);
  let timeline: Timeline = emptyTimeline;
  for (const action of log) {
    const before = attempt(timeline);
    const next = advance(timeline, action);
    if (!next) break;
    if (before.length > 0) {
      const ended = action.type === 'restart' ? play(before) : null;
      if (ended) found.push(ended);
      else if (action.type === 'undo' && timeline.undone.length === 0) {
        const left = play(before);
        if (left.outcome === 'won') found.push(left);
      }
    }
    timeline = next;
  }
  const last = attempt(timeline);
  if (last.length > 0) {
    const ended = play(last);
    const known = found.some((other) => sameMoves(other.actions, last));
    if (!known) found.push(ended);
  }
  return found;
}

/** How many attempts a log has begun: one, and one more for each restart that was played on from. */
export function countAttempts(log: readonly Action[]): number {
  let attempts = 0;
  let isNew = true;
  for (const { type } of log) {
    if (type === 'restart') isNew = true;
    else if (type !== 'undo' && type !== 'redo') {
      if (isNew) attempts++;
      isNew = false;
    }
  }
  return attempts;
}

function player(kind: AnyPuzzleKind, setup: PuzzleSetup): (actions: readonly Action[]) => Attempt {
  return (actions) => {
    const state: unknown = kind.boot(setup);
    for (const action of actions) {
      const verb = kind.verbs.find(({ type }) => type === action.type);
      verb?.apply(state as never, action as never, () => {});
    }
    const { phase }: Status = kind.status(state);
    return { actions, outcome: phase === 'playing' ? 'unfinished' : phase, metrics: kind.measure(state) };
  };
}

function sameMoves(a: readonly Action[], b: readonly Action[]): boolean {
  return a.length === b.length && a.every((action, index) => action === b[index]);
}
