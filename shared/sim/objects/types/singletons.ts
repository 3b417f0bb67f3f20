/** None, NotImplemented, Ellipsis (Objects/object.c, sliceobject.c). */
import { hashNone } from '../../numbers/hashes.ts';
import { addressOf } from '../abstract/identity.ts';
import { typeError } from '../errors.ts';
import { hashAddress, setHash } from '../hash.ts';
import { K, PyObject, type PyType } from '../header.ts';
import { incref, makeImmortal } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Args } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { strNew } from './str.ts';

/** A singleton in static storage. */
export function newStatic(rt: Runtime, type: PyType, v: unknown): PyObject {
  return makeImmortal(rt, new PyObject(type, rt.mem.allocStatic(16), v));
}

/** The one object of a type (new), which is made of nothing. */
function alone(rt: Runtime, o: PyObject, type: string, args: Args): PyObject {
  if (args.length > 0) throw typeError(rt, `${type} takes no arguments`);
  return incref(o);
}

export const noneDef: TypeDef = {
  name: 'NoneType',
  kind: K.OTHER,
  size: 'NoneType',
  flags: 0,
  slots: {
    dealloc: () => {},
    repr: (rt) => strNew(rt, 'None'),
    bool: () => false,
    hash: (rt, o) =>
      rt.ruleset.hashes.none === 'constant' ? setHash(rt, hashNone) : hashAddress(rt, addressOf(rt, o)),
    new: (rt, _type, args) => alone(rt, rt.None, 'NoneType', args),
  },
};

export const notImplementedDef: TypeDef = {
  name: 'NotImplementedType',
  kind: K.OTHER,
  size: 'NotImplementedType',
  flags: 0,
  slots: {
    dealloc: () => {},
    repr: (rt) => strNew(rt, 'NotImplemented'),
    new: (rt, _type, args) => alone(rt, rt.NotImplemented, 'NotImplementedType', args),
    bool: (rt) => {
      if (rt.ruleset.minor >= 14)
        throw typeError(rt, 'NotImplemented should not be used in a boolean context');
      return true;
    },
  },
};

export const ellipsisDef: TypeDef = {
  name: 'ellipsis',
  kind: K.OTHER,
  size: 'ellipsis',
  flags: 0,
  slots: {
    dealloc: () => {},
    repr: (rt) => strNew(rt, 'Ellipsis'),
    new: (rt, _type, args) => alone(rt, rt.Ellipsis, 'EllipsisType', args),
  },
};

/** True or False, as a new reference. */
export function boolObject(rt: Runtime, b: boolean): PyObject {
  return incref(b ? rt.True : rt.False);
}

/** None, as a new reference. */
export function noneObject(rt: Runtime): PyObject {
  return incref(rt.None);
}
