/**
 * How the iterators of itertools are copied: `__reduce__` and `__setstate__` (Modules/itertoolsmodule.c), which 3.14 has no more. A copy
 * takes the iterators it is made of from the original, but for deepcopy, which copies them as well.
 */
import { callMethod } from '../../objects/abstract/calls.ts';
import { objectIsTrue } from '../../objects/abstract/comparison.ts';
import { getIter } from '../../objects/abstract/iteration.ts';
import { toCInt, toSsize } from '../../objects/convert.ts';
import { typeError, valueError } from '../../objects/errors.ts';
import { K, type PyObject } from '../../objects/header.ts';
import { decref, decrefAll, incref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import { type MethodDef, m0, m1 } from '../../objects/slots.ts';
import type { TypeDef } from '../../objects/typedef.ts';
import { intFromNumber } from '../../objects/types/int.ts';
import { stealList } from '../../objects/types/list.ts';
import { stealTuple } from '../../objects/types/tuple.ts';
import { hold, type NativeState, stateOf } from '../native-iterator.ts';

/** What an iterator is made again with (new references), and what its state is then set to. */
type Parts = { readonly args: PyObject[]; readonly state?: PyObject };
type Reduce = (rt: Runtime, state: NativeState) => Parts;
type Restore = (rt: Runtime, state: NativeState, given: PyObject) => void;

/** The type with both methods, up to 3.13, instead of `__copy__`. */
function copied(def: TypeDef, reduce: Reduce, restore: Restore | null = null): TypeDef {
  const methods: MethodDef[] = [
    m0('__reduce__', (rt, self) => {
      const { args, state } = reduce(rt, stateOf(self));
      const parts = [incref(self.type), stealTuple(rt, args)];
      return stealTuple(rt, state === undefined ? parts : [...parts, state]);
    }),
  ];
  if (restore !== null)
    methods.push(
      m1('__setstate__', (rt, self, given) => {
        restore(rt, stateOf(self), given);
        return incref(rt.None);
      }),
    );
  return {
    ...def,
    methods: [...(def.methods ?? []).filter((m) => m.name !== '__copy__'), ...methods],
    until: { ...def.until, __reduce__: 14, __setstate__: 14 },
  };
}

const held = (state: NativeState, i: number): PyObject => incref(state.held[i]!);

/** The items (borrowed) of a state that has to be a tuple, `least` to `most` of them (PyArg_ParseTuple). */
function tupleState(rt: Runtime, given: PyObject, least: number, most: number): PyObject[] {
  if (given.type.kind !== K.TUPLE) throw typeError(rt, 'state is not a tuple');
  const items = given.v as PyObject[];
  if (items.length < least || items.length > most) {
    const few = items.length < least;
    const how = least === most ? 'exactly' : few ? 'at least' : 'at most';
    const n = few ? least : most;
    throw typeError(rt, `function takes ${how} ${n} argument${n === 1 ? '' : 's'} (${items.length} given)`);
  }
  return items;
}

export const chainCopied = (def: TypeDef): TypeDef =>
  copied(
    def,
    (rt, state) => {
      if (state.held[0] === null) return { args: [] };
      const parts = state.held.filter((o) => o !== null).map((o) => incref(o!));
      return { args: [], state: stealTuple(rt, parts) };
    },
    (rt, state, given) => {
      const items = tupleState(rt, given, 1, 2);
      if (items.some((o) => o.type.slots.iternext === null))
        throw typeError(rt, 'Arguments must be iterators.');
      hold(rt, state, 0, incref(items[0]));
      hold(rt, state, 1, items.length > 1 ? incref(items[1]) : null);
    },
  );

export const isliceCopied = (def: TypeDef): TypeDef =>
  copied(
    def,
    (rt, state) => {
      const [next, stop, step, count] = state.n;
      if (state.held[0] === null) {
        const none = stealList(rt, []);
        const it = getIter(rt, none);
        decref(rt, none);
        return { args: [it, intFromNumber(rt, 0)], state: intFromNumber(rt, 0) };
      }
      const end = stop < 0 ? incref(rt.None) : intFromNumber(rt, stop);
      return {
        args: [held(state, 0), intFromNumber(rt, next), end, intFromNumber(rt, step)],
        state: intFromNumber(rt, count),
      };
    },
    (rt, state, given) => {
      state.n[3] = toSsize(rt, given);
    },
  );

/** held: [items in this order]. */
const ofHeld = (def: TypeDef, order: readonly number[], flag = false): TypeDef =>
  copied(
    def,
    (rt, state) => ({
      args: order.map((i) => held(state, i)),
      ...(flag ? { state: intFromNumber(rt, state.n[0]) } : {}),
    }),
    flag
      ? (rt, state, given) => {
          state.n[0] = objectIsTrue(rt, given) ? 1 : 0;
        }
      : null,
  );

export const compressCopied = (def: TypeDef): TypeDef => ofHeld(def, [0, 1]);
/** starmap, filterfalse: function and iterator. */
export const choosingCopied = (def: TypeDef): TypeDef => ofHeld(def, [1, 0]);
/** takewhile, dropwhile: and whether the predicate has decided. */
export const decidingCopied = (def: TypeDef): TypeDef => ofHeld(def, [1, 0], true);

export const countCopied = (def: TypeDef): TypeDef =>
  copied(def, (rt, state) => {
    const [value, step] = state.held as PyObject[];
    const fast = value.type === rt.intType && step.type === rt.intType && step.v === 1;
    return { args: fast ? [incref(value)] : [incref(value), incref(step)] };
  });

export const repeatCopied = (def: TypeDef): TypeDef =>
  copied(def, (rt, state) => ({
    args: state.n[0] < 0 ? [held(state, 0)] : [held(state, 0), intFromNumber(rt, state.n[0])],
  }));

/** held: [iterator, list of the items seen], n: [index in it, whether the iterator goes over them already]. */
export const cycleCopied = (def: TypeDef): TypeDef =>
  copied(
    def,
    (rt, state) => {
      const saved = held(state, 1);
      const again = state.held[0] === null;
      const it = again ? getIter(rt, saved) : held(state, 0);
      if (again && state.n[0] !== 0) {
        const index = intFromNumber(rt, state.n[0]);
        decref(rt, callMethod(rt, it, '__setstate__', [index]));
        decref(rt, index);
      }
      const flag =
        rt.ruleset.minor < 9 ? intFromNumber(rt, again ? 1 : 0) : incref(again ? rt.True : rt.False);
      return { args: [it], state: stealTuple(rt, [saved, flag]) };
    },
    (rt, state, given) => {
      const [saved, again] = tupleState(rt, given, 2, 2);
      if (saved.type.kind !== K.LIST) throw typeError(rt, `argument 1 must be list, not ${saved.type.name}`);
      state.n[1] = toCInt(rt, again);
      hold(rt, state, 1, incref(saved));
      state.n[0] = 0;
    },
  );

export const accumulateCopied = (def: TypeDef): TypeDef =>
  copied(
    def,
    (rt, state) => {
      const [it, func, total, initial] = state.held;
      const f = incref(func ?? rt.None);
      if (initial === null || initial === undefined)
        return { args: [incref(it!), f], state: incref(total ?? rt.None) };
      const first = stealTuple(rt, [incref(initial)]);
      const itertools = rt.hooks.importModule(rt, 'itertools');
      const joined = callMethod(rt, itertools, 'chain', [first, it!]);
      decrefAll(rt, [first, itertools]);
      return { args: [joined, f], state: incref(rt.None) };
    },
    (rt, state, given) => hold(rt, state, 2, given === rt.None ? null : incref(given)),
  );

/** held: [iterator, key function, target key, current key, current value]. */
export const groupbyCopied = (def: TypeDef): TypeDef =>
  copied(
    def,
    (rt, state) => {
      const args = [held(state, 0), held(state, 1)];
      const [target, key, value] = state.held.slice(2);
      if (!target || !key || !value) return { args };
      return { args, state: stealTuple(rt, [incref(key), incref(value), incref(target)]) };
    },
    (rt, state, given) => {
      const [key, value, target] = tupleState(rt, given, 3, 3);
      hold(rt, state, 2, incref(target));
      hold(rt, state, 3, incref(key));
      hold(rt, state, 4, incref(value));
    },
  );

/** held: [fill value, tuple that is given out again, iterators...]. */
export const zipLongestCopied = (def: TypeDef): TypeDef =>
  copied(
    def,
    (rt, state) => ({
      args: state.held.slice(2).map((o) => (o === null ? stealTuple(rt, []) : incref(o))),
      state: held(state, 0),
    }),
    (rt, state, given) => hold(rt, state, 0, incref(given)),
  );

/** n: [0 before the first, 1, 2 at the end; then indices from `at` on]. */
function indices(rt: Runtime, n: readonly number[], from: number, to: number): PyObject {
  return stealTuple(
    rt,
    n.slice(from, to).map((i) => intFromNumber(rt, i)),
  );
}

/** Indices of a state, each held within its bounds; ValueError where their number is wrong. */
function takeIndices(
  rt: Runtime,
  given: PyObject,
  n: number,
  most: (i: number) => number,
  least = 0,
): number[] {
  if (given.type.kind !== K.TUPLE || (given.v as PyObject[]).length !== n)
    throw valueError(rt, 'invalid arguments');
  return (given.v as PyObject[]).map((o, i) => Math.max(least, Math.min(most(i), toSsize(rt, o))));
}

const poolSize = (pool: PyObject | null): number => (pool!.v as PyObject[]).length;

/** The last result by its indices in the pools: the next is made from it. */
function restoreResult(
  rt: Runtime,
  state: NativeState,
  at: number,
  pools: readonly (PyObject | null)[],
  taken: readonly number[],
): void {
  const row = pools.map((pool, i) => incref((pool!.v as PyObject[])[taken[i]]));
  hold(rt, state, at, stealTuple(rt, row));
}

const poolsOf = (state: NativeState): PyObject[] => state.held[0]!.v as PyObject[];

export const productCopied = (def: TypeDef): TypeDef =>
  copied(
    def,
    (rt, state) => {
      if (state.n[0] === 2) return { args: [stealTuple(rt, [])] };
      const args = poolsOf(state).map(incref);
      return state.n[0] === 0 ? { args } : { args, state: indices(rt, state.n, 1, state.n.length) };
    },
    (rt, state, given) => {
      const pools = poolsOf(state);
      const taken = takeIndices(rt, given, pools.length, (i) => poolSize(pools[i]) - 1);
      if (state.n[0] === 2) return;
      state.n.splice(0, state.n.length, 1, ...taken);
      restoreResult(rt, state, 1, pools, taken);
    },
  );

/** combinations, combinations_with_replacement; n: [state, r, indices...]. */
export const selectingCopied = (def: TypeDef, repeats: boolean): TypeDef =>
  copied(
    def,
    (rt, state) => {
      const r = intFromNumber(rt, state.n[1]);
      if (state.n[0] === 2) return { args: [stealTuple(rt, []), r] };
      const args = [held(state, 0), r];
      return state.n[0] === 0 ? { args } : { args, state: indices(rt, state.n, 2, state.n.length) };
    },
    (rt, state, given) => {
      const size = poolSize(state.held[0]);
      const r = state.n[1];
      const most = (i: number): number => (repeats ? size - 1 : i + size - r);
      const taken = takeIndices(rt, given, r, most);
      state.n.splice(0, state.n.length, 1, r, ...taken);
      restoreResult(rt, state, 1, new Array(r).fill(state.held[0]), taken);
    },
  );

/** n: [state, r, indices (as many as the pool has items), cycles (r)]. */
export const permutationsCopied = (def: TypeDef): TypeDef =>
  copied(
    def,
    (rt, state) => {
      const r = intFromNumber(rt, state.n[1]);
      if (state.n[0] === 2) return { args: [stealTuple(rt, []), r] };
      const args = [held(state, 0), r];
      if (state.n[0] === 0) return { args };
      const end = 2 + poolSize(state.held[0]);
      const both = [indices(rt, state.n, 2, end), indices(rt, state.n, end, state.n.length)];
      return { args, state: stealTuple(rt, both) };
    },
    (rt, state, given) => {
      const [first, second] = tupleState(rt, given, 2, 2);
      const size = poolSize(state.held[0]);
      const r = state.n[1];
      const order = takeIndices(rt, first, size, () => size - 1);
      const cycles = takeIndices(rt, second, r, (i) => size - i, 1);
      state.n.splice(0, state.n.length, 1, r, ...order, ...cycles);
      restoreResult(rt, state, 1, new Array(r).fill(state.held[0]), order);
    },
  );
