/**
 * Arrays that collections work in, kept from one to the next: the host would have to clear new ones each time, to make room for them
 * at the worst moment, and to look for garbage of its own because of them. No part of the machine's state.
 */

/** Arrays of up to so many entries are kept for good. */
const SMALL = 1 << 18;

/** Full collections in a row that need less than a quarter of larger ones before these are given up. */
const PATIENCE = 8;

export type Workspace = {
  refs: Int32Array;
  first: Int32Array;
  targets: Int32Array;
  back: Int32Array;
  stayed: Int32Array;
  /** Full collections since one needed a good part of the arrays. */
  idle: number;
};

type Name = Exclude<keyof Workspace, 'idle'>;

const NONE = new Int32Array(0);

export function newWorkspace(): Workspace {
  return { refs: NONE, first: NONE, targets: NONE, back: NONE, stayed: NONE, idle: 0 };
}

/** Room for `n` numbers, with whatever was there. Grows by half, so that a heap that grows does not need new room each time. */
export function room(space: Workspace, name: Name, n: number): Int32Array {
  const had = space[name];
  if (had.length >= n) return had;
  const array = new Int32Array(n + (n >> 1) + 256);
  space[name] = array;
  return array;
}

/** After a full collection of `n` objects: large arrays that the heap has not needed for long are given up. */
export function tidy(space: Workspace, n: number): void {
  const { length } = space.refs;
  if (length <= SMALL || n >= length >> 2) space.idle = 0;
  else if (++space.idle >= PATIENCE) Object.assign(space, newWorkspace());
}
