import type { ArenaView, GeometryView, RawView, TrayView } from '../../../shared/game/puzzles/board/view.ts';
import { type Rect, rect, type Size } from './rect.ts';

/*
 * Racks of trays, for the kinds on pymalloc's heap. Every length along a row is bytes times one scale that holds
 * for the whole board; a pool that is longer than its column goes on in the next row, never inside a block. Rows that hold nothing but
 * uncarved bytes are drawn flat: as long as they are, but thin.
 */

/** An open tray: a pool that has a class. */
export interface TrayBox {
  readonly tray: TrayView;
  readonly rect: Rect;
  /** The 48 bytes of the pool header. */
  readonly plate: Rect;
  readonly rows: readonly TrayRow[];
}

export interface TrayRow {
  readonly y: number;
  readonly h: number;
  /** Offset in the pool of the first byte that is drawn in this row. */
  readonly startBytes: number;
  /** Number of the first block in this row, and how many blocks the row holds. */
  readonly firstBlock: number;
  readonly blocks: number;
  readonly flat: boolean;
}

/** A folded tray: an untouched pool, or an emptied one. */
export interface FoldBox {
  readonly tray: TrayView;
  readonly rect: Rect;
}

export interface ArenaBox {
  readonly arena: ArenaView;
  readonly rect: Rect;
  readonly head: Rect;
  readonly trays: readonly TrayBox[];
  readonly folds: readonly FoldBox[];
  /** Around the folds; empty where there are none. */
  readonly shelf: Rect;
}

export interface RawBox {
  readonly raw: RawView;
  readonly rect: Rect;
  readonly header: Rect;
  readonly requested: Rect;
}

export interface RackLayout {
  readonly world: Rect;
  readonly pxPerByte: number;
  readonly poolBytes: number;
  readonly arrangement: Arrangement;
  readonly arenas: readonly ArenaBox[];
  /** The system allocator's shelf; null where it is not part of the board. */
  readonly raws: {
    readonly rect: Rect;
    readonly head: Rect;
    readonly boxes: readonly RawBox[];
    readonly open: Rect;
  } | null;
}

export interface RackRequest {
  readonly arenas: readonly ArenaView[];
  readonly raw: readonly RawView[];
  /** Whether the system allocator's shelf is shown though it is empty. */
  readonly rawWanted: boolean;
  readonly geometry: GeometryView;
  readonly view: Size;
  readonly compact: boolean;
  /** The arrangement of the board as it was: kept as long as it still fits, so that trays stay where they are. */
  readonly kept?: Arrangement;
}

const HEAD_H = 30;
const TRAY_PAD = 4;
const TRAY_GAP = 10;
/** The lane under a row, where the free-list thread runs. */
export const LANE = 8;
const FLAT_GAP = 3;
const FLAT_H = 7;
const FOLD_GAP = 6;
/** The system's shelf keeps so much free for what comes. */
const OPEN_W = 80;
const ARENA_GAP = 22;
const ARENA_GAP_COMPACT = 12;
const EDGE = 12;
/** More than this and a tray looks like furniture. */
const MAX_PX_PER_BYTE = 1.5;
/** The smallest block on the board is this long at least: below it is not a thing any more; the board then rather pans. */
const MIN_BLOCK_PX = 8;
/** A small block with a name is worth more than a board without panning, as far as this goes. */
const MIN_NAMED_PX = 28;
const MIN_PX_PER_BYTE = 0.15;
const MAX_ROWS = 24;

