import type { Point, Rect } from '../layout/rect.ts';
import type { Theme } from './theme.ts';

/*
 * The marks that every board is made of, on a 2D canvas: the same functions draw boards, thumbnails and legend.
 * Lengths are CSS pixels; the caller scales the context to the device.
 */
export type Context = CanvasRenderingContext2D;

export const SLOT_CORNER = 3;
const DOT = 1.2;

export function fillRound(ctx: Context, r: Rect, corner: number, fill: string): void {
  if (r.w <= 0 || r.h <= 0) return;
  ctx.beginPath();
  ctx.roundRect(r.x, r.y, r.w, r.h, Math.min(corner, r.w / 2, r.h / 2));
  ctx.fillStyle = fill;
  ctx.fill();
}

/** An outline that stays inside `r`. */
export function strokeRound(ctx: Context, r: Rect, corner: number, stroke: string, width = 1): void {
  if (r.w <= width || r.h <= width) return;
  ctx.beginPath();
  const h = width / 2;
  ctx.roundRect(r.x + h, r.y + h, r.w - width, r.h - width, Math.max(0, Math.min(corner, r.w / 2) - h));
  ctx.strokeStyle = stroke;
  ctx.lineWidth = width;
  ctx.stroke();
}

/** Waste: diagonal strokes at a fixed pitch, whatever the size, so that more waste is more strokes. */
export function hatch(ctx: Context, r: Rect, stroke: string, pitch = 5): void {
  if (r.w <= 0 || r.h <= 0) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(r.x, r.y, r.w, r.h);
  ctx.clip();
  ctx.beginPath();
  const start = Math.floor((r.x - r.h) / pitch) * pitch;
  for (let x = start; x < r.x + r.w; x += pitch) {
    ctx.moveTo(x, r.y + r.h);
    ctx.lineTo(x + r.h, r.y);
  }
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 1.25;
  ctx.stroke();
  ctx.restore();
}

/** Memory nobody has carved yet: a quiet grid of dots. With `originX` its columns stand there whatever of it is drawn. */
export function dots(ctx: Context, r: Rect, fill: string, pitch = 6, originX?: number): void {
  if (r.w <= 2 || r.h <= 2) return;
  const rows = Math.max(1, Math.floor((r.h - 2) / pitch));
  const top = r.y + (r.h - (rows - 1) * pitch) / 2;
  let columns = Math.max(1, Math.floor((r.w - 2) / pitch));
  let left = r.x + (r.w - (columns - 1) * pitch) / 2;
  if (originX !== undefined) {
    left = originX + Math.ceil((r.x + 1 - originX) / pitch) * pitch;
    columns = Math.floor((r.x + r.w - 1 - left) / pitch) + 1;
    if (columns < 1) return;
  }
  // A dashed line is a row of dots, and one stroke.
  ctx.beginPath();
  for (let row = 0; row < rows; row++) {
    ctx.moveTo(left - DOT / 2, top + row * pitch);
    ctx.lineTo(left + (columns - 1) * pitch + DOT / 2, top + row * pitch);
  }
  ctx.setLineDash([DOT, pitch - DOT]);
  ctx.strokeStyle = fill;
  ctx.lineWidth = DOT;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A 48-byte name plate: solid, with the three engraved lines that make it a header wherever it is seen. */
export function plate(ctx: Context, theme: Theme, r: Rect): void {
  fillRound(ctx, r, SLOT_CORNER, theme.lineStrong);
  if (r.w < 7 || r.h < 10) return;
  ctx.strokeStyle = theme.ground;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const part of [0.34, 0.5, 0.66]) {
    const y = Math.round(r.y + r.h * part) + 0.5;
    ctx.moveTo(r.x + Math.min(5, r.w * 0.25), y);
    ctx.lineTo(r.x + r.w - Math.min(5, r.w * 0.25), y);
  }
  ctx.stroke();
}

/** A free slot on the thread: its middle, and the lane below its row in which the thread runs. */
export interface Knot extends Point {
  readonly laneY: number;
}

/**
 * The free-list thread through the free slots in list order, head first: out of a slot, along the lane under its row, into the
 * next. Drawn before the tiles, it passes behind them. Neighbouring stretches keep a hair apart in the lane.
 */
