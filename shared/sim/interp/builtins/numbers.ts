/** sum(), round(), bin(), ord(), chr() (Python/bltinmodule.c). */
import { intToBase } from '../../numbers/inttext.ts';
import { callLookedUp } from '../../objects/abstract/calls.ts';
import { toIndex } from '../../objects/abstract/indices.ts';
import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { binaryOp } from '../../objects/abstract/number.ts';
import { parseArgs } from '../../objects/args.ts';
import { toAsInt } from '../../objects/convert.ts';
import { typeError, valueError } from '../../objects/errors.ts';
import { K, type PyObject } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import type { Args, KwNames } from '../../objects/slots.ts';
import { floatNew } from '../../objects/types/float.ts';
import { intFromNumber, intOfSize } from '../../objects/types/int.ts';
import { strNew } from '../../objects/types/str.ts';

/** sum() with exact ints and floats added without objects in between, compensated from 3.12 on as CPython does. */
export function sum(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [iterable, start] = parseArgs(rt, 'sum', args, kw, ['iterable', 'start'], 1, 2, 1);
  if (start !== null) {
    const bad = {
      [K.STR]: "sum() can't sum strings [use ''.join(seq) instead]",
      [K.BYTES]: "sum() can't sum bytes [use b''.join(seq) instead]",
      [K.BYTEARRAY]: "sum() can't sum bytearray [use b''.join(seq) instead]",
    }[start.type.kind];
    if (bad !== undefined) throw typeError(rt, bad);
  }
  const it = getIter(rt, iterable!);
  const compensated = rt.ruleset.minor >= 12;
  let total: PyObject = start === null ? intFromNumber(rt, 0) : incref(start);
  let x: PyObject | null = null;
  let done = false;
  try {
    x = iterNext(rt, it);
    if (total.type === rt.intType && typeof total.v === 'number') {
      let n = total.v as number;
      while (x !== null && (x.type === rt.intType || x.type === rt.boolType) && typeof x.v === 'number') {
        const next: number = n + x.v;
        if (!Number.isSafeInteger(next)) break;
        n = next;
        decref(rt, x);
        x = null;
        x = iterNext(rt, it);
      }
      decref(rt, total);
      total = compensated ? intOfSize(rt, n) : intFromNumber(rt, n);
    }
    if (
      x !== null &&
      (total.type === rt.floatType || (total.type === rt.intType && x.type === rt.floatType))
    ) {
      let hi = Number(total.v);
      let lo = 0;
      while (x !== null && (x.type === rt.floatType || x.type === rt.intType)) {
        const v = Number(x.v);
        // Ints among the floats are compensated since 3.14.
        if (compensated && (x.type === rt.floatType || rt.ruleset.minor >= 14)) {
          const t: number = hi + v;
          if (Math.abs(hi) >= Math.abs(v)) lo += hi - t + v;
          else lo += v - t + hi;
          hi = t;
        } else hi += v;
        decref(rt, x);
        x = null;
        x = iterNext(rt, it);
      }
      decref(rt, total);
      total = floatNew(rt, lo !== 0 && Number.isFinite(lo) ? hi + lo : hi);
    }
    while (x !== null) {
      const next: PyObject = binaryOp(rt, total, x, 'add', '+');
      const added: PyObject = x;
      x = null;
      decref(rt, added);
      decref(rt, total);
      total = next;
      x = iterNext(rt, it);
    }
    done = true;
    return total;
  } finally {
    if (!done) {
      if (x !== null) decref(rt, x);
      decref(rt, total);
    }
    decref(rt, it);
  }
}

/** round(number[, ndigits]). */
export function round(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [number, digits] = parseArgs(rt, 'round', args, kw, ['number', 'ndigits'], 1);
  const r = callLookedUp(rt, number!, '__round__', digits === null || digits === rt.None ? [] : [digits]);
  if (r === null) throw typeError(rt, `type ${number!.type.name} doesn't define __round__ method`);
  return r;
}

/** ord(character). */
export function ord(rt: Runtime, _self: PyObject, c: PyObject): PyObject {
  if (c.type.kind === K.STR) {
    const text = c.v as string;
    const code = text.codePointAt(0);
    if (code !== undefined && text.length === (code > 0xffff ? 2 : 1)) return intFromNumber(rt, code);
    throw typeError(rt, `ord() expected a character, but string of length ${[...text].length} found`);
  }
  if (c.type.kind === K.BYTES || c.type.kind === K.BYTEARRAY) {
    if (c.v.length === 1) return intFromNumber(rt, c.v[0]);
    throw typeError(rt, `ord() expected a character, but string of length ${c.v.length} found`);
  }
  throw typeError(rt, `ord() expected string of length 1, but ${c.type.name} found`);
}

/** chr(i). */
export function chr(rt: Runtime, _self: PyObject, i: PyObject): PyObject {
  const code = characterCode(rt, i);
  if (code < 0 || code > 0x10ffff) throw valueError(rt, 'chr() arg not in range(0x110000)');
  return strNew(rt, String.fromCodePoint(code));
}

/** The argument of chr(): a C int, and since 3.13 any int. */
function characterCode(rt: Runtime, o: PyObject): number {
  if (rt.ruleset.minor < 13) return toAsInt(rt, o);
  const index = toIndex(rt, o);
  const code = index.v as number | bigint;
  decref(rt, index);
  return Number(code);
}

/** bin(), oct(), hex(). */
export function base(radix: number, prefix: string) {
  return (rt: Runtime, _self: PyObject, x: PyObject): PyObject => {
    const i = toIndex(rt, x);
    const text = intToBase(i.v, radix, prefix);
    decref(rt, i);
    return strNew(rt, text);
  };
}
