/**
 * OrderedDict (Objects/odictobject.c): a dict whose order is a linked list of nodes of its own, beside the table. Each node is a block and
 * holds a reference to its key; an array with one pointer for each slot of the table finds a key's node.
 *
 * Simplified: nodes are found by the key object that the table holds; the iterators of views are those of the dict's kind.
 */

import { findAttr } from '../objects/abstract/attributes.ts';
import { callMethod } from '../objects/abstract/calls.ts';
import { objectIsTrue, richCompareBool } from '../objects/abstract/comparison.ts';
import { contains, deleteItem, getItem, objectLength, setItem } from '../objects/abstract/container.ts';
import { forEach, getIter, listItems } from '../objects/abstract/iteration.ts';
import { isSubtype } from '../objects/abstract/lookup.ts';
import { reprText } from '../objects/abstract/text.ts';
import { parseArgs } from '../objects/args.ts';
import { keyError, raise, runtimeError, typeError, valueError } from '../objects/errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, PyContainer, type PyObject, type PyType, TF } from '../objects/header.ts';
import { instanceDict } from '../objects/instances.ts';
import { decref, incref } from '../objects/refs.ts';
import { reprEnter, reprLeave } from '../objects/reprs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, asClassMethod, CMP, type KwNames, type MethodDef, m0, mK } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import {
  type DictData,
  dictClear,
  dictDealloc,
  dictExtraBytes,
  dictGet,
  dictPop,
  dictSet,
  dictTraverse,
  hashOf,
} from '../objects/types/dict.ts';
import { findEntry } from '../objects/types/dict-table.ts';
import { newView } from '../objects/types/dict-type.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { selfIter } from '../objects/types/iterators.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';

/** Bytes of a node: key, hash, neighbours. */
const NODE_BYTES = 32;

/** A place in the order; owns its key. */
type Node = { readonly key: PyObject; readonly addr: number; prev: Node | null; next: Node | null };

/** What an OrderedDict has beside the dict: its `aux`. */
export class Order {
  first: Node | null = null;
  last: Node | null = null;
  readonly nodes: Map<PyObject, Node> = new Map();
  /** Counts changes of the order: iterators compare. */
  state = 0;
  /** The array of nodes by slot: its block and length. */
  fastAddr = 0;
  fastLength = 0;
}

const orderOf = (o: PyObject): Order => o.aux as Order;
const none = (rt: Runtime): PyObject => incref(rt.None);
const isOrdered = (rt: Runtime, o: PyObject): boolean =>
  isSubtype(o.type, rt.types['collections.OrderedDict']);
const isExact = (rt: Runtime, o: PyObject): boolean => o.type === rt.types['collections.OrderedDict'];

/** The array of nodes has as many places as the table slots (_odict_resize). */
function fitArray(rt: Runtime, o: PyObject): void {
  const order = orderOf(o);
  const { log2 } = o.v as DictData;
  const length = log2 === 0 ? 0 : 2 ** log2;
  if (length === order.fastLength) return;
  if (order.fastAddr !== 0) rt.mem.free(order.fastAddr);
  order.fastAddr = length === 0 ? 0 : rt.mem.alloc(8 * length);
  order.fastLength = length;
}

/** The key object that the table holds for `key` (borrowed), or null. */
function storedKey(rt: Runtime, o: PyObject, key: PyObject, hash: number): PyObject | null {
  const d = o.v as DictData;
  const i = findEntry(rt, d, key, hash);
  return i < 0 ? null : d.keys[i];
}

function addNode(rt: Runtime, o: PyObject, key: PyObject): void {
  const order = orderOf(o);
  fitArray(rt, o);
  const node: Node = { key: incref(key), addr: rt.mem.alloc(NODE_BYTES), prev: order.last, next: null };
  if (order.last === null) order.first = node;
  else order.last.next = node;
  order.last = node;
  order.nodes.set(key, node);
  order.state++;
}

function unlink(order: Order, node: Node): void {
  if (node.prev === null) order.first = node.next;
  else node.prev.next = node.next;
  if (node.next === null) order.last = node.prev;
  else node.next.prev = node.prev;
}

function dropNode(rt: Runtime, o: PyObject, node: Node): void {
  const order = orderOf(o);
  unlink(order, node);
  order.nodes.delete(node.key);
  order.state++;
  rt.mem.free(node.addr);
  decref(rt, node.key);
}

