/**
 * What a board of pymalloc's heap shows: plain, readable values that a picture, its spoken twin and a test can
 * all be made from. Addresses are simulated 64-bit numbers, offsets and sizes are bytes.
 */

/** The geometry that holds on this board. */
export interface GeometryView {
  readonly ruleset: string;
  /** Size classes are its multiples. */
  readonly alignmentBytes: number;
  readonly poolBytes: number;
  readonly poolHeaderBytes: number;
  readonly arenaBytes: number;
  readonly poolsPerArena: number;
  /** Requests above this are not pymalloc's. */
  readonly maxRequestBytes: number;
  /** Whether the ruleset keeps the last arena of the list even when all of it is free (3.9 and later). */
  readonly keepsLastArena: boolean;
  /** Pools of a real arena where the level scaled arenas down, else null. The interface must say so. */
  readonly scaledFromPools: number | null;
  /** Arenas the system gives in all, or null where the level sets no limit. */
  readonly maxArenas: number | null;
}

/** One size class; `capacity` is the number of blocks in a pool, `tailBytes` what a pool of it leaves unused. */
export interface ClassView {
  readonly szidx: number;
  readonly blockBytes: number;
  readonly capacity: number;
  readonly tailBytes: number;
}

/** An object that lives on the board, or is about to. Its `name` is unique on the board. */
export interface ObjectView {
  readonly name: string;
  /** `int`, `str`, `list`... : decides the tile's shape. */
  readonly type: string;
  /** Bytes its program asked for (all blocks together where it has several). */
  readonly bytes: number;
  /**
   * When it dies, as far as the level tells: `before` is the index of the request that will not see it alive any
   * more (the number of requests: at the end), `inRequests` how many placements are left till then. Null: not told, or never.
   */
  readonly death: { readonly before: number; readonly inRequests: number } | null;
}

/** A live block. */
export interface BlockView {
  readonly address: number;
  /** From the start of its pool. */
  readonly offsetBytes: number;
  readonly blockBytes: number;
  readonly requestedBytes: number;
  /** Lost to rounding: blockBytes - requestedBytes. */
  readonly wastedBytes: number;
  readonly object: ObjectView;
  /** Which of its object's blocks this is, from 0 (a list: 0 its head, 1 its item array), and of how many. */
  readonly part: number;
  readonly parts: number;
}

/**
 * `untouched`: never used since the arena was mapped; `free`: emptied, back in its arena; `used`: has a class and room;
 * `full`: has a class and no room.
 */
export type TrayState = 'untouched' | 'free' | 'used' | 'full';

/** A pool. A free one remembers its last class: `szidx`, `freeList` and `carveOffset` are then what a reopening in the same class finds. */
export interface TrayView {
  /** The pool's number: what the actions name. */
  readonly pool: number;
  /** Position in its arena, from 0. */
  readonly index: number;
  readonly address: number;
  readonly state: TrayState;
  /** Null only while untouched. */
  readonly szidx: number | null;
  readonly blockBytes: number;
  readonly capacity: number;
  readonly headerBytes: number;
  /** Behind the last block, too short for another one. */
  readonly tailBytes: number;
  /** Live blocks, ascending by offset. */
  readonly blocks: readonly BlockView[];
  /** Offsets of the free blocks in the order of the list: the first is the one the next request of this pool gets. */
  readonly freeList: readonly number[];
  /** Offset of the first block that was never handed out nor threaded, or null where all were. */
  readonly carveOffset: number | null;
  /** Place in the list of used pools of its class: 0 is the pool that CPython itself would serve from. Null where not `used`. */
  readonly usedRank: number | null;
  /** Place among its arena's emptied pools (last in, first out): 0 is reopened next. Null where not `free`. */
  readonly freeRank: number | null;
}

export interface ArenaView {
  /** The arena's number: what the actions name. */
  readonly arena: number;
  /** Arenas mapped before it. */
  readonly serial: number;
  readonly address: number;
  readonly sizeBytes: number;
  readonly freePools: number;
  /** By position. */
  readonly trays: readonly TrayView[];
  /** Place in `usable_arenas`: 0 is the arena that CPython takes a pool from. Null where it has no free pool. */
  readonly usableRank: number | null;
}

/** A block of the system allocator: requests of more than 512 bytes, and of none. */
export interface RawView {
  readonly address: number;
  readonly requestedBytes: number;
  /** With malloc's header and rounding. */
  readonly chunkBytes: number;
  readonly object: ObjectView;
  /** Which of its object's blocks this is, from 0, and of how many; the others may lie in pools. */
  readonly part: number;
  readonly parts: number;
}

/** A request of the stream. */
export interface RequestView {
  /** Its index in the stream, from 0. */
  readonly index: number;
  readonly object: ObjectView;
  readonly bytes: number;
  /** The class pymalloc would round it up to, or null where it is the system allocator's. */
  readonly szidx: number | null;
  /** Bytes of a block of that class; for the system allocator, of its chunk. */
  readonly blockBytes: number;
}

/** The stream of requests: `now` waits for the player, `announced` follow, `hidden` more come unannounced. */
export interface StreamView<R = RequestView> {
  readonly now: R | null;
  readonly announced: readonly R[];
  readonly hidden: number;
  readonly placed: number;
  readonly total: number;
}
