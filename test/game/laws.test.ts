/** Laws of play that hold on any board, tried with seeded legal moves on the shipped levels and on small random boards. */
import { describe, expect, test } from 'vitest';
import { Hasher } from '../../shared/base/hash.ts';
import { Rng } from '../../shared/base/rng.ts';
import type { Action } from '../../shared/game/action.ts';
import type { AnyPuzzleKind, PuzzleSetup } from '../../shared/game/kind.ts';
import { preview } from '../../shared/game/preview.ts';
import type { ArenaView } from '../../shared/game/puzzles/board/view.ts';
import { puzzleKind, puzzleKinds } from '../../shared/game/puzzles/registry.ts';
import {
  apply,
  replay,
  type Session,
  sessionHash,
  startSession,
  stateAt,
} from '../../shared/game/session/session.ts';
import { attempt } from '../../shared/game/session/timeline.ts';
import { smallBoard } from './support/boards.ts';
import { shippedFiles } from './support/levels.ts';

interface Case {
  readonly name: string;
  readonly kind: AnyPuzzleKind;
  readonly setup: PuzzleSetup;
  readonly seed: number;
}

const cases: Case[] = [
  ...shippedFiles().map(({ path, data }, index) => {
    const setup = data as PuzzleSetup;
    return { name: path, kind: puzzleKind(setup.kind)!, setup, seed: index + 1 };
  }),
  ...puzzleKinds.flatMap((kind) =>
    [1, 2, 3, 4, 5, 6].map((seed) => ({
      name: `${kind.name} board ${seed}`,
      kind,
      setup: smallBoard(kind.name, seed),
      seed,
    })),
  ),
];

function stateHash(kind: AnyPuzzleKind, state: unknown): string {
  const hasher = new Hasher();
  kind.hash(state, hasher);
  return hasher.digest();
}

/** Plays legal moves, undos, redos and restarts by chance, calling `visit` after each. */
function wander(
  { kind, setup, seed }: Case,
  steps: number,
  visit: (session: Session, before: Session) => void,
): Session {
  const rng = new Rng(seed);
  let session = startSession(kind, setup, 'law');
  for (let step = 0; step < steps; step++) {
    const moves = kind.moves(session.state);
    const travel: Action[] = [{ type: 'undo' }, { type: 'redo' }, { type: 'restart' }];
    const action = moves.length === 0 || rng.int(0, 4) === 0 ? rng.pick(travel) : rng.pick(moves);
    const next = apply(session, action);
    if (!next.ok) continue;
    visit(next.session, session);
    session = next.session;
  }
  return session;
}

describe.each(cases)('$name', (one) => {
  const { kind, setup, seed } = one;

  test('replaying the log, also through JSON, gives the same hash', () => {
    const end = wander(one, 60, () => {});
    const log = JSON.parse(JSON.stringify(end.log)) as Action[];
    const again = replay(kind, JSON.parse(JSON.stringify(setup)), 'law', log);
    expect(sessionHash(again), `seed ${seed}`).toBe(sessionHash(end));
    expect(again.best?.metrics).toEqual(end.best?.metrics);
  });

  test('undo after a move is as if nothing had been, redo as if nothing had been undone', () => {
    wander(one, 30, (after, before) => {
      if (after.log[after.log.length - 1].type === 'undo' || after.log[after.log.length - 1].type === 'redo')
        return;
      const undone = apply(after, { type: 'undo' });
      if (!undone.ok) throw new Error(undone.reason.reason);
      expect(stateHash(kind, undone.session.state)).toBe(stateHash(kind, before.state));
      const redone = apply(undone.session, { type: 'redo' });
      if (!redone.ok) throw new Error(redone.reason.reason);
      expect(sessionHash(redone.session)).toBe(sessionHash(after));
    });
  });

  test('scrubbing finds every board of the attempt', () => {
    const boards: string[] = [];
    const end = wander(one, 40, (session) => {
      const made = attempt(session.timeline).length;
      boards.length = made;
      boards[made] = stateHash(kind, session.state);
    });
    boards[0] = stateHash(kind, kind.boot(setup));
    for (const [move, hash] of boards.entries())
      if (hash) expect(stateHash(kind, stateAt(end, move)), `move ${move}`).toBe(hash);
  });

  test('a session that was left behind stays as it was', () => {
    const kept: [Session, string, string][] = [];
    wander(one, 20, (_after, before) => {
      kept.push([before, sessionHash(before), JSON.stringify(kind.inspect(before.state))]);
    });
    for (const [session, hash, view] of kept) {
      expect(sessionHash(session)).toBe(hash);
      expect(JSON.stringify(kind.inspect(session.state))).toBe(view);
    }
  });

  test('every move that is offered is in its schema, passes its check, and comes out as its preview says', () => {
    const rng = new Rng(seed);
    wander(one, 12, (session) => {
      const moves = kind.moves(session.state);
      for (const move of moves) {
        const verb = kind.verbs.find(({ type }) => type === move.type)!;
        expect(verb.schema.safeParse(move).success).toBe(true);
        expect(verb.check(session.state as never, move)).toBe(null);
      }
      if (moves.length === 0) return;
      const move = rng.pick(moves);
      const seen = preview(session, move);
      const step = apply(session, move);
      if (!seen.ok || !step.ok) throw new Error('a move that is offered is refused');
      expect(seen.metrics).toEqual(kind.measure(step.session.state));
      expect(seen.status).toEqual(kind.status(step.session.state));
      expect(seen.line).not.toBe('');
      expect(step.events.length).toBeGreaterThan(0);
    });
  });

  test('worthwhile moves are among the legal ones; equal boards offer equal moves', () => {
    wander(one, 12, (session) => {
      const legal = kind.moves(session.state);
      expect(kind.moves(kind.clone(session.state))).toEqual(legal);
      const texts = new Set(legal.map((move) => JSON.stringify(move)));
      expect(texts.size).toBe(legal.length);
      for (const move of kind.worthwhileMoves?.(session.state) ?? [])
        expect(texts).toContain(JSON.stringify(move));
    });
  });

  test('every byte of a pool has one owner in the view', () => {
    wander(one, 25, (session) => {
      const { arenas } = kind.inspect(session.state) as { arenas?: readonly ArenaView[] };
      for (const tray of (arenas ?? []).flatMap(({ trays }) => trays)) {
        if (tray.state !== 'used' && tray.state !== 'full') continue;
        const taken = [...tray.blocks.map(({ offsetBytes }) => offsetBytes), ...tray.freeList];
        for (let at = tray.carveOffset; at !== null && taken.length < tray.capacity; at += tray.blockBytes)
          taken.push(at);
        const all = Array.from({ length: tray.capacity }, (_, i) => tray.headerBytes + i * tray.blockBytes);
        expect(taken.sort((a, b) => a - b)).toEqual(all);
        expect(tray.headerBytes + tray.capacity * tray.blockBytes + tray.tailBytes).toBe(
          (kind.inspect(session.state) as { geometry: { poolBytes: number } }).geometry.poolBytes,
        );
      }
    });
  });
});
