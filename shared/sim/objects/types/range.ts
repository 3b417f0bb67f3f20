/** range and its iterator (Objects/rangeobject.c). */

import { hashInt, hashTuple } from '../../numbers/hashes.ts';
import * as ints from '../../numbers/ints.ts';
import { isSought } from '../abstract/comparison.ts';
import { toIndex } from '../abstract/indices.ts';
import { reprText } from '../abstract/text.ts';
import { toSsize } from '../convert.ts';
import { indexError, raise, typeError, valueError } from '../errors.ts';
import { setHash } from '../hash.ts';
import { K, PyObject, TF } from '../header.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP, m0, m1 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge } from '../work.ts';
import { intFromNumber, intNew, intOfSize } from './int.ts';
import { selfIter } from './iterators.ts';
import { reduced } from './reduce.ts';
import { longIndices, type SliceData } from './slice.ts';
import { strNew } from './str.ts';

type Value = number | bigint;

/** Payload of a range: start, stop, step and the length as int objects (owned), and the length's value. */
export class RangeData {
  declare readonly start: PyObject;
  declare readonly stop: PyObject;
  declare readonly step: PyObject;
  declare readonly count: PyObject;
  declare readonly length: Value;
  constructor(start: PyObject, stop: PyObject, step: PyObject, count: PyObject, length: Value) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.count = count;
    this.length = length;
  }
}

function lengthOf(start: Value, stop: Value, step: Value): Value {
  if (step > 0 ? start >= stop : start <= stop) return 0;
  const span = step > 0 ? ints.sub(stop, start) : ints.sub(start, stop);
  return ints.add(ints.floordiv(ints.sub(span, 1), ints.abs(step)), 1);
}

/** A range of owned int objects. */
export function stealRange(rt: Runtime, start: PyObject, stop: PyObject, step: PyObject): PyObject {
  const type = rt.rangeType;
  // The length is an object of its own (compute_range_length).
  const count = intNew(rt, lengthOf(start.v, stop.v, step.v));
  const kept = rt.free.range.take();
  const addr = kept !== 0 ? kept : rt.mem.alloc(type.basicSize);
  return new PyObject(type, addr, new RangeData(start, stop, step, count, count.v));
}

function itemAt(rt: Runtime, d: RangeData, i: Value): PyObject {
  return intNew(rt, ints.add(d.start.v, ints.mul(i, d.step.v)));
}

/** Position of an int in the range, or -1. */
function positionOf(d: RangeData, x: Value): Value {
  const offset = ints.sub(x, d.start.v);
  if (ints.mod(offset, d.step.v) !== 0) return -1;
  const i = ints.floordiv(offset, d.step.v);
  return i >= 0 && i < d.length ? i : -1;
}

/** State of a range iterator; counts down what is left. */
export class RangeIterState {
  declare next: Value;
  declare readonly step: Value;
  declare left: Value;
  /** What was left at the start. */
  declare readonly all: Value;
  constructor(next: Value, step: Value, left: Value) {
    this.next = next;
    this.step = step;
    this.left = left;
    this.all = left;
  }
}

function iterOf(rt: Runtime, next: Value, step: Value, left: Value): PyObject {
  const small = typeof next === 'number' && typeof left === 'number';
  const type = small ? rt.rangeIterType : rt.types['longrange_iterator'];
  const kept = small ? rt.free.rangeIterator.take() : 0;
  const addr = kept !== 0 ? kept : rt.mem.alloc(type.basicSize);
  return new PyObject(type, addr, new RangeIterState(next, step, left));
}

const rangeNext = (rt: Runtime, o: PyObject): PyObject | null => {
  const s = o.v as RangeIterState;
  if (s.left <= 0) return null;
  const x = s.next;
  s.left = ints.sub(s.left, 1);
  s.next = ints.add(x, s.step);
  return intNew(rt, x);
};

