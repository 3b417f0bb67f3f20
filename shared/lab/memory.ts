/** The map of memory at one moment: arenas, pools and blocks with their owners, and what the system allocator serves. */
import type { PyObject, PyType } from '../sim/objects/header.ts';
import { type Chunk, chunksOf } from '../sim/os/inspect.ts';
import { arenasOf, type PoolRecord, poolsOf } from '../sim/pymalloc/inspect.ts';
import type { Pymalloc } from '../sim/pymalloc/pymalloc.ts';
import type { Census } from './census.ts';
import {
  CELL,
  type LabBlock,
  type LabChunk,
  type LabMemory,
  type LabPool,
  type ObjectShape,
} from './model.ts';
import { addressOf, type BlockVisit, eachBlock, shapeOf, typeName } from './objects.ts';
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
  const { heap } = debuggee;
  const arenas = arenasOf(heap);
  const pools = new Map<number, { record: PoolRecord; cells: Uint8Array; requested: Uint16Array }>();
  const byArena = arenas.map((arena) =>
    poolsOf(heap, arena.arena).map((record) => {
      const blocks = record.state === 'untouched' || record.state === 'free' ? 0 : record.capacity;
      const pool = { record, cells: new Uint8Array(blocks), requested: new Uint16Array(blocks) };
      if (blocks > 0) pools.set(record.pool, pool);
      return pool;
    }),
  );
  for (const pool of pools.values()) fillPool(debuggee, pool);
  const owners = assignOwners(debuggee, census, pools);
  let roundingBytes = 0;
  for (const { record } of pools.values())
    roundingBytes += record.count * record.blockBytes - record.requestedBytes;
  return {
    shapes,
    poolSize: heap.geometry.poolSize,
    poolHeaderBytes: heap.geometry.poolHeader,
    arenas: arenas.map(({ arena, address, sizeBytes, freePools }, i) => ({
      arena,
      address,
      sizeBytes,
      freePools,
      pools: byArena[i].map((pool) => poolOf(heap, pool)),
    })),
    ...systemParts(debuggee, owners),
    roundingBytes,
    mappedBytes: heap.system.space.mappedBytes,
  };
}

type Filling = {
  readonly record: PoolRecord;
  readonly cells: Uint8Array;
  readonly requested: Uint16Array;
};

/** What each block is as far as the allocator knows: by the lines that asked for them, no objects yet. */
function fillPool(debuggee: Process, { record, cells, requested }: Filling): void {
  const { heap, importLines } = debuggee;
  const first = record.address + heap.geometry.poolHeader;
  for (let i = 0; i < record.carved && i < cells.length; i++) {
    const address = first + i * record.blockBytes;
    const bytes = heap.requestedAt(address);
    if (bytes < 0) {
      cells[i] = CELL.free;
      continue;
    }
    requested[i] = bytes;
    const line = debuggee.lineOfBlock(address);
    if (line === undefined) cells[i] = CELL.interpreter;
    else cells[i] = importLines.has(line) ? CELL.nameless : CELL.nameless + CELL.own;
  }
}

/** Gives the blocks in pools the shapes of their objects; the owners of all other blocks come back. */
function assignOwners(
  debuggee: Process,
  census: Census,
  pools: ReadonlyMap<number, Filling>,
): Map<number, Owner> {
  const { heap, rt } = debuggee;
  const { poolHeader } = heap.geometry;
  const owners = new Map<number, Owner>();
  const codes = new Map<PyType, number>();
  let object: PyObject;
  let code = 0;
  const assign: BlockVisit = (address, sizeBytes, role) => {
    const filling = pools.get(heap.poolAt(address));
    if (filling === undefined) {
      owners.set(address, { cell: code, object, block: { address, sizeBytes, role } });
      return;
    }
    const { record, cells } = filling;
    const i = (address - record.address - poolHeader) / record.blockBytes;
    const cell = cells[i];
    // What was there before the program is the interpreter's, whatever it is.
    if (cell === CELL.nameless) cells[i] = code;
    else if (cell === CELL.nameless + CELL.own) cells[i] = code + CELL.own;
  };
  for (object of census.objects) {
    const known = codes.get(object.type);
    if (known === undefined) {
      code = CELL.firstShape + shapes.indexOf(shapeOf(rt, object));
      codes.set(object.type, code);
    } else code = known;
    eachBlock(rt, object, assign);
  }
  return owners;
}

/** The system's heap, and the blocks that are mappings of their own. */
function systemParts(
  debuggee: Process,
  owners: ReadonlyMap<number, Owner>,
): Pick<LabMemory, 'heap' | 'mappings'> {
  const { heap, rt, importLines } = debuggee;
  const chunkOf = (chunk: Chunk): LabChunk => {
    const { address, sizeBytes, state, requestedBytes } = chunk;
    const owner = owners.get(chunk.pointer);
    const line = debuggee.lineOfBlock(chunk.pointer);
    const cell = owner?.cell ?? CELL.nameless;
    return {
      address,
      sizeBytes,
      state,
      requestedBytes,
      cell:
        state !== 'live'
          ? CELL.free
          : line === undefined
            ? CELL.interpreter
            : importLines.has(line)
              ? cell
              : cell + CELL.own,
      owner: owner === undefined ? 0 : addressOf(rt, owner.object),
      type: owner === undefined ? '' : typeName(owner.object),
      role: owner?.block.role ?? 'object',
    };
  };
  const chunks = chunksOf(heap.system);
  const inHeap = new Set(chunks.map((chunk) => chunk.pointer));
  const mappings = [...owners].filter(
    ([address, { block }]) => block.sizeBytes > heap.geometry.maxRequest && !inHeap.has(address),
  );
  return {
    heap: chunks.slice(0, MAX_CHUNKS).map(chunkOf),
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
  };
}

const PAGE_BYTES = 4096;

function poolOf(heap: Pymalloc, { record, cells, requested }: Filling): LabPool {
  const first = record.address + heap.geometry.poolHeader;
  return {
    index: record.index,
    address: record.address,
    state: record.state,
    szidx: record.szidx,
    blockBytes: record.blockBytes,
    count: record.count,
    capacity: record.capacity,
    freeThread: record.freeThread.map((address) => (address - first) / record.blockBytes),
    cells,
    requested,
    requestedBytes: record.requestedBytes,
  };
}
