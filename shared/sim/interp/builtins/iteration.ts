/** min(), max(), next(), sorted(), iter(), any(), all() and those of asynchronous iterables (Python/bltinmodule.c). */
import { getAttrJs } from '../../objects/abstract/attributes.ts';
import { callMethodOrNull } from '../../objects/abstract/calls.ts';
import { objectIsTrue, richCompareBool } from '../../objects/abstract/comparison.ts';
import { forEach, getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { lookupOnType } from '../../objects/abstract/lookup.ts';
import { parseArgs } from '../../objects/args.ts';
import { toFlag } from '../../objects/convert.ts';
import {
  isPyError,
  PY_ERROR,
  raise,
  raiseBare,
  swallow,
  takeRaised,
  typeError,
  valueError,
} from '../../objects/errors.ts';
import type { PyObject } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import { callObject, type Runtime } from '../../objects/runtime.ts';
import type { Args, KwNames } from '../../objects/slots.ts';
import { newCallIterator } from '../../objects/types/iterators.ts';
import { sortList } from '../../objects/types/list-sort.ts';
import { listFrom } from '../../objects/types/list-type.ts';
import { boolObject } from '../../objects/types/singletons.ts';
import { unsupportedText } from '../../objects/unsupported.ts';
import { generatorNext } from '../generator.ts';

/** min and max. */
export function extreme(op: number, name: string) {
  return (rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject => {
    const nkw = kw?.length ?? 0;
    const n = args.length - nkw;
    const [key, otherwise] = parseArgs(rt, name, args.slice(n), kw, ['key', 'default'], 0, 0);
    if (n === 0)
      throw typeError(rt, `${name} expected ${rt.ruleset.minor >= 9 ? 'at least ' : ''}1 argument, got 0`);
    if (n > 1 && otherwise !== null) {
      throw typeError(rt, `Cannot specify a default for ${name}() with multiple positional arguments`);
    }
    const f = key === rt.None ? null : key;
    let best: PyObject | null = null;
    let bestKey: PyObject | null = null;
    /** Takes over `item`. */
    const consider = (item: PyObject): void => {
      let value: PyObject | null = null;
      let isBetter: boolean;
      try {
        value = f === null ? incref(item) : callObject(rt, f, [item]);
        isBetter = best === null || richCompareBool(rt, value, bestKey!, op);
      } catch (error) {
        if (value !== null) decref(rt, value);
        decref(rt, item);
        throw error;
      }
      if (!isBetter) {
        decref(rt, item);
        decref(rt, value);
        return;
      }
      const [oldKey, old] = [bestKey, best];
      bestKey = value;
      best = item;
      if (old === null) return;
      decref(rt, oldKey!);
      decref(rt, old);
    };
    try {
      if (n > 1) for (let i = 0; i < n; i++) consider(incref(args[i]));
      else forEach(rt, args[0], consider);
    } catch (error) {
      if (bestKey !== null) decref(rt, bestKey);
      if (best !== null) decref(rt, best);
      throw error;
    }
    if (best === null) {
      if (otherwise !== null) return incref(otherwise);
      throw valueError(
        rt,
        rt.ruleset.minor >= 12
          ? `${name}() iterable argument is empty`
          : `${name}() arg is an empty sequence`,
      );
    }
    decref(rt, bestKey!);
    return best;
  };
}

/** next(iterator[, default]). */
export function nextBuiltin(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const it = args[0];
  const f = it.type.slots.iternext;
  if (f === null) throw typeError(rt, `'${it.type.name}' object is not an iterator`);
  try {
    // A generator's return value and the value of a StopIteration of Python code are kept in the exception.
    if (it.type === rt.generatorType) return generatorNext(rt, it);
    const own = lookupOnType(it.type, '__next__');
    if (own !== null && own.type === rt.functionType) return callMethodOrNull(rt, it, '__next__', [])!;
    const x = f(rt, it);
    if (x !== null) return x;
  } catch (error) {
    if (args.length < 2 || !swallow(rt, error, rt.exc['StopIteration'])) throw error;
    return incref(args[1]);
  }
  if (args.length > 1) return incref(args[1]);
  throw raiseBare(rt, rt.exc['StopIteration']);
}

/** sorted(iterable, *, key, reverse). */
export function sorted(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const n = args.length - (kw?.length ?? 0);
  if (n !== 1) throw typeError(rt, `sorted expected 1 argument, got ${n}`);
  const [key, reverse] = parseArgs(rt, 'sort', args.slice(1), kw, ['key', 'reverse'], 0, 0);
  const list = listFrom(rt, args[0]);
  const method = getAttrJs(rt, list, 'sort');
  try {
    sortList(rt, list, key === rt.None ? null : key, reverse !== null && toFlag(rt, reverse));
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    const saved = takeRaised(rt);
    decref(rt, list);
    rt.thread.raised = saved;
    throw PY_ERROR;
  } finally {
    decref(rt, method);
  }
  return list;
}

/** iter(object[, sentinel]). */
export function iter(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args.length === 1) return getIter(rt, args[0]);
  if (args[0].type.slots.call === null)
    throw typeError(
      rt,
      rt.ruleset.minor === 12
        ? 'iter(object, sentinel): object must be callable'
        : 'iter(v, w): v must be callable',
    );
  return newCallIterator(rt, args[0], args[1]);
}

/** all(iterable). */
export function all(rt: Runtime, _self: PyObject, iterable: PyObject): PyObject {
  return quantify(rt, iterable, false);
}

/** Stops at the first item whose truth is `stop`. */
export function quantify(rt: Runtime, iterable: PyObject, stop: boolean): PyObject {
  const it = getIter(rt, iterable);
  try {
    for (;;) {
      const x = iterNext(rt, it);
      if (x === null) return boolObject(rt, !stop);
      let truth: boolean;
      try {
        truth = objectIsTrue(rt, x);
      } finally {
        decref(rt, x);
      }
      if (truth === stop) return boolObject(rt, stop);
    }
  } finally {
    decref(rt, it);
  }
}

/** aiter(): what `__aiter__` of an asynchronous iterable gives. */
export function aiter(rt: Runtime, _self: PyObject, o: PyObject): PyObject {
  const it = callMethodOrNull(rt, o, '__aiter__', []);
  if (it === null) throw typeError(rt, `'${o.type.name}' object is not an async iterable`);
  if (lookupOnType(it.type, '__anext__') !== null) return it;
  const { name } = it.type;
  decref(rt, it);
  throw typeError(rt, `aiter() returned not an async iterator of type '${name}'`);
}

/** anext() without a default: the awaitable that `__anext__` gives. */
export function anext(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (lookupOnType(args[0].type, '__anext__') === null)
    throw typeError(rt, `'${args[0].type.name}' object is not an async iterator`);
  if (args.length > 1)
    throw raise(rt, rt.exc['NotImplementedError'], unsupportedText('anext() with a default'));
  return callMethodOrNull(rt, args[0], '__anext__', [])!;
}
