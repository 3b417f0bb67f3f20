import { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import { pymallocGeometry, withAlignedArenas } from '../../../shared/sim/rulesets/allocator.ts';
import { type FilmType, readings } from './program.ts';

export type { FilmType };

/** The Python version whose geometry the film shows: 4 KiB pools, which fit the width of a page to scale. */
export const FILM_VERSION = '3.9';

/** A block on the film: where it lies and whose it is. `type` null: free. */
export interface FilmBlock {
  readonly row: number;
  readonly offset: number;
  readonly size: number;
  readonly type: FilmType | null;
}

/** A tray on the film; `blockBytes` 0 where it has no class at the moment. */
export interface FilmRow {
  readonly row: number;
  readonly blockBytes: number;
}

export interface FilmView {
  block(block: FilmBlock): void;
  row(row: FilmRow): void;
}

export interface FilmCount {
  readonly line: string;
  readonly pools: number;
  readonly allPools: number;
}

/** The heap behind the name: a program runs on the game's own pymalloc, one request a step, and tells a view what changed. */
export class HeapFilm {
  readonly poolBytes: number;
  readonly headerBytes: number;
  readonly #heap: Pymalloc;
  readonly #steps = readings(4);
  readonly #live = new Map<number, number>();
  readonly #bases = new Map<number, number>();
  readonly #open = new Set<number>();
  #type: FilmType | null = null;
  #line = '';

  constructor(view: FilmView) {
    const geometry = withAlignedArenas(pymallocGeometry(FILM_VERSION)!);
    this.poolBytes = geometry.poolSize;
    this.headerBytes = geometry.poolHeader;
    const heap = new Pymalloc(geometry);
    this.#heap = heap;
    heap.sink = (event) => {
      switch (event.type) {
        case 'arenaMapped':
          this.#bases.set(event.arena, event.address);
          break;
        case 'poolOpened': {
          const row = this.#row(event.address);
          this.#open.add(row);
          view.row({ row, blockBytes: heap.blockBytes(event.szidx) });
          break;
        }
        case 'poolEmptied': {
          const row = this.#row(heap.poolAddress(event.pool));
          this.#open.delete(row);
          view.row({ row, blockBytes: 0 });
          break;
        }
        case 'blockAllocated':
        case 'blockFreed': {
          const row = this.#row(event.address);
          const size = heap.blockBytes(event.szidx);
          const type = event.type === 'blockAllocated' ? this.#type : null;
          view.block({ row, offset: event.address % this.poolBytes, size, type });
          break;
        }
      }
    };
  }

  /** Lets the program make `count` requests. */
  run(count: number): FilmCount {
    for (let i = 0; i < count; i++) {
      const step = this.#steps.next().value;
      this.#line = step.line;
      if (step.kind === 'alloc') {
        this.#type = step.type;
        this.#live.set(step.id, this.#heap.malloc(step.size));
      } else {
        this.#heap.free(this.#live.get(step.id)!);
        this.#live.delete(step.id);
      }
    }
    return { line: this.#line, pools: this.#open.size, allPools: this.#heap.poolsPerArena };
  }

  /** Trays count from the start of the only arena that the program ever needs. */
  #row(address: number): number {
    const base = this.#bases.get([...this.#bases.keys()][0]) ?? 0;
    return Math.floor((address - base) / this.poolBytes);
  }
}
