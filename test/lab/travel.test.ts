import { describe, expect, test } from 'vitest';
import { FLAG } from '../../shared/lab/flags.ts';
import { record } from '../../shared/lab/recorder.ts';
import type { Timeline } from '../../shared/lab/timeline.ts';
import {
  atLine,
  type Direction,
  happened,
  passes,
  stepInto,
  stepOut,
  stepOver,
} from '../../shared/lab/travel.ts';

const source = [
  'def f(n):', // 1
  '    a = [n]', // 2
  '    return g(a)', // 3
  'def g(x):', // 4
  '    return len(x)', // 5
  'for i in range(2):', // 6
  '    f(i)', // 7
  'end = 1', // 8
].join('\n');

const timeline = record({ source, version: '3.12' });
const { lines } = timeline;
const at = (line: number) => lines.indexOf(line);

/** Lines as far as `go` leads, from a place on. */
function walk(
  go: (t: Timeline, step: number, way: Direction) => number,
  from: number,
  way: Direction,
): number[] {
  const seen: number[] = [];
  for (let step = from; ; ) {
    const next = go(timeline, step, way);
    if (next === step || next === timeline.steps) return seen;
    seen.push(lines[next]);
    step = next;
  }
}

describe('places in a run', () => {
  test('step by step', () => {
    expect([...lines]).toEqual([1, 4, 6, 7, 2, 3, 5, 6, 7, 2, 3, 5, 6, 8]);
    expect(walk(stepInto, 0, 1)).toEqual([...lines.subarray(1)]);
    expect(walk(stepInto, timeline.steps - 1, -1)).toEqual([...lines.subarray(0, -1)].reverse());
    expect(stepInto(timeline, timeline.steps, 1)).toBe(timeline.steps);
  });

  test('over calls, both ways', () => {
    expect(walk(stepOver, 0, 1)).toEqual([4, 6, 7, 6, 7, 6, 8]);
    expect(walk(stepOver, timeline.steps - 1, -1)).toEqual([6, 7, 6, 7, 6, 4, 1]);
    expect(lines[stepOver(timeline, at(2), 1)]).toBe(3);
    expect(lines[stepOver(timeline, at(3), 1)]).toBe(6);
  });

  test('out of a call: after it, and back to where it was made', () => {
    expect(lines[stepOut(timeline, at(5), 1)]).toBe(6);
    expect(lines[stepOut(timeline, at(5), -1)]).toBe(3);
    expect(lines[stepOut(timeline, at(2), -1)]).toBe(7);
    expect(stepOut(timeline, 0, -1)).toBe(0);
    expect(stepOut(timeline, at(8), 1)).toBe(timeline.steps);
  });

  test('to breakpoints, with how often a line is passed', () => {
    const points = new Set([2, 5]);
    const found: number[] = [];
    for (let step: number | null = -1; (step = atLine(timeline, step, points, 1)) !== null; )
      found.push(step);
    expect(found.map((step) => lines[step])).toEqual([2, 5, 2, 5]);
    expect(atLine(timeline, found[1], points, -1)).toBe(found[0]);
    expect(atLine(timeline, found[0], points, -1)).toBeNull();
    expect(passes(timeline, 2, found[2])).toEqual({ before: 1, all: 2 });
    expect(passes(timeline, 9, found[2])).toEqual({ before: 0, all: 0 });
  });

  test('to what happened, both ways', () => {
    const died = [...timeline.flags].flatMap((flags, i) => ((flags & FLAG.death) !== 0 ? [i + 1] : []));
    expect(died.map((step) => lines[step - 1])).toEqual([5, 5]);
    const forward: number[] = [];
    for (let step: number | null = 0; (step = happened(timeline, step, FLAG.death, 1)) !== null; )
      forward.push(step);
    expect(forward).toEqual(died);
    const backward: number[] = [];
    for (
      let step: number | null = timeline.steps;
      (step = happened(timeline, step, FLAG.death, -1)) !== null;
    )
      backward.push(step);
    expect(backward.reverse()).toEqual(died);
    expect(happened(timeline, 0, FLAG.arenaUnmapped, 1)).toBeNull();
  });
});
