/**
 * Read-only questions about a pymalloc heap, answered with plain records: for views, levels, tests and statistics.
 * They make objects, so they are not for hot paths.
 */
import type { Pymalloc } from './pymalloc.ts';

/** `free`: emptied and in its arena's list; `used`: has live and free blocks (or none live yet); `full`: no free block. */
export type PoolState = 'untouched' | 'free' | 'used' | 'full';

export type PoolRecord = {
  /** 0 for an untouched pool, which has no record yet. */
  readonly pool: number;
  readonly arena: number;
  /** Position in its arena, from 0. */
  readonly index: number;
  readonly address: number;
  readonly state: PoolState;
  /** -1 for an untouched pool; a free one remembers the class it had. */
  readonly szidx: number;
  readonly blockBytes: number;
  /** Live blocks. */
  readonly count: number;
  readonly capacity: number;
  /** Addresses of the free blocks that are linked, in the order in which they will be handed out. */
  readonly freeThread: readonly number[];
  /** Bytes from the start of the pool to the next block never linked; beyond the last block when all are. */
  readonly nextOffset: number;
  /** Blocks carved so far: live or in the free list. */
  readonly carved: number;
  readonly requestedBytes: number;
};

export type BlockRecord = {
  readonly address: number;
  /** Position in its pool, from 0. */
  readonly index: number;
  readonly state: 'live' | 'free' | 'uncarved';
  /** -1 where the block is not live. */
  readonly requestedBytes: number;
};

export type ArenaRecord = {
  readonly arena: number;
  /** Arenas mapped before it. */
  readonly serial: number;
  readonly address: number;
  readonly sizeBytes: number;
  readonly pools: number;
  readonly freePools: number;
  /** Pools that were never used. */
  readonly untouchedPools: number;
  /** Position in usable_arenas from 0, or -1 where all of its pools are in use. */
  readonly rank: number;
};

export type Owner =
  | {
      readonly kind: 'block';
      readonly arena: number;
      readonly pool: number;
      readonly szidx: number;
      /** The block that holds the address: its start, position and state. */
      readonly block: BlockRecord;
    }
  | { readonly kind: 'poolHeader'; readonly arena: number; readonly pool: number }
  /** The end of a pool that is too short for a block, a free or untouched pool, or the unaligned ends of an arena. */
  | { readonly kind: 'slack'; readonly arena: number; readonly pool: number }
  | { readonly kind: 'raw'; readonly requestedBytes: number }
  | { readonly kind: 'none' };

/** What owns the byte at `address`. For the system allocator only the start of a live block is recognised. */
export function owner(heap: Pymalloc, address: number): Owner {
  const pool = heap.poolAt(address);
  if (pool === 0) {
    const arena = arenaAt(heap, address);
    if (arena !== 0) return { kind: 'slack', arena, pool: 0 };
    const requestedBytes = heap.system.requestedAt(address);
    return requestedBytes < 0 ? { kind: 'none' } : { kind: 'raw', requestedBytes };
  }
  const arena = heap.arenaOf(pool);
  if (!heap.isOpen(pool)) return { kind: 'slack', arena, pool };
  const szidx = heap.szidx(pool);
  const offset = address - heap.poolAddress(pool) - heap.geometry.poolHeader;
  if (offset < 0) return { kind: 'poolHeader', arena, pool };
  const index = Math.floor(offset / heap.blockBytes(szidx));
  if (index >= heap.capacity(szidx)) return { kind: 'slack', arena, pool };
  return { kind: 'block', arena, pool, szidx, block: blockRecord(heap, pool, index) };
}

/** The arena whose mapping holds `address`, or 0. */
export function arenaAt(heap: Pymalloc, address: number): number {
  for (let arena = 1; arena <= heap.arenas.top; arena++) {
    const start = heap.arenas.address(arena);
    if (heap.arenas.isMapped(arena) && address >= start && address < start + heap.geometry.arenaSize)
      return arena;
  }
  return 0;
}

/** The mapped arenas in the order of their numbers. */
export function arenasOf(heap: Pymalloc): ArenaRecord[] {
  const order = usableArenas(heap);
  const found: ArenaRecord[] = [];
  for (let arena = 1; arena <= heap.arenas.top; arena++) {
    if (!heap.arenas.isMapped(arena)) continue;
    found.push({
      arena,
      serial: heap.arenas.serial(arena),
      address: heap.arenas.address(arena),
      sizeBytes: heap.geometry.arenaSize,
      pools: heap.arenas.total(arena),
      freePools: heap.arenas.nfree(arena),
      untouchedPools: heap.arenas.total(arena) - heap.arenas.carved(arena),
      rank: order.indexOf(arena),
    });
  }
  return found;
}

