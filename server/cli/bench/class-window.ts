/** Load in windows: a stretch in which everybody moves once a second, and what the server used meanwhile. */
import { Rng } from '../../../shared/base/rng.ts';
import type { Side } from './class-sides.ts';

/** Sums over the windows of one side. */
export class Measured {
  readonly latenciesMs: number[] = [];
  cpuMicros = 0;
  elapsedMs = 0;
  rssBytes = 0;
  /** The longest that the server's event loop was late. */
  lateMs = 0;
  studentBytes = 0;
  hostBytes = 0;
  sent = 0;

  get cpuPercent(): number {
    return (this.cpuMicros / 1000 / this.elapsedMs) * 100;
  }

  /** Latencies in milliseconds below which that part of the moves lies. */
  quantiles(...parts: readonly number[]): number[] {
    const sorted = [...this.latenciesMs].sort((a, b) => a - b);
    return parts.map(
      (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN,
    );
  }
}

/** Moves that are still not answered so long after a window count as errors by then. */
const DRAIN_MS = 20_000;

/**
 * `size` students move once a second, each at a moment of their own, for `leadMs` uncounted and `countedMs` counted
 * milliseconds; then what is on its way is waited for, so that the next window begins with nothing open.
 */
export async function runWindow(
  side: Side,
  size: number,
  leadMs: number,
  countedMs: number,
  into: Measured,
): Promise<void> {
  const { server, tally } = side;
  const moving = new Set<Promise<void>>();
  // Each at a moment of their own, so that a class does not move as one.
  const order = new Rng(size).shuffle(Array.from({ length: size }, (_, index) => index));
  const spacing = 1000 / size;
  const begin = performance.now();
  let next = 0;
  const timer = setInterval(() => {
    // By the clock, not by the timer: one that is late catches up.
    const due = Math.floor((performance.now() - begin) / spacing);
    for (; next < due; next++) {
      const moved = side.move(order[next % size]);
      moving.add(moved);
      void moved.finally(() => moving.delete(moved));
    }
  }, 2);
  await pause(leadMs);
  const before = await server.usage();
  const from = { latencies: tally.latenciesMs.length, sent: next };
  const { studentBytes, hostBytes } = tally;
  await pause(countedMs);
  const after = await server.usage();
  clearInterval(timer);
  into.sent += next - from.sent;
  into.studentBytes += tally.studentBytes - studentBytes;
  into.hostBytes += tally.hostBytes - hostBytes;
  into.cpuMicros += after.cpuMicros - before.cpuMicros;
  into.elapsedMs += after.atMs - before.atMs;
  into.rssBytes = Math.max(into.rssBytes, after.rssBytes);
  into.lateMs = Math.max(into.lateMs, after.lateMs);
  await Promise.race([Promise.all(moving), pause(DRAIN_MS)]);
  for (const latency of tally.latenciesMs.slice(from.latencies)) into.latenciesMs.push(latency);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
