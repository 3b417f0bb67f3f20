import { describe, expect, it } from 'vitest';
import { rect } from '../../../client/board/layout/rect.ts';
import { type Beat, MotionQueue } from '../../../client/board/motion/queue.ts';
import {
  MAX_ZOOM,
  panBy,
  reveal,
  toScreen,
  toWorld,
  wholeView,
  zoomAt,
} from '../../../client/board/stage/camera.ts';

function beat(name: string, ms: number, log: string[]): Beat {
  return {
    ms,
    begin: () => log.push(`${name} begins`),
    update: (t) => log.push(`${name} ${t === 1 ? 'is done' : 'moves'}`),
    end: () => log.push(`${name} ends`),
  };
}

describe('the queue of motion', () => {
  it('plays one beat at a time, in order, and hands left-over time on', () => {
    const log: string[] = [];
    const queue = new MotionQueue();
    queue.add([beat('a', 100, log), beat('b', 100, log)]);
    expect(queue.advance(60)).toBe(true);
    expect(log).toEqual(['a begins', 'a moves']);
    expect(queue.advance(60)).toBe(true);
    expect(log.slice(2)).toEqual(['a is done', 'a ends', 'b begins', 'b moves']);
    expect(queue.advance(1000)).toBe(false);
    expect(log.slice(6)).toEqual(['b is done', 'b ends']);
  });

  it('skips to the same end: every beat begins and ends', () => {
    const log: string[] = [];
    const queue = new MotionQueue();
    queue.add([beat('a', 100, log), beat('b', 0, log)]);
    queue.advance(10);
    queue.skip();
    expect(queue.busy).toBe(false);
    expect(log.filter((line) => line.endsWith('begins') || line.endsWith('ends'))).toEqual([
      'a begins',
      'a ends',
      'b begins',
      'b ends',
    ]);
  });

  it('takes a beat of no length in one go', () => {
    const log: string[] = [];
    const queue = new MotionQueue();
    queue.add([beat('a', 0, log)]);
    expect(queue.advance(0)).toBe(false);
    expect(log).toEqual(['a begins', 'a is done', 'a ends']);
  });
});

describe('the camera', () => {
  const world = rect(0, 0, 1000, 3000);
  const view = { w: 500, h: 400 };

  it('fits all of a world into the view', () => {
    const camera = wholeView(world, view);
    const shown = toScreen(camera, world);
    expect(shown.h).toBeCloseTo(view.h, 6);
    expect(shown.x + shown.w / 2).toBeCloseTo(view.w / 2, 6);
  });

  it('never shows a small world larger than life', () => {
    expect(wholeView(rect(0, 0, 50, 50), view).zoom).toBe(1);
  });

  it('zooms around a point, which stays where it is', () => {
    const start = { x: 200, y: 900, zoom: 1 };
    const at = { x: 250, y: 200 };
    const before = toWorld(start, at);
    const after = toWorld(zoomAt(start, 2, at, world, view), at);
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
  });

  it('keeps zoom and place within bounds', () => {
    const start = { x: 0, y: 0, zoom: 1 };
    expect(zoomAt(start, 1000, { x: 0, y: 0 }, world, view).zoom).toBe(MAX_ZOOM);
    expect(zoomAt(start, 0.0001, { x: 0, y: 0 }, world, view).zoom).toBeCloseTo(400 / 3000, 6);
    const far = panBy(start, -1e6, -1e6, world, view);
    expect(far.x).toBeLessThan(1000);
    expect(far.y).toBeLessThan(3000);
  });

  it('moves no further than it takes to reveal a place', () => {
    const start = { x: 0, y: 0, zoom: 1 };
    expect(reveal(start, rect(50, 50, 20, 20), world, view)).toEqual(start);
    const shown = toScreen(reveal(start, rect(600, 2000, 40, 40), world, view), rect(600, 2000, 40, 40));
    expect(shown.x + shown.w).toBeLessThanOrEqual(view.w);
    expect(shown.y + shown.h).toBeLessThanOrEqual(view.h);
  });
});
