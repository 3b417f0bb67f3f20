/** What a level has to keep to beyond its shape: names that exist, texts that fit on a phone. */
import type { AnyPuzzleKind } from '../game/kind.ts';
import type { LevelDraft, LevelProblem, LocalText } from './level.ts';

/** Characters that fit: a title in one line, a text in two. */
export const textLimits = { title: 32, text: 140, lesson: 180, hint: 180 } as const;

/** Languages that every text has. */
export const languages = ['en', 'es'] as const;

/** A nudge and the rule; the third hint comes from the solver. */
export const hintsPerLevel = 2;

/** Names of verbs, metrics and rival that the kind does not have, or that are there twice. */
export function lintNames(
  level: Pick<LevelDraft, 'verbs' | 'metrics' | 'rival'>,
  kind: AnyPuzzleKind,
): LevelProblem[] {
  const problems: LevelProblem[] = [];
  const known = (path: string, name: string, what: string, names: readonly string[]) => {
    if (!names.includes(name))
      problems.push({
        path,
        problem: `there is no ${what} "${name}"; the kind ${kind.name} has ${names.join(', ')}`,
      });
  };
  const verbs = kind.verbs.map(({ type }) => type);
  for (const [index, verb] of level.verbs.entries()) known(`verbs[${index}]`, verb, 'verb', verbs);
  const metrics = kind.metrics.map(({ name }) => name);
  for (const [index, metric] of level.metrics.entries())
    known(`metrics[${index}]`, metric, 'metric', metrics);
  for (const list of ['verbs', 'metrics'] as const)
    if (new Set(level[list]).size < level[list].length)
      problems.push({ path: list, problem: 'names one twice' });
  known('rival', level.rival, 'ghost', Object.keys(kind.ghosts));
  return problems;
}

/** Texts that are too long, empty or not translated. */
export function lintTexts(level: LevelDraft): LevelProblem[] {
  const problems = [
    ...lintText('title', level.title, textLimits.title),
    ...lintText('text', level.text, textLimits.text),
    ...lintText('lesson', level.lesson, textLimits.lesson),
    ...level.hints.flatMap((hint, index) => lintText(`hints[${index}]`, hint, textLimits.hint)),
  ];
  if (level.hints.length !== hintsPerLevel)
    problems.push({
      path: 'hints',
      problem: `must be ${hintsPerLevel}, a nudge and the rule, not ${level.hints.length}`,
    });
  return problems;
}

function lintText(path: string, text: LocalText, limit: number): LevelProblem[] {
  const problems: LevelProblem[] = [];
  for (const language of languages) {
    const at = `${path}.${language}`;
    const words = text[language];
    if (words.trim() === '') problems.push({ path: at, problem: 'is empty' });
    if (words !== words.trim()) problems.push({ path: at, problem: 'begins or ends with a space' });
    if (words.length > limit)
      problems.push({ path: at, problem: `has ${words.length} characters, at most ${limit} fit` });
    if (words.split('\n').length > 2) problems.push({ path: at, problem: 'has more than two lines' });
  }
  if (path !== 'title' && text.en === text.es)
    problems.push({ path, problem: 'says the same in both languages' });
  return problems;
}
