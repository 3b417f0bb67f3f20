/** Python expressions whose objects take one block of a wanted size (sizes: facts of each release; getsizeof without what is shared). */

/** What objects of a release ask the allocator for, in bytes. */
export type Sizes = {
  /** An ASCII str of n characters takes `str + n`. */
  readonly str: number;
  readonly bytes: number;
  /** A tuple of n items takes `tuple + 8 * n`, what the collector keeps included. */
  readonly tuple: number;
  readonly listHead: number;
  readonly alignment: number;
};

export type Maker = {
  readonly code: string;
  /** The constant that the code needs, or '' for none. */
  readonly helper: 'X' | 'ROW' | '';
  /** False: a block of the same class, not of the same size. */
  readonly exact: boolean;
};

/** Sizes of a release named as `3.12`. */
export function sizesOf(version: string): Sizes {
  const minor = Number(version.split('.')[1]);
  return {
    str: minor >= 12 ? 41 : 49,
    bytes: 33,
    tuple: minor >= 14 ? 48 : 40,
    listHead: 56,
    alignment: 16,
  };
}

/** Texts and bytes of one character exist once for all, so that the shortest that is made anew has two. */
const SHORTEST = 2;
/** Dead tuples up to here stay on a free list and give no block back. */
const KEPT_TUPLES = 20;
const POOL_MAX = 512;

/**
 * Code that makes an object of `bytes` in one block. `dies`: it will be deleted, and its block has to go back at once, so that no
 * type with a free list will do.
 */
export function makerOf(sizes: Sizes, type: string, bytes: number, dies: boolean): Maker {
  const items = (bytes - sizes.tuple) / 8;
  if (type === 'tuple' && Number.isInteger(items) && items >= 1 && (!dies || items > KEPT_TUPLES))
    return { code: `ROW * ${items}`, helper: 'ROW', exact: true };
  if (type === 'str' && bytes >= sizes.str + SHORTEST)
    return { code: `X * ${bytes - sizes.str}`, helper: 'X', exact: true };
  if (type === 'list' && bytes > POOL_MAX && bytes % 8 === 0)
    return { code: `[None] * ${bytes / 8}`, helper: '', exact: true };
  if (bytes >= sizes.bytes + SHORTEST)
    return { code: `bytes(${bytes - sizes.bytes})`, helper: '', exact: true };
  return smallest(sizes, bytes);
}

/** Objects of few bytes: of the class that the request belongs to. */
function smallest(sizes: Sizes, bytes: number): Maker {
  if (bytes <= 16) return { code: 'object()', helper: '', exact: bytes === 16 };
  // Two digits of 30 bits: no free list holds such a number.
  if (bytes <= 32) return { code: "int('2000000000')", helper: '', exact: bytes === 32 };
  return { code: `bytes(${SHORTEST})`, helper: '', exact: bytes === sizes.bytes + SHORTEST };
}
