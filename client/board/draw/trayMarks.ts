import type { TrayView } from '../../../shared/game/puzzles/board/view.ts';
import { blockRect, LANE, type TrayBox } from '../layout/racks.ts';
import { around, center, grow, type Rect, rect } from '../layout/rect.ts';
import type { Mood, Target } from '../model.ts';
import type { Marks } from '../stage/damage.ts';
import type { LookOf } from './tray.ts';

/** The outline of a tray is this wide at most. */
const EDGE = 3;
/** Threads and dots stand out of their line by this. */
const STROKE = 4;

/**
 * What a tray's picture is made of, mark by mark: whatever `paintTray` draws lies within a mark whose name tells how it looks. The
 * board then paints again only what a move has changed.
 */
export function trayMarks(
  box: TrayBox,
  pxPerByte: number,
  lookOf: LookOf,
  mood: Mood,
  targets: readonly Target[],
  wanted: ReadonlyMap<number, string>,
): Marks {
  const { tray } = box;
  const marks = new Map<string, Rect>();
  const slot = (offset: number): Rect => blockRect(box, offset, pxPerByte);
  marks.set(`plate ${tray.blocks.length}/${tray.capacity} ${tray.blockBytes}`, grow(box.plate, 1));
  addFrame(marks, box.rect, mood, targets);
  addUncarved(marks, tray, slot);
  addThread(marks, tray, slot);
  for (const block of tray.blocks) {
    const look = lookOf(tray, block.offsetBytes);
    const lifted = look !== null && mood.lifted.has(look.id);
    const shown = look && !lifted ? Object.values(look).join() : '';
    marks.set(
      `block ${block.offsetBytes} ${block.requestedBytes} ${shown}`,
      grow(slot(block.offsetBytes), 1),
    );
  }
  for (const [offset, request] of wanted) marks.set(`wanted ${offset} ${request}`, grow(slot(offset), 1));
  if (mood.held) addOffers(marks, box.rect, mood, targets);
  return marks;
}

function addFrame(marks: Map<string, Rect>, r: Rect, mood: Mood, targets: readonly Target[]): void {
  const welcome = targets.some((target) => !target.rejection);
  const aimed = targets.some((target) => target.id === mood.aimed);
  const look = mood.held ? `${welcome} ${aimed}` : 'calm';
  marks.set(`top ${look}`, rect(r.x, r.y, r.w, EDGE));
  marks.set(`bottom ${look}`, rect(r.x, r.y + r.h - EDGE, r.w, EDGE));
  // Apart from each other, so that they are not taken together as one large rectangle.
  marks.set(`left ${look}`, rect(r.x, r.y + EDGE, EDGE, r.h - 2 * EDGE));
  marks.set(`right ${look}`, rect(r.x + r.w - EDGE, r.y + EDGE, EDGE, r.h - 2 * EDGE));
}

/** Every block that is still to be carved; the dots lie on a grid that stays where it is. */
function addUncarved(marks: Map<string, Rect>, tray: TrayView, slot: (offset: number) => Rect): void {
  if (tray.carveOffset === null) return;
  for (let at = tray.carveOffset; at + tray.blockBytes <= lastByte(tray); at += tray.blockBytes)
    marks.set(`uncarved ${at}`, grow(slot(at), 2));
}

function lastByte(tray: TrayView): number {
  return tray.headerBytes + tray.capacity * tray.blockBytes;
}

/** Free slots, and the stretches of thread between them, named by their ends and by their place from the end of the list. */
function addThread(marks: Map<string, Rect>, tray: TrayView, slot: (offset: number) => Rect): void {
  const { freeList } = tray;
  for (const [rank, offset] of freeList.entries()) {
    const at = slot(offset);
    marks.set(`free ${offset} ${at.h >= 36 || rank === 0 ? rank : ''}`, grow(at, 1));
    if (rank === 0) continue;
    const before = slot(freeList[rank - 1]);
    const lane = (freeList.length - rank) % 3;
    const a = center(before);
    const b = center(at);
    const laneY = before.y + before.h + LANE / 2;
    const reach = around([rect(a.x, a.y, 0, 0), rect(b.x, b.y, 0, 0), rect(a.x, laneY, 0, 0)]);
    marks.set(`thread ${freeList[rank - 1]} ${offset} ${lane}`, grow(reach, STROKE));
  }
}

function addOffers(marks: Map<string, Rect>, frame: Rect, mood: Mood, targets: readonly Target[]): void {
  for (const target of targets) {
    if (target.rejection || !target.landing) continue;
    const { tile, waste } = target.landing;
    const look = `${mood.held!.id} ${target.cost} ${target.id === mood.aimed} ${targets.length > 3}`;
    const slot = grow(around([tile, waste]), 2);
    // The price is written in the middle of the slot and may be wider than it.
    const half = target.cost.length * 4.5 + 12;
    const mid = Math.min(Math.max(slot.x + slot.w / 2, frame.x + half), frame.x + frame.w - half);
    const price = rect(mid - half, slot.y + slot.h / 2 - 12, 2 * half, 24);
    marks.set(`offer ${target.id} ${look}`, target.cost ? around([slot, price]) : slot);
  }
}
