import type { DuelRequest } from '../../../shared/class/duel.ts';
import type { RoundResult } from '../../../shared/class/results.ts';
import type { Stuck } from '../../../shared/class/stuck.ts';
import type { WrongCount } from '../../../shared/class/wrong.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import { parseLevel } from '../../../shared/level/parse.ts';
import { rulesHash } from '../../../shared/level/rules.ts';
import type { HintView, SeatStatus } from '../../../shared/protocol/class.ts';
import type { LevelEntry } from '../../levels/entry.ts';
import type { ClassRoundRow, ClassSeatRow } from '../../store/class-tables.ts';

/** A student of a class in memory. */
export interface Seat {
  readonly seat: number;
  /** Hash of the seat's key. */
  key: string;
  name: string;
  isMuted: boolean;
  status: SeatStatus;
  team: number | null;
  // From here on: not stored.
  connections: number;
  isReady: boolean;
  stuck: Stuck | null;
  /** Homework: the round that they have open. */
  openRound: number;
}

/** One student in one round. */
export interface SeatRound {
  readonly seat: number;
  readonly round: number;
  hints: number;
  wrong: readonly WrongCount[];
  bestMs: number | null;
  lastMs: number | null;
  result: RoundResult | null;
  logLength: number;
  /** Duel: the other, what was written for them, and the level made of what they wrote. */
  rival: number | null;
  written: readonly DuelRequest[] | null;
  level: LevelEntry | null;
  /** Hints of the host. */
  sent: readonly HintView[];
  // From here on: not stored.
  lastMoveAtMs: number;
  lastReason: string | null;
  sameReason: number;
}

export function seatOfRow(row: ClassSeatRow): Seat {
  const { seat, key, name, status, team } = row;
  return { ...newSeat(seat, key, name), isMuted: row.muted === 1, status, team };
}

export function newSeat(seat: number, key: string, name: string): Seat {
  return {
    seat,
    key,
    name,
    isMuted: false,
    status: 'in',
    team: null,
    connections: 0,
    isReady: false,
    stuck: null,
    openRound: 0,
  };
}

export function rowOfSeat(code: string, seat: Seat): ClassSeatRow {
  const { key, name, status, team } = seat;
  return { code, seat: seat.seat, key, name, muted: seat.isMuted ? 1 : 0, status, team };
}

export function newSeatRound(seat: number, round: number, nowMs: number): SeatRound {
  return {
    seat,
    round,
    hints: 0,
    wrong: [],
    bestMs: null,
    lastMs: null,
    result: null,
    logLength: 0,
    rival: null,
    written: null,
    level: null,
    sent: [],
    lastMoveAtMs: nowMs,
    lastReason: null,
    sameReason: 0,
  };
}

export function seatRoundOfRow(row: ClassRoundRow, nowMs: number): SeatRound {
  return {
    ...newSeatRound(row.seat, row.round, nowMs),
    hints: row.hints,
    wrong: JSON.parse(row.wrong) as WrongCount[],
    bestMs: row.best_ms,
    lastMs: row.last_ms,
    result: row.result === null ? null : (JSON.parse(row.result) as RoundResult),
    logLength: row.log_length,
    rival: row.rival,
    written: row.written === null ? null : (JSON.parse(row.written) as DuelRequest[]),
    level: row.level === null ? null : readDuelLevel(row.level),
    sent: JSON.parse(row.sent) as HintView[],
  };
}

export function rowOfSeatRound(code: string, record: SeatRound): ClassRoundRow {
  return {
    code,
    seat: record.seat,
    round: record.round,
    hints: record.hints,
    wrong: JSON.stringify(record.wrong),
    best_ms: record.bestMs,
    last_ms: record.lastMs,
    result: record.result && JSON.stringify(record.result),
    log_length: record.logLength,
    rival: record.rival,
    written: record.written && JSON.stringify(record.written),
    level: record.level && JSON.stringify(record.level.level),
    sent: JSON.stringify(record.sent),
  };
}

/** A duel's level from the disk; one that today's rules do not take any more is not played on. */
function readDuelLevel(text: string): LevelEntry | null {
  const parsed = parseLevel(JSON.parse(text));
  if (!parsed.ok) return null;
  const level = parsed.value;
  return { level, kind: puzzleKind(level.kind)!, rules: rulesHash(level) };
}
