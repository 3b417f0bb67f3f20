/**
 * The course of a lesson: phases, rounds, clock, and what the host may do when. A value and one function, so that
 * the server's room only has to keep it, and the tests need no room.
 *
 * ```
 * lobby -> briefing -> playing -> review -> briefing ... review -> podium -> closed
 *              (duel: briefing -> writing -> playing)      (homework: playing -> closed)
 * ```
 */
import { err, ok, type Result } from '../base/result.ts';
import {
  elapsedMs,
  pauseClock,
  type RoundClock,
  remainingMs,
  resumeClock,
  setRemaining,
  standingClock,
  startClock,
} from './clock.ts';
import type { LessonCommand } from './commands.ts';
import {
  type ClassMode,
  type ClassPlan,
  classLimits,
  defaultOptions,
  type LessonOptions,
} from './options.ts';

/**
 * - `lobby`: students come in.
 * - `briefing`: the level of the round is shown, nobody plays yet.
 * - `writing`: duels only, the request streams are written.
 * - `playing`: boards are open.
 * - `review`: boards are read-only; board of the best, replays, the rule.
 * - `podium`: the end, with the best over all rounds.
 * - `closed`: nothing changes any more; the report stays.
 */
export type Phase = 'lobby' | 'briefing' | 'writing' | 'playing' | 'review' | 'podium' | 'closed';

/** `played`: counts; `skipped`: was left and does not count. */
export type RoundStatus = 'waiting' | 'current' | 'played' | 'skipped';

export interface Round {
  readonly level: string;
  readonly status: RoundStatus;
  /** How long it was played, pauses left out. */
  readonly elapsedMs: number;
}

export interface Lesson {
  readonly mode: ClassMode;
  readonly phase: Phase;
  readonly rounds: readonly Round[];
  /** Index of the current round, or of the last one; -1 in the lobby. */
  readonly round: number;
  readonly clock: RoundClock;
  /** Boards take no moves while the host talks; the clock stands. */
  readonly frozen: boolean;
  /** The host stopped the clock; boards go on. */
  readonly paused: boolean;
  /** Nobody new comes in. */
  readonly locked: boolean;
  /** Somebody was blocked: whoever is new has to be admitted, so that the blocked one does not come back by another name. */
  readonly guarded: boolean;
  readonly options: LessonOptions;
  /** Names of the teams, or none. */
  readonly teams: readonly string[];
  /** A board that the projector shows, and whether with its name. */
  readonly spotlight: Spotlight | null;
  /** Homework: until when (milliseconds since 1970); null in a lesson. */
  readonly dueMs: number | null;
  /** Grows with every change. */
  readonly revision: number;
}

export interface Spotlight {
  readonly seat: number;
  readonly named: boolean;
}

/** Why a command of the host was not followed: a word for a text. */
export type LessonProblem =
  /** The phase does not allow it. */
  | 'notNow'
  /** It speaks of a round that is not the current one (a second click, another device). */
  | 'otherRound'
  /** No level is left to play. */
  | 'noRoundLeft'
  /** The value is outside of what is possible. */
  | 'badValue';

export function newLesson(plan: ClassPlan): Lesson {
  const rounds = plan.playlist.map((level): Round => ({ level, status: 'waiting', elapsedMs: 0 }));
  const hasTeams = plan.mode === 'teams' || plan.mode === 'shared';
  const isHomework = plan.dueMs !== undefined;
  return {
    mode: plan.mode,
    phase: isHomework ? 'playing' : 'lobby',
    rounds: isHomework ? rounds.map((round) => ({ ...round, status: 'current' })) : rounds,
    round: isHomework ? 0 : -1,
    clock: standingClock,
    frozen: false,
    paused: false,
    locked: false,
    guarded: false,
    options: { ...defaultOptions, ...plan.options },
    teams: hasTeams ? teamNames.slice(0, plan.teams ?? 4) : [],
    spotlight: null,
    dueMs: plan.dueMs ?? null,
    revision: 0,
  };
}

/** Teams are called after snakes by names that English and Spanish share; no two begin alike. */
const teamNames: readonly string[] = [
  ...['Boa', 'Cobra', 'Mamba', 'Taipan', 'Python', 'Anaconda'],
  ...['Krait', 'Naja', 'Urutu', 'Habu', 'Lachesis', 'Elaps'],
];

