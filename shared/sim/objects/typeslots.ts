/**
 * Which special method fills which slot, in both directions (Objects/typeobject.c: slotdefs, wrap_*, slot_*, update_one_slot):
 * a slot of a built-in type appears in its namespace as a wrapper; a special method of a class fills the slot with a
 * function that looks the method up and calls it.
 */
import { isSubtype, lookupOnType } from './abstract/lookup.ts';
import type { PyObject, PyType } from './header.ts';
import type { Runtime } from './runtime.ts';
import {
  callSpecial,
  compareNames,
  genericAssSubscript,
  genericBool,
  genericCall,
  genericCompare,
  genericContains,
  genericDescrGet,
  genericDescrSet,
  genericFinalize,
  genericGetattribute,
  genericHash,
  genericInit,
  genericIter,
  genericLength,
  genericNew,
  genericNext,
  genericRepr,
  genericSetattr,
  getattrHook,
} from './slot-methods.ts';
import { genericPower, inplace, operator, type SlotRow, unary } from './slot-operators.ts';
import {
  wrapBinary,
  wrapBool,
  wrapCall,
  wrapCompare,
  wrapContains,
  wrapDelattr,
  wrapDelete,
  wrapDescrGet,
  wrapDescrSet,
  wrapFinalize,
  wrapHash,
  wrapInit,
  wrapLength,
  wrapNext,
  wrapPower,
  wrapReflectedPower,
  wrapRepeat,
  wrapSetattr,
  wrapSetItem,
  wrapUnary,
} from './slot-wrappers.ts';
import type { Slots } from './slots.ts';
import {
  descrWrapped,
  isNewWrapper,
  isWrapperDescr,
  newWrapperType,
  wrapperOwner,
  wrapperRow,
} from './types/descr.ts';
import { dictGetJs } from './types/dict.ts';
import type { DictData } from './types/dict-table.ts';
import { charge } from './work.ts';

