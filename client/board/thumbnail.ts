import type { PuzzleSetup } from '../../shared/game/kind.ts';
import { puzzleKind } from '../../shared/game/puzzles/registry.ts';
import { type Session, startSession } from '../../shared/game/session/session.ts';
import type { Theme } from './draw/theme.ts';
import { boardKind } from './kinds/registry.ts';
import { rect } from './layout/rect.ts';
import { calm, type Words } from './model.ts';

/** A still has no words, and of names and numbers only those that can be read. */
const speechless: Words = { t: () => '', lang: 'en' };

/** Thumbnails are laid out at this size and scaled: the arrangement is that of a small board, the marks stay legible. */
const LAYOUT_W = 480;

/** The smallest text of a still on a screen at arm's length, in CSS pixels. */
const LEAST_PX = 7.5;

/**
 * Draws a board's memory on a 2D canvas, to scale and without the engine: one call, no state. The canvas keeps its size in
 * pixels. `what` is a level (its start is drawn) or a session (its board now). Names and numbers smaller than `leastPx`
 * (CSS pixels) are left out.
 */
export function drawThumbnail(
  canvas: HTMLCanvasElement,
  what: PuzzleSetup | Session,
  theme: Theme,
  leastPx = LEAST_PX,
): void {
  const ctx = canvas.getContext('2d');
  if (!ctx || !canvas.width || !canvas.height) return;
  const session = 'timeline' in what ? what : bootOf(what);
  const height = (LAYOUT_W * canvas.height) / canvas.width;
  const scene = boardKind(session.kind.name).scene(
    session,
    { view: { w: LAYOUT_W, h: height }, dock: rect(0, height, LAYOUT_W, 0), compact: false, still: true },
    speechless,
  );
  const scale = Math.min(canvas.width / scene.world.w, canvas.height / scene.world.h);
  const ratio = canvas.clientWidth ? canvas.width / canvas.clientWidth : 1;
  const legible: Theme = { ...theme, leastText: (leastPx * ratio) / scale };
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  for (const picture of scene.pictures) {
    if (picture.space !== 'world') continue;
    const left = (canvas.width - scene.world.w * scale) / 2;
    ctx.setTransform(scale, 0, 0, scale, left + picture.rect.x * scale, picture.rect.y * scale);
    picture.paint(ctx, legible, calm, null);
  }
}

function bootOf(setup: PuzzleSetup): Session {
  const kind = puzzleKind(setup.kind);
  if (!kind) throw new Error(`there is no puzzle kind "${setup.kind}"`);
  return startSession(kind, setup, '');
}
