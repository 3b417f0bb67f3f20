/** What a level file says of a `pools` puzzle, and what an author can get wrong in it. */
import { z } from 'zod';
import { geometryProblem } from '../../../sim/rulesets/allocator.ts';
import type { PuzzleSetup } from '../../kind.ts';
import { boardGeometry, bootBoard } from '../board/board.ts';
import { planOf, preludeSchema, requestSchema, type ScriptProblem } from '../board/plan.ts';

export const startSchema = z.strictObject({
  /** Scales arenas down to so many pools; the interface says so. Without it they are as long as CPython's. */
  poolsPerArena: z.int().min(1).max(64).optional(),
  /** The system gives no more than so many arenas at a time. */
  maxArenas: z.int().min(1).max(64).optional(),
  /** Who chooses the arena of a new pool; CPython where it is not said. */
  arenaChoice: z.enum(['cpython', 'player']).optional(),
  prelude: preludeSchema.optional(),
  requests: z.array(requestSchema).min(1).max(200),
  /** How many requests are announced beyond the one at hand; all where it is not said. */
  showAhead: z.int().min(0).optional(),
});

/** Limits that a win has to keep; without any, serving all requests is enough. */
export const goalSchema = z.strictObject({
  peakBytes: z.int().min(0).optional(),
  peakPools: z.int().min(0).optional(),
  wastedBytes: z.int().min(0).optional(),
  /** Bytes still held from the system when the last object that dies has died. */
  heldBytesAtEnd: z.int().min(0).optional(),
});

export type PoolsStart = z.infer<typeof startSchema>;
export type PoolsGoal = z.infer<typeof goalSchema>;
export type PoolsSetup = PuzzleSetup<PoolsStart, PoolsGoal>;

export function lint(setup: PoolsSetup): ScriptProblem[] {
  const { start } = setup;
  const geometry = boardGeometry(setup.ruleset, start.poolsPerArena);
  if (!geometry)
    return [{ path: 'ruleset', problem: `there is no ruleset "${setup.ruleset}" with an allocator` }];
  const problem = geometryProblem(geometry);
  if (problem) return [{ path: 'start.poolsPerArena', problem }];

  const { plan, problems } = planOf(start);
  for (const verb of ['openPool', 'place'])
    if (!setup.verbs.includes(verb))
      problems.push({ path: 'verbs', problem: `without "${verb}" no request can be served` });
  for (const [index, { bytes, name }] of start.requests.entries()) {
    const raw = bytes === 0 || bytes > geometry.maxRequest;
    if (raw && !setup.verbs.includes('toSystem'))
      problems.push({
        path: `start.requests[${index}].bytes`,
        problem: `"${name}" asks for ${bytes} bytes, which only the verb "toSystem" can serve`,
      });
  }
  if (start.maxArenas !== undefined && problems.length === 0) {
    const bytes = plan.prelude.length ? preludeArenas(setup) : 0;
    if (bytes > start.maxArenas)
      problems.push({ path: 'start.maxArenas', problem: `the prelude alone needs ${bytes} arenas` });
  }
  return problems;
}

function preludeArenas(setup: PoolsSetup): number {
  const { start, ruleset } = setup;
  return bootBoard(planOf(start).plan, ruleset, start).heap.arenas.peakMapped;
}