export function thread(
  ctx: Context,
  knots: readonly Knot[],
  stroke: string,
  width = 1.5,
  only: Rect | null = null,
): void {
  if (knots.length < 2) return;
  const passes = (a: Knot, b: Knot): boolean =>
    !only ||
    (Math.min(a.x, b.x) - width * 2 < only.x + only.w &&
      Math.max(a.x, b.x) + width * 2 > only.x &&
      Math.min(a.y, b.y) - width * 2 < only.y + only.h &&
      Math.max(a.y, a.laneY, b.y) + width * 4 > only.y);
  ctx.beginPath();
  for (let i = 1; i < knots.length; i++) {
    const a = knots[i - 1];
    const b = knots[i];
    if (!passes(a, b)) continue;
    // Counted from the end of the list, whose head comes and goes.
    const laneY = a.laneY + (((knots.length - i) % 3) - 1) * 1.8;
    const corner = Math.min(5, Math.abs(b.x - a.x) / 2);
    ctx.moveTo(a.x, a.y);
    ctx.arcTo(a.x, laneY, b.x, laneY, corner);
    ctx.arcTo(b.x, laneY, b.x, b.y, corner);
    ctx.lineTo(b.x, b.y);
  }
  ctx.strokeStyle = stroke;
  ctx.lineWidth = width;
  ctx.lineJoin = 'round';
  ctx.stroke();
  ctx.fillStyle = stroke;
  for (const p of knots.slice(1)) {
    if (!passes(p, p)) continue;
    ctx.beginPath();
    ctx.arc(p.x, p.y, width * 1.6, 0, 2 * Math.PI);
    ctx.fill();
  }
}

/** The head of a free list: the next allocation takes the slot that it sits on. */
export function bead(ctx: Context, theme: Theme, p: Point, r = 5): void {
  ctx.beginPath();
  ctx.arc(p.x, p.y, r, 0, 2 * Math.PI);
  ctx.fillStyle = theme.accent;
  ctx.fill();
  ctx.beginPath();
  ctx.arc(p.x, p.y, r * 0.36, 0, 2 * Math.PI);
  ctx.fillStyle = theme.ground;
  ctx.fill();
}

/** An hourglass of height `size` around `p`: this dies at a moment that the level has announced. */
export function hourglass(ctx: Context, p: Point, size: number, stroke: string): void {
  const w = size * 0.34;
  const h = size / 2;
  ctx.beginPath();
  ctx.moveTo(p.x - w, p.y - h);
  ctx.lineTo(p.x + w, p.y - h);
  ctx.lineTo(p.x - w, p.y + h);
  ctx.lineTo(p.x + w, p.y + h);
  ctx.closePath();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = Math.max(1, size * 0.11);
  ctx.lineJoin = 'round';
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(p.x, p.y);
  ctx.lineTo(p.x + w * 0.8, p.y + h * 0.92);
  ctx.lineTo(p.x - w * 0.8, p.y + h * 0.92);
  ctx.closePath();
  ctx.fillStyle = stroke;
  ctx.fill();
}

/** A pin: this object is not the player's to free. */
export function pin(ctx: Context, p: Point, size: number, fill: string): void {
  const r = size * 0.28;
  ctx.beginPath();
  ctx.arc(p.x, p.y - size * 0.22, r, 0, 2 * Math.PI);
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(p.x, p.y);
  ctx.lineTo(p.x, p.y + size * 0.5);
  ctx.strokeStyle = fill;
  ctx.lineWidth = Math.max(1.25, size * 0.12);
  ctx.stroke();
}

/** A break: the drawing leaves out a stretch here. */
export function tear(ctx: Context, x: number, y: number, h: number, stroke: string): void {
  ctx.beginPath();
  for (let i = 0; i * 4 <= h; i++)
    ctx[i ? 'lineTo' : 'moveTo'](x + (i % 2 ? 2.5 : -2.5), y + Math.min(h, i * 4));
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 2;
  ctx.stroke();
}

/** Text that ends in an ellipsis where it does not fit `width`; empty where not even two characters fit. */
export function shorten(ctx: Context, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  for (let length = text.length - 1; length > 1; length--) {
    const short = `${text.slice(0, length)}…`;
    if (ctx.measureText(short).width <= width) return short;
  }
  return '';
}

export interface Write {
  readonly size: number;
  readonly fill: string;
  readonly weight?: number;
  readonly code?: boolean;
  readonly align?: CanvasTextAlign;
  readonly maxWidth?: number;
}

/** One line of text, its middle at `y`; returns the width it took. */
export function write(ctx: Context, theme: Theme, text: string, x: number, y: number, how: Write): number {
  if (how.size < (theme.leastText ?? 0)) return 0;
  ctx.font = `${how.weight ?? 500} ${how.size}px ${how.code ? theme.fontCode : theme.fontText}`;
  ctx.textAlign = how.align ?? 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = how.fill;
  const shown = how.maxWidth === undefined ? text : shorten(ctx, text, how.maxWidth);
  if (!shown) return 0;
  ctx.fillText(shown, x, y + how.size * 0.05);
  return ctx.measureText(shown).width;
}
