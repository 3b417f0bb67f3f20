/**
 * `list[int]` and `int | None`: what annotations are made of (Objects/genericaliasobject.c, Objects/unionobject.c).
 *
 * Simplified: no type variables, so an alias has no parameters and cannot be subscripted again.
 */

import { findAttr, getAttr, setAttr } from '../abstract/attributes.ts';
import { callMethod } from '../abstract/calls.ts';
import { objectHash, richCompareBool } from '../abstract/comparison.ts';
import { isInstance } from '../abstract/lookup.ts';
import { reprText, strText } from '../abstract/text.ts';
import { freeObject, newContainer } from '../alloc.ts';
import { isPyError, swallow, takeRaised, typeError } from '../errors.ts';
import { gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { decref, incref, orRelease } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type Args, asClassMethod, CMP, type KwNames, m1 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { newSet, setAdd } from './set.ts';
import { internString, strNew } from './str.ts';
import { newTuple } from './tuple.ts';

/** Payload of both: the class that was subscripted (of a union: null) and the tuple of arguments, both owned. */
type AliasData = { origin: PyObject | null; args: PyObject };

const dataOf = (o: PyObject): AliasData => o.v as AliasData;
const itemsOf = (o: PyObject): PyObject[] => dataOf(o).args.v as PyObject[];

/** `origin[args]` (Py_GenericAlias); both borrowed. */
export function newGenericAlias(rt: Runtime, origin: PyObject, args: PyObject): PyObject {
  return newAlias(rt, rt.types['types.GenericAlias'], origin, args);
}

function newAlias(rt: Runtime, type: PyType, origin: PyObject, args: PyObject): PyObject {
  const tuple = args.type === rt.tupleType ? incref(args) : newTuple(rt, [args]);
  const o = newContainer(rt, type, { origin: incref(origin), args: tuple } satisfies AliasData);
  gcTrack(rt, o);
  return o;
}

/** The class method that makes built-in containers generic (3.9+). */
export const classGetItem = asClassMethod(m1('__class_getitem__', newGenericAlias));

function dealloc(rt: Runtime, o: PyObject): void {
  gcUntrack(rt, o as PyContainer);
  const d = dataOf(o);
  if ((o as PyContainer).weak !== null) rt.hooks.clearWeakrefs(rt, o as PyContainer);
  if (d.origin !== null) decref(rt, d.origin);
  decref(rt, d.args);
  freeObject(rt, o);
}

function traverse(rt: Runtime, o: PyObject, visit: Visit): void {
  const d = dataOf(o);
  if (d.origin !== null) visit(rt, d.origin);
  visit(rt, d.args);
}

/** One argument as the repr shows it (ga_repr_item). */
function itemText(rt: Runtime, o: PyObject): string {
  if (o === rt.Ellipsis) return '...';
  if (o === rt.None.type) return 'None';
  if (o.type.kind === K.LIST) return `[${(o.v as PyObject[]).map((x) => itemText(rt, x)).join(', ')}]`;
  if (o.type.name.startsWith('types.')) return reprText(rt, o);
  const qualname = findAttr(rt, o, '__qualname__');
  let module: PyObject | null = null;
  try {
    module = qualname === null ? null : findAttr(rt, o, '__module__');
    if (qualname === null || module === null || module === rt.None) return reprText(rt, o);
    if (module.v === 'builtins') return strText(rt, qualname);
    return `${strText(rt, module)}.${strText(rt, qualname)}`;
  } finally {
    if (qualname !== null) decref(rt, qualname);
    if (module !== null) decref(rt, module);
  }
}

/** What an alias answers itself; everything else is its origin's. */
const OWN: ReadonlySet<string> = new Set([
  '__origin__',
  '__args__',
  '__parameters__',
  '__mro_entries__',
  '__reduce_ex__',
  '__reduce__',
  '__copy__',
  '__deepcopy__',
  '__unpacked__',
]);

function aliasGetAttr(rt: Runtime, o: PyObject, name: PyObject): PyObject {
  const own = OWN.has(name.v) || (name.v === '__class__' && rt.ruleset.minor >= 11);
  if (!own) return getAttr(rt, dataOf(o).origin!, name);
  return rt.objectType.slots.getattro(rt, o, name);
}

/** Makes an instance of the origin, which remembers the alias where it can. */
function aliasCall(rt: Runtime, o: PyObject, args: Args, kw: KwNames): PyObject {
  const made = callObject(rt, dataOf(o).origin!, args, kw);
  const name = internString(rt, '__orig_class__');
  try {
    setAttr(rt, made, name, o);
  } catch (error) {
    const expected = swallow(rt, error, rt.exc['AttributeError']) || swallow(rt, error, rt.exc['TypeError']);
    if (!expected) {
      if (isPyError(rt, error)) {
        const raised = takeRaised(rt);
        decref(rt, made);
        rt.thread.raised = raised;
      }
      throw error;
    }
  } finally {
    decref(rt, name);
  }
  return made;
}

function refuse(text: string) {
  return (rt: Runtime): PyObject => {
    throw typeError(rt, text);
  };
}

export const genericAliasDef: TypeDef = {
  name: 'types.GenericAlias',
  kind: K.OTHER,
  size: 'GenericAlias',
  flags: TF.GC | TF.WEAKREF | TF.BASETYPE,
  slots: {
    dealloc,
    traverse,
    new: (rt, type, args) => {
      if (args.length !== 2) throw typeError(rt, `GenericAlias expected 2 arguments, got ${args.length}`);
      return newAlias(rt, type, args[0], args[1]);
    },
    call: aliasCall,
    getattro: aliasGetAttr,
    repr: (rt, o) => {
      const items = itemsOf(o);
      const shown = items.length === 0 ? '()' : items.map((x) => itemText(rt, x)).join(', ');
      return strNew(rt, `${itemText(rt, dataOf(o).origin!)}[${shown}]`);
    },
    hash: (rt, o) => {
      const pair = newTuple(rt, [dataOf(o).origin!, dataOf(o).args]);
      try {
        return objectHash(rt, pair);
      } finally {
        decref(rt, pair);
      }
    },
    richcompare: (rt, a, b, op) => {
      if (a.type !== b.type || (op !== CMP.EQ && op !== CMP.NE)) return incref(rt.NotImplemented);
      const same =
        richCompareBool(rt, dataOf(a).origin!, dataOf(b).origin!, CMP.EQ) &&
        richCompareBool(rt, dataOf(a).args, dataOf(b).args, CMP.EQ);
      return incref(same === (op === CMP.EQ) ? rt.True : rt.False);
    },
    or: (rt, a, b) => unionOf(rt, a, b),
    subscript: (rt, o) => {
      const text = reprText(rt, o);
      throw typeError(
        rt,
        rt.ruleset.minor >= 11
          ? `${text} is not a generic class`
          : `There are no type variables left in ${text}`,
      );
    },
  },
  getset: [
    { name: '__origin__', get: (_rt, o) => incref(dataOf(o).origin!) },
    { name: '__args__', get: (_rt, o) => incref(dataOf(o).args) },
    { name: '__parameters__', get: (rt) => incref(rt.emptyTuple) },
  ],
  methods: [
    m1('__mro_entries__', (rt, o) => newTuple(rt, [dataOf(o).origin!])),
    m1('__instancecheck__', refuse('isinstance() argument 2 cannot be a parameterized generic')),
    m1('__subclasscheck__', refuse('issubclass() argument 2 cannot be a parameterized generic')),
  ],
};

/** Whether `|` makes a union of it. */
function unionable(rt: Runtime, o: PyObject): boolean {
  return (
    o === rt.None ||
    o.type.kind === K.TYPE ||
    isInstance(o, rt.types['types.GenericAlias']) ||
    isUnion(rt, o) ||
    o.type === rt.types['sentinel']
  );
}

function isUnion(rt: Runtime, o: PyObject): boolean {
  return o.type === rt.types['types.UnionType'];
}

/** `a | b` of classes (3.10+): a union without repetitions, or the one class that is left; NotImplemented for other operands. */
export function unionOf(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  if (rt.ruleset.minor < 10 || !unionable(rt, a) || !unionable(rt, b)) return incref(rt.NotImplemented);
  const found: PyObject[] = [];
  for (const side of [a, b]) {
    for (const given of isUnion(rt, side) ? itemsOf(side) : [side]) {
      const x = given === rt.None ? rt.None.type : given;
      if (!found.some((y) => richCompareBool(rt, y, x, CMP.EQ))) found.push(x);
    }
  }
  if (found.length === 1) return incref(found[0]);
  const o = newContainer(rt, rt.types['types.UnionType'], {
    origin: null,
    args: newTuple(rt, found),
  } satisfies AliasData);
  gcTrack(rt, o);
  return o;
}

function setOfArgs(rt: Runtime, o: PyObject): PyObject {
  const set = newSet(rt, rt.frozensetType);
  orRelease(rt, set, () => {
    for (const x of itemsOf(o)) setAdd(rt, set, x);
  });
  return set;
}

/** isinstance and issubclass of a union: any of its members. */
function checkAny(rt: Runtime, o: PyObject, x: PyObject, method: string, function_: string): PyObject {
  for (const cls of itemsOf(o)) {
    if (cls.type.kind !== K.TYPE)
      throw typeError(rt, `${function_}() argument 2 cannot be a parameterized generic`);
  }
  for (const cls of itemsOf(o)) {
    const r = callMethod(rt, cls.type, method, [cls, x]);
    decref(rt, r);
    if (r === rt.True) return incref(rt.True);
  }
  return incref(rt.False);
}

export const unionDef: TypeDef = {
  name: 'types.UnionType',
  renamed: [14, 'typing.Union'],
  kind: K.OTHER,
  size: 'UnionType',
  flags: TF.GC,
  slots: {
    dealloc,
    traverse,
    repr: (rt, o) =>
      strNew(
        rt,
        itemsOf(o)
          .map((x) => itemText(rt, x))
          .join(' | '),
      ),
    hash: (rt, o) => {
      const set = setOfArgs(rt, o);
      try {
        return objectHash(rt, set);
      } finally {
        decref(rt, set);
      }
    },
    richcompare: (rt, a, b, op) => {
      if (a.type !== b.type || (op !== CMP.EQ && op !== CMP.NE)) return incref(rt.NotImplemented);
      const x = setOfArgs(rt, a);
      const y = setOfArgs(rt, b);
      const same = richCompareBool(rt, x, y, CMP.EQ);
      decref(rt, x);
      decref(rt, y);
      return incref(same === (op === CMP.EQ) ? rt.True : rt.False);
    },
    or: (rt, a, b) => unionOf(rt, a, b),
  },
  getset: [
    { name: '__args__', get: (_rt, o) => incref(dataOf(o).args) },
    { name: '__parameters__', get: (rt) => incref(rt.emptyTuple) },
  ],
  methods: [
    m1('__instancecheck__', (rt, o, x) => checkAny(rt, o, x, '__instancecheck__', 'isinstance')),
    m1('__subclasscheck__', (rt, o, x) => checkAny(rt, o, x, '__subclasscheck__', 'issubclass')),
  ],
};
