import type { Action } from '../../../shared/game/action.ts';
import type {
  ArenaView,
  BlockView,
  GeometryView,
  RawView,
  TrayView,
} from '../../../shared/game/puzzles/board/view.ts';
import { paintRawShelf } from '../draw/raw.ts';
import type { TileLook } from '../draw/tile.ts';
import { paintArenaHead, paintEmptyRack, paintFold, paintTray, tileRect } from '../draw/tray.ts';
import { type ArenaBox, blockRect, layoutRacks, type RackLayout, type TrayBox } from '../layout/racks.ts';
import { grow, type Rect, rect } from '../layout/rect.ts';
import type { Group, Room, Row, ScenePicture, Target, Thing, TilePlace, Words } from '../model.ts';
import { bytes, number } from './figures.ts';

/** What differs between the kinds that are played on racks. */
export interface RackManner {
  /** Extra marks on a block's tile. */
  look(block: Owned): Partial<TileLook>;
  /** What a tap on a tile does, if anything. */
  pressTile(block: Owned): Action | undefined;
  /** What a tap on an open tray does. */
  pressTray(tray: TrayView): Action | undefined;
  /** What a tap on a free slot does; slots have a thing each only where this is given. */
  pressSlot?(tray: TrayView, offset: number): Action | undefined;
  /** Lines about a tile beyond its numbers. */
  tileFacts(block: Owned): readonly string[];
  /** Lines about a free slot beyond its place. */
  slotFacts?(address: number): readonly string[];
  /** Addresses of blocks that the goal wants something for, and for which request: marked on the board. */
  readonly wanted?: ReadonlyMap<number, string>;
}

/** A block of an object, in a pool or with the system. */
export type Owned = Pick<BlockView, 'address' | 'object' | 'part' | 'parts'>;

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
}

/** Free blocks of a pool that have a name of their own, from the head of the list; the others are counted. */
const NAMED_FREE_SLOTS = 24;
/** The place of the first arena, while there is none. */
export const EMPTY_RACK = 'empty';
/** Room around a picture for outlines. */
const BLEED = 6;

export function tileId(name: string, part = 0): string {
  return part ? `tile:${name}:${part}` : `tile:${name}`;
}

export function address(value: number): string {
  return `0x${value.toString(16)}`;
}

/** The racks as pictures, resting tiles and named things. */
export function rackScene(input: RackInput, room: Room, words: Words, manner: RackManner): RackScene {
  const layout = layoutRacks({ ...input, view: room.view, compact: room.compact, kept: room.kept });
  const pictures: ScenePicture[] = [];
  const tiles = new Map<string, TilePlace>();
  const groups: Group[] = [];
  if (!layout.arenas.length) {
    const empty = emptyRack(room, words);
    pictures.push(empty.picture);
    groups.push(empty.group);
  }
  for (const box of layout.arenas) {
    pictures.push(headPicture(box, room.compact, words), ...trayPictures(box, layout, words, manner));
    if (box.folds.length) pictures.push(shelfPicture(box));
    for (const trayBoxOf of box.trays) restTiles(trayBoxOf, layout.pxPerByte, words, manner, tiles);
    groups.push(arenaGroup(box, layout, input.geometry, words, manner));
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
    groups.push(rawGroup(layout.raws, words, manner));
  }
  return { layout, pictures, tiles, groups, notes: scaledNote(input.geometry, words) };
}