/** Lays the racks out in the arrangement that shows the most of the board at once, then the largest one. */
export function layoutRacks(request: RackRequest): RackLayout {
  const openTrays = request.arenas.reduce((sum, { trays }) => sum + trays.filter(isOpen).length, 0);
  if (request.kept) {
    const layout = place(request, request.kept);
    const legible = request.kept.scale >= leastScale(request) * 0.999;
    // Where nothing fitted, nothing else will until a tray folds.
    if (legible && (layout.world.h <= request.view.h || request.kept.tooTallFor === openTrays)) return layout;
  }
  let best: { layout: RackLayout; worth: number } | null = null;
  for (const arrangement of arrangements(request)) {
    const layout = place(request, arrangement);
    const worth = worthOf(layout, arrangement, request.view);
    if (!best || worth > best.worth) best = { layout, worth };
  }
  const { layout } = best!;
  if (layout.world.h <= request.view.h) return layout;
  return { ...layout, arrangement: { ...layout.arrangement, tooTallFor: openTrays } };
}

/** How a board is laid out: everything that may differ between two layouts of the same racks. */
export interface Arrangement {
  readonly scale: number;
  readonly columnW: number;
  readonly columns: number;
  readonly slotH: number;
  /** Set where no arrangement fitted the view: the number of open trays then. */
  readonly tooTallFor?: number;
}

function* arrangements(request: RackRequest): Generator<Arrangement> {
  const width = request.view.w - 2 * EDGE;
  const least = leastScale(request);
  for (let columns = 1; columns <= (request.compact ? 1 : 3); columns++) {
    const columnW = (width - (columns - 1) * TRAY_GAP) / columns - 2 * TRAY_PAD;
    for (let rows = 1; rows <= MAX_ROWS; rows++) {
      const scale = Math.min(MAX_PX_PER_BYTE, rowScale(request, columnW, rows));
      if (scale < least && rows < MAX_ROWS) continue;
      for (const slotH of request.compact ? [44, 38, 32, 28] : [52, 44, 36, 30, 26])
        yield { scale, columnW, columns, slotH };
      if (scale >= MAX_PX_PER_BYTE) break;
    }
  }
}

/** Pixels for a byte at which the blocks on the board can still be told apart; before there are any, any block could. */
function leastScale({ arenas, geometry }: RackRequest): number {
  const blocks = arenas.flatMap((arena) => arena.trays.filter(isOpen).map((tray) => tray.blockBytes));
  const smallest = Math.min(...blocks, blocks.length ? Number.POSITIVE_INFINITY : geometry.alignmentBytes);
  const legible = Math.min(MIN_BLOCK_PX / smallest, 0.5);
  return Math.max(MIN_PX_PER_BYTE, legible, Math.min(0.3, MIN_NAMED_PX / smallest));
}

/** Fitting the view comes first; then longer slots, up to where names fit, and higher ones. Too tall is worse the taller it is. */
function worthOf(layout: RackLayout, { slotH, columns }: Arrangement, view: Size): number {
  if (layout.world.h > view.h) return -layout.world.h;
  // Room for trays to come is worth something too: a board that is full at once has to be rearranged soon.
  const crowded = Math.max(0, layout.world.h / view.h - 0.8) * 120;
  return Math.min(layout.pxPerByte, 1.25) * 100 + slotH - columns - crowded;
}

/** Pixels per byte at which a pool just fits `rows` rows of `columnW` pixels, whatever the class: rows may end ragged. */
function rowScale(request: RackRequest, columnW: number, rows: number): number {
  const { poolBytes, poolHeaderBytes } = request.geometry;
  if (rows === 1) return columnW / poolBytes;
  const blocks = request.arenas.flatMap((a) => a.trays.filter(isOpen).map((tray) => tray.blockBytes));
  const widest = Math.max(poolHeaderBytes, ...blocks);
  // Each row may lose almost one block at its ragged end.
  return columnW / (poolBytes / rows + widest * ((rows - 1) / rows));
}

function arenaGap({ compact }: RackRequest): number {
  return compact ? ARENA_GAP_COMPACT : ARENA_GAP;
}

function bottomOf({ y, h }: Rect): number {
  return y + h;
}

function isOpen(tray: TrayView): boolean {
  return tray.state === 'used' || tray.state === 'full';
}