/** The lesson after a command of the host, or why it is not followed. */
export function advanceLesson(
  lesson: Lesson,
  command: LessonCommand,
  nowMs: number,
): Result<Lesson, LessonProblem> {
  if (lesson.phase === 'closed') return err('notNow');
  const next = follow(lesson, command, nowMs);
  return next.ok ? ok({ ...next.value, revision: lesson.revision + 1 }) : next;
}

function follow(lesson: Lesson, command: LessonCommand, nowMs: number): Result<Lesson, LessonProblem> {
  const { phase, options } = lesson;
  const isHomework = lesson.dueMs !== null;
  switch (command.type) {
    case 'next':
      return isHomework || (phase !== 'lobby' && phase !== 'review')
        ? err('notNow')
        : nextRound(lesson, command.after, nowMs);
    case 'start':
      if (command.round !== lesson.round) return err('otherRound');
      if (phase === 'briefing')
        return ok(lesson.mode === 'duel' ? write(lesson, nowMs) : play(lesson, nowMs));
      return phase === 'writing' ? ok(play(lesson, nowMs)) : err('notNow');
    case 'end':
      if (isHomework || phase !== 'playing') return err('notNow');
      return command.round === lesson.round ? ok(endRound(lesson, 'played', nowMs)) : err('otherRound');
    case 'skip':
      if (isHomework || (phase !== 'briefing' && phase !== 'writing' && phase !== 'playing'))
        return err('notNow');
      return command.round === lesson.round ? ok(endRound(lesson, 'skipped', nowMs)) : err('otherRound');
    case 'pause':
      if (!isRunning(lesson) || lesson.paused) return err('notNow');
      return ok({ ...lesson, paused: true, clock: pauseClock(lesson.clock, nowMs) });
    case 'resume':
      if (!lesson.paused) return err('notNow');
      return ok({
        ...lesson,
        paused: false,
        clock: lesson.frozen ? lesson.clock : resumeClock(lesson.clock, nowMs),
      });
    case 'extend': {
      const left = remainingMs(lesson.clock, nowMs);
      if (!isRunning(lesson) || left === null) return err('notNow');
      return setClock(lesson, left + command.ms, nowMs);
    }
    case 'clock':
      return isRunning(lesson) ? setClock(lesson, command.leftMs, nowMs) : err('notNow');
    case 'freeze': {
      if (command.on === lesson.frozen) return ok(lesson);
      if (command.on && phase !== 'playing' && phase !== 'writing') return err('notNow');
      const clock = command.on
        ? pauseClock(lesson.clock, nowMs)
        : lesson.paused || !isRunning(lesson) || isHomework
          ? lesson.clock
          : resumeClock(lesson.clock, nowMs);
      return ok({ ...lesson, frozen: command.on, clock });
    }
    case 'lock':
      return ok({ ...lesson, locked: command.on });
    case 'guard':
      return ok({ ...lesson, guarded: command.on });
    case 'options':
      return ok({ ...lesson, options: { ...options, ...command.patch } });
    case 'playlist':
      return changePlaylist(lesson, command.levels);
    case 'spotlight':
      return ok({
        ...lesson,
        spotlight: command.seat === null ? null : { seat: command.seat, named: command.named },
      });
    case 'podium':
      return phase === 'review' || phase === 'lobby'
        ? ok({ ...lesson, phase: 'podium', spotlight: null })
        : err('notNow');
    case 'close': {
      const ended = phase === 'playing' && !isHomework ? endRound(lesson, 'played', nowMs) : lesson;
      const rounds = isHomework ? ended.rounds.map((round) => finished(round)) : ended.rounds;
      return ok({ ...ended, rounds, phase: 'closed', spotlight: null, frozen: false });
    }
  }
}

/** Whether the clock of the lesson has run out by then: the round is to be ended. */
export function isOver(lesson: Lesson, nowMs: number): boolean {
  return lesson.phase === 'playing' && remainingMs(lesson.clock, nowMs) === 0;
}

