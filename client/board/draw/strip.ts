import { type Rect, rect } from '../layout/rect.ts';
import { clearMiddle, pieces, type StripLayout, type StripRow } from '../layout/strip.ts';
import type { Mood, Target } from '../model.ts';
import { type Context, dots, fillRound, hatch, plate, strokeRound, write } from './primitives.ts';
import { markOf, type Theme } from './theme.ts';
import { paintBody, paintGhostTile, paintTile, type TileLook } from './tile.ts';

/** A chunk as the ruler draws it. */
export interface StripChunk {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly headerBytes: number;
  readonly requestedBytes: number;
  readonly look: TileLook;
}

export interface StripGap {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  /** Its length, as it is written into it. */
  readonly label: string;
}

export interface StripMark {
  readonly atBytes: number;
  readonly label: string;
  readonly kind: 'highWater' | 'limit';
}

/** One row of the ruler, with everything of its chunks and gaps that lies in it. */
export function paintStripRow(
  ctx: Context,
  theme: Theme,
  layout: StripLayout,
  row: StripRow,
  chunks: readonly StripChunk[],
  gaps: readonly StripGap[],
  marks: readonly StripMark[],
  mood: Mood,
  targets: readonly Target[],
): void {
  fillRound(ctx, row.band, 6, theme.raised);
  const lines = [...markLines(layout, row, marks), ...(mood.held ? targets.map(({ zone }) => zone.x) : [])];
  for (const gap of gaps) paintGap(ctx, theme, layout, row, gap, lines);
  for (const chunk of chunks) paintChunk(ctx, theme, layout, row, chunk, mood);
  paintRuler(ctx, theme, layout, row);
  for (const mark of marks) paintMark(ctx, theme, layout, row, mark);
  if (mood.held) paintOffers(ctx, theme, mood, targets);
}

function inRow(layout: StripLayout, row: StripRow, start: number, end: number): Rect | null {
  const piece = pieces(layout, start, end).find((one) => one.row === row);
  return piece?.rect ?? null;
}

/** Where marks stand in this row. */
function markLines(layout: StripLayout, row: StripRow, marks: readonly StripMark[]): number[] {
  return marks
    .filter(({ atBytes }) => atBytes >= row.startBytes && atBytes <= row.endBytes)
    .map(({ atBytes }) => row.band.x + (atBytes - row.startBytes) * layout.pxPerByte);
}

/** A gap's ground, and its length in its middle, or beside the upright lines that would run through the number. */
function paintGap(
  ctx: Context,
  theme: Theme,
  layout: StripLayout,
  row: StripRow,
  gap: StripGap,
  lines: readonly number[],
): void {
  const at = inRow(layout, row, gap.offsetBytes, gap.offsetBytes + gap.sizeBytes);
  if (!at) return;
  const inner = rect(at.x + 1, at.y, at.w - 2, at.h);
  dots(ctx, rect(inner.x + 3, inner.y + 3, inner.w - 6, inner.h - 6), theme.lineStrong, 7);
  const all = pieces(layout, gap.offsetBytes, gap.offsetBytes + gap.sizeBytes);
  const widest = all.reduce((a, b) => (b.rect.w > a.rect.w ? b : a));
  if (widest.row !== row || at.w < gap.label.length * 7.2 + 8) return;
  const w = gap.label.length * 7.4 + 10;
  const x = clearMiddle(at, w, lines);
  fillRound(ctx, rect(x - w / 2, at.y + at.h / 2 - 10, w, 20), 4, theme.raised);
  write(ctx, theme, gap.label, x, at.y + at.h / 2, {
    size: 12,
    fill: theme.quiet,
    code: true,
    align: 'center',
  });
}

function paintChunk(
  ctx: Context,
  theme: Theme,
  layout: StripLayout,
  row: StripRow,
  chunk: StripChunk,
  mood: Mood,
): void {
  const { offsetBytes, headerBytes, requestedBytes, sizeBytes, look } = chunk;
  const end = offsetBytes + sizeBytes;
  const body = offsetBytes + headerBytes;
  const header = headerBytes ? inRow(layout, row, offsetBytes, body) : null;
  if (header) plate(ctx, theme, rect(header.x + 0.75, header.y, Math.max(1, header.w - 1), header.h));
  const waste = inRow(layout, row, body + requestedBytes, end);
  if (waste) hatch(ctx, rect(waste.x, waste.y, waste.w - 0.75, waste.h), theme.warn, 5);
  const tile = inRow(layout, row, body, body + requestedBytes);
  if (!tile || mood.lifted.has(look.id)) return;
  const all = pieces(layout, body, body + requestedBytes);
  const widest = all.reduce((a, b) => (b.rect.w > a.rect.w ? b : a));
  const inset = rect(tile.x + 0.75, tile.y, Math.max(1, tile.w - 1.5), tile.h);
  if (widest.row === row) paintTile(ctx, theme, look, inset);
  else paintBody(ctx, theme, inset, theme.types[markOf(look.type)], look.dies !== undefined);
  const index = all.findIndex((one) => one.row === row);
  if (index > 0) goesOn(ctx, theme, inset, 'left');
  if (index < all.length - 1) goesOn(ctx, theme, inset, 'right');
}

