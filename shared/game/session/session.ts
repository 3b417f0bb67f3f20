import { Hasher } from '../../base/hash.ts';
import type { Action, GameEvent, Rejection } from '../action.ts';
import type { AnyPuzzleKind, Metrics, PuzzleSetup, Status } from '../kind.ts';
import { compareMetrics } from '../score.ts';
import { advance, attempt, emptyTimeline, type Timeline } from './timeline.ts';

/** Raised whenever the same log could lead to another state; old logs then replay on their own engine only. */
export const ENGINE_VERSION = 1;

/** Distance, in moves, between kept copies of the state; an undo replays fewer moves than this. */
const CHECKPOINT_EVERY = 16;

/** What a log belongs to. A log without its header means nothing. */
export interface SessionHeader {
  readonly engine: number;
  /** `rulesHash` of the level: it covers what decides the game, not the texts. */
  readonly level: string;
  readonly ruleset: string;
  readonly seed: number;
}

/** The best won board of a session so far: its metrics and the attempt that led there. */
export interface BestAttempt {
  readonly metrics: Metrics;
  readonly actions: readonly Action[];
}

interface Checkpoint {
  readonly move: number;
  readonly state: unknown;
}

/**
 * One game on one board, a value: `apply` returns the next session and leaves this one as it was.
 * Everything but `header` and `log` is derived from them.
 */
export interface Session {
  readonly header: SessionHeader;
  readonly kind: AnyPuzzleKind;
  readonly setup: PuzzleSetup;
  /** Every accepted action, undo and redo among them, in order. */
  readonly log: readonly Action[];
  readonly timeline: Timeline;
  /** The board now. Owned by the session: ask the kind about it, never change it. */
  readonly state: unknown;
  /** Every board since the last restart that was kept for undo, oldest first; the first is the start. */
  readonly checkpoints: readonly Checkpoint[];
  readonly best: BestAttempt | null;
}

/** The outcome of `apply`: the next session and what happened, or why not. */
export type Step =
  | { readonly ok: true; readonly session: Session; readonly events: readonly GameEvent[] }
  | { readonly ok: false; readonly reason: Rejection };

/** A new game. `setup` must have passed the kind's schemas and lint; `level` is its rules hash. */
export function startSession(kind: AnyPuzzleKind, setup: PuzzleSetup, level: string): Session {
  const state = kind.boot(setup);
  return {
    header: { engine: ENGINE_VERSION, level, ruleset: setup.ruleset, seed: setup.seed },
    kind,
    setup,
    log: [],
    timeline: emptyTimeline,
    state,
    checkpoints: [{ move: 0, state: kind.clone(state) }],
    best: null,
  };
}

/**
 * The only way a session changes: `check`s the action and applies it. A malformed, unknown or forbidden action is
 * refused like any other illegal move.
 */
export function apply(session: Session, action: Action): Step {
  if (action.type === 'undo' || action.type === 'redo' || action.type === 'restart') {
    return travel(session, { type: action.type });
  }
  const verb = session.kind.verbs.find((candidate) => candidate.type === action.type);
  if (!verb) return refuse('unknownAction', { action: String(action.type).slice(0, 40) });
  if (!session.setup.verbs.includes(verb.type)) return refuse('verbNotAllowed', { action: verb.type });
  const parsed = verb.schema.safeParse(action);
  if (!parsed.success) return refuse('malformedAction', { action: verb.type });
  const status = session.kind.status(session.state);
  if (status.phase !== 'playing') return refuse(status.phase === 'won' ? 'alreadyWon' : 'alreadyLost');
  const rejection = verb.check(session.state as never, parsed.data);
  if (rejection) return { ok: false, reason: rejection };

  const events: GameEvent[] = [];
  const state = session.kind.clone(session.state);
  verb.apply(state as never, parsed.data, (event) => events.push(event));
  return settle(session, parsed.data as Action, advance(session.timeline, parsed.data)!, state, events);
}

