import { describe, expect, it } from 'vitest';
import { demos } from '../../../client/board/demos.ts';
import { boardKind } from '../../../client/board/kinds/registry.ts';
import { rect } from '../../../client/board/layout/rect.ts';
import { calm, type Room, type Scene, type Words } from '../../../client/board/model.ts';
import { Rng } from '../../../shared/base/rng.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import { apply, sessionStatus, startSession } from '../../../shared/game/session/session.ts';
import { levels } from '../levels.ts';

/* A scene that remembers the one before it must be the scene that is made from nothing in the same arrangement. */

const words: Words = { t: (key, values) => `${key} ${Object.values(values ?? {}).join(' ')}`, lang: 'en' };
const room: Room = { view: { w: 1280, h: 600 }, dock: rect(0, 600, 1280, 76), compact: false };
const setups = new Map([
  ...Object.entries(demos).map(([name, make]) => [name, make()] as const),
  ...levels.map((level) => [level.id, level] as const),
]);

/** Everything of a scene that can be compared. */
function said({ memory: _, ...scene }: Scene): unknown {
  return {
    ...scene,
    pictures: scene.pictures.map(({ paint: _p, marks, ...picture }) => ({
      ...picture,
      marks: marks?.(calm),
    })),
    groups: scene.groups.map((group) => ({
      ...group,
      rows: group.rows.map((row) => ({
        ...row,
        things: row.things.map(({ facts, ...thing }) => ({ ...thing, facts: facts() })),
      })),
    })),
  };
}

describe('a scene with a memory', () => {
  it.each([...setups.keys()].map((name, seed) => [name, seed] as const))(
    '%s: is the same as one without (seed %i)',
    (name, seed) => {
      const setup = setups.get(name)!;
      const kind = boardKind(setup.kind);
      const rng = new Rng(seed);
      let session = startSession(puzzleKind(setup.kind)!, setup, 'test');
      let scene = kind.scene(session, room, words);
      for (let move = 0; move < 6 && sessionStatus(session).phase === 'playing'; move++) {
        const moves = session.kind.moves(session.state);
        if (!moves.length) break;
        const step = apply(session, rng.pick(moves));
        if (!step.ok) throw new Error(`seed ${seed}: ${step.reason.reason}`);
        session = step.session;
        scene = kind.scene(session, { ...room, memory: scene.memory }, words);
        // The arrangement stays, the trays are made anew.
        const bare = scene.memory && { ...scene.memory, trays: new Map() };
        expect(said(scene), `seed ${seed}, move ${move}`).toEqual(
          said(kind.scene(session, { ...room, memory: bare }, words)),
        );
      }
    },
  );

  it('keeps the trays that a move does not touch', () => {
    const setup = demos.large();
    let session = startSession(puzzleKind(setup.kind)!, setup, 'test');
    const kind = boardKind(setup.kind);
    const before = kind.scene(session, room, words);
    const step = apply(session, { type: 'place', pool: 3 });
    if (!step.ok) throw new Error(step.reason.reason);
    session = step.session;
    const after = kind.scene(session, { ...room, memory: before.memory }, words);
    const trays = (scene: Scene) => scene.pictures.filter(({ id }) => id.startsWith('tray:'));
    const kept = trays(after).filter((picture) => trays(before).includes(picture));
    expect(trays(after).length - kept.length).toBe(1);
  });
});
