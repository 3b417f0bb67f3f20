/**
 * The two shapes of the system allocator: glibc's for a simulated process, and the classroom's fixed heap in
 * which the fit is the lesson.
 */

/** Which gap a request gets: the lowest, the shortest, or the first one after the last placement. */
export type Fit = 'first' | 'best' | 'next';

export type MallocConfig = {
  /** Chunks start at multiples of this and are as long as a multiple of it. */
  readonly unitBytes: number;
  /** Bytes a live chunk needs besides the requested ones. */
  readonly headerBytes: number;
  /** Bytes from the start of a chunk to the address that malloc returns. */
  readonly pointerOffsetBytes: number;
  readonly minChunkBytes: number;
  readonly fit: Fit;
  readonly growth:
    | { readonly kind: 'fixed'; readonly baseAddress: number; readonly capacityBytes: number }
    | {
        readonly kind: 'brk';
        /** Bytes that every move of the break adds on top of what is needed, and that a trim leaves. */
        readonly topPadBytes: number;
        readonly mmapThresholdBytes: number;
        /** The top is trimmed when it is this long and a free made a chunk of at least `trimAfterBytes`. */
        readonly trimThresholdBytes: number;
        readonly trimAfterBytes: number;
      };
};

/**
 * glibc 2.36 on x86-64 (malloc/malloc.c): a chunk is max(32, the request plus 8, rounded up to 16); the pointer is
 * 16 bytes into it because its first 8 bytes belong to the chunk before.
 */
export const glibc: MallocConfig = {
  unitBytes: 16,
  headerBytes: 8,
  pointerOffsetBytes: 16,
  minChunkBytes: 32,
  fit: 'best',
  growth: {
    kind: 'brk',
    topPadBytes: 128 << 10,
    mmapThresholdBytes: 128 << 10,
    trimThresholdBytes: 128 << 10,
    trimAfterBytes: 64 << 10,
  },
};

/** glibc on a 32-bit build: 4-byte size field, chunks still in units of 16 (MALLOC_ALIGNMENT). */
export const glibc32: MallocConfig = { ...glibc, headerBytes: 4, pointerOffsetBytes: 16, minChunkBytes: 16 };

export type ClassroomOptions = {
  readonly fit?: Fit;
  /** Granularity of the heap, 1 or more; 16 by default. */
  readonly unitBytes?: number;
  /** What each block costs besides its bytes; 0 by default. */
  readonly headerBytes?: number;
  readonly baseAddress?: number;
};

/** A heap of `capacityBytes` that cannot grow; every part of it that is not allocated is a gap. */
export function classroomHeap(capacityBytes: number, options: ClassroomOptions = {}): MallocConfig {
  const { fit = 'first', unitBytes = 16, headerBytes = 0, baseAddress = 0x5555_5555_9000 } = options;
  return {
    unitBytes,
    headerBytes,
    pointerOffsetBytes: headerBytes,
    minChunkBytes: unitBytes,
    fit,
    growth: { kind: 'fixed', baseAddress, capacityBytes },
  };
}
