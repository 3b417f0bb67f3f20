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
const ADDRESS = 8;
const STRIDE = 9;

/** Replaced before it is used. */
const NO_TABLE = new Float64Array(0);

export class ArenaTable {
  /**
   * First nfp2lasta: by number of free pools, the last arena in the list that has so many. Then the records, STRIDE numbers
   * each, in one table so that a copy of the heap is cheap.
   */
  #table = NO_TABLE;
  /** Where the records start, less the one of arena 0, which does not exist. */
  readonly #records: number;
  readonly #keepLast: boolean;
  /** Head of `usable_arenas`. */
  usable = 0;
  /** Records handed out so far. */
  top = 0;
  #unused = 0;
  mapped = 0;
  peakMapped = 0;
  everMapped = 0;

  constructor(maxPools: number, keepLast: boolean, from?: ArenaTable) {
    this.#records = maxPools + 1 - STRIDE;
    this.#keepLast = keepLast;
    if (from === undefined) this.#table = new Float64Array(maxPools + 1 + STRIDE);
    else this.restore(from);
  }

  restore(other: ArenaTable): this {
    this.#table = other.#table.slice(0, other.#at(other.top + 1));
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
    return this.#table[this.#at(arena) + NEXT];
  }

  /** The head of the arena's list of emptied pools, or 0. */
  freePools(arena: number): number {
    return this.#table[this.#at(arena) + FREE_POOLS];
  }

  setFreePools(arena: number, pool: number): void {
    this.#table[this.#at(arena) + FREE_POOLS] = pool;
  }

  nfree(arena: number): number {
    return this.#table[this.#at(arena) + NFREE];
  }

  total(arena: number): number {
    return this.#table[this.#at(arena) + TOTAL];
  }

  /** How many pools of the arena were ever taken: the index of the next untouched one. */
  carved(arena: number): number {
    return this.#table[this.#at(arena) + CARVED];
  }

  carve(arena: number): number {
    return this.#table[this.#at(arena) + CARVED]++;
  }

  /** Arenas mapped before this one. */
  serial(arena: number): number {
    return this.#table[this.#at(arena) + SERIAL];
  }

  /** The number of its pool at position 0. */
  firstPool(arena: number): number {
    return this.#table[this.#at(arena) + FIRST_POOL];
  }

  /** Where the mapping starts. */
  address(arena: number): number {
    return this.#table[this.#at(arena) + ADDRESS];
  }

  isMapped(arena: number): boolean {
    return arena > 0 && arena <= this.top && this.#table[this.#at(arena) + TOTAL] > 0;
  }

