/**
 * Calls whose arguments come in a tuple, and keywords in a dict (Objects/call.c: _PyObject_MakeTpCall): of all that has no
 * vectorcall. The tuple is a block and holds the arguments as long as the call lasts.
 */
import { K, type PyObject, type PyType, TF } from './header.ts';
import { decref, incref } from './refs.ts';
import { callObject, type Runtime } from './runtime.ts';
import type { Args, KwNames } from './slots.ts';
import type { BuiltinData } from './types/builtin.ts';
import { dictGet, dictSet } from './types/dict.ts';
import { newDict } from './types/dict-making.ts';
import { dictLength } from './types/dict-table.ts';
import { newTuple, packTuple } from './types/tuple.ts';

/** The first minor release in which making an instance of the type takes its arguments as they lie on the stack. */
export const vectorcallSince: Readonly<Record<string, number>> = {
  list: 9,
  tuple: 9,
  dict: 9,
  set: 9,
  frozenset: 9,
  range: 9,
  type: 10,
  bool: 10,
  float: 10,
  map: 10,
  filter: 10,
  reversed: 10,
  enumerate: 11,
  super: 11,
  str: 13,
  int: 13,
};

/** `aux` of an object that takes its arguments from the stack although others of its type want a tuple. */
export const VECTORCALL = 'vectorcall';

/** Whether calling `callable`, of type `type`, with `count` arguments makes a tuple. */
export function takesTuple(rt: Runtime, callable: PyObject, type: PyType, count = 1): boolean {
  if (type === rt.builtinType) {
    const { inTuple, keywordsInDict } = (callable.v as BuiltinData).def;
    return inTuple !== null && keywordsInDict && inTuple(rt.ruleset.minor);
  }
  if (type.kind !== K.TYPE) {
    if ((type.flags & (TF.HEAP | TF.TUPLE_CALL)) === 0) return false;
    return (type.flags & TF.HEAP) !== 0 || callable.aux !== VECTORCALL;
  }
  const made = callable as PyType;
  if ((made.flags & TF.HEAP) !== 0) return true;
  // type_vectorcall is for type(x) alone.
  if (made === rt.typeType && count !== 1) return true;
  const since = (made.flags & TF.EXC) !== 0 ? 14 : (vectorcallSince[made.name] ?? 99);
  return rt.ruleset.minor < since;
}

type Held = { readonly tuple: PyObject; readonly dict: PyObject | null };

/** The tuple and the dict that a call makes of its arguments. */
export function holdArguments(rt: Runtime, args: Args, kw: KwNames, keywordsInDict: boolean): Held {
  const named = kw === null ? 0 : kw.length;
  const n = args.length - named;
  const tuple = packTuple(rt, args.slice(0, n).map(incref));
  if (named === 0 || !keywordsInDict) return { tuple, dict: null };
  const dict = newDict(rt);
  for (let i = 0; i < named; i++) dictSet(rt, dict, kw![i], args[n + i]);
  return { tuple, dict };
}

export function letArgumentsGo(rt: Runtime, held: Held): void {
  rt.callTuple = null;
  rt.callDict = null;
  decref(rt, held.tuple);
  if (held.dict !== null) decref(rt, held.dict);
}

/** Calls by the type's slot, the arguments (borrowed) in a tuple. */
export function callInTuple(
  rt: Runtime,
  callable: PyObject,
  args: Args,
  kw: KwNames,
  keywordsInDict = true,
): PyObject {
  const held = holdArguments(rt, args, kw, keywordsInDict);
  rt.callTuple = held.tuple;
  rt.callDict = held.dict;
  try {
    return callable.type.slots.call!(rt, callable, args, kw);
  } finally {
    letArgumentsGo(rt, held);
  }
}

/** Calls with the items of a tuple that the caller has made for it (PyObject_Call). */
export function callWithTuple(rt: Runtime, callable: PyObject, tuple: PyObject): PyObject {
  const args = (tuple.v as PyObject[]).slice();
  const { call } = callable.type.slots;
  if (call === null || !takesTuple(rt, callable, callable.type, args.length))
    return callObject(rt, callable, args);
  rt.callTuple = tuple;
  try {
    return call(rt, callable, args, null);
  } finally {
    rt.callTuple = null;
  }
}

/** A call whose keywords come of a dict: what has a vectorcall gets their names in a tuple (_PyStack_UnpackDict). */
export function callNamed(rt: Runtime, callable: PyObject, args: Args, kw: KwNames): PyObject {
  if (kw === null || kw.length === 0) return callObject(rt, callable, args, kw);
  // Without one, as all metaclasses are up to 3.9, the dict is taken as it is.
  if (callable.type.kind === K.TYPE && rt.ruleset.minor < 10)
    return callInTuple(rt, callable, args, kw, false);
  const names = newTuple(rt, kw);
  try {
    return callObject(rt, callable, args, kw);
  } finally {
    decref(rt, names);
  }
}

/** Whether `tuple`, that of a call in progress, is of a call with these arguments, and not of one around it. */
export function holdsArguments(tuple: PyObject | null, args: Args, kw: KwNames): boolean {
  if (tuple === null) return false;
  const items = tuple.v as PyObject[];
  const n = args.length - (kw === null ? 0 : kw.length);
  if (items.length !== n) return false;
  for (let i = 0; i < n; i++) if (items[i] !== args[i]) return false;
  return true;
}

/** The keywords of a call as a dict that nobody else holds (new): the one that the call in progress made of them, or another. */
export function dictOfKeywords(rt: Runtime, args: Args, kw: KwNames): PyObject {
  const given = rt.callDict;
  rt.callDict = null;
  const names = kw ?? [];
  const first = args.length - names.length;
  const isOurs =
    given !== null &&
    given.refcnt === 1 &&
    dictLength(given) === names.length &&
    names.every((name, i) => dictGet(rt, given, name) === args[first + i]);
  if (isOurs) return incref(given);
  const dict = newDict(rt);
  for (const [i, name] of names.entries()) dictSet(rt, dict, name, args[first + i]);
  return dict;
}

/** The arguments as a tuple (new): the one that the call in progress made of them, or another. */
export function tupleOfArgs(rt: Runtime, args: Args): PyObject {
  const given = rt.callTuple;
  rt.callTuple = null;
  return given !== null && holdsArguments(given, args, null)
    ? incref(given)
    : packTuple(rt, args.map(incref));
}

/**
 * What calling with keywords that came in a dict gives: meanwhile an array holds each of `args` once more, and a tuple the keywords' names
 * (_PyStack_UnpackDict).
 */
export function callUnpacked(rt: Runtime, callable: PyObject, args: Args, kw: readonly PyObject[]): PyObject {
  for (const x of args) incref(x);
  const names = newTuple(rt, kw);
  try {
    return callObject(rt, callable, args, kw);
  } finally {
    for (const x of args) decref(rt, x);
    decref(rt, names);
  }
}
