/** What bytes(x) and bytearray(x) hold (Objects/bytesobject.c: bytes_new_impl, PyBytes_FromObject). */
import * as bt from '../../text/bytestext.ts';
import { encode } from '../../text/codecs.ts';
import { callLookedUp } from '../abstract/calls.ts';
import { toIndex, toIndexNumber } from '../abstract/indices.ts';
import { forEach, lengthHint } from '../abstract/iteration.ts';
import { lookupOnType } from '../abstract/lookup.ts';
import { parseArgs } from '../args.ts';
import { packedBytes } from '../buffer.ts';
import { raise, typeError, valueError, wrongResult } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Args, KwNames } from '../slots.ts';
import { bytearrayNew } from './bytearray.ts';
import { bytesFilled, bytesNew } from './bytes.ts';
import { codecArguments } from './text-arguments.ts';

/** Whether an object is a bytes or a bytearray. */
export const isBytes = (o: PyObject): boolean => o.type.kind === K.BYTES || o.type.kind === K.BYTEARRAY;

/** A byte given as an int; ValueError says that `what` is out of range. */
export function byteValue(rt: Runtime, o: PyObject, what: string): number {
  const i = toIndex(rt, o);
  const v = i.v as number | bigint;
  decref(rt, i);
  if (v < 0 || v > 255) throw valueError(rt, `${what} must be in range(0, 256)`);
  return Number(v);
}

/** The bytes of any object that has them or gives ints (PyObject_Bytes). */
export function bytesOf(rt: Runtime, source: PyObject): Uint8Array {
  const isNumber = source.type.slots.index !== null && lookupOnType(source.type, '__bytes__') === null;
  if (source.type.kind === K.STR || isNumber)
    throw typeError(rt, `cannot convert '${source.type.name}' object to bytes`);
  return bytesFrom(rt, [source], null, 'bytes');
}

/** `n` zero bytes, where the program may have them. */
export function filled(rt: Runtime, n: number): Uint8Array {
  if (n >= 2 ** 47) throw raise(rt, rt.exc['MemoryError'], '');
  rt.mem.mustHold(n);
  return new Uint8Array(n);
}

/** What `__bytes__` of an object gives, or null where it has none. */
export function saidBytes(rt: Runtime, o: PyObject): Uint8Array | null {
  const r = callLookedUp(rt, o, '__bytes__', []);
  if (r === null) return null;
  try {
    if (r.type.kind !== K.BYTES) throw wrongResult(rt, o, '__bytes__', 'bytes', r.type.name);
    return r.v as Uint8Array;
  } finally {
    decref(rt, r);
  }
}

/** The bytes that bytes(x) or bytearray(x) would hold. */
export function bytesFrom(rt: Runtime, args: Args, kw: KwNames, name: string): Uint8Array {
  const [source, encoding, errors] = parseArgs(rt, name, args, kw, ['source', 'encoding', 'errors'], 0);
  if (source === null) {
    if (encoding !== null) throw typeError(rt, 'encoding without a string argument');
    if (errors !== null) throw typeError(rt, 'errors without a string argument');
    return new Uint8Array(0);
  }
  const saysItself =
    name === 'bytes' &&
    encoding === null &&
    errors === null &&
    lookupOnType(source.type, '__bytes__') !== null;
  if (source.type.kind === K.STR && !saysItself) {
    if (encoding === null) throw typeError(rt, 'string argument without an encoding');
    return encode(source.v, ...codecArguments(rt, name, encoding, errors, 2));
  }
  if (encoding !== null) throw typeError(rt, 'encoding without a string argument');
  if (errors !== null) throw typeError(rt, 'errors without a string argument');
  const saysBytes = saysItself && source.type !== rt.bytesType ? saidBytes(rt, source) : null;
  if (saysBytes !== null) return saysBytes;
  if (isBytes(source) || source.type.slots.buffer !== null) return packedBytes(rt, source).slice();
  if (source.type.slots.index !== null) {
    const n = toIndexNumber(rt, source);
    if (n < 0) throw valueError(rt, 'negative count');
    return filled(rt, n);
  }
  if (source.type.slots.iter === null && source.type.slots.subscript === null) {
    throw typeError(rt, `cannot convert '${source.type.name}' object to ${name}`);
  }
  const found: number[] = [];
  if (name === 'bytes') lengthHint(rt, source, 64);
  forEach(rt, source, (x) => {
    try {
      found.push(byteValue(rt, x, name === 'bytes' ? 'bytes' : 'byte'));
    } finally {
      decref(rt, x);
    }
    if ((found.length & 0xffff) === 0) rt.mem.mustHold(8 * found.length);
  });
  return Uint8Array.from(found);
}

/** An object of the type of `like`, or of the base of its class, with `data` (kept). */
export function make(rt: Runtime, like: PyObject, data: Uint8Array): PyObject {
  return like.type.kind === K.BYTEARRAY ? bytearrayNew(rt, data) : bytesNew(rt, data);
}

/** make, where CPython fills the object after making it. */
export function makeFilled(rt: Runtime, like: PyObject, data: Uint8Array): PyObject {
  return like.type.kind === K.BYTEARRAY ? bytearrayNew(rt, data) : bytesFilled(rt, data);
}

/** make, or `self` itself where it is exactly bytes and nothing has changed. */
export function same(rt: Runtime, self: PyObject, data: Uint8Array): PyObject {
  if (self.type === rt.bytesType && data.length === self.v.length && bt.compareBytes(data, self.v) === 0)
    return incref(self);
  return make(rt, self, data);
}
