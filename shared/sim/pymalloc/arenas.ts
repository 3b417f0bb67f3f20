/**
 * The arena records and the list `usable_arenas`: arenas that have a free pool, fewest free pools first, so that
 * the fullest arena is served first and the emptiest has the best chance to go back to the system.
 *
 * Models Objects/obmalloc.c: struct arena_object, new_arena, insert_to_freepool and the part of
 * pymalloc_alloc (allocate_from_new_pool) that keeps the list in order, `nfp2lasta` included (3.8 on; the walk of
 * 3.7 and before ends in the same place). CPython only ever takes a pool from the head of the list; taking from any
 * other arena, as a player may, is our extension.
 *
 * Arenas are numbered from 1; 0 means none. The number is that of the record, and records are reused.
 */
import type { Hasher } from '../../base/hash.ts';

const NEXT = 0;
const PREV = 1;
const FREE_POOLS = 2;
const NFREE = 3;
const TOTAL = 4;
const CARVED = 5;
const SERIAL = 6;
const FIRST_POOL = 7;
const STRIDE = 8;

export class ArenaTable {
  #records: Int32Array;
  #addresses: Float64Array;
  /** By number of free pools: the last arena in the list that has so many (nfp2lasta). */
  #last: Int32Array;
  #keepLast: boolean;
  /** Head of `usable_arenas`. */
  usable = 0;
  /** Records handed out so far. */
  top = 0;
  #unused = 0;
  mapped = 0;
  peakMapped = 0;
  everMapped = 0;

  constructor(maxPools: number, keepLast: boolean) {
    this.#records = new Int32Array(STRIDE * 2);
    this.#addresses = new Float64Array(2);
    this.#last = new Int32Array(maxPools + 1);
    this.#keepLast = keepLast;
  }

  restore(other: ArenaTable): this {
    this.#records = other.#records.slice(0, (other.top + 1) * STRIDE);
    this.#addresses = other.#addresses.slice(0, other.top + 1);
    this.#last = other.#last.slice();
    this.usable = other.usable;
    this.top = other.top;
    this.#unused = other.#unused;
    this.mapped = other.mapped;
    this.peakMapped = other.peakMapped;
    this.everMapped = other.everMapped;
    return this;
  }

  /** The arena after `arena` in usable_arenas, or 0. */
  next(arena: number): number {
    return this.#records[arena * STRIDE + NEXT];
  }

  /** The head of the arena's list of emptied pools, or 0. */
  freePools(arena: number): number {
    return this.#records[arena * STRIDE + FREE_POOLS];
  }

  setFreePools(arena: number, pool: number): void {
    this.#records[arena * STRIDE + FREE_POOLS] = pool;
  }

  nfree(arena: number): number {
    return this.#records[arena * STRIDE + NFREE];
  }

  total(arena: number): number {
    return this.#records[arena * STRIDE + TOTAL];
  }

  /** How many pools of the arena were ever taken: the index of the next untouched one. */
  carved(arena: number): number {
    return this.#records[arena * STRIDE + CARVED];
  }

  carve(arena: number): number {
    return this.#records[arena * STRIDE + CARVED]++;
  }

  /** Arenas mapped before this one. */
  serial(arena: number): number {
    return this.#records[arena * STRIDE + SERIAL];
  }

  /** The number of its pool at position 0. */
  firstPool(arena: number): number {
    return this.#records[arena * STRIDE + FIRST_POOL];
  }

  /** Where the mapping starts. */
  address(arena: number): number {
    return this.#addresses[arena];
  }

  isMapped(arena: number): boolean {
    return arena > 0 && arena <= this.top && this.#records[arena * STRIDE + TOTAL] > 0;
  }

  /** Gives a new arena a record and a place in the list, with all of its `pools` free. */
  add(address: number, pools: number, firstPool: number): number {
    let arena = this.#unused;
    if (arena !== 0) this.#unused = this.#records[arena * STRIDE + NEXT];
    else arena = this.#newRecord();
    const r = this.#records;
    const at = arena * STRIDE;
    r.fill(0, at, at + STRIDE);
    r[at + NFREE] = r[at + TOTAL] = pools;
    r[at + FIRST_POOL] = firstPool;
    r[at + SERIAL] = this.everMapped++;
    this.#addresses[arena] = address;
    if (++this.mapped > this.peakMapped) this.peakMapped = this.mapped;
    let after = this.#last[pools];
    if (after === 0) for (let next = this.usable; next !== 0; next = r[next * STRIDE + NEXT]) after = next;
    this.#insertAfter(arena, after);
    this.#last[pools] = arena;
    return arena;
  }

