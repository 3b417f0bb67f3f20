/** `f(*args, **kwargs)`, and the displays that take mappings apart (CALL_FUNCTION_EX, DICT_MERGE, DICT_UPDATE; Python/ceval.c: format_kwargs_error). */

import { findAttr } from '../../objects/abstract/attributes.ts';
import { isSequence } from '../../objects/abstract/iteration.ts';
import { reprText, strText } from '../../objects/abstract/text.ts';
import { swallow, typeError } from '../../objects/errors.ts';
import { K, type PyObject } from '../../objects/header.ts';
import { decref, decrefAll, incref } from '../../objects/refs.ts';
import { callObject, type Runtime } from '../../objects/runtime.ts';
import { takesTuple } from '../../objects/tuplecall.ts';
import { dictGet, dictSet } from '../../objects/types/dict.ts';
import { dictEntries } from '../../objects/types/dict-entries.ts';
import { newDict } from '../../objects/types/dict-making.ts';
import { dictLength } from '../../objects/types/dict-table.ts';
import { updateFrom } from '../../objects/types/dict-update.ts';
import { newTuple } from '../../objects/types/tuple.ts';
import { tupleOf } from '../../objects/types/tuple-type.ts';
import type { FunctionData } from '../function.ts';

/** CALL_EX: [f, args, kwargs?] by callObject; all borrowed. */
export function callEx(rt: Runtime, f: PyObject, args: PyObject, kwargs: PyObject | null): PyObject {
  const given = f.type.slots.call !== null && takesTuple(rt, f, f.type);
  const { values, names, release } = spread(rt, f, args, kwargs, !given);
  try {
    if (!given) return callObject(rt, f, values, names);
    rt.callTuple = args;
    return f.type.slots.call!(rt, f, values, names);
  } finally {
    rt.callTuple = null;
    for (const x of release) decref(rt, x);
  }
}

/** The positional arguments of a CALL_EX as a tuple (new). */
export function argumentTuple(rt: Runtime, f: PyObject, args: PyObject): PyObject {
  try {
    return tupleOf(rt, args);
  } catch (error) {
    const iterable = args.type.slots.iter !== null || isSequence(args);
    if (!iterable && swallow(rt, error, rt.exc['TypeError'])) {
      throw typeError(
        rt,
        rt.ruleset.minor >= 15
          ? `Value after * must be an iterable, not ${args.type.name}`
          : `${functionText(rt, f)} argument after * must be an iterable, not ${args.type.name}`,
      );
    }
    throw error;
  }
}

/**
 * The arguments of a CALL_EX, a tuple and maybe a mapping: borrowed values plus what has to be released after the call. `unpacked`: keywords come in an array with the
 * others, which holds them all; else the callable gets the dict.
 */
export function spread(
  rt: Runtime,
  f: PyObject,
  args: PyObject,
  kwargs: PyObject | null,
  unpacked: boolean,
): { values: PyObject[]; names: PyObject[] | null; release: PyObject[] } {
  const release: PyObject[] = [];
  const items = (args.v as PyObject[]).slice();
  if (kwargs === null) return { values: items, names: null, release };
  const names: PyObject[] = [];
  let mapping = kwargs;
  if (kwargs.type !== rt.dictType) {
    // Up to 3.8 a lone mapping comes as it is, also one of a subclass of dict, which may have an order of its own.
    mapping = newDict(rt);
    release.push(mapping);
    try {
      mergeKeywords(rt, mapping, kwargs, f);
    } catch (error) {
      decrefAll(rt, release);
      throw error;
    }
  }
  for (const [key, value] of dictEntries(rt, mapping)) {
    if (key.type.kind !== K.STR) {
      decrefAll(rt, release);
      throw mustBeStrings(rt, f);
    }
    names.push(key);
    items.push(unpacked ? incref(value) : value);
    if (unpacked) release.push(value);
  }
  if (unpacked && names.length > 0) release.push(newTuple(rt, names));
  if (unpacked && names.length > 0 && rt.ruleset.refcounts.callerKeepsSpread)
    for (let i = 0; i < items.length - names.length; i++) release.push(incref(items[i]));
  return { values: items, names: names.length === 0 ? null : names, release };
}

/** A keyword that is no text, from a dict that is handed on as it is. */
export function mustBeStrings(rt: Runtime, f: PyObject): unknown {
  const whose = rt.ruleset.minor < 9 && f.type.kind === K.FUNCTION ? `${functionText(rt, f)} ` : '';
  return typeError(rt, `${whose}keywords must be strings`);
}

/** "module.function()" for messages about calls. */
export function functionText(rt: Runtime, f: PyObject): string {
  if (f.type.kind === K.FUNCTION) {
    const d = f.v as FunctionData;
    if (rt.ruleset.minor < 9) return `${d.name.v}()`;
    const module = d.module !== null && d.module.type.kind === K.STR ? d.module.v : null;
    return module !== null && module !== 'builtins' ? `${module}.${d.qualname.v}()` : `${d.qualname.v}()`;
  }
  if (rt.ruleset.minor < 9 && f.type.kind === K.TYPE) return `${f.type.name} object`;
  const q = findAttr(rt, f, '__qualname__');
  if (q !== null && q.type.kind === K.STR) {
    const m = findAttr(rt, f, '__module__');
    const module = m !== null && m.type.kind === K.STR && m.v !== 'builtins' ? `${m.v}.` : '';
    const text = `${module}${q.v}()`;
    decref(rt, q);
    if (m !== null) decref(rt, m);
    return text;
  }
  return reprText(rt, f);
}

/** DICT_MERGE for `f(**mapping)`: repeated keys are an error. */
export function mergeKeywords(rt: Runtime, target: PyObject, mapping: PyObject, f: PyObject): void {
  const before = dictLength(target);
  const add = (key: PyObject, value: PyObject) => {
    if (dictGet(rt, target, key) !== null) {
      if (key.type.kind !== K.STR && rt.ruleset.minor < 9)
        throw typeError(rt, `${functionText(rt, f)} keywords must be strings`);
      throw typeError(
        rt,
        `${functionText(rt, f)} got multiple values for keyword argument '${strText(rt, key)}'`,
      );
    }
    dictSet(rt, target, key, value);
  };
  if (mapping.type === rt.dictType) {
    if (before === 0) updateFrom(rt, target, mapping);
    else for (const [k, v] of dictEntries(rt, mapping)) add(k, v);
    return;
  }
  if (findAttrQuick(rt, mapping, 'keys') === false) {
    throw typeError(
      rt,
      rt.ruleset.minor >= 15
        ? `Value after ** must be a mapping, not ${mapping.type.name}`
        : `${functionText(rt, f)} argument after ** must be a mapping, not ${mapping.type.name}`,
    );
  }
  const copy = callObject(rt, rt.dictType, []);
  try {
    updateFrom(rt, copy, mapping);
    for (const [k, v] of dictEntries(rt, copy)) add(k, v);
  } finally {
    decref(rt, copy);
  }
}

function findAttrQuick(rt: Runtime, o: PyObject, name: string): boolean {
  const a = findAttr(rt, o, name);
  if (a === null) return false;
  decref(rt, a);
  return true;
}

/** DICT_UPDATE for displays: {**mapping}. */
export function updateDisplay(rt: Runtime, target: PyObject, mapping: PyObject): void {
  if (mapping.type.kind !== K.DICT && !findAttrQuick(rt, mapping, 'keys')) {
    throw typeError(rt, `'${mapping.type.name}' object is not a mapping`);
  }
  updateFrom(rt, target, mapping);
}
