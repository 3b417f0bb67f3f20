/** A round as it forms, in numbers: for the host's desk and, without names, the projector. */
import type { Medal } from '../game/score.ts';
import { MAX_POINTS } from './points.ts';
import { commonestWrong, type WrongCount, type WrongMove } from './wrong.ts';

export interface Insight {
  readonly round: number;
  readonly seats: number;
  readonly here: number;
  readonly ready: number;
  /** Students that began, that won, by best medal. */
  readonly playing: number;
  readonly won: number;
  readonly medals: Readonly<Record<Medal, number>>;
  /** How many of those who began have points from 0 to 99, 100 to 199 ... 900 to 999, 1000. */
  readonly distribution: readonly number[];
  readonly wrong: readonly WrongMove[];
}

/** A student for it. */
export interface Glimpse {
  readonly isHere: boolean;
  readonly isReady: boolean;
  readonly hasBegun: boolean;
  readonly points: number;
  readonly medal: Medal | null;
  readonly wrong: readonly WrongCount[];
}

const WRONG_SHOWN = 8;

export function insightOf(round: number, students: readonly Glimpse[]): Insight {
  const medals = { bronze: 0, silver: 0, gold: 0 };
  const distribution = new Array<number>(MAX_POINTS / 100 + 1).fill(0);
  const count = (holds: (student: Glimpse) => boolean): number => students.filter(holds).length;
  for (const { medal, points, hasBegun } of students) {
    if (medal) medals[medal]++;
    if (hasBegun) distribution[Math.floor(points / 100)]++;
  }
  return {
    round,
    seats: students.length,
    here: count(({ isHere }) => isHere),
    ready: count(({ isReady }) => isReady),
    playing: count(({ hasBegun }) => hasBegun),
    won: count(({ medal }) => medal !== null),
    medals,
    distribution,
    wrong: commonestWrong(
      students.map(({ wrong }) => wrong),
      WRONG_SHOWN,
    ),
  };
}
