/** type: classes as objects (Objects/typeobject.c). */

import { checkName, getAttrJs } from '../abstract/attributes.ts';
import { callMethodOrNull } from '../abstract/calls.ts';
import { objectIsTrue } from '../abstract/comparison.ts';
import { addressOf } from '../abstract/identity.ts';
import { listItems } from '../abstract/iteration.ts';
import { isSubtype, lookupOnType, typeModified } from '../abstract/lookup.ts';
import { reprText } from '../abstract/text.ts';
import { raiseAttributeError } from '../abstract-errors.ts';
import { badArgument } from '../convert.ts';
import {
  attributeError,
  isPyError,
  PY_ERROR,
  raiseFrom,
  restoreRaised,
  takeRaised,
  typeError,
  valueError,
} from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack, isTracked } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, PyType, SharedKeys, TF, type Visit } from '../header.ts';
import { releaseSharedKeys } from '../instances.ts';
import { isRealSubclass } from '../isinstance.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type Args, asClassMethod, type GetSetDef, type KwNames, m0, m1, mK, mN, Slots } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { slotNameChanged } from '../typeslots.ts';
import { addSubclass, bestBase, fillSlots, removeSubclass, setBases } from './bases.ts';
import { docOf } from './builtin.ts';
import { newGetSetDescr, newSlotMember } from './descr.ts';
import {
  dictClear,
  dictCopy,
  dictDelete,
  dictDeleteStr,
  dictGetJs,
  dictSetJs,
  dictSetStr,
  dictTraverse,
  newDict,
} from './dict.ts';
import { keysBytes, usableFor } from './dict-table.ts';
import { unionOf } from './genericalias.ts';
import { nativeBase } from './instance.ts';
import { intFromNumber } from './int.ts';
import { newList } from './list.ts';
import { mappingProxy } from './mappingproxy.ts';
import { mroOf, winner } from './mro.ts';
import { addNote } from './notes.ts';
import { subtypeDictGetSet, weakrefGetSet } from './object.ts';
import { newStaticMethod } from './staticmethod.ts';
import { internString, isStr, strNew } from './str.ts';
import { newTuple } from './tuple.ts';

/** Private names in `__slots__`. */
function mangle(className: string, name: string): string {
  if (!name.startsWith('__') || name.endsWith('__')) return name;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}

/** sizeof(PyMemberDef): a class's block has one for each slot and one as the end. */
const MEMBER_BYTES = 40;

type SlotPlan = { names: string[]; dict: boolean; weak: boolean };

function planSlots(
  rt: Runtime,
  name: string,
  base: PyType,
  bases: readonly PyType[],
  ns: PyObject,
): SlotPlan {
  const mayDict = (base.flags & TF.DICT) === 0 && base.kind !== K.TYPE;
  const mayWeak = (base.flags & TF.WEAKREF) === 0 && base.itemSize === 0;
  const given = dictGetJs(ns, '__slots__');
  if (given === null) return { names: [], dict: mayDict, weak: mayWeak };
  const items: PyObject[] = isStr(given) ? [incref(given)] : slotList(rt, given);
  const names: string[] = [];
  let dict = false;
  let weak = false;
  try {
    if (items.length > 0 && refusesSlots(rt, base)) {
      const what = rt.ruleset.minor >= 15 ? 'arbitrary' : 'nonempty';
      throw typeError(rt, `${what} __slots__ not supported for subtype of '${base.name}'`);
    }
    for (const item of items) {
      if (!isStr(item)) throw typeError(rt, `__slots__ items must be strings, not '${item.type.name}'`);
      const slot = item.v as string;
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(slot)) throw typeError(rt, '__slots__ must be identifiers');
      if (slot === '__dict__') {
        if (!mayDict || dict) throw typeError(rt, '__dict__ slot disallowed: we already got one');
        dict = true;
      } else if (slot === '__weakref__') {
        if (!mayWeak || weak) {
          const why =
            rt.ruleset.minor >= 12 && base.itemSize === 0
              ? 'we already got one'
              : 'either we already got one, or __itemsize__ != 0';
          throw typeError(rt, `__weakref__ slot disallowed: ${why}`);
        }
        weak = true;
      } else {
        const mangled = mangle(name, slot);
        if (dictGetJs(ns, mangled) !== null && mangled !== '__qualname__' && mangled !== '__classcell__') {
          throw valueError(rt, `'${mangled}' in __slots__ conflicts with class variable`);
        }
        names.push(mangled);
      }
    }
  } finally {
    for (const item of items) decref(rt, item);
  }
  // A further base may bring a dict or weak references of its own.
  for (const b of bases) {
    if (b === base) continue;
    if (mayDict && !dict && (b.flags & TF.DICT) !== 0) dict = true;
    if (mayWeak && !weak && (b.flags & TF.WEAKREF) !== 0) weak = true;
  }
  names.sort();
  return { names, dict, weak };
}

