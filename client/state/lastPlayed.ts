import type { LocalText } from '../../shared/level/level.ts';
import { readStored, removeStored, writeStored } from './storage.ts';

/** Where the player was last, for the door on the home page, which knows no levels. */
export interface LastPlayed {
  readonly level: string;
  readonly number: string;
  readonly title: LocalText;
  readonly move: number;
  readonly won: boolean;
}

const KEY = 'pyarena.last';

export function rememberLastPlayed(last: LastPlayed): void {
  writeStored(KEY, last);
}

export function forgetLastPlayed(): void {
  removeStored(KEY);
}

/** The last level played in this browser, or null; what is stored may be of any age, so it is looked at closely. */
export function readLastPlayed(): LastPlayed | null {
  const stored = readStored(KEY) as Partial<LastPlayed> | null;
  if (!stored || typeof stored !== 'object') return null;
  const { level, number, title, move, won } = stored;
  if (typeof level !== 'string' || typeof number !== 'string' || typeof title?.en !== 'string') return null;
  return { level, number, title, move: typeof move === 'number' ? move : 0, won: won === true };
}
