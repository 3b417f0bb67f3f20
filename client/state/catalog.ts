import type { Level } from '../../shared/level/level.ts';

/** A level with its place in the game. */
export interface CatalogEntry {
  readonly level: Level;
  /** As players say it: pack and position, `2.4`. */
  readonly number: string;
}

/** The levels about one concept, in the order in which they are best played. */
export interface Pack {
  /** The folder's name. */
  readonly folder: string;
  readonly kind: string;
  readonly entries: readonly CatalogEntry[];
}

/** Every level that is shipped, by concept. */
export interface Catalog {
  readonly packs: readonly Pack[];
  /** All levels in teaching order. */
  readonly entries: readonly CatalogEntry[];
}

/** Sorts level files (`.../<pack>/NN-name.json` -> level) into packs. Teaching order is the order of the paths. */
export function makeCatalog(files: Readonly<Record<string, Level>>): Catalog {
  const folders = new Map<string, Level[]>();
  for (const path of Object.keys(files).sort()) {
    const folder = path.split('/').at(-2) ?? '';
    const levels = folders.get(folder);
    if (levels) levels.push(files[path]);
    else folders.set(folder, [files[path]]);
  }
  const packs = [...folders].map(([folder, levels], packIndex) => ({
    folder,
    kind: levels[0].kind,
    entries: levels.map((level, index) => ({ level, number: `${packIndex + 1}.${index + 1}` })),
  }));
  return { packs, entries: packs.flatMap((pack) => pack.entries) };
}

/** The entry of that level id, or undefined. */
export function findEntry(catalog: Catalog, id: string): CatalogEntry | undefined {
  return catalog.entries.find((entry) => entry.level.id === id);
}

/** The entry after that level, or undefined after the last. */
export function nextEntry(catalog: Catalog, id: string): CatalogEntry | undefined {
  const index = catalog.entries.findIndex((entry) => entry.level.id === id);
  return index < 0 ? undefined : catalog.entries[index + 1];
}

/** The level to suggest: the first that was not won, or undefined where all are. */
export function firstUnwon(catalog: Catalog, won: (id: string) => boolean): CatalogEntry | undefined {
  return catalog.entries.find((entry) => !won(entry.level.id));
}
