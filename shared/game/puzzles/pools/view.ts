/** What the board of a `pools` puzzle shows. */
import { heldBytes } from '../board/board.ts';
import { arenaViews, classView, dyingNext, geometryView, rawViews, streamView } from '../board/inspect.ts';
import type { ArenaView, ClassView, GeometryView, ObjectView, RawView, StreamView } from '../board/view.ts';
import type { PoolsState } from './state.ts';

export interface PoolsView {
  readonly kind: 'pools';
  readonly geometry: GeometryView;
  /** Mapped arenas, oldest first. */
  readonly arenas: readonly ArenaView[];
  readonly raw: readonly RawView[];
  readonly stream: StreamView;
  /** Objects that die before the next request arrives: as soon as this one is placed. */
  readonly dyingNext: readonly ObjectView[];
  /** The classes that the player may open a pool for, smallest first. */
  readonly classes: readonly ClassView[];
  /** Whether the player names the arena of a new pool; otherwise CPython's own choice holds. */
  readonly choosesArena: boolean;
  /** Whether opening a pool would map a new arena, as things are (CPython's choice). */
  readonly nextPoolMapsArena: boolean;
  readonly heldBytes: number;
  readonly peakBytes: number;
  /** The limits of the goal that are set. */
  readonly limits: {
    readonly peakBytes: number | null;
    readonly peakPools: number | null;
    readonly wastedBytes: number | null;
    readonly heldBytesAtEnd: number | null;
  };
}

/** What the board shows now. Shares nothing with `state`. */
export function inspect(state: PoolsState): PoolsView {
  const { board, goal } = state;
  const { heap } = board;
  return {
    kind: 'pools',
    geometry: geometryView(board),
    arenas: arenaViews(board),
    raw: rawViews(board),
    stream: streamView(board),
    dyingNext: dyingNext(board),
    classes: Array.from({ length: heap.classes }, (_, szidx) => classView(heap, szidx)),
    choosesArena: state.choosesArena,
    nextPoolMapsArena: heap.arenas.usable === 0,
    heldBytes: heldBytes(heap),
    peakBytes: state.peakBytes,
    limits: {
      peakBytes: goal.peakBytes ?? null,
      peakPools: goal.peakPools ?? null,
      wastedBytes: goal.wastedBytes ?? null,
      heldBytesAtEnd: goal.heldBytesAtEnd ?? null,
    },
  };
}
