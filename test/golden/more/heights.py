# How many objects of the collector's each operation makes at its height: found by how near the threshold it brings a collection.
import gc, sys, functools, itertools, collections, weakref, operator, copy, contextlib, io
gc.disable()
gc.set_threshold(100, 1000, 1000)
count = gc.get_count
hits = []
gc.callbacks.append(lambda p, i: hits.append(p))
keep = []
class P: pass
class S: __slots__ = ("a", "b")
class Q:
    def __init__(self, a=1): self.a = a
    def m(self, *a, **k): return a
    def __iter__(self): return iter((1, 2))
    def __len__(self): return 2
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
    def __add__(self, o): return self
    def __eq__(self, o): return True
    def __hash__(self): return 1
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __call__(self): return 1
    def __getattr__(self, n): return n
    def __repr__(self): return "Q"
    @property
    def p(self): return 1
    @classmethod
    def c(cls): return 1
    @staticmethod
    def s(): return 1
q = Q(); l = [3, 1, 2]; d = {"a": 1, "b": 2}; s = {1, 2, 3}; t = (1, 2, 3); st = "a b c"; x = 5.5
def gen():
    yield 1
    yield 2
def kwf(a, *b, c=1, **e): return a
def simple(a, b=2): return a
def rais(): raise ValueError("x")
OPS = """sorted(l)
sorted(l, key=lambda v: -v)
Q(a=2)
Q(1)
repr(s)
repr(l)
list(zip(l, l))
list(enumerate(l))
[i for i in l]
{k: v for k, v in d.items()}
simple(*t[:2])
simple(**{"a": 1})
q.m(1, z=2)
q.c()
f"{q} {x}"
"-".join(map(str, l))
max(l, key=lambda v: v)
try: rais()
except ValueError as e: pass
with q: raise ValueError
with contextlib.suppress(ValueError): raise ValueError
sorted(d.items(), key=lambda kv: kv[1])
functools.partial(simple, 1)()
collections.defaultdict(list)["a"]
list(itertools.product(l, l))
copy.deepcopy(d)
print("", end="")
[[0] * 2 for _ in range(2)]
(lambda *a, **k: (a, k))(1, b=2)"""
def run():
    names = OPS.strip().split("\n")
    i = 0
    while i < len(names):
        src = names[i]
        i += 1
        while i < len(names) and names[i].startswith(("except", "finally")): src += "\n" + names[i]; i += 1
        code = compile("def op():\n  global keep_x\n  " + src.replace("\n", "\n  "), "op", "exec")
        ns = dict(globals()); exec(code, ns); op = ns["op"]
        del ns
        try:
            op(); op(); op()
        except Exception as e:
            print(src.replace("\n", "; "), "ERR", type(e).__name__); continue
        out = None
        for n in range(101, 40, -1):
            gc.collect()
            op()
            gc.collect()
            del keep[:]
            while count()[0] < n: keep.append([])
            hits.clear()
            gc.enable()
            op()
            gc.disable()
            if not hits: out = 100 - n; break
        print(src.replace("\n", "; "), out)
        op = None
run()
