/** One object as the Lab shows it: its kind, a text of its value, its references by name, its blocks. Runs no code of the program. */
import type { CodeData } from '../sim/interp/code.ts';
import type { Frame } from '../sim/interp/frame.ts';
import type { FunctionData } from '../sim/interp/function.ts';
import { floatRepr } from '../sim/numbers/floattext.ts';
import { addressOf } from '../sim/objects/abstract/identity.ts';
import { K, type PyContainer, type PyObject, type PyType, TF, Values } from '../sim/objects/header.ts';
import { sharedValuesBlock } from '../sim/objects/instances.ts';
import type { Runtime } from '../sim/objects/runtime.ts';
import { staticCountOf } from '../sim/objects/static-count.ts';
import { dictEntries } from '../sim/objects/types/dict-entries.ts';
import { type DictData, dictLength } from '../sim/objects/types/dict-table.ts';
import { setMembers } from '../sim/objects/types/set.ts';
import { sizeOf } from '../sim/objects/types/sizeof.ts';
import { valueOrder } from '../sim/objects/values.ts';
import type { Pymalloc } from '../sim/pymalloc/pymalloc.ts';
import { bytesRepr, strRepr } from '../sim/text/repr.ts';
import { weakrefData } from '../sim/weakrefs/refs.ts';
import type { LabBlock, LabPile, ObjectShape } from './model.ts';
import { requestedBytes } from './process.ts';

/** A reference with its name. */
export type Reference = { readonly label: string; readonly to: PyObject; readonly weak: boolean };

/** No text of a value is longer. */
const MAX_TEXT = 48;
/** Items that are written out of a container. */
const MAX_ITEMS = 6;
/** More unlisted references of one object are not counted by type. */
const MAX_COUNTED = 100_000;

export function shapeOf(rt: Runtime, o: PyObject): ObjectShape {
  const type = o.type;
  if (o === rt.None || type.kind === K.CELL) return 'none';
  switch (type.kind) {
    case K.INT:
      return 'int';
    case K.FLOAT:
    case K.COMPLEX:
      return 'float';
    case K.STR:
      return 'str';
    case K.BYTES:
    case K.BYTEARRAY:
      return 'bytes';
    case K.TUPLE:
      return 'tuple';
    case K.LIST:
      return 'list';
    case K.DICT:
    case K.VIEW:
    case K.MODULE:
      return 'dict';
    case K.SET:
      return 'set';
    case K.FUNCTION:
    case K.METHOD:
    case K.BUILTIN:
    case K.DESCR:
    case K.GENERATOR:
    case K.CODE:
    case K.PROPERTY:
    case K.STATICMETHOD:
      return 'function';
    case K.TYPE:
      return 'class';
    case K.WEAKREF:
      return 'weakref';
    case K.EXCEPTION:
      return 'exception';
    case K.FRAME:
    case K.TRACEBACK:
      return 'frame';
    default:
      return 'instance';
  }
}

/** Whether the object may be written where it is referred to: it refers to nothing and cannot change. */
export function isAtom(rt: Runtime, o: PyObject): boolean {
  const kind = o.type.kind;
  if (o === rt.None || o === rt.Ellipsis || o === rt.NotImplemented) return true;
  if ((o.type.flags & TF.HEAP) !== 0) return false;
  return kind === K.INT || kind === K.FLOAT || kind === K.COMPLEX || kind === K.STR || kind === K.BYTES;
}

/** The class's name as the program knows it. */
export function typeName(o: PyObject): string {
  const name = o.type.name;
  return name.slice(name.lastIndexOf('.') + 1);
}

/** A short text of the value. `depth` containers within each other are written out. */
export function valueText(rt: Runtime, o: PyObject, depth = 1): string {
  const text = fullText(rt, o, depth);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}

