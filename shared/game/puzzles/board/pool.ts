/**
 * Pools as the game names them, and single words of a pool's header for rules and searches that ask often.
 *
 * On the board a pool has the number `(arena - 1) * poolsPerArena + index + 1`: that is what actions, events and
 * views say, whatever numbers the allocator uses inside.
 */
import type { Pymalloc } from '../../../sim/pymalloc/pymalloc.ts';

/** The board's number of one of the heap's pools; 0 stays 0. */
export function poolNumber(heap: Pymalloc, pool: number): number {
  return pool === 0 ? 0 : (heap.arenaOf(pool) - 1) * heap.poolsPerArena + heap.indexInArena(pool) + 1;
}

/** The heap's pool of a board's number, used or untouched, or 0 where no mapped arena has it. */
export function heapPool(heap: Pymalloc, number: number): number {
  if (!Number.isInteger(number) || number < 1) return 0;
  const arena = Math.floor((number - 1) / heap.poolsPerArena) + 1;
  const index = (number - 1) % heap.poolsPerArena;
  return heap.arenas.isMapped(arena) && index < heap.arenas.total(arena)
    ? heap.firstPoolOf(arena) + index
    : 0;
}

/** Whether the pool has a class and is not in its arena's list of free pools. */
export function isOpen(heap: Pymalloc, pool: number): boolean {
  return heap.isOpen(pool);
}

/** The class of a pool that was used at least once. */
export function poolClass(heap: Pymalloc, pool: number): number {
  return heap.szidx(pool);
}

export function liveBlocks(heap: Pymalloc, pool: number): number {
  return heap.count(pool);
}

/** Bytes of a block of an open pool. */
export function blockBytesOf(heap: Pymalloc, pool: number): number {
  return heap.blockBytes(poolClass(heap, pool));
}

/** All open pools, ascending. */
export function openPoolList(heap: Pymalloc): number[] {
  const found: number[] = [];
  for (let pool = heap.firstPool; pool < heap.poolTop; pool++) if (isOpen(heap, pool)) found.push(pool);
  return found;
}
