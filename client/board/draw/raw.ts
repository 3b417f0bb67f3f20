import type { RawView } from '../../../shared/game/puzzles/board/view.ts';
import type { RackLayout } from '../layout/racks.ts';
import type { Mood } from '../model.ts';
import { type Context, fillRound, plate, strokeRound, write } from './primitives.ts';
import type { Theme } from './theme.ts';
import { paintTile, type TileLook } from './tile.ts';

/** The system allocator's shelf below the racks: what is too large for pymalloc lies here, each chunk with its header. */
export function paintRawShelf(
  ctx: Context,
  theme: Theme,
  raws: NonNullable<RackLayout['raws']>,
  title: string,
  mood: Mood,
  lookOf: (raw: RawView) => TileLook,
): void {
  const { head, boxes, open } = raws;
  write(ctx, theme, title, head.x, head.y + head.h / 2, {
    size: 13,
    weight: 650,
    fill: theme.ink,
    maxWidth: head.w,
  });
  const targets = mood.targets.get('raw') ?? [];
  const aimed = targets.some((target) => target.id === mood.aimed);
  const welcome = targets.some((target) => !target.rejection);
  ctx.setLineDash([3, 4]);
  strokeRound(
    ctx,
    open,
    4,
    aimed ? (welcome ? theme.accent : theme.no) : welcome ? theme.quiet : theme.line,
    aimed ? 2 : 1,
  );
  ctx.setLineDash([]);
  for (const { raw, rect, header, requested } of boxes) {
    fillRound(ctx, rect, 4, theme.raised);
    plate(ctx, theme, header);
    const look = lookOf(raw);
    if (!mood.lifted.has(look.id)) paintTile(ctx, theme, look, requested);
  }
}
