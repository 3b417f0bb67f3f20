/** Instructions on items and containers, operands on the frame's stack: of the eval loop, and of translated code where its guards do not hold. */
import { objectIsTrue } from '../../objects/abstract/comparison.ts';
import { contains, setItem } from '../../objects/abstract/container.ts';
import { getIter } from '../../objects/abstract/iteration.ts';
import type { PyObject } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import { dictSet, dictTake } from '../../objects/types/dict.ts';
import { newDictPresized } from '../../objects/types/dict-making.ts';
import type { Frame } from '../frame.ts';
import { drop, take } from '../stack.ts';

/** GET_ITER. */
export function takeIter(rt: Runtime, f: Frame): void {
  const { s } = f;
  const at = f.sp - 1;
  const o = s[at]!;
  s[at] = getIter(rt, o);
  decref(rt, o);
}

/** STORE_SUBSCR. */
export function storeSubscript(rt: Runtime, f: Frame): void {
  const { s, sp } = f;
  const key = s[sp - 1]!;
  const o = s[sp - 2]!;
  const x = s[sp - 3]!;
  if (
    o.type === rt.listType &&
    key.type === rt.intType &&
    typeof key.v === 'number' &&
    key.v >= 0 &&
    key.v < o.v.length
  ) {
    const old = o.v[key.v] as PyObject;
    o.v[key.v] = incref(x);
    decref(rt, old);
  } else if (o.type === rt.dictType) dictSet(rt, o, key, x);
  else setItem(rt, o, key, x);
  s[sp - 1] = s[sp - 2] = s[sp - 3] = null;
  f.sp = sp - 3;
  decref(rt, x);
  decref(rt, o);
  decref(rt, key);
}

/** BUILD_MAP. */
export function buildMap(rt: Runtime, f: Frame, word: number): void {
  const { s } = f;
  const n = word >> 8;
  const at = f.sp - 2 * n;
  const d = newDictPresized(rt, n, n > 0 && s[at]!.type === rt.strType);
  const top = f.sp;
  s[top] = d;
  f.sp = top + 1;
  for (let i = at; i < top; i += 2) dictSet(rt, d, s[i]!, s[i + 1]!);
  s[top] = null;
  drop(rt, s, at, top);
  s[at] = d;
  f.sp = at + 1;
}

/** MAP_ADD. */
export function mapAdd(rt: Runtime, f: Frame, word: number): void {
  const { s } = f;
  const d = s[f.sp - 2 - (word >> 8)]!;
  if (rt.ruleset.dict.holdsBeforeHashing) {
    const x = take(s, --f.sp);
    const key = take(s, --f.sp);
    dictTake(rt, d, key, x);
    return;
  }
  dictSet(rt, d, s[f.sp - 2]!, s[f.sp - 1]!);
  const x = take(s, --f.sp);
  decref(rt, take(s, --f.sp));
  decref(rt, x);
}

/** UNARY_NOT. */
export function unaryNot(rt: Runtime, f: Frame): void {
  const { s } = f;
  const x = s[f.sp - 1]!;
  const truth = x === rt.True || (x !== rt.False && objectIsTrue(rt, x));
  s[f.sp - 1] = incref(truth ? rt.False : rt.True);
  decref(rt, x);
}

/** CONTAINS_OP. */
export function containsOp(rt: Runtime, f: Frame, word: number): void {
  const { s } = f;
  const found = contains(rt, s[f.sp - 1]!, s[f.sp - 2]!);
  const b = take(s, --f.sp);
  const a = s[f.sp - 1]!;
  s[f.sp - 1] = incref(found === (word >> 8 === 0) ? rt.True : rt.False);
  if (rt.releaseInReverse) decref(rt, b);
  decref(rt, a);
  if (!rt.releaseInReverse) decref(rt, b);
}
