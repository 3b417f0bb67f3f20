/** A full collection gives back the blocks that types keep of their dead objects (gc.c: clear_freelists). */
import type { Runtime } from '../objects/runtime.ts';

/** Empties all free lists; the slice's stays up to 3.13. */
export function clearFreeLists(rt: Runtime): void {
  const keepsSlice = !rt.ruleset.freeLists.sliceEmptiedByFullCollection;
  for (const list of rt.free.all()) {
    if (list === rt.free.slice && keepsSlice) continue;
    for (let block = list.take(); block !== 0; block = list.take()) rt.mem.free(block);
  }
}
