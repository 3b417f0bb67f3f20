/** The native half of functools (Modules/_functoolsmodule.c); the rest is Python (lib/functools.ts). */

import { getAttrJs } from '../objects/abstract/attributes.ts';
import { objectIsTrue, richCompare } from '../objects/abstract/comparison.ts';
import { getIter, iterNext } from '../objects/abstract/iteration.ts';
import { objectRepr, objectStr } from '../objects/abstract/text.ts';
import { newContainer } from '../objects/alloc.ts';
import { parseArgs } from '../objects/args.ts';
import { typeError } from '../objects/errors.ts';
import { K, type PyContainer, type PyObject, type PyType, TF, type Visit } from '../objects/header.ts';
import { setInstanceDict } from '../objects/instances.ts';
import { decref, incref, orRelease } from '../objects/refs.ts';
import { reprEnter, reprLeave } from '../objects/reprs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, inTuple, type KwNames, m0, m1, mK, mN } from '../objects/slots.ts';
import { callWithTuple, dictOfKeywords, tupleOfArgs } from '../objects/tuplecall.ts';
import { positionalCount } from '../objects/types/builtin.ts';
import { dictDelete, dictGet, dictSet, dictSetJs } from '../objects/types/dict.ts';
import { dictEntries, dictNext, entryKey, entryValue } from '../objects/types/dict-entries.ts';
import { rememberedHash } from '../objects/types/dict-hashes.ts';
import { newDict } from '../objects/types/dict-making.ts';
import type { DictData } from '../objects/types/dict-table.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { boundMethod } from '../objects/types/method.ts';
import { moduleDict } from '../objects/types/module.ts';
import { strNew } from '../objects/types/str.ts';
import { newTuple, packTuple, stealTuple } from '../objects/types/tuple.ts';
import { qualnameText, typeModuleText } from '../objects/types/type-name.ts';
import type { ModuleDef } from './module.ts';
import { hold, makeNative, type NativeState, nativeType, stateOf } from './native-iterator.ts';
import { partialCall, setVectorcall } from './partial-call.ts';
import { checkPlaceholders, countPlaceholders, inPlaces, placeholderDef } from './placeholder.ts';

// ---- partial; held: [function, args tuple, keywords dict]

function partialNew(rt: Runtime, type: Parameters<typeof makeNative>[1], args: Args, kw: KwNames): PyObject {
  const named = kw === null ? 0 : kw.length;
  if (args.length - named < 1) throw typeError(rt, "type 'partial' takes at least one argument");
  const func = args[0];
  if (func.type.slots.call === null) throw typeError(rt, 'the first argument must be callable');
  const values = args.slice(1, args.length - named);
  const places = rt.ruleset.minor >= 14;
  if (places) checkPlaceholders(rt, values, args.slice(args.length - named));
  let target = func;
  let first: PyObject | null = null;
  let inherited: PyObject | null = null;
  // A partial of a partial calls the innermost function.
  const partial = rt.types['functools.partial'] as PyType;
  const flattens =
    rt.ruleset.minor >= 10 ? func.type.mro.includes(partial) : func.type === partial && type === partial;
  if (flattens && !(func as PyContainer).dict) {
    const inner = stateOf(func).held as PyObject[];
    target = inner[0];
    first = inner[1];
    inherited = inner[2];
  }
  let keywords: PyObject;
  if (inherited === null) keywords = dictOfKeywords(rt, args, kw);
  else {
    keywords = newDict(rt);
    copyInto(rt, inherited, keywords);
    for (let i = 0; i < named; i++) dictSet(rt, keywords, kw![i], args[args.length - named + i]);
  }
  // Nothing added: the tuple of the other (tupleconcat).
  const given =
    first !== null && values.length === 0
      ? incref(first)
      : first === null
        ? packTuple(rt, values.map(incref))
        : stealTuple(rt, inPlaces(rt, first.v as PyObject[], values).map(incref));
  const free = places ? countPlaceholders(rt, given.v) : 0;
  const made = makeNative(rt, type, [incref(target), given, keywords], [free]);
  setVectorcall(rt, made, target);
  return made;
}

function copyInto(rt: Runtime, from: PyObject, to: PyObject): void {
  for (const [key, value] of entries(rt, from)) dictSet(rt, to, key, value);
}

/** The entries of a dict (borrowed), in order. */
function entries(rt: Runtime, dict: PyObject): [PyObject, PyObject][] {
  const out: [PyObject, PyObject][] = [];
  const it = getIter(rt, dict);
  for (let key = iterNext(rt, it); key !== null; key = iterNext(rt, it)) {
    out.push([key, dictGet(rt, dict, key)!]);
    decref(rt, key);
  }
  decref(rt, it);
  return out;
}

