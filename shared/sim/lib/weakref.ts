/**
 * weakref (Lib/weakref.py, Lib/_weakrefset.py). Up to 3.13 a container that is being iterated puts removals off
 * and catches up afterwards; from 3.14 iteration works on a copy.
 */
import { type LibModule, when } from './module.ts';

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

function weakSet(pending: boolean): string {
  const commit = when(pending, '        if self._pending_removals:\n            self._commit_removals()\n');
  const iteration = pending
    ? String.raw`
    def __iter__(self):
        with _IterationGuard(self):
            for itemref in self.data:
                item = itemref()
                if item is not None:
                    yield item

    def __len__(self):
        return len(self.data) - len(self._pending_removals)
`
    : String.raw`
    def __iter__(self):
        for itemref in self.data.copy():
            item = itemref()
            if item is not None:
                yield item

    def __len__(self):
        return len(self.data)
`;
  const init = pending
    ? String.raw`
    def __init__(self, data=None):
        self.data = set()
        def _remove(item, selfref=ref(self)):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(item)
                else:
                    self.data.discard(item)
        self._remove = _remove
        self._pending_removals = []
        self._iterating = set()
        if data is not None:
            self.update(data)

    def _commit_removals(self):
        pop = self._pending_removals.pop
        discard = self.data.discard
        while True:
            try:
                item = pop()
            except IndexError:
                return
            discard(item)
`
    : String.raw`
    def __init__(self, data=None):
        self.data = set()
        def _remove(item, selfref=ref(self)):
            self = selfref()
            if self is not None:
                self.data.discard(item)
        self._remove = _remove
        if data is not None:
            self.update(data)
`;
  return `
class WeakSet:
    __module__ = '_weakrefset'
${init}${iteration}
    def __contains__(self, item):
        try:
            wr = ref(item)
        except TypeError:
            return False
        return wr in self.data

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def add(self, item):
${commit}        self.data.add(ref(item, self._remove))

    def clear(self):
${commit}        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
${commit}        while True:
            try:
                itemref = self.data.pop()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None
            item = itemref()
            if item is not None:
                return item

    def remove(self, item):
${commit}        self.data.remove(ref(item))

    def discard(self, item):
${commit}        self.data.discard(ref(item))

    def update(self, other):
${commit}        for element in other:
            self.add(element)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        newset = self.copy()
        newset.difference_update(other)
        return newset
    __sub__ = difference

    def difference_update(self, other):
        self.__isub__(other)

    def __isub__(self, other):
${commit}        if self is other:
            self.data.clear()
        else:
            self.data.difference_update(ref(item) for item in other)
        return self

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)
    __and__ = intersection

    def intersection_update(self, other):
        self.__iand__(other)

    def __iand__(self, other):
${commit}        self.data.intersection_update(ref(item) for item in other)
        return self

    def issubset(self, other):
        return self.data.issubset(ref(item) for item in other)
    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(ref(item) for item in other)
    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    __hash__ = None

    def symmetric_difference(self, other):
        newset = self.copy()
        newset.symmetric_difference_update(other)
        return newset
    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __ixor__(self, other):
${commit}        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update(ref(item, self._remove) for item in other)
        return self

    def union(self, other):
        return self.__class__(e for s in (self, other) for e in s)
    __or__ = union

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return repr(self.data)
`;
}

