import type { LabObject } from '../../../../shared/lab/model.ts';
import type { Drawing, FrameNode, ObjectNode, Parent, PileNode, Row } from './fold.ts';

/** Sizes in pixels of the picture. */
export const SIZE = {
  frame: 162,
  object: 172,
  pile: 150,
  row: 19,
  head: 26,
  objectHead: 40,
  foot: 7,
  gapX: 46,
  gapY: 16,
  pad: 14,
} as const;

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type FrameCard = FrameNode & Box;
export type ObjectCard = ObjectNode & Box;
export type PileCard = PileNode & Box;
/** An object that died in this step, where it was. */
export type GhostCard = Box & { readonly object: LabObject };

/** A cord from a row to a card. Where its ends are follows from the places of both. */
export type Cord = {
  readonly key: string;
  /** `f` and the frame's index, or the object's address. */
  readonly from: string;
  readonly to: string;
  /** Of its start, from the upper left corner of the card it leaves. */
  readonly dx: number;
  readonly dy: number;
  /** Its target stands further left: it leaves on that side. */
  readonly back: boolean;
  readonly kind: Row['kind'];
};

export type Layout = {
  readonly frames: readonly FrameCard[];
  readonly objects: readonly ObjectCard[];
  readonly piles: readonly PileCard[];
  readonly ghosts: readonly GhostCard[];
  readonly cords: readonly Cord[];
  readonly boxes: ReadonlyMap<string, Box>;
  readonly width: number;
  readonly height: number;
};

/** Where cards were: an object keeps its place while it lives, and finds it again when one steps back. */
export type Places = Map<number, { readonly type: string; readonly column: number; readonly y: number }>;

/** More places are not remembered. */
const MAX_PLACES = 5000;
const PILE_TYPES = 3;

/** Lays a drawing out: frames on the left, objects in columns by their distance from the names. Updates `places`. */
export function layOut(drawing: Drawing, died: readonly LabObject[], places: Places): Layout {
  const frames = frameCards(drawing.frames);
  const nodes = [...drawing.objects, ...drawing.piles];
  const columns = new Map<number, Placing[]>();
  for (const node of nodes) {
    const type = 'object' in node ? node.object.type : 'pile';
    const known = places.get(node.id);
    const kept = known?.type === type ? known : undefined;
    const column = kept?.column ?? node.depth;
    const list = columns.get(column) ?? [];
    columns.set(column, list);
    list.push({
      node,
      type,
      y: kept?.y ?? null,
      height: 'object' in node ? objectHeight(node) : pileHeight(node),
    });
  }
  const boxes = new Map<string, Box>();
  for (const frame of frames) boxes.set(frameKey(frame.index), frame);
  const objects: ObjectCard[] = [];
  const piles: PileCard[] = [];
  for (const [column, list] of [...columns].sort(([a], [b]) => a - b)) {
    const x = SIZE.pad + SIZE.frame + SIZE.gapX + column * (SIZE.object + SIZE.gapX);
    for (const { node, type, y, height } of settle(list, (parent) => anchorOf(parent, boxes, frames))) {
      places.delete(node.id);
      places.set(node.id, { type, column, y });
      const box = { x, y, height, width: 'object' in node ? SIZE.object : SIZE.pile };
      boxes.set(String(node.id), box);
      if ('object' in node) objects.push({ ...node, ...box });
      else piles.push({ ...node, ...box });
    }
  }
  for (const id of places.keys()) {
    if (places.size <= MAX_PLACES) break;
    places.delete(id);
  }
  let width = 0;
  let height = 0;
  const taken = [...boxes.values()];
  const ghosts = ghostCards(died, places, taken);
  for (const box of [...taken, ...ghosts]) {
    width = Math.max(width, box.x + box.width);
    height = Math.max(height, box.y + box.height);
  }
  // Cords that come back in from the right need room.
  return {
    frames,
    objects,
    piles,
    ghosts,
    cords: cordsOf(frames, objects, boxes),
    boxes,
    width: width + SIZE.pad + 26,
    height: height + SIZE.pad,
  };
}

type Placing = {
  readonly node: ObjectNode | PileNode;
  readonly type: string;
  readonly y: number | null;
  readonly height: number;
};

/** Those with a place keep it, unless one above grew into them; new ones take the first hole at or below their anchor. */
function settle(list: readonly Placing[], anchor: (parent: Parent) => number) {
  const placed: (Placing & { y: number })[] = [];
  let floor: number = SIZE.pad;
  const old = list.filter((item) => item.y !== null).sort((a, b) => a.y! - b.y!);
  for (const item of old) {
    const y = Math.max(item.y!, floor);
    placed.push({ ...item, y });
    floor = y + item.height + SIZE.gapY;
  }
  for (const item of list) {
    if (item.y !== null) continue;
    let y = Math.max(SIZE.pad, anchor(item.node.parent));
    let at = 0;
    for (; at < placed.length; at++) {
      const other = placed[at];
      if (other.y + other.height + SIZE.gapY <= y) continue;
      if (y + item.height + SIZE.gapY <= other.y) break;
      y = other.y + other.height + SIZE.gapY;
    }
    placed.splice(at, 0, { ...item, y });
  }
  return placed;
}

