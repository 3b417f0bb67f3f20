import type { TrayView } from '../../../shared/game/puzzles/board/view.ts';
import { blockRect, type FoldBox, LANE, type TrayBox, tailRect } from '../layout/racks.ts';
import { center, grow, overlaps, type Rect, rect } from '../layout/rect.ts';
import type { Mood, Target } from '../model.ts';
import {
  bead,
  type Context,
  dots,
  fillRound,
  hatch,
  plate,
  SLOT_CORNER,
  shorten,
  strokeRound,
  thread,
  write,
} from './primitives.ts';
import type { Theme } from './theme.ts';
import { paintGhostTile, paintTile, type TileLook } from './tile.ts';

const DOT_PITCH = 6;

/** How a block's tile looks, and its id on the board. */
export type LookOf = (tray: TrayView, offset: number) => TileLook | null;

/** Blocks lie a hair apart, so that two neighbours are two. */
export function tileRect(block: Rect, requestedBytes: number, blockBytes: number): Rect {
  const inset = Math.min(0.75, block.w * 0.1);
  const full = rect(block.x + inset, block.y, block.w - 2 * inset, block.h);
  return { ...full, w: Math.max(1, (full.w * requestedBytes) / blockBytes) };
}

/** The part of a block behind the requested bytes. */
export function wasteRect(block: Rect, requestedBytes: number, blockBytes: number): Rect {
  const tile = tileRect(block, requestedBytes, blockBytes);
  const inset = tile.x - block.x;
  return rect(tile.x + tile.w, block.y, Math.max(0, block.w - 2 * inset - tile.w), block.h);
}

/**
 * An open tray: plate, blocks, waste, the free-list thread with its bead, uncarved ground and the unusable tail; with `only`, as
 * much as lies there. What is drawn has to lie within the marks of `trayMarks`, or it will not be painted again when it changes.
 */
export function paintTray(
  ctx: Context,
  theme: Theme,
  box: TrayBox,
  pxPerByte: number,
  lookOf: LookOf,
  mood: Mood,
  targets: readonly Target[],
  wanted: ReadonlyMap<number, string>,
  only: Rect | null,
): void {
  const { tray } = box;
  const candidate = targets.some((target) => !target.rejection);
  const frame = box.rect;
  fillRound(ctx, frame, 6, theme.raised);
  if (mood.held) {
    const aimed = targets.some((target) => target.id === mood.aimed);
    if (candidate) strokeRound(ctx, frame, 6, aimed ? theme.accent : theme.quiet, aimed ? 2 : 1.25);
    else if (aimed) strokeRound(ctx, frame, 6, theme.no, 2);
  }
  paintPlate(ctx, theme, box);
  paintGround(ctx, theme, box, pxPerByte, only);
  paintThread(ctx, theme, box, pxPerByte, only);
  for (const block of tray.blocks) {
    const at = blockRect(box, block.offsetBytes, pxPerByte);
    if (only && !overlaps(at, only)) continue;
    const look = lookOf(tray, block.offsetBytes);
    hatch(ctx, wasteRect(at, block.requestedBytes, block.blockBytes), theme.warn, 5);
    if (!look || mood.lifted.has(look.id)) continue;
    const tile = tileRect(at, block.requestedBytes, block.blockBytes);
    paintTile(ctx, theme, look, tile);
  }
  for (const [offset, request] of wanted) paintWanted(ctx, theme, blockRect(box, offset, pxPerByte), request);
  if (mood.held) paintOffers(ctx, theme, frame, mood, targets);
}

/** Engraved where there is room, upright or along a narrow plate: the size of the class. */
function paintPlate(ctx: Context, theme: Theme, box: TrayBox): void {
  const { plate: r, tray } = box;
  const label = String(tray.blockBytes);
  const size = r.w > 44 ? 15 : r.w >= 9 + label.length * 7.8 ? 13 : 11;
  const upright = r.w >= 2 + label.length * 6.6;
  if (!upright && (r.w < 12 || r.h < 4 + label.length * 6.6)) {
    plate(ctx, theme, r);
    return;
  }
  fillRound(ctx, r, SLOT_CORNER, theme.line);
  strokeRound(ctx, r, SLOT_CORNER, theme.lineStrong, 1);
  if (!upright) {
    ctx.save();
    ctx.translate(r.x + r.w / 2, r.y + r.h / 2);
    ctx.rotate(-Math.PI / 2);
    write(ctx, theme, label, 0, 0, { size: 11, fill: theme.ink, weight: 700, code: true, align: 'center' });
    ctx.restore();
    return;
  }
  const y = r.y + r.h / 2;
  const taken = `${tray.blocks.length}/${tray.capacity}`;
  // Half a number would be a wrong one: it is there whole or not at all.
  const counted = r.h >= 34 && r.w >= 2 + taken.length * 6;
  write(ctx, theme, label, r.x + r.w / 2, y - (counted ? 5 : 0), {
    size,
    fill: theme.ink,
    weight: 700,
    code: true,
    align: 'center',
  });
  if (counted)
    write(ctx, theme, taken, r.x + r.w / 2, y + 10, {
      size: 10,
      fill: theme.quiet,
      code: true,
      align: 'center',
    });
}

