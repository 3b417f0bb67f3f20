/** _bisect (Modules/_bisectmodule.c): where an item belongs in a sorted sequence. */
import { fromBigInt } from '../numbers/ints.ts';
import { callMethod } from '../objects/abstract/calls.ts';
import { richCompareBool } from '../objects/abstract/comparison.ts';
import { objectLength, sequenceItem } from '../objects/abstract/container.ts';
import { parseArgs } from '../objects/args.ts';
import { toSsize } from '../objects/convert.ts';
import { valueError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, CMP, type KwNames, type MethodDef, mK } from '../objects/slots.ts';
import { intNew } from '../objects/types/int.ts';
import { charge } from '../objects/work.ts';
import type { ModuleDef } from './module.ts';

type Side = 'left' | 'right';

/** What the functions are called with: `key` since 3.10, `hi` -1 for the length. */
interface Search {
  readonly a: PyObject;
  readonly x: PyObject;
  readonly lo: number;
  readonly hi: number;
  readonly key: PyObject | null;
}

function parsed(rt: Runtime, name: string, args: Args, kw: KwNames): Search {
  const isKeyed = rt.ruleset.minor >= 10;
  const names = ['a', 'x', 'lo', 'hi', ...(isKeyed ? ['key'] : [])];
  const [a, x, lo, hi, key = null] = parseArgs(rt, name, args, kw, names, 2, 4);
  return {
    a: a!,
    x: x!,
    lo: lo === null ? 0 : toSsize(rt, lo),
    hi: hi === null || (isKeyed && hi === rt.None) ? -1 : toSsize(rt, hi),
    key: key === rt.None ? null : key,
  };
}

/** The place of `x` before (left) or behind (right) its equals (internal_bisect_left, internal_bisect_right). */
function placeOf(rt: Runtime, side: Side, { a, lo: from, hi: to, key }: Search, x: PyObject): PyObject {
  if (from < 0) throw valueError(rt, 'lo must be non-negative');
  // A range may have more items than the host counts exactly.
  let lo = BigInt(from);
  let hi = BigInt(to === -1 ? objectLength(rt, a) : to);
  while (lo < hi) {
    charge(rt, 4);
    const middle = (lo + hi) >> 1n;
    const item = keyed(rt, sequenceItem(rt, a, fromBigInt(middle)), key);
    try {
      const goesRight =
        side === 'left' ? richCompareBool(rt, item, x, CMP.LT) : !richCompareBool(rt, x, item, CMP.LT);
      if (goesRight) lo = middle + 1n;
      else hi = middle;
    } finally {
      decref(rt, item);
    }
  }
  return intNew(rt, fromBigInt(lo));
}

/** key(item), or the item itself; takes its reference. */
function keyed(rt: Runtime, item: PyObject, key: PyObject | null): PyObject {
  if (key === null) return item;
  try {
    return callObject(rt, key, [item]);
  } finally {
    decref(rt, item);
  }
}

function bisect(name: string, side: Side): MethodDef {
  return mK(name, (rt, _self, args, kw) => {
    const search = parsed(rt, name, args, kw);
    return placeOf(rt, side, search, search.x);
  });
}

function insort(name: string, side: Side): MethodDef {
  return mK(name, (rt, _self, args, kw) => {
    const search = parsed(rt, name, args, kw);
    const x = keyed(rt, incref(search.x), search.key);
    let place: PyObject;
    try {
      place = placeOf(rt, side, search, x);
    } finally {
      decref(rt, x);
    }
    try {
      decref(rt, callMethod(rt, search.a, 'insert', [place, search.x]));
    } finally {
      decref(rt, place);
    }
    return incref(rt.None);
  });
}

export const bisectModule: ModuleDef = {
  name: '_bisect',
  functions: [
    bisect('bisect_right', 'right'),
    insort('insort_right', 'right'),
    bisect('bisect_left', 'left'),
    insort('insort_left', 'left'),
  ],
};
