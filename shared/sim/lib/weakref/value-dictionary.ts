/** WeakValueDictionary (Lib/weakref.py). */
import { when } from '../module.ts';
import { loop, unionMethods } from './dictionaries.ts';

/** WeakValueDictionary and its KeyedRef; `unions`: it has `|` (3.9+). */
export function valueDictionary(pending: boolean, unions: boolean): string {
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


class WeakValueDictionary(_collections_abc.MutableMapping):${init}
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
