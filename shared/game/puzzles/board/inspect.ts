/** Reads the view of a board (view.ts) off its heap. */
import {
  arenasOf,
  blocksOf,
  freePoolsOf,
  type PoolRecord,
  poolsOf,
  usedPools,
} from '../../../sim/pymalloc/inspect.ts';
import type { Pymalloc } from '../../../sim/pymalloc/pymalloc.ts';
import type { Board } from './board.ts';
import { requestedObject, type Stream } from './stream.ts';
import type {
  ArenaView,
  BlockView,
  ClassView,
  GeometryView,
  ObjectView,
  RawView,
  RequestView,
  StreamView,
  TrayView,
} from './view.ts';

export function geometryView(board: Board): GeometryView {
  const { geometry } = board.heap;
  return {
    ruleset: board.ruleset,
    alignmentBytes: geometry.alignment,
    poolBytes: geometry.poolSize,
    poolHeaderBytes: geometry.poolHeader,
    arenaBytes: geometry.arenaSize,
    poolsPerArena: board.heap.poolsPerArena,
    maxRequestBytes: geometry.maxRequest,
    keepsLastArena: geometry.keepLastArena,
    scaledFromPools: geometry.scaledFromPools ?? null,
    maxArenas: board.maxArenas,
  };
}

export function classView(heap: Pymalloc, szidx: number): ClassView {
  const blockBytes = heap.blockBytes(szidx);
  const capacity = heap.capacity(szidx);
  return { szidx, blockBytes, capacity, tailBytes: tailBytes(heap, szidx) };
}

export function objectView(stream: Stream, index: number): ObjectView {
  const { name, type, bytes, dies, secret } = stream.plan.objects[index];
  const told = dies !== null && !secret;
  return { name, type, bytes, death: told ? { before: dies, inRequests: dies - stream.next } : null };
}

export function requestView(board: Board, index: number): RequestView {
  const object = board.plan.firstRequest + index;
  const { bytes } = board.plan.objects[object];
  const { heap } = board;
  const szidx = heap.szidxOf(bytes);
  return {
    index,
    object: objectView(board, object),
    bytes,
    szidx: szidx < 0 ? null : szidx,
    blockBytes: szidx < 0 ? heap.system.chunkBytesFor(bytes) : heap.blockBytes(szidx),
  };
}

/** The stream, with each request drawn by `view`. */
export function streamOf<R>(stream: Stream, view: (index: number) => R): StreamView<R> {
  const { requests, showAhead } = stream.plan;
  const told = Math.min(requests, stream.next + 1 + showAhead);
  const announced: R[] = [];
  for (let index = stream.next + 1; index < told; index++) announced.push(view(index));
  return {
    now: requestedObject(stream) < 0 ? null : view(stream.next),
    announced,
    hidden: Math.max(0, requests - told),
    placed: stream.next,
    total: requests,
  };
}

export function streamView(board: Board): StreamView {
  return streamOf(board, (index) => requestView(board, index));
}

/** Live objects whose foretold death comes as soon as the request at hand is placed. */
export function dyingNext(stream: Stream): ObjectView[] {
  const { plan, next, addresses } = stream;
  const due = plan.deaths[next + 1] ?? [];
  return due
    .filter((index) => {
      const { firstPart, request, secret } = plan.objects[index];
      return !secret && (addresses[firstPart] !== 0 || request === next);
    })
    .map((index) => objectView(stream, index));
}

/** The mapped arenas, oldest first. */
export function arenaViews(board: Board): ArenaView[] {
  const { heap } = board;
  const objects = blockOwners(board);
  const ranks = new Map<number, number>();
  for (let szidx = 0; szidx < heap.classes; szidx++)
    for (const [rank, pool] of usedPools(heap, szidx).entries()) ranks.set(pool, rank);
  return arenasOf(heap)
    .sort((a, b) => a.serial - b.serial)
    .map(({ arena, serial, address, sizeBytes, freePools, rank }) => {
      const emptied = freePoolsOf(heap, arena);
      const trays = poolsOf(heap, arena).map((record) => {
        return trayView(board, record, objects, ranks.get(record.pool), emptied.indexOf(record.pool));
      });
      return { arena, serial, address, sizeBytes, freePools, trays, usableRank: rank < 0 ? null : rank };
    });
}

/** Live blocks of the system allocator, in the order of their objects. */
export function rawViews(board: Board): RawView[] {
  const { heap } = board;
  const found: RawView[] = [];
  for (const [address, { object, part }] of blockOwners(board)) {
    if (heap.poolAt(address) !== 0) continue;
    const requestedBytes = heap.system.requestedAt(address);
    found.push({
      address,
      requestedBytes,
      chunkBytes: heap.system.chunkBytesFor(requestedBytes),
      object: objectView(board, object),
      part,
      parts: board.plan.objects[object].parts.length,
    });
  }
  return found;
}

type Owners = ReadonlyMap<number, { object: number; part: number }>;

function blockOwners(board: Board): Owners {
  const owners = new Map<number, { object: number; part: number }>();
  for (const [object, { firstPart, parts }] of board.plan.objects.entries())
    for (let part = 0; part < parts.length; part++) {
      const address = board.addresses[firstPart + part];
      if (address !== 0) owners.set(address, { object, part });
    }
  return owners;
}

function trayView(
  board: Board,
  record: PoolRecord,
  owners: Owners,
  usedRank: number | undefined,
  freeRank: number,
): TrayView {
  const { heap } = board;
  const { index, address, state, szidx } = record;
  // An untouched pool has no record in the heap yet: its number follows from its place.
  const pool = (record.arena - 1) * heap.poolsPerArena + index + 1;
  const { poolHeader, poolSize } = heap.geometry;
  if (state === 'untouched') {
    const none = { szidx: null, blockBytes: 0, capacity: 0, tailBytes: 0, blocks: [], freeList: [] };
    return {
      ...none,
      pool,
      index,
      address,
      state,
      headerBytes: poolHeader,
      carveOffset: null,
      usedRank: null,
      freeRank: null,
    };
  }
  return {
    pool,
    index,
    address,
    state,
    szidx,
    blockBytes: record.blockBytes,
    capacity: record.capacity,
    headerBytes: poolHeader,
    tailBytes: tailBytes(heap, szidx),
    blocks: liveBlocks(board, record, owners),
    freeList: record.freeThread.map((free) => free - address),
    carveOffset: record.nextOffset + record.blockBytes <= poolSize ? record.nextOffset : null,
    usedRank: state === 'used' ? (usedRank ?? null) : null,
    freeRank: state === 'free' ? freeRank : null,
  };
}

function liveBlocks(board: Board, record: PoolRecord, owners: Owners): BlockView[] {
  const found: BlockView[] = [];
  for (const { address, state, requestedBytes } of blocksOf(board.heap, record.pool)) {
    const owner = owners.get(address);
    if (state !== 'live' || !owner) continue;
    found.push({
      address,
      offsetBytes: address - record.address,
      blockBytes: record.blockBytes,
      requestedBytes,
      wastedBytes: record.blockBytes - requestedBytes,
      object: objectView(board, owner.object),
      part: owner.part,
      parts: board.plan.objects[owner.object].parts.length,
    });
  }
  return found;
}

function tailBytes(heap: Pymalloc, szidx: number): number {
  const { poolSize, poolHeader } = heap.geometry;
  return poolSize - poolHeader - heap.capacity(szidx) * heap.blockBytes(szidx);
}