function picture(
  id: string,
  around: Rect,
  key: string,
  paint: ScenePicture['paint'],
  tiles?: readonly string[],
): ScenePicture {
  const at = grow(around, BLEED);
  return {
    id,
    space: 'world',
    rect: at,
    key,
    moody: tiles !== undefined,
    tiles,
    paint(ctx, theme, mood) {
      ctx.translate(-at.x, -at.y);
      paint(ctx, theme, mood);
    },
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

function headPicture(box: ArenaBox, compact: boolean, words: Words): ScenePicture {
  const used = box.arena.trays.map((tray) => tray.state === 'used' || tray.state === 'full');
  const name = words.t('board.arena.name', { number: box.arena.serial + 1 });
  const count = words.t(compact ? 'board.arena.inUseShort' : 'board.arena.inUse', {
    used: used.filter(Boolean).length,
    total: used.length,
  });
  return picture(
    `arena:${box.arena.arena}`,
    box.head,
    JSON.stringify([box.head, name, count, used]),
    (ctx, theme) => paintArenaHead(ctx, theme, box.head, name, count, used),
  );
}

function trayPictures(box: ArenaBox, layout: RackLayout, words: Words, manner: RackManner): ScenePicture[] {
  return box.trays.map((trayBoxOf) => {
    const { tray } = trayBoxOf;
    const wanted = new Map(
      [...(manner.wanted ?? [])]
        .map(([at, request]): [number, string] => [at - tray.address, request])
        .filter(([offset]) => offset >= 0 && offset < layout.poolBytes),
    );
    const looks = new Map(tray.blocks.map((block) => [block.offsetBytes, blockLook(block, words, manner)]));
    return picture(
      `tray:${tray.pool}`,
      trayBoxOf.rect,
      JSON.stringify([
        trayBoxOf.rect.w,
        layout.pxPerByte,
        trayBoxOf.rows,
        tray,
        [...looks.values()],
        [...wanted],
      ]),
      (ctx, theme, mood) =>
        paintTray(
          ctx,
          theme,
          trayBoxOf,
          layout.pxPerByte,
          (_, offset) => looks.get(offset) ?? null,
          mood,
          mood.targets.get(`tray:${tray.pool}`) ?? [],
          wanted,
        ),
      [...looks.values()].map((look) => look.id),
    );
  });
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

function restTiles(
  box: TrayBox,
  pxPerByte: number,
  words: Words,
  manner: RackManner,
  tiles: Map<string, TilePlace>,
): void {
  for (const block of box.tray.blocks) {
    const look = blockLook(block, words, manner);
    tiles.set(look.id, {
      look,
      space: 'world',
      rect: tileRect(blockRect(box, block.offsetBytes, pxPerByte), block.requestedBytes, block.blockBytes),
      picture: `tray:${box.tray.pool}`,
    });
  }
}

function blockLook(block: Owned & { requestedBytes: number }, words: Words, manner: RackManner): TileLook {
  const { object } = block;
  return {
    id: tileId(object.name, block.part),
    name:
      block.parts > 1 ? words.t('board.tile.part', { name: object.name, part: block.part + 1 }) : object.name,
    type: object.type,
    sizeBytes: block.requestedBytes,
    dies: object.death ? number(object.death.inRequests, words.lang) : undefined,
    ...manner.look(block),
  };
}

function arenaGroup(
  box: ArenaBox,
  layout: RackLayout,
  geometry: GeometryView,
  words: Words,
  manner: RackManner,
): Group {
  const rows: Row[] = box.trays.map((trayBoxOf) =>
    trayRow(trayBoxOf, layout.pxPerByte, geometry, words, manner),
  );
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
    name: words.t('board.arena.long', {
      number: box.arena.serial + 1,
      used,
      total: box.arena.trays.length,
      bytes: bytes(box.arena.sizeBytes, words.lang),
    }),
    rows,
  };
}

function trayRow(
  box: TrayBox,
  pxPerByte: number,
  geometry: GeometryView,
  words: Words,
  manner: RackManner,
): Row {
  const { tray } = box;
  const { t } = words;
  const n = (value: number): string => number(value, words.lang);
  const values = {
    number: tray.index + 1,
    bytes: tray.blockBytes,
    used: tray.blocks.length,
    total: tray.capacity,
  };
  const name = t(tray.state === 'full' ? 'board.tray.full' : 'board.tray.used', values);
  const facts = (): string[] => [
    t('board.tray.title', values),
    t('board.tray.blocks', { used: n(tray.blocks.length), total: n(tray.capacity) }),
    t('board.tray.waste', { bytes: bytes(wasteOf(tray), words.lang) }),
    t('board.tray.header', { bytes: bytes(geometry.poolHeaderBytes, words.lang) }),
    t('board.at', { address: address(tray.address) }),
    ...(tray.usedRank === 0 ? [t('board.tray.first')] : []),
  ];
  const things: Thing[] = [
    {
      id: `tray:${tray.pool}`,
      space: 'world',
      rect: box.rect,
      role: 'plate',
      name,
      facts,
      press: manner.pressTray(tray),
    },
  ];
  const slots: { offset: number; thing: Thing }[] = tray.blocks.map((block) => ({
    offset: block.offsetBytes,
    thing: blockThing(box, block, pxPerByte, words, manner),
  }));
  for (const [rank, offset] of tray.freeList.slice(0, NAMED_FREE_SLOTS).entries())
    slots.push({ offset, thing: slotThing(box, offset, rank, pxPerByte, words, manner) });
  slots.sort((a, b) => a.offset - b.offset);
  things.push(...slots.map((slot) => slot.thing));
  const unnamed = tray.freeList.length - NAMED_FREE_SLOTS;
  if (unnamed > 0) {
    const text = t('board.slot.more', { count: n(unnamed) });
    things.push({
      id: `slots:${tray.pool}`,
      space: 'world',
      rect: blockRect(box, tray.freeList[NAMED_FREE_SLOTS], pxPerByte),
      role: 'slot',
      name: text,
      facts: () => [text],
    });
  }
  const { carveOffset } = tray;
  if (carveOffset !== null) {
    const first = Math.floor((carveOffset - tray.headerBytes) / tray.blockBytes);
    const left = tray.capacity - first;
    things.push({
      id: `uncarved:${tray.pool}`,
      space: 'world',
      rect: blockRect(box, carveOffset, pxPerByte),
      role: 'slot',
      name: t('board.slot.uncarved', { count: n(left) }),
      facts: () => [
        t('board.slot.uncarved', { count: n(left) }),
        t('board.slot.offset', { offset: n(carveOffset) }),
      ],
      press: manner.pressSlot?.(tray, carveOffset),
    });
  }
  return { id: `tray:${tray.pool}`, name, things };
}

function wasteOf(tray: TrayView): number {
  return tray.blocks.reduce((sum, block) => sum + block.wastedBytes, 0);
}

function blockThing(
  box: TrayBox,
  block: BlockView,
  pxPerByte: number,
  words: Words,
  manner: RackManner,
): Thing {
  const { t, lang } = words;
  const { object } = block;
  const look = blockLook(block, words, manner);
  const press = manner.pressTile(block);
  const facts = (): string[] => [
    `${look.name}: ${object.type}`,
    t('board.tile.bytes', {
      requested: bytes(block.requestedBytes, lang),
      block: bytes(block.blockBytes, lang),
    }),
    t('board.tile.waste', { bytes: bytes(block.wastedBytes, lang) }),
    t('board.at', { address: address(block.address) }),
    ...deathFact(object.death, words),
    ...manner.tileFacts(block),
  ];
  return {
    id: look.id,
    space: 'world',
    rect: blockRect(box, block.offsetBytes, pxPerByte),
    role: 'tile',
    name: [
      t('board.tile.name', { name: look.name, type: object.type, bytes: bytes(block.requestedBytes, lang) }),
      t('board.tile.waste', { bytes: bytes(block.wastedBytes, lang) }),
      ...deathFact(object.death, words),
      ...manner.tileFacts(block),
    ].join(', '),
    facts,
    press,
  };
}

/** When an object dies, in words, where that is told. */
export function deathFact(
  death: { readonly before: number; readonly inRequests: number } | null,
  words: Words,
): string[] {
  if (!death) return [];
  return [
    death.inRequests <= 1
      ? words.t('board.tile.diesNext')
      : words.t('board.tile.dies', { count: number(death.inRequests, words.lang) }),
  ];
}

function slotThing(
  box: TrayBox,
  offset: number,
  rank: number,
  pxPerByte: number,
  words: Words,
  manner: RackManner,
): Thing {
  const { tray } = box;
  const where = words.t('board.slot.offset', { offset: number(offset, words.lang) });
  const name =
    rank === 0
      ? words.t('board.slot.head')
      : words.t('board.slot.free', { rank: number(rank + 1, words.lang) });
  return {
    id: `slot:${tray.pool}:${offset}`,
    space: 'world',
    rect: blockRect(box, offset, pxPerByte),
    role: 'slot',
    name: [name, where, ...(manner.slotFacts?.(tray.address + offset) ?? [])].join(', '),
    facts: () => [
      name,
      where,
      words.t('board.at', { address: address(tray.address + offset) }),
      ...(manner.slotFacts?.(tray.address + offset) ?? []),
    ],
    press: manner.pressSlot?.(tray, offset),
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

function scaledNote(geometry: GeometryView, words: Words): string[] {
  if (geometry.scaledFromPools === null) return [];
  return [
    words.t('board.scaled', {
      pools: number(geometry.poolsPerArena, words.lang),
      real: number(geometry.scaledFromPools, words.lang),
    }),
  ];
}

/** A target's zone and landing in an open tray, in the space of the world. */
export function landingIn(
  box: TrayBox,
  offset: number,
  requestedBytes: number,
  pxPerByte: number,
): NonNullable<Target['landing']> {
  const block = blockRect(box, offset, pxPerByte);
  const shown = Math.min(requestedBytes, box.tray.blockBytes);
  const tile = tileRect(block, shown, box.tray.blockBytes);
  return {
    tile,
    waste: rect(tile.x + tile.w, tile.y, Math.max(0, block.x + block.w - 0.75 - tile.x - tile.w), tile.h),
  };
}
