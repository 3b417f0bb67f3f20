/**
 * What random.Random makes of the Mersenne Twister (Lib/random.py): the same numbers in the same order. Sequences
 * are the caller's; choice, sample and shuffle work on positions.
 */
import type { Ruleset } from '../rulesets/index.ts';
import { add, bitLength, floordiv, mul, type PyInt, sub } from './ints.ts';
import { cos, exp, log, sin } from './libm.ts';
import { logarithm } from './math.ts';
import { MersenneTwister } from './mersenne.ts';
import { Raised, valueError } from './raised.ts';

const normalConstant = (4 * exp(-0.5)) / Math.sqrt(2);

/** The state of a random.Random: the generator, and gauss()'s spare number. */
export class RandomState {
  readonly generator: MersenneTwister;
  gaussNext: number | undefined;

  constructor(generator = new MersenneTwister()) {
    this.generator = generator;
  }

  random(): number {
    return this.generator.random();
  }

  /** An int in [0, n) for n > 0 (_randbelow_with_getrandbits). */
  below(n: PyInt): PyInt {
    const k = bitLength(n);
    let r = this.generator.bits(k);
    while (r >= n) r = this.generator.bits(k);
    return r;
  }

  /** randrange(start, stop, step), or randrange(stop) as (0, stop): arguments are ints. */
  range(start: PyInt, stop: PyInt | undefined, step: PyInt, rules: Ruleset): PyInt {
    if (stop === undefined) {
      if (start > 0) return this.below(start);
      throw valueError('empty range for randrange()');
    }
    const width = sub(stop, start);
    if (step === 1) {
      if (width > 0) return add(start, this.below(width));
      throw valueError({
        '3.3': `empty range for randrange() (${start}, ${stop}, ${width})`,
        '3.12': `empty range in randrange(${start}, ${stop})`,
      });
    }
    if (step === 0) throw valueError('zero step for randrange()');
    const n = step > 0 ? floordiv(add(width, sub(step, 1)), step) : floordiv(add(width, add(step, 1)), step);
    if (n <= 0) {
      throw valueError(
        rules.minor >= 12
          ? `empty range in randrange(${start}, ${stop}, ${step})`
          : 'empty range for randrange()',
      );
    }
    return add(start, mul(step, this.below(n)));
  }

  /** randint(a, b). */
  int(a: PyInt, b: PyInt, rules: Ruleset): PyInt {
    return this.range(a, add(b, 1), 1, rules);
  }

  /** choice(): the position in a sequence of `length`. */
  choice(length: number): number {
    if (length === 0)
      throw new Raised('IndexError', {
        '3.3': 'Cannot choose from an empty sequence',
        '3.9': 'list index out of range',
        '3.11': 'Cannot choose from an empty sequence',
      });
    return Number(this.below(length));
  }

  /** shuffle(): calls `swap(i, j)` for each exchange, in order. */
  shuffle(length: number, swap: (i: number, j: number) => void): void {
    for (let i = length - 1; i > 0; i--) swap(i, Number(this.below(i + 1)));
  }

  /** sample(): k positions out of `length`. */
  sample(length: number, k: number): number[] {
    if (k < 0 || k > length) throw valueError('Sample larger than population or is negative');
    let setSize = 21;
    if (k > 5) setSize += 4 ** Math.ceil(log(k * 3) / log(4));
    if (length <= setSize) {
      const pool = Array.from({ length }, (_, i) => i);
      return Array.from({ length: k }, (_, i) => {
        const j = Number(this.below(length - i));
        const chosen = pool[j];
        pool[j] = pool[length - i - 1];
        return chosen;
      });
    }
    const selected = new Set<number>();
    for (let i = 0; i < k; i++) {
      let j = Number(this.below(length));
      while (selected.has(j)) j = Number(this.below(length));
      selected.add(j);
    }
    return [...selected];
  }

  /** choices() without weights: k positions. */
  choices(length: number, k: number): number[] {
    if (length === 0 && k > 0) throw new Raised('IndexError', 'list index out of range');
    return Array.from({ length: k }, () => Math.floor(this.random() * length));
  }

  /** choices() with cumulative weights as floats: k positions. */
  weightedChoices(cumulative: readonly number[], k: number): number[] {
    const total = cumulative[cumulative.length - 1];
    return Array.from({ length: k }, () => {
      const x = this.random() * total;
      let low = 0;
      let high = cumulative.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (x < cumulative[middle]) high = middle;
        else low = middle + 1;
      }
      return low;
    });
  }

  uniform(a: number, b: number): number {
    return a + (b - a) * this.random();
  }

  triangular(low: number, high: number, mode: number | undefined): number {
    let u = this.random();
    if (high === low && mode !== undefined) return low;
    let c = mode === undefined ? 0.5 : (mode - low) / (high - low);
    if (u > c) {
      u = 1 - u;
      c = 1 - c;
      [low, high] = [high, low];
    }
    return low + (high - low) * Math.sqrt(u * c);
  }

  gauss(mu: number, sigma: number): number {
    let z = this.gaussNext;
    this.gaussNext = undefined;
    if (z === undefined) {
      const angle = this.random() * 2 * Math.PI;
      const radius = Math.sqrt(-2 * log(1 - this.random()));
      z = cos(angle) * radius;
      this.gaussNext = sin(angle) * radius;
    }
    return mu + z * sigma;
  }

  normal(mu: number, sigma: number): number {
    for (;;) {
      const u1 = this.random();
      const u2 = 1 - this.random();
      const z = (normalConstant * (u1 - 0.5)) / u2;
      if ((z * z) / 4 <= -log(u2)) return mu + z * sigma;
    }
  }

  exponential(lambda: number): number {
    return -logarithm('log', { float: 1 - this.random() }) / lambda;
  }

  /** A copy that goes on alike. */
  clone(): RandomState {
    const copy = new RandomState(this.generator.clone());
    copy.gaussNext = this.gaussNext;
    return copy;
  }
}
