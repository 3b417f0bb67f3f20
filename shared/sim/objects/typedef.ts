/**
 * How a built-in type is defined: static data, one file a type, from which each machine makes its own PyType when it boots
 * (Objects/typeobject.c: PyType_Ready).
 */
import type { FixedType } from '../rulesets/index.ts';
import { typeError } from './errors.ts';
import { type PyObject, PyType, TF } from './header.ts';
import { introduced } from './introduced.ts';
import { decref, incref, makeImmortal } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { type GetSetDef, type MemberDef, type MethodDef, type New, Slots } from './slots.ts';
import { docOf } from './types/builtin.ts';
import {
  newClassMethodDescr,
  newGetSetDescr,
  newMethodDescr,
  newStaticBuiltin,
  newWrapperDescr,
} from './types/descr.ts';
import { dictGetJs, dictSetStr } from './types/dict.ts';
import { newDict } from './types/dict-making.ts';
import { classGetItem } from './types/genericalias.ts';
import { dictGetSet } from './types/object.ts';
import { internString } from './types/str.ts';
import { slotDefs, slotRows } from './typeslots.ts';

export type TypeDef = {
  readonly name: string;
  /** Another name, with its module, from a minor version on; `rt.types` keeps `name`. */
  readonly renamed?: readonly [minor: number, name: string];
  /** `__module__`; builtins when missing. */
  readonly module?: string;
  /** Name of the base in `rt.types`; object when missing. */
  readonly base?: string;
  /** K of the instances; the base's when missing. */
  readonly kind?: number;
  /** getsizeof of an instance without items: a row of the ruleset's table of fixed sizes, or computed from the rules. */
  readonly size?: FixedType | ((rt: Runtime) => number);
  readonly itemSize?: number;
  /** The minor version from which on the collector knows of the objects, where `flags` says that it does. */
  readonly gcSince?: number;
  /** TF bits; subclass bits of the base are inherited. */
  readonly flags: number;
  readonly slots: Partial<Slots>;
  readonly methods?: readonly MethodDef[];
  readonly getset?: readonly GetSetDef[];
  readonly members?: readonly MemberDef[];
  /** Subscripting the class gives a GenericAlias, as in `list[int]` (3.9+). */
  readonly generic?: boolean;
  /** Unhashable: the namespace gets __hash__ = None. */
  readonly unhashable?: boolean;
  readonly doc?: string;
  /** The constructor takes no keywords (_PyArg_NoKeywords). */
  readonly noKeywords?: boolean;
  /** Names in the namespace that older versions lack, with the minor version in which each came. */
  readonly since?: { readonly [name: string]: number };
  /** Names that newer versions lack, with the minor version from which on. */
  readonly until?: { readonly [name: string]: number };
  /** Names that were away for a while: from the first minor version on, and back with the second. */
  readonly absent?: { readonly [name: string]: readonly [from: number, to: number] };
  /** Further class attributes. */
  readonly attributes?: (rt: Runtime, type: PyType) => { [name: string]: PyObject };
};

/** Makes the type with its slots but an empty namespace; types may now refer to it. */
export function declareType(rt: Runtime, def: TypeDef): PyType {
  const slots = new Slots();
  const type = new PyType(rt.typeType, rt.mem.allocStatic(416), slots);
  const name = def.renamed && rt.ruleset.minor >= def.renamed[0] ? def.renamed[1] : def.name;
  type.name = name;
  const base = def.name === 'object' && def.module === undefined ? null : rt.types[def.base ?? 'object'];
  type.base = base;
  type.bases = base === null ? [] : [base];
  type.mro = base === null ? [type] : [type, ...base.mro];
  type.kind = def.kind ?? base?.kind ?? 0;
  type.flags = def.flags | TF.IMMUTABLE | ((base?.flags ?? 0) & INHERITED);
  if (def.gcSince !== undefined && rt.ruleset.minor < def.gcSince) type.flags &= ~TF.GC;
  type.doc = def.doc ?? null;
  const dot = name.lastIndexOf('.');
  type.moduleName = def.module ?? (dot > 0 ? name.slice(0, dot) : 'builtins');
  type.version = rt.nextTypeVersion++;
  Object.assign(slots, def.slots);
  for (const name of missingNames(rt, def))
    for (const row of slotDefs)
      if (row.name === name) (slots as unknown as Record<string, unknown>)[row.slot] = null;
  if (def.noKeywords && def.slots.new) slots.new = withoutKeywords(def.name, def.slots.new);
  if (def.unhashable) slots.hash = null;
  if (base !== null) {
    inheritSlots(type, base, def.unhashable === true);
    // Built-in types do not get object.__new__: they can be made by a class call only where they say how (type_ready_set_new).
    if (base.base === null && def.slots.new === undefined) slots.new = null;
    base.subclasses.push(type);
  }
  if ((type.flags & TF.GC) !== 0) slots.traverse ??= holdsNothing;
  const sizes = rt.ruleset.sizes;
  type.headBytes = type.flags & TF.GC ? sizes.gcHeaderBytes : 0;
  if (def.size === undefined) type.basicSize = base === null ? 16 : base.basicSize;
  else {
    const whole = typeof def.size === 'function' ? def.size(rt) : (sizes.fixed[def.size] ?? 16);
    type.basicSize = whole - type.headBytes;
  }
  type.itemSize = def.itemSize ?? base?.itemSize ?? 0;
  [type.dictOffset, type.weakrefOffset] = rt.ruleset.offsets.get(def.name) ?? [
    base?.dictOffset ?? 0,
    base?.weakrefOffset ?? 0,
  ];
  visitOwnType(rt, type);
  rt.types[def.name] ??= type;
  makeImmortal(rt, type);
  return type;
}

