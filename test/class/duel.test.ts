import { expect, test } from 'vitest';
import { loadCatalog } from '../../server/levels/catalog.ts';
import { Rng } from '../../shared/base/rng.ts';
import {
  budgetOf,
  budgetProblem,
  type DuelRequest,
  duelDraft,
  pairUp,
  solveDuel,
  streamOf,
} from '../../shared/class/duel.ts';
import { verifyLevel } from '../../shared/level/verify.ts';

const entries = [...loadCatalog().values()].filter(({ level }) => streamOf(level));

test('kinds with a request stream are found by their levels, not by their names', () => {
  expect(new Set(entries.map(({ level }) => level.kind)).size).toBeGreaterThanOrEqual(2);
});

test.each(entries.map((entry) => [entry.level.id, entry] as const))(
  '%s: its own stream keeps to its budget',
  (_id, { level }) => {
    const stream = streamOf(level)!;
    expect(
      budgetProblem(
        budgetOf(level)!,
        stream.map(({ type, bytes, dies }) => ({ type, bytes, dies })),
      ),
    ).toBe(null);
  },
);

test('law: whatever is written within the budget becomes a level that is true, or a reason', () => {
  let solvedLevels = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const rng = new Rng(seed);
    const { level, kind } = rng.pick(entries);
    const budget = budgetOf(level)!;
    const count = rng.int(1, Math.min(6, budget.requests) + 1);
    const stream: DuelRequest[] = Array.from({ length: count }, (_, index) => {
      const bytes = rng.int(budget.minBytes, Math.max(budget.minBytes, Math.floor(budget.bytes / count)) + 1);
      const dies = rng.int(0, 2) ? { dies: rng.int(index + 1, count + 1) } : {};
      return { type: rng.pick(budget.types), bytes: Math.min(bytes, budget.maxBytes), ...dies };
    });
    const where = `seed ${seed}, ${level.id}, ${JSON.stringify(stream)}`;
    expect(budgetProblem(budget, stream), where).toBe(null);
    const draft = duelDraft(level, kind, stream);
    if (!draft.ok) {
      expect(draft.error.reason, where).toBe('duelInvalid');
      continue;
    }
    const solved = solveDuel(draft.value, kind, 4000);
    if (solved.ok) {
      solvedLevels++;
      expect(verifyLevel(solved.value, kind), where).toEqual([]);
    } else expect(['duelNotSurvivable', 'duelNotProved'], where).toContain(solved.error.reason);
  }
  expect(solvedLevels).toBeGreaterThan(10);
});

test('everybody has one rival at most, who has them', () => {
  for (let size = 0; size <= 9; size++) {
    const seats = Array.from({ length: size }, (_, index) => index * 3 + 1);
    const rivals = pairUp(seats, size);
    expect([...rivals.keys()].sort((a, b) => a - b)).toEqual(seats);
    for (const [seat, rival] of rivals) if (rival !== null) expect(rivals.get(rival)).toBe(seat);
    expect([...rivals.values()].filter((rival) => rival === null)).toHaveLength(size % 2);
  }
  expect([...pairUp([1, 2, 3, 4], 1)]).toEqual([...pairUp([4, 3, 2, 1], 1)]);
});
