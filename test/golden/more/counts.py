# sys.getrefcount in many situations.
import sys
g = sys.getrefcount
n = 0
def p(*a):
    global n
    n += 1; print(n, *a)
class O: pass
o = O()
def ident(x): return x
def cnt(x): return g(x)
def cnt2(x, y): return g(x), g(y)
def cntd(x, y=o): return g(x), g(y)
def cntv(*a): return g(a), g(a[0])
def cntk(**k): return g(k), g(k['x'])
def cntmix(a, /, b, *c, d, **e): return g(a), g(b), g(c), g(d), g(e)
p(g(o), g(O()), g([]), cnt(o), cnt(O()), cnt([]), cnt2(o, o), cntd(o), cntv(o), cntv(*[o]), cntk(x=o), cntk(**{'x': o}), cntmix(o, o, o, d=o, x=o))
p(cnt(x=o), cnt(*(o,)), cnt(**{'x': o}), (lambda q: g(q))(o), (lambda *q: g(q[0]))(o), ident(o) is o, g(ident(o)), g(ident([])))
x = o; p(g(o)); y = z = o; p(g(o)); del x, y, z; p(g(o)); x, y = o, o; p(g(o)); [x, y] = [1, 2]; p(g(o))
l = [o]; p(g(o), cnt(o), g(l), g(l[0])); l2 = l * 3; p(g(o)); l3 = l2[:]; p(g(o)); del l3[0]; p(g(o)); l2.pop(); p(g(o)); l2.clear(); p(g(o)); del l3; p(g(o)); l.append(l); p(g(l)); l.pop(); p(g(l)); del l; p(g(o))
t = (o, o); p(g(o), g(t)); u = t + t; p(g(o), g(t)); v = u[1:]; p(g(o)); del t, u, v; p(g(o)); t = (1, 2); s = t[:]; p(s is t)
d = {'k': o}; p(g(o), g(d)); d['j'] = o; p(g(o)); e = dict(d); p(g(o)); d.pop('k'); p(g(o)); e.update(d); p(g(o)); f = {**e}; p(g(o)); del d, e, f; p(g(o)); d = {o: 1}; p(g(o)); p(g(list(d)[0])); d.setdefault(o, o); p(g(o)); del d; p(g(o)); d = {1: o, 2: o}; vs = list(d.values()); p(g(o)); it = list(d.items()); p(g(o)); del vs, it, d; p(g(o)); d = dict.fromkeys(range(5), o); p(g(o)); d.popitem(); p(g(o)); d.clear(); p(g(o))
s = {o}; p(g(o)); s2 = s | {o}; p(g(o)); s.discard(o); p(g(o)); s2.pop(); p(g(o)); fs = frozenset([o]); p(g(o)); del fs
for i in [o]: p(g(i), g(o))
p(g(o)); del i; p(g(o))
for i in (o, o): p(g(i))
del i
for i, j in [(o, o)]: p(g(i))
del i, j
for i, j in enumerate([o]): p(g(j))
del i, j
for i, j in zip([o], [o]): p(g(i))
del i, j
for i in map(ident, [o]): p(g(i))
for i in filter(None, [o]): p(g(i))
for i in iter([o]): p(g(i))
for i in {o}: p(g(i))
for i in {o: o}: p(g(i))
for i in {o: o}.values(): p(g(i))
for i in {o: o}.items(): p(g(i), g(i[0]))
for i in reversed([o]): p(g(i))
for i in (q for q in [o]): p(g(i))
for i in [q for q in [o]]: p(g(i))
del i; p(g(o))
p([g(q) for q in [o]], [g(q) for q in (o, o)], {g(q) for q in [o]}, {1: g(q) for q in [o]}, list(g(q) for q in [o]), list(map(g, [o])), [g(q) for q, r in [(o, o)]], [g(q) for q in [o] if g(q)], [g(r) for q in [o] for r in [q]])
p(g(o)); w = [o for _ in range(5)]; p(g(o)); w = None; p(g(o))
a = O(); a.x = o; p(g(o), g(a)); a.y = o; p(g(o)); b = a.x; p(g(o)); del a.x; p(g(o)); a.__dict__['z'] = o; p(g(o)); setattr(a, 'w', o); p(g(o)); del a, b; p(g(o))
O.cls = o; p(g(o), g(O.cls), g(o.cls)); del O.cls; p(g(o))
class S:
    __slots__ = ('q',)
