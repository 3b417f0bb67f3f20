# What keeps an object alive, and what is left for the collector.
import gc, weakref, sys, contextlib, functools, collections, threading, copy, itertools
# Who keeps what alive.
class O:
    pass
def check(name, make):
    o = O(); r = weakref.ref(o)
    k = make(o); del o
    a = r() is not None
    del k
    b = r() is not None
    n = gc.collect()
    print(name, a, b, n, r() is not None)
gc.collect(); gc.disable()
def gen(x): yield x
def started(x): g = gen(x); next(g); return g
def finished(x): g = gen(x); list(g); return g
def deco(x):
    @functools.wraps(len)
    def w(): return x
    return w
class Slots: __slots__ = ("v",)
def slot(x): s = Slots(); s.v = x; return s
class Prop:
    def __init__(self, x): self.x = x
    @property
    def p(self): return self.x
    @functools.cached_property
    def c(self): return [self.x, self]
def cached(x): p = Prop(x); p.c; return p
@contextlib.contextmanager
def cm(x): yield x
def entered(x): c = cm(x); c.__enter__(); return c
def stack(x): s = contextlib.ExitStack(); s.callback(print, x); return s
def stackpop(x):
    s = contextlib.ExitStack(); s.enter_context(contextlib.nullcontext(x)); t = s.pop_all(); return s
@functools.lru_cache(maxsize=1)
def lru(x): return x
def lruc(x): lru(x); return 1
def lruclear(x): lru(x); lru.cache_clear(); return 1
def exc(x):
    try: raise ValueError(x)
    except ValueError as e: return e
def exctb(x):
    try: raise ValueError
    except ValueError as e: return e
def exchain(x):
    try:
        try: raise KeyError(x)
        except KeyError: raise ValueError
    except ValueError as e: return e.with_traceback(None)
def tb(x):
    try: raise ValueError
    except ValueError as e: return e.__traceback__
def frame(x): return sys._getframe()
def wvd(x): d = weakref.WeakValueDictionary(); d[1] = x; return d
def wkd(x): d = weakref.WeakKeyDictionary(); d[x] = 1; return d
def wkdself(x): d = weakref.WeakKeyDictionary(); d[x] = [x]; return d
def wset(x): return weakref.WeakSet([x])
def wm(x):
    class M:
        def m(self): return x
    m = M(); return weakref.WeakMethod(m.m), m
def fin(x): return weakref.finalize(x, print, "fin"), 1
def finarg(x): o2 = O(); f = weakref.finalize(o2, len, [x]); f.atexit = False; return f, o2
def thread(x): t = threading.Thread(target=len, args=([x],)); t.start(); t.join(); return t
def unthread(x): return threading.Thread(target=len, args=([x],))
def tl(x): l = threading.local(); l.x = x; return l
def cls(x): return type("K", (), {"x": x})
def clsinst(x): return type("K", (), {"x": x})()
def part(x): return functools.partial(print, x, k=x)
def meth(x): x.m = lambda: x; return x.m
def cyc(x): x.me = x; return 1
def gencyc(x): x.g = gen(x); next(x.g); return 1
def gencyc2(x): x.g = gen(x); return 1
def tee(x): a, b = itertools.tee([x]); next(a); return b
def grp(x): g = itertools.groupby([x, x]); next(g); return g
def chain(x): return itertools.chain([x], [x])
def cycle(x): c = itertools.cycle([x]); next(c); next(c); return c
def prod(x): p = itertools.product([x], [1]); next(p); return p
def zl(x): z = zip([x], [1]); next(z); return z
def zle(x): z = zip([x], [1]); list(z); return z
def mp(x): m = map(lambda y: y, [x]); next(m); return m
def en(x): e = enumerate([x]); next(e); return e
def it(x): i = iter([x]); next(i); return i
def ite(x): i = iter([x]); list(i); return i
def rev(x): return reversed([x])
def dq(x): return collections.deque([1, x], maxlen=1)
def dqo(x): return collections.deque([x, 1], maxlen=1)
def od(x): d = collections.OrderedDict(a=x); d.move_to_end("a"); return d
def dd(x): return collections.defaultdict(lambda: x)
def cmn(x): return collections.ChainMap({}, {1: x})
def nt(x): return collections.namedtuple("N", "a")(x)
def dc(x): return copy.deepcopy([x])
def cc(x): return copy.copy([x])
def glob(x): globals()["leaked"] = x; return 1
def unglob(x): globals().pop("leaked"); return 1
def mod(x): sys.modules["fake"] = x; return 1
def unmod(x): del sys.modules["fake"]; return 1
def defarg(x):
    def f(a=x): pass
    return f
def annot(x):
    def f(a: x): pass
    return f
def comp(x): return [y for y in [x]] and 1
def lam(x): return (lambda: x)
def lamu(x): return (lambda: 0)
def nl(x):
    y = x
    def f():
        nonlocal y
        y = None
    f(); return f
