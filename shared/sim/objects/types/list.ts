/** list as an object: making, growing, dying (Objects/listobject.c). Methods are in list-methods.ts. */

import { startArray } from '../../../base/arrays.ts';
import { extendedCapacity, resizedCapacity, splitCapacity } from '../../tables/list-capacity.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { PyContainer, type PyObject, type Visit } from '../header.ts';
import { decrefAllBackwards, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';

/** A list of `items`, whose references (and the array itself) it takes over; the item array has exactly their size. */
export function stealList(rt: Runtime, items: PyObject[]): PyContainer {
  return listWithCapacity(rt, items, items.length);
}

/** stealList with room for `allocated` items. */
export function listWithCapacity(rt: Runtime, items: PyObject[], allocated: number): PyContainer {
  const type = rt.listType;
  const kept = rt.free.list.take();
  const addr = kept !== 0 ? kept : gcAlloc(rt, type.headBytes + type.basicSize);
  const list = new PyContainer(
    type,
    addr,
    items,
    allocated === 0 ? 0 : rt.mem.alloc(8 * allocated),
    allocated,
  );
  gcTrack(rt, list);
  return list;
}

/** A list of borrowed items. */
export function newList(rt: Runtime, items: readonly PyObject[]): PyContainer {
  const own = items.slice();
  for (let i = 0; i < own.length; i++) incref(own[i]);
  return stealList(rt, own);
}

/** Adds an owned item where room was made for it, else as append does. */
export function listFill(rt: Runtime, list: PyObject, item: PyObject): void {
  if (list.v.length < list.bits) list.v.push(item);
  else listPush(rt, list, item);
}

/** An empty list with room for what split() may give: `length` characters, `separator` of them between pieces (0: white space). */
export function splitList(
  rt: Runtime,
  maxSplit: number,
  length: number,
  separator: number,
  isStr: boolean,
): PyContainer {
  return listWithCapacity(rt, [], splitCapacity(0, maxSplit, length, separator, isStr, rt.ruleset));
}

/** list_resize's bookkeeping: `v.length` (as it is now) is to become `n`. Call it before changing v. */
export function listResized(rt: Runtime, list: PyObject, n: number): void {
  const capacity = resizedCapacity(list.v.length, list.bits, n, rt.ruleset);
  if (capacity !== list.bits) setAllocated(rt, list, capacity);
}

/** Reallocates the item array. */
export function setAllocated(rt: Runtime, list: PyObject, capacity: number): void {
  const old = list.aux as number;
  if (capacity === 0) {
    if (old !== 0) rt.mem.free(old);
    list.aux = 0;
  } else list.aux = old === 0 ? rt.mem.alloc(8 * capacity) : rt.mem.realloc(old, 8 * capacity);
  list.bits = capacity;
}

/** list.append of an owned reference. */
export function listPush(rt: Runtime, list: PyObject, item: PyObject): void {
  const items = list.v as PyObject[];
  const n = items.length + 1;
  if (n > list.bits) setAllocated(rt, list, resizedCapacity(n - 1, list.bits, n, rt.ruleset));
  else if (n < list.bits >> 1 && rt.ruleset.list.appendShrinks) listResized(rt, list, n);
  if (n === 1) list.v = startArray(item);
  else items.push(item);
}

/** Capacity for the first items of an empty list that is extended or built from something sized (list_preallocate). */
export function presized(rt: Runtime, n: number): number {
  return extendedCapacity(0, 0, n, rt.ruleset);
}

export function listDealloc(rt: Runtime, o: PyObject): void {
  const list = o as PyContainer;
  gcUntrack(rt, list);
  const items = o.v as PyObject[];
  decrefAllBackwards(rt, items);
  if (o.aux !== 0) rt.mem.free(o.aux);
  if (o.type === rt.listType && rt.free.list.give(o.addr)) return;
  gcFree(rt, list);
}

export function listTraverse(rt: Runtime, o: PyObject, visit: Visit): void {
  const items = o.v as PyObject[];
  for (let i = items.length - 1; i >= 0; i--) visit(rt, items[i]);
}

/** Empties the list (list_clear): items are released last to first, then their array. */
export function listClear(rt: Runtime, o: PyObject): void {
  const items = o.v as PyObject[];
  const block = o.aux as number;
  if (block === 0 && o.bits < 0) return; // It is being sorted, and has no items meanwhile.
  o.v = [];
  o.aux = 0;
  o.bits = 0;
  decrefAllBackwards(rt, items);
  if (block !== 0) rt.mem.free(block);
}
