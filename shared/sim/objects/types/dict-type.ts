/** The type dict, its views and iterators (Objects/dictobject.c). */

import { findAttr } from '../abstract/attributes.ts';
import { callMethodOrNull } from '../abstract/calls.ts';
import { richCompareBool } from '../abstract/comparison.ts';
import { contains, getItem, objectLength } from '../abstract/container.ts';
import { forEach, listItems } from '../abstract/iteration.ts';
import { lookupOnType } from '../abstract/lookup.ts';
import { reprText } from '../abstract/text.ts';
import { newContainer } from '../alloc.ts';
import {
  isPyError,
  keyError,
  PY_ERROR,
  raiseWith,
  runtimeError,
  takeRaised,
  typeError,
  valueError,
} from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack, isTracked } from '../gclinks.ts';
import { K, PyContainer, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { reprEnter, reprLeave } from '../reprs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type Args, asClassMethod, CMP, inTuple, type KwNames, m0, m1, mK, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { chargeLater } from '../work.ts';
import {
  DictData,
  dictClear,
  dictCopy,
  dictDealloc,
  dictDelete,
  dictEntries,
  dictExtraBytes,
  dictGet,
  dictLength,
  dictMerge,
  dictNext,
  dictPop,
  dictPrevious,
  dictSet,
  dictSetDefault,
  dictSubscript,
  dictsEqual,
  dictTraverse,
  entryHash,
  entryKey,
  entryValue,
  newDict,
  resizeForEntries,
  unsplit,
} from './dict.ts';
import { makeTable } from './dict-table.ts';
import { newInstance } from './instance.ts';
import { intFromNumber } from './int.ts';
import { selfIter } from './iterators.ts';
import { stealList } from './list.ts';
import { reduced } from './reduce.ts';
import type { SetData } from './set.ts';
import { strNew } from './str.ts';
import { stealTuple } from './tuple.ts';
import {
  isSetLike,
  viewDifference,
  viewIntersection,
  viewSymmetricDifference,
  viewUnion,
} from './view-operators.ts';

/** dict.update(arg): mappings by keys(), others as pairs. */
export function updateFrom(rt: Runtime, dict: PyObject, arg: PyObject, override = true): void {
  if (arg.type.kind === K.DICT && arg.type.slots.iter === rt.dictType.slots.iter) {
    dictMerge(rt, dict, arg, override);
    return;
  }
  const keys = findAttr(rt, arg, 'keys');
  if (keys !== null) {
    let names: PyObject;
    try {
      names = callObject(rt, keys, []);
    } finally {
      decref(rt, keys);
    }
    try {
      forEach(rt, names, (key) => {
        try {
          const value = getItem(rt, arg, key);
          dictSet(rt, dict, key, value);
          decref(rt, value);
        } finally {
          decref(rt, key);
        }
      });
    } finally {
      decref(rt, names);
    }
    return;
  }
  let i = 0;
  forEach(rt, arg, (pair) => {
    let items: PyObject[];
    try {
      items = listItems(rt, pair);
    } catch (error) {
      decref(rt, pair);
      if (isPyError(rt, error) && rt.thread.raised!.type === rt.exc['TypeError']) {
        decref(rt, takeRaised(rt));
        throw typeError(
          rt,
          rt.ruleset.minor >= 14
            ? `object is not iterable`
            : `cannot convert dictionary update sequence element #${i} to a sequence`,
        );
      }
      throw error;
    }
    decref(rt, pair);
    try {
      if (items.length !== 2) {
        throw valueError(
          rt,
          `dictionary update sequence element #${i} has length ${items.length}; 2 is required`,
        );
      }
      dictSet(rt, dict, items[0], items[1]);
    } finally {
      for (const x of items) decref(rt, x);
    }
    i++;
  });
}

function update(rt: Runtime, self: PyObject, args: Args, kw: KwNames, name: string): void {
  const n = args.length - (kw?.length ?? 0);
  if (n > 1) throw typeError(rt, `${name} expected at most 1 argument, got ${n}`);
  if (n === 1) updateFrom(rt, self, args[0]);
  for (let i = 0; kw !== null && i < kw.length; i++) dictSet(rt, self, kw[i], args[n + i]);
}

function getOr(rt: Runtime, self: PyObject, args: Args): PyObject {
  return incref(dictGet(rt, self, args[0]) ?? args[1] ?? rt.None);
}

/** The text of each entry in braces. */
function dictRepr(rt: Runtime, o: PyObject): PyObject {
  if (dictLength(o) === 0) return strNew(rt, '{}');
  if (reprEnter(rt, o)) return strNew(rt, '{...}');
  try {
    const d = o.v as DictData;
    const texts: string[] = [];
    for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1)) {
      const key = incref(entryKey(rt, d, i));
      const value = incref(entryValue(rt, d, i));
      try {
        texts.push(`${reprText(rt, key)}: ${reprText(rt, value)}`);
      } finally {
        decref(rt, key);
        decref(rt, value);
      }
    }
    return strNew(rt, `{${texts.join(', ')}}`);
  } finally {
    reprLeave(rt, o);
  }
}

