import type { ObjectView } from '../../../shared/game/puzzles/board/view.ts';
import {
  type Context,
  fillRound,
  hatch,
  hourglass,
  plate,
  strokeRound,
  tear,
  write,
} from '../draw/primitives.ts';
import type { Theme } from '../draw/theme.ts';
import { paintTile, type TileLook } from '../draw/tile.ts';
import { type DockLayout, layoutDock, type QueueItem } from '../layout/dock.ts';
import { type Rect, rect, shift } from '../layout/rect.ts';
import type { Group, Mood, Room, ScenePicture, Target, Thing, TilePlace, Words } from '../model.ts';
import { bytes, number } from './figures.ts';
import { deathFact, tileId } from './rackTray.ts';

/** A request as the dock shows it. */
export interface DockRequest {
  readonly index: number;
  readonly object: ObjectView;
  readonly bytes: number;
  /** What it takes from the board, header and rounding in; left out where that is the player's to find. */
  readonly takesBytes?: number;
  /** Of these, the header in front. */
  readonly headerBytes?: number;
}

export interface DockInput {
  readonly now: DockRequest | null;
  readonly announced: readonly DockRequest[];
  readonly hidden: number;
  readonly placed: number;
  readonly total: number;
  /** Shown while there is no request: what else there is to do, or that all is done. */
  readonly idle: string;
}

export interface DockScene {
  readonly pictures: ScenePicture[];
  readonly tiles: Map<string, TilePlace>;
  readonly group: Group | null;
}

export function requestLook(request: DockRequest, words: Words): TileLook {
  const { object } = request;
  return {
    id: tileId(object.name),
    name: object.name,
    type: object.type,
    sizeBytes: request.bytes,
    dies: object.death ? number(object.death.inRequests, words.lang) : undefined,
  };
}

/** The strip of requests: the one at hand can be picked up and put on `targets`. */
export function dockScene(
  input: DockInput,
  room: Room,
  pxPerByte: number,
  targets: readonly Target[],
  words: Words,
): DockScene {
  const captions = [input.now, ...input.announced].map((request) => (request ? captionOf(request) : ''));
  const layout = layoutDock(
    room.dock,
    input.now && {
      bytes: takes(input.now),
      captionW:
        Math.max(64, textWidth(input.now.object.name, 15), textWidth(sizeText(input.now, words), 13)) +
        (input.now.object.death ? 34 : 0),
    },
    input.announced.map((request, i) => ({
      bytes: takes(request),
      captionW: textWidth(captions[i + 1], 12) + (request.object.death ? 16 : 0),
      shortW: textWidth(shortText(request), 12),
    })),
    input.hidden,
    pxPerByte,
  );
  const looks = new Map<number, TileLook>();
  for (const request of [input.now, ...input.announced.slice(0, layout.queue.length)])
    if (request) looks.set(request.index, requestLook(request, words));
  const key = JSON.stringify([room.dock, layout, [...looks], input.hidden, input.idle, words.lang]);
  const dock: ScenePicture = {
    id: 'dock',
    space: 'screen',
    rect: room.dock,
    depth: 10,
    moody: true,
    tiles: input.now ? [tileId(input.now.object.name)] : [],
    key,
    // The card changes while its tile is in the hand; the others only with the request.
    marks: ({ held, lifted }) => {
      const { card } = layout;
      const at = rect(0, 0, room.dock.w, room.dock.h);
      const own = looks.get(input.now?.index ?? -1)?.id ?? '';
      const state = `${held?.id === own} ${lifted.has(own)}`;
      return new Map([
        [key, at],
        ...(card ? ([[state, shift(card, -room.dock.x, -room.dock.y)]] as const) : []),
      ]);
    },
    paint(ctx, theme, mood) {
      ctx.translate(-room.dock.x, -room.dock.y);
      paintDock(ctx, theme, mood, input, layout, looks, room, words);
    },
  };
  const tiles = new Map<string, TilePlace>();
  if (input.now && layout.tile) {
    const look = looks.get(input.now.index)!;
    tiles.set(look.id, { look, space: 'screen', rect: layout.tile, picture: 'dock' });
  }
  return { pictures: [dock], tiles, group: dockGroup(input, layout, looks, targets, words) };
}

