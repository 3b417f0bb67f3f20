/**
 * The objects that one collection looks at, numbered in the order of their list. What the phases ask again and again (the
 * working counts, who refers to whom) lies in arrays of small numbers beside them, so that an object itself is visited
 * twice: to be numbered and to tell its references. CPython keeps gc_refs in the object's header and traverses the objects once more
 * for each phase (gc.c: update_refs, subtract_refs, move_unreachable); the results, and their order, are the same.
 */
import { GC, K, type PyContainer } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { chargeLater } from '../objects/work.ts';
import { listAppend, listUnlink } from './lists.ts';
import { References } from './references.ts';

const SHIFT = GC.NUMBER_SHIFT;
const COLLECTING = GC.COLLECTING;
/** What stays in gcBits: the number and the mark of the running collection go. */
const KEPT = COLLECTING - 1;
/** gc_refs saturates here; an immortal object's count never falls to zero. */
const MAX_REFS = 0x7ffffff;
/** In `refs`: tentatively unreachable; at the end of moveUnreachable: unreachable. */
const OUT = -1;
/** In `refs`: was tentatively unreachable and came back. */
const BACK = 0x8000000;

/** What forEachReachable can be asked for. */
export const TUPLE = 1;
export const DICT = 2;

const NONE = new Int32Array(0);

export class Candidates {
  readonly objects: PyContainer[] = [];
  /** gc_refs by number. */
  refs: Int32Array = NONE;
  /** Object i refers to the candidates `targets[first[i]]` up to `targets[first[i + 1]]`. */
  #first: Int32Array = NONE;
  #targets: Int32Array = NONE;
  /** Numbers of the objects that came back, in that order; they follow those that never left. */
  readonly #back: number[] = [];
  /** Which objects are tuples or dicts of the exact type, by number: those that may leave the lists (untrack.ts). */
  #exact: Uint8Array = new Uint8Array(0);
  /** How many are unreachable. */
  unreachable = 0;
  /** Whether there is more to do with the unreachable than to free them: weak references, finalisers. */
  needCare = false;

  /** Numbers the objects of the list; gc_refs = ob_refcnt (update_refs). */
  constructor(head: PyContainer) {
    const { objects } = this;
    let refs = new Int32Array(1024);
    let n = 0;
    for (let o = head.gcNext!; o !== head; o = o.gcNext!) {
      const count = o.refcnt;
      if (n === refs.length) refs = twiceAsLong(refs);
      refs[n] = count > MAX_REFS ? MAX_REFS : count;
      o.gcBits = (n << SHIFT) | (o.gcBits & KEPT) | COLLECTING;
      objects.push(o);
      n++;
    }
    refs = refs.subarray(0, n);
    this.refs = refs;
  }

  /** A reference from a candidate does not count as one from outside (subtract_refs). */
  subtractRefs(rt: Runtime): void {
    const { objects } = this;
    const { tupleType, dictType } = rt;
    const n = objects.length;
    const first = new Int32Array(n + 1);
    const exact = new Uint8Array(n);
    const references = new References(rt, this.refs);
    for (let i = 0; i < n; i++) {
      const o = objects[i];
      references.add(rt, o);
      first[i + 1] = references.length;
      const { type } = o;
      if (type === tupleType) exact[i] = TUPLE;
      else if (type === dictType) exact[i] = DICT;
    }
    chargeLater(rt, references.looked >> 1);
    this.#first = first;
    this.#targets = references.targets;
    this.#exact = exact;
  }

  /** Whether a reference from outside leads to any of them. */
  get anyReachable(): boolean {
    return this.refs.some((count) => count > 0);
  }

  /**
   * Tells the reachable from the unreachable (move_unreachable) and ends the collection for the reachable. Those that were thought to be
   * unreachable until a later one reached them go to the end of their list; the unreachable go to the end of `unreachable`.
   */
  moveUnreachable(unreachable: PyContainer, young: PyContainer): void {
    const { objects, refs } = this;
    const back = this.#back;
    const n = objects.length;
    for (let i = 0; i < n; i++) {
      if (refs[i] > 0) this.#reach(i);
      else refs[i] = OUT;
    }
    for (let k = 0; k < back.length; k++) this.#reach(back[k]);
    this.#targets = NONE;
    this.#first = NONE;
    let out = 0;
    for (let i = 0; i < n; i++) {
      const o = objects[i];
      if (refs[i] === OUT) {
        out++;
        if (o.weak !== null || o.type.kind === K.WEAKREF || o.type.slots.finalize !== null)
          this.needCare = true;
        listUnlink(o);
        listAppend(o, unreachable);
      } else o.gcBits &= KEPT;
    }
    this.unreachable = out;
    for (let k = 0; k < back.length; k++) {
      const o = objects[back[k]];
      listUnlink(o);
      listAppend(o, young);
    }
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
        this.#back.push(j);
      }
    }
  }

  /** Calls `f` for each reachable object that is exactly a tuple or a dict, in the order of their list. */
  forEachReachable(kind: typeof TUPLE | typeof DICT, f: (o: PyContainer) => void): void {
    const { objects, refs } = this;
    const exact = this.#exact;
    for (let i = 0; i < objects.length; i++)
      if (exact[i] === kind && refs[i] !== OUT && refs[i] !== BACK) f(objects[i]);
    for (const i of this.#back) if (exact[i] === kind) f(objects[i]);
  }

  /** Ends the collection for all of them: none was moved. */
  release(): void {
    for (const o of this.objects) o.gcBits &= KEPT;
  }
}

function twiceAsLong(array: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * array.length);
  longer.set(array);
  return longer;
}

/** Whether the running collection looks at `o` (or, once it told them apart, found it unreachable). */
export function isCollecting(o: PyContainer): boolean {
  return (o.gcBits & COLLECTING) !== 0;
}

/** The collection leaves `o` alone: it lives on. */
export function stopCollecting(o: PyContainer): void {
  o.gcBits &= KEPT;
}
