/** What solvers ask of the kind `pools`: legal moves, CPython's own, bounds, and which boards are as good as equal. */

import { usableArenas } from '../../../sim/pymalloc/inspect.ts';
import { choosePool } from '../../../sim/pymalloc/policy.ts';
import type { Action } from '../../action.ts';
import type { Metrics } from '../../kind.ts';
import { type Board, heldBytes, openPools } from '../board/board.ts';
import { liveBlocks, openPoolList, poolClass, poolNumber } from '../board/pool.ts';
import { requestedBytes } from '../board/stream.ts';
import { fittingPools, isRaw, outOfArenas, type PoolsState, unusedPool } from './state.ts';

/** Places first (by pool), then openings (by class, smallest first, then by arena). */
export function moves(state: PoolsState): Action[] {
  const { heap } = state.board;
  const bytes = requestedBytes(state.board);
  if (isRaw(heap, bytes)) return [{ type: 'toSystem' }];
  const found: Action[] = fittingPools(state).map((pool) => ({
    type: 'place',
    pool: poolNumber(heap, pool),
  }));
  if (unusedPool(state) || outOfArenas(state)) return found;
  for (let szidx = heap.szidxOf(bytes); szidx < heap.classes; szidx++) {
    found.push({ type: 'openPool', szidx });
    if (state.choosesArena)
      for (const arena of usableArenas(heap)) found.push({ type: 'openPool', szidx, arena });
  }
  return found;
}

/**
 * Moves that lead to every best result: a new pool of a larger class than needed serves nothing that the smallest
 * larger class still to be asked for would not serve as well, so only classes of coming requests are opened. And where
 * a limit of the goal cannot be kept any more, no move is worth it.
 */
export function worthwhileMoves(state: PoolsState): Action[] {
  const { plan, heap, next } = state.board;
  if (isHopeless(state)) return [];
  const asked = new Set<unknown>();
  for (let index = next; index < plan.requests; index++)
    asked.add(heap.szidxOf(plan.objects[plan.firstRequest + index].bytes));
  return moves(state).filter(
    (move) =>
      move.type !== 'openPool' ||
      (asked.has(move.szidx) &&
        (!state.choosesArena || move.arena !== undefined || heap.arenas.usable === 0)),
  );
}

/** CPython's next move for the request at hand, or null where the system has no more memory. */
export function cpython(state: PoolsState): Action | null {
  const { heap } = state.board;
  const szidx = heap.szidxOf(requestedBytes(state.board));
  if (szidx < 0) return { type: 'toSystem' };
  const choice = choosePool(heap, szidx);
  if (choice.kind === 'used') return { type: 'place', pool: poolNumber(heap, choice.pool) };
  return outOfArenas(state) ? null : { type: 'openPool', szidx };
}

/**
 * No way to go on gets below this. At each moment still to come the survivors of what lies now keep their pools; what
 * comes and lives then needs room in those or in new ones.
 */
export function bound(state: PoolsState): Metrics {
  const { board } = state;
  const { heap, plan, next } = board;
  let { peakBytes, peakPools, wastedBytes, moves } = state;
  let opens = 0;
  const open = openPools(heap);
  for (let index = next; index < plan.requests; index++) {
    const { bytes } = plan.objects[plan.firstRequest + index];
    const szidx = heap.szidxOf(bytes);
    if (szidx >= 0) wastedBytes += heap.blockBytes(szidx) - bytes;
    const need = needAt(board, index);
    peakPools = Math.max(peakPools, need.pools);
    peakBytes = Math.max(peakBytes, need.bytes);
    opens = Math.max(opens, need.pools - open);
  }
  moves += plan.requests - next + opens;
  return { peakBytes, peakPools, wastedBytes, moves };
}

/** Whether some limit of the goal is sure to be broken, whatever comes. */
function isHopeless(state: PoolsState): boolean {
  const { board, goal } = state;
  const least = bound(state);
  const over = (value: number, limit: number | undefined) => limit !== undefined && value > limit;
  return (
    over(least.peakBytes, goal.peakBytes) ||
    over(least.peakPools, goal.peakPools) ||
    over(least.wastedBytes, goal.wastedBytes) ||
    (goal.heldBytesAtEnd !== undefined && needAt(board, board.plan.requests).bytes > goal.heldBytesAtEnd)
  );
}

