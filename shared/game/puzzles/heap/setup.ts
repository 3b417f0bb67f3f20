/** What a level file says of a `heap` puzzle, and what an author can get wrong in it. */
import { z } from 'zod';
import { pymallocGeometry } from '../../../sim/rulesets/allocator.ts';
import type { PuzzleSetup } from '../../kind.ts';
import { objectTypes, type Plan, planOf, requestSchema, type ScriptProblem } from '../board/plan.ts';

const span = z.strictObject({
  name: z.string().min(1).max(24),
  type: z.enum(objectTypes),
  bytes: z.int().min(1),
  dies: z.int().min(1).optional(),
  secret: z.literal(true).optional(),
});

/** So many bytes of nothing between two spans. */
const gap = z.strictObject({ gap: z.int().min(1) });

export const startSchema = z.strictObject({
  capacityBytes: z
    .int()
    .min(1)
    .max(1 << 20),
  /** Chunks are as long as a multiple of it and start at one; 16 where it is not said. */
  unitBytes: z.int().min(1).max(4096).optional(),
  /** What each chunk costs besides its bytes; 8 where it is not said. */
  headerBytes: z.int().min(0).max(64).optional(),
  /** The heap as the player finds it, from its low end; what is left behind it is free. */
  layout: z
    .array(z.union([span, gap]))
    .max(64)
    .optional(),
  requests: z.array(requestSchema).min(1).max(100),
  showAhead: z.int().min(0).optional(),
  /** Whether the player may also place at the high end of a gap; `both` where it is not said. */
  ends: z.enum(['low', 'both']).optional(),
});

export const goalSchema = z.strictObject({
  highWaterBytes: z.int().min(0).optional(),
  /** The longest gap that has to be left at the end. */
  largestHoleBytes: z.int().min(0).optional(),
});

export type HeapStart = z.infer<typeof startSchema>;
export type HeapGoal = z.infer<typeof goalSchema>;
export type HeapSetup = PuzzleSetup<HeapStart, HeapGoal>;

export const defaultUnitBytes = 16;
export const defaultHeaderBytes = 8;

/** The plan of a start: the spans of the layout first, then the requests. */
export function heapPlan(start: HeapStart): { plan: Plan; problems: ScriptProblem[] } {
  const prelude = (start.layout ?? []).flatMap((item) => {
    if ('gap' in item) return [];
    const { name, ...rest } = item;
    return [{ make: name, ...rest }];
  });
  const { requests, showAhead } = start;
  return planOf({ prelude, requests, showAhead });
}

export function lint(setup: HeapSetup): ScriptProblem[] {
  const { start, ruleset, verbs } = setup;
  const { problems } = heapPlan(start);
  if (!pymallocGeometry(ruleset))
    problems.push({ path: 'ruleset', problem: `there is no ruleset "${ruleset}"` });
  if (!verbs.includes('placeSpan'))
    problems.push({ path: 'verbs', problem: 'without "placeSpan" no request can be served' });
  const unit = start.unitBytes ?? defaultUnitBytes;
  const header = start.headerBytes ?? defaultHeaderBytes;
  if (start.capacityBytes % unit !== 0)
    problems.push({ path: 'start.capacityBytes', problem: `must be a multiple of unitBytes (${unit})` });
  let total = 0;
  const layout = start.layout ?? [];
  for (const [at, item] of layout.entries()) {
    const path = `start.layout[${at}]`;
    if ('gap' in item) {
      total += item.gap;
      if (item.gap % unit !== 0 || item.gap <= header)
        problems.push({
          path: `${path}.gap`,
          problem: `must be a multiple of unitBytes (${unit}) and longer than the header (${header})`,
        });
      const next = layout[at + 1];
      if (!next || 'gap' in next)
        problems.push({
          path,
          problem: 'a gap must be followed by a span; what is behind the last is free anyway',
        });
    } else total += Math.ceil((item.bytes + header) / unit) * unit;
  }
  if (total > start.capacityBytes)
    problems.push({
      path: 'start.layout',
      problem: `takes ${total} bytes, the heap has ${start.capacityBytes}`,
    });
  return problems;
}
