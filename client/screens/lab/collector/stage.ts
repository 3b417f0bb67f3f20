import type { CollectionFilm, FilmObject } from '../../../../shared/lab/film.ts';

/*
 * What a phase of a collection looks like: where each object stands, the number that is pencilled beside its count, and
 * whether the lamp has found it.
 */

export const TILE = { width: 132, height: 46, gapX: 14, gapY: 12 } as const;

export type Tile = {
  readonly object: FilmObject;
  readonly x: number;
  readonly y: number;
  /** gc_refs after the phase, and before it where the phase changed them; null where there are none yet. */
  readonly refs: number | null;
  readonly before: number | null;
  /** `lost`: not reached by anything from outside; `gone`: taken apart. */
  readonly state: 'plain' | 'reached' | 'lost' | 'gone';
};

export type Stage = {
  readonly tiles: readonly Tile[];
  readonly cords: readonly { readonly from: Tile; readonly to: Tile }[];
  readonly height: number;
  /** Where the side of the unreachable begins, 0 where nothing is on it. */
  readonly split: number;
  /** Objects of the film that are not on the stage. */
  readonly others: number;
};

/** Objects on the stage: more cannot be followed. */
const MAX_TILES = 36;

/** The stage after phase `at` of the film, `width` pixels wide. */
export function stageOf(film: CollectionFilm, at: number, width: number): Stage {
  const own = film.objects.filter((o) => o.own);
  const shown = (own.length > 0 ? own : film.objects).slice(0, MAX_TILES);
  const decided = film.phases.findIndex(({ phase }) => phase === 'moveUnreachable');
  const isDecided = decided >= 0 && at >= decided;
  const lost = new Set(isDecided ? lostAt(film, at) : []);
  const isCleared = film.phases.slice(0, at + 1).some(({ phase }) => phase === 'clear');
  const refs = refsAt(film, at);
  const before = film.phases[at]?.refs.length ? refsAt(film, at - 1) : new Map<number, number>();

  const columns = Math.max(1, Math.floor((width + TILE.gapX) / (TILE.width + TILE.gapX)));
  const aside = lost.size === 0 || columns < 2 ? 0 : Math.max(1, Math.floor(columns / 2));
  const left = new Grid(columns - aside, 0);
  const split = aside === 0 ? 0 : (columns - aside) * (TILE.width + TILE.gapX);
  // In one column the unreachable stand below the others.
  const right = aside === 0 ? left : new Grid(aside, split);
  const order =
    aside === 0 ? [...shown].sort((a, b) => Number(lost.has(a.id)) - Number(lost.has(b.id))) : shown;
  const tiles = order.map((object): Tile => {
    const isLost = lost.has(object.id);
    const was = before.get(object.id) ?? null;
    const now = refs.get(object.id) ?? null;
    return {
      object,
      ...(isLost ? right : left).next(),
      refs: now,
      before: was === now ? null : was,
      state: isLost ? (isCleared ? 'gone' : 'lost') : isDecided ? 'reached' : 'plain',
    };
  });
  const byId = new Map(tiles.map((tile) => [tile.object.id, tile]));
  const cords = tiles.flatMap((from) =>
    from.object.refersTo.flatMap((id) => {
      const to = byId.get(id);
      return to && to !== from && from.state !== 'gone' ? [{ from, to }] : [];
    }),
  );
  return {
    tiles,
    cords,
    height: Math.max(left.height, right.height),
    split,
    others: film.candidates - tiles.length,
  };
}

class Grid {
  #count = 0;
  readonly #columns: number;
  readonly #x: number;

  constructor(columns: number, x: number) {
    this.#columns = Math.max(1, columns);
    this.#x = x;
  }

  next(): { x: number; y: number } {
    const at = this.#count++;
    return {
      x: this.#x + (at % this.#columns) * (TILE.width + TILE.gapX),
      y: Math.floor(at / this.#columns) * (TILE.height + TILE.gapY),
    };
  }

  get height(): number {
    return Math.ceil(this.#count / this.#columns) * (TILE.height + TILE.gapY);
  }
}

/** gc_refs as the last phase up to `at` that set them left them. */
export function refsAt(film: CollectionFilm, at: number): Map<number, number> {
  for (let i = at; i >= 0; i--) {
    const { refs } = film.phases[i];
    if (refs.length > 0) return new Map(refs.map((row) => [row.address, row.gcRefs]));
  }
  return new Map();
}

/** What is unreachable after the phase. */
export function lostAt(film: CollectionFilm, at: number): readonly number[] {
  const decided = film.phases.findIndex(({ phase }) => phase === 'moveUnreachable');
  if (decided < 0 || at < decided) return [];
  const revived = film.phases.findIndex(({ phase }) => phase === 'resurrect');
  return film.phases[revived >= 0 && at >= revived ? revived : decided].addresses;
}
