/** The state of a `pools` puzzle: the board, and the account of what the player made of it. */

import { accepts } from '../../../sim/pymalloc/policy.ts';
import type { Pymalloc } from '../../../sim/pymalloc/pymalloc.ts';
import type { Emit } from '../../action.ts';
import type { Metrics, Status } from '../../kind.ts';
import { type Board, bootBoard, cloneBoard, heldBytes, openPools } from '../board/board.ts';
import { planOf } from '../board/plan.ts';
import { blockBytesOf, liveBlocks, openPoolList, poolNumber } from '../board/pool.ts';
import { advanceStream, requestedBytes, requestedObject } from '../board/stream.ts';
import type { PoolsGoal, PoolsSetup } from './setup.ts';

export interface PoolsState {
  readonly board: Board;
  readonly goal: PoolsGoal;
  readonly choosesArena: boolean;
  moves: number;
  peakBytes: number;
  peakPools: number;
  wastedBytes: number;
}

export function boot(setup: PoolsSetup): PoolsState {
  const { start } = setup;
  const board = bootBoard(planOf(start).plan, setup.ruleset, start);
  return {
    board,
    goal: setup.goal,
    choosesArena: start.arenaChoice === 'player',
    moves: 0,
    peakBytes: heldBytes(board.heap),
    peakPools: openPools(board.heap),
    wastedBytes: 0,
  };
}

export function clone(state: PoolsState): PoolsState {
  return { ...state, board: cloneBoard(state.board) };
}

export function measure(state: PoolsState): Metrics {
  const { peakBytes, peakPools, wastedBytes, moves } = state;
  return { peakBytes, peakPools, wastedBytes, moves };
}

/** Whether the request at hand is the system allocator's: more than 512 bytes, or none. */
export function isRaw(heap: Pymalloc, bytes: number): boolean {
  return heap.szidxOf(bytes) < 0;
}

/** The heap's pools that the request at hand fits in, ascending. */
export function fittingPools(state: PoolsState): number[] {
  const { heap } = state.board;
  const bytes = requestedBytes(state.board);
  return isRaw(heap, bytes) ? [] : openPoolList(heap).filter((pool) => accepts(heap, pool, bytes));
}

/** The board's number of an open pool without any block that could serve the request at hand, or 0. */
export function unusedPool(state: PoolsState): number {
  const { heap } = state.board;
  return poolNumber(heap, fittingPools(state).find((pool) => liveBlocks(heap, pool) === 0) ?? 0);
}

/** Whether a new pool needs an arena that the level does not give. */
export function outOfArenas(state: PoolsState): boolean {
  const { heap, maxArenas } = state.board;
  return maxArenas !== null && heap.arenas.usable === 0 && heap.arenas.mapped >= maxArenas;
}

/** The block for the request at hand was taken at `address`: books it and moves the stream on. */
export function served(state: PoolsState, address: number, emit: Emit): void {
  const { board } = state;
  const { heap } = board;
  const object = board.plan.objects[requestedObject(board)];
  const pool = heap.poolAt(address);
  const blockBytes = pool === 0 ? heap.system.chunkBytesFor(object.bytes) : blockBytesOf(heap, pool);
  const wastedBytes = pool === 0 ? 0 : blockBytes - object.bytes;
  state.wastedBytes += wastedBytes;
  notePeak(state);
  emit({
    type: 'requestPlaced',
    request: board.next,
    object: object.name,
    bytes: object.bytes,
    address,
    pool: poolNumber(heap, pool),
    offsetBytes: pool === 0 ? 0 : address - heap.poolAddress(pool),
    blockBytes,
    wastedBytes,
  });
  advanceStream(board, address, emit, (dead) => heap.free(dead));
}

export function notePeak(state: PoolsState): void {
  state.peakBytes = Math.max(state.peakBytes, heldBytes(state.board.heap));
  state.peakPools = Math.max(state.peakPools, openPools(state.board.heap));
}

export function status(state: PoolsState): Status {
  const { board, goal } = state;
  const over = (reason: string, value: number, limit: number | undefined): Status | null =>
    limit !== undefined && value > limit ? { phase: 'lost', reason, facts: { value, limit } } : null;
  const broken =
    over('peakBytesAboveGoal', state.peakBytes, goal.peakBytes) ??
    over('peakPoolsAboveGoal', state.peakPools, goal.peakPools) ??
    over('wasteAboveGoal', state.wastedBytes, goal.wastedBytes);
  if (broken) return broken;
  if (board.next === board.plan.requests)
    return over('heldAboveGoal', heldBytes(board.heap), goal.heldBytesAtEnd) ?? { phase: 'won' };
  const bytes = requestedBytes(board);
  if (outOfArenas(state) && !isRaw(board.heap, bytes) && fittingPools(state).length === 0)
    return { phase: 'lost', reason: 'outOfMemory', facts: { bytes, maxArenas: board.maxArenas ?? 0 } };
  return { phase: 'playing' };
}
