/**
 * The items of a deque and the blocks of 64 in which CPython's doubly linked list has them (Modules/_collectionsmodule.c:
 * newblock, freeblock, deque_append, deque_pop, deque_rotate, deque_clear).
 */

import { forEach } from '../objects/abstract/iteration.ts';
import { toSsize } from '../objects/convert.ts';
import { indexError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Args } from '../objects/slots.ts';
import { charge } from '../objects/work.ts';
import type { Ring } from './ring.ts';

/** Items of one block of CPython's linked list; a deque keeps at least one block. */
const BLOCK_ITEMS = 64;

/** Bytes of a block: the items and the two links. */
export const BLOCK_BYTES = BLOCK_ITEMS * 8 + 16;

/** Most blocks that are kept unused (MAXFREEBLOCKS). */
export const MAX_SPARE = 16;

/** Where the first item of an empty deque goes in its block (CENTER + 1). */
export const CENTRE = BLOCK_ITEMS / 2;

/**
 * Payload of a deque. `changes` counts mutations; `blocks` are the addresses of its simulated blocks, `left` is the first
 * item's place in the first of them.
 */
export interface DequeData {
  readonly items: Ring;
  /** 3.11+: blocks of its own that wait to be used again. */
  spare: number[];
  left: number;
  maxlen: number;
  changes: number;
  blocks: number[];
}

/** The payload of a deque object. */
export const data = (o: PyObject): DequeData => o.v as DequeData;

/** Keeps the blocks that CPython's list of 64-item blocks would have, after the first item moved by `shift` places. */
export function fitBlocks(rt: Runtime, d: DequeData, shift = 0): void {
  const n = d.items.length;
  d.left = n === 0 ? CENTRE : (((d.left + shift) % BLOCK_ITEMS) + BLOCK_ITEMS) % BLOCK_ITEMS;
  const needed = Math.floor((d.left + n + BLOCK_ITEMS - 1) / BLOCK_ITEMS);
  while (d.blocks.length < needed) d.blocks.push(spareBlocks(rt, d).pop() ?? rt.mem.alloc(BLOCK_BYTES));
  while (d.blocks.length > needed) {
    const block = d.blocks.pop()!;
    const spare = spareBlocks(rt, d);
    if (spare.length < MAX_SPARE) spare.push(block);
    else rt.mem.free(block);
  }
}

/** Blocks kept for the next need: each deque's own from 3.11 on, before that one list for all. */
function spareBlocks(rt: Runtime, d: DequeData): number[] {
  if (rt.ruleset.minor >= 11) return d.spare;
  let list = rt.moduleState.get('deque blocks') as number[] | undefined;
  if (list === undefined) rt.moduleState.set('deque blocks', (list = []));
  return list;
}

/** Empties the deque (deque_clear). */
export function clear(rt: Runtime, self: PyObject): void {
  const d = data(self);
  const old = d.items.list();
  d.items.set([]);
  d.changes++;
  for (const o of old) decref(rt, o);
  fitBlocks(rt, d);
}

/** Appends an owned item; over maxlen the other end falls off. */
export function append(rt: Runtime, self: PyObject, item: PyObject): void {
  const d = data(self);
  d.items.push(item);
  d.changes++;
  if (d.maxlen >= 0 && d.items.length > d.maxlen) {
    const dropped = d.items.shift();
    fitBlocks(rt, d, 1);
    decref(rt, dropped);
  } else fitBlocks(rt, d);
}

/** Puts `item` at the left, which it takes over; at `maxlen` the rightmost falls out. */
export function appendLeft(rt: Runtime, self: PyObject, item: PyObject): void {
  const d = data(self);
  d.items.unshift(item);
  d.changes++;
  const dropped = d.maxlen >= 0 && d.items.length > d.maxlen ? d.items.pop() : null;
  fitBlocks(rt, d, -1);
  if (dropped !== null) decref(rt, dropped);
}

/** Puts all items of `iterable` in by `add` (deque_extend, deque_extendleft). */
export function extend(rt: Runtime, self: PyObject, iterable: PyObject, add = append): void {
  if (iterable === self) {
    for (const item of data(self).items.list()) add(rt, self, incref(item));
    return;
  }
  // Items of an empty deque start at the edge that leaves most room.
  const d = data(self);
  if (d.items.length === 0) d.left = add === append ? 1 : BLOCK_ITEMS - 1;
  forEach(rt, iterable, (item) => add(rt, self, item));
}

/** Takes the item at one end out (deque_pop, deque_popleft), new reference. */
export function pop(rt: Runtime, self: PyObject, left: boolean): PyObject {
  const d = data(self);
  if (d.items.length === 0) throw indexError(rt, 'pop from an empty deque');
  d.changes++;
  const item = left ? d.items.shift() : d.items.pop();
  fitBlocks(rt, d, left ? 1 : 0);
  return item;
}

/** rotate(n) (_deque_rotate). */
export function rotate(rt: Runtime, self: PyObject, args: Args): PyObject {
  const d = data(self);
  const n = d.items.length;
  const by = args.length === 0 ? 1 : toSsize(rt, args[0]);
  if (n > 1) {
    const k = ((by % n) + n) % n;
    const steps = Math.min(k, n - k);
    charge(rt, steps >> 1);
    for (let i = 0; i < steps; i++) {
      if (k <= n >> 1) d.items.unshift(d.items.pop());
      else d.items.push(d.items.shift());
    }
    if (k !== 0) d.changes++;
    // The shorter way round: items cross the end of the list one by one.
    fitBlocks(rt, d, k <= n >> 1 ? -k : n - k);
  }
  return incref(rt.None);
}

/** A change in the middle of the deque. */
export function edit(rt: Runtime, d: DequeData, change: (items: PyObject[]) => void): void {
  charge(rt, d.items.length >> 1);
  const items = d.items.list();
  change(items);
  d.items.set(items);
}

/** Gives back items and blocks of a deque that dies. */
export function releaseAll(rt: Runtime, o: PyObject): void {
  const d = data(o);
  const { blocks } = d;
  const items = d.items.list();
  d.items.set([]);
  d.blocks = [];
  for (const item of items) decref(rt, item);
  const spare = spareBlocks(rt, d);
  for (const block of blocks) {
    if (rt.ruleset.minor < 11 && spare.length < MAX_SPARE) spare.push(block);
    else rt.mem.free(block);
  }
  for (const block of d.spare.splice(0)) rt.mem.free(block);
}
