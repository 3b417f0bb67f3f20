import type { Rate } from '../../shared/protocol/limits.ts';

/** A token bucket: `burst` at once, `perSecond` in the long run. */
export class Bucket {
  readonly #rate: Rate;
  #tokens: number;
  #atMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#atMs = nowMs;
  }

  /** Takes one token: 0 if there was one, else the milliseconds until there is. */
  take(nowMs: number): number {
    const { perSecond, burst } = this.#rate;
    this.#tokens = Math.min(burst, this.#tokens + ((nowMs - this.#atMs) / 1000) * perSecond);
    this.#atMs = nowMs;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.ceil(((1 - this.#tokens) / perSecond) * 1000);
  }

  /** Puts a token back that turned out not to be due. */
  giveBack(): void {
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + 1);
  }

  /** Whether it has filled up again by then, so that forgetting it changes nothing. */
  isFull(nowMs: number): boolean {
    return this.#tokens + ((nowMs - this.#atMs) / 1000) * this.#rate.perSecond >= this.#rate.burst;
  }
}

/** Buckets by name (an address, a player); those that have filled up again are forgotten now and then. */
export class Buckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();
  #sweepAt = 1024;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** As `Bucket.take`, for the bucket of that name. */
  take(name: string, nowMs: number): number {
    let bucket = this.#buckets.get(name);
    if (!bucket) {
      if (this.#buckets.size >= this.#sweepAt) this.#sweep(nowMs);
      bucket = new Bucket(this.#rate, nowMs);
      this.#buckets.set(name, bucket);
    }
    return bucket.take(nowMs);
  }

  #sweep(nowMs: number): void {
    for (const [name, bucket] of this.#buckets) if (bucket.isFull(nowMs)) this.#buckets.delete(name);
    this.#sweepAt = Math.max(1024, this.#buckets.size * 2);
  }
}
