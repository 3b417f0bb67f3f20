/** What a program asks of the allocator from a moment on, block by block, with what each block is for and when it goes back. */
import type { PyObject } from '../sim/objects/header.ts';
import type { PymallocEvent } from '../sim/pymalloc/events.ts';
import { Census } from './census.ts';
import type { ObjectShape } from './model.ts';
import { blocksOf, shapeOf } from './objects.ts';
import { type Bounds, labBounds, Process, type Program } from './process.ts';
import { framesOf, generationsOf } from './reach.ts';
import { namesOfFrame } from './view.ts';

export type TracedBlock = {
  /** What the program calls the object, or an empty text. */
  readonly name: string;
  readonly shape: ObjectShape;
  readonly bytes: number;
  /** Blocks that were asked for before this one went back; -1 while it lives. */
  readonly dies: number;
};

type Open = { name: string; shape: ObjectShape; bytes: number; dies: number; address: number };

/** How far a trace looks on for the deaths of its blocks. */
const LOOK_ON = 400_000;

/**
 * Runs the program again and writes down the blocks that its own lines ask for from instruction `from` on, at most `limit`. Blocks
 * that nobody can be found for are the interpreter's, of the shape `frame`.
 */
export function traceFrom(
  program: Program,
  from: number,
  limit: number,
  bounds: Bounds = labBounds,
  codeCache: Map<string, unknown> | null = null,
): TracedBlock[] {
  const blocks: Open[] = [];
  const live = new Map<number, Open>();
  const give = (address: number): void => {
    const block = live.get(address);
    if (block === undefined) return;
    block.dies = blocks.length;
    live.delete(address);
  };
  const take = (debuggee: Process, address: number, bytes: number): void => {
    if (blocks.length >= limit || debuggee.rt.finalizing || debuggee.importLines.has(debuggee.lineNow))
      return;
    const block: Open = { name: '', shape: 'frame', bytes, dies: -1, address };
    blocks.push(block);
    live.set(address, block);
  };
  const own = (debuggee: Process, o: PyObject, name: string): void => {
    for (const { address, role } of blocksOf(debuggee.rt, o)) {
      const block = live.get(address);
      if (block === undefined) continue;
      block.shape = shapeOf(debuggee.rt, o);
      if (name !== '') block.name = role === 'object' ? name : `${name}.${role}`;
    }
  };
  const listen = (debuggee: Process) => (event: PymallocEvent) => {
    if (event.type === 'blockAllocated' || event.type === 'rawAllocated')
      take(debuggee, event.address, event.requestedBytes);
    else if (event.type === 'blockFreed' || event.type === 'rawFreed') give(event.address);
    else if (event.type === 'blockResized' || event.type === 'rawResized') {
      const block = live.get(event.address);
      if (block !== undefined) block.bytes = event.requestedBytes;
    }
  };
  let until = -1;
  const debuggee = new Process(
    program,
    {
      moment: (p) => {
        if (until < 0) {
          until = p.instruction + LOOK_ON;
          p.heap.sink = listen(p);
        }
        nameAll(p, live, own);
        if (p.instruction >= until || (blocks.length >= limit && live.size === 0)) return -1;
        return Math.min(until, p.instruction + (blocks.length < limit ? 64 : 4096));
      },
      death: (p, o) => {
        if (until >= 0) own(p, o, '');
      },
    },
    from,
    bounds,
    codeCache,
  );
  debuggee.run(program.source);
  return blocks.map(({ name, shape, bytes, dies }) => ({ name, shape, bytes, dies }));
}

/** Finds out whose the live blocks are. */
function nameAll(
  debuggee: Process,
  live: ReadonlyMap<number, Open>,
  own: (debuggee: Process, o: PyObject, name: string) => void,
): void {
  if (live.size === 0) return;
  const { rt } = debuggee;
  const names = new Map<PyObject, string>();
  for (const frame of framesOf(rt))
    for (const { name, o } of namesOfFrame(rt, frame)) if (!names.has(o)) names.set(o, name);
  for (const o of new Census(rt, generationsOf(rt), names.keys()).objects)
    own(debuggee, o, names.get(o) ?? '');
}
