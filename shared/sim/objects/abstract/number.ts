/** The number protocol: operators by both operands' slots (Objects/abstract.c: binary_op1, ternary_op, PyNumber_*). Arguments are borrowed, results new. */
import { type PY_ERROR, typeError } from '../errors.ts';
import type { PyObject } from '../header.ts';
import { decref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { toIndexNumber } from './indices.ts';
import { isSubtype } from './lookup.ts';

type BinarySlot =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'remainder'
  | 'divmod'
  | 'lshift'
  | 'rshift'
  | 'and'
  | 'xor'
  | 'or'
  | 'floorDivide'
  | 'trueDivide'
  | 'matrixMultiply';

type InplaceSlot =
  | 'iadd'
  | 'isubtract'
  | 'imultiply'
  | 'iremainder'
  | 'ilshift'
  | 'irshift'
  | 'iand'
  | 'ixor'
  | 'ior'
  | 'ifloorDivide'
  | 'itrueDivide'
  | 'imatrixMultiply';

/** binary_op1: the result or NotImplemented (borrowed: not counted). */
function binaryOp1(rt: Runtime, a: PyObject, b: PyObject, slot: BinarySlot): PyObject {
  const mine = a.type.slots[slot];
  let other = b.type === a.type ? null : b.type.slots[slot];
  if (other === mine) other = null;
  if (mine !== null) {
    if (other !== null && isSubtype(b.type, a.type)) {
      const r = other(rt, a, b);
      if (r !== rt.NotImplemented) return r;
      decref(rt, r);
      other = null;
    }
    const r = mine(rt, a, b);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  if (other !== null) {
    const r = other(rt, a, b);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  return rt.NotImplemented;
}

/** `a op b` by number slots, and by sequence slots for + and *. `symbol` is for the message. */
export function binaryOp(rt: Runtime, a: PyObject, b: PyObject, slot: BinarySlot, symbol: string): PyObject {
  const r = binaryOp1(rt, a, b, slot);
  if (r !== rt.NotImplemented) return r;
  if (slot === 'add') {
    const concat = a.type.slots.concat;
    if (concat !== null) return concat(rt, a, b);
  } else if (slot === 'multiply') {
    const x = sequenceRepeat(rt, a, b, false);
    if (x !== null) return x;
  }
  throw unsupported(rt, a, b, symbol);
}

/** `a op= b`. */
export function inplaceOp(
  rt: Runtime,
  a: PyObject,
  b: PyObject,
  islot: InplaceSlot,
  slot: BinarySlot,
  symbol: string,
): PyObject {
  const inplace = a.type.slots[islot];
  if (inplace !== null) {
    const r = inplace(rt, a, b);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  const r = binaryOp1(rt, a, b, slot);
  if (r !== rt.NotImplemented) return r;
  if (slot === 'add') {
    const concat = a.type.slots.iconcat ?? a.type.slots.concat;
    if (concat !== null) return concat(rt, a, b);
  } else if (slot === 'multiply') {
    const x = sequenceRepeat(rt, a, b, true);
    if (x !== null) return x;
  }
  throw unsupported(rt, a, b, symbol);
}

function sequenceRepeat(rt: Runtime, a: PyObject, b: PyObject, inplace: boolean): PyObject | null {
  const mine = inplace ? (a.type.slots.irepeat ?? a.type.slots.repeat) : a.type.slots.repeat;
  if (mine !== null) return mine(rt, a, repeatCount(rt, b));
  const other = b.type.slots.repeat;
  if (other !== null) return other(rt, b, repeatCount(rt, a));
  return null;
}

function repeatCount(rt: Runtime, o: PyObject): number {
  if (o.type.slots.index === null)
    throw typeError(rt, `can't multiply sequence by non-int of type '${o.type.name}'`);
  return toIndexNumber(rt, o);
}

function unsupported(rt: Runtime, a: PyObject, b: PyObject, symbol: string): typeof PY_ERROR {
  const hint =
    rt.ruleset.minor < 14 && symbol === '>>' && a.type === rt.builtinType && a.v.def?.name === 'print'
      ? `. Did you mean "print(<message>, file=<output_stream>)"?`
      : '';
  return typeError(
    rt,
    `unsupported operand type(s) for ${symbol}: '${a.type.name}' and '${b.type.name}'${hint}`,
  );
}

/** `a **= b` (PyNumber_InPlacePower); `symbol` as in powerOp. */
export function inplacePower(rt: Runtime, a: PyObject, b: PyObject, symbol?: string): PyObject {
  const f = a.type.slots.ipower;
  if (f !== null) {
    const r = f(rt, a, b, rt.None);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  return powerOp(rt, a, b, rt.None, symbol);
}

/** pow(a, b, c); c is None for `a ** b`. `symbol`: "** or pow()" or "**=". */
export function powerOp(
  rt: Runtime,
  a: PyObject,
  b: PyObject,
  c: PyObject,
  symbol = '** or pow()',
): PyObject {
  const mine = a.type.slots.power;
  let other = b.type === a.type ? null : b.type.slots.power;
  if (other === mine) other = null;
  if (mine !== null) {
    if (other !== null && isSubtype(b.type, a.type)) {
      const r = other(rt, a, b, c);
      if (r !== rt.NotImplemented) return r;
      decref(rt, r);
      other = null;
    }
    const r = mine(rt, a, b, c);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  if (other !== null) {
    const r = other(rt, a, b, c);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  if (c === rt.None) throw unsupported(rt, a, b, symbol);
  const last = c.type.slots.power;
  if (last !== null && last !== mine && last !== b.type.slots.power) {
    const r = last(rt, a, b, c);
    if (r !== rt.NotImplemented) return r;
    decref(rt, r);
  }
  throw typeError(
    rt,
    `unsupported operand type(s) for ${rt.ruleset.minor >= 10 ? '** or ' : ''}pow(): '${a.type.name}', '${b.type.name}', '${c.type.name}'`,
  );
}
