/** The type list (Objects/listobject.c). */

import { isSought, richCompareBool } from '../abstract/comparison.ts';
import { toItemIndex } from '../abstract/indices.ts';
import { getIter, isSequence, lengthHint, listItems, loopNext } from '../abstract/iteration.ts';
import { reprText } from '../abstract/text.ts';
import { newContainer } from '../alloc.ts';
import { parseArgs } from '../args.ts';
import { toFlag, toSsize } from '../convert.ts';
import { indexError, isPyError, PY_ERROR, takeRaised, typeError, valueError } from '../errors.ts';
import { gcTrack } from '../gclinks.ts';
import { K, type PyObject, type PyType, TF } from '../header.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import { reprEnter, reprLeave } from '../reprs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP, m0, m1, mK, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge, chargeLater, chargeMove } from '../work.ts';
import { itemPairs } from './dict-entries.ts';
import { newInstance } from './instance.ts';
import { intOfSize } from './int.ts';
import { newSeqIterator } from './iterators.ts';
import {
  listClear,
  listDealloc,
  listPush,
  listResized,
  listTraverse,
  presized,
  setAllocated,
  stealList,
} from './list.ts';
import { sortList } from './list-sort.ts';
import { sliceIndices } from './slice.ts';
import { strNew } from './str.ts';
import { bounds, compareSequences, mustHoldItems, repeatItems, sliceItems } from './tuple-type.ts';

/** Adds all items of an iterable at the end (list_extend). */
export function listExtend(rt: Runtime, list: PyObject, iterable: PyObject): void {
  const type = iterable.type;
  if (type === rt.listType || type === rt.tupleType || iterable === list) {
    const added = (iterable.v as PyObject[]).slice();
    const m = added.length;
    charge(rt, m);
    if (m === 0) return;
    const n = list.v.length as number;
    if (list.aux === 0) setAllocated(rt, list, presized(rt, m));
    else listResized(rt, list, n + m);
    const items = list.v as PyObject[];
    for (let i = 0; i < m; i++) items.push(incref(added[i]));
    return;
  }
  if (rt.ruleset.list.listOfDictOrSetGrows && (type.kind === K.SET || isExactDictOrView(rt, type))) {
    // Resized to the length at once, as by growth (list_extend_dict, list_extend_set).
    const added = type === rt.types['dict_items'] ? itemPairs(rt, iterable.v) : listItems(rt, iterable);
    if (added.length === 0) return;
    listResized(rt, list, list.v.length + added.length);
    list.v = (list.v as PyObject[]).concat(added);
    return;
  }
  const it = getIter(rt, iterable);
  try {
    const guess = lengthHint(rt, iterable, rt.ruleset.list.defaultLengthHint);
    const n = list.v.length as number;
    if (list.aux === 0) {
      if (guess > 0) setAllocated(rt, list, presized(rt, guess));
    } else if (n + guess > list.bits && n + guess <= Number.MAX_SAFE_INTEGER) {
      // Room for the guess, as if the items were there already.
      listResized(rt, list, n + guess);
    }
    for (;;) {
      charge(rt, 4);
      const item = loopNext(rt, it);
      if (item === null) break;
      const items = list.v as PyObject[];
      if (items.length < list.bits) items.push(item);
      else listPush(rt, list, item);
    }
    const length = list.v.length as number;
    if (length < list.bits) listResized(rt, list, length);
  } finally {
    decref(rt, it);
  }
}

function isExactDictOrView(rt: Runtime, type: PyType): boolean {
  const { dict, dict_keys, dict_values, dict_items } = rt.types;
  return type === dict || type === dict_keys || type === dict_values || type === dict_items;
}

/** list[low:high] = items (taken over); the old items are released last to first after the change. */
export function assignSlice(rt: Runtime, list: PyObject, low: number, high: number, fresh: PyObject[]): void {
  const items = list.v as PyObject[];
  const n = items.length;
  const change = fresh.length - (high - low);
  chargeLater(rt, (n >> 5) + (fresh.length >> 3));
  if (n + change === 0) {
    decrefAll(rt, []);
    listClear(rt, list);
    return;
  }
  if (change < 0) {
    const old = items.splice(low, high - low, ...fresh);
    // list_resize sees the old length.
    resizeFrom(rt, list, n, n + change);
    for (let k = old.length - 1; k >= 0; k--) decref(rt, old[k]);
    return;
  }
  if (change > 0) resizeFrom(rt, list, n, n + change);
  const old =
    fresh.length < 10000 ? items.splice(low, high - low, ...fresh) : spliceLarge(list, low, high, fresh);
  for (let k = old.length - 1; k >= 0; k--) decref(rt, old[k]);
}

