/**
 * Inline caches: what an instruction remembers of its last look-up (Python/specialize.c). They change no result, only how
 * fast it comes; a type's or dict's version tells whether they still hold.
 */
import { genericGetAttr, genericSetAttr, getAttr, setAttr } from '../objects/abstract/attributes.ts';
import { mappingGet } from '../objects/abstract/container.ts';
import { lookupOnType } from '../objects/abstract/lookup.ts';
import { isTracked } from '../objects/gclinks.ts';
import { K, type PyContainer, type PyObject, type SharedKeys, TF, Values } from '../objects/header.ts';
import { getInstanceAttr } from '../objects/instances.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { DescrData } from '../objects/types/descr.ts';
import { dictGetStr, dictSetStr } from '../objects/types/dict.ts';
import type { DictData } from '../objects/types/dict-table.ts';
import { EMPTY_DICT, findEntry } from '../objects/types/dict-table.ts';
import { strHash } from '../objects/types/str.ts';
import type { Frame } from './frame.ts';
import { lateBuiltin } from './late.ts';
import { nameError } from './ops/names.ts';

/** A global found at entry `index` of `table`; if that is the builtins, the globals must still lack it. */
export class GlobalCache {
  declare readonly globals: DictData;
  declare readonly globalsVersion: number;
  declare readonly table: DictData;
  declare readonly tableVersion: number;
  declare readonly index: number;
  constructor(globals: DictData, table: DictData, index: number) {
    this.globals = globals;
    this.globalsVersion = globals.version;
    this.table = table;
    this.tableVersion = table.version;
    this.index = index;
  }
}

/** globals, then builtins (new reference); fills the cache. */
export function loadGlobal(rt: Runtime, f: Frame, name: PyObject, caches: unknown[], at: number): PyObject {
  if (f.globals.type !== rt.dictType || f.builtins.type !== rt.dictType) return askGlobal(rt, f, name);
  const g = f.globals.v as DictData;
  const hash = strHash(rt, name);
  let i = findEntry(rt, g, name, hash);
  if (i >= 0) {
    caches[at] = new GlobalCache(g, g, i);
    return incref(g.vals[i]!);
  }
  const b = f.builtins.v as DictData;
  if (b.values === null) {
    i = findEntry(rt, b, name, hash);
    if (i >= 0) {
      caches[at] = new GlobalCache(g, b, i);
      return incref(b.vals[i]!);
    }
  }
  return lateOrError(rt, f, name);
}

/** LOAD_GLOBAL where globals or builtins are of a subclass of dict, which may have a say in what they hold. */
function askGlobal(rt: Runtime, f: Frame, name: PyObject): PyObject {
  const found = mappingGet(rt, f.globals, name) ?? mappingGet(rt, f.builtins, name);
  return found ?? lateOrError(rt, f, name);
}

/** The value of a name in a namespace of any kind (new), or null. */
function valueIn(rt: Runtime, namespace: PyObject, name: PyObject): PyObject | null {
  if (namespace.type !== rt.dictType) return mappingGet(rt, namespace, name);
  const x = dictGetStr(rt, namespace, name);
  return x === null ? null : incref(x);
}

function lateOrError(rt: Runtime, f: Frame, name: PyObject): PyObject {
  const late = lateBuiltin(rt, f.builtins, name.v);
  if (late !== null) return late;
  throw nameError(rt, name.v);
}

/** The frame's locals mapping, globals, builtins (new reference). */
export function loadName(rt: Runtime, f: Frame, name: PyObject, caches: unknown[], at: number): PyObject {
  const locals = f.locals!;
  if (locals === f.globals && locals.type === rt.dictType && f.builtins.type === rt.dictType)
    return loadGlobal(rt, f, name, caches, at);
  const own = valueIn(rt, locals, name);
  if (own !== null) return own;
  const x = dictGetStr(rt, f.globals, name);
  if (x !== null) return incref(x);
  return valueIn(rt, f.builtins, name) ?? lateOrError(rt, f, name);
}

export const ATTR = { VALUE: 0, CLASS: 1, SLOT: 2 } as const;

/** An attribute of instances of the type of `version`. */
export class AttrCache {
  declare readonly version: number;
  declare readonly kind: number;
  /** VALUE: the shared keys and the place in them. CLASS: the keys that lacked the name, and how many there were. */
  declare readonly keys: SharedKeys | null;
  declare readonly index: number;
  declare readonly value: PyObject | null;
  constructor(version: number, kind: number, keys: SharedKeys | null, index: number, value: PyObject | null) {
    this.version = version;
    this.kind = kind;
    this.keys = keys;
    this.index = index;
    this.value = value;
  }
}

/** An instance's values by shared keys, or null. */
export function valuesOf(o: PyContainer): Values | null {
  const d = o.dict;
  if (d === null) return null;
  if (d instanceof Values) return d;
  return (d.v as DictData).values;
}