a = S(); a.q = o; p(g(o)); a.q = None; p(g(o))
class M:
    def meth(self): return g(self)
    @property
    def prop(self): return g(self)
    @staticmethod
    def st(x): return g(x)
    @classmethod
    def cl(cls, x): return g(x)
    def __getattr__(self, n): return g(self)
    def __len__(self): return g(self)
    def __getitem__(self, k): return g(self), g(k)
    def __add__(self, k): return g(self), g(k)
    def __radd__(self, k): return g(self), g(k)
    def __call__(self, k): return g(self), g(k)
    def __contains__(self, k): p('in', g(self), g(k)); return True
    def __iter__(self): p('iter', g(self)); return iter(())
    def __enter__(self): p('enter', g(self)); return self
    def __exit__(self, *e): p('exit', g(self), g(e))
    def __eq__(self, k): p('eq', g(self), g(k)); return True
    def __bool__(self): p('bool', g(self)); return True
    def __str__(self): p('str', g(self)); return 's'
    def __repr__(self): p('repr', g(self)); return 'r'
    def __format__(self, s): p('format', g(self)); return 'f'
    def __setattr__(self, n, v): p('set', g(self), g(v))
    def __delattr__(self, n): p('del', g(self))
    def __setitem__(self, n, v): p('setitem', g(self), g(v))
    def __delitem__(self, n): p('delitem', g(self))
    def __neg__(self): return g(self)
    def __iadd__(self, k): p('iadd', g(self), g(k)); return self
    def __lt__(self, k): p('lt', g(self), g(k)); return True
    def __hash__(self): p('hash', g(self)); return 1
    def __int__(self): p('int', g(self)); return 1
    def __index__(self): p('index', g(self)); return 0
m = M(); p(m.meth(), M.meth(m), m.prop, m.st(o), M.st(o), m.cl(o), M.cl(o), m.zzz, len(m) > 0, m + o, o + m, m(o))
p(o in m, list(m), m == o, bool(m), repr(m), f'{m}', format(m), -m, m < o, int(m), [1][m], '%s' % m, '{}'.format(m)); m.q = o; del m.q; m[o] = o; del m[o]; m += o; hash(m); x = {m: 1}; not m; p(M().meth(), M()(o), M() + o)
with m as k: p(g(m), g(k))
with M() as k: p(g(k))
p(g(m), g(k)); k = m.meth; p(g(m), g(k), k()); h = k; p(g(k)); del h, k; p(g(m)); k = [m.meth for _ in range(3)]; p(g(m)); del k; p(g(m))
class E(Exception): pass
o = O()
def f1(a):
    p(g(a)); b = a; p(g(a)); c = [a, b]; p(g(a)); del b; p(g(a)); a = None; return c
r = f1(o); p(g(o), g(r)); del r; p(g(o))
def outer(a):
    def inner(): return g(a)
    p(g(a), inner(), g(inner)); h = inner; p(g(inner)); return inner
i = outer(o); p(g(o), i(), g(i), g(i.__closure__), g(i.__closure__[0])); del i; p(g(o))
def loc():
    l = []; p(g(l)); k = l; p(g(l)); t = (l, l); p(g(l)); del k, t; p(g(l))
    for x in [l]: p(g(l))
    p(g(l)); p([g(z) for z in [l]]); p(g(x)); return l
p(g(loc()))
def gen(a):
    b = a; yield g(a); c = [a]; yield g(a); del b, c; yield g(a)
i = gen(o); p(g(o), g(i)); p(next(i), g(o)); p(next(i), g(o)); p(next(i), g(o)); p(next(i, 'end'), g(o)); del i; p(g(o))
i = gen(o); next(i); p(g(o)); i.close(); p(g(o)); i = gen(o); next(i); del i; p(g(o)); p(list(gen(o)))
def snd():
    x = yield
    while 1: x = yield g(x)
s = snd(); next(s); p(s.send(o), g(o), s.send([]), g(o)); s.close()
def yf(x): yield from gen(x); yield g(x)
p(list(yf(o)), g(o))
def thr():
    try: yield
    except E as e: yield g(e.args)
t = thr(); next(t); p(t.throw(E(o)), g(o)); del t; p(g(o))
def dflt(a=[], b=o, *, c=o): return g(a), g(b), g(c)
p(dflt(), dflt([]), dflt(o)); p(g(o), g(dflt.__defaults__), g(dflt.__kwdefaults__)); del dflt; p(g(o))
def boom(a): raise E(a)
try: boom(o)
except E as e: p(g(e), g(e.args), g(o), g(sys.exc_info()[1])); k = e
p(g(k), g(o)); k.__traceback__ = None; p(g(k), g(o)); del k; p(g(o))
try:
    try: boom(o)
    except E as e: raise ValueError(e) from e
