/** dtype: the types of elements (numpy/_core/src/multiarray/descriptor.c). */

import { freeObject, newPlain } from '../objects/alloc.ts';
import { typeError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { CMP } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { strNew } from '../objects/types/str.ts';
import { elementOf, numberOf, toDtype } from './numpy-array.ts';
import { type Dtype, dtypeNamed } from './numpy-data.ts';

/** numpy.dtype. */
export const dtypeDef: TypeDef = {
  name: 'numpy.dtype',
  module: 'numpy',
  kind: K.OTHER,
  size: () => 96,
  flags: 0,
  slots: {
    new: (rt, _type, args) => {
      if (args.length === 0) throw typeError(rt, "function missing required argument 'dtype' (pos 1)");
      return dtypeObject(rt, toDtype(rt, args[0]));
    },
    init: () => {},
    dealloc: (rt, o) => freeObject(rt, o),
    repr: (rt, o) => strNew(rt, `dtype('${(o.v as Dtype).name}')`),
    str: (rt, o) => strNew(rt, (o.v as Dtype).name),
    hash: (_rt, o) => (o.v as Dtype).name.length * 31 + (o.v as Dtype).itemBytes,
    richcompare: (rt, a, b, op) => {
      if (op !== CMP.EQ && op !== CMP.NE) return incref(rt.NotImplemented);
      const name =
        b.type.kind === K.STR
          ? dtypeNamed(b.v as string)?.name
          : b.type === a.type
            ? (b.v as Dtype).name
            : b === rt.intType
              ? 'int64'
              : b === rt.floatType
                ? 'float64'
                : b === rt.boolType
                  ? 'bool'
                  : undefined;
      return incref(((a.v as Dtype).name === name) === (op === CMP.EQ) ? rt.True : rt.False);
    },
    // np.int32(5): the number as the element type stores it.
    call: (rt, o, args) => elementOf(rt, args.length === 0 ? 0 : numberOf(rt, args[0]), o.v as Dtype),
  },
  getset: [
    { name: 'name', get: (rt, o) => strNew(rt, (o.v as Dtype).name) },
    { name: '__name__', get: (rt, o) => strNew(rt, (o.v as Dtype).name) },
    { name: 'itemsize', get: (rt, o) => intFromNumber(rt, (o.v as Dtype).itemBytes) },
    { name: 'kind', get: (rt, o) => strNew(rt, (o.v as Dtype).kind) },
  ],
};

/** The dtype object of an element type (new reference): one of each a machine. */
export function dtypeObject(rt: Runtime, dtype: Dtype): PyObject {
  return incref((rt.moduleState.get('numpy dtypes') as Map<string, PyObject>).get(dtype.name)!);
}

/** A dtype object. */
export function newDtype(rt: Runtime, dtype: Dtype): PyObject {
  return newPlain(rt, rt.types['numpy.dtype'], dtype);
}