/**
 * Pools and bytes needed at least at the moment when request `index` has been served and nobody has died of it yet; with
 * the number of requests for `index`: when all is over.
 */
function needAt(board: Board, index: number): { pools: number; bytes: number } {
  const { heap, plan, next, addresses } = board;
  const survives = (dies: number | null) => dies === null || dies > index;
  const survivors = new Map<number, number>();
  const waiting = new Int32Array(heap.classes);
  let rawBytes = 0;
  for (const [at, object] of plan.objects.entries()) {
    if (!survives(object.dies)) continue;
    const stream = object.request;
    if (stream !== null && stream >= next) {
      if (stream > index) break;
      const szidx = heap.szidxOf(object.bytes);
      if (szidx < 0) rawBytes += heap.system.chunkBytesFor(object.bytes);
      else waiting[szidx]++;
      continue;
    }
    for (let part = 0; part < plan.objects[at].parts.length; part++) {
      const address = addresses[object.firstPart + part];
      if (address === 0) continue;
      const pool = heap.poolAt(address);
      if (pool === 0) rawBytes += heap.system.chunkBytesFor(object.parts[part]);
      else survivors.set(pool, (survivors.get(pool) ?? 0) + 1);
    }
  }
  const room = new Int32Array(heap.classes);
  const arenas = new Set<number>();
  for (const [pool, blocks] of survivors) {
    const szidx = poolClass(heap, pool);
    room[szidx] += heap.capacity(szidx) - blocks;
    arenas.add(heap.arenaOf(pool));
  }
  let news = 0;
  let missing = 0;
  for (let szidx = heap.classes - 1; szidx >= 0; szidx--) {
    missing += waiting[szidx] - room[szidx];
    if (missing > 0) news = Math.max(news, Math.ceil(missing / heap.capacity(szidx)));
  }
  const pools = survivors.size + news;
  let places = -survivors.size;
  for (const arena of arenas) places += heap.arenas.total(arena);
  const more = Math.ceil(Math.max(0, news - places) / heap.poolsPerArena);
  return { pools, bytes: (arenas.size + more) * heap.geometry.arenaSize + rawBytes };
}

/**
 * Two boards with equal keys lead to the same results from here on: which block of a pool an object has does not
 * matter, only which objects share a pool and when they die; nor does which of an arena's free pools is next.
 */
export function canonicalKey(state: PoolsState): string {
  const { board } = state;
  const { heap } = board;
  const pools = poolKeys(board);
  const byArena = new Map<number, string[]>();
  for (const [pool, key] of pools) {
    const arena = heap.arenaOf(pool);
    const keys = byArena.get(arena) ?? [];
    keys.push(key);
    byArena.set(arena, keys);
  }
  const arenaKey = (arena: number) => (byArena.get(arena) ?? []).sort().join(' ');
  const usable = usableArenas(heap);
  const order = usable.map((arena) => `${heap.arenas.nfree(arena)}/${arenaKey(arena)}`);
  const full = [...byArena.keys()].filter((arena) => !usable.includes(arena)).map(arenaKey);
  return `${board.next}|${heldBytes(heap)}|${order.join(',')}|${full.sort().join(',')}`;
}

/** For each open pool its class and the deaths that wait in it. */
function poolKeys(board: Board): Map<number, string> {
  const { heap, plan, addresses } = board;
  const deaths = new Map<number, number[]>();
  for (const pool of openPoolList(heap)) deaths.set(pool, []);
  for (const { firstPart, parts, dies } of plan.objects)
    for (let part = 0; part < parts.length; part++) {
      const address = addresses[firstPart + part];
      if (address !== 0) deaths.get(heap.poolAt(address))?.push(dies ?? 0);
    }
  const keys = new Map<number, string>();
  for (const [pool, list] of deaths) {
    const count = liveBlocks(heap, pool);
    keys.set(pool, `${poolClass(heap, pool)}:${count}:${runs(list.sort((a, b) => a - b))}`);
  }
  return keys;
}

/** 3,3,3,7 becomes 3x3.7x1: pools of the prelude have many alike. */
function runs(sorted: readonly number[]): string {
  const found: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end] === sorted[at]) end++;
    found.push(`${sorted[at]}x${end - at}`);
    at = end;
  }
  return found.join('.');
}