function clearNodes(rt: Runtime, o: PyObject): void {
  const order = orderOf(o);
  const nodes = [...order.nodes.values()];
  order.first = null;
  order.last = null;
  order.nodes.clear();
  order.state++;
  if (order.fastAddr !== 0) rt.mem.free(order.fastAddr);
  order.fastAddr = 0;
  order.fastLength = 0;
  for (const node of nodes) {
    rt.mem.free(node.addr);
    decref(rt, node.key);
  }
}

/** o[key] = value, past what a subclass overrides (PyODict_SetItem). */
function set(rt: Runtime, o: PyObject, key: PyObject, value: PyObject): void {
  const hash = hashOf(rt, key);
  const known = storedKey(rt, o, key, hash);
  dictSet(rt, o, key, value, hash);
  if (known === null) addNode(rt, o, key);
}

/** Takes a key out: its value (new), or null where it is missing. */
function take(rt: Runtime, o: PyObject, key: PyObject): PyObject | null {
  const hash = hashOf(rt, key);
  const stored = storedKey(rt, o, key, hash);
  if (stored === null) return null;
  const node = orderOf(o).nodes.get(stored);
  const value = dictPop(rt, o, key, hash);
  if (node !== undefined) dropNode(rt, o, node);
  return value;
}

/** Sets through __setitem__ where a subclass may have its own. */
function put(rt: Runtime, o: PyObject, key: PyObject, value: PyObject): void {
  if (isExact(rt, o)) set(rt, o, key, value);
  else setItem(rt, o, key, value);
}

// ---- update (mutablemapping_update)

function updateWith(rt: Runtime, o: PyObject, source: PyObject): void {
  const pairsOf = (items: PyObject): void =>
    forEach(rt, items, (pair) => {
      let both: PyObject[];
      try {
        both = listItems(rt, pair);
      } finally {
        decref(rt, pair);
      }
      try {
        if (both.length !== 2) {
          throw valueError(
            rt,
            both.length < 2
              ? `need more than ${both.length} value${both.length === 1 ? '' : 's'} to unpack`
              : 'too many values to unpack (expected 2)',
          );
        }
        put(rt, o, both[0], both[1]);
      } finally {
        for (const x of both) decref(rt, x);
      }
    });
  if (source.type === rt.dictType) {
    const items = callMethod(rt, source, 'items', []);
    pairsOf(items);
    decref(rt, items);
    return;
  }
  const keys = findAttr(rt, source, 'keys');
  if (keys !== null) {
    const names = callObject(rt, keys, []);
    decref(rt, keys);
    try {
      forEach(rt, names, (key) => {
        const value = getItem(rt, source, key);
        try {
          put(rt, o, key, value);
        } finally {
          decref(rt, value);
          decref(rt, key);
        }
      });
    } finally {
      decref(rt, names);
    }
    return;
  }
  const items = findAttr(rt, source, 'items');
  if (items === null) pairsOf(source);
  else {
    const pairs = callObject(rt, items, []);
    decref(rt, items);
    pairsOf(pairs);
    decref(rt, pairs);
  }
}

function update(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const n = args.length - (kw?.length ?? 0);
  if (n > 1) throw typeError(rt, `update() takes at most 1 positional argument (${n} given)`);
  if (n === 1) updateWith(rt, self, args[0]);
  for (let i = 0; kw !== null && i < kw.length; i++) put(rt, self, kw[i], args[n + i]);
  return none(rt);
}

// ---- methods

const LAST = ['last'];

/** The value of the keyword `last`. */
function lastOf(rt: Runtime, o: PyObject | null): boolean {
  return o === null || objectIsTrue(rt, o);
}

function popItem(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const [last] = parseArgs(rt, 'popitem', args, kw, LAST, 0);
  const order = orderOf(self);
  const node = lastOf(rt, last) ? order.last : order.first;
  if (node === null) throw raise(rt, rt.exc['KeyError'], 'dictionary is empty');
  const key = incref(node.key);
  try {
    const value = popKey(rt, self, key);
    if (value === null) throw keyError(rt, key);
    return stealTuple(rt, [incref(key), value]);
  } finally {
    decref(rt, key);
  }
}

