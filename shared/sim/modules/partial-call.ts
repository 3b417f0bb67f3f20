/** How functools.partial calls (Modules/_functoolsmodule.c: partial_call, partial_vectorcall): what holds the arguments meanwhile. */
import { mustBeStrings } from '../interp/ops/spread.ts';
import { typeError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decrefAll } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import type { Args, KwNames } from '../objects/slots.ts';
import { callUnpacked, holdArguments, letArgumentsGo, takesTuple, VECTORCALL } from '../objects/tuplecall.ts';
import { dictSet } from '../objects/types/dict.ts';
import { dictEntries } from '../objects/types/dict-entries.ts';
import { dictCopy } from '../objects/types/dict-merge.ts';
import { dictLength } from '../objects/types/dict-table.ts';
import { newTuple } from '../objects/types/tuple.ts';
import { stateOf } from './native-iterator.ts';
import { inPlaces } from './placeholder.ts';

/** From 3.9 a partial takes its arguments as they lie on the stack where its function does (partial_setvectorcall). */
export function setVectorcall(rt: Runtime, partial: PyObject, func: PyObject): void {
  const stack = rt.ruleset.minor >= 9 && !takesTuple(rt, func, func.type);
  partial.aux = stack ? VECTORCALL : 0;
}

/**
 * Calls the function of a partial with its own arguments before the given ones. One without keywords that takes its
 * arguments from the stack hands them on so; else they come in a tuple and a dict, and both are made again with its own.
 */
export function partialCall(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const { held, n: counts } = stateOf(self);
  const [func, stored, keywords] = held as PyObject[];
  const free = counts[0];
  if (free > 0 && args.length - (kw?.length ?? 0) < free) {
    const given = args.length - (kw?.length ?? 0);
    throw typeError(
      rt,
      `missing positional arguments in 'partial' call; expected at least ${free}, got ${given}`,
    );
  }
  if (takesTuple(rt, self, self.type)) return callMerged(rt, func, stored, keywords, args, kw, free);
  if (dictLength(keywords) === 0) return callObject(rt, func, together(rt, stored, args, free), kw);
  // It has keywords: from now on it takes a tuple (partial_vectorcall_fallback).
  self.aux = 0;
  const arguments_ = holdArguments(rt, args, kw, true);
  rt.callTuple = arguments_.tuple;
  try {
    return callMerged(rt, func, stored, keywords, args, kw, free);
  } finally {
    letArgumentsGo(rt, arguments_);
  }
}

/** The stored and the given arguments, of which the first go to the `free` places. */
function together(rt: Runtime, stored: PyObject, given: Args, free: number): PyObject[] {
  const own = stored.v as PyObject[];
  return free > 0 ? [...inPlaces(rt, own, given.slice(0, free)), ...given.slice(free)] : [...own, ...given];
}

/** partial_call: the given arguments are in a tuple (rt.callTuple) and a dict, which the caller holds. */
function callMerged(
  rt: Runtime,
  func: PyObject,
  stored: PyObject,
  keywords: PyObject,
  args: Args,
  kw: KwNames,
  free: number,
): PyObject {
  const own = stored.v as PyObject[];
  const named = kw === null ? 0 : kw.length;
  const n = args.length - named;
  const inTuple = takesTuple(rt, func, func.type);
  const made: PyObject[] = [];
  let all = together(rt, stored, args, free);
  let names = kw;
  if (dictLength(keywords) > 0) {
    const dict = dictCopy(rt, keywords);
    made.push(dict);
    for (let i = 0; i < named; i++) dictSet(rt, dict, kw![i], args[n + i]);
    const entries = dictEntries(rt, dict);
    names = entries.map((e) => e[0]);
    if (names.some((x) => x.type.kind !== K.STR)) {
      decrefAll(rt, made);
      throw mustBeStrings(rt, func);
    }
    all = [...together(rt, stored, args.slice(0, n), free), ...entries.map((e) => e[1])];
  }
  // Where one part is empty the other is the whole.
  let tuple = n === 0 ? stored : rt.callTuple;
  if (tuple === null || (n > 0 && own.length > 0)) {
    tuple = rt.ruleset.minor >= 9 || inTuple ? newTuple(rt, all.slice(0, own.length + n - free)) : null;
    if (tuple !== null) made.push(tuple);
  }
  rt.callTuple = inTuple ? tuple : null;
  try {
    if (inTuple) return func.type.slots.call!(rt, func, all, names);
    if (names === null || names.length === 0) return callObject(rt, func, all);
    return callUnpacked(rt, func, all, names);
  } finally {
    rt.callTuple = null;
    decrefAll(rt, made);
  }
}
