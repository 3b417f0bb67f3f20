import type { z } from 'zod';

/**
 * What a player does, as data: a `type` and the members that its verb's schema names. Actions are the
 * save file, the replay, the undo stack and the wire format, so their shapes only change with a migration.
 */
export interface Action {
  readonly type: string;
  readonly [member: string]: unknown;
}

/**
 * Why a move was refused: `reason` names a text of the language files (`reason.<reason>`), `facts` are the
 * values that text speaks of (bytes, class sizes, addresses). A rejection changes nothing.
 */
export interface Rejection {
  readonly reason: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Something that happened on the board, in the past tense, in causal order. Views animate and announce these. */
export interface GameEvent {
  readonly type: string;
  readonly [member: string]: unknown;
}

export type Emit = (event: GameEvent) => void;

/**
 * One verb of a puzzle kind: one file each. `check` never changes the state; `apply` is only called with an
 * action that `check` let pass, changes `state` in place and reports what happened through `emit`.
 */
export interface Verb<State, A extends Action = Action> {
  readonly type: A['type'];
  readonly schema: z.ZodType<A>;
  check(state: State, action: A): Rejection | null;
  apply(state: State, action: A, emit: Emit): void;
  /** What an action that `check` let pass would do, in numbers: what a preview shows. */
  facts?(state: State, action: A): Readonly<Record<string, string | number>>;
  /** The line of Python or the CPython routine that this move is, e.g. `pymalloc_alloc(88)  # szidx 5`. */
  line(state: State, action: A): string;
}
