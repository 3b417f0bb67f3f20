import { describe, expect, test } from 'vitest';
import { labBounds } from '../../shared/lab/process.ts';
import { LabRun } from '../../shared/lab/run.ts';
import { makerOf, sizesOf } from '../../shared/level/labObjects.ts';
import { hasLabProgram, labProgram } from '../../shared/level/labProgram.ts';
import type { Level } from '../../shared/level/level.ts';
import { shippedFiles } from '../game/support/levels.ts';

/** A level opened in the Lab: its program runs, and its objects lie in blocks of the classes that the level asks for. */

const codeCache = new Map<string, unknown>();
const levels = shippedFiles()
  .map(({ data }) => data as Level)
  .filter(({ kind }) => hasLabProgram(kind))
  .map((level) => ({ id: level.id, level }));
/** As Python can have it: `nums.items` is no name. */
const named = (name: string) => name.replace(/\W+/g, '_');
const classOf = (bytes: number) => (bytes > 512 ? 'system' : Math.ceil(Math.max(1, bytes) / 16));

/** Bytes of the block of an object that the level means: of a list of large items, the items. */
function blockOf(run: LabRun, name: string): number {
  const { view } = run.atStep(run.timeline.steps);
  const bound = view.frames[0].names.find((one) => one.name === named(name));
  const object = view.objects.find((o) => o.id === bound?.to)!;
  return object.blocks.at(-1)!.sizeBytes;
}

describe.each(levels)('$id', ({ level }) => {
  const program = labProgram(level, 'title', (word, values) => `${word} ${values?.factor ?? ''}`)!;
  const run = new LabRun(program, labBounds, codeCache);

  test('runs', () => {
    expect([run.timeline.error, run.timeline.stderr]).toEqual([null, '']);
  });

  test('its objects are of the classes that it asks for', () => {
    const start = level.start as { requests?: { name: string; bytes: number; dies?: number }[] };
    const factor = Number(/^# scaled (\d+)/m.exec(program.source)?.[1] || 1);
    for (const { name, bytes, dies } of start.requests ?? []) {
      if (dies !== undefined) continue;
      if (factor > 1) {
        // A chunk as long as the level's, times the factor: 8 of its bytes are malloc's.
        expect(blockOf(run, name), name).toBe(bytes * factor - 8);
        continue;
      }
      expect(classOf(blockOf(run, name)), name).toBe(classOf(bytes));
      // Where the line does not say otherwise the size is the very same.
      const line = program.source.split('\n').find((text) => text.startsWith(`${named(name)} =`))!;
      if (!line.includes('instead')) expect(blockOf(run, name), name).toBe(bytes);
    }
  });

  test('what dies in the level is gone at the end', () => {
    const start = level.start as { requests?: { name: string; dies?: number }[] };
    const names = run.atStep(run.timeline.steps).view.frames[0].names.map(({ name }) => name);
    for (const { name, dies } of start.requests ?? [])
      expect(names.includes(named(name)), name).toBe(dies === undefined);
  });
});

describe('an object of a wanted size', () => {
  test.each([
    ['3.8', 'tuple', 88, false, 'ROW * 6'],
    ['3.14', 'tuple', 88, false, 'ROW * 5'],
    // A dead tuple of 6 would stay on a free list and keep its block.
    ['3.8', 'tuple', 88, true, 'bytes(55)'],
    ['3.8', 'str', 512, true, 'X * 463'],
    ['3.12', 'str', 512, true, 'X * 471'],
    ['3.12', 'bytes', 600, false, 'bytes(567)'],
    ['3.12', 'list', 1040, false, '[None] * 130'],
    ['3.12', 'int', 1, false, 'object()'],
    ['3.12', 'float', 24, true, "int('2000000000')"],
  ] as const)('%s %s of %i bytes', (version, type, bytes, dies, code) => {
    expect(makerOf(sizesOf(version), type, bytes, dies).code).toBe(code);
  });
});