function fullText(rt: Runtime, o: PyObject, depth: number): string {
  const v = o.v;
  if (o === rt.None) return 'None';
  if (o === rt.True) return 'True';
  if (o === rt.False) return 'False';
  switch (o.type.kind) {
    case K.INT:
      return typeof v === 'bigint' ? bigText(v) : String(v);
    case K.FLOAT:
      return floatRepr(v);
    case K.COMPLEX:
      return `(${floatRepr(v.re)}${v.im < 0 ? '' : '+'}${floatRepr(v.im)}j)`;
    case K.STR:
      return strRepr(v.length > MAX_TEXT ? v.slice(0, MAX_TEXT) : v);
    case K.BYTES:
    case K.BYTEARRAY:
      return bytesRepr((v as Uint8Array).subarray(0, MAX_TEXT));
    case K.TUPLE:
      return listed('(', v as PyObject[], v.length === 1 ? ',)' : ')');
    case K.LIST:
      return listed('[', v as PyObject[], ']');
    case K.SET:
      return listed('{', setMembers(o), '}');
    case K.DICT: {
      const entries = dictEntries(rt, o);
      if (depth <= 0) return entries.length === 0 ? '{}' : '{…}';
      const shown = entries
        .slice(0, MAX_ITEMS)
        .map(([key, value]) => `${valueText(rt, key, 0)}: ${valueText(rt, value, depth - 1)}`);
      return `{${shown.join(', ')}${entries.length > MAX_ITEMS ? ', …' : ''}}`;
    }
    case K.FUNCTION:
      return `${(v as FunctionData).name.v}()`;
    case K.METHOD:
      return `.${v.func.type.kind === K.FUNCTION ? (v.func.v as FunctionData).name.v : 'method'}()`;
    case K.BUILTIN:
      return `${v?.name ?? v?.def?.name ?? 'builtin'}()`;
    case K.GENERATOR:
      return `${v?.name?.v ?? ''}`;
    case K.CODE:
      return `<code ${(v as CodeData).name.v}>`;
    case K.TYPE:
      return (o as PyType).name;
    case K.MODULE:
      return `${v?.name ?? moduleName(rt, o)}`;
    case K.CELL:
      if (v === null) return 'empty';
      // Cells may lead to each other in a ring.
      return `→ ${v.type.kind === K.CELL ? typeName(v) : valueText(rt, v as PyObject, 0)}`;
    case K.WEAKREF: {
      const target = weakrefData(o).target;
      return target === null ? 'dead' : `→ ${typeName(target)}`;
    }
    case K.EXCEPTION:
      return v?.args === undefined ? '' : valueText(rt, v.args, depth);
    case K.FRAME:
      return v === null ? '' : (v as Frame).code.source.name;
    default:
      return '';
  }

  function listed(open: string, items: readonly PyObject[], close: string): string {
    if (depth <= 0) return items.length === 0 ? open + close.slice(-1) : `${open}…${close.slice(-1)}`;
    const shown = items.slice(0, MAX_ITEMS).map((item) => valueText(rt, item, depth - 1));
    return `${open}${shown.join(', ')}${items.length > MAX_ITEMS ? ', …' : ''}${close}`;
  }
}

function bigText(v: bigint): string {
  const text = String(v);
  return text.length > 24 ? `${text.slice(0, 12)}…${text.slice(-6)}` : text;
}

function moduleName(rt: Runtime, o: PyObject): string {
  const dict = (o as PyContainer).dict;
  if (dict === null || dict instanceof Values) return 'module';
  for (const [key, value] of dictEntries(rt, dict)) if (key.v === '__name__') return String(value.v);
  return 'module';
}

/**
 * What the object refers to, with the names of the parts. Library machinery behind classes, functions and modules is not
 * followed: of a class its own attributes that are not dunders, of a function what it captured.
 */