const rangeIterMethods = [
  m0('__length_hint__', (rt, o) => intNew(rt, (o.v as RangeIterState).left)),
  // Up to 3.11 the whole range and how far it has come, since then what is left of it.
  m0('__reduce__', (rt, o) => {
    const { next, step, left, all } = o.v as RangeIterState;
    const gone = ints.sub(all, left);
    const whole = rt.ruleset.minor < 12;
    const start = whole ? ints.sub(next, ints.mul(gone, step)) : next;
    const stop = ints.add(next, ints.mul(left, step));
    const range = stealRange(rt, intNew(rt, start), intNew(rt, stop), intNew(rt, step));
    return reduced(rt, 'iter', [range], whole ? intNew(rt, gone) : incref(rt.None));
  }),
  m1('__setstate__', (rt, o, state) => {
    const s = o.v as RangeIterState;
    // Since 3.12 the state is None and counts from where it stands.
    const wanted = state === rt.None ? 0 : toSsize(rt, state);
    const before = rt.ruleset.minor < 12 ? ints.sub(s.all, s.left) : 0;
    const most = ints.add(s.left, before);
    const change = ints.sub(wanted < 0 ? 0 : wanted > most ? most : wanted, before);
    s.next = ints.add(s.next, ints.mul(change, s.step));
    s.left = ints.sub(s.left, change);
    return incref(rt.None);
  }),
];

export const rangeIterDef: TypeDef = {
  name: 'range_iterator',
  kind: K.ITERATOR,
  size: 'range_iterator',
  flags: 0,
  slots: {
    dealloc: (rt, o) => {
      if (!rt.free.rangeIterator.give(o.addr)) rt.mem.free(o.addr);
    },
    iter: selfIter,
    iternext: rangeNext,
  },
  methods: rangeIterMethods,
};

export const longRangeIterDef: TypeDef = {
  name: 'longrange_iterator',
  kind: K.ITERATOR,
  size: 'longrange_iterator',
  flags: 0,
  slots: { dealloc: (rt, o) => rt.mem.free(o.addr), iter: selfIter, iternext: rangeNext },
  methods: rangeIterMethods,
};

/** Whether arithmetic alone tells where `x` is: a subclass may compare as it likes. */
function isExactInt(rt: Runtime, x: PyObject): boolean {
  return x.type === rt.intType || x.type === rt.boolType;
}

/** The position of the first item equal to `x` at which `found` says to stop, or -1 (_PySequence_IterSearch). */
function searchEqual(rt: Runtime, o: PyObject, x: PyObject, found: () => boolean): number {
  const it = iterOf(rt, o.v.start.v, o.v.step.v, o.v.length);
  try {
    for (let i = 0; ; i++) {
      charge(rt, 4);
      const y = rangeNext(rt, it);
      if (y === null) return -1;
      try {
        if (isSought(rt, y, x) && found()) return i;
      } finally {
        decref(rt, y);
      }
    }
  } finally {
    decref(rt, it);
  }
}

/** range_length: what fits a C ssize_t; throws OverflowError. */
function checkedLength(rt: Runtime, o: PyObject): Value {
  const n = (o.v as RangeData).length;
  if (typeof n !== 'number' && n > MAX_SSIZE)
    throw raise(rt, rt.exc['OverflowError'], 'Python int too large to convert to C ssize_t');
  return n;
}

const MAX_SSIZE = (1n << 63n) - 1n;

/** len(range), exact: a new int. */
export function rangeLengthObject(rt: Runtime, o: PyObject): PyObject {
  const length = checkedLength(rt, o);
  return typeof length === 'number' ? intOfSize(rt, length) : intNew(rt, length);
}

