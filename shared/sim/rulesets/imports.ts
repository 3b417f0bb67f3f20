/**
 * How much more importing a library counts for the youngest generation in CPython than here: its modules are larger and bring more others
 * with them. Measured by gc.get_count() and the collections before and after, run with -I -S (3.14 and 3.15: as 3.13).
 */
import { since, type Version } from './since.ts';

export interface ImportRules {
  /** Libraries that it imports first. */
  readonly brings: readonly string[];
  readonly count: number;
}

export function importRules(version: Version): { readonly [library: string]: ImportRules } {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    itertools: { brings: [], count: at({ '3.3': 78, '3.10': 82, '3.12': 108 }) },
    operator: { brings: [], count: at({ '3.3': 121, '3.9': 164 }) },
    types: { brings: [], count: at({ '3.3': 85, '3.13': 78 }) },
    _collections_abc: {
      brings: ['itertools'],
      count: at({ '3.3': 256, '3.9': 359, '3.10': 225, '3.11': -10, '3.13': 232 }),
    },
    weakref: {
      brings: at<readonly string[]>({ '3.3': ['_collections_abc'], '3.9': ['_collections_abc', 'types'] }),
      count: at({ '3.3': 98, '3.9': 122, '3.10': 110, '3.13': 117 }),
    },
    collections: {
      brings: ['_collections_abc', 'operator'],
      count: at({ '3.3': 966, '3.9': 967, '3.10': 915, '3.11': 930, '3.12': 940, '3.13': 929 }),
    },
    functools: {
      brings: ['collections'],
      count: at({ '3.3': 101, '3.9': 200, '3.10': 180, '3.11': 165, '3.12': 255, '3.13': 67 }),
    },
    contextlib: {
      brings: ['functools'],
      count: at({ '3.3': 84, '3.9': -37, '3.10': -16, '3.11': 213, '3.12': 51, '3.13': 409 }),
    },
    copy: { brings: ['weakref', 'types'], count: at({ '3.3': 59, '3.9': 25, '3.11': 14, '3.12': 0 }) },
    threading: {
      brings: ['_collections_abc'],
      count: at({ '3.3': 705, '3.9': 2207, '3.10': 2185, '3.11': 1930, '3.13': 1026 }),
    },
  };
}
