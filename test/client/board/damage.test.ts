import { describe, expect, it } from 'vitest';
import { rect } from '../../../client/board/layout/rect.ts';
import { difference, gather } from '../../../client/board/stage/damage.ts';

const marks = (...entries: [string, number][]) =>
  new Map(entries.map(([name, x]) => [name, rect(x, 0, 10, 10)]));
const whole = rect(0, 0, 1000, 100);

describe('damage', () => {
  it('is where marks came, went, moved or look different', () => {
    const before = marks(['a red', 0], ['b', 20], ['c', 40], ['gone', 60]);
    const after = marks(['a blue', 0], ['b', 20], ['c', 50], ['new', 80]);
    expect(new Set(difference(before, after).map(({ x }) => x))).toEqual(new Set([0, 40, 50, 60, 80]));
  });

  it('is nothing between equal pictures', () => {
    expect(gather(difference(marks(['a', 0]), marks(['a', 0])), whole)).toEqual([]);
  });

  it('is gathered to rectangles that lie apart and cover every place', () => {
    const places = [0, 5, 12, 300, 600, 605].map((x) => rect(x, 0, 10, 10));
    const parts = gather(places, whole)!;
    expect(parts).toEqual([rect(0, 0, 22, 10), rect(300, 0, 10, 10), rect(600, 0, 15, 10)]);
  });

  it('of many places is a few rectangles, those near each other together', () => {
    const places = Array.from({ length: 40 }, (_, i) => rect(i * 24, (i % 3) * 30, 5, 5));
    const parts = gather(places, whole)!;
    expect(parts.length).toBeLessThanOrEqual(6);
    for (const place of places)
      expect(
        parts.some(
          (part) =>
            part.x <= place.x &&
            part.y <= place.y &&
            part.x + part.w >= place.x + place.w &&
            part.y + part.h >= place.y + place.h,
        ),
      ).toBe(true);
  });

  it('of most of the picture is the whole picture', () => {
    expect(gather([rect(0, 0, 900, 90)], whole)).toBe(null);
    expect(
      gather(
        Array.from({ length: 500 }, () => rect(0, 0, 1, 1)),
        whole,
      ),
    ).toBe(null);
  });

  it('outside of what is painted is none', () => {
    expect(gather([rect(2000, 0, 10, 10)], whole)).toEqual([]);
  });
});
