/** A seeded random walk over a heap, for laws: grows and shrinks in waves, resizes, zero bytes and large requests. */
import { Rng } from '../../../shared/base/rng.ts';
import type { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';

export type Live = { address: number; size: number };

export class Walk {
  readonly heap: Pymalloc;
  readonly rng: Rng;
  readonly live: Live[] = [];
  #growth = 0.6;

  constructor(heap: Pymalloc, seed: number) {
    this.heap = heap;
    this.rng = new Rng(seed);
  }

  steps(count: number): this {
    for (let i = 0; i < count; i++) this.step();
    return this;
  }

  step(): void {
    const { heap, rng, live } = this;
    if (rng.float() < 0.01) this.#growth = rng.pick([0.15, 0.5, 0.85]);
    const dice = rng.float();
    if (live.length === 0 || dice < this.#growth) {
      const size = this.size();
      live.push({ address: heap.malloc(size), size });
    } else if (dice > 0.95) {
      const block = rng.pick(live);
      block.size = this.size();
      block.address = heap.realloc(block.address, block.size);
    } else this.free(rng.int(0, live.length));
  }

  free(index: number): void {
    const block = this.live[index];
    this.live[index] = this.live[this.live.length - 1];
    this.live.pop();
    this.heap.free(block.address);
  }

  size(): number {
    const dice = this.rng.float();
    if (dice < 0.04) return this.rng.int(513, 5000);
    if (dice < 0.045) return this.rng.int(100_000, 300_000);
    if (dice < 0.06) return 0;
    return dice < 0.5 ? this.rng.int(1, 65) : this.rng.int(1, 513);
  }
}