/**
 * dict.fromkeys of an exact dict or set into a new dict (_PyDict_FromKeys): the table is made for all keys at once, and they are
 * not hashed again. False for other iterables.
 */
function fromKnownKeys(rt: Runtime, dict: PyObject, from: PyObject, value: PyObject): boolean {
  if (from.type === rt.dictType) {
    const d = from.v as DictData;
    if (dictLength(dict) === 0) resizeForEntries(rt, dict, dictLength(from), d.unicode);
    for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1))
      dictSet(rt, dict, entryKey(rt, d, i), value, entryHash(rt, d, i));
    return true;
  }
  if (from.type !== rt.setType && from.type !== rt.frozensetType) return false;
  const table = (from.v as SetData).table;
  if (dictLength(dict) === 0) resizeForEntries(rt, dict, table.used, false);
  for (let i = table.next(0); i >= 0; i = table.next(i + 1))
    dictSet(rt, dict, table.keys[i]!, value, table.lows[i]);
  return true;
}

function popItem(rt: Runtime, self: PyObject): PyObject {
  const d = self.v as DictData;
  if (dictLength(self) === 0)
    throw raiseWith(rt, rt.exc['KeyError'], strNew(rt, 'popitem(): dictionary is empty'));
  unsplit(rt, self, 'removing');
  const i = dictPrevious(rt, d, d.keys.length - 1);
  const key = incref(d.keys[i]!);
  const value = dictPop(rt, self, key)!;
  // The last entries are gone for good: their places are free again.
  if (d.values === null) {
    chargeLater(rt, (d.keys.length - i) >> 2);
    d.keys.length = i;
    d.vals.length = i;
    d.hashes.length = i;
  }
  return stealTuple(rt, [key, value]);
}

function merged(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  if (a.type.kind !== K.DICT || b.type.kind !== K.DICT || rt.ruleset.minor < 9)
    return incref(rt.NotImplemented);
  const r = dictCopy(rt, a);
  dictMerge(rt, r, b);
  return r;
}

