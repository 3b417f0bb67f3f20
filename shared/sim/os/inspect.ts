/** Read-only questions about the system's layer, answered with plain records. Not for hot paths. */
import type { SystemMalloc } from './malloc.ts';

export type Chunk = {
  /** Where the chunk starts, its header included. */
  readonly address: number;
  readonly sizeBytes: number;
  readonly state: 'live' | 'free' | 'top';
  /** What malloc returned for it; 0 where it is not live. */
  readonly pointer: number;
  /** -1 where it is not live. */
  readonly requestedBytes: number;
};

export type SystemUsage = {
  readonly liveChunks: number;
  readonly requestedBytes: number;
  /** Chunks of live allocations in the heap, and whole mappings: headers and rounding included. */
  readonly chunkBytes: number;
  readonly gaps: number;
  readonly gapBytes: number;
  readonly largestGapBytes: number;
  readonly topBytes: number;
  /** How far the heap ever reached. */
  readonly highWaterBytes: number;
  /** 0 where all free bytes are one gap, towards 1 the more they are in pieces. */
  readonly externalFragmentation: number;
  /** Headers and rounding as a part of the chunks. */
  readonly internalFragmentation: number;
  /** Bytes that the process holds from the system, and the most that it ever held. */
  readonly mappedBytes: number;
  readonly peakBytes: number;
  readonly systemCalls: { readonly mmap: number; readonly munmap: number; readonly brk: number };
};

/** The chunks of the heap in ascending order; they touch and cover it. */
export function chunksOf(malloc: SystemMalloc): Chunk[] {
  const chunks: Chunk[] = [];
  malloc.forEachChunk((address, sizeBytes, state, requestedBytes) => {
    const pointer = state === 'live' ? address + malloc.config.pointerOffsetBytes : 0;
    chunks.push({ address, sizeBytes, state, pointer, requestedBytes });
  });
  return chunks;
}

/** The gaps of the heap in ascending order (the top chunk of a process heap is none). */
export function gapsOf(malloc: SystemMalloc): Chunk[] {
  return chunksOf(malloc).filter((chunk) => chunk.state === 'free');
}

/** The accounts of the system's layer. */
export function systemUsage(malloc: SystemMalloc): SystemUsage {
  const { gapBytes, largestGapBytes, requestedBytes } = malloc;
  const chunkBytes = malloc.chunkBytes + malloc.mappedChunkBytes;
  return {
    liveChunks: malloc.liveChunks,
    requestedBytes,
    chunkBytes,
    gaps: malloc.gapCount,
    gapBytes,
    largestGapBytes,
    topBytes: malloc.topBytes,
    highWaterBytes: malloc.highWaterBytes,
    externalFragmentation: gapBytes === 0 ? 0 : 1 - largestGapBytes / gapBytes,
    internalFragmentation: chunkBytes === 0 ? 0 : 1 - requestedBytes / chunkBytes,
    mappedBytes: malloc.space.mappedBytes,
    peakBytes: malloc.space.peakBytes,
    systemCalls: malloc.space.systemCalls,
  };
}
