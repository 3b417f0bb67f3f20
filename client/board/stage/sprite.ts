import type * as Phaser from 'phaser';
import { overlaps, type Rect, rect } from '../layout/rect.ts';
import { Image } from '../phaser/entry.ts';
import type { Marks } from './damage.ts';
import { type Paintable, Raster, type Spares } from './raster.ts';
import { upload } from './upload.ts';

/** Pictures of the world move with the camera; pictures of the screen lie above it and do not. */
export type Space = 'world' | 'screen';

/** A thing drawn on a 2D canvas once and put on the screen by the engine as often as needed. */
export interface Picture extends Paintable {
  readonly id: string;
  readonly space: Space;
  readonly depth?: number;
}

/** A picture's momentary departure from its place, for motion. */
export interface Pose {
  readonly dx?: number;
  readonly dy?: number;
  readonly alpha?: number;
  readonly scale?: number;
  /** Stretches the picture to this rectangle instead of its own. */
  readonly rect?: Rect;
}

/** What sprites share: the engine, and who draws what. */
export interface Easel {
  readonly game: Phaser.Game;
  readonly scene: Phaser.Scene;
  readonly spares: Spares;
  /** Cameras that leave pictures of this space out. */
  ignoredBy(space: Space): number;
  /** Whether there is time left in this frame to paint something that can wait. */
  mayPaint(): boolean;
  /** Something waits: another frame is needed. */
  again(): void;
  textureKey(): string;
}

/** A picture is painted whole up to so many pixels; where it is shown larger, tiles lie over it where it is in view. */
const WHOLE_PX = 600_000;
const WHOLE_SIDE_PX = 4096;
const TILE_PX = 512;

/** A raster on the screen. */
class Pane {
  readonly raster: Raster;
  image: Phaser.GameObjects.Image | null = null;
  #textureKey = '';

  constructor(spares: Spares) {
    this.raster = new Raster(spares);
  }

