import { describe, expect, it } from 'vitest';
import { demos } from '../../../client/board/demos.ts';
import { boardKind } from '../../../client/board/kinds/registry.ts';
import { layoutDock } from '../../../client/board/layout/dock.ts';
import { blockRect, layoutRacks, type RackLayout } from '../../../client/board/layout/racks.ts';
import { overlaps, type Rect, rect, type Size } from '../../../client/board/layout/rect.ts';
import { clearMiddle, layoutStrip, pieces } from '../../../client/board/layout/strip.ts';
import { type Room, type Target, targetAt, type Words } from '../../../client/board/model.ts';
import { inspect as inspectHeap } from '../../../shared/game/puzzles/heap/view.ts';
import { inspect as inspectPools } from '../../../shared/game/puzzles/pools/view.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import { apply, type Session, startSession } from '../../../shared/game/session/session.ts';
import { levels } from '../levels.ts';

const sizes: readonly Size[] = [
  { w: 1280, h: 600 },
  { w: 900, h: 420 },
  { w: 390, h: 420 },
  { w: 320, h: 260 },
];

const words: Words = { t: (key, values) => `${key} ${Object.values(values ?? {}).join(' ')}`, lang: 'en' };

/** The start of a demo, or of a shipped level. */
function sessionOf(name: string): Session {
  const setup = demos[name]?.() ?? levels.find((level) => level.id === name)!;
  return startSession(puzzleKind(setup.kind)!, setup, 'test');
}

function racksOf(session: Session, view: Size): RackLayout {
  const shown = inspectPools(session.state as never);
  return layoutRacks({ ...shown, rawWanted: true, view, compact: view.w < 640 });
}

function roomOf(view: Size): Room {
  return { view, dock: rect(0, view.h, view.w, 76), compact: view.w < 640 };
}

const inside = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.w <= outer.x + outer.w + 0.01 &&
  inner.y + inner.h <= outer.y + outer.h + 0.01;

describe.each(sizes)('racks at $w x $h', (size) => {
  it.each(['pools', 'large'])(
    '%s: every byte to one scale, no block outside its tray or over another',
    (demo) => {
      const layout = racksOf(sessionOf(demo), size);
      for (const { trays } of layout.arenas)
        for (const box of trays) {
          expect(box.plate.w).toBeCloseTo(box.tray.headerBytes * layout.pxPerByte, 6);
          const rects: Rect[] = [];
          for (let block = 0; block < box.tray.capacity; block++) {
            const offset = box.tray.headerBytes + block * box.tray.blockBytes;
            const at = blockRect(box, offset, layout.pxPerByte);
            expect(at.w).toBeCloseTo(box.tray.blockBytes * layout.pxPerByte, 6);
            expect(inside(box.rect, at)).toBe(true);
            const previous = rects.at(-1);
            if (previous) expect(overlaps(shrunk(previous), shrunk(at))).toBe(false);
            rects.push(at);
          }
          expect(overlaps(shrunk(box.plate), shrunk(rects[0]))).toBe(false);
        }
    },
  );

  it('trays, folds and heads lie apart, inside the world', () => {
    const layout = racksOf(sessionOf('pools'), size);
    const all = layout.arenas.flatMap(({ head, trays, folds }) => [
      head,
      ...trays.map((box) => box.rect),
      ...folds.map((fold) => fold.rect),
    ]);
    for (const [i, a] of all.entries()) {
      expect(inside(layout.world, a)).toBe(true);
      for (const b of all.slice(i + 1)) expect(overlaps(shrunk(a), shrunk(b))).toBe(false);
    }
  });

  it('the whole width is used or the view is high enough: nothing is wider than the view', () => {
    expect(racksOf(sessionOf('pools'), size).world.w).toBeLessThanOrEqual(size.w + 0.01);
  });
});

describe('racks', () => {
  it('keep their arrangement over a move while it fits', () => {
    const view = { w: 1280, h: 600 };
    let session = sessionOf('pools');
    const before = racksOf(session, view);
    for (const pool of [1, 3, 1]) {
      const step = apply(session, { type: 'place', pool });
      if (!step.ok) throw new Error(step.reason.reason);
      session = step.session;
    }
    const shown = inspectPools(session.state as never);
    const after = layoutRacks({ ...shown, rawWanted: true, view, compact: false, kept: before.arrangement });
    expect(after.arrangement).toEqual(before.arrangement);
    expect(after.arenas[0].trays[0].rect.x).toBe(before.arenas[0].trays[0].rect.x);
  });

  it('draw rows of uncarved blocks flat, but as long as they are', () => {
    const { arenas, pxPerByte } = racksOf(sessionOf('pools'), { w: 390, h: 420 });
    const box = arenas[0].trays.find(({ rows }) => rows.some((row) => row.flat))!;
    const flat = box.rows.find((row) => row.flat)!;
    const full = box.rows.find((row) => !row.flat)!;
    expect(flat.h).toBeLessThan(full.h / 2);
    expect(flat.blocks * box.tray.blockBytes * pxPerByte).toBeLessThanOrEqual(box.rect.w);
  });
});