/** Whether the items of its instances leave no room for slots: since 3.15 slots come before a tuple's items. */
function refusesSlots(rt: Runtime, base: PyType): boolean {
  if (base.kind === K.TUPLE && rt.ruleset.minor >= 15) return false;
  return base.itemSize !== 0 || base.kind === K.TYPE;
}

function slotList(rt: Runtime, given: PyObject): PyObject[] {
  return listItems(rt, given);
}

/** type.__new__(metatype, name, bases, ns, **kwargs). */
export function typeNew(rt: Runtime, metatype: PyType, args: Args, kw: KwNames): PyObject {
  const positional = args.length - (kw?.length ?? 0);
  if (positional !== 3 && rt.ruleset.minor < 9) throw typeError(rt, 'type() takes 1 or 3 arguments');
  if (positional !== 3) throw typeError(rt, `type.__new__() takes exactly 3 arguments (${positional} given)`);
  const [nameArg, basesArg, nsArg] = args;
  if (!isStr(nameArg)) throw typeError(rt, `type.__new__() argument 1 must be str, not ${nameArg.type.name}`);
  if (basesArg.type.kind !== K.TUPLE)
    throw typeError(rt, `type.__new__() argument 2 must be tuple, not ${basesArg.type.name}`);
  if (nsArg.type.kind !== K.DICT)
    throw badArgument(
      rt,
      'type.__new__',
      'argument 3',
      rt.ruleset.minor >= 15 ? 'dict or frozendict' : 'dict',
      nsArg,
    );
  const bases: PyType[] = [];
  for (const b of basesArg.v as PyObject[]) {
    if (b.type.kind !== K.TYPE && lookupOnType(b.type, '__mro_entries__') !== null)
      throw typeError(rt, "type() doesn't support MRO entry resolution; use types.new_class()");
  }
  const meta = winner(rt, metatype, basesArg.v as PyObject[]);
  for (const b of basesArg.v as PyObject[]) {
    if (b.type.kind !== K.TYPE) throw typeError(rt, 'bases must be types');
    bases.push(b as PyType);
  }
  if (meta !== metatype && meta.slots.new !== typeNew) return meta.slots.new!(rt, meta, args, kw);
  if (bases.length === 0) bases.push(rt.objectType);
  const base = bestBase(rt, bases);
  const name = nameArg.v as string;
  if (name.includes('\0')) throw valueError(rt, 'type name must not contain null characters');
  const plan = planSlots(rt, name, base, bases, nsArg);

  const ns = dictCopy(rt, nsArg);
  const rules = rt.ruleset;
  const type = new PyType(meta, 0, new Slots());
  type.addr = gcAlloc(rt, rules.sizes.classBytes + MEMBER_BYTES * (plan.names.length + 1));
  if ((meta.flags & TF.HEAP) !== 0) incref(meta);
  type.name = name;
  type.nameObj = incref(nameArg);
  type.kind = base.kind;
  type.base = incref(base);
  type.bases = bases;
  type.basesTuple = (basesArg.v as PyObject[]).length > 0 ? incref(basesArg) : newTuple(rt, bases);
  type.ns = ns;
  type.itemSize = base.itemSize;
  type.version = rt.nextTypeVersion++;
  type.slotNames = plan.names;
  type.slotCount = base.slotCount + plan.names.length;
  const subclassBits =
    TF.INT |
    TF.LIST |
    TF.TUPLE |
    TF.BYTES |
    TF.STR |
    TF.DICTSUB |
    TF.EXC |
    TF.TYPESUB |
    TF.SEQUENCE |
    TF.MAPPING |
    TF.DICT |
    TF.WEAKREF |
    TF.PREHEADER;
  type.flags = TF.HEAP | TF.BASETYPE | (base.flags & subclassBits);
  for (const b of bases) inheritCollectionFlags(type, b);
  if (plan.dict) type.flags |= TF.DICT;
  if (plan.weak) type.flags |= TF.WEAKREF;
  layOut(rt, type, base, plan);

  try {
    // The namespace: __module__, __qualname__, __doc__, special functions.
    const qualname = dictGetJs(ns, '__qualname__');
    if (qualname !== null) {
      if (!isStr(qualname)) throw typeError(rt, `type __qualname__ must be a str, not ${qualname.type.name}`);
      type.qualname = incref(qualname);
      deleteJs(rt, ns, '__qualname__');
    } else type.qualname = incref(nameArg);
    if (dictGetJs(ns, '__module__') === null) {
      const globals = rt.hooks.currentGlobals(rt);
      const module = globals === null ? null : dictGetJs(globals, '__name__');
      if (module !== null) dictSetJs(rt, ns, '__module__', module);
    }
    wrapSpecial(rt, ns, '__new__', 'staticmethod');
    wrapSpecial(rt, ns, '__init_subclass__', 'classmethod');
    wrapSpecial(rt, ns, '__class_getitem__', 'classmethod');
    const cell = dictGetJs(ns, '__classcell__');
    if (cell !== null) {
      if (cell.type !== rt.cellType)
        throw typeError(rt, `__classcell__ must be a nonlocal cell, not ${reprText(rt, cell.type)}`);
      cell.v = incref(type);
      deleteJs(rt, ns, '__classcell__');
    }
    plan.names.forEach((slot, i) => {
      const member = newSlotMember(rt, type, slot, base.slotCount + i);
      dictSetJs(rt, ns, slot, member);
      decref(rt, member);
    });
    if (plan.dict) putGetSet(rt, type, subtypeDictGetSet);
    if (plan.weak) putGetSet(rt, type, weakrefGetSet);
    const classDictCell = dictGetJs(ns, '__classdictcell__');
    if (classDictCell !== null) {
      const old = classDictCell.v as PyObject | null;
      classDictCell.v = incref(ns);
      if (old !== null) decref(rt, old);
      deleteJs(rt, ns, '__classdictcell__');
    }
    if (dictGetJs(ns, '__doc__') === null) dictSetJs(rt, ns, '__doc__', rt.None);
    if (dictGetJs(ns, '__eq__') !== null && dictGetJs(ns, '__hash__') === null)
      dictSetJs(rt, ns, '__hash__', rt.None);

    type.mro = mroOf(rt, type, bases);
    type.mroTuple = newTuple(rt, type.mro);
    for (const b of bases) addSubclass(rt, b, type);
    fillSlots(rt, type);
    makeSharedKeys(rt, type, ns);
    gcTrack(rt, type);

    callSetNames(rt, type, ns);
    callInitSubclass(rt, type, args, kw);
  } catch (error) {
    // Its own descriptors hold it: what is left is a cycle for the collector.
    if (!isTracked(type)) gcTrack(rt, type);
    decref(rt, type);
    throw error;
  }
  return type;
}

