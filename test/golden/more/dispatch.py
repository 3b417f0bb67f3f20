# functools: dispatch by class and abstract class, partial methods, the state of partials.
import functools, collections.abc as c, abc
from functools import singledispatch, singledispatchmethod, partialmethod, partial
def show(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: print(type(e).__name__, str(e).split(' at 0x')[0])
    else: print('ok', str(r).split(' at 0x')[0])
@singledispatch
def g(obj): return "base"
for t in (c.Sized, c.MutableMapping, c.Iterable, c.Sequence, c.Set): g.register(t, lambda o, t=t: t.__name__)
for o in ([1], {}, {1}, 'a', (), 1, range(3), b'', frozenset(), iter([])): show(g, o)
class Q: pass
print(g(Q())); c.Sized.register(Q); print(g(Q())); c.Set.register(Q); print(g(Q()))
class X(c.Callable, c.Iterable):
    def __call__(self): pass
    def __iter__(self): pass
h = singledispatch(lambda x: 'b'); h.register(c.Iterable, lambda x: 'i'); h.register(c.Callable, lambda x: 'c')
show(h, X())
class R: 
    def __call__(self): pass
    def __iter__(self): pass
show(h, R())
show(g); show(lambda: g.register(1)); show(lambda: g.register(1, 2)); show(lambda: g.register(lambda x: 1)); print(type(g.registry), len(g.registry))
@g.register
def _(arg: int) -> str: return 'int ' + str(arg)
print(g(3), g(True))
def w(arg: 'float'): return 'f'
show(lambda: g.register(w)(1.5)); print(g(2.5))
def w(arg: 3): pass
show(lambda: g.register(w))
class A:
    @singledispatchmethod
    def t(self, a): return 'base'
    @t.register(int)
    def _(self, a): return 'int'
    @t.register(str)
    def _(self, a): return 'str'
    @singledispatchmethod
    @classmethod
    def k(cls, a): return cls.__name__
    @k.register(int)
    @classmethod
    def _(cls, a): return cls.__name__ + str(a)
a = A(); print(a.t(1), a.t('x'), a.t([]), A.k(1), A.k('')); show(a.t); show(singledispatchmethod, 1)
print([m.__name__ for m in functools._compose_mro(dict, [c.Sized, c.Container, c.MutableMapping])], [m.__name__ for m in functools._c3_mro(X)])
class P:
    def f(self, *a, **k): return a, k
    p = partialmethod(f, 1, x=2); q = partialmethod(p, 5); s = partialmethod(staticmethod(lambda *a: a), 8); n = partialmethod(int, 3)
    cm = partialmethod(classmethod(lambda c, *a: a), 8)
print(P().p(3), P().q(), P.s(1), P.cm(1), P().s(2)); print(repr(P.__dict__['p'])[:35], P.p(P(), 1)); show(partialmethod); show(partialmethod, None); show(lambda: partialmethod(func=len))
class AB(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
    p = partialmethod(f, 1)
print(AB.p.__isabstractmethod__, P.__dict__['p'].__isabstractmethod__)
show(partial); show(partial, 1); show(lambda: partial(len).func); print(partial(int, base=2), partial(partial(print, 1), 2).args)
p = partial(int, base=2); show(p.__setstate__, 1); show(p.__setstate__, (1,2,3,4)); p.__setstate__((int, (), {'base': 8}, None)); print(p('17'))
class M:
    def __str__(self): return 'astr'
    def __hash__(self): return hash('astr')
    def __eq__(self, o): return o == 'astr'
show(lambda: repr(partial(int, **{'a': 1})))
import copy
p = partial(lambda *a, **k: (a, k), ['x'], bar=[True]); p.attr = []
f = copy.copy(p); print(f.args is p.args, f.keywords is p.keywords, f.attr is p.attr, f.args[0] is p.args[0])
f = copy.deepcopy(p); print(f.args is p.args, f.keywords is p.keywords, f.attr is p.attr, f.args[0] is p.args[0])
p.__setstate__((len, (1,), dict(a=10), dict(attr=[]))); print(p.func, p.args, p.keywords, p.__dict__)
p.__setstate__((len, (1,), dict(a=10), None)); print(p.__dict__); p.__setstate__((len, (1,), None, None)); print(p.keywords)
