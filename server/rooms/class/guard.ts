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
  /** Look-ups that are under way, by address and code. */
  readonly #asked = new Map<string, number>();

  /**
   * Milliseconds to wait before a code may be looked up from the address; 0: now, and `end` has to follow. A look-up costs
   * from its beginning, so that many at once are not cheaper than one after the other; the same code asked for by many at
   * once, as a class does, costs once.
   */
  begin(address: string, code: string, nowMs: number): number {
    const name = `${address} ${code}`;
    if (this.#known.has(name)) return 0;
    const asked = this.#asked.get(name) ?? 0;
    const waitMs = asked > 0 ? 0 : this.#missesOf(address, nowMs).take(nowMs);
    if (waitMs === 0) this.#asked.set(name, asked + 1);
    return waitMs;
  }

  /** A look-up is over; one that found its class has cost nothing. */
  end(address: string, code: string, isFound: boolean): void {
    const name = `${address} ${code}`;
    const asked = this.#asked.get(name) ?? 0;
    if (asked > 1) this.#asked.set(name, asked - 1);
    else this.#asked.delete(name);
    if (!isFound || this.#known.has(name)) return;
    if (asked > 0) this.#misses.get(address)?.giveBack();
    this.know(address, code);
  }

  /** From here on the address may ask about the code. */
  know(address: string, code: string): void {
    if (this.#known.size >= KNOWN) this.#known.delete(this.#known.values().next().value!);
    this.#known.add(`${address} ${code}`);
  }

  beforeJoin(address: string, code: string, nowMs: number): number {
    return this.#joins.take(`${address} ${code}`, nowMs);
  }

  beforeOpening(address: string, nowMs: number): number {
    return this.#openings.take(address, nowMs);
  }

  #missesOf(address: string, nowMs: number): Bucket {
    let bucket = this.#misses.get(address);
    if (!bucket) {
      if (this.#misses.size >= KNOWN) this.#sweep(nowMs);
      this.#misses.set(address, (bucket = new Bucket(misses, nowMs)));
    }
    return bucket;
  }

  #sweep(nowMs: number): void {
    for (const [address, bucket] of this.#misses) if (bucket.isFull(nowMs)) this.#misses.delete(address);
  }
}
