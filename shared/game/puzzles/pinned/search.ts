/** What solvers ask of the kind `pinned`: legal moves, two ways to free, bounds, and which boards are as good as equal. */
import { Hasher } from '../../../base/hash.ts';
import { freePoolsOf, usableArenas } from '../../../sim/pymalloc/inspect.ts';
import type { Action } from '../../action.ts';
import type { Metrics } from '../../kind.ts';
import { heldBytes } from '../board/board.ts';
import { heapPool, isOpen, liveBlocks, openPoolList, poolClass, poolNumber } from '../board/pool.ts';
import { blocksOfObject, isAlive, requestedBytes, requestedObject } from '../board/stream.ts';
import { nextPlace, predict } from './predict.ts';
import {
  arenasReturned,
  bytesReturned,
  freeable,
  type PinnedState,
  poolsReturned,
  wrongPredictions,
} from './state.ts';

/** Frees in the order of the level file, then predictions by pool and offset, then `newArena` and `system`. */
export function moves(state: PinnedState): Action[] {
  const found = frees(state);
  if (requestedObject(state.board) < 0) return found;
  const { heap } = state.board;
  const szidx = heap.szidxOf(requestedBytes(state.board));
  if (szidx >= 0) {
    const { poolHeader } = heap.geometry;
    const blockBytes = heap.blockBytes(szidx);
    for (let number = 1; number <= heap.arenas.top * heap.poolsPerArena; number++) {
      const pool = heapPool(heap, number);
      if (pool === 0 || (isOpen(heap, pool) && poolClass(heap, pool) !== szidx)) continue;
      for (let block = 0; block < heap.capacity(szidx); block++) {
        const at = { pool: number, offset: poolHeader + block * blockBytes };
        if (predict.check(state, { type: 'predict', at }) === null) found.push({ type: 'predict', at });
      }
    }
  }
  found.push({ type: 'predict', at: 'newArena' }, { type: 'predict', at: 'system' });
  return found;
}

function frees(state: PinnedState): Action[] {
  if (state.freesUsed >= state.budget) return [];
  const { objects } = state.board.plan;
  return freeable(state).map((object) => ({ type: 'freeObject', object: objects[object].name }));
}

/**
 * The heap does not care what was foretold, so a wrong prediction never serves better than the right one. Of objects whose
 * blocks lie in the same pools any may stand for all, as long as no target is among their slots. And where the budget
 * cannot pay any more for what is missing, no move is worth it.
 */