export const rangeDef: TypeDef = {
  name: 'range',
  kind: K.RANGE,
  size: 'range',
  flags: TF.SEQUENCE,
  slots: {
    dealloc: (rt, o) => {
      const d = o.v as RangeData;
      decref(rt, d.start);
      decref(rt, d.stop);
      decref(rt, d.step);
      decref(rt, d.count);
      if (!rt.free.range.give(o.addr)) rt.mem.free(o.addr);
    },
    new: (rt, _type, args, kw) => {
      if (kw !== null && kw.length > 0) throw typeError(rt, 'range() takes no keyword arguments');
      if (args.length === 0)
        throw typeError(rt, `range expected ${rt.ruleset.minor >= 9 ? 'at least ' : ''}1 argument, got 0`);
      if (args.length > 3) throw typeError(rt, `range expected at most 3 arguments, got ${args.length}`);
      const one = args.length === 1;
      const parts: PyObject[] = [];
      try {
        parts.push(one ? intFromNumber(rt, 0) : toIndex(rt, args[0]));
        parts.push(toIndex(rt, args[one ? 0 : 1]));
        parts.push(args.length === 3 ? toIndex(rt, args[2]) : intFromNumber(rt, 1));
        if (parts[2].v === 0) throw valueError(rt, 'range() arg 3 must not be zero');
      } catch (error) {
        decrefAll(rt, parts);
        throw error;
      }
      const [start, stop, step] = parts;
      return stealRange(rt, start, stop, step);
    },
    repr: (rt, o) => {
      const d = o.v as RangeData;
      const step = d.step.v === 1 ? '' : `, ${reprText(rt, d.step)}`;
      return strNew(rt, `range(${reprText(rt, d.start)}, ${reprText(rt, d.stop)}${step})`);
    },
    hash: (rt, o) => {
      const d = o.v as RangeData;
      const none = rt.None.type.slots.hash!;
      const noneHash = () => {
        const lo = none(rt, rt.None);
        return (BigInt(rt.hashHi) << 32n) | BigInt(lo >>> 0);
      };
      const length = hashInt(d.length);
      if (d.length === 0) return setHash(rt, hashTuple([length, noneHash(), noneHash()]));
      const start = hashInt(d.start.v);
      return setHash(rt, hashTuple([length, start, d.length === 1 ? noneHash() : hashInt(d.step.v)]));
    },
    richcompare: (rt, a, b, op) => {
      if (b.type.kind !== K.RANGE || (op !== CMP.EQ && op !== CMP.NE)) return incref(rt.NotImplemented);
      const x = a.v as RangeData;
      const y = b.v as RangeData;
      let same = x.length === y.length;
      if (same && x.length !== 0) same = x.start.v === y.start.v && (x.length === 1 || x.step.v === y.step.v);
      return incref(same === (op === CMP.EQ) ? rt.True : rt.False);
    },
    bool: (_rt, o) => (o.v as RangeData).length !== 0,
    // Inexact beyond 2**53, where nothing but len() asks: see lengthObject.
    length: (rt, o) => Number(checkedLength(rt, o)),
    iter: (rt, o) => {
      const d = o.v as RangeData;
      return iterOf(rt, d.start.v, d.step.v, d.length);
    },
    contains: (rt, o, x) => {
      if (isExactInt(rt, x)) return positionOf(o.v, x.v) !== -1;
      return searchEqual(rt, o, x, () => true) !== -1;
    },
    subscript: (rt, o, key) => {
      const d = o.v as RangeData;
      if (key.type.kind === K.SLICE) {
        const [start, stop, step] = longIndices(rt, key.v as SliceData, BigInt(d.length)).map(
          ints.fromBigInt,
        );
        return stealRange(
          rt,
          itemAt(rt, d, start),
          itemAt(rt, d, stop),
          intNew(rt, ints.mul(step, d.step.v)),
        );
      }
      if (key.type.slots.index === null) {
        throw typeError(rt, `range indices must be integers or slices, not ${key.type.name}`);
      }
      const k = toIndex(rt, key);
      let i = k.v as Value;
      decref(rt, k);
      if (i < 0) i = ints.add(i, d.length);
      if (i < 0 || i >= d.length) throw indexError(rt, 'range object index out of range');
      return itemAt(rt, d, i);
    },
  },
  members: [
    { name: 'start', get: (_rt, o) => incref((o.v as RangeData).start) },
    { name: 'stop', get: (_rt, o) => incref((o.v as RangeData).stop) },
    { name: 'step', get: (_rt, o) => incref((o.v as RangeData).step) },
  ],
  methods: [
    m0('__reduce__', (rt, o) => {
      const d = o.v as RangeData;
      return reduced(rt, 'range', [incref(d.start), incref(d.stop), incref(d.step)]);
    }),
    m0('__reversed__', (rt, o) => {
      const d = o.v as RangeData;
      const last = ints.add(d.start.v, ints.mul(ints.sub(d.length, 1), d.step.v));
      return iterOf(rt, last, ints.neg(d.step.v), d.length);
    }),
    m1('count', (rt, o, x) => {
      if (isExactInt(rt, x)) return intFromNumber(rt, positionOf(o.v, x.v) === -1 ? 0 : 1);
      let n = 0;
      searchEqual(rt, o, x, () => {
        n++;
        return false;
      });
      return intFromNumber(rt, n);
    }),
    m1('index', (rt, o, x) => {
      const exact = isExactInt(rt, x);
      const i = exact ? positionOf(o.v, x.v) : searchEqual(rt, o, x, () => true);
      if (i === -1)
        throw valueError(
          rt,
          exact
            ? rt.ruleset.minor >= 14
              ? 'range.index(x): x not in range'
              : `${reprText(rt, x)} is not in range`
            : 'sequence.index(x): x not in sequence',
        );
      return intNew(rt, i);
    }),
  ],
};