/** o.name with the cache filled where that helps (new reference). */
export function loadAttrSlow(
  rt: Runtime,
  o: PyObject,
  name: PyObject,
  caches: unknown[],
  at: number,
): PyObject {
  const type = o.type;
  const getattro = type.slots.getattro;
  if (getattro !== genericGetAttr) return getattro(rt, o, name);
  const descr = lookupOnType(type, name.v);
  const data = descr !== null && descr.type.slots.descrSet !== null && descr.type.slots.descrGet !== null;
  if (data) {
    if (descr!.type.kind === K.DESCR && type.kind === K.OBJECT) {
      const d = descr!.v as DescrData;
      if (d.slot >= 0) caches[at] = new AttrCache(type.version, ATTR.SLOT, null, d.slot, null);
    }
    return getAttr(rt, o, name);
  }
  if ((type.flags & TF.DICT) !== 0) {
    const values = valuesOf(o as PyContainer);
    if (values !== null) {
      const i = values.keys.index.get(name.v);
      if (i !== undefined) {
        if (i < values.items.length && values.items[i] !== null) {
          caches[at] = new AttrCache(type.version, ATTR.VALUE, values.keys, i, null);
          return incref(values.items[i]!);
        }
      } else if (descr !== null && descr.type.slots.descrGet === null) {
        caches[at] = new AttrCache(type.version, ATTR.CLASS, values.keys, values.keys.names.length, descr);
      }
    }
  }
  return getAttr(rt, o, name);
}

/** o.name = value (borrowed); fills the cache. */
export function storeAttrSlow(
  rt: Runtime,
  o: PyObject,
  name: PyObject,
  value: PyObject,
  caches: unknown[],
  at: number,
): void {
  const type = o.type;
  if (type.slots.setattro === genericSetAttr) {
    const descr = lookupOnType(type, name.v);
    if (descr !== null && descr.type.slots.descrSet !== null) {
      if (descr.type.kind === K.DESCR && type.kind === K.OBJECT && (descr.v as DescrData).slot >= 0)
        caches[at] = new AttrCache(type.version, ATTR.SLOT, null, (descr.v as DescrData).slot, null);
    } else if ((type.flags & TF.DICT) !== 0) {
      genericSetAttr(rt, o, name, value);
      const values = valuesOf(o as PyContainer);
      if (values !== null) {
        const i = values.keys.index.get(name.v);
        if (i !== undefined) caches[at] = new AttrCache(type.version, ATTR.VALUE, values.keys, i, null);
      }
      return;
    }
  }
  setAttr(rt, o, name, value);
}

/** Where a name was stored last: entry `index` of `table`, as long as that has its version. */
export class StoreCache {
  declare readonly table: DictData;
  declare readonly version: number;
  declare readonly index: number;
  constructor(table: DictData, index: number) {
    this.table = table;
    this.version = table.version;
    this.index = index;
  }
}

/** Holds for no table: what an instruction has that stored once. */
const NO_STORE: StoreCache = Object.freeze(new StoreCache(EMPTY_DICT, -1));

/** namespace[name] = value (borrowed), for a dict; the place is remembered. */
export function storeName(
  rt: Runtime,
  namespace: PyObject,
  name: PyObject,
  value: PyObject,
  caches: unknown[],
  at: number,
): void {
  const table = namespace.v as DictData;
  const c = caches[at] as StoreCache | null;
  if (
    c !== null &&
    c.table === table &&
    c.version === table.version &&
    c !== NO_STORE &&
    ((value.type.flags & TF.GC) === 0 || isTracked(namespace as PyContainer))
  ) {
    const old = table.vals[c.index]!;
    table.vals[c.index] = incref(value);
    decref(rt, old);
    return;
  }
  dictSetStr(rt, namespace, name, value);
  const after = namespace.v as DictData;
  if (after.values !== null) return;
  if (c === null) {
    // Most names are stored once.
    caches[at] = NO_STORE;
    return;
  }
  // A search that was charged for its length is not to be saved.
  const steps = rt.stepsLeft;
  const i = findEntry(rt, after, name, strHash(rt, name));
  if (i >= 0 && rt.stepsLeft === steps) caches[at] = new StoreCache(after, i);
  else rt.stepsLeft = steps;
}

/** A method found on the class: the instance must still lack the name in its values. */
export class MethodCache {
  declare readonly version: number;
  declare readonly method: PyObject;
  declare readonly keys: SharedKeys | null;
  declare readonly keysLength: number;
  constructor(version: number, method: PyObject, keys: SharedKeys | null, keysLength: number) {
    this.version = version;
    this.method = method;
    this.keys = keys;
    this.keysLength = keysLength;
  }
}

/** Remembers a method look-up if it may be repeated. */
export function methodCache(rt: Runtime, o: PyObject, name: PyObject): MethodCache | null {
  const type = o.type;
  if (type.slots.getattro !== genericGetAttr) return null;
  const descr = lookupOnType(type, name.v);
  if (descr === null || (descr.type.flags & TF.METHOD_DESCRIPTOR) === 0) return null;
  if ((type.flags & TF.DICT) === 0) return new MethodCache(type.version, descr, null, 0);
  const values = valuesOf(o as PyContainer);
  if (values === null) return null;
  if (values.keys.index.has(name.v)) return null;
  void rt;
  void getInstanceAttr;
  return new MethodCache(type.version, descr, values.keys, values.keys.names.length);
}
