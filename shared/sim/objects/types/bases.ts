/** The bases of a class: the one that decides the layout, and assignment to __bases__ (Objects/typeobject.c: best_base, type_set_bases). */
import { addressOf } from '../abstract/identity.ts';
import { isSubtype, typeModified } from '../abstract/lookup.ts';
import { isPyError, restoreRaised, takeRaised, typeError } from '../errors.ts';
import { K, type PyObject, type PyType, TF } from '../header.ts';
import { sameLayout, solidBase } from '../layout.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { Slots } from '../slots.ts';
import { inheritSlots } from '../typedef.ts';
import { updateAllSlots } from '../typeslots.ts';
import { chargeLater } from '../work.ts';
import { dictDelete, dictSet } from './dict.ts';
import { newDict } from './dict-making.ts';
import { setSubtypeSlots } from './instance.ts';
import { intNew } from './int.ts';
import { mroOf } from './mro.ts';
import { newTuple } from './tuple.ts';

/** The base that decides the layout (best_base). */
export function bestBase(rt: Runtime, bases: readonly PyType[]): PyType {
  let best: PyType | null = null;
  let solidBest: PyType | null = null;
  for (const base of bases) {
    if ((base.flags & TF.BASETYPE) === 0) {
      throw typeError(rt, `type '${base.name}' is not an acceptable base type`);
    }
    const solid = solidBase(base);
    if (solidBest === null) {
      solidBest = solid;
      best = base;
    } else if (isSubtype(solidBest, solid)) {
      // The earlier one already contains this layout.
    } else if (isSubtype(solid, solidBest)) {
      solidBest = solid;
      best = base;
    } else throw typeError(rt, 'multiple bases have instance lay-out conflict');
  }
  return best!;
}

/** The slots of a heap type: its own special methods, and the bases'. */
export function fillSlots(rt: Runtime, type: PyType): void {
  const base = type.base!;
  setSubtypeSlots(type);
  inheritSlots(type, base, false);
  type.slots.hash ??= base.slots.hash;
  type.slots.richcompare ??= base.slots.richcompare;
  updateAllSlots(rt, type);
}

/** `type.__bases__ = value`. */
export function setBases(rt: Runtime, type: PyType, value: PyObject | null): void {
  const bases = checkBases(rt, type, value);
  const base = bestBase(rt, bases);
  if (!sameLayout(base, type.base!)) {
    const sameFree = ((base.flags ^ type.base!.flags) & TF.GC) === 0;
    throw typeError(
      rt,
      `__bases__ assignment: '${base.name}' ${sameFree ? 'object layout' : 'deallocator'} differs from '${type.base!.name}'`,
    );
  }
  const changed: Reordered[] = [];
  const before = { bases: type.bases, base: type.base!, tuple: type.basesTuple };
  type.bases = bases;
  type.base = incref(base);
  type.basesTuple = newTuple(rt, bases);
  try {
    reorder(rt, type, changed);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    const raised = takeRaised(rt);
    // What has been assigned again meanwhile stays.
    for (const c of changed) if (c.type.mro === c.fresh) setMro(rt, c.type, c.mro);
    if (type.bases === bases) {
      decref(rt, type.base);
      decref(rt, type.basesTuple);
      type.bases = before.bases;
      type.base = before.base;
      type.basesTuple = before.tuple;
    } else {
      decref(rt, before.base);
      if (before.tuple !== null) decref(rt, before.tuple);
    }
    restoreRaised(rt, raised);
    throw error;
  }
  // An mro() written in Python may have assigned again meanwhile: then that assignment has done the rest.
  if (type.bases === bases) {
    for (const b of before.bases) removeSubclass(rt, b, type);
    for (const b of bases) addSubclass(rt, b, type);
    refill(rt, type);
  }
  decref(rt, before.base);
  if (before.tuple !== null) decref(rt, before.tuple);
}

