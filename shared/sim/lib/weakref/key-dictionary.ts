/** WeakKeyDictionary (Lib/weakref.py). */
import { when } from '../module.ts';
import { loop, unionMethods } from './dictionaries.ts';

/** WeakKeyDictionary; `forgivingRemove`: a dead key that is gone already is no error (3.9+). */
export function keyDictionary(pending: boolean, unions: boolean, forgivingRemove: boolean): string {
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
class WeakKeyDictionary(_collections_abc.MutableMapping):${init}
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
