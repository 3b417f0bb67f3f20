/** Plain ints in the eval loop: what needs no look-up by type (Python/specialize.c, the int families), and the int object that is about to die. */
import type { PyObject, PyType } from '../objects/header.ts';
import { decref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { intFromNumber, intOfOperation } from '../objects/types/int.ts';
import { wideBytes } from '../objects/types/int-blocks.ts';
import type { CodeData } from './code.ts';

const LOAD_SMALL_INT = 8;

/** +, -, *, // or % of ints that are JS numbers; NaN for whatever is not done here. */
export function arithmetic(intType: PyType, a: PyObject, b: PyObject, arg: number): number {
  if (a.type !== intType || b.type !== intType) return Number.NaN;
  const x = a.v;
  const y = b.v;
  if (typeof x !== 'number' || typeof y !== 'number') return Number.NaN;
  return operate(x, y, arg);
}

export function arithmeticSmall(intType: PyType, a: PyObject, y: number, arg: number): number {
  const x = a.v;
  return a.type === intType && typeof x === 'number' ? operate(x, y, arg) : Number.NaN;
}

export function operate(x: number, y: number, arg: number): number {
  switch (arg >= 13 ? arg - 13 : arg) {
    case 0:
      return x + y;
    case 10:
      return x - y;
    case 5:
      // No minus zero.
      return x * y + 0;
    case 6: {
      // A divisor of more than a digit may leave `x` itself.
      if (y <= 0 || (x | 0) !== x || y >= 1073741824) return Number.NaN;
      const rest = ((x | 0) % (y | 0)) | 0;
      return rest < 0 ? rest + y : rest;
    }
    case 2: {
      // Of one digit both: else the quotient has a block of its own size.
      if (y <= 0 || (x << 1) >> 1 !== x || y >= 1073741824) return Number.NaN;
      const whole = ((x | 0) / (y | 0)) | 0;
      return x < 0 && whole * y !== x ? whole - 1 : whole;
    }
    default:
      return Number.NaN;
  }
}

/** COMPARE_OP of two numbers; `arg` as in slots.ts CMP. */
export function compareNumbers(x: number, y: number, arg: number): boolean {
  switch (arg) {
    case 0:
      return x < y;
    case 1:
      return x <= y;
    case 2:
      return x === y;
    case 3:
      return x !== y;
    case 4:
      return x > y;
    default:
      return x >= y;
  }
}

/** The int that LOAD_CONST or LOAD_SMALL_INT at `pc` loads; NaN where it is something else. */
export function constantNumber(intType: PyType, code: CodeData, pc: number): number {
  const word = code.words[pc];
  if ((word & 255) === LOAD_SMALL_INT) return word >> 8;
  const x = code.consts[word >> 8];
  return x.type === intType && typeof x.v === 'number' ? x.v : Number.NaN;
}

/** local = n, an int that `a` and another operand of the operator `op` made. */
export function storeInt(
  rt: Runtime,
  s: (PyObject | null)[],
  i: number,
  n: number,
  a: PyObject,
  op: number,
): void {
  const old = s[i];
  if (old === null) {
    s[i] = intOfOperation(rt, n, a, op);
    return;
  }
  if (old.refcnt === 1 && old.type === rt.intType && reuseInt(rt, old, null, n, a, op)) return;
  s[i] = intOfOperation(rt, n, a, op);
  decref(rt, old);
}

/** local = n, the next one of a range. */
export function storeNext(rt: Runtime, s: (PyObject | null)[], i: number, n: number): void {
  const old = s[i];
  if (old !== null && old.refcnt === 1 && old.type === rt.intType && reuseInt(rt, old, null, n, null, 0))
    return;
  s[i] = intFromNumber(rt, n);
  if (old !== null) decref(rt, old);
}

/**
 * An int object that is about to die becomes the int `n`, where both have one digit or both two: the JS object goes on, while the simulated block is
 * a new one, taken before the old one is freed. `b`: an operand to be released, before or after by version. `a`: the first operand of the operator
 * `op` that made `n`, null if none did.
 */
export function reuseInt(
  rt: Runtime,
  old: PyObject,
  b: PyObject | null,
  n: number,
  a: PyObject | null,
  op: number,
): boolean {
  const v = old.v;
  if (n <= rt.smallIntMax && n >= rt.smallIntMin) return false;
  if (typeof v !== 'number') return false;
  const { mem } = rt;
  if (n >= 1073741824 || n <= -1073741824) {
    if (b !== null || (v < 1073741824 && v > -1073741824)) return false;
    old.addr = mem.exchange(old.addr, wideBytes(n, a, op));
    old.v = n;
    return true;
  }
  if (v >= 1073741824 || v <= -1073741824) return false;
  const list = rt.free.int;
  if (list.limit === 0 && (b === null || b.refcnt > 1)) {
    old.addr = mem.exchange(old.addr, rt.oneDigitBytes);
    old.v = n;
    if (b !== null) decref(rt, b);
    return true;
  }
  const addr = list.blocks.length === 0 ? mem.alloc(rt.oneDigitBytes) : list.blocks.pop()!;
  if (b !== null && rt.releaseInReverse) decref(rt, b);
  if (list.limit === 0 || !list.give(old.addr)) mem.free(old.addr);
  if (b !== null && !rt.releaseInReverse) decref(rt, b);
  old.addr = addr;
  old.v = n;
  return true;
}
