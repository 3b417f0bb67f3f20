/** Weak references of trash, before anything of it is finalised (gc.c: handle_weakrefs). */
import type { PyContainer } from '../objects/header.ts';
import { K } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { handleCallback } from '../weakrefs/clear.ts';
import { clearRef, weakrefData } from '../weakrefs/refs.ts';
import { isCollecting } from './lists.ts';

/** Which references to trash a pass clears. */
export type Clearing = 'all' | 'withCallback' | 'withoutCallback';

/**
 * Clears references to the objects of `unreachable` and calls back those that are not trash themselves. A reference
 * inside the trash never calls: what its callback reaches may be torn down already. Returns how many were called, and how many
 * died with their callback's end (they count as collected).
 */
export function handleWeakrefs(
  rt: Runtime,
  unreachable: Iterable<PyContainer>,
  clearing: Clearing,
): { called: number; freed: number } {
  const calls: PyContainer[] = [];
  for (const o of unreachable) {
    if (o.type.kind === K.WEAKREF && clearing !== 'withoutCallback') {
      // With 'withCallback' a reference without one stays usable until the finalisers have run.
      if (clearing === 'all' || weakrefData(o).callback !== null) clearRef(o);
    }
    let ref = o.weak as PyContainer | null;
    while (ref !== null) {
      const data = weakrefData(ref);
      const next: PyContainer | null = data.next;
      const called = data.callback !== null;
      if (clearing === 'all' || called === (clearing === 'withCallback')) {
        clearRef(ref);
        if (called && !isCollecting(rt.gc, ref)) calls.push(incref(ref));
      }
      ref = next;
    }
  }
  let freed = 0;
  for (const ref of calls) {
    const callback = weakrefData(ref).callback;
    if (callback !== null) handleCallback(rt, ref, callback);
    if (ref.refcnt === 1) freed++;
    decref(rt, ref);
  }
  return { called: calls.length, freed };
}
