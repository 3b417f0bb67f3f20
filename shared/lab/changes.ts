/** What a step changed, so that a view can mark it whichever way one came to the moment. */
import type { Death } from './explanation.ts';
import type { LabChanges, LabMemory, LabObject, LabPool, LabView } from './model.ts';

/** Objects that died in one step and are still shown as they were. */
const MAX_DIED = 60;

/** The moments before which nothing is known. */
export const noChanges: LabChanges = { born: [], recounted: [], died: [], edges: [], pools: [], arenas: [] };

/** `after` with everything marked that is not as it was in `before`. */
export function withChanges(before: LabView, after: LabView, deaths: readonly Death[]): LabView {
  const frames = after.frames.map((frame, i) => {
    const same = before.frames[i];
    const was = new Map(same?.name === frame.name ? same.names.map((n) => [n.name, n.to]) : []);
    return { ...frame, names: frame.names.map((n) => ({ ...n, changed: was.get(n.name) !== n.to })) };
  });
  return { ...after, frames, changes: changesOf(before, after, deaths) };
}

function changesOf(before: LabView, after: LabView, deaths: readonly Death[]): LabChanges {
  const dead = new Set(deaths.map((death) => death.id));
  const old = new Map(before.objects.map((o) => [o.id, o]));
  const now = new Map(after.objects.map((o) => [o.id, o]));
  const born: number[] = [];
  const recounted: [number, number][] = [];
  const edges: { id: number; to: number[] }[] = [];
  for (const o of after.objects) {
    const was = old.get(o.id);
    if (was === undefined) {
      // What was there before the program may only now come into sight.
      if (o.line > 0) born.push(o.id);
    } else if (!isSame(was, o, dead)) born.push(o.id);
    else {
      if (was.refcount !== o.refcount && !o.immortal) recounted.push([o.id, was.refcount]);
      const to = was.edges.map((edge) => edge.to);
      if (to.length !== o.edges.length || o.edges.some((edge, i) => edge.to !== to[i]))
        edges.push({ id: o.id, to });
    }
  }
  const died = before.objects.filter((o) => {
    if (o.atom || o.isStatic) return false;
    const next = now.get(o.id);
    if (next !== undefined) return !isSame(o, next, dead);
    // What a full view left out may live on: then only a reported death counts.
    return after.hiddenObjects === 0 || dead.has(o.id);
  });
  return {
    born,
    recounted,
    died: died.slice(0, MAX_DIED),
    edges,
    ...memoryChanges(before.memory, after.memory),
  };
}

/** Whether two records of one address are of one object: addresses are used again. */
function isSame(was: LabObject, is: LabObject, dead: ReadonlySet<number>): boolean {
  return !dead.has(is.id) && was.type === is.type && (!is.atom || was.value === is.value);
}

function memoryChanges(before: LabMemory, after: LabMemory): { pools: number[]; arenas: number[] } {
  const pools: number[] = [];
  const arenas: number[] = [];
  for (const arena of after.arenas) {
    const old = before.arenas.find((other) => other.address === arena.address);
    if (old === undefined) arenas.push(arena.address);
    for (const pool of arena.pools) if (!samePool(old?.pools[pool.index], pool)) pools.push(pool.address);
  }
  return { pools, arenas };
}

function samePool(a: LabPool | undefined, b: LabPool): boolean {
  if (a === undefined) return b.state === 'untouched';
  if (a.state !== b.state || a.count !== b.count || a.cells.length !== b.cells.length) return false;
  for (let i = 0; i < a.cells.length; i++)
    if (a.cells[i] !== b.cells[i] || a.requested[i] !== b.requested[i]) return false;
  return true;
}
