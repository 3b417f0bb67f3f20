/**
 * pymalloc: CPython's allocator for requests of up to 512 bytes, block for block.
 *
 * Models Objects/obmalloc.c (pymalloc_alloc, pymalloc_pool_extend, allocate_from_new_pool, pymalloc_free,
 * insert_to_usedpool, insert_to_freepool, pymalloc_realloc) for the geometries in rulesets/allocator.ts. Not
 * modelled: the memory's contents, the debug hooks of PYTHONMALLOC=debug, and the interpreter's own allocations.
 *
 * Storage, all typed arrays so that an operation makes no JavaScript object:
 * - `units`: one 16-bit word for each alignment unit of each pool, an image of the pool's memory. The words of the header
 *   hold what malloc and free touch every time (COUNT, FREEBLOCK, NEXT_OFFSET). The first word of a free block holds the
 *   unit of the next free block of its pool (0 ends the list); that of a live block LIVE + the requested bytes.
 * - `pools`: the rest of CPython's pool_header, eight words a pool;
 * - `used`: the first used pool of each size class (CPython's usedpools).
 *
 * The number of a pool is its distance from the start of the region of arenas, in pool sizes, and the place of a block in
 * `units` its distance in units: finding the pool of an address is arithmetic, whatever the number of arenas. It
 * stands for CPython's radix tree (before 3.10: the arena index in the pool header).
 */
import { invariant } from '../../base/assert.ts';
import type { Hasher } from '../../base/hash.ts';
import { AddressSpace, layout32, layout64 } from '../os/address-space.ts';
import { glibc, glibc32 } from '../os/config.ts';
import { SystemMalloc } from '../os/malloc.ts';
import { geometryProblem, type PymallocGeometry } from '../rulesets/allocator.ts';
import { ArenaTable } from './arenas.ts';
import type { PymallocSink } from './events.ts';

// None of these constants is exported: an exported binding is a memory cell that compiled code reloads and checks at
// every use, which costs malloc a fifth of its speed.

/** Words in `units` from the start of a pool (CPython: ref.count, freeblock, nextoffset); the offsets are in units. */
const COUNT = 0;
const FREEBLOCK = 1;
const NEXT_OFFSET = 2;

/** In `units`: the block is live, the lower bits are the requested bytes. */
const LIVE = 0x8000;

/** Field f of pool p is at `(p << POOL_SHIFT) | f` in `pools`. */
const POOL_SHIFT = 3;
const NEXT = 0;
const PREV = 1;
const SZIDX = 2;
const FLAGS = 3;
const ARENA = 4;

/** FLAGS: the pool has a class and is not in its arena's list of free pools. */
const OPEN = 1;
/** FLAGS: every block of the pool was allocated at least once since the pool got its class. */
const ALL_USED = 2;

/** A pool that was never used has no size class (DUMMY_SIZE_IDX). */
const NO_CLASS = 0xffff;

/** What a heap without arenas has; never written to. */
const NO_UNITS = new Uint16Array(0);
const NO_POOLS = new Int32Array(0);

export class Pymalloc {
  readonly geometry: PymallocGeometry;
  readonly system: SystemMalloc;
  readonly arenas: ArenaTable;
  /** The number of pools that an arena record has room for; an unaligned arena has one less. */
  readonly poolsPerArena: number = 0;
  /** How many size classes there are. */
  readonly classes: number = 0;
  /** Blocks that requests of zero or more than maxRequest bytes hold in the system allocator. */
  rawBlocks = 0;
  /** Pools are numbered from here. */
  readonly firstPool: number = 1;
  /** Pools numbered below this have had a record: what a clone must copy. */
  poolTop = 1;

  // Fields start with a value of their kind, so that compiled code knows it; 0.5 makes a field a double for good.
  #units = NO_UNITS;
  #pools = NO_POOLS;
  #used = NO_POOLS;
  readonly #alignShift: number = 0;
  readonly #alignment: number = 0.5;
  readonly #inverseAlignment: number = 0.5;
  readonly #unitShift: number = 0;
  readonly #poolUnits: number = 0;
  readonly #unitMask: number = 0;
  readonly #maxRequest: number = 0;
  /** The address that word 0 of `units` stands for: one pool size below the first pool. */
  readonly #origin: number = 0.5;
  /** Bytes from the origin that `units` covers. */
  #covered = 0.5;
  #sink: PymallocSink | null = null;