except ValueError as v: p(g(v), g(v.__cause__), g(o))
p(g(o))
def h():
    l = []
    try: raise E(l)
    except E: p(g(l), g(sys.exc_info()[1]))
    try: raise E(l)
    except E as e: p(g(l), g(e)); x = e
    p(g(x), g(l))
    try: return g(l)
    finally: p(g(l))
p(h())
try: raise E(o)
except (KeyError, E) as e: p(g(e), g(o)); q = [e]
p(g(q[0])); del q; p(g(o))
def nested():
    try:
        try: raise E(1)
        except E as a: p(g(a)); raise KeyError(2)
    except KeyError as b: p(g(b), g(b.__context__))
nested()
class CM:
    def __enter__(self): return o
    def __exit__(self, t, v, tb): p(g(t) > 1, g(v)); return True
with CM() as x: p(g(x)); raise E(x)
p(g(o)); del x; p(g(o))
def deco(f): p(g(f)); return f
@deco
def df(): pass
p(g(df))
@deco
class DC: pass
p(g(DC) > 3)
class A:
    attr = o
    def __init__(self, v=o): p(g(self), g(v)); self.v = v
    def m(self, v): return g(self), g(v)
p(g(o)); a = A(); p(g(a), g(o), a.m(o), A.m(a, o)); bm = a.m; p(g(a), bm(o)); del bm; b = A(o); p(g(b), g(o)); del a, b; p(g(o))
class B(A):
    def __init__(self, v): super().__init__(v); p(g(self), g(v))
b = B(o); p(g(b), g(o)); del b; p(g(A) > 4, g(o))
class C:
    def __new__(cls, v): s = super().__new__(cls); p(g(s), g(v)); return s
    def __init__(self, v): p(g(self), g(v))
c = C(o); p(g(c), g(o))
x = [o, o]; a, b = x; p(g(o)); a, *b = x; p(g(o), g(b)); (a, b), c = x, o; p(g(o)); a = b = c = x = None; p(g(o))
x = y = []; p(g(x)); x += [o]; p(g(x), g(o)); x = x + [o]; p(g(x), g(o)); x = y = None; p(g(o))
if (w := o) is o: p(g(o), g(w))
del w; p(g(o), g(o if o else 1), g(o or 1), g(None or o), g(o and o)); p(g((o,)[0]), g([o][0]), g({1: o}[1]), g((o, o)), g([o, [o]][1]))
import copy, functools, operator
p(g(copy.copy([o])), g(o)); fp = functools.partial(g, o); p(fp(), g(o), g(fp)); del fp; p(functools.reduce(lambda a, b: g(a), [o, o]), max([o], key=g) is o, sorted([o], key=g) == [o], g(o)); p(operator.itemgetter(0)([o]) is o, g(operator.attrgetter('real')(5)) > 1, g(o))
exec('z = o; p(g(z))'); p(eval('g(o)'), eval('g(q)', {'g': g, 'q': o})); del z; p(g(o))
def glo(): global gg; gg = o; p(g(gg))
glo(); p(g(o)); del gg; p(g(o))
def many(a, b, c, d): return g(a), g(b), g(c), g(d)
p(many(o, o, o, o), many(*[o] * 4), many(d=o, c=o, b=o, a=o), many(o, *[o], **{'c': o, 'd': o})); p((lambda a: (lambda b: g(b))(a))(o), (lambda: g(o))(), [(lambda: g(v))() for v in [o]])
def rec(a, n): return g(a) if n == 0 else rec(a, n - 1)
p(rec(o, 0), rec(o, 1), rec(o, 5)); it = iter([o]); p(g(o), g(it)); y = next(it); p(g(o)); del y, it; p(g(o)); st = str(o); p(g(st)); fl = 1.5 * 3; p(g(fl)); i = 10 ** 20; p(g(i)); tu = tuple([1]); p(g(tu))
print(g('abc def'), g(1.25), g((1, 2, 3)), g(10 ** 30), g(frozenset({1})), g(lambda: 0), g(i for i in ''), g(f1), g(f1.__code__), g(E), g(type('X', (), {})))
import threading
def th(a): p(a is o)
t = threading.Thread(target=th, args=(o,)); p(g(o)); t.start(); t.join(); p(g(o)); del t; p(g(o))
match_ = None
