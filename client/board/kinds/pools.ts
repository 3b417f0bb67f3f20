import type { Action } from '../../../shared/game/action.ts';
import type { TrayView } from '../../../shared/game/puzzles/board/view.ts';
import { inspect, type PoolsView } from '../../../shared/game/puzzles/pools/view.ts';
import type { Session } from '../../../shared/game/session/session.ts';
import type { TrayBox } from '../layout/racks.ts';
import type { BoardKind, Choice, ChoiceGroup, Scene, Target, Words } from '../model.ts';
import { dockScene } from './dockScene.ts';
import { bytes } from './figures.ts';
import { indexRacks, rackCues } from './rackCues.ts';
import { EMPTY_RACK, type RackScene, rackScene } from './rackScene.ts';
import { landingIn } from './rackTray.ts';
import { refusal } from './refusal.ts';
import { viewed } from './viewed.ts';

const viewOf = viewed(inspect);

/** The board of `pools`: requests go to trays of their class or a larger one. */
export const poolsBoard: BoardKind = {
  dockHeight: (_session, size) => (size.h < 420 ? 64 : 76),

  scene(session, room, words): Scene {
    const view = viewOf(session);
    const racks = rackScene({ ...view, rawWanted: session.setup.verbs.includes('toSystem') }, room, words, {
      key: String(view.stream.now !== null),
      look: () => ({}),
      pressTile: () => undefined,
      pressTray: (tray) => place(view, tray),
      tileFacts: () => [],
    });
    const targets = targetsOf(session, view, racks, words);
    const dock = dockScene(
      { ...view.stream, idle: words.t('board.request.none') },
      room,
      racks.layout.pxPerByte,
      targets,
      words,
    );
    return {
      world: racks.layout.world,
      pictures: [...racks.pictures, ...dock.pictures],
      tiles: new Map([...racks.tiles, ...dock.tiles]),
      groups: [...(dock.group ? [dock.group] : []), ...withRawPress(racks.groups, view)],
      choices: openers(session, view, targets, words),
      memory: racks.memory,
      notes: racks.notes,
      name: words.t('board.name.pools'),
    };
  },

  cues(before, after, events, words) {
    const a = viewOf(before);
    const b = viewOf(after);
    return rackCues(events, indexRacks(a.arenas, a.raw), indexRacks(b.arenas, b.raw), words);
  },

  centreChoice(session) {
    const { now } = viewOf(session).stream;
    return now?.szidx === null || !now ? null : `open:${now.szidx}`;
  },

  thingOf(_session, action) {
    if (action.type === 'place') return `tray:${action.pool}`;
    if (action.type === 'openPool') return `open:${action.szidx}`;
    return action.type === 'toSystem' ? 'raw:open' : null;
  },
};

function place(view: PoolsView, tray: TrayView): Action | undefined {
  return view.stream.now ? { type: 'place', pool: tray.pool } : undefined;
}

/** A tap on the system allocator's shelf sends the request there. */
function withRawPress(groups: RackScene['groups'], view: PoolsView): RackScene['groups'] {
  if (!view.stream.now) return groups;
  return groups.map((group) => ({
    ...group,
    rows: group.rows.map((row) =>
      row.id !== 'raw'
        ? row
        : {
            ...row,
            things: row.things.map((thing) =>
              thing.id === 'raw:open' ? { ...thing, press: { type: 'toSystem' } } : thing,
            ),
          },
    ),
  }));
}

function targetsOf(session: Session, view: PoolsView, racks: RackScene, words: Words): Target[] {
  const { now } = view.stream;
  if (!now) return [];
  const boxes = racks.layout.arenas.flatMap((arena) => arena.trays);
  const targets = boxes.map((box) => trayTarget(session, box, now.bytes, racks.layout.pxPerByte, words));
  const empty = racks.pictures.find((picture) => picture.id === EMPTY_RACK);
  if (empty) {
    const action = { type: 'place', pool: 1 };
    targets.push({
      id: EMPTY_RACK,
      thing: EMPTY_RACK,
      picture: EMPTY_RACK,
      space: 'world',
      zone: empty.rect,
      action,
      rejection: refusal(session, action),
      landing: null,
      cost: '',
    });
  }
  if (racks.layout.raws) {
    const action = { type: 'toSystem' };
    targets.push({
      id: 'raw',
      thing: 'raw:open',
      picture: 'raw',
      space: 'world',
      zone: racks.layout.raws.rect,
      action,
      rejection: refusal(session, action),
      landing: null,
      cost: '',
    });
  }
  return targets;
}

function trayTarget(
  session: Session,
  box: TrayBox,
  requestedBytes: number,
  pxPerByte: number,
  words: Words,
): Target {
  const { tray } = box;
  const action = { type: 'place', pool: tray.pool };
  const rejection = refusal(session, action);
  const slot = tray.freeList[0] ?? tray.carveOffset;
  return {
    id: `tray:${tray.pool}`,
    thing: `tray:${tray.pool}`,
    picture: `tray:${tray.pool}`,
    space: 'world',
    zone: box.rect,
    action,
    rejection,
    landing: slot === null || slot === undefined ? null : landingIn(box, slot, requestedBytes, pxPerByte),
    cost: wasteText(tray.blockBytes - requestedBytes, words),
    rises: true,
  };
}

function wasteText(wastedBytes: number, words: Words): string {
  return wastedBytes > 0
    ? words.t('board.cost.waste', { bytes: bytes(wastedBytes, words.lang) })
    : words.t('board.cost.none');
}

/** "+ open a tray": one choice a class; a group for every arena where the player names it. */
function openers(session: Session, view: PoolsView, targets: readonly Target[], words: Words): ChoiceGroup[] {
  if (!session.setup.verbs.includes('openPool')) return [];
  const arenas = view.choosesArena ? view.arenas.filter((arena) => arena.freePools > 0) : [undefined];
  const choices = (arena: number | undefined): Choice[] =>
    view.classes.map(({ szidx, blockBytes, capacity }) => {
      const action: Action =
        arena === undefined ? { type: 'openPool', szidx } : { type: 'openPool', szidx, arena };
      return {
        id: arena === undefined ? `open:${szidx}` : `open:${szidx}:${arena}`,
        label: String(blockBytes),
        name: words.t('board.open.choice', { bytes: blockBytes, blocks: capacity }),
        action,
        rejection: refusal(session, action),
        cost: view.stream.now ? wasteText(blockBytes - view.stream.now.bytes, words) : '',
      };
    });
  // Where no mapped arena has a pool left, opening one maps a new arena, which nobody can name yet.
  const offered = arenas.length ? arenas : [undefined];
  const nowhere = view.stream.now !== null && targets.every((target) => target.rejection !== null);
  return offered.map((arena) => {
    const list = choices(arena?.arena);
    return {
      wanted: nowhere && list.some((choice) => choice.rejection === null),
      id: arena ? `open:arena:${arena.arena}` : 'open',
      title: arena
        ? words.t('board.open.inArena', { number: arena.serial + 1 })
        : words.t(view.nextPoolMapsArena ? 'board.open.newArena' : 'board.open.title'),
      choices: list,
    };
  });
}
