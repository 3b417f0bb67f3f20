/**
 * Who refers to whom among the objects of one collection: each reference is noted as the number of the object that it leads to, and
 * taken off that object's working count (gc.c: visit_decref).
 */
import { GC, K, type PyContainer, type PyObject, Values, type Visit } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type DictData, dictTraverse } from '../objects/types/dict.ts';
import { subtypeTraverse } from '../objects/types/instance.ts';
import { listTraverse } from '../objects/types/list.ts';
import { tupleTraverse } from '../objects/types/tuple.ts';

const SHIFT = GC.NUMBER_SHIFT;
const LIST = GC.LIST;

export class References {
  readonly refs: Int32Array;
  /** Numbers of the objects referred to; those of one object follow each other. */
  targets: Int32Array;
  length = 0;
  /** References that were looked at, to whatever they lead. */
  looked = 0;
  readonly #visit: Visit;
  readonly #visitsType: boolean;
  /** The list that the objects are in, as `gcBits` has it. */
  readonly #mark: number;

  /** `refs`: the working counts by number; `mark`: the list that the objects are in. */
  constructor(rt: Runtime, refs: Int32Array, mark: number) {
    this.#mark = mark;
    this.refs = refs;
    this.targets = new Int32Array(refs.length + (refs.length >> 2) + 64);
    this.#visit = (_rt, target) => this.#one(target);
    this.#visitsType = rt.ruleset.collector.instanceVisitsType;
  }

  /**
   * Notes what `o` refers to, in the order of its type's traverse. The types that most objects are of are gone through right here: a
   * call for each object and one more for each reference would cost more than all the rest.
   */
  add(rt: Runtime, o: PyContainer): void {
    const { traverse } = o.type.slots;
    if (traverse === listTraverse || traverse === tupleTraverse) this.#lastToFirst(o.v);
    else if (traverse === subtypeTraverse && o.type.kind === K.OBJECT) this.#instance(o);
    else if (traverse === dictTraverse && o.v.unicode === true) {
      const d = o.v as DictData;
      this.#firstToLast(d.values === null ? d.vals : d.values.items);
    } else traverse!(rt, o, this.#visit);
  }

  #instance(o: PyContainer): void {
    if (o.v !== null) this.#firstToLast(o.v);
    const d = o.dict;
    if (d !== null) {
      if (d instanceof Values) this.#firstToLast(d.items);
      else this.#one(d);
    }
    if (this.#visitsType) this.#one(o.type);
  }

  #lastToFirst(items: readonly PyObject[]): void {
    const n = items.length;
    this.looked += n;
    let e = this.length;
    if (e + n > this.targets.length) this.#grow(n);
    const { refs, targets } = this;
    const mark = this.#mark;
    for (let k = n - 1; k >= 0; k--) {
      const bits = (items[k] as PyContainer).gcBits;
      if ((bits & LIST) === mark) {
        const i = bits >>> SHIFT;
        refs[i]--;
        targets[e++] = i;
      }
    }
    this.length = e;
  }

  #firstToLast(items: readonly (PyObject | null)[]): void {
    const n = items.length;
    this.looked += n;
    let e = this.length;
    if (e + n > this.targets.length) this.#grow(n);
    const { refs, targets } = this;
    const mark = this.#mark;
    for (let k = 0; k < n; k++) {
      const item = items[k];
      if (item === null) continue;
      const bits = (item as PyContainer).gcBits;
      if ((bits & LIST) === mark) {
        const i = bits >>> SHIFT;
        refs[i]--;
        targets[e++] = i;
      }
    }
    this.length = e;
  }

  #one(target: PyObject): void {
    // Objects without the collector's header have no bits.
    const bits = (target as PyContainer).gcBits;
    if ((bits & LIST) !== this.#mark) return;
    const i = bits >>> SHIFT;
    this.refs[i]--;
    if (this.length === this.targets.length) this.#grow(1);
    this.targets[this.length++] = i;
  }

  /** Makes room for `more` references. */
  #grow(more: number): void {
    const targets = new Int32Array(Math.max(this.length + more, this.length + (this.length >> 1)));
    targets.set(this.targets);
    this.targets = targets;
  }
}
