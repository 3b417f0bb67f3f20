import sys
# What is walked in which order decides the order of a set, and its size how it grew.
def digest(items):
    h = 0
    for x in items:
        for n in x if type(x) is tuple else (x,): h = (h * 31 + n) % 1000003
    return h
for n in (4, 5, 6, 8, 12, 19, 20, 33, 40, 100):
    d = {i * 7919: i for i in range(n)}
    e = {i * 7919: i % 3 for i in range(n // 2, n + 5)}
    for v in (d.keys(), d.items()):
        for w in (e.keys(), e.items(), list(e), set(e), d):
            sets = [v | w, v - w, v ^ w, v & w] + ([w | v, w ^ v, w & v, w - v] if type(w) is type(v) or type(w) is set else [])
            print(*[f"{sys.getsizeof(s)}:{digest(s)}" for s in sets])
print({1: 2, 3: 4}.items() ^ {1: 2, 3: 5}.items(), {1: []}.items() ^ {1: []}.items() if sys.version_info >= (3, 10) else "")
for bad in (lambda: {1: 2}.keys() & 1, lambda: {1: 2}.keys() | 1, lambda: {1: 2}.keys() ^ 1, lambda: {1: 2}.keys() - 1, lambda: {1: []}.items() ^ {1: 3}.items()):
    try: print(bad())
    except TypeError as error: print(error)
