/** What the board of a `pinned` puzzle shows: a heap that is there already, a budget of frees, and requests to foresee. */
import type { ArenaView, GeometryView, ObjectView, RawView, StreamView } from '../board/view.ts';

/** An object of the board. `blocks` are the addresses of its live blocks; none once it is freed. */
export interface PinnedObjectView extends ObjectView {
  readonly blocks: readonly number[];
  /** False where the program still uses it, and once it is freed. */
  readonly mayFree: boolean;
  /** Whether the program still uses it (the level's `keep`). */
  readonly kept: boolean;
}

/** Where a request goes, as `predict` names it. */
export type Place = { readonly pool: number; readonly offset: number } | 'newArena' | 'system';

/** A request that was served: where the player said and where it went. */
export interface PredictionView {
  readonly request: number;
  readonly predicted: Place;
  readonly actual: Place;
  readonly right: boolean;
}

/** A request has to land where an object of the start lies, or lay. */
export interface TargetView {
  /** Name of the request. */
  readonly request: string;
  /** Name of the object whose slot it has to get. */
  readonly slotOf: string;
  readonly address: number;
  readonly pool: number;
  readonly offsetBytes: number;
  readonly state: 'open' | 'hit' | 'missed';
}

export interface PinnedView {
  readonly kind: 'pinned';
  readonly geometry: GeometryView;
  readonly arenas: readonly ArenaView[];
  readonly raw: readonly RawView[];
  /** In the order of the level file. */
  readonly objects: readonly PinnedObjectView[];
  readonly frees: { readonly budget: number; readonly used: number };
  /** The requests whose places are to be foreseen; empty in levels that only free. */
  readonly stream: StreamView;
  readonly predictions: readonly PredictionView[];
  readonly targets: readonly TargetView[];
  /** What has come back so far, and what the goal asks for (null: nothing). */
  readonly returned: {
    readonly pools: number;
    readonly arenas: number;
    readonly bytes: number;
    readonly poolsGoal: number | null;
    readonly arenasGoal: number | null;
  };
  readonly wrong: { readonly count: number; readonly allowed: number | null };
}
