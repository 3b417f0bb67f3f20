/** The recordings of real interpreters: where every block landed, and every arena that came and went. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import { type Recording, record, traceOf } from '../../../shared/sim/pymalloc/replay.ts';
import { pymallocGeometry, withAlignedArenas } from '../../../shared/sim/rulesets/allocator.ts';

type Ops = Record<string, [number, number, number][]>;
type Golden = { alignment: number; poolSize: number; arenaSize: number; traces: Record<string, Recording> };

function read<T>(name: string): T {
  return JSON.parse(
    readFileSync(new URL(`../../golden/pymalloc/${name}.json`, import.meta.url), 'utf8'),
  ) as T;
}

const recordings: [file: string, rulesets: string[]][] = [
  ['py38-256k', ['3.8']],
  ['py39-256k', ['3.9']],
  ['py310-1m', ['3.10', '3.11', '3.12', '3.13', '3.14', '3.15']],
];
const ops = read<Ops>('ops');

describe.each(recordings)('%s', (file, rulesets) => {
  const golden = read<Golden>(file);

  it('has the traces that ops.json has', () => {
    expect(Object.keys(golden.traces)).toEqual(Object.keys(ops));
    expect(Object.keys(ops).length).toBeGreaterThanOrEqual(10);
  });

  describe.each(rulesets)('ruleset %s', (ruleset) => {
    const geometry = withAlignedArenas(pymallocGeometry(ruleset)!);

    it('has the recorded geometry', () => {
      const { alignment, poolSize, arenaSize } = geometry;
      expect({ alignment, poolSize, arenaSize }).toEqual({
        alignment: golden.alignment,
        poolSize: golden.poolSize,
        arenaSize: golden.arenaSize,
      });
    });

    it.each(Object.keys(ops))('%s', (name) => {
      const { at, arenas } = record(new Pymalloc(geometry), traceOf(ops[name]));
      const want = golden.traces[name];
      expect(at.length).toBe(want.at.length);
      for (const [i, landing] of at.entries())
        if (String(landing) !== String(want.at[i]))
          expect(landing, `allocation ${i} of ${name}`).toEqual(want.at[i]);
      expect(arenas).toEqual(want.arenas);
    });
  });
});
