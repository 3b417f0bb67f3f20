/**
 * The collector's lists (gc.c: gc_list_init, gc_list_move, gc_list_merge). CPython links the objects themselves; here a list is an
 * array, and an object knows its list and its place there (`gcBits`), so that a collection can number its objects without
 * visiting them. Order, and what moves where, are CPython's.
 */
import { GC, type PyContainer } from './header.ts';

/** Names of the lists, as `gcBits` has them. An object in no list is untracked. */
export const LIST = {
  GENERATION_0: 1 << GC.LIST_SHIFT,
  GENERATION_1: 2 << GC.LIST_SHIFT,
  GENERATION_2: 3 << GC.LIST_SHIFT,
  PERMANENT: 4 << GC.LIST_SHIFT,
  // What follows is empty while no collection runs.
  UNREACHABLE: 5 << GC.LIST_SHIFT,
  FINALIZERS: 6 << GC.LIST_SHIFT,
  REGION: 7 << GC.LIST_SHIFT,
} as const;

/** Fewer places are not worth closing up. */
const FEW = 64;

export class GcList {
  /** Which list it is: one of LIST. */
  readonly mark: number;
  /** The objects in order; null where one has left. */
  slots: (PyContainer | null)[] = [];
  /** How many places are empty. */
  holes = 0;

  /** Collections go through those lists by place that are theirs alone: there nothing moves. */
  readonly #lasts: boolean;

  constructor(mark: number) {
    this.mark = mark;
    this.#lasts = mark <= LIST.PERMANENT;
  }

  /** How many objects are in it. */
  get size(): number {
    return this.slots.length - this.holes;
  }

  get isEmpty(): boolean {
    return this.slots.length === this.holes;
  }

  /** The first object; undefined in an empty list. */
  get first(): PyContainer | undefined {
    for (const o of this.slots) if (o !== null) return o;
    return undefined;
  }

  /** The objects in order, also those that come while one goes through them. */
  *[Symbol.iterator](): Generator<PyContainer> {
    for (let i = 0; i < this.slots.length; i++) {
      const o = this.slots[i];
      if (o !== null) yield o;
    }
  }

  /** Puts `o`, which is in no list, at the end. */
  append(o: PyContainer): void {
    const { slots } = this;
    o.gcBits = (o.gcBits & GC.FLAGS) | (slots.length << GC.NUMBER_SHIFT) | this.mark;
    slots.push(o);
  }

  /** Takes out `o`, which is in this list and in none afterwards. Its place stays, so that none but the last object changes its own. */
  remove(o: PyContainer): void {
    const { slots } = this;
    const i = o.gcBits >>> GC.NUMBER_SHIFT;
    o.gcBits &= GC.FLAGS;
    const last = slots.length - 1;
    if (i < last - 1 || (i < last && !this.#lasts)) {
      slots[i] = null;
      this.holes++;
      return;
    }
    const after = slots.pop()!;
    if (i < last) {
      // As when a ring is taken apart: one comes at the end, the one before it goes.
      slots[i] = after;
      after.gcBits -= 1 << GC.NUMBER_SHIFT;
      return;
    }
    while (this.holes > 0 && slots[slots.length - 1] === null) {
      slots.pop();
      this.holes--;
    }
  }

  /** Whether so many places are empty that it is time to close up. */
  get isSparse(): boolean {
    return this.holes > FEW && this.holes > this.slots.length >> 1;
  }

  /** Closes the gaps: an object's place is its number from here on. Whoever holds the old `slots` still finds the objects there. */
  closeUp(): void {
    if (this.holes === 0) return;
    this.replace(this.slots.filter((o) => o !== null) as PyContainer[], 0);
  }

  /** `objects` instead of those that it has; those before `from` have their places. */
  replace(objects: PyContainer[], from: number): void {
    const { mark } = this;
    for (let i = from; i < objects.length; i++) {
      const o = objects[i];
      o.gcBits = (o.gcBits & GC.FLAGS) | (i << GC.NUMBER_SHIFT) | mark;
    }
    this.slots = objects;
    this.holes = 0;
  }

  /** Nothing is in it; what was there is elsewhere already. */
  forget(): void {
    this.slots = [];
    this.holes = 0;
  }

  /** Moves all of `from` to the end, in order; `from` is empty afterwards. */
  merge(from: GcList): void {
    if (this.slots.length === 0) {
      from.closeUp();
      this.replace(from.slots as PyContainer[], 0);
    } else if (from.slots.length > this.slots.length >> 2) {
      this.closeUp();
      from.closeUp();
      this.replace(this.slots.concat(from.slots) as PyContainer[], this.slots.length);
    } else {
      for (const o of from.slots) if (o !== null) this.append(o);
    }
    from.forget();
  }
}
