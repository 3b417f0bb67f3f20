/** Attributes of classes (Objects/typeobject.c: type_getattro, type_setattro). */
import { checkName } from '../abstract/attributes.ts';
import { lookupOnType, typeModified } from '../abstract/lookup.ts';
import { attributeError, raiseAttributeErrorOf } from '../abstract-errors.ts';
import { typeError } from '../errors.ts';
import { type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Slots } from '../slots.ts';
import { slotNameChanged } from '../typeslots.ts';
import { dictDelete, dictSetStr } from './dict.ts';
import { internString } from './str.ts';
import { typeFullName } from './type-name.ts';

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
  throw raiseAttributeErrorOf(rt, `type object '${type.name}' has no attribute '${text}'`, o, text);
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
      throw rt.ruleset.minor >= 13 ? raiseAttributeErrorOf(rt, text, o, name.v) : attributeError(rt, text);
    }
  }
  typeModified(rt, type);
  if ((name.v as string).startsWith('__')) slotNameChanged(rt, type, name.v);
}

/** Whether the attributes of the type may be assigned. */
export function isMutable(type: PyType): boolean {
  return (type.flags & TF.IMMUTABLE) === 0;
}

/** Setting one of a built-in type's own attributes (check_set_special_type_attr). */
export function cannotSet(rt: Runtime, type: PyType, name: string): unknown {
  return typeError(
    rt,
    rt.ruleset.minor < 10
      ? `can't set ${type.name}.${name}`
      : `cannot set '${name}' attribute of immutable type '${type.name}'`,
  );
}

/** Deleting one of a class's own attributes (check_set_special_type_attr). */
export function cannotDelete(rt: Runtime, type: PyType, name: string): unknown {
  const { minor } = rt.ruleset;
  if (minor < 10) return typeError(rt, `can't delete ${type.name}.${name}`);
  return typeError(
    rt,
    `cannot delete '${name}' attribute of ${minor >= 15 ? '' : 'immutable '}type '${type.name}'`,
  );
}
