import { describe, expect, test } from 'vitest';
import { sessionAt, standing, trackOf, travelTo } from '../../client/screens/level/view.ts';
import type { AnyPuzzleKind, PuzzleSetup } from '../../shared/game/kind.ts';
import { puzzleKinds } from '../../shared/game/puzzles/registry.ts';
import { apply, type Session, sessionHash, startSession } from '../../shared/game/session/session.ts';
import { levels } from './levels.ts';

/** Plays `moves` legal moves, the first there is each time, as far as the game goes. */
function play(kind: AnyPuzzleKind, setup: PuzzleSetup, moves: number): Session {
  let session = startSession(kind, setup, 'test');
  for (let i = 0; i < moves; i++) {
    const [action] = kind.moves(session.state);
    const step = action && apply(session, action);
    if (!step?.ok) break;
    session = step.session;
  }
  return session;
}

const followedBy = (session: Session, ...types: string[]): Session =>
  types.reduce((now, type) => {
    const step = apply(now, { type });
    return step.ok ? step.session : now;
  }, session);

describe.each(puzzleKinds.map((kind) => kind.name))('the scrub bar of a %s level', (name) => {
  const kind = puzzleKinds.find((candidate) => candidate.name === name)!;
  const level = levels.find((candidate) => candidate.kind === name)!;
  const played = play(kind, level, 4);
  const made = trackOf(played).done;

  test('walks along the moves made and those that were undone', () => {
    expect(made).toBeGreaterThan(1);
    expect(trackOf(played)).toEqual({ done: made, length: made });
    expect(trackOf(followedBy(played, 'undo'))).toEqual({ done: made - 1, length: made });
    expect(trackOf(followedBy(played, 'restart'))).toEqual({ done: 0, length: 0 });
    expect(trackOf(followedBy(played, 'restart', 'undo'))).toEqual({ done: made, length: made });
  });

  test('looks at a moment without changing the game', () => {
    const hash = sessionHash(played);
    const before = sessionAt(played, made - 1);
    expect(sessionHash(before)).toBe(sessionHash(followedBy(played, 'undo')));
    expect(sessionHash(sessionAt(before, made))).toBe(hash);
    expect(sessionHash(played)).toBe(hash);
    expect(trackOf(sessionAt(played, 0))).toEqual({ done: 0, length: made });
  });

  test('stays within the track', () => {
    expect(travelTo(played, made)).toEqual([]);
    expect(travelTo(played, 99)).toEqual([]);
    expect(travelTo(played, -5)).toHaveLength(made);
  });
});

test('a value stands ahead of or behind a mark, whichever way its metric counts', () => {
  const less = { name: 'a', unit: 'count', better: 'less' } as const;
  const more = { name: 'b', unit: 'bytes', better: 'more' } as const;
  expect([standing(less, 2, 3), standing(less, 3, 3), standing(less, 4, 3)]).toEqual([
    'ahead',
    'level',
    'behind',
  ]);
  expect([standing(more, 2, 3), standing(more, 4, 3)]).toEqual(['behind', 'ahead']);
  expect(standing(less, 4, null)).toBe('ahead');
});
