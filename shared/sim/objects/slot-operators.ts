/** Rows of the operators: each with its reflected or in-place form (Objects/typeobject.c: SLOT1BIN). */
import { callMethodOrNull } from './abstract/calls.ts';
import { isSubtype, lookupOnType } from './abstract/lookup.ts';
import type { PyObject, PyType } from './header.ts';
import { decref, incref } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { callSpecial } from './slot-methods.ts';
import { wrapBinary, wrapReflected, wrapUnary } from './slot-wrappers.ts';
import type { Args, KwNames, Slots } from './slots.ts';

/** A special method, the slot that it fills, and both ways between them. */
export type SlotRow = {
  readonly name: string;
  readonly slot: keyof Slots;
  /** What the slot holds when a class defines the method in Python. */
  // biome-ignore lint/suspicious/noExplicitAny: each slot has its own signature
  readonly generic: any;
  /** How the wrapper calls the native slot function; null: the slot has no wrapper. */
  // biome-ignore lint/suspicious/noExplicitAny: see generic
  readonly wrap: ((rt: Runtime, fn: any, self: PyObject, args: Args, kw: KwNames) => PyObject) | null;
};

/** A unary operator. */
export const unary = (name: string, slot: keyof Slots): SlotRow => ({
  name,
  slot,
  generic: (rt: Runtime, o: PyObject) => callSpecial(rt, o, name, []),
  wrap: wrapUnary,
});

/** A binary operator with its reflected form. */
export function operator(slot: keyof Slots, plain: string): SlotRow[] {
  const name = `__${plain}__`;
  const reflected = `__r${plain}__`;
  const generic = (rt: Runtime, a: PyObject, b: PyObject): PyObject => {
    const own = a.type.slots[slot] === generic;
    let other = b.type !== a.type && b.type.slots[slot] === generic;
    if (own) {
      if (other && isSubtype(b.type, a.type) && overrides(b.type, a.type, reflected)) {
        const r = callMethodOrNull(rt, b, reflected, [a]);
        if (r !== null) {
          if (r !== rt.NotImplemented) return r;
          decref(rt, r);
        }
        other = false;
      }
      const r = callMethodOrNull(rt, a, name, [b]);
      if (r !== null) {
        if (r !== rt.NotImplemented || b.type === a.type) return r;
        decref(rt, r);
      }
    }
    if (other) {
      const r = callMethodOrNull(rt, b, reflected, [a]);
      if (r !== null) return r;
    }
    return incref(rt.NotImplemented);
  };
  return [
    { name, slot, generic, wrap: wrapBinary },
    { name: reflected, slot, generic, wrap: wrapReflected },
  ];
}

/** Whether the subclass has a method of its own by that name (method_is_overloaded). */
function overrides(sub: PyType, base: PyType, name: string): boolean {
  const mine = lookupOnType(sub, name);
  return mine !== null && mine !== lookupOnType(base, name);
}

/** An in-place operator. */
export const inplace = (slot: keyof Slots, plain: string): SlotRow => {
  const name = `__i${plain}__`;
  return {
    name,
    slot,
    generic: (rt: Runtime, a: PyObject, b: PyObject) =>
      callMethodOrNull(rt, a, name, [b]) ?? incref(rt.NotImplemented),
    wrap: wrapBinary,
  };
};

/** slot_nb_power. */
export const genericPower = (rt: Runtime, a: PyObject, b: PyObject, c: PyObject): PyObject => {
  if (c === rt.None) return genericPowerTwo(rt, a, b);
  if (a.type.slots.power === genericPower) return callSpecial(rt, a, '__pow__', [b, c]);
  return incref(rt.NotImplemented);
};

function genericPowerTwo(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  const own = a.type.slots.power === genericPower;
  const other = b.type !== a.type && b.type.slots.power === genericPower;
  if (own) {
    if (other && isSubtype(b.type, a.type) && overrides(b.type, a.type, '__rpow__')) {
      const r = callMethodOrNull(rt, b, '__rpow__', [a]);
      if (r !== null) {
        if (r !== rt.NotImplemented) return r;
        decref(rt, r);
      }
    }
    const r = callMethodOrNull(rt, a, '__pow__', [b]);
    if (r !== null) {
      if (r !== rt.NotImplemented || b.type === a.type) return r;
      decref(rt, r);
    }
  }
  if (other) {
    const r = callMethodOrNull(rt, b, '__rpow__', [a]);
    if (r !== null) return r;
  }
  return incref(rt.NotImplemented);
}