function partialRepr(rt: Runtime, self: PyObject): PyObject {
  if (reprEnter(rt, self)) return strNew(rt, '...');
  try {
    const [func, stored] = stateOf(self).held as PyObject[];
    const table = () => stateOf(self).held[2]!.v as DictData;
    const text = (shown: PyObject): string => {
      const value = shown.v as string;
      decref(rt, shown);
      return value;
    };
    const parts = [func, ...(stored.v as PyObject[])].map((o) => text(objectRepr(rt, o)));
    for (let i = dictNext(rt, table(), 0); i >= 0; i = dictNext(rt, table(), i + 1)) {
      const key = entryKey(rt, table(), i);
      // The key's text may take the value out of the dict.
      const value = incref(entryValue(rt, table(), i));
      try {
        parts.push(`${text(objectStr(rt, key))}=${text(objectRepr(rt, value))}`);
      } finally {
        decref(rt, value);
      }
    }
    const { type } = self;
    let name = type === rt.types['functools.partial'] ? 'functools.partial' : type.name;
    if (rt.ruleset.minor >= 13) name = `${typeModuleText(type)}.${qualnameText(type)}`;
    return strNew(rt, `${name}(${parts.join(', ')})`);
  } finally {
    reprLeave(rt, self);
  }
}

/** The state that `__reduce__` gave: function, arguments, keywords, attributes. */
function setPartialState(rt: Runtime, self: PyObject, state: PyObject): PyObject {
  const parts = state.type.kind === K.TUPLE ? (state.v as PyObject[]) : [];
  const [func, args, keywords, attributes] = parts;
  const isDict = (o: PyObject) => o.type.kind === K.DICT;
  if (
    parts.length !== 4 ||
    func.type.slots.call === null ||
    args.type.kind !== K.TUPLE ||
    (keywords !== rt.None && !isDict(keywords))
  )
    throw typeError(rt, 'invalid partial state');
  if (rt.ruleset.minor >= 14) checkPlaceholders(rt, args.v, []);
  const own = stateOf(self);
  own.n[0] = rt.ruleset.minor >= 14 ? countPlaceholders(rt, args.v) : 0;
  hold(rt, own, 0, incref(func));
  setVectorcall(rt, self, func);
  hold(
    rt,
    own,
    1,
    args.type === rt.tupleType ? incref(args) : stealTuple(rt, (args.v as PyObject[]).map(incref)),
  );
  // The keywords and attributes are shared with what was copied, as CPython's are.
  const shared = keywords.type === rt.dictType ? incref(keywords) : newDict(rt);
  if (keywords !== rt.None && shared !== keywords) copyInto(rt, keywords, shared);
  hold(rt, own, 2, shared);
  setInstanceDict(rt, self as PyContainer, attributes === rt.None ? null : attributes);
  return incref(rt.None);
}

const part = (name: string, index: number) => ({
  name,
  get: (_rt: Runtime, o: PyObject): PyObject => incref(stateOf(o).held[index]!),
});

const partialDef = nativeType(
  'functools.partial',
  partialNew,
  null,
  {
    flags: TF.GC | TF.BASETYPE | TF.WEAKREF | TF.DICT | TF.TUPLE_CALL,
    generic: true,
    since: { __get__: 14 },
    slots: {
      call: partialCall,
      repr: partialRepr,
      // Until 3.13 a partial in a class is no method.
      descrGet: (rt, o, obj) =>
        rt.ruleset.minor < 14 || obj === null || obj === rt.None ? incref(o) : boundMethod(rt, o, obj),
    },
    members: [part('func', 0), part('args', 1), part('keywords', 2)],
    methods: [
      m0('__reduce__', (rt, self) => {
        const [func, args, keywords] = stateOf(self).held as PyObject[];
        const attributes =
          (self as PyContainer).dict === null ? incref(rt.None) : getAttrJs(rt, self, '__dict__');
        const state = stealTuple(rt, [incref(func), incref(args), incref(keywords), attributes]);
        return stealTuple(rt, [incref(self.type), stealTuple(rt, [incref(func)]), state]);
      }),
      m1('__setstate__', setPartialState),
    ],
  },
  'partial',
);

// ---- reduce, cmp_to_key

/** The arguments of reduce(); the initial value has a name from 3.14 on. */
function reduceArguments(rt: Runtime, args: Args, kw: KwNames): readonly (PyObject | null)[] {
  if (rt.ruleset.minor >= 14)
    return parseArgs(rt, 'reduce', args, kw, ['function', 'iterable', 'initial'], 2, 3, 2);
  if (kw !== null && kw.length > 0) throw typeError(rt, 'reduce() takes no keyword arguments');
  if (args.length < 2 || args.length > 3) throw positionalCount(rt, 'reduce', args.length, 2, 3);
  return [args[0], args[1], args[2] ?? null];
}

