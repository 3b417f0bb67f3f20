/** frozendict, the dict that never changes (3.15, PEP 814; Objects/dictobject.c: frozendict_new, frozendict_or, frozendict_hash). */
import { fromWords, hashFrozenset, hashTuple } from '../../numbers/hashes.ts';
import { objectHash } from '../abstract/comparison.ts';
import { forEach } from '../abstract/iteration.ts';
import { newContainer } from '../alloc.ts';
import { gcTrack } from '../gclinks.ts';
import { hashValue, setHash } from '../hash.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref, orRelease } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { asClassMethod, m0, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { dictSet } from './dict.ts';
import { dictNext, entryKey, entryValue, knowsHash } from './dict-entries.ts';
import { newDict } from './dict-making.ts';
import { dictMerge } from './dict-merge.ts';
import { DictData, dictLength, isAnyDict } from './dict-table.ts';
import { dictDef, fromKnownKeys, updateByArguments } from './dict-type.ts';
import { newInstance } from './instance.ts';
import { strNew } from './str.ts';
import { stealTuple } from './tuple.ts';

const typeOf = (rt: Runtime): PyType => rt.types['frozendict'];

/** An empty one, which its maker fills. */
function newFrozenDict(rt: Runtime, type: PyType): PyObject {
  if ((type.flags & TF.HEAP) !== 0) return newInstance(rt, type, new DictData());
  const o = newContainer(rt, type, new DictData());
  gcTrack(rt, o as PyContainer);
  return o;
}

/** A frozendict (never of a subclass) of the same entries. */
function copied(rt: Runtime, from: PyObject): PyObject {
  const copy = newFrozenDict(rt, typeOf(rt));
  dictMerge(rt, copy, from, true, true);
  return copy;
}

/** The hash of the set of its items (frozendict_hash): in any order. */
function frozenDictHash(rt: Runtime, o: PyObject): number {
  const d = o.v as DictData;
  const hashes = [];
  for (let i = dictNext(rt, d, 0); i >= 0; i = dictNext(rt, d, i + 1)) {
    const value = hashValue(rt, objectHash(rt, entryValue(rt, d, i)));
    const key = hashValue(rt, knowsHash(rt, d, i) ? d.hashes[i] : objectHash(rt, entryKey(rt, d, i)));
    const low = setHash(rt, hashTuple([key, value]));
    hashes.push(fromWords(low, rt.hashHi));
  }
  return setHash(rt, hashFrozenset(hashes));
}

const shared = new Set([
  'get',
  'keys',
  'values',
  'items',
  '__reversed__',
  '__sizeof__',
  '__getitem__',
  '__contains__',
]);
const { slots: dictSlots } = dictDef;

export const frozenDictDef: TypeDef = {
  name: 'frozendict',
  generic: true,
  kind: K.FROZENDICT,
  size: (rt) => rt.ruleset.sizes.dictBytes + 8,
  flags: TF.GC | TF.BASETYPE | TF.MAPPING,
  slots: {
    dealloc: dictSlots.dealloc,
    traverse: dictSlots.traverse,
    clear: dictSlots.clear,
    richcompare: dictSlots.richcompare,
    length: dictSlots.length,
    subscript: dictSlots.subscript,
    contains: dictSlots.contains,
    iter: dictSlots.iter,
    hash: frozenDictHash,
    new: (rt, type, args, kw) => {
      if (kw === null && args.length === 1 && type === typeOf(rt) && args[0].type === type)
        return incref(args[0]);
      const o = newFrozenDict(rt, type);
      orRelease(rt, o, () => updateByArguments(rt, o, args, kw, 'frozendict'));
      return o;
    },
    repr: (rt, o) => {
      if (dictLength(o) === 0) return strNew(rt, `${o.type.name}()`);
      const entries = dictSlots.repr!(rt, o);
      const text = strNew(rt, `${o.type.name}(${entries.v})`);
      decref(rt, entries);
      return text;
    },
    or: (rt, a, b) => {
      const type = typeOf(rt);
      if (a.type === type) {
        if (dictLength(a) === 0 && b.type === type) return incref(b);
        if (isAnyDict(b) && dictLength(b) === 0) return incref(a);
      }
      if (!isAnyDict(a) || !isAnyDict(b)) return incref(rt.NotImplemented);
      if (a.type.kind === K.DICT) return dictSlots.or!(rt, a, b);
      const r = copied(rt, a);
      orRelease(rt, r, () => dictMerge(rt, r, b));
      return r;
    },
  },
  methods: [
    ...dictDef.methods!.filter(({ name }) => shared.has(name)),
    m0('copy', (rt, self) => (self.type === typeOf(rt) ? incref(self) : copied(rt, self))),
    m0('__getnewargs__', (rt, self) => {
      const dict = newDict(rt);
      orRelease(rt, dict, () => dictMerge(rt, dict, self, true, true));
      return stealTuple(rt, [dict]);
    }),
    asClassMethod(
      mN('fromkeys', (rt, cls, args) => fromKeys(rt, cls as PyType, args[0], args[1] ?? rt.None), 1, 2),
    ),
  ],
};

/** frozendict.fromkeys: the class is called without arguments, then, if it is a subclass, again with all that is to be in it. */
function fromKeys(rt: Runtime, cls: PyType, from: PyObject, value: PyObject): PyObject {
  const made = callObject(rt, cls, []);
  const exact = made.type === typeOf(rt);
  const d = exact ? made : orRelease(rt, made, () => copied(rt, made));
  if (!exact) decref(rt, made);
  orRelease(rt, d, () => {
    if (fromKnownKeys(rt, d, from, value)) return;
    forEach(rt, from, (key) => {
      try {
        dictSet(rt, d, key, value);
      } finally {
        decref(rt, key);
      }
    });
  });
  if (exact) return d;
  try {
    return callObject(rt, cls, [d]);
  } finally {
    decref(rt, d);
  }
}
