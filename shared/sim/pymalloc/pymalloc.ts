/**
 * pymalloc: CPython's allocator for requests of up to 512 bytes, block for block.
 *
 * Models Objects/obmalloc.c (pymalloc_alloc, pymalloc_pool_extend, allocate_from_new_pool, pymalloc_free,
 * insert_to_usedpool, insert_to_freepool, pymalloc_realloc) for the geometries in rulesets/allocator.ts. Not
 * modelled: the memory's contents, the debug hooks of PYTHONMALLOC=debug, and the interpreter's own allocations.
 *
 * Storage, all typed arrays so that an operation makes no JavaScript object:
 * - `pools`: eight words a pool, the fields of CPython's pool_header;
 * - `links`: one 16-bit word for each alignment unit of each pool. At a free block: the unit of the next free block of
 *   its pool (0 ends the list). At a live block: LIVE + the number of requested bytes;
 * - `owners`: which pool is at an address, by the distance from the top of the address space in pool sizes. It
 *   stands for CPython's radix tree (before 3.10: the arena index in the pool header).
 */
import { invariant } from '../../base/assert.ts';
import type { Hasher } from '../../base/hash.ts';
import { AddressSpace, layout32, layout64 } from '../os/address-space.ts';
import { glibc, glibc32 } from '../os/config.ts';
import { SystemMalloc } from '../os/malloc.ts';
import { geometryProblem, type PymallocGeometry } from '../rulesets/allocator.ts';
import { ArenaTable } from './arenas.ts';
import type { PymallocSink } from './events.ts';

/** Fields of a pool record (CPython's names: ref.count, freeblock, nextpool, ...); offsets are in units. */
export const COUNT = 0;
export const FREEBLOCK = 1;
export const NEXT = 2;
export const PREV = 3;
export const SZIDX = 4;
export const NEXT_OFFSET = 5;
export const MAX_NEXT_OFFSET = 6;
export const FLAGS = 7;
export const POOL_STRIDE = 8;

/** FLAGS: the pool has a class and is not in its arena's list of free pools. */
export const IN_USE = 1;
/** FLAGS: every block of the pool was allocated at least once since the pool got its class. */
export const ALL_CARVED = 2;

/** In `links`: the block is live, the lower bits are the requested bytes. */
export const LIVE = 0x8000;

/** A pool that was never used has no size class (DUMMY_SIZE_IDX). */
const NO_CLASS = 0xffff;

export class Pymalloc {
  readonly geometry: PymallocGeometry;
  readonly system: SystemMalloc;
  readonly arenas: ArenaTable;
  /** The number of pools that an arena record has room for; an unaligned arena has one less. */
  readonly poolsPerArena: number;
  /** Numbers below are internal state that inspect.ts and stats.ts read; nothing else writes them. */
  pools: Int32Array;
  links: Uint16Array;
  poolAddresses: Float64Array;
  owners: Int32Array;
  /** First used pool of each size class; 0 where there is none. */
  used: Int32Array;
  /** Blocks that requests of zero or more than maxRequest bytes hold in the system allocator. */
  rawBlocks = 0;
  /** Pools numbered below this have had a record: what a clone must copy. */
  poolTop = 1;

  readonly #alignShift: number;
  readonly #unitShift: number;
  readonly #poolMask: number;
  readonly #maxRequest: number;
  readonly #inversePoolSize: number;
  /** Just below the top of the address space, rounded up to whole pools. */
  readonly #ceiling: number;
  #covered = 0;
  #sink: PymallocSink | null = null;

