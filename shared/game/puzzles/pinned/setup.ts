/** What a level file says of a `pinned` puzzle, and what an author can get wrong in it. */
import { z } from 'zod';
import { geometryProblem } from '../../../sim/rulesets/allocator.ts';
import type { PuzzleSetup } from '../../kind.ts';
import { boardGeometry } from '../board/board.ts';
import { planOf, preludeSchema, requestSchema, type ScriptProblem } from '../board/plan.ts';

export const startSchema = z.strictObject({
  /** Scales arenas down to so many pools; the interface says so. */
  poolsPerArena: z.int().min(1).max(64).optional(),
  prelude: preludeSchema.min(1),
  /** Requests that CPython serves one by one, each when the player has said where it will go. */
  requests: z.array(requestSchema).max(60).optional(),
  showAhead: z.int().min(0).optional(),
  /** How many objects the player may free. */
  frees: z.int().min(0).max(100),
});

export const goalSchema = z.strictObject({
  /** Pools that have to be back in their arenas (or gone with them) when it is over, counted from the start. */
  poolsReturned: z.int().min(1).optional(),
  arenasReturned: z.int().min(1).optional(),
  /** `request` has to land in the slot that `slotOf` has, or had, at the start. */
  targets: z.array(z.strictObject({ request: z.string(), slotOf: z.string() })).optional(),
  /** Wrong predictions that a win forgives; without it any number. */
  wrongPredictions: z.int().min(0).optional(),
});

export type PinnedStart = z.infer<typeof startSchema>;
export type PinnedGoal = z.infer<typeof goalSchema>;
export type PinnedSetup = PuzzleSetup<PinnedStart, PinnedGoal>;

export function lint(setup: PinnedSetup): ScriptProblem[] {
  const { start, goal, ruleset, verbs } = setup;
  const geometry = boardGeometry(ruleset, start.poolsPerArena);
  if (!geometry) return [{ path: 'ruleset', problem: `there is no ruleset "${ruleset}" with an allocator` }];
  const problem = geometryProblem(geometry);
  if (problem) return [{ path: 'start.poolsPerArena', problem }];

  const { plan, problems } = planOf(start);
  const requests = start.requests ?? [];
  if (requests.length > 0 && !verbs.includes('predict'))
    problems.push({
      path: 'verbs',
      problem: 'requests are served by "predict", which is not among the verbs',
    });
  if (start.frees > 0 && !verbs.includes('freeObject'))
    problems.push({
      path: 'verbs',
      problem: 'frees are spent by "freeObject", which is not among the verbs',
    });
  if (requests.length === 0 && goal.poolsReturned === undefined && goal.arenasReturned === undefined)
    problems.push({
      path: 'goal',
      problem: 'asks for nothing: add poolsReturned, arenasReturned or requests',
    });
  for (const [index, target] of (goal.targets ?? []).entries()) {
    if (!requests.some((request) => request.name === target.request))
      problems.push({
        path: `goal.targets[${index}].request`,
        problem: `there is no request "${target.request}"`,
      });
    const object = plan.byName.get(target.slotOf);
    const freed = plan.prelude.some((step) => step.verb === 'free' && step.object === object);
    if (object === undefined || object >= plan.firstRequest || freed)
      problems.push({
        path: `goal.targets[${index}].slotOf`,
        problem: `no object "${target.slotOf}" is alive when the level starts`,
      });
  }
  return problems;
}
