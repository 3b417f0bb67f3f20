import type { ObjectType, Theme } from './theme.ts';

type Context = CanvasRenderingContext2D;

/** What stands inside a silhouette: Python's own sign for the type, two characters at most. */
export const glyphs: Readonly<Record<ObjectType, string>> = {
  int: '1',
  float: '.5',
  str: '"',
  bytes: 'b',
  tuple: '()',
  list: '',
  dict: ':',
  set: '{}',
  instance: '@',
  function: 'f',
  class: 'C',
  weakref: '',
  exception: '!',
  frame: '',
  none: '',
};

/** The path of a type's silhouette, fitting a square of side `size` around (`x`, `y`). */
export function traceSilhouette(ctx: Context, type: ObjectType, x: number, y: number, size: number): void {
  const r = size / 2;
  ctx.beginPath();
  silhouettes[type](ctx, x, y, r);
}

/**
 * A type's mark: its silhouette in `fill` with its glyph in `ink`. Below 9 pixels the glyph is left out, the
 * silhouette still tells.
 */
export function paintTypeMark(
  ctx: Context,
  theme: Theme,
  type: ObjectType,
  x: number,
  y: number,
  size: number,
  fill: string = theme.types[type],
  ink: string = theme.ground,
): void {
  traceSilhouette(ctx, type, x, y, size);
  ctx.fillStyle = fill;
  ctx.fill(type === 'weakref' ? 'evenodd' : 'nonzero');
  paintDetail(ctx, type, x, y, size / 2, ink);
  const glyph = glyphs[type];
  if (size < 9 || !glyph) return;
  ctx.fillStyle = ink;
  ctx.font = `700 ${Math.round(size * (glyph.length > 1 ? 0.5 : 0.62))}px ${theme.fontCode}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const [dx, dy] = glyphShift[type] ?? [0, 0.04];
  ctx.fillText(glyph, x + dx * size, y + dy * size);
}

const glyphShift: Partial<Record<ObjectType, readonly [number, number]>> = {
  str: [0, 0.14],
  exception: [0, 0.14],
  float: [-0.04, 0.04],
};

/** Marks that are cut into the silhouette rather than part of its outline. */
function paintDetail(ctx: Context, type: ObjectType, x: number, y: number, r: number, ink: string): void {
  ctx.strokeStyle = ink;
  ctx.lineWidth = Math.max(1, r * 0.14);
  ctx.beginPath();
  if (type === 'bytes') {
    for (const dx of [-0.62, 0.62]) {
      ctx.moveTo(x + dx * r, y - 0.3 * r);
      ctx.lineTo(x + dx * r, y + 0.3 * r);
    }
  } else if (type === 'frame') {
    for (const dy of [-0.2, 0.2]) {
      ctx.moveTo(x - 0.6 * r, y + dy * r);
      ctx.lineTo(x + (dy < 0 ? 0.6 : 0.2) * r, y + dy * r);
    }
  } else return;
  ctx.stroke();
}

function polygon(ctx: Context, x: number, y: number, r: number, sides: number, turn: number): void {
  for (let i = 0; i < sides; i++) {
    const angle = turn + (i * 2 * Math.PI) / sides;
    ctx[i ? 'lineTo' : 'moveTo'](x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  ctx.closePath();
}

const silhouettes: Readonly<Record<ObjectType, (ctx: Context, x: number, y: number, r: number) => void>> = {
  int: (ctx, x, y, r) => ctx.arc(x, y, r * 0.94, 0, 2 * Math.PI),
  float: (ctx, x, y, r) => {
    const notch = 0.34;
    ctx.moveTo(x + r * 0.35, y);
    ctx.arc(x, y, r * 0.94, notch, 2 * Math.PI - notch);
    ctx.closePath();
  },
  str: (ctx, x, y, r) => ctx.roundRect(x - r, y - r * 0.62, 2 * r, 1.24 * r, 0.62 * r),
  bytes: (ctx, x, y, r) => ctx.roundRect(x - r, y - r * 0.62, 2 * r, 1.24 * r, 0.62 * r),
  tuple: (ctx, x, y, r) => ctx.roundRect(x - 0.86 * r, y - 0.86 * r, 1.72 * r, 1.72 * r, 0.42 * r),
  list: (ctx, x, y, r) => {
    const w = 0.86 * r;
    ctx.moveTo(x + w, y - w);
    ctx.lineTo(x - w, y - w);
    ctx.lineTo(x - w, y + w);
    ctx.lineTo(x + w, y + w);
    ctx.lineTo(x + w, y + 0.42 * r);
    ctx.lineTo(x + 0.4 * r, y + 0.42 * r);
    ctx.lineTo(x + 0.4 * r, y - 0.42 * r);
    ctx.lineTo(x + w, y - 0.42 * r);
    ctx.closePath();
  },
  dict: (ctx, x, y, r) => polygon(ctx, x, y, r, 6, 0),
  set: (ctx, x, y, r) => polygon(ctx, x, y, r, 8, Math.PI / 8),
  instance: (ctx, x, y, r) => polygon(ctx, x, y, r * 1.06, 4, 0),
  function: (ctx, x, y, r) => {
    ctx.moveTo(x - 0.95 * r, y - 0.8 * r);
    ctx.lineTo(x + 0.35 * r, y - 0.8 * r);
    ctx.lineTo(x + r, y);
    ctx.lineTo(x + 0.35 * r, y + 0.8 * r);
    ctx.lineTo(x - 0.95 * r, y + 0.8 * r);
    ctx.lineTo(x - 0.4 * r, y);
    ctx.closePath();
  },
  class: (ctx, x, y, r) => {
    ctx.moveTo(x - 0.82 * r, y - 0.9 * r);
    ctx.lineTo(x + 0.82 * r, y - 0.9 * r);
    ctx.lineTo(x + 0.82 * r, y + 0.1 * r);
    ctx.quadraticCurveTo(x + 0.72 * r, y + 0.68 * r, x, y + r);
    ctx.quadraticCurveTo(x - 0.72 * r, y + 0.68 * r, x - 0.82 * r, y + 0.1 * r);
    ctx.closePath();
  },
  weakref: (ctx, x, y, r) => {
    ctx.arc(x, y, r * 0.94, 0, 2 * Math.PI);
    ctx.moveTo(x + r * 0.5, y);
    ctx.arc(x, y, r * 0.5, 0, 2 * Math.PI);
  },
  exception: (ctx, x, y, r) => {
    ctx.moveTo(x, y - 0.92 * r);
    ctx.lineTo(x + r, y + 0.82 * r);
    ctx.lineTo(x - r, y + 0.82 * r);
    ctx.closePath();
  },
  frame: (ctx, x, y, r) => ctx.roundRect(x - r, y - 0.6 * r, 2 * r, 1.2 * r, 0.16 * r),
  none: (ctx, x, y, r) => ctx.arc(x, y, 0.42 * r, 0, 2 * Math.PI),
};
