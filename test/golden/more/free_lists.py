# What calls leave in the free lists: their arguments in tuples, temporary dicts, lists and floats.
import functools
import gc
import itertools
import math
import operator
import sys
import tracemalloc
import weakref
from collections import defaultdict, namedtuple

get = tracemalloc.get_traced_memory
gc.disable()


class A:
    pass


Point = namedtuple('Point', 'x y')


class Pair(tuple):
    def __new__(cls, x, y):
        return tuple.__new__(cls, (x, y))


class Plain:
    def __new__(cls, x, y):
        return object.__new__(cls)


a = A()
things = [3, 1, 2]
text = 'a,b'
tracemalloc.start()


def left(f):
    """Traced bytes that f() leaves after a full collection has emptied the free lists."""
    f()
    gc.collect()
    before = get()[0]
    f()
    after = get()[0]
    return after - before


for name, f in {
    'nothing': lambda: None,
    'set_threshold': lambda: gc.set_threshold(700, 10, 10),
    'referrers': lambda: gc.get_referrers(a),
    'referents': lambda: gc.get_referents(a),
    'find': lambda: text.find('a'),
    'index': lambda: text.index('a'),
    'startswith': lambda: text.startswith('a'),
    'bytes find': lambda: b'abc'.find(b'b'),
    'zip': lambda: list(zip([1, 2], [3, 4])),
    'log': lambda: math.log(8, 2),
    'chain': lambda: list(itertools.chain([1], [2])),
    'reduce': lambda: functools.reduce(operator.add, [1, 2, 3]),
    'getter': lambda: operator.itemgetter(0)([1]),
    'getters': lambda: operator.itemgetter(0, 1)([1, 2]),
    'new': lambda: object.__new__(A),
    'tuple new': lambda: tuple.__new__(tuple, [1]),
    'keywords': lambda: (lambda *x, **k: None)(*[1, 2], **{'a': 1}),
    'type': lambda: type(a),
    'super': lambda: super(A, a),
    'point': lambda: Point(1, 2),
    'pair': lambda: Pair(1, 2),
    'plain': lambda: Plain(1, 2),
    'join': lambda: ','.join(map(str, things)),
    'proxy': lambda: weakref.proxy(a),
    'absent': lambda: (getattr(a, 'x', None), hasattr(a, 'y')),
}.items():
    print(name, left(f))


class Sum:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Sum(self.n + other.n)

    def __del__(self):
        print('del', self.n, end=' ')


print(functools.reduce(lambda x, y: x + y, [Sum(1), Sum(2), Sum(4)]).n)
print(functools.reduce(operator.add, (Sum(i) for i in range(3)), Sum(10)).n)
big = 10 ** 12
print((big % 10 ** 15) is big, divmod(big, 10 ** 15)[1] is big)


@functools.lru_cache(maxsize=8)
def cached(n, other=None):
    return [n]


for i in range(300):
    cached(i % 20)
cached.cache_clear()
gc.collect()
taken = []
for i in range(12):
    before = get()[0]
    cached(i)
    after = get()[0]
    taken.append(after - before - sys.getsizeof([1]))
print('cached', taken, cached.cache_info())
kept = A()
cached(kept)
cached(kept)
print(sys.getrefcount(kept), cached(kept) is cached(kept), sys.getrefcount(cached(3)))
cached.cache_clear()
print(sys.getrefcount(kept))


def in_cycle():
    @functools.lru_cache(maxsize=4)
    def f(n):
        return A()

    o = f(1)
    o.f = f
    return weakref.ref(o)


r = in_cycle()
print(r() is not None, gc.collect() > 0, r())
one, two = itertools.tee([1, 2])
print(next(one), next(two), next(one), next(one, None))
print(dict(defaultdict(list, {1: 2}, x=3)))
