/** Iterators of sets (Objects/setobject.c: setiter_iternext). */
import { runtimeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { m0 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge, chargeLater } from '../work.ts';
import { intFromNumber } from './int.ts';
import { selfIter } from './iterators.ts';
import { stealList } from './list.ts';
import { reduced } from './reduce.ts';
import { tableOf } from './set.ts';

export class SetIterState {
  set: PyObject | null;
  slot = 0;
  used: number;
  left: number;
  constructor(set: PyObject, used: number) {
    this.set = set;
    this.used = used;
    this.left = used;
  }
}

/** An iterator of a set. */
export function newSetIter(rt: Runtime, set: PyObject): PyObject {
  const type = rt.types['set_iterator'];
  const o = new PyContainer(
    type,
    gcAlloc(rt, type.headBytes + type.basicSize),
    new SetIterState(incref(set), tableOf(set).used),
    0,
    0,
  );
  gcTrack(rt, o);
  return o;
}

export const setIterDef: TypeDef = {
  name: 'set_iterator',
  kind: K.ITERATOR,
  size: 'set_iterator',
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      const s = o.v as SetIterState;
      if (s.set !== null) decref(rt, s.set);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const s = o.v as SetIterState;
      if (s.set !== null) visit(rt, s.set);
    },
    iter: selfIter,
    iternext: (rt, o) => {
      const s = o.v as SetIterState;
      if (s.set === null) return null;
      const table = tableOf(s.set);
      if (table.used !== s.used) {
        s.used = -1;
        throw runtimeError(rt, 'Set changed size during iteration');
      }
      const slot = table.next(s.slot);
      if (table.mask > 64) chargeLater(rt, ((slot < 0 ? table.mask : slot) - s.slot) >> 2);
      if (slot < 0) {
        const set = s.set;
        s.set = null;
        decref(rt, set);
        return null;
      }
      s.slot = slot + 1;
      s.left--;
      return incref(table.keys[slot]!);
    },
  },
  methods: [
    m0('__length_hint__', (rt, o) => {
      const { set, used, left } = o.v as SetIterState;
      return intFromNumber(rt, set === null || tableOf(set).used !== used ? 0 : left);
    }),
    m0('__reduce__', (rt, o) => {
      const s = o.v as SetIterState;
      const left: PyObject[] = [];
      if (s.set !== null) {
        const table = tableOf(s.set);
        if (table.used !== s.used) throw runtimeError(rt, 'Set changed size during iteration');
        charge(rt, table.mask);
        for (let slot = table.next(s.slot); slot >= 0; slot = table.next(slot + 1))
          left.push(incref(table.keys[slot]!));
      }
      return reduced(rt, 'iter', [stealList(rt, left)]);
    }),
  ],
};
