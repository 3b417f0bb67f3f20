/** bytes (Objects/bytesobject.c). */
import { bytesRepr } from '../../text/repr.ts';
import { hashBytes } from '../../text/siphash.ts';
import { setHash } from '../hash.ts';
import { K, type PyType, TF } from '../header.ts';
import { incref } from '../refs.ts';
import { m0 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { chargeScan } from '../work.ts';
import { bufferMethod } from './buffer-method.ts';
import { bytesProcs } from './byte-buffers.ts';
import { bytesCopied, bytesFilled, bytesNew } from './bytes.ts';
import { commonMethods } from './bytes-methods.ts';
import { bytesFrom } from './bytes-new.ts';
import { compare, concatSlot, contains, remainder, repeat, subscript } from './bytes-operators.ts';
import { newInstance } from './instance.ts';
import { intOfSize } from './int.ts';
import { newSeqIterator } from './iterators.ts';
import { strNew } from './str.ts';

export const bytesDef: TypeDef = {
  name: 'bytes',
  since: { removeprefix: 9, removesuffix: 9, __buffer__: 12 },
  kind: K.BYTES,
  size: (rt) => rt.ruleset.sizes.bytesBaseBytes,
  itemSize: 1,
  flags: TF.BASETYPE | TF.BYTES,
  slots: {
    dealloc: (rt, o) => rt.mem.free(o.addr),
    new: (rt, type, args, kw) => {
      if (type === rt.bytesType && args.length === 1 && args[0].type === rt.bytesType) return incref(args[0]);
      const data = bytesFrom(rt, args, kw, 'bytes');
      if (type !== rt.bytesType) return newInstance(rt, type as PyType, data, data.length);
      // bytes(n) makes n zeros of its own, bytes(buffer) a copy.
      if (args.length === 1 && args[0].type.kind === K.INT) return bytesFilled(rt, data);
      return args.length === 1 && args[0].type.slots.buffer !== null
        ? bytesCopied(rt, data)
        : bytesNew(rt, data);
    },
    repr: (rt, o) => {
      chargeScan(rt, 4 * o.v.length);
      return strNew(rt, bytesRepr(o.v));
    },
    hash: (rt, o) => {
      chargeScan(rt, 4 * o.v.length);
      return setHash(rt, hashBytes(o.v, rt.ruleset));
    },
    richcompare: compare,
    iter: (rt, o) => newSeqIterator(rt, 'bytes_iterator', o),
    length: (_rt, o) => o.v.length,
    subscript,
    contains,
    concat: concatSlot,
    repeat,
    remainder,
    buffer: () => bytesProcs,
  },
  methods: [
    ...commonMethods,
    bufferMethod,
    m0('__bytes__', (rt, o) => (o.type === rt.bytesType ? incref(o) : bytesNew(rt, o.v.slice()))),
    m0('__sizeof__', (rt, o) => {
      const extra = o.type.basicSize - rt.bytesType.basicSize;
      return intOfSize(rt, rt.ruleset.sizes.bytesBaseBytes + extra + o.v.length);
    }),
  ],
};
