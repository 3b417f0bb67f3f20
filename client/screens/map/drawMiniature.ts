import type { ArenaView, StreamView, TrayView } from '../../../shared/game/puzzles/board/view.ts';
import type { HeapView } from '../../../shared/game/puzzles/heap/view.ts';
import { type Context, dots, fillRound, hatch, plate, strokeRound } from '../../board/draw/primitives.ts';
import { markOf, type Theme } from '../../board/draw/theme.ts';
import type { BoardView } from '../../state/boardView.ts';

interface Size {
  readonly w: number;
  readonly h: number;
}

const MOST_ROWS = 4;
const ROW_GAP = 6;
const STREAM_HEIGHT = 16;

/** Draws a board small: its memory to scale, the first requests as a row of tiles below. */
export function drawMiniature(ctx: Context, theme: Theme, view: BoardView, size: Size): void {
  ctx.clearRect(0, 0, size.w, size.h);
  const streamed = view.stream.total > 0;
  const room = { w: size.w, h: size.h - (streamed ? STREAM_HEIGHT + 12 : 0) };
  if (view.kind === 'heap') strip(ctx, theme, view, room);
  else trays(ctx, theme, view.arenas, view.geometry.poolBytes, room);
  if (streamed) {
    const scale = view.kind === 'heap' ? size.w / view.capacityBytes : null;
    stream(ctx, theme, view.stream, { x: 0, y: size.h - STREAM_HEIGHT, w: size.w }, scale);
  }
}

function trays(
  ctx: Context,
  theme: Theme,
  arenas: readonly ArenaView[],
  poolBytes: number,
  room: Size,
): void {
  const all = arenas.flatMap((arena) => arena.trays);
  if (all.length === 0) {
    bare(ctx, theme, room);
    return;
  }
  const columns = all.length > MOST_ROWS ? 2 : 1;
  const shown = all.slice(0, MOST_ROWS * columns);
  const rows = Math.max(1, Math.ceil(shown.length / columns));
  const height = Math.min(22, (room.h - (rows - 1) * ROW_GAP) / rows);
  const width = (room.w - (columns - 1) * 10) / columns;
  shown.forEach((tray, index) => {
    const x = Math.floor(index / rows) * (width + 10);
    const y = (index % rows) * (height + ROW_GAP);
    drawTray(ctx, theme, tray, width / poolBytes, { x, y, w: width, h: height });
  });
}

/** No arena is mapped yet: the place where the trays will be. */
function bare(ctx: Context, theme: Theme, room: Size): void {
  const gap = 2 * ROW_GAP;
  const height = (room.h - gap) / 2;
  ctx.setLineDash([3, 4]);
  for (let row = 0; row < 2; row++) {
    strokeRound(ctx, { x: 0, y: row * (height + gap), w: room.w, h: height }, 3, theme.lineStrong, 1);
  }
  ctx.setLineDash([]);
}

function drawTray(
  ctx: Context,
  theme: Theme,
  tray: TrayView,
  scale: number,
  at: { x: number; y: number; w: number; h: number },
): void {
  if (tray.state === 'untouched' || tray.state === 'free') {
    ctx.setLineDash([3, 4]);
    strokeRound(ctx, at, 3, theme.lineStrong, 1);
    ctx.setLineDash([]);
    return;
  }
  fillRound(ctx, at, 3, theme.ground);
  plate(ctx, theme, { x: at.x, y: at.y, w: Math.max(3, tray.headerBytes * scale), h: at.h });
  for (const offset of tray.freeList) {
    const slot = { x: at.x + offset * scale, y: at.y + 2, w: tray.blockBytes * scale - 1, h: at.h - 4 };
    strokeRound(ctx, slot, 2, theme.lineStrong, 1);
  }
  if (tray.carveOffset !== null) {
    const x = at.x + tray.carveOffset * scale;
    dots(ctx, { x, y: at.y, w: at.x + at.w - x, h: at.h }, theme.lineStrong);
  }
  for (const block of tray.blocks) {
    const x = at.x + block.offsetBytes * scale;
    const used = Math.max(2, block.requestedBytes * scale - 0.5);
    fillRound(ctx, { x, y: at.y + 1, w: used, h: at.h - 2 }, 2, theme.types[markOf(block.object.type)]);
    hatch(ctx, { x: x + used, y: at.y + 1, w: block.wastedBytes * scale - 1, h: at.h - 2 }, theme.warn, 4);
  }
}

function strip(ctx: Context, theme: Theme, view: HeapView, room: Size): void {
  const scale = room.w / view.capacityBytes;
  const height = Math.min(46, room.h - 8);
  const y = (room.h - height) / 2;
  fillRound(ctx, { x: 0, y, w: room.w, h: height }, 4, theme.ground);
  for (const span of view.spans) {
    if (span.state === 'gap') continue;
    const x = span.offsetBytes * scale;
    const at = { x, y: y + 1, w: span.sizeBytes * scale - 1, h: height - 2 };
    fillRound(ctx, at, 3, theme.types[markOf(span.object.type)]);
    fillRound(ctx, { ...at, w: Math.max(1.5, span.headerBytes * scale) }, 1, theme.lineStrong);
  }
}

interface Streamed {
  readonly now: { readonly object: { readonly type: string }; readonly bytes: number } | null;
  readonly announced: readonly { readonly object: { readonly type: string }; readonly bytes: number }[];
}

function stream(
  ctx: Context,
  theme: Theme,
  { now, announced }: StreamView | Streamed,
  at: { x: number; y: number; w: number },
  sameScale: number | null,
): void {
  const requests = [...(now ? [now] : []), ...announced];
  const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
  const gaps = (requests.length - 1) * 3;
  // Spans are measured against the gaps above them; small objects would vanish on the scale of a pool.
  const scale = sameScale ?? Math.min((at.w - gaps) / Math.max(1, bytes), 0.55);
  let x = at.x;
  for (const [index, request] of requests.entries()) {
    const w = Math.max(4, request.bytes * scale);
    if (x + w > at.x + at.w) break;
    ctx.globalAlpha = index === 0 ? 1 : 0.5;
    fillRound(ctx, { x, y: at.y, w, h: STREAM_HEIGHT }, 3, theme.types[markOf(request.object.type)]);
    x += w + 3;
  }
  ctx.globalAlpha = 1;
}