/** What is under the blocks: free slots outlined, uncarved bytes dotted, the tail hatched in grey. */
function paintGround(ctx: Context, theme: Theme, box: TrayBox, pxPerByte: number, only: Rect | null): void {
  const { tray } = box;
  for (const offset of tray.freeList) {
    const at = tileRect(blockRect(box, offset, pxPerByte), tray.blockBytes, tray.blockBytes);
    if (only && !overlaps(at, only)) continue;
    fillRound(ctx, at, SLOT_CORNER, theme.ground);
    strokeRound(ctx, at, SLOT_CORNER, theme.lineStrong, 1);
  }
  if (tray.carveOffset !== null) {
    const first = Math.floor((tray.carveOffset - tray.headerBytes) / tray.blockBytes);
    for (const row of box.rows) {
      const from = Math.max(first, row.firstBlock);
      const to = row.firstBlock + row.blocks;
      if (from >= to) continue;
      const start = blockRect(box, tray.headerBytes + from * tray.blockBytes, pxPerByte);
      const w = (to - from) * tray.blockBytes * pxPerByte;
      if (only && !overlaps(rect(start.x, row.y, w, row.h), only)) continue;
      dots(ctx, rect(start.x + 2, row.y, w - 4, row.h), theme.lineStrong, DOT_PITCH, box.rect.x);
      if (!row.flat) slotTicks(ctx, theme, rect(start.x, row.y, w, row.h), tray.blockBytes * pxPerByte);
    }
  }
  const tail = tailRect(box, pxPerByte);
  if (tail.w >= 2) hatch(ctx, rect(tail.x + 1, tail.y, tail.w - 1, tail.h), theme.line, 5);
}

/** Where the next blocks will be carved. */
function slotTicks(ctx: Context, theme: Theme, r: Rect, step: number): void {
  if (step < 10) return;
  ctx.beginPath();
  for (let x = r.x + step; x < r.x + r.w - 1; x += step) {
    ctx.moveTo(x, r.y + r.h - 6);
    ctx.lineTo(x, r.y + r.h);
    ctx.moveTo(x, r.y);
    ctx.lineTo(x, r.y + 6);
  }
  ctx.strokeStyle = theme.lineStrong;
  ctx.lineWidth = 1;
  ctx.stroke();
}

function paintThread(ctx: Context, theme: Theme, box: TrayBox, pxPerByte: number, only: Rect | null): void {
  const slots = box.tray.freeList.map((offset) => blockRect(box, offset, pxPerByte));
  if (!slots.length) return;
  const slotW = box.tray.blockBytes * pxPerByte;
  const r = Math.max(2.5, Math.min(5.5, slotW * 0.3));
  const knots = slots.map((slot) => ({ ...center(slot), laneY: slot.y + slot.h + LANE / 2 }));
  thread(ctx, knots, theme.quiet, Math.min(1.75, r * 0.4), only);
  bead(ctx, theme, knots[0], r);
  if (slotW < 26 || slots[0].h < 36) return;
  // The order of the list in numbers, for lists too tangled to follow.
  for (const [i, knot] of knots.entries())
    if (i > 0)
      write(ctx, theme, String(i + 1), knot.x + 6, knot.y - 9, { size: 10, fill: theme.quiet, code: true });
}

/** What the held tile would be here: its ghost in the slot it would get, and the price; for refusals the reason is told elsewhere. */
function paintOffers(ctx: Context, theme: Theme, frame: Rect, mood: Mood, targets: readonly Target[]): void {
  for (const target of targets) {
    if (target.rejection || !target.landing) continue;
    const aimed = target.id === mood.aimed;
    if (targets.length > 3 && !aimed) {
      strokeRound(ctx, grow(target.landing.tile, -1), SLOT_CORNER, theme.quiet, 1);
      continue;
    }
    paintGhostTile(ctx, theme, mood.held!, target.landing.tile, target.landing.waste);
    if (target.cost) pricePill(ctx, theme, target.cost, frame, target.landing, aimed);
  }
}

function pricePill(
  ctx: Context,
  theme: Theme,
  text: string,
  frame: Rect,
  landing: { tile: Rect; waste: Rect },
  aimed: boolean,
): void {
  ctx.font = `600 12px ${theme.fontText}`;
  const w = ctx.measureText(text).width + 14;
  const mid = landing.tile.x + (landing.tile.w + landing.waste.w) / 2;
  const x = Math.min(Math.max(mid - w / 2, frame.x + 2), frame.x + frame.w - w - 2);
  const y = landing.tile.y + landing.tile.h / 2 - 10;
  const r = rect(x, y, w, 20);
  fillRound(ctx, r, 10, aimed ? theme.accent : theme.ground);
  strokeRound(ctx, r, 10, aimed ? theme.accent : theme.quiet, 1);
  write(ctx, theme, text, x + w / 2, y + 10, {
    size: 12,
    weight: 600,
    fill: aimed ? theme.onAccent : theme.ink,
    align: 'center',
  });
}

