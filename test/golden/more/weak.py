import weakref, gc
class A:
    def __init__(self, n=0): self.n = n
    def __repr__(self): return f"A{self.n}"
    def __del__(self): print("del", self.n)
    def m(self): return self.n
def cb(r): print("cb", r() is None)
a = A(1); r = weakref.ref(a, cb); r2 = weakref.ref(a); r3 = weakref.ref(a); print(r2 is r3, r is r2, r() is a, r == r2, hash(r) == hash(a))
r4 = weakref.ref(a, lambda q: print("cb4")); r5 = weakref.ref(a, lambda q: print("cb5"))
print(weakref.getweakrefcount(a), len(weakref.getweakrefs(a)), repr(r)[:8])
p = weakref.proxy(a); print(p.n, p.m(), type(p).__name__, weakref.proxy(a) is p, p == a); p.n = 5; print(a.n)
del a; print(r(), r2(), r == r2, r2 == r3)
try: p.n
except ReferenceError as e: print(e)
try: hash(r2) ; print("hashed")
except TypeError as e: print(e)
for bad in (1, "s", [], {}, (), None, object(), 1.5, len, A, A.m, {1}, frozenset(), range(3), (i for i in ())):
    try: weakref.ref(bad); print(type(bad).__name__, "ok")
    except TypeError as e: print(e)
d = weakref.WeakValueDictionary(); x = A(2); d["k"] = x; d["l"] = A(3); print(sorted(d), len(d), d["k"]); del x; print(sorted(d), "k" in d, d.get("k", "gone"))
kd = weakref.WeakKeyDictionary(); k = A(4); kd[k] = "v"; print(len(kd), kd[k], list(kd.items())); k = None; print(len(kd))
s = weakref.WeakSet(); i1, i2 = A(5), A(6); s |= {i1, i2}; s.add(i1); print(len(s), i1 in s); del i1; print(len(s), [x.n for x in s]); s.clear()
del i2
w = A(7); wm = weakref.WeakMethod(w.m); print(wm()(), weakref.ref(w.m)()); del w; print(wm())
f = A(8); fin = weakref.finalize(f, print, "finalized", 8, sep=":"); print(fin.alive, fin.peek()[1] is print); del f; print(fin.alive, fin())
c1 = A(9); c2 = A(10); c1.o = c2; c2.o = c1; rr = weakref.ref(c1, cb); del c1, c2; print(gc.collect() > 0, rr())
class S: __slots__ = ("x",)
class SW: __slots__ = ("x", "__weakref__")
for cls in (S, SW, type("L", (list,), {}), type("I", (int,), {}), type("T", (tuple,), {})):
    try: q = cls(); weakref.ref(q); print(cls.__name__, "ok")
    except TypeError as e: print(e)
class Sub(weakref.ref):
    def __new__(cls, o, cb=None, tag=None): return super().__new__(cls, o, cb)
    def __init__(self, o, cb=None, tag=None): super().__init__(o, cb); self.tag = tag
z = A(11); u = Sub(z, tag="t"); print(u.tag, u() is z, u is weakref.ref(z), weakref.getweakrefcount(z)); del z; print(u())
def bad(r): raise ValueError("in cb")
y = A(12); v = weakref.ref(y, bad); del y; print("survived")
e = A(13); print(weakref.ref(e).__callback__, weakref.ref(e, cb).__callback__ is cb)
wr = weakref.ref(e, cb); del wr; del e; print("no cb")
