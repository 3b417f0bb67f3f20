/** Moving objects between the collector's lists (gc.c: gc_list_move). */
import type { GcState } from '../objects/gclinks.ts';
import type { GcList } from '../objects/gclist.ts';
import { GC, type PyContainer } from '../objects/header.ts';

/** The list that a tracked object is in. */
export function listOf(gc: GcState, o: PyContainer): GcList {
  return gc.lists[(o.gcBits & GC.LIST) >> GC.LIST_SHIFT]!;
}

/** Moves `o` from its list to the end of another. */
export function listMove(gc: GcState, o: PyContainer, to: GcList): void {
  listOf(gc, o).remove(o);
  to.append(o);
}

/** Whether the running collection found `o` unreachable and has not let it go since (gc_is_collecting). */
export function isCollecting(gc: GcState, o: PyContainer): boolean {
  const mark = o.gcBits & GC.LIST;
  return mark === gc.unreachable.mark || mark === gc.region.mark;
}
