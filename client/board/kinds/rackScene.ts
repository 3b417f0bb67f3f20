import type { ArenaView, GeometryView, RawView, TrayView } from '../../../shared/game/puzzles/board/view.ts';
import { paintRawShelf } from '../draw/raw.ts';
import { paintArenaHead, paintEmptyRack, paintFold } from '../draw/tray.ts';
import { type ArenaBox, layoutRacks, type RackLayout, type TrayBox } from '../layout/racks.ts';
import { type Rect, rect } from '../layout/rect.ts';
import type { Group, Room, Row, ScenePicture, Thing, TilePlace, Words } from '../model.ts';
import { bytes, number } from './figures.ts';
import { type RackMemory, remembered } from './rackMemory.ts';
import {
  address,
  blockLook,
  deathFact,
  picture,
  type RackManner,
  type TrayParts,
  tileId,
  trayParts,
} from './rackTray.ts';

export interface RackInput {
  readonly geometry: GeometryView;
  readonly arenas: readonly ArenaView[];
  readonly raw: readonly RawView[];
  readonly rawWanted: boolean;
}

export interface RackScene {
  readonly layout: RackLayout;
  readonly pictures: ScenePicture[];
  readonly tiles: Map<string, TilePlace>;
  readonly groups: Group[];
  readonly notes: string[];
  readonly memory: RackMemory;
}

/** The place of the first arena, while there is none. */
export const EMPTY_RACK = 'empty';

/** The racks as pictures, resting tiles and named things. */
export function rackScene(input: RackInput, room: Room, words: Words, manner: RackManner): RackScene {
  const { memory } = room;
  const layout = layoutRacks({ ...input, view: room.view, compact: room.compact, kept: memory?.arrangement });
  const pictures: ScenePicture[] = [];
  const tiles = new Map<string, TilePlace>();
  const groups: Group[] = [];
  if (!layout.arenas.length) {
    const empty = emptyRack(room, words);
    pictures.push(empty.picture);
    groups.push(empty.group);
  }
  const trays = new Map<number, { box: TrayBox; parts: TrayParts }>();
  for (const arena of layout.arenas) {
    pictures.push(headPicture(arena, lineOf(arena, input, words), room.compact, words));
    const rows: Row[] = [];
    for (const box of arena.trays) {
      const parts =
        remembered(memory, box, layout, words, manner) ??
        trayParts(box, layout, input.geometry, words, manner);
      trays.set(box.tray.pool, { box, parts });
      pictures.push(parts.picture);
      rows.push(parts.row);
      for (const [id, place] of parts.tiles) tiles.set(id, place);
    }
    if (arena.folds.length) pictures.push(shelfPicture(arena));
    groups.push(arenaGroup(arena, rows, lineOf(arena, input, words), words));
  }
  if (layout.raws) {
    const raws = layout.raws;
    const key = JSON.stringify([
      raws,
      raws.boxes.map(({ raw }) => blockLook(raw, words, manner)),
      words.lang,
    ]);
    pictures.push(
      picture(
        'raw',
        raws.rect,
        key,
        (ctx, theme, mood) =>
          paintRawShelf(ctx, theme, raws, words.t('board.raw.title'), mood, (raw) =>
            blockLook(raw, words, manner),
          ),
        raws.boxes.map(({ raw }) => tileId(raw.object.name, raw.part)),
      ),
    );
    for (const { raw, requested } of raws.boxes)
      tiles.set(tileId(raw.object.name, raw.part), {
        look: blockLook(raw, words, manner),
        space: 'world',
        rect: requested,
        picture: 'raw',
      });
    const group = rawGroup(layout.raws, words, manner);
    // The keyboard's order is that of the eye.
    if (layout.raws.rect.y < (layout.arenas[0]?.rect.y ?? Number.POSITIVE_INFINITY)) groups.unshift(group);
    else groups.push(group);
  }
  return {
    layout,
    pictures,
    tiles,
    groups,
    notes: scaledNote(input.geometry, room.compact, words),
    memory: { arrangement: layout.arrangement, words, mannerKey: manner.key, trays },
  };
}

/** A board without any arena says what will be there: the outline of a rack, and what brings one. */
function emptyRack(room: Room, words: Words): { picture: ScenePicture; group: Group } {
  const w = Math.min(room.view.w - 48, 520);
  const h = Math.min(room.view.h - 40, 150);
  const at = rect((room.view.w - w) / 2, Math.max(12, (room.view.h - h) * 0.36), w, h);
  const lines = [words.t('board.empty.title'), words.t('board.empty.rule')];
  const name = words.t('board.arena.place');
  const thing: Thing = {
    id: EMPTY_RACK,
    space: 'world',
    rect: at,
    role: 'plate',
    name: lines.join('. '),
    facts: () => lines,
  };
  return {
    picture: {
      ...picture(EMPTY_RACK, at, JSON.stringify([at, lines]), (ctx, theme, mood) =>
        paintEmptyRack(ctx, theme, at, lines, mood.aimed === EMPTY_RACK),
      ),
      moody: true,
    },
    group: { id: EMPTY_RACK, name, rows: [{ id: EMPTY_RACK, name, things: [thing] }] },
  };
}

