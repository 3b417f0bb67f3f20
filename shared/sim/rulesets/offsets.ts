/**
 * Where objects of built-in types have the pointers to their dict and to their weak references (tp_dictoffset, tp_weaklistoffset; read from
 * 3.8.18 to 3.13.0). `[bytes of dict, bytes of weak references]` from the object's start, 0 for none; a type that is not named has its base's.
 */
import { since, type Version, versions } from './since.ts';

type Offsets = readonly [dict: number, weak: number];

const table: { readonly [type: string]: { readonly [V in Version]?: Offsets } } = {
  BaseException: { '3.3': [16, 0] },
  ExceptionGroup: { '3.11': [16, 88], '3.12': [16, -32] },
  '_io.BufferedRandom': { '3.3': [136, 144] },
  '_io.BufferedReader': { '3.3': [136, 144] },
  '_io.BufferedWriter': { '3.3': [136, 144] },
  '_io.BytesIO': { '3.3': [40, 48] },
  '_io.StringIO': { '3.3': [104, 112], '3.12': [144, 152] },
  '_io.TextIOWrapper': { '3.3': [184, 176] },
  builtin_function_or_method: { '3.3': [0, 40] },
  classmethod: { '3.3': [24, 0] },
  staticmethod: { '3.3': [24, 0] },
  code: { '3.3': [0, 136], '3.11': [0, 144] },
  set: { '3.3': [0, 192] },
  frozenset: { '3.3': [0, 192] },
  function: { '3.3': [72, 80], '3.10': [88, 96] },
  generator: { '3.3': [0, 40], '3.10': [0, 32], '3.11': [0, 24], '3.12': [0, 16] },
  memoryview: { '3.3': [0, 136] },
  method: { '3.3': [0, 32] },
  module: { '3.3': [16, 40] },
  type: { '3.3': [264, 368] },
  'collections.OrderedDict': { '3.3': [96, 104] },
  'collections.deque': { '3.3': [0, 72], '3.11': [0, 208] },
  'functools.partial': { '3.3': [40, 48] },
  'itertools._tee': { '3.3': [0, 32] },
  'types.GenericAlias': { '3.9': [0, 40] },
};

/** The offsets of a built-in type by its name, or undefined where they are those of its base. */
export function offsetRules(version: Version): ReadonlyMap<string, Offsets> {
  const isKnown = (row: object) =>
    versions.indexOf(Object.keys(row)[0] as Version) <= versions.indexOf(version);
  const rows = Object.entries(table).filter(([, row]) => isKnown(row));
  return new Map(rows.map(([name, row]) => [name, since(version, row)]));
}
