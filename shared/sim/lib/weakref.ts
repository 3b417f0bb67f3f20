/**
 * weakref (Lib/weakref.py, Lib/_weakrefset.py). Up to 3.13 a container that is being iterated puts removals off
 * and catches up afterwards; from 3.14 iteration works on a copy.
 */
import { type LibModule, when } from './module.ts';
import { finalizeSource } from './weakref/finalize.ts';
import { keyDictionary } from './weakref/key-dictionary.ts';
import { valueDictionary } from './weakref/value-dictionary.ts';
import { weakMethod } from './weakref/weak-method.ts';
import { weakSet } from './weakref/weak-set.ts';

const iterationGuard = String.raw`
class _IterationGuard:
    def __init__(self, weakcontainer):
        self.weakcontainer = ref(weakcontainer)

    def __enter__(self):
        container = self.weakcontainer()
        if container is not None:
            container._iterating.add(self)
        return self

    def __exit__(self, exc_type, exc, tb):
        container = self.weakcontainer()
        if container is not None:
            running = container._iterating
            running.remove(self)
            if not running:
                container._commit_removals()
`;

export const weakrefLib: LibModule = {
  name: 'weakref',
  source(rules) {
    const pending = rules.weakrefs.containersWhileIterating === 'pendingRemovals';
    const generic = rules.minor >= 9;
    return [
      'from _weakref import (getweakrefcount, getweakrefs, ref, proxy, CallableProxyType, ProxyType, ReferenceType, _remove_dead_weakref)\n',
      'from itertools import count as _count\n',
      'import _collections_abc\n',
      'ProxyTypes = (ProxyType, CallableProxyType)\n',
      '__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]\n',
      when(pending, iterationGuard),
      weakSet(pending),
      when(generic, '    __class_getitem__ = classmethod(type(list[int]))\n\n'),
      when(generic && rules.minor < 11, '_collections_abc.Set.register(WeakSet)\n'),
      when(generic, '_collections_abc.MutableSet.register(WeakSet)\n'),
      weakMethod,
      valueDictionary(pending, generic),
      keyDictionary(pending, generic, generic),
      finalizeSource(rules.minor),
    ].join('\n');
  },
};