/**
 * Where CPython's line of arenas with free pools decides what goes back (from 3.9 on the last of the line stays), each arena tells its place in
 * it; empty elsewhere.
 */
function lineOf({ arena }: ArenaBox, { arenas, geometry }: RackInput, words: Words): string {
  if (!geometry.keepsLastArena || arenas.length < 2 || arena.usableRank === null) return '';
  const last = arenas.filter((other) => other.usableRank !== null).length - 1;
  if (arena.usableRank === last) return words.t('board.arena.lineLast', { place: last + 1 });
  return words.t('board.arena.line', { place: arena.usableRank + 1 });
}

function headPicture(box: ArenaBox, line: string, compact: boolean, words: Words): ScenePicture {
  const used = box.arena.trays.map((tray) => tray.state === 'used' || tray.state === 'full');
  const name = words.t('board.arena.name', { number: box.arena.serial + 1 });
  const count = words.t(compact ? 'board.arena.inUseShort' : 'board.arena.inUse', {
    used: used.filter(Boolean).length,
    total: used.length,
  });
  return picture(
    `arena:${box.arena.arena}`,
    box.head,
    JSON.stringify([box.head, name, count, line, used]),
    (ctx, theme) => paintArenaHead(ctx, theme, box.head, name, count, line, used),
  );
}

function shelfPicture(box: ArenaBox): ScenePicture {
  return picture(
    `shelf:${box.arena.arena}`,
    box.shelf,
    JSON.stringify(box.folds.map(({ rect: r, tray }) => [r, tray.state, tray.blockBytes, tray.freeRank])),
    (ctx, theme) => {
      for (const fold of box.folds) paintFold(ctx, theme, fold);
    },
  );
}

function arenaGroup(box: ArenaBox, rows: Row[], line: string, words: Words): Group {
  if (box.folds.length) {
    rows.push({
      id: `folds:${box.arena.arena}`,
      name: words.t('board.fold.row'),
      things: box.folds.map(({ rect: r, tray }) => foldThing(r, tray, words)),
    });
  }
  const used = box.trays.length;
  return {
    id: `arena:${box.arena.arena}`,
    name: [
      words.t('board.arena.long', {
        number: box.arena.serial + 1,
        used,
        total: box.arena.trays.length,
        bytes: bytes(box.arena.sizeBytes, words.lang),
      }),
      line,
    ]
      .filter(Boolean)
      .join(', '),
    rows,
  };
}

function foldThing(r: Rect, tray: TrayView, words: Words): Thing {
  const { t } = words;
  const name =
    tray.state === 'untouched'
      ? t('board.fold.untouched', { number: tray.index + 1 })
      : t('board.fold.emptied', { number: tray.index + 1, bytes: tray.blockBytes });
  const facts = [name, t('board.at', { address: address(tray.address) })];
  if (tray.freeRank === 0) facts.push(t('board.fold.next'));
  return {
    id: `fold:${tray.pool}`,
    space: 'world',
    rect: r,
    role: 'fold',
    name: facts.filter((_, i) => i !== 1).join(', '),
    facts: () => facts,
  };
}

function rawGroup(raws: NonNullable<RackLayout['raws']>, words: Words, manner: RackManner): Group {
  const { t } = words;
  return {
    id: 'raw',
    name: t('board.raw.title'),
    rows: [
      {
        id: 'raw',
        name: t('board.raw.title'),
        things: [
          {
            id: 'raw:open',
            space: 'world',
            rect: rect(raws.rect.x, raws.rect.y, raws.rect.w, raws.rect.h),
            role: 'plate',
            name: t('board.raw.title'),
            facts: () => [t('board.raw.title'), t('board.raw.rule')],
          },
          ...raws.boxes.map(({ raw, rect: r }) => rawThing(raw, r, words, manner)),
        ],
      },
    ],
  };
}

function rawThing(raw: RawView, at: Rect, words: Words, manner: RackManner): Thing {
  const { t, lang } = words;
  const { object } = raw;
  const look = blockLook(raw, words, manner);
  return {
    id: look.id,
    space: 'world',
    rect: at,
    role: 'tile',
    name: [
      t('board.tile.name', { name: look.name, type: object.type, bytes: bytes(raw.requestedBytes, lang) }),
      ...deathFact(object.death, words),
      ...manner.tileFacts(raw),
    ].join(', '),
    facts: () => [
      `${look.name}: ${object.type}`,
      t('board.tile.bytes', {
        requested: bytes(raw.requestedBytes, lang),
        block: bytes(raw.chunkBytes, lang),
      }),
      t('board.at', { address: address(raw.address) }),
      ...deathFact(object.death, words),
      ...manner.tileFacts(raw),
    ],
    press: manner.pressTile(raw),
  };
}

function scaledNote(geometry: GeometryView, compact: boolean, words: Words): string[] {
  if (geometry.scaledFromPools === null) return [];
  return [
    words.t(compact ? 'board.scaledShort' : 'board.scaled', {
      pools: number(geometry.poolsPerArena, words.lang),
      real: number(geometry.scaledFromPools, words.lang),
    }),
  ];
}
