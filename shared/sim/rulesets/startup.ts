/**
 * What a process has done before a program's first line: blocks that wait in free lists, collections that were made. Counted with
 * sys._debugmallocstats(), tracemalloc and gc.get_stats() in programs of one line, run with -I -S (3.14 and 3.15: as 3.13).
 */
import { type ImportRules, importRules } from './imports.ts';
import { since, type Version } from './since.ts';

/** How many blocks wait in the free lists. */
export interface KeptBlocks {
  readonly float: number;
  readonly list: number;
  readonly dict: number;
  /** Keys tables of 8 slots. */
  readonly dictKeys: number;
  /** By length, from 1 on. */
  readonly tuples: readonly number[];
  /** Bytes of the frames, the one that is used first at the end (<=3.10). */
  readonly frames: readonly number[];
  readonly method: number;
  readonly builtinMethod: number;
}

/** What the collector has counted: gc.get_count(), and of gc.get_stats() the collections and what they collected. */
export interface CollectorCounts {
  readonly count: readonly [number, number, number];
  readonly collections: readonly [number, number, number];
  readonly collected: readonly [number, number, number];
}

export interface StartRules {
  readonly kept: KeptBlocks;
  /** Dicts that the compiler has at once for each code object that encloses the present one (compile.c, compiler_enter_scope). */
  readonly dictsPerUnit: number;
  readonly collector: CollectorCounts;
  /** Copies of the built-in names that the interpreter keeps for itself. */
  readonly builtinsCopies: number;
  /** Whether its copy of sys's names has `__displayhook__` and the like. */
  readonly sysCopyHasHooks: boolean;
  /** Tracked objects that a process has and the machine does not: of modules that it knows only in part. They are long-lived. */
  readonly objectsBeside: number;
  /**
   * gc.get_freeze_count(): 3.12 moves immortal objects that a collection meets to the permanent generation (update_refs), which are the
   * tuples of bases and ancestors that static types have.
   */
  readonly frozen: number;
  /** What each tuple of the program's code objects stands for in the youngest generation's count, about: what compiling it took. */
  readonly countPerTuple: number;
  /** Objects that an import has made before a collection that it makes due, and frees later, about; from 3.12 on with those made while it waits. */
  readonly freedAfterCollection: number;
  /** What imports by the program count and leave behind. */
  readonly imports: { readonly [module: string]: ImportRules };
  /** After the import of a library that in CPython brings many others with it, by name. */
  readonly afterImport: { readonly [library: string]: { kept: KeptBlocks; collector: CollectorCounts } };
}

/** Frames of 512 bytes are as long as most functions need. */
const importFrames = [368, 512, 512, 512, 512];

export function startRules(version: Version): StartRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    kept: {
      float: 4,
      list: at({ '3.3': 5, '3.12': 6 }),
      dict: at({ '3.3': 8, '3.12': 9 }),
      dictKeys: at({ '3.3': 4, '3.11': 7, '3.13': 8 }),
      tuples: at({
        '3.3': [4, 6, 1, 3, 2, 4, 1, 2, 1, 3, 1, 1, 0, 1, 0, 1, 3, 2, 3],
        '3.10': [4, 6, 1, 3, 2, 4, 1, 1, 2, 2, 1, 1, 0, 0, 1, 2, 3, 1, 3],
        '3.11': [3, 7, 1, 1, 1, 3, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1],
        '3.12': [3, 7, 1, 2, 1, 3, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1],
        '3.13': [6, 7, 1, 5, 1, 3, 2, 5, 1, 0, 3, 4, 3, 1, 2, 2, 1, 2, 2],
      }),
      frames: [],
      method: 7,
      builtinMethod: 2,
    },
    dictsPerUnit: at({ '3.3': 5, '3.12': 6 }),
    collector: {
      count: at({
        '3.3': [312, 7, 0],
        '3.9': [336, 7, 0],
        '3.10': [540, 7, 0],
        '3.11': [461, 6, 0],
        '3.12': [515, 3, 0],
        '3.13': [524, 2, 0],
      }),
      collections: at({ '3.3': [7, 0, 0], '3.11': [6, 0, 0], '3.12': [3, 0, 0], '3.13': [2, 0, 0] }),
      collected: at({ '3.3': [0, 0, 0], '3.11': [24, 0, 0] }),
    },
    builtinsCopies: at({ '3.3': 2, '3.12': 1 }),
    sysCopyHasHooks: at({ '3.3': true, '3.12': false }),
    objectsBeside: at({ '3.3': 1950, '3.9': 1964, '3.10': 2138, '3.11': 2190, '3.12': 2406, '3.13': 2438 }),
    frozen: at({ '3.3': 0, '3.12': 375, '3.13': 0 }),
    countPerTuple: at({ '3.3': 3.1, '3.10': 4.1, '3.11': 3.7, '3.13': 3.4 }),
    freedAfterCollection: at({ '3.3': 22, '3.12': 60, '3.13': 150 }),
    imports: importRules(version),
    afterImport: {
      tracemalloc: {
        kept: {
          float: 4,
          list: at({ '3.3': 15, '3.9': 14, '3.10': 13, '3.11': 11, '3.12': 15 }),
          dict: at({ '3.3': 5, '3.9': 6, '3.11': 4, '3.12': 8, '3.13': 4 }),
          dictKeys: at({ '3.3': 0, '3.11': 7, '3.12': 8, '3.13': 1 }),
          tuples: at({
            '3.3': [3, 14, 4, 4, 1, 1, 1, 1, 2, 0, 3, 0, 4, 3, 1, 4, 0, 1, 1],
            '3.9': [3, 16, 3, 4, 1, 2, 1, 2, 2, 0, 3, 0, 4, 3, 1, 3, 1, 1, 1],
            '3.11': [5, 16, 4, 6, 3, 1, 0, 4, 2, 3, 3, 3, 4, 2, 1, 0, 1, 1, 0, 1],
            '3.12': [7, 16, 5, 6, 3, 1, 0, 5, 2, 2, 4, 3, 3, 2, 1, 0, 2],
            '3.13': [4, 18, 2, 1, 3, 5, 2, 0, 1, 5, 1, 2, 8, 1, 2, 4, 0, 1, 1],
          }),
          frames: at<readonly number[]>({ '3.3': importFrames, '3.11': [] }),
          method: 11,
          builtinMethod: 2,
        },
        collector: {
          count: at({
            '3.3': [201, 3, 1],
            '3.9': [412, 3, 1],
            '3.10': [535, 3, 1],
            '3.11': [53, 2, 1],
            '3.12': [20, 10, 0],
            '3.13': [0, 5, 0],
          }),
          collections: at({ '3.3': [14, 1, 0], '3.11': [13, 1, 0], '3.12': [10, 0, 0], '3.13': [5, 0, 0] }),
          collected: at({
            '3.3': [98, 0, 0],
            '3.9': [71, 31, 0],
            '3.11': [145, 6, 0],
            '3.12': [118, 0, 0],
            '3.13': [135, 0, 0],
          }),
        },
      },
    },
  };
}
