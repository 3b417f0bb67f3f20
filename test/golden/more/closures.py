def make():
    n = 0
    def inc():
        nonlocal n; n += 1; return n
    def get(): return n
    return inc, get
i, g = make(); i(); i(); print(g(), i.__closure__[0].cell_contents, i.__closure__[0] is g.__closure__[0], i.__code__.co_freevars, make.__code__.co_cellvars)
fs = [lambda: k for k in range(3)]; print([f() for f in fs]); fs = [lambda k=k: k for k in range(3)]; print([f() for f in fs])
def late():
    def f(): return v
    try: f()
    except NameError as e: print(type(e).__name__, e)
    v = 1; print(f()); del v
    try: f()
    except NameError as e: print(type(e).__name__, e)
    try: v
    except NameError as e: print(type(e).__name__, e)
late()
x = "global"
def a():
    x = "a"
    class C:
        print(x); y = x; x = "class"; print(x)
        def m(self): return x
        l = [x for _ in range(1)]
    return C
C = a(); print(C.y, C().m(), C.x, C.l)
def b():
    global x; x = "changed"
    def c():
        x = "local"
        def d():
            global x; return x
        return d(), x
    return c()
print(b(), x)
def defaults(a, l=[], d={}): l.append(a); d[a] = len(l); return l, d
defaults(1); print(defaults(2), defaults.__defaults__)
def sig(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(sig(1, d=4), sig(1, 2, 3, 4, 5, d=6, f=7), sig(*[1, 2], **{"d": 3, "a": 9}))
for call in ("sig()", "sig(1)", "sig(1, d=1, a=2, b=3, d2=1)", "sig(1, 2, 3, c=4, d=5)", "make(1)", "defaults()", "defaults(1, 2, 3, 4)", "defaults(1, z=2)", "defaults(1, a=2)", "(lambda x, y: 0)(1)", "(lambda x, y, *, z: 0)()", "(lambda *, z, w: 0)()", "C.m()", "C().m(1)", "print(*1)", "print(**1)", "print(**{1: 2})", "sig(**{'a': 1}, d=1)", "len()", "len(1, 2)", "[].append()", "[].append(1, 2)", "{}.get()", "dict(1, 2)", "''.join()", "'a'.split(1, 2, 3)", "int(x=1)", "C(1)", "object(1)", "type()", "C.nope", "C().nope", "x.nope", "C.m.nope"):
    try: print(call, eval(call))
    except Exception as e: print(call, "|", type(e).__name__, e)
def gen_scope():
    r = []
    for i in range(3): r.append(lambda: i)
    return [f() for f in r]
print(gen_scope(), [(lambda: j)() for j in range(2)], {q: (lambda: q)() for q in "ab"})
def rec(n): return 1 if n < 2 else n * rec(n - 1)
print(rec(20))
try:
    def inf(): return inf()
    inf()
except RecursionError as e: print(e)
def deco(f):
    def w(*a, **k): print("call", f.__name__); return f(*a, **k)
    return w
@deco
@deco
def dd(v): return v
print(dd(3), dd.__name__, dd.__qualname__)
print((lambda: (yield))().__class__.__name__, (y := 5) + y, [w := 1, w + 1], make.__qualname__, i.__qualname__)
class K:
    z = 1
    def f(self): return __class__.__name__, self.__class__.z
    @staticmethod
    def s(): return "s"
    @classmethod
    def c(cls): return cls.__name__
print(K().f(), K.s(), K().s(), K.c(), K().c(), vars(K)["z"], K.__mro__, K.__dict__["f"] is K.f)
print(locals() is globals(), "make" in globals(), __name__)
def outer():
    x = 1
    def f():
        a = x
        fs = [lambda: x for x in range(3)]
        return a, [g() for g in fs], x
    return f()
print(outer())
def outer():
    x = 1
    def f():
        a = x
        fs = {i: (lambda: x) for i in range(2) for x in [i*2]}
        gs = [lambda: x for x in range(5)]
        def h(): return x
        return a, [g() for g in fs.values()], [g() for g in gs], x, h()
    r = f()
    return r, x
try: print(outer())
except Exception as e: print(type(e), e)
def outer():
    x = 1
    def f():
        nonlocal x
        fs = [lambda: x for x in range(3)]
        r = [g() for g in fs], x
        x = 5
        return r, x
    return f(), x
try: print(outer())
except Exception as e: print(type(e), e)
def outer():
    x = 1
    def f():
        try:
            [lambda: x for x in (1, 2, 0) if 1 / x]
        except ZeroDivisionError: pass
        return x
    return f(), x
try: print(outer())
except Exception as e: print(type(e), e)
def outer():
    x = 1
    def f():
        r = []
        for i in range(3):
            r.append([lambda: (x, i) for x in range(i, 3)])
        return [[g() for g in q] for q in r], x
    return f(), x
try: print(outer())
except Exception as e: print(type(e), e)
def outer():
    x = 1
    def f():
        r = [[lambda: (x, y) for y in range(x + 1)] for x in range(3)]
        return [[g() for g in q] for q in r], x, sorted(locals())
    return f(), x
try: print(outer())
except Exception as e: print(type(e), e)
def outer(x):
    def f():
        f.__name__; return [lambda: x for x in range(2)], x, outer.__name__, len(f.__closure__), f.__code__.co_freevars, f.__code__.co_cellvars, f.__code__.co_varnames
    r = f()
    return [g() for g in r[0]], r[1:], x
try: print(outer(7))
except Exception as e: print(type(e), e)
def gen():
    x = 10
    def g():
        yield x
        yield [h() for h in [lambda: x for x in range(3)]]
        yield x
    return list(g()), x
try: print(gen())
except Exception as e: print(type(e), e)
