/** Hears of everything that a machine does: the events of all its layers, in the order in which they happen. */
import type { RunEvent } from './events.ts';
import type { GcEvent } from './gc/events.ts';
import type { Frame } from './interp/frame.ts';
import { beginsLine } from './interp/lines.ts';
import type { Machine } from './machine.ts';
import { addressOf } from './objects/abstract/identity.ts';
import type { Watch } from './objects/runtime.ts';
import type { PymallocEvent } from './pymalloc/events.ts';
import type { Pymalloc } from './pymalloc/pymalloc.ts';

/** Every event of a machine: those of its layers and of the interpreter. */
export type SimEvent = PymallocEvent | GcEvent | RunEvent;

/**
 * Calls `hear` with every event from now on: of a machine that has not run yet, from its program's compilation to its end. It sets the
 * machine's watch, which a host that steps sets itself, and must not touch the machine. A copy of the machine is not listened to.
 */
export function listen(machine: Machine, file: string, hear: (event: SimEvent) => void): void {
  const { rt } = machine;
  rt.sink = (event) => hear(event as SimEvent);
  (rt.mem.allocator as Pymalloc).sink = hear;
  const { dealloc } = rt.hooks;
  rt.hooks = {
    ...rt.hooks,
    dealloc: (r, o) => {
      hear({ type: 'objectDied', address: addressOf(r, o), typeName: o.type.name });
      dealloc(r, o);
    },
  };
  const watch: Watch = {
    instruction: 0,
    frame: null,
    stopAt: -1,
    pausedAt: -1,
    marks: (filename) => filename === file,
    line: (_rt, frame: Frame) => {
      if (beginsLine(rt, frame))
        hear({ type: 'lineReached', file, line: frame.line, function: frame.code.source.name });
    },
    raised: () => {},
    stop: () => false,
  };
  rt.watch = watch;
}
