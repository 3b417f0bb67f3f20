/**
 * groupby (Modules/itertoolsmodule.c). It holds [iterator, key function, target key, current key, current value]; its `n` is
 * [id of the current group].
 */
import { richCompareBool } from '../../objects/abstract/comparison.ts';
import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { parseArgs } from '../../objects/args.ts';
import type { PyObject } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import { callObject, type Runtime } from '../../objects/runtime.ts';
import { CMP } from '../../objects/slots.ts';
import { stealTuple } from '../../objects/types/tuple.ts';
import { hold, makeNative, type NativeState, nativeType, stateOf } from '../native-iterator.ts';

/** Runs of items with the same key. */
export const groupbyDef = nativeType(
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

/** One run of a groupby. */
export const grouperDef = nativeType('itertools._grouper', null, (rt, _o, state) => {
  const parent = stateOf(state.held[0]!);
  if (parent.n[0] !== state.n[0]) return null;
  if (parent.held[4] === null && !groupStep(rt, parent)) return null;
  if (!richCompareBool(rt, state.held[1]!, parent.held[3]!, CMP.EQ)) return null;
  const value = parent.held[4];
  parent.held[4] = null;
  hold(rt, parent, 3, null);
  return value;
});
