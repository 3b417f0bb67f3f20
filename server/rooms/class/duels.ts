/** Duels of a round: who is whose rival, streams as they come in, and the levels made of them. */
import { hashJson } from '../../../shared/base/canonical.ts';
import { budgetOf, budgetProblem, type DuelRequest, duelDraft, pairUp } from '../../../shared/class/duel.ts';
import type { Level } from '../../../shared/level/level.ts';
import { rulesHash } from '../../../shared/level/rules.ts';
import type { WriteAnswer, WriteRequest } from '../../../shared/protocol/class-messages.ts';
import { Bucket } from '../../guard/bucket.ts';
import type { LiveClass } from './live.ts';
import type { Seat, SeatRound } from './records.ts';
import { type Solved, solveAside } from './solver.ts';

/** How often a student may hand a stream in: each is solved, by threads that all classes share. */
const rate = { perSecond: 0.5, burst: 8 } as const;
const buckets = new WeakMap<Seat, Bucket>();
/** Who has handed in and waits for the answer. */
const solving = new WeakSet<Seat>();

/** Gives everybody a rival; returns what is to be stored. Whoever comes later plays the level's own stream. */
export function pairDuelists(live: LiveClass, round: number): SeatRound[] {
  const seed = Number.parseInt(hashJson({ code: live.code, round }).slice(0, 8), 16);
  const seats = live.seatsIn().map(({ seat }) => seat);
  return [...pairUp(seats, seed)].map(([seat, rival]) => {
    const record = live.ledger.for(seat, round);
    record.rival = rival;
    return record;
  });
}

/** Play begins: each gets the level that the rival's stream became. Where none was written, it is the playlist's. */
export function settleDuels(live: LiveClass, round: number): SeatRound[] {
  const changed: SeatRound[] = [];
  for (const seat of live.seatsIn()) {
    const record = live.ledger.for(seat.seat, round);
    const theirs = record.rival === null ? undefined : live.ledger.of(record.rival, round);
    if (!theirs?.written || record.level) continue;
    const level = levels.get(theirs);
    if (!level) continue;
    const base = live.services.catalog.get(live.lesson.rounds[round].level);
    if (!base) continue;
    record.level = { level, kind: base.kind, rules: rulesHash(level) };
    changed.push(record);
  }
  return changed;
}

/** The level of each stream that was accepted; the stored stream can always be solved again. */
const levels = new WeakMap<SeatRound, Level>();

/** Takes in a stream: within the budget, valid for the kind, and shown by the solver to be survivable. */
export async function writeStream(live: LiveClass, seat: Seat, request: WriteRequest): Promise<WriteAnswer> {
  const { lesson } = live;
  if (seat.status !== 'in') return { kind: 'refused', why: 'notAllowed' };
  if (lesson.mode !== 'duel' || lesson.phase !== 'writing' || request.round !== lesson.round)
    return { kind: 'refused', why: 'roundOver' };
  const now = live.time.now();
  let bucket = buckets.get(seat);
  if (!bucket) buckets.set(seat, (bucket = new Bucket(rate, now)));
  const retryAfterMs = solving.has(seat) ? 1000 : bucket.take(now);
  if (retryAfterMs > 0) return { kind: 'refused', why: 'tooFrequent', retryAfterMs };
  solving.add(seat);
  let solved: Solved;
  try {
    solved = await solveStream(live, request.round, request.requests);
  } finally {
    solving.delete(seat);
  }
  if (!('level' in solved)) return { kind: 'rejected', reason: solved.reason };
  if (seat.status !== 'in' || live.lesson.phase !== 'writing' || live.lesson.round !== request.round)
    return { kind: 'refused', why: 'roundOver' };
  const record = live.ledger.for(seat.seat, request.round);
  record.written = request.requests;
  levels.set(record, solved.level);
  await live.ledger.keepRounds([record]);
  live.tell.own(seat);
  live.tell.touchSeat(seat);
  return { kind: 'written' };
}

/** After a restart in the writing phase: the streams on the disk become levels again. */
export async function resolveStreams(live: LiveClass): Promise<void> {
  const { lesson } = live;
  if (lesson.mode !== 'duel' || lesson.phase !== 'writing') return;
  for (const record of live.ledger.all()) {
    if (record.round !== lesson.round || !record.written) continue;
    const solved = await solveStream(live, record.round, record.written);
    if ('level' in solved) levels.set(record, solved.level);
  }
}

async function solveStream(live: LiveClass, round: number, stream: readonly DuelRequest[]): Promise<Solved> {
  const base = live.services.catalog.get(live.lesson.rounds[round].level);
  const budget = base && budgetOf(base.level);
  if (!base || !budget)
    return { reason: { reason: 'duelInvalid', facts: { path: 'start.requests', problem: '' } } };
  const problem = budgetProblem(budget, stream);
  if (problem) return { reason: problem };
  const draft = duelDraft(base.level, base.kind, stream);
  if (!draft.ok) return { reason: draft.error };
  return await solveAside(draft.value);
}
