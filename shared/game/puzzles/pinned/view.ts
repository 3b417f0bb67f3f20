/** What the board of a `pinned` puzzle shows: a heap that is there already, a budget of frees, and requests to foresee. */
import { arenaViews, geometryView, objectView, rawViews, streamView } from '../board/inspect.ts';
import { blocksOfObject, isAlive } from '../board/stream.ts';
import type { ArenaView, GeometryView, ObjectView, RawView, StreamView } from '../board/view.ts';
import {
  arenasReturned,
  bytesReturned,
  type PinnedState,
  type Prediction,
  poolsReturned,
  wrongPredictions,
} from './state.ts';

/** An object of the board. `blocks` are the addresses of its live blocks; none once it is freed. */
export interface PinnedObjectView extends ObjectView {
  readonly blocks: readonly number[];
  /** False where the program still uses it, and once it is freed. */
  readonly mayFree: boolean;
  /** Whether the program still uses it (the level's `keep`). */
  readonly kept: boolean;
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
  readonly predictions: readonly Prediction[];
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

/** What the board shows now. Shares nothing with `state` that changes. */
export function inspect(state: PinnedState): PinnedView {
  const { board, goal, budget } = state;
  const { plan } = board;
  return {
    kind: 'pinned',
    geometry: geometryView(board),
    arenas: arenaViews(board),
    raw: rawViews(board),
    objects: plan.objects.map((object, index) => ({
      ...objectView(board, index),
      blocks: blocksOfObject(board, index),
      mayFree: !object.kept && isAlive(board, index),
      kept: object.kept,
    })),
    frees: { budget, used: state.freesUsed },
    stream: streamView(board),
    predictions: state.predictions,
    targets: state.targets.map(({ request, slotOf, ...slot }, index) => ({
      request: plan.objects[plan.firstRequest + request].name,
      slotOf,
      ...slot,
      state: state.hits[index] === 0 ? 'open' : state.hits[index] === 1 ? 'hit' : 'missed',
    })),
    returned: {
      pools: poolsReturned(state),
      arenas: arenasReturned(state),
      bytes: bytesReturned(state),
      poolsGoal: goal.poolsReturned ?? null,
      arenasGoal: goal.arenasReturned ?? null,
    },
    wrong: { count: wrongPredictions(state), allowed: goal.wrongPredictions ?? null },
  };
}
