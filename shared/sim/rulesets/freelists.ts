/**
 * Layer 3: the free lists of single types (facts §3; CPython's MAXFREELIST defines, pycore_freelist.h).
 * All are last in, first out, and hold exact types only. A limit of 0 means that the type has none.
 */
import { since, type Version } from './since.ts';

export interface FreeListRules {
  readonly float: number;
  /** Ints of one 30-bit digit. */
  readonly int: number;
  readonly complex: number;
  /** Entries kept for each tuple length from 1 to `tupleMaxLength`. */
  readonly tuplePerLength: number;
  /** The greatest length that is both kept and reused. */
  readonly tupleMaxLength: number;
  /** 3.11+: a freed tuple of this length is kept but never taken again (an off-by-one there); else 0. */
  readonly tupleKeptNeverReused: number;
  readonly list: number;
  readonly dict: number;
  /** Keys tables of 8 slots. */
  readonly dictKeys: number;
  /** Only keys tables whose keys are all strings go to the list (3.11+). */
  readonly dictKeysOnlyUnicode: boolean;
  readonly set: number;
  readonly method: number;
  readonly builtinMethod: number;
  readonly frame: number;
  /** One dead frame stays with its code object (the "zombie frame", <=3.10). */
  readonly framePerCode: boolean;
  readonly slice: number;
  readonly context: number;
  readonly asyncGenerator: number;
  readonly listIterator: number;
  readonly tupleIterator: number;
  readonly range: number;
  readonly rangeIterator: number;
  /** A full collection empties every list; the slice cache only from 3.14 (3.13: _PySlice_ClearFreeList, at the end only). */
  readonly sliceEmptiedByFullCollection: boolean;
}

export function freeListRules(version: Version): FreeListRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    float: 100,
    int: at({ '3.3': 0, '3.14.0': 100 }),
    complex: at({ '3.3': 0, '3.15': 100 }),
    tuplePerLength: 2000,
    tupleMaxLength: at({ '3.3': 19, '3.13': 20 }),
    tupleKeptNeverReused: at({ '3.3': 0, '3.11': 20, '3.13': 0 }),
    list: 80,
    dict: 80,
    dictKeys: at({ '3.3': 0, '3.8': 80 }),
    dictKeysOnlyUnicode: at({ '3.3': false, '3.11': true }),
    set: at({ '3.3': 80, '3.8': 0 }),
    method: at({ '3.3': 256, '3.9': 0, '3.14.0': 20 }),
    builtinMethod: at({ '3.3': 256, '3.9': 0, '3.14.0': 16 }),
    frame: at({ '3.3': 200, '3.11': 0 }),
    framePerCode: at({ '3.3': true, '3.11': false }),
    slice: 1,
    context: at({ '3.3': 0, '3.8': 255 }),
    asyncGenerator: at({ '3.3': 0, '3.8': 80 }),
    listIterator: at({ '3.3': 0, '3.14.0': 10 }),
    tupleIterator: at({ '3.3': 0, '3.14.0': 10 }),
    range: at({ '3.3': 0, '3.14.0': 6 }),
    rangeIterator: at({ '3.3': 0, '3.14.0': 6 }),
    sliceEmptiedByFullCollection: at({ '3.3': false, '3.14.0': true }),
  };
}
