/** itertools (Modules/itertoolsmodule.c). */

import { objectIsTrue, richCompareBool } from '../objects/abstract/comparison.ts';
import { toIndexNumber } from '../objects/abstract/indices.ts';
import { getIter, iterNext, listItems } from '../objects/abstract/iteration.ts';
import { binaryOp } from '../objects/abstract/number.ts';
import { objectRepr } from '../objects/abstract/text.ts';
import { parseArgs } from '../objects/args.ts';
import { raise, typeError, valueError } from '../objects/errors.ts';
import type { PyObject, PyType } from '../objects/header.ts';
import { decref, incref, orRelease } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, asClassMethod, CMP, type KwNames, m0, m1, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import type { ModuleDef } from './module.ts';
import { exhaust, hold, makeNative, type NativeState, nativeType, stateOf } from './native-iterator.ts';

/** Positional arguments of a type that takes no names; throws as CPython's parser words it. */
function positional(
  rt: Runtime,
  name: string,
  args: Args,
  kw: KwNames,
  least: number,
  most: number,
): readonly PyObject[] {
  if (kw !== null && kw.length > 0) throw typeError(rt, `${name}() takes no keyword arguments`);
  const n = args.length;
  if (n < least || (most >= 0 && n > most)) {
    if (least === most)
      throw typeError(rt, `${name} expected ${least} argument${least === 1 ? '' : 's'}, got ${n}`);
    const [how, count] = n < least ? ['at least', least] : ['at most', most];
    throw typeError(rt, `${name} expected ${how} ${count} argument${count === 1 ? '' : 's'}, got ${n}`);
  }
  return args;
}

/** A pool of items that combinatoric iterators index: a tuple, held. */
function pool(rt: Runtime, iterable: PyObject): PyObject {
  return stealTuple(rt, listItems(rt, iterable));
}

const items = (tuple: PyObject | null): PyObject[] => (tuple as PyObject).v as PyObject[];

function pick(rt: Runtime, from: PyObject[], indices: readonly number[]): PyObject {
  return stealTuple(
    rt,
    indices.map((i) => incref(from[i])),
  );
}

/** Throws where the program may not have `n` indices, which the host keeps in an array. */
function mustHoldIndices(rt: Runtime, n: number): void {
  if (n >= 2 ** 44) throw raise(rt, rt.exc['MemoryError'], '');
  rt.mem.mustHold(8 * n);
  charge(rt, n >> 1);
}

// ---- endless ones

const countDef = nativeType(
  'itertools.count',
  (rt, type, args, kw) => {
    const [start, step] = parseArgs(rt, 'count', args, kw, ['start', 'step'], 0);
    for (const value of [start, step]) {
      if (
        value !== null &&
        value.type.slots.int === null &&
        value.type.slots.float === null &&
        value.type.slots.index === null
      ) {
        throw typeError(rt, 'a number is required');
      }
    }
    const first = start === null ? intFromNumber(rt, 0) : incref(start);
    return makeNative(rt, type, [first, step === null ? intFromNumber(rt, 1) : incref(step)]);
  },
  (rt, _o, state) => {
    const value = state.held[0]!;
    const next = binaryOp(rt, value, state.held[1]!, 'add', '+');
    state.held[0] = next;
    return value;
  },
  {
    slots: {
      repr(rt, o) {
        const [value, step] = stateOf(o).held as PyObject[];
        const shown = objectRepr(rt, value);
        const one = step.type === rt.intType && step.v === 1;
        const by = one ? null : objectRepr(rt, step);
        const text = strNew(rt, by === null ? `count(${shown.v})` : `count(${shown.v}, ${by.v})`);
        decref(rt, shown);
        if (by !== null) decref(rt, by);
        return text;
      },
    },
  },
);

const cycleDef = nativeType(
  'itertools.cycle',
  (rt, type, args, kw) => {
    const [iterable] = positional(rt, 'cycle', args, kw, 1, 1);
    return makeNative(rt, type, [getIter(rt, iterable)], [0]);
  },
  (rt, _o, state) => {
    const { held, n } = state;
    if (held[0] !== null) {
      const item = iterNext(rt, held[0]);
      if (item !== null) {
        held.push(incref(item));
        return item;
      }
      hold(rt, state, 0, null);
    }
    const seen = held.length - 1;
    if (seen === 0) return null;
    const item = held[1 + n[0]];
    n[0] = (n[0] + 1) % seen;
    return incref(item!);
  },
);

