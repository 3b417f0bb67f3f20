/**
 * The objects that one collection looks at, numbered by their place in their list. What the phases ask again and again (the
 * working counts, who refers to whom) lies in arrays of small numbers beside them, so that an object itself is visited
 * once: to tell its count and its references. CPython keeps gc_refs in the object's header and traverses the objects once more
 * for each phase (gc.c: update_refs, subtract_refs, move_unreachable); the results, and their order, are the same.
 */
import { exchangeLists } from '../objects/gclinks.ts';
import type { GcList } from '../objects/gclist.ts';
import { IMMORTAL, type PyContainer } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { chargeLater } from '../objects/work.ts';
import { References } from './references.ts';
import { collectorState } from './state.ts';
import { room, type Workspace } from './workspace.ts';

/** In `refs`: tentatively unreachable; at the end of moveUnreachable: unreachable. */
const OUT = -1;
/** In `refs`: was tentatively unreachable and came back. */
const BACK = 0x8000000;

const NONE = new Int32Array(0);

export class Candidates {
  /** By number, which is their place in the list; null where there is none. The unreachable leave it. */
  readonly objects: readonly (PyContainer | null)[];
  /** How many there were. */
  readonly size: number;
  readonly #list: GcList;
  /** gc_refs by number. */
  readonly refs: Int32Array;
  /** Object i refers to the candidates `targets[first[i]]` up to `targets[first[i + 1]]`. */
  #first: Int32Array = NONE;
  #targets: Int32Array = NONE;
  /** Numbers of the objects that never left, in the order of the list. */
  #stayed: Int32Array = NONE;
  /** Numbers of the objects that came back, in that order; they follow those that never left. */
  #back: Int32Array = NONE;
  #backLength = 0;
  readonly #space: Workspace;
  readonly #rt: Runtime;
  /** Those that are reachable, in their order, where the lists were exchanged. */
  #rest: readonly (PyContainer | null)[] | null = null;
  /** Numbers of those that are exactly tuples, and exactly dicts. */
  #tuples: readonly number[] = [];
  #dicts: readonly number[] = [];
  /** Numbers of those that have weak references or a finaliser, or are weak references. */
  #careful: readonly number[] = [];
  /** How many are unreachable. */
  unreachable = 0;
  /** Whether there is more to do with the unreachable than to free them: weak references, finalisers. */
  needCare = false;
  /** Of the unreachable those that need it, in order; null where that is not known. */
  careful: PyContainer[] | null = null;

  /**
   * The objects of the list. Where somebody wants to see them they stand in order; else they stay where the host has them, in the order of making
   * mostly, in which its memory is gone through best; what has to follow the order of the list goes by its numbers.
   */
  constructor(rt: Runtime, list: GcList) {
    const space = collectorState(rt.gc).workspace;
    if (rt.sink !== null) list.closeUp();
    this.#rt = rt;
    this.#list = list;
    this.objects = list.slots;
    this.size = list.size;
    this.#space = space;
    this.refs = room(space, 'refs', this.objects.length).subarray(0, this.objects.length);
  }

  /** The counts before anything is taken off them (update_refs), for who wants to show that moment. */
  get counts(): number[] {
    return this.objects.map((o) => Math.min(o!.refcnt, IMMORTAL));
  }

