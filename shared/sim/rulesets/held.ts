/**
 * References that the interpreter's own modules hold when a program begins, beyond those that the machine's modules have: sys.getrefcount in
 * a program of one line, run with -I -S. Programs see only that they are many, or few. From 3.12 on all of these are immortal.
 */
import { since, type Version } from './since.ts';

export interface HeldRules {
  readonly None: number;
  readonly True: number;
  readonly False: number;
  readonly emptyTuple: number;
  readonly emptyStr: number;
  readonly emptyBytes: number;
  /** From -5 on; the last number is that of all later ones. */
  readonly ints: readonly number[];
  readonly types: { readonly [name: string]: number };
}

const INTS = [
  2, 1, 1, 1, 16, 180, 62, 50, 23, 27, 22, 9, 8, 14, 9, 8, 12, 7, 5, 5, 5, 12, 7, 4, 5, 5, 4, 4, 3, 4, 3, 5,
  3, 5, 5, 6, 4, 3, 2,
];

const TYPES = {
  int: 65,
  str: 73,
  object: 494,
  type: 34,
  list: 37,
  dict: 37,
  tuple: 69,
  set: 47,
  frozenset: 34,
  bytes: 65,
  bytearray: 80,
  bool: 10,
  complex: 36,
  float: 48,
  function: 15,
  property: 19,
  range: 24,
  slice: 16,
  super: 10,
  classmethod: 11,
  staticmethod: 11,
  module: 9,
  code: 18,
  builtin_function_or_method: 20,
  memoryview: 36,
  map: 7,
  zip: 7,
  Exception: 87,
  BaseException: 90,
  ValueError: 11,
  TypeError: 4,
  KeyError: 4,
  OSError: 48,
  Warning: 24,
};

export function heldRules(version: Version): HeldRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    None: at({ '3.3': 3900, '3.11': 3600, '3.12': 0 }),
    True: at({ '3.3': 49, '3.11': 16, '3.12': 0 }),
    False: at({ '3.3': 70, '3.11': 47, '3.12': 0 }),
    emptyTuple: at({ '3.3': 680, '3.11': 10, '3.12': 0 }),
    emptyStr: at({ '3.3': 42, '3.11': 28, '3.12': 0 }),
    emptyBytes: at({ '3.3': 16, '3.11': 20, '3.12': 0 }),
    ints: at<readonly number[]>({ '3.3': INTS, '3.11': INTS.map((n) => Math.round(n * 0.65)), '3.12': [] }),
    types: at<{ readonly [name: string]: number }>({ '3.3': TYPES, '3.12': {} }),
  };
}
