import { Bucket, Buckets } from '../../guard/bucket.ts';

/** Wrong codes that one address may try: a class that mistypes, but nobody who searches. */
const misses = { perSecond: 0.5, burst: 40 } as const;
/** Seats that one address takes in one class: the whole class at the same moment, but not again and again. */
const joins = { perSecond: 1, burst: 130 } as const;
/** Classes opened from one address. */
const openings = { perSecond: 0.2, burst: 60 } as const;
/** Addresses known to know a code; the oldest are forgotten. */
const KNOWN = 20_000;

/**
 * Slows down whoever tries codes. Only misses cost. Whoever searches must not lock the others of their school out: an
 * address from which a code was once used knows it, and asks about it freely; for all other codes an address without
 * credit gets the same answer whether they exist or not.
 */
export class CodeGuard {
  readonly #misses = new Map<string, Bucket>();
  readonly #joins = new Buckets(joins);
  readonly #openings = new Buckets(openings);
  readonly #known = new Set<string>();

  /** Milliseconds to wait before a code may be looked up from the address; 0: now. */
  beforeLookup(address: string, code: string, nowMs: number): number {
    if (this.#known.has(`${address} ${code}`)) return 0;
    const bucket = this.#misses.get(address);
    return bucket ? bucket.waitMs(nowMs) : 0;
  }

  missed(address: string, nowMs: number): void {
    let bucket = this.#misses.get(address);
    if (!bucket) {
      if (this.#misses.size >= KNOWN) this.#sweep(nowMs);
      this.#misses.set(address, (bucket = new Bucket(misses, nowMs)));
    }
    bucket.take(nowMs);
  }

  found(address: string, code: string): void {
    const name = `${address} ${code}`;
    if (this.#known.has(name)) return;
    if (this.#known.size >= KNOWN) this.#known.delete(this.#known.values().next().value!);
    this.#known.add(name);
  }

  beforeJoin(address: string, code: string, nowMs: number): number {
    return this.#joins.take(`${address} ${code}`, nowMs);
  }

  beforeOpening(address: string, nowMs: number): number {
    return this.#openings.take(address, nowMs);
  }

  #sweep(nowMs: number): void {
    for (const [address, bucket] of this.#misses) if (bucket.isFull(nowMs)) this.#misses.delete(address);
  }
}
