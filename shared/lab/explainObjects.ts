/** Objects that came, went, or are held by others now: names, references, counts. */
import type { Explanation, Step } from './explanation.ts';

/** Deaths of a step, where they are the step's own doing. */
export function explainDeaths(step: Step): Explanation[] {
  const { before, between, finalizing, left } = step;
  // What a collection frees is told with it, and the namespace of a class's body with the class.
  if (between.collections.length > 0 || before.collecting || left?.kind === 'class') return [];
  const deaths = between.deaths.filter(({ id }) => id !== finalizing);
  if (deaths.length === 0) return [];
  const [{ type, value }] = deaths;
  return deaths.length === 1
    ? [{ rule: 'died', values: { type, value } }]
    : [{ rule: 'diedMany', values: { type, value, count: deaths.length } }];
}

/** Objects that nothing leads to any more, and weak references whose target is gone. */
export function explainLosses(step: Step): Explanation[] {
  const { after, old } = step;
  const told: Explanation[] = [];
  const lost = after.objects.filter((o) => o.unreachable && !old.get(o.id)?.unreachable);
  if (lost.length > 0) {
    const [{ type, refcount }] = lost;
    told.push({ rule: 'becameGarbage', values: { type, count: lost.length, refcount } });
  }
  const cleared = after.objects.find(
    (o) => o.shape === 'weakref' && o.value === 'dead' && step.same(o.id) && old.get(o.id)?.value !== 'dead',
  );
  if (cleared !== undefined) told.push({ rule: 'weakrefDied', values: { type: cleared.type } });
  return told;
}

/** A list or a dict that moved to a larger block. */
export function explainGrowth(step: Step): Explanation[] {
  for (const o of step.after.objects) {
    const was = step.old.get(o.id);
    if (was === undefined || !step.same(o.id) || o.sizeBytes <= was.sizeBytes) continue;
    const values = { from: was.sizeBytes, to: o.sizeBytes };
    if (o.shape === 'list') return [{ rule: 'listGrew', values }];
    if (o.shape === 'dict') return [{ rule: 'dictGrew', values }];
  }
  return [];
}

/** A name of the innermost common frames that is bound to something else now. */
export function explainNames(step: Step): Explanation[] {
  const { before, after, old, now, left } = step;
  const depth = Math.min(before.frames.length, after.frames.length) - 1;
  // What __init__ has just finished was made by this call, though it was seen inside of it.
  const initialised = left?.name.endsWith('.__init__') ? left.names[0]?.to : undefined;
  for (let i = depth; i >= 0 && i >= depth - 1; i--) {
    const was = new Map(before.frames[i].names.map((n) => [n.name, n.to]));
    for (const { name, to } of after.frames[i].names) {
      // That __del__ is called with it says the frame already.
      if ((was.get(name) === to && step.same(to)) || to === step.finalizing) continue;
      const o = now.get(to);
      if (o === undefined) continue;
      const values = { name, type: o.type, value: o.value, refcount: o.refcount, size: o.sizeBytes };
      if (o.type === 'module') return [{ rule: 'imported', values }];
      if (o.immortal) return [{ rule: 'immortalBound', values }];
      const isKnown = o.line === 0 || (old.has(to) && step.same(to) && to !== initialised);
      return [{ rule: isKnown && o.refcount > 1 ? 'sharedBound' : 'createdBound', values }];
    }
  }
  return [];
}

/** A container that refers to more or fewer objects than before. */
export function explainReferences(step: Step): Explanation[] {
  for (const o of step.now.values()) {
    const was = step.old.get(o.id);
    if (was === undefined || !step.same(o.id)) continue;
    const change = o.edges.length + o.moreEdges - was.edges.length - was.moreEdges;
    if (change === 0) continue;
    const values = { type: o.type, count: Math.abs(change), total: o.edges.length + o.moreEdges };
    return [{ rule: change > 0 ? 'refers' : 'refersNoMore', values }];
  }
  return [];
}

/** An object that is held by more or fewer than before. */
export function explainCounts(step: Step): Explanation[] {
  for (const o of step.now.values()) {
    const was = step.old.get(o.id);
    if (was === undefined || o.immortal || was.refcount === o.refcount || !step.same(o.id)) continue;
    const values = { type: o.type, value: o.value, from: was.refcount, to: o.refcount };
    return [{ rule: o.refcount < was.refcount ? 'countFell' : 'countRose', values }];
  }
  return [];
}
