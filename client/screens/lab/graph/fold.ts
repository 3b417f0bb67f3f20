import type { LabEdge, LabObject, LabPile, LabView } from '../../../../shared/lab/model.ts';

/*
 * Which objects of a moment are drawn one by one. What would be too many is folded into piles: a long container's
 * further items, what lies too far from the names, and what goes beyond the number of cards that a person can overlook.
 */

/** A name, an item or an attribute with what it refers to. */
export type Row = {
  readonly label: string;
  /** A node of the drawing: an object's address, or a pile. */
  readonly to: number;
  readonly target: LabObject | undefined;
  readonly kind: LabEdge['kind'] | 'borrowed';
  readonly changed: boolean;
  /** Written in the row itself: it has no card. */
  readonly inline: boolean;
};

export type ObjectNode = {
  readonly id: number;
  readonly object: LabObject;
  readonly rows: readonly Row[];
  /** Its references beyond the rows. */
  readonly more: number;
  /** The pile that its further references lead to, 0 where there is none. */
  readonly pile: number;
  readonly depth: number;
  /** The node or the frame that led to it first, and in which row. */
  readonly parent: Parent;
};

export type PileNode = {
  /** The address of the object it belongs to, negative; -1 for garbage. */
  readonly id: number;
  readonly count: number;
  readonly types: readonly LabPile[];
  readonly depth: number;
  readonly parent: Parent;
};

export type FrameNode = {
  readonly index: number;
  readonly name: string;
  readonly line: number;
  readonly own: boolean;
  readonly running: boolean;
  readonly rows: readonly Row[];
  /** Rows of the evaluation stack, the bottom first. */
  readonly stack: readonly Row[];
};

export type Parent = { readonly frame: number; readonly node: number; readonly row: number };

export type Drawing = {
  readonly frames: readonly FrameNode[];
  readonly objects: readonly ObjectNode[];
  readonly piles: readonly PileNode[];
};

export type FoldOptions = {
  /** Numbers and texts have cards of their own. */
  readonly showAtoms: boolean;
  /** Objects whose pile has been opened. */
  readonly unfolded: ReadonlySet<number>;
};

/** Rows of a card; one that is opened shows all that the view lists. */
const MAX_ROWS = 7;
/** Steps from a name to a card. */
const MAX_DEPTH = 6;
/** Cards in all, and those that opening a pile adds. */
const MAX_CARDS = 140;
const MORE_CARDS = 60;
/** The pile of what nothing leads to any more. */
export const GARBAGE_PILE = -1;

const atomShapes: ReadonlySet<string> = new Set(['int', 'float', 'str', 'bytes', 'none']);

/** Decides what of `view` is drawn. */
export function fold(view: LabView, options: FoldOptions): Drawing {
  const objects = new Map(view.objects.map((o) => [o.id, o]));
  const isInline = (o: LabObject): boolean => (o.atom && !options.showAtoms) || o.type === 'module';
  const limit = MAX_CARDS + MORE_CARDS * options.unfolded.size;

  type Met = { o: LabObject; depth: number; budget: number; parent: Parent };
  const met = new Map<number, Met>();
  const queue: Met[] = [];
  const meet = (id: number, depth: number, budget: number, parent: Parent): void => {
    const o = objects.get(id);
    if (o === undefined || isInline(o) || met.has(id) || met.size >= limit || budget < 0) return;
    const one = { o, depth, budget, parent };
    met.set(id, one);
    queue.push(one);
  };
  let at = 0;
  const walk = (): void => {
    for (; at < queue.length; at++) {
      const { o, depth, budget } = queue[at];
      const left = options.unfolded.has(o.id) ? MAX_DEPTH : budget - 1;
      for (let i = 0; i < rowsOf(o); i++) {
        const edge = o.edges[i];
        if (edge.kind === 'strong') meet(edge.to, depth + 1, left, { frame: -1, node: o.id, row: i });
      }
    }
  };
  const rowsOf = (o: LabObject): number => {
    const all = o.edges.length + o.moreEdges;
    // One more row costs no more than the line that says how many there are.
    return options.unfolded.has(o.id) || all <= MAX_ROWS + 1
      ? o.edges.length
      : Math.min(MAX_ROWS, o.edges.length);
  };
  view.frames.forEach((frame, index) => {
    const parent = (row: number): Parent => ({ frame: index, node: 0, row });
    frame.names.forEach((name, i) => {
      meet(name.to, 0, MAX_DEPTH, parent(i));
    });
    frame.stack.forEach((entry, i) => {
      meet(entry.to, 0, MAX_DEPTH, parent(frame.names.length + i));
    });
  });
  walk();
  // Weak references lead to their targets last: what only they lead to is about to die.
  for (const { o, depth } of [...queue])
    for (const [row, edge] of o.edges.entries())
      if (edge.kind === 'weak') meet(edge.to, depth + 1, 1, { frame: -1, node: o.id, row });
  walk();
  const lost = view.objects.filter((o) => o.unreachable && !isInline(o));
  for (const o of lost) {
    meet(o.id, 1, MAX_DEPTH, { frame: -1, node: 0, row: 0 });
    walk();
  }

  const changed = changedEdges(view);
  const piles: PileNode[] = [];
  const nodes = queue.map(({ o, depth, parent }): ObjectNode => {
    const count = rowsOf(o);
    const folded = pileOf(o, count, met, objects, isInline, options.showAtoms);
    const pile = folded === null ? 0 : -o.id;
    if (folded !== null)
      piles.push({ id: pile, ...folded, depth: depth + 1, parent: { frame: -1, node: o.id, row: count } });
    const rows = o.edges.slice(0, count).map((edge, i): Row => {
      const target = objects.get(edge.to);
      const inline = target !== undefined && isInline(target);
      const to = inline || met.has(edge.to) ? edge.to : pile;
      return { label: edge.label, to, target, kind: edge.kind, inline, changed: changed(o, i) };
    });
    return { id: o.id, object: o, rows, more: o.edges.length - count + o.moreEdges, pile, depth, parent };
  });
  const unmet = lost.filter((o) => !met.has(o.id));
  if (unmet.length > 0)
    piles.push({
      id: GARBAGE_PILE,
      count: unmet.length,
      types: byType(unmet),
      depth: 1,
      parent: { frame: -1, node: 0, row: 0 },
    });
  return { frames: frameNodes(view, objects, isInline), objects: nodes, piles };
}