function spliceLarge(list: PyObject, low: number, high: number, fresh: PyObject[]): PyObject[] {
  const items = list.v as PyObject[];
  const old = items.slice(low, high);
  list.v = items.slice(0, low).concat(fresh, items.slice(high));
  return old;
}

/** list_resize from a given old length, whatever v holds now. */
function resizeFrom(rt: Runtime, list: PyObject, from: number, to: number): void {
  const items = list.v;
  list.v = { length: from };
  try {
    listResized(rt, list, to);
  } finally {
    list.v = items;
  }
}

/** Charges the move of `n` references to a neighbouring place. */
function moveTail(rt: Runtime, n: number): void {
  chargeMove(rt, 4 * n);
}

/** Removes item `i` and returns it (owned). */
export function takeAt(rt: Runtime, list: PyObject, i: number): PyObject {
  const items = list.v as PyObject[];
  const n = items.length;
  moveTail(rt, n - i);
  const item = i === n - 1 ? items.pop()! : items.splice(i, 1)[0];
  resizeFrom(rt, list, n, n - 1);
  return item;
}

function indexOrThrow(rt: Runtime, key: PyObject): number {
  if (key.type.slots.index === null) {
    throw typeError(rt, `list indices must be integers or slices, not ${key.type.name}`);
  }
  return toItemIndex(rt, key);
}

function assign(rt: Runtime, o: PyObject, key: PyObject, value: PyObject | null): void {
  if (key.type.kind === K.SLICE) {
    assignBySlice(rt, o, key, value);
    return;
  }
  let i = indexOrThrow(rt, key);
  const items = o.v as PyObject[];
  if (i < 0) i += items.length;
  if (i < 0 || i >= items.length) throw indexError(rt, 'list assignment index out of range');
  if (value === null) {
    if (rt.ruleset.list.deleteItemReallocates) {
      decref(rt, takeAt(rt, o, i));
    } else {
      moveTail(rt, items.length - i);
      decref(rt, items.splice(i, 1)[0]);
    }
    return;
  }
  const old = items[i];
  items[i] = incref(value);
  decref(rt, old);
}

function subscript(rt: Runtime, o: PyObject, key: PyObject): PyObject {
  if (key.type.kind === K.SLICE) return stealList(rt, sliceItems(rt, o.v, key));
  let i = indexOrThrow(rt, key);
  const items = o.v as PyObject[];
  if (i < 0) i += items.length;
  if (i < 0 || i >= items.length) throw indexError(rt, 'list index out of range');
  return incref(items[i]);
}

function assignBySlice(rt: Runtime, o: PyObject, key: PyObject, value: PyObject | null): void {
  let [start, stop, step, count] = sliceIndices(rt, key, o.v.length);
  if (step === 1) {
    if (stop < start) stop = start;
    let fresh: PyObject[] = [];
    if (value !== null) {
      if (
        value.type.kind !== K.LIST &&
        value.type.kind !== K.TUPLE &&
        value.type.slots.iter === null &&
        !isSequence(value)
      ) {
        throw typeError(
          rt,
          rt.ruleset.minor >= 13 ? 'must assign iterable to extended slice' : 'can only assign an iterable',
        );
      }
      fresh = listItems(rt, value);
      // The list may have changed while the items were made.
      [start, stop, step, count] = sliceIndices(rt, key, o.v.length);
      if (stop < start) stop = start;
    }
    assignSlice(rt, o, start, stop, fresh);
    return;
  }
  if (value === null) {
    if (count === 0) return;
    const items = o.v as PyObject[];
    const n = items.length;
    charge(rt, n >> 1);
    if (step < 0) {
      start = start + step * (count - 1);
      step = -step;
    }
    const gone: PyObject[] = [];
    const kept: PyObject[] = [];
    for (let i = 0; i < n; i++) {
      if (i >= start && (i - start) % step === 0 && gone.length < count) gone.push(items[i]);
      else kept.push(items[i]);
    }
    o.v = kept;
    resizeFrom(rt, o, n, kept.length);
    for (const x of gone) decref(rt, x);
    return;
  }
  if (value.type.slots.iter === null && !isSequence(value))
    throw typeError(rt, 'must assign iterable to extended slice');
  const fresh = listItems(rt, value);
  // The list may have changed while the items were made (gh-120384; before, C wrote beside the list).
  [start, stop, step, count] = sliceIndices(rt, key, o.v.length);
  if (fresh.length !== count) {
    decrefAll(rt, fresh);
    throw valueError(
      rt,
      `attempt to assign sequence of size ${fresh.length} to extended slice of size ${count}`,
    );
  }
  const items = o.v as PyObject[];
  const gone: PyObject[] = [];
  for (let i = 0, at = start; i < count; i++, at += step) {
    gone.push(items[at]);
    items[at] = fresh[i];
  }
  for (const x of gone) decref(rt, x);
}

