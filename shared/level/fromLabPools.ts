/**
 * The pools of a moment as a prelude: makes and frees that leave the same blocks in the same places of the same pools. All pools in
 * which the program has blocks are taken, with what the interpreter has in them: that the player must not free.
 */
import type { PreludeData } from '../game/puzzles/board/plan.ts';
import { CELL, type LabPool, type LabView } from '../lab/model.ts';
import { Namer, typeOf } from './fromLabRequests.ts';

export type PoolState = {
  readonly prelude: PreludeData;
  readonly pools: number;
  /** Blocks of the pool with the fewest, among those where all are the program's; 0 where there is none. */
  readonly smallestOwnPool: number;
};

/** What can be said in one level: its schema has room for so many steps, and a person for so many pools. */
const MAX_STEPS = 240;
const MAX_POOLS = 14;

type Step = PreludeData[number];
type Owner = { readonly name: string; readonly type: string };

/** `taken`: names that the requests use. */
export function poolsAt(view: LabView, taken: ReadonlySet<string>): PoolState {
  const pools = ownPools(view);
  const owners = ownersOf(view);
  const names = new Namer(taken);
  const steps: Step[] = [];
  const frees: string[] = [];
  let used = 0;
  let smallest = 0;
  for (const [i, pool] of pools.entries()) {
    const isLast = pools[i + 1]?.szidx !== pool.szidx;
    const made = poolSteps(view, pool, isLast, owners, names);
    if (steps.length + made.steps.length + (frees.length + made.frees.length > 0 ? 1 : 0) > MAX_STEPS) break;
    steps.push(...made.steps);
    frees.push(...made.frees);
    used++;
    if (made.isOwn && (smallest === 0 || pool.count < smallest)) smallest = pool.count;
  }
  const prelude: PreludeData = frees.length === 0 ? steps : [...steps, { free: frees }];
  return { prelude, pools: used, smallestOwnPool: smallest };
}

/** Pools with blocks of the program's own lines, by class; of one class the full ones first, as they must have been filled. */
function ownPools({ memory }: LabView): LabPool[] {
  const own = memory.arenas.flatMap(({ pools }) =>
    pools.filter((pool) => pool.count > 0 && pool.cells.some((cell) => cell >= CELL.own)),
  );
  const share = (pool: LabPool): number => pool.cells.filter((cell) => cell >= CELL.own).length / pool.count;
  return own
    .sort((a, b) => share(b) - share(a))
    .slice(0, MAX_POOLS)
    .sort((a, b) => a.szidx - b.szidx || Number(b.state === 'full') - Number(a.state === 'full'));
}

/** The blocks of the objects that the view shows, with what they are called. */
function ownersOf(view: LabView): Map<number, Owner> {
  const names = new Map<number, string>();
  for (const frame of view.frames) for (const { name, to } of frame.names) names.set(to, name);
  const owners = new Map<number, Owner>();
  for (const o of view.objects)
    for (const block of o.blocks) {
      const name = names.get(o.id) ?? o.shape;
      owners.set(block.address, {
        name: block.role === 'object' ? name : `${name}.${block.role}`,
        type: typeOf(o.shape),
      });
    }
  return owners;
}

/**
 * Blocks are carved one after another, so the pool is filled in the order of its addresses; what is free now was filled and given
 * back, the end of the free list first. Of a class only the last pool may be left half carved.
 */
function poolSteps(
  view: LabView,
  pool: LabPool,
  isLast: boolean,
  owners: ReadonlyMap<number, Owner>,
  names: Namer,
): { steps: Step[]; frees: string[]; isOwn: boolean } {
  const { memory } = view;
  const uncarved = pool.cells.indexOf(CELL.uncarved);
  const end = isLast && uncarved >= 0 ? uncarved : pool.cells.length;
  const steps: Step[] = [];
  const fillers = new Map<number, string>();
  let isOwn = true;
  // The block at the end of the list was carved ahead and never used: it will be there by itself.
  const isAhead = isLast && pool.freeThread.at(-1) === end - 1;
  const last = isAhead ? end - 1 : end;
  for (let i = 0; i < last; ) {
    const run = runOf(pool, i, last, memory.shapes.length);
    const address = pool.address + memory.poolHeaderBytes + i * pool.blockBytes;
    if (run.kind === 'free') {
      const name = names.next('gap');
      steps.push(making(name, 'bytes', pool.blockBytes, run.count, false));
      for (let k = 0; k < run.count; k++) fillers.set(i + k, run.count === 1 ? name : `${name}${k + 1}`);
    } else if (run.kind === 'own') {
      const owner = owners.get(address);
      const shape = memory.shapes[run.shape] ?? 'frame';
      const type = owner?.type ?? typeOf(shape);
      const name = names.next(run.count === 1 ? (owner?.name ?? shape) : shape);
      steps.push(making(name, type, pool.requested[i], run.count, false));
    } else {
      isOwn = false;
      steps.push(making(names.next('py'), 'frame', pool.requested[i], run.count, true));
    }
    i += run.count;
  }
  // The list's head was freed last. Blocks beyond it that were never carved are freed first, from the end.
  const listed = pool.freeThread.filter((index) => fillers.has(index));
  const rest = [...fillers.keys()].filter((index) => !listed.includes(index)).reverse();
  const frees = [...rest, ...listed.reverse()].map((index) => fillers.get(index)!);
  return { steps, frees, isOwn };
}

type Run = { readonly kind: 'free' | 'own' | 'interpreter'; readonly count: number; readonly shape: number };

/** Neighbours of a kind with equally many bytes are one step. */
function runOf(pool: LabPool, from: number, end: number, shapes: number): Run {
  const kindAt = (i: number): { kind: Run['kind']; shape: number } => {
    const cell = pool.cells[i];
    if (cell === CELL.free || cell === CELL.uncarved) return { kind: 'free', shape: -1 };
    if (cell < CELL.own) return { kind: 'interpreter', shape: -1 };
    const shape = cell - CELL.own - CELL.firstShape;
    return { kind: 'own', shape: shape >= 0 && shape < shapes ? shape : -1 };
  };
  const first = kindAt(from);
  const bytes = pool.requested[from];
  let count = 1;
  const same = (i: number): boolean => {
    const next = kindAt(i);
    if (next.kind !== first.kind || next.shape !== first.shape) return false;
    // What the interpreter has is the same to the player, whatever it asked for within the class.
    return first.kind !== 'own' || pool.requested[i] === bytes;
  };
  while (from + count < end && count < MAX_COUNT && same(from + count)) count++;
  return { ...first, count };
}

/** Objects of one step. */
const MAX_COUNT = 512;

function making(make: string, type: string, bytes: number, count: number, keep: boolean): Step {
  const step = { make, type, bytes, ...(count === 1 ? {} : { count }), ...(keep ? { keep: true } : {}) };
  return step as Step;
}
