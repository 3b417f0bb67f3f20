"""Which references of locals a running frame counts: arguments, self, with, loops, copies of names."""
import sys
class D: pass
d0 = D()
g = sys.getrefcount
class M:
    def __enter__(self): return self
    def __exit__(self, *a): print('x', g(self)); return True
    def m(self, a=d0, *b, c=d0, **d): return g(self), g(a), [g(z) for z in b], g(c), g(d)
    def k(self, *, x): return g(self), g(x)
    def __call__(self, x=d0): return g(self), g(x)
    def __getattr__(self, n): return g(self)
    def __getitem__(self, n): return g(self), g(n)
class N:
    def m(self, a=d0, *b, c=d0): return g(self), g(a), [g(z) for z in b], g(c)
    def k(self, *, x): return g(self), g(x)
    def __call__(self, x=d0): return g(self), g(x)
    @property
    def p(self): return g(self)
    @classmethod
    def cm(cls, a): return g(a)
    @staticmethod
    def sm(a, b=None): return g(a)
    def sw(self, a): self, a = a, self; return g(self), g(a)
    def rb(self): s = self; return g(s), g(self)
    def gen(self, a): yield g(self), g(a)
    def cl(self, a): f = lambda: (g(self), g(a)); return f(), g(self)
    def nest(self): return self.rb(), g(self)
def fn(a, b=d0, *c, d=d0, **e): return g(a), g(b), [g(z) for z in c], g(d), [g(z) for z in e.values()]
def f1():
    m = N(); x = []
    print(m.m(x), m.m(x, x), m.m(x, x, x), m.m(c=x), m.m(a=x), m.k(x=x), m(x), m.p, m.cm(x), N.cm(x), m.sm(x), N.sm(x, x), N.m(m, x), N.k(m, x=x))
    print(m.sw(x), m.sw(m), m.rb(), list(m.gen(x)), m.cl(x), m.nest(), g(m), g(x))
    print(fn(x), fn(x, x), fn(x, x, x), fn(a=x), fn(x, d=x), fn(x, e=x), fn(x, b=x, d=x, z=x), fn(*[x]), fn(*(x, x)), fn(**{'a': x}), fn(x, *[x], d=x))
    h = fn; b = m.m; print(h(x), b(x), b(x, c=x), g(b), g(h))
    l = [m]; d = {'m': m}
    print(l[0].m(x), d['m'].m(x), l[0].nest(), g(l), d.get('m').rb(), l.copy()[0].rb(), [m][0].rb(), (m, x)[0].rb(), (m if x is not None else x).rb(), (m or x).rb())
def f2():
    m = M(); x = []
    print(m.m(x), m.m(x, x), m.k(x=x), m(x), m.foo, m[x], m[m], m[1:x])
def f3(m, c=True):
    with m:
        if c: print('in', g(m))
        else: pass
    with m:
        print('in', g(m)); 1/0
    with m as n: print(g(n), g(m), n is m)
    for i in 'a':
        with m: print(g(m)); continue
    with m: return g(m)
def f4():
    m = M(); f3(m); print(g(m)); f3(M()); f3(M(), c=False); return m
def f5(a):
    def inner(b): return g(a), g(b)
    print(inner(a), g(a), inner(inner), (lambda c=a: g(c))(), (lambda: g(a))())
    try: raise ValueError(a)
    except ValueError as e:
        def h(): return g(e)
        print(g(e), h(), g(a))
    try: print(a.nope)
    except AttributeError as e: print(g(e) > 0); del e
    finally: print(g(a))
    while True:
        b = a
        if g(b) > 1: break
    print(g(b))
    x = a; del a
    print(g(x), g(b))
    return x
def f6(*a, **k):
    x, = a
    print(g(x), g(a), g(k), k['y'] is x and g(k['y']))
    a += (1,)
    print(g(a), g(x))
    s = set(); d = dict(); d['a'] = x; print(g(s), g(d), g(d['a']), g(x), g(x) if d else 0)
    l = [x]; l.append(l); print(g(l), g(l[1]), l.pop() is l, g(l))
    t = x, x; p, q = t; print(g(t), g(p), g(q)); [r, *z] = t; print(g(r), g(z)); 
    print(g(x.__class__), g(type(x)) == g(x.__class__), g(f6), g(f6.__code__), g(f6.__globals__) > 3)