function valueDictionary(pending: boolean, unions: boolean): string {
  const commit = when(pending, '        if self._pending_removals:\n            self._commit_removals()\n');
  const commitDeeper = when(
    pending,
    '            if self._pending_removals:\n                self._commit_removals()\n',
  );
  const init = pending
    ? String.raw`
    def __init__(self, other=(), /, **kw):
        def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(wr.key)
                else:
                    _atomic_removal(self.data, wr.key)
        self._remove = remove
        self._pending_removals = []
        self._iterating = set()
        self.data = {}
        self.update(other, **kw)

    def _commit_removals(self, _atomic_removal=_remove_dead_weakref):
        pop = self._pending_removals.pop
        data = self.data
        while True:
            try:
                key = pop()
            except IndexError:
                return
            _atomic_removal(data, key)
`
    : String.raw`
    def __init__(self, other=(), /, **kw):
        def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
            self = selfref()
            if self is not None:
                _atomic_removal(self.data, wr.key)
        self._remove = remove
        self.data = {}
        self.update(other, **kw)
`;
  return `
class KeyedRef(ref):
    __slots__ = "key",

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class WeakValueDictionary(_MutableMapping):${init}
    def __getitem__(self, key):
${commit}        o = self.data[key]()
        if o is None:
            raise KeyError(key)
        else:
            return o

    def __delitem__(self, key):
${commit}        del self.data[key]

    def __len__(self):
${commit}        return len(self.data)

    def __contains__(self, key):
${commit}        try:
            o = self.data[key]()
        except KeyError:
            return False
        return o is not None

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __setitem__(self, key, value):
${commit}        self.data[key] = KeyedRef(value, self._remove, key)

    def copy(self):
${commit}        new = WeakValueDictionary()
${loop(pending, 'for key, wr in self.data%.items():', ['o = wr()', 'if o is not None:', '    new[key] = o'])}        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
${commit}        new = self.__class__()
${loop(pending, 'for key, wr in self.data%.items():', ['o = wr()', 'if o is not None:', '    new[deepcopy(key, memo)] = o'])}        return new

    def get(self, key, default=None):
${commit}        try:
            wr = self.data[key]
        except KeyError:
            return default
        else:
            o = wr()
            if o is None:
                return default
            else:
                return o

    def items(self):
${commit}${loop(pending, 'for k, wr in self.data%.items():', ['v = wr()', 'if v is not None:', '    yield k, v'])}
    def keys(self):
${commit}${loop(pending, 'for k, wr in self.data%.items():', ['if wr() is not None:', '    yield k'])}
    __iter__ = keys

    def itervaluerefs(self):
${commit}${pending ? '        with _IterationGuard(self):\n            yield from self.data.values()\n' : '        yield from self.data.copy().values()\n'}
    def values(self):
${commit}${loop(pending, 'for wr in self.data%.values():', ['obj = wr()', 'if obj is not None:', '    yield obj'])}
    def popitem(self):
${commit}        while True:
            key, wr = self.data.popitem()
            o = wr()
            if o is not None:
                return key, o

    def pop(self, key, *args):
${commit}        try:
            o = self.data.pop(key)()
        except KeyError:
            o = None
        if o is None:
            if args:
                return args[0]
            else:
                raise KeyError(key)
        else:
            return o

    def setdefault(self, key, default=None):
        try:
            o = self.data[key]()
        except KeyError:
            o = None
        if o is None:
${commitDeeper}            self.data[key] = KeyedRef(default, self._remove, key)
            return default
        else:
            return o

    def update(self, other=None, /, **kwargs):
${commit}        d = self.data
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for key, o in other.items():
                d[key] = KeyedRef(o, self._remove, key)
        for key, o in kwargs.items():
            d[key] = KeyedRef(o, self._remove, key)

    def valuerefs(self):
${commit}        return list(self.data.values())
${when(unions, unionMethods)}`;
}

const unionMethods = String.raw`
    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if isinstance(other, _Mapping):
            c = self.copy()
            c.update(other)
            return c
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, _Mapping):
            c = self.__class__()
            c.update(other)
            c.update(self)
            return c
        return NotImplemented
`;

/** A loop over the live data: guarded up to 3.13, over a copy from 3.14. `%` in the head is where the copy goes. */
function loop(pending: boolean, head: string, body: readonly string[]): string {
  const [indent, first] = pending
    ? ['            ', '        with _IterationGuard(self):\n            ']
    : ['        ', '        '];
  return `${first}${head.replace('%', pending ? '' : '.copy()')}\n${body.map((line) => `${indent}    ${line}\n`).join('')}`;
}

function keyDictionary(pending: boolean, unions: boolean, forgivingRemove: boolean): string {
  const removeItem = forgivingRemove
    ? '                    try:\n                        del self.data[k]\n                    except KeyError:\n                        pass\n'
    : '                    del self.data[k]\n';
  const init = pending
    ? `
    def __init__(self, dict=None):
        self.data = {}
        def remove(k, selfref=ref(self)):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(k)
                else:
${removeItem}        self._remove = remove
        self._pending_removals = []
        self._iterating = set()
        self._dirty_len = False
        if dict is not None:
            self.update(dict)

    def _commit_removals(self):
        pop = self._pending_removals.pop
        d = self.data
        while True:
            try:
                key = pop()
            except IndexError:
                return
            try:
                del d[key]
            except KeyError:
                pass

    def _scrub_removals(self):
        d = self.data
        self._pending_removals = [k for k in self._pending_removals if k in d]
        self._dirty_len = False

    def __delitem__(self, key):
        self._dirty_len = True
        del self.data[ref(key)]

    def __len__(self):
        if self._dirty_len and self._pending_removals:
            self._scrub_removals()
        return len(self.data) - len(self._pending_removals)
`
    : `
    def __init__(self, dict=None):
        self.data = {}
        def remove(k, selfref=ref(self)):
            self = selfref()
            if self is not None:
                try:
                    del self.data[k]
                except KeyError:
                    pass
        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self.data)
`;
  const dirty = when(pending, '        self._dirty_len = True\n');
  return `
class WeakKeyDictionary(_MutableMapping):${init}
    def __getitem__(self, key):
        return self.data[ref(key)]

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def copy(self):
        new = WeakKeyDictionary()
${loop(pending, 'for key, value in self.data%.items():', ['o = key()', 'if o is not None:', '    new[o] = value'])}        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
${loop(pending, 'for key, value in self.data%.items():', ['o = key()', 'if o is not None:', '    new[o] = deepcopy(value, memo)'])}        return new

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            wrkey = ref(key)
        except TypeError:
            return False
        return wrkey in self.data

    def items(self):
${loop(pending, 'for wr, value in self.data%.items():', ['key = wr()', 'if key is not None:', '    yield key, value'])}
    def keys(self):
${loop(pending, 'for wr in self.data%:', ['obj = wr()', 'if obj is not None:', '    yield obj'])}
    __iter__ = keys

    def values(self):
${loop(pending, 'for wr, value in self.data%.items():', ['if wr() is not None:', '    yield value'])}
    def keyrefs(self):
        return list(self.data)

    def popitem(self):
${dirty}        while True:
            key, value = self.data.popitem()
            o = key()
            if o is not None:
                return o, value

    def pop(self, key, *args):
${dirty}        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        d = self.data
        if dict is not None:
            if not hasattr(dict, "items"):
                dict = type({})(dict)
            for key, value in dict.items():
                d[ref(key, self._remove)] = value
        if len(kwargs):
            self.update(kwargs)
${when(unions, unionMethods)}`;
}