/** Whether moves are taken at the round's boards now. */
export function takesMoves(lesson: Lesson, round: number): boolean {
  return lesson.phase === 'playing' && !lesson.frozen && isOpen(lesson, round);
}

/** Whether the round has boards that students may look at. */
export function isOpen(lesson: Lesson, round: number): boolean {
  if (lesson.dueMs !== null) return round >= 0 && round < lesson.rounds.length;
  return round === lesson.round && (lesson.phase === 'playing' || lesson.phase === 'review');
}

/**
 * The lesson as it goes on after the server was away, or nobody was there: the clock stood meanwhile. `seenMs` is the last
 * time that it was known to run, on the clock of `nowMs`.
 */
export function wakeLesson(lesson: Lesson, seenMs: number, nowMs: number): Lesson {
  const { clock } = lesson;
  if (clock.sinceMs === null) return lesson;
  const stood = pauseClock(clock, Math.max(clock.sinceMs, Math.min(seenMs, nowMs)));
  return { ...lesson, clock: resumeClock(stood, nowMs) };
}

function isRunning({ phase, dueMs }: Lesson): boolean {
  return dueMs === null && (phase === 'playing' || phase === 'writing');
}

function nextRound(lesson: Lesson, after: number, nowMs: number): Result<Lesson, LessonProblem> {
  if (after !== lesson.round) return err('otherRound');
  const round = lesson.round + 1;
  if (round >= lesson.rounds.length) return err('noRoundLeft');
  const opened: Lesson = {
    ...withStatus(lesson, round, 'current'),
    round,
    phase: 'briefing',
    clock: standingClock,
    frozen: false,
    paused: false,
    spotlight: null,
  };
  if (opened.options.askReady) return ok(opened);
  return ok(opened.mode === 'duel' ? write(opened, nowMs) : play(opened, nowMs));
}

function play(lesson: Lesson, nowMs: number): Lesson {
  const clock = startClock(lesson.options.clockMs, nowMs);
  return { ...lesson, phase: 'playing', clock, frozen: false, paused: false };
}

/** Streams are written without a clock: the host sees who is not done, and starts. */
function write(lesson: Lesson, nowMs: number): Lesson {
  return { ...lesson, phase: 'writing', clock: startClock(null, nowMs), frozen: false, paused: false };
}

function endRound(lesson: Lesson, status: 'played' | 'skipped', nowMs: number): Lesson {
  const clock = pauseClock(lesson.clock, nowMs);
  const ended = withStatus(lesson, lesson.round, status, clock.elapsedMs);
  // The board that was on the projector makes room for the review.
  return { ...ended, phase: 'review', clock, frozen: false, paused: false, spotlight: null };
}

function setClock(lesson: Lesson, leftMs: number | null, nowMs: number): Result<Lesson, LessonProblem> {
  if (lesson.phase !== 'playing') return err('notNow');
  if (leftMs !== null && (leftMs < 1000 || leftMs > classLimits.maxClockMs)) return err('badValue');
  return ok({ ...lesson, clock: setRemaining(lesson.clock, leftMs, nowMs) });
}

/** What was begun stays; what follows is new. */
function changePlaylist(lesson: Lesson, levels: readonly string[]): Result<Lesson, LessonProblem> {
  if (lesson.dueMs !== null) return err('notNow');
  const begun = lesson.rounds.slice(0, lesson.round + 1);
  if (begun.length + levels.length > classLimits.rounds || begun.length + levels.length === 0)
    return err('badValue');
  const rest = levels.map((level): Round => ({ level, status: 'waiting', elapsedMs: 0 }));
  return ok({ ...lesson, rounds: [...begun, ...rest] });
}

function withStatus(lesson: Lesson, at: number, status: RoundStatus, elapsed = 0): Lesson {
  const rounds = lesson.rounds.map((round, index) =>
    index === at ? { ...round, status, elapsedMs: elapsed } : round,
  );
  return { ...lesson, rounds };
}

function finished(round: Round): Round {
  return round.status === 'current' ? { ...round, status: 'played' } : round;
}

/** What has passed in the current round, for times of results. */
export function lessonElapsedMs(lesson: Lesson, nowMs: number): number {
  return elapsedMs(lesson.clock, nowMs);
}
