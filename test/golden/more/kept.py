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
