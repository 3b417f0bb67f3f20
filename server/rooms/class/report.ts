import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ClassReport, reportOf, type SeatRoundRecord } from '../../../shared/class/report.ts';
import type { RoundResult } from '../../../shared/class/results.ts';
import { classPlayer } from '../../store/classes.ts';
import { currentSession, readLog } from '../../store/store.ts';
import { readWholes } from '../../store/whole.ts';
import type { LiveClass } from './live.ts';

/** The report of a class as it is now: results from memory, logs from the disk. */
export async function reportClass(live: LiveClass): Promise<ClassReport> {
  const { catalog, store } = live.services;
  await live.boards.settled();
  live.refreshResults();
  const seats = [...live.seats.values()].filter(({ status }) => status !== 'waiting');
  const records: SeatRoundRecord[] = [];
  for (const seat of seats) {
    for (const [round, { level: levelId }] of live.lesson.rounds.entries()) {
      const record = live.ledger.of(seat.seat, round);
      const entry = record?.level ?? catalog.get(levelId);
      if (!record || !entry) continue;
      const player = classPlayer(live.code, live.boardId(seat).replace(' ', ''), round);
      const session = await currentSession(store.db, player, entry.level.id);
      const log = session ? await readLog(store.db, session.id) : [];
      const { rules } = entry;
      const aside = await readWholes(store.db, { player, level: entry.level.id, rules });
      if (log.length === 0 && record.hints === 0 && record.wrong.length === 0) continue;
      const { kind, level } = entry;
      const { hints, wrong, lastMs } = record;
      const result = record.result ?? noResult(round, hints);
      records.push({ seat: seat.seat, round, kind, level, logs: [log, ...aside], result, lastMs, wrong });
    }
    await nextTurn();
  }
  return reportOf({
    code: live.code,
    lesson: live.lesson,
    openedMs: live.openedMs,
    expiresMs: live.expiresMs,
    seats,
    titles: (level) => catalog.get(level)?.level.title ?? {},
    records,
  });
}

function noResult(round: number, hints: number): RoundResult {
  return { round, points: 0, medal: null, metrics: null, attempts: 0, moves: 0, hints, bestMs: null };
}