  /** Takes the record of an arena that is not in the list. */
  drop(arena: number): void {
    const at = arena * STRIDE;
    this.#records.fill(0, at, at + STRIDE);
    this.#records[at + NEXT] = this.#unused;
    this.#addresses[arena] = 0;
    this.#unused = arena;
    this.mapped--;
  }

  /** One pool of the arena was taken. */
  decrement(arena: number): void {
    const r = this.#records;
    const at = arena * STRIDE;
    const nf = r[at + NFREE];
    this.#forget(arena, nf);
    r[at + NFREE] = nf - 1;
    if (nf === 1) {
      this.#unlink(arena);
      return;
    }
    const prev = r[at + PREV];
    if (prev === 0 || r[prev * STRIDE + NFREE] <= nf - 1) {
      this.#last[nf - 1] = arena;
      return;
    }
    let after = prev;
    while (after !== 0 && r[after * STRIDE + NFREE] > nf - 1) after = r[after * STRIDE + PREV];
    this.#unlink(arena);
    this.#insertAfter(arena, after);
    this.#last[nf - 1] = arena;
  }

  /**
   * One pool came back to the arena. Returns true where the arena is now wholly free and has to go: it is then
   * out of the list already, and the caller unmaps and drops it.
   */
  increment(arena: number): boolean {
    const r = this.#records;
    const at = arena * STRIDE;
    const old = r[at + NFREE];
    const nf = old + 1;
    const lastOfOld = old === 0 ? 0 : this.#last[old];
    if (old > 0) this.#forget(arena, old);
    r[at + NFREE] = nf;
    if (old === 0) this.#insertAfter(arena, 0);
    if (nf === r[at + TOTAL] && (!this.#keepLast || r[at + NEXT] !== 0)) {
      this.#unlink(arena);
      return true;
    }
    if (this.#last[nf] === 0) this.#last[nf] = arena;
    if (old === 0 || arena === lastOfOld) return false;
    this.#unlink(arena);
    this.#insertAfter(arena, lastOfOld);
    return false;
  }

  /** Takes a wholly free arena out of the list, whatever the rule of the last arena says. */
  remove(arena: number): void {
    this.#forget(arena, this.#records[arena * STRIDE + NFREE]);
    this.#unlink(arena);
  }

  hash(hasher: Hasher): Hasher {
    hasher.word(this.usable).word(this.#unused).word(this.top).word(this.peakMapped).word(this.everMapped);
    for (let arena = 1; arena <= this.top; arena++) hasher.number(this.#addresses[arena]);
    return hasher.words(this.#records, (this.top + 1) * STRIDE);
  }

  /** The arena no longer counts among those with `nf` free pools. */
  #forget(arena: number, nf: number): void {
    if (this.#last[nf] !== arena) return;
    const prev = this.#records[arena * STRIDE + PREV];
    this.#last[nf] = prev !== 0 && this.#records[prev * STRIDE + NFREE] === nf ? prev : 0;
  }

  #unlink(arena: number): void {
    const r = this.#records;
    const next = r[arena * STRIDE + NEXT];
    const prev = r[arena * STRIDE + PREV];
    if (prev === 0) this.usable = next;
    else r[prev * STRIDE + NEXT] = next;
    if (next !== 0) r[next * STRIDE + PREV] = prev;
    r[arena * STRIDE + NEXT] = r[arena * STRIDE + PREV] = 0;
  }

  #insertAfter(arena: number, prev: number): void {
    const r = this.#records;
    const next = prev === 0 ? this.usable : r[prev * STRIDE + NEXT];
    r[arena * STRIDE + PREV] = prev;
    r[arena * STRIDE + NEXT] = next;
    if (prev === 0) this.usable = arena;
    else r[prev * STRIDE + NEXT] = arena;
    if (next !== 0) r[next * STRIDE + PREV] = arena;
  }

  #newRecord(): number {
    const arena = ++this.top;
    if (arena >= this.#addresses.length) {
      const records = new Int32Array(this.#records.length * 2);
      records.set(this.#records);
      this.#records = records;
      const addresses = new Float64Array(records.length / STRIDE);
      addresses.set(this.#addresses);
      this.#addresses = addresses;
    }
    return arena;
  }
}