  /**
   * `geometry` must be sound (see geometryProblem). Without a `system` the heap gets an address space and a
   * glibc-like malloc of its own.
   */
  constructor(geometry: PymallocGeometry, system?: SystemMalloc, sink: PymallocSink | null = null) {
    const problem = geometryProblem(geometry);
    invariant(problem === null, `pymalloc geometry: ${problem}`);
    this.geometry = geometry;
    this.system = system ?? processMalloc(geometry);
    this.poolsPerArena = geometry.arenaSize / geometry.poolSize;
    this.arenas = new ArenaTable(this.poolsPerArena, geometry.keepLastArena);
    this.#alignShift = 31 - Math.clz32(geometry.alignment);
    this.#unitShift = 31 - Math.clz32(geometry.poolSize / geometry.alignment);
    this.#poolMask = geometry.poolSize - 1;
    this.#maxRequest = geometry.maxRequest;
    this.#inversePoolSize = 1 / geometry.poolSize;
    const top = this.system.space.layout.mmapTop;
    this.#ceiling = Math.ceil(top / geometry.poolSize) * geometry.poolSize - 1;
    this.pools = new Int32Array(POOL_STRIDE * 2);
    this.poolAddresses = new Float64Array(2);
    this.links = new Uint16Array(2 << this.#unitShift);
    this.owners = new Int32Array(0);
    this.used = new Int32Array(Math.ceil(geometry.maxRequest / geometry.alignment));
    this.sink = sink;
  }

  /** Receives every event of this allocator and of its system allocator; null switches events off. */
  get sink(): PymallocSink | null {
    return this.#sink;
  }

  set sink(sink: PymallocSink | null) {
    this.#sink = sink;
    this.system.sink = sink;
  }

  /** An independent copy of the whole heap, system allocator and address space included; without the sink. */
  clone(): Pymalloc {
    const copy = new Pymalloc(this.geometry, this.system.clone());
    return copy.#take(this);
  }

  /** The state as a value that later operations do not change. */
  snapshot(): Pymalloc {
    return this.clone();
  }

  /** Takes over the state of a snapshot of a heap with the same geometry and layout. The sink stays. */
  restore(snapshot: Pymalloc): this {
    this.system.restore(snapshot.system);
    return this.#take(snapshot);
  }

  #take(other: Pymalloc): this {
    this.arenas.restore(other.arenas);
    this.pools = other.pools.slice(0, other.poolTop * POOL_STRIDE);
    this.poolAddresses = other.poolAddresses.slice(0, other.poolTop);
    this.links = other.links.slice(0, other.poolTop << this.#unitShift);
    this.owners = other.owners.slice();
    this.used = other.used.slice();
    this.rawBlocks = other.rawBlocks;
    this.poolTop = other.poolTop;
    this.#covered = other.#covered;
    return this;
  }

  /** The class a request of `size` bytes belongs to, or -1 where pymalloc does not serve it. */
  szidxOf(size: number): number {
    return size > 0 && size <= this.#maxRequest ? (size - 1) >> this.#alignShift : -1;
  }

  /** Bytes of a block of the class. */
  blockBytes(szidx: number): number {
    return (szidx + 1) << this.#alignShift;
  }

  /** Blocks that fit in a pool of the class. */
  capacity(szidx: number): number {
    const { poolSize, poolHeader } = this.geometry;
    return Math.floor((poolSize - poolHeader) / this.blockBytes(szidx));
  }

  /**
   * Allocates `size` bytes as CPython does and returns the address; 0 where the system has no more memory.
   * Requests of zero bytes and of more than maxRequest go to the system allocator.
   */
  malloc(size: number): number {
    if (size > this.#maxRequest || size <= 0) return this.#mallocRaw(size);
    const pool = this.used[(size - 1) >> this.#alignShift];
    if (pool === 0 || this.#sink !== null) return this.#mallocSlowly(size);
    const at = pool * POOL_STRIDE;
    const unit = this.pools[at + FREEBLOCK];
    const link = (pool << this.#unitShift) + unit;
    const next = this.links[link];
    this.links[link] = LIVE | size;
    this.pools[at + COUNT]++;
    this.pools[at + FREEBLOCK] = next;
    if (next === 0) this.#extend(pool);
    return this.poolAddresses[pool] + (unit << this.#alignShift);
  }

  /** As malloc, for `count` items of `size` bytes. */
  calloc(count: number, size: number): number {
    return this.malloc(count * size);
  }

  /** Frees a live block; address 0 is ignored. Throws a RangeError where nothing live starts at `address`. */
  free(address: number): void {
    const distance = this.#ceiling - address;
    if (distance < this.#covered) {
      const pool = this.owners[(distance * this.#inversePoolSize) | 0];
      if (pool > 0) {
        const offset = (address | 0) & this.#poolMask;
        const unit = offset >> this.#alignShift;
        const link = (pool << this.#unitShift) + unit;
        const state = this.links[link];
        if (state < LIVE || unit << this.#alignShift !== offset) throw notLive(address);
        const at = pool * POOL_STRIDE;
        const lastFree = this.pools[at + FREEBLOCK];
        const count = --this.pools[at + COUNT];
        this.links[link] = lastFree;
        this.pools[at + FREEBLOCK] = unit;
        if (lastFree === 0 || count === 0 || this.#sink !== null)
          this.#afterFree(pool, address, lastFree, count, state - LIVE);
        return;
      }
    }
    if (address !== 0) this.#freeRaw(address);
  }

  /**
   * Resizes a block: it stays where the new size fits and uses more than three quarters of it, else it moves.
   * A block of the system allocator stays there. Address 0 means malloc; returns 0 where there is no memory.
   */
  realloc(address: number, size: number): number {
    if (address === 0) return this.malloc(size);
    const pool = this.poolAt(address);
    if (pool === 0) return this.system.realloc(address, Math.max(size, 1));
    const link = this.#liveLink(pool, address);
    const szidx = this.pools[pool * POOL_STRIDE + SZIDX];
    const blockBytes = this.blockBytes(szidx);
    if (size <= blockBytes && 4 * size > 3 * blockBytes) {
      this.links[link] = LIVE | size;
      if (this.#sink !== null)
        this.#sink({ type: 'blockResized', pool, address, szidx, requestedBytes: size });
      return address;
    }
    const moved = this.malloc(size);
    if (moved !== 0) this.free(address);
    return moved;
  }

  /** The pool whose memory holds `address` (live block or not), or 0. */
  poolAt(address: number): number {
    const distance = this.#ceiling - address;
    return distance >= 0 && distance < this.#covered
      ? this.owners[(distance * this.#inversePoolSize) | 0]
      : 0;
  }

  /** The arena that a pool belongs to. */
  arenaOf(pool: number): number {
    return Math.floor((pool - 1) / this.poolsPerArena) + 1;
  }

  /** The position of a pool in its arena, from 0. */
  indexInArena(pool: number): number {
    return (pool - 1) % this.poolsPerArena;
  }

  /** The requested bytes of the live pymalloc block that starts at `address`, or -1. */
  requestedAt(address: number): number {
    const pool = this.poolAt(address);
    if (pool === 0) return -1;
    const offset = (address | 0) & this.#poolMask;
    const state = this.links[(pool << this.#unitShift) + (offset >> this.#alignShift)];
    return state < LIVE || offset % this.geometry.alignment !== 0 ? -1 : state - LIVE;
  }

  /** The index in `links` of a pool's unit 0. */
  linkBase(pool: number): number {
    return pool << this.#unitShift;
  }

  // ---- mechanisms: what a policy (CPython's, or a player's) is made of ----

  /** Maps a new arena with all its pools free. Returns its number, or 0 where the system has no memory. */
  mapArena(): number {
    const { arenaSize, arenaAlignment, poolSize } = this.geometry;
    const address = this.system.space.mmap(arenaSize, arenaAlignment);
    if (address === 0) return 0;
    const pools = this.poolsPerArena - (address % poolSize === 0 ? 0 : 1);
    const arena = this.arenas.add(address, pools);
    if (this.#sink !== null) this.#sink({ type: 'arenaMapped', arena, address, sizeBytes: arenaSize, pools });
    return arena;
  }

  /** Gives an arena whose pools are all free back to the system. Returns false where it is not wholly free. */
  unmapArena(arena: number): boolean {
    if (!this.arenas.isMapped(arena) || this.arenas.nfree(arena) !== this.arenas.total(arena)) return false;
    this.arenas.remove(arena);
    this.#unmap(arena);
    return true;
  }

  /**
   * Gives a free pool the class `szidx` and puts it first among the used pools of the class: the pool of `arena` that was
   * emptied last, else its next untouched one. Without `arena` CPython's choice: the head of usable_arenas, or a
   * new arena. The pool has no live block yet. Returns its number, or 0 where the arena has no free pool or
   * the system no memory.
   */
  openPool(szidx: number, arena: number = this.arenas.usable || this.mapArena()): number {
    if (!this.arenas.isMapped(arena) || this.arenas.nfree(arena) === 0) return 0;
    let pool = this.arenas.freePools(arena);
    const recycled = pool !== 0;
    this.arenas.decrement(arena);
    if (recycled) this.arenas.setFreePools(arena, this.pools[pool * POOL_STRIDE + NEXT]);
    else pool = this.#carvePool(arena);
    const at = pool * POOL_STRIDE;
    const sameClass = this.pools[at + SZIDX] === szidx;
    if (!sameClass) this.#format(pool, szidx);
    this.pools[at + FLAGS] |= IN_USE;
    this.#linkFirst(pool);
    if (this.#sink !== null) {
      const address = this.poolAddresses[pool];
      this.#sink({ type: 'poolOpened', pool, arena, address, szidx, recycled, sameClass });
      this.#sink({ type: 'poolLinked', pool, szidx });
    }
    return pool;
  }

  /**
   * Allocates a block of `size` bytes from an open pool: the head of its free list. The pool's class must fit (a
   * larger one is allowed). Returns the address, or 0 where the pool is full, not open, or too small.
   */
  allocFrom(pool: number, size: number): number {
    if (pool <= 0 || pool >= this.poolTop) return 0;
    const at = pool * POOL_STRIDE;
    const p = this.pools;
    const szidx = p[at + SZIDX];
    const unit = p[at + FREEBLOCK];
    if ((p[at + FLAGS] & IN_USE) === 0 || unit === 0 || size <= 0 || size > this.blockBytes(szidx)) return 0;
    const link = (pool << this.#unitShift) + unit;
    const next = this.links[link];
    const fresh = (p[at + FLAGS] & ALL_CARVED) === 0 && unit + szidx + 1 === p[at + NEXT_OFFSET];
    this.links[link] = LIVE | size;
    p[at + COUNT]++;
    p[at + FREEBLOCK] = next;
    const address = this.poolAddresses[pool] + (unit << this.#alignShift);
    if (this.#sink !== null) {
      const source = fresh ? 'carved' : 'popped';
      this.#sink({ type: 'blockAllocated', pool, address, szidx, requestedBytes: size, source });
    }
    if (next === 0) this.#extend(pool);
    return address;
  }

  /** Gives an open pool without live blocks back to its arena. Returns false where it has any. */
  closePool(pool: number): boolean {
    const at = pool * POOL_STRIDE;
    if (pool <= 0 || pool >= this.poolTop) return false;
    if ((this.pools[at + FLAGS] & IN_USE) === 0 || this.pools[at + COUNT] !== 0) return false;
    this.#unlink(pool);
    this.#returnPool(pool);
    return true;
  }

  hash(hasher: Hasher): Hasher {
    this.system.hash(hasher);
    this.arenas.hash(hasher).words(this.used).word(this.rawBlocks);
    for (let arena = 1; arena <= this.arenas.top; arena++) {
      const first = (arena - 1) * this.poolsPerArena + 1;
      for (let pool = first; pool < first + this.arenas.carved(arena); pool++) {
        const at = pool * POOL_STRIDE;
        for (let field = 0; field < POOL_STRIDE; field++) hasher.word(this.pools[at + field]);
        const header = this.geometry.poolHeader >> this.#alignShift;
        const base = pool << this.#unitShift;
        const step = this.pools[at + SZIDX] + 1;
        for (let unit = header; unit < this.pools[at + NEXT_OFFSET]; unit += step)
          hasher.word(this.links[base + unit]);
      }
    }
    return hasher;
  }

  // ---- inside ----

  #mallocSlowly(size: number): number {
    const szidx = (size - 1) >> this.#alignShift;
    const pool = this.used[szidx] || this.openPool(szidx);
    return pool === 0 ? this.#mallocRaw(size) : this.allocFrom(pool, size);
  }

  #mallocRaw(size: number): number {
    const address = this.system.malloc(Math.max(size, 1));
    if (address !== 0) this.rawBlocks++;
    return address;
  }

  #freeRaw(address: number): void {
    this.system.free(address);
    this.rawBlocks--;
  }

  #liveLink(pool: number, address: number): number {
    const offset = (address | 0) & this.#poolMask;
    const link = (pool << this.#unitShift) + (offset >> this.#alignShift);
    if (this.links[link] < LIVE || offset % this.geometry.alignment !== 0) throw notLive(address);
    return link;
  }

  /** The free list ran out: carve one more block, else the pool is full and leaves its list. */
  #extend(pool: number): void {
    const at = pool * POOL_STRIDE;
    const p = this.pools;
    const unit = p[at + NEXT_OFFSET];
    if (unit <= p[at + MAX_NEXT_OFFSET]) {
      const szidx = p[at + SZIDX];
      p[at + FREEBLOCK] = unit;
      p[at + NEXT_OFFSET] = unit + szidx + 1;
      this.links[(pool << this.#unitShift) + unit] = 0;
      if (this.#sink !== null) {
        const address = this.poolAddresses[pool] + (unit << this.#alignShift);
        this.#sink({ type: 'blockCarved', pool, address, szidx });
      }
      return;
    }
    p[at + FLAGS] |= ALL_CARVED;
    this.#unlink(pool);
    if (this.#sink !== null) this.#sink({ type: 'poolFilled', pool, szidx: p[at + SZIDX] });
  }

  #afterFree(pool: number, address: number, lastFree: number, count: number, requestedBytes: number): void {
    const szidx = this.pools[pool * POOL_STRIDE + SZIDX];
    if (this.#sink !== null) this.#sink({ type: 'blockFreed', pool, address, szidx, requestedBytes });
    if (count === 0) {
      if (lastFree !== 0) this.#unlink(pool);
      this.#returnPool(pool);
    } else if (lastFree === 0) {
      this.#linkFirst(pool);
      if (this.#sink !== null) this.#sink({ type: 'poolLinked', pool, szidx });
    }
  }

  /** An empty pool that is in no list goes to the front of its arena's free pools (insert_to_freepool). */
  #returnPool(pool: number): void {
    const at = pool * POOL_STRIDE;
    const arena = this.arenaOf(pool);
    this.pools[at + FLAGS] &= ~IN_USE;
    this.pools[at + NEXT] = this.arenas.freePools(arena);
    this.arenas.setFreePools(arena, pool);
    if (this.#sink !== null) this.#sink({ type: 'poolEmptied', pool, arena, szidx: this.pools[at + SZIDX] });
    if (this.arenas.increment(arena)) this.#unmap(arena);
  }

  #unmap(arena: number): void {
    const first = (arena - 1) * this.poolsPerArena + 1;
    for (let pool = first; pool < first + this.arenas.carved(arena); pool++) {
      this.owners[((this.#ceiling - this.poolAddresses[pool]) * this.#inversePoolSize) | 0] = 0;
      this.pools.fill(0, pool * POOL_STRIDE, (pool + 1) * POOL_STRIDE);
    }
    const address = this.arenas.address(arena);
    this.arenas.drop(arena);
    this.system.space.munmap(address, this.geometry.arenaSize);
    if (this.#sink !== null)
      this.#sink({ type: 'arenaUnmapped', arena, address, sizeBytes: this.geometry.arenaSize });
  }

  /** Takes the next untouched pool of the arena and gives it a record. */
  #carvePool(arena: number): number {
    const { poolSize } = this.geometry;
    const index = this.arenas.carve(arena);
    const pool = (arena - 1) * this.poolsPerArena + 1 + index;
    if (pool >= this.poolTop) this.#growTo(pool);
    const first = Math.ceil(this.arenas.address(arena) / poolSize) * poolSize;
    this.poolAddresses[pool] = first + index * poolSize;
    const owner = ((this.#ceiling - this.poolAddresses[pool]) * this.#inversePoolSize) | 0;
    if (owner >= this.owners.length) this.#coverTo(owner);
    this.owners[owner] = pool;
    this.pools.fill(0, pool * POOL_STRIDE, (pool + 1) * POOL_STRIDE);
    this.pools[pool * POOL_STRIDE + SZIDX] = NO_CLASS;
    return pool;
  }

  /** Writes the header of a pool that gets a new class: its first block is the free list. */
  #format(pool: number, szidx: number): void {
    const at = pool * POOL_STRIDE;
    const header = this.geometry.poolHeader >> this.#alignShift;
    this.pools[at + SZIDX] = szidx;
    this.pools[at + FREEBLOCK] = header;
    this.pools[at + NEXT_OFFSET] = header + szidx + 1;
    this.pools[at + MAX_NEXT_OFFSET] = (this.geometry.poolSize >> this.#alignShift) - (szidx + 1);
    this.pools[at + FLAGS] = 0;
    this.links[(pool << this.#unitShift) + header] = 0;
  }

  #linkFirst(pool: number): void {
    const at = pool * POOL_STRIDE;
    const szidx = this.pools[at + SZIDX];
    const next = this.used[szidx];
    this.pools[at + NEXT] = next;
    this.pools[at + PREV] = 0;
    if (next !== 0) this.pools[next * POOL_STRIDE + PREV] = pool;
    this.used[szidx] = pool;
  }

  #unlink(pool: number): void {
    const at = pool * POOL_STRIDE;
    const next = this.pools[at + NEXT];
    const prev = this.pools[at + PREV];
    if (prev === 0) this.used[this.pools[at + SZIDX]] = next;
    else this.pools[prev * POOL_STRIDE + NEXT] = next;
    if (next !== 0) this.pools[next * POOL_STRIDE + PREV] = prev;
    this.pools[at + NEXT] = this.pools[at + PREV] = 0;
  }

  #growTo(pool: number): void {
    this.poolTop = pool + 1;
    if (this.poolTop > this.poolAddresses.length) {
      const capacity = Math.max(this.poolTop, Math.ceil(this.poolAddresses.length * 1.5));
      const pools = new Int32Array(capacity * POOL_STRIDE);
      pools.set(this.pools);
      this.pools = pools;
      const addresses = new Float64Array(capacity);
      addresses.set(this.poolAddresses);
      this.poolAddresses = addresses;
      const links = new Uint16Array(capacity << this.#unitShift);
      links.set(this.links);
      this.links = links;
    }
  }

  #coverTo(owner: number): void {
    const owners = new Int32Array(Math.max(owner + 1, Math.ceil(this.owners.length * 1.5)));
    owners.set(this.owners);
    this.owners = owners;
    this.#covered = owners.length * this.geometry.poolSize;
  }
}

/** The system allocator of a simulated process with this geometry's word size. */
export function processMalloc(geometry: PymallocGeometry): SystemMalloc {
  return geometry.pointerBytes === 4
    ? new SystemMalloc(glibc32, new AddressSpace(layout32))
    : new SystemMalloc(glibc, new AddressSpace(layout64));
}

function notLive(address: number): RangeError {
  return new RangeError(`no live block starts at ${address}: it was freed before, or it never was a block`);
}
