import type { Rect } from '../layout/rect.ts';
import {
  type Context,
  fillRound,
  hatch,
  hourglass,
  pin,
  SLOT_CORNER,
  shorten,
  strokeRound,
  write,
} from './primitives.ts';
import { markOf, type Theme } from './theme.ts';
import { paintTypeMark } from './typeMark.ts';

/** An object as it lies in memory. */
export interface TileLook {
  readonly id: string;
  readonly name: string;
  /** Python's name of its type. */
  readonly type: string;
  readonly sizeBytes: number;
  /** A short text beside an hourglass: when it dies, where that is announced. */
  readonly dies?: string;
  readonly pinned?: boolean;
  /** May be freed by the player: the tile says so with a quiet open corner. */
  readonly freeable?: boolean;
}

/**
 * A tile of `r`, to scale: `r` is the requested bytes. As much of mark, name, bytes and hourglass as there is room for,
 * in this order.
 */
export function paintTile(
  ctx: Context,
  theme: Theme,
  look: TileLook,
  r: Rect,
  detail: 'all' | 'mark' = 'all',
): void {
  const type = markOf(look.type);
  const color = theme.types[type];
  const doomed = look.dies !== undefined;
  const ink = doomed ? theme.ink : theme.ground;
  paintBody(ctx, theme, r, color, doomed);
  if (r.h < 8 || r.w < 5) return;
  const markSize = Math.min(r.h - 6, r.w - 3, r.w < 76 ? 16 : 20);
  if (markSize < 4) return;
  const middle = r.y + r.h / 2;
  const tight = r.w < markSize + 14 || (detail === 'mark' && r.w < 2 * markSize);
  const markX = tight ? r.x + r.w / 2 : r.x + 4 + markSize / 2;
  paintTypeMark(
    ctx,
    theme,
    type,
    markX,
    middle,
    markSize,
    doomed ? color : ink,
    doomed ? theme.ground : color,
  );
  if (detail === 'mark') return;
  let right = r.x + r.w - 4;
  if (look.pinned) {
    pin(ctx, { x: tight ? r.x + r.w / 2 : right - 5, y: tight ? r.y + 6 : middle }, tight ? 9 : 15, ink);
    right -= 13;
  }
  if (tight) {
    if (look.dies !== undefined) hourglass(ctx, { x: r.x + r.w / 2, y: r.y + r.h - 5 }, 7, ink);
    return;
  }
  let x = markX + markSize / 2 + 4;
  if (look.dies !== undefined && right - x >= 12) {
    const wide = right - x > 62;
    if (wide) {
      const width = write(ctx, theme, look.dies, right, middle, {
        size: 11,
        fill: ink,
        weight: 600,
        code: true,
        align: 'right',
      });
      right -= width + 3;
    }
    hourglass(ctx, { x: right - 4, y: middle }, 12, ink);
    right -= 12;
  }
  const bytes = String(look.sizeBytes);
  const small = r.h < 18 ? 10 : 12;
  const nameWidth = right - x;
  ctx.font = `600 ${small}px ${theme.fontText}`;
  const fullName = ctx.measureText(look.name).width;
  const bytesWidth = bytes.length * small * 0.62;
  ctx.font = `650 12px ${theme.fontText}`;
  const named = nameWidth >= 12 && shorten(ctx, look.name, nameWidth) !== '';
  if (!named) {
    // Better the bytes alone than a name of dots.
    if (bytesWidth <= nameWidth)
      write(ctx, theme, bytes, x, middle, { size: small - 1, fill: ink, code: true, weight: 500 });
  } else if (r.h >= 34) {
    write(ctx, theme, look.name, x, middle - 7, { size: 12, fill: ink, weight: 650, maxWidth: nameWidth });
    write(ctx, theme, bytes, x, middle + 8, {
      size: 11,
      fill: ink,
      code: true,
      weight: 500,
      maxWidth: nameWidth,
    });
  } else {
    x +=
      write(ctx, theme, look.name, x, middle, { size: small, fill: ink, weight: 650, maxWidth: nameWidth }) +
      6;
    if (fullName + bytesWidth + 8 <= nameWidth)
      write(ctx, theme, bytes, right, middle, { size: small - 1, fill: ink, code: true, align: 'right' });
  }
}

/** Solid is what stays; what will die is hollow, so that one sees at a glance who goes with whom. */
export function paintBody(ctx: Context, theme: Theme, r: Rect, color: string, doomed: boolean): void {
  fillRound(ctx, r, SLOT_CORNER, doomed ? theme.ground : color);
  if (!doomed) return;
  ctx.save();
  ctx.globalAlpha = 0.24;
  fillRound(ctx, r, SLOT_CORNER, color);
  ctx.restore();
  strokeRound(ctx, r, SLOT_CORNER, color, Math.min(2, r.w / 4));
}

/** A tile in the hand: an edge of light and one of shade, to be seen over tiles of its own kind. */
export function paintHeldTile(ctx: Context, theme: Theme, look: TileLook, r: Rect): void {
  paintTile(ctx, theme, look, r);
  strokeRound(ctx, r, SLOT_CORNER, theme.ground, 2);
  strokeRound(ctx, { x: r.x + 1.5, y: r.y + 1.5, w: r.w - 3, h: r.h - 3 }, SLOT_CORNER, theme.ink, 2);
}

/** What a tile would look like at `r`, before it is there; the rest of the slot is the waste it would cost. */
export function paintGhostTile(ctx: Context, theme: Theme, look: TileLook, r: Rect, waste: Rect): void {
  const color = theme.types[markOf(look.type)];
  ctx.save();
  ctx.globalAlpha = 0.32;
  fillRound(ctx, r, SLOT_CORNER, color);
  ctx.restore();
  hatch(ctx, waste, theme.warn, 4);
  ctx.setLineDash([4, 3]);
  strokeRound(ctx, { ...r, w: r.w + waste.w }, SLOT_CORNER, theme.accent, 1.5);
  ctx.setLineDash([]);
}