export const dictDef: TypeDef = {
  name: 'dict',
  generic: true,
  kind: K.DICT,
  size: (rt) => rt.ruleset.sizes.dictBytes,
  flags: TF.GC | TF.BASETYPE | TF.DICTSUB | TF.MAPPING,
  unhashable: true,
  slots: {
    dealloc: dictDealloc,
    traverse: dictTraverse,
    clear: dictClear,
    new: (rt, type) => {
      let o: PyObject;
      if (type === rt.dictType) {
        o = newDict(rt);
      } else {
        const heap = (type.flags & TF.HEAP) !== 0;
        o = heap ? newInstance(rt, type, new DictData()) : newContainer(rt, type, new DictData());
        if (!heap) gcTrack(rt, o as PyContainer);
      }
      if (rt.ruleset.dict.constructorPreallocates) makeTable(rt, o, 3, true);
      return o;
    },
    init: (rt, self, args, kw) => update(rt, self, args, kw, 'dict'),
    repr: dictRepr,
    richcompare: (rt, a, b, op) => {
      if ((op !== CMP.EQ && op !== CMP.NE) || a.type.kind !== K.DICT || b.type.kind !== K.DICT) {
        return incref(rt.NotImplemented);
      }
      return incref(dictsEqual(rt, a, b) === (op === CMP.EQ) ? rt.True : rt.False);
    },
    length: (_rt, o) => dictLength(o),
    subscript: dictSubscript,
    assSubscript: (rt, o, key, value) => {
      if (value !== null) dictSet(rt, o, key, value);
      else if (!dictDelete(rt, o, key)) throw keyError(rt, key);
    },
    contains: (rt, o, key) => dictGet(rt, o, key) !== null,
    iter: (rt, o) => newDictIter(rt, 'dict_keyiterator', o),
    or: merged,
    ior: (rt, a, b) => {
      if (rt.ruleset.minor < 9) return incref(rt.NotImplemented);
      updateFrom(rt, a, b);
      return incref(a);
    },
  },
  methods: [
    mN('get', getOr, 1, 2),
    mN(
      'setdefault',
      (rt, self, args) => {
        return incref(dictSetDefault(rt, self, args[0], args[1] ?? rt.None));
      },
      1,
      2,
    ),
    mN(
      'pop',
      (rt, self, args) => {
        const value = dictLength(self) === 0 ? null : dictPop(rt, self, args[0]);
        if (value !== null) return value;
        if (args.length === 2) return incref(args[1]);
        throw keyError(rt, args[0]);
      },
      1,
      2,
    ),
    m0('popitem', popItem),
    m0('keys', (rt, self) => newView(rt, 'dict_keys', self)),
    m0('values', (rt, self) => newView(rt, 'dict_values', self)),
    m0('items', (rt, self) => newView(rt, 'dict_items', self)),
    m0('copy', dictCopy),
    m0('clear', (rt, self) => {
      dictClear(rt, self);
      return incref(rt.None);
    }),
    inTuple(
      mK('update', (rt, self, args, kw) => {
        update(rt, self, args, kw, 'update');
        return incref(rt.None);
      }),
    ),
    asClassMethod(
      mN(
        'fromkeys',
        (rt, cls, args) => {
          const value = args[1] ?? rt.None;
          const d = callObject(rt, cls, []);
          try {
            if (d.type === rt.dictType && fromKnownKeys(rt, d, args[0], value)) return d;
            forEach(rt, args[0], (key) => {
              try {
                if (d.type === rt.dictType) dictSet(rt, d, key, value);
                else d.type.slots.assSubscript!(rt, d, key, value);
              } finally {
                decref(rt, key);
              }
            });
          } catch (error) {
            const saved = isPyError(rt, error) ? takeRaised(rt) : null;
            decref(rt, d);
            if (saved === null) throw error;
            rt.thread.raised = saved;
            throw PY_ERROR;
          }
          return d;
        },
        1,
        2,
      ),
    ),
    m0('__reversed__', (rt, self) => newDictIter(rt, 'dict_reversekeyiterator', self)),
    m0('__sizeof__', (rt, self) => intFromNumber(rt, self.type.basicSize + dictExtraBytes(rt, self))),
    m1('__getitem__', dictSubscript),
    m1('__contains__', (rt, self, key) => incref(dictGet(rt, self, key) !== null ? rt.True : rt.False)),
  ],
};

// ---- iterators

/** State of a dict iterator. `reuse` is the tuple that an item iterator hands out again while nobody keeps it. */
export class DictIterState {
  dict: PyObject | null;
  position: number;
  length: number;
  left: number;
  reuse: PyObject | null;
  constructor(dict: PyObject, position: number, length: number, reuse: PyObject | null) {
    this.dict = dict;
    this.position = position;
    this.length = length;
    this.left = length;
    this.reuse = reuse;
  }
}

export function newDictIter(rt: Runtime, typeName: string, dict: PyObject): PyObject {
  const type = rt.types[typeName];
  const items = typeName.includes('item');
  const addr = gcAlloc(rt, type.headBytes + type.basicSize);
  const reverse = typeName.includes('reverse');
  const n = dictLength(dict);
  const d = dict.v as DictData;
  const start = reverse ? (d.values !== null ? n - 1 : d.keys.length - 1) : 0;
  const reuse = items ? stealTuple(rt, [incref(rt.None), incref(rt.None)]) : null;
  const o = new PyContainer(type, addr, new DictIterState(incref(dict), start, n, reuse), 0, 0);
  gcTrack(rt, o);
  return o;
}

