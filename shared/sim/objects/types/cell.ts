/** Cells of closures (Objects/cellobject.c). */

import { richCompare } from '../abstract/comparison.ts';
import { addressOf } from '../abstract/identity.ts';
import { newContainer } from '../alloc.ts';
import { valueError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { strNew } from './str.ts';

/** A cell holding `value` (takes over the reference; null: empty). */
export function stealCell(rt: Runtime, value: PyObject | null): PyObject {
  const type = rt.cellType;
  const o = new PyContainer(type, gcAlloc(rt, type.headBytes + type.basicSize), value, 0, 0);
  gcTrack(rt, o);
  return o;
}

export const cellDef: TypeDef = {
  name: 'cell',
  kind: K.CELL,
  size: 'cell',
  flags: TF.GC,
  unhashable: true,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      if (o.v !== null) decref(rt, o.v);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      if (o.v !== null) visit(rt, o.v);
    },
    clear: (rt, o) => {
      const x = o.v;
      o.v = null;
      if (x !== null) decref(rt, x);
    },
    new: (rt, type, args) => {
      const o = newContainer(rt, type, args.length > 0 ? incref(args[0]) : null);
      gcTrack(rt, o);
      return o;
    },
    richcompare: (rt, a, b, op) => {
      if (b.type !== a.type) return incref(rt.NotImplemented);
      if (a.v !== null && b.v !== null) return richCompare(rt, a.v, b.v, op);
      const x = a.v === null ? 0 : 1;
      const y = b.v === null ? 0 : 1;
      const r =
        op === CMP.LT
          ? x < y
          : op === CMP.LE
            ? x <= y
            : op === CMP.EQ
              ? x === y
              : op === CMP.NE
                ? x !== y
                : op === CMP.GT
                  ? x > y
                  : x >= y;
      return incref(r ? rt.True : rt.False);
    },
    repr: (rt, o) => {
      const at = addressOf(rt, o).toString(16);
      if (o.v === null) return strNew(rt, `<cell at 0x${at}: empty>`);
      return strNew(rt, `<cell at 0x${at}: ${o.v.type.name} object at 0x${addressOf(rt, o.v).toString(16)}>`);
    },
  },
  getset: [
    {
      name: 'cell_contents',
      get: (rt, o) => {
        if (o.v === null) throw valueError(rt, rt.ruleset.minor >= 8 ? 'Cell is empty' : 'Cell is empty');
        return incref(o.v as PyObject);
      },
      set: (rt, o, value) => {
        const old = o.v;
        o.v = value === null ? null : incref(value);
        if (old !== null) decref(rt, old);
      },
    },
  ],
};