/** Beside the row that leads there. */
function anchorOf(parent: Parent, boxes: ReadonlyMap<string, Box>, frames: readonly FrameCard[]): number {
  if (parent.frame >= 0) {
    const frame = frames[parent.frame];
    return frame.y + frameRowY(frame, parent.row) - SIZE.objectHead / 2;
  }
  const box = boxes.get(String(parent.node));
  return box === undefined ? SIZE.pad : box.y + SIZE.objectHead + parent.row * SIZE.row - 10;
}

function objectHeight({ rows, more, object }: ObjectNode): number {
  const value = rows.length === 0 && cardValue(object) !== '' ? 1 : 0;
  return SIZE.objectHead + (rows.length + (more > 0 ? 1 : 0) + value) * SIZE.row + SIZE.foot;
}

function pileHeight({ types }: PileNode): number {
  return SIZE.head + 6 + Math.min(PILE_TYPES, Math.max(1, types.length)) * 17;
}

/** The types that a pile names. */
export function pileTypes({ types }: PileNode) {
  return types.slice(0, PILE_TYPES);
}

/** The text of a card without parts. */
export function cardValue(o: LabObject): string {
  return o.edges.length === 0 ? o.value : '';
}

export function frameKey(index: number): string {
  return `f${index}`;
}

/** The middle of a frame's row, the stack's rows after those of the names. */
export function frameRowY({ rows }: FrameNode, row: number): number {
  return SIZE.head + (row + 0.5) * SIZE.row + (row >= rows.length ? STACK_GAP : 0);
}

/** Between the names of a frame and its stack. */
export const STACK_GAP = 15;

function frameCards(frames: readonly FrameNode[]): FrameCard[] {
  let y: number = SIZE.pad;
  return frames.map((frame) => {
    const lines = frame.rows.length + frame.stack.length;
    const rows = Math.max(frame.own && frame.stack.length === 0 ? 1 : 0, lines);
    const height = SIZE.head + rows * SIZE.row + SIZE.foot + (frame.stack.length > 0 ? STACK_GAP : 0);
    const card = { ...frame, x: SIZE.pad, y, width: SIZE.frame, height };
    y += height + SIZE.gapY;
    return card;
  });
}

function ghostCards(died: readonly LabObject[], places: Places, taken: readonly Box[]): GhostCard[] {
  const ghosts: GhostCard[] = [];
  for (const object of died) {
    const place = places.get(object.id);
    if (place?.type !== object.type) continue;
    const x = SIZE.pad + SIZE.frame + SIZE.gapX + place.column * (SIZE.object + SIZE.gapX);
    const box = { x, y: place.y, width: SIZE.object, height: SIZE.objectHead + SIZE.foot };
    if ([...taken, ...ghosts].some((other) => overlap(box, other))) continue;
    ghosts.push({ ...box, object });
  }
  return ghosts;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

const PORT = 11;

function cordsOf(
  frames: readonly FrameCard[],
  objects: readonly ObjectCard[],
  boxes: ReadonlyMap<string, Box>,
): Cord[] {
  const cords: Cord[] = [];
  const add = (from: string, key: string, row: Row, right: number, dy: number): void => {
    const target = row.inline || row.to === 0 ? undefined : boxes.get(String(row.to));
    if (target === undefined) return;
    const back = target.x + target.width < boxes.get(from)!.x;
    const dx = back ? 0 : right;
    cords.push({ key: `${from}.${key}`, from, to: String(row.to), dx, dy, back, kind: row.kind });
  };
  for (const frame of frames)
    [...frame.rows, ...frame.stack].forEach((row, i) => {
      const key = i < frame.rows.length ? row.label : `#${row.label}`;
      add(frameKey(frame.index), key, row, SIZE.frame - PORT, frameRowY(frame, i));
    });
  for (const card of objects) {
    const from = String(card.id);
    card.rows.forEach((row, i) => {
      add(from, String(i), row, SIZE.object - PORT, SIZE.objectHead + (i + 0.5) * SIZE.row);
    });
    if (card.pile !== 0 && card.more > 0 && boxes.has(String(card.pile)))
      cords.push({
        key: `${from}.more`,
        from,
        to: String(card.pile),
        dx: SIZE.object - PORT,
        dy: SIZE.objectHead + (card.rows.length + 0.5) * SIZE.row,
        back: false,
        kind: 'strong',
      });
  }
  return cords;
}

/** The curve of a cord whose cards lie there. */
export function cordPath(cord: Cord, from: { x: number; y: number }, to: Box): string {
  const sx = Math.round(from.x + cord.dx);
  const sy = Math.round(from.y + cord.dy);
  const ty = Math.round(to.y + 16);
  if (cord.back) {
    const end = Math.round(to.x + to.width + 6);
    const pull = Math.max(24, (sx - end) * 0.45);
    return `M${sx} ${sy}C${sx - pull} ${sy} ${end + pull} ${ty} ${end} ${ty}`;
  }
  const right = to.x > sx + 8;
  const tx = Math.round(right ? to.x - 6 : to.x + to.width + 6);
  // Within a column a cord bows out no further than the next one.
  const pull = right ? Math.max(24, (tx - sx) * 0.45) : 34 + Math.min(24, Math.abs(ty - sy) / 8);
  return `M${sx} ${sy}C${sx + pull} ${sy} ${right ? tx - pull : tx + pull} ${ty} ${tx} ${ty}`;
}
