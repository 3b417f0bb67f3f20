/** What instances of a new class are like: their sizes and shared keys (Objects/typeobject.c: type_new_alloc, inherit_special). */
import { K, type PyObject, type PyType, SharedKeys, TF } from '../header.ts';
import { incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { dictGetJs } from './dict.ts';
import { keysBytes, takeKeys, usableFor } from './dict-table.ts';
import { nativeBase } from './instance.ts';
import type { SlotPlan } from './type-slots.ts';

/** Sizes of instances (type_new_alloc, inherit_special). */
export function layOut(rt: Runtime, type: PyType, base: PyType, plan: SlotPlan): void {
  const rules = rt.ruleset.instances;
  const sizes = rt.ruleset.sizes;
  let basic = base.basicSize + 8 * plan.names.length;
  type.dictOffset = base.dictOffset;
  type.weakrefOffset = base.weakrefOffset;
  let pre = (base.flags & TF.PREHEADER) !== 0;
  const variable = base.itemSize !== 0;
  if (plan.dict) {
    if (rules.preHeaderBytes > 0 && (!variable || rules.preHeaderForVariableSize)) {
      pre = true;
      type.dictOffset = -1;
    } else {
      // Beyond the items of a variable-size object, counted from its end.
      type.dictOffset = variable ? -8 : basic;
      basic += 8;
    }
  }
  if (plan.weak) {
    if (rules.preHeaderBytes > 0 && !rules.weakrefPointerInside) {
      pre = true;
      type.weakrefOffset = -32;
    } else {
      type.weakrefOffset = basic;
      basic += 8;
    }
  }
  // 3.11 counts the place before the object from its end (type_new_slots_impl).
  if (plan.dict && type.dictOffset === -1 && rules.weakrefPointerInside) type.dictOffset = -basic - 24;
  if (pre) type.flags |= TF.PREHEADER;
  const gc =
    (base.flags & TF.GC) !== 0 || plan.dict || plan.names.length > 0 || rules.emptySlotsTracked || plan.weak;
  if (gc) type.flags |= TF.GC;
  type.basicSize = basic;
  type.headBytes = (gc ? sizes.gcHeaderBytes : 0) + (pre ? rules.preHeaderBytes : 0);
}

/**
 * The keys that instances share (_PyDict_NewKeysForClass): up to 3.10 of every class whose instances have a dict, from 3.11
 * of those whose dict the interpreter manages, that is, which no built-in base brought. And whether instances are made with
 * values by them; where not (subclasses of list...), the first attribute makes a split dict.
 */
export function makeSharedKeys(rt: Runtime, type: PyType, ns: PyObject): void {
  const rules = rt.ruleset.instances;
  if (rules.attributes === 'dictSlot') {
    if ((type.flags & TF.DICT) === 0 && type.kind !== K.TYPE) return;
    type.sharedKeys = new SharedKeys(rules.splitValuesUsable, takeKeys(rt, keysBytes(rt, 3, true)), 3);
    return;
  }
  if ((type.flags & TF.DICT) === 0 || (nativeBase(type).flags & TF.DICT) !== 0) return;
  if (type.itemSize !== 0 && !rules.preHeaderForVariableSize) return;
  const plain = type.kind === K.OBJECT && (rules.attributes === 'valuesPointer' || type.slotCount === 0);
  if (plain || rules.inlineForMoreTypes) type.flags |= TF.SHARED_KEYS;
  let log2 = 3;
  while (usableFor(log2) < rules.sharedKeysMax) log2++;
  const keys = new SharedKeys(rules.sharedKeysMax, rt.mem.alloc(keysBytes(rt, log2, true)), log2);
  type.sharedKeys = keys;
  if (!rules.preregistersSelfAttributes) return;
  const statics = dictGetJs(ns, '__static_attributes__');
  if (statics === null || statics.type !== rt.tupleType) return;
  for (const item of statics.v as PyObject[]) {
    if (keys.usable <= 0 || keys.index.has(item.v)) continue;
    keys.usable--;
    keys.index.set(item.v, keys.names.length);
    keys.names.push(incref(item));
  }
}
