import { describe, expect, test } from 'vitest';
import { Rng } from '../../shared/base/rng.ts';
import { type Bounds, labBounds } from '../../shared/lab/process.ts';
import { LabRun, type RunOptions } from '../../shared/lab/run.ts';
import { withPart } from '../../shared/lab/timeline.ts';
import { goldenPrograms } from '../sim/golden-programs.ts';

/** Time in the Lab: checkpoints, parts, and that a moment is the same from whichever place one comes to it. */

const SEED = 411;
const codeCache = new Map<string, unknown>();

function lab(source: string, version: string, options: RunOptions = {}, bounds: Bounds = labBounds): LabRun {
  return new LabRun({ source, version }, bounds, codeCache, options);
}

/** A clock on which every look is so late that a checkpoint is due. */
function hurried(): () => number {
  let ms = 0;
  return () => (ms += 1000);
}

const work = [
  'class Node:',
  '    def __init__(self, v):',
  '        self.v = v',
  '        self.me = self',
  'kept = [Node(i) for i in range(300)]',
  'def churn(n):',
  '    total = 0',
  '    for i in range(n):',
  '        node = Node(i)',
  '        total += sum(x.v for x in kept[:3])',
  '        kept[i % 300] = node',
  '    return total',
  'print(churn(1500))',
].join('\n');

describe('checkpoints', () => {
  test('are taken on the way, and none inside native code', () => {
    const run = lab(work, '3.14', { now: hurried() });
    expect(run.timeline.error).toBeNull();
    expect(run.checkpoints.count).toBeGreaterThan(10);
    const long = lab('total = sum(i for i in range(30000))\nend = 1\n', '3.14', { now: hurried() });
    // One at the start, and from the line after the sum on.
    expect(long.checkpoints.count).toBeLessThanOrEqual(2);
    expect(long.atStep(20_000).view.frames.map((frame) => frame.name)).toEqual(['__main__', '<genexpr>']);
  });

  test('are thinned to the room that they have', () => {
    const room = { count: 6, sizeBytes: 2 ** 30 };
    expect(lab(work, '3.14', { now: hurried(), room }).checkpoints.count).toBe(6);
    const small = lab(work, '3.14', { now: hurried(), room: { count: 100, sizeBytes: 3 * 2 ** 20 } });
    expect(small.checkpoints.sizeBytes).toBeLessThanOrEqual(3 * 2 ** 20);
    expect(small.checkpoints.count).toBeGreaterThan(2);
    // One that is larger than half of the room is not taken.
    const tiny = lab(work, '3.14', { now: hurried(), room: { count: 100, sizeBytes: 2 ** 20 } });
    expect(tiny.atStep(tiny.timeline.steps).view.stdout).toBe(small.timeline.stdout);
  });

  test(`lead to the same moments as the start does, seed ${SEED}`, () => {
    const rng = new Rng(SEED);
    for (const version of ['3.9', '3.14']) {
      const run = lab(work, version, { now: hurried() });
      const { timeline } = run;
      for (let i = 0; i < 5; i++) {
        const step = rng.int(1, timeline.steps);
        const far = JSON.stringify(run.atStep(step));
        const fresh = lab(work, version, { room: { count: 1, sizeBytes: 1 } });
        expect(JSON.stringify(fresh.atStep(step)), `${version} step ${step}`).toBe(far);
        // Back and on again, from where one is.
        run.atStep(step - 1);
        expect(JSON.stringify(run.atStep(step)), `${version} step ${step}`).toBe(far);
      }
    }
  });

  test('lead to a single instruction, and to a collection', () => {
    const run = lab(work, '3.11', { now: hurried() });
    const { timeline } = run;
    const late = run.atStep(timeline.steps - 10).instruction;
    const on = run.byInstruction(late, 1).instruction;
    expect(on).toBeGreaterThan(late);
    expect(run.byInstruction(on, -1).instruction).toBe(late);
    const last = timeline.collections.length - 1;
    expect(last).toBeGreaterThan(0);
    const film = lab(work, '3.11', { room: { count: 1, sizeBytes: 1 } }).film(last);
    expect(run.film(last)).toEqual(film);
    expect(film!.phases.length).toBeGreaterThan(3);
  });
});

describe('a run in parts', () => {
  test('is the same as one at once', () => {
    for (const program of goldenPrograms([
      'seed_two_nodes',
      'generator_protocol',
      'threads_and_join',
      'exit_stack',
    ])) {
      const whole = lab(program.source, '3.12');
      const parts = lab(program.source, '3.12', { inParts: true });
      while (!parts.record(0.05));
      expect(parts.timeline, program.name).toEqual({ ...whole.timeline });
    }
  });

  test('can be looked at while it is recorded, and grows', () => {
    const run = lab(work, '3.14', { inParts: true });
    let grown = withPart(null, 0, run.part(0));
    expect(grown.steps).toBe(0);
    let looked = 0;
    while (!run.record(1)) {
      grown = withPart(grown, grown.steps, run.part(grown.steps));
      expect(grown.complete).toBe(false);
      if (grown.steps < 20) continue;
      const step = grown.steps - 10;
      expect(run.atStep(step).view.line).toBe(grown.lines[step]);
      looked++;
    }
    expect(looked).toBeGreaterThan(2);
    grown = withPart(grown, grown.steps, run.part(grown.steps));
    expect(grown).toEqual({ ...lab(work, '3.14').timeline });
  });

  test('can be stopped: what was recorded stays', () => {
    const run = lab('x = 0\nwhile True:\n    x += 1\n', '3.14', { inParts: true });
    expect(run.record(20)).toBe(false);
    run.stop();
    const { timeline } = run;
    expect([timeline.complete, timeline.stopped]).toEqual([true, true]);
    expect(timeline.error).toBe('stopped: the run was stopped');
    expect(run.record()).toBe(true);
    expect(run.timeline.steps).toBe(timeline.steps);
    const end = run.atStep(timeline.steps);
    expect(end.view.frames[0].names.map(({ name }) => name)).toEqual(['x']);
  });

  test('does not end inside native code', () => {
    const run = lab('total = sum(i for i in range(20000))\nend = 1\n', '3.14', { inParts: true });
    run.record(1);
    expect(run.instructions).toBeGreaterThan(100_000);
  });
});

test('lines beyond a million are not recorded, and the end is reached nevertheless', () => {
  const source = 'for i in range(510000):\n    x = i\nend = 1\n';
  const run = lab(source, '3.14', { room: { count: 20, sizeBytes: 2 ** 27 } });
  const { timeline } = run;
  expect([timeline.steps, timeline.truncated]).toEqual([1_000_000, true]);
  const end = run.atStep(timeline.steps);
  expect(end.view.frames[0].names.find(({ name }) => name === 'end')).toBeDefined();
});