describe.each(sizes)('the strip at $w x $h', (size) => {
  const view = inspectHeap(sessionOf('heap').state as never);
  const layout = layoutStrip(view, size, size.w < 640, 96);

  it('covers every byte once', () => {
    let at = 0;
    for (const row of layout.rows) {
      expect(row.startBytes).toBe(at);
      expect(row.band.w).toBeCloseTo((row.endBytes - row.startBytes) * layout.pxPerByte, 6);
      at = row.endBytes;
    }
    expect(at).toBe(view.capacityBytes);
  });

  it('breaks what crosses a row into pieces of the same total length', () => {
    for (const { offsetBytes, sizeBytes } of view.spans) {
      const parts = pieces(layout, offsetBytes, offsetBytes + sizeBytes);
      const length = parts.reduce((sum, part) => sum + part.rect.w, 0);
      expect(length).toBeCloseTo(sizeBytes * layout.pxPerByte, 6);
    }
  });
});

describe('the strip', () => {
  it.each(levels.filter((level) => level.kind === 'heap').map((level) => level.id))(
    '%s: keeps its rows from the first move to the last',
    (id) => {
      for (const size of sizes) {
        let session = sessionOf(id);
        const level = levels.find((one) => one.id === id)!;
        const places = () =>
          boardKind('heap')
            .scene(session, roomOf(size), words)
            .pictures.map(({ id: picture, rect: at }) => [picture, at]);
        const before = places();
        for (const action of level.certificate.actions) {
          const step = apply(session, action);
          if (!step.ok) throw new Error(step.reason.reason);
          session = step.session;
          expect(places()).toEqual(before);
        }
      }
    },
  );
});

describe('the dock', () => {
  it('shows every request of every level, on a phone too', () => {
    for (const level of levels) {
      if (!(level.start as { requests?: unknown }).requests) continue;
      const scene = boardKind(level.kind).scene(sessionOf(level.id), roomOf(sizes[2]), words);
      const dock = scene.groups.find(({ id }) => id === 'dock')!;
      expect(
        dock.rows[0].things.map(({ id }) => id),
        level.id,
      ).not.toContain('queued:more');
    }
  });

  const items = Array.from({ length: 12 }, (_, i) => ({ bytes: 20 + i * 40, captionW: 50 }));

  it.each([1280, 390, 320])(
    'at %i pixels: card and queue lie apart, inside, and the rest is counted',
    (w) => {
      const dock = rect(0, 500, w, 76);
      const layout = layoutDock(dock, { bytes: 400, captionW: 80 }, items, 2, 0.7);
      const shown = [layout.card!, ...layout.queue.map(({ tile }) => tile)];
      for (const [i, a] of shown.entries()) {
        expect(inside(dock, a)).toBe(true);
        for (const b of shown.slice(i + 1)) expect(overlaps(shrunk(a), shrunk(b))).toBe(false);
      }
      expect(layout.queue.length).toBeLessThanOrEqual(items.length);
    },
  );

  it('has no card without a request', () => {
    expect(layoutDock(rect(0, 0, 400, 76), null, [], 0, 1).card).toBeNull();
  });
});

const boards = ['pools', 'heap', 'pinned', 'large', ...levels.map((level) => level.id)];

