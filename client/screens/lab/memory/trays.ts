import {
  CELL,
  type LabArena,
  type LabMemory,
  type LabPool,
  type LabView,
  type ObjectShape,
} from '../../../../shared/lab/model.ts';

/** Where things lie in the picture of memory, in pixels; lengths along a tray are to scale. */
export const SIZE = { label: 44, arena: 46, rack: 9, tray: 16, lane: 5, pitch: 24, gap: 8 } as const;

export type Tray = {
  readonly pool: LabPool;
  readonly arena: LabArena;
  readonly y: number;
  /** Other than in the moment before. */
  readonly changed: boolean;
};

export type ArenaHead = {
  readonly arena: LabArena;
  readonly y: number;
  /** The arena was not there in the moment before. */
  readonly fresh: boolean;
  /** Addresses of pools that changed. */
  readonly changed: ReadonlySet<number>;
};

export type Trays = {
  readonly heads: readonly ArenaHead[];
  readonly trays: readonly Tray[];
  readonly height: number;
};

/** The pools that are shown, under the heads of their arenas: those with blocks of the program, those that changed, or all. */
export function traysOf({ memory, changes }: LabView, all: boolean): Trays {
  const heads: ArenaHead[] = [];
  const trays: Tray[] = [];
  const changed = new Set(changes.pools);
  let y = 0;
  for (const arena of memory.arenas) {
    const shown = arena.pools.filter(
      (pool) =>
        pool.state !== 'untouched' &&
        (all || changed.has(pool.address) || pool.cells.some((cell) => cell >= CELL.own)),
    );
    heads.push({ arena, y, fresh: changes.arenas.includes(arena.address), changed });
    y += SIZE.arena;
    for (const pool of shown) {
      trays.push({ pool, arena, y, changed: changed.has(pool.address) });
      y += SIZE.pitch;
    }
    y += SIZE.gap;
  }
  return { heads, trays, height: y };
}

/** The block under a place in a tray, or -1. `along`: pixels from the tray's start, `wide`: the tray's length. */
export function blockAt(memory: LabMemory, pool: LabPool, along: number, wide: number): number {
  if (pool.blockBytes === 0) return -1;
  const offset = (along / wide) * memory.poolSize - memory.poolHeaderBytes;
  const index = Math.floor(offset / pool.blockBytes);
  return index >= 0 && index < pool.cells.length ? index : -1;
}

export function blockAddress(memory: LabMemory, pool: LabPool, index: number): number {
  return pool.address + memory.poolHeaderBytes + index * pool.blockBytes;
}

/** What a cell says of a block. */
export function cellOf(
  memory: LabMemory,
  cell: number,
): {
  readonly own: boolean;
  readonly shape: ObjectShape | null;
  readonly state: 'uncarved' | 'free' | 'live';
} {
  if (cell === CELL.uncarved) return { own: false, shape: null, state: 'uncarved' };
  if (cell === CELL.free) return { own: false, shape: null, state: 'free' };
  const own = cell >= CELL.own;
  const base = own ? cell - CELL.own : cell;
  return { own, shape: memory.shapes[base - CELL.firstShape] ?? null, state: 'live' };
}