const repeatDef = nativeType(
  'itertools.repeat',
  (rt, type, args, kw) => {
    const [object, times] = parseArgs(rt, 'repeat', args, kw, ['object', 'times'], 1);
    const n = times === null ? -1 : Math.max(0, toIndexNumber(rt, times));
    return makeNative(rt, type, [incref(object!)], [n]);
  },
  (_rt, _o, state) => {
    if (state.n[0] === 0) return null;
    if (state.n[0] > 0) state.n[0]--;
    return incref(state.held[0]!);
  },
  {
    methods: [
      m0('__length_hint__', (rt, o) => {
        const n = stateOf(o).n[0];
        if (n < 0) throw typeError(rt, 'len() of unsized object');
        return intFromNumber(rt, n);
      }),
    ],
    slots: {
      repr(rt, o) {
        const state = stateOf(o);
        const shown = objectRepr(rt, state.held[0]!);
        const text = strNew(rt, state.n[0] < 0 ? `repeat(${shown.v})` : `repeat(${shown.v}, ${state.n[0]})`);
        decref(rt, shown);
        return text;
      },
    },
  },
);

// ---- one after another

/** held: [iterator of sources, current iterator] */
function chainOver(rt: Runtime, type: PyType, sources: PyObject): PyObject {
  const it = getIter(rt, sources);
  return makeNative(rt, type, [it, null]);
}

