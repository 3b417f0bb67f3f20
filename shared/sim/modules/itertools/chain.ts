/** One after another, and a part of it: chain, islice (Modules/itertoolsmodule.c). */
import { toIndexNumber } from '../../objects/abstract/indices.ts';
import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { valueError } from '../../objects/errors.ts';
import type { PyObject, PyType } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import { asClassMethod, m1 } from '../../objects/slots.ts';
import { stealTuple } from '../../objects/types/tuple.ts';
import { exhaust, hold, makeNative, nativeType } from '../native-iterator.ts';
import { positional } from './common.ts';

/** held: [iterator of sources, current iterator] */
function chainOver(rt: Runtime, type: PyType, sources: PyObject): PyObject {
  const it = getIter(rt, sources);
  return makeNative(rt, type, [it, null]);
}

/** The items of one iterable after another. */
export const chainDef = nativeType(
  'itertools.chain',
  (rt, type, args, kw) => {
    const all = positional(rt, 'chain', args, kw, 0, -1);
    const sources = stealTuple(rt, all.map(incref));
    try {
      return chainOver(rt, type, sources);
    } finally {
      decref(rt, sources);
    }
  },
  (rt, _o, state) => {
    for (;;) {
      const sources = state.held[0];
      if (sources === null) return null;
      if (state.held[1] === null) {
        const source = iterNext(rt, sources);
        if (source === null) return exhaust(rt, state);
        try {
          hold(rt, state, 1, getIter(rt, source));
        } finally {
          decref(rt, source);
        }
      }
      const item = iterNext(rt, state.held[1]!);
      if (item !== null) return item;
      hold(rt, state, 1, null);
    }
  },
  {
    methods: [
      asClassMethod(m1('from_iterable', (rt, cls, sources) => chainOver(rt, cls as PyType, sources))),
    ],
  },
);

/** A slice of what is iterated. */
export const isliceDef = nativeType(
  'itertools.islice',
  (rt, type, args, kw) => {
    const all = positional(rt, 'islice', args, kw, 2, 4);
    const bound = (o: PyObject | undefined, otherwise: number, what: string): number => {
      if (o === undefined || o === rt.None) return otherwise;
      const n = o.type.slots.index === null ? -1 : toIndexNumber(rt, o);
      if (n < 0) throw valueError(rt, what);
      return n;
    };
    const texts = {
      stop: 'Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.',
      both: 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.',
      step: 'Step for islice() must be a positive integer or None.',
    };
    let start = 0;
    let stop: number;
    let step = 1;
    if (all.length === 2) stop = bound(all[1], -1, texts.stop);
    else {
      start = bound(all[1], 0, texts.both);
      stop = bound(all[2], -1, all.length === 3 ? texts.both : texts.both);
      step = bound(all[3], 1, texts.step);
      if (step < 1) throw valueError(rt, texts.step);
    }
    return makeNative(rt, type, [getIter(rt, all[0])], [start, stop, step, 0]);
  },
  (rt, _o, state) => {
    const it = state.held[0];
    if (it === null) return null;
    const [next, stop, step] = state.n;
    while (state.n[3] < next) {
      if (stop >= 0 && state.n[3] >= stop) return exhaust(rt, state);
      const skipped = iterNext(rt, it);
      if (skipped === null) return exhaust(rt, state);
      decref(rt, skipped);
      state.n[3]++;
    }
    if (stop >= 0 && state.n[3] >= stop) return exhaust(rt, state);
    const item = iterNext(rt, it);
    if (item === null) return exhaust(rt, state);
    state.n[3]++;
    state.n[0] = next + step;
    if (stop >= 0 && state.n[0] > stop) state.n[0] = stop;
    return item;
  },
);
