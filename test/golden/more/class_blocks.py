# What making, using and dropping a class takes and gives back, by tracemalloc: the free lists hold what making it left.
import tracemalloc, gc, sys
get = tracemalloc.get_traced_memory
gc.disable()
tracemalloc.start()
def run(make):
    gc.collect()
    t0 = get()[0]
    make()
    t1 = get()[0]
    gc.collect()
    t2 = get()[0]
    return t1 - t0, t2 - t0
def keep(make):
    gc.collect()
    t0 = get()[0]
    x = make()
    t1 = get()[0]
    gc.collect()
    t2 = get()[0]
    del x
    t3 = get()[0]
    gc.collect()
    t4 = get()[0]
    return t1 - t0, t2 - t0, t3 - t0, t4 - t0
def a():
    class A: pass
    return A
def b():
    class A:
        x = 1
        def f(self): pass
    return A
class Base: pass
def c():
    class A(Base): pass
    return A
def d():
    class A:
        __slots__ = ('x', 'y')
    return A
def e():
    class A:
        @property
        def p(self): return 1
        @staticmethod
        def s(): pass
        @classmethod
        def c(cls): pass
    return A
def f():
    return type('A', (), {})
def g():
    class A:
        def __init__(self): self.x = 1
        def __repr__(self): return ''
        def __eq__(self, o): return True
    return A
def h():
    class A(Exception): pass
    return A
def j():
    class A(dict):
        x = 5
    return A
def l():
    class A:
        def m(self): return __class__
    return A
def m():
    class A:
        a1 = a2 = a3 = a4 = a5 = a6 = a7 = a8 = a9 = 1
    return A
def o():
    class D:
        def __set_name__(self, owner, name): pass
    class A:
        d = D()
    return A
def p():
    class A:
        x: int
        y: str = 'a'
    return A
def q():
    class A:
        'doc'
        __hash__ = None
    return A
def r():
    class A(Base, object):
        __slots__ = ()
    return A
for fn in (a, b, c, d, e, f, g, h, j, l, m, o, p, q, r):
    run(fn)
    print(fn.__name__, run(fn), keep(fn), keep(fn))

def steps(make, args=()):
    gc.collect()
    t = [get()[0]]
    A = make(); t.append(get()[0])
    x = A(*args); t.append(get()[0])
    try: x.a = 1
    except AttributeError: pass
    t.append(get()[0])
    y = A(*args); t.append(get()[0])
    try: y.a = 1; y.b = 2
    except AttributeError: pass
    t.append(get()[0])
    d = getattr(x, '__dict__', None); t.append(get()[0])
    del d; t.append(get()[0])
    A.z = 5; t.append(get()[0])
    A.z; x.z; t.append(get()[0])
    del y; t.append(get()[0])
    del x, A; t.append(get()[0])
    gc.collect(); t.append(get()[0])
    return [b - a for a, b in zip(t, t[1:])]
def a():
    class A: pass
    return A
def b():
    class A:
        def __init__(self): self.q = 1
    return A
class Base:
    def __init__(self): self.w = 1
def c():
    class A(Base): pass
    return A
def d():
    class A:
        __slots__ = ('a', 'b')
    return A
def e():
    class A(Exception): pass
    return A
def f():
    class A(list): pass
    return A
def g():
    class A(Base):
        def __init__(self):
            super().__init__()
            self.r = 2
    return A
def i():
    class M(type):
        def __call__(cls, *a): return super().__call__(*a)
    class A(metaclass=M): pass
    return A
def j():
    class A:
        def __getattr__(self, n): return 1
        def __setattr__(self, n, v): object.__setattr__(self, n, v)
    return A
for fn in (a, b, c, d, e, f, g, i, j):
    steps(fn)
    print(fn.__name__, steps(fn))
    print(fn.__name__, steps(fn))
def plain():
    class A(Base, metaclass=type): pass
    return A
def called():
    return i().__class__('A', (), {})
def keywords():
    class A:
        def __init_subclass__(cls, **kw): pass
    class B(A, x=1): pass
    return B
for fn in (plain, called, keywords):
    run(fn)
    print(fn.__name__, run(fn), keep(fn))
class Bare:
    __slots__ = ()
bare = Bare()
def absent():
    return getattr(bare, 'nothing', None), hasattr(bare, 'nothing')
absent()
print(keep(absent))