const chainDef = nativeType(
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

const isliceDef = nativeType(
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

// ---- choosing

/** An iterator over one source with a predicate: held [iterator, function]. */
function choosing(
  name: string,
  least: number,
  next: (rt: Runtime, state: NativeState, source: PyObject) => PyObject | null,
): TypeDef {
  return nativeType(
    `itertools.${name}`,
    (rt, type, args, kw) => {
      const all = positional(rt, name, args, kw, least, 2);
      const it = getIter(rt, all[1]);
      return makeNative(rt, type, [it, incref(all[0])], [0]);
    },
    (rt, _o, state) => (state.held[0] === null ? null : next(rt, state, state.held[0])),
  );
}

function passes(rt: Runtime, test: PyObject, item: PyObject): boolean {
  if (test === rt.None) return objectIsTrue(rt, item);
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

const takewhileDef = choosing('takewhile', 2, (rt, state, source) => {
  if (state.n[0]) return null;
  const item = iterNext(rt, source);
  if (item === null) return null;
  if (asks(rt, state.held[1]!, item)) return item;
  decref(rt, item);
  state.n[0] = 1;
  return null;
});

const dropwhileDef = choosing('dropwhile', 2, (rt, state, source) => {
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

const filterfalseDef = choosing('filterfalse', 2, (rt, state, source) => {
  for (;;) {
    const item = iterNext(rt, source);
    if (item === null) return null;
    if (!asks(rt, state.held[1]!, item)) return item;
    decref(rt, item);
  }
});

const starmapDef = choosing('starmap', 2, (rt, state, source) => {
  const group = iterNext(rt, source);
  if (group === null) return null;
  let args: PyObject[] = [];
  try {
    args = listItems(rt, group);
    return callObject(rt, state.held[1]!, args);
  } finally {
    for (const a of args) decref(rt, a);
    decref(rt, group);
  }
});

const compressDef = nativeType(
  'itertools.compress',
  (rt, type, args, kw) => {
    const [data, selectors] = parseArgs(rt, 'compress', args, kw, ['data', 'selectors'], 2);
    const a = getIter(rt, data!);
    return makeNative(rt, type, [a, getIter(rt, selectors!)]);
  },
  (rt, _o, state) => {
    for (;;) {
      const item = iterNext(rt, state.held[0]!);
      if (item === null) return null;
      const selector = iterNext(rt, state.held[1]!);
      if (selector === null) {
        decref(rt, item);
        return null;
      }
      const chosen = objectIsTrue(rt, selector);
      decref(rt, selector);
      if (chosen) return item;
      decref(rt, item);
    }
  },
);

const accumulateDef = nativeType(
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

// ---- several at once

const zipLongestDef = nativeType(
  'itertools.zip_longest',
  (rt, type, args, kw) => {
    let fill = rt.None;
    let n = args.length;
    if (kw !== null && kw.length > 0) {
      if (kw.length !== 1 || kw[0].v !== 'fillvalue') {
        throw typeError(rt, 'zip_longest() got an unexpected keyword argument');
      }
      n--;
      fill = args[n];
    }
    const iterators: PyObject[] = [];
    for (let i = 0; i < n; i++) iterators.push(getIter(rt, args[i]));
    return makeNative(rt, type, [incref(fill), ...iterators], [n]);
  },
  (rt, _o, state) => {
    const { held, n } = state;
    if (n[0] === 0) return null;
    const row: PyObject[] = [];
    for (let i = 1; i < held.length; i++) {
      const it = held[i];
      const item = it === null ? null : iterNext(rt, it);
      if (item !== null) {
        row.push(item);
        continue;
      }
      if (it !== null) {
        hold(rt, state, i, null);
        n[0]--;
        if (n[0] === 0) {
          for (const x of row) decref(rt, x);
          return null;
        }
      }
      row.push(incref(held[0]!));
    }
    return stealTuple(rt, row);
  },
);

const pairwiseDef = nativeType(
  'itertools.pairwise',
  (rt, type, args, kw) => {
    const [iterable] = positional(rt, 'pairwise', args, kw, 1, 1);
    return makeNative(rt, type, [getIter(rt, iterable), null]);
  },
  (rt, _o, state) => {
    // The iterator may come back here: what is held is read anew after each call.
    const [it] = state.held;
    if (it === null) return null;
    if (state.held[1] === null) {
      const first = iterNext(rt, it);
      if (first === null) return exhaust(rt, state);
      hold(rt, state, 1, first);
      if (state.held[0] === null) return exhaust(rt, state);
    }
    const previous = incref(state.held[1]!);
    const next = orRelease(rt, previous, () => iterNext(rt, state.held[0]!));
    if (next === null) {
      decref(rt, previous);
      return exhaust(rt, state);
    }
    hold(rt, state, 1, incref(next));
    return stealTuple(rt, [previous, next]);
  },
);

const batchedDef = nativeType(
  'itertools.batched',
  (rt, type, args, kw) => {
    const names = rt.ruleset.minor >= 13 ? ['iterable', 'n', 'strict'] : ['iterable', 'n'];
    const [iterable, n, strict = null] = parseArgs(rt, 'batched', args, kw, names, 2, 2);
    const size = toIndexNumber(rt, n!);
    if (size < 1) throw valueError(rt, 'n must be at least one');
    return makeNative(
      rt,
      type,
      [getIter(rt, iterable!)],
      [size, strict !== null && objectIsTrue(rt, strict) ? 1 : 0],
    );
  },
  (rt, _o, state) => {
    const it = state.held[0];
    if (it === null) return null;
    const row: PyObject[] = [];
    while (row.length < state.n[0]) {
      const item = iterNext(rt, it);
      if (item === null) break;
      row.push(item);
    }
    if (row.length < state.n[0]) exhaust(rt, state);
    if (row.length === 0) return null;
    if (row.length < state.n[0] && state.n[1]) {
      for (const x of row) decref(rt, x);
      throw valueError(rt, 'batched(): incomplete batch');
    }
    return stealTuple(rt, row);
  },
);

// ---- combinations; held: pools, n: [started or done, r, indices...]

const productDef = nativeType(
  'itertools.product',
  (rt, type, args, kw) => {
    let times = 1;
    let n = args.length;
    if (kw !== null && kw.length > 0) {
      parseArgs(rt, 'product', args.slice(n - kw.length), kw, ['repeat'], 0);
      n--;
      times = toIndexNumber(rt, args[n]);
      if (times < 0) throw valueError(rt, 'repeat argument cannot be negative');
    }
    const pools: PyObject[] = [];
    for (let i = 0; i < n; i++) pools.push(pool(rt, args[i]));
    const all: PyObject[] = [];
    mustHoldIndices(rt, times * pools.length);
    if (pools.length === 0) times = 0;
    for (let t = 0; t < times; t++) for (const p of pools) all.push(incref(p));
    for (const p of pools) decref(rt, p);
    const empty = all.some((p) => items(p).length === 0);
    return makeNative(rt, type, all, [empty ? 2 : 0, ...all.map(() => 0)]);
  },
  (rt, _o, state) => {
    const { held, n } = state;
    if (n[0] === 2) return null;
    if (n[0] === 1) {
      let i = held.length - 1;
      for (; i >= 0; i--) {
        n[i + 1]++;
        if (n[i + 1] < items(held[i]).length) break;
        n[i + 1] = 0;
      }
      if (i < 0) {
        n[0] = 2;
        return null;
      }
    }
    n[0] = 1;
    charge(rt, held.length);
    return stealTuple(
      rt,
      held.map((p, i) => incref(items(p)[n[i + 1]])),
    );
  },
);

/** Advances sorted index vectors; false when there is none left. */
type Advance = (indices: number[], size: number) => boolean;

function selecting(
  name: string,
  optionalLength: boolean,
  start: (r: number, size: number) => number[] | null,
  next: Advance,
): TypeDef {
  return nativeType(
    `itertools.${name}`,
    (rt, type, args, kw) => {
      const [iterable, length] = parseArgs(rt, name, args, kw, ['iterable', 'r'], optionalLength ? 1 : 2);
      const p = pool(rt, iterable!);
      const size = items(p).length;
      const r = length === null || (optionalLength && length === rt.None) ? size : toIndexNumber(rt, length);
      if (r < 0) {
        decref(rt, p);
        throw valueError(rt, 'r must be non-negative');
      }
      if (r <= size || name === 'combinations_with_replacement') mustHoldIndices(rt, r);
      const first = start(r, size);
      return makeNative(rt, type, [p], first === null ? [2, r] : [0, r, ...first]);
    },
    (rt, _o, state) => {
      const { held, n } = state;
      if (n[0] === 2) return null;
      const from = items(held[0]);
      charge(rt, n.length);
      const indices = n.slice(2);
      if (n[0] === 1 && !next(indices, from.length)) {
        n[0] = 2;
        return null;
      }
      n[0] = 1;
      for (let i = 0; i < indices.length; i++) n[i + 2] = indices[i];
      return pick(rt, from, indices.slice(0, n[1]));
    },
  );
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

const combinationsDef = selecting(
  'combinations',
  false,
  (r, size) => (r > size ? null : range(r)),
  (indices, size) => {
    const r = indices.length;
    let i = r - 1;
    while (i >= 0 && indices[i] === i + size - r) i--;
    if (i < 0) return false;
    indices[i]++;
    for (let j = i + 1; j < r; j++) indices[j] = indices[j - 1] + 1;
    return true;
  },
);

const combinationsWithReplacementDef = selecting(
  'combinations_with_replacement',
  false,
  (r, size) => (size === 0 && r > 0 ? null : new Array<number>(r).fill(0)),
  (indices, size) => {
    let i = indices.length - 1;
    while (i >= 0 && indices[i] === size - 1) i--;
    if (i < 0) return false;
    indices.fill(indices[i] + 1, i);
    return true;
  },
);

const permutationsDef = nativeType(
  'itertools.permutations',
  (rt, type, args, kw) => {
    const [iterable, length] = parseArgs(rt, 'permutations', args, kw, ['iterable', 'r'], 1);
    const p = pool(rt, iterable!);
    const size = items(p).length;
    let r = size;
    if (length !== null && length !== rt.None) {
      if (length.type.slots.index === null) {
        decref(rt, p);
        throw typeError(rt, 'Expected int as r');
      }
      r = toIndexNumber(rt, length);
    }
    if (r < 0) {
      decref(rt, p);
      throw valueError(rt, 'r must be non-negative');
    }
    const cycles = range(Math.min(r, size)).map((i) => size - i);
    return makeNative(rt, type, [p], [r > size ? 2 : 0, r, ...range(size), ...(r > size ? [] : cycles)]);
  },
  (rt, _o, state) => {
    const { held, n } = state;
    if (n[0] === 2) return null;
    const from = items(held[0]);
    const size = from.length;
    const r = n[1];
    charge(rt, n.length);
    if (n[0] === 1 && !advancePermutation(n, size, r)) {
      n[0] = 2;
      return null;
    }
    n[0] = 1;
    return pick(rt, from, n.slice(2, 2 + r));
  },
);

/** n: [state, r, indices (size of them), cycles (r of them)]. */
function advancePermutation(n: number[], size: number, r: number): boolean {
  const cycles = 2 + size;
  for (let i = r - 1; i >= 0; i--) {
    n[cycles + i]--;
    if (n[cycles + i] === 0) {
      const [first] = n.splice(2 + i, 1);
      n.splice(1 + size, 0, first);
      n[cycles + i] = size - i;
    } else {
      const j = size - n[cycles + i];
      [n[2 + i], n[2 + j]] = [n[2 + j], n[2 + i]];
      return true;
    }
  }
  return false;
}

// ---- groupby; held: [iterator, key function, target key, current key, current value], n: [id of the current group]

const groupbyDef = nativeType(
  'itertools.groupby',
  (rt, type, args, kw) => {
    const [iterable, key] = parseArgs(rt, 'groupby', args, kw, ['iterable', 'key'], 1);
    const it = getIter(rt, iterable!);
    return makeNative(rt, type, [it, key === null ? incref(rt.None) : incref(key), null, null, null], [0]);
  },
  (rt, o, state) => {
    state.n[0]++;
    for (;;) {
      const { held } = state;
      if (held[3] !== null) {
        if (held[2] === null) break;
        if (!richCompareBool(rt, held[2], held[3], CMP.EQ)) break;
      }
      if (!groupStep(rt, state)) return null;
    }
    hold(rt, state, 2, incref(state.held[3]!));
    const grouper = makeNative(
      rt,
      rt.types['itertools._grouper'],
      [incref(o), incref(state.held[2]!)],
      [state.n[0]],
    );
    return stealTuple(rt, [incref(state.held[3]!), grouper]);
  },
);

function groupStep(rt: Runtime, state: NativeState): boolean {
  const value = iterNext(rt, state.held[0]!);
  if (value === null) return false;
  let key: PyObject;
  try {
    key = state.held[1] === rt.None ? incref(value) : callObject(rt, state.held[1]!, [value]);
  } catch (error) {
    decref(rt, value);
    throw error;
  }
  hold(rt, state, 4, value);
  hold(rt, state, 3, key);
  return true;
}

const grouperDef = nativeType('itertools._grouper', null, (rt, _o, state) => {
  const parent = stateOf(state.held[0]!);
  if (parent.n[0] !== state.n[0]) return null;
  if (parent.held[4] === null && !groupStep(rt, parent)) return null;
  if (!richCompareBool(rt, state.held[1]!, parent.held[3]!, CMP.EQ)) return null;
  const value = parent.held[4];
  parent.held[4] = null;
  return value;
});

// ---- tee; a linked list of blocks of values, each held by the tees that have yet to pass it: held [source, values..., next block]

/** Values in a block (LINKCELLS). */
const LINK_CELLS = 57;

const linkDef = nativeType('itertools._tee_dataobject', null, null);

const newLink = (rt: Runtime, source: PyObject): PyObject =>
  makeNative(rt, rt.types['itertools._tee_dataobject'], [incref(source)]);

/** held [block], n [index in it]. */
const teeDef = nativeType(
  'itertools._tee',
  (rt, _type, args, kw) => firstTee(rt, positional(rt, '_tee', args, kw, 1, 1)[0]),
  (rt, _o, state) => {
    let { held } = stateOf(state.held[0]!);
    if (state.n[0] >= LINK_CELLS) {
      if (held.length === LINK_CELLS + 1) held.push(newLink(rt, held[0]!));
      hold(rt, state, 0, incref(held[LINK_CELLS + 1]!));
      state.n[0] = 0;
      held = stateOf(state.held[0]!).held;
    }
    const at = state.n[0] + 1;
    if (at === held.length) {
      const value = iterNext(rt, held[0]!);
      if (value === null) return null;
      held.push(value);
    }
    state.n[0]++;
    return incref(held[at]!);
  },
  {
    // It never had another way to be copied, and keeps this one.
    until: { __copy__: Number.POSITIVE_INFINITY },
  },
);

/** A tee over what is iterated; a tee itself where it is one (tee_fromiterable). */
function firstTee(rt: Runtime, iterable: PyObject): PyObject {
  const type = rt.types['itertools._tee'];
  const it = getIter(rt, iterable);
  if (it.type === type) return it;
  const link = newLink(rt, it);
  decref(rt, it);
  return makeNative(rt, type, [link], [0]);
}

function tee(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const n = args.length > 1 ? toIndexNumber(rt, args[1]) : 2;
  if (n < 0) throw valueError(rt, 'n must be >= 0');
  mustHoldIndices(rt, 8 * n);
  if (n === 0) return stealTuple(rt, []);
  const first = firstTee(rt, args[0]);
  const { type } = first;
  const { held, n: at } = stateOf(first);
  const copies = range(n - 1).map(() => makeNative(rt, type, [incref(held[0]!)], [...at]));
  return stealTuple(rt, [first, ...copies]);
}

export const itertoolsModule: ModuleDef = {
  name: 'itertools',
  types: [
    countDef,
    cycleDef,
    repeatDef,
    chainDef,
    isliceDef,
    takewhileDef,
    dropwhileDef,
    filterfalseDef,
    starmapDef,
    compressDef,
    accumulateDef,
    zipLongestDef,
    pairwiseDef,
    batchedDef,
    productDef,
    combinationsDef,
    combinationsWithReplacementDef,
    permutationsDef,
    groupbyDef,
    grouperDef,
    linkDef,
    teeDef,
  ],
  functions: [mN('tee', tee, 1, 2)],
  leaveOut: (rules) => [
    ...(rules.minor >= 10 ? [] : ['pairwise']),
    ...(rules.minor >= 12 ? [] : ['batched']),
  ],
};
