/**
 * How level files of older formats are read: each migration lifts a file by one format. Files are never changed on disk by
 * it; `level --write` writes the current format.
 */

import { err, ok, type Result } from '../base/result.ts';
import { LEVEL_FORMAT, type LevelProblem } from './level.ts';

/** A level file as JSON, of any format. */
export type LevelFile = Readonly<Record<string, unknown>>;

export interface Migration {
  /** The format it reads; it writes the next one. */
  readonly from: number;
  /** What changed, in a sentence. */
  readonly change: string;
  up(file: LevelFile): LevelFile;
}

/**
 * Every migration, oldest first. Format 1 is the first that was published. A new format is one entry here, a higher
 * LEVEL_FORMAT, and one old file in test/golden/levels.
 */
export const migrations: readonly Migration[] = [];

/** The file in format `to`, lifted step by step. Formats that nobody knows are a problem. */
export function migrate(
  file: unknown,
  steps: readonly Migration[] = migrations,
  to: number = LEVEL_FORMAT,
): Result<LevelFile, LevelProblem[]> {
  if (file === null || typeof file !== 'object' || Array.isArray(file))
    return err([{ path: '(file)', problem: 'must be one JSON object { }' }]);
  let current = file as LevelFile;
  const problem = (text: string) => err([{ path: 'format', problem: text }]);
  const { format } = current;
  if (format === undefined) return problem(`is missing; the current format is ${to}`);
  if (typeof format !== 'number' || !Number.isInteger(format))
    return problem(`must be a whole number; the current format is ${to}`);
  if (format > to) return problem(`is ${format}, which is newer than this program (${to})`);
  for (let at = format; at < to; at++) {
    const step = steps.find(({ from }) => from === at);
    if (!step) return problem(`is ${format}, and nothing is known of how to read it`);
    current = { ...step.up(current), format: at + 1 };
  }
  return ok(current);
}
