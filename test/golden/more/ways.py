# Of many kinds: what is shared, tracked, referred to, and how it is said.
for a in ("a", "é", "€"):
    print([a[::-1] is a, a[::2] is a, a[0:1] is a, a[0] is a, a[-1:] is a, ("x" + a)[1::2] is a, ("x" + a)[::-2] is a, a[::1] is a])

import gc, sys
gc.disable()
d = {}; out = []
u = tuple([1, tuple([2, tuple([3])])]); print(gc.is_tracked(u))
for i in range(3): gc.collect(); print(gc.is_tracked(u), gc.is_tracked(u[1]), gc.is_tracked(u[1][1]))
d = {1: tuple([1])}; e = {1: {}}; gc.collect(); print(gc.is_tracked(d), gc.is_tracked(e), gc.is_tracked(e[1])); gc.collect(); print(gc.is_tracked(d), gc.is_tracked(e))
d = {1: []}; d.pop(1); print(gc.is_tracked(d)); gc.collect(); print(gc.is_tracked(d))
d.clear(); print(gc.is_tracked(d)); d[1] = 1; print(gc.is_tracked(d), gc.is_tracked(d.copy()), gc.is_tracked(dict(d)), gc.is_tracked({**d}))
import itertools
class A: pass
a = A()
def refs(o): return sorted(type(r).__name__ for r in gc.get_referrers(o))
def gg():
    z = []
    yield refs(z)
    yield z
print(next(gg()))
k = gg(); next(k); print(refs(next(k)))
k = gg(); print(next(k)); print(refs(next(k)))
k = gg(); next(k); z = next(k); print(refs(z))

d = {1: 1, (1, 2): 5}; l = [1, 2, 3]
for src in ("d[x := 1]", "d[(x := 1)]", "d[x := 1, 2]", "l[x := 1:2]", "l[0:(x := 1)]", "{x := 1}", "{x := 1, 2}", "{1, x := 2}", "[x := 1]", "[x := 1, x]", "(x := 1)", "(x := 1, 2)", "x := 1", "print(x := 1)", "print(a=x := 1)", "f'{x:=5}'", "f'{(x:=5)}'", "{x := 1: 2}", "{1: x := 2}", "{(x := 1): 2}", "[y for y in (x := l)]", "[z := 1 for y in l]", "{z := 1 for y in l}", "{z := 1: 2 for y in l}", "lambda: x := 1", "lambda: (x := 1)", "x = y := 1", "x = (y := 1)", "assert x := 1", "del (x := 1)", "(x.y := 1)", "(x[0] := 1)", "(1 := 2)", "if x := 1: pass", "while x := 0: pass", "return x := 1", "l[x := 0]", "d[{x := 1} and 1]", "print(*x := 1)", "with (x := l): pass"):
    try:
        compile(src, "s", "exec"); print(src, "ok")
    except SyntaxError as e: print(src, "->", e.msg)


import weakref, types, functools, collections, itertools, sys
def f(): yield
r = weakref.ref(f.__code__, lambda r: print("code died"))
print(r() is f.__code__, weakref.getweakrefcount(f.__code__), weakref.ref(itertools.tee([])[0])())
del f
print(r() is None)
print(types.FunctionType((lambda: 0).__code__, {}).__qualname__, type.__itemsize__, [sys.getsizeof(x) for x in (functools.cmp_to_key(len)(1), __import__("threading").Lock(), __import__("threading").RLock())])
class C:
    def __call__(self): return 1
    def __len__(self): return 2
    def __getitem__(self, i): return i
    def __bytes__(self): return b"by"
    def __reversed__(self): return "rev"
    def __index__(self): return 2
class D(C): __call__ = None
c, d = C(), D()
del D.__call__
for act in (lambda: bytes(weakref.proxy(c)), lambda: reversed(weakref.proxy(c)), lambda: chr(10 ** 10), lambda: chr("a"), lambda: sys.intern(None), lambda: sys.intern(5)):
    try: print(act())
    except Exception as e: print(type(e).__name__, e)
print(hasattr(collections.Counter, "total"), hasattr(collections.namedtuple("N", "a"), "__match_args__"), hasattr(functools.lru_cache(len), "cache_parameters"))
def refs(o): return sorted(type(r).__name__ for r in gc.get_referrers(o))
def gg():
    z = []
    yield refs(z)
def gh():
    z = []
    yield [type(r).__name__ for r in gc.get_referrers(z)]
def gk():
    z = []
    yield from gl(z)
def gl(y): yield refs(y)
print(next(gg()), next(gh()), list(gk()))
import threading
hooked = []
threading.excepthook = lambda a: hooked.append(a.exc_type.__name__)
t = threading.Thread(target=sys.exit); t.start(); t.join(); print(hooked)
