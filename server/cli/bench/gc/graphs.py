# Object graphs for `bench gc`. Runs unchanged on CPython and on the simulation; the host supplies `clock`, a function that gives
# seconds, and calls measure() or one of the shapes.
import gc

gc.disable()


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Node:
    def __init__(self, value):
        self.value = value
        self.previous = None
        self.next = None


class Empty:
    pass


def lists(n):
    return [[i, i] for i in range(n)]


def tree(n):
    root = []
    level = [root]
    made = 1
    while made < n:
        below = []
        for parent in level:
            for _ in range(min(4, n - made)):
                child = []
                parent.append(child)
                below.append(child)
                made += 1
        level = below
    return root


def tuples(n):
    return [(i, [i]) for i in range(n // 2)]


def instances(n):
    return [Point(i, i) for i in range(n)]


def dicts(n):
    return [{"a": i, "b": [i]} for i in range(n // 2)]


def linked(n):
    first = last = Node(0)
    for i in range(1, n):
        node = Node(i)
        node.previous = last
        last.next = node
        last = node
    last.next = first
    first.previous = last
    return first


def pairs(n):
    out = []
    for i in range(n // 2):
        a = [i]
        b = [a]
        a.append(b)
        out.append(a)
    return out


def empty_lists(n):
    return [[] for _ in range(n)]


def empty_instances(n):
    return [Empty() for _ in range(n)]


def empty_dicts(n):
    return [{} for _ in range(n)]


def ints(n):
    return list(range(1000, n + 1000))


def floats(n):
    return [i / 4 for i in range(n)]


def lists_of_ints(n):
    return [[i] for i in range(1000, n // 2 + 1000)]


def instances_of_ints(n):
    return [Point(i, i + 1) for i in range(1000, n // 3 + 1000)]


def strings(n):
    return [str(i) for i in range(n)]


def measure(shape, n, rounds):
    """Objects of the graph, seconds of a collection while it is live, seconds of the one that finds it to be garbage.

    Averages, without the first quarter of the rounds: the clock may be coarser than a round is long."""
    make = globals()[shape]
    live = garbage = 0
    warm = (rounds + 3) // 4
    for i in range(warm + rounds):
        gc.collect()
        graph = [make(n)]
        graph.append(graph)
        start = clock()
        gc.collect()
        gc.collect()
        middle = clock()
        del graph
        before = clock()
        found = gc.collect()
        end = clock()
        if i >= warm:
            live += middle - start
            garbage += end - before
    return found, live / rounds / 2, garbage / rounds
