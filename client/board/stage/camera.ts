import type { Point, Rect, Size } from '../layout/rect.ts';

/** What part of the world the board shows: screen = (world - (x, y)) * zoom + the view's corner. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const MAX_ZOOM = 8;

/** Air kept around the world's edges when panning. */
const MARGIN = 24;

/** The whole world in view, centred across, from the top down; never larger than life. */
export function wholeView(world: Rect, view: Size): Camera {
  const zoom = Math.min(1, view.w / Math.max(1, world.w), view.h / Math.max(1, world.h));
  return settle({ x: world.x, y: world.y, zoom }, world, view);
}

/** The smallest zoom worth having: everything is in view. */
export function minZoom(world: Rect, view: Size): number {
  return fitZoom(world, view);
}

/** `camera` zoomed by `factor` so that the world's point under `at` (in view coordinates) stays there. */
export function zoomAt(camera: Camera, factor: number, at: Point, world: Rect, view: Size): Camera {
  const zoom = clamp(camera.zoom * factor, fitZoom(world, view), MAX_ZOOM);
  const x = camera.x + at.x / camera.zoom - at.x / zoom;
  const y = camera.y + at.y / camera.zoom - at.y / zoom;
  return settle({ x, y, zoom }, world, view);
}

/** `camera` moved by a distance in view pixels, as far as there is something to see. */
export function panBy(camera: Camera, dx: number, dy: number, world: Rect, view: Size): Camera {
  return settle({ ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom }, world, view);
}

/** The nearest camera that shows all of `target`; where it is larger than the view, its upper left corner. */
export function reveal(camera: Camera, target: Rect, world: Rect, view: Size): Camera {
  const pad = 16 / camera.zoom;
  const w = view.w / camera.zoom;
  const h = view.h / camera.zoom;
  let { x, y } = camera;
  if (target.x + target.w + pad > x + w) x = target.x + target.w + pad - w;
  if (target.x - pad < x) x = target.x - pad;
  if (target.y + target.h + pad > y + h) y = target.y + target.h + pad - h;
  if (target.y - pad < y) y = target.y - pad;
  return settle({ ...camera, x, y }, world, view);
}

export function toScreen(camera: Camera, r: Rect): Rect {
  return {
    x: (r.x - camera.x) * camera.zoom,
    y: (r.y - camera.y) * camera.zoom,
    w: r.w * camera.zoom,
    h: r.h * camera.zoom,
  };
}

export function toWorld(camera: Camera, p: Point): Point {
  return { x: p.x / camera.zoom + camera.x, y: p.y / camera.zoom + camera.y };
}

/** The part of the world that is in view. */
export function seen(camera: Camera, view: Size): Rect {
  return { x: camera.x, y: camera.y, w: view.w / camera.zoom, h: view.h / camera.zoom };
}

/** Keeps the world in view: centred along an axis on which all of it fits, no further than its edges on the others. */
export function settle(camera: Camera, world: Rect, view: Size): Camera {
  return {
    zoom: camera.zoom,
    x: axis(camera.x, world.x, world.w, view.w / camera.zoom, true),
    y: axis(camera.y, world.y, world.h, view.h / camera.zoom, false),
  };
}

function axis(at: number, start: number, length: number, seenLength: number, centred: boolean): number {
  if (length <= seenLength) return centred ? start - (seenLength - length) / 2 : start;
  const margin = Math.min(MARGIN, (seenLength * 0.1) | 0);
  return clamp(at, start - margin, start + length - seenLength + margin);
}

function fitZoom(world: Rect, view: Size): number {
  return Math.min(1, view.w / Math.max(1, world.w), view.h / Math.max(1, world.h));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}
