import { expect, test } from 'vitest';
import { loadCatalog } from '../../server/levels/catalog.ts';
import { attemptsOf, countAttempts } from '../../shared/class/attempts.ts';
import { insightOf } from '../../shared/class/insight.ts';
import { newLesson } from '../../shared/class/lesson.ts';
import { scoreOf } from '../../shared/class/points.ts';
import { type Contestant, standingsFor, standingsOf } from '../../shared/class/results.ts';
import { stuckness } from '../../shared/class/stuck.ts';
import { lastMover, smallestTeam, teamRefusal, turnOf } from '../../shared/class/team.ts';
import { addWrong, commonestWrong, isMistake, type WrongCount } from '../../shared/class/wrong.ts';
import { compareMetrics } from '../../shared/game/score.ts';
import { replay } from '../../shared/game/session/session.ts';
import { toyKind, toyLevel } from '../support/toy.ts';

const add = (n: number) => ({ type: 'add', n });
const undo = { type: 'undo' };
const restart = { type: 'restart' };

test('points of the toy: gold, silver by closeness, nothing beyond a thousand', () => {
  const level = toyLevel('toy', 20);
  const points = [2, 3, 4, 10, 20].map((moves) => scoreOf(toyKind, level, { moves }).points);
  expect(points[0]).toBe(1000);
  expect(points[1]).toBe(1000);
  expect(points).toEqual([...points].sort((a, b) => b - a));
  expect(points[2]).toBeGreaterThan(points[3]);
  expect(scoreOf(toyKind, level, { moves: 21 }).medal).toBe('bronze');
});

test('law: at every level a better result never gets fewer points', () => {
  for (const { level, kind } of loadCatalog().values()) {
    const { gold } = level.medals;
    const results = [0, 1, 2, 5, 40, 4000].flatMap((first) =>
      [0, 1, 7].map((rest) =>
        Object.fromEntries(
          level.metrics.map((name, index) => {
            const more = kind.metrics.find((metric) => metric.name === name)?.better === 'more';
            const far = index === 0 ? first : rest;
            return [name, more ? Math.max(0, gold[name] - far) : gold[name] + far];
          }),
        ),
      ),
    );
    for (const a of results)
      for (const b of results)
        if (compareMetrics(kind, level.metrics, a, b) < 0)
          expect(
            scoreOf(kind, level, a).points,
            `${level.id} ${JSON.stringify([a, b])}`,
          ).toBeGreaterThanOrEqual(scoreOf(kind, level, b).points);
    expect(scoreOf(kind, level, gold)).toEqual({ medal: 'gold', points: 1000 });
  }
});

const contestant = (
  seat: number,
  points: number,
  bestMs: number,
  team: number | null = null,
): Contestant => ({
  seat,
  name: `S${seat}`,
  team,
  results: [
    {
      round: 0,
      points,
      medal: points ? 'silver' : null,
      metrics: null,
      attempts: 1,
      moves: 1,
      hints: 0,
      bestMs,
    },
  ],
});

test('time breaks ties only if the host says so', () => {
  const played = (timeBreaksTies: boolean) => {
    const lesson = newLesson({ playlist: ['a'], mode: 'own', options: { timeBreaksTies } });
    return { ...lesson, rounds: [{ level: 'a', status: 'played' as const, elapsedMs: 0 }] };
  };
  const all = [
    contestant(1, 700, 9000),
    contestant(2, 700, 100),
    contestant(3, 900, 99_000),
    contestant(4, 0, 0),
  ];
  const places = (tie: boolean) =>
    standingsOf(played(tie), all, 0).places.map(({ seat, place }) => [seat, place]);
  expect(places(false)).toEqual([
    [3, 1],
    [1, 2],
    [2, 2],
    [4, 4],
  ]);
  expect(places(true)).toEqual([
    [3, 1],
    [2, 2],
    [1, 3],
    [4, 4],
  ]);
});

