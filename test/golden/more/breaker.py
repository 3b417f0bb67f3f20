# When a due collection runs (the eval breaker), and what counts towards it: slices that wait, tuples of keyword names.
import gc
gc.disable()
K = None

def keep_slice():
    global K
    K = slice(1)

def delta(f):
    before = gc.get_count()[0]
    f()
    return gc.get_count()[0] - before

print("slices:", delta(keep_slice), delta(keep_slice), end=" ")
gc.collect()
print(delta(keep_slice), delta(keep_slice))

def names(f):
    def tracked():
        before = len(gc.get_objects())
        f()
        return len(gc.get_objects()) - before
    return tracked() - tracked()

names(int)
for f in (lambda: sorted([], reverse=True), lambda: [].sort(reverse=True), lambda: int("1", base=2),
          lambda: "a b".split(sep=" "), lambda: enumerate([], start=0), lambda: property(fget=None),
          lambda: dict(a=1), lambda: str(b"a", encoding="ascii"), lambda: bytes("a", encoding="ascii"),
          lambda: complex(real=1), lambda: round(1.5, ndigits=0), lambda: max([1], key=int),
          lambda: "a".splitlines(keepends=True), lambda: "a".encode(encoding="ascii"),
          lambda: (1).to_bytes(length=1, byteorder="big"), lambda: memoryview(b"a").cast(format="b")):
    print(names(f), end=" ")
print()

gc.set_threshold(100, 1000, 1000)
keep = [None] * 400

class Init:
    __slots__ = ("a",)

    def __init__(self, *x):
        self.a = []

class Plain:
    pass

class All:
    def __call__(self):
        keep[0:0] = [[]]

    __enter__ = __exit__ = __call__

    def __call__(self, *a, **k):
        keep[0:0] = [[]]

    __exit__ = __getattr__ = __getitem__ = __setattr__ = __lt__ = __contains__ = named = __call__
    prop = property(__call__)

    def __enter__(self):
        pass

p = All()

def go(name, body, count=gc.get_count):
    gc.collect()
    out = []
    gc.enable()
    for i in range(300):
        body(keep, i)
        n = count()
        if n[0] > 97 or n[0] < 3:
            out.append(n[0])
        if n[1]:
            break
    gc.disable()
    keep[:] = [None] * 400
    print(name, out, end="; ")

namespace = {"p": p, "Init": Init, "Plain": Plain}
for n, text in enumerate((
        "k[i] = []", "k[i] = Init()", "k[i] = Init(1, 2)", "k[i] = Plain()", "p()", "with p: pass", "p.prop",
        "p[1]", "p.z = 1", "p < p", "1 in p", "p.named()", "p.named(x=1)", "p.named(*(), **{})",
        "k[i] = lambda: 0", "k[i] = {x for x in ()}", "k[i] = [], isinstance(p, int)", "k[i] = []; str(1)",
        "k[i] = []; len(k)", "k[i] = []; isinstance(k, str)", "k[i] = []; issubclass(int, str)",
        "k[i] = []; type(k)", "k[i] = []; k.count(None)", "k[i] = []; x = k.append",
        "k[i] = []; k.append(None)", "k[i] = []; a = k.append; a(None)", "k[i] = []; print(end='')")):
    exec("def body(k, i):\n " + text, namespace)
    go(n, namespace["body"])
print()

def loop(count):
    kept, out = [], []
    gc.enable()
    for i in range(300):
        kept.append([])
        n = count()
        if n[0] > 98 or n[0] < 3:
            out.append((i, n[0]))
        if n[1]:
            break
    gc.disable()
    return out

gc.collect()
print("in a loop:", loop(gc.get_count))
