/** Timing replays on fresh heaps, with events off and the code compiled. */
import { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import { LiveBlocks, replay, type Trace, traceOf } from '../../../shared/sim/pymalloc/replay.ts';
import type { PymallocGeometry } from '../../../shared/sim/rulesets/allocator.ts';
import { workloads } from './workloads.ts';

export type Timing = {
  /** Milliseconds of the fastest replay. */
  readonly ms: number;
  /** The heap after it. */
  readonly heap: Pymalloc;
};

/** What this thread got of the processor, in milliseconds: other processes of a busy machine do not count. It ticks in milliseconds. */
export function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The fastest of `rounds` replays of a trace, each on a heap of its own. */
export function timeReplay(geometry: PymallocGeometry, trace: Trace, rounds: number): Timing {
  const live = new LiveBlocks(trace);
  let best: Timing | null = null;
  for (let round = 0; round < rounds; round++) {
    const heap = new Pymalloc(geometry);
    const before = performance.now();
    replay(heap, trace, live);
    const ms = performance.now() - before;
    if (best === null || ms < best.ms) best = { ms, heap };
  }
  if (best === null) throw new RangeError('rounds must be 1 or more');
  return best;
}

/**
 * Runs the allocator on mixed workloads until the engine has compiled it, so that short traces measure the allocator
 * and not the compiler.
 */
export function warmUp(geometry: PymallocGeometry): void {
  const resizes: [number, number, number][] = [];
  for (let i = 0; i < 20_000; i++) {
    resizes.push([0, i, 1 + (i % 700)], [2, i, 1 + ((i * 37) % 700)]);
    if (i >= 100) resizes.push([1, i - 100, 0]);
  }
  timeReplay(geometry, traceOf(resizes), 3);
  for (const make of Object.values(workloads)) timeReplay(geometry, make(100_000, 1), 3);
}
