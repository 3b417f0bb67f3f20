/** Arrays that take no more of the host's memory than they need. */

/** Stands for an empty array where none is needed yet; adding to it throws. */
export const NO_ITEMS = Object.freeze([]) as unknown as never[];

/** `n` times null, with room for exactly so many. (An array that grows by push gets room for 17.) */
export function nulls(n: number): null[] {
  switch (n) {
    case 1:
      return [null];
    case 2:
      return [null, null];
    case 3:
      return [null, null, null];
    case 4:
      return [null, null, null, null];
    default:
      return new Array(n).fill(null);
  }
}

/** The array of `item` alone, with room for five. */
export function startArray<T>(item: T): T[] {
  const array = [item, item, item, item, item];
  array.pop();
  array.pop();
  array.pop();
  array.pop();
  return array;
}
