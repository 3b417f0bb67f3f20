"""Logs how sorting compares: for each list the number of comparisons, a digest of their order, and the result. Seed 4."""
import json
import random

random.seed(4)
log = []


class Item:
    def __init__(self, key, place):
        self.key, self.place = key, place

    def __lt__(self, other):
        log.append((self.place, other.place))
        return self.key < other.key


def digest():
    h = 0
    for a, b in log:
        h = (h * 31 + a * 1009 + b) % 1000000007
    return h


def lists():
    for n in (0, 1, 2, 3, 5, 8, 15, 31, 32, 33, 63, 64, 65, 100, 127, 128, 200, 500, 1000):
        yield [random.randrange(n + 1) for _ in range(n)]
        yield [random.randrange(4) for _ in range(n)]
        yield sorted(random.randrange(n + 1) for _ in range(n))
        yield sorted((random.randrange(n + 1) for _ in range(n)), reverse=True)
        yield sorted((random.randrange(5) for _ in range(n)), reverse=True)
        yield list(range(n // 2)) + list(range(n - n // 2))
        yield list(range(n // 2, n)) + list(range(n // 2))
        yield [i * 7919 % (n + 1) // 3 for i in range(n)]
        a = list(range(n))
        for _ in range(3):
            if n:
                i, j = random.randrange(n), random.randrange(n)
                a[i], a[j] = a[j], a[i]
        yield a
        yield [x for _ in range(1 + n // 20) for x in sorted(random.randrange(100) for _ in range(20))][:n]


rows = []
for keys in lists():
    for reverse in (False, True):
        items = [Item(key, place) for place, key in enumerate(keys)]
        log.clear()
        items.sort(reverse=reverse)
        rows.append([keys, reverse, len(log), digest(), [i.place for i in items]])
print(json.dumps(rows).replace("], [[", "],\n[["))
