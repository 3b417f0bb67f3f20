/**
 * The variables of a frame from outside: locals(), f_locals and what the debugger's functions read and write
 * (Objects/frameobject.c: PyFrame_GetLocals, map_to_dict, PyFrame_LocalsToFast).
 */

import { SLOT } from '../compile/code.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictDeleteStr, dictGetStr, dictSet, dictSetStr } from '../objects/types/dict.ts';
import { dictEntries } from '../objects/types/dict-entries.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { dictCopy } from '../objects/types/dict-merge.ts';
import type { Frame } from './frame.ts';

/**
 * Values of the visible locals by name (for locals(), f_locals), new reference. Up to 3.12 it is one dict of the frame, brought up to date;
 * from 3.13 on (PEP 667) each call makes one.
 */
export function localsSnapshot(rt: Runtime, f: Frame): PyObject {
  const fresh = rt.ruleset.minor >= 13;
  if (!fresh) f.snapshot ??= newDict(rt);
  const d = fresh ? newDict(rt) : incref(f.snapshot!);
  for (let i = 0; i < f.code.slots; i++) {
    if ((f.code.source.slotKinds[i] & SLOT.HIDDEN) !== 0) continue;
    const x = localValue(rt, f, i);
    // What the program itself put into the dict stays (map_to_dict).
    if (x !== null) dictSetStr(rt, d, f.code.localNames[i], x);
    else if (!fresh && dictGetStr(rt, d, f.code.localNames[i]) !== null)
      dictDeleteStr(rt, d, f.code.localNames[i]);
  }
  if (fresh && f.snapshot !== null)
    for (const [key, value] of dictEntries(rt, f.snapshot)) dictSet(rt, d, key, value);
  return d;
}

/** What the variable in slot `i` holds (borrowed), in its cell if it has one; null where it is unbound. */
export function localValue(rt: Runtime, f: Frame, i: number): PyObject | null {
  const x = f.s[i];
  return x !== null && holdsCell(rt, f, i) ? (x.v as PyObject | null) : x;
}

function holdsCell(rt: Runtime, f: Frame, i: number): boolean {
  return (f.code.source.slotKinds[i] & (SLOT.CELL | SLOT.FREE)) !== 0 && f.s[i]?.type === rt.cellType;
}

/** Gives the variable in slot `i` a value, which it takes over; null unbinds it. */
export function setLocalValue(rt: Runtime, f: Frame, i: number, value: PyObject | null): void {
  const old = localValue(rt, f, i);
  if (holdsCell(rt, f, i)) f.s[i]!.v = value;
  else f.s[i] = value;
  if (old !== null) decref(rt, old);
}

/** <=3.12: gives a function's variables the values that they have in its dict of locals (PyFrame_LocalsToFast). */
export function localsToFast(rt: Runtime, f: Frame): void {
  const d = f.snapshot;
  if (d === null) return;
  const kinds = f.code.source.slotKinds;
  for (let i = 0; i < f.code.slots; i++) {
    if ((kinds[i] & SLOT.HIDDEN) !== 0) continue;
    const value = dictGetStr(rt, d, f.code.localNames[i]);
    if (value !== localValue(rt, f, i)) setLocalValue(rt, f, i, value === null ? null : incref(value));
  }
}

/**
 * What locals() and f_locals give (PyFrame_GetLocals), new reference: the namespace of a module or class block, while an inlined comprehension
 * runs there a copy with its variables (3.12; from 3.13 on those alone); else the snapshot.
 */
export function localsOf(rt: Runtime, f: Frame): PyObject {
  if (f.locals === null) return localsSnapshot(rt, f);
  const kinds = f.code.source.slotKinds;
  let merged: PyObject | null = null;
  for (let i = 0; i < f.code.slots; i++) {
    let x = (kinds[i] & SLOT.HIDDEN) !== 0 ? f.s[i] : null;
    if (x !== null && x.type === rt.cellType) x = x.v as PyObject | null;
    if (x === null || f.locals.type.kind !== K.DICT) continue;
    merged ??= rt.ruleset.minor >= 13 ? newDict(rt) : dictCopy(rt, f.locals);
    dictSetStr(rt, merged, f.code.localNames[i], x);
  }
  return merged ?? incref(f.locals);
}

/** Whether a comprehension runs that was inlined into a module or class. */
export function hasHiddenLocals(f: Frame): boolean {
  const kinds = f.code.source.slotKinds;
  for (let i = 0; i < f.code.slots; i++) if ((kinds[i] & SLOT.HIDDEN) !== 0 && f.s[i] !== null) return true;
  return false;
}
