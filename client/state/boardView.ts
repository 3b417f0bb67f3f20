import type { HeapView } from '../../shared/game/puzzles/heap/view.ts';
import { inspect as inspectHeap } from '../../shared/game/puzzles/heap/view.ts';
import type { PinnedView } from '../../shared/game/puzzles/pinned/view.ts';
import { inspect as inspectPinned } from '../../shared/game/puzzles/pinned/view.ts';
import type { PoolsView } from '../../shared/game/puzzles/pools/view.ts';
import { inspect as inspectPools } from '../../shared/game/puzzles/pools/view.ts';

export type BoardView = PoolsView | HeapView | PinnedView;

/** What a board shows, by kind; null for a kind that this version of the interface does not know. */
export function boardView(kind: string, state: unknown): BoardView | null {
  switch (kind) {
    case 'pools':
      return inspectPools(state as never);
    case 'heap':
      return inspectHeap(state as never);
    case 'pinned':
      return inspectPinned(state as never);
    default:
      return null;
  }
}
