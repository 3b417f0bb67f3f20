import { ARENAS, FLAG } from '../../../../shared/lab/flags.ts';
import type { Timeline } from '../../../../shared/lab/timeline.ts';
import type { Context } from '../../../board/draw/primitives.ts';
import type { Theme } from '../../../board/draw/theme.ts';

/** Half of the thumb's width: the range's own way does not reach its ends. */
export const SIDE = 8;
/** Below the bytes: the lane of the ticks. */
const LANE = 9;
/** Above them: the lane of the signs. */
const SKY = 12;

/** What happened where: bytes as a quiet area, deaths as ticks below, collections as diamonds and arenas as squares above. */
export function paintMarks(
  ctx: Context,
  theme: Theme,
  width: number,
  height: number,
  timeline: Timeline,
  breakpoints: ReadonlySet<number>,
): void {
  const { steps, bytes, flags, lines } = timeline;
  if (steps === 0) return;
  let top = 1;
  for (let i = 0; i < steps; i++) if (bytes[i] > top) top = bytes[i];
  const way = width - 2 * SIDE;
  const columns = Math.max(1, Math.floor(way));
  const ground = height - LANE;
  const signs: { x: number; seen: number }[] = [];
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column / columns) * steps);
    const to = Math.max(from + 1, Math.floor(((column + 1) / columns) * steps));
    let most = 0;
    let seen = 0;
    let stops = false;
    for (let i = from; i < to && i < steps; i++) {
      if (bytes[i] > most) most = bytes[i];
      seen |= flags[i];
      if (breakpoints.size > 0 && breakpoints.has(lines[i])) stops = true;
    }
    const x = SIDE + column;
    const tall = (most / top) * (ground - SKY);
    ctx.fillStyle = theme.line;
    ctx.fillRect(x, ground - tall, 1.5, tall);
    // Seen after the step: the mark stands where one comes to by making it.
    const at = SIDE + ((from + 1) / steps) * way;
    if (seen !== 0) signs.push({ x: at, seen });
    if (stops) {
      ctx.fillStyle = theme.no;
      ctx.beginPath();
      ctx.arc(SIDE + (from / steps) * way, ground - 3, 2.5, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
  ctx.fillStyle = theme.lineStrong;
  ctx.fillRect(SIDE, ground, way, 1.5);
  for (const { x, seen } of signs) paintSigns(ctx, theme, x, ground, seen);
}

function paintSigns(ctx: Context, theme: Theme, x: number, ground: number, seen: number): void {
  if (seen & FLAG.death) {
    ctx.fillStyle = theme.no;
    ctx.fillRect(x - 1, ground + 3, 2, LANE - 3);
  }
  if (seen & FLAG.collection) {
    ctx.fillStyle = theme.yes;
    ctx.beginPath();
    ctx.moveTo(x, 0);
    ctx.lineTo(x + 5, 5);
    ctx.lineTo(x, 10);
    ctx.lineTo(x - 5, 5);
    ctx.fill();
  }
  if (seen & ARENAS) {
    ctx.fillStyle = theme.warn;
    ctx.strokeStyle = theme.warn;
    ctx.lineWidth = 1.5;
    if (seen & FLAG.arenaMapped) ctx.fillRect(x - 3.5, 1.5, 7, 7);
    else ctx.strokeRect(x - 3, 2, 6, 6);
  }
}
