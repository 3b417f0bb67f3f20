# What holds the arguments of a call: of partial objects, and of iterators that give out one tuple again.
import sys
from functools import partial
o = object(); base = sys.getrefcount(o)
def show(l): print(l, sys.getrefcount(o) - base)
def one(a): show("one")
def kw(**k): show("kw")
def ka(a=None): show("ka")
def star(*a, **k): show("star")
class M:
    def m(self, a, b=None): show("m")
    def __call__(self, *a, **k): show("call")
    def __init__(self, *a, **k): show("init")
p = partial(one, o); show("made"); p()
p = partial(one); p(o); p(a=o)
p = partial(kw, a=o); p(); p(b=o); p(a=o); p(b=o, c=o)
p = partial(ka, a=o); p(); p(a=o)
p = partial(ka); p(o); p(a=o)
p = partial(star, o, o, x=o); p(); p(o); p(o, y=o); p(*(o, o), **{"z": o})
p = partial(star, o); p(o); p(o, x=o); p(*[o, o]); p(**{"x": o})
del p
p = partial(M, o); p(); p(o, x=o)
p = partial(M, x=o); p(); p(o, y=o)
m = M()
p = partial(m, o); p(); p(x=o)
p = partial(m.m, o); p(); p(b=o)
p = partial(m.m, b=o); p(o)
p = partial(max, o, key=lambda v: (show("key"), 0)[1]); p(o)
p = partial(print, sep=o, end=o)
del p
p = partial(partial(star, o), o); p(); p(x=o)
def call(f, *a, **k): return f(*a, **k)
call(star, o); call(star, x=o); call(partial(star), o)
list(map(partial(star, o), [o]))
list(map(partial(star, y=o), [o]))
sorted([o], key=partial(star, o)); sorted([o], key=partial(star, y=o))

import itertools
x = ["x"]
start = sys.getrefcount(x)
for make in (lambda: itertools.product(x, [1, 2], repeat=2), lambda: itertools.combinations([x, x, x, 1], 2), lambda: itertools.permutations([x, 1, x], 2),
             lambda: itertools.combinations_with_replacement([x, 1], 2), lambda: itertools.zip_longest([x], [1, 2], fillvalue=x), lambda: itertools.zip_longest([1, x], [x])):
    it = make()
    print([sys.getrefcount(x) - start], end=" ")
    first = next(it)
    print(sys.getrefcount(x) - start, end=" ")
    second = next(it)
    print(first, second, sys.getrefcount(x) - start, end=" ")
    del first, second
    print(sys.getrefcount(x) - start, end=" ")
    print(sum(1 for _ in it), sys.getrefcount(x) - start, end=" ")
    print(list(it), sys.getrefcount(x) - start, end=" ")
    del it
    print(sys.getrefcount(x) - start)
print([len({id(t) for t in make()}) for make in (lambda: itertools.product("ab", repeat=3), lambda: itertools.combinations("abcd", 2), lambda: itertools.permutations("abc"))])
print([list(map(list, make())) == [list(t) for t in make()] for make in (lambda: itertools.product("ab", "cd"), lambda: itertools.combinations("abcd", 3), lambda: itertools.permutations("abcd", 2), lambda: itertools.zip_longest("ab", "c"))])