/** What the object leads to and has no card: beyond its rows, or too far away. Null where that is nothing. */
function pileOf(
  o: LabObject,
  rows: number,
  met: ReadonlyMap<number, unknown>,
  objects: ReadonlyMap<number, LabObject>,
  isInline: (o: LabObject) => boolean,
  showAtoms: boolean,
): { count: number; types: LabPile[] } | null {
  const without = new Set<LabObject>();
  let unknown = 0;
  for (const [i, edge] of o.edges.entries()) {
    if (met.has(edge.to) || edge.kind === 'weak') continue;
    const target = objects.get(edge.to);
    if (target === undefined) unknown += i < rows ? 1 : 0;
    else if (!isInline(target)) without.add(target);
  }
  const further = o.moreTypes.filter((pile) => showAtoms || !atomShapes.has(pile.shape));
  const types = merge([...byType([...without]), ...further]);
  const uncounted = o.moreTypes.length === 0 ? o.moreEdges : 0;
  const count = types.reduce((sum, pile) => sum + pile.count, 0) + unknown + uncounted;
  return count === 0 ? null : { count, types };
}

function byType(objects: readonly LabObject[]): LabPile[] {
  return merge(objects.map(({ type, shape }) => ({ type, shape, count: 1 })));
}

/** The piles with equal types put together, the greatest first. */
function merge(piles: readonly LabPile[]): LabPile[] {
  const found = new Map<string, LabPile>();
  for (const pile of piles) {
    const before = found.get(pile.type);
    found.set(pile.type, before === undefined ? pile : { ...before, count: before.count + pile.count });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

/** Whether the row `i` of an object is not as it was: only known for objects whose count of references changed in the view. */
function changedEdges(view: LabView): (o: LabObject, i: number) => boolean {
  const before = new Map(view.changes.edges.map(({ id, to }) => [id, to]));
  return (o, i) => {
    const was = before.get(o.id);
    return was !== undefined && was[i] !== o.edges[i].to;
  };
}

function frameNodes(
  view: LabView,
  objects: ReadonlyMap<number, LabObject>,
  isInline: (o: LabObject) => boolean,
): FrameNode[] {
  const running = view.frames.length - 1;
  return view.frames.map((frame, index) => {
    const rowTo = (label: string, to: number, borrowed: boolean, changed: boolean): Row => {
      const target = objects.get(to);
      const inline = target !== undefined && isInline(target);
      return { label, to, target, kind: borrowed ? 'borrowed' : 'strong', changed, inline };
    };
    return {
      index,
      name: frame.name,
      line: frame.line,
      own: frame.own,
      running: index === running,
      rows: frame.names.map((n) => rowTo(n.name, n.to, n.borrowed, n.changed)),
      stack: frame.stack.map((s, i) => rowTo(String(i), s.to, s.borrowed, false)),
    };
  });
}
