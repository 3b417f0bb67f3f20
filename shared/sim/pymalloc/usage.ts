/**
 * Where the bytes of a pymalloc heap are: the accounts of CPython's own statistics (Objects/obmalloc.c,
 * _PyObject_DebugMallocStats), and what the requests lose to the rounding up to a class, which CPython does not know.
 */
import type { PymallocGeometry } from '../rulesets/allocator.ts';
import { arenasOf, poolsOf } from './inspect.ts';
import type { Pymalloc } from './pymalloc.ts';

export type ClassUsage = {
  readonly szidx: number;
  readonly blockBytes: number;
  /** Open pools. */
  readonly pools: number;
  readonly blocksUsed: number;
  readonly blocksFree: number;
  /** Bytes that the live blocks were asked for. */
  readonly requestedBytes: number;
  /** Bytes of the live blocks beyond what they were asked for. */
  readonly roundingBytes: number;
};

export type HeapUsage = {
  readonly classes: readonly ClassUsage[];
  readonly arenas: number;
  readonly arenasEverMapped: number;
  readonly arenasPeak: number;
  readonly openPools: number;
  readonly freePools: number;
  readonly requestedBytes: number;
  readonly roundingBytes: number;
  /** From here on the parts of `arenaBytes`; they add up to it. */
  readonly usedBlockBytes: number;
  readonly freeBlockBytes: number;
  readonly freePoolBytes: number;
  readonly poolHeaderBytes: number;
  /** The end of each open pool that is too short for a block. */
  readonly quantizationBytes: number;
  /** What arenas lose at both ends where they are not aligned to a pool. */
  readonly alignmentBytes: number;
  readonly arenaBytes: number;
  /** Blocks that the system allocator serves instead: zero bytes, or too many. */
  readonly rawBlocks: number;
  /** The part that is lost at each level, from 0 to 1. */
  readonly fragmentation: {
    /** Of the live blocks: rounding. */
    readonly block: number;
    /** Of the open pools: free blocks, headers, ends. */
    readonly pool: number;
    /** Of the arenas: free pools, alignment. */
    readonly arena: number;
    /** Of the free bytes of the system allocator: those outside its largest gap. */
    readonly os: number;
  };
};

/** What the accounts are made from. */
export type HeapCounts = {
  readonly classes: readonly ClassUsage[];
  readonly arenas: number;
  readonly arenasEverMapped: number;
  readonly arenasPeak: number;
  readonly freePools: number;
  readonly alignmentBytes: number;
  readonly rawBlocks: number;
  readonly osFragmentation: number;
};

/** Counts the heap pool by pool and adds it up. */
export function heapUsage(heap: Pymalloc): HeapUsage {
  const { poolSize, arenaSize } = heap.geometry;
  const classes = Array.from({ length: heap.classes }, (_, szidx) => ({
    szidx,
    blockBytes: heap.blockBytes(szidx),
    pools: 0,
    blocksUsed: 0,
    blocksFree: 0,
    requestedBytes: 0,
    roundingBytes: 0,
  }));
  const arenas = arenasOf(heap);
  let freePools = 0;
  let alignmentBytes = 0;
  for (const arena of arenas) {
    freePools += arena.freePools;
    alignmentBytes += arenaSize - arena.pools * poolSize;
    for (const pool of poolsOf(heap, arena.arena)) {
      if (pool.state !== 'used' && pool.state !== 'full') continue;
      const usage = classes[pool.szidx];
      usage.pools++;
      usage.blocksUsed += pool.count;
      usage.blocksFree += pool.capacity - pool.count;
      usage.requestedBytes += pool.requestedBytes;
      usage.roundingBytes += pool.count * pool.blockBytes - pool.requestedBytes;
    }
  }
  const { gapBytes, largestGapBytes } = heap.system;
  return addUp(heap.geometry, {
    classes,
    arenas: arenas.length,
    arenasEverMapped: heap.arenas.everMapped,
    arenasPeak: heap.arenas.peakMapped,
    freePools,
    alignmentBytes,
    rawBlocks: heap.rawBlocks,
    osFragmentation: part(gapBytes - largestGapBytes, gapBytes),
  });
}

/** The accounts that follow from the counts. */
export function addUp(geometry: PymallocGeometry, counts: HeapCounts): HeapUsage {
  const { poolSize, poolHeader, arenaSize } = geometry;
  const { classes, osFragmentation, ...rest } = counts;
  const sum = (of: (usage: ClassUsage) => number) => classes.reduce((total, usage) => total + of(usage), 0);
  const openPools = sum((usage) => usage.pools);
  const usedBlockBytes = sum((usage) => usage.blocksUsed * usage.blockBytes);
  const freePoolBytes = counts.freePools * poolSize;
  const roundingBytes = sum((usage) => usage.roundingBytes);
  const arenaBytes = counts.arenas * arenaSize;
  return {
    ...rest,
    classes,
    openPools,
    requestedBytes: sum((usage) => usage.requestedBytes),
    roundingBytes,
    usedBlockBytes,
    freeBlockBytes: sum((usage) => usage.blocksFree * usage.blockBytes),
    freePoolBytes,
    poolHeaderBytes: openPools * poolHeader,
    quantizationBytes: sum((usage) => usage.pools * ((poolSize - poolHeader) % usage.blockBytes)),
    arenaBytes,
    fragmentation: {
      block: part(roundingBytes, usedBlockBytes),
      pool: part(openPools * poolSize - usedBlockBytes, openPools * poolSize),
      arena: part(freePoolBytes + counts.alignmentBytes, arenaBytes),
      os: osFragmentation,
    },
  };
}

function part(bytes: number, ofBytes: number): number {
  return ofBytes === 0 ? 0 : bytes / ofBytes;
}