function dockGroup(
  input: DockInput,
  layout: DockLayout,
  looks: ReadonlyMap<number, TileLook>,
  targets: readonly Target[],
  words: Words,
): Group | null {
  const { t } = words;
  const things: Thing[] = [];
  if (input.now && layout.card) {
    const { now } = input;
    const values = requestValues(now, words);
    things.push({
      id: 'request',
      space: 'screen',
      rect: layout.card,
      role: 'request',
      name: [t('board.request.now', values), ...deathFact(now.object.death, words)].join(', '),
      facts: () => [
        t('board.request.now', values),
        t('board.request.progress', { number: input.placed + 1, total: input.total }),
        ...deathFact(now.object.death, words),
      ],
      grip: { tile: looks.get(now.index)!, targets },
    });
  }
  for (const [i, item] of layout.queue.entries()) {
    const request = input.announced[i];
    const facts = [
      t('board.request.later', requestValues(request, words)),
      ...deathFact(request.object.death, words),
    ];
    things.push({
      id: `queued:${request.index}`,
      space: 'screen',
      rect: {
        ...item.tile,
        w: Math.max(item.tile.w, item.caption.w),
        h: item.caption.y + item.caption.h - item.tile.y,
      },
      role: 'request',
      name: facts.join(', '),
      facts: () => facts,
    });
  }
  const left = input.announced.length - layout.queue.length;
  if (left + input.hidden > 0) {
    const facts = input.announced
      .slice(layout.queue.length)
      .map((request) => t('board.request.later', requestValues(request, words)));
    if (input.hidden) facts.push(t('board.request.hidden', { count: number(input.hidden, words.lang) }));
    things.push({
      id: 'queued:more',
      space: 'screen',
      rect: layout.more,
      role: 'request',
      name: facts.join('; '),
      facts: () => facts,
    });
  }
  if (!things.length) return null;
  const name = t('board.request.group');
  return { id: 'dock', name, rows: [{ id: 'dock', name, things }] };
}

function requestValues(request: DockRequest, words: Words): Record<string, string> {
  return {
    name: request.object.name,
    type: request.object.type,
    bytes: bytesOf(request, words),
  };
}

function bytesOf(request: DockRequest, words: Words): string {
  return bytes(request.bytes, words.lang);
}

/** What it is drawn as long as. */
function takes(request: DockRequest): number {
  return request.takesBytes ?? request.bytes;
}

/** The bytes asked for, and behind an arrow those taken where they are told and differ. */
function sizeText(request: DockRequest, words: Words): string {
  if (takes(request) === request.bytes) return bytesOf(request, words);
  return `${number(request.bytes, words.lang)} → ${number(takes(request), words.lang)} B`;
}

function shortText(request: DockRequest): string {
  return String(takes(request));
}

function captionOf(request: DockRequest): string {
  return `${request.object.name} ${shortText(request)}`;
}

/** Width of a text before it is drawn: near enough to lay out by, and the same everywhere. */
function textWidth(text: string, size: number): number {
  return Math.ceil(text.length * size * 0.56) + 2;
}

