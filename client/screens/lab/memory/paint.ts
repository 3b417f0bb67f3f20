import type { LabMemory } from '../../../../shared/lab/model.ts';
import {
  bead,
  type Context,
  dots,
  fillRound,
  hatch,
  strokeRound,
  thread,
  write,
} from '../../../board/draw/primitives.ts';
import type { Theme } from '../../../board/draw/theme.ts';
import { paintTypeMark } from '../../../board/draw/typeMark.ts';
import { rect } from '../../../board/layout/rect.ts';
import { type ArenaHead, blockAddress, cellOf, SIZE, type Tray, type Trays } from './trays.ts';

/** Blocks at least so wide have gaps, hatched waste, type marks, a thread. */
const WIDE = { gap: 2.5, outline: 4, waste: 6, thread: 7, mark: 13 } as const;
/** A thread through more slots cannot be followed. */
const MAX_KNOTS = 24;

export type Words = {
  readonly arena: (head: ArenaHead) => string;
};

/** Paints arenas and pools with the marks of the boards. `marked`: addresses of the blocks to light up. */
export function paintTrays(
  ctx: Context,
  theme: Theme,
  width: number,
  memory: LabMemory,
  { heads, trays }: Trays,
  marked: ReadonlySet<number>,
  words: Words,
): void {
  for (const head of heads) paintHead(ctx, theme, width, head, words.arena(head));
  for (const tray of trays) paintTray(ctx, theme, width, memory, tray, marked);
}

/** An arena: its words, and all its pools as a rack of small trays, filled as they are. */
function paintHead(ctx: Context, theme: Theme, width: number, head: ArenaHead, text: string): void {
  const { arena, y, fresh, changed } = head;
  write(ctx, theme, text, 0, y + 12, { size: 12, fill: fresh ? theme.accent : theme.quiet, weight: 600 });
  const wide = width / arena.pools.length;
  const top = y + 24;
  for (const pool of arena.pools) {
    const x = pool.index * wide;
    const cell = rect(x, top, Math.max(1, wide - 1), SIZE.rack);
    if (pool.state === 'untouched' || pool.state === 'free') {
      strokeRound(ctx, cell, 1, theme.line, 1);
    } else {
      fillRound(ctx, cell, 1, theme.line);
      const part = pool.count / Math.max(1, pool.capacity);
      const tall = Math.max(1, cell.h * part);
      const own = pool.cells.some((code) => code >= 128);
      fillRound(ctx, rect(x, top + cell.h - tall, cell.w, tall), 0, own ? theme.ink : theme.lineStrong);
    }
    if (changed.has(pool.address)) fillRound(ctx, rect(x, top + SIZE.rack + 2, cell.w, 2), 0, theme.accent);
  }
}

/** A pool as a tray: its class, a name plate of 48 bytes, blocks with their waste, and the free list's bead and thread. */
function paintTray(
  ctx: Context,
  theme: Theme,
  width: number,
  memory: LabMemory,
  { pool, y, changed }: Tray,
  marked: ReadonlySet<number>,
): void {
  const wide = width - SIZE.label;
  const perByte = wide / memory.poolSize;
  const tall = SIZE.tray;
  const free = pool.state === 'free';
  write(ctx, theme, free ? '–' : String(pool.blockBytes), SIZE.label - 10, y + tall / 2 + 0.5, {
    size: 11,
    fill: changed ? theme.accent : theme.quiet,
    weight: changed ? 700 : 500,
    code: true,
    align: 'right',
  });
  if (changed) fillRound(ctx, rect(SIZE.label - 6, y, 2.5, tall), 1, theme.accent);
  fillRound(ctx, rect(SIZE.label, y, wide, tall), 3, theme.raised);
  if (free) return;
  fillRound(
    ctx,
    rect(SIZE.label, y, Math.max(2, memory.poolHeaderBytes * perByte), tall),
    1,
    theme.lineStrong,
  );
  const block = pool.blockBytes * perByte;
  const first = SIZE.label + memory.poolHeaderBytes * perByte;
  const gap = block > WIDE.gap ? Math.min(1.5, block * 0.12) : 0;
  let uncarved = pool.cells.length;
  for (let i = 0; i < pool.cells.length; i++) {
    const { own, shape, state } = cellOf(memory, pool.cells[i]);
    if (state === 'uncarved') {
      uncarved = i;
      break;
    }
    const x = first + i * block;
    const slot = rect(x, y, Math.max(0.6, block - gap), tall);
    if (state === 'free') {
      if (block >= WIDE.outline) strokeRound(ctx, slot, 2, theme.lineStrong, 1);
      continue;
    }
    const used = { ...slot, w: Math.max(0.6, (slot.w * pool.requested[i]) / pool.blockBytes) };
    ctx.globalAlpha = shape !== null && !own ? 0.4 : 1;
    fillRound(
      ctx,
      used,
      block > WIDE.outline ? 2 : 0,
      shape === null ? (own ? theme.quiet : theme.line) : theme.types[shape],
    );
    ctx.globalAlpha = 1;
    if (block >= WIDE.waste) hatch(ctx, { ...slot, x: x + used.w, w: slot.w - used.w }, theme.warn, 4);
    if (own && shape !== null && used.w >= WIDE.mark)
      paintTypeMark(ctx, theme, shape, x + used.w / 2, y + tall / 2, 11, theme.ground, theme.types[shape]);
  }
  if (uncarved < pool.cells.length)
    dots(
      ctx,
      rect(first + uncarved * block + 2, y + 1, (pool.cells.length - uncarved) * block - 3, tall - 2),
      theme.line,
      5,
    );
  paintFreeList(ctx, theme, pool.freeThread, first, block, y);
  pool.cells.forEach((_, i) => {
    if (!marked.has(blockAddress(memory, pool, i))) return;
    strokeRound(
      ctx,
      rect(first + i * block - 2, y - 2, Math.max(6, block - gap + 4), tall + 4),
      3,
      theme.accent,
      2,
    );
  });
}

function paintFreeList(
  ctx: Context,
  theme: Theme,
  list: readonly number[],
  first: number,
  block: number,
  y: number,
): void {
  if (list.length === 0) return;
  const knots = list.map((i) => ({
    x: first + (i + 0.5) * block,
    y: y + SIZE.tray / 2,
    laneY: y + SIZE.tray + SIZE.lane / 2,
  }));
  if (block >= WIDE.thread && list.length <= MAX_KNOTS) thread(ctx, knots, theme.quiet, 1.2);
  bead(ctx, theme, knots[0], Math.max(2.2, Math.min(4, block * 0.28)));
}
