/**
 * Duels: one writes the stream of requests, the other survives it. A stream becomes a level of the round's own kind (its
 * board, verbs and metrics, the stream instead of its requests), so that everything that plays and scores levels plays
 * and scores it. For every kind whose `start` has `requests`; nothing here knows which those are.
 */
import { err, ok, type Result } from '../base/result.ts';
import { Rng } from '../base/rng.ts';
import type { Rejection } from '../game/action.ts';
import type { AnyPuzzleKind } from '../game/kind.ts';
import { certify } from '../level/certify.ts';
import type { Level, LevelDraft } from '../level/level.ts';

/** What a request stream may be: so many requests, so many bytes in all, sizes from and to, of these types. */
export interface DuelBudget {
  readonly requests: number;
  readonly bytes: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly types: readonly string[];
}

/** One request of a stream; `dies` is the index of the request that does not see it any more. */
export interface DuelRequest {
  readonly type: string;
  readonly bytes: number;
  readonly dies?: number;
}

/** Boards that the solver may look at to show that a stream can be survived. */
export const DUEL_NODES = 20_000;

/** The level's own requests, or null where its kind has no stream: then it cannot be played as a duel. */
export function streamOf(level: Pick<Level, 'start'>): readonly DuelRequest[] | null {
  const requests = (level.start as { requests?: unknown } | null)?.requests;
  return Array.isArray(requests) && requests.length > 0 ? (requests as DuelRequest[]) : null;
}

/** The budget that a level gives: as much as its own stream spends. */
export function budgetOf(level: Pick<Level, 'start'>): DuelBudget | null {
  const stream = streamOf(level);
  if (!stream) return null;
  const sizes = stream.map(({ bytes }) => bytes);
  return {
    requests: stream.length,
    bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
    minBytes: Math.min(1, ...sizes),
    maxBytes: Math.max(...sizes),
    types: [...new Set(stream.map(({ type }) => type))].sort(),
  };
}

/** What is wrong with a stream before anybody tries to play it; null: it keeps to the budget. */
export function budgetProblem(budget: DuelBudget, stream: readonly DuelRequest[]): Rejection | null {
  if (stream.length > budget.requests)
    return { reason: 'duelTooMany', facts: { requests: stream.length, limit: budget.requests } };
  for (const [index, { bytes, type, dies }] of stream.entries()) {
    const request = index + 1;
    if (bytes < budget.minBytes || bytes > budget.maxBytes)
      return { reason: 'duelBadSize', facts: { request, min: budget.minBytes, max: budget.maxBytes } };
    if (!budget.types.includes(type)) return { reason: 'duelBadType', facts: { request, type } };
    if (dies !== undefined && (dies <= index || dies > stream.length))
      return { reason: 'duelBadDeath', facts: { request } };
  }
  const bytes = stream.reduce((sum, request) => sum + request.bytes, 0);
  return bytes > budget.bytes ? { reason: 'duelTooMuch', facts: { bytes, limit: budget.bytes } } : null;
}

/** The stream as a level that has still to be solved: parsed and linted by its kind. */
export function duelDraft(
  base: Level,
  kind: AnyPuzzleKind,
  stream: readonly DuelRequest[],
): Result<LevelDraft, Rejection> {
  const requests = stream.map(({ type, bytes, dies }, index) => ({
    name: `r${index + 1}`,
    type,
    bytes,
    ...(dies === undefined ? {} : { dies }),
  }));
  const { medals: _medals, certificate: _certificate, ...rest } = base;
  const start = kind.startSchema.safeParse({ ...(base.start as object), requests });
  if (!start.success) {
    const issue = start.error.issues[0];
    return err({
      reason: 'duelInvalid',
      facts: { path: issue.path.map(String).join('.'), problem: issue.message },
    });
  }
  // To serve it all is enough, where the kind allows that as a goal: the base's limits were made for its own stream.
  const drafts = [{}, base.goal].flatMap((goal): LevelDraft[] => {
    const parsed = kind.goalSchema.safeParse(goal);
    return parsed.success ? [{ ...rest, ...duelTexts, start: start.data, goal: parsed.data }] : [];
  });
  const clean = drafts.find((draft) => kind.lint(draft).length === 0);
  if (clean) return ok(clean);
  const problem = drafts.length > 0 ? kind.lint(drafts[drafts.length - 1])[0] : undefined;
  return err({
    reason: 'duelInvalid',
    facts: { path: problem?.path ?? 'goal', problem: problem?.problem ?? '' },
  });
}

/** Solves a draft: the level with medals and certificate, or why it is not fair to hand it to anybody. */
export function solveDuel(
  draft: LevelDraft,
  kind: AnyPuzzleKind,
  maxNodes = DUEL_NODES,
): Result<Level, Rejection> {
  const { level, solution } = certify(draft, kind, maxNodes);
  if (level) return ok(level);
  return err({ reason: solution.proved ? 'duelNotSurvivable' : 'duelNotProved' });
}

/** Who duels whom in a round: neighbours of a shuffled row. Whoever is left over has no rival. */
export function pairUp(seats: readonly number[], seed: number): Map<number, number | null> {
  const row = new Rng(seed).shuffle([...seats].sort((a, b) => a - b));
  const rivals = new Map<number, number | null>();
  for (let i = 0; i < row.length; i += 2) {
    const [one, two] = [row[i], row[i + 1]];
    rivals.set(one, two ?? null);
    if (two !== undefined) rivals.set(two, one);
  }
  return rivals;
}

const duelTexts = {
  title: { en: 'Duel', es: 'Duelo' },
  text: { en: "Survive your rival's requests.", es: 'Sobrevive a las peticiones de tu rival.' },
} as const;