/** add_subclass. */
export function addSubclass(rt: Runtime, base: PyType, type: PyType): void {
  base.subclasses.push(type);
  const isClass = (base.flags & TF.HEAP) !== 0;
  if (isClass && rt.ruleset.minor < 10) base.listing ??= newDict(rt);
  const key = intNew(rt, addressOf(rt, type));
  const ref = rt.hooks.newWeakref(rt, type);
  // What lists the subclasses of a built-in type was there before the program, and how full is not known.
  if (!isClass) type.listed.push(key, ref);
  else {
    base.listing ??= newDict(rt);
    dictSet(rt, base.listing, key, ref);
    decref(rt, ref);
    decref(rt, key);
  }
}

/** remove_subclass. */
export function removeSubclass(rt: Runtime, base: PyType, type: PyType): void {
  const i = base.subclasses.indexOf(type);
  chargeLater(rt, base.subclasses.length >> 3);
  if (i < 0) return;
  base.subclasses.splice(i, 1);
  const { listing } = base;
  if (listing === null) {
    decrefAll(rt, type.listed.splice(-2));
    return;
  }
  const key = intNew(rt, addressOf(rt, type));
  dictDelete(rt, listing, key);
  decref(rt, key);
  // Since 3.11 an empty one is let go.
  if (base.subclasses.length > 0 || rt.ruleset.minor < 11) return;
  base.listing = null;
  decref(rt, listing);
}

function checkBases(rt: Runtime, type: PyType, value: PyObject | null): PyType[] {
  const name = type.name;
  if (value === null) {
    const { minor } = rt.ruleset;
    throw typeError(
      rt,
      minor < 10
        ? `can't delete ${name}.__bases__`
        : `cannot delete '__bases__' attribute of ${minor >= 15 ? '' : 'immutable '}type '${name}'`,
    );
  }
  if (value.type.kind !== K.TUPLE)
    throw typeError(rt, `can only assign tuple to ${name}.__bases__, not ${value.type.name}`);
  const bases = value.v as PyObject[];
  if (bases.length === 0) throw typeError(rt, `can only assign non-empty tuple to ${name}.__bases__, not ()`);
  for (const b of bases) {
    if (b.type.kind !== K.TYPE)
      throw typeError(rt, `${name}.__bases__ must be tuple of classes, not '${b.type.name}'`);
    if (isSubtype(b as PyType, type) || hasBase(b as PyType, type))
      throw typeError(rt, 'a __bases__ item causes an inheritance cycle');
  }
  return bases.slice() as PyType[];
}

/** Whether `type` is on the chain of first bases of `b`, which an mro() in Python may have changed before the order (type_is_subtype_base_chain). */
function hasBase(b: PyType, type: PyType): boolean {
  for (let t: PyType | null = b; t !== null; t = t.base) if (t === type) return true;
  return false;
}

/** A class that got a new order, and its old one. */
type Reordered = { type: PyType; mro: PyType[]; fresh: PyType[] };

/** New orders for a class and all below it; `changed` keeps the old ones. */
function reorder(rt: Runtime, type: PyType, changed: Reordered[]): void {
  const old = type.mro;
  const fresh = mroOf(rt, type, type.bases);
  changed.push({ type, mro: old, fresh });
  setMro(rt, type, fresh);
  for (const sub of [...type.subclasses]) reorder(rt, sub, changed);
}

function setMro(rt: Runtime, type: PyType, mro: PyType[]): void {
  const old = type.mroTuple;
  type.mro = mro;
  type.mroTuple = newTuple(rt, mro);
  if (old !== null) decref(rt, old);
  typeModified(rt, type);
}

/** Takes the slots over again from the new ancestors. */
function refill(rt: Runtime, type: PyType): void {
  Object.assign(type.slots, new Slots());
  fillSlots(rt, type);
  typeModified(rt, type);
  for (const sub of type.subclasses) refill(rt, sub);
}
