/** Weak references (facts §7; weakrefobject.c, Lib/weakref.py, Lib/_weakrefset.py). */
import { since, type Version } from './since.ts';

export interface WeakrefRules {
  /** Weak dicts and sets put removals off while they are iterated (<=3.13), or iterate a copy (3.14+). */
  readonly containersWhileIterating: 'pendingRemovals' | 'copy';
  /** Built-in types whose instances can be referenced weakly; everything else is a TypeError. */
  readonly weakrefableTypes: readonly string[];
  /** A str, int, tuple or bytes subclass: variable-size ones (int, tuple, bytes) never get weak references. */
  readonly variableSizeSubclasses: boolean;
  /** The types are `weakref.ReferenceType` and so on (3.10+), before `weakref`, `weakproxy`. */
  readonly typesNamedByModule: boolean;
  /** weakref.finalize, WeakMethod exist (3.4+). */
  readonly hasFinalize: boolean;
}

export function weakrefRules(version: Version): WeakrefRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    containersWhileIterating: at({ '3.3': 'pendingRemovals', '3.14.0': 'copy' }),
    weakrefableTypes: [
      'type',
      'function',
      'builtin_function_or_method',
      'method',
      'set',
      'frozenset',
      'generator',
      'module',
      'code',
      'memoryview',
      'array.array',
      'collections.deque',
      're.Pattern',
      '_io.TextIOWrapper',
      'functools.partial',
      ...at<readonly string[]>({ '3.3': [], '3.9': ['GenericAlias'] }),
    ],
    variableSizeSubclasses: false,
    typesNamedByModule: at({ '3.3': false, '3.10': true }),
    hasFinalize: at({ '3.3': false, '3.8': true }),
  };
}
