# Which block the next object gets when the pool of a size class has no other object of the program, and what calls keep meanwhile.
import gc
import sys
from functools import partial


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, 2)
addresses = []
for i in range(40):
    p = None
    p = Point(i, i)
    addresses.append(id(p))
print("blocks by age:", [sorted(set(addresses), key=addresses.index).index(a) for a in addresses])


def slots(n):
    return type("S", (), {"__slots__": tuple(f"a{i}" for i in range(n))})


def reused(old_class, new_class):
    old = old_class()
    address = id(old)
    del old
    return id(new_class()) == address


for n in range(20, 60, 6):
    print(n, reused(slots(n), slots(n)), reused(slots(n), slots(n + 4)), reused(slots(n + 4), slots(n)))

triples = [tuple([i, i, i]) for i in range(8)]
order = {id(t): i for i, t in enumerate(triples)}
triples = None


class Triple(tuple):
    pass


print("the arguments of type() and the ancestors:", order.get(id(Triple.__mro__)))
triples = [tuple([i, i, i]) for i in range(8)]
print([order.get(id(t)) for t in triples])

inner = partial(max, Point)
outer = partial(inner, key=id)
print("a partial of a partial has its tuple:", outer.args is inner.args, sys.getrefcount(inner.args))


class Asks:
    def __del__(self):
        print("in __del__:", gc.is_finalized(self))


if hasattr(gc, "is_finalized"):
    Asks()
    a = Asks()
    a.me = a
    del a
    gc.collect()
print("frozen before:", gc.get_freeze_count() > 0)
gc.freeze()
print("frozen:", gc.get_freeze_count() > 3000)
gc.unfreeze()
print("not any more:", gc.get_freeze_count())


class Local:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  gone:", self.name)


def fail(name):
    local = Local(name)
    raise ValueError(name)


def handle(name):
    try:
        fail(name)
    except ValueError as e:
        print(" traceback:", sys.getrefcount(e.__traceback__))
        e.__traceback__ = None
        print(" cleared:", sys.exc_info()[2] is None)
        try:
            fail(name + "'")
        except ValueError:
            print(" inner")
        print(" leaving")


def suspended():
    try:
        fail("in a generator")
    except ValueError as e:
        e.__traceback__ = None
        yield "suspended in the handler"


print("handlers hold tracebacks")
handle("in a handler")
try:
    try:
        fail("raised again")
    except ValueError as e:
        e.__traceback__ = None
        raise
except ValueError as e:
    tb = e.__traceback__
    print(" as before:", tb.tb_next is not None if tb else "cleared for good")
    del tb
g = suspended()
print("", next(g))
g.close()
print("copies of namespaces:", [sys.getrefcount(f) for f in (sorted, ord, sys.intern, sys.exit)])

from itertools import starmap

x = object()
base = sys.getrefcount(x)
print("starmap:", list(starmap(lambda a: sys.getrefcount(a) - base, [(x,), [x]])))
