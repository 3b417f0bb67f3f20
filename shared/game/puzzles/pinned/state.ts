/** The state of a `pinned` puzzle: the board, the budget, what was foretold and what has come back. */
import type { Hasher } from '../../../base/hash.ts';
import type { Metrics, Status } from '../../kind.ts';
import { type Board, bootBoard, cloneBoard, hashBoard, heldBytes, openPools } from '../board/board.ts';
import { planOf } from '../board/plan.ts';
import { poolNumber } from '../board/pool.ts';
import { isAlive } from '../board/stream.ts';
import type { PinnedGoal, PinnedSetup } from './setup.ts';

/** Where a request goes. */
export type Place = { readonly pool: number; readonly offset: number } | 'newArena' | 'system';

export interface Prediction {
  readonly request: number;
  readonly predicted: Place;
  readonly actual: Place;
  readonly right: boolean;
}

/** A slot that a request has to get: the request's index, and where the slot is. */
export interface Target {
  readonly request: number;
  readonly slotOf: string;
  readonly address: number;
  readonly pool: number;
  readonly offsetBytes: number;
}

/** How things stood at first. */
interface Origin {
  readonly pools: number;
  readonly arenas: number;
  readonly bytes: number;
  /** Address of each block at the start, as in Stream.addresses. */
  readonly addresses: Float64Array;
}

export interface PinnedState {
  readonly board: Board;
  readonly goal: PinnedGoal;
  readonly budget: number;
  readonly origin: Origin;
  readonly targets: readonly Target[];
  /** Values, never changed in place: a clone may share them. */
  predictions: readonly Prediction[];
  /** By target: 1 hit, 0 not yet, -1 missed. */
  hits: readonly number[];
  freesUsed: number;
  moves: number;
}

export function boot(setup: PinnedSetup): PinnedState {
  const { start, goal } = setup;
  const board = bootBoard(planOf(start).plan, setup.ruleset, start);
  const { plan, heap } = board;
  const targets = (goal.targets ?? []).map(({ request, slotOf }) => {
    const address = board.addresses[plan.objects[plan.byName.get(slotOf)!].firstPart];
    const pool = heap.poolAt(address);
    return {
      request: plan.objects[plan.byName.get(request)!].request!,
      slotOf,
      address,
      pool: poolNumber(heap, pool),
      offsetBytes: address - heap.poolAddress(pool),
    };
  });
  return {
    board,
    goal,
    budget: start.frees,
    origin: {
      pools: openPools(heap),
      arenas: heap.arenas.mapped,
      bytes: heldBytes(heap),
      addresses: board.addresses.slice(),
    },
    targets,
    predictions: [],
    hits: targets.map(() => 0),
    freesUsed: 0,
    moves: 0,
  };
}

export function clone(state: PinnedState): PinnedState {
  return { ...state, board: cloneBoard(state.board) };
}

export function hash(state: PinnedState, hasher: Hasher): void {
  hashBoard(state.board, hasher);
  hasher.word(state.freesUsed).word(state.moves).words(state.hits);
  for (const { right } of state.predictions) hasher.word(right ? 1 : 0);
}

export function wrongPredictions(state: PinnedState): number {
  return state.predictions.filter(({ right }) => !right).length;
}

export function poolsReturned({ origin, board }: PinnedState): number {
  return origin.pools - openPools(board.heap);
}

export function arenasReturned({ origin, board }: PinnedState): number {
  return origin.arenas - board.heap.arenas.mapped;
}

export function bytesReturned({ origin, board }: PinnedState): number {
  return origin.bytes - heldBytes(board.heap);
}

export function measure(state: PinnedState): Metrics {
  return {
    freesUsed: state.freesUsed,
    bytesReturned: bytesReturned(state),
    wrongPredictions: wrongPredictions(state),
    moves: state.moves,
  };
}

/** Objects that the player could free, budget aside: alive and not in use by the program. */
export function freeable({ board }: PinnedState): number[] {
  const found: number[] = [];
  for (const [index, { kept }] of board.plan.objects.entries())
    if (!kept && isAlive(board, index)) found.push(index);
  return found;
}

export function status(state: PinnedState): Status {
  const { board, goal } = state;
  const wrong = wrongPredictions(state);
  if (goal.wrongPredictions !== undefined && wrong > goal.wrongPredictions)
    return { phase: 'lost', reason: 'tooManyWrong', facts: { value: wrong, limit: goal.wrongPredictions } };
  const missed = state.hits.indexOf(-1);
  if (missed >= 0) {
    const { request, slotOf } = state.targets[missed];
    const name = board.plan.objects[board.plan.firstRequest + request].name;
    return { phase: 'lost', reason: 'targetMissed', facts: { request: name, slotOf } };
  }
  if (board.next < board.plan.requests) return { phase: 'playing' };
  const enough =
    poolsReturned(state) >= (goal.poolsReturned ?? Number.NEGATIVE_INFINITY) &&
    arenasReturned(state) >= (goal.arenasReturned ?? Number.NEGATIVE_INFINITY);
  if (enough) return { phase: 'won' };
  if (state.freesUsed >= state.budget)
    return { phase: 'lost', reason: 'budgetSpent', facts: { budget: state.budget } };
  return freeable(state).length > 0 ? { phase: 'playing' } : { phase: 'lost', reason: 'goalMissed' };
}
