/**
 * Allocation workloads of any length, by the recipes that the recordings of the real pymalloc were made with (same
 * mix of sizes, lifetimes and phases; other random numbers).
 */
import { Rng } from '../../../shared/base/rng.ts';
import { type Trace, traceKinds } from '../../../shared/sim/pymalloc/replay.ts';

type Sizes = (rng: Rng) => number;

const typical = [16, 28, 32, 48, 56, 64, 72, 104, 232];
const typicalSizes: Sizes = (rng) => typical[rng.int(0, typical.length)];
const everySize: Sizes = (rng) => rng.int(0, 513);

export const workloads: Readonly<Record<string, (operations: number, seed: number) => Trace>> = {
  'typical-objects': (n, seed) => randomWalk(n, new Rng(seed), typicalSizes, 0.55),
  'every-size': (n, seed) => randomWalk(n, new Rng(seed), everySize, 0.56),
  waves: (n, seed) => waves(n, new Rng(seed), everySize),
  'one-class-queue': (n, seed) => queue(n, new Rng(seed), 160),
};

class TraceWriter {
  readonly words: Int32Array;
  readonly limit: number;
  length = 0;
  blocks = 0;

  constructor(limit: number) {
    this.limit = limit;
    this.words = new Int32Array(limit * 2);
  }

  get full(): boolean {
    return this.length >= this.limit;
  }

  malloc(size: number): number {
    const id = this.blocks;
    if (!this.full) this.blocks++;
    this.#add(traceKinds.malloc, id, size);
    return id;
  }

  free(id: number): void {
    this.#add(traceKinds.free, id, 0);
  }

  #add(kind: number, id: number, size: number): void {
    if (this.full) return;
    this.words[2 * this.length] = (id << 2) | kind;
    this.words[2 * this.length + 1] = size;
    this.length++;
  }
}

/** Allocates with chance `growth`, else frees a random live block. */
function randomWalk(operations: number, rng: Rng, sizes: Sizes, growth: number): Trace {
  const out = new TraceWriter(operations);
  const live = new Int32Array(operations);
  let count = 0;
  while (!out.full) {
    if (count === 0 || rng.float() < growth) live[count++] = out.malloc(sizes(rng));
    else {
      const k = rng.int(0, count);
      out.free(live[k]);
      live[k] = live[--count];
    }
  }
  return out;
}

/** Grows, frees most blocks in random order, grows again: empties pools and arenas. */
function waves(operations: number, rng: Rng, sizes: Sizes): Trace {
  const out = new TraceWriter(operations);
  const live: number[] = [];
  while (!out.full) {
    for (let i = 0; i < Math.floor(operations / 6); i++) live.push(out.malloc(sizes(rng)));
    rng.shuffle(live);
    for (let left = Math.floor(live.length * (0.7 + 0.3 * rng.float())); left > 0; left--)
      out.free(live.pop() as number);
  }
  return out;
}

/** One size, first in first out, in short bursts. */
function queue(operations: number, rng: Rng, size: number): Trace {
  const out = new TraceWriter(operations);
  let oldest = 0;
  while (!out.full) {
    for (let i = rng.int(1, 90); i > 0; i--) out.malloc(size);
    for (let i = rng.int(1, 90); i > 0 && oldest < out.blocks; i--) out.free(oldest++);
  }
  return out;
}

/**
 * `live` allocations of typical sizes, then `operations` that keep so many live: free one (the oldest, or a random one),
 * allocate one.
 */
export function churn(live: number, operations: number, rng: Rng, order: 'oldest' | 'random'): Trace {
  const out = new TraceWriter(live + operations);
  const ids = new Int32Array(live);
  for (let i = 0; i < live; i++) ids[i] = out.malloc(typicalSizes(rng));
  for (let next = 0; !out.full; next = (next + 1) % live) {
    const k = order === 'oldest' ? next : rng.int(0, live);
    out.free(ids[k]);
    ids[k] = out.malloc(typicalSizes(rng));
  }
  return out;
}
