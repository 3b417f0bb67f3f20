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
  _weakrefset: {
    '3.3': '0 0 127',
    '3.9': '0 0 97 types 35',
    '3.11': '0 0 90 types 33',
    '3.13': '0 0 84 types 35',
  },
  atexit: { '3.3': '0 0 7' },
  bisect: { '3.3': '0 0 33', '3.10': '0 0 45 -10', '3.11': '0 0 34 -10' },
  collections: {
    '3.3': '35 0 335 _collections_abc operator keyword heapq 181 itertools 296',
    '3.9': '38 0 354 _collections_abc heapq itertools keyword 15 operator 497',
    '3.10': '39 0 340 _collections_abc itertools keyword operator 239 ! 300',
    '3.11': '38 0 338 _collections_abc itertools keyword 18 operator 239 ! 300',
    '3.12': '38 0 339 _collections_abc itertools keyword 20 operator 34 ! 300',
    '3.13': '38 0 338 _collections_abc itertools keyword 19 operator 329 ! 300',
  },
  contextlib: {
    '3.3': '0 0 120 _collections_abc collections functools types 59',
    '3.9': '0 0 119 _collections_abc collections functools 84',
    '3.10': '0 0 121 _collections_abc collections functools 126',
    '3.11': '2 0 123 os collections functools 24',
    '3.12': '2 0 123 os collections functools -1',
    '3.13': '2 0 118 os collections functools types 39',
  },
  copy: {
    '3.3': '0 0 31 types weakref copyreg 66',
    '3.9': '0 0 33 types weakref copyreg 54',
    '3.10': '0 0 38 types weakref copyreg 68',
    '3.11': '0 0 34 types weakref copyreg 36',
    '3.12': '0 0 33 types weakref copyreg -9',
    '3.13': '0 0 34 types weakref copyreg 68',
  },
  copyreg: { '3.3': '0 0 28', '3.11': '0 0 35', '3.13': '0 0 25' },
  dataclasses: {
    '3.3': '0 0 177 re copy inspect 137',
    '3.9': '0 0 177 re copy inspect 354',
    '3.10': '0 0 190 re copy inspect 364',
    '3.11': '0 0 195 re copy inspect 382',
    '3.12': '0 0 185 re copy inspect -193',
    '3.13': '0 0 167 re copy inspect 600',
  },
  enum: {
    '3.3': '0 0 221 types 144',
    '3.10': '0 0 223 types 156',
    '3.11': '6 0 314 types operator functools 128',
    '3.12': '6 0 310 types operator functools 40',
    '3.13': '6 0 328 types 295',
  },
  fnmatch: { '3.3': '0 0 26 os re 3' },
  functools: {
    '3.3': '23 0 220 collections 160',
    '3.9': '23 0 212 collections types 182',
    '3.10': '23 0 201 collections types 164',
    '3.11': '28 0 196 collections types 286',
    '3.12': '28 0 190 collections types 390',
    '3.13': '29 0 213 collections 56',
  },
  heapq: { '3.3': '0 0 87 -11', '3.11': '0 0 70 -16', '3.12': '0 0 76 -16', '3.13': '0 0 64 -16' },
  importlib: { '3.3': '0 0 36 warnings -4', '3.13': '0 0 21' },
  inspect: {
    '3.3': '0 0 680 importlib linecache 485',
    '3.9': '0 0 1499 contextlib 490 importlib linecache 501',
    '3.10': '0 0 1607 contextlib 506 importlib linecache 526',
    '3.11': '24 0 1614 contextlib 745 importlib linecache 507',
    '3.12': '24 0 1671 contextlib 773 importlib linecache 571',
    '3.13': '24 0 1986 contextlib 852 importlib linecache 833',
  },
  itertools: { '3.3': '0 0 189', '3.10': '0 0 214', '3.11': '0 0 186', '3.12': '0 0 221', '3.13': '0 0 210' },
  keyword: { '3.3': '0 0 5', '3.12': '0 0 11' },
  linecache: {
    '3.3': '0 0 32 functools os 64 re 69',
    '3.9': '0 0 33 functools os 61 re 37',
    '3.10': '0 0 32 functools os 62 re 62',
    '3.11': '0 0 30 functools os 67 re 179',
    '3.12': '0 0 30 functools os 61 re 412',
    '3.13': '0 0 18',
  },
  math: { '3.3': '0 0 7' },
  numbers: { '3.3': '0 0 239', '3.9': '0 0 248', '3.10': '0 0 241', '3.11': '0 0 235' },
  operator: {
    '3.3': '28 5 277 -55',
    '3.10': '28 5 302 -61',
    '3.11': '28 0 312 -58',
    '3.12': '28 0 324 -59',
    '3.13': '28 7 269 -59',
  },
  os: {
    '3.3': '0 0 299 -16 _collections_abc 211',
    '3.9': '0 0 313 -19 _collections_abc 211',
    '3.11': '0 0 91 -19 _collections_abc 146',
    '3.13': '0 0 310 -21 _collections_abc 205',
  },
  pickle: {
    '3.3': '11 0 803',
    '3.9': '11 0 810',
    '3.10': '11 0 823',
    '3.12': '11 0 807',
    '3.13': '11 0 883',
  },
  queue: {
    '3.3': '0 0 60 threading types collections heapq 85',
    '3.13': '0 0 75 threading types collections heapq 84',
  },
  random: {
    '3.3': '0 0 122 warnings 70 os 170 itertools -27',
    '3.9': '0 0 136 warnings 69 os itertools 43 -11 112',
    '3.10': '0 0 128 warnings 68 os operator itertools 49 -11 40',
    '3.11': '0 0 127 warnings 65 os operator itertools 48 -12 113',
    '3.12': '0 0 133 warnings 69 os operator itertools 47 -12 149',
    '3.13': '0 0 205 os operator itertools 45 -12 84',
  },
  re: {
    '3.3': '0 0 98 enum 644 functools 80 copyreg -1',
    '3.9': '0 0 100 enum 668 functools 81 copyreg -3',
    '3.10': '0 0 94 enum 663 functools 85 copyreg -5',
    '3.11': '6 0 87 enum 637 copyreg -2',
    '3.12': '6 0 81 enum 631 copyreg -2',
    '3.13': '6 0 82 enum 634 functools 59 copyreg -2',
  },
  string: {
    '3.3': '0 0 60 re 161',
    '3.9': '0 0 56 re 181',
    '3.10': '0 0 57 re 208',
    '3.11': '0 0 59 re 91',
    '3.12': '0 0 63 re -52',
    '3.13': '0 0 58 re 191',
  },
  textwrap: {
    '3.3': '0 0 44 re 255',
    '3.9': '0 0 46 re 238',
    '3.11': '0 0 49 re 204',
    '3.12': '0 0 51 re 38',
    '3.13': '0 0 44 re 287',
  },
  threading: {
    '3.3': '0 0 234 os _weakrefset 203 itertools 96',
    '3.9': '0 0 242 os functools _weakrefset 113',
    '3.10': '0 0 243 os functools _weakrefset 129',
    '3.11': '0 0 256 os functools _weakrefset 29',
    '3.12': '0 0 261 os functools _weakrefset -75',
    '3.13': '0 0 262 os warnings _weakrefset itertools 442',
  },
  traceback: {
    '3.3': '0 0 121 collections linecache 78',
    '3.9': '0 0 124 collections linecache 86',
    '3.10': '0 0 122 collections linecache 156',
    '3.11': '0 0 184 collections linecache textwrap contextlib 290',
    '3.12': '0 0 192 collections linecache textwrap contextlib 460',
    '3.13': '0 0 238 collections linecache textwrap warnings contextlib 174',
  },
  tracemalloc: {
    '3.3': '0 0 160 collections functools fnmatch linecache pickle 210',
    '3.9': '0 0 168 collections functools fnmatch linecache pickle 189',
    '3.10': '0 0 162 collections functools fnmatch linecache pickle 233',
    '3.11': '0 0 159 collections functools fnmatch linecache pickle 204',
    '3.12': '0 0 161 collections functools fnmatch linecache pickle 147',
    '3.13': '0 0 154 collections functools fnmatch linecache pickle -77',
  },
  types: { '3.3': '7 0 100', '3.13': '7 0 93' },
  typing: {
    '3.3': '0 0 319 collections contextlib 15 re 729',
    '3.9': '0 0 416 collections contextlib re 834',
    '3.10': '0 0 473 collections contextlib re 944',
    '3.11': '0 0 582 collections contextlib re 16 warnings 1132',
    '3.12': '0 0 575 collections copyreg 17 contextlib re warnings 1236',
    '3.13': '0 0 582 collections copyreg functools 16 types 1073',
  },
  warnings: { '3.3': '0 0 157', '3.9': '0 0 150', '3.11': '0 0 142', '3.12': '0 0 149', '3.13': '0 0 126' },
  weakref: {
    '3.3': '0 0 177 _weakrefset _collections_abc 190 itertools -56',
    '3.9': '0 0 180 _weakrefset _collections_abc itertools 153',
    '3.10': '0 0 170 _weakrefset _collections_abc itertools 138',
    '3.11': '0 0 164 _weakrefset _collections_abc itertools 186',
    '3.12': '0 0 162 _weakrefset _collections_abc itertools 169',
    '3.13': '0 0 155 _weakrefset _collections_abc itertools 276',
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
