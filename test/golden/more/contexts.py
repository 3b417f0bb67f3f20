# What CPython's own tests ask of context managers, the context of exceptions, calls and small types.
import contextlib, types
def t(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, type(e).__name__, e)
@t
def callcall():
    class A: pass
    A.__call__ = A()
    A()()
@t
def recall():
    class A: __call__ = 5
    A()()
for x in (1.5, 1, 'a', [], None, True):
    for spec in (None, 5):
        try: print(x.__format__(spec))
        except TypeError as e: print(e)
        try: print(format(x, spec))
        except TypeError as e: print(e)
@t
def noiter():
    class A: __iter__ = None
    iter(A())
@t
def noiter2():
    class A:
        __iter__ = None
        def __getitem__(self, i): return 1
    5 in A()
@t
def nocontains():
    class A:
        __contains__ = None
        def __iter__(self): return iter([1])
    1 in A()
@t
def norev():
    class A:
        __reversed__ = None
        def __len__(self): return 1
        def __getitem__(self, i): return 1
    reversed(A())
@t
def ns():
    n = types.SimpleNamespace(b=1, a=2); n.self = n
    class N(types.SimpleNamespace): pass
    print(n, N(x=1), n == n, types.SimpleNamespace(x=1) == N(x=1))
    types.SimpleNamespace(1, 2)
@t
def rng():
    class E:
        def __eq__(self, o): return True
        __hash__ = None
    r = range(5)
    print(r.count(E()), r.index(E()), r.count(1.0), r.index(2.0), r.count('a'))
    class I(int):
        def __eq__(self, o): return False
        __hash__ = None
    print(r.count(I(3)), I(3) in r)
    r.index('a')
@t
def abstr():
    class M(contextlib.AbstractContextManager): pass
    M()
@t
def sub():
    class A:
        def __enter__(self): pass
        def __exit__(self, *a): pass
    class B(A): __exit__ = None
    return issubclass(A, contextlib.AbstractContextManager), issubclass(B, contextlib.AbstractContextManager), isinstance(contextlib.nullcontext(), contextlib.AbstractContextManager)
@t
def trap():
    @contextlib.contextmanager
    def w():
        try: yield
        except: yield
        finally: print('end')
    c = w(); c.__enter__()
    try: c.__exit__(TypeError, TypeError('foo'), None)
    except RuntimeError as e: print(e, c.gen.gi_frame is None)
@t
def trap2():
    @contextlib.contextmanager
    def w():
        yield
        yield
    c = w(); c.__enter__()
    try: c.__exit__(None, None, None)
    except RuntimeError as e: print(e, c.gen.gi_frame is None)
@t
def stack():
    @contextlib.contextmanager
    def g(exc):
        try: yield
        finally: raise exc
    e = [Exception(i) for i in range(4)]
    try:
        with contextlib.ExitStack() as s:
            for x in e[1:]: s.enter_context(g(x))
            raise e[0]
    except Exception as x:
        while x: print(repr(x), end=' '); x = x.__context__
    print()
@t
def alias(): return contextlib.AbstractContextManager[int], list(contextlib.AbstractContextManager.__abstractmethods__)
@t
def alias2(): return types.GenericAlias(list, (int,)), types.GenericAlias
@t
def union(): return types.UnionType, types.NoneType
@t
def supp():
    with contextlib.suppress(ValueError): raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
@t
def supp2():
    with contextlib.suppress(ValueError): raise ExceptionGroup('g', [ValueError(1), ValueError(2)])
    return 'fine'
class P: x = 1
m = type.__dict__['__dict__'].__get__(P)
for f in (lambda: sorted(m | {'z': 1})[-1], lambda: ({'q': 1} | m)['x'], lambda: m | 5, lambda: m.__ior__({})):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
try: m |= {}
except TypeError as e: print(e)
import sys
e0, e1, e2, e3 = [Exception(i) for i in range(4)]
def chain(x):
    r = []
    while x: r.append(repr(x)); x = x.__context__
    return r
def g(exc):
    try: yield
    finally: raise exc
class CM:
    def __init__(self, exc): self.gen = g(exc)
    def __enter__(self): next(self.gen)
    def __exit__(self, t, v, tb):
        try: self.gen.throw(v)
        except StopIteration as exc: return exc is not v
        except RuntimeError as exc: raise
        except BaseException as exc:
            print('A', chain(exc))
            if exc is not v: raise
            return False
def fix(new, old):
    pass
class S:
    def __enter__(self): pass
    def __exit__(self, *d):
        print('handled', sys.exc_info()[1])
        try: a.__exit__(*d)
        except: n = sys.exc_info()
        d = n
        try: b.__exit__(*d)
        except: n = sys.exc_info(); print('C', chain(n[1]))
        d = n
        try: z.__exit__(*d)
        except: n = sys.exc_info(); print('C2', chain(n[1]))
        try:
            c = n[1].__context__
            raise n[1]
        except BaseException:
            print('D', chain(n[1]))
            n[1].__context__ = c
            raise
a = CM(e3); b = CM(e2); z = CM(e1); z.__enter__(); a.__enter__(); b.__enter__()
try:
    with S(): raise e0
except Exception as x: print('E', chain(x))
import contextlib
def chain(x):
    r = []
    while x: r.append(repr(x)); x = x.__context__
    return r
@contextlib.contextmanager
def g(exc):
    try: yield
    except BaseException as x: print('in', chain(x)); raise exc
    
e = [Exception(i) for i in range(4)]
class P:
    def __enter__(self): pass
    def __exit__(self, t, v, tb): print('P', chain(v))
try:
    with contextlib.ExitStack() as s:
        for x in e[1:]: s.enter_context(P()); s.enter_context(g(x))
        raise e[0]
except Exception as x: print(chain(x))
