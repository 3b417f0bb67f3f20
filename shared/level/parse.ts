/** Level files in: any format, checked, or a list of what is wrong and where. */
import { err, ok, type Result } from '../base/result.ts';
import { puzzleKind, puzzleKinds } from '../game/puzzles/registry.ts';
import type { Level, LevelDraft, LevelProblem } from './level.ts';
import { lintNames, lintTexts } from './lint.ts';
import { type LevelFile, migrate } from './migrations.ts';
import { schemaProblems } from './problems.ts';
import { draftSchema, namesSchema } from './schema.ts';

/** Reads a level that may not have been solved yet, or lists all that is wrong with it. `data` is what JSON.parse gave. */
export function parseDraft(data: unknown): Result<LevelDraft, LevelProblem[]> {
  const lifted = migrate(data);
  if (!lifted.ok) return lifted;
  const file = lifted.value as LevelFile;
  const shape = draftSchema.safeParse(file);
  const wrong = shape.success ? [] : schemaProblems(shape.error, file);
  const kind = puzzleKind(String(file.kind));
  if (!kind) {
    if (typeof file.kind !== 'string') return err(wrong);
    const names = puzzleKinds.map(({ name }) => name).join(', ');
    return err([...wrong, { path: 'kind', problem: `there is no kind "${file.kind}"; there are ${names}` }]);
  }
  const start = kind.startSchema.safeParse(file.start);
  const goal = kind.goalSchema.safeParse(file.goal);
  // What is not there at all was told as missing.
  if (!start.success && 'start' in file) wrong.push(...schemaProblems(start.error, file.start, 'start'));
  if (!goal.success && 'goal' in file) wrong.push(...schemaProblems(goal.error, file.goal, 'goal'));
  const names = namesSchema.safeParse(file);
  if (names.success) wrong.push(...lintNames(names.data, kind));
  if (!shape.success) return err(wrong);
  const level = { ...shape.data, start: start.data, goal: goal.data } as LevelDraft;
  wrong.push(...lintTexts(level));
  if (start.success && goal.success) wrong.push(...kind.lint(level));
  return wrong.length > 0 ? err(wrong) : ok(level);
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
