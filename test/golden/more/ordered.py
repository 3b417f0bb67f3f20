from collections import OrderedDict, deque
class O(OrderedDict):
    def __getitem__(self, k): print('get', k); return super().__getitem__(k)
    def __delitem__(self, k): print('del', k); super().__delitem__(k)
    def __setitem__(self, k, v): print('set', k); super().__setitem__(k, v)
    def __contains__(self, k): print('in', k); return super().__contains__(k)
o = O(a=1, b=2, c=3)
print(o.pop('a'), o.pop('z', 9)); print(o.popitem()); print(o.setdefault('q', 4), o.setdefault('q', 5))
print(list(o.items()), list(o.values()), o)
o.update(x=1); print(o == {'b': 2, 'q': 4, 'x': 1}); c = o.copy(); print(type(c).__name__, dict(c))
o.move_to_end('b'); print(list(o)); print(o | {'k': 1} if hasattr(o, '__or__') else '')
class M(OrderedDict):
    def __missing__(self, k): return 'missing'
try: print(M(a=1).pop('x'))
except KeyError as e: print('KeyError', e)
# A key that the dict has lost behind the order's back.
for f in (repr, list, lambda d: list(d.items()), lambda d: list(d.values())):
    for cls in (OrderedDict, O):
        od = OrderedDict.__new__(cls); OrderedDict.__init__(od); OrderedDict.__setitem__(od, 's', 1); OrderedDict.__setitem__(od, 'h', 2)
        dict.__delitem__(od, 's')
        try: print(f(od))
        except Exception as e: print(type(e).__name__, e)
class X(deque): pass
d = X(); X.__new__ = lambda cls, *args: [42]
for f in (lambda: d * 42, lambda: d + deque([1]), lambda: d.copy()):
    try: f()
    except TypeError as e: print(e)
import itertools, sys  # Iterators that are entered again from within.
def check(reenter_at, n, end=None):
    class I:
        count = 0
        def __iter__(self): return self
        def __next__(self):
            self.count += 1
            if self.count in reenter_at: return next(it)
            if self.count == end: raise StopIteration
            return [self.count]
    it = itertools.pairwise(I())
    print([next(it, 'end') for _ in range(n)])
if sys.version_info >= (3, 11):
    for at, n in (({1}, 2), ({2}, 3), ({3}, 4), ({1, 2}, 2), ({1, 3}, 2), ({1, 4}, 3), ({2, 3}, 2)): check(at, n)
    check({1}, 2, 2); check({2}, 2, 3); check({1}, 3, 3); check({1, 2}, 2, 3)
if sys.version_info >= (3, 12):
    for a in (([1], 2, True), ([1],), ([1], 0), ([1, 2, 3], 2)):
        try: print(list(itertools.batched(*a)))
        except Exception as e: print(type(e).__name__, e)
class Key:
    def __hash__(self): return hashes[0]
hashes = [1]; od = OrderedDict(); key = Key(); od[key] = None; hashes[0] = 2
for f in (repr, lambda d: d.copy(), list, lambda d: d == OrderedDict([(1, 2)]), lambda d: d[key], lambda d: d.pop(key), lambda d: [k for k in reversed(d)]):
    try: print(f(od))
    except Exception as e: print(type(e).__name__)
import weakref
print(weakref.WeakSet, weakref.WeakSet().__module__)
