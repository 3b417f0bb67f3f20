import type * as Phaser from 'phaser';
import { overlaps, type Rect, type Size } from '../layout/rect.ts';
import { AUTO, Game, Image, Scene } from '../phaser/entry.ts';
import { type Camera, seen } from './camera.ts';

/** Pictures of the world move with the camera; pictures of the screen lie above it and do not. */
export type Space = 'world' | 'screen';

/** A thing drawn on a 2D canvas once and put on the screen by the engine as often as needed. */
export interface Picture {
  readonly id: string;
  readonly space: Space;
  readonly rect: Rect;
  /** Changes whenever `paint` would draw something else; equal keys are not painted again. */
  readonly key: string;
  /** Draws into (0, 0, w, h) in CSS pixels. */
  readonly paint: (ctx: CanvasRenderingContext2D) => void;
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

/** Pictures are rastered in steps of this factor, so that a pinch does not repaint at every move. */
const RASTER_STEP = Math.SQRT2;
/** Pictures of more pixels than this are painted only where they are in view, with some way around it to pan. */
const WHOLE_PICTURE_PX = 1_500_000;
const MAX_TEXTURE_PX = 4096;
/** After so much painting in a frame, pictures that have something to show already wait for the next one. */
const PAINT_BUDGET_MS = 3;
/** How long a zoom must rest before pictures are painted again at its sharpness. */
const SHARPEN_AFTER_MS = 90;

const NOTHING: Rect = { x: 0, y: 0, w: 0, h: 0 };

interface Sprite {
  picture: Picture;
  pose: Pose;
  image: Phaser.GameObjects.Image | null;
  canvas: HTMLCanvasElement | null;
  paintedKey: string;
  paintedScale: number;
  /** The part of the picture that is painted, in its own coordinates. */
  part: Rect;
  textureKey: string;
}

/**
 * The board's canvas: keeps pictures, paints those in view, and lets Phaser draw a frame only when something has changed.
 * The engine's own loop sleeps for good; `invalidate` asks the browser for one frame, `onFrame` callbacks that return true
 * ask for the next.
 */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  #game: Phaser.Game;
  #scene: Phaser.Scene;
  #sprites = new Map<string, Sprite>();
  #screenCamera: Phaser.Cameras.Scene2D.Camera;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #size: Size = { w: 1, h: 1 };
  #viewH = 1;
  #dpr = 1;
  #frame = 0;
  #lastTime = 0;
  #textures = 0;
  #rasterZoom = 1;
  #sharpenTimer: ReturnType<typeof setTimeout> | undefined;
  #frameCallbacks = new Set<(deltaMs: number) => boolean>();
  #destroyed = false;

  private constructor(game: Phaser.Game, scene: Phaser.Scene) {
    this.#game = game;
    this.#scene = scene;
    this.canvas = game.canvas;
    scene.cameras.main.setOrigin(0, 0);
    this.#screenCamera = scene.cameras.add(0, 0, 1, 1);
    this.#screenCamera.setOrigin(0, 0);
  }

  /** Boots the engine inside `parent`. Falls back to the 2D renderer where there is no WebGL; throws where there is neither. */
  static create(parent: HTMLElement): Promise<Stage> {
    return new Promise((resolve, reject) => {
      class BoardScene extends Scene {
        create(): void {
          const { game } = this;
          // The engine starts its loop after the scenes; its first turn is also its last.
          game.events.once('postrender', () => {
            game.loop.sleep();
            resolve(new Stage(game, this));
          });
        }
      }
      try {
        new Game({
          type: AUTO,
          parent,
          width: 1,
          height: 1,
          scene: BoardScene,
          banner: false,
          transparent: true,
          autoFocus: false,
          audio: { noAudio: true },
          input: { mouse: false, touch: false, keyboard: false, gamepad: false, windowEvents: false },
          scale: { mode: 0, autoCenter: 0, expandParent: false },
          // One texture a batch: Phaser compiles a shader for every number of textures that a batch happens to have, and
          // waits for it in mid-motion. There are few pictures, so batches are not worth that.
          render: { antialiasGL: false, powerPreference: 'low-power', stencil: false, maxTextures: 1 },
        } as Phaser.Types.Core.GameConfig);
      } catch (error) {
        reject(error);
      }
    });
  }

  /** The engine, for measuring frames. */
  get game(): Phaser.Game {
    return this.#game;
  }

  get camera(): Camera {
    return this.#camera;
  }

  get size(): Size {
    return this.#size;
  }