export function referencesOf(
  rt: Runtime,
  o: PyObject,
  limit: number,
): { shown: Reference[]; more: number; moreTypes: LabPile[] } {
  const shown: Reference[] = [];
  const rest = new Rest(rt);
  const add = (label: string, to: PyObject | null, weak = false): void => {
    if (to === null) return;
    if (shown.length < limit) shown.push({ label, to, weak });
    else rest.add(to);
  };
  const v = o.v;
  switch (o.type.kind) {
    case K.TUPLE:
    case K.LIST:
      for (let i = 0; i < v.length && i < limit; i++) add(`[${i}]`, v[i]);
      rest.addAll(v as PyObject[], limit);
      break;
    case K.DICT: {
      if (dictLength(o) > 4 * limit) {
        let n = 0;
        const d = o.v as DictData;
        let i = 0;
        for (; i < d.keys.length && n < limit; i++) {
          if (d.keys[i] === null) continue;
          add(valueText(rt, d.keys[i]!, 0), d.vals[i]);
          n++;
        }
        rest.addAll(d.vals, i);
      } else
        for (const [key, value] of dictEntries(rt, o)) {
          if (!isAtom(rt, key)) add('key', key);
          add(valueText(rt, key, 0), value);
        }
      break;
    }
    case K.SET:
      for (const member of setMembers(o)) add('', member);
      break;
    case K.WEAKREF: {
      const data = weakrefData(o);
      add('target', data.target, true);
      add('callback', data.callback);
      break;
    }
    case K.FUNCTION: {
      const data = v as FunctionData;
      const closure = data.closure;
      if (closure !== null) {
        const names = data.cd.source.freevars;
        (closure.v as PyObject[]).forEach((cell, i) => {
          add(names[i] ?? '', cell);
        });
      }
      if (data.defaults !== null) add('defaults', data.defaults);
      if (data.kwdefaults !== null) add('kwdefaults', data.kwdefaults);
      break;
    }
    case K.METHOD:
      add('self', v.self as PyObject | null);
      add('func', v.func as PyObject | null);
      break;
    case K.CELL:
      add('', v as PyObject | null);
      break;
    case K.TYPE: {
      const type = o as PyType;
      if ((type.flags & TF.HEAP) !== 0 && type.ns !== null)
        for (const [key, value] of dictEntries(rt, type.ns))
          if (!String(key.v).startsWith('__')) add(`.${key.v}`, value);
      break;
    }
    case K.MODULE:
    case K.CODE:
    case K.BUILTIN:
    case K.DESCR:
    case K.INT:
    case K.FLOAT:
    case K.STR:
    case K.BYTES:
      break;
    case K.GENERATOR: {
      const frame = v?.frame as Frame | null | undefined;
      if (frame != null)
        for (let i = 0; i < frame.code.slots; i++) add(frame.code.source.localsplus[i] ?? '', frame.s[i]);
      break;
    }
    case K.OBJECT: {
      if (Array.isArray(v)) {
        const names = slotNames(o.type);
        v.forEach((value: PyObject | null, i) => {
          add(`.${names[i] ?? i}`, value);
        });
      } else traverseInto(rt, o, add);
      break;
    }
    default:
      traverseInto(rt, o, add);
  }
  if (o.type.kind !== K.TYPE && o.type.kind !== K.MODULE && o.type.kind !== K.FUNCTION)
    addAttributes(rt, o, add);
  return { shown, more: rest.count, moreTypes: rest.types() };
}

/** References beyond those that are listed, counted by type. */
class Rest {
  count = 0;
  readonly #rt: Runtime;
  readonly #piles = new Map<string, { type: string; shape: ObjectShape; count: number }>();

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  add(o: PyObject): void {
    this.count++;
    if (this.count > MAX_COUNTED) return;
    const type = typeName(o);
    const pile = this.#piles.get(type);
    if (pile !== undefined) pile.count++;
    else this.#piles.set(type, { type, shape: shapeOf(this.#rt, o), count: 1 });
  }

  addAll(items: readonly (PyObject | null)[], from: number): void {
    for (let i = from; i < items.length; i++) {
      const item = items[i];
      if (item !== null) this.add(item);
    }
  }

