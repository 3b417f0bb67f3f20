import type { TrayView } from '../../../shared/game/puzzles/board/view.ts';
import type { Arrangement, RackLayout, TrayBox } from '../layout/racks.ts';
import type { Words } from '../model.ts';
import type { RackManner, TrayParts } from './rackTray.ts';

/**
 * What a scene leaves to the one after it: where the racks stand, and the trays as they were made. A move changes one or two
 * of them; the others are not made anew, and whoever gets the same tray again knows that there is nothing to do.
 */
export interface RackMemory {
  readonly arrangement: Arrangement;
  readonly words: Words;
  readonly mannerKey: string;
  readonly trays: ReadonlyMap<number, { readonly box: TrayBox; readonly parts: TrayParts }>;
}

/** The parts of `box` as they were, if they would be made the same again. */
export function remembered(
  memory: RackMemory | undefined,
  box: TrayBox,
  layout: RackLayout,
  words: Words,
  manner: RackManner,
): TrayParts | null {
  const known = memory?.trays.get(box.tray.pool);
  if (!memory || !known) return null;
  if (memory.words !== words || memory.mannerKey !== manner.key) return null;
  const { scale, slotH, columnW } = layout.arrangement;
  const before = memory.arrangement;
  if (before.scale !== scale || before.slotH !== slotH || before.columnW !== columnW) return null;
  if (known.box.rect.x !== box.rect.x || known.box.rect.y !== box.rect.y) return null;
  return sameTray(known.box.tray, box.tray) ? known.parts : null;
}

/** Whether two views of a pool say the same. */
export function sameTray(a: TrayView, b: TrayView): boolean {
  return (
    a.pool === b.pool &&
    a.address === b.address &&
    a.state === b.state &&
    a.szidx === b.szidx &&
    a.carveOffset === b.carveOffset &&
    a.usedRank === b.usedRank &&
    a.freeRank === b.freeRank &&
    a.blocks.length === b.blocks.length &&
    a.freeList.length === b.freeList.length &&
    a.freeList.every((offset, i) => offset === b.freeList[i]) &&
    a.blocks.every((block, i) => {
      const other = b.blocks[i];
      return (
        block.offsetBytes === other.offsetBytes &&
        block.requestedBytes === other.requestedBytes &&
        block.part === other.part &&
        block.object.name === other.object.name &&
        block.object.death?.inRequests === other.object.death?.inRequests
      );
    })
  );
}
