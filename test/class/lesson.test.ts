import { expect, test } from 'vitest';
import { Rng } from '../../shared/base/rng.ts';
import { remainingMs } from '../../shared/class/clock.ts';
import type { LessonCommand } from '../../shared/class/commands.ts';
import {
  advanceLesson,
  isOver,
  type Lesson,
  newLesson,
  takesMoves,
  wakeLesson,
} from '../../shared/class/lesson.ts';
import type { ClassPlan } from '../../shared/class/options.ts';

const plan: ClassPlan = { playlist: ['a', 'b', 'c'], mode: 'own' };

/** Follows commands one after the other, each a second later; throws where one is refused. */
function follow(lesson: Lesson, ...commands: LessonCommand[]): Lesson {
  return commands.reduce((now, command, index) => {
    const next = advanceLesson(now, command, index * 1000);
    if (!next.ok) throw new Error(`${command.type}: ${next.error}`);
    return next.value;
  }, lesson);
}

const next = (after: number): LessonCommand => ({ type: 'next', after });
const end = (round: number): LessonCommand => ({ type: 'end', round });

test('the usual course', () => {
  let lesson = newLesson(plan);
  const phases: string[] = [lesson.phase];
  for (const command of [
    next(-1),
    end(0),
    next(0),
    { type: 'skip', round: 1, sure: false },
    next(1),
    end(2),
    { type: 'podium' },
    { type: 'close' },
  ] as LessonCommand[]) {
    lesson = follow(lesson, command);
    phases.push(lesson.phase);
  }
  expect(phases).toEqual([
    'lobby',
    'playing',
    'review',
    'playing',
    'review',
    'playing',
    'review',
    'podium',
    'closed',
  ]);
  expect(lesson.rounds.map(({ status }) => status)).toEqual(['played', 'skipped', 'played']);
});

test.each<[string, LessonCommand[], LessonCommand, string]>([
  ['a second click on next', [next(-1), end(0), next(0)], next(0), 'notNow'],
  ['the other device was faster', [next(-1), end(0), next(0)], end(0), 'otherRound'],
  ['next from a round that is long over', [next(-1), end(0), next(0), end(1)], next(0), 'otherRound'],
  ['no level left', [next(-1), end(0), next(0), end(1), next(1), end(2)], next(2), 'noRoundLeft'],
  ['ending what has not begun', [], end(-1), 'notNow'],
  ['pausing the lobby', [], { type: 'pause' }, 'notNow'],
  ['resuming what runs', [next(-1)], { type: 'resume' }, 'notNow'],
  ['extending what has no clock', [next(-1)], { type: 'extend', ms: 60_000 }, 'notNow'],
  ['freezing a review', [next(-1), end(0)], { type: 'freeze', on: true }, 'notNow'],
  ['the podium in the middle of a round', [next(-1)], { type: 'podium' }, 'notNow'],
  ['an empty playlist', [], { type: 'playlist', levels: [] }, 'badValue'],
  ['anything after the end', [{ type: 'close' }], { type: 'lock', on: true }, 'notNow'],
])('%s is refused', (_name, before, command, problem) => {
  const result = advanceLesson(follow(newLesson(plan), ...before), command, 99_000);
  expect(result).toEqual({ ok: false, error: problem });
});

test('a round asks who is ready if the host wants to; a duel writes first', () => {
  const asking = follow(newLesson({ ...plan, options: { askReady: true } }), next(-1));
  expect(asking.phase).toBe('briefing');
  expect(follow(asking, { type: 'start', round: 0 }).phase).toBe('playing');
  const duel = follow(newLesson({ ...plan, mode: 'duel' }), next(-1));
  expect(duel.phase).toBe('writing');
  expect(takesMoves(duel, 0)).toBe(false);
  expect(follow(duel, { type: 'start', round: 0 }).phase).toBe('playing');
});

