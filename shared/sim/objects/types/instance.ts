/**
 * Instances of classes: making them, and the layer that a heap type puts around its built-in base's dealloc, traverse and
 * clear (Objects/typeobject.c: PyType_GenericAlloc, subtype_dealloc, subtype_traverse, subtype_clear).
 */
import { blockBytes } from '../alloc.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import {
  GC,
  K,
  PyContainer,
  PyInstance,
  type PyObject,
  type PyType,
  TF,
  Values,
  type Visit,
} from '../header.ts';
import { inlineValuesBytes, releaseValues, startInstanceValues, traverseInstanceDict } from '../instances.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import type { Slots } from '../slots.ts';

// An import is a memory cell that compiled code reads and checks at every use; what stands here is a number to it.
const { OBJECT } = K;
const { GC: GC_TYPE } = TF;

/** A new instance of a heap type with payload `v` (slot values for plain ones), tracked. */
export function newInstance<V>(rt: Runtime, type: PyType, v: V, items = 0): PyObject {
  if ((type.flags & TF.GC) === 0) {
    incref(type);
    return new PyContainer(type, rt.mem.alloc(blockBytes(type, items)), v, 0, 0);
  }
  let bytes = blockBytes(type, items);
  const keys = (type.flags & TF.SHARED_KEYS) !== 0 ? type.sharedKeys : null;
  const inline = keys !== null && rt.ruleset.instances.attributes === 'inlineValues';
  if (inline) bytes += inlineValuesBytes(rt, keys);
  const addr = gcAlloc(rt, bytes);
  const o =
    (type.flags & (TF.DICT | TF.WEAKREF)) === 0
      ? new PyContainer(type, addr, v, 0, 0)
      : new PyInstance(type, addr, v, 0, 0);
  if ((type.flags & TF.HEAP) !== 0) incref(type);
  if (keys !== null) {
    startInstanceValues(rt, o, keys);
    if (inline && keys.usable > 1) keys.usable--;
  }
  gcTrack(rt, o);
  return o;
}

/** Slot values of a plain instance. */
export function newSlotValues(type: PyType): null[] | null {
  return type.slotCount === 0 ? null : new Array(type.slotCount).fill(null);
}

type SlotList = (PyObject | null)[];

/**
 * Values of `__slots__`, or null while there are none: the payload of a plain instance, else a list beside the payload of the
 * built-in base (for str and float, whose payload is a JS primitive, in a table of the machine).
 */
export function slotValues(rt: Runtime, o: PyObject): SlotList | null {
  if (o.type.kind === K.OBJECT) return o.v;
  if (typeof o.v === 'object' && o.v !== null) return o.v.slots ?? null;
  return (rt.moduleState.get('slots of primitives') as Map<PyObject, SlotList> | undefined)?.get(o) ?? null;
}

/** Room for the slots of an instance that has none set yet. */
export function makeSlotValues(rt: Runtime, o: PyObject): SlotList {
  const values: SlotList = new Array(o.type.slotCount).fill(null);
  if (o.type.kind === K.OBJECT) o.v = values;
  else if (typeof o.v === 'object' && o.v !== null) o.v.slots = values;
  else {
    let table = rt.moduleState.get('slots of primitives') as Map<PyObject, SlotList> | undefined;
    if (table === undefined) rt.moduleState.set('slots of primitives', (table = new Map()));
    table.set(o, values);
  }
  return values;
}

/** The nearest base whose slots are native: it handles the payload. */
export function nativeBase(type: PyType): PyType {
  let base: PyType = type;
  while ((base.flags & TF.HEAP) !== 0) base = base.base!;
  return base;
}

export function subtypeTraverse(rt: Runtime, o: PyObject, visit: Visit): void {
  const c = o as PyContainer;
  const type = o.type;
  if (type.kind === K.OBJECT) {
    const values = o.v as SlotList | null;
    if (values !== null) visitSlots(rt, type, values, visit);
  } else if (type.slotCount > 0) {
    const values = slotValues(rt, o);
    if (values !== null) visitSlots(rt, type, values, visit);
  }
  // The dict of a module or an exception is its base's to visit.
  if ((type.flags & TF.DICT) !== 0 && type.kind !== K.MODULE && type.kind !== K.EXCEPTION)
    traverseInstanceDict(rt, c, visit);
  if (rt.ruleset.collector.instanceVisitsType) visit(rt, type);
  if (type.kind !== K.OBJECT) nativeBase(type).slots.traverse?.(rt, o, visit);
}

/** The slots of the class itself first, then those of its bases (traverse_slots). */
function visitSlots(rt: Runtime, type: PyType, values: SlotList, visit: Visit): void {
  let end = type.slotCount;
  for (let t = type; end > 0; t = t.base!) {
    const start = t.base!.slotCount;
    for (let i = start; i < end; i++) if (values[i] !== null) visit(rt, values[i]!);
    end = start;
  }
}

