/**
 * Who refers to whom among the objects of one collection: each reference is noted as the number of the object that it leads to, and
 * taken off that object's working count (gc.c: visit_decref).
 */
import {
  GC,
  K,
  type PyContainer,
  type PyObject,
  type PyType,
  TF,
  Values,
  type Visit,
} from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictTraverse } from '../objects/types/dict-life.ts';
import type { DictData } from '../objects/types/dict-table.ts';
import { subtypeTraverse } from '../objects/types/instance.ts';
import { listTraverse } from '../objects/types/list.ts';
import { tupleTraverse } from '../objects/types/tuple.ts';

const SHIFT = GC.NUMBER_SHIFT;
const LIST = GC.LIST;

/** How the references of an object are gone through. */
const WALK = { TRAVERSE: 0, ITEMS: 1, INSTANCE: 2, SLOTS: 3, DICT: 4 } as const;

/** gc_refs saturates here; an immortal object's count never falls to zero. */
const MAX_REFS = 0x7ffffff;

/** The working count of a place that no object has. */
const NOBODY = -2;

const EMPTY: readonly (PyObject | null)[] = [];

export class References {
  readonly refs: Int32Array;
  /** Numbers of the objects referred to; those of one object follow each other. */
  targets: Int32Array;
  length = 0;
  /** References that were looked at, to whatever they lead. */
  looked = 0;
  /** Numbers of the objects that are weak references, are referred to by such, or have a finaliser. */
  readonly careful: number[] = [];
  /** Numbers of the objects that are exactly tuples, and exactly dicts, and may leave the lists (untrack.ts). */
  readonly tuples: number[] = [];
  readonly dicts: number[] = [];
  readonly #rt: Runtime;
  readonly #visit: Visit;
  readonly #visitsType: boolean;
  /** The list that the objects are in, as `gcBits` has it. */
  readonly #mark: number;

  /** `refs`: the working counts by number, zeros to begin with; `mark`: the list that the objects are in; `targets`: room to begin with. */
  constructor(rt: Runtime, refs: Int32Array, mark: number, targets: Int32Array) {
    this.#rt = rt;
    this.#mark = mark;
    this.refs = refs;
    this.targets = targets;
    this.#visit = (_rt, target) => this.#one(target);
    this.#visitsType = rt.ruleset.collector.instanceVisitsType;
  }

  /**
   * Adds each object's count to its working count, and notes what it refers to, in the order of its type's traverse, and in `first[i + 1]` where the references of object i end. The types
   * that most objects are of are gone through right here: a call for each object and one more for each reference would cost more
   * than all the rest. That is also why the numbers of this loop are in locals.
   */
  addAll(objects: readonly (PyContainer | null)[], first: Int32Array): void {
    const rt = this.#rt;
    const { refs } = this;
    const mark = this.#mark;
    const visitsType = this.#visitsType;
    const n = objects.length;
    let { targets, length: e, looked } = this;
    let type: PyType | null = null;
    let walk: number = WALK.TRAVERSE;
    let careful = false;
    let alike: number[] | null = null;
    const tuple = rt.tupleType;
    for (let i = 0; i < n; i++) {
      const o = objects[i];
      if (o === null) {
        refs[i] = NOBODY;
        first[i + 1] = e;
        continue;
      }
      if (o.type !== type) {
        type = o.type;
        walk = walkOf(type);
        careful = type.kind === K.WEAKREF || type.slots.finalize !== null;
        alike = type === rt.tupleType ? this.tuples : type === rt.dictType ? this.dicts : null;
      }
      const count = o.refcnt;
      refs[i] += count > MAX_REFS ? MAX_REFS : count;
      if (careful || o.weak !== null) this.careful.push(i);
      let items = EMPTY;
      /** What an instance refers to besides. */
      let dict: PyObject | null = null;
      if (walk === WALK.ITEMS) {
        items = o.v;
      } else if (walk === WALK.INSTANCE) {
        const d = o.dict;
        if (d instanceof Values) items = d.items;
        else dict = d;
      } else if (walk === WALK.SLOTS) {
        items = o.v;
      } else if (walk === WALK.DICT && o.v.unicode === true) {
        const d = o.v as DictData;
        items = d.values === null ? d.vals : d.values.items;
      } else {
        this.length = e;
        this.targets = targets;
        if (alike !== null) alike.push(i);
        type.slots.traverse!(rt, o, this.#visit);
        e = this.length;
        targets = this.targets;
        first[i + 1] = e;
        continue;
      }
      const m = items.length;
      looked += m;
      if (alike !== null && !holdsTracked(items, tuple)) alike.push(i);
      if (e + m + 2 > targets.length) targets = longer(targets, e, m + 2);
      if (walk === WALK.ITEMS) {
        for (let k = m - 1; k >= 0; k--) {
          const bits = (items[k] as PyContainer).gcBits;
          if ((bits & LIST) === mark) {
            const j = bits >>> SHIFT;
            refs[j]--;
            targets[e++] = j;
          }
        }
      } else {
        for (let k = 0; k < m; k++) {
          const item = items[k];
          if (item === null) continue;
          const bits = (item as PyContainer).gcBits;
          if ((bits & LIST) === mark) {
            const j = bits >>> SHIFT;
            refs[j]--;
            targets[e++] = j;
          }
        }
        if (dict !== null) {
          const bits = (dict as PyContainer).gcBits;
          if ((bits & LIST) === mark) {
            const j = bits >>> SHIFT;
            refs[j]--;
            targets[e++] = j;
          }
        }
        if (visitsType && walk !== WALK.DICT && (type.gcBits & LIST) === mark) {
          const j = type.gcBits >>> SHIFT;
          refs[j]--;
          targets[e++] = j;
        }
      }
      first[i + 1] = e;
    }
    this.length = e;
    this.targets = targets;
    this.looked = looked;
  }

  #one(target: PyObject): void {
    // Objects without the collector's header are in no list.
    const bits = (target as PyContainer).gcBits;
    if ((bits & LIST) !== this.#mark) return;
    const i = bits >>> SHIFT;
    this.refs[i]--;
    if (this.length === this.targets.length) this.targets = longer(this.targets, this.length, 1);
    this.targets[this.length++] = i;
  }
}

/** Whether something that is tracked, and will be, is among them: a tuple may be untracked yet. What holds it stays tracked, too. */
function holdsTracked(items: readonly (PyObject | null)[], tuple: PyType): boolean {
  for (let k = 0; k < items.length; k++) {
    const item = items[k];
    if (item !== null && (item.gcBits & LIST) !== 0 && item.type !== tuple) return true;
  }
  return false;
}

function walkOf(type: PyType): number {
  const { traverse } = type.slots;
  if (traverse === listTraverse || traverse === tupleTraverse) return WALK.ITEMS;
  if (traverse === subtypeTraverse && type.kind === K.OBJECT) {
    if (type.slotCount === 0) return WALK.INSTANCE;
    // Slots of several classes are gone through class by class.
    if ((type.flags & TF.DICT) === 0 && type.base!.slotCount === 0) return WALK.SLOTS;
  }
  return traverse === dictTraverse ? WALK.DICT : WALK.TRAVERSE;
}

/** `targets` with room for `more` references after the first `length`. */
function longer(targets: Int32Array, length: number, more: number): Int32Array {
  const copy = new Int32Array(Math.max(length + more, length + (length >> 1)));
  copy.set(targets);
  return copy;
}
