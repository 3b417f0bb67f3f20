/** Makes functions of the text of translated code (shared/sim/interp/jit). The same text gives the same function, so that the engine knows it. */
import type { Jit } from '../../shared/sim/objects/runtime.ts';

const HEAT = 200;

/** What machines need to run translated code; `heat`: calls and back edges of a code object before it is translated. */
export function newJit(heat = HEAT): Jit {
  const made = new Map<string, unknown>();
  return {
    heat,
    compile(text, support) {
      let run = made.get(text);
      if (run === undefined) {
        run = new Function('h', text)(support);
        made.set(text, run);
      }
      return run;
    },
  };
}