describe.each(boards)('the scene of %s', (demo) => {
  const session = sessionOf(demo);
  const kind = boardKind(session.kind.name);
  const scene = kind.scene(session, roomOf({ w: 1280, h: 600 }), words);
  const things = scene.groups.flatMap((group) => group.rows.flatMap((row) => row.things));

  it('gives every picture, thing and choice an id of its own', () => {
    for (const ids of [
      scene.pictures.map((picture) => picture.id),
      things.map((thing) => thing.id),
      scene.choices.flatMap((group) => group.choices.map((choice) => choice.id)),
    ])
      expect(new Set(ids).size).toBe(ids.length);
  });

  it('rests every tile inside its picture', () => {
    const pictures = new Map(scene.pictures.map((picture) => [picture.id, picture.rect]));
    for (const tile of scene.tiles.values())
      expect(inside(pictures.get(tile.picture)!, tile.rect)).toBe(true);
  });

  it('names every thing, and says of every legal move where it is made', () => {
    for (const thing of things) expect(thing.name.trim()).not.toBe('');
    const known = new Set([
      ...things.map((thing) => thing.id),
      ...scene.choices.flatMap((g) => g.choices.map((c) => c.id)),
    ]);
    for (const move of session.kind.moves(session.state)) {
      const id = kind.thingOf(session, move);
      const end = move.end === 'high' ? `${id}:high` : id;
      expect(
        [id, end].some((one) => known.has(one ?? '')),
        JSON.stringify(move),
      ).toBe(true);
    }
  });

  it('offers targets that agree with the rules', () => {
    for (const thing of things)
      for (const target of thing.grip?.targets ?? []) {
        const step = apply(session, target.action);
        expect(step.ok, JSON.stringify(target.action)).toBe(target.rejection === null);
        if (!target.landing || target.rejection) continue;
        // A span may land across both halves of its gap, or across rows: it lies on one of the zones of its place.
        const zones = thing.grip!.targets.filter((other) => placeOf(other) === placeOf(target));
        const { tile } = target.landing;
        expect(zones.some(({ zone }) => overlaps(zone, tile))).toBe(true);
        expect(tile.w).toBeGreaterThan(0);
      }
  });

  it('is the same for the same session: ids, keys and places', () => {
    const again = kind.scene(session, roomOf({ w: 1280, h: 600 }), words);
    expect(again.pictures.map(({ id, key, rect: r }) => [id, key, r])).toEqual(
      scene.pictures.map(({ id, key, rect: r }) => [id, key, r]),
    );
  });
});

describe('a drop', () => {
  const zone = (id: string, r: Rect) => ({ id, zone: r }) as never;

  it('means the target under it, else the nearest within reach', () => {
    const targets = [zone('a', rect(0, 0, 100, 40)), zone('b', rect(0, 60, 100, 40))];
    expect(targetAt(targets, { x: 50, y: 20 }, 18)).toMatchObject({ id: 'a' });
    expect(targetAt(targets, { x: 50, y: 52 }, 18)).toMatchObject({ id: 'b' });
    expect(targetAt(targets, { x: 150, y: 20 }, 18)).toBeNull();
  });

  it('means the smaller of two that lie over each other', () => {
    const targets = [zone('tray', rect(0, 0, 100, 40)), zone('slot', rect(20, 10, 10, 10))];
    expect(targetAt(targets, { x: 25, y: 15 }, 18)).toMatchObject({ id: 'slot' });
  });
});

function placeOf({ action }: Target): unknown {
  return action.gap ?? JSON.stringify(action);
}

function shrunk(r: Rect): Rect {
  return { x: r.x + 0.1, y: r.y + 0.1, w: Math.max(0, r.w - 0.2), h: Math.max(0, r.h - 0.2) };
}

describe('the system’s shelf', () => {
  const view = { w: 390, h: 420 };
  const shown = inspectPools(sessionOf('pools').state as never);
  const big = { object: { name: 'big' }, part: 'body', requestedBytes: 8800, chunkBytes: 8816, address: 0 };
  const racks = (rawWanted: boolean, raw: readonly unknown[]) =>
    layoutRacks({ ...shown, raw: raw as never, rawWanted, view, compact: true });

  it('comes first where requests may go to it, and does not push the racks down when one does', () => {
    const before = racks(true, []);
    const after = racks(true, [big]);
    expect(before.raws!.rect.y).toBeLessThan(before.arenas[0].rect.y);
    expect(after.arenas[0].rect.y).toBe(before.arenas[0].rect.y);
    expect(inside(after.raws!.rect, after.raws!.open)).toBe(true);
    expect(overlaps(after.raws!.open, after.raws!.boxes[0].rect)).toBe(false);
  });

  it('comes last where it only holds what is there', () => {
    const { raws, arenas } = racks(false, [big]);
    expect(raws!.rect.y).toBeGreaterThan(arenas.at(-1)!.rect.y);
    expect(racks(false, []).raws).toBeNull();
  });
});

describe('a number in a gap', () => {
  const gap = rect(100, 0, 200, 40);

  it.each([
    ['stands in the middle', [], 200],
    ['stays there beside lines that do not touch it', [100, 150, 300], 200],
    ['leaves the line that would run through it, to where there is more room', [190], 245],
    ['finds the widest clear part between several', [120, 190, 210], 255],
  ])('%s', (_what, lines, x) => {
    expect(clearMiddle(gap, 60, lines)).toBe(x);
  });
});