  /** Gives a new arena a record and a place in the list, with all of its `pools` free. */
  add(address: number, pools: number, firstPool: number): number {
    let arena = this.#unused;
    if (arena !== 0) this.#unused = this.#table[this.#at(arena) + NEXT];
    else arena = this.#newRecord();
    const t = this.#table;
    const at = this.#at(arena);
    t.fill(0, at, at + STRIDE);
    t[at + NFREE] = t[at + TOTAL] = pools;
    t[at + FIRST_POOL] = firstPool;
    t[at + SERIAL] = this.everMapped++;
    this.#table[this.#at(arena) + ADDRESS] = address;
    if (++this.mapped > this.peakMapped) this.peakMapped = this.mapped;
    let after = this.#table[pools];
    if (after === 0) for (let next = this.usable; next !== 0; next = t[this.#at(next) + NEXT]) after = next;
    this.#insertAfter(arena, after);
    this.#table[pools] = arena;
    return arena;
  }

  /** Takes the record of an arena that is not in the list. */
  drop(arena: number): void {
    const at = this.#at(arena);
    this.#table.fill(0, at, at + STRIDE);
    this.#table[at + NEXT] = this.#unused;
    this.#table[this.#at(arena) + ADDRESS] = 0;
    this.#unused = arena;
    this.mapped--;
  }

  /** One pool of the arena was taken. */
  decrement(arena: number): void {
    const t = this.#table;
    const at = this.#at(arena);
    const nf = t[at + NFREE];
    this.#forget(arena, nf);
    t[at + NFREE] = nf - 1;
    if (nf === 1) {
      this.#unlink(arena);
      return;
    }
    const prev = t[at + PREV];
    if (prev === 0 || t[this.#at(prev) + NFREE] <= nf - 1) {
      this.#table[nf - 1] = arena;
      return;
    }
    let after = prev;
    while (after !== 0 && t[this.#at(after) + NFREE] > nf - 1) after = t[this.#at(after) + PREV];
    this.#unlink(arena);
    this.#insertAfter(arena, after);
    this.#table[nf - 1] = arena;
  }

  /**
   * One pool came back to the arena. Returns true where the arena is now wholly free and has to go: it is then
   * out of the list already, and the caller unmaps and drops it.
   */
  increment(arena: number): boolean {
    const t = this.#table;
    const at = this.#at(arena);
    const old = t[at + NFREE];
    const nf = old + 1;
    const lastOfOld = old === 0 ? 0 : this.#table[old];
    if (old > 0) this.#forget(arena, old);
    t[at + NFREE] = nf;
    if (old === 0) this.#insertAfter(arena, 0);
    if (nf === t[at + TOTAL] && (!this.#keepLast || t[at + NEXT] !== 0)) {
      this.#unlink(arena);
      return true;
    }
    if (this.#table[nf] === 0) this.#table[nf] = arena;
    if (old === 0 || arena === lastOfOld) return false;
    this.#unlink(arena);
    this.#insertAfter(arena, lastOfOld);
    return false;
  }

  /** Takes a wholly free arena out of the list, whatever the rule of the last arena says. */
  remove(arena: number): void {
    this.#forget(arena, this.#table[this.#at(arena) + NFREE]);
    this.#unlink(arena);
  }

  get footprintBytes(): number {
    return this.#table.byteLength;
  }

  hash(hasher: Hasher): Hasher {
    hasher.word(this.usable).word(this.#unused).word(this.top).word(this.peakMapped).word(this.everMapped);
    for (let i = 0; i < this.#at(this.top + 1); i++) hasher.number(this.#table[i]);
    return hasher;
  }

  /** The arena no longer counts among those with `nf` free pools. */
  #forget(arena: number, nf: number): void {
    if (this.#table[nf] !== arena) return;
    const prev = this.#table[this.#at(arena) + PREV];
    this.#table[nf] = prev !== 0 && this.#table[this.#at(prev) + NFREE] === nf ? prev : 0;
  }

  #unlink(arena: number): void {
    const t = this.#table;
    const next = t[this.#at(arena) + NEXT];
    const prev = t[this.#at(arena) + PREV];
    if (prev === 0) this.usable = next;
    else t[this.#at(prev) + NEXT] = next;
    if (next !== 0) t[this.#at(next) + PREV] = prev;
    t[this.#at(arena) + NEXT] = t[this.#at(arena) + PREV] = 0;
  }

  #insertAfter(arena: number, prev: number): void {
    const t = this.#table;
    const next = prev === 0 ? this.usable : t[this.#at(prev) + NEXT];
    t[this.#at(arena) + PREV] = prev;
    t[this.#at(arena) + NEXT] = next;
    if (prev === 0) this.usable = arena;
    else t[this.#at(prev) + NEXT] = arena;
    if (next !== 0) t[this.#at(next) + PREV] = arena;
  }

  #newRecord(): number {
    const arena = ++this.top;
    const end = this.#at(arena + 1);
    if (end > this.#table.length) {
      const table = new Float64Array(Math.max(end, 2 * this.#table.length));
      table.set(this.#table);
      this.#table = table;
    }
    return arena;
  }

  #at(arena: number): number {
    return this.#records + arena * STRIDE;
  }
}
