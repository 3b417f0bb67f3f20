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

// An import is a memory cell that compiled code reads and checks at every use; what stands here is a number to it.
const { FLAGS, NUMBER_SHIFT } = GC;

/** Fewer places are not worth closing up. */
const FEW = 64;

export class GcList {
  /** How its objects know it: one of LIST, which two lists may have exchanged. */
  mark: number;
  /** The objects in order; null where one has left. */
  slots: (PyContainer | null)[] = [];
  /** How many places are empty. */
  holes = 0;
  /**
   * The first `ordered` places, in the order of the list; the others follow as they are. Null (and 0) where all are in order. So a collection that
   * moves objects to the end of their list need not visit them. Empty places may be left out.
   */
  order: Int32Array | null = null;
  ordered = 0;

  /** Collections go through those lists by place that are theirs alone: there nothing moves. */
  readonly lasts: boolean;

  constructor(mark: number) {
    this.mark = mark;
    this.lasts = mark <= LIST.PERMANENT;
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
    for (const o of this) return o;
    return undefined;
  }

  /** The objects in order, also those that come while one goes through them. */
  *[Symbol.iterator](): Generator<PyContainer> {
    const { order, ordered } = this;
    if (order !== null) {
      for (const i of order) {
        const o = this.slots[i];
        if (o !== null) yield o;
      }
    }
    for (let i = ordered; i < this.slots.length; i++) {
      const o = this.slots[i];
      if (o !== null) yield o;
    }
  }

  /** The objects in order, all at once; perhaps the list's own array. */
  inOrder(): PyContainer[] {
    const { slots, order } = this;
    if (order === null) return (this.holes === 0 ? slots : slots.filter((o) => o !== null)) as PyContainer[];
    // A copy that is filled anew has its size from the beginning.
    const objects = slots.slice(0, this.size) as PyContainer[];
    let n = 0;
    for (let k = 0; k < order.length; k++) {
      const o = slots[order[k]];
      if (o !== null) objects[n++] = o;
    }
    for (let i = this.ordered; i < slots.length; i++) {
      const o = slots[i];
      if (o !== null) objects[n++] = o;
    }
    return objects;
  }

  /** Puts `o`, which is in no list, at the end. */
  append(o: PyContainer): void {
    const { slots } = this;
    o.gcBits = (o.gcBits & FLAGS) | (slots.length << NUMBER_SHIFT) | this.mark;
    slots.push(o);
  }

  /** Takes out `o`, which is in this list and in none afterwards. Its place stays, so that none but the last object changes its own. */
  remove(o: PyContainer): void {
    const { slots } = this;
    const bits = o.gcBits;
    const i = bits >>> NUMBER_SHIFT;
    o.gcBits = bits & FLAGS;
    const last = slots.length - 1;
    if (i < last - 1 || i < this.ordered || (i < last && !this.lasts)) {
      slots[i] = null;
      this.holes++;
      return;
    }
    const after = slots.pop()!;
    if (i < last) {
      // As when a ring is taken apart: one comes at the end, the one before it goes.
      slots[i] = after;
      after.gcBits -= 1 << NUMBER_SHIFT;
      return;
    }
    this.trim();
  }

  /** Gives up empty places at the end. */
  trim(): void {
    const { slots } = this;
    while (this.holes > 0 && slots.length > this.ordered && slots[slots.length - 1] === null) {
      slots.pop();
      this.holes--;
    }
  }

  /** Whether so many places are empty that it is time to close up. */
  get isSparse(): boolean {
    return this.holes > FEW && this.holes > this.slots.length >> 1;
  }

  /** Closes the gaps and puts all in order: an object's place is its number from here on. Whoever holds the old `slots` still finds the objects there. */
  closeUp(): void {
    if (this.holes === 0 && this.order === null) return;
    this.replace(this.inOrder());
  }

  /** `objects` instead of those that it has. */
  replace(objects: PyContainer[]): void {
    this.slots = objects;
    this.holes = 0;
    this.order = null;
    this.ordered = 0;
    this.#number(0);
  }

  /** Tells the objects from place `from` on where they are. */
  #number(from: number): void {
    const { slots, mark } = this;
    for (let i = from; i < slots.length; i++) {
      const o = slots[i]!;
      o.gcBits = (o.gcBits & FLAGS) | (i << NUMBER_SHIFT) | mark;
    }
  }

  /** Nothing is in it; what was there is elsewhere already. */
  forget(): void {
    this.slots = [];
    this.holes = 0;
    this.order = null;
    this.ordered = 0;
  }

  /** The two lists exchange what they hold, and with it their marks: no object is visited. */
  exchange(other: GcList): void {
    const { mark, slots, holes, order, ordered } = this;
    this.#take(other.mark, other);
    other.#take(mark, { slots, holes, order, ordered });
  }

  #take(mark: number, from: Pick<GcList, 'slots' | 'holes' | 'order' | 'ordered'>): void {
    this.mark = mark;
    this.slots = from.slots;
    this.holes = from.holes;
    this.order = from.order;
    this.ordered = from.ordered;
  }

  /** Moves all of `from` to the end, in order; `from` is empty afterwards. */
  merge(from: GcList): void {
    if (this.isEmpty) this.replace(from.inOrder());
    else if (from.slots.length > this.slots.length >> 2) {
      const at = this.slots.length;
      this.slots = this.slots.concat(from.inOrder());
      this.#number(at);
    } else {
      const objects = from.inOrder();
      for (let i = 0; i < objects.length; i++) this.append(objects[i]);
    }
    from.forget();
  }

  /** Moves all of `from` to the front, in order; `from` is empty afterwards. The objects that are here already are not visited. */
  prepend(from: GcList): void {
    if (from.isEmpty) return;
    const n = this.slots.length;
    const front = from.inOrder();
    const order = new Int32Array(front.length + n);
    let k = 0;
    for (const o of front) {
      order[k++] = this.slots.length;
      this.append(o);
    }
    if (this.order !== null) {
      order.set(this.order, k);
      k += this.order.length;
    }
    for (let i = this.ordered; i < n; i++) order[k++] = i;
    this.order = k === order.length ? order : order.slice(0, k);
    this.ordered = this.slots.length;
    from.forget();
  }
}