function moveToEnd(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const [key, last] = parseArgs(rt, 'move_to_end', args, kw, ['key', 'last'], 1);
  const order = orderOf(self);
  const stored = storedKey(rt, self, key!, hashOf(rt, key!));
  const node = stored === null ? undefined : order.nodes.get(stored);
  if (node === undefined) throw keyError(rt, key!);
  const atEnd = lastOf(rt, last);
  if ((atEnd ? order.last : order.first) === node) return none(rt);
  unlink(order, node);
  if (atEnd) {
    node.prev = order.last;
    node.next = null;
    order.last!.next = node;
    order.last = node;
  } else {
    node.prev = null;
    node.next = order.first;
    order.first!.prev = node;
    order.first = node;
  }
  order.state++;
  return none(rt);
}

function pop(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const [key, otherwise] = parseArgs(rt, 'pop', args, kw, ['key', 'default'], 1);
  const value = popKey(rt, self, key!);
  if (value !== null) return value;
  if (otherwise !== null) return incref(otherwise);
  throw keyError(rt, key!);
}

/** _odict_popkey_hash: the value of `key`, which leaves; up to 3.10 by the methods that a subclass has. Null where there is none. */
function popKey(rt: Runtime, self: PyObject, key: PyObject): PyObject | null {
  if (isExact(rt, self) || rt.ruleset.minor >= 11) return take(rt, self, key);
  if (!contains(rt, self, key)) return null;
  const value = getItem(rt, self, key);
  try {
    deleteItem(rt, self, key);
    return incref(value);
  } finally {
    decref(rt, value);
  }
}

function setDefault(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const [key, given] = parseArgs(rt, 'setdefault', args, kw, ['key', 'default'], 1);
  if (isExact(rt, self)) {
    const kept = dictGet(rt, self, key!);
    if (kept !== null) return incref(kept);
  } else if (contains(rt, self, key!)) return getItem(rt, self, key!);
  const value = given ?? rt.None;
  put(rt, self, key!, value);
  return incref(value);
}

/** The value that the dict has for a key of the order (new reference); KeyError where it has lost that. */
function storedValue(rt: Runtime, dict: PyObject, key: PyObject): PyObject {
  const kept = dictGet(rt, dict, key);
  if (kept === null) throw keyError(rt, key);
  return incref(kept);
}

function copy(rt: Runtime, self: PyObject): PyObject {
  const made = callObject(rt, self.type, []);
  if (isExact(rt, self) && (self as PyContainer).dict !== null) {
    const from = instanceDict(rt, self as PyContainer)!;
    const to = instanceDict(rt, made as PyContainer)!;
    decref(rt, callMethod(rt, to, 'update', [from]));
  }
  for (let node = orderOf(self).first; node !== null; node = node.next) {
    const value = isExact(rt, self) ? storedValue(rt, self, node.key) : getItem(rt, self, node.key);
    put(rt, made, node.key, value);
    decref(rt, value);
  }
  return made;
}

function reduce(rt: Runtime, self: PyObject): PyObject {
  const own = (self as PyContainer).dict === null ? null : instanceDict(rt, self as PyContainer);
  const state = own !== null && objectLength(rt, own) > 0 ? incref(own) : none(rt);
  const items = callMethod(rt, self, 'items', []);
  const it = getIter(rt, items);
  decref(rt, items);
  return stealTuple(rt, [incref(self.type), stealTuple(rt, []), state, none(rt), it]);
}

function itemsList(rt: Runtime, self: PyObject): PyObject {
  const items = callMethod(rt, self, 'items', []);
  try {
    return callObject(rt, rt.listType, [items]);
  } finally {
    decref(rt, items);
  }
}

function repr(rt: Runtime, self: PyObject): PyObject {
  const name = self.type.name.replace(/^.*\./, '');
  if (objectLength(rt, self) === 0) return strNew(rt, `${name}()`);
  if (reprEnter(rt, self)) return strNew(rt, '...');
  try {
    const shown = rt.ruleset.minor >= 12 ? callObject(rt, rt.dictType, [self]) : itemsList(rt, self);
    try {
      return strNew(rt, `${name}(${reprText(rt, shown)})`);
    } finally {
      decref(rt, shown);
    }
  } finally {
    reprLeave(rt, self);
  }
}

