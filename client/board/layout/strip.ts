import type { HeapView } from '../../../shared/game/puzzles/heap/view.ts';
import { type Rect, rect, type Size } from './rect.ts';

/*
 * The raw heap as one ruler of addresses, to scale, broken into rows like a text: every row holds the same number of
 * bytes, and what does not end in a row goes on in the next.
 */

export interface StripRow {
  readonly index: number;
  readonly startBytes: number;
  readonly endBytes: number;
  /** The memory itself. */
  readonly band: Rect;
  /** The scale under it. */
  readonly ruler: Rect;
}

export interface StripLayout {
  readonly world: Rect;
  readonly pxPerByte: number;
  readonly rows: readonly StripRow[];
  readonly head: Rect;
  /** Bytes between two numbers of the ruler. */
  readonly tickBytes: number;
}

const EDGE = 14;
const HEAD_H = 38;
const RULER_H = 22;
const ROW_GAP = 12;
/** At this scale names have room; more is not needed. */
const COMFORT_PX_PER_BYTE = 0.85;
/** As long as the shortest chunk should be. */
const POINTABLE_PX = 20;

/**
 * Breaks the heap into as many rows as make it comfortable to read, and as few as fit the view. `smallestBytes`: the shortest chunk
 * that has to be pointed at in the whole level, so that the rows stay as they are from its first move to its last; 0 in a still.
 */
export function layoutStrip(
  view: Pick<HeapView, 'capacityBytes' | 'unitBytes'>,
  size: Size,
  compact: boolean,
  smallestBytes: number,
): StripLayout {
  const width = size.w - 2 * EDGE;
  const bandH = compact ? 48 : 64;
  const rowH = bandH + RULER_H + ROW_GAP;
  const { capacityBytes, unitBytes } = view;
  const rowsAt = (pxPerByte: number): number => Math.max(1, Math.ceil((pxPerByte * capacityBytes) / width));
  const comfortable = rowsAt(COMFORT_PX_PER_BYTE);
  const fitting = Math.max(1, Math.floor((size.h - HEAD_H - EDGE) / rowH));
  // A chunk that one cannot point at is no chunk; for that the strip may be higher than the view, within reason.
  const needed = smallestBytes
    ? Math.min(rowsAt(POINTABLE_PX / Math.max(unitBytes, smallestBytes)), fitting * 3)
    : 0;
  const count = Math.min(comfortable, Math.max(fitting, needed));
  const rowBytes = Math.ceil(capacityBytes / count / unitBytes) * unitBytes;
  const pxPerByte = width / rowBytes;
  const rows: StripRow[] = [];
  const rowCount = Math.ceil(capacityBytes / rowBytes);
  const content = HEAD_H + rowCount * rowH - ROW_GAP + EDGE;
  // The eye looks for it a little above the middle.
  const top = Math.max(0, Math.floor((size.h - content) * 0.36));
  let y = top + HEAD_H;
  for (let start = 0; start < capacityBytes; start += rowBytes) {
    const end = Math.min(start + rowBytes, capacityBytes);
    const band = rect(EDGE, y, (end - start) * pxPerByte, bandH);
    rows.push({
      index: rows.length,
      startBytes: start,
      endBytes: end,
      band,
      ruler: rect(EDGE, y + bandH, band.w, RULER_H),
    });
    y += rowH;
  }
  return {
    world: rect(0, 0, size.w, y - ROW_GAP + EDGE),
    pxPerByte,
    rows,
    head: rect(EDGE, top, width, HEAD_H),
    tickBytes: tickBytes(pxPerByte, unitBytes),
  };
}

/** Where the bytes from `start` to `end` are drawn: one piece a row. */
export function pieces(layout: StripLayout, start: number, end: number): { row: StripRow; rect: Rect }[] {
  const found: { row: StripRow; rect: Rect }[] = [];
  for (const row of layout.rows) {
    const from = Math.max(start, row.startBytes);
    const to = Math.min(end, row.endBytes);
    if (from >= to) continue;
    found.push({
      row,
      rect: rect(
        row.band.x + (from - row.startBytes) * layout.pxPerByte,
        row.band.y,
        (to - from) * layout.pxPerByte,
        row.band.h,
      ),
    });
  }
  return found;
}

/** The longest piece: where a name has the most room. */
export function longest<T extends { readonly rect: Rect }>(all: readonly T[]): T {
  return all.reduce((best, piece) => (piece.rect.w > best.rect.w ? piece : best));
}

/** The middle of `at`, where `w` pixels are clear of all upright lines; else that of its widest clear part. */
export function clearMiddle(at: Rect, w: number, lines: readonly number[]): number {
  const middle = at.x + at.w / 2;
  if (lines.every((x) => Math.abs(x - middle) > w / 2)) return middle;
  const inside = lines.filter((x) => x > at.x && x < at.x + at.w).sort((a, b) => a - b);
  const stops = [at.x, ...inside, at.x + at.w];
  const parts = stops.slice(1).map((end, i) => ({ w: end - stops[i], middle: (end + stops[i]) / 2 }));
  return parts.reduce((best, part) => (part.w > best.w ? part : best)).middle;
}

/** The smallest power of two between two numbers of the ruler that leaves room to read them. */
function tickBytes(pxPerByte: number, unitBytes: number): number {
  let step = unitBytes;
  while (step * pxPerByte < 64) step *= 2;
  return step;
}
