/**
 * The geometry of pymalloc in the CPython releases the game knows, as data.
 *
 * Sources: Objects/obmalloc.c (3.3 to 3.12) and Include/internal/pycore_obmalloc.h (3.12 on): ALIGNMENT,
 * POOL_SIZE, POOL_OVERHEAD, ARENA_SIZE, SMALL_REQUEST_THRESHOLD, and insert_to_freepool for the rule of the
 * last arena (since 3.9 an arena that is last in `usable_arenas` stays mapped even when all of it is free).
 */

/** The constants that shape pymalloc's heap. All sizes are in bytes; alignment and poolSize are powers of two. */
export type PymallocGeometry = {
  /** Size classes are its multiples: (szidx + 1) * alignment bytes. */
  readonly alignment: number;
  readonly poolSize: number;
  /** Bytes at the start of each pool taken by its header: the offset of the first block. */
  readonly poolHeader: number;
  readonly arenaSize: number;
  /**
   * What the address of an arena is a multiple of. The kernel gives pages of 4096 bytes; where that is less
   * than the pool size an arena loses one pool (63 of 64 in 3.10 and later). The recorded traces align
   * arenas to their own size.
   */
  readonly arenaAlignment: number;
  /** 3.9 and later: the arena that is last in the list stays, even when all of its pools are free. */
  readonly keepLastArena: boolean;
  /** Requests above this go to the system allocator, and so do requests of zero bytes. */
  readonly maxRequest: number;
  readonly pointerBytes: 4 | 8;
  /**
   * 3.10 and later: bits of an address that the radix tree of arenas resolves. It is outside the arenas and only
   * counts in the statistics. Absent: before 3.10 a pool header tells its arena.
   */
  readonly arenaMapBits?: 48 | 64;
  /** Set where a level scaled the arena down: the number of pools that CPython's own arena has. */
  readonly scaledFromPools?: number;
};

const page = 4096;

const small: PymallocGeometry = {
  alignment: 16,
  poolSize: 4096,
  poolHeader: 48,
  arenaSize: 256 << 10,
  arenaAlignment: page,
  keepLastArena: false,
  maxRequest: 512,
  pointerBytes: 8,
};
const keeping: PymallocGeometry = { ...small, keepLastArena: true };
const large48: PymallocGeometry = { ...keeping, poolSize: 16 << 10, arenaSize: 1 << 20, arenaMapBits: 48 };
const large: PymallocGeometry = { ...large48, arenaMapBits: 64 };

/** Geometry by ruleset. `classic` is a 32-bit build, with the 8-byte classes many texts still describe. */
export const pymallocGeometries = {
  classic: { ...small, alignment: 8, poolHeader: 32, pointerBytes: 4 },
  '3.3': { ...small, alignment: 8 },
  '3.8': small,
  '3.9': keeping,
  '3.10': large48,
  '3.11': large,
  '3.12': large,
  '3.13': large,
  '3.14': large,
  '3.15': large,
} as const satisfies Record<string, PymallocGeometry>;

export type AllocatorRuleset = keyof typeof pymallocGeometries;

/** Every ruleset that has a geometry, oldest first. */
export const allocatorRulesets = Object.keys(pymallocGeometries).sort(byVersion) as AllocatorRuleset[];

function byVersion(a: string, b: string): number {
  if (a === 'classic' || b === 'classic') return a === 'classic' ? -1 : 1;
  return Number(a.slice(2)) - Number(b.slice(2));
}

/**
 * The geometry of a ruleset or of a Python version: `3.9`, `3.9.18`, `3.14.0`, `3.14t`, `classic`. Returns null
 * where the version is not known.
 */
export function pymallocGeometry(version: string): PymallocGeometry | null {
  const minor = /^(3\.\d+)(\.\d+)?t?$/.exec(version)?.[1] ?? version;
  return Object.hasOwn(pymallocGeometries, minor) ? pymallocGeometries[minor as AllocatorRuleset] : null;
}

/** The same geometry with arenas aligned to their own size, so that none loses a pool (as in the recordings). */
export function withAlignedArenas(geometry: PymallocGeometry): PymallocGeometry {
  return { ...geometry, arenaAlignment: geometry.arenaSize };
}

/**
 * The same geometry with arenas of exactly `poolsPerArena` pools, for levels small enough to see whole. The
 * result says that it is scaled (`scaledFromPools`), so that the interface can say so too.
 */
export function withPoolsPerArena(geometry: PymallocGeometry, poolsPerArena: number): PymallocGeometry {
  const scaledFromPools = geometry.scaledFromPools ?? geometry.arenaSize / geometry.poolSize;
  return {
    ...geometry,
    arenaSize: poolsPerArena * geometry.poolSize,
    arenaAlignment: Math.max(page, geometry.poolSize),
    scaledFromPools,
  };
}

/**
 * What is wrong with a geometry, or null. Levels may bring their own, so every rule that the allocator relies
 * on is checked here.
 */
export function geometryProblem(g: PymallocGeometry): string | null {
  const isPowerOfTwo = (n: number) => Number.isInteger(n) && n > 0 && (n & (n - 1)) === 0;
  if (!isPowerOfTwo(g.alignment) || g.alignment < 4) return 'alignment must be a power of two, 4 or more';
  if (!isPowerOfTwo(g.poolSize)) return 'poolSize must be a power of two';
  if (g.poolSize / g.alignment > 0x4000) return 'poolSize must be at most 16384 alignment units';
  if (!Number.isInteger(g.poolHeader) || g.poolHeader < 3 * g.alignment || g.poolHeader % g.alignment !== 0)
    return 'poolHeader must be a multiple of alignment, three times or more';
  if (!Number.isInteger(g.maxRequest) || g.maxRequest < 1 || g.maxRequest > 0x4000)
    return 'maxRequest must be from 1 to 16384';
  const largest = Math.ceil(g.maxRequest / g.alignment) * g.alignment;
  if (g.poolHeader + largest > g.poolSize) return 'a pool must hold at least one block of the largest class';
  if (!isPowerOfTwo(g.arenaAlignment) || g.arenaAlignment < page)
    return 'arenaAlignment must be a power of two, 4096 or more';
  if (!Number.isInteger(g.arenaSize / g.poolSize) || g.arenaSize < g.poolSize)
    return 'arenaSize must be a positive multiple of poolSize';
  if (g.arenaSize % page !== 0) return 'arenaSize must be a multiple of 4096';
  if (g.arenaSize === g.poolSize && g.arenaAlignment < g.poolSize)
    return 'an arena of one pool must be aligned to the pool';
  if (g.arenaSize / g.poolSize > 4096) return 'an arena must not have more than 4096 pools';
  return null;
}
