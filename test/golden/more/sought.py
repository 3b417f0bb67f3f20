# Searches and their ==, iterators that end by a function's StopIteration, and the __init__ that immutable types do not have.
import functools, itertools as I, math, operator
from collections import Counter, deque
from threading import Lock, Thread
def attempt(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__} {e}"
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"N({self.n})"
    def __eq__(self, o):
        print(f"{self.n}=={getattr(o, 'n', o)}", end=" ")
        return False
class Old:
    def __getitem__(self, i): return (a, b)[i]
a, b, n = N(1), N(2), N(9)
print(n in [a, b], n in (a, b), n in Old(), n in deque([a, b]), n in {1: a}.values(), n in map(lambda x: x, [a]))
print([a].count(n), (a,).count(n), deque([a]).count(n), operator.countOf([a], n), (1, n) in {1: a}.items())
print([attempt(f) for f in (lambda: [a].index(n), lambda: deque([a]).index(0), lambda: operator.indexOf([a], n), lambda: [a].remove(n), lambda: operator.countOf(5, 1))])
print([a] == [n], (a,) == (n,), {1: a} == {1: n}, deque([a]) == deque([n]), deque([a]) == deque([n, n]), deque([1]) < deque([2]))
def stop(*x): raise StopIteration(7)
def loop(it):
    found = []
    for x in it: found.append(x)
    return found
def unpack(it):
    x, = it
def delegate(it):
    found.append((yield from it))
found = []
makers = (lambda: map(stop, [1, 2]), lambda: filter(stop, [1]), lambda: I.starmap(stop, [()]), lambda: I.takewhile(stop, [1]), lambda: iter(stop, 1), lambda: I.chain([5], map(stop, [1]), [6]), lambda: zip([1], map(stop, [1])))
takers = (list, tuple, sum, any, sorted, loop, unpack, lambda i: 5 in i, lambda i: [*i], lambda i: max(i, default=0), lambda i: [x for x in i], dict, lambda i: next(i, "d"), "".join, lambda i: [i].extend(i), lambda i: functools.reduce(stop, i, 1), lambda i: list(delegate(i)))
for make in makers:
    print([attempt(lambda: take(make())) for take in takers])
print(attempt(lambda: next(map(stop, [1]))), found, attempt(lambda: list(stop() for _ in [1])))
for _ in range(3):
    for x in map(stop, range(3000)): print("never")
for base, v in ((int, 5), (str, "a"), (tuple, (1,)), (float, 1.5), (frozenset, (1,)), (bytes, b"a"), (list, [1]), (dict, {})):
    class Sub(base):
        def __init__(self, v): super().__init__(v)
    print(base.__name__, attempt(lambda: Sub(v)), "__init__" in vars(base), base.__init__ is object.__init__, attempt(lambda: base.__init__(v, v, v)))
class Wrong:
    def __int__(self): return "7"
    def __index__(self): return 1.5
w = Wrong()
class NoSuper(Thread):
    def __init__(self): pass
class Bare:
    def __init__(self): self.x = 1
for f in (lambda: "%d" % w, lambda: "%x" % w, lambda: sorted([2, 1], reverse="x"), lambda: sorted([2, 1], reverse=None), lambda: str.maketrans(1, 2), lambda: float.fromhex(1), lambda: type(type("F", (float,), {}).fromhex("0x1p3")).__name__, lambda: list(I.dropwhile(None, [1])), lambda: list(I.filterfalse(None, [0, 1])), lambda: list(I.islice(I.count(1j), 2)), lambda: I.repeat(1, 2.5), lambda: operator.iconcat(1, 2), lambda: operator.length_hint(5, "a"), lambda: math.factorial(10 ** 20), lambda: Lock().acquire(timeout="x"), lambda: NoSuper().start(), lambda: NoSuper().join(), lambda: NoSuper().name, lambda: repr(NoSuper()), lambda: NoSuper().daemon, lambda: Counter("aab") < Counter("aabb"), lambda: Counter("ab") >= Counter("a"), lambda: (5).__format__(), lambda: eval("1", 5), lambda: eval("1", [5]), lambda: eval("1", {}, 5), lambda: exec("1", {}, 5), lambda: Bare.__qualname__ is Bare.__qualname__):
    print(attempt(f))
class H:
    def __init__(self, v): self.v = v
    def __hash__(self): hashed.append(self.v); return self.v
    def __eq__(self, o): return self.v == o.v
hashed = []
hs = [H(i) for i in range(4)]
hd, hset = dict.fromkeys(hs), set(hs)
for f in (hset.copy, lambda: hset.intersection(hs), lambda: dict.fromkeys(hset), lambda: dict(hd).popitem(), lambda: {**hd}, lambda: hset - set(hset), lambda: hd.get(hs[1])):
    hashed.clear(); f(); print(hashed, end=" ")
print(attempt(lambda: {frozenset()}.intersection([set()])), set() in {frozenset()})