function place(request: RackRequest, arrangement: Arrangement): RackLayout {
  const { scale, columnW, columns, slotH } = arrangement;
  const { view, geometry } = request;
  const columnFull = columnW + 2 * TRAY_PAD;
  const fullW = Math.min(columnFull, geometry.poolBytes * scale + 2 * TRAY_PAD);
  const total = columns * fullW + (columns - 1) * TRAY_GAP;
  const left = Math.max(EDGE, Math.floor((view.w - total) / 2));
  const arenas: ArenaBox[] = [];
  const width = Math.max(total, 200);
  // Where requests may go to the system, its shelf is in sight first; else it is what else there is.
  const shelfFirst = request.rawWanted ? rawShelf(request, left, EDGE, width, scale, slotH) : null;
  let y = shelfFirst ? bottomOf(shelfFirst.rect) + arenaGap(request) : EDGE;
  for (const arena of request.arenas) {
    const top = y;
    const head = rect(left, y, width, HEAD_H);
    y += HEAD_H + 4;
    const open = arena.trays.filter(isOpen);
    const trays: TrayBox[] = [];
    for (let i = 0; i < open.length; i += columns) {
      let rowH = 0;
      for (const [column, tray] of open.slice(i, i + columns).entries()) {
        const box = trayBox(tray, left + column * (fullW + TRAY_GAP), y, fullW, scale, slotH);
        trays.push(box);
        rowH = Math.max(rowH, box.rect.h);
      }
      y += rowH + TRAY_GAP;
    }
    const folded = arena.trays.filter((tray) => !isOpen(tray));
    const shelfTop = y;
    const { folds, bottom } = foldBoxes(folded, left, y, width, request.compact);
    if (folds.length) y = bottom + TRAY_GAP;
    const rectOf = rect(left, top, width, y - top);
    const shelf = rect(left, shelfTop, folds.length ? width : 0, folds.length ? bottom - shelfTop : 0);
    arenas.push({ arena, rect: rectOf, head, trays, folds, shelf });
    y += arenaGap(request) - TRAY_GAP;
  }
  const shelfLast =
    !request.rawWanted && request.raw.length ? rawShelf(request, left, y, width, scale, slotH) : null;
  if (shelfLast) y = bottomOf(shelfLast.rect) + arenaGap(request);
  const right = left + width + EDGE;
  return {
    world: rect(
      0,
      0,
      Math.max(right, Math.min(view.w, right + left - EDGE)),
      Math.max(40, y - arenaGap(request) + EDGE),
    ),
    pxPerByte: scale,
    poolBytes: geometry.poolBytes,
    arrangement,
    arenas,
    raws: shelfFirst ?? shelfLast,
  };
}

function trayBox(tray: TrayView, x: number, y: number, fullW: number, scale: number, slotH: number): TrayBox {
  const inner = fullW - 2 * TRAY_PAD;
  const rows: TrayRow[] = [];
  const lastTouched = lastTouchedBlock(tray);
  let at = y + TRAY_PAD;
  let block = 0;
  let start = 0;
  while (block < tray.capacity || rows.length === 0) {
    const lead = rows.length === 0 ? tray.headerBytes : 0;
    const fits = Math.max(
      rows.length === 0 ? 0 : 1,
      Math.floor((inner + 0.5 - lead * scale) / (tray.blockBytes * scale)),
    );
    const blocks = Math.min(fits, tray.capacity - block);
    const flat = rows.length > 0 && block > lastTouched;
    const h = flat ? FLAT_H : slotH;
    rows.push({ y: at, h, startBytes: start, firstBlock: block, blocks, flat });
    at += h + (flat ? FLAT_GAP : LANE);
    start += lead + blocks * tray.blockBytes;
    block += blocks;
  }
  const h = at - (rows[rows.length - 1].flat ? 0 : 2) - y;
  return {
    tray,
    rect: rect(x, y, fullW, h),
    plate: rect(x + TRAY_PAD, y + TRAY_PAD, tray.headerBytes * scale, slotH),
    rows,
  };
}