/**
 * Objects of C modules' types that are made at run time (PyType_FromSpec) refer to their type. Ours are static and count nothing, so
 * this is only what gc.get_referents() shows.
 */
function visitOwnType(rt: Runtime, type: PyType): void {
  const traverse = type.slots.traverse;
  if (traverse === null || !(rt.ruleset.minor >= heapTypeSince(type.name))) return;
  type.slots.traverse = (rt, o, visit) => {
    // A subclass has been visited by its own layer.
    if ((o.type.flags & TF.HEAP) === 0) visit(rt, o.type);
    traverse(rt, o, visit);
  };
}

/** The minor version from which on a module makes that type at run time. */
function heapTypeSince(name: string): number {
  if (name.startsWith('itertools.') || name === 'collections.deque' || name === 'collections.defaultdict')
    return 12;
  if (name === '_abc._abc_data') return 9;
  if (name === 'functools.partial' || name.startsWith('operator.')) return 10;
  return Number.POSITIVE_INFINITY;
}

/** The names that the version's type lacks in its namespace. */
function missingNames(rt: Runtime, { since, until, absent }: TypeDef): readonly string[] {
  if (since === undefined && until === undefined && absent === undefined) return NONE;
  const { minor } = rt.ruleset;
  const names: string[] = [];
  for (const name in since) if (minor < since[name]) names.push(name);
  for (const name in until) if (minor >= until[name]) names.push(name);
  for (const name in absent) if (minor >= absent[name][0] && minor < absent[name][1]) names.push(name);
  return names;
}

const NONE: readonly string[] = [];

/** A constructor that refuses keywords, but for subclasses that may have a use for them in their __init__. */
function withoutKeywords(name: string, make: New): New {
  return (rt, type, args, kw) => {
    if (kw === null || kw.length === 0) return make(rt, type, args, null);
    const exact = rt.types[name];
    if (type === exact || (rt.ruleset.minor >= 11 && type.slots.init === exact.slots.init))
      throw typeError(rt, `${name.slice(name.lastIndexOf('.') + 1)}() takes no keyword arguments`);
    return make(rt, type, args.slice(0, args.length - kw.length), null);
  };
}

/** traverse of a GC type whose objects refer to nothing. */
function holdsNothing(): void {}

/** Bits that say of which built-in a type is a subclass, and behaviours that follow from it. */
const INHERITED =
  TF.INT |
  TF.LIST |
  TF.TUPLE |
  TF.BYTES |
  TF.STR |
  TF.DICTSUB |
  TF.EXC |
  TF.TYPESUB |
  TF.GC |
  TF.SEQUENCE |
  TF.MAPPING |
  TF.DICT |
  TF.WEAKREF;

/** Gives `type` the slots of `base` where it has none of its own. */
export function inheritSlots(type: PyType, base: PyType, keepUnhashable: boolean): void {
  const { slots } = type;
  slots.inherit(base.slots, slots.richcompare !== null || slots.hash !== null || keepUnhashable);
}

/** Fills the namespace of a declared type: slot wrappers, methods, getsets, members. */
export function fillType(rt: Runtime, type: PyType, def: TypeDef): void {
  type.type = type.type ?? rt.typeType;
  const ns = newDict(rt);
  type.ns = ns;
  const since = introduced.get(def.name);
  const put = (name: string, value: PyObject) => {
    if (since !== undefined && (since[name] ?? 0) > rt.ruleset.minor) {
      decref(rt, value);
      return;
    }
    const key = internString(rt, name);
    dictSetStr(rt, ns, key, value);
    decref(rt, key);
    decref(rt, value);
  };
  const missing = missingNames(rt, def);
  const has = (name: string) => missing.length === 0 || !missing.includes(name);
  const given = def.slots as Record<string, unknown>;
  for (const row of slotRows(def.slots)) {
    if (given[row.slot] != null && row.wrap !== null && has(row.name))
      put(row.name, newWrapperDescr(rt, type, row, given[row.slot]));
  }
  if (def.slots.new) put('__new__', newStaticBuiltin(rt, type));
  for (const m of def.methods ?? []) {
    if (!has(m.name)) continue;
    if (m.binding === 'class') put(m.name, newClassMethodDescr(rt, type, m));
    else put(m.name, newMethodDescr(rt, type, m));
  }
  if (def.generic && rt.ruleset.minor >= 9)
    put('__class_getitem__', newClassMethodDescr(rt, type, classGetItem));
  for (const g of def.getset ?? []) if (has(g.name)) put(g.name, newGetSetDescr(rt, type, g, false));
  for (const g of def.members ?? [])
    if (has(g.name)) put(g.name, newGetSetDescr(rt, type, g, rt.ruleset.minor <= (g.memberUntil ?? 99)));
  // A type that gives its instances a dict shows it.
  const own = (def.flags & TF.DICT) !== 0 && (type.base === null || (type.base.flags & TF.DICT) === 0);
  if (own && dictGetJs(ns, '__dict__') === null) put('__dict__', newGetSetDescr(rt, type, dictGetSet, false));
  if (def.unhashable) put('__hash__', incref(rt.None));
  // Each type's own, so that its instances do not find an ancestor's (type_add_doc).
  if (dictGetJs(ns, '__doc__') === null) put('__doc__', docOf(rt, def.doc ?? null));
  for (const [name, value] of Object.entries(def.attributes?.(rt, type) ?? {})) put(name, value);
}