/** What `match` takes for a sequence or a mapping: as the first base that says so (inherit_patma_flags). */
function inheritCollectionFlags(type: PyType, base: PyType): void {
  const collections = TF.SEQUENCE | TF.MAPPING;
  if ((type.flags & collections) === 0) type.flags |= base.flags & collections;
}

function deleteJs(rt: Runtime, ns: PyObject, name: string): void {
  const key = internString(rt, name);
  dictDeleteStr(rt, ns, key);
  decref(rt, key);
}

function wrapSpecial(rt: Runtime, ns: PyObject, name: string, how: 'staticmethod' | 'classmethod'): void {
  const f = dictGetJs(ns, name);
  if (f === null || f.type !== rt.functionType) return;
  const wrapped = newStaticMethod(rt, rt.types[how], f);
  dictSetJs(rt, ns, name, wrapped);
  decref(rt, wrapped);
}

function putGetSet(rt: Runtime, type: PyType, def: GetSetDef): void {
  if (dictGetJs(type.ns, def.name) !== null) return;
  if (rt.ruleset.instances.sharesDictDescriptors) {
    // One descriptor of object serves all classes (cached_objects, 3.15).
    const key = `descriptor ${def.name}`;
    let shared = rt.moduleState.get(key) as PyObject | undefined;
    if (shared === undefined) {
      shared = newGetSetDescr(rt, rt.objectType, def, false);
      rt.moduleState.set(key, shared);
    }
    dictSetJs(rt, type.ns, def.name, shared);
    return;
  }
  const d = newGetSetDescr(rt, type, def, false);
  dictSetJs(rt, type.ns, def.name, d);
  decref(rt, d);
}

