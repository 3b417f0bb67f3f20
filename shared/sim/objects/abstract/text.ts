/** repr(), str() and format() of any object (Objects/object.c: PyObject_Repr, PyObject_Str; Objects/abstract.c: PyObject_Format). */
import { typeError, wrongResult } from '../errors.ts';
import { collectScheduled } from '../gclinks.ts';
import { K, type PyObject } from '../header.ts';
import { enterNative, leaveNative } from '../recursion.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { callLookedUp } from './calls.ts';

/** repr(o): a str object. As str(o) it begins with PyErr_CheckSignals, which runs the collection that waits. */
export function objectRepr(rt: Runtime, o: PyObject): PyObject {
  if (rt.evalBreaker) collectScheduled(rt);
  const repr = o.type.slots.repr!;
  enterNative(rt, ' while getting the repr of an object');
  let result: PyObject;
  try {
    result = repr(rt, o);
  } finally {
    leaveNative(rt);
  }
  return mustBeStr(rt, o, result, '__repr__');
}

/** str(o): a str object. */
export function objectStr(rt: Runtime, o: PyObject): PyObject {
  if (rt.evalBreaker) collectScheduled(rt);
  if (o.type === rt.strType) return incref(o);
  const str = o.type.slots.str;
  if (str === null) return objectRepr(rt, o);
  enterNative(rt, ' while getting the str of an object');
  let result: PyObject;
  try {
    result = str(rt, o);
  } finally {
    leaveNative(rt);
  }
  return mustBeStr(rt, o, result, '__str__');
}

function mustBeStr(rt: Runtime, o: PyObject, result: PyObject, method: string): PyObject {
  if (result.type.kind === K.STR) return result;
  const name = result.type.name;
  decref(rt, result);
  throw wrongResult(rt, o, method, 'str', name, `${method} returned non-string (type ${name})`);
}

/** repr(o) as a JS string, for messages and joined texts. */
export function reprText(rt: Runtime, o: PyObject): string {
  const s = objectRepr(rt, o);
  const text = s.v as string;
  decref(rt, s);
  return text;
}

export function strText(rt: Runtime, o: PyObject): string {
  if (o.type === rt.strType) return o.v;
  const s = objectStr(rt, o);
  const text = s.v as string;
  decref(rt, s);
  return text;
}

/** format(o, spec) with the spec as a str object. */
export function objectFormat(rt: Runtime, o: PyObject, spec: PyObject): PyObject {
  if (spec.v === '' && (o.type === rt.strType || o.type === rt.intType)) return objectStr(rt, o);
  const result = callLookedUp(rt, o, '__format__', [spec]);
  if (result === null) throw typeError(rt, `Type ${o.type.name} doesn't define __format__`);
  if (result.type.kind !== K.STR) {
    const name = result.type.name;
    decref(rt, result);
    throw wrongResult(rt, o, '__format__', 'str', name, `__format__ must return a str, not ${name}`);
  }
  return result;
}
