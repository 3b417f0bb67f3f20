/** What the board of a `pools` puzzle shows. */
import type { ArenaView, ClassView, GeometryView, ObjectView, RawView, StreamView } from '../board/view.ts';

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
