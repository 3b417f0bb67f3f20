import type { Action } from '../action.ts';

/**
 * The moves that count after undo and redo: what a log means. `restart` is a move of the timeline like any
 * other, so that it too can be undone.
 */
export interface Timeline {
  readonly done: readonly Action[];
  /** Undone moves, the next one to redo last. */
  readonly undone: readonly Action[];
}

export const emptyTimeline: Timeline = { done: [], undone: [] };

/** Action types that the session itself understands; every kind and level allows them. */
export const sessionActions = ['undo', 'redo', 'restart'] as const;

/** The timeline after `action`, or null where there is nothing to undo, redo or restart. */
export function advance(timeline: Timeline, action: Action): Timeline | null {
  const { done, undone } = timeline;
  switch (action.type) {
    case 'undo':
      return done.length ? { done: done.slice(0, -1), undone: [...undone, done[done.length - 1]] } : null;
    case 'redo':
      return undone.length
        ? { done: [...done, undone[undone.length - 1]], undone: undone.slice(0, -1) }
        : null;
    case 'restart':
      if (!done.length || done[done.length - 1].type === 'restart') return null;
      return { done: [...done, action], undone: [] };
    default:
      return { done: [...done, action], undone: [] };
  }
}

/** The moves since the last restart: the attempt on the board. */
export function attempt(timeline: Timeline): readonly Action[] {
  const last = timeline.done.findLastIndex((action) => action.type === 'restart');
  return last < 0 ? timeline.done : timeline.done.slice(last + 1);
}
