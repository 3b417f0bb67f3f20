/**
 * CPython's choice of a pool for a request, as a value: what a player decides in the game, and what the ghost
 * "CPython's move" shows. Pymalloc.malloc makes the same choice with the same steps.
 *
 * Models Objects/obmalloc.c: pymalloc_alloc (first used pool of the class) and allocate_from_new_pool (head of
 * usable_arenas, else a new arena; an emptied pool before an untouched one).
 */
import type { Pymalloc } from './pymalloc.ts';

export type PoolChoice =
  /** A pool of the class with a free block: the first in its list. */
  | { readonly kind: 'used'; readonly pool: number; readonly arena: number }
  /** Open the pool that `arena` got back last. */
  | { readonly kind: 'recycled'; readonly pool: number; readonly arena: number }
  /** Open the next untouched pool of `arena`. */
  | { readonly kind: 'untouched'; readonly arena: number }
  | { readonly kind: 'newArena' };

/** What CPython would do for a request of the class now. Changes nothing. */
export function choosePool(heap: Pymalloc, szidx: number): PoolChoice {
  const pool = heap.firstUsed(szidx);
  if (pool !== 0) return { kind: 'used', pool, arena: heap.arenaOf(pool) };
  const arena = heap.arenas.usable;
  return arena === 0 ? { kind: 'newArena' } : choiceInArena(heap, arena);
}

/** The pool that opening one in `arena` would take: what emptied last, else the next untouched one. */
export function choiceInArena(heap: Pymalloc, arena: number): PoolChoice {
  const pool = heap.arenas.freePools(arena);
  return pool === 0 ? { kind: 'untouched', arena } : { kind: 'recycled', pool, arena };
}

/** Carries a choice out and returns the open pool to allocate from, or 0 where that is not possible. */
export function openChosen(heap: Pymalloc, szidx: number, choice: PoolChoice): number {
  switch (choice.kind) {
    case 'used':
      return choice.pool;
    case 'recycled':
    case 'untouched':
      return heap.openPool(szidx, choice.arena);
    case 'newArena':
      return heap.openPool(szidx, heap.mapArena());
  }
}

/** Whether a request of `size` bytes may go to `pool` now: it is open, of the class or a larger one, and not full. */
export function accepts(heap: Pymalloc, pool: number, size: number): boolean {
  if (!heap.isOpen(pool) || size <= 0 || size > heap.blockBytes(heap.szidx(pool))) return false;
  return heap.freeblock(pool) !== 0;
}
