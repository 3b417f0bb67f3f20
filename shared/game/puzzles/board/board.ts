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

export interface Board {
  readonly plan: Plan;
  readonly ruleset: string;
  readonly maxArenas: number | null;
  readonly heap: Pymalloc;
  /** Address of every block of every object (plan.firstPart), 0 where it is not alive. */
  readonly addresses: Float64Array;
  /** The request at hand: index in the stream; plan.requests when all are served. */
  next: number;
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
  const board: Board = {
    plan,
    ruleset,
    maxArenas: options.maxArenas ?? null,
    heap: new Pymalloc(geometry),
    addresses: new Float64Array(plan.parts),
    next: 0,
  };
  for (const { verb, object } of plan.prelude) {
    if (verb === 'free') kill(board, object);
    else
      for (const [part, bytes] of plan.objects[object].parts.entries())
        settle(board, object, part, board.heap.malloc(bytes));
  }
  return board;
}

export function cloneBoard(board: Board): Board {
  return { ...board, heap: board.heap.clone(), addresses: board.addresses.slice() };
}

export function hashBoard(board: Board, hasher: Hasher): void {
  board.heap.hash(hasher);
  hasher.words(board.addresses).word(board.next);
}

/** Index of the object that the request at hand asks for, or -1 when the stream is over. */
export function requestedObject(board: Board): number {
  return board.next < board.plan.requests ? board.plan.firstRequest + board.next : -1;
}

/** Bytes that the request at hand asks for. Only while there is one. */
export function requestedBytes(board: Board): number {
  return board.plan.objects[board.plan.firstRequest + board.next].bytes;
}

export function isAlive(board: Board, object: number): boolean {
  return board.addresses[board.plan.objects[object].firstPart] !== 0;
}

/** Notes where a block of an object lies. */
export function settle(board: Board, object: number, part: number, address: number): void {
  invariant(address !== 0, `the heap has room for ${board.plan.objects[object].name}`);
  board.addresses[board.plan.objects[object].firstPart + part] = address;
}

/** Frees all blocks of an object, the last one first, as a list frees its items before itself. */
export function kill(board: Board, object: number): void {
  const { firstPart, parts } = board.plan.objects[object];
  for (let part = parts.length - 1; part >= 0; part--) {
    board.heap.free(board.addresses[firstPart + part]);
    board.addresses[firstPart + part] = 0;
  }
}

/** The request at hand lies at `address`: who is due dies, the next request arrives. */
export function advanceStream(board: Board, address: number, emit: Emit): void {
  const object = requestedObject(board);
  settle(board, object, 0, address);
  board.next++;
  for (const dying of board.plan.deaths[board.next]) {
    if (!isAlive(board, dying)) continue;
    emit({
      type: 'objectDied',
      object: board.plan.objects[dying].name,
      blocks: blocksOfObject(board, dying),
    });
    kill(board, dying);
  }
  if (board.next === board.plan.requests) {
    emit({ type: 'streamEnded' });
    return;
  }
  const { name, bytes } = board.plan.objects[requestedObject(board)];
  emit({ type: 'requestArrived', request: board.next, object: name, bytes });
}

/** Addresses of the live blocks of an object. */
export function blocksOfObject(board: Board, object: number): number[] {
  const { firstPart, parts } = board.plan.objects[object];
  return [...board.addresses.subarray(firstPart, firstPart + parts.length)].filter(
    (address) => address !== 0,
  );
}

/** Runs `change` while everything that the heap does is told to `emit`. */
export function listening(board: Board, emit: Emit, change: () => void): void {
  board.heap.sink = emit;
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

/** Pools that have a size class now. */
export function openPools(heap: Pymalloc): number {
  let pools = 0;
  for (let arena = 1; arena <= heap.arenas.top; arena++)
    if (heap.arenas.isMapped(arena)) pools += heap.arenas.total(arena) - heap.arenas.nfree(arena);
  return pools;
}
