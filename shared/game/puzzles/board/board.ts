/**
 * A pymalloc heap with named objects on it, and a stream of requests that goes by: the ground that the kinds `pools`
 * and `pinned` stand on. Which pool serves a request is decided above; how it does so, and what a death sets off, is
 * the simulation's business.
 */
import { invariant } from '../../../base/assert.ts';
import type { Hasher } from '../../../base/hash.ts';
import { Pymalloc } from '../../../sim/pymalloc/pymalloc.ts';
import {
  type PymallocGeometry,
  pymallocGeometry,
  withPoolsPerArena,
} from '../../../sim/rulesets/allocator.ts';
import type { Emit } from '../../action.ts';
import type { Plan } from './plan.ts';
import { poolNumber } from './pool.ts';
import { hashStream, kill, type Stream, settle } from './stream.ts';

export interface Board extends Stream {
  readonly ruleset: string;
  readonly maxArenas: number | null;
  readonly heap: Pymalloc;
}

/** The geometry that a level plays on, or null where the ruleset is not known. */
export function boardGeometry(ruleset: string, poolsPerArena?: number): PymallocGeometry | null {
  const geometry = pymallocGeometry(ruleset);
  return geometry && poolsPerArena !== undefined ? withPoolsPerArena(geometry, poolsPerArena) : geometry;
}

/** The board after its prelude, which CPython's own rules have played. */
export function bootBoard(
  plan: Plan,
  ruleset: string,
  options: { poolsPerArena?: number; maxArenas?: number },
): Board {
  const geometry = boardGeometry(ruleset, options.poolsPerArena);
  invariant(geometry !== null, `the ruleset ${ruleset} has an allocator`);
  const heap = new Pymalloc(geometry);
  const board: Board = {
    plan,
    ruleset,
    maxArenas: options.maxArenas ?? null,
    heap,
    addresses: new Float64Array(plan.parts),
    next: 0,
  };
  for (const { verb, object } of plan.prelude) {
    if (verb === 'free') kill(board, object, (address) => heap.free(address));
    else
      for (const [part, bytes] of plan.objects[object].parts.entries())
        settle(board, object, part, heap.malloc(bytes));
  }
  return board;
}

export function cloneBoard(board: Board): Board {
  return { ...board, heap: board.heap.clone(), addresses: board.addresses.slice() };
}

export function hashBoard(board: Board, hasher: Hasher): void {
  board.heap.hash(hasher);
  hashStream(board, hasher);
}

/** Runs `change` while everything that the heap does is told to `emit`, pools by the board's numbers. */
export function listening(board: Board, emit: Emit, change: () => void): void {
  board.heap.sink = (event) =>
    emit('pool' in event ? { ...event, pool: poolNumber(board.heap, event.pool) } : event);
  change();
  board.heap.sink = null;
}

/**
 * Bytes held from the system: whole arenas, and the chunks of the system allocator's blocks. How many pages malloc
 * holds beyond its chunks is another layer's matter and left out.
 */
export function heldBytes(heap: Pymalloc): number {
  const { space } = heap.system;
  return space.mappedBytes - space.brkBytes + heap.system.chunkBytes;
}

/** How many pools have a size class now. */
export function openPools(heap: Pymalloc): number {
  let pools = 0;
  for (let arena = 1; arena <= heap.arenas.top; arena++)
    if (heap.arenas.isMapped(arena)) pools += heap.arenas.total(arena) - heap.arenas.nfree(arena);
  return pools;
}
