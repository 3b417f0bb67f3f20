/** What each role is told of a class, made from what the server has. Whatever a role must not know is not in here. */
import { budgetOf } from '../../../shared/class/duel.ts';
import { type Insight, insightOf } from '../../../shared/class/insight.ts';
import { lessonElapsedMs } from '../../../shared/class/lesson.ts';
import { aliasOf } from '../../../shared/class/names.ts';
import {
  type Contestant,
  type RoundResult,
  type Standings,
  standingsOf,
  totalPoints,
} from '../../../shared/class/results.ts';
import { lastMover, turnOf } from '../../../shared/class/team.ts';
import { compareMetrics } from '../../../shared/game/score.ts';
import type { DuelView, LessonView, OwnView, Review, SeatRow } from '../../../shared/protocol/class.ts';
import { bestOf } from './boards.ts';
import type { LiveClass } from './live.ts';
import type { Seat } from './records.ts';

export function lessonView(live: LiveClass): LessonView {
  const { lesson } = live;
  const { mode, phase, rounds, round, frozen, paused, locked, guarded, options, teams, spotlight } = lesson;
  return {
    code: live.code,
    ...{ mode, phase, rounds, round, frozen, paused, locked, guarded, options, teams, spotlight },
    clock: {
      elapsedMs: lessonElapsedMs(lesson, live.time.now()),
      limitMs: lesson.clock.limitMs,
      runs: lesson.clock.sinceMs !== null,
    },
    dueMs: lesson.dueMs,
    expiresMs: live.expiresMs,
    revision: lesson.revision,
  };
}

export function ownView(live: LiveClass, seat: Seat): OwnView {
  const { lesson } = live;
  const results = resultsOf(live, seat);
  const { round, phase } = lesson;
  const hasBoard = !live.isHomework && (phase === 'playing' || phase === 'review');
  return {
    seat: seat.seat,
    name: seat.name,
    status: seat.status,
    isReady: seat.isReady,
    team: seat.team,
    results,
    points: totalPoints(lesson, results),
    board: hasBoard ? { round, level: live.ledger.of(seat.seat, round)?.level?.level ?? null } : null,
    turn: turnView(live, seat),
    duel: duelView(live, seat),
  };
}

export function seatRow(live: LiveClass, seat: Seat): SeatRow {
  const { lesson } = live;
  const board = live.boardOf(seat);
  const results = resultsOf(live, seat);
  return {
    seat: seat.seat,
    name: seat.name,
    alias: aliasOf(seat.seat),
    isMuted: seat.isMuted,
    status: seat.status,
    isHere: seat.connections > 0,
    isReady: seat.isReady,
    team: seat.team,
    phase: board?.phase ?? 'idle',
    stuck: seat.stuck,
    results,
    points: totalPoints(lesson, results),
    board: board && board.phase !== 'idle' ? board.id : null,
    isWritten: Boolean(live.ledger.of(seat.seat, lesson.round)?.written),
  };
}

export function insightView(live: LiveClass): Insight {
  const { round } = live.lesson;
  const seats = live.seatsIn();
  return insightOf(
    round,
    seats.map((seat) => {
      const record = live.ledger.of(seat.seat, round);
      return {
        isHere: seat.connections > 0,
        isReady: seat.isReady,
        hasBegun: (record?.logLength ?? 0) > 0,
        points: record?.result?.points ?? 0,
        medal: record?.result?.medal ?? null,
        wrong: record?.wrong ?? [],
      };
    }),
  );
}

/** The board of the best, whole: of the round in a review, of all at the end; null outside of both. `named`: for the host. */
export function standingsView(live: LiveClass, named: boolean): Standings | null {
  const { lesson } = live;
  const isEnd = lesson.phase === 'podium' || lesson.phase === 'closed';
  if (!isEnd && lesson.phase !== 'review') return null;
  const all = live.seatsIn().map(
    (seat): Contestant => ({
      seat: seat.seat,
      name: named ? seat.name : publicName(seat),
      team: seat.team,
      results: resultsOf(live, seat),
    }),
  );
  return standingsOf(lesson, all, isEnd ? null : lesson.round);
}

/** The best attempt of the current round, by points, then by the level's own order, then by who was first. */
export function reviewView(live: LiveClass): Review | null {
  const { lesson } = live;
  if (lesson.phase !== 'review') return null;
  const level = lesson.rounds[lesson.round].level;
  let best: Review['best'] = null;
  let bestPoints = -1;
  for (const seat of live.seatsIn()) {
    const board = live.boardOf(seat);
    const result = live.ledger.of(seat.seat, lesson.round)?.result;
    const won = board && bestOf(board);
    if (!board || !won || !result?.medal) continue;
    const { kind, level: played } = board.entry;
    const better =
      result.points > bestPoints ||
      (result.points === bestPoints &&
        best !== null &&
        compareMetrics(kind, played.metrics, won.metrics, best.metrics) < 0);
    if (!better) continue;
    bestPoints = result.points;
    const isOpen = lesson.options.board === 'full' || lesson.options.board === 'top5';
    best = {
      name: isOpen ? publicName(seat) : null,
      actions: won.actions,
      metrics: won.metrics,
      medal: result.medal,
      level: board.isCustom ? played : null,
    };
  }
  return { round: lesson.round, level, best };
}

/** Names for the lobby on the projector, in order of coming. */
export function namesView(live: LiveClass): string[] {
  return live.seatsIn().map(publicName);
}

export function publicName(seat: Seat): string {
  return seat.isMuted ? aliasOf(seat.seat) : seat.name;
}

export function resultsOf(live: LiveClass, seat: Seat): RoundResult[] {
  const results: RoundResult[] = [];
  for (let round = 0; round < live.lesson.rounds.length; round++) {
    const result = live.ledger.of(seat.seat, round)?.result;
    if (result) results.push(result);
  }
  return results;
}

function turnView(live: LiveClass, seat: Seat): OwnView['turn'] {
  const { lesson } = live;
  if (lesson.mode !== 'shared' || lesson.options.turns !== 'inTurn' || lesson.phase !== 'playing')
    return null;
  const board = live.boardOf(seat);
  const last = board ? lastMover(board.game.session.log, board.movers) : null;
  const turn = turnOf(live.members(seat.team), last);
  return turn && { seat: turn.seat, name: turn.name };
}

function duelView(live: LiveClass, seat: Seat): DuelView | null {
  const { lesson } = live;
  if (lesson.mode !== 'duel' || lesson.round < 0) return null;
  const entry = live.services.catalog.get(lesson.rounds[lesson.round].level);
  const budget = entry && budgetOf(entry.level);
  if (!budget) return null;
  const record = live.ledger.of(seat.seat, lesson.round);
  const rival = record?.rival == null ? undefined : live.seats.get(record.rival);
  return {
    round: lesson.round,
    rival: rival ? publicName(rival) : null,
    budget,
    written: record?.written ?? null,
  };
}
