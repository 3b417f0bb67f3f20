/** The type dict, its views and iterators (Objects/dictobject.c). */
import { forEach } from '../abstract/iteration.ts';
import { reprText } from '../abstract/text.ts';
import { newContainer } from '../alloc.ts';
import { isPyError, keyError, PY_ERROR, raiseWith, takeRaised, typeError } from '../errors.ts';
import { gcTrack } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { reprEnter, reprLeave } from '../reprs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type Args, asClassMethod, CMP, inTuple, type KwNames, m0, m1, mK, mN } from '../slots.ts';
import { dictOfKeywords } from '../tuplecall.ts';
import type { TypeDef } from '../typedef.ts';
import { chargeLater } from '../work.ts';
import {
  dictDelete,
  dictGet,
  dictPop,
  dictSet,
  dictSetDefault,
  dictSubscript,
  resizeForEntries,
} from './dict.ts';
import { dictNext, dictPrevious, dictsEqual, entryHash, entryKey, entryValue } from './dict-entries.ts';
import { rememberHash } from './dict-hashes.ts';
import { newDictIter } from './dict-iterators.ts';
import { dictClear, dictDealloc, dictExtraBytes, dictTraverse } from './dict-life.ts';
import { newDictApart } from './dict-making.ts';
import { dictCopy, dictMerge } from './dict-merge.ts';
import { unsplit } from './dict-split.ts';
import { DictData, dictLength, isAnyDict, makeTable } from './dict-table.ts';
import { updateFrom } from './dict-update.ts';
import { newView } from './dict-views.ts';
import { newInstance } from './instance.ts';
import { intOfSize } from './int.ts';
import type { SetData } from './set.ts';
import { strNew } from './str.ts';
import { stealTuple } from './tuple.ts';

/** What update() and the constructors take in: a mapping or pairs, and keywords (dict_update_common). */
export function updateByArguments(rt: Runtime, self: PyObject, args: Args, kw: KwNames, name: string): void {
  const n = args.length - (kw?.length ?? 0);
  if (n > 1) throw typeError(rt, `${name} expected at most 1 argument, got ${n}`);
  if (n === 1) updateFrom(rt, self, args[0]);
  if (kw === null || kw.length === 0) return;
  if (rt.callDict === null) {
    for (let i = 0; i < kw.length; i++) dictSet(rt, self, kw[i], args[n + i]);
    return;
  }
  // The keywords came in a dict, whose table may be copied as it is.
  const keywords = dictOfKeywords(rt, args, kw);
  try {
    dictMerge(rt, self, keywords);
  } finally {
    decref(rt, keywords);
  }
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
export function fromKnownKeys(rt: Runtime, dict: PyObject, from: PyObject, value: PyObject): boolean {
  if (from.type === rt.dictType || from.type === rt.types['frozendict']) {
    const d = from.v as DictData;
    if (dictLength(dict) === 0) resizeForEntries(rt, dict, dictLength(from), d.unicode);
    for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1))
      dictSet(rt, dict, entryKey(rt, d, i), value, entryHash(rt, d, i));
    return true;
  }
  if (from.type !== rt.setType && from.type !== rt.frozensetType) return false;
  const table = (from.v as SetData).table;
  if (dictLength(dict) === 0) resizeForEntries(rt, dict, table.used, false);
  for (let i = table.next(0); i >= 0; i = table.next(i + 1)) {
    const key = table.keys[i]!;
    if ((key.type.flags & TF.HEAP) !== 0) rememberHash(rt, key, table.lows[i], table.highs[i]);
    dictSet(rt, dict, key, value, table.lows[i]);
  }
  return true;
}

function popItem(rt: Runtime, self: PyObject): PyObject {
  const d = self.v as DictData;
  if (dictLength(self) === 0)
    throw raiseWith(rt, rt.exc['KeyError'], strNew(rt, 'popitem(): dictionary is empty'));
  unsplit(rt, self, 'removing');
  const i = dictPrevious(rt, d, d.keys.length - 1);
  const key = incref(d.keys[i]!);
  const value = dictPop(rt, self, key, entryHash(rt, d, i))!;
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
  if (a.type.kind !== K.DICT || !isAnyDict(b) || rt.ruleset.minor < 9) return incref(rt.NotImplemented);
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
        o = newDictApart(rt);
      } else {
        const heap = (type.flags & TF.HEAP) !== 0;
        o = heap ? newInstance(rt, type, new DictData()) : newContainer(rt, type, new DictData());
        if (!heap) gcTrack(rt, o as PyContainer);
      }
      if (rt.ruleset.dict.constructorPreallocates) makeTable(rt, o, 3, true);
      return o;
    },
    init: (rt, self, args, kw) => updateByArguments(rt, self, args, kw, 'dict'),
    repr: dictRepr,
    richcompare: (rt, a, b, op) => {
      if ((op !== CMP.EQ && op !== CMP.NE) || !isAnyDict(a) || !isAnyDict(b))
        return incref(rt.NotImplemented);
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
        updateByArguments(rt, self, args, kw, 'update');
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
    m0('__sizeof__', (rt, self) => intOfSize(rt, self.type.basicSize + dictExtraBytes(rt, self))),
    m1('__getitem__', dictSubscript),
    m1('__contains__', (rt, self, key) => incref(dictGet(rt, self, key) !== null ? rt.True : rt.False)),
  ],
};