export function worthwhileMoves(state: PinnedState): Action[] {
  const { board } = state;
  if (state.freesUsed + freesNeeded(state) > state.budget) return [];
  const wanted = new Set(state.targets.map(({ address }) => address));
  const seen = new Set<string>();
  const found = frees(state).filter(({ object }) => {
    const index = board.plan.byName.get(object as string)!;
    const blocks = blocksOfObject(board, index);
    if (blocks.some((address) => wanted.has(address))) return true;
    const pools = blocks.map((address) => board.heap.poolAt(address) || -board.plan.objects[index].bytes);
    const key = `${board.plan.objects[index].dies}:${pools}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  if (requestedObject(board) >= 0) found.push(foresee(state));
  return found;
}

function foresee({ board }: PinnedState): Action {
  return { type: 'predict', at: nextPlace(board.heap, requestedBytes(board)) };
}

/** Frees like an interpreter at exit, in order of creation, and foresees like CPython itself. */
export function cpython(state: PinnedState): Action | null {
  const { plan } = state.board;
  const mustFree = !goalReached(state) || state.targets.length > 0;
  const objects = freeable(state).filter((object) => plan.objects[object].request === null);
  if (mustFree && objects.length > 0 && state.freesUsed < state.budget)
    return { type: 'freeObject', object: plan.objects[objects[0]].name };
  return requestedObject(state.board) >= 0 ? foresee(state) : null;
}

/** The same with the newest object first, as scopes end. */
export function newestFirst(state: PinnedState): Action | null {
  const { plan } = state.board;
  const objects = freeable(state).filter((object) => plan.objects[object].request === null);
  const mustFree = !goalReached(state) || state.targets.length > 0;
  if (mustFree && objects.length > 0 && state.freesUsed < state.budget)
    return { type: 'freeObject', object: plan.objects[objects[objects.length - 1]].name };
  return requestedObject(state.board) >= 0 ? foresee(state) : null;
}

function goalReached(state: PinnedState): boolean {
  const { poolsReturned: pools = 0, arenasReturned: arenas = 0 } = state.goal;
  return poolsReturned(state) >= pools && arenasReturned(state) >= arenas;
}

/** No way to go on gets better than this: pools still to come back need frees, each as many as it can spare fewest. */
export function bound(state: PinnedState): Metrics {
  const left = state.board.plan.requests - state.board.next;
  const frees = freesNeeded(state);
  return {
    freesUsed: state.freesUsed + frees,
    bytesReturned: bytesReturned(state) + heldBytes(state.board.heap),
    wrongPredictions: wrongPredictions(state),
    moves: state.moves + left + frees,
  };
}

/**
 * Frees that the goal still needs at least. While requests are left: one for each object in the slot of an open target,
 * unless it dies by itself. After that a free takes at most `most` blocks along, and so many blocks hold the pools that
 * have to come back.
 */
function freesNeeded(state: PinnedState): number {
  const { board, goal } = state;
  const { heap, plan } = board;
  if (board.next < plan.requests) {
    const open = new Set(
      state.targets.flatMap(({ address }, index) => (state.hits[index] === 0 ? [address] : [])),
    );
    const inTheWay = freeable(state).filter(
      (object) =>
        plan.objects[object].dies === null &&
        blocksOfObject(board, object).some((address) => open.has(address)),
    );
    return inTheWay.length;
  }
  let most = 1;
  for (const object of freeable(state)) most = Math.max(most, plan.objects[object].parts.length);
  const open = openPoolList(heap);
  const costs = open.map((pool) => liveBlocks(heap, pool)).sort((a, b) => a - b);
  const pools = Math.max(0, (goal.poolsReturned ?? 0) - poolsReturned(state));
  let blocks = 0;
  for (let i = 0; i < pools; i++) blocks += costs[i] ?? 0;
  const perArena = new Map<number, number>();
  for (const pool of open)
    perArena.set(heap.arenaOf(pool), (perArena.get(heap.arenaOf(pool)) ?? 0) + liveBlocks(heap, pool));
  const arenaCosts = [...perArena.values()].sort((a, b) => a - b);
  const arenas = Math.max(0, (goal.arenasReturned ?? 0) - arenasReturned(state));
  let arenaBlocks = 0;
  for (let i = 0; i < arenas; i++) arenaBlocks += arenaCosts[i] ?? 0;
  return Math.ceil(Math.max(blocks, arenaBlocks) / most);
}

/**
 * While requests are left everything counts: a hash of the whole heap. After that only who is alive, and the order of the
 * arenas, which decides who may go.
 */
export function canonicalKey(state: PinnedState): string {
  const { board } = state;
  const { heap, plan } = board;
  const alive = plan.objects.map((_, index) => (isAlive(board, index) ? '1' : '0')).join('');
  if (board.next < plan.requests) return `${board.next}|${alive}|${heapKey(state)}|${state.hits}`;
  return `${board.next}|${livePools(state)}|${usableArenas(heap).join()}|${heldBytes(heap)}`;
}

/** The free lists and lists of pools and arenas: all that decides where requests go. */
function heapKey({ board }: PinnedState): string {
  const { heap } = board;
  const hasher = new Hasher();
  heap.hash(hasher);
  hasher.words(usableArenas(heap));
  for (const arena of usableArenas(heap)) hasher.words(freePoolsOf(heap, arena));
  return hasher.digest();
}

/** How many objects of which kind are left, where a kind is the pools that its blocks pin. */
function livePools({ board }: PinnedState): string {
  const { heap, plan } = board;
  const counts = new Map<string, number>();
  for (const index of plan.objects.keys()) {
    if (!isAlive(board, index)) continue;
    const pools = blocksOfObject(board, index).map((address) => {
      const pool = heap.poolAt(address);
      return pool === 0 ? `r${plan.objects[index].bytes}` : poolNumber(heap, pool);
    });
    const key = `${plan.objects[index].kept ? 'k' : ''}${pools}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).join(' ');
}
