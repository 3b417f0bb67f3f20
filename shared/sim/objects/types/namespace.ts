/** types.SimpleNamespace, the type of sys.implementation (Objects/namespaceobject.c). */
import { callMethod } from '../abstract/calls.ts';
import { richCompare } from '../abstract/comparison.ts';
import { objectRepr } from '../abstract/text.ts';
import { freeObject, newContainer } from '../alloc.ts';
import { typeError } from '../errors.ts';
import { gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, TF } from '../header.ts';
import { instanceDict } from '../instances.ts';
import { decref, incref } from '../refs.ts';
import { reprEnter, reprLeave } from '../reprs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type Args, CMP, type KwNames, m0, mK } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { dictSet, dictSetStr } from './dict.ts';
import { dictEntries } from './dict-entries.ts';
import { newDict } from './dict-making.ts';
import { strNew } from './str.ts';
import { stealTuple } from './tuple.ts';

const NAME = 'types.SimpleNamespace';

/** A namespace with those attributes, which it takes over. */
export function newNamespace(rt: Runtime, fields: readonly (readonly [string, PyObject])[]): PyObject {
  const o = make(rt, rt.types[NAME]);
  const dict = o.dict as PyObject;
  for (const [name, value] of fields) {
    const key = strNew(rt, name);
    dictSetStr(rt, dict, key, value);
    decref(rt, key);
    decref(rt, value);
  }
  return o;
}

function make(rt: Runtime, type: PyObject['type']): PyContainer {
  const o = newContainer(rt, type, null) as PyContainer;
  o.dict = newDict(rt);
  gcTrack(rt, o);
  return o;
}

/** namespace_init: since 3.13 a mapping, or pairs, may come first. */
function init(rt: Runtime, self: PyObject, args: Args, kw: KwNames): void {
  const named = kw?.length ?? 0;
  const positional = args.length - named;
  const dict = instanceDict(rt, self as PyContainer)!;
  if (rt.ruleset.minor < 13) {
    if (positional > 0) throw typeError(rt, 'no positional arguments expected');
  } else if (positional > 1) {
    throw typeError(rt, `${self.type.name.split('.').pop()} expected at most 1 argument, got ${positional}`);
  } else if (positional === 1) {
    const given = newDict(rt);
    try {
      decref(rt, callMethod(rt, given, 'update', [args[0]]));
      for (const [key] of dictEntries(rt, given))
        if (key.type.kind !== K.STR) throw typeError(rt, 'keywords must be strings');
      decref(rt, callMethod(rt, dict, 'update', [given]));
    } finally {
      decref(rt, given);
    }
  }
  for (let i = 0; i < named; i++) dictSetStr(rt, dict, kw![i], args[positional + i]);
}

/** A namespace that its type makes without arguments, with the attributes of this one and the given ones (namespace_replace). */
function replace(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const names = kw ?? [];
  if (args.length > names.length) throw typeError(rt, '__replace__() takes no positional arguments');
  const made = callObject(rt, self.type, []);
  if (!isNamespace(rt, made)) {
    const { name } = made.type;
    decref(rt, made);
    throw typeError(rt, `expect ${NAME} type, but ${self.type.name}() returned '${name}' object`);
  }
  const dict = instanceDict(rt, made as PyContainer)!;
  for (const [key, value] of dictEntries(rt, instanceDict(rt, self as PyContainer)!))
    dictSet(rt, dict, key, value);
  for (const [i, name] of names.entries()) dictSetStr(rt, dict, name, args[i]);
  return made;
}

function repr(rt: Runtime, o: PyObject): PyObject {
  const name = o.type === rt.types[NAME] ? 'namespace' : o.type.name;
  if (reprEnter(rt, o)) return strNew(rt, `${name}(...)`);
  try {
    const entries = [...dictEntries(rt, instanceDict(rt, o as PyContainer)!)].filter(
      ([key]) => key.type.kind === K.STR && key.v !== '',
    );
    if (rt.ruleset.minor < 9) entries.sort(([a], [b]) => (a.v < b.v ? -1 : 1));
    const parts: string[] = [];
    for (const [key, value] of entries) {
      const shown = objectRepr(rt, value);
      parts.push(`${key.v}=${shown.v}`);
      decref(rt, shown);
    }
    return strNew(rt, `${name}(${parts.join(', ')})`);
  } finally {
    reprLeave(rt, o);
  }
}

const isNamespace = (rt: Runtime, o: PyObject): boolean => o.type.mro.includes(rt.types[NAME]);

function releaseDict(rt: Runtime, o: PyContainer): void {
  const dict = o.dict as PyObject | null;
  o.dict = null;
  if (dict !== null) decref(rt, dict);
}

export const namespaceDef: TypeDef = {
  name: NAME,
  kind: K.ITERATOR,
  size: 'SimpleNamespace',
  flags: TF.GC | TF.BASETYPE | TF.DICT,
  unhashable: true,
  slots: {
    new: (rt, type) => make(rt, type),
    init,
    repr,
    richcompare: (rt, a, b, op) => {
      // Since 3.15 an order is no longer that of the dicts, which have none.
      const ordered = op !== CMP.EQ && op !== CMP.NE && rt.ruleset.minor >= 15;
      if (ordered || !isNamespace(rt, a) || !isNamespace(rt, b)) return incref(rt.NotImplemented);
      const left = instanceDict(rt, a as PyContainer)!;
      return richCompare(rt, left, instanceDict(rt, b as PyContainer)!, op);
    },
    dealloc: (rt, o) => {
      const c = o as PyContainer;
      gcUntrack(rt, c);
      releaseDict(rt, c);
      freeObject(rt, o);
    },
    traverse: (rt, o, visit) => {
      const { dict } = o as PyContainer;
      if ((o.type.flags & TF.HEAP) === 0 && dict !== null) visit(rt, dict as PyObject);
    },
    clear: (rt, o) => {
      if ((o.type.flags & TF.HEAP) === 0) releaseDict(rt, o as PyContainer);
    },
  },
  since: { __replace__: 13 },
  methods: [
    mK('__replace__', replace),
    m0('__reduce__', (rt, self) =>
      stealTuple(rt, [incref(self.type), stealTuple(rt, []), incref(instanceDict(rt, self as PyContainer)!)]),
    ),
  ],
};
