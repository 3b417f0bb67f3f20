import { CELL, type LabChunk, type LabMemory } from '../../../../shared/lab/model.ts';
import { type Context, dots, fillRound, hatch, strokeRound, write } from '../../../board/draw/primitives.ts';
import type { Theme } from '../../../board/draw/theme.ts';
import { paintTypeMark } from '../../../board/draw/typeMark.ts';
import { rect } from '../../../board/layout/rect.ts';
import { cellOf } from './trays.ts';

/** The system's heap in rows of so many bytes, and mappings in rows of their own; all to one scale. */
export const STRIP = { pitch: 22, tall: 16 } as const;
const ROW_BYTES = 32 * 1024;
/** A longer mapping is cut and says so: its length stays true as a number. */
const MAX_ROWS = 8;

/** A stretch of a chunk within one row. */
export type Stretch = {
  readonly chunk: LabChunk;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  /** The chunk begins here. */
  readonly head: boolean;
};

/** Lays chunks out in rows; what is beyond the last row is left out. `rows` is how many there are. */
export function stretchesOf({ heap, mappings }: Pick<LabMemory, 'heap' | 'mappings'>): {
  stretches: Stretch[];
  rows: number;
} {
  const stretches: Stretch[] = [];
  const start = heap[0]?.address ?? 0;
  const used = heap.filter((chunk) => chunk.state !== 'top');
  let rows = 0;
  const add = (chunk: LabChunk, offset: number, firstRow: number): void => {
    let at = offset;
    const end = offset + chunk.sizeBytes;
    while (at < end) {
      const row = Math.floor(at / ROW_BYTES);
      if (row >= MAX_ROWS) break;
      const stop = Math.min(end, (row + 1) * ROW_BYTES);
      stretches.push({
        chunk,
        row: firstRow + row,
        from: (at - row * ROW_BYTES) / ROW_BYTES,
        to: (stop - row * ROW_BYTES) / ROW_BYTES,
        head: at === offset,
      });
      rows = Math.max(rows, firstRow + row + 1);
      at = stop;
    }
  };
  for (const chunk of used) add(chunk, chunk.address - start, 0);
  for (const chunk of mappings) add(chunk, 0, rows);
  return { stretches, rows };
}

/** Paints the stretches: used bytes in the owner's colour, header and rounding hatched, gaps dotted. */
export function paintStretches(
  ctx: Context,
  theme: Theme,
  width: number,
  memory: LabMemory,
  stretches: readonly Stretch[],
  marked: ReadonlySet<number>,
): void {
  for (const { chunk, row, from, to, head } of stretches) {
    const y = row * STRIP.pitch;
    const box = rect(from * width, y, Math.max(1, (to - from) * width - 1), STRIP.tall);
    if (chunk.state === 'free') {
      fillRound(ctx, box, 2, theme.raised);
      dots(ctx, box, theme.line, 5);
      continue;
    }
    const { own, shape } = cellOf(memory, chunk.cell);
    ctx.globalAlpha = shape !== null && !own ? 0.4 : 1;
    const fill = shape === null ? (chunk.cell >= CELL.own ? theme.quiet : theme.line) : theme.types[shape];
    fillRound(ctx, box, 2, fill);
    ctx.globalAlpha = 1;
    const waste = ((chunk.sizeBytes - Math.max(0, chunk.requestedBytes)) / ROW_BYTES) * width;
    if (waste >= 2 && to * ROW_BYTES < ROW_BYTES)
      hatch(
        ctx,
        { ...box, x: box.x + box.w - Math.min(box.w, waste), w: Math.min(box.w, waste) },
        theme.ground,
        4,
      );
    if (head && own && shape !== null && box.w >= 18)
      paintTypeMark(ctx, theme, shape, box.x + 10, y + STRIP.tall / 2, 11, theme.ground, theme.types[shape]);
    if (head && own && box.w >= 90 && chunk.type !== '')
      write(ctx, theme, chunk.type, box.x + 20, y + STRIP.tall / 2, {
        size: 11,
        fill: theme.ground,
        weight: 650,
        maxWidth: box.w - 24,
      });
    if (chunk.owner !== 0 && marked.has(chunk.owner))
      strokeRound(ctx, rect(box.x - 2, y - 2, box.w + 4, STRIP.tall + 4), 3, theme.accent, 2);
  }
}
