/** int and bool as objects (Objects/longobject.c, boolobject.c). */

import * as ints from '../../numbers/ints.ts';
import { PyContainer, PyObject } from '../header.ts';
import { keepHusk, takeHusk } from '../husks.ts';
import { incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { EXACT, wideBytes } from './int-blocks.ts';

/** An int of a value; small ones are shared. */
export function intNew(rt: Runtime, value: number | bigint): PyObject {
  if (typeof value === 'number') return intFromNumber(rt, value);
  return intBig(rt, value);
}

/** An int of a safe integer. */
export function intFromNumber(rt: Runtime, value: number): PyObject {
  if (value <= rt.smallIntMax && value >= rt.smallIntMin) return incref(rt.smallInts[value - rt.smallIntMin]);
  if (value < 1073741824 && value > -1073741824) {
    const kept = rt.free.int.blocks.length === 0 ? rt.mem.alloc(rt.oneDigitBytes) : rt.free.int.blocks.pop()!;
    return intObject(rt, kept, value | 0);
  }
  // Two digits: a safe integer has fewer than 60 bits.
  return intObject(rt, rt.mem.alloc(32), value);
}

/** The int that BINARY_OP made of two safe integers, `a` the first, by the operator `op` (its argument). */
export function intOfOperation(rt: Runtime, value: number, a: PyObject, op: number): PyObject {
  if (value <= rt.smallIntMax && value >= rt.smallIntMin) return incref(rt.smallInts[value - rt.smallIntMin]);
  if (value < 1073741824 && value > -1073741824) {
    const kept = rt.free.int.blocks.length === 0 ? rt.mem.alloc(rt.oneDigitBytes) : rt.free.int.blocks.pop()!;
    return intObject(rt, kept, value | 0);
  }
  return intObject(rt, rt.mem.alloc(wideBytes(value, a, op)), value);
}

/** An int in a block with room for `digits` digits (int-blocks.ts), or where that is EXACT, for those that it has. */
export function intInDigits(rt: Runtime, value: number | bigint, digits: number): PyObject {
  if (digits === EXACT || (value <= rt.smallIntMax && value >= rt.smallIntMin)) return intNew(rt, value);
  const sizes = rt.ruleset.sizes.int;
  const addr = rt.mem.alloc(sizes.baseBytes + sizes.digitBytes * digits);
  return typeof value === 'number'
    ? intObject(rt, addr, value)
    : new PyContainer(rt.intType, addr, value, 0, ints.digitCount(value));
}

/** An int of a C size that has a digit's room for each digit (PyLong_FromSsize_t, PyLong_FromSize_t): only since 3.14 they are made as others are. */
export function intOfSize(rt: Runtime, value: number): PyObject {
  return rt.ruleset.minor === 11 || rt.ruleset.minor === 12 || rt.ruleset.minor === 13
    ? intInDigits(rt, value, ints.digitCount(value))
    : intFromNumber(rt, value);
}

function intObject(rt: Runtime, addr: number, value: number): PyObject {
  const husk = takeHusk(rt.intHusks);
  if (husk === null) return new PyObject(rt.intType, addr, value);
  husk.refcnt = 1;
  husk.addr = addr;
  husk.v = value;
  return husk;
}

/** The value of an int object, widened. */
export function bigOf(o: PyObject): bigint {
  return BigInt(o.v);
}

/** An int of its own even where the value is small: some conversions of older releases do not look for the shared one. */
export function intFresh(rt: Runtime, value: number | bigint): PyObject {
  if (typeof value === 'bigint' || value > rt.smallIntMax || value < rt.smallIntMin) return intNew(rt, value);
  return new PyObject(rt.intType, rt.mem.alloc(rt.oneDigitBytes), value);
}

function intBig(rt: Runtime, value: bigint): PyObject {
  const sizes = rt.ruleset.sizes.int;
  const digits = ints.digitCount(value);
  const addr = rt.mem.alloc(sizes.baseBytes + sizes.digitBytes * digits);
  return new PyContainer(rt.intType, addr, value, 0, digits);
}

export function intDealloc(rt: Runtime, o: PyObject): void {
  if (o.type === rt.intType && rt.free.int.limit > 0) {
    const v = o.v;
    if (typeof v === 'number' && v < 1073741824 && v > -1073741824 && rt.free.int.give(o.addr)) return;
  }
  rt.mem.free(o.addr);
  if (o.type === rt.intType && o.bits === 0) keepHusk(rt, rt.intHusks, o);
}