/** The next position, or -1 at the end; RuntimeError when the dict changed its size. */
function advance(rt: Runtime, s: DictIterState, reverse: boolean): number {
  const dict = s.dict;
  if (dict === null) return -1;
  if (dictLength(dict) !== s.length) {
    s.length = -1;
    throw runtimeError(rt, 'dictionary changed size during iteration');
  }
  const d = dict.v as DictData;
  const i = reverse ? dictPrevious(rt, d, s.position) : dictNext(rt, d, s.position);
  if (d.keys.length > 32) chargeLater(rt, Math.abs((i < 0 ? d.keys.length : i) - s.position) >> 2);
  if (i >= 0 && s.left === 0 && !reverse) {
    finishDict(rt, s);
    throw runtimeError(rt, 'dictionary keys changed during iteration');
  }
  if (i < 0) {
    finishDict(rt, s);
    return -1;
  }
  s.left--;
  s.position = reverse ? i - 1 : i + 1;
  return i;
}

function finishDict(rt: Runtime, s: DictIterState): void {
  const dict = s.dict!;
  s.dict = null;
  decref(rt, dict);
}

/** A pair for item iterators: the same tuple again while only the iterator holds it. */
export function reusePair(
  rt: Runtime,
  holder: { reuse: PyObject | null },
  a: PyObject,
  b: PyObject,
): PyObject {
  const t = holder.reuse;
  if (t !== null && t.refcnt === 1) {
    const items = t.v as PyObject[];
    const [x, y] = items;
    items[0] = a;
    items[1] = b;
    incref(t);
    decref(rt, x);
    decref(rt, y);
    const c = t as PyContainer;
    if (!isTracked(c)) gcTrack(rt, c);
    return t;
  }
  return stealTuple(rt, [a, b]);
}

function iterType(
  name: string,
  reverse: boolean,
  pick: (rt: Runtime, s: DictIterState, i: number) => PyObject,
): TypeDef {
  return {
    name,
    kind: K.ITERATOR,
    size: (name.includes('reverse') ? 'dict_reversekeyiterator' : name) as never,
    flags: TF.GC,
    slots: {
      dealloc: (rt, o) => {
        gcUntrack(rt, o as PyContainer);
        const s = o.v as DictIterState;
        if (s.dict !== null) decref(rt, s.dict);
        if (s.reuse !== null) decref(rt, s.reuse);
        gcFree(rt, o as PyContainer);
      },
      traverse: (rt, o, visit) => {
        const s = o.v as DictIterState;
        if (s.dict !== null) visit(rt, s.dict);
        if (s.reuse !== null) visit(rt, s.reuse);
      },
      iter: selfIter,
      iternext: (rt, o) => {
        const s = o.v as DictIterState;
        const i = advance(rt, s, reverse);
        return i < 0 ? null : pick(rt, s, i);
      },
    },
    methods: [
      m0('__length_hint__', (rt, o) =>
        intFromNumber(rt, o.v.dict === null ? 0 : (o.v as DictIterState).left),
      ),
      // What is left, as a list; the iterator itself stays where it is.
      m0('__reduce__', (rt, o) => {
        const { dict, position, length, left } = o.v as DictIterState;
        const items: PyObject[] = [];
        if (dict !== null) {
          const s = new DictIterState(incref(dict), position, length, null);
          s.left = left;
          for (let i = advance(rt, s, reverse); i >= 0; i = advance(rt, s, reverse))
            items.push(pick(rt, s, i));
        }
        return reduced(rt, 'iter', [stealList(rt, items)]);
      }),
    ],
  };
}

const pickKey = (rt: Runtime, s: DictIterState, i: number) => incref(entryKey(rt, s.dict!.v, i));
const pickValue = (rt: Runtime, s: DictIterState, i: number) => incref(entryValue(rt, s.dict!.v, i));
const pickItem = (rt: Runtime, s: DictIterState, i: number) =>
  reusePair(rt, s, incref(entryKey(rt, s.dict!.v, i)), incref(entryValue(rt, s.dict!.v, i)));

