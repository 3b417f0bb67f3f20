/**
 * What importing a library from the standard library does to the collector in CPython, where modules are larger and bring more others with
 * them than here. Measured with -I -S: gc.get_count() before and after the body of each module, and what gc.collect() finds then (3.14 and
 * 3.15: as 3.13).
 */
import { since, type Version } from './since.ts';

export interface ImportRules {
  /**
   * In order: what its body adds to the count of the youngest generation (or takes off again), and the modules that it imports; `!`
   * where the garbage has come to be, if that is not at the end.
   */
  readonly steps: readonly (number | string)[];
  /** Objects in cycles that it leaves behind: classes that others of C take the place of. */
  readonly garbage: number;
  /** Tuples that are garbage, too, unless a collection has met them before: it untracks them. */
  readonly tuples: number;
}

/** By module and first version: garbage, tuples, steps. */
const MEASURED: { readonly [module: string]: { readonly [V in Version]?: string } } = {
  _collections_abc: {
    '3.3': '0 0 798',
    '3.9': '0 0 897',
    '3.10': '0 0 807',
    '3.11': '0 0 543',
    '3.12': '0 0 568',
    '3.13': '0 0 815',
  },
  _weakrefset: { '3.3': '0 0 127', '3.9': '0 0 97 types 35', '3.13': '0 0 84 types 35' },
  atexit: { '3.3': '0 0 7' },
  bisect: { '3.3': '0 0 33', '3.10': '0 0 45 -10', '3.11': '0 0 34 -10' },
  collections: {
    '3.3': '35 0 335 _collections_abc operator keyword heapq 181 itertools 471',
    '3.9': '38 0 354 _collections_abc heapq itertools keyword 15 operator 481',
    '3.10': '39 0 340 _collections_abc itertools keyword operator 505',
    '3.11': '38 0 338 _collections_abc itertools keyword 18 operator 206 ! 300',
  },
  contextlib: {
    '3.3': '0 0 120 _collections_abc collections functools types 163',
    '3.9': '0 0 119 _collections_abc collections functools 138',
    '3.10': '0 0 121 _collections_abc collections functools 168',
    '3.11': '2 0 123 os collections functools 189',
    '3.13': '2 0 118 os collections functools types 220',
  },
  copy: { '3.3': '0 0 31 types weakref copyreg 42', '3.12': '0 0 33 types weakref copyreg 22' },
  copyreg: { '3.3': '0 0 30' },
  dataclasses: {
    '3.3': '0 0 177 re copy inspect 113',
    '3.10': '0 0 190 re copy inspect 131',
    '3.13': '0 0 167 re copy inspect 140',
  },
  enum: {
    '3.3': '0 0 221 types 142',
    '3.10': '0 0 223 types 155',
    '3.11': '6 0 314 types operator functools 264',
    '3.12': '6 0 310 types operator functools 276',
    '3.13': '6 0 328 types 322',
  },
  fnmatch: { '3.3': '0 0 26 os re 3' },
  functools: {
    '3.3': '23 0 220 collections 167',
    '3.9': '23 0 212 collections types 163',
    '3.10': '24 0 201 collections types 180',
    '3.11': '21 0 196 collections types 178',
    '3.13': '29 0 213 collections 172',
  },
  heapq: { '3.3': '0 0 83 -11', '3.11': '0 0 73 -16' },
  importlib: { '3.3': '0 0 36 warnings -4', '3.13': '0 0 21' },
  inspect: {
    '3.3': '0 0 680 importlib linecache 485',
    '3.9': '0 0 1499 contextlib 490 importlib linecache 501',
    '3.10': '0 0 1607 contextlib 506 importlib linecache 526',
    '3.11': '24 0 1614 contextlib 745 importlib linecache 507',
    '3.12': '24 0 1671 contextlib 773 importlib linecache 571',
    '3.13': '24 0 1986 contextlib 852 importlib linecache 833',
  },
  itertools: { '3.3': '0 0 6', '3.9': '0 0 184', '3.10': '0 0 194', '3.12': '0 0 228' },
  keyword: { '3.3': '0 0 8' },
  linecache: {
    '3.3': '0 0 32 functools os 64 re 175',
    '3.11': '0 0 30 functools os 67 re 136',
    '3.12': '0 0 30 functools os 61 re 153',
    '3.13': '0 0 25',
  },
  math: { '3.3': '0 0 7' },
  numbers: { '3.3': '0 0 239', '3.9': '0 0 248', '3.11': '0 0 235' },
  operator: { '3.3': '28 5 277 -55', '3.9': '28 5 295 -59', '3.10': '28 0 304 -61', '3.13': '28 7 299 -59' },
  os: {
    '3.3': '0 0 299 -16 _collections_abc 211',
    '3.9': '0 0 313 -19 _collections_abc 211',
    '3.11': '0 0 91 -19 _collections_abc 146',
    '3.13': '0 0 310 -21 _collections_abc 205',
  },
  pickle: { '3.3': '11 0 803', '3.10': '11 0 823', '3.12': '11 0 807', '3.13': '11 0 883' },
  queue: {
    '3.3': '0 0 60 threading types collections heapq 85',
    '3.13': '0 0 75 threading types collections heapq 84',
  },
  random: {
    '3.3': '0 0 122 warnings 70 os 170 itertools 129',
    '3.9': '0 0 136 warnings 69 os itertools 43 -11 100',
    '3.10': '0 0 128 warnings 68 os operator itertools 49 -11 90',
    '3.12': '0 0 133 warnings 69 os operator itertools 47 -12 117',
    '3.13': '0 0 205 os operator itertools 45 -12 76',
  },
  re: {
    '3.3': '0 0 98 enum 644 functools 80 copyreg -1',
    '3.9': '0 0 100 enum 668 functools 81 copyreg -3',
    '3.11': '0 0 87 enum 637 copyreg -2',
    '3.13': '0 0 82 enum 634 functools 59 copyreg -2',
  },
  string: { '3.3': '0 0 60 re 105', '3.9': '0 0 56 re 83', '3.11': '0 0 59 re 103', '3.13': '0 0 58 re 46' },
  textwrap: {
    '3.3': '0 0 44 re 201',
    '3.9': '0 0 46 re 175',
    '3.11': '0 0 49 re 193',
    '3.13': '0 0 44 re 137',
  },
  threading: {
    '3.3': '0 0 234 os _weakrefset 203 itertools 294',
    '3.9': '0 0 242 os functools _weakrefset 189',
    '3.10': '0 0 243 os functools _weakrefset 199',
    '3.11': '0 0 256 os functools _weakrefset 183',
    '3.13': '0 0 262 os warnings _weakrefset itertools 321',
  },
  traceback: {
    '3.3': '0 0 121 collections linecache 46',
    '3.10': '0 0 122 collections linecache 57',
    '3.11': '0 0 184 collections linecache textwrap contextlib 147',
    '3.13': '0 0 238 collections linecache textwrap warnings contextlib 182',
  },
  tracemalloc: {
    '3.3': '0 0 160 collections functools fnmatch linecache pickle 139',
    '3.11': '0 0 159 collections functools fnmatch linecache pickle 153',
  },
  types: { '3.3': '7 0 77', '3.9': '7 0 103', '3.13': '7 0 74' },
  typing: {
    '3.3': '0 0 319 collections contextlib 15 re 713',
    '3.9': '0 0 416 collections contextlib re 822',
    '3.10': '0 0 473 collections contextlib re 913',
    '3.11': '0 0 582 collections contextlib re 16 warnings 951',
    '3.12': '0 0 575 collections copyreg 17 contextlib re warnings 916',
    '3.13': '0 0 582 collections copyreg functools 16 types 900',
  },
  warnings: { '3.3': '0 0 157', '3.10': '0 0 147', '3.13': '0 0 126' },
  weakref: {
    '3.3': '0 0 177 _weakrefset _collections_abc 190 itertools 129',
    '3.9': '0 0 180 _weakrefset _collections_abc itertools 149',
    '3.10': '0 0 170 _weakrefset _collections_abc itertools 150',
    '3.13': '0 0 155 _weakrefset _collections_abc itertools 152',
  },
};

export function importRules(version: Version): { readonly [module: string]: ImportRules } {
  return Object.fromEntries(
    Object.entries(MEASURED).map(([module, table]) => {
      const [garbage, tuples, ...steps] = since(version, table).split(' ');
      const rules: ImportRules = {
        steps: steps.map((step) => (/^-?\d+$/.test(step) ? Number(step) : step)),
        garbage: Number(garbage),
        tuples: Number(tuples),
      };
      return [module, rules];
    }),
  );
}
