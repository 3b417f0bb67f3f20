import { freemem } from 'node:os';
import { Rng } from '../../../shared/base/rng.ts';
import { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import { LiveBlocks, replay, type Trace } from '../../../shared/sim/pymalloc/replay.ts';
import { type PymallocGeometry, pymallocGeometry } from '../../../shared/sim/rulesets/allocator.ts';
import { findRealPymalloc, type RealPymalloc } from '../bench/real-pymalloc.ts';
import { processorMs, type Timing, timeReplay, warmUp } from '../bench/timing.ts';
import { churn, workloads } from '../bench/workloads.ts';
import { type Command, UsageError } from '../command.ts';

const operations = 400_000;
const seed = 1;
const rounds = 40;
const liveBlocks = [10_000, 100_000, 1_000_000, 10_000_000];
const churned = 2_000_000;
/** The real allocator writes to its blocks' memory: ten million of them take this and more. */
const realBytesPerBlock = 200;

/** Measures the simulated pymalloc, and a real one beside it where the machine has a Python and a C compiler. */
export const command: Command = {
  name: 'bench alloc',
  summary: 'Measures the allocator, against the real pymalloc where Python and a C compiler are found.',
  usage: 'bench alloc [--python INTERPRETER]',
  run(args) {
    const real = findRealPymalloc(interpreterOf(args));
    const found = 'missing' in real ? null : real;
    try {
      const version = found?.version ?? '3.12';
      const geometry = pymallocGeometry(version);
      if (geometry === null) throw new UsageError(`Python ${version} has no ruleset here`);
      print(
        `Simulated pymalloc ${version.replace(/^(3\.\d+).*/, '$1')}, ${operations.toLocaleString('en')} operations`,
      );
      if ('missing' in real) print(`Real pymalloc: ${real.missing}, so only the simulation is measured`);
      else print(`Real pymalloc: CPython ${real.version}, same traces, same run`);
      warmUp(geometry);
      printWorkloads(geometry, found);
      printFlatness(geometry, found);
      print(`\nPeak memory of this process: ${mebibytes(process.resourceUsage().maxRSS * 1024)}`);
      return 0;
    } finally {
      found?.close();
    }
  },
};

function interpreterOf(args: readonly string[]): string | undefined {
  if (args.length === 0) return undefined;
  if (args.length !== 2 || args[0] !== '--python') throw new UsageError(`usage: ${command.usage}`);
  return args[1];
}

function printWorkloads(geometry: PymallocGeometry, real: RealPymalloc | null): void {
  print(`\n${row('workload', 'Mops/s', 'in C', 'ratio', 'simulated heap', 'memory used')}`);
  for (const [name, make] of Object.entries(workloads)) {
    const trace = make(operations, seed);
    // By turns, so that a disturbance of the machine meets both sides.
    let realMs = real === null ? Number.NaN : real.timeReplay(trace, 0, rounds);
    let ours = timeReplay(geometry, trace, rounds);
    if (real !== null) realMs = Math.min(realMs, real.timeReplay(trace, 0, rounds));
    const again = timeReplay(geometry, trace, rounds);
    if (again.ms < ours.ms) ours = again;
    const { heap, ms } = ours;
    const peak = mebibytes(heap.system.space.peakBytes);
    print(row(name, rate(ms), rate(realMs), ratio(realMs / ms), peak, mebibytes(heap.footprintBytes)));
  }
}

/**
 * The cost of one operation while so many blocks are live: oldest freed first, and a random one freed. That grows with the heap in C
 * too: the block of a random free is in no cache.
 */
function printFlatness(geometry: PymallocGeometry, real: RealPymalloc | null): void {
  print(`\n${row('live blocks', 'queue ns', 'in C', 'random ns', 'in C', 'memory used')}`);
  for (const live of liveBlocks) {
    const cells: string[] = [];
    let memory = '';
    for (const order of ['oldest', 'random'] as const) {
      const trace = churn(live, churned, new Rng(seed), order);
      const { ms, heap } = timeChurn(geometry, trace, live);
      const fits = live * realBytesPerBlock < freemem();
      const realMs = real !== null && fits ? real.timeReplay(trace, live, 3) : Number.NaN;
      cells.push(nanoseconds(ms), nanoseconds(realMs));
      memory = mebibytes(heap.footprintBytes);
    }
    print(row(live.toLocaleString('en'), ...cells, memory));
  }
}

/** The fastest of three runs, counted from operation `filled` on, in the processor's time. */
function timeChurn(geometry: PymallocGeometry, trace: Trace, filled: number): Timing {
  const fill = { ...trace, length: filled };
  const rest = { ...trace, length: trace.length - filled, words: trace.words.subarray(2 * filled) };
  const live = new LiveBlocks(trace);
  let best: Timing | null = null;
  for (let round = 0; round < 3; round++) {
    const heap = new Pymalloc(geometry);
    replay(heap, fill, live);
    const before = processorMs();
    replay(heap, rest, live);
    const ms = processorMs() - before;
    if (best === null || ms < best.ms) best = { ms, heap };
  }
  return best as Timing;
}

function row(first: string, ...cells: string[]): string {
  return first.padEnd(16) + cells.map((cell) => cell.padStart(15)).join('');
}

function rate(ms: number): string {
  return Number.isNaN(ms) ? '-' : (operations / ms / 1000).toFixed(1);
}

function nanoseconds(ms: number): string {
  return Number.isNaN(ms) ? '-' : ((ms * 1e6) / churned).toFixed(1);
}

function ratio(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(2);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
