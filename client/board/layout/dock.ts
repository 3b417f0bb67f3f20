import { type Rect, rect } from './rect.ts';

/*
 * The strip of requests below the board: the one at hand as a card with its tile to the board's scale, and those that follow as
 * smaller ones. Who plans needs to see all of them, so where they do not fit to the board's scale they share a smaller one; a
 * tile much longer than the others is torn.
 */

export interface DockItem {
  readonly bytes: number;
  /** Width its caption needs. */
  readonly captionW: number;
  /** Width of the caption without the name; as `captionW` where it is left out. */
  readonly shortW?: number;
}

export interface QueueItem {
  readonly tile: Rect;
  readonly caption: Rect;
  /** The tile is shorter than its bytes. */
  readonly torn: boolean;
  /** There is room for the bytes only. */
  readonly short: boolean;
}

export interface DockLayout {
  readonly card: Rect | null;
  /** The tile at hand, to scale. */
  readonly tile: Rect | null;
  readonly torn: boolean;
  /** Where the card's words begin. */
  readonly words: Rect | null;
  readonly queue: readonly QueueItem[];
  /** Where "and 5 more" stands; empty where all are shown. */
  readonly more: Rect;
}

/** How much of the strip the card may take, from the best on. */
const CARD_SHARES = [0.6, 0.5, 0.42, 0.36];
const PAD = 12;
const GAP = 12;
const MORE_W = 40;
const MIN_TILE_W = 5;
/** Of the room for the queue, the longest tile takes no more than this. */
const LONGEST = 0.3;
const QUEUE_TILE_H = 20;
const CAPTION_H = 17;

export function layoutDock(
  dock: Rect,
  now: DockItem | null,
  next: readonly DockItem[],
  hidden: number,
  pxPerByte: number,
): DockLayout {
  // The card takes what its tile needs, as far as the others still find room.
  let best: DockLayout | null = null;
  for (const share of now ? CARD_SHARES : [0]) {
    const layout = layoutWith(share, dock, now, next, hidden, pxPerByte);
    if (layout.queue.length === next.length) return layout;
    if (!best || layout.queue.length > best.queue.length) best = layout;
  }
  return best!;
}

function layoutWith(
  share: number,
  dock: Rect,
  now: DockItem | null,
  next: readonly DockItem[],
  hidden: number,
  pxPerByte: number,
): DockLayout {
  const top = dock.y + 8;
  const h = dock.h - 16;
  let x = dock.x + PAD;
  let card: Rect | null = null;
  let tile: Rect | null = null;
  let words: Rect | null = null;
  let torn = false;
  if (now) {
    const wanted = now.bytes * pxPerByte;
    const tileW = Math.max(8, Math.min(wanted, dock.w * share - 40 - now.captionW));
    torn = tileW < wanted - 1;
    const w = Math.min(dock.w - 2 * PAD, tileW + now.captionW + 34);
    card = rect(x, top, w, h);
    tile = rect(x + 10, top + 8, Math.max(8, Math.min(tileW, w - 20)), h - 16);
    words = rect(tile.x + tile.w + 10, top, Math.max(0, x + w - tile.x - tile.w - 16), h);
    x += w + GAP + 6;
  }
  const right = dock.x + dock.w - PAD;
  const queue = layoutQueue(rect(x, top, Math.max(0, right - x), h), next, hidden, pxPerByte);
  const end = Math.max(x, ...queue.map(({ caption }) => caption.x + caption.w + GAP));
  const left = next.length - queue.length + hidden;
  return {
    card,
    tile,
    torn,
    words,
    queue,
    more: left > 0 ? rect(end, top, Math.max(0, right - end), h) : rect(end, top, 0, 0),
  };
}

/** How the queue may be laid out, from the best on: with names; with bytes only; in two rows. */
const MANNERS = [
  { short: false, rows: 1 },
  { short: true, rows: 1 },
  { short: true, rows: 2 },
] as const;

/** All of them in the first manner that has room; if none has, as many as have room in the last. */
function layoutQueue(
  room: Rect,
  next: readonly DockItem[],
  hidden: number,
  pxPerByte: number,
): readonly QueueItem[] {
  for (const [index, manner] of MANNERS.entries()) {
    const items = fill(room, next, hidden, pxPerByte, manner);
    if (items.length === next.length || index === MANNERS.length - 1) return items;
  }
  return [];
}

interface Manner {
  readonly short: boolean;
  readonly rows: number;
}

/** As many of `next` as have room. */
function fill(
  room: Rect,
  next: readonly DockItem[],
  hidden: number,
  pxPerByte: number,
  { short, rows }: Manner,
): readonly QueueItem[] {
  const caption = (item: DockItem): number =>
    Math.max(MIN_TILE_W, short ? (item.shortW ?? item.captionW) : item.captionW);
  for (let count = next.length; count > 0; count--) {
    const space = room.w - (count < next.length || hidden > 0 ? MORE_W + GAP : 0);
    const perRow = Math.ceil(count / rows);
    const lines = Array.from({ length: rows }, (_, row) =>
      next.slice(row * perRow, Math.min(count, (row + 1) * perRow)),
    );
    if (lines.some((line) => widthOf(line, caption) > space)) continue;
    // One scale for all of them, the largest that fits, at most the board's.
    const longest = Math.max(40, space * LONGEST);
    let scale = pxPerByte;
    const tileW = (item: DockItem): number => Math.min(longest, Math.max(MIN_TILE_W, item.bytes * scale));
    const itemW = (item: DockItem): number => Math.max(caption(item), tileW(item));
    for (let i = 0; i < 40 && lines.some((line) => widthOf(line, itemW) > space); i++) scale *= 0.88;
    const rowH = room.h / rows;
    return lines.flatMap((line, row) => {
      let x = room.x;
      const middle = room.y + rowH * (row + 0.5);
      const tileH = rows === 1 ? QUEUE_TILE_H : 12;
      return line.map((item) => {
        const w = itemW(item);
        const top = middle - (tileH + CAPTION_H) / 2;
        const placed = {
          tile: rect(x, top, tileW(item), tileH),
          caption: rect(x, top + tileH + (rows === 1 ? 3 : 0), w, CAPTION_H),
          torn: tileW(item) < item.bytes * scale - 1,
          short,
        };
        x += w + GAP;
        return placed;
      });
    });
  }
  return [];
}

function widthOf(items: readonly DockItem[], width: (item: DockItem) => number): number {
  return items.reduce((sum, item) => sum + width(item), 0) + GAP * Math.max(0, items.length - 1);
}