class Z: pass
f1(); f2(); w = f4(); f5(Z()); o = Z(); f5(o); f6(o, y=o)
w = None
def f7():
    for x in [Z()]:
        y = x
        for z in [x, y]: print(g(x), g(z))
    e = [Z() for _ in 'ab']
    for i, v in enumerate(e): print(g(v), g(e))
    for v in reversed(e): print(g(v), g(e))
    for v in sorted(e, key=id): print(g(v))
    for v in filter(None, e): print(g(v))
    for v in map(lambda z: g(z), e): print(v)
    for k, v in zip(e, e): print(g(k), g(v))
    for v in iter(lambda: e[0], 3): print(g(v)); break
    for v in {1: e[0]}.values(): print(g(v))
    for v in {e[0]}: print(g(v))
    for v in (e[0] for _ in 'a'): print(g(v), g(e))
    for e[1] in [5]: print(g(e))
    del v, k
    print(g(e[0]), [g(v) for v in e[:1]], {g(v): g(v) for v in e[:1]}, [(g(v), g(w)) for v in e[:1] for w in [v]])
    a = b = c = e[0]; print(g(a)); a = b = None; print(g(c)); c, a = a, c; print(g(a))
    print(g(a) if a else 0, a and g(a), [g(a)] * 2, {**{'x': g(a)}}, (lambda q=g(a): q)(), f"{g(a)}", not g(a), g(a) < g(a), g(a) == g(c))
    def gen():
        x = yield; print(g(x)); x = yield g(x); print(g(x))
    it = gen(); next(it); print(it.send(a)); 
    try: it.send(a)
    except StopIteration as s: print(g(s), g(a))
    import functools
    print(functools.reduce(lambda x, y: x, [a, a, a]) is a, functools.partial(lambda x: g(x), a)(), max([a], key=g) is a, list(map(g, [a])), sorted([a, a], key=lambda z: g(z)) and 1)
    assert g(a) > 0, g(a)
    global G; G = a; print(g(G), g(a)); del G; print(g(a))
    nl = a
    def inn(): nonlocal nl; r = g(nl); nl = None; return r
    print(inn(), g(a), g(nl) > 9)
f7()
class M2:
    def __enter__(self): return g(self)
    def __exit__(self, *a): print('x', g(self))
    def __iter__(self): print('iter', g(self)); return iter([g(self)])
    def m(self): return g(self)
    def n(self, a): return g(self), g(a)
class S(M2):
    def m(self): return super().m(), g(self)
    def n(self, a): return super().n(a), g(self), g(a)
class B:
    __enter__ = staticmethod(lambda: 1)
    @staticmethod
    def __exit__(*a): print(len(a))
def f8():
    m = M2(); s = S(); x = []
    print(m.m(), m.n(x), s.m(), s.n(x), S.m(s), super(S, s).m(), super(S, s).n(x))
    with m as q: print(q, g(m))
    with m: print(g(m))
    print(g(m))
    with m, s as q: print(q, g(m), g(s))
    with B(): pass
    for v in m: print(v, g(m))
    a, = m; print(a, g(m))
    a, *b = m; print(a, b, g(m))
    print([*m], (*m,), {*m}, g(m))
    for v in x: pass
    else: print(g(x))
    x.append(D())
    for v in x: print(g(x))
    for v in (x, D()): print(g(x), g(v))
    t = (x,)
    for v in t: print(g(t), g(v))
    r = range(2)
    for v in r: print(g(r))
    d = {1: 2}
    for v in d: print(g(d))
    for v in d.items(): print(g(d), g(v))
    st = 'ab' * int('2')
    for v in st: print(g(st))
    z = [g(x) for v in x]; print(z)
    it = (g(v) for v in [[]]); print(g(it), list(it))
    def gen(a):
        for v in a: yield g(a), g(v)
    print(list(gen(x)), list(gen([x])), list(gen([[]])))
    it = iter(x)
    for v in it: print(g(it), g(x))
    for i, v in enumerate(t): print(g(v))
    print(len([v for v in zip(x, x)]), any(g(v) for v in x), sum(g(v) for v in t))
    print(f'{m.m()}{m.n(m)}', m.m() if m else 0, [m.m(), m.m()], (m.m)(), getattr(m, 'm')())
    w = y = m; print(m.m(), g(y))
    x[:] = [m, m]; a, b = x; print(g(a), g(x))
    del a, b, w, y; x.clear(); print(g(m))
f8()
m = M2(); s = S(); x = []
print(m.m(), m.n(x), s.m(), s.n(x), S.m(s), super(S, s).m(), super(S, s).n(x))
with m as q: print(q, g(m))
for v in m: print(v, g(m))
a, = m; print(a, g(m))
x.append([])
for v in x: print(g(x), g(v))
