/** The type bool, int's subclass (Objects/boolobject.c). */

import * as ints from '../../numbers/ints.ts';
import { objectIsTrue } from '../abstract/comparison.ts';
import { typeError } from '../errors.ts';
import { K, TF } from '../header.ts';
import { incref } from '../refs.ts';
import type { Binary } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { intNew } from './int.ts';
import type { Value } from './int-operators.ts';
import { internString } from './str.ts';

function boolBinary(f: (a: number, b: number) => number, whole: (a: Value, b: Value) => Value): Binary {
  return (rt, a, b) => {
    if (a.type === rt.boolType && b.type === rt.boolType)
      return incref(f(a.v, b.v) !== 0 ? rt.True : rt.False);
    if (a.type.kind !== K.INT || b.type.kind !== K.INT) return incref(rt.NotImplemented);
    return intNew(rt, whole(a.v, b.v));
  };
}

export const boolDef: TypeDef = {
  name: 'bool',
  noKeywords: true,
  base: 'int',
  size: (rt) => rt.ruleset.sizes.int.baseBytes,
  flags: TF.INT,
  slots: {
    dealloc: () => {},
    new: (rt, _type, args) => {
      if (args.length > 1) throw typeError(rt, `bool expected at most 1 argument, got ${args.length}`);
      return incref(args.length > 0 && objectIsTrue(rt, args[0]) ? rt.True : rt.False);
    },
    repr: (rt, o) => internString(rt, o === rt.True ? 'True' : 'False'),
    and: boolBinary((a, b) => a & b, ints.and),
    or: boolBinary((a, b) => a | b, ints.or),
    xor: boolBinary((a, b) => a ^ b, ints.xor),
  },
};
