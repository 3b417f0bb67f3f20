/** Taking entries off an evaluation stack: who owns them then, and in which order they are released. */
import { Op } from '../compile/opcodes.ts';
import type { PyObject } from '../objects/header.ts';
import { decref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';

/** Where the callable of the call `word` lies, its operands below `sp`; -1 for what is no call of that kind. */
export function calleeAt(word: number, sp: number): number {
  const n = word >> 8;
  switch (word & 255) {
    case Op.CALL:
      return sp - n - 1;
    case Op.CALL_KW:
    case Op.CALL_METHOD:
      return sp - n - 2;
    case Op.CALL_METHOD_KW:
      return sp - n - 3;
    case Op.CALL_EX:
      return sp - 2 - (n & 1);
    default:
      return -1;
  }
}

/** Takes the entry at `i` off the stack. */
export function take(s: (PyObject | null)[], i: number): PyObject {
  const x = s[i]!;
  s[i] = null;
  return x;
}

/** Takes the entries from `at` up to `top` off the stack. */
export function takeItems(s: (PyObject | null)[], at: number, top: number): PyObject[] {
  let items: PyObject[];
  switch (top - at) {
    case 1:
      items = [s[at]!];
      break;
    case 2:
      items = [s[at]!, s[at + 1]!];
      break;
    case 3:
      items = [s[at]!, s[at + 1]!, s[at + 2]!];
      break;
    default:
      items = s.slice(at, top) as PyObject[];
  }
  for (let i = at; i < top; i++) s[i] = null;
  return items;
}

/** Releases the entries from `at` up to `top`. */
export function drop(rt: Runtime, s: (PyObject | null)[], at: number, top: number): void {
  if (rt.ruleset.refcounts.callerKeepsArguments) {
    // Up to 3.10 the caller pops its arguments, the last one first, and then what it called.
    dropFromTop(rt, s, at, top);
    return;
  }
  dropInOrder(rt, s, at, top);
}

export function dropFromTop(rt: Runtime, s: (PyObject | null)[], at: number, top: number): void {
  for (let i = top - 1; i >= at; i--) {
    const x = s[i];
    s[i] = null;
    if (x !== null) decref(rt, x);
  }
}

export function dropInOrder(rt: Runtime, s: (PyObject | null)[], at: number, top: number): void {
  for (let i = at; i < top; i++) {
    const x = s[i];
    s[i] = null;
    if (x !== null) decref(rt, x);
  }
}

/** Releases what a call kept: the tuple of arguments on top first. */
export function dropKept(rt: Runtime, s: (PyObject | null)[], at: number, top: number): void {
  const last = s[top - 1];
  s[top - 1] = null;
  if (last !== null) decref(rt, last);
  drop(rt, s, at, top - 1);
}

/**
 * Lays out what a call with `*args` keeps so that it is released as CPython does: the unpacked values, the callable, the tuple,
 * the mapping (_PyVectorcall_Call, CALL_FUNCTION_EX). Answers the new stack pointer.
 */
export function keepSpread(
  rt: Runtime,
  s: (PyObject | null)[],
  at: number,
  sp: number,
  release: readonly PyObject[],
): number {
  const order = [...release, ...s.slice(at, sp)];
  // dropKept takes the top, and then goes down (<=3.10) or up.
  const layout = rt.ruleset.refcounts.callerKeepsArguments ? order.reverse() : [...order.slice(1), order[0]];
  for (const [i, x] of layout.entries()) s[at + i] = x;
  return at + layout.length;
}
