/**
 * How many items a list has room for after each operation (Objects/listobject.c: list_resize, list_extend and what
 * calls them). All lengths in items of 8 bytes; the item array is a block of `8 * capacity`, none for 0.
 */
import type { Ruleset } from '../rulesets/index.ts';

/**
 * list_resize: the capacity of a list that had `length` items and room for `capacity`, and is to have
 * `newLength`. Equal to `capacity` where the array stays as it is.
 */
export function resizedCapacity(length: number, capacity: number, newLength: number, rules: Ruleset): number {
  if (capacity >= newLength && newLength >= capacity >> 1) return capacity;
  if (newLength !== 0 && newLength <= capacity && capacity <= rules.list.keepAllocatedUpTo) return capacity;
  if (newLength === 0) return 0;
  if (rules.list.growth === 'addThreeOrSix') return newLength + (newLength >> 3) + (newLength < 9 ? 3 : 6);
  const grown = floorTo4(newLength + Math.floor(newLength / 8) + 6);
  // A step far beyond what growth would give gets little more than it asks for.
  return newLength - length > grown - newLength ? floorTo4(newLength + 3) : grown;
}

/** A list made with a given length (PyList_New): displays of variables, slices, copies, `+`, `*`. */
export function exactCapacity(length: number): number {
  return length;
}

/** list_preallocate_exact: rounded up to an even number from 3.10 (an item array of 16-byte steps). */
export function presizedCapacity(length: number, rules: Ruleset): number {
  return rules.list.extendEmpty === 'even' ? (length + 1) & ~1 : length;
}

/** extend (`+=`, unpacking into a display) by a list or tuple of `count` items. */
export function extendedCapacity(length: number, capacity: number, count: number, rules: Ruleset): number {
  if (count === 0) return capacity;
  if (capacity === 0 && length === 0 && rules.list.extendEmpty === 'even')
    return presizedCapacity(count, rules);
  return resizedCapacity(length, capacity, length + count, rules);
}

/** What list(x) or extend makes room for before it takes items from an iterator of expected length `hint`. */
export function hintedCapacity(length: number, capacity: number, hint: number, rules: Ruleset): number {
  if (hint === 0) return capacity;
  if (capacity === 0 && length === 0 && rules.list.extendEmpty === 'even')
    return presizedCapacity(hint, rules);
  return resizedCapacity(length, capacity, length + hint, rules);
}

/**
 * The capacity at the end of list(x) or extend over an iterator that gave `count` items, of expected
 * length `hint` (rules.list.defaultLengthHint where it has none): room by the hint, then appends, then what is
 * left over goes back.
 */
export function extendedByIteratorCapacity(
  length: number,
  capacity: number,
  count: number,
  hint: number,
  rules: Ruleset,
): number {
  let room = hintedCapacity(length, capacity, hint, rules);
  const final = length + count;
  for (let n = length; n < final; n++) if (n >= room) room = resizedCapacity(n, room, n + 1, rules);
  return final < room ? resizedCapacity(final, room, final, rules) : room;
}

/** A display of constants only, of three or more items: built as extending an empty list by a tuple from 3.9. */
export function constantDisplayCapacity(length: number, rules: Ruleset): number {
  if (length < 3 || rules.list.constantDisplay === 'exact') return length;
  return extendedCapacity(0, 0, length, rules);
}

/** list(x) of a list or tuple. */
export function listOfSequenceCapacity(length: number, rules: Ruleset): number {
  if (length === 0) return 0;
  if (rules.list.listOfSized === 'exact') return length;
  return extendedCapacity(0, 0, length, rules);
}

/** list(x) of another object that knows its length (range, dict, set, views): filled through an iterator. */
export function listOfSizedCapacity(length: number, rules: Ruleset): number {
  if (rules.list.listOfSized === 'exact') return length;
  return extendedByIteratorCapacity(0, 0, length, length, rules);
}

/** list() of an exact dict, dict view or set: from 3.13 resized to the length, as by growth. */
export function listOfDictOrSetCapacity(length: number, rules: Ruleset): number {
  if (!rules.list.listOfDictOrSetGrows) return listOfSizedCapacity(length, rules);
  return length === 0 ? 0 : resizedCapacity(0, 0, length, rules);
}

/** sorted(x) of a list or tuple: a copy by extending. */
export function sortedCapacity(length: number, rules: Ruleset): number {
  return extendedCapacity(0, 0, length, rules);
}

/** `del l[i]`: 3.13's moves the items down in place, whatever is left. */
export function deletedItemCapacity(length: number, capacity: number, rules: Ruleset): number {
  if (!rules.list.deleteItemReallocates) return capacity;
  return resizedCapacity(length, capacity, length - 1, rules);
}

/**
 * split and rsplit: a list made with room for 12 items (that of str from 3.12 for no more than the text's length allows),
 * which stays when there are fewer. `maxSplit` is negative where the program gave none; `separatorLength` is 0 for
 * white space. A str that is shorter than its separator is the one item. (splitlines appends to an empty list.)
 */
export function splitCapacity(
  count: number,
  maxSplit: number,
  length: number,
  separatorLength: number,
  isStr: boolean,
  rules: Ruleset,
): number {
  if (isStr && length < separatorLength) return 1;
  let most = maxSplit < 0 ? Number.POSITIVE_INFINITY : maxSplit;
  if (isStr && maxSplit < 0 && rules.list.splitBoundedByLength)
    most =
      separatorLength === 0 ? Math.trunc((length - 1) / 2) + 1 : Math.floor(length / separatorLength) + 1;
  let capacity = Math.min(most + 1, rules.list.splitPreallocates);
  for (let n = capacity; n < count; n++)
    if (n >= capacity) capacity = resizedCapacity(n, capacity, n + 1, rules);
  return capacity;
}

function floorTo4(n: number): number {
  return n - (n % 4);
}
