/** Turns what a schema finds into words that an author understands, with the place in the file. */
import type { z } from 'zod';
import type { LevelProblem } from './level.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with `data` by `schema`, paths starting with `prefix`. */
export function schemaProblems(error: z.ZodError, data: unknown, prefix = ''): LevelProblem[] {
  return error.issues.flatMap((issue) => describe(issue, data, prefix, []));
}

/** `start`, ['requests', 3, 'bytes'] becomes `start.requests[3].bytes`; the whole file is `(file)`. */
export function pathText(prefix: string, path: readonly PropertyKey[]): string {
  let text = prefix;
  for (const part of path)
    text += typeof part === 'number' ? `[${part}]` : text === '' ? String(part) : `.${String(part)}`;
  return text === '' ? '(file)' : text;
}

function describe(
  issue: Issue,
  data: unknown,
  prefix: string,
  above: readonly PropertyKey[],
): LevelProblem[] {
  const path = [...above, ...issue.path];
  const at = pathText(prefix, path);
  const value = lookUp(data, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: at,
        problem: `has no use for "${key}": remove it or correct its name`,
      }));
    case 'invalid_type':
      // What may be of any form is only called needed.
      if (value === undefined && issue.expected === 'nonoptional')
        return [{ path: at, problem: 'is missing' }];
      if (value === undefined) return [{ path: at, problem: `is missing (${article(issue.expected)})` }];
      return [{ path: at, problem: `must be ${article(issue.expected)}, not ${shown(value)}` }];
    case 'invalid_value':
      if (value === undefined) return [{ path: at, problem: `is missing (${choice(issue.values)})` }];
      return [{ path: at, problem: `must be ${choice(issue.values)}, not ${shown(value)}` }];
    case 'too_small':
      return [
        { path: at, problem: `must be at least ${issue.minimum}${unit(issue.origin)}${notValue(value)}` },
      ];
    case 'too_big':
      return [
        { path: at, problem: `must be at most ${issue.maximum}${unit(issue.origin)}${notValue(value)}` },
      ];
    case 'invalid_union':
      return describeUnion(issue, data, prefix, path);
    default:
      return [
        { path: at, problem: value === undefined ? issue.message : `${issue.message}, not ${shown(value)}` },
      ];
  }
}

/** Of the forms that a value may have, the one that it comes nearest to tells what is wrong. */
function describeUnion(
  issue: Issue & { code: 'invalid_union' },
  data: unknown,
  prefix: string,
  path: readonly PropertyKey[],
): LevelProblem[] {
  const branches = issue.errors.map((issues) =>
    issues.flatMap((inner) => describe(inner, data, prefix, path)),
  );
  const deep = branches.filter((problems) =>
    problems.every((problem) => !problem.problem.includes('no use for')),
  );
  const candidates = (deep.length > 0 ? deep : branches).sort((a, b) => a.length - b.length);
  return (
    candidates[0] ?? [
      { path: pathText(prefix, path), problem: 'has none of the forms that are allowed here' },
    ]
  );
}

function lookUp(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const part of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

function article(type: string): string {
  const names: Record<string, string> = {
    int: 'a whole number',
    number: 'a number',
    string: 'a text',
    array: 'a list',
    object: 'an object { }',
    record: 'an object { }',
    boolean: 'true or false',
  };
  return names[type] ?? type;
}

function choice(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length === 1 ? texts[0] : `one of ${texts.join(', ')}`;
}

function unit(origin: string): string {
  return origin === 'string' ? ' characters long' : origin === 'array' ? ' entries long' : '';
}

function notValue(value: unknown): string {
  return typeof value === 'number' ? `, not ${value}` : '';
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
