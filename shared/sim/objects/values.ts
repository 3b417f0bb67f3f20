/** Attribute values by shared keys: storing, taking out, and their order (Objects/dictobject.c: PyDictValues). */
import { NO_ITEMS, nulls } from '../../base/arrays.ts';
import type { PyObject, Values } from './header.ts';

/** Puts an owned reference at index `i` of the keys; gives the old one, or null. */
export function setValue(values: Values, i: number, value: PyObject): PyObject | null {
  let { items } = values;
  if (items.length <= i) {
    if (items.length === 0) items = values.items = nulls(Math.max(values.keys.names.length, i + 1));
    else while (items.length <= i) items.push(null);
  }
  const old = items[i];
  if (old === null && (values.order !== null || !isLast(items, i))) orderOfStoring(values).push(i);
  items[i] = value;
  return old;
}

/** Whether all that is set is before index `i`. */
function isLast(items: readonly (PyObject | null)[], i: number): boolean {
  for (let k = items.length - 1; k > i; k--) if (items[k] !== null) return false;
  return true;
}

/** From here on the order is kept. */
function orderOfStoring(values: Values): number[] {
  values.order ??= valueOrder(values);
  return values.order;
}

/** Takes the value at index `i` out, whose reference is the caller's. */
export function takeValue(values: Values, i: number): PyObject {
  const old = values.items[i]!;
  values.items[i] = null;
  if (values.order !== null) values.order.splice(values.order.indexOf(i), 1);
  return old;
}

/** Takes all values out: their references are the caller's, in the order of the keys. */
export function takeValues(values: Values): (PyObject | null)[] {
  const { items } = values;
  values.items = NO_ITEMS;
  values.order = null;
  return items;
}

/** The indexes that are set, in the order in which they were stored. */
export function valueOrder(values: Values): number[] {
  return values.order === null ? setIndexes(values) : values.order.slice();
}

/** The indexes that are set, in the order of the keys. */
export function setIndexes({ items }: Values): number[] {
  const set: number[] = [];
  for (let i = 0; i < items.length; i++) if (items[i] !== null) set.push(i);
  return set;
}
