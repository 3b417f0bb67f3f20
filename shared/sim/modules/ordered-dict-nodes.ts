/** The order of an OrderedDict: a list of nodes beside the table (Objects/odictobject.c: _odict_add_new_node, _odict_clear_node). */
import { setItem } from '../objects/abstract/container.ts';
import { isSubtype } from '../objects/abstract/lookup.ts';
import { keyError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictGet, dictPop, dictSet } from '../objects/types/dict.ts';
import { hashOf } from '../objects/types/dict-hashes.ts';
import { type DictData, findEntry } from '../objects/types/dict-table.ts';

/** Bytes of a node: key, hash, neighbours. */
export const NODE_BYTES = 32;

/** A place in the order; owns its key. */
export type Node = { readonly key: PyObject; readonly addr: number; prev: Node | null; next: Node | null };

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

/** The order of an OrderedDict. */
export const orderOf = (o: PyObject): Order => o.aux as Order;

/** Whether it is an OrderedDict. */
export const isOrdered = (rt: Runtime, o: PyObject): boolean =>
  isSubtype(o.type, rt.types['collections.OrderedDict']);

/** Whether it is an OrderedDict and of no subclass. */
export const isExact = (rt: Runtime, o: PyObject): boolean => o.type === rt.types['collections.OrderedDict'];

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
export function storedKey(rt: Runtime, o: PyObject, key: PyObject, hash: number): PyObject | null {
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

/** Takes a node out of the list. */
export function unlink(order: Order, node: Node): void {
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

/** Releases all nodes. */
export function clearNodes(rt: Runtime, o: PyObject): void {
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
export function set(rt: Runtime, o: PyObject, key: PyObject, value: PyObject): void {
  const hash = hashOf(rt, key);
  const known = storedKey(rt, o, key, hash);
  dictSet(rt, o, key, value, hash);
  if (known === null) addNode(rt, o, key);
}

/** Takes a key out: its value (new), or null where it is missing. */
export function take(rt: Runtime, o: PyObject, key: PyObject): PyObject | null {
  const hash = hashOf(rt, key);
  const stored = storedKey(rt, o, key, hash);
  if (stored === null) return null;
  const node = orderOf(o).nodes.get(stored);
  const value = dictPop(rt, o, key, hash);
  if (node !== undefined) dropNode(rt, o, node);
  return value;
}

/** Sets through __setitem__ where a subclass may have its own. */
export function put(rt: Runtime, o: PyObject, key: PyObject, value: PyObject): void {
  if (isExact(rt, o)) set(rt, o, key, value);
  else setItem(rt, o, key, value);
}

/** The value that the dict has for a key of the order (new reference); KeyError where it has lost that. */
export function storedValue(rt: Runtime, dict: PyObject, key: PyObject): PyObject {
  const kept = dictGet(rt, dict, key);
  if (kept === null) throw keyError(rt, key);
  return incref(kept);
}