/** The last block that is live, threaded, or the next to be carved. */
function lastTouchedBlock(tray: TrayView): number {
  let last = Math.max(tray.headerBytes, tray.carveOffset ?? 0, tray.blocks.at(-1)?.offsetBytes ?? 0);
  for (const offset of tray.freeList) if (offset > last) last = offset;
  return Math.floor((last - tray.headerBytes) / tray.blockBytes);
}

/** Where the block that starts `offset` bytes into the pool is drawn. */
export function blockRect(box: TrayBox, offset: number, pxPerByte: number): Rect {
  const { tray } = box;
  const index = Math.floor((offset - tray.headerBytes) / tray.blockBytes);
  const row = box.rows.findLast((candidate) => candidate.firstBlock <= index) ?? box.rows[0];
  const inRow = tray.headerBytes + index * tray.blockBytes - row.startBytes;
  return rect(box.rect.x + TRAY_PAD + inRow * pxPerByte, row.y, tray.blockBytes * pxPerByte, row.h);
}

/** The bytes behind the last block that no block can use, in the last row; empty where there are none. */
export function tailRect(box: TrayBox, pxPerByte: number): Rect {
  const row = box.rows[box.rows.length - 1];
  const used = (row.startBytes === 0 ? box.tray.headerBytes : 0) + row.blocks * box.tray.blockBytes;
  const x = box.rect.x + TRAY_PAD + used * pxPerByte;
  const w = Math.min(box.tray.tailBytes * pxPerByte, box.rect.x + box.rect.w - TRAY_PAD - x);
  return rect(x, row.y, Math.max(0, w), row.h);
}

function foldBoxes(
  folded: readonly TrayView[],
  left: number,
  top: number,
  width: number,
  compact: boolean,
): { folds: FoldBox[]; bottom: number } {
  const w = compact ? 40 : 48;
  const h = compact ? 20 : 18;
  const perRow = Math.max(1, Math.floor((width + FOLD_GAP) / (w + FOLD_GAP)));
  const folds = folded.map((tray, i) => ({
    tray,
    rect: rect(left + (i % perRow) * (w + FOLD_GAP), top + Math.floor(i / perRow) * (h + FOLD_GAP), w, h),
  }));
  const bottom = folds.length ? folds[folds.length - 1].rect.y + h : top;
  return { folds, bottom };
}

function rawShelf(
  request: RackRequest,
  left: number,
  top: number,
  width: number,
  scale: number,
  slotH: number,
): RackLayout['raws'] {
  const head = rect(left, top, width, HEAD_H);
  let x = left;
  let y = top + HEAD_H + 4;
  const boxes: RawBox[] = [];
  // Beside the longest there is still the place for the next, so that the shelf does not grow under the racks.
  const longest = request.rawWanted ? width - OPEN_W - FLAT_GAP : width;
  for (const raw of request.raw) {
    const w = Math.min(longest, Math.max(12, raw.chunkBytes * scale));
    if (x + w > left + width && x > left) {
      x = left;
      y += slotH + FLAT_GAP;
    }
    const fit = w / Math.max(1, raw.chunkBytes);
    const overhead = Math.max(0, Math.min(16, raw.chunkBytes - raw.requestedBytes)) * fit;
    boxes.push({
      raw,
      rect: rect(x, y, w, slotH),
      header: rect(x, y, overhead, slotH),
      requested: rect(x + overhead, y, Math.max(2, Math.min(w - overhead, raw.requestedBytes * fit)), slotH),
    });
    x += w + FLAT_GAP;
  }
  if (x > left + width - OPEN_W) {
    x = left;
    y += slotH + FLAT_GAP;
  }
  const open = rect(x, y, left + width - x, slotH);
  return { rect: rect(left, top, width, y + slotH - top), head, boxes, open };
}