export const slotDefs: readonly SlotRow[] = [
  { ...unary('__repr__', 'repr'), generic: genericRepr },
  { name: '__hash__', slot: 'hash', generic: genericHash, wrap: wrapHash },
  { name: '__call__', slot: 'call', generic: genericCall, wrap: wrapCall },
  unary('__str__', 'str'),
  { name: '__getattribute__', slot: 'getattro', generic: genericGetattribute, wrap: wrapBinary },
  { name: '__getattr__', slot: 'getattro', generic: getattrHook, wrap: null },
  { name: '__setattr__', slot: 'setattro', generic: genericSetattr, wrap: wrapSetattr },
  { name: '__delattr__', slot: 'setattro', generic: genericSetattr, wrap: wrapDelattr },
  ...compareNames.map(
    (name, op): SlotRow => ({
      name,
      slot: 'richcompare',
      generic: genericCompare,
      wrap: wrapCompare(op),
    }),
  ),
  { name: '__iter__', slot: 'iter', generic: genericIter, wrap: wrapUnary },
  { name: '__next__', slot: 'iternext', generic: genericNext, wrap: wrapNext },
  { name: '__get__', slot: 'descrGet', generic: genericDescrGet, wrap: wrapDescrGet },
  { name: '__set__', slot: 'descrSet', generic: genericDescrSet, wrap: wrapDescrSet },
  { name: '__delete__', slot: 'descrSet', generic: genericDescrSet, wrap: wrapDelete },
  { name: '__init__', slot: 'init', generic: genericInit, wrap: wrapInit },
  { name: '__new__', slot: 'new', generic: genericNew, wrap: null },
  { name: '__del__', slot: 'finalize', generic: genericFinalize, wrap: wrapFinalize },
  ...operator('add', 'add'),
  ...operator('subtract', 'sub'),
  ...operator('multiply', 'mul'),
  ...operator('remainder', 'mod'),
  ...operator('divmod', 'divmod'),
  { name: '__pow__', slot: 'power', generic: genericPower, wrap: wrapPower },
  { name: '__rpow__', slot: 'power', generic: genericPower, wrap: wrapReflectedPower },
  unary('__neg__', 'negative'),
  unary('__pos__', 'positive'),
  unary('__abs__', 'absolute'),
  { name: '__bool__', slot: 'bool', generic: genericBool, wrap: wrapBool },
  unary('__invert__', 'invert'),
  ...operator('lshift', 'lshift'),
  ...operator('rshift', 'rshift'),
  ...operator('and', 'and'),
  ...operator('xor', 'xor'),
  ...operator('or', 'or'),
  unary('__int__', 'int'),
  unary('__float__', 'float'),
  inplace('iadd', 'add'),
  inplace('isubtract', 'sub'),
  inplace('imultiply', 'mul'),
  inplace('iremainder', 'mod'),
  inplace('ipower', 'pow'),
  inplace('ilshift', 'lshift'),
  inplace('irshift', 'rshift'),
  inplace('iand', 'and'),
  inplace('ixor', 'xor'),
  inplace('ior', 'or'),
  ...operator('floorDivide', 'floordiv'),
  ...operator('trueDivide', 'truediv'),
  inplace('ifloorDivide', 'floordiv'),
  inplace('itrueDivide', 'truediv'),
  unary('__index__', 'index'),
  ...operator('matrixMultiply', 'matmul'),
  inplace('imatrixMultiply', 'matmul'),
  { name: '__len__', slot: 'length', generic: genericLength, wrap: wrapLength },
  {
    name: '__getitem__',
    slot: 'subscript',
    generic: (rt: Runtime, o: PyObject, key: PyObject) => callSpecial(rt, o, '__getitem__', [key]),
    wrap: wrapBinary,
  },
  { name: '__setitem__', slot: 'assSubscript', generic: genericAssSubscript, wrap: wrapSetItem },
  { name: '__delitem__', slot: 'assSubscript', generic: genericAssSubscript, wrap: wrapDelete },
  { name: '__contains__', slot: 'contains', generic: genericContains, wrap: wrapContains },
  // Sequences' own + and * (no generic: a class's __add__ fills the number slot).
  { name: '__add__', slot: 'concat', generic: null, wrap: wrapBinary },
  { name: '__mul__', slot: 'repeat', generic: null, wrap: wrapRepeat },
  { name: '__rmul__', slot: 'repeat', generic: null, wrap: wrapRepeat },
  { name: '__iadd__', slot: 'iconcat', generic: null, wrap: wrapBinary },
  { name: '__imul__', slot: 'irepeat', generic: null, wrap: wrapRepeat },
];

const rowsBySlot: ReadonlyMap<string, readonly SlotRow[]> = (() => {
  const map = new Map<string, SlotRow[]>();
  for (const row of slotDefs) {
    const rows = map.get(row.slot);
    if (rows === undefined) map.set(row.slot, [row]);
    else rows.push(row);
  }
  return map;
})();

const places: ReadonlyMap<SlotRow, number> = new Map(slotDefs.map((row, i) => [row, i]));

/** The rows of the slots that have a name in `slots`, in the order of slotDefs. */
export function slotRows(slots: Partial<Slots>): SlotRow[] {
  const rows: SlotRow[] = [];
  for (const slot of Object.keys(slots)) {
    const own = rowsBySlot.get(slot);
    if (own !== undefined) rows.push(...own);
  }
  return rows.sort((a, b) => places.get(a)! - places.get(b)!);
}

const slotsByName: ReadonlyMap<string, readonly (keyof Slots)[]> = (() => {
  const map = new Map<string, (keyof Slots)[]>();
  for (const row of slotDefs) {
    const slots = map.get(row.name);
    if (slots === undefined) map.set(row.name, [row.slot]);
    else if (!slots.includes(row.slot)) slots.push(row.slot);
  }
  return map;
})();

