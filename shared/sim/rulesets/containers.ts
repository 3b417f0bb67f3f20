/**
 * Growth and layout of lists, dicts and sets (facts §4 "List capacity", "Dict", "Set"; listobject.c,
 * dictobject.c, setobject.c). Measured on 3.8.18 to 3.13.0 for every length named in test/golden/tables.
 */
import { since, type Version } from './since.ts';

export interface ListRules {
  /** list_resize: 3.8's n + (n >> 3) + (n < 9 ? 3 : 6), or 3.9's multiple of four. */
  readonly growth: 'addThreeOrSix' | 'multipleOfFour';
  /** Presizing (extend of an empty list, sorted(), displays of constants): by growth, or up to an even number. */
  readonly extendEmpty: 'growth' | 'even';
  /** list(x) where x knows its length: exact (3.8-3.10: exact for lists and tuples and other sized), or even. */
  readonly listOfSized: 'growth' | 'exact' | 'even';
  /** A display of three or more constants: exact (3.8), list_extend of a tuple (3.9+). */
  readonly constantDisplay: 'exact' | 'extend';
  /** A display of more items than this is made by appending (the compiler's STACK_USE_GUIDELINE, 3.10+). */
  readonly displayAppendsBeyond: number;
  /** Length guess for an iterable without a length in list(x) and extend (PyObject_LengthHint default). */
  readonly defaultLengthHint: number;
  /** list(dict), list(set), list(dict.items()) make room as growth does (3.13+: list_extend's own paths). */
  readonly listOfDictOrSetGrows: boolean;
  /** No shrinking while this many items are allocated or fewer, except to none. 0: always shrinks. */
  readonly keepAllocatedUpTo: number;
  /** append to a list with far too much room gives some back (<=3.10). */
  readonly appendShrinks: boolean;
  /** `del l[i]` may reallocate (not in 3.13, where it moves items in place; later 3.14 does again). */
  readonly deleteItemReallocates: boolean;
  /** str.split fills a list made with this many slots (PREALLOC_SIZE), from 3.12 with no more than can be needed. */
  readonly splitPreallocates: number;
  readonly splitBoundedByLength: boolean;
}

export interface DictRules {
  /** Keys table header: sizeof(PyDictKeysObject). */
  readonly keysHeaderBytes: number;
  /** Bytes of an entry with a stored hash, and of one in a table whose keys are all strings (3.11+). */
  readonly generalEntryBytes: number;
  readonly unicodeEntryBytes: number;
  /** String-only tables exist (DICT_KEYS_UNICODE, 3.11+). */
  readonly unicodeTables: boolean;
  /** 3.3: the table is the sparse entry array itself; 3.6+: indices and a dense entry array. */
  readonly compact: boolean;
  /** dict() starts with a table of 8 slots ({} never does). */
  readonly constructorPreallocates: boolean;
  /** 3.10-3.13: a computed power of two is doubled where the wish has bit 3 unset (calculate_keysize's slip). */
  readonly keysizeRoundsTwice: boolean;
  /** d[key] = value takes its references before it hashes the key (3.11+). */
  readonly holdsBeforeHashing: boolean;
  /** How a full table grows: used*3 (3.7+), used*2 + slots/2 (3.3-3.6). */
  readonly growth: 'usedTimes3' | 'usedTimes2PlusHalf';
  /** Deleting or overwriting out of order un-shares a split dict: ≤3.10 at once; 3.11+ keeps values and order. */
  readonly splitDeletionConverts: boolean;
  /** Exact dict copies of a table with >= 2/3 live entries clone it (clone_combined_dict_keys, 3.7+). */
  readonly copyClones: boolean;
  /** Updating an empty dict by one without deletions clones its table (3.10+). */
  readonly mergeClones: boolean;
}

export interface SetRules {
  /** Slots in the object itself. */
  readonly smallSlots: number;
  readonly entryBytes: number;
  /** LINEAR_PROBES: slots looked at after each hash step. */
  readonly linearProbes: number;
  /** Resize when fill * 5 >= mask * 3 (3.7+) or fill * 3 >= (mask + 1) * 2 (3.3). */
  readonly fillLimit: 'threeFifths' | 'twoThirds';
  /** Adding may take the slot of a deleted key (not in 3.9). */
  readonly reusesDummies: boolean;
  /** `a -= b` with b more than eight times as large walks `a & b` (3.10+). */
  readonly subtractsIntersection: boolean;
}

export function listRules(version: Version): ListRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    growth: at({ '3.3': 'addThreeOrSix', '3.9': 'multipleOfFour' }),
    extendEmpty: at({ '3.3': 'growth', '3.10': 'even' }), // [R 3.10.13: even already]
    listOfSized: at({ '3.3': 'growth', '3.8': 'exact', '3.10': 'even' }),
    constantDisplay: at({ '3.3': 'exact', '3.9': 'extend' }),
    displayAppendsBeyond: at({ '3.3': Number.MAX_SAFE_INTEGER, '3.10': 30 }),
    defaultLengthHint: at({ '3.3': 8, '3.15': 4 }),
    listOfDictOrSetGrows: at({ '3.3': false, '3.13': true }),
    keepAllocatedUpTo: at({ '3.3': 0, '3.14': 32 }), // 3.14.10 and 3.15.2; not 3.14.2
    appendShrinks: at({ '3.3': true, '3.11': false }),
    deleteItemReallocates: at({ '3.3': true, '3.13': false, '3.14': true }),
    splitPreallocates: 12,
    splitBoundedByLength: at({ '3.3': false, '3.12': true }),
  };
}

export function dictRules(version: Version): DictRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    keysHeaderBytes: at({ '3.3': 32, '3.8': 40, '3.11': 32 }),
    generalEntryBytes: 24,
    unicodeEntryBytes: at({ '3.3': 24, '3.11': 16 }),
    unicodeTables: at({ '3.3': false, '3.11': true }),
    compact: at({ '3.3': false, '3.8': true }),
    constructorPreallocates: at({ '3.3': true, '3.10': false }), // [R 3.9.18: still preallocates]
    keysizeRoundsTwice: at({ '3.3': false, '3.10': true, '3.14.0': false }),
    growth: at({ '3.3': 'usedTimes2PlusHalf', '3.8': 'usedTimes3' }),
    splitDeletionConverts: at({ '3.3': true, '3.11': false }),
    holdsBeforeHashing: at({ '3.3': false, '3.11': true }),
    copyClones: at({ '3.3': false, '3.8': true }),
    mergeClones: at({ '3.3': false, '3.10': true }),
  };
}

export function setRules(version: Version): SetRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    smallSlots: 8,
    entryBytes: 16,
    linearProbes: at({ '3.3': 0, '3.8': 9 }),
    fillLimit: at({ '3.3': 'twoThirds', '3.8': 'threeFifths' }),
    reusesDummies: at({ '3.3': true, '3.9': false, '3.10': true }), // [R 3.8.18-3.13.0]
    subtractsIntersection: at({ '3.3': false, '3.10': true }),
  };
}
