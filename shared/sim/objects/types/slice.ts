/** slice objects (Objects/sliceobject.c). */

import { hashSlice } from '../../numbers/hashes.ts';
import { fromBigInt } from '../../numbers/ints.ts';
import { objectHash, richCompare } from '../abstract/comparison.ts';
import { toClippedIndex, toIndex } from '../abstract/indices.ts';
import { reprText } from '../abstract/text.ts';
import { typeError, valueError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { hashValue, setHash } from '../hash.ts';
import { K, PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP, m0, m1 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { classGetItem } from './genericalias.ts';
import { intNew } from './int.ts';
import { reduced } from './reduce.ts';
import { strNew } from './str.ts';
import { newTuple, stealTuple } from './tuple.ts';

export class SliceData {
  declare readonly start: PyObject;
  declare readonly stop: PyObject;
  declare readonly step: PyObject;
  constructor(start: PyObject, stop: PyObject, step: PyObject) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** A slice of owned parts (takes them over). */
export function stealSlice(rt: Runtime, start: PyObject, stop: PyObject, step: PyObject): PyObject {
  const type = rt.sliceType;
  const kept = rt.free.slice.take();
  const addr = kept !== 0 ? kept : gcAlloc(rt, type.headBytes + type.basicSize);
  const o = new PyContainer(type, addr, new SliceData(start, stop, step), 0, 0);
  gcTrack(rt, o);
  return o;
}

/** [start, stop, step, count] of a slice over `length` items (PySlice_Unpack, PySlice_AdjustIndices). */
export function sliceIndices(
  rt: Runtime,
  o: PyObject,
  length: number,
  orNone = rt.ruleset.minor < 15,
): [number, number, number, number] {
  const d = o.v as SliceData;
  let step = 1;
  if (d.step !== rt.None) {
    step = sliceIndex(rt, d.step, orNone);
    if (step === 0) throw valueError(rt, 'slice step cannot be zero');
  }
  let start =
    d.start === rt.None ? (step < 0 ? Number.MAX_SAFE_INTEGER : 0) : sliceIndex(rt, d.start, orNone);
  let stop =
    d.stop === rt.None
      ? step < 0
        ? -Number.MAX_SAFE_INTEGER
        : Number.MAX_SAFE_INTEGER
      : sliceIndex(rt, d.stop, orNone);
  if (start < 0) {
    start += length;
    if (start < 0) start = step < 0 ? -1 : 0;
  } else if (start >= length) start = step < 0 ? length - 1 : length;
  if (stop < 0) {
    stop += length;
    if (stop < 0) stop = step < 0 ? -1 : 0;
  } else if (stop >= length) stop = step < 0 ? length - 1 : length;
  let count = 0;
  if (step < 0) {
    if (stop < start) count = Math.floor((start - stop - 1) / -step) + 1;
  } else if (start < stop) count = Math.floor((stop - start - 1) / step) + 1;
  return [start, stop, step, count];
}

/** A bound of a slice, clipped; `orNone`: whether None was possible there (_PyEval_SliceIndex and its twin that allows no None). */
export function sliceIndex(rt: Runtime, o: PyObject, orNone = rt.ruleset.minor < 15): number {
  if (o.type.slots.index === null) {
    const none = orNone ? ' or None' : '';
    throw typeError(rt, `slice indices must be integers${none} or have an __index__ method`);
  }
  return toClippedIndex(rt, o);
}

function toBig(rt: Runtime, o: PyObject): bigint {
  const i = toIndex(rt, o);
  const value = BigInt(i.v as number | bigint);
  decref(rt, i);
  return value;
}

/** Start, stop and step over `length` items, of any size (_PySlice_GetLongIndices). */
export function longIndices(rt: Runtime, d: SliceData, length: bigint): [bigint, bigint, bigint] {
  const part = (x: PyObject): bigint => {
    if (x.type.slots.index === null)
      throw typeError(rt, 'slice indices must be integers or None or have an __index__ method');
    return toBig(rt, x);
  };
  const step = d.step === rt.None ? 1n : part(d.step);
  if (step === 0n) throw valueError(rt, 'slice step cannot be zero');
  const lower = step < 0n ? -1n : 0n;
  const upper = step < 0n ? length - 1n : length;
  const within = (x: bigint): bigint => {
    const at = x < 0n ? x + length : x;
    return at < lower ? lower : at > upper ? upper : at;
  };
  const start = d.start === rt.None ? (step < 0n ? upper : lower) : within(part(d.start));
  const stop = d.stop === rt.None ? (step < 0n ? lower : upper) : within(part(d.stop));
  return [start, stop, step];
}

/** An int that is one of those that were given, where it is equal. */
function sameInt(rt: Runtime, d: SliceData, length: PyObject, x: bigint): PyObject {
  const value = fromBigInt(x);
  for (const given of [length, d.start, d.stop, d.step])
    if (given.type === rt.intType && given.v === value) return incref(given);
  return intNew(rt, value);
}

export const sliceDef: TypeDef = {
  name: 'slice',
  kind: K.SLICE,
  size: 'slice',
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      const d = o.v as SliceData;
      decref(rt, d.step);
      decref(rt, d.start);
      decref(rt, d.stop);
      if (rt.free.slice.give(o.addr)) return;
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const d = o.v as SliceData;
      visit(rt, d.start);
      visit(rt, d.stop);
      visit(rt, d.step);
    },
    new: (rt, _type, args, kw) => {
      if (kw !== null && kw.length > 0) throw typeError(rt, 'slice() takes no keyword arguments');
      if (args.length < 1 || args.length > 3) {
        throw typeError(
          rt,
          `slice expected at ${args.length < 1 ? 'least 1 argument' : 'most 3 arguments'}, got ${args.length}`,
        );
      }
      const [a, b, c] =
        args.length === 1 ? [rt.None, args[0], rt.None] : [args[0], args[1], args[2] ?? rt.None];
      return stealSlice(rt, incref(a), incref(b), incref(c));
    },
    repr: (rt, o) => {
      const d = o.v as SliceData;
      return strNew(rt, `slice(${reprText(rt, d.start)}, ${reprText(rt, d.stop)}, ${reprText(rt, d.step)})`);
    },
    richcompare: (rt, a, b, op) => {
      if (b.type.kind !== K.SLICE) return incref(rt.NotImplemented);
      if (a === b) return incref(op === CMP.EQ || op === CMP.LE || op === CMP.GE ? rt.True : rt.False);
      const parts = (o: PyObject) => newTuple(rt, [o.v.start, o.v.stop, o.v.step]);
      const x = parts(a);
      const y = parts(b);
      try {
        return richCompare(rt, x, y, op);
      } finally {
        decref(rt, x);
        decref(rt, y);
      }
    },
    hash: (rt, o) => {
      if (rt.ruleset.minor < 12) throw typeError(rt, "unhashable type: 'slice'");
      const d = o.v as SliceData;
      return setHash(rt, hashSlice([d.start, d.stop, d.step].map((x) => hashValue(rt, objectHash(rt, x)))));
    },
  },
  members: [
    { name: 'start', get: (_rt, o) => incref((o.v as SliceData).start) },
    { name: 'stop', get: (_rt, o) => incref((o.v as SliceData).stop) },
    { name: 'step', get: (_rt, o) => incref((o.v as SliceData).step) },
  ],
  methods: [
    m0('__reduce__', (rt, o) => {
      const d = o.v as SliceData;
      return reduced(rt, 'slice', [incref(d.start), incref(d.stop), incref(d.step)]);
    }),
    classGetItem,
    m1('indices', (rt, self, length) => {
      const n = toBig(rt, length);
      if (n < 0n) throw valueError(rt, 'length should not be negative');
      return stealTuple(
        rt,
        longIndices(rt, self.v as SliceData, n).map((x) => sameInt(rt, self.v as SliceData, length, x)),
      );
    }),
  ],
};
