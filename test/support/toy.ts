import { z } from 'zod';
import type { Catalog } from '../../server/levels/entry.ts';
import { hashJson } from '../../shared/base/canonical.ts';
import type { Action, Verb } from '../../shared/game/action.ts';
import type { PuzzleKind } from '../../shared/game/kind.ts';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import type { Level } from '../../shared/level/level.ts';

/**
 * The smallest puzzle that has everything a kind has: add numbers until the sum is the goal, in few moves. Tests of
 * rooms and hosts play it, so that they depend on no real level.
 */
export interface ToyState {
  readonly goal: number;
  sum: number;
  moves: number;
}

interface Add extends Action {
  readonly type: 'add';
  readonly n: number;
}

const add: Verb<ToyState, Add> = {
  type: 'add',
  schema: z.object({ type: z.literal('add'), n: z.int().min(1).max(9) }) as unknown as z.ZodType<Add>,
  check: (state, { n }) =>
    state.sum + n > state.goal ? { reason: 'tooMuch', facts: { over: state.sum + n - state.goal } } : null,
  apply(state, { n }, emit) {
    state.sum += n;
    state.moves++;
    emit({ type: 'added', n, sum: state.sum });
  },
  line: (_state, { n }) => `sum += ${n}`,
};

/** Breaks the rules of kinds on purpose: what a defect in a kind does to a server. */
const explode: Verb<ToyState> = {
  type: 'explode',
  schema: z.object({ type: z.literal('explode') }),
  check: () => null,
  apply() {
    throw new Error('a defect in a kind');
  },
  line: () => 'raise',
};

export const toyKind: PuzzleKind<ToyState, object, { sum: number }> = {
  name: 'toy',
  startSchema: z.object({}),
  goalSchema: z.object({ sum: z.int().min(1) }),
  metrics: [{ name: 'moves', unit: 'count', better: 'less' }],
  verbs: [add as never, explode as never],
  lint: () => [],
  boot: ({ goal }) => ({ goal: goal.sum, sum: 0, moves: 0 }),
  clone: (state) => ({ ...state }),
  hash: (state, hasher) => {
    hasher.number(state.sum).number(state.moves);
  },
  status: ({ sum, goal }) => ({ phase: sum === goal ? 'won' : 'playing' }),
  measure: ({ moves }) => ({ moves }),
  moves: ({ sum, goal }) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((n) => sum + n <= goal).map((n) => ({ type: 'add', n })),
  ghosts: { cpython: ({ sum, goal }) => (sum < goal ? { type: 'add', n: 1 } : null) },
  bound: ({ moves, sum, goal }) => ({ moves: moves + Math.ceil((goal - sum) / 9) }),
  canonicalKey: ({ sum, moves }) => `${sum} ${moves}`,
  inspect: (state) => ({ ...state }),
};

/** A toy level: reach `sum`. Gold takes as few moves as nines fit in. */
export function toyLevel(id: string, sum = 20): Level {
  const text = { en: id, es: id };
  const rules = hashJson({ toy: sum });
  return {
    format: 1,
    id,
    kind: 'toy',
    ruleset: '3.9',
    seed: 1,
    start: {},
    goal: { sum },
    verbs: ['add', 'explode'],
    metrics: ['moves'],
    title: text,
    text,
    lesson: text,
    hints: [],
    medals: { silver: { moves: sum }, gold: { moves: Math.ceil(sum / 9) }, goldProved: true },
    rival: 'cpython',
    certificate: {
      engine: ENGINE_VERSION,
      level: rules,
      actions: [],
      metrics: { moves: Math.ceil(sum / 9) },
      proved: true,
      nodes: 1,
    },
  };
}

export const toyLevels: readonly Level[] = [
  toyLevel('toy-1'),
  toyLevel('toy-2', 30),
  toyLevel('toy-long', 1e9),
];

export const toyCatalog: Catalog = new Map(
  toyLevels.map((level) => [level.id, { level, kind: toyKind, rules: level.certificate.level }]),
);

/** `n` additions of one. */
export function ones(n: number): Action[] {
  return Array.from({ length: n }, () => ({ type: 'add', n: 1 }));
}
