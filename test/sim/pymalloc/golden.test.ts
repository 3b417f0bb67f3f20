/** The recordings of real interpreters: where every block landed, and every arena that came and went. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { churn } from '../../../server/cli/bench/workloads.ts';
import { Hasher } from '../../../shared/base/hash.ts';
import { Rng } from '../../../shared/base/rng.ts';
import { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import {
  LiveBlocks,
  type Recording,
  record,
  replay,
  type Trace,
  traceOf,
} from '../../../shared/sim/pymalloc/replay.ts';
import {
  type PymallocGeometry,
  pymallocGeometry,
  withAlignedArenas,
} from '../../../shared/sim/rulesets/allocator.ts';

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

/** The state after a replay as it is timed. */
function replayed(geometry: PymallocGeometry, trace: Trace): string {
  const heap = new Pymalloc(geometry);
  replay(heap, trace, new LiveBlocks(trace));
  return heap.hash(new Hasher()).digest();
}

it('replays a heap that is larger than caches as it records it', () => {
  const trace = churn(450_000, 20_000, new Rng(5), 'random');
  const heap = new Pymalloc(pymallocGeometry('3.12')!);
  record(heap, trace);
  expect(heap.system.space.peakBytes).toBeGreaterThan(2 ** 25);
  expect(replayed(heap.geometry, trace)).toBe(heap.hash(new Hasher()).digest());
});

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
      const trace = traceOf(ops[name]);
      const heap = new Pymalloc(geometry);
      const { at, arenas } = record(heap, trace);
      const want = golden.traces[name];
      expect(at.length).toBe(want.at.length);
      for (const [i, landing] of at.entries())
        if (String(landing) !== String(want.at[i]))
          expect(landing, `allocation ${i} of ${name}`).toEqual(want.at[i]);
      expect(arenas).toEqual(want.arenas);
      expect(replayed(geometry, trace)).toBe(heap.hash(new Hasher()).digest());
    });
  });
});
