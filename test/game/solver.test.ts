import { describe, expect, test } from 'vitest';
import type { Action } from '../../shared/game/action.ts';
import type { AnyPuzzleKind, Metrics, PuzzleSetup } from '../../shared/game/kind.ts';
import { puzzleKind, puzzleKinds } from '../../shared/game/puzzles/registry.ts';
import { compareMetrics } from '../../shared/game/score.ts';
import { apply } from '../../shared/game/session/session.ts';
import { ghostGame, ghostMove, nextBestMove } from '../../shared/game/solver/hint.ts';
import { search } from '../../shared/game/solver/search.ts';
import { smallBoard } from './support/boards.ts';
import { begin, heapSetup, outcome, pinnedSetup, play, poolsSetup } from './support/notation.ts';

/** The best win by trying every legal move: no bound, no key, no choice of moves. Undefined where there are too many. */
function bruteForce(kind: AnyPuzzleKind, setup: PuzzleSetup): Metrics | null | undefined {
  let best: Metrics | null = null;
  let left = 60_000;
  const visit = (state: unknown): void => {
    if (left-- <= 0) return;
    const { phase } = kind.status(state);
    if (phase === 'won') {
      const metrics = kind.measure(state);
      if (!best || compareMetrics(kind, setup.metrics, metrics, best) < 0) best = metrics;
    }
    if (phase !== 'playing') return;
    for (const action of kind.moves(state)) {
      const next = kind.clone(state);
      kind.verbs.find(({ type }) => type === action.type)?.apply(next as never, action, () => {});
      visit(next);
    }
  };
  visit(kind.boot(setup));
  return left > 0 ? best : undefined;
}

describe.each(puzzleKinds.map(({ name }) => name))('%s', (name) => {
  test('the solver finds what trying everything finds', () => {
    const kind = puzzleKind(name)!;
    let compared = 0;
    let won = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const setup = smallBoard(name, seed);
      const truth = bruteForce(kind, setup);
      if (truth === undefined) continue;
      const { best, complete } = search(kind, kind.boot(setup), {
        metrics: setup.metrics,
        maxNodes: 100_000,
      });
      const counted = (metrics: Metrics | null | undefined) =>
        metrics ? setup.metrics.map((metric) => metrics[metric]) : null;
      expect({ seed, complete, best: counted(best?.metrics) }).toEqual({
        seed,
        complete: true,
        best: counted(truth),
      });
      compared++;
      if (truth) won++;
    }
    expect(compared).toBeGreaterThan(20);
    expect(won).toBeGreaterThan(10);
  });

  test('no continuation beats the bound', () => {
    const kind = puzzleKind(name)!;
    for (let seed = 1; seed <= 40; seed++) {
      const setup = smallBoard(name, seed);
      const start = kind.boot(setup);
      const bound = kind.bound(start);
      const { best } = search(kind, start, { metrics: setup.metrics, maxNodes: 20_000 });
      if (!best) continue;
      for (const metric of kind.metrics)
        expect(
          compareMetrics(kind, [metric.name], bound, best.metrics),
          `seed ${seed} ${metric.name}`,
        ).toBeLessThanOrEqual(0);
    }
  });

  test('equal searches give equal answers, and leave the board alone', () => {
    const kind = puzzleKind(name)!;
    const setup = smallBoard(name, 7);
    const state = kind.boot(setup);
    const options = { metrics: setup.metrics, maxNodes: 50 };
    const before = JSON.stringify(kind.inspect(state));
    expect(search(kind, state, options)).toEqual(search(kind, state, options));
    expect(JSON.stringify(kind.inspect(state))).toBe(before);
  });
});

test('a budget that is too small says so', () => {
  const { kind, state, setup } = begin(heapSetup('30: x2 .5 y4 .3 z1 | a3 b2~4 c4 d1 e2 f6'));
  const found = search(kind, state, { metrics: setup.metrics, maxNodes: 3 });
  expect(found.complete).toBe(false);
  expect(found.nodes).toBe(3);
});

test('hints followed to the end win with what the first one promised', () => {
  const setups = [
    poolsSetup('o512x6~4 | a500 b512 c480~4 d512'),
    heapSetup('86: ten10 .5 twenty20 .3 fifteen15~2 .8 rest25 | a5 b2 c20'),
    pinnedSetup('a512x7 b512x2 -a2..a6', { poolsReturned: 1 }),
  ];
  for (const setup of setups) {
    let session = begin(setup);
    const first = nextBestMove(session);
    while (outcome(session) === 'playing') {
      const hint = nextBestMove(session);
      if (hint.kind !== 'move') throw new Error(`no move but ${hint.kind}`);
      session = play(session, [hint.action]);
    }
    expect(outcome(session)).toBe('won');
    expect(first).toMatchObject({ kind: 'move', proved: true, metrics: session.kind.measure(session.state) });
  }
});

test('where nothing can be won any more the hint says how far to go back', () => {
  const setup = heapSetup('86: ten10 .5 twenty20 .3 fifteen15 .8 rest25 | a3 b5 c8', {}, { ends: 'low' });
  const stuck = play(setup, '35< 53<');
  expect(outcome(stuck)).toBe('noGapFits');
  expect(nextBestMove(stuck)).toEqual({ kind: 'goBack', moves: 1, undos: 1 });
  const doomed = play(setup, '53<');
  expect(outcome(doomed)).toBe('playing');
  expect(nextBestMove(doomed)).toEqual({ kind: 'goBack', moves: 0, undos: 1 });
  const back = play(doomed, 'undo');
  expect(nextBestMove(back).kind).toBe('move');
});

test('the certificate goes on where the budget is too small to search', () => {
  const setup = poolsSetup('o512x6~8 | a500 b512 c480~6 d512 e300 f400~7 g480 h512', { wastedBytes: 900 });
  const solved = search(begin(setup).kind, begin(setup).state, { metrics: setup.metrics, maxNodes: 100_000 });
  const certificate = solved.best!.actions as readonly Action[];
  const session = play(setup, certificate.slice(0, 3));
  const hint = nextBestMove(session, certificate, 1);
  expect(hint).toMatchObject({ kind: 'move', action: certificate[3], proved: false });
});

test('a won board needs no hint', () => {
  expect(nextBestMove(play(poolsSetup('a50'), '+64 1'))).toEqual({ kind: 'over' });
});

test('ghosts show their move and their whole game', () => {
  const session = begin(poolsSetup('a50 b50'));
  expect(ghostMove(session, 'cpython')).toEqual({ type: 'openPool', szidx: 3 });
  expect(ghostMove(session, 'nobody')).toBe(null);
  const game = ghostGame(session, 'cpython');
  expect(game.won).toBe(true);
  let replayed = session;
  for (const action of game.actions) {
    const step = apply(replayed, action);
    if (!step.ok) throw new Error(step.reason.reason);
    replayed = step.session;
  }
  expect(outcome(replayed)).toBe('won');
});