  /**
   * `geometry` must be sound (see geometryProblem). Without a `system` the heap gets an address space and a
   * glibc-like malloc of its own.
   */
  constructor(
    geometry: PymallocGeometry,
    system?: SystemMalloc,
    sink: PymallocSink | null = null,
    from?: Pymalloc,
  ) {
    if (from === undefined) {
      const problem = geometryProblem(geometry);
      invariant(problem === null, `pymalloc geometry: ${problem}`);
    }
    this.geometry = geometry;
    this.system = system ?? processMalloc(geometry);
    this.poolsPerArena = geometry.arenaSize / geometry.poolSize;
    this.arenas = new ArenaTable(this.poolsPerArena, geometry.keepLastArena, from?.arenas);
    this.#alignShift = 31 - Math.clz32(geometry.alignment);
    this.#alignment = geometry.alignment;
    this.#inverseAlignment = 1 / geometry.alignment;
    this.#poolUnits = geometry.poolSize / geometry.alignment;
    this.#unitShift = 31 - Math.clz32(this.#poolUnits);
    this.#unitMask = this.#poolUnits - 1;
    this.#maxRequest = geometry.maxRequest;
    this.#origin =
      (Math.ceil(this.system.space.layout.arenasStart / geometry.poolSize) - 1) * geometry.poolSize;
    this.classes = Math.ceil(geometry.maxRequest / geometry.alignment);
    this.#covered = 0;
    if (from === undefined) this.#used = new Int32Array(this.classes);
    else this.#take(from);
    if (sink !== null) this.sink = sink;
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
    return new Pymalloc(this.geometry, this.system.clone(), null, this);
  }

  /** The state as a value that later operations do not change. */
  snapshot(): Pymalloc {
    return this.clone();
  }

  /** Takes over the state of a snapshot of a heap with the same geometry and layout. The sink stays. */
  restore(snapshot: Pymalloc): this {
    this.system.restore(snapshot.system);
    this.arenas.restore(snapshot.arenas);
    return this.#take(snapshot);
  }