function paintDock(
  ctx: Context,
  theme: Theme,
  mood: Mood,
  input: DockInput,
  layout: DockLayout,
  looks: ReadonlyMap<number, TileLook>,
  room: Room,
  words: Words,
): void {
  ctx.fillStyle = theme.line;
  ctx.fillRect(room.dock.x, room.dock.y, room.dock.w, 1);
  if (input.now && layout.card && layout.tile && layout.words) {
    const look = looks.get(input.now.index)!;
    const held = mood.held?.id === look.id;
    fillRound(ctx, layout.card, 10, theme.raised);
    strokeRound(ctx, layout.card, 10, held ? theme.line : theme.accent, held ? 1 : 1.5);
    if (mood.lifted.has(look.id)) {
      ctx.setLineDash([3, 3]);
      strokeRound(ctx, layout.tile, 3, theme.lineStrong, 1);
      ctx.setLineDash([]);
    } else paintRequest(ctx, theme, input.now, look, layout.tile, layout.torn);
    paintCardWords(ctx, theme, input.now, layout.words, words);
  } else if (input.idle) {
    write(ctx, theme, input.idle, room.dock.x + 14, room.dock.y + room.dock.h / 2, {
      size: 14,
      fill: theme.quiet,
      maxWidth: room.dock.w - 28,
    });
  }
  for (const [i, item] of layout.queue.entries()) paintQueued(ctx, theme, input.announced[i], looks, item);
  const left = input.announced.length - layout.queue.length + input.hidden;
  if (left > 0 && layout.more.w > 20) {
    const y = layout.more.y + layout.more.h / 2;
    write(ctx, theme, `+${left}`, layout.more.x + 2, y, { size: 13, fill: theme.quiet, code: true });
  }
}

/** The tile at hand: where a header is known, with it. */
function paintRequest(
  ctx: Context,
  theme: Theme,
  request: DockRequest,
  look: TileLook,
  at: Rect,
  torn: boolean,
): void {
  const header = ((request.headerBytes ?? 0) * at.w) / takes(request);
  const body = torn ? at.w - header : Math.min(at.w - header, (request.bytes * at.w) / takes(request));
  if (header > 0) plate(ctx, theme, rect(at.x, at.y, Math.max(1, header - 0.75), at.h));
  paintTile(ctx, theme, look, rect(at.x + header, at.y, Math.max(3, body), at.h), 'mark');
  hatch(ctx, rect(at.x + header + body, at.y, at.w - header - body, at.h), theme.warn);
  if (torn) tear(ctx, at.x + at.w - 12, at.y, at.h, theme.ground);
}

/** A request to come, with what it will take; without a name where there is no room for all of them. */
function paintQueued(
  ctx: Context,
  theme: Theme,
  request: DockRequest,
  looks: ReadonlyMap<number, TileLook>,
  { tile, caption, torn, short }: QueueItem,
): void {
  // Where there is no room for the hourglass, hollow says that it will die.
  paintTile(ctx, theme, looks.get(request.index)!, tile, 'mark');
  if (torn) tear(ctx, tile.x + tile.w - 8, tile.y, tile.h, theme.ground);
  let { x } = caption;
  const y = caption.y + caption.h / 2;
  if (request.object.death && !short) {
    hourglass(ctx, { x: x + 5, y }, 11, theme.ink);
    x += 15;
  }
  if (!short) x += write(ctx, theme, request.object.name, x, y, { size: 12, fill: theme.quiet }) + 5;
  write(ctx, theme, shortText(request), x, y, { size: 12, fill: theme.ink, code: true });
}

function paintCardWords(ctx: Context, theme: Theme, request: DockRequest, at: Rect, words: Words): void {
  const middle = at.y + at.h / 2;
  write(ctx, theme, request.object.name, at.x, middle - 9, {
    size: 15,
    weight: 650,
    fill: theme.ink,
    maxWidth: at.w,
  });
  const w = write(ctx, theme, sizeText(request, words), at.x, middle + 10, {
    size: 13,
    code: true,
    fill: theme.quiet,
    maxWidth: at.w,
  });
  if (request.object.death) {
    hourglass(ctx, { x: at.x + w + 14, y: middle + 10 }, 12, theme.quiet);
    write(ctx, theme, number(request.object.death.inRequests, words.lang), at.x + w + 22, middle + 10, {
      size: 13,
      code: true,
      fill: theme.quiet,
    });
  }
}