/** The slots that a class fills; slots without such rows are inherited before. */
const ownSlots = [...rowsBySlot.keys()].filter((slot) =>
  rowsBySlot.get(slot)!.some((row) => row.generic !== null),
) as readonly (keyof Slots)[];

const isOwnSlot: ReadonlySet<keyof Slots> = new Set(ownSlots);

// biome-ignore lint/suspicious/noExplicitAny: slots have many signatures
type AnySlot = any;

/** The slot of a heap type by what its MRO defines (update_one_slot). */
function slotByNames(rt: Runtime, type: PyType, slot: keyof Slots): AnySlot {
  let specific: AnySlot = null;
  let generic: AnySlot = null;
  let mixed = false;
  for (const row of rowsBySlot.get(slot)!) {
    const found = lookupOnType(type, row.name);
    if (found === null) continue;
    if (isWrapperDescr(found) && wrapperRow(found).slot === slot && isSubtype(type, wrapperOwner(found))) {
      const fn = descrWrapped(found);
      if (specific === null || specific === fn) specific = fn;
      else mixed = true;
      generic ??= row.generic;
    } else if (row.name === '__new__' && isNewWrapper(found)) {
      specific = newWrapperType(found).slots.new;
      generic ??= row.generic;
    } else if (found === rt.None && row.name === '__hash__') {
      specific = null;
      generic = null;
      mixed = false;
      break;
    } else {
      if (row.name === '__getattr__') generic = mixed ? generic : row.generic;
      else generic = row.generic;
      mixed = true;
    }
  }
  return mixed || specific === null ? (generic ?? specific) : specific;
}

function updateSlot(rt: Runtime, type: PyType, slot: keyof Slots): void {
  (type.slots as Record<keyof Slots, AnySlot>)[slot] = slotByNames(rt, type, slot);
}

/**
 * Sets all slots of a new class (fixup_slot_dispatchers). What a class without special methods would have is the same for all classes
 * of a base, which keeps it; only the slots of the names that this one defines are looked for.
 */
export function updateAllSlots(rt: Runtime, type: PyType): void {
  charge(rt, rowsBySlot.size * type.mro.length);
  if (!followsBase(type)) {
    for (const slot of ownSlots) updateSlot(rt, type, slot);
    return;
  }
  const slots = type.slots as Record<keyof Slots, AnySlot>;
  const given = slotsGivenBy(rt, type.base!);
  for (let i = 0; i < ownSlots.length; i++) slots[ownSlots[i]] = given[i];
  for (const key of (type.ns.v as DictData).keys) {
    if (key === null || typeof key.v !== 'string') continue;
    for (const slot of slotsByName.get(key.v) ?? []) if (isOwnSlot.has(slot)) updateSlot(rt, type, slot);
  }
}

/** Whether its MRO is the class and then its base's. */
function followsBase({ mro, base }: PyType): boolean {
  const rest = base!.mro;
  if (mro.length !== rest.length + 1) return false;
  for (let i = 0; i < rest.length; i++) if (mro[i + 1] !== rest[i]) return false;
  return true;
}

/** The slots of a class under `base` that defines no special methods, in the order of `ownSlots`. */
function slotsGivenBy(rt: Runtime, base: PyType): readonly AnySlot[] {
  if (base.given?.version !== base.version)
    base.given = { version: base.version, slots: ownSlots.map((slot) => slotByNames(rt, base, slot)) };
  return base.given.slots;
}

/** After `type.name` was set or deleted: updates the slots that the name fills, in subclasses too. */
export function slotNameChanged(rt: Runtime, type: PyType, name: string): void {
  const slots = slotsByName.get(name);
  if (slots === undefined) return;
  charge(rt, slots.length * type.mro.length);
  for (const slot of slots) if (isOwnSlot.has(slot)) updateSlot(rt, type, slot);
  for (const sub of type.subclasses) {
    if (dictGetJs(sub.ns, name) === null) slotNameChanged(rt, sub, name);
  }
}