def sup(x): return super(O, x)
def bm(x): return x.__init__
def mv(x): return memoryview(bytearray(5)), x
def slc(x): return slice(x)
def prop(x): return property(lambda s: x)
def fz(x): return frozenset([x])
def dk(x): return {x: 1}.keys()
def di(x): return iter({1: x}.values())
def st(x): return str(x) and 1
def hs(x): return hash(x)
def idd(x): return id(x)
def rep(x): return f"{x!r}" and 1
def cond(x): return x and 1
def sortk(x): return sorted([1, 2], key=lambda k: (x, k)[1])
def evald(x): return eval("x") is x
def execd(x): ns = {}; exec("y = x", {"x": x}, ns); return 1
def execns(x): ns = {}; exec("y = x", {"x": x}, ns); return ns
def loc(x): return locals()
def var(x): x.q = 1; return vars(x)
def dct(x): return x.__dict__
for f in (gen, started, finished, deco, slot, Prop, cm, entered, stack, stackpop, lruc, lruclear, exc, exctb, exchain, tb, frame, wvd, wkd, wkdself, wset, wm, fin, finarg, thread, unthread, tl, cls, clsinst, part, meth, cyc, gencyc, gencyc2, tee, grp, chain, cycle, prod, zl, zle, mp, en, it, ite, rev, dq, dqo, od, dd, cmn, nt, dc, cc, glob, unglob, mod, unmod, defarg, annot, comp, lam, lamu, nl, sup, bm, mv, slc, prop, fz, dk, di, st, hs, idd, rep, cond, sortk, evald, execd, execns, loc, var, dct): check(f.__name__, f)
import gc, sys, collections, abc, functools, contextlib, types

def c(name, f):
    f(); gc.collect()
    f(); print(name, gc.collect(), end="; ")
def cls():
    class A: pass
def clsm():
    class A:
        x = 1
        def m(self): pass
        @property
        def p(self): pass
        @classmethod
        def c(cls): pass
        @staticmethod
        def s(): pass
def slots():
    class A: __slots__ = ("a", "b", "c")
def slotsw():
    class A: __slots__ = ("a", "__weakref__", "__dict__")
def sub():
    class A: pass
    class B(A): pass
    class C(A): pass
    class D(B, C): pass
def meta():
    class M(type): pass
    class A(metaclass=M): pass
def inst():
    class A: pass
    a = A(); a.x = a
def supr():
    class A:
        def __init__(self): super().__init__()
    A()
def nt(): collections.namedtuple("N", "a b c")
def exc():
    class E(Exception): pass
    try: raise E
    except E: pass
def ab():
    class A(abc.ABC):
        @abc.abstractmethod
        def f(self): pass
    class B(A):
        def f(self): pass
    B()
def lst():
    class L(list): pass
    L([L()])
def dct():
    class D(dict): pass
    d = D(); d[1] = d
def closure():
    x = []
    def f(): return x, g
    def g(): return f
def deco():
    def d(f):
        @functools.wraps(f)
        def w(*a): return w
        return w
    @d
    def f(): return f
def lru():
    @functools.lru_cache
    def f(n): return f(n - 1) if n else 0
    f(3)
def cached():
    class A:
        @functools.cached_property
        def x(self): return self
    A().x
def cm():
    @contextlib.contextmanager
    def m(): yield m
    with m(): pass
def init_sub():
    class A:
        def __init_subclass__(cls, **k): cls.k = k
    class B(A, z=1): pass
def desc():
    class D:
        def __set_name__(self, o, n): self.o = o
        def __get__(self, i, o): return self
    class A: d = D()
def partial():
    class A:
        def m(self): pass
        p = functools.partialmethod(m, 1)
    a = A(); a.q = a.m
def genf():
    def g():
        yield g
    list(g())
def lam():
    f = lambda n: f(n - 1) if n else 0
    f(2)
def comp():
    l = [lambda: l for _ in range(3)]
def sd():
    @functools.singledispatch
    def f(x): pass
    @f.register(int)
    def _(x): return f
def tot():
    @functools.total_ordering
    class A:
        def __lt__(self, o): return True
        def __eq__(self, o): return True
def typ(): type("X", (), {"m": lambda self: 0})
def mod():
    m = types.ModuleType("m"); exec("def f(): pass\nclass A: pass", m.__dict__)
def ex(): exec("def f(): return f\nx = f", {})
def weak():
    import weakref
    class A: pass
    a = A(); a.w = weakref.ref(a); a.f = weakref.WeakSet([a]); a.d = weakref.WeakKeyDictionary({a: a})
for f in (cls, clsm, slots, slotsw, sub, meta, inst, supr, nt, exc, lst, dct, closure, deco, lru, cm, init_sub, desc, partial, genf, lam, comp, sd, tot, typ, mod, ex, weak): c(f.__name__, f); print()
import threading
print([gc.is_tracked(o) for o in (threading.Lock(), threading.RLock())])
N = collections.namedtuple("N", "a b")
print([k for k in vars(N) if k.startswith("_") and not k.startswith("__") or k in ("__replace__", "__match_args__")], type(N.a).__name__)
@functools.total_ordering
class T1:
    def __lt__(self, o): return False
    def __eq__(self, o): return True
@functools.total_ordering
class T2:
    def __lt__(self, o): return False
    def __eq__(self, o): return True
print(T1.__gt__ is T2.__gt__, T1.__gt__.__name__, T1.__le__.__qualname__)
