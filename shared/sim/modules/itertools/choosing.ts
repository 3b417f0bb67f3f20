/** A function asked about each item: takewhile, dropwhile, filterfalse, starmap, compress, accumulate (Modules/itertoolsmodule.c). */
import { objectIsTrue } from '../../objects/abstract/comparison.ts';
import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { binaryOp } from '../../objects/abstract/number.ts';
import { parseArgs } from '../../objects/args.ts';
import type { PyObject } from '../../objects/header.ts';
import { decref, incref, orRelease } from '../../objects/refs.ts';
import { callObject, type Runtime } from '../../objects/runtime.ts';
import { callWithTuple } from '../../objects/tuplecall.ts';
import type { TypeDef } from '../../objects/typedef.ts';
import { tupleOf } from '../../objects/types/tuple-type.ts';
import { hold, makeNative, type NativeState, nativeType } from '../native-iterator.ts';
import { positional } from './common.ts';

/** An iterator over one source with a predicate: held [iterator, function]. */
function choosing(
  name: string,
  least: number,
  next: (rt: Runtime, state: NativeState, source: PyObject) => PyObject | null,
): TypeDef {
  return nativeType(
    `itertools.${name}`,
    (rt, type, args) => {
      const all = positional(rt, name, args, least, 2);
      const it = getIter(rt, all[1]);
      return makeNative(rt, type, [it, incref(all[0])], [0]);
    },
    (rt, _o, state) => (state.held[0] === null ? null : next(rt, state, state.held[0])),
    { noKeywords: true },
  );
}

function passes(rt: Runtime, test: PyObject, item: PyObject): boolean {
  const answer = callObject(rt, test, [item]);
  try {
    return objectIsTrue(rt, answer);
  } finally {
    decref(rt, answer);
  }
}

/** Asks about an owned item; on an error the item is released. */
function asks(rt: Runtime, test: PyObject, item: PyObject): boolean {
  try {
    return passes(rt, test, item);
  } catch (error) {
    decref(rt, item);
    throw error;
  }
}

/** As `asks` without a function: filterfalse's None. */
const truth: typeof asks = (rt, _test, item) => {
  try {
    return objectIsTrue(rt, item);
  } catch (error) {
    decref(rt, item);
    throw error;
  }
};

/** Items as long as the predicate is true. */
export const takewhileDef = choosing('takewhile', 2, (rt, state, source) => {
  if (state.n[0]) return null;
  const item = iterNext(rt, source);
  if (item === null) return null;
  if (asks(rt, state.held[1]!, item)) return item;
  decref(rt, item);
  state.n[0] = 1;
  return null;
});

/** Items from the first for which the predicate is false. */
export const dropwhileDef = choosing('dropwhile', 2, (rt, state, source) => {
  for (;;) {
    const item = iterNext(rt, source);
    if (item === null) return null;
    if (state.n[0]) return item;
    if (!asks(rt, state.held[1]!, item)) {
      state.n[0] = 1;
      return item;
    }
    decref(rt, item);
  }
});

/** Items for which the predicate is false. */
export const filterfalseDef = choosing('filterfalse', 2, (rt, state, source) => {
  for (;;) {
    const item = iterNext(rt, source);
    if (item === null) return null;
    const test = state.held[1]!;
    if (!(test === rt.None ? truth : asks)(rt, test, item)) return item;
    decref(rt, item);
  }
});

/** function(*item) of each item. */
export const starmapDef = choosing('starmap', 2, (rt, state, source) => {
  const group = iterNext(rt, source);
  if (group === null) return null;
  const args = orRelease(rt, group, () => tupleOf(rt, group));
  decref(rt, group);
  try {
    return callWithTuple(rt, state.held[1]!, args);
  } finally {
    decref(rt, args);
  }
});

/** Whether the next item is true, or null where there is none. */
function nextTruth(rt: Runtime, it: PyObject): boolean | null {
  const item = iterNext(rt, it);
  if (item === null) return null;
  try {
    return objectIsTrue(rt, item);
  } finally {
    decref(rt, item);
  }
}

/** Items whose selector is true. */
export const compressDef = nativeType(
  'itertools.compress',
  (rt, type, args, kw) => {
    const [data, selectors] = parseArgs(rt, 'compress', args, kw, ['data', 'selectors'], 2);
    const a = getIter(rt, data!);
    return makeNative(rt, type, [a, orRelease(rt, a, () => getIter(rt, selectors!))]);
  },
  (rt, _o, state) => {
    for (;;) {
      const item = iterNext(rt, state.held[0]!);
      if (item === null) return null;
      const chosen = orRelease(rt, item, () => nextTruth(rt, state.held[1]!));
      if (chosen === true) return item;
      decref(rt, item);
      if (chosen === null) return null;
    }
  },
);

/** Running totals, or results of a function of two arguments. */
export const accumulateDef = nativeType(
  'itertools.accumulate',
  (rt, type, args, kw) => {
    const [iterable, func, initial] = parseArgs(
      rt,
      'accumulate',
      args,
      kw,
      ['iterable', 'func', 'initial'],
      1,
      2,
    );
    const it = getIter(rt, iterable!);
    const first = initial === null || initial === rt.None ? null : incref(initial);
    return makeNative(rt, type, [it, func === null || func === rt.None ? null : incref(func), null, first]);
  },
  (rt, _o, state) => {
    const initial = state.held[3];
    if (initial !== null) {
      state.held[3] = null;
      hold(rt, state, 2, initial);
      return incref(initial);
    }
    const item = iterNext(rt, state.held[0]!);
    if (item === null) return null;
    const total = state.held[2];
    if (total === null) {
      state.held[2] = item;
      return incref(item);
    }
    try {
      const func = state.held[1];
      const sum = func === null ? binaryOp(rt, total, item, 'add', '+') : callObject(rt, func, [total, item]);
      hold(rt, state, 2, sum);
      return incref(sum);
    } finally {
      decref(rt, item);
    }
  },
);
