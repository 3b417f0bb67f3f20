/**
 * Arrays that collections work in, kept from one to the next: the host would have to clear new ones each time, and to make room for them
 * at the worst moment. No part of the machine's state.
 */

/** Of larger collections nothing is kept, in entries. */
const KEPT = 1 << 21;

export type Workspace = {
  refs: Int32Array;
  first: Int32Array;
  targets: Int32Array;
  back: Int32Array;
  stayed: Int32Array;
};

const NONE = new Int32Array(0);

export function newWorkspace(): Workspace {
  return { refs: NONE, first: NONE, targets: NONE, back: NONE, stayed: NONE };
}

/** Room for `n` numbers, with whatever was there. Grows by half, so that a heap that grows does not need new room each time. */
export function room(space: Workspace, name: keyof Workspace, n: number): Int32Array {
  const had = space[name];
  if (had.length >= n) return had;
  const array = new Int32Array(n + (n >> 1) + 256);
  keep(space, name, array);
  return array;
}

/** From here on this array is used, unless it is too large. */
export function keep(space: Workspace, name: keyof Workspace, array: Int32Array): void {
  space[name] = array.length > KEPT ? NONE : array;
}
