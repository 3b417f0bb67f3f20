import type { AnyPuzzleKind } from '../kind.ts';
import { heap } from './heap/kind.ts';
import { pinned } from './pinned/kind.ts';
import { pools } from './pools/kind.ts';

/** Every kind of puzzle the game knows, in the order in which they are taught. A new kind is one line here. */
export const puzzleKinds: readonly AnyPuzzleKind[] = [pools, heap, pinned];

/** The kind of that name, or undefined. */
export function puzzleKind(name: string): AnyPuzzleKind | undefined {
  return puzzleKinds.find((kind) => kind.name === name);
}