test('moves are taken in the current round, while it is played and not frozen', () => {
  const lesson = follow(newLesson(plan), next(-1), end(0), next(0));
  expect([0, 1, 2].map((round) => takesMoves(lesson, round))).toEqual([false, true, false]);
  expect(takesMoves(follow(lesson, { type: 'freeze', on: true }), 1)).toBe(false);
  expect(takesMoves(follow(lesson, end(1)), 1)).toBe(false);
  const homework = newLesson({ ...plan, dueMs: 1 });
  expect([0, 1, 2, 3].map((round) => takesMoves(homework, round))).toEqual([true, true, true, false]);
});

test('the playlist may change behind the current round only', () => {
  const lesson = follow(newLesson(plan), next(-1), { type: 'playlist', levels: ['x', 'y'] });
  expect(lesson.rounds.map(({ level }) => level)).toEqual(['a', 'x', 'y']);
});

test('the clock stands while nobody can play', () => {
  let lesson = newLesson({ ...plan, options: { clockMs: 60_000 } });
  const at = (ms: number, command: LessonCommand): void => {
    const result = advanceLesson(lesson, command, ms);
    if (!result.ok) throw new Error(result.error);
    lesson = result.value;
  };
  at(0, next(-1));
  at(10_000, { type: 'freeze', on: true });
  at(20_000, { type: 'pause' });
  at(30_000, { type: 'freeze', on: false });
  expect(remainingMs(lesson.clock, 40_000)).toBe(50_000);
  at(50_000, { type: 'resume' });
  expect(remainingMs(lesson.clock, 60_000)).toBe(40_000);
  expect(isOver(lesson, 99_999)).toBe(false);
  expect(isOver(lesson, 100_000)).toBe(true);
  // The server was killed at 70 s, last heard of at 65, and is back at 500.
  const woken = wakeLesson(lesson, 65_000, 500_000);
  expect(remainingMs(woken.clock, 500_000)).toBe(35_000);
  // A time before the start, or from the future, changes nothing for the worse.
  expect(remainingMs(wakeLesson(lesson, 0, 500_000).clock, 500_000)).toBe(50_000);
  expect(remainingMs(wakeLesson(lesson, 9e9, 70_000).clock, 70_000)).toBe(30_000);
});

test('law: whatever is ordered, in whatever order, the lesson stays one', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const rng = new Rng(seed);
    let lesson = newLesson({
      ...plan,
      mode: rng.pick(['own', 'duel'] as const),
      options: { clockMs: rng.pick([null, 30_000]), askReady: rng.int(0, 2) === 1 },
    });
    let now = 0;
    for (let step = 0; step < 60; step++) {
      now += rng.int(0, 9000);
      const round = lesson.round + rng.pick([0, 0, 0, 1, -1]);
      const commands: LessonCommand[] = [
        { type: 'next', after: round },
        { type: 'start', round },
        { type: 'end', round },
        { type: 'skip', round, sure: true },
        { type: 'pause' },
        { type: 'resume' },
        { type: 'freeze', on: rng.int(0, 2) === 1 },
        { type: 'extend', ms: 5000 },
        { type: 'clock', leftMs: rng.pick([null, 4000]) },
        { type: 'playlist', levels: ['d'] },
        { type: 'podium' },
      ];
      const before = JSON.stringify(lesson);
      const result = advanceLesson(lesson, rng.pick(commands), now);
      const where = `seed ${seed}, step ${step}`;
      expect(JSON.stringify(lesson), where).toBe(before);
      if (!result.ok) continue;
      expect(result.value.revision, where).toBe(lesson.revision + 1);
      lesson = result.value;
      const current = lesson.rounds.filter(({ status }) => status === 'current').length;
      const isInRound = ['briefing', 'writing', 'playing'].includes(lesson.phase);
      expect(current, where).toBe(isInRound ? 1 : 0);
      expect(lesson.clock.elapsedMs, where).toBeGreaterThanOrEqual(0);
      if (lesson.frozen || lesson.paused || lesson.phase === 'review')
        expect(lesson.clock.sinceMs, where).toBe(null);
      if (lesson.phase === 'playing' && !lesson.frozen && !lesson.paused)
        expect(lesson.clock.sinceMs, where).not.toBe(null);
    }
  }
});