/** Equal to another OrderedDict: also the order counts. */
function compare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if ((op !== CMP.EQ && op !== CMP.NE) || b.type.kind !== K.DICT) return incref(rt.NotImplemented);
  const same = rt.dictType.slots.richcompare!(rt, a, b, CMP.EQ);
  let equal = same === rt.True;
  decref(rt, same);
  if (equal && isOrdered(rt, a) && isOrdered(rt, b)) {
    let x = orderOf(a).first;
    let y = orderOf(b).first;
    const states = [orderOf(a).state, orderOf(b).state];
    while (equal && x !== null && y !== null) {
      equal = richCompareBool(rt, x.key, y.key, CMP.EQ);
      if (orderOf(a).state !== states[0] || orderOf(b).state !== states[1]) {
        throw runtimeError(rt, 'OrderedDict mutated during iteration');
      }
      x = x.next;
      y = y.next;
    }
    if (x !== y) equal = false;
  }
  return incref(equal === (op === CMP.EQ) ? rt.True : rt.False);
}

function or(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  if (rt.ruleset.minor < 9 || a.type.kind !== K.DICT || b.type.kind !== K.DICT)
    return incref(rt.NotImplemented);
  const made = callObject(rt, (isOrdered(rt, a) ? a : b).type, [a]);
  updateWith(rt, made, b);
  return made;
}

function fromKeys(rt: Runtime, cls: PyObject, args: Args, kw: KwNames): PyObject {
  const [keys, value] = parseArgs(rt, 'fromkeys', args, kw, ['iterable', 'value'], 1);
  const made = callObject(rt, cls, []);
  try {
    forEach(rt, keys!, (key) => {
      try {
        put(rt, made, key, value ?? rt.None);
      } finally {
        decref(rt, key);
      }
    });
  } catch (error) {
    decref(rt, made);
    throw error;
  }
  return made;
}

// ---- iterators and views

const KEYS = 1;
const VALUES = 2;

/** State of an iterator: the place it is at, what it gives, and what the order was like. */
type IterState = {
  dict: PyObject | null;
  node: Node | null;
  readonly kind: number;
  readonly reverse: boolean;
  readonly state: number;
  readonly size: number;
};

function newIter(rt: Runtime, dict: PyObject, kind: number, reverse = false): PyObject {
  const type = rt.types['odict_iterator'];
  const order = orderOf(dict);
  const state: IterState = {
    dict: incref(dict),
    node: reverse ? order.last : order.first,
    kind,
    reverse,
    state: order.state,
    size: order.nodes.size,
  };
  const o = new PyContainer(type, gcAlloc(rt, type.headBytes + type.basicSize), state, 0, 0);
  gcTrack(rt, o);
  return o;
}

function next(rt: Runtime, o: PyObject): PyObject | null {
  const s = o.v as IterState;
  const { dict } = s;
  if (dict === null) return null;
  const order = orderOf(dict);
  if (order.state !== s.state) {
    finish(rt, s);
    throw runtimeError(rt, 'OrderedDict mutated during iteration');
  }
  if (order.nodes.size !== s.size) {
    finish(rt, s);
    throw runtimeError(rt, 'OrderedDict changed size during iteration');
  }
  const { node } = s;
  if (node === null) {
    finish(rt, s);
    return null;
  }
  s.node = s.reverse ? node.prev : node.next;
  const key = incref(node.key);
  let value: PyObject;
  try {
    // A key that the dict has lost behind the order's back (dict.__delitem__) is found missing here.
    value = storedValue(rt, dict, key);
    if (s.kind === KEYS) {
      decref(rt, value);
      return key;
    }
  } catch (error) {
    decref(rt, key);
    finish(rt, s);
    throw error;
  }
  if (s.kind === (KEYS | VALUES)) return stealTuple(rt, [key, value]);
  decref(rt, key);
  return value;
}

function finish(rt: Runtime, s: IterState): void {
  const { dict } = s;
  s.dict = null;
  s.node = null;
  if (dict !== null) decref(rt, dict);
}

const iterDef: TypeDef = {
  name: 'odict_iterator',
  kind: K.ITERATOR,
  size: () => 72,
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      finish(rt, o.v);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const { dict } = o.v as IterState;
      if (dict !== null) visit(rt, dict);
    },
    iter: selfIter,
    iternext: next,
  },
};

