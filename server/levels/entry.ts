import type { AnyPuzzleKind } from '../../shared/game/kind.ts';
import type { Level } from '../../shared/level/level.ts';

/** A level that the server plays: checked, with its kind and the hash of what decides the game. */
export interface LevelEntry {
  readonly level: Level;
  readonly kind: AnyPuzzleKind;
  /** `rulesHash` of the level. */
  readonly rules: string;
}

/** Level id -> entry, in the order in which the levels are taught. */
export type Catalog = ReadonlyMap<string, LevelEntry>;