const weakMethod = String.raw`
class WeakMethod(ref):
    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError("argument should be a bound method, not {}"
                            .format(type(meth))) from None
        def _cb(arg):
            self = self_wr()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, obj, _cb)
        self._func_ref = ref(func, _cb)
        self._meth_type = type(meth)
        self._alive = True
        self_wr = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            if not self._alive or not other._alive:
                return self is other
            return ref.__eq__(self, other) and self._func_ref == other._func_ref
        return NotImplemented

    def __ne__(self, other):
        if isinstance(other, WeakMethod):
            if not self._alive or not other._alive:
                return self is not other
            return ref.__ne__(self, other) or self._func_ref != other._func_ref
        return NotImplemented

    __hash__ = ref.__hash__
`;

const finalizeClass = String.raw`
class finalize:
    __slots__ = ()
    _registry = {}
    _shutdown = False
    _index_iter = _count()
    _dirty = False
    _registered_with_atexit = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registered_with_atexit:
            import atexit
            atexit.register(self._exitfunc)
            finalize._registered_with_atexit = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.index = next(self._index_iter)
        self._registry[self] = info
        finalize._dirty = True

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return (obj, info.func, info.args, info.kwargs or {})

    def peek(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return (obj, info.func, info.args, info.kwargs or {})

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            return '<%s object at %#x; dead>' % (type(self).__name__, id(self))
        else:
            return '<%s object at %#x; for %r at %#x>' % (
                type(self).__name__, id(self), type(obj).__name__, id(obj))

    @classmethod
    def _select_for_exit(cls):
        L = [(f, i) for (f, i) in cls._registry.items() if i.atexit]
        L.sort(key=lambda item: item[1].index)
        return [f for (f, i) in L]

    @classmethod
    def _exitfunc(cls):
        reenable_gc = False
        try:
            if cls._registry:
                import gc
                if gc.isenabled():
                    reenable_gc = True
                    gc.disable()
                pending = None
                while True:
                    if pending is None or finalize._dirty:
                        pending = cls._select_for_exit()
                        finalize._dirty = False
                    if not pending:
                        break
                    f = pending.pop()
                    try:
                        f()
                    except Exception as exc:
                        import sys
                        sys.excepthook(type(exc), exc, exc.__traceback__)
                    assert f not in cls._registry
        finally:
            finalize._shutdown = True
            if reenable_gc:
                gc.enable()
`;

export const weakrefLib: LibModule = {
  name: 'weakref',
  source(rules) {
    const pending = rules.weakrefs.containersWhileIterating === 'pendingRemovals';
    const unions = rules.minor >= 9;
    return [
      'from _weakref import (getweakrefcount, getweakrefs, ref, proxy, CallableProxyType, ProxyType, ReferenceType, _remove_dead_weakref)\n',
      'from itertools import count as _count\n',
      'from collections.abc import Mapping as _Mapping, MutableMapping as _MutableMapping\n',
      'ProxyTypes = (ProxyType, CallableProxyType)\n',
      '__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]\n',
      when(pending, iterationGuard),
      weakSet(pending),
      weakMethod,
      valueDictionary(pending, unions),
      keyDictionary(pending, unions, rules.minor >= 9),
      finalizeClass,
    ].join('\n');
  },
};