  types(): LabPile[] {
    if (this.count > MAX_COUNTED) return [];
    return [...this.#piles.values()].sort((a, b) => b.count - a.count);
  }
}

/** References that only the collector's walk knows; attributes are named by `addAttributes`. */
function traverseInto(rt: Runtime, o: PyObject, add: (label: string, to: PyObject) => void): void {
  if ((o.type.flags & TF.GC) === 0) return;
  const own = new Set<PyObject>([o.type]);
  const dict = (o as PyContainer).dict;
  if (dict instanceof Values) for (const value of dict.items) value !== null && own.add(value);
  else if (dict != null) own.add(dict);
  o.type.slots.traverse?.(rt, o, (_rt, to) => {
    if (!own.has(to)) add('', to);
  });
}

function addAttributes(rt: Runtime, o: PyObject, add: (label: string, to: PyObject | null) => void): void {
  const dict = (o as PyContainer).dict;
  if (dict == null) return;
  if (dict instanceof Values) {
    for (const i of valueOrder(dict)) add(`.${dict.keys.names[i].v}`, dict.items[i]);
    return;
  }
  // A dict that only the instance knows is part of it; one that the program holds, too, is an object of its own.
  if (dict.refcnt > 1) add('.__dict__', dict);
  else for (const [key, value] of dictEntries(rt, dict)) add(`.${key.v}`, value);
}

function slotNames(type: PyType): string[] {
  return [...type.mro].reverse().flatMap((base) => base.slotNames);
}

/** The blocks of the object on the heap, its own first. */
export function blocksOf(rt: Runtime, o: PyObject): LabBlock[] {
  const blocks: LabBlock[] = [];
  eachBlock(rt, o, (address, sizeBytes, role) => blocks.push({ address, sizeBytes, role }));
  return blocks;
}

export type BlockVisit = (address: number, sizeBytes: number, role: LabBlock['role']) => void;

/** Visits the blocks of the object, its own first: for all objects of a heap at once. */
export function eachBlock(rt: Runtime, o: PyObject, visit: BlockVisit): void {
  if (o.addr !== 0 || o.type.kind !== K.FRAME) one(rt, o.addr, 'object', visit);
  switch (o.type.kind) {
    case K.LIST:
      if (typeof o.aux === 'number') one(rt, o.aux, 'items', visit);
      break;
    case K.BYTEARRAY:
      if (typeof o.aux === 'number') one(rt, o.aux, 'buffer', visit);
      break;
    case K.DICT: {
      const d = o.v as DictData;
      one(rt, d.addr, 'keys', visit);
      if (d.values !== null) one(rt, d.values.addr, 'values', visit);
      break;
    }
    case K.SET: {
      const block = o.v?.table?.block;
      if (typeof block === 'number') one(rt, block, 'table', visit);
      break;
    }
  }
  const dict = (o as PyContainer).dict;
  if (dict instanceof Values)
    one(rt, dict.addr || sharedValuesBlock(o as PyContainer, dict), 'values', visit);
  else if (dict != null && dict.refcnt === 1) {
    one(rt, dict.addr, 'values', visit);
    one(rt, (dict.v as DictData).addr, 'keys', visit);
  }
}

function one(rt: Runtime, handle: number, role: LabBlock['role'], visit: BlockVisit): void {
  const { mem } = rt;
  if (handle === 0 || mem.isStatic(handle)) return;
  const address = mem.addressOf(handle);
  const sizeBytes = requestedBytes(mem.allocator as unknown as Pymalloc, address);
  if (sizeBytes >= 0) visit(address, sizeBytes, role);
}

/** Bytes of an object in static storage, which no allocator knows. */
export function staticBytes(rt: Runtime, o: PyObject): number {
  if (o.type.kind === K.INT) return 28;
  if (o.type.kind === K.TYPE) return 416;
  return sizeOf(rt, o) + o.type.headBytes;
}

/** The count as the modelled interpreter has it; `uncounted`: borrowed references, which our machine counts. */
export function countOf(rt: Runtime, o: PyObject, uncounted: number): number {
  return o.refcnt - uncounted + staticCountOf(rt, o);
}

export { addressOf };
