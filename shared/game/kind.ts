import type { z } from 'zod';
import type { Hasher } from '../base/hash.ts';
import type { Action, Verb } from './action.ts';

/** How a metric is read: its text is `metric.<name>`, `unit` decides how numbers are printed. */
export interface MetricDef {
  readonly name: string;
  readonly unit: 'bytes' | 'count';
  /** Whether less or more of it is better. */
  readonly better: 'less' | 'more';
}

/** Metric name -> value, integers only. */
export type Metrics = Readonly<Record<string, number>>;

/** `lost` says why by a text key (`lost.<reason>`); the player may always undo out of it. */
export type Status =
  | { readonly phase: 'playing' }
  | { readonly phase: 'won' }
  | {
      readonly phase: 'lost';
      readonly reason: string;
      readonly facts?: Readonly<Record<string, string | number>>;
    };

/** What a kind needs of a level to set up its board: the rule-bearing part, without texts. */
export interface PuzzleSetup<Start = unknown, Goal = unknown> {
  readonly kind: string;
  /** CPython version whose rules hold, e.g. `3.9`. */
  readonly ruleset: string;
  readonly seed: number;
  readonly start: Start;
  readonly goal: Goal;
  /** Action types the level allows: a verb not taught yet is not there. */
  readonly verbs: readonly string[];
  /** Metrics that decide a score, most important first. */
  readonly metrics: readonly string[];
}

/**
 * One kind of puzzle: one folder under `puzzles/`. State is mutable and owned by the session, which clones it.
 * All of it is deterministic: the same setup and actions give the same hash everywhere.
 */
export interface PuzzleKind<State = unknown, Start = unknown, Goal = unknown> {
  readonly name: string;
  readonly startSchema: z.ZodType<Start>;
  readonly goalSchema: z.ZodType<Goal>;
  readonly metrics: readonly MetricDef[];
  readonly verbs: readonly Verb<State>[];

  /** What is wrong with a setup beyond its schema, in an author's words; empty where all is well. */
  lint(setup: PuzzleSetup<Start, Goal>): readonly { path: string; problem: string }[];
  /** The state before the first move. The setup has passed the schemas and `lint`. */
  boot(setup: PuzzleSetup<Start, Goal>): State;
  clone(state: State): State;
  hash(state: State, hasher: Hasher): void;
  status(state: State): Status;
  measure(state: State): Metrics;

  /** Every legal move, the same moves in the same order for equal states; what keyboard play and solvers walk through. */
  moves(state: State): Action[];
  /**
   * For solvers: those of the legal moves that suffice to reach every best result; all of them where it is left
   * out. Whoever leaves a move out says there why it is never missed.
   */
  worthwhileMoves?(state: State): Action[];
  /** How CPython (or a named strategy) would go on: ghost name -> its next move, null where it is stuck or done. */
  readonly ghosts: Readonly<Record<string, (state: State) => Action | null>>;

  /** For solvers: no continuation scores better than this (metric by metric). */
  bound(state: State): Metrics;
  /** For solvers: equal keys mean that whatever can be reached from one can be reached from the other. */
  canonicalKey(state: State): string;

  /** What the board shows: plain values of the kind's own view type (`puzzles/<kind>/view.ts`). */
  inspect(state: State): unknown;
}

/** The kind as the registry hands it out: its own types are its own business. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds kinds of different state types; callers only pass a kind's own state back to it
export type AnyPuzzleKind = PuzzleKind<any, any, any>;
