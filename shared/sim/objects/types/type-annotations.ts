/**
 * `__annotations__` and `__annotate__` of a class (Objects/typeobject.c: type_get_annotations, type_set_annotations,
 * type_get_annotate, type_set_annotate). Before 3.14 the dict is made when it is first asked for; from 3.14 on the
 * function that the class statement left makes it, and the class keeps it as `__annotations_cache__`.
 */
import { attributeError, typeError } from '../errors.ts';
import { K, type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import type { GetSetDef } from '../slots.ts';
import { dictGetJs, dictSetJs } from './dict.ts';
import { newDict } from './dict-making.ts';
import { intFromNumber } from './int.ts';
import { cannotSet, isMutable } from './type-attributes.ts';
import { deleteJs } from './type-new.ts';

/** What `annotate` gives for format 1, the values (new). @throws TypeError where that is no dict. */
export function callAnnotate(rt: Runtime, annotate: PyObject): PyObject {
  const format = intFromNumber(rt, 1);
  try {
    const made = callObject(rt, annotate, [format]);
    if (made.type.kind === K.DICT) return made;
    const { name } = made.type;
    decref(rt, made);
    throw typeError(
      rt,
      rt.ruleset.minor >= 15
        ? `__annotate__() must return a dict, not ${name}`
        : `__annotate__ returned non-dict of type '${name}'`,
    );
  } finally {
    decref(rt, format);
  }
}

/** @throws TypeError where the value can be no `__annotate__`. */
export function checkAnnotate(rt: Runtime, value: PyObject): void {
  if (value !== rt.None && value.type.slots.call === null)
    throw typeError(rt, '__annotate__ must be callable or None');
}

/** A class without a function gets None for it (borrowed). */
function annotateOf(rt: Runtime, type: PyType): PyObject {
  const found = dictGetJs(type.ns, '__annotate_func__') ?? dictGetJs(type.ns, '__annotate__');
  if (found !== null) return found;
  dictSetJs(rt, type.ns, '__annotate_func__', rt.None);
  return rt.None;
}

/** Takes the name out of the class. @returns whether it was there */
function pop(rt: Runtime, type: PyType, name: string): boolean {
  if (dictGetJs(type.ns, name) === null) return false;
  deleteJs(rt, type.ns, name);
  return true;
}

function mustBeHeapType(rt: Runtime, type: PyType, name: string): void {
  if ((type.flags & TF.HEAP) === 0)
    throw attributeError(rt, `type object '${type.name}' has no attribute '${name}'`);
}

function getAnnotations(rt: Runtime, o: PyObject): PyObject {
  const type = o as PyType;
  const lazy = rt.ruleset.minor >= 14;
  if (rt.ruleset.minor >= 10) mustBeHeapType(rt, type, '__annotations__');
  const own =
    dictGetJs(type.ns, '__annotations__') ?? (lazy ? dictGetJs(type.ns, '__annotations_cache__') : null);
  if (own !== null) return incref(own);
  if (rt.ruleset.minor < 10)
    throw attributeError(rt, `type object '${type.name}' has no attribute '__annotations__'`);
  const annotate = lazy ? annotateOf(rt, type) : rt.None;
  const made = annotate.type.slots.call === null ? newDict(rt) : callAnnotate(rt, annotate);
  dictSetJs(rt, type.ns, lazy ? '__annotations_cache__' : '__annotations__', made);
  return made;
}

function setAnnotations(rt: Runtime, o: PyObject, value: PyObject | null): void {
  const type = o as PyType;
  if (!isMutable(type)) throw cannotSet(rt, type, '__annotations__');
  if (value !== null) {
    const cached = rt.ruleset.minor >= 14 && dictGetJs(type.ns, '__annotations__') === null;
    dictSetJs(rt, type.ns, cached ? '__annotations_cache__' : '__annotations__', value);
  } else if (!pop(rt, type, '__annotations__') && !pop(rt, type, '__annotations_cache__')) {
    throw attributeError(rt, '__annotations__');
  }
  pop(rt, type, '__annotate_func__');
  pop(rt, type, '__annotate__');
}

function getAnnotate(rt: Runtime, o: PyObject): PyObject {
  mustBeHeapType(rt, o as PyType, '__annotate__');
  return incref(annotateOf(rt, o as PyType));
}

function setAnnotate(rt: Runtime, o: PyObject, value: PyObject | null): void {
  const type = o as PyType;
  if (value === null) throw typeError(rt, 'cannot delete __annotate__ attribute');
  if (!isMutable(type)) throw cannotSet(rt, type, '__annotate__');
  checkAnnotate(rt, value);
  dictSetJs(rt, type.ns, '__annotate_func__', value);
  if (value !== rt.None) pop(rt, type, '__annotations_cache__');
}

/** The two attributes, for the table of `type`. */
export const annotationAttributes: readonly GetSetDef[] = [
  { name: '__annotate__', get: getAnnotate, set: setAnnotate },
  { name: '__annotations__', get: getAnnotations, set: setAnnotations },
];