function reduce(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [given, iterable, initial] = reduceArguments(rt, args, kw);
  const fn = given!;
  const { slots } = iterable!.type;
  if (slots.iter === null && slots.subscript === null && slots.item === null) {
    throw typeError(rt, 'reduce() arg 2 must support iteration');
  }
  const it = getIter(rt, iterable!);
  let total: PyObject | null = initial === null ? null : incref(initial);
  // The arguments lie in one tuple, which holds them until the next ones come.
  let pair = newTuple(rt, [rt.None, rt.None]);
  const give = (i: number, x: PyObject): void => {
    const old = pair.v[i];
    pair.v[i] = x;
    decref(rt, old);
  };
  try {
    for (;;) {
      if (pair.refcnt > 1) {
        decref(rt, pair);
        pair = newTuple(rt, [rt.None, rt.None]);
      }
      const item = iterNext(rt, it);
      if (item === null) break;
      if (total === null) total = item;
      else {
        const before: PyObject = total;
        total = null;
        give(0, before);
        give(1, item);
        total = callWithTuple(rt, fn, pair);
      }
    }
  } catch (error) {
    if (total !== null) decref(rt, total);
    throw error;
  } finally {
    decref(rt, pair);
    decref(rt, it);
  }
  if (total === null) {
    throw typeError(
      rt,
      rt.ruleset.minor >= 10
        ? 'reduce() of empty iterable with no initial value'
        : 'reduce() of empty sequence with no initial value',
    );
  }
  return total;
}

/** held: [compare, value or null] */
const keyDef = nativeType(
  'functools.KeyWrapper',
  null,
  null,
  {
    unhashable: true,
    getset: [part('obj', 1)],
    slots: {
      call(rt, self, args, kw) {
        const [value] = parseArgs(rt, 'K', args, kw, ['obj'], 1);
        return makeNative(rt, self.type, [incref(stateOf(self).held[0]!), incref(value!)]);
      },
      richcompare(rt, a, b, op) {
        if (b.type !== a.type) throw typeError(rt, 'other argument must be K instance');
        const [compare, x] = stateOf(a).held;
        const y = stateOf(b).held[1];
        if (!x || !y) throw typeError(rt, 'object');
        const order = callObject(rt, compare!, [x, y]);
        const zero = intFromNumber(rt, 0);
        try {
          return richCompare(rt, order, zero, op);
        } finally {
          decref(rt, order);
          decref(rt, zero);
        }
      },
    },
  },
  'KeyWrapper',
);

function cmpToKey(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [compare] = parseArgs(rt, 'cmp_to_key', args, kw, ['mycmp'], 1);
  return makeNative(rt, rt.types['functools.KeyWrapper'], [incref(compare!), null]);
}

// ---- lru_cache; held: [function, cache dict, info type, keyword mark], n: [maxsize or -1, typed, hits, misses]

/** A key and what the function gave for it, in a bounded cache (lru_list_elem); the collector does not know of it. */
const linkDef = nativeType('functools._lru_list_elem', null, null, { flags: 0 });

function newLink(rt: Runtime, key: PyObject, result: PyObject): PyObject {
  return newContainer(rt, rt.types['functools._lru_list_elem'], {
    held: [incref(key), incref(result)],
    n: [],
  });
}

/** What a bounded cache holds is visited through its links (lru_cache_tp_traverse). */
function visitLinks(rt: Runtime, self: PyObject, visit: Visit): void {
  const { held, n } = stateOf(self);
  const cache = held[1] ?? null;
  if (n[0] <= 0 || cache === null) return;
  for (const [, link] of dictEntries(rt, cache)) for (const o of stateOf(link).held) visit(rt, o!);
}