/** Sizes of instances (type_new_alloc, inherit_special). */
function layOut(rt: Runtime, type: PyType, base: PyType, plan: SlotPlan): void {
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
function makeSharedKeys(rt: Runtime, type: PyType, ns: PyObject): void {
  const rules = rt.ruleset.instances;
  if (rules.attributes === 'dictSlot') {
    if ((type.flags & TF.DICT) === 0 && type.kind !== K.TYPE) return;
    type.sharedKeys = new SharedKeys(rules.splitValuesUsable, rt.mem.alloc(keysBytes(rt, 3, true)), 3);
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

function callSetNames(rt: Runtime, type: PyType, ns: PyObject): void {
  for (const [key, value] of dictEntries(rt, ns)) {
    const method = lookupOnType(value.type, '__set_name__');
    if (method === null) continue;
    incref(value);
    try {
      const r = callMethodOrNull(rt, value, '__set_name__', [type, key]);
      if (r !== null) decref(rt, r);
    } catch (error) {
      if (!isPyError(rt, error)) throw error;
      throw setNameFailed(rt, type, key, value);
    } finally {
      decref(rt, value);
    }
  }
}

/** Says where a __set_name__ failed: by an exception of its own, since 3.12 by a note. */
function setNameFailed(rt: Runtime, type: PyType, key: PyObject, value: PyObject): unknown {
  const text = `Error calling __set_name__ on '${value.type.name}' instance ${reprText(rt, key)} in '${type.name}'`;
  if (rt.ruleset.minor < 12) return raiseFrom(rt, rt.exc['RuntimeError'], text);
  const raised = takeRaised(rt);
  addNote(rt, raised, text);
  restoreRaised(rt, raised);
  return PY_ERROR;
}

import { dictEntries } from './dict.ts';

function callInitSubclass(rt: Runtime, type: PyType, args: Args, kw: KwNames): void {
  // super(type, type).__init_subclass__(**kwargs): the first hook after the class itself in its MRO.
  for (const t of type.mro.slice(1)) {
    const found = dictGetJs(t.ns, '__init_subclass__');
    if (found === null) continue;
    if (t === rt.objectType && (kw === null || kw.length === 0)) return;
    const get = found.type.slots.descrGet;
    const f = get === null ? incref(found) : get(rt, found, null, type);
    try {
      const r = callObject(rt, f, kw === null ? [] : args.slice(args.length - kw.length), kw);
      decref(rt, r);
    } finally {
      decref(rt, f);
    }
    return;
  }
}

/** type(x), or making an instance: __new__, then __init__ (type_call). */
export function typeCall(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const type = self as PyType;
  if (type === rt.typeType) {
    const n = args.length;
    if (n === 1 && (kw === null || kw.length === 0)) return incref(args[0].type);
    if (n - (kw?.length ?? 0) !== 3) throw typeError(rt, 'type() takes 1 or 3 arguments');
  }
  const make = type.slots.new;
  if (make === null) throw typeError(rt, `cannot create '${typeFullName(type)}' instances`);
  const o = make(rt, type, args, kw);
  if (o.type !== type && !isSubtype(o.type, type)) return o;
  const init = o.type.slots.init;
  if (init !== null) {
    try {
      init(rt, o, args, kw);
    } catch (error) {
      decref(rt, o);
      throw error;
    }
  }
  return o;
}

/** Name with the module in front for types outside builtins (tp_name). */
export function typeFullName(type: PyType): string {
  const module = (type.flags & TF.HEAP) === 0 ? type.moduleName : '';
  const qualified = module === '' || module === 'builtins' || type.name.startsWith(`${module}.`);
  return qualified ? type.name : `${module}.${type.name}`;
}

/** type_getattro. */
export function typeGetattro(rt: Runtime, o: PyObject, name: PyObject): PyObject {
  if (name.type !== rt.strType) checkName(rt, name);
  const type = o as PyType;
  const text = name.v as string;
  const meta = type.type;
  const metaAttr = lookupOnType(meta, text);
  let metaGet: Slots['descrGet'] = null;
  if (metaAttr !== null) {
    metaGet = metaAttr.type.slots.descrGet;
    if (metaGet !== null && metaAttr.type.slots.descrSet !== null) return metaGet(rt, metaAttr, type, meta);
  }
  const attr = lookupOnType(type, text);
  if (attr !== null) {
    const get = attr.type.slots.descrGet;
    if (get === null) return incref(attr);
    incref(attr);
    try {
      return get(rt, attr, null, type);
    } finally {
      decref(rt, attr);
    }
  }
  if (metaAttr !== null) return metaGet === null ? incref(metaAttr) : metaGet(rt, metaAttr, type, meta);
  throw raiseAttributeError(rt, `type object '${type.name}' has no attribute '${text}'`, o, text);
}

/** type_setattro. */
export function typeSetattro(rt: Runtime, o: PyObject, name: PyObject, value: PyObject | null): void {
  if (name.type !== rt.strType) checkName(rt, name);
  const type = o as PyType;
  if ((type.flags & TF.HEAP) === 0) {
    throw typeError(
      rt,
      rt.ruleset.minor >= 10
        ? `cannot set '${name.v}' attribute of immutable type '${typeFullName(type)}'`
        : `can't set attributes of built-in/extension type '${typeFullName(type)}'`,
    );
  }
  const descr = lookupOnType(type.type, name.v);
  const set = descr === null ? null : descr.type.slots.descrSet;
  if (set !== null) {
    set(rt, descr!, o, value);
  } else if (value !== null) {
    const key = internString(rt, name.v);
    // Lookups forget first: releasing the old value may run code that looks things up.
    typeModified(rt, type);
    incref(value);
    dictSetStr(rt, type.ns, key, value);
    decref(rt, value);
    decref(rt, key);
  } else {
    typeModified(rt, type);
    if (!dictDelete(rt, type.ns, name)) {
      const text =
        rt.ruleset.minor >= 11 ? `type object '${type.name}' has no attribute '${name.v}'` : String(name.v);
      throw raiseAttributeError(rt, text, o, name.v);
    }
  }
  typeModified(rt, type);
  if ((name.v as string).startsWith('__')) slotNameChanged(rt, type, name.v);
}

function typeRepr(rt: Runtime, o: PyObject): PyObject {
  const type = o as PyType;
  const module = typeModuleText(type);
  const name = qualnameText(type);
  return strNew(
    rt,
    module !== null && module !== 'builtins' ? `<class '${module}.${name}'>` : `<class '${name}'>`,
  );
}

/** `__module__` as text, or null where it is no str. */
export function typeModuleText(type: PyType): string | null {
  if ((type.flags & TF.HEAP) === 0) return type.moduleName;
  const m = dictGetJs(type.ns, '__module__');
  return m !== null && isStr(m) ? m.v : null;
}

/** A built-in type's name without the module in front. */
function shortName(type: PyType): string {
  return type.name.slice(type.name.lastIndexOf('.') + 1);
}

export function qualnameText(type: PyType): string {
  return type.qualname === null ? shortName(type) : (type.qualname.v as string);
}

function typeTraverse(rt: Runtime, o: PyObject, visit: Visit): void {
  const type = o as PyType;
  if ((type.flags & TF.HEAP) === 0) {
    if (type.ns !== null) dictTraverse(rt, type.ns, visit);
    return;
  }
  visit(rt, type.ns);
  if (type.mroTuple !== null) visit(rt, type.mroTuple);
  if (type.basesTuple !== null) visit(rt, type.basesTuple);
  if (type.base !== null) visit(rt, type.base);
}

function typeClear(rt: Runtime, o: PyObject): void {
  const type = o as PyType;
  if ((type.flags & TF.HEAP) === 0) return;
  typeModified(rt, type);
  dictClear(rt, type.ns);
  const mro = type.mroTuple;
  type.mroTuple = null;
  if (mro !== null) decref(rt, mro);
}

function typeDealloc(rt: Runtime, o: PyObject): void {
  const type = o as PyType;
  gcUntrack(rt, type);
  for (const b of type.bases) removeSubclass(rt, b, type);
  if (type.weak !== null) rt.hooks.clearWeakrefs(rt, type);
  if (type.base !== null) decref(rt, type.base);
  decref(rt, type.ns);
  if (type.basesTuple !== null) decref(rt, type.basesTuple);
  if (type.mroTuple !== null) decref(rt, type.mroTuple);
  if (type.nameObj !== null) decref(rt, type.nameObj);
  if (type.qualname !== null) decref(rt, type.qualname);
  if (type.sharedKeys !== null) releaseSharedKeys(rt, type.sharedKeys);
  gcFree(rt, type);
}

/** Deleting one of a class's own attributes (check_set_special_type_attr). */
function cannotDelete(rt: Runtime, type: PyType, name: string): unknown {
  const { minor } = rt.ruleset;
  if (minor < 10) return typeError(rt, `can't delete ${type.name}.${name}`);
  return typeError(
    rt,
    `cannot delete '${name}' attribute of ${minor >= 15 ? '' : 'immutable '}type '${type.name}'`,
  );
}

/** Our flags and the bits of tp_flags that mean the same (Include/object.h, Py_TPFLAGS_...), with the minor version that has each. */
const flagBits: readonly (readonly [flag: number, bit: number, since: number])[] = [
  [TF.SEQUENCE, 5, 10],
  [TF.MAPPING, 6, 10],
  [TF.IMMUTABLE, 8, 10],
  [TF.HEAP, 9, 3],
  [TF.BASETYPE, 10, 3],
  [TF.GC, 14, 3],
  [TF.METHOD_DESCRIPTOR, 17, 8],
  [TF.ABSTRACT, 20, 3],
  [TF.INT, 24, 3],
  [TF.LIST, 25, 3],
  [TF.TUPLE, 26, 3],
  [TF.BYTES, 27, 3],
  [TF.STR, 28, 3],
  [TF.DICTSUB, 29, 3],
  [TF.EXC, 30, 3],
  [TF.TYPESUB, 31, 3],
];

/** `__flags__`: the bits above and READY; what else CPython keeps there is not modelled. */
function shownFlags(flags: number, minor: number): number {
  const has = flagBits.filter(([flag, , since]) => (flags & flag) !== 0 && minor >= since);
  return has.reduce((sum, [, bit]) => sum + 2 ** bit, 2 ** 12);
}

export const typeDef: TypeDef = {
  name: 'type',
  since: { __or__: 10, __ror__: 10, __annotations__: 10 },
  kind: K.TYPE,
  size: (rt) => rt.ruleset.sizes.classBytes,
  flags: TF.GC | TF.BASETYPE | TF.TYPESUB | TF.WEAKREF,
  slots: {
    dealloc: typeDealloc,
    traverse: typeTraverse,
    clear: typeClear,
    repr: typeRepr,
    call: typeCall,
    getattro: typeGetattro,
    setattro: typeSetattro,
    or: unionOf,
    new: typeNew,
    init: (rt, _self, args, kw) => {
      const n = args.length - (kw?.length ?? 0);
      if (n !== 1 && n !== 3) throw typeError(rt, 'type.__init__() takes 1 or 3 arguments');
    },
  },
  members: [
    {
      name: '__mro__',
      memberUntil: 11,
      get: (rt, o) =>
        (o as PyType).mroTuple !== null ? incref((o as PyType).mroTuple!) : newTuple(rt, (o as PyType).mro),
    },
    { name: '__base__', get: (rt, o) => incref((o as PyType).base ?? rt.None) },
    { name: '__basicsize__', get: (rt, o) => intFromNumber(rt, (o as PyType).basicSize) },
    { name: '__itemsize__', get: (rt, o) => intFromNumber(rt, (o as PyType).itemSize) },
    { name: '__dictoffset__', get: (rt, o) => intFromNumber(rt, (o as PyType).dictOffset) },
    { name: '__weakrefoffset__', get: (rt, o) => intFromNumber(rt, (o as PyType).weakrefOffset) },
    {
      name: '__flags__',
      get: (rt, o) => intFromNumber(rt, shownFlags((o as PyType).flags, rt.ruleset.minor)),
    },
  ],
  getset: [
    {
      name: '__name__',
      get: (rt, o) =>
        (o as PyType).nameObj !== null ? incref((o as PyType).nameObj!) : strNew(rt, shortName(o as PyType)),
      set: (rt, o, value) => {
        const type = o as PyType;
        if (value === null) throw cannotDelete(rt, type, '__name__');
        if (!isStr(value))
          throw typeError(rt, `can only assign string to ${type.name}.__name__, not '${value.type.name}'`);
        const old = type.nameObj;
        type.nameObj = incref(value);
        type.name = value.v;
        if (old !== null) decref(rt, old);
      },
    },
    {
      name: '__qualname__',
      get: (rt, o) => strNew(rt, qualnameText(o as PyType)),
      set: (rt, o, value) => {
        const type = o as PyType;
        if (value === null) throw cannotDelete(rt, type, '__qualname__');
        if (!isStr(value))
          throw typeError(
            rt,
            `can only assign string to ${type.name}.__qualname__, not '${value.type.name}'`,
          );
        const old = type.qualname;
        type.qualname = incref(value);
        if (old !== null) decref(rt, old);
      },
    },
    {
      name: '__module__',
      get: (rt, o) => {
        const type = o as PyType;
        if ((type.flags & TF.HEAP) === 0) return strNew(rt, type.moduleName);
        const m = dictGetJs(type.ns, '__module__');
        if (m === null) throw attributeError(rt, '__module__');
        return incref(m);
      },
      set: (rt, o, value) => {
        if (value === null) throw cannotDelete(rt, o as PyType, '__module__');
        dictSetJs(rt, (o as PyType).ns, '__module__', value);
      },
    },
    {
      name: '__bases__',
      get: (rt, o) => basesOf(rt, o as PyType),
      set: (rt, o, value) => setBases(rt, o as PyType, value),
    },
    { name: '__dict__', get: (rt, o) => mappingProxy(rt, (o as PyType).ns) },
    {
      name: '__doc__',
      get: (rt, o) => {
        const type = o as PyType;
        const d = (type.flags & TF.HEAP) !== 0 ? dictGetJs(type.ns, '__doc__') : null;
        if (d === null) return docOf(rt, type.doc);
        const get = d.type.slots.descrGet;
        incref(d);
        if (get === null) return d;
        try {
          return get(rt, d, null, type);
        } finally {
          decref(rt, d);
        }
      },
      set: (rt, o, value) => {
        if (value === null) throw cannotDelete(rt, o as PyType, '__doc__');
        dictSetJs(rt, (o as PyType).ns, '__doc__', value);
      },
    },
    {
      name: '__abstractmethods__',
      get: (rt, o) => {
        // type itself has none: what its namespace holds is this attribute.
        const a = o === rt.typeType ? null : dictGetJs((o as PyType).ns, '__abstractmethods__');
        if (a === null) throw attributeError(rt, '__abstractmethods__');
        return incref(a);
      },
      set: (rt, o, value) => {
        const type = o as PyType;
        if (value === null) {
          if (dictGetJs(type.ns, '__abstractmethods__') === null)
            throw attributeError(rt, '__abstractmethods__');
          deleteJs(rt, type.ns, '__abstractmethods__');
          type.flags &= ~TF.ABSTRACT;
          return;
        }
        dictSetJs(rt, type.ns, '__abstractmethods__', value);
        if (objectIsTrue(rt, value)) type.flags |= TF.ABSTRACT;
        else type.flags &= ~TF.ABSTRACT;
      },
    },
    {
      name: '__annotations__',
      get: (rt, o) => {
        const type = o as PyType;
        const a = dictGetJs(type.ns, '__annotations__');
        if (a !== null) return incref(a);
        if (rt.ruleset.minor >= 14) {
          const f = dictGetJs(type.ns, '__annotate__') ?? dictGetJs(type.ns, '__annotate_func__');
          if (f !== null && f !== rt.None) {
            const one = intFromNumber(rt, 1);
            const r = callObject(rt, f, [one]);
            decref(rt, one);
            return r;
          }
        }
        if (rt.ruleset.minor < 10 || (type.flags & TF.HEAP) === 0) {
          throw attributeError(rt, `type object '${type.name}' has no attribute '__annotations__'`);
        }
        const d = newDict(rt);
        dictSetJs(rt, type.ns, '__annotations__', d);
        return d;
      },
      set: (rt, o, value) => {
        if (value !== null) dictSetJs(rt, (o as PyType).ns, '__annotations__', value);
      },
    },
  ],
  methods: [
    m0('mro', (rt, self) => newList(rt, (self as PyType).mro)),
    m0('__subclasses__', (rt, self) => newList(rt, (self as PyType).subclasses)),
    m1('__instancecheck__', (rt, self, o) =>
      incref(isInstanceOf(rt, o, self as PyType) ? rt.True : rt.False),
    ),
    m1('__subclasscheck__', (rt, self, o) => incref(isRealSubclass(rt, o, self) ? rt.True : rt.False)),
    asClassMethod(mK('__prepare__', (rt) => newDict(rt))),
    m0('__sizeof__', (rt, self) => {
      const type = self as PyType;
      const sizes = rt.ruleset.sizes;
      if ((type.flags & TF.HEAP) === 0) return intFromNumber(rt, sizes.typeObjectBytes);
      const keys = type.sharedKeys === null ? 0 : keysBytes(rt, type.sharedKeys.log2, true);
      return intFromNumber(rt, sizes.classBytes - sizes.gcHeaderBytes + keys);
    }),
  ],
};

function basesOf(rt: Runtime, type: PyType): PyObject {
  return type.basesTuple !== null ? incref(type.basesTuple) : newTuple(rt, type.bases);
}

/** isinstance by type and by `__class__`. */
export function isInstanceOf(rt: Runtime, o: PyObject, type: PyType): boolean {
  if (isSubtype(o.type, type)) return true;
  if ((o.type.flags & TF.HEAP) === 0 && o.type.slots.getattro === rt.objectType.slots.getattro) return false;
  let cls: PyObject;
  try {
    cls = getAttrJs(rt, o, '__class__');
  } catch (error) {
    if (swallow(rt, error, rt.exc['AttributeError'])) return false;
    throw error;
  }
  const r = cls.type.kind === K.TYPE && cls !== o.type && isSubtype(cls as PyType, type);
  decref(rt, cls);
  return r;
}

import { swallow } from '../errors.ts';

export type { PyContainer };
export { addressOf, mN };
