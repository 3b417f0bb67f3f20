/** Level files in: any format, checked, or a list of what is wrong and where. */
import { err, ok, type Result } from '../base/result.ts';
import { puzzleKind, puzzleKinds } from '../game/puzzles/registry.ts';
import type { Level, LevelDraft, LevelProblem } from './level.ts';
import { lintLevel } from './lint.ts';
import { migrate } from './migrations.ts';
import { schemaProblems } from './problems.ts';
import { draftSchema } from './schema.ts';

/** Reads a level that may not have been solved yet. `data` is what JSON.parse gave. */
export function parseDraft(data: unknown): Result<LevelDraft, LevelProblem[]> {
  const lifted = migrate(data);
  if (!lifted.ok) return lifted;
  const shape = draftSchema.safeParse(lifted.value);
  if (!shape.success) return err(schemaProblems(shape.error, lifted.value));
  const kind = puzzleKind(shape.data.kind);
  if (!kind) {
    const names = puzzleKinds.map(({ name }) => name).join(', ');
    return err([{ path: 'kind', problem: `there is no kind "${shape.data.kind}"; there are ${names}` }]);
  }
  const start = kind.startSchema.safeParse(shape.data.start);
  const goal = kind.goalSchema.safeParse(shape.data.goal);
  const problems = [
    ...(start.success ? [] : schemaProblems(start.error, shape.data.start, 'start')),
    ...(goal.success ? [] : schemaProblems(goal.error, shape.data.goal, 'goal')),
  ];
  const level = { ...shape.data, start: start.data, goal: goal.data } as LevelDraft;
  problems.push(...lintLevel(level, kind));
  if (start.success && goal.success) problems.push(...kind.lint(level));
  return problems.length > 0 ? err(problems) : ok(level);
}

/** Reads a level that is ready to be played: with medals and certificate. `verifyLevel` tells whether they are true. */
export function parseLevel(data: unknown): Result<Level, LevelProblem[]> {
  const draft = parseDraft(data);
  if (!draft.ok) return draft;
  const missing = (['medals', 'certificate'] as const)
    .filter((member) => draft.value[member] === undefined)
    .map((path) => ({ path, problem: 'is missing: `level --write FILE` solves the level and adds it' }));
  return missing.length > 0 ? err(missing) : ok(draft.value as Level);
}

/** Reads the text of a level file. */
export function parseLevelText(text: string): Result<Level, LevelProblem[]> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return err([{ path: '(file)', problem: `is not JSON: ${(error as Error).message}` }]);
  }
  return parseLevel(data);
}
