/**
 * tee (Modules/itertoolsmodule.c): a linked list of blocks of values, each held by the tees that have yet to pass it. A block holds
 * [source, values..., next block]; its `n` is [whether it asks its source].
 */

import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { toSsize } from '../../objects/convert.ts';
import { raise, valueError } from '../../objects/errors.ts';
import { type PyObject, TF } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import type { Args } from '../../objects/slots.ts';
import { stealTuple } from '../../objects/types/tuple.ts';
import { hold, makeNative, type NativeState, nativeType, stateOf } from '../native-iterator.ts';
import { mustHoldIndices, positional, range } from './common.ts';

/** Values in a block (LINKCELLS). */
const LINK_CELLS = 57;

/** A block of values of a tee (teedataobject). */
export const linkDef = nativeType('itertools._tee_dataobject', null, null);

const newLink = (rt: Runtime, source: PyObject): PyObject =>
  makeNative(rt, rt.types['itertools._tee_dataobject'], [incref(source)], [0]);

/** The source's next value; an iterator that asks for the value that it is itself to give is refused (teedataobject_getitem). */
function nextValue(rt: Runtime, link: NativeState): PyObject | null {
  if (link.n[0]) throw raise(rt, rt.exc['RuntimeError'], 'cannot re-enter the tee iterator');
  link.n[0] = 1;
  try {
    return iterNext(rt, link.held[0]!);
  } finally {
    link.n[0] = 0;
  }
}

/** held [block], n [index in it]. */
export const teeDef = nativeType(
  'itertools._tee',
  (rt, _type, args) => firstTee(rt, positional(rt, '_tee', args, 1, 1)[0]),
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
      const value = nextValue(rt, stateOf(state.held[0]!));
      if (value === null) return null;
      held.push(value);
    }
    state.n[0]++;
    return incref(held[at]!);
  },
  {
    noKeywords: true,
    flags: TF.GC | TF.WEAKREF,
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

/** itertools.tee(iterable, n). */
export function tee(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const n = args.length > 1 ? toSsize(rt, args[1]) : 2;
  if (n < 0) throw valueError(rt, rt.ruleset.minor >= 15 ? 'n cannot be negative' : 'n must be >= 0');
  mustHoldIndices(rt, 8 * n);
  if (n === 0) return stealTuple(rt, []);
  const first = firstTee(rt, args[0]);
  const { type } = first;
  const { held, n: at } = stateOf(first);
  const copies = range(n - 1).map(() => makeNative(rt, type, [incref(held[0]!)], [...at]));
  return stealTuple(rt, [first, ...copies]);
}