  /** `size` of the whole canvas; `viewH`: what the world may be drawn on, from the top. */
  resize(size: Size, viewH: number, dpr: number): void {
    if (size.w === this.#size.w && size.h === this.#size.h && viewH === this.#viewH && dpr === this.#dpr)
      return;
    this.#size = size;
    this.#viewH = viewH;
    this.#dpr = dpr;
    this.#game.scale.setParentSize(size.w, size.h);
    this.#game.scale.resize(Math.max(1, Math.round(size.w * dpr)), Math.max(1, Math.round(size.h * dpr)));
    this.canvas.style.width = `${size.w}px`;
    this.canvas.style.height = `${size.h}px`;
    this.#scene.cameras.main.setSize(Math.round(size.w * dpr), Math.max(1, Math.round(viewH * dpr)));
    this.#screenCamera.setSize(Math.round(size.w * dpr), Math.round(size.h * dpr));
    this.invalidate();
  }

  setCamera(camera: Camera): void {
    if (camera.x === this.#camera.x && camera.y === this.#camera.y && camera.zoom === this.#camera.zoom)
      return;
    const zoomed = camera.zoom !== this.#camera.zoom;
    this.#camera = camera;
    if (zoomed) {
      clearTimeout(this.#sharpenTimer);
      this.#sharpenTimer = setTimeout(() => {
        this.#rasterZoom =
          RASTER_STEP ** Math.ceil(Math.log(this.#camera.zoom) / Math.log(RASTER_STEP) - 0.01);
        this.invalidate();
      }, SHARPEN_AFTER_MS);
    }
    this.invalidate();
  }

  /** Shows `picture`, or changes the one of that id. */
  put(picture: Picture): void {
    const sprite = this.#sprites.get(picture.id);
    if (sprite) {
      if (sprite.picture.space !== picture.space && sprite.image) this.#assign(sprite.image, picture.space);
      sprite.picture = picture;
    } else {
      this.#sprites.set(picture.id, {
        picture,
        pose: {},
        image: null,
        canvas: null,
        paintedKey: '',
        paintedScale: 0,
        part: NOTHING,
        textureKey: '',
      });
    }
    this.invalidate();
  }

  has(id: string): boolean {
    return this.#sprites.has(id);
  }

  ids(): Iterable<string> {
    return this.#sprites.keys();
  }

  pose(id: string, pose: Pose): void {
    const sprite = this.#sprites.get(id);
    if (!sprite) return;
    sprite.pose = pose;
    this.invalidate();
  }

  remove(id: string): void {
    const sprite = this.#sprites.get(id);
    if (!sprite) return;
    this.#release(sprite);
    this.#sprites.delete(id);
    this.invalidate();
  }

  /** Paints every picture again: the theme or the fonts have changed. */
  repaintAll(): void {
    for (const sprite of this.#sprites.values()) sprite.paintedKey = '';
    this.invalidate();
  }

  /** Calls `callback` before every frame until it returns false. */
  onFrame(callback: (deltaMs: number) => boolean): void {
    this.#frameCallbacks.add(callback);
    this.invalidate();
  }

  /** Asks for one frame. */
  invalidate(): void {
    if (this.#frame || this.#destroyed) return;
    this.#frame = requestAnimationFrame((time) => this.#step(time));
  }

  destroy(): void {
    this.#destroyed = true;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#sharpenTimer);
    this.#frameCallbacks.clear();
    for (const sprite of this.#sprites.values()) this.#release(sprite);
    this.#sprites.clear();
    this.#game.destroy(true, false);
    // The loop sleeps, so nobody else would come to take the engine down.
    this.#game.step(performance.now(), 0);
  }

  /** Hears how long the script of each frame took, all of it: motion, painting, and the engine's own step. */
  onMeasure: ((frameMs: number) => void) | null = null;

  #step(time: number): void {
    const began = this.onMeasure ? performance.now() : 0;
    this.#frame = 0;
    const delta = Math.min(100, this.#lastTime ? time - this.#lastTime : 16);
    let more = false;
    for (const callback of this.#frameCallbacks) {
      if (callback(delta)) more = true;
      else this.#frameCallbacks.delete(callback);
    }
    this.#lastTime = more ? time : 0;
    this.#arrange();
    this.#game.step(time, delta);
    if (more) this.invalidate();
    this.onMeasure?.(performance.now() - began);
  }

  #arrange(): void {
    const dpr = this.#dpr;
    const main = this.#scene.cameras.main;
    main.setZoom(this.#camera.zoom * dpr);
    main.setScroll(this.#camera.x, this.#camera.y);
    this.#screenCamera.setZoom(dpr);
    const paintUntil = performance.now() + PAINT_BUDGET_MS;
    const view = seen(this.#camera, { w: this.#size.w, h: this.#viewH });
    const screen = { x: 0, y: 0, w: this.#size.w, h: this.#size.h };
    for (const sprite of this.#sprites.values()) {
      const { picture, pose } = sprite;
      const base = pose.rect ?? picture.rect;
      const scale = pose.scale ?? 1;
      const at: Rect = {
        x: base.x + (pose.dx ?? 0) - (base.w * (scale - 1)) / 2,
        y: base.y + (pose.dy ?? 0) - (base.h * (scale - 1)) / 2,
        w: base.w * scale,
        h: base.h * scale,
      };
      const alpha = pose.alpha ?? 1;
      if (alpha <= 0 || at.w <= 0 || at.h <= 0 || !overlaps(at, picture.space === 'world' ? view : screen)) {
        sprite.image?.setVisible(false);
        continue;
      }
      this.#paint(sprite, at, picture.space === 'world' ? view : screen, paintUntil);
      const { part } = sprite;
      const stretchX = at.w / picture.rect.w;
      const stretchY = at.h / picture.rect.h;
      sprite
        .image!.setVisible(true)
        .setPosition(at.x + part.x * stretchX, at.y + part.y * stretchY)
        .setDisplaySize(part.w * stretchX, part.h * stretchY)
        .setAlpha(alpha)
        .setDepth(picture.depth ?? 0);
    }
  }

  /** Paints the picture, shown at `at`, as far as `view` needs it, unless it is painted like that already. */
  #paint(sprite: Sprite, at: Rect, view: Rect, paintUntil: number): void {
    const { picture } = sprite;
    const { w, h } = picture.rect;
    const wanted = this.#dpr * (picture.space === 'world' ? this.#rasterZoom : 1);
    const whole: Rect = { x: 0, y: 0, w, h };
    const needed =
      w * h * wanted * wanted <= WHOLE_PICTURE_PX ? whole : visiblePart(picture.rect, at, view, 0);
    const same = sprite.image && sprite.paintedKey === picture.key && sprite.paintedScale === wanted;
    if (same && covers(sprite.part, needed)) return;
    if (sprite.image && performance.now() > paintUntil) {
      this.invalidate();
      return;
    }
    const part = needed === whole ? whole : visiblePart(picture.rect, at, view, 0.5);
    const scale = Math.min(wanted, MAX_TEXTURE_PX / part.w, MAX_TEXTURE_PX / part.h);
    const pxW = Math.max(1, Math.ceil(part.w * scale));
    const pxH = Math.max(1, Math.ceil(part.h * scale));
    const fresh = !sprite.canvas || sprite.canvas.width !== pxW || sprite.canvas.height !== pxH;
    const canvas = fresh ? document.createElement('canvas') : sprite.canvas!;
    if (fresh) {
      canvas.width = pxW;
      canvas.height = pxH;
    }
    const ctx = canvas.getContext('2d')!;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, pxW, pxH);
    const scaleX = pxW / part.w;
    const scaleY = pxH / part.h;
    ctx.setTransform(scaleX, 0, 0, scaleY, -part.x * scaleX, -part.y * scaleY);
    picture.paint(ctx);
    if (fresh) this.#upload(sprite, canvas);
    else this.#game.textures.get(sprite.textureKey).source[0].update();
    sprite.paintedKey = picture.key;
    sprite.paintedScale = wanted;
    sprite.part = part;
  }

  #upload(sprite: Sprite, canvas: HTMLCanvasElement): void {
    const old = sprite.textureKey;
    sprite.canvas = canvas;
    sprite.textureKey = `picture-${this.#textures++}`;
    this.#game.textures.addImage(sprite.textureKey, canvas as unknown as HTMLImageElement);
    if (sprite.image) sprite.image.setTexture(sprite.textureKey);
    else {
      sprite.image = new Image(this.#scene, 0, 0, sprite.textureKey).setOrigin(0, 0);
      this.#scene.sys.displayList.add(sprite.image);
      this.#assign(sprite.image, sprite.picture.space);
    }
    if (old) this.#game.textures.remove(old);
  }

  /** Each picture is drawn by one camera and ignored by the other. */
  #assign(image: Phaser.GameObjects.Image, space: Space): void {
    const main = this.#scene.cameras.main.id;
    const screen = this.#screenCamera.id;
    image.cameraFilter = space === 'world' ? screen : main;
  }

  #release(sprite: Sprite): void {
    sprite.image?.destroy();
    if (sprite.textureKey) this.#game.textures.remove(sprite.textureKey);
    sprite.image = null;
    sprite.canvas = null;
    sprite.textureKey = '';
  }
}

/** What of a picture shown at `at` is in `view`, in the picture's coordinates, with `margin` views around it. */
function visiblePart(own: Rect, at: Rect, view: Rect, margin: number): Rect {
  const left = Math.max(at.x, view.x - view.w * margin);
  const top = Math.max(at.y, view.y - view.h * margin);
  const right = Math.min(at.x + at.w, view.x + view.w * (1 + margin));
  const bottom = Math.min(at.y + at.h, view.y + view.h * (1 + margin));
  const x = ((left - at.x) * own.w) / at.w;
  const y = ((top - at.y) * own.h) / at.h;
  return {
    x,
    y,
    w: Math.max(1, ((right - left) * own.w) / at.w),
    h: Math.max(1, ((bottom - top) * own.h) / at.h),
  };
}

function covers(outer: Rect, inner: Rect): boolean {
  const hair = 0.01;
  return (
    outer.x <= inner.x + hair &&
    outer.y <= inner.y + hair &&
    outer.x + outer.w >= inner.x + inner.w - hair &&
    outer.y + outer.h >= inner.y + inner.h - hair
  );
}
