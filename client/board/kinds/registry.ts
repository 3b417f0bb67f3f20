import type { BoardKind } from '../model.ts';
import { heapBoard } from './heap.ts';
import { pinnedBoard } from './pinned.ts';
import { poolsBoard } from './pools.ts';

/** The face of every kind of puzzle. A new kind is one line here. */
const boardKinds: Readonly<Record<string, BoardKind>> = {
  pools: poolsBoard,
  heap: heapBoard,
  pinned: pinnedBoard,
};

/** The board for a kind; throws where a kind has none, which is a defect. */
export function boardKind(name: string): BoardKind {
  const kind = boardKinds[name];
  if (!kind) throw new Error(`there is no board for puzzles of the kind "${name}"`);
  return kind;
}