const lruDef = nativeType(
  'functools._lru_cache_wrapper',
  (rt, type, args, kw) => {
    const [func, maxsize, typed, info] = parseArgs(
      rt,
      '_lru_cache_wrapper',
      args,
      kw,
      ['user_function', 'maxsize', 'typed', 'cache_info_type'],
      4,
    );
    if (func!.type.slots.call === null) throw typeError(rt, 'the first argument must be callable');
    const bound = maxsize === rt.None ? -1 : Math.max(0, maxsize!.v as number);
    const mark = callObject(rt, rt.objectType, []);
    return makeNative(
      rt,
      type,
      [incref(func!), newDict(rt), incref(info!), mark],
      [bound, objectIsTrue(rt, typed!) ? 1 : 0, 0, 0],
    );
  },
  null,
  {
    flags: TF.GC | TF.BASETYPE | TF.WEAKREF | TF.DICT | TF.TUPLE_CALL,
    methods: [
      m0('cache_info', (rt, self) => {
        const { held, n } = stateOf(self);
        const size = intFromNumber(rt, cacheSize(rt, held[1]!));
        const max = n[0] < 0 ? incref(rt.None) : intFromNumber(rt, n[0]);
        const row = [intFromNumber(rt, n[2]), intFromNumber(rt, n[3]), max, size];
        try {
          return callObject(rt, held[2]!, row);
        } finally {
          for (const o of row) decref(rt, o);
        }
      }),
      m0('cache_clear', (rt, self) => {
        const state = stateOf(self);
        state.n[2] = 0;
        state.n[3] = 0;
        hold(rt, state, 1, newDict(rt));
        return incref(rt.None);
      }),
      m0('__copy__', (_rt, self) => incref(self)),
      mN('__deepcopy__', (_rt, self) => incref(self), 1, 1),
    ],
    slots: {
      call: lruCall,
      traverse(rt, self, visit) {
        for (const o of stateOf(self).held) if (o !== null) visit(rt, o);
        visitLinks(rt, self, visit);
        const { dict } = self as PyContainer;
        if ((self.type.flags & TF.HEAP) === 0 && dict !== null) visit(rt, dict as PyObject);
      },
      descrGet: (rt, self, obj) =>
        obj === null || obj === rt.None ? incref(self) : boundMethod(rt, self, obj),
    },
  },
  'lru_cache',
);

function cacheSize(rt: Runtime, cache: PyObject): number {
  return cache.type.slots.length!(rt, cache);
}

function lruCall(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const state = stateOf(self);
  const { held, n } = state;
  if (n[0] === 0) {
    n[3]++;
    return callObject(rt, held[0]!, args, kw);
  }
  const key = makeKey(rt, state, args, kw);
  try {
    const cache = held[1]!;
    // The key is hashed once, before it comes to the dict.
    const hash = rememberedHash(rt, key);
    const known = dictGet(rt, cache, key, hash);
    if (known !== null) {
      n[2]++;
      if (n[0] < 0) return incref(known);
      // The dict's order is the order of use: the entry moves to its end.
      incref(known);
      dictDelete(rt, cache, key, hash);
      dictSet(rt, cache, stateOf(known).held[0]!, known, hash);
      decref(rt, known);
      return incref(stateOf(known).held[1]!);
    }
    n[3]++;
    const value = callObject(rt, held[0]!, args, kw);
    const now = held[1]!;
    if (orRelease(rt, value, () => dictGet(rt, now, key, hash)) !== null) return value;
    if (n[0] > 0 && cacheSize(rt, now) >= n[0]) {
      const it = getIter(rt, now);
      const oldest = iterNext(rt, it);
      decref(rt, it);
      if (oldest !== null) {
        dictDelete(rt, now, oldest);
        decref(rt, oldest);
      }
    }
    if (n[0] < 0) dictSet(rt, now, key, value, hash);
    else {
      const link = newLink(rt, key, value);
      dictSet(rt, now, key, link, hash);
      decref(rt, link);
    }
    return value;
  } finally {
    decref(rt, key);
  }
}

/** lru_cache_make_key: a lone int or str is its own key. */
function makeKey(rt: Runtime, state: NativeState, args: Args, kw: KwNames): PyObject {
  const named = kw === null ? 0 : kw.length;
  const typed = state.n[1] === 1;
  if (!typed && named === 0 && args.length === 1) {
    const type = args[0].type;
    if (type === rt.intType || type === rt.strType) return incref(args[0]);
  }
  if (!typed && named === 0) return tupleOfArgs(rt, args);
  const parts: PyObject[] = args.slice(0, args.length - named);
  if (named > 0) {
    parts.push(state.held[3]!);
    for (let i = 0; i < named; i++) parts.push(kw![i], args[args.length - named + i]);
  }
  if (typed) for (const value of args) parts.push(value.type);
  return stealTuple(rt, parts.map(incref));
}

export const functoolsModule: ModuleDef = {
  name: '_functools',
  types: [partialDef, keyDef, lruDef, linkDef, placeholderDef],
  leaveOut: ({ minor }) => ['_lru_list_elem', ...(minor >= 14 ? [] : ['_PlaceholderType'])],
  setup(rt, module) {
    if (rt.ruleset.minor < 14) return;
    const placeholder = callObject(rt, rt.types[placeholderDef.name], []);
    dictSetJs(rt, moduleDict(module), 'Placeholder', placeholder);
    decref(rt, placeholder);
  },
  functions: [inTuple(mK('reduce', reduce), (minor) => minor <= 13, false), mK('cmp_to_key', cmpToKey)],
};
