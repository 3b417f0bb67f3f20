import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { puzzleKind } from '../../shared/game/puzzles/registry.ts';
import { parseLevelText } from '../../shared/level/parse.ts';
import { rulesHash } from '../../shared/level/rules.ts';
import type { Catalog, LevelEntry } from './entry.ts';

/** Where the packs are: `<pack>/NN-name.json`. */
export const levelFolder = fileURLToPath(new URL('../../assets/levels', import.meta.url));

/**
 * Every level under `folder`, packs and files by name, which is the order in which they are taught. A level that is
 * not valid is left out and told on stderr: the others can be played. Two of one id are a mistake of the
 * authors that nobody could play around, and throw.
 */
export function loadCatalog(folder: string = levelFolder): Catalog {
  const entries = new Map<string, LevelEntry>();
  for (const path of levelFiles(folder)) {
    const parsed = parseLevelText(readFileSync(path, 'utf8'));
    if (!parsed.ok) {
      const problems = parsed.error.map(({ path: at, problem }) => `${at} ${problem}`);
      console.error(`level ${path} is left out: ${problems.join('; ')}`);
      continue;
    }
    const level = parsed.value;
    if (entries.has(level.id))
      throw new Error(`two levels have the id "${level.id}", one of them is ${path}`);
    entries.set(level.id, { level, kind: puzzleKind(level.kind)!, rules: rulesHash(level) });
  }
  return entries;
}

/** The level files in the packs of `folder`, in teaching order. What lies beside the packs is no level. */
function levelFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && entry.parentPath !== folder)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
