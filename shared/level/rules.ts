import { hashJson } from '../base/canonical.ts';
import type { PuzzleSetup } from '../game/kind.ts';

/** The part of a level that decides the game. */
export function rulesOf(level: PuzzleSetup): PuzzleSetup {
  const { kind, ruleset, seed, start, goal, verbs, metrics } = level;
  return { kind, ruleset, seed, start, goal, verbs, metrics };
}

/**
 * Sixteen hexadecimal digits over what decides the game: logs, scores and certificates belong to it. A better text or
 * another medal leaves it as it is.
 */
export function rulesHash(level: PuzzleSetup): string {
  return hashJson(rulesOf(level));
}
