/** Wrong moves: counted by reason and move, and added up over students. */
import { canonicalJson } from '../base/canonical.ts';
import type { Action, Rejection } from '../game/action.ts';

/** One reason and move of one student in one round. */
export interface WrongCount {
  readonly reason: string;
  readonly action: Action;
  readonly facts?: Rejection['facts'];
  readonly times: number;
}

/** A kind of wrong move of many: how often, by how many, and the move that was tried most. */
export interface WrongMove {
  readonly reason: string;
  readonly times: number;
  readonly seats: number;
  readonly action: Action;
  readonly facts?: Rejection['facts'];
}

/** Refusals that say nothing about the rules being learned: the board is over already, or it is not open. */
const noMistakes: ReadonlySet<string> = new Set([
  ...['alreadyWon', 'alreadyLost'],
  ...['nothingToUndo', 'nothingToRedo', 'nothingToRestart', 'logFull'],
]);

/** Whether a refused move is a mistake that a teacher would want to hear of. */
export function isMistake({ reason }: Rejection): boolean {
  return !noMistakes.has(reason);
}

/** Different wrong moves kept of one student in one round; what comes beyond is counted under its reason only. */
const KEPT = 40;

/** The counts with one more. */
export function addWrong(
  counts: readonly WrongCount[],
  action: Action,
  { reason, facts }: Rejection,
): readonly WrongCount[] {
  const text = canonicalJson(action);
  let at = counts.findIndex((count) => count.reason === reason && canonicalJson(count.action) === text);
  if (at < 0 && counts.length >= KEPT) at = counts.findIndex((count) => count.reason === reason);
  if (at < 0) return counts.length >= KEPT ? counts : [...counts, { reason, action, facts, times: 1 }];
  return counts.map((count, index) => (index === at ? { ...count, times: count.times + 1 } : count));
}

/** The commonest reasons over all students, the commonest first, at most `limit`. */
export function commonestWrong(students: readonly (readonly WrongCount[])[], limit: number): WrongMove[] {
  const reasons = new Map<string, { times: number; seats: number; moves: Map<string, WrongCount> }>();
  for (const counts of students) {
    const seen = new Set<string>();
    for (const count of counts) {
      let entry = reasons.get(count.reason);
      if (!entry) reasons.set(count.reason, (entry = { times: 0, seats: 0, moves: new Map() }));
      entry.times += count.times;
      if (!seen.has(count.reason)) entry.seats++;
      seen.add(count.reason);
      const text = canonicalJson(count.action);
      const known = entry.moves.get(text);
      entry.moves.set(text, known ? { ...known, times: known.times + count.times } : count);
    }
  }
  return [...reasons]
    .map(([reason, { times, seats, moves }]): WrongMove => {
      const most = [...moves.values()].reduce((a, b) => (b.times > a.times ? b : a));
      return { reason, times, seats, action: most.action, facts: most.facts };
    })
    .sort((a, b) => b.seats - a.seats || b.times - a.times || (a.reason < b.reason ? -1 : 1))
    .slice(0, limit);
}
