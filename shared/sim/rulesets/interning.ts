/** Interning, caches and hashing of constants (facts §8; unicodeobject.c, codeobject.c, longobject.c, pyhash.c). */
import { since, type Version } from './since.ts';

export interface InterningRules {
  /** Ints from `smallIntMin` to `smallIntMax` are one object each, results of arithmetic included. */
  readonly smallIntMin: number;
  readonly smallIntMax: number;
  /** One-character strings up to this code point are one object each. */
  readonly maxSharedCharacter: number;
  /** Characters of which the interpreter's own compiled modules brought an interned str beside the shared one (3.11, 3.12). */
  readonly doubledCharacters: string;
  /** tuple(iterator) without items is the shared (); <=3.10 shrinks a tuple of 10 to a further empty one. */
  readonly emptyTupleOfIteratorShared: boolean;
  /** frozenset() is one object (<=3.9). */
  readonly emptyFrozensetShared: boolean;
  /** Equal constants of functions of one compilation are one object, too (3.8+). */
  readonly constantsSharedAcrossFunctions: boolean;
  /** A constant of only [A-Za-z0-9_] is interned; 3.13+ free-threaded: every string constant. */
  readonly constantsInterned: 'identifierLike' | 'all';
  /** A frozenset constant is made, walked and made again when equal constants are merged (merge_consts_recursive, <=3.13). */
  readonly frozensetConstantsRebuilt: boolean;
  /** Folding of `'a' * n` up to this length (MAX_STR_SIZE). */
  readonly maxFoldedLength: number;
  /** Statements of one interactive line are compiled one by one (3.13's new REPL). */
  readonly replCompilesStatementsApart: boolean;
}

export interface HashRules {
  /** str and bytes: SipHash with 2 + 4 or 1 + 3 rounds; 3.3: FNV-like. */
  readonly strings: 'fnv' | 'siphash24' | 'siphash13';
  /** Tuples: the xxHash-like mix (3.8+) or the older multiplicative one. */
  readonly tuples: 'multiplicative' | 'xxhash';
  /** hash(nan): 0 (<=3.9) or by the object's address (3.10+). */
  readonly nan: 'zero' | 'address';
  /** hash(None): by address, or the constant 0xFCA86420 (3.12+). */
  readonly none: 'address' | 'constant';
  /** By-address hashes rotate the address right by 4 bits; (3.3: the same). */
  readonly addressRotateBits: number;
}

export interface SortRules {
  /** Runs are merged by timsort's invariants (<=3.10) or by node power (powersort, 3.11+). */
  readonly mergePolicy: 'timsort' | 'powersort';
  /** Equal elements at the start of a run are counted into it both ways (count_run, 3.13+). */
  readonly countRun: 'strict' | 'equalAware';
  /** The least length of a run: one for the whole list, or varying by a unit so that runs fill it evenly (3.15). */
  readonly minrun: 'fixed' | 'varying';
}

export function interningRules(version: Version): InterningRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    smallIntMin: -5,
    smallIntMax: at({ '3.3': 256, '3.15': 1024 }),
    maxSharedCharacter: 0xff,
    doubledCharacters: at({
      '3.3': '',
      '3.11': 'BCLST_abcdefhijklmnopqrstvwxy', // [R 3.11.7]
      '3.12': '_abcdenprsx', // [R 3.12.1]
      '3.13': '',
    }),
    emptyTupleOfIteratorShared: at({ '3.3': false, '3.11': true }),
    emptyFrozensetShared: at({ '3.3': true, '3.10': false }),
    constantsSharedAcrossFunctions: at({ '3.3': false, '3.8': true }),
    constantsInterned: at({ '3.3': 'identifierLike', '3.14t': 'all', '3.15': 'identifierLike' }),
    frozensetConstantsRebuilt: at({ '3.3': false, '3.8': true, '3.14.0': false }),
    maxFoldedLength: at({ '3.3': 20, '3.8': 4096 }),
    replCompilesStatementsApart: at({ '3.3': false, '3.13': true }),
  };
}

export function hashRules(version: Version): HashRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    strings: at({ '3.3': 'fnv', '3.8': 'siphash24', '3.11': 'siphash13' }),
    tuples: at({ '3.3': 'multiplicative', '3.8': 'xxhash' }),
    nan: at({ '3.3': 'zero', '3.10': 'address' }),
    none: at({ '3.3': 'address', '3.12': 'constant' }),
    addressRotateBits: 4,
  };
}

export function sortRules(version: Version): SortRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    mergePolicy: at({ '3.3': 'timsort', '3.11': 'powersort' }),
    countRun: at({ '3.3': 'strict', '3.13': 'equalAware' }), // [R 3.12.1, 3.13.0]
    minrun: at({ '3.3': 'fixed', '3.15': 'varying' }), // [K]
  };
}
