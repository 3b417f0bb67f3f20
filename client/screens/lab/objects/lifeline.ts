import type { LabObject, LabView } from '../../../../shared/lab/model.ts';

/** One reference on the way from a name to an object. */
export type Link = {
  /** The name, item or attribute. */
  readonly label: string;
  /** Who holds it: a frame's name, or an object. */
  readonly by: string | LabObject;
  /** The frame's index, -1 where an object holds it. */
  readonly frame: number;
  readonly to: number;
};

/** Who refers to an object: names, entries of evaluation stacks, and objects, strongly unless it says otherwise. */
export type Holder = {
  readonly label: string;
  readonly by: string | LabObject;
  readonly kind: 'strong' | 'weak' | 'borrowed';
  /** An unnamed entry of the evaluation stack. */
  readonly onStack: boolean;
};

/** The shortest chain of strong references from a name to the object, outermost first; empty where none leads there. */
export function lifeline(view: LabView, id: number): Link[] {
  const objects = new Map(view.objects.map((o) => [o.id, o]));
  const first = new Map<number, Link>();
  const queue: number[] = [];
  const meet = (link: Link): void => {
    if (first.has(link.to)) return;
    first.set(link.to, link);
    queue.push(link.to);
  };
  view.frames.forEach((frame, index) => {
    for (const name of frame.names) meet({ label: name.name, by: frame.name, frame: index, to: name.to });
    for (const entry of frame.stack) meet({ label: '', by: frame.name, frame: index, to: entry.to });
  });
  for (let i = 0; i < queue.length && !first.has(id); i++) {
    const o = objects.get(queue[i]);
    for (const edge of o?.edges ?? [])
      if (edge.kind === 'strong') meet({ label: edge.label, by: o!, frame: -1, to: edge.to });
  }
  const chain: Link[] = [];
  for (let link = first.get(id); link !== undefined; ) {
    chain.unshift(link);
    link = typeof link.by === 'string' ? undefined : first.get(link.by.id);
  }
  return chain;
}

/** Everything shown that refers to the object. */
export function holdersOf(view: LabView, id: number): Holder[] {
  const holders: Holder[] = [];
  for (const frame of view.frames) {
    for (const { name, to, borrowed } of frame.names)
      if (to === id)
        holders.push({ label: name, by: frame.name, kind: borrowed ? 'borrowed' : 'strong', onStack: false });
    for (const { to, borrowed } of frame.stack)
      if (to === id)
        holders.push({ label: '', by: frame.name, kind: borrowed ? 'borrowed' : 'strong', onStack: true });
  }
  for (const by of view.objects)
    for (const { label, to, kind } of by.edges)
      if (to === id) holders.push({ label, by, kind, onStack: false });
  return holders;
}
