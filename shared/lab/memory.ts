/** The map of memory at one moment: arenas, pools and blocks with their owners, and what the system allocator serves. */
import type { PyObject } from '../sim/objects/header.ts';
import { type Chunk, chunksOf } from '../sim/os/inspect.ts';
import { arenasOf, type PoolRecord, poolsOf } from '../sim/pymalloc/inspect.ts';
import type { Census } from './census.ts';
import type { LabMemory, LabPool, ObjectShape } from './model.ts';
import { addressOf, blocksOf, shapeOf, typeName } from './objects.ts';
import type { Process } from './process.ts';

/** Values of `LabPool.cells` below the shapes. */
export const CELL = { uncarved: 0, free: 1, interpreter: 2, firstShape: 3 } as const;

export const shapes: readonly ObjectShape[] = [
  'int',
  'float',
  'str',
  'bytes',
  'tuple',
  'list',
  'dict',
  'set',
  'instance',
  'function',
  'class',
  'weakref',
  'exception',
  'frame',
  'none',
];

/** Large blocks that are listed. */
const MAX_RAW = 64;

/** `own`: the objects that the view shows; only their large blocks are named by their owner. */
export function memoryOf(debuggee: Process, census: Census, own: ReadonlySet<PyObject>): LabMemory {
  const { heap, rt } = debuggee;
  const owner = new Map<number, number>();
  const named = new Map<number, { id: number; label: string }>();
  for (const o of census.objects) {
    const cell = CELL.firstShape + shapes.indexOf(shapeOf(rt, o));
    for (const block of blocksOf(rt, o)) {
      owner.set(block.address, cell);
      if (own.has(o))
        named.set(block.address, { id: addressOf(rt, o), label: `${typeName(o)} ${block.role}` });
    }
  }
  let roundingBytes = 0;
  const arenas = arenasOf(heap).map((arena) => ({
    arena: arena.arena,
    address: arena.address,
    sizeBytes: arena.sizeBytes,
    freePools: arena.freePools,
    pools: poolsOf(heap, arena.arena).map((pool) => {
      if (pool.count > 0) roundingBytes += pool.count * pool.blockBytes - pool.requestedBytes;
      return poolOf(debuggee, pool, owner);
    }),
  }));
  const live = chunksOf(heap.system).filter((chunk) => chunk.state === 'live');
  live.sort(
    (a, b) => Number(named.has(b.pointer)) - Number(named.has(a.pointer)) || b.sizeBytes - a.sizeBytes,
  );
  return {
    shapes,
    poolSize: heap.geometry.poolSize,
    poolHeaderBytes: heap.geometry.poolHeader,
    arenas,
    raw: live.slice(0, MAX_RAW).map((chunk: Chunk) => {
      const known = named.get(chunk.pointer);
      return {
        address: chunk.pointer,
        sizeBytes: chunk.requestedBytes,
        owner: known?.id ?? 0,
        label: known?.label ?? '',
      };
    }),
    roundingBytes,
    mappedBytes: heap.system.space.mappedBytes,
  };
}

function poolOf(debuggee: Process, pool: PoolRecord, owner: ReadonlyMap<number, number>): LabPool {
  const { heap } = debuggee;
  const first = pool.address + heap.geometry.poolHeader;
  const cells = new Uint8Array(pool.state === 'untouched' || pool.state === 'free' ? 0 : pool.capacity);
  for (let i = 0; i < cells.length && i < pool.carved; i++) {
    const address = first + i * pool.blockBytes;
    cells[i] = heap.requestedAt(address) < 0 ? CELL.free : cellOf(address);
  }
  function cellOf(address: number): number {
    if (debuggee.lineOfBlock(address) === undefined) return CELL.interpreter;
    return owner.get(address) ?? CELL.interpreter;
  }

  return {
    index: pool.index,
    address: pool.address,
    state: pool.state,
    szidx: pool.szidx,
    blockBytes: pool.blockBytes,
    count: pool.count,
    capacity: pool.capacity,
    freeThread: pool.freeThread.map((address) => (address - first) / pool.blockBytes),
    cells,
    requestedBytes: pool.requestedBytes,
  };
}