export function subtypeClear(rt: Runtime, o: PyObject): void {
  const c = o as PyContainer;
  const type = o.type;
  if (type.kind !== K.OBJECT) nativeBase(type).slots.clear?.(rt, o);
  releaseSlots(rt, o);
  const d = c.dict;
  if (d !== null) {
    if (d instanceof Values) {
      for (let i = 0; i < d.items.length; i++) {
        const x = d.items[i];
        if (x !== null) {
          d.items[i] = null;
          decref(rt, x);
        }
      }
      d.order = null;
    } else {
      c.dict = null;
      decref(rt, d);
    }
  }
}

function releaseSlots(rt: Runtime, o: PyObject): void {
  const type = o.type;
  if (type.slotCount === 0) return;
  const values = slotValues(rt, o);
  if (values === null) return;
  let end = type.slotCount;
  for (let t = type; end > 0; t = t.base!) {
    const start = t.base!.slotCount;
    for (let i = start; i < end; i++) {
      const x = values[i];
      if (x !== null) {
        values[i] = null;
        decref(rt, x);
      }
    }
    end = start;
  }
}

/** `value` where `type` is its own, else what the subclass makes of it when it is called (float_fromhex). Takes the reference. */
export function inType(rt: Runtime, type: PyObject, value: PyObject): PyObject {
  if (type === value.type) return value;
  try {
    return callObject(rt, type, [value]);
  } finally {
    decref(rt, value);
  }
}

/** Runs `__del__` once; true when the object came back to life (PyObject_CallFinalizerFromDealloc). */
export function finalizeFromDealloc(rt: Runtime, o: PyObject): boolean {
  const finalize = o.type.slots.finalize;
  if (finalize === null) return false;
  const once = (o.type.flags & TF.GC) !== 0 && rt.ruleset.collector.finalizeOnce;
  if (once && ((o as PyContainer).gcBits & GC.FINALIZED) !== 0) return false;
  o.refcnt = 1;
  finalize(rt, o);
  // Only now: gc.is_finalized() within __del__ says no, unlike where the collector calls it.
  if (once) (o as PyContainer).gcBits |= GC.FINALIZED;
  if (--o.refcnt > 0) return true;
  return false;
}

/** subtype_dealloc for what is nothing but an instance: no native base, no `__del__`. */
function plainDealloc(rt: Runtime, c: PyContainer, type: PyType): void {
  gcUntrack(rt, c);
  if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
  if (type.slotCount !== 0) releaseSlots(rt, c);
  const d = c.dict;
  if (d !== null) {
    c.dict = null;
    if (d instanceof Values) releaseValues(rt, c, d);
    else decref(rt, d);
  }
  gcFree(rt, c);
  decref(rt, type);
}

/** subtype_dealloc: `__del__`, weak references, slots, attributes, the base's part, the block, the class. */
export function subtypeDealloc(rt: Runtime, o: PyObject): void {
  let type = o.type;
  const gc = (type.flags & GC_TYPE) !== 0;
  const c = o as PyContainer;
  if (gc && type.kind === OBJECT && type.slots.finalize === null) {
    plainDealloc(rt, c, type);
    return;
  }
  if (gc) {
    if (type.slots.finalize !== null) {
      if (finalizeFromDealloc(rt, o)) return;
      type = o.type; // __del__ may have assigned to __class__
    }
    gcUntrack(rt, c);
    if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
    releaseSlots(rt, o);
    const d = c.dict;
    if (d !== null && type.kind !== K.MODULE) {
      c.dict = null;
      if (d instanceof Values) releaseValues(rt, c, d);
      else decref(rt, d);
    }
  } else if (type.slots.finalize !== null) {
    if (finalizeFromDealloc(rt, o)) return;
    type = o.type;
  }
  if (type.kind === K.OBJECT) {
    if (gc) gcFree(rt, c);
    else rt.mem.free(o.addr);
    decref(rt, type);
    return;
  }
  if (type.slotCount > 0 && (typeof o.v !== 'object' || o.v === null)) {
    (rt.moduleState.get('slots of primitives') as Map<PyObject, SlotList> | undefined)?.delete(o);
  }
  const base = nativeBase(type);
  base.slots.dealloc(rt, o);
  decref(rt, type);
}

/** Installs the subtype layer in the slots of a new heap type. */
export function setSubtypeSlots(type: PyType): void {
  const slots: Slots = type.slots;
  slots.dealloc = subtypeDealloc;
  slots.traverse = subtypeTraverse;
  slots.clear = subtypeClear;
}
