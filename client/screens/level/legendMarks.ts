import {
  bead,
  type Context,
  dots,
  fillRound,
  hatch,
  pin,
  plate,
  SLOT_CORNER,
  strokeRound,
  thread,
} from '../../board/draw/primitives.ts';
import { goesOn } from '../../board/draw/strip.ts';
import type { Theme } from '../../board/draw/theme.ts';
import { paintTile } from '../../board/draw/tile.ts';
import { paintWanted } from '../../board/draw/tray.ts';

export const LEGEND_SIZE = { w: 72, h: 32 };

export interface LegendMark {
  /** Its texts are `legend.<name>.name` and `legend.<name>.text`. */
  readonly name: string;
  readonly kinds: readonly string[];
  readonly paint: (ctx: Context, theme: Theme) => void;
}

const slot = (x: number, w: number) => ({ x, y: 4, w, h: 24 });
const tray = (ctx: Context, theme: Theme) => fillRound(ctx, { x: 0, y: 2, w: 72, h: 28 }, 5, theme.raised);
const tile = (ctx: Context, theme: Theme, x: number, w: number, dies?: string) =>
  paintTile(ctx, theme, { id: '', name: '', type: 'str', sizeBytes: 50, dies }, slot(x, w));

/** The marks in the order in which a board is read: the tray, what lies in it, what is free, what will happen. */
export const legendMarks: readonly LegendMark[] = [
  {
    name: 'tray',
    kinds: ['pools', 'pinned'],
    paint(ctx, theme) {
      tray(ctx, theme);
      tile(ctx, theme, 3, 20);
      tile(ctx, theme, 26, 20);
      tile(ctx, theme, 49, 20);
    },
  },
  {
    name: 'arena',
    kinds: ['pools', 'pinned'],
    paint(ctx, theme) {
      for (const [i, x] of [8, 23, 38, 53].entries()) {
        const dot = { x, y: 12, w: 11, h: 7 };
        if (i < 2) fillRound(ctx, dot, 2, theme.quiet);
        else strokeRound(ctx, dot, 2, theme.lineStrong, 1);
      }
    },
  },
  {
    name: 'plate',
    kinds: ['pools', 'pinned'],
    paint(ctx, theme) {
      tray(ctx, theme);
      plate(ctx, theme, slot(3, 26));
    },
  },
  {
    name: 'strip',
    kinds: ['heap'],
    paint(ctx, theme) {
      tray(ctx, theme);
      tile(ctx, theme, 3, 18);
      dots(ctx, slot(23, 22), theme.lineStrong);
      tile(ctx, theme, 47, 22);
    },
  },
  {
    name: 'header',
    kinds: ['heap'],
    paint(ctx, theme) {
      tray(ctx, theme);
      plate(ctx, theme, slot(6, 10));
      tile(ctx, theme, 17, 48);
    },
  },
  {
    name: 'highWater',
    kinds: ['heap'],
    paint(ctx, theme) {
      tray(ctx, theme);
      tile(ctx, theme, 3, 40);
      fillRound(ctx, { x: 46, y: 0, w: 2, h: 32 }, 0, theme.ink);
    },
  },
  {
    name: 'limit',
    kinds: ['heap'],
    paint(ctx, theme) {
      tray(ctx, theme);
      ctx.setLineDash([5, 4]);
      ctx.beginPath();
      ctx.moveTo(46, 0);
      ctx.lineTo(46, 32);
      ctx.strokeStyle = theme.warn;
      ctx.lineWidth = 2;
      ctx.stroke();
      ctx.setLineDash([]);
    },
  },
  {
    name: 'tile',
    kinds: ['pools', 'heap', 'pinned'],
    paint: (ctx, theme) => tile(ctx, theme, 8, 56),
  },
  {
    name: 'torn',
    kinds: ['pools', 'heap', 'pinned'],
    paint(ctx, theme) {
      tile(ctx, theme, 8, 56);
      goesOn(ctx, theme, slot(8, 56), 'right');
    },
  },
  {
    name: 'waste',
    kinds: ['pools', 'heap', 'pinned'],
    paint(ctx, theme) {
      tray(ctx, theme);
      tile(ctx, theme, 3, 40);
      hatch(ctx, slot(43, 26), theme.warn, 5);
    },
  },
  {
    name: 'thread',
    kinds: ['pools', 'pinned'],
    paint(ctx, theme) {
      tray(ctx, theme);
      for (const x of [3, 26, 49]) {
        fillRound(ctx, slot(x, 20), SLOT_CORNER, theme.ground);
        strokeRound(ctx, slot(x, 20), SLOT_CORNER, theme.lineStrong, 1);
      }
      const points = [13, 36, 59].map((x) => ({ x, y: 16, laneY: 28 }));
      thread(ctx, points, theme.quiet);
      bead(ctx, theme, points[0]);
    },
  },
  {
    name: 'uncarved',
    kinds: ['pools', 'pinned'],
    paint(ctx, theme) {
      tray(ctx, theme);
      dots(ctx, slot(4, 64), theme.lineStrong);
    },
  },
  {
    name: 'tail',
    kinds: ['pools', 'pinned'],
    paint(ctx, theme) {
      tray(ctx, theme);
      tile(ctx, theme, 3, 40);
      hatch(ctx, slot(46, 23), theme.line, 5);
    },
  },
  {
    name: 'folded',
    kinds: ['pools', 'pinned'],
    paint(ctx, theme) {
      ctx.setLineDash([2, 3]);
      strokeRound(ctx, { x: 4, y: 6, w: 28, h: 20 }, 4, theme.lineStrong, 1);
      ctx.setLineDash([]);
      dots(ctx, { x: 8, y: 10, w: 20, h: 12 }, theme.lineStrong);
      const lid = { x: 40, y: 6, w: 28, h: 20 };
      fillRound(ctx, lid, 4, theme.raised);
      strokeRound(ctx, lid, 4, theme.lineStrong, 1);
      fillRound(ctx, { ...lid, h: 4 }, 2, theme.lineStrong);
    },
  },
  {
    name: 'hourglass',
    kinds: ['pools', 'heap', 'pinned'],
    paint: (ctx, theme) => tile(ctx, theme, 8, 56, '3'),
  },
  {
    name: 'pin',
    kinds: ['pinned'],
    paint: (ctx, theme) => pin(ctx, { x: 36, y: 15 }, 24, theme.ink),
  },
  {
    name: 'target',
    kinds: ['pinned'],
    paint(ctx, theme) {
      tile(ctx, theme, 3, 66);
      paintWanted(ctx, theme, slot(3, 66), 'x');
    },
  },
];
