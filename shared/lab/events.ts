/** Everything that the machine did during a run, in its order, as data for programs: what the views are drawn from. */
import type { SimEvent } from '../sim/listen.ts';
import type { PymallocEvent } from '../sim/pymalloc/events.ts';
import { type Bounds, labBounds, Process, type Program } from './process.ts';

/** What a layer reported (sim/listen.ts), and where in the run. */
export type LabEvent = {
  /** The line step during which it happened, from 0; -1 before the first. */
  readonly step: number;
  readonly line: number;
  readonly instruction: number;
  readonly event: SimEvent;
};

/** More events are not recorded, so that the file can be opened. */
export const MAX_EVENTS = 50_000;

/** Runs the program once more and writes down the events of the allocator, the collector and the interpreter. */
export function eventsOf(
  program: Program,
  bounds: Bounds = labBounds,
  codeCache: Map<string, unknown> | null = null,
): { events: LabEvent[]; truncated: boolean } {
  const events: LabEvent[] = [];
  let step = -1;
  let truncated = false;
  const note = (debuggee: Process, event: LabEvent['event']): void => {
    if (step < 0) return;
    if (events.length >= MAX_EVENTS) truncated = true;
    else events.push({ step, line: debuggee.lineNow, instruction: debuggee.instruction, event });
  };
  const debuggee = new Process(
    program,
    {
      line: (p) => {
        if (step < 0) p.heap.sink = (event: PymallocEvent) => note(p, event);
        step++;
      },
      event: note,
      // Enough is known: the rest of the run would only be counted.
      moment: (p) => (truncated ? -1 : p.instruction + 4096),
    },
    4096,
    bounds,
    codeCache,
  );
  debuggee.run(program.source);
  return { events, truncated };
}