/** The list usable_arenas: arenas with a free pool, fewest free pools first. CPython takes pools from its head. */
export function usableArenas(heap: Pymalloc): number[] {
  const order: number[] = [];
  for (let arena = heap.arenas.usable; arena !== 0; arena = heap.arenas.next(arena)) order.push(arena);
  return order;
}

/** The pools of an arena by position, untouched ones included. */
export function poolsOf(heap: Pymalloc, arena: number): PoolRecord[] {
  const found: PoolRecord[] = [];
  if (!heap.arenas.isMapped(arena)) return found;
  const first = heap.arenas.firstPool(arena);
  const { poolSize } = heap.geometry;
  const base = Math.ceil(heap.arenas.address(arena) / poolSize) * poolSize;
  for (let index = 0; index < heap.arenas.total(arena); index++) {
    if (index < heap.arenas.carved(arena)) found.push(poolRecord(heap, first + index));
    else found.push(untouchedPool(arena, index, base + index * poolSize));
  }
  return found;
}

/** The record of a pool that was used at least once and whose arena is mapped. */
export function poolRecord(heap: Pymalloc, pool: number): PoolRecord {
  const szidx = heap.szidx(pool);
  const blockBytes = heap.blockBytes(szidx);
  const capacity = heap.capacity(szidx);
  const nextOffset = heap.nextOffset(pool) * heap.geometry.alignment;
  const first = heap.poolAddress(pool) + heap.geometry.poolHeader;
  const carved = (nextOffset - heap.geometry.poolHeader) / blockBytes;
  let requestedBytes = 0;
  for (let index = 0; index < carved; index++)
    requestedBytes += Math.max(0, heap.requestedAt(first + index * blockBytes));
  return {
    pool,
    arena: heap.arenaOf(pool),
    index: heap.indexInArena(pool),
    address: heap.poolAddress(pool),
    state: !heap.isOpen(pool) ? 'free' : heap.freeblock(pool) === 0 ? 'full' : 'used',
    szidx,
    blockBytes,
    count: heap.count(pool),
    capacity,
    freeThread: freeThread(heap, pool),
    nextOffset,
    carved,
    requestedBytes,
  };
}

/** Addresses of the linked free blocks of a pool, the next to be handed out first. */
export function freeThread(heap: Pymalloc, pool: number): number[] {
  const thread: number[] = [];
  for (let unit = heap.freeblock(pool); unit !== 0; unit = heap.nextFree(pool, unit))
    thread.push(heap.poolAddress(pool) + unit * heap.geometry.alignment);
  return thread;
}

/** Every block of a pool that has a class, by position. */
export function blocksOf(heap: Pymalloc, pool: number): BlockRecord[] {
  const blocks: BlockRecord[] = [];
  const capacity = heap.capacity(heap.szidx(pool));
  for (let index = 0; index < capacity; index++) blocks.push(blockRecord(heap, pool, index));
  return blocks;
}

/** The used pools of a class in the order of their list: pymalloc allocates from the first. */
export function usedPools(heap: Pymalloc, szidx: number): number[] {
  const list: number[] = [];
  for (let pool = heap.firstUsed(szidx); pool !== 0; pool = heap.nextPool(pool)) list.push(pool);
  return list;
}

/** The emptied pools of an arena, the next to be taken first. */
export function freePoolsOf(heap: Pymalloc, arena: number): number[] {
  const list: number[] = [];
  for (let pool = heap.arenas.freePools(arena); pool !== 0; pool = heap.nextPool(pool)) list.push(pool);
  return list;
}

/** The next address that the pool will hand out, or 0 where it is full or not open. */
export function nextAddress(heap: Pymalloc, pool: number): number {
  const unit = heap.freeblock(pool);
  return heap.isOpen(pool) && unit !== 0 ? heap.poolAddress(pool) + unit * heap.geometry.alignment : 0;
}

function untouchedPool(arena: number, index: number, address: number): PoolRecord {
  return {
    pool: 0,
    arena,
    index,
    address,
    state: 'untouched',
    szidx: -1,
    blockBytes: 0,
    count: 0,
    capacity: 0,
    freeThread: [],
    nextOffset: 0,
    carved: 0,
    requestedBytes: 0,
  };
}

function blockRecord(heap: Pymalloc, pool: number, index: number): BlockRecord {
  const offset = heap.geometry.poolHeader + index * heap.blockBytes(heap.szidx(pool));
  const address = heap.poolAddress(pool) + offset;
  const requestedBytes = heap.requestedAt(address);
  if (requestedBytes >= 0) return { address, index, state: 'live', requestedBytes };
  const state = offset < heap.nextOffset(pool) * heap.geometry.alignment ? 'free' : 'uncarved';
  return { address, index, state, requestedBytes: -1 };
}
