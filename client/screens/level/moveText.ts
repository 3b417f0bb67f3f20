import type { Action } from '../../../shared/game/action.ts';
import type { TrayView } from '../../../shared/game/puzzles/board/view.ts';
import type { BoardView } from '../../state/boardView.ts';
import { bytes, number } from '../../text/format.ts';
import type { Said } from './prompt.ts';

/** A move as one would say it to a friend, on the board that it would be made on; null for a move that has no words. */
export function moveText(view: BoardView, action: Action): Said | null {
  const trays = 'arenas' in view ? view.arenas.flatMap((arena) => arena.trays) : [];
  const name = view.stream.now?.object.name ?? '';
  switch (action.type) {
    case 'openPool': {
      const size = view.kind === 'pools' ? view.classes[action.szidx as number]?.blockBytes : undefined;
      return size === undefined ? null : { key: 'move.openPool', values: { bytes: size } };
    }
    case 'place': {
      const tray = trays.find((one) => one.pool === action.pool);
      return tray ? { key: 'move.place', values: { name, ...inTray(tray) } } : null;
    }
    case 'toSystem':
      return { key: 'move.toSystem', values: { name } };
    case 'placeSpan': {
      if (view.kind !== 'heap') return null;
      const gap = view.spans.find((span) => span.offsetBytes === action.gap);
      const end = view.choosesEnd ? (action.end === 'high' ? 'High' : 'Low') : '';
      if (!gap) return null;
      return { key: `move.placeSpan${end}`, values: { name, bytes: bytes(gap.sizeBytes), at: action.gap } };
    }
    case 'freeObject':
      return { key: 'move.freeObject', values: { name: action.object } };
    case 'predict': {
      const { at } = action as { at?: string | { pool: number; offset: number } };
      if (at === 'newArena' || at === 'system') return { key: `move.predict.${at}`, values: { name } };
      const tray = typeof at === 'object' ? trays.find((one) => one.pool === at.pool) : undefined;
      if (!tray || typeof at !== 'object') return null;
      return { key: 'move.predict.block', values: { name, ...inTray(tray), offset: number(at.offset) } };
    }
    default:
      return null;
  }
}

function inTray(tray: TrayView): { pool: number; bytes: number } {
  return { pool: tray.index + 1, bytes: tray.blockBytes };
}
