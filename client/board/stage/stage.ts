import type * as Phaser from 'phaser';
import { rect, type Size } from '../layout/rect.ts';
import { AUTO, Game, Scene } from '../phaser/entry.ts';
import { type Camera, seen } from './camera.ts';
import { Spares } from './raster.ts';
import { type Easel, type Picture, type Pose, Sprite } from './sprite.ts';

/** After so much painting in a frame, pictures that have something to show already wait for the next one. */
const PAINT_BUDGET_MS = 3;
/** How long a zoom must rest before pictures are painted again at its sharpness. */
const SHARPEN_AFTER_MS = 90;

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
  readonly #easel: Easel;
  #paintUntil = 0;
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
    this.#easel = {
      game,
      scene,
      spares: new Spares(),
      // Each picture is drawn by one camera and ignored by the other.
      ignoredBy: (space) => (space === 'world' ? this.#screenCamera : scene.cameras.main).id,
      mayPaint: () => performance.now() < this.#paintUntil,
      again: () => this.invalidate(),
      textureKey: () => `picture-${this.#textures++}`,
    };
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
          // The board tells the engine its size; asking the page for it again and again would lay it out each time.
          scale: { mode: 0, autoCenter: 0, expandParent: false, resizeInterval: Number.MAX_SAFE_INTEGER },
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
        this.#rasterZoom = this.#camera.zoom;
        this.invalidate();
      }, SHARPEN_AFTER_MS);
    }
    this.invalidate();
  }

  /** Shows `picture`, or changes the one of that id. */
  put(picture: Picture): void {
    const sprite = this.#sprites.get(picture.id);
    if (sprite) sprite.change(picture);
    else this.#sprites.set(picture.id, new Sprite(this.#easel, picture));
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
    sprite.release();
    this.#sprites.delete(id);
    this.invalidate();
  }

  /** Paints every picture again: the theme or the fonts have changed. */
  repaintAll(): void {
    for (const sprite of this.#sprites.values()) sprite.spoil();
    this.invalidate();
  }

  /** Every picture as it is painted now, for tests: painting in parts must lead to what painting all of it does. */
  *pixels(): Generator<[id: string, pixels: ImageData]> {
    for (const [id, sprite] of this.#sprites) {
      const pixels = sprite.pixels();
      if (pixels) yield [id, pixels];
    }
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
    for (const sprite of this.#sprites.values()) sprite.release();
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
    const { x, y, zoom } = this.#camera;
    const main = this.#scene.cameras.main;
    main.setZoom(zoom * dpr);
    // On whole pixels of the device, where what was painted is sharp.
    main.setScroll(Math.round(x * zoom * dpr) / (zoom * dpr), Math.round(y * zoom * dpr) / (zoom * dpr));
    this.#screenCamera.setZoom(dpr);
    this.#paintUntil = performance.now() + PAINT_BUDGET_MS;
    const view = seen(this.#camera, { w: this.#size.w, h: this.#viewH });
    const screen = rect(0, 0, this.#size.w, this.#size.h);
    for (const sprite of this.#sprites.values()) {
      if (sprite.picture.space === 'world') sprite.show(view, dpr * this.#rasterZoom, dpr);
      else sprite.show(screen, dpr, dpr);
    }
  }
}
