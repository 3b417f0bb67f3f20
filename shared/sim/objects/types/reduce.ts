/** What `__reduce__` and `__setstate__` of the built-in iterators give and take: how they are copied. */
import { findAttr } from '../abstract/attributes.ts';
import { toSsize } from '../convert.ts';
import type { PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type MethodDef, m0, m1 } from '../slots.ts';
import { dictGetJs } from './dict.ts';
import { intFromNumber } from './int.ts';
import { stealTuple } from './tuple.ts';

/** `(builtin, args)` or `(builtin, args, state)`; takes over the arguments and the state. */
export function reduced(
  rt: Runtime,
  builtin: string,
  args: readonly PyObject[],
  state: PyObject | null = null,
): PyObject {
  const f = incref(dictGetJs(rt.builtins, builtin) ?? rt.None);
  return stealTuple(rt, [f, stealTuple(rt, [...args]), ...(state === null ? [] : [state])]);
}

/** The pair of methods of an iterator that stands at an index of a sequence; `empty` makes what an exhausted one goes through. */
export function indexReduction(
  builtin: string,
  empty: (rt: Runtime) => PyObject,
  at: (o: PyObject) => { seq: PyObject | null; index: number },
  place: (o: PyObject, index: number) => void,
): readonly MethodDef[] {
  return [
    m0('__reduce__', (rt, o) => {
      const { seq, index } = at(o);
      if (seq === null) return reduced(rt, 'iter', [empty(rt)]);
      return reduced(rt, builtin, [incref(seq)], intFromNumber(rt, index));
    }),
    m1('__setstate__', (rt, o, state) => {
      const index = toSsize(rt, state);
      if (at(o).seq !== null) place(o, index);
      return incref(rt.None);
    }),
  ];
}

/** `(type, args, state)` of an instance whose attributes, if it has any, are the state; takes over the arguments. */
export function reducedInstance(rt: Runtime, o: PyObject, args: readonly PyObject[]): PyObject {
  return stealTuple(rt, [incref(o.type), stealTuple(rt, [...args]), instanceState(rt, o)]);
}

/** What copyreg takes for the state of an instance: its `__dict__`, or None (new reference). */
export function instanceState(rt: Runtime, o: PyObject): PyObject {
  const state = findAttr(rt, o, rt.ruleset.minor >= 11 ? '__getstate__' : '__dict__');
  if (state === null) return incref(rt.None);
  if (rt.ruleset.minor < 11) return state;
  try {
    return callObject(rt, state, []);
  } finally {
    decref(rt, state);
  }
}