test('skipped rounds do not count; teams share their mean; each sees what the option lets them', () => {
  const lesson = {
    ...newLesson({ playlist: ['a', 'b'], mode: 'teams', teams: 3 }),
    rounds: [
      { level: 'a', status: 'played' as const, elapsedMs: 0 },
      { level: 'b', status: 'skipped' as const, elapsedMs: 0 },
    ],
  };
  const all = [1, 2, 3, 4, 5, 6, 7].map((seat) => {
    const one = contestant(seat, 1000 - seat * 100, 0, seat % 2);
    return { ...one, results: [...one.results, { ...one.results[0], round: 1, points: 1000 }] };
  });
  const full = standingsOf(lesson, all, null);
  expect(full.places.map(({ points }) => points)).toEqual([900, 800, 700, 600, 500, 400, 300]);
  expect(full.teams).toMatchObject([
    { team: 0, points: 600, members: 3, place: 1 },
    { team: 1, points: 600, members: 4, place: 1 },
  ]);
  expect(standingsFor(full, 'full', 7).places).toHaveLength(7);
  expect(standingsFor(full, 'top5', 7)).toMatchObject({ places: { length: 5 }, own: { place: 7 } });
  expect(standingsFor(full, 'own', 7)).toMatchObject({ places: [], own: { place: 7 }, teams: [{ team: 1 }] });
  expect(standingsFor(full, 'none', 7)).toMatchObject({ places: [], own: null, teams: [] });
  expect(standingsFor(full, 'top5', null).own).toBe(null);
  expect(standingsFor(full, 'top5', 7).more).toBe(0);
});

test('a board of five tells how many more share its last place', () => {
  const lesson = {
    ...newLesson({ playlist: ['a'], mode: 'own' }),
    rounds: [{ level: 'a', status: 'played' as const, elapsedMs: 0 }],
  };
  const shown = (points: number[]) => {
    const all = points.map((one, index) => contestant(index + 1, one, 0));
    const { places, more } = standingsFor(standingsOf(lesson, all, null), 'top5', null);
    return [...places.map(({ place }) => place), more];
  };
  expect(shown([9, 9, 9, 9, 9, 9, 9, 1])).toEqual([1, 1, 1, 1, 1, 2]);
  expect(shown([9, 8, 7, 6, 6, 6, 1])).toEqual([1, 2, 3, 4, 4, 1]);
  expect(shown([9, 8])).toEqual([1, 2, 0]);
  const none = standingsFor(standingsOf(lesson, [contestant(1, 9, 0)], null), 'none', 1);
  expect(none).toMatchObject({ places: [], more: 0 });
});

test('attempts: restarts end them, wins gone back from count, undone moves do not', () => {
  const level = toyLevel('toy', 10);
  const outcome = (log: Parameters<typeof attemptsOf>[2]) => {
    // It is a log of accepted actions.
    replay(toyKind, level, 'x', log);
    return attemptsOf(toyKind, level, log).map(({ actions, outcome: how }) => `${actions.length} ${how}`);
  };
  expect(outcome([])).toEqual([]);
  expect(outcome([add(9), undo])).toEqual([]);
  expect(outcome([add(9), add(1)])).toEqual(['2 won']);
  expect(outcome([add(9), restart, add(5), add(5)])).toEqual(['1 unfinished', '2 won']);
  expect(outcome([add(9), add(1), undo, undo, add(5)])).toEqual(['2 won', '1 unfinished']);
  expect(outcome([add(9), add(1), restart])).toEqual(['2 won']);
  expect(countAttempts([add(1), restart, restart, add(1), undo, add(2)])).toBe(2);
});