/** A folded tray: emptied ones keep the mark of their class and a closed lid, untouched ones are dotted ground. */
export function paintFold(ctx: Context, theme: Theme, fold: FoldBox): void {
  const { rect: r, tray } = fold;
  if (tray.state === 'untouched') {
    ctx.setLineDash([2, 3]);
    strokeRound(ctx, r, 4, theme.lineStrong, 1);
    ctx.setLineDash([]);
    dots(ctx, grow(r, -4), theme.lineStrong, 6);
    return;
  }
  fillRound(ctx, r, 4, theme.raised);
  strokeRound(ctx, r, 4, theme.lineStrong, 1);
  fillRound(ctx, rect(r.x, r.y, r.w, 4), 2, theme.lineStrong);
  write(
    ctx,
    theme,
    String(tray.blockBytes),
    r.x + r.w / 2 - (tray.freeRank === 0 ? 5 : 0),
    r.y + r.h / 2 + 2,
    { size: 11, fill: theme.quiet, code: true, align: 'center', weight: 600 },
  );
  if (tray.freeRank === 0) bead(ctx, theme, { x: r.x + r.w - 9, y: r.y + r.h / 2 + 2 }, 4);
}

/** The arena's name, a dot for each of its pools (filled where the pool is in use), and its place in the line where that counts. */
export function paintArenaHead(
  ctx: Context,
  theme: Theme,
  r: Rect,
  name: string,
  count: string,
  line: string,
  used: readonly boolean[],
): void {
  const y = r.y + r.h / 2;
  let x = r.x + write(ctx, theme, name, r.x, y, { size: 13, weight: 650, fill: theme.ink }) + 14;
  if (used.length <= 16 && r.w > 320) {
    for (const isUsed of used) {
      const dot = rect(x, y - 3.5, 11, 7);
      if (isUsed) fillRound(ctx, dot, 2, theme.quiet);
      else strokeRound(ctx, dot, 2, theme.lineStrong, 1);
      x += 14;
    }
    x += 6;
  }
  x += write(ctx, theme, count, x, y, { size: 13, fill: theme.quiet, maxWidth: r.x + r.w - x }) + 14;
  if (!line) return;
  ctx.font = `600 12px ${theme.fontText}`;
  const w = ctx.measureText(line).width + 16;
  if (x + w > r.x + r.w) return;
  const pill = rect(x, y - 10, w, 20);
  strokeRound(ctx, pill, 10, theme.lineStrong, 1);
  write(ctx, theme, line, x + 8, y, { size: 12, weight: 600, fill: theme.ink });
}

/** A slot that the goal speaks of: a bull's-eye, and beside it the request that shall land there. At its end, where no name is. */
export function paintWanted(ctx: Context, theme: Theme, block: Rect, request: string): void {
  const r = 7;
  ctx.font = `700 12px ${theme.fontText}`;
  const text = shorten(ctx, request, block.w / 2 - 2 * r - 16);
  const w = 2 * r + (text ? ctx.measureText(text).width + 14 : 6);
  const h = Math.min(20, block.h - 2);
  const label = rect(block.x + block.w - w - 5, block.y + (block.h - h) / 2, w, h);
  fillRound(ctx, label, h / 2, theme.ground);
  strokeRound(ctx, label, h / 2, theme.yes, 1.5);
  const eye = { x: label.x + r + 3, y: label.y + h / 2 };
  for (const [radius, fill] of [
    [r - 1.5, theme.yes],
    [r - 3.5, theme.ground],
    [r - 5, theme.yes],
  ] as const) {
    ctx.beginPath();
    ctx.arc(eye.x, eye.y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = fill;
    ctx.fill();
  }
  if (text) write(ctx, theme, text, eye.x + r + 2, eye.y, { size: 12, weight: 700, fill: theme.ink });
}

/** Where racks will stand: a dotted outline, and two lines that say so. `aimed`: a tile is held over it, too early. */
export function paintEmptyRack(
  ctx: Context,
  theme: Theme,
  r: Rect,
  lines: readonly string[],
  aimed: boolean,
): void {
  ctx.setLineDash([2, 5]);
  strokeRound(ctx, r, 10, aimed ? theme.no : theme.lineStrong, aimed ? 2 : 1.25);
  ctx.setLineDash([]);
  const x = r.x + r.w / 2;
  const y = r.y + r.h / 2;
  const line = { align: 'center', maxWidth: r.w - 24 } as const;
  write(ctx, theme, lines[0], x, y - 13, { ...line, size: 15, weight: 600, fill: theme.ink });
  write(ctx, theme, lines[1], x, y + 12, { ...line, size: 13, fill: theme.quiet });
}