  /**
   * gc_refs = ob_refcnt, and a reference from a candidate does not count as one from outside (update_refs and subtract_refs, in one go: it
   * is a sum).
   */
  subtractRefs(rt: Runtime): void {
    const { objects, refs } = this;
    const n = objects.length;
    const space = this.#space;
    const first = room(space, 'first', n + 1);
    first[0] = 0;
    const references = new References(rt, refs, this.#list.mark, room(space, 'targets', n));
    refs.fill(0);
    references.addAll(objects, first);
    space.targets = references.targets;
    chargeLater(rt, references.looked >> 1);
    this.#first = first;
    this.#targets = references.targets;
    this.#tuples = references.tuples;
    this.#dicts = references.dicts;
    this.#careful = references.careful;
  }

  /** Whether a reference from outside leads to any of them. */
  get anyReachable(): boolean {
    return this.refs.some((count) => count > 0);
  }

  /**
   * Tells the reachable from the unreachable (move_unreachable). Those that were thought to be unreachable until a later one reached them
   * go to the end of their list; the unreachable go to the end of `unreachable`. With `mayExchange` the lists may exchange what they hold
   * where there is less to move then.
   */
  moveUnreachable(unreachable: GcList, mayExchange = false): void {
    const { refs } = this;
    const { order, ordered } = this.#list;
    const n = refs.length;
    this.#back = room(this.#space, 'back', n);
    const stayed = room(this.#space, 'stayed', n);
    const inOrder = order === null ? 0 : order.length;
    let out = 0;
    let length = 0;
    for (let k = ordered - inOrder; k < n; k++) {
      const i = k < ordered ? order![k - ordered + inOrder] : k;
      const count = refs[i];
      if (count > 0) {
        stayed[length++] = i;
        this.#reach(i);
      } else if (count === 0) {
        refs[i] = OUT;
        out++;
      }
    }
    for (let k = 0; k < this.#backLength; k++) this.#reach(this.#back[k]);
    this.#targets = NONE;
    this.#first = NONE;
    this.#stayed = stayed.subarray(0, length);
    this.unreachable = out - this.#backLength;
    if (this.unreachable > 0) {
      this.needCare = this.#careful.some((i) => refs[i] === OUT);
      if (mayExchange && !this.needCare && this.unreachable >> 1 > this.size - this.unreachable) {
        this.#takeRestOut(unreachable);
        return;
      }
      this.#takeOut(unreachable);
    }
    if (this.#backLength > 0) this.#putBack();
  }

  /** As takeOut and putBack: the unreachable stay where they are, in what is the other list from now on. */
  #takeRestOut(unreachable: GcList): void {
    const list = this.#list;
    const { slots } = list;
    // A copy that is filled anew has its size from the beginning.
    const rest = slots.slice(0, this.size - this.unreachable) as PyContainer[];
    let end = 0;
    for (const numbers of [this.#stayed, this.#back.subarray(0, this.#backLength)]) {
      for (let k = 0; k < numbers.length; k++) {
        const i = numbers[k];
        rest[end++] = slots[i]!;
        slots[i] = null;
      }
    }
    list.holes += rest.length;
    exchangeLists(this.#rt.gc, list, unreachable);
    list.replace(rest);
    this.#rest = rest;
  }

  /** The unreachable leave the list. */
  #takeOut(unreachable: GcList): void {
    const { refs } = this;
    const list = this.#list;
    const { slots, order, ordered } = list;
    const out = slots.slice(0, this.unreachable) as PyContainer[];
    let length = 0;
    if (order === null && this.needCare) {
      this.careful = [];
      for (const i of this.#careful) if (refs[i] === OUT) this.careful.push(slots[i]!);
    }
    const take = (i: number): void => {
      if (refs[i] !== OUT) return;
      out[length++] = slots[i]!;
      slots[i] = null;
    };
    if (order !== null) for (let k = 0; k < order.length; k++) take(order[k]);
    for (let i = ordered; i < refs.length; i++) take(i);
    list.holes += out.length;
    list.trim();
    unreachable.replace(out);
  }

  /** Those that came back stand at the end of the list. */
  #putBack(): void {
    const list = this.#list;
    const n = this.size - this.unreachable;
    const { order } = list;
    const now = order !== null && order.length >= n ? order.subarray(0, n) : new Int32Array(n);
    now.set(this.#stayed);
    now.set(this.#back.subarray(0, this.#backLength), this.#stayed.length);
    list.order = now;
    list.ordered = list.slots.length;
  }

  /** Object i is reachable, and so is what it refers to (visit_reachable). */
  #reach(i: number): void {
    const { refs } = this;
    const targets = this.#targets;
    const end = this.#first[i + 1];
    for (let e = this.#first[i]; e < end; e++) {
      const j = targets[e];
      const count = refs[j];
      if (count === 0) refs[j] = 1;
      else if (count === OUT) {
        refs[j] = BACK;
        this.#back[this.#backLength++] = j;
      }
    }
  }

  /** Calls `f` for each reachable object that is exactly a tuple (or a dict), in the order of their list. */
  forEachReachable(kind: 'tuples' | 'dicts', f: (o: PyContainer) => void): void {
    const { objects, refs } = this;
    const numbers = kind === 'tuples' ? this.#tuples : this.#dicts;
    if (numbers.length === 0) return;
    const { order, ordered } = this.#list;
    let found: PyContainer[] = [];
    if (this.#rest !== null) {
      const type = kind === 'tuples' ? this.#rt.tupleType : this.#rt.dictType;
      // The list has it as its own by now: what has been untracked is gone from it.
      found = this.#rest.filter((o) => o !== null && o.type === type) as PyContainer[];
    } else if (order === null) {
      for (const i of numbers) if (refs[i] !== OUT) found.push(objects[i]!);
    } else {
      const chosen = new Uint8Array(refs.length);
      for (const i of numbers) if (refs[i] !== OUT) chosen[i] = 1;
      for (const i of order) if (chosen[i] === 1) found.push(objects[i]!);
      for (const i of numbers) if (i >= ordered && chosen[i] === 1) found.push(objects[i]!);
    }
    // `f` may change the list that `objects` is of.
    for (const o of found) f(o);
  }
}
