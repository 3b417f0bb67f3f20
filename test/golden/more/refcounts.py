import sys
g = sys.getrefcount
class A: pass
a = A(); print(g(a))
b = a; print(g(a)); del b; print(g(a))
l = [a, a]; print(g(a)); l.append(a); print(g(a)); l.pop(); print(g(a)); l = None; print(g(a))
d = {1: a, 2: a}; print(g(a)); d[1] = 0; print(g(a)); del d; print(g(a))
t = (a,) * 5; print(g(a)); t = t[:2]; print(g(a)); t = None
def f(x): return g(x)
def f2(x): return f(x)
def f3(*x): return g(x[0])
def f4(**k): return g(k["x"])
def f5(x, y=a): return g(x)
print(f(a), f2(a), f3(a), f4(x=a), f5(a), (lambda q: g(q))(a))
print(f(A()), f2(A()), f3(A()), f4(x=A()), f5(A()))
del f5
class B:
    def m(self): return g(self)
    def __init__(self): print(g(self))
    @property
    def p(self): return g(self)
    @classmethod
    def c(cls, o): return g(o)
    @staticmethod
    def s(o): return g(o)
b = B(); print(g(b), b.m(), b.p, b.c(a), b.s(a), B().m(), B.m(b))
m = b.m; print(g(b), m(), g(m)); del m; print(g(b))
def outer():
    v = A()
    def inner(): return g(v)
    return inner(), g(v)
print(outer())
def gen():
    v = A()
    yield g(v)
    yield g(v)
it = gen(); print(next(it), next(it)); print(g(it))
try: raise ValueError(a)
except ValueError as e: print(g(a), g(e) , g(e.args))
print(g(a))
a.self = a; print(g(a)); del a.self; print(g(a))
for x in [a]: print(g(x))
print(g(x)); del x
print([g(y) for y in [a]], list(map(g, [a])), [g(z) for z in (a, a)])
c = [a for _ in range(3)]; print(g(a)); del c[0]; print(g(a)); c[:] = []; print(g(a))
s = {a}; print(g(a)); s.discard(a); print(g(a))
print(g([]), g({}), g(()) > 1, g(A()))
import copy
cc = copy.copy([a]); print(g(a)); del cc
q = a if a else None; print(g(a)); del q
(w := a); print(g(a)); del w
def loc():
    y = a; z = y; print(g(y)); del z; print(g(y)); y = [y, y]; print(g(y[0]), g(y))
loc()
def kw(*, o): return g(o)
print(kw(o=a), kw(o=A()), kw(**{"o": a}))
u, v = a, a; print(g(a)); u = v = None; print(g(a))
[u, *v] = [a, a, a]; print(g(a)); del u, v
print(g(a)); globals()["zz"] = a; print(g(a)); del zz; print(g(a))
setattr(b, "x", a); print(g(a)); delattr(b, "x"); print(g(a))
z = zip([a], [a]); print(g(a)); list(z); print(g(a))
e = enumerate([a]); print(g(a)); n = next(e); print(g(a)); del n, e; print(g(a))
i = iter([a]); print(g(a)); next(i); print(g(a)); del i; print(g(a))
print(g(type(a)) > 2, g("some text here!") > 0)