  /** Paints `part`, if it is not there as it should be. False: there was no time, what was there before is shown. */
  paint(easel: Easel, picture: Picture, part: Rect, scale: number, marks: Marks | null): boolean {
    const { raster } = this;
    if (this.image && raster.has(picture, part, scale)) return true;
    if (this.image && !easel.mayPaint()) {
      easel.again();
      return false;
    }
    const painted = raster.paint(picture, part, scale, marks);
    if (!painted.fresh) upload(easel.game, this.#textureKey, raster, painted.parts);
    else this.#hang(easel, picture.space);
    return true;
  }

  /** Shows it as a part of a picture shown at `at`. */
  place(picture: Picture, at: Rect, alpha: number, above: boolean): void {
    const { part } = this.raster;
    const stretchX = at.w / picture.rect.w;
    const stretchY = at.h / picture.rect.h;
    this.image
      ?.setVisible(true)
      .setPosition(at.x + part.x * stretchX, at.y + part.y * stretchY)
      .setDisplaySize(part.w * stretchX, part.h * stretchY)
      .setAlpha(alpha)
      .setDepth((picture.depth ?? 0) + (above ? 0.5 : 0));
  }

  /** A new canvas needs a texture of its own. */
  #hang(easel: Easel, space: Space): void {
    const { textures } = easel.game;
    const old = this.#textureKey;
    this.#textureKey = easel.textureKey();
    textures.addImage(this.#textureKey, this.raster.canvas as unknown as HTMLImageElement);
    if (this.image) this.image.setTexture(this.#textureKey);
    else {
      this.image = new Image(easel.scene, 0, 0, this.#textureKey).setOrigin(0, 0);
      this.image.cameraFilter = easel.ignoredBy(space);
      easel.scene.sys.displayList.add(this.image);
    }
    if (old) textures.remove(old);
  }

  release(easel: Easel): void {
    this.image?.destroy();
    if (this.#textureKey) easel.game.textures.remove(this.#textureKey);
    this.raster.release();
    this.image = null;
    this.#textureKey = '';
  }
}

/** A picture on the stage. */
export class Sprite {
  picture: Picture;
  pose: Pose = {};
  readonly #easel: Easel;
  readonly #whole: Pane;
  #tiles = new Map<string, Pane>();
  #marks: { readonly key: string; readonly marks: Marks | null } | null = null;

  constructor(easel: Easel, picture: Picture) {
    this.#easel = easel;
    this.picture = picture;
    this.#whole = new Pane(easel.spares);
  }

  change(picture: Picture): void {
    if (picture.space !== this.picture.space)
      for (const { image } of [this.#whole, ...this.#tiles.values()])
        if (image) image.cameraFilter = this.#easel.ignoredBy(picture.space);
    this.picture = picture;
  }

  /** Everything is painted again when it is next seen. */
  spoil(): void {
    this.#marks = null;
    this.#whole.raster.spoil();
    for (const { raster } of this.#tiles.values()) raster.spoil();
  }

  /** Shows as much of the picture as is in `view`, with `scale` pixels for one of CSS; unzoomed they would be `plain`. */
  show(view: Rect, scale: number, plain: number): void {
    const { picture } = this;
    const at = this.#place();
    const alpha = this.pose.alpha ?? 1;
    if (alpha <= 0 || at.w <= 0 || at.h <= 0 || !overlaps(at, view)) {
      this.#whole.image?.setVisible(false);
      for (const { image } of this.#tiles.values()) image?.setVisible(false);
      return;
    }
    const { w, h } = picture.rect;
    const possible = Math.min(Math.sqrt(WHOLE_PX / (w * h)), WHOLE_SIDE_PX / w, WHOLE_SIDE_PX / h);
    const tiled = possible < scale;
    // Under tiles the whole need not be sharp: it is what is seen until they are there.
    const whole = tiled ? Math.min(possible, scale, plain) : scale;
    this.#whole.paint(this.#easel, picture, rect(0, 0, w, h), whole, this.#marksNow());
    const covered = tiled && this.#showTiles(at, view, scale, alpha);
    if (!tiled) this.#dropTiles(() => true);
    this.#whole.place(picture, at, alpha, false);
    // Both would be seen through each other.
    if (covered) this.#whole.image?.setVisible(false);
  }

  /** Returns whether the tiles in view are all there. */
  #showTiles(at: Rect, view: Rect, scale: number, alpha: number): boolean {
    const { picture } = this;
    const side = TILE_PX / scale;
    const { w, h } = picture.rect;
    const left = ((view.x - at.x) * w) / at.w;
    const top = ((view.y - at.y) * h) / at.h;
    const columns = range(left, left + (view.w * w) / at.w, side, w);
    const rows = range(top, top + (view.h * h) / at.h, side, h);
    const seen = new Set<string>();
    let covered = true;
    for (let row = rows.from; row <= rows.to; row++)
      for (let column = columns.from; column <= columns.to; column++) {
        const key = `${column},${row}`;
        seen.add(key);
        const part = rect(
          column * side,
          row * side,
          Math.min(side, w - column * side),
          Math.min(side, h - row * side),
        );
        let tile = this.#tiles.get(key);
        if (!tile && !this.#easel.mayPaint()) {
          this.#easel.again();
          covered = false;
          continue;
        }
        tile ??= new Pane(this.#easel.spares);
        this.#tiles.set(key, tile);
        if (!tile.paint(this.#easel, picture, part, scale, this.#marksNow())) covered = false;
        tile.place(picture, at, alpha, true);
      }
    this.#dropTiles((key) => !seen.has(key));
    return covered;
  }

  #dropTiles(which: (key: string) => boolean): void {
    for (const [key, tile] of this.#tiles)
      if (which(key)) {
        tile.release(this.#easel);
        this.#tiles.delete(key);
      }
  }

  #marksNow(): Marks | null {
    const { key, marks } = this.picture;
    if (this.#marks?.key !== key) this.#marks = { key, marks: marks?.() ?? null };
    return this.#marks.marks;
  }

  #place(): Rect {
    const { pose, picture } = this;
    const base = pose.rect ?? picture.rect;
    const scale = pose.scale ?? 1;
    return {
      x: base.x + (pose.dx ?? 0) - (base.w * (scale - 1)) / 2,
      y: base.y + (pose.dy ?? 0) - (base.h * (scale - 1)) / 2,
      w: base.w * scale,
      h: base.h * scale,
    };
  }

  /** The picture as a whole, as it is painted; null where it was not in view yet. */
  pixels(): ImageData | null {
    const { canvas } = this.#whole.raster;
    return canvas && this.#whole.raster.read(rect(0, 0, canvas.width, canvas.height));
  }

  release(): void {
    this.#whole.release(this.#easel);
    this.#dropTiles(() => true);
  }
}

/** The tiles of length `side` that a stretch of a picture of `length` touches. */
function range(start: number, end: number, side: number, length: number): { from: number; to: number } {
  const last = Math.ceil(length / side - 1e-6) - 1;
  return {
    from: Math.max(0, Math.floor(start / side)),
    to: Math.min(last, Math.floor(end / side)),
  };
}
