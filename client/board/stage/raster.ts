import type { Rect } from '../layout/rect.ts';
import { difference, gather, type Marks } from './damage.ts';

/** What a raster needs to know of a picture. */
export interface Paintable {
  readonly rect: Rect;
  readonly key: string;
  /** Draws into (0, 0, w, h) in CSS pixels; with `only`, what lies outside of it may be left out: it is clipped away. */
  readonly paint: (ctx: CanvasRenderingContext2D, only: Rect | null) => void;
  /** What the picture is made of, where it is worth painting in parts. */
  readonly marks?: () => Marks;
}

/** What has been painted: a canvas that was not there before, or these pixels of the one that was. */
export type Painted = { readonly fresh: true } | { readonly fresh: false; readonly parts: readonly Rect[] };

/** Canvases that wait to be used again: making one costs more than what is painted on it. */
const MAX_SPARE = 12;

/**
 * The pixels of a picture. The canvas stays in the memory of the processor: it is painted in small parts and read back, which a
 * canvas on the graphics card would have to be waited for.
 */
export class Raster {
  canvas: HTMLCanvasElement | null = null;
  /** The part of the picture that is painted, in its own coordinates. */
  part: Rect = { x: 0, y: 0, w: 0, h: 0 };
  readonly #spares: Spares;
  #ctx: CanvasRenderingContext2D | null = null;
  #key = '';
  #scale = 0;
  #marks: Marks | null = null;

  constructor(spares: Spares) {
    this.#spares = spares;
  }

  /** Whether `part` of the picture is there already, as sharp as `scale`. */
  has({ key }: Paintable, part: Rect, scale: number): boolean {
    return this.#key === key && this.#scale === scale && equal(this.part, part);
  }

  /** Everything is painted again the next time. */
  spoil(): void {
    this.#key = '';
    this.#marks = null;
  }

  /**
   * Paints `part` of the picture with `scale` pixels for one of CSS; of what is there already only what differs, where `marks` (of
   * the picture as it is now) tell.
   */
  paint(picture: Paintable, part: Rect, scale: number, marks: Marks | null): Painted {
    const pxW = Math.max(1, Math.ceil(part.w * scale - 1e-6));
    const pxH = Math.max(1, Math.ceil(part.h * scale - 1e-6));
    const fresh = !this.canvas || this.canvas.width !== pxW || this.canvas.height !== pxH;
    const known = !fresh && this.#scale === scale && equal(this.part, part) ? this.#marks : null;
    const damage = known && marks ? gather(difference(known, marks), part) : null;
    if (fresh) this.#take(pxW, pxH);
    this.part = part;
    this.#key = picture.key;
    this.#scale = scale;
    this.#marks = marks;
    const scaleX = pxW / part.w;
    const scaleY = pxH / part.h;
    const toPx = (r: Rect): Rect => {
      const x = Math.max(0, Math.floor((r.x - part.x) * scaleX) - 1);
      const y = Math.max(0, Math.floor((r.y - part.y) * scaleY) - 1);
      return {
        x,
        y,
        w: Math.min(pxW, Math.ceil((r.x + r.w - part.x) * scaleX) + 1) - x,
        h: Math.min(pxH, Math.ceil((r.y + r.h - part.y) * scaleY) + 1) - y,
      };
    };
    const parts = (damage?.map(toPx) ?? [{ x: 0, y: 0, w: pxW, h: pxH }]).filter(
      ({ w, h }) => w > 0 && h > 0,
    );
    const ctx = this.#ctx!;
    for (const px of parts) {
      ctx.save();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      if (damage) {
        ctx.beginPath();
        ctx.rect(px.x, px.y, px.w, px.h);
        ctx.clip();
      }
      ctx.clearRect(px.x, px.y, px.w, px.h);
      ctx.setTransform(scaleX, 0, 0, scaleY, -part.x * scaleX, -part.y * scaleY);
      const only = {
        x: part.x + px.x / scaleX,
        y: part.y + px.y / scaleY,
        w: px.w / scaleX,
        h: px.h / scaleY,
      };
      picture.paint(ctx, damage ? only : null);
      ctx.restore();
    }
    return fresh ? { fresh } : { fresh, parts };
  }

  /** The pixels of a part, to be put on the graphics card. */
  read(px: Rect): ImageData {
    return this.#ctx!.getImageData(px.x, px.y, px.w, px.h);
  }

  release(): void {
    if (this.canvas) this.#spares.give(this.canvas, this.#ctx!);
    this.canvas = null;
    this.#ctx = null;
    this.spoil();
  }

  #take(pxW: number, pxH: number): void {
    if (this.canvas) this.#spares.give(this.canvas, this.#ctx!);
    [this.canvas, this.#ctx] = this.#spares.take(pxW, pxH);
  }
}

/** Canvases that nobody uses now, of one board. */
export class Spares {
  #kept: [HTMLCanvasElement, CanvasRenderingContext2D][] = [];

  take(pxW: number, pxH: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
    const spare = this.#kept.pop();
    const canvas = spare?.[0] ?? document.createElement('canvas');
    // Setting a canvas' size empties it and forgets every setting, also where it stays the same.
    canvas.width = pxW;
    canvas.height = pxH;
    return [canvas, spare?.[1] ?? canvas.getContext('2d', { willReadFrequently: true })!];
  }

  give(canvas: HTMLCanvasElement, ctx: CanvasRenderingContext2D): void {
    if (this.#kept.length >= MAX_SPARE) return;
    // A spare canvas is no reason to keep megabytes.
    canvas.width = 1;
    canvas.height = 1;
    this.#kept.push([canvas, ctx]);
  }
}

function equal(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
