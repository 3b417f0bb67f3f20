import { type Rect, rect } from './rect.ts';

/*
 * The strip of requests below the board: the one at hand as a card with its tile to the board's scale, and those
 * that follow as smaller ones, as many as there is room for.
 */

export interface DockItem {
  readonly bytes: number;
  /** Width its caption needs. */
  readonly captionW: number;
}

export interface DockLayout {
  readonly card: Rect | null;
  /** The tile at hand, to scale. */
  readonly tile: Rect | null;
  /** Where the card's words begin. */
  readonly words: Rect | null;
  readonly queue: readonly { readonly tile: Rect; readonly caption: Rect }[];
  /** Where "and 5 more" stands; empty where all are shown. */
  readonly more: Rect;
}

const PAD = 12;
const GAP = 14;
export const QUEUE_TILE_H = 20;

export function layoutDock(
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
  if (now) {
    const most = dock.w * 0.5;
    const tileW = Math.max(8, Math.min(now.bytes * pxPerByte, most - 40 - now.captionW));
    const w = Math.min(dock.w - 2 * PAD, tileW + now.captionW + 34);
    card = rect(x, top, w, h);
    tile = rect(x + 10, top + 8, Math.max(8, Math.min(tileW, w - 20)), h - 16);
    words = rect(tile.x + tile.w + 10, top, Math.max(0, x + w - tile.x - tile.w - 16), h);
    x += w + GAP + 6;
  }
  const right = dock.x + dock.w - PAD;
  const moreW = 64;
  const queue: { tile: Rect; caption: Rect }[] = [];
  const middle = top + h / 2;
  for (const [index, item] of next.entries()) {
    const tileW = Math.max(5, item.bytes * pxPerByte);
    const w = Math.max(tileW, item.captionW);
    const room = right - x - (index < next.length - 1 || hidden > 0 ? moreW : 0);
    if (w > room) {
      if (queue.length > 0 || tileW * 0.5 > room) break;
    }
    const shownW = Math.min(w, room);
    queue.push({
      tile: rect(x, middle - QUEUE_TILE_H - 1, Math.min(tileW, shownW), QUEUE_TILE_H),
      caption: rect(x, middle + 3, shownW, 18),
    });
    x += shownW + GAP;
  }
  const left = next.length - queue.length + hidden;
  return {
    card,
    tile,
    words,
    queue,
    more: left > 0 ? rect(x, top, Math.max(0, right - x), h) : rect(x, top, 0, 0),
  };
}
