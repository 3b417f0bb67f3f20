import type { LabEdge, LabObject, LabView } from '../../../../shared/lab/model.ts';

/** Sizes in pixels of the picture. */
export const SIZE = {
  frame: 190,
  object: 168,
  row: 19,
  head: 25,
  foot: 6,
  gapX: 62,
  gapY: 14,
  pad: 14,
} as const;
/** Parts of an object that are listed in its card. */
const MAX_ROWS = 8;
/** Cards that are drawn; the rest is counted. */
const MAX_CARDS = 220;

export type Row = { readonly edge: LabEdge; readonly target: LabObject | undefined };

export type Card = {
  readonly object: LabObject;
  readonly rows: readonly Row[];
  readonly more: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type FrameCard = {
  readonly index: number;
  readonly name: string;
  readonly line: number;
  readonly rows: readonly {
    readonly name: string;
    readonly target: LabObject | undefined;
    readonly to: number;
    readonly changed: boolean;
  }[];
  readonly stack: readonly LabObject[];
  readonly x: number;
  readonly y: number;
  readonly height: number;
};

export type Layout = {
  readonly frames: readonly FrameCard[];
  readonly cards: ReadonlyMap<number, Card>;
  readonly width: number;
  readonly height: number;
  /** Cards that were left out. */
  readonly folded: number;
};

/** Where cards were: an object keeps its place while it lives. */
export type Places = Map<number, { column: number; y: number }>;

/** Lays a view out: frames on the left, objects in columns by their distance from the names. Updates `places`. */
export function layOut(view: LabView, places: Places, showAtoms: boolean): Layout {
  const objects = new Map(view.objects.map((o) => [o.id, o]));
  const drawn = (o: LabObject | undefined): o is LabObject =>
    o !== undefined && (showAtoms || !o.atom) && o.type !== 'module';
  const frames = frameCards(view, objects);
  const depth = new Map<number, number>();
  const anchor = new Map<number, number>();
  const order: LabObject[] = [];
  const meet = (id: number, column: number, y: number) => {
    const o = objects.get(id);
    if (!drawn(o) || depth.has(id)) return;
    depth.set(id, column);
    anchor.set(id, y);
    order.push(o);
  };
  for (const frame of frames) {
    frame.rows.forEach((row, i) => {
      meet(row.to, 0, frame.y + SIZE.head + i * SIZE.row - 4);
    });
    for (const o of frame.stack) meet(o.id, 0, frame.y);
  }
  const walk = () => {
    for (let i = 0; i < order.length; i++)
      for (const edge of order[i].edges.slice(0, MAX_ROWS * 3))
        if (edge.kind === 'strong') meet(edge.to, depth.get(order[i].id)! + 1, anchor.get(order[i].id)!);
  };
  walk();
  for (const o of view.objects)
    if (o.unreachable && !depth.has(o.id)) {
      meet(o.id, places.get(o.id)?.column ?? 1, places.get(o.id)?.y ?? 0);
      walk();
    }
  const shown = order.slice(0, MAX_CARDS);
  for (const id of [...places.keys()]) if (!depth.has(id)) places.delete(id);

  const cards = new Map<number, Card>();
  const columns = new Map<number, { o: LabObject; y: number | null; height: number }[]>();
  for (const o of shown) {
    const kept = places.get(o.id);
    const column = kept?.column ?? depth.get(o.id)!;
    const list = columns.get(column) ?? [];
    columns.set(column, list);
    list.push({ o, y: kept?.y ?? null, height: heightOf(o, objects) });
  }
  let width = 2 * SIZE.pad + SIZE.frame;
  let height = frames.reduce((most, f) => Math.max(most, f.y + f.height), 0);
  for (const [column, list] of columns) {
    const settled = settle(list, (o) => anchor.get(o.id) ?? SIZE.pad);
    const x = SIZE.pad + SIZE.frame + SIZE.gapX + column * (SIZE.object + SIZE.gapX);
    for (const { o, y, height: tall } of settled) {
      places.set(o.id, { column, y });
      const rows = rowsOf(o, objects);
      cards.set(o.id, {
        object: o,
        rows,
        more: o.edges.length - rows.length + o.moreEdges,
        x,
        y,
        width: SIZE.object,
        height: tall,
      });
      width = Math.max(width, x + SIZE.object + SIZE.pad + 24);
      height = Math.max(height, y + tall);
    }
  }
  return {
    frames,
    cards,
    width,
    height: height + SIZE.pad,
    folded: order.length - shown.length + view.hiddenObjects,
  };
}

type Settling = { o: LabObject; y: number | null; height: number };

/** Those with a place keep it, unless one above grew into them; new ones take the first hole at or below their anchor. */
function settle(list: readonly Settling[], anchorOf: (o: LabObject) => number) {
  const old = list.filter((item) => item.y !== null).sort((a, b) => a.y! - b.y!);
  const placed: { o: LabObject; y: number; height: number }[] = [];
  let floor: number = SIZE.pad;
  for (const item of old) {
    const y = Math.max(item.y!, floor);
    placed.push({ o: item.o, y, height: item.height });
    floor = y + item.height + SIZE.gapY;
  }
  for (const item of list) {
    if (item.y !== null) continue;
    let y = Math.max(SIZE.pad, anchorOf(item.o));
    let at = 0;
    for (; at < placed.length; at++) {
      const other = placed[at];
      if (other.y + other.height + SIZE.gapY <= y) continue;
      if (y + item.height + SIZE.gapY <= other.y) break;
      y = other.y + other.height + SIZE.gapY;
    }
    placed.splice(at, 0, { o: item.o, y, height: item.height });
  }
  return placed;
}

function rowsOf(o: LabObject, objects: ReadonlyMap<number, LabObject>): Row[] {
  return o.edges.slice(0, MAX_ROWS).map((edge) => ({ edge, target: objects.get(edge.to) }));
}

function heightOf(o: LabObject, objects: ReadonlyMap<number, LabObject>): number {
  const rows = rowsOf(o, objects).length;
  const more = o.edges.length + o.moreEdges > rows ? 1 : 0;
  const value = rows === 0 && cardValue(o) ? 1 : 0;
  return SIZE.head + (rows + more + value) * SIZE.row + SIZE.foot;
}

/** The text of a card without parts. */
export function cardValue(o: LabObject): string {
  return o.edges.length === 0 ? o.value : '';
}

function frameCards(view: LabView, objects: ReadonlyMap<number, LabObject>): FrameCard[] {
  const cards: FrameCard[] = [];
  let y: number = SIZE.pad;
  view.frames.forEach((frame, index) => {
    const stack = frame.stack.map(({ to }) => objects.get(to)).filter((o): o is LabObject => o !== undefined);
    const rows = frame.names.map((name) => ({ ...name, target: objects.get(name.to) }));
    const lines = rows.length + (stack.length > 0 ? 1 : 0);
    const height = SIZE.head + Math.max(frame.own ? 1 : 0, lines) * SIZE.row + SIZE.foot;
    cards.push({ index, name: frame.name, line: frame.line, rows, stack, x: SIZE.pad, y, height });
    y += height + SIZE.gapY;
  });
  return cards;
}