/** Replays a log from the start. Throws with the position where an action is refused: a log of accepted actions never is. */
export function replay(
  kind: AnyPuzzleKind,
  setup: PuzzleSetup,
  level: string,
  log: readonly Action[],
): Session {
  let session = startSession(kind, setup, level);
  for (const [index, action] of log.entries()) {
    const step = apply(session, action);
    if (!step.ok) throw new Error(`action ${index} (${action.type}) is refused: ${step.reason.reason}`);
    session = step.session;
  }
  return session;
}

/** Sixteen hexadecimal digits over board and timeline: equal on every peer that has accepted the same log. */
export function sessionHash(session: Session): string {
  const hasher = new Hasher().number(session.timeline.done.length).number(session.timeline.undone.length);
  session.kind.hash(session.state, hasher);
  return hasher.digest();
}

export function sessionStatus(session: Session): Status {
  return session.kind.status(session.state);
}

/** The board after the first `moves` moves of the attempt, for scrubbing; the caller owns it. */
export function stateAt(session: Session, moves: number): unknown {
  return rebuild(session, attempt(session.timeline).slice(0, moves));
}

function travel(session: Session, action: Action): Step {
  const timeline = advance(session.timeline, action);
  if (!timeline)
    return refuse(
      action.type === 'redo'
        ? 'nothingToRedo'
        : action.type === 'undo'
          ? 'nothingToUndo'
          : 'nothingToRestart',
    );
  const state = rebuild(session, attempt(timeline));
  return settle(session, action, timeline, state, [{ type: 'timeTravelled', by: action.type }]);
}

function settle(
  session: Session,
  action: Action,
  timeline: Timeline,
  state: unknown,
  events: readonly GameEvent[],
): Step {
  const { kind, setup } = session;
  const moves = attempt(timeline);
  let best = session.best;
  if (kind.status(state).phase === 'won') {
    const metrics = kind.measure(state);
    if (!best || compareMetrics(kind, setup.metrics, metrics, best.metrics) < 0)
      best = { metrics, actions: moves };
  }
  return {
    ok: true,
    session: {
      ...session,
      log: [...session.log, action],
      timeline,
      state,
      checkpoints: keepCheckpoints(session, action, moves.length, state),
      best,
    },
    events,
  };
}

/** Copies that lie beyond the point we are at belong to a future that a new move would change. */
function keepCheckpoints(
  session: Session,
  action: Action,
  move: number,
  state: unknown,
): readonly Checkpoint[] {
  const { kind, checkpoints } = session;
  if (action.type === 'restart') return checkpoints.slice(0, 1);
  if (attemptChanged(session, action)) return checkpoints.slice(0, 1);
  const kept = checkpoints.filter((checkpoint) => checkpoint.move <= move);
  const due = move % CHECKPOINT_EVERY === 0 && kept[kept.length - 1].move < move;
  return due ? [...kept, { move, state: kind.clone(state) }] : kept;
}

/** Undoing or redoing a restart puts another attempt on the board, for which only the start is known. */
function attemptChanged(session: Session, action: Action): boolean {
  const { done, undone } = session.timeline;
  if (action.type === 'undo') return done[done.length - 1]?.type === 'restart';
  return action.type === 'redo' && undone[undone.length - 1]?.type === 'restart';
}

function rebuild(session: Session, moves: readonly Action[]): unknown {
  const { kind, checkpoints } = session;
  const current = attempt(session.timeline);
  const shared = commonPrefix(current, moves);
  const from = checkpoints.findLast((checkpoint) => checkpoint.move <= shared)!;
  const state = kind.clone(from.state);
  for (const action of moves.slice(from.move)) {
    const verb = kind.verbs.find((candidate) => candidate.type === action.type)!;
    verb.apply(state as never, action as never, () => {});
  }
  return state;
}

function commonPrefix(a: readonly Action[], b: readonly Action[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function refuse(reason: string, facts?: Rejection['facts']): Step {
  return { ok: false, reason: facts ? { reason, facts } : { reason } };
}
