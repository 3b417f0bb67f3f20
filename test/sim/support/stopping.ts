import { isPausable } from '../../../shared/sim/interp/watch.ts';
import type { Machine } from '../../../shared/sim/machine.ts';
import type { Runtime, Watch } from '../../../shared/sim/objects/runtime.ts';

/**
 * Sets a watch that counts instructions, `from` being those that were begun, and pauses the machine before instruction `stopAt` or, where it
 * may not pause there, before the next one where it may.
 */
export function stopAt(machine: Machine, stopAt: number, from = 0): Watch {
  const watch: Watch = {
    instruction: from,
    frame: null,
    stopAt,
    pausedAt: -1,
    marks: () => false,
    line: () => {},
    raised: () => {},
    stop: (rt: Runtime) => {
      if (isPausable(rt)) return true;
      watch.stopAt = watch.instruction + 1;
      return false;
    },
  };
  machine.rt.watch = watch;
  return watch;
}
