import type { OsEvent } from '../os/events.ts';

/**
 * What pymalloc did, in the order in which it did it. `arena` and `pool` are the allocator's own numbers (see
 * Pymalloc), addresses are simulated, sizes are bytes.
 */
export type PymallocEvent =
  | {
      readonly type: 'arenaMapped';
      readonly arena: number;
      readonly address: number;
      readonly sizeBytes: number;
      readonly pools: number;
    }
  | {
      readonly type: 'arenaUnmapped';
      readonly arena: number;
      readonly address: number;
      readonly sizeBytes: number;
    }
  /** A free pool got a size class. `recycled`: an emptied one (LIFO); `sameClass`: its old free list is kept. */
  | {
      readonly type: 'poolOpened';
      readonly pool: number;
      readonly arena: number;
      readonly address: number;
      readonly szidx: number;
      readonly recycled: boolean;
      readonly sameClass: boolean;
    }
  /** The pool is now first in the list of used pools of its class. */
  | { readonly type: 'poolLinked'; readonly pool: number; readonly szidx: number }
  /** The next untouched block of a pool became its only free one. */
  | { readonly type: 'blockCarved'; readonly pool: number; readonly address: number; readonly szidx: number }
  | {
      readonly type: 'blockAllocated';
      readonly pool: number;
      readonly address: number;
      readonly szidx: number;
      readonly requestedBytes: number;
      /** `carved`: the block was never used before; `popped`: it was freed earlier. */
      readonly source: 'carved' | 'popped';
    }
  | {
      readonly type: 'blockFreed';
      readonly pool: number;
      readonly address: number;
      readonly szidx: number;
      readonly requestedBytes: number;
    }
  /** A resize that kept its block. */
  | {
      readonly type: 'blockResized';
      readonly pool: number;
      readonly address: number;
      readonly szidx: number;
      readonly requestedBytes: number;
    }
  /** The last free block is gone: the pool leaves the list of its class. */
  | { readonly type: 'poolFilled'; readonly pool: number; readonly szidx: number }
  /** The last live block is gone: the pool went back to its arena, where it is the next to be taken. */
  | { readonly type: 'poolEmptied'; readonly pool: number; readonly arena: number; readonly szidx: number }
  | OsEvent;

export type PymallocSink = (event: PymallocEvent) => void;
