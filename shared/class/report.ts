/** The report of a class: computed from logs and what was counted, the same for the screen, JSON and CSV. */
import { canonicalJson } from '../base/canonical.ts';
import type { Action, Rejection } from '../game/action.ts';
import type { AnyPuzzleKind, Metrics } from '../game/kind.ts';
import type { Medal } from '../game/score.ts';
import type { Level } from '../level/level.ts';
import { attemptsOf } from './attempts.ts';
import { type Cell, formatCsv } from './csv.ts';
import type { Lesson } from './lesson.ts';
import type { ClassMode } from './options.ts';
import { scoreOf } from './points.ts';
import { type RoundResult, standingsOf } from './results.ts';
import { commonestWrong, type WrongCount } from './wrong.ts';

export const REPORT_FORMAT = 'pyarena-class-report';

/** One attempt: from an empty board to the restart that ended it, or to the end. */
export interface AttemptReport {
  readonly actions: readonly Action[];
  readonly outcome: 'won' | 'lost' | 'unfinished';
  readonly metrics: Metrics;
  readonly medal: Medal | null;
}

export interface WrongReport {
  readonly action: Action;
  readonly reason: Rejection['reason'];
  readonly times: number;
}

export interface SeatLevelReport {
  readonly seat: number;
  readonly name: string;
  readonly team: string | null;
  readonly points: number;
  readonly medal: Medal | null;
  readonly metrics: Metrics | null;
  readonly attempts: readonly AttemptReport[];
  readonly moves: number;
  readonly hints: number;
  /** From the start of the round to the best attempt, and to the last move; null where there is none. */
  readonly bestMs: number | null;
  readonly lastMs: number | null;
  readonly wrong: readonly WrongReport[];
}

export interface LevelReport {
  readonly round: number;
  readonly level: string;
  readonly title: Readonly<Record<string, string>>;
  readonly status: 'waiting' | 'current' | 'played' | 'skipped';
  readonly elapsedMs: number;
  readonly won: number;
  readonly medals: Readonly<Record<Medal, number>>;
  readonly wrong: readonly (WrongReport & { readonly seats: number })[];
  readonly seats: readonly SeatLevelReport[];
}

export interface ClassReport {
  readonly format: typeof REPORT_FORMAT;
  readonly version: 1;
  readonly code: string;
  readonly mode: ClassMode;
  readonly isHomework: boolean;
  /** Milliseconds since 1970. */
  readonly openedMs: number;
  readonly expiresMs: number;
  readonly levels: readonly LevelReport[];
  readonly seats: readonly {
    readonly seat: number;
    readonly name: string;
    readonly team: string | null;
    readonly place: number;
    readonly points: number;
    readonly won: number;
  }[];
}

/** What is known of one student in one round: the log by the server's replay, the rest counted by it. */
export interface SeatRoundRecord {
  readonly seat: number;
  readonly round: number;
  readonly kind: AnyPuzzleKind;
  /** The level that was played: the playlist's, or a duel's. */
  readonly level: Level;
  /** The board's own log, and those of devices that played without a connection while another went on. */
  readonly logs: readonly (readonly Action[])[];
  readonly result: RoundResult;
  readonly lastMs: number | null;
  readonly wrong: readonly WrongCount[];
}

export interface ReportSource {
  readonly code: string;
  readonly lesson: Lesson;
  readonly openedMs: number;
  readonly expiresMs: number;
  readonly seats: readonly { readonly seat: number; readonly name: string; readonly team: number | null }[];
  readonly titles: (level: string) => Readonly<Record<string, string>>;
  readonly records: readonly SeatRoundRecord[];
}

export function reportOf(source: ReportSource): ClassReport {
  const { lesson, records } = source;
  const teamName = (team: number | null): string | null =>
    team === null ? null : (lesson.teams[team] ?? null);
  const contestants = source.seats.map((seat) => ({
    ...seat,
    results: records.filter((record) => record.seat === seat.seat).map(({ result }) => result),
  }));
  const standings = standingsOf(lesson, contestants, null);
  return {
    format: REPORT_FORMAT,
    version: 1,
    code: source.code,
    mode: lesson.mode,
    isHomework: lesson.dueMs !== null,
    openedMs: source.openedMs,
    expiresMs: source.expiresMs,
    levels: lesson.rounds.map((round, index): LevelReport => {
      const mine = records.filter((record) => record.round === index);
      const medals = { bronze: 0, silver: 0, gold: 0 };
      for (const { result } of mine) if (result.medal) medals[result.medal]++;
      return {
        round: index,
        level: round.level,
        title: source.titles(round.level),
        status: round.status,
        elapsedMs: round.elapsedMs,
        won: mine.filter(({ result }) => result.medal !== null).length,
        medals,
        wrong: commonestWrong(
          mine.map(({ wrong }) => wrong),
          WRONG_LISTED,
        ),
        seats: source.seats.flatMap(({ seat, name, team }) => {
          const record = mine.find((one) => one.seat === seat);
          return record ? [seatLevelReport(record, name, teamName(team))] : [];
        }),
      };
    }),
    seats: standings.places.map(({ seat, name, team, place, points }) => ({
      seat,
      name,
      team: teamName(team),
      place,
      points,
      won: contestants.find((one) => one.seat === seat)!.results.filter(({ medal }) => medal !== null).length,
    })),
  };
}

/** One line a student and level, in the words of the interface's own keys, for a spreadsheet. */
export function reportCsv(report: ClassReport): string {
  const metricNames = [
    ...new Set(
      report.levels.flatMap(({ seats }) => seats.flatMap(({ metrics }) => Object.keys(metrics ?? {}))),
    ),
  ].sort();
  const head = [
    'round',
    'level',
    'status',
    'seat',
    'name',
    'team',
    'points',
    'medal',
    'attempts',
    'moves',
    'hints',
  ];
  const rows: Cell[][] = [
    [...head, 'best after s', 'last move after s', ...metricNames, 'wrong moves', 'commonest wrong move'],
  ];
  for (const level of report.levels)
    for (const seat of level.seats)
      rows.push([
        level.round + 1,
        level.level,
        level.status,
        seat.seat,
        seat.name,
        seat.team,
        seat.points,
        seat.medal,
        seat.attempts.length,
        seat.moves,
        seat.hints,
        seconds(seat.bestMs),
        seconds(seat.lastMs),
        ...metricNames.map((name) => seat.metrics?.[name] ?? null),
        seat.wrong.reduce((sum, { times }) => sum + times, 0),
        seat.wrong.length > 0 ? `${seat.wrong[0].reason} ${canonicalJson(seat.wrong[0].action)}` : null,
      ]);
  return formatCsv(rows);
}

const WRONG_LISTED = 12;

function seatLevelReport(record: SeatRoundRecord, name: string, team: string | null): SeatLevelReport {
  const { kind, level, logs, result } = record;
  const attempts = logs
    .flatMap((log) => attemptsOf(kind, level, log))
    .map(
      (attempt): AttemptReport => ({
        ...attempt,
        medal: attempt.outcome === 'won' ? scoreOf(kind, level, attempt.metrics).medal : null,
      }),
    );
  return {
    seat: record.seat,
    name,
    team,
    points: result.points,
    medal: result.medal,
    metrics: result.metrics,
    attempts,
    moves: result.moves,
    hints: result.hints,
    bestMs: result.bestMs,
    lastMs: record.lastMs,
    wrong: [...record.wrong]
      .sort((a, b) => b.times - a.times)
      .map(({ action, reason, times }) => ({ action, reason, times })),
  };
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 100) / 10;
}
