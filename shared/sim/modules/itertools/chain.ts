/** One after another, and a part of it: chain, islice (Modules/itertoolsmodule.c). */
import { toIndexNumber } from '../../objects/abstract/indices.ts';
import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { isPyError, takeRaised, valueError } from '../../objects/errors.ts';
import type { PyObject, PyType } from '../../objects/header.ts';
import { decref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import { asClassMethod, m1 } from '../../objects/slots.ts';
import { tupleOfArgs } from '../../objects/tuplecall.ts';
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
  (rt, type, args) => {
    const all = positional(rt, 'chain', args, 0, -1);
    const sources = tupleOfArgs(rt, all);
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
    noKeywords: true,
    methods: [
      asClassMethod(m1('from_iterable', (rt, cls, sources) => chainOver(rt, cls as PyType, sources))),
    ],
  },
);

const ISLICE_BOUND = 'must be None or an integer: 0 <= x <= sys.maxsize.';

/** A bound of islice; NaN for what is no index, or does not fit. */
function bound(rt: Runtime, o: PyObject | undefined, otherwise: number): number {
  if (o === undefined || o === rt.None) return otherwise;
  try {
    return toIndexNumber(rt, o);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
    return Number.NaN;
  }
}

/** A slice of what is iterated. */
export const isliceDef = nativeType(
  'itertools.islice',
  (rt, type, args) => {
    const all = positional(rt, 'islice', args, 2, 4);
    const stop = bound(rt, all[all.length === 2 ? 1 : 2], -1);
    if (Number.isNaN(stop) || (stop < 0 && all[all.length === 2 ? 1 : 2] !== rt.None))
      throw valueError(rt, `Stop argument for islice() ${ISLICE_BOUND}`);
    const start = all.length === 2 ? 0 : bound(rt, all[1], 0);
    if (!(start >= 0)) throw valueError(rt, `Indices for islice() ${ISLICE_BOUND}`);
    const step = bound(rt, all[3], 1);
    if (!(step >= 1)) throw valueError(rt, 'Step for islice() must be a positive integer or None.');
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
  { noKeywords: true },
);
