/** defaultdict (Modules/_collectionsmodule.c): a dict with a factory for missing keys, which lies in the object's `aux`. */
import { callMethod } from '../objects/abstract/calls.ts';
import { setItem } from '../objects/abstract/container.ts';
import { getIter } from '../objects/abstract/iteration.ts';
import { reprText } from '../objects/abstract/text.ts';
import { keyError, typeError } from '../objects/errors.ts';
import { K, type PyObject, TF } from '../objects/header.ts';
import { decref, incref, orRelease } from '../objects/refs.ts';
import { reprEnter, reprLeave } from '../objects/reprs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, m0, m1 } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { dictClear, dictDealloc, dictTraverse } from '../objects/types/dict-life.ts';
import { updateFrom } from '../objects/types/dict-update.ts';
import { strNew } from '../objects/types/str.ts';
import { newTuple, stealTuple } from '../objects/types/tuple.ts';

/** The factory (borrowed), or null. */
function factoryOf(o: PyObject): PyObject | null {
  return o.aux === 0 ? null : (o.aux as PyObject | null);
}

function setFactory(rt: Runtime, o: PyObject, factory: PyObject | null): void {
  const old = factoryOf(o);
  o.aux = factory === null ? null : incref(factory);
  if (old !== null) decref(rt, old);
}

function init(rt: Runtime, self: PyObject, args: Args, kw: KwNames): void {
  const named = kw === null ? 0 : kw.length;
  let factory: PyObject | null = null;
  let rest = args;
  if (args.length > named) {
    factory = args[0];
    if (factory.type.slots.call === null && factory !== rt.None) {
      throw typeError(rt, 'first argument must be callable or None');
    }
    if (factory === rt.None) factory = null;
    rest = args.slice(1);
  }
  setFactory(rt, self, factory);
  // What the dict gets is a slice of the arguments' tuple.
  const slice = newTuple(rt, rest.slice(0, rest.length - named));
  try {
    rt.dictType.slots.init!(rt, self, rest, kw);
  } finally {
    decref(rt, slice);
  }
}

function missing(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const factory = factoryOf(self);
  if (factory === null) throw keyError(rt, key);
  const value = callObject(rt, factory, []);
  try {
    setItem(rt, self, key, value);
  } catch (error) {
    decref(rt, value);
    throw error;
  }
  return value;
}

/** type(self)(factory, from). */
function remade(rt: Runtime, self: PyObject, from: PyObject): PyObject {
  return callObject(rt, self.type, [factoryOf(self) ?? rt.None, from]);
}

const copy = (rt: Runtime, self: PyObject): PyObject => remade(rt, self, self);

function repr(rt: Runtime, o: PyObject): PyObject {
  const contents = rt.dictType.slots.repr!(rt, o);
  const items = contents.v as string;
  decref(rt, contents);
  const factory = factoryOf(o);
  let shown = 'None';
  if (factory !== null) {
    if (reprEnter(rt, o)) shown = '...';
    else {
      try {
        shown = reprText(rt, factory);
      } finally {
        reprLeave(rt, o);
      }
    }
  }
  return strNew(rt, `${o.type.name.replace(/^.*\./, '')}(${shown}, ${items})`);
}

function or(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  if (rt.ruleset.minor < 9) return incref(rt.NotImplemented);
  const own = a.type.mro.includes(rt.types['collections.defaultdict']);
  const [self, other] = own ? [a, b] : [b, a];
  if (other.type.kind !== K.DICT) return incref(rt.NotImplemented);
  const made = remade(rt, self, a);
  updateFrom(rt, made, b);
  return made;
}

export const defaultdictDef: TypeDef = {
  name: 'collections.defaultdict',
  base: 'dict',
  kind: K.DICT,
  size: (rt) => rt.ruleset.sizes.dictBytes + 8,
  flags: TF.GC | TF.BASETYPE | TF.DICTSUB | TF.MAPPING,
  slots: {
    dealloc: (rt, o) => {
      const factory = factoryOf(o);
      o.aux = null;
      if (factory !== null) decref(rt, factory);
      dictDealloc(rt, o);
    },
    traverse: (rt, o, visit) => {
      const factory = factoryOf(o);
      if (factory !== null) visit(rt, factory);
      dictTraverse(rt, o, visit);
    },
    clear: (rt, o) => {
      setFactory(rt, o, null);
      dictClear(rt, o);
    },
    init,
    repr,
    or,
  },
  methods: [
    m1('__missing__', missing),
    m0('copy', copy),
    m0('__copy__', copy),
    m0('__reduce__', (rt, self) => {
      const factory = factoryOf(self);
      const items = callMethod(rt, self, 'items', []);
      const it = orRelease(rt, items, () => getIter(rt, items));
      decref(rt, items);
      return stealTuple(rt, [
        incref(self.type),
        stealTuple(rt, factory === null ? [] : [incref(factory)]),
        incref(rt.None),
        incref(rt.None),
        it,
      ]);
    }),
  ],
  members: [
    {
      name: 'default_factory',
      get: (rt, o) => incref(factoryOf(o) ?? rt.None),
      set: (rt, o, value) => setFactory(rt, o, value === rt.None ? null : value),
    },
  ],
};
