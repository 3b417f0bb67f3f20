/**
 * A seeded pseudo-random generator (sfc32 by Chris Doty-Humphrey), the only source of chance below the
 * hosts. Its whole state is four 32-bit words, so that it can be part of a snapshot.
 */
export class Rng {
  readonly state: Uint32Array;

  /** `seed` is any integer; equal seeds give equal sequences on every machine. */
  constructor(seed: number | Uint32Array) {
    if (typeof seed !== 'number') {
      this.state = Uint32Array.from(seed);
      return;
    }
    this.state = new Uint32Array([0x9e3779b9, 0x243f6a88, seed >>> 0, 1 + Math.floor(seed / 2 ** 32)]);
    for (let i = 0; i < 15; i++) this.uint32();
  }

  /** An integer from 0 to 2**32 - 1. */
  uint32(): number {
    const s = this.state;
    const t = (s[0] + s[1] + s[3]) >>> 0;
    s[3] += 1;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = s[2] + (s[2] << 3);
    s[2] = (s[2] << 21) | (s[2] >>> 11);
    s[2] += t;
    return t;
  }

  /** A float in [0, 1), with 32 bits of chance. */
  float(): number {
    return this.uint32() / 2 ** 32;
  }

  /** An integer from `low` up to but not including `high`. */
  int(low: number, high: number): number {
    return low + Math.floor(this.float() * (high - low));
  }

  /** One of `items`, which must not be empty. */
  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length)];
  }

  /** Shuffles `items` in place (Fisher and Yates) and returns it. */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.int(0, i + 1);
      [items[i], items[j]] = [items[j], items[i]];
    }
    return items;
  }
}
