import type { Action } from '../../../shared/game/action.ts';
import type { BlockView, GeometryView, TrayView } from '../../../shared/game/puzzles/board/view.ts';
import type { TileLook } from '../draw/tile.ts';
import { type LookOf, paintTray, tileRect } from '../draw/tray.ts';
import { trayMarks } from '../draw/trayMarks.ts';
import { blockRect, type RackLayout, type TrayBox } from '../layout/racks.ts';
import { grow, type Rect, rect, shift } from '../layout/rect.ts';
import type { Mood, Row, ScenePicture, Target, Thing, TilePlace, Words } from '../model.ts';
import { bytes, number } from './figures.ts';

/** What differs between the kinds that are played on racks. */
export interface RackManner {
  /** Tells this manner from others: the same key, the same tray and the same place make the same picture and the same names. */
  readonly key: string;
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

/** Free blocks of a pool that have a name of their own, from the head of the list; the others are counted. */
const NAMED_FREE_SLOTS = 24;
/** Room around a picture for outlines. */
const BLEED = 6;

export function tileId(name: string, part = 0): string {
  return part ? `tile:${name}:${part}` : `tile:${name}`;
}

export function address(value: number): string {
  return `0x${value.toString(16)}`;
}

/** An open tray on the board: its picture, the tiles that rest in it, and its row of named things. */
export interface TrayParts {
  readonly picture: ScenePicture;
  readonly tiles: ReadonlyMap<string, TilePlace>;
  readonly row: Row;
}

export function trayParts(
  box: TrayBox,
  layout: RackLayout,
  geometry: GeometryView,
  words: Words,
  manner: RackManner,
): TrayParts {
  return {
    picture: trayPicture(box, layout, words, manner),
    tiles: restTiles(box, layout.pxPerByte, words, manner),
    row: trayRow(box, layout.pxPerByte, geometry, words, manner),
  };
}

function trayPicture(box: TrayBox, layout: RackLayout, words: Words, manner: RackManner): ScenePicture {
  const { tray } = box;
  const wanted = new Map(
    [...(manner.wanted ?? [])]
      .map(([at, request]): [number, string] => [at - tray.address, request])
      .filter(([offset]) => offset >= 0 && offset < layout.poolBytes),
  );
  const looks = new Map(tray.blocks.map((block) => [block.offsetBytes, blockLook(block, words, manner)]));
  const lookOf: LookOf = (_, offset) => looks.get(offset) ?? null;
  const targetsIn = (mood: Mood): readonly Target[] => mood.targets.get(`tray:${tray.pool}`) ?? [];
  return picture(
    `tray:${tray.pool}`,
    box.rect,
    JSON.stringify([box.rect.w, layout.pxPerByte, box.rows, tray, [...looks.values()], [...wanted]]),
    (ctx, theme, mood, only) =>
      paintTray(ctx, theme, box, layout.pxPerByte, lookOf, mood, targetsIn(mood), wanted, only),
    [...looks.values()].map((look) => look.id),
    (mood) => trayMarks(box, layout.pxPerByte, lookOf, mood, targetsIn(mood), wanted),
  );
}

function restTiles(
  box: TrayBox,
  pxPerByte: number,
  words: Words,
  manner: RackManner,
): Map<string, TilePlace> {
  const tiles = new Map<string, TilePlace>();
  for (const block of box.tray.blocks) {
    const look = blockLook(block, words, manner);
    tiles.set(look.id, {
      look,
      space: 'world',
      rect: tileRect(blockRect(box, block.offsetBytes, pxPerByte), block.requestedBytes, block.blockBytes),
      picture: `tray:${box.tray.pool}`,
    });
  }
  return tiles;
}

export function blockLook(
  block: Owned & { requestedBytes: number },
  words: Words,
  manner: RackManner,
): TileLook {
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

/** A picture of the world with room for outlines; what it paints is in the coordinates of the world. */
export function picture(
  id: string,
  around: Rect,
  key: string,
  paint: ScenePicture['paint'],
  tiles?: readonly string[],
  marks?: ScenePicture['marks'],
): ScenePicture {
  const at = grow(around, BLEED);
  return {
    id,
    space: 'world',
    rect: at,
    key,
    moody: tiles !== undefined,
    tiles,
    paint(ctx, theme, mood, only) {
      ctx.translate(-at.x, -at.y);
      paint(ctx, theme, mood, only && shift(only, at.x, at.y));
    },
    marks:
      marks &&
      ((mood) => new Map([...marks(mood)].map(([name, place]) => [name, shift(place, -at.x, -at.y)]))),
  };
}