export const dictIterDefs: readonly TypeDef[] = [
  iterType('dict_keyiterator', false, pickKey),
  iterType('dict_valueiterator', false, pickValue),
  iterType('dict_itemiterator', false, pickItem),
  iterType('dict_reversekeyiterator', true, pickKey),
  iterType('dict_reversevalueiterator', true, pickValue),
  iterType('dict_reverseitemiterator', true, pickItem),
];

// ---- views: v is the dict

export function newView(rt: Runtime, typeName: string, dict: PyObject): PyObject {
  const o = newContainer(rt, rt.types[typeName], incref(dict));
  gcTrack(rt, o);
  return o;
}

const viewDealloc = (rt: Runtime, o: PyObject): void => {
  gcUntrack(rt, o as PyContainer);
  decref(rt, o.v);
  gcFree(rt, o as PyContainer);
};
const viewTraverse = (rt: Runtime, o: PyObject, visit: Visit): void => visit(rt, o.v);

function viewRepr(rt: Runtime, o: PyObject): PyObject {
  if (reprEnter(rt, o)) return strNew(rt, '...');
  try {
    const items = listItems(rt, o);
    const list = stealList(rt, items);
    const text = `${o.type.name}(${reprText(rt, list)})`;
    decref(rt, list);
    return strNew(rt, text);
  } finally {
    reprLeave(rt, o);
  }
}

/** All items of `a` are in `b`. */
function allIn(rt: Runtime, a: PyObject, b: PyObject): boolean {
  let all = true;
  forEach(rt, a, (x) => {
    try {
      if (all && !contains(rt, b, x)) all = false;
    } finally {
      decref(rt, x);
    }
  });
  return all;
}

function viewCompare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if (!isSetLike(b)) return incref(rt.NotImplemented);
  const n = objectLength(rt, a);
  const m = objectLength(rt, b);
  let r = false;
  if (op === CMP.EQ || op === CMP.NE) r = (n === m && allIn(rt, a, b)) === (op === CMP.EQ);
  else if (op === CMP.LT) r = n < m && allIn(rt, a, b);
  else if (op === CMP.LE) r = n <= m && allIn(rt, a, b);
  else if (op === CMP.GT) r = n > m && allIn(rt, b, a);
  else r = n >= m && allIn(rt, b, a);
  return incref(r ? rt.True : rt.False);
}

function viewType(
  name: string,
  iterName: string,
  has: ((rt: Runtime, o: PyObject, x: PyObject) => boolean) | null,
): TypeDef {
  const setLike = has !== null;
  return {
    name,
    kind: K.VIEW,
    size: name as never,
    flags: TF.GC,
    unhashable: setLike,
    slots: {
      dealloc: viewDealloc,
      traverse: viewTraverse,
      repr: viewRepr,
      length: (_rt, o) => dictLength(o.v),
      iter: (rt, o) => newDictIter(rt, iterName, o.v),
      ...(setLike
        ? {
            contains: has,
            richcompare: viewCompare,
            and: viewIntersection,
            or: viewUnion,
            subtract: viewDifference,
            xor: viewSymmetricDifference,
          }
        : {}),
    },
    methods: [
      m0('__reversed__', (rt, o) => newDictIter(rt, iterName.replace('dict_', 'dict_reverse'), o.v)),
      ...(setLike
        ? [
            m1('isdisjoint', (rt, self, other) => {
              let disjoint = true;
              forEach(rt, other, (x) => {
                if (disjoint && contains(rt, self, x)) disjoint = false;
                decref(rt, x);
              });
              return incref(disjoint ? rt.True : rt.False);
            }),
          ]
        : []),
    ],
    getset: [{ name: 'mapping', get: (rt, o) => callObject(rt, rt.types['mappingproxy'], [o.v]) }],
  };
}

export const viewDefs: readonly TypeDef[] = [
  viewType('dict_keys', 'dict_keyiterator', (rt, o, x) => dictGet(rt, o.v, x) !== null),
  viewType('dict_values', 'dict_valueiterator', null),
  viewType('dict_items', 'dict_itemiterator', (rt, o, x) => {
    if (x.type.kind !== K.TUPLE || x.v.length !== 2) return false;
    const value = dictGet(rt, o.v, x.v[0]);
    return value !== null && richCompareBool(rt, value, x.v[1], CMP.EQ);
  }),
];

export type { PyType };
export { callMethodOrNull, dictEntries, lookupOnType };
