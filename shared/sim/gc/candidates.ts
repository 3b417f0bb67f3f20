/**
 * The objects that one collection looks at, numbered by their place in their list. What the phases ask again and again (the
 * working counts, who refers to whom) lies in arrays of small numbers beside them, so that an object itself is visited
 * once: to tell its count and its references. CPython keeps gc_refs in the object's header and traverses the objects once more
 * for each phase (gc.c: update_refs, subtract_refs, move_unreachable); the results, and their order, are the same.
 */
import type { GcList } from '../objects/gclist.ts';
import { IMMORTAL, type PyContainer } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { chargeLater } from '../objects/work.ts';
import { References } from './references.ts';
import { collectorState } from './state.ts';
import { keep, room, type Workspace } from './workspace.ts';

/** In `refs`: tentatively unreachable; at the end of moveUnreachable: unreachable. */
const OUT = -1;
/** In `refs`: was tentatively unreachable and came back. */
const BACK = 0x8000000;

const NONE = new Int32Array(0);

export class Candidates {
  /** By number. The list has other arrays once objects have moved. */
  readonly objects: readonly PyContainer[];
  readonly #list: GcList;
  /** gc_refs by number. */
  readonly refs: Int32Array;
  /** Object i refers to the candidates `targets[first[i]]` up to `targets[first[i + 1]]`. */
  #first: Int32Array = NONE;
  #targets: Int32Array = NONE;
  /** Numbers of the objects that came back, in that order; they follow those that never left. */
  #back: Int32Array = NONE;
  #backLength = 0;
  readonly #space: Workspace;
  /** Numbers of those that are exactly tuples, and exactly dicts. */
  #tuples: readonly number[] = [];
  #dicts: readonly number[] = [];
  /** Numbers of those that have weak references or a finaliser, or are weak references. */
  #careful: readonly number[] = [];
  /** How many are unreachable. */
  unreachable = 0;
  /** Whether there is more to do with the unreachable than to free them: weak references, finalisers. */
  needCare = false;

  /** Numbers the objects of the list. */
  constructor(rt: Runtime, list: GcList) {
    const space = collectorState(rt.gc).workspace;
    list.closeUp();
    this.#list = list;
    this.objects = list.slots as PyContainer[];
    this.#space = space;
    this.refs = room(space, 'refs', this.objects.length).subarray(0, this.objects.length);
  }

  /** The counts before anything is taken off them (update_refs), for who wants to show that moment. */
  get counts(): number[] {
    return this.objects.map((o) => Math.min(o.refcnt, IMMORTAL));
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
    keep(space, 'targets', references.targets);
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
   * go to the end of their list; the unreachable go to the end of `unreachable`.
   */
  moveUnreachable(unreachable: GcList): void {
    const { refs } = this;
    const n = refs.length;
    this.#back = room(this.#space, 'back', n);
    let moved = n;
    for (let i = 0; i < n; i++) {
      if (refs[i] > 0) this.#reach(i);
      else {
        refs[i] = OUT;
        if (i < moved) moved = i;
      }
    }
    for (let k = 0; k < this.#backLength; k++) this.#reach(this.#back[k]);
    this.#targets = NONE;
    this.#first = NONE;
    if (moved < n) this.#part(moved, unreachable);
  }

  /** Moves the objects; those before number `from` stay where they are. */
  #part(from: number, unreachable: GcList): void {
    const { objects, refs } = this;
    const n = objects.length;
    const staying = objects.slice();
    const out: PyContainer[] = [];
    let end = from;
    for (let i = from; i < n; i++) {
      const count = refs[i];
      if (count === OUT) out.push(objects[i]);
      else if (count !== BACK) staying[end++] = objects[i];
    }
    const back = this.#back;
    const comeBack = this.#backLength;
    for (let k = 0; k < comeBack; k++) staying[end++] = objects[back[k]];
    staying.length = end;
    this.#list.replace(staying, from);
    this.unreachable = out.length;
    this.needCare = this.#careful.some((i) => refs[i] === OUT);
    unreachable.replace(out, 0);
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
    const found: PyContainer[] = [];
    let back: Uint8Array | null = null;
    for (const i of numbers) {
      if (refs[i] === OUT) continue;
      if (refs[i] === BACK) {
        back ??= new Uint8Array(refs.length);
        back[i] = 1;
      } else found.push(objects[i]);
    }
    if (back !== null)
      for (const i of this.#back.subarray(0, this.#backLength)) if (back[i] === 1) found.push(objects[i]);
    // `f` may change the list that `objects` is of.
    for (const o of found) f(o);
  }
}
