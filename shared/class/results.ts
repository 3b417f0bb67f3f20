/** What seats have reached: results of rounds, their sums, and who is before whom. */
import type { Metrics } from '../game/kind.ts';
import type { Medal } from '../game/score.ts';
import type { Lesson } from './lesson.ts';
import type { BoardMode } from './options.ts';

/** What a seat has reached in one round; by the server's replay. */
export interface RoundResult {
  readonly round: number;
  /** 0 to 1000; 0 until it is won. */
  readonly points: number;
  readonly medal: Medal | null;
  /** Of the best attempt; null until it is won. */
  readonly metrics: Metrics | null;
  readonly attempts: number;
  readonly moves: number;
  readonly hints: number;
  /** Clock of the round when the best attempt was won. */
  readonly bestMs: number | null;
}

/** A student for a board of the best. */
export interface Contestant {
  readonly seat: number;
  readonly name: string;
  readonly team: number | null;
  readonly results: readonly RoundResult[];
}

/** One line of a board of the best. `name` is the alias of a muted name. */
export interface Place {
  /** From 1; equal results share a place. */
  readonly place: number;
  readonly seat: number;
  readonly name: string;
  readonly team: number | null;
  readonly points: number;
  readonly medal: Medal | null;
}

export interface TeamPlace {
  readonly place: number;
  readonly team: number;
  readonly name: string;
  readonly points: number;
  readonly members: number;
}

/** The board of the best as its reader may see it. */
export interface Standings {
  /** Of one round, or (null) of all. */
  readonly round: number | null;
  readonly seats: number;
  readonly places: readonly Place[];
  /** How many more share the last of these places: a board of five does not say that the sixth was worse. */
  readonly more: number;
  /** The reader's own place, also where nobody sees others'. */
  readonly own: Place | null;
  readonly teams: readonly TeamPlace[];
}

/** Rounds that count: played ones, and the one that is being played. */
export function counts(lesson: Lesson, round: number): boolean {
  const status = lesson.rounds[round]?.status;
  return status === 'played' || status === 'current';
}

export function totalPoints(lesson: Lesson, results: readonly RoundResult[]): number {
  return results.reduce((sum, { round, points }) => sum + (counts(lesson, round) ? points : 0), 0);
}

/** Everybody in order, of one round or (null) of all that count. Ties are broken by time only if the host says so. */
export function standingsOf(lesson: Lesson, all: readonly Contestant[], round: number | null): Standings {
  const rows = all.map((one) => {
    const results = one.results.filter((result) =>
      round === null ? counts(lesson, result.round) : result.round === round,
    );
    const points = results.reduce((sum, result) => sum + result.points, 0);
    const timeMs = results.reduce((sum, { bestMs }) => sum + (bestMs ?? 0), 0);
    return { one, points, timeMs, medal: round === null ? null : (results[0]?.medal ?? null) };
  });
  const byTime = lesson.options.timeBreaksTies;
  const order = (a: (typeof rows)[number], b: (typeof rows)[number]): number =>
    b.points - a.points || (byTime && a.points > 0 ? a.timeMs - b.timeMs : 0);
  rows.sort((a, b) => order(a, b) || a.one.seat - b.one.seat);
  let place = 0;
  const places = rows.map((row, index): Place => {
    if (index === 0 || order(rows[index - 1], row) !== 0) place = index + 1;
    const { seat, name, team } = row.one;
    return { place, seat, name, team, points: row.points, medal: row.medal };
  });
  return { round, seats: all.length, places, more: 0, own: null, teams: teamPlaces(lesson, places) };
}

/** A team reaches together what its members reach on the average, so that a small team is as good as a large one. */
function teamPlaces(lesson: Lesson, places: readonly Place[]): TeamPlace[] {
  const rows = lesson.teams.map((name, team) => {
    const members = places.filter((row) => row.team === team);
    const sum = members.reduce((total, row) => total + row.points, 0);
    return {
      team,
      name,
      members: members.length,
      points: members.length ? Math.round(sum / members.length) : 0,
    };
  });
  const filled = rows
    .filter(({ members }) => members > 0)
    .sort((a, b) => b.points - a.points || a.team - b.team);
  return filled.map((row) => ({
    ...row,
    place: 1 + filled.filter(({ points }) => points > row.points).length,
  }));
}

/** Lines of a board of the best five. */
const BEST = 5;

/** The board as a student, or (`seat` null) the projector, may see it. */
export function standingsFor(all: Standings, mode: BoardMode, seat: number | null): Standings {
  const own = seat === null ? null : (all.places.find((place) => place.seat === seat) ?? null);
  const places = mode === 'full' ? all.places : mode === 'top5' ? all.places.slice(0, BEST) : [];
  const last = places.at(-1)?.place;
  return {
    ...all,
    places,
    more: all.places.slice(places.length).filter(({ place }) => place === last).length,
    own: mode === 'none' ? null : own,
    teams:
      mode === 'none' || mode === 'own'
        ? all.teams.filter(({ team }) => mode === 'own' && team === own?.team)
        : all.teams,
  };
}
