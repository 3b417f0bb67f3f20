/** bytearray (Objects/bytearrayobject.c). */
import { bytearraySizeBytes } from '../../tables/bytearray-capacity.ts';
import { bytearrayRepr, bytesRepr } from '../../text/repr.ts';
import { toItemIndex } from '../abstract/indices.ts';
import { isSequence, lengthHint } from '../abstract/iteration.ts';
import { bytesLike, mustNotExport, packedBytes } from '../buffer.ts';
import { toSsize } from '../convert.ts';
import { indexError, typeError, valueError } from '../errors.ts';
import { K, type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref, orRelease } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { m0, m1, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { chargeScan } from '../work.ts';
import { bufferMethod } from './buffer-method.ts';
import { bytearrayProcs } from './byte-buffers.ts';
import { append, bytearrayNew, extended, growByItems, setData } from './bytearray.ts';
import { bytesNew } from './bytes.ts';
import { commonMethods } from './bytes-methods.ts';
import { bytesFrom, byteValue, isBytes } from './bytes-new.ts';
import {
  compare,
  concat,
  concatenable,
  concatSlot,
  contains,
  remainder,
  repeat,
  subscript,
} from './bytes-operators.ts';
import { newInstance } from './instance.ts';
import { intFromNumber, intOfSize } from './int.ts';
import { newSeqIterator } from './iterators.ts';
import { reducedInstance } from './reduce.ts';
import { sliceIndices } from './slice.ts';
import { strNew } from './str.ts';

/** What may be assigned to a slice of a bytearray. */
function assignable(rt: Runtime, value: PyObject): PyObject {
  if (value.type.slots.index !== null || value.type.kind === K.STR)
    throw typeError(rt, 'can assign only bytes, buffers, or iterables of ints in range(0, 256)');
  return value;
}

/** Whether bytearray(o) appends one byte after the other (bytearray___init___impl); 3.11 knows how many a list or tuple has. */
function growsByItems(rt: Runtime, o: PyObject): boolean {
  if (isBytes(o) || o.type.slots.buffer !== null || o.type.slots.iter === null) return false;
  return rt.ruleset.minor < 11 || (o.type !== rt.listType && o.type !== rt.tupleType);
}

/** Takes the first bytes out as a bytes object, all of them where `n` is None (3.15). */
function takeBytes(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  const data = self.v as Uint8Array;
  let n = data.length;
  if (args.length === 1 && args[0] !== rt.None) {
    if (args[0].type.slots.index === null) throw typeError(rt, 'n must be an integer or None');
    n = toItemIndex(rt, args[0]);
    if (n < 0) n += data.length;
  }
  if (n < 0 || n > data.length) throw indexError(rt, `can't take ${n} bytes outside size ${data.length}`);
  mustNotExport(rt, self);
  const taken = bytesNew(rt, data.slice(0, n));
  if (n > 0) {
    const rest = data.slice(n);
    setData(rt, self, new Uint8Array(0));
    setData(rt, self, rest);
  }
  return taken;
}

export const bytearrayDef: TypeDef = {
  name: 'bytearray',
  since: { removeprefix: 9, removesuffix: 9, __buffer__: 12, __release_buffer__: 12 },
  kind: K.BYTEARRAY,
  size: (rt) => rt.ruleset.sizes.bytearray.emptyBytes,
  flags: TF.BASETYPE,
  unhashable: true,
  slots: {
    dealloc: (rt, o) => {
      if (o.aux !== 0) rt.mem.free(o.aux);
      rt.mem.free(o.addr);
    },
    new: (rt, type) =>
      type === rt.bytearrayType
        ? bytearrayNew(rt, new Uint8Array(0))
        : newInstance(rt, type as PyType, new Uint8Array(0)),
    init: (rt, self, args, kw) => {
      const data = bytesFrom(rt, args, kw, 'bytearray');
      if (args.length === 1 && self.v.length === 0 && growsByItems(rt, args[0]))
        growByItems(rt, self, data.length);
      setData(rt, self, data);
    },
    repr: (rt, o) => {
      chargeScan(rt, 4 * o.v.length);
      return strNew(rt, `${o.type.name}(${rt.ruleset.minor >= 15 ? bytesRepr(o.v) : bytearrayRepr(o.v)})`);
    },
    richcompare: compare,
    iter: (rt, o) => newSeqIterator(rt, 'bytearray_iterator', o),
    length: (_rt, o) => o.v.length,
    subscript,
    contains,
    concat: concatSlot,
    repeat,
    remainder,
    buffer: () => bytearrayProcs,
    iconcat: (rt, a, b) => {
      append(rt, a, concatenable(rt, a, b));
      return incref(a);
    },
    irepeat: (rt, a, n) => {
      const r = repeat(rt, a, n);
      orRelease(rt, r, () => setData(rt, a, (r.v as Uint8Array).slice()));
      decref(rt, r);
      return incref(a);
    },
    assSubscript: (rt, o, key, value) => {
      const data = o.v as Uint8Array;
      if (key.type.kind === K.SLICE) {
        const [start, , step, count] = sliceIndices(rt, key, data.length);
        const fresh =
          value === null
            ? new Uint8Array(0)
            : isBytes(value) || value.type.slots.buffer !== null
              ? packedBytes(rt, value)
              : bytesFrom(rt, [assignable(rt, value)], null, 'bytearray');
        if (step === 1) {
          const tail = data.subarray(start + count);
          setData(rt, o, concat(concat(data.subarray(0, start), fresh), tail));
          return;
        }
        // Without bytes it is a deletion, however they are missing.
        if (fresh.length === 0) {
          mustNotExport(rt, o);
          if (count === 0) return;
          const gone = new Set<number>();
          for (let i = 0, at = start; i < count; i++, at += step) gone.add(at);
          setData(
            rt,
            o,
            data.filter((_, i) => !gone.has(i)),
          );
          return;
        }
        if (fresh.length !== count) {
          throw valueError(
            rt,
            `attempt to assign bytes of size ${fresh.length} to extended slice of size ${count}`,
          );
        }
        for (let i = 0, at = start; i < count; i++, at += step) data[at] = fresh[i];
        return;
      }
      if (key.type.slots.index === null)
        throw typeError(rt, `bytearray indices must be integers or slices, not ${key.type.name}`);
      let i = toItemIndex(rt, key);
      if (i < 0) i += data.length;
      // From 3.11 the value is looked at first.
      const byte = value !== null && rt.ruleset.minor >= 11 ? byteValue(rt, value, 'byte') : null;
      if (i < 0 || i >= data.length) throw indexError(rt, 'bytearray index out of range');
      if (value === null) setData(rt, o, concat(data.subarray(0, i), data.subarray(i + 1)));
      else data[i] = byte ?? byteValue(rt, value, 'byte');
    },
  },
  methods: [
    ...commonMethods,
    bufferMethod,
    m1('__release_buffer__', (rt) => incref(rt.None)),
    mN('__reduce_ex__', (rt, o) => reducedInstance(rt, o, [bytesNew(rt, o.v.slice())]), 0, 1),
    m1('append', (rt, self, x) => {
      const b = byteValue(rt, x, 'byte');
      const at = extended(rt, self, 1);
      self.v[at] = b;
      return incref(rt.None);
    }),
    m1('extend', (rt, self, x) => {
      const buffered = bytesLike(rt, x);
      if (buffered === null && x.type.slots.iter === null && !isSequence(x))
        throw typeError(rt, `can't extend bytearray with ${x.type.name}`);
      if (x.type.kind === K.STR && rt.ruleset.minor >= 13 && x.v !== '')
        throw typeError(rt, "expected iterable of integers; got: 'str'");
      if (x.type.kind === K.STR && x.v !== '')
        throw typeError(rt, "'str' object cannot be interpreted as an integer");
      if (buffered === null) lengthHint(rt, x, 32);
      const more =
        buffered ?? (x.type.kind === K.STR ? new Uint8Array(0) : bytesFrom(rt, [x], null, 'bytearray'));
      append(rt, self, more);
      return incref(rt.None);
    }),
    mN(
      'insert',
      (rt, self, args) => {
        const data = self.v as Uint8Array;
        let i = toSsize(rt, args[0]);
        if (i < 0) i = Math.max(0, i + data.length);
        i = Math.min(i, data.length);
        const b = byteValue(rt, args[1], 'byte');
        setData(rt, self, concat(concat(data.subarray(0, i), Uint8Array.of(b)), data.subarray(i)));
        return incref(rt.None);
      },
      2,
      2,
    ),
    mN(
      'pop',
      (rt, self, args) => {
        const data = self.v as Uint8Array;
        if (data.length === 0) throw indexError(rt, 'pop from empty bytearray');
        let i = args.length > 0 ? toSsize(rt, args[0]) : -1;
        if (i < 0) i += data.length;
        if (i < 0 || i >= data.length) throw indexError(rt, 'pop index out of range');
        const b = data[i];
        setData(rt, self, concat(data.subarray(0, i), data.subarray(i + 1)));
        return intFromNumber(rt, b);
      },
      0,
      1,
    ),
    m1('remove', (rt, self, x) => {
      const data = self.v as Uint8Array;
      chargeScan(rt, data.length);
      const i = data.indexOf(byteValue(rt, x, 'byte'));
      if (i < 0) throw valueError(rt, 'value not found in bytearray');
      setData(rt, self, concat(data.subarray(0, i), data.subarray(i + 1)));
      return incref(rt.None);
    }),
    m0('reverse', (rt, self) => {
      chargeScan(rt, self.v.length);
      (self.v as Uint8Array).reverse();
      return incref(rt.None);
    }),
    m0('clear', (rt, self) => {
      setData(rt, self, new Uint8Array(0));
      return incref(rt.None);
    }),
    mN('take_bytes', takeBytes, 0, 1),
    m0('copy', (rt, self) => bytearrayNew(rt, (self.v as Uint8Array).slice())),
    m0('__alloc__', (rt, o) => intOfSize(rt, o.bits)),
    m0('__sizeof__', (rt, o) => {
      const extra = o.type.basicSize - rt.bytearrayType.basicSize;
      return intOfSize(rt, bytearraySizeBytes(o.bits, rt.ruleset) + extra);
    }),
  ],
};
