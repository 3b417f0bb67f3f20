/** __build_class__ (Python/bltinmodule.c: builtin___build_class__, update_bases). */

import { findAttr } from '../objects/abstract/attributes.ts';
import { listItems } from '../objects/abstract/iteration.ts';
import { isSubtype } from '../objects/abstract/lookup.ts';
import { reprText } from '../objects/abstract/text.ts';
import { runtimeError, typeError } from '../objects/errors.ts';
import { K, type PyObject, type PyType } from '../objects/header.ts';
import { decref, decrefAll, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import type { Args, KwNames } from '../objects/slots.ts';
import { callNamed } from '../objects/tuplecall.ts';
import { dictGetJs, dictSet, dictSetJs } from '../objects/types/dict.ts';
import { dictEntries } from '../objects/types/dict-entries.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { deleteJs } from '../objects/types/type-new.ts';
import { bindClosure } from './bind.ts';
import { runFrame } from './eval.ts';
import { newFrame } from './frame.ts';
import type { FunctionData } from './function.ts';

export function buildClass(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const nkw = kw?.length ?? 0;
  const npos = args.length - nkw;
  if (npos < 2) throw typeError(rt, '__build_class__: not enough arguments');
  const func = args[0];
  const name = args[1];
  if (func.type !== rt.functionType) throw typeError(rt, '__build_class__: func must be a function');
  if (name.type.kind !== K.STR) throw typeError(rt, '__build_class__: name is not a string');
  const given = args.slice(2, npos);
  const bases = stealTuple(rt, updateBases(rt, given));
  const keywords = nkw === 0 ? null : newDict(rt);
  try {
    if (keywords !== null) for (let i = 0; i < nkw; i++) dictSet(rt, keywords, kw![i], args[npos + i]);
    return buildWith(rt, func, name, given, bases, keywords);
  } finally {
    if (keywords !== null) decref(rt, keywords);
    decref(rt, bases);
  }
}

/** __build_class__ with the bases that are no classes replaced. */
function buildWith(
  rt: Runtime,
  func: PyObject,
  name: PyObject,
  given: readonly PyObject[],
  bases: PyObject,
  keywordDict: PyObject | null,
): PyObject {
  const changed =
    (bases.v as PyObject[]).length !== given.length || (bases.v as PyObject[]).some((b, i) => b !== given[i]);
  // What is taken out of the dict, the caller's stack holds.
  let meta = keywordDict === null ? null : dictGetJs(keywordDict, 'metaclass');
  if (meta !== null) deleteJs(rt, keywordDict!, 'metaclass');
  const named = keywordDict === null ? [] : dictEntries(rt, keywordDict);
  const names = named.map(([key]) => key);
  const values = named.map(([, value]) => value);
  if (meta === null)
    meta = (bases.v as PyObject[]).length > 0 ? (bases.v as PyObject[])[0].type : rt.typeType;
  if (meta.type.kind === K.TYPE) meta = mostDerived(rt, meta as PyType, bases.v);
  const keywords = names.length === 0 ? null : names;
  let ns: PyObject;
  const prepare = meta === rt.typeType ? null : findAttr(rt, meta, '__prepare__');
  if (prepare === null) ns = newDict(rt);
  else {
    try {
      ns = callNamed(rt, prepare, [name, bases, ...values], keywords);
    } finally {
      decref(rt, prepare);
    }
  }
  try {
    if (ns.type.slots.subscript === null) {
      const owner = meta.type.kind === K.TYPE ? (meta as PyType).name : '<metaclass>';
      throw typeError(rt, `${owner}.__prepare__() must return a mapping, not ${ns.type.name}`);
    }
    const fd = func.v as FunctionData;
    const f = newFrame(rt, fd.code, fd.globals, fd.builtins);
    f.func = incref(func);
    f.locals = incref(ns);
    bindClosure(fd, f);
    const cell = runFrame(rt, f);
    try {
      if (changed) {
        const original = stealTuple(
          rt,
          given.map((b) => incref(b)),
        );
        dictSetJs(rt, ns, '__orig_bases__', original);
        decref(rt, original);
      }
      const cls = callNamed(rt, meta, [name, bases, ns, ...values], keywords);
      if (cell.type === rt.cellType && cls.type.kind === K.TYPE && cell.v !== cls) {
        const defining = `defining ${reprText(rt, name)} as ${reprText(rt, cls)}`;
        decref(rt, cls);
        if (cell.v === null)
          throw runtimeError(
            rt,
            `__class__ not set ${defining}. Was __classcell__ propagated to type.__new__?`,
          );
        throw typeError(rt, `__class__ set to ${reprText(rt, cell.v)} ${defining}`);
      }
      return cls;
    } finally {
      decref(rt, cell);
    }
  } finally {
    decref(rt, ns);
  }
}

function mostDerived(rt: Runtime, meta: PyType, bases: readonly PyObject[]): PyType {
  let best = meta;
  for (const b of bases) {
    if (isSubtype(best, b.type)) continue;
    if (isSubtype(b.type, best)) best = b.type;
    else {
      throw typeError(
        rt,
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    }
  }
  return best;
}

/** PEP 560: bases that are no classes may name others. New references. */
function updateBases(rt: Runtime, bases: readonly PyObject[]): PyObject[] {
  const result: PyObject[] = [];
  for (const b of bases) {
    const entries = b.type.kind === K.TYPE ? null : findAttr(rt, b, '__mro_entries__');
    if (entries === null) {
      result.push(incref(b));
      continue;
    }
    const all = stealTuple(
      rt,
      bases.map((x) => incref(x)),
    );
    try {
      const r = callObject(rt, entries, [all]);
      result.push(...listItems(rt, r));
      decref(rt, r);
    } catch (error) {
      decrefAll(rt, result);
      throw error;
    } finally {
      decref(rt, entries);
      decref(rt, all);
    }
  }
  return result;
}