test('stuck: the same reason three times, or no move for a minute and a half', () => {
  const progress = { isWon: false, lastMoveMs: 0, lastReason: null, sameReason: 0 };
  expect(stuckness(progress, 89_999)).toBe(null);
  expect(stuckness(progress, 90_000)).toEqual({ why: 'noProgress', forMs: 90_000 });
  expect(stuckness({ ...progress, isWon: true }, 900_000)).toBe(null);
  expect(stuckness({ ...progress, lastReason: 'poolFull', sameReason: 2 }, 10)).toBe(null);
  expect(stuckness({ ...progress, lastReason: 'poolFull', sameReason: 3 }, 900_000)).toEqual({
    why: 'sameMove',
    reason: 'poolFull',
    times: 3,
  });
});

test('wrong moves are counted by reason and move, and do not grow without end', () => {
  let one: readonly WrongCount[] = [];
  for (const n of [9, 9, 8]) one = addWrong(one, add(n), { reason: 'tooMuch', facts: { over: n } });
  let two: readonly WrongCount[] = addWrong([], add(8), { reason: 'tooMuch' });
  two = addWrong(two, add(0), { reason: 'malformedAction' });
  expect(commonestWrong([one, two], 5)).toEqual([
    { reason: 'tooMuch', times: 4, seats: 2, action: add(9), facts: { over: 9 } },
    { reason: 'malformedAction', times: 1, seats: 1, action: add(0), facts: undefined },
  ]);
  let many: readonly WrongCount[] = [];
  for (let n = 0; n < 500; n++) many = addWrong(many, add(n), { reason: 'tooMuch' });
  expect(many.length).toBeLessThanOrEqual(40);
  expect(many.reduce((sum, { times }) => sum + times, 0)).toBe(500);
});

test('playing on after the win, or undoing nothing, is no mistake', () => {
  for (const reason of ['alreadyWon', 'alreadyLost', 'nothingToUndo'])
    expect(isMistake({ reason })).toBe(false);
  expect(isMistake({ reason: 'tooMuch' })).toBe(true);
});

test('the numbers of a round', () => {
  const student = { isHere: true, isReady: false, hasBegun: true, points: 0, medal: null, wrong: [] };
  const insight = insightOf(3, [
    student,
    { ...student, points: 1000, medal: 'gold' },
    { ...student, points: 999, medal: 'silver', isHere: false },
    { ...student, hasBegun: false },
  ]);
  expect(insight).toMatchObject({
    round: 3,
    seats: 4,
    here: 3,
    playing: 3,
    won: 2,
    medals: { gold: 1, silver: 1, bronze: 0 },
  });
  expect(insight.distribution).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
});

test('teams: the smallest takes the newcomer; turns go round; a move is taken back by whose it was', () => {
  expect(smallestTeam([2, 1, 1])).toBe(1);
  const members = [1, 2, 5].map((seat) => ({ seat, name: `S${seat}`, isHere: seat !== 2 }));
  expect(turnOf(members, null)?.seat).toBe(1);
  expect(turnOf(members, 1)?.seat).toBe(5);
  expect(turnOf(members, 5)?.seat).toBe(1);
  expect(turnOf([], 5)).toBe(null);
  const log = [add(1), add(2), undo, undo, { type: 'redo' }];
  expect(lastMover(log, [1, 2, 2, 1, 5])).toBe(1);
  expect(lastMover(log.slice(0, 4), [1, 2, 2, 1])).toBe(null);
  const playing = { phase: 'playing' } as const;
  const [one, , five] = members;
  expect(teamRefusal(undo, five, members, 'free', 1, playing)).toEqual({
    reason: 'notYourMove',
    facts: { by: 'S1' },
  });
  expect(teamRefusal(undo, one, members, 'free', 1, playing)).toBe(null);
  expect(teamRefusal(undo, five, members, 'free', 1, { phase: 'won' })).toBe(null);
  expect(teamRefusal(restart, one, members, 'free', 1, playing)).toEqual({ reason: 'onlyWhenOver' });
  expect(teamRefusal(add(1), one, members, 'inTurn', 1, playing)).toEqual({
    reason: 'notYourTurn',
    facts: { turn: 'S5' },
  });
  expect(teamRefusal(add(1), five, members, 'inTurn', 1, playing)).toBe(null);
});
