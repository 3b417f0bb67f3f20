import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Level } from '../../shared/level/level.ts';

const folder = fileURLToPath(new URL('../../assets/levels/', import.meta.url));

/** The shipped level files, by path. */
export const levels: readonly Level[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /[\\/].*\.json$/.test(path))
  .sort()
  .map((path) => JSON.parse(readFileSync(folder + path, 'utf8')) as Level);
