# What code that runs while garbage is being cleared finds in the collector's lists.
import gc

gc.disable()
gc.collect()
names = {}
kept = ["kept"]


class Knell:
    """In a place that a collection does not look at it is no part of the garbage that holds it: it dies when that is cleared."""

    def __del__(self):
        found = [names[id(o)] for o in gc.get_objects() if id(o) in names]
        print("in the lists:", " ".join(found))
        old = [names[id(o)] for o in gc.get_objects(generation=1) if id(o) in names]
        print("in the middle:", " ".join(old))
        holders = [names[id(o)] for o in gc.get_referrers(kept) if id(o) in names]
        print("hold kept:", " ".join(holders))
        print("count", gc.collect(), gc.get_count()[1:])


class Node:
    pass


def name(o, text):
    names[id(o)] = text
    return o


def ring(n, every):
    nodes = [name(Node(), "n%d" % i) for i in range(n)]
    for i in range(n):
        nodes[i].before = nodes[i - 1]
        nodes[i].after = nodes[(i + 1) % n]
        nodes[i].also = name((kept, nodes[i]), "t%d" % i)
        if i % every == 0:
            nodes[i].knell = knells.pop()


def row(n):
    lists = [name([], "l%d" % i) for i in range(n)]
    for i in range(n):
        lists[i].append(name({"list": lists[i - 1], "kept": kept}, "d%d" % i))
        lists[i].append(name((lists[(i + 3) % n], kept), "u%d" % i))
        if i % 4 == 1:
            lists[i].append(knells.pop())


knells = [Knell() for _ in range(8)]
gc.freeze()
print("a ring")
ring(6, 2)
print("collected", gc.collect())
names.clear()

print("a row")
row(9)
print("collected", gc.collect())
names.clear()

gc.unfreeze()
print("a young ring")
ring(6, 3)
print("collected", gc.collect(0))
names.clear()


class Thaw:
    def __del__(self):
        before = gc.get_freeze_count()
        gc.freeze()
        print("frozen", gc.get_freeze_count() > before)
        gc.unfreeze()
        print("thawed", [names[id(o)] for o in gc.get_objects() if id(o) in names])


print("frozen on the way")
thaws = [Thaw(), Thaw()]
gc.collect()
a, b, c = name([], "a"), name([], "b"), name([], "c")
a += [b, c]
b += [a, c, thaws.pop()]
c += [a, b, thaws.pop()]
held = name((a, b, c), "held")
a.append(held)
del a, b, c, held
print("collected", gc.collect(1))
