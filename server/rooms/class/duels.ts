/** Duels of a round: who is whose rival, streams as they come in, and the levels made of them. */
import { Worker } from 'node:worker_threads';
import { hashJson } from '../../../shared/base/canonical.ts';
import { budgetOf, budgetProblem, type DuelRequest, duelDraft, pairUp } from '../../../shared/class/duel.ts';
import type { Rejection } from '../../../shared/game/action.ts';
import type { Level, LevelDraft } from '../../../shared/level/level.ts';
import { rulesHash } from '../../../shared/level/rules.ts';
import type { WriteAnswer, WriteRequest } from '../../../shared/protocol/class-messages.ts';
import type { LiveClass } from './live.ts';
import type { Seat, SeatRound } from './records.ts';

/** What the solver may take for one stream before it counts as not shown. */
const SOLVER_MS = 5000;

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
  if (lesson.mode !== 'duel' || lesson.phase !== 'writing' || request.round !== lesson.round)
    return { kind: 'refused', why: 'roundOver' };
  const solved = await solveStream(live, request.round, request.requests);
  if (!('level' in solved)) return { kind: 'rejected', reason: solved.reason };
  if (live.lesson.phase !== 'writing' || live.lesson.round !== request.round)
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

async function solveStream(
  live: LiveClass,
  round: number,
  stream: readonly DuelRequest[],
): Promise<{ level: Level } | { reason: Rejection }> {
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

/** Solves in a thread of its own, so that a hard stream costs nobody else a moment; ends it when it takes too long. */
async function solveAside(draft: LevelDraft): Promise<{ level: Level } | { reason: Rejection }> {
  await turn();
  const worker = new Worker(new URL('./solve-duel.ts', import.meta.url), { workerData: draft });
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve({ reason: { reason: 'duelNotProved' } }), SOLVER_MS);
      worker.once('message', (answer) => {
        clearTimeout(timer);
        resolve(answer as { level: Level } | { reason: Rejection });
      });
      worker.once('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
    });
  } finally {
    void worker.terminate();
    done();
  }
}

/** Threads of all classes at a time. */
const THREADS = 2;
const waiting: (() => void)[] = [];
let running = 0;

async function turn(): Promise<void> {
  if (running >= THREADS) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
}

function done(): void {
  const next = waiting.shift();
  if (next) next();
  else running--;
}
