import type { TrayView } from '../../../shared/game/puzzles/board/view.ts';
import type { PoolsView } from '../../../shared/game/puzzles/pools/view.ts';
import type { BoardView } from '../../state/boardView.ts';
import { bytes, number } from '../../text/format.ts';

/** A text and what fills it. */
export interface Said {
  readonly key: string;
  readonly values?: Record<string, unknown>;
}

/** What is to be done now, in one sentence; null where nothing is. `verbs`: those of the level. */
export function promptOf(view: BoardView, verbs: readonly string[]): Said | null {
  switch (view.kind) {
    case 'pools':
      return poolsPrompt(view, verbs);
    case 'heap': {
      const { now } = view.stream;
      if (!now) return null;
      const values = { name: now.object.name, bytes: bytes(now.bytes), chunk: number(now.chunkBytes) };
      return { key: now.chunkBytes === now.bytes ? 'prompt.gap' : 'prompt.chunk', values };
    }
    case 'pinned': {
      const { now } = view.stream;
      const count = view.frees.budget - view.frees.used;
      const mayFree = verbs.includes('freeObject') && count > 0;
      if (!now) return mayFree ? { key: 'prompt.free', values: { count } } : null;
      const values = { name: now.object.name, bytes: bytes(now.bytes), count };
      return { key: mayFree ? 'prompt.freeOrPredict' : 'prompt.predict', values };
    }
  }
}

function poolsPrompt(view: PoolsView, verbs: readonly string[]): Said | null {
  const { now } = view.stream;
  if (!now) return null;
  const values = { name: now.object.name, bytes: bytes(now.bytes) };
  if (verbs.includes('toSystem')) return { key: 'prompt.sort', values };
  const trays = view.arenas.flatMap((arena) => arena.trays);
  return { key: trays.some((tray) => takes(tray, now.bytes)) ? 'prompt.place' : 'prompt.open', values };
}

function takes(tray: TrayView, requestBytes: number): boolean {
  return tray.state === 'used' && tray.blockBytes >= requestBytes;
}
