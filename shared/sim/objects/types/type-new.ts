/** Making a class: type.__new__ (Objects/typeobject.c: type_new). */

import { utf8Length } from '../../text/codecs.ts';
import { getAttrJs } from '../abstract/attributes.ts';
import { callLookedUp } from '../abstract/calls.ts';
import { lookupOnType } from '../abstract/lookup.ts';
import { reprText } from '../abstract/text.ts';
import { badArgument } from '../convert.ts';
import {
  isPyError,
  PY_ERROR,
  raiseFrom,
  restoreRaised,
  takeRaised,
  typeError,
  valueError,
} from '../errors.ts';
import { gcAlloc, gcTrack, isTracked } from '../gclinks.ts';
import { K, type PyObject, PyType, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type Args, type GetSetDef, type KwNames, Slots } from '../slots.ts';
import { callNamed } from '../tuplecall.ts';
import { addSubclass, bestBase, fillSlots } from './bases.ts';
import { newGetSetDescr, newSlotMember } from './descr.ts';
import { dictDeleteStr, dictGetJs, dictSetJs } from './dict.ts';
import { dictEntries } from './dict-entries.ts';
import { dictCopy } from './dict-merge.ts';
import { isAnyDict } from './dict-table.ts';
import { dictCopyOf } from './dict-update.ts';
import { listPush, stealList } from './list.ts';
import { mroOf, winner } from './mro.ts';
import { addNote } from './notes.ts';
import { subtypeDictGetSet, weakrefGetSet } from './object.ts';
import { newStaticMethod } from './staticmethod.ts';
import { internString, isStr } from './str.ts';
import { newTuple, stealTuple } from './tuple.ts';
import { layOut, makeSharedKeys } from './type-layout.ts';
import { planSlots } from './type-slots.ts';

/** sizeof(PyMemberDef): a class's block has one for each slot and one as the end. */
const MEMBER_BYTES = 40;

/** type.__new__(metatype, name, bases, ns, **kwargs). */
export function typeNew(rt: Runtime, metatype: PyType, args: Args, kw: KwNames): PyObject {
  // What is called from here has arguments of its own.
  rt.callTuple = null;
  const positional = args.length - (kw?.length ?? 0);
  if (positional !== 3 && rt.ruleset.minor < 9 && metatype === rt.typeType)
    throw typeError(rt, 'type() takes 1 or 3 arguments');
  if (positional !== 3) throw typeError(rt, `type.__new__() takes exactly 3 arguments (${positional} given)`);
  const [nameArg, basesArg, nsArg] = args;
  if (!isStr(nameArg)) throw typeError(rt, `type.__new__() argument 1 must be str, not ${nameArg.type.name}`);
  if (basesArg.type.kind !== K.TUPLE)
    throw typeError(rt, `type.__new__() argument 2 must be tuple, not ${basesArg.type.name}`);
  if (!isAnyDict(nsArg))
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
  const slotsTuple =
    plan.names.length > 0
      ? stealTuple(
          rt,
          plan.names.map((slot) => internString(rt, slot)),
        )
      : null;

  const ns = dictCopyOf(rt, nsArg);
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
  type.slotsTuple = slotsTuple;
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
    const doc = dictGetJs(ns, '__doc__');
    if (doc === null) dictSetJs(rt, ns, '__doc__', rt.None);
    else if (isStr(doc)) type.docBlock = rt.mem.alloc(utf8Length(doc.v) + 1);
    if (dictGetJs(ns, '__eq__') !== null && dictGetJs(ns, '__hash__') === null)
      dictSetJs(rt, ns, '__hash__', rt.None);

    orderAncestors(rt, type, bases);
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

/** tp_mro: of several bases it is merged in a list first (mro_implementation). */
function orderAncestors(rt: Runtime, type: PyType, bases: readonly PyType[]): void {
  type.mro = mroOf(rt, type, bases);
  // A metaclass's mro() is called and gives a list.
  const isListed = bases.length > 1 || type.type !== rt.typeType;
  const merged = isListed ? stealList(rt, [incref(type)]) : null;
  if (merged !== null) for (const t of type.mro.slice(1)) listPush(rt, merged, incref(t));
  type.mroTuple = newTuple(rt, type.mro);
  if (merged !== null) decref(rt, merged);
}

/** What `match` takes for a sequence or a mapping: as the first base that says so (inherit_patma_flags). */
function inheritCollectionFlags(type: PyType, base: PyType): void {
  const collections = TF.SEQUENCE | TF.MAPPING;
  if ((type.flags & collections) === 0) type.flags |= base.flags & collections;
}

/** Takes a name out of a namespace where it is there. */
export function deleteJs(rt: Runtime, ns: PyObject, name: string): void {
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

function callSetNames(rt: Runtime, type: PyType, ns: PyObject): void {
  // A copy: __set_name__ may change the namespace.
  const names = dictCopy(rt, ns);
  try {
    for (const [key, value] of dictEntries(rt, names)) {
      if (lookupOnType(value.type, '__set_name__') === null) continue;
      try {
        const r = callLookedUp(rt, value, '__set_name__', [type, key]);
        if (r !== null) decref(rt, r);
      } catch (error) {
        if (!isPyError(rt, error)) throw error;
        throw setNameFailed(rt, type, key, value);
      }
    }
  } finally {
    decref(rt, names);
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

function callInitSubclass(rt: Runtime, type: PyType, args: Args, kw: KwNames): void {
  const above = callObject(rt, rt.types['super'], [type, type]);
  let hook: PyObject;
  try {
    hook = getAttrJs(rt, above, '__init_subclass__');
  } finally {
    decref(rt, above);
  }
  try {
    const r = callNamed(rt, hook, kw === null ? [] : args.slice(args.length - kw.length), kw);
    decref(rt, r);
  } finally {
    decref(rt, hook);
  }
}