/** A list of the items of an iterable (PySequence_List). */
export function listFrom(rt: Runtime, iterable: PyObject): PyObject {
  const list = stealList(rt, []);
  try {
    listExtend(rt, list, iterable);
  } catch (error) {
    const saved = isPyError(rt, error) ? takeRaised(rt) : null;
    decref(rt, list);
    if (saved !== null) {
      rt.thread.raised = saved;
      throw PY_ERROR;
    }
    throw error;
  }
  return list;
}

function fillList(rt: Runtime, list: PyObject, iterable: PyObject): void {
  const rules = rt.ruleset.list;
  const length = iterable.type.slots.length;
  if (rules.listOfSized === 'exact' && length !== null && list.aux === 0) {
    const n = lengthHint(rt, iterable, 0);
    if (n > 0) setAllocated(rt, list, n);
  }
  listExtend(rt, list, iterable);
}

/** Whether it is the type itself or, 3.11+, a subclass that makes its objects as the type does. */
function keepsNew(rt: Runtime, type: PyType, base: PyType): boolean {
  return type === base || (rt.ruleset.minor >= 11 && type.slots.new === base.slots.new);
}

export const listDef: TypeDef = {
  name: 'list',
  generic: true,
  kind: K.LIST,
  size: (rt) => rt.ruleset.sizes.listBytes,
  flags: TF.GC | TF.BASETYPE | TF.LIST | TF.SEQUENCE,
  unhashable: true,
  slots: {
    dealloc: listDealloc,
    traverse: listTraverse,
    clear: listClear,
    new: (rt, type) => {
      const o = (type.flags & TF.HEAP) !== 0 ? newInstance(rt, type, []) : newContainer(rt, type, []);
      o.aux = 0;
      if ((type.flags & TF.HEAP) === 0) gcTrack(rt, o as import('../header.ts').PyContainer);
      return o;
    },
    init: (rt, self, args, kw) => {
      // From 3.11 on also of a subclass that has no __new__ of its own.
      if (kw !== null && kw.length > 0 && keepsNew(rt, self.type, rt.listType))
        throw typeError(rt, 'list() takes no keyword arguments');
      // What a __new__ of its own has taken as keywords is nothing to it.
      const n = args.length - (kw?.length ?? 0);
      if (n > 1) throw typeError(rt, `list expected at most 1 argument, got ${n}`);
      if (self.v.length > 0) listClear(rt, self);
      if (n === 1) fillList(rt, self, args[0]);
    },
    repr: (rt, o) => {
      if (o.v.length === 0) return strNew(rt, '[]');
      if (reprEnter(rt, o)) return strNew(rt, '[...]');
      // Since 3.14 it holds each item: its repr may take it out of the list.
      const holds = rt.ruleset.minor >= 14;
      try {
        const texts: string[] = [];
        for (let i = 0; i < o.v.length; i++) {
          const item = o.v[i] as PyObject;
          if (!holds) {
            texts.push(reprText(rt, item));
            continue;
          }
          incref(item);
          try {
            texts.push(reprText(rt, item));
          } finally {
            decref(rt, item);
          }
        }
        return strNew(rt, `[${texts.join(', ')}]`);
      } finally {
        reprLeave(rt, o);
      }
    },
    richcompare: compareSequences,
    iter: (rt, o) => newSeqIterator(rt, 'list_iterator', o),
    length: (_rt, o) => o.v.length,
    subscript,
    assSubscript: assign,
    contains: (rt, o, x) => {
      for (let i = 0; i < o.v.length; i++) {
        charge(rt, 2);
        const y = incref(o.v[i] as PyObject);
        try {
          if (isSought(rt, y, x)) return true;
        } finally {
          decref(rt, y);
        }
      }
      return false;
    },
    concat: (rt, a, b) => {
      if (b.type.kind !== K.LIST)
        throw typeError(rt, `can only concatenate list (not "${b.type.name}") to list`);
      mustHoldItems(rt, a.v.length + b.v.length);
      charge(rt, a.v.length + b.v.length);
      const items = (a.v as PyObject[]).concat(b.v as PyObject[]);
      for (let i = 0; i < items.length; i++) incref(items[i]);
      return stealList(rt, items);
    },
    repeat: (rt, a, n) => stealList(rt, repeatItems(rt, a.v, n)),
    iconcat: (rt, a, b) => {
      listExtend(rt, a, b);
      return incref(a);
    },
    irepeat: (rt, a, n) => {
      const length = a.v.length as number;
      if (n < 1) listClear(rt, a);
      else if (length > 0 && n > 1) {
        mustHoldItems(rt, length * n);
        listResized(rt, a, length * n);
        const more = repeatItems(rt, a.v, n - 1);
        a.v = (a.v as PyObject[]).concat(more);
      }
      return incref(a);
    },
  },
  methods: [
    m1('__getitem__', subscript),
    m1('append', (rt, self, x) => {
      listPush(rt, self, incref(x));
      return incref(rt.None);
    }),
    m0('clear', (rt, self) => {
      listClear(rt, self);
      return incref(rt.None);
    }),
    m0('copy', (rt, self) => {
      charge(rt, self.v.length);
      return stealList(
        rt,
        (self.v as PyObject[]).map((x) => incref(x)),
      );
    }),
    m1('count', (rt, self, x) => {
      let n = 0;
      for (let i = 0; i < self.v.length; i++) {
        charge(rt, 2);
        const y = incref(self.v[i] as PyObject);
        try {
          if (richCompareBool(rt, y, x, CMP.EQ)) n++;
        } finally {
          decref(rt, y);
        }
      }
      return intOfSize(rt, n);
    }),
    m1('extend', (rt, self, x) => {
      listExtend(rt, self, x);
      return incref(rt.None);
    }),
    mN(
      'index',
      (rt, self, args) => {
        const [from, to] = bounds(rt, args, self.v.length);
        for (let i = from; i < to && i < self.v.length; i++) {
          charge(rt, 2);
          const y = incref(self.v[i] as PyObject);
          try {
            if (richCompareBool(rt, y, args[0], CMP.EQ)) return intOfSize(rt, i);
          } finally {
            decref(rt, y);
          }
        }
        throw valueError(
          rt,
          rt.ruleset.minor >= 14 ? 'list.index(x): x not in list' : `${reprText(rt, args[0])} is not in list`,
        );
      },
      1,
      3,
    ),
    mN(
      'insert',
      (rt, self, args) => {
        let i = toSsize(rt, args[0]);
        const n = self.v.length as number;
        if (i < 0) i = Math.max(0, i + n);
        if (i > n) i = n;
        moveTail(rt, n - i);
        listResized(rt, self, n + 1);
        (self.v as PyObject[]).splice(i, 0, incref(args[1]));
        return incref(rt.None);
      },
      2,
      2,
    ),
    mN(
      'pop',
      (rt, self, args) => {
        let i = args.length > 0 ? toSsize(rt, args[0]) : -1;
        const n = self.v.length as number;
        if (n === 0) throw indexError(rt, 'pop from empty list');
        if (i < 0) i += n;
        if (i < 0 || i >= n) throw indexError(rt, 'pop index out of range');
        return takeAt(rt, self, i);
      },
      0,
      1,
    ),
    m1('remove', (rt, self, x) => {
      for (let i = 0; i < self.v.length; i++) {
        charge(rt, 2);
        const y = incref(self.v[i] as PyObject);
        let same: boolean;
        try {
          same = richCompareBool(rt, y, x, CMP.EQ);
        } finally {
          decref(rt, y);
        }
        if (same) {
          decref(rt, takeAt(rt, self, i));
          return incref(rt.None);
        }
      }
      throw valueError(rt, 'list.remove(x): x not in list');
    }),
    m0('reverse', (rt, self) => {
      charge(rt, self.v.length >> 3);
      (self.v as PyObject[]).reverse();
      return incref(rt.None);
    }),
    mK('sort', (rt, self, args, kw) => {
      const [key, reverse] = parseArgs(rt, 'sort', args, kw, ['key', 'reverse'], 0, 0);
      const backwards = reverse !== null && toFlag(rt, reverse);
      sortList(rt, self, key === rt.None ? null : key, backwards);
      return incref(rt.None);
    }),
    m0('__reversed__', (rt, self) => newSeqIterator(rt, 'list_reverseiterator', self, self.v.length - 1)),
    m0('__sizeof__', (rt, self) => intOfSize(rt, self.type.basicSize + 8 * self.bits)),
  ],
};
