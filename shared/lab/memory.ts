/** The map of memory at one moment: arenas, pools and blocks with their owners, and what the system allocator serves. */
import type { PyObject } from '../sim/objects/header.ts';
import { type Chunk, chunksOf } from '../sim/os/inspect.ts';
import { arenasOf, type PoolRecord, poolsOf } from '../sim/pymalloc/inspect.ts';
import type { Census } from './census.ts';
import {
  CELL,
  type LabBlock,
  type LabChunk,
  type LabMemory,
  type LabPool,
  type ObjectShape,
} from './model.ts';
import { addressOf, blocksOf, shapeOf, typeName } from './objects.ts';
import type { Process } from './process.ts';

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

/** Pieces of the system's heap that are listed. */
const MAX_CHUNKS = 600;
const MAX_MAPPINGS = 64;

type Owner = { readonly cell: number; readonly object: PyObject; readonly block: LabBlock };

export function memoryOf(debuggee: Process, census: Census): LabMemory {
  const { heap, rt } = debuggee;
  const imports = debuggee.importLines;
  const owners = new Map<number, Owner>();
  for (const o of census.objects) {
    const cell = CELL.firstShape + shapes.indexOf(shapeOf(rt, o));
    for (const block of blocksOf(rt, o)) owners.set(block.address, { cell, object: o, block });
  }
  const cellAt = (address: number): number => {
    const line = debuggee.lineOfBlock(address);
    if (line === undefined) return CELL.interpreter;
    const cell = owners.get(address)?.cell ?? CELL.nameless;
    return imports.has(line) ? cell : cell + CELL.own;
  };
  let roundingBytes = 0;
  const arenas = arenasOf(heap).map((arena) => ({
    arena: arena.arena,
    address: arena.address,
    sizeBytes: arena.sizeBytes,
    freePools: arena.freePools,
    pools: poolsOf(heap, arena.arena).map((pool) => {
      if (pool.count > 0) roundingBytes += pool.count * pool.blockBytes - pool.requestedBytes;
      return poolOf(debuggee, pool, cellAt);
    }),
  }));
  const chunkOf = (chunk: Chunk): LabChunk => {
    const { address, sizeBytes, state, requestedBytes } = chunk;
    const owner = owners.get(chunk.pointer);
    return {
      address,
      sizeBytes,
      state,
      requestedBytes,
      cell: state === 'live' ? cellAt(chunk.pointer) : CELL.free,
      owner: owner === undefined ? 0 : addressOf(rt, owner.object),
      type: owner === undefined ? '' : typeName(owner.object),
      role: owner?.block.role ?? 'object',
    };
  };
  const chunks = chunksOf(heap.system).map((chunk) => ({ chunk, made: chunkOf(chunk) }));
  const inHeap = new Set(chunks.map(({ chunk }) => chunk.pointer));
  const mappings = [...owners].filter(
    ([address, { block }]) => block.sizeBytes > heap.geometry.maxRequest && !inHeap.has(address),
  );
  return {
    shapes,
    poolSize: heap.geometry.poolSize,
    poolHeaderBytes: heap.geometry.poolHeader,
    arenas,
    heap: chunks.slice(0, MAX_CHUNKS).map(({ made }) => made),
    mappings: mappings.slice(0, MAX_MAPPINGS).map(([pointer, { block }]) =>
      // The bytes of the mapping besides those asked for are a header and the rest of the last page.
      chunkOf({
        address: pointer - (pointer % PAGE_BYTES),
        sizeBytes: Math.ceil((block.sizeBytes + (pointer % PAGE_BYTES)) / PAGE_BYTES) * PAGE_BYTES,
        state: 'live',
        pointer,
        requestedBytes: block.sizeBytes,
      }),
    ),
    roundingBytes,
    mappedBytes: heap.system.space.mappedBytes,
  };
}

const PAGE_BYTES = 4096;

function poolOf(debuggee: Process, pool: PoolRecord, cellAt: (address: number) => number): LabPool {
  const { heap } = debuggee;
  const first = pool.address + heap.geometry.poolHeader;
  const blocks = pool.state === 'untouched' || pool.state === 'free' ? 0 : pool.capacity;
  const cells = new Uint8Array(blocks);
  const requested = new Uint16Array(blocks);
  for (let i = 0; i < blocks && i < pool.carved; i++) {
    const address = first + i * pool.blockBytes;
    const bytes = heap.requestedAt(address);
    cells[i] = bytes < 0 ? CELL.free : cellAt(address);
    requested[i] = Math.max(0, bytes);
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
    requested,
    requestedBytes: pool.requestedBytes,
  };
}