  #take(other: Pymalloc): this {
    this.#pools = other.#pools.slice(0, other.poolTop << POOL_SHIFT);
    this.#units = other.#units.slice(0, other.poolTop << this.#unitShift);
    this.#used = other.#used.slice();
    this.rawBlocks = other.rawBlocks;
    this.poolTop = other.poolTop;
    this.#covered = this.#units.length * this.geometry.alignment;
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
    if (size > this.#maxRequest || size <= 0) return +this.#mallocRaw(size);
    const szidx = (size - 1) >> this.#alignShift;
    const pool = this.#used[szidx];
    if (pool === 0 || this.#sink !== null) return +this.#mallocSlowly(size);
    const base = pool << this.#unitShift;
    const units = this.#units;
    const at = base | units[base | FREEBLOCK];
    const next = units[at];
    units[at] = LIVE | size;
    units[base]++;
    units[base | FREEBLOCK] = next;
    if (next === 0) this.#extend(pool, szidx);
    return at * this.#alignment + this.#origin;
  }

  /**
   * malloc's usual case alone, in whole numbers: the place of the block in alignment units from `origin`, or 0 where more than
   * taking the next block of the class's first pool is to do (nothing has happened then, call malloc).
   */
  mallocUnit(sizeBytes: number): number {
    // Whole numbers from here on.
    const size = sizeBytes | 0;
    if (size !== sizeBytes || size > this.#maxRequest || size <= 0 || this.#sink !== null) return 0;
    const szidx = (size - 1) >> this.#alignShift;
    const pool = this.#used[szidx];
    if (pool === 0) return 0;
    const base = pool << this.#unitShift;
    const units = this.#units;
    const at = base | units[base | FREEBLOCK];
    const next = units[at];
    units[at] = LIVE | size;
    units[base]++;
    units[base | FREEBLOCK] = next;
    if (next === 0) this.#extend(pool, szidx);
    return at;
  }

  /** Frees the live pymalloc block at `unit` (see mallocUnit), as free does; the bytes that were asked for. */
  freeUnit(at: number): number {
    const units = this.#units;
    const state = units[at];
    if (state < LIVE) throw notLive(at * this.#alignment + this.#origin);
    const unit = at & this.#unitMask;
    const base = at ^ unit;
    const lastFree = units[base | FREEBLOCK];
    const count = (units[base] - 1) | 0;
    units[base] = count;
    units[at] = lastFree;
    units[base | FREEBLOCK] = unit;
    if (lastFree === 0 || count === 0 || this.#sink !== null) this.#afterFree(at, lastFree, state);
    return state - LIVE;
  }

  /**
   * mallocUnit(size) and then freeUnit(at) in one, where the block at `at` is of that size, and the new one comes from the same pool, which
   * has more free blocks than that: the new unit. Else 0, and nothing has happened.
   */
  exchangeUnit(at: number, sizeBytes: number): number {
    const size = sizeBytes | 0;
    const units = this.#units;
    if (units[at] !== (LIVE | size) || this.#sink !== null) return 0;
    const unit = at & this.#unitMask;
    const base = at ^ unit;
    if (this.#used[(size - 1) >> this.#alignShift] !== base >> this.#unitShift) return 0;
    const taken = base | units[base | FREEBLOCK];
    const next = units[taken];
    if (next === 0) return 0;
    units[taken] = LIVE | size;
    units[at] = next;
    units[base | FREEBLOCK] = unit;
    return taken;
  }

  /** What stands at a unit and in the header of its pool; means nothing, but brings both into the processor's cache. */
  peek(at: number): number {
    return this.#units[at] | this.#units[at & ~this.#unitMask];
  }

  /** The address of unit 0. */
  get origin(): number {
    return this.#origin;
  }

  /** Units that ever belonged to a pool: numbers of units are below. */
  get unitCount(): number {
    return this.poolTop << this.#unitShift;
  }

  /** As malloc, for `count` items of `size` bytes. */
  calloc(count: number, size: number): number {
    return this.malloc(count * size);
  }

  /** Frees a live block; address 0 is ignored. Throws a RangeError where nothing live starts at `address`. */
  free(address: number): void {
    const distance = address - this.#origin;
    if (distance >= 0 && distance < this.#covered) {
      const at = (distance * this.#inverseAlignment) | 0;
      const units = this.#units;
      const state = units[at];
      if (state < LIVE || at * this.#alignment !== distance) throw notLive(address);
      const unit = at & this.#unitMask;
      const base = at ^ unit;
      const lastFree = units[base | FREEBLOCK];
      const count = (units[base] - 1) | 0;
      units[base] = count;
      units[at] = lastFree;
      units[base | FREEBLOCK] = unit;
      if (lastFree === 0 || count === 0 || this.#sink !== null) this.#afterFree(at, lastFree, state);
      return;
    }
    if (address !== 0) this.#freeRaw(address);
  }

  /**
   * Resizes a block: it stays where the new size fits and uses more than three quarters of it, else it moves.
   * A block of the system allocator stays there. Address 0 means malloc; returns 0 where there is no memory.
   */
  realloc(address: number, size: number): number {
    const distance = address - this.#origin;
    if (!(distance >= 0 && distance < this.#covered)) {
      return address === 0 ? this.malloc(size) : this.system.realloc(address, Math.max(size, 1));
    }
    const at = (distance * this.#inverseAlignment) | 0;
    if (this.#units[at] < LIVE || at * this.#alignment !== distance) throw notLive(address);
    const pool = at >> this.#unitShift;
    const szidx = this.#pools[(pool << POOL_SHIFT) | SZIDX];
    const blockBytes = (szidx + 1) << this.#alignShift;
    if (size <= blockBytes && 4 * size > 3 * blockBytes) {
      this.#units[at] = LIVE | size;
      if (this.#sink !== null)
        this.#sink({ type: 'blockResized', pool, address, szidx, requestedBytes: size });
      return address;
    }
    const moved = this.malloc(size);
    if (moved !== 0) this.free(address);
    return moved;
  }

  /** The open or emptied pool whose memory holds `address` (live block or not), or 0. */
  poolAt(address: number): number {
    const distance = address - this.#origin;
    if (!(distance >= 0 && distance < this.#covered)) return 0;
    const pool = Math.floor(distance / this.geometry.poolSize);
    return this.#pools[(pool << POOL_SHIFT) | ARENA] === 0 ? 0 : pool;
  }

  /** The arena that a pool belongs to. */
  arenaOf(pool: number): number {
    return this.#pools[(pool << POOL_SHIFT) | ARENA];
  }

  /** The position of a pool in its arena, from 0. */
  indexInArena(pool: number): number {
    return pool - this.arenas.firstPool(this.arenaOf(pool));
  }

  /** The number of the pool at position 0 of a mapped arena. */
  firstPoolOf(arena: number): number {
    return this.arenas.firstPool(arena);
  }

  /** The address of a pool. */
  poolAddress(pool: number): number {
    return this.#origin + pool * this.geometry.poolSize;
  }

  /** The first used pool of a size class, the one that pymalloc allocates from; 0 where there is none. */
  firstUsed(szidx: number): number {
    return this.#used[szidx];
  }

  /** Whether the pool has a size class and is not among its arena's free pools. Any number may be asked. */
  isOpen(pool: number): boolean {
    return pool > 0 && pool < this.poolTop && (this.#pools[(pool << POOL_SHIFT) | FLAGS] & OPEN) !== 0;
  }

  /** The class of a pool that was used at least once; a free pool remembers the one that it had. */
  szidx(pool: number): number {
    return this.#pools[(pool << POOL_SHIFT) | SZIDX];
  }

  /** Live blocks of a pool. */
  count(pool: number): number {
    return this.#units[(pool << this.#unitShift) | COUNT];
  }

  /** The next pool in the list that the pool is in: used pools of its class, or free pools of its arena. */
  nextPool(pool: number): number {
    return this.#pools[(pool << POOL_SHIFT) | NEXT];
  }

  /** The unit of the first free block of a pool, 0 where none is linked; `nextFree` has the ones after it. */
  freeblock(pool: number): number {
    return this.#units[(pool << this.#unitShift) | FREEBLOCK];
  }

  /** The unit of the free block after the free block at `unit`, 0 at the end. */
  nextFree(pool: number, unit: number): number {
    return this.#units[(pool << this.#unitShift) | unit];
  }

  /** The unit of the next block that was never linked; beyond the last block when all were. */
  nextOffset(pool: number): number {
    return this.#units[(pool << this.#unitShift) | NEXT_OFFSET];
  }

  /** The requested bytes of the live pymalloc block that starts at `address`, or -1. */
  requestedAt(address: number): number {
    const at = (address - this.#origin) / this.geometry.alignment;
    const inside = Number.isInteger(at) && at >= 0 && at < this.poolTop << this.#unitShift;
    return inside && this.#units[at] >= LIVE ? this.#units[at] - LIVE : -1;
  }

  /** The requested bytes of the live block at `address`, of this allocator or of the system's, or -1. */
  requestedBytes(address: number): number {
    const inPool = this.requestedAt(address);
    return inPool >= 0 ? inPool : this.system.requestedAt(address);
  }

  /** Calls `visit` for each live block in a pool, by ascending unit. */
  forEachLive(visit: (unit: number, requestedBytes: number) => void): void {
    const header = this.geometry.poolHeader >> this.#alignShift;
    for (let pool = this.firstPool; pool < this.poolTop; pool++) {
      const at = pool << POOL_SHIFT;
      if ((this.#pools[at | FLAGS] & OPEN) === 0) continue;
      const base = pool << this.#unitShift;
      const end = this.#units[base | NEXT_OFFSET];
      const step = this.#pools[at | SZIDX] + 1;
      for (let unit = header; unit < end; unit += step) {
        const state = this.#units[base | unit];
        if (state >= LIVE) visit(base | unit, state - LIVE);
      }
    }
  }

  // ---- mechanisms: what a policy (CPython's, or a player's) is made of ----

  /** Maps a new arena with all its pools free. Returns its number, or 0 where the system has no memory. */
  mapArena(): number {
    const { arenaSize, arenaAlignment, poolSize } = this.geometry;
    const address = this.system.space.mmap(arenaSize, arenaAlignment, 'arenas');
    if (address === 0) return 0;
    const pools = this.poolsPerArena - (address % poolSize === 0 ? 0 : 1);
    const firstPool = Math.ceil((address - this.#origin) / poolSize);
    const arena = this.arenas.add(address, pools, firstPool);
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
    if (recycled) this.arenas.setFreePools(arena, this.nextPool(pool));
    else pool = this.#carvePool(arena);
    const sameClass = this.szidx(pool) === szidx;
    if (!sameClass) this.#format(pool, szidx);
    this.#pools[(pool << POOL_SHIFT) | FLAGS] |= OPEN;
    this.#linkFirst(pool);
    if (this.#sink !== null) {
      const address = this.poolAddress(pool);
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
    if (!this.isOpen(pool) || size <= 0) return 0;
    const szidx = this.szidx(pool);
    const base = pool << this.#unitShift;
    const units = this.#units;
    const unit = units[base | FREEBLOCK];
    if (unit === 0 || size > this.blockBytes(szidx)) return 0;
    const at = base | unit;
    const next = units[at];
    const allUsed = (this.#pools[(pool << POOL_SHIFT) | FLAGS] & ALL_USED) !== 0;
    const fresh = !allUsed && unit + szidx + 1 === units[base | NEXT_OFFSET];
    units[at] = LIVE | size;
    units[base]++;
    units[base | FREEBLOCK] = next;
    const address = at * this.#alignment + this.#origin;
    if (this.#sink !== null) {
      const source = fresh ? 'carved' : 'popped';
      this.#sink({ type: 'blockAllocated', pool, address, szidx, requestedBytes: size, source });
    }
    if (next === 0) this.#extend(pool, szidx);
    return address;
  }

  /** Gives an open pool without live blocks back to its arena. Returns false where it has any. */
  closePool(pool: number): boolean {
    if (!this.isOpen(pool) || this.count(pool) !== 0) return false;
    this.#unlink(pool);
    this.#returnPool(pool);
    return true;
  }

  /** Bytes of real memory that the simulation uses for this heap, the system allocator included. */
  get footprintBytes(): number {
    const own = this.#units.byteLength + this.#pools.byteLength + this.#used.byteLength;
    return own + this.arenas.footprintBytes + this.system.footprintBytes;
  }

  hash(hasher: Hasher): Hasher {
    this.system.hash(hasher);
    this.arenas.hash(hasher).words(this.#used).word(this.rawBlocks);
    for (let arena = 1; arena <= this.arenas.top; arena++) {
      const first = this.arenas.firstPool(arena);
      for (let pool = first; pool < first + this.arenas.carved(arena); pool++) this.#hashPool(pool, hasher);
    }
    return hasher;
  }

  // ---- inside ----

  #hashPool(pool: number, hasher: Hasher): void {
    const at = pool << POOL_SHIFT;
    const base = pool << this.#unitShift;
    for (let field = NEXT; field <= ARENA; field++) hasher.word(this.#pools[at | field]);
    hasher.word(this.#units[base | COUNT]).word(this.#units[base | FREEBLOCK]);
    const end = this.#units[base | NEXT_OFFSET];
    hasher.word(end);
    const step = this.#pools[at | SZIDX] + 1;
    for (let unit = this.geometry.poolHeader >> this.#alignShift; unit < end; unit += step)
      hasher.word(this.#units[base | unit]);
  }

  #mallocSlowly(size: number): number {
    const szidx = (size - 1) >> this.#alignShift;
    const pool = this.#used[szidx] || this.openPool(szidx);
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

  /** The free list ran out: carve one more block, else the pool is full and leaves its list. */
  #extend(pool: number, szidx: number): void {
    const base = pool << this.#unitShift;
    const unit = this.#units[base | NEXT_OFFSET];
    const end = unit + szidx + 1;
    if (end <= this.#poolUnits) {
      this.#units[base | FREEBLOCK] = unit;
      this.#units[base | NEXT_OFFSET] = end;
      this.#units[base | unit] = 0;
      if (this.#sink !== null) {
        const address = this.poolAddress(pool) + (unit << this.#alignShift);
        this.#sink({ type: 'blockCarved', pool, address, szidx });
      }
      return;
    }
    this.#pools[(pool << POOL_SHIFT) | FLAGS] |= ALL_USED;
    this.#unlink(pool);
    if (this.#sink !== null) this.#sink({ type: 'poolFilled', pool, szidx });
  }

  /** The block at `at` was freed; `state` is what was there, `lastFree` the head of the free list before it. */
  #afterFree(at: number, lastFree: number, state: number): void {
    const pool = at >> this.#unitShift;
    const szidx = this.szidx(pool);
    if (this.#sink !== null) {
      const address = at * this.geometry.alignment + this.#origin;
      this.#sink({ type: 'blockFreed', pool, address, szidx, requestedBytes: state - LIVE });
    }
    if (this.count(pool) === 0) {
      if (lastFree !== 0) this.#unlink(pool);
      this.#returnPool(pool);
    } else if (lastFree === 0) {
      this.#linkFirst(pool);
      if (this.#sink !== null) this.#sink({ type: 'poolLinked', pool, szidx });
    }
  }

  /** An empty pool that is in no list goes to the front of its arena's free pools (insert_to_freepool). */
  #returnPool(pool: number): void {
    const at = pool << POOL_SHIFT;
    const arena = this.arenaOf(pool);
    this.#pools[at | FLAGS] &= ~OPEN;
    this.#pools[at | NEXT] = this.arenas.freePools(arena);
    this.arenas.setFreePools(arena, pool);
    if (this.#sink !== null) this.#sink({ type: 'poolEmptied', pool, arena, szidx: this.#pools[at | SZIDX] });
    if (this.arenas.increment(arena)) this.#unmap(arena);
  }

  #unmap(arena: number): void {
    const first = this.arenas.firstPool(arena);
    for (let pool = first; pool < first + this.arenas.carved(arena); pool++) {
      this.#clear(pool);
    }
    const address = this.arenas.address(arena);
    this.arenas.drop(arena);
    this.system.space.munmap(address, this.geometry.arenaSize);
    if (this.#sink !== null)
      this.#sink({ type: 'arenaUnmapped', arena, address, sizeBytes: this.geometry.arenaSize });
  }

  /** Takes the next untouched pool of the arena and gives it a record. */
  #carvePool(arena: number): number {
    const pool = this.arenas.firstPool(arena) + this.arenas.carve(arena);
    if (pool >= this.poolTop) this.#growTo(pool);
    this.#clear(pool);
    this.#pools[(pool << POOL_SHIFT) | SZIDX] = NO_CLASS;
    this.#pools[(pool << POOL_SHIFT) | ARENA] = arena;
    return pool;
  }

  #clear(pool: number): void {
    this.#pools.fill(0, pool << POOL_SHIFT, (pool + 1) << POOL_SHIFT);
    this.#units.fill(0, pool << this.#unitShift, (pool << this.#unitShift) + NEXT_OFFSET + 1);
  }

  /** Writes the header of a pool that gets a new class: its first block is the free list. */
  #format(pool: number, szidx: number): void {
    const base = pool << this.#unitShift;
    const header = this.geometry.poolHeader >> this.#alignShift;
    this.#pools[(pool << POOL_SHIFT) | SZIDX] = szidx;
    this.#pools[(pool << POOL_SHIFT) | FLAGS] = 0;
    this.#units[base | FREEBLOCK] = header;
    this.#units[base | NEXT_OFFSET] = header + szidx + 1;
    this.#units[base | header] = 0;
  }

  #linkFirst(pool: number): void {
    const at = pool << POOL_SHIFT;
    const szidx = this.#pools[at | SZIDX];
    const next = this.#used[szidx];
    this.#pools[at | NEXT] = next;
    this.#pools[at | PREV] = 0;
    if (next !== 0) this.#pools[(next << POOL_SHIFT) | PREV] = pool;
    this.#used[szidx] = pool;
  }

  #unlink(pool: number): void {
    const at = pool << POOL_SHIFT;
    const next = this.#pools[at | NEXT];
    const prev = this.#pools[at | PREV];
    if (prev === 0) this.#used[this.#pools[at | SZIDX]] = next;
    else this.#pools[(prev << POOL_SHIFT) | NEXT] = next;
    if (next !== 0) this.#pools[(next << POOL_SHIFT) | PREV] = prev;
    this.#pools[at | NEXT] = this.#pools[at | PREV] = 0;
  }

  #growTo(pool: number): void {
    this.poolTop = pool + 1;
    const had = this.#pools.length >> POOL_SHIFT;
    if (this.poolTop <= had) return;
    const capacity = Math.max(this.poolTop + Math.min(this.poolsPerArena, 16), Math.ceil(had * 1.5));
    const pools = new Int32Array(capacity << POOL_SHIFT);
    pools.set(this.#pools);
    this.#pools = pools;
    const units = new Uint16Array(capacity << this.#unitShift);
    units.set(this.#units);
    this.#units = units;
    this.#covered = capacity * this.geometry.poolSize;
  }
}

/**
 * The system allocator of a simulated process with this geometry's word size, which may map `limitBytes` in all (none: as many as its
 * address space has).
 */
export function processMalloc(geometry: PymallocGeometry, limitBytes?: number): SystemMalloc {
  const [config, layout] = geometry.pointerBytes === 4 ? [glibc32, layout32] : [glibc, layout64];
  return new SystemMalloc(
    config,
    new AddressSpace(limitBytes === undefined ? layout : { ...layout, limitBytes }),
  );
}

function notLive(address: number): RangeError {
  return new RangeError(`no live block starts at ${address}: it was freed before, or it never was a block`);
}