/** An open edge: the chunk goes on in the row before or after. */
export function goesOn(ctx: Context, theme: Theme, r: Rect, side: 'left' | 'right'): void {
  const x = side === 'left' ? r.x - 1 : r.x + r.w + 1;
  ctx.fillStyle = theme.ground;
  ctx.beginPath();
  for (let y = r.y + 4; y < r.y + r.h - 2; y += 8) {
    ctx.moveTo(x, y);
    ctx.lineTo(x + (side === 'left' ? 5 : -5), y + 4);
    ctx.lineTo(x, y + 8);
    ctx.closePath();
  }
  ctx.fill();
}

function paintRuler(ctx: Context, theme: Theme, layout: StripLayout, row: StripRow): void {
  const { ruler } = row;
  ctx.strokeStyle = theme.lineStrong;
  ctx.lineWidth = 1;
  ctx.beginPath();
  const first = Math.ceil(row.startBytes / layout.tickBytes) * layout.tickBytes;
  for (let at = first; at <= row.endBytes; at += layout.tickBytes) {
    const x = Math.round(ruler.x + (at - row.startBytes) * layout.pxPerByte) + 0.5;
    ctx.moveTo(x, ruler.y + 2);
    ctx.lineTo(x, ruler.y + 7);
  }
  ctx.stroke();
  for (let at = first; at <= row.endBytes; at += layout.tickBytes) {
    // The end of a row is the start of the next; only the heap's own end is written.
    if (at === row.endBytes && row !== layout.rows[layout.rows.length - 1]) continue;
    const x = ruler.x + (at - row.startBytes) * layout.pxPerByte;
    const align = at === row.startBytes ? 'left' : at === row.endBytes ? 'right' : 'center';
    write(ctx, theme, String(at), x, ruler.y + 14, { size: 11, fill: theme.quiet, code: true, align });
  }
}

/** A flag over the place: how far the heap has been used, and how far it may be. */
function paintMark(ctx: Context, theme: Theme, layout: StripLayout, row: StripRow, mark: StripMark): void {
  const last = row === layout.rows[layout.rows.length - 1];
  const here =
    mark.atBytes > row.startBytes && (mark.atBytes < row.endBytes || mark.atBytes === row.endBytes);
  if (!here && !(last && mark.atBytes >= row.endBytes)) return;
  const x = row.band.x + (Math.min(mark.atBytes, row.endBytes) - row.startBytes) * layout.pxPerByte;
  const color = mark.kind === 'limit' ? theme.warn : theme.ink;
  ctx.strokeStyle = color;
  ctx.lineWidth = 2;
  ctx.setLineDash(mark.kind === 'limit' ? [5, 4] : []);
  ctx.beginPath();
  ctx.moveTo(x, row.band.y - 9);
  ctx.lineTo(x, row.band.y + row.band.h + 2);
  ctx.stroke();
  ctx.setLineDash([]);
  const right = x > row.band.x + row.band.w - 90;
  write(ctx, theme, mark.label, x + (right ? -5 : 5), row.band.y - 6, {
    size: 11,
    weight: 600,
    fill: color,
    align: right ? 'right' : 'left',
  });
}

/** The gaps that would do light up; the one aimed at shows the tile and what would be left of it. */
function paintOffers(ctx: Context, theme: Theme, mood: Mood, targets: readonly Target[]): void {
  for (const target of targets) {
    const aimed = target.id === mood.aimed;
    if (target.rejection) {
      if (aimed) strokeRound(ctx, target.zone, 4, theme.no, 2);
      continue;
    }
    if (!aimed)
      strokeRound(
        ctx,
        rect(target.zone.x + 1, target.zone.y + 1, target.zone.w - 2, target.zone.h - 2),
        4,
        theme.accent,
        1.25,
      );
  }
  for (const target of targets) {
    if (target.id !== mood.aimed || target.rejection || !target.landing) continue;
    strokeRound(ctx, target.zone, 4, theme.accent, 2.5);
    paintGhostTile(ctx, theme, mood.held!, target.landing.tile, target.landing.waste);
    if (target.cost)
      write(ctx, theme, target.cost, target.zone.x + target.zone.w / 2, target.zone.y - 6, {
        size: 12,
        weight: 600,
        fill: theme.accent,
        align: 'center',
      });
  }
}