function viewDef(name: string, base: string, kind: number): TypeDef {
  return {
    name,
    base,
    kind: K.VIEW,
    flags: TF.GC,
    ...(kind === VALUES ? {} : { unhashable: true }),
    slots: { iter: (rt, o) => newIter(rt, o.v, kind) },
    methods: [m0('__reversed__', (rt, o) => newIter(rt, o.v, kind, true))],
  };
}

// ---- the type

const keyword = (name: string, f: MethodDef['fn']): MethodDef => mK(name, f as Parameters<typeof mK>[1]);

const orderedDictDef: TypeDef = {
  name: 'collections.OrderedDict',
  base: 'dict',
  kind: K.DICT,
  // The list's ends, the array of nodes, the instance dict and the weak references.
  size: (rt) => rt.ruleset.sizes.dictBytes + 64,
  flags: TF.GC | TF.BASETYPE | TF.DICTSUB | TF.MAPPING | TF.DICT | TF.WEAKREF,
  unhashable: true,
  slots: {
    new: (rt, type: PyType, args, kw) => {
      const o = rt.dictType.slots.new!(rt, type, args, kw);
      o.aux = new Order();
      return o;
    },
    init: (rt, self, args, kw) => {
      const n = args.length - (kw?.length ?? 0);
      if (n > 1) throw typeError(rt, `expected at most 1 arguments, got ${n}`);
      decref(rt, update(rt, self, args, kw));
    },
    dealloc: (rt, o) => {
      const c = o as PyContainer;
      gcUntrack(rt, c);
      if ((o.type.flags & TF.HEAP) === 0 && c.dict !== null) {
        const own = c.dict as PyObject;
        c.dict = null;
        decref(rt, own);
      }
      if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
      clearNodes(rt, o);
      dictDealloc(rt, o);
    },
    traverse: (rt, o, visit) => {
      const c = o as PyContainer;
      if ((o.type.flags & TF.HEAP) === 0 && c.dict !== null) visit(rt, c.dict as PyObject);
      for (let node = orderOf(o).first; node !== null; node = node.next) visit(rt, node.key);
      dictTraverse(rt, o, visit);
    },
    clear: (rt, o) => {
      clearNodes(rt, o);
      dictClear(rt, o);
    },
    repr,
    richcompare: compare,
    iter: (rt, o) => newIter(rt, o, KEYS),
    assSubscript: (rt, o, key, value) => {
      if (value !== null) {
        set(rt, o, key, value);
        return;
      }
      const old = take(rt, o, key);
      if (old === null) throw keyError(rt, key);
      decref(rt, old);
    },
    or,
    ior: (rt, a, b) => {
      if (rt.ruleset.minor < 9) return incref(rt.NotImplemented);
      updateWith(rt, a, b);
      return incref(a);
    },
  },
  methods: [
    asClassMethod(mK('fromkeys', fromKeys)),
    keyword('popitem', popItem),
    keyword('move_to_end', moveToEnd),
    keyword('pop', pop),
    keyword('setdefault', setDefault),
    keyword('update', update),
    m0('clear', (rt, self) => {
      dictClear(rt, self);
      clearNodes(rt, self);
      return none(rt);
    }),
    m0('copy', copy),
    m0('keys', (rt, self) => newView(rt, 'odict_keys', self)),
    m0('values', (rt, self) => newView(rt, 'odict_values', self)),
    m0('items', (rt, self) => newView(rt, 'odict_items', self)),
    m0('__reversed__', (rt, self) => newIter(rt, self, KEYS, true)),
    m0('__reduce__', reduce),
    m0('__sizeof__', (rt, self) => {
      const order = orderOf(self);
      const plain = self.type.basicSize + dictExtraBytes(rt, self);
      return intFromNumber(rt, plain + 8 * order.fastLength + NODE_BYTES * order.nodes.size);
    }),
  ],
};

export const orderedDictDefs: readonly TypeDef[] = [
  orderedDictDef,
  iterDef,
  viewDef('odict_keys', 'dict_keys', KEYS),
  viewDef('odict_values', 'dict_values', VALUES),
  viewDef('odict_items', 'dict_items', KEYS | VALUES),
];
