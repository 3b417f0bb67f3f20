# What abstract classes remember of other classes, in sets of weak references.
import _abc, abc, gc, sys, weakref
import collections, collections.abc
gc.disable()

print([n for n in dir(_abc) if not n.startswith('__')])
def dump(cls):
    registry, cache, negative, version = _abc._get_dump(cls)
    return [sorted(r().__name__ for r in s) for s in (registry, cache, negative)]

class A(metaclass=abc.ABCMeta):
    pass
impl = A._abc_impl
print(type(impl), sys.getsizeof(impl), gc.is_tracked(impl), sys.getrefcount(impl), repr(impl)[:10])
print(dump(A), len(gc.get_referents(impl)))
before = abc.get_cache_token()
class P: pass
class Q(P): pass
print(isinstance(P(), A), isinstance('', A), dump(A), weakref.getweakrefcount(P))
print(A.register(P) is P, A.register(P) is P, abc.get_cache_token() - before, dump(A), weakref.getweakrefcount(P))
print(isinstance(P(), A), isinstance(Q(), A), isinstance(3, A), dump(A), weakref.getweakrefcount(P), weakref.getweakrefcount(Q))
print([callable(r.__callback__) for r in weakref.getweakrefs(Q)], sys.getrefcount(Q))
del Q
gc.collect()
print(dump(A))
A._abc_caches_clear()
print(dump(A))
A._abc_registry_clear()
print(dump(A), isinstance(P(), A), dump(A))

class Hooked(metaclass=abc.ABCMeta):
    calls = 0
    @classmethod
    def __subclasshook__(cls, c):
        Hooked.calls += 1
        return {'Yes': True, 'No': False, 'Bad': 1}.get(c.__name__, NotImplemented)
for name in ('Yes', 'No', 'Other', 'Bad'):
    c = type(name, (), {})
    for _ in range(2):
        try:
            print(name, isinstance(c(), Hooked), issubclass(c, Hooked), Hooked.calls)
        except AssertionError as e:
            print(name, e, Hooked.calls)
print(dump(Hooked))

class Lies:
    @property
    def __class__(self):
        return P
print(isinstance(Lies(), A), A.register(P) and isinstance(Lies(), A), dump(A))
for call in (lambda: A.register(1), lambda: issubclass(1, A), lambda: P.register(A), lambda: _abc._abc_instancecheck(P, 1),
             lambda: _abc._abc_init(3), lambda: _abc._abc_register(A), lambda: _abc.get_cache_token(1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
class B(A): pass
try:
    B.register(A)
except RuntimeError as e:
    print(e)
B._abc_impl = 5
try:
    isinstance(1, B)
except TypeError as e:
    print(e)

for n in sorted(collections.abc.__all__):
    if n not in ('Coroutine', 'AsyncGenerator', 'Buffer'):
        c = getattr(collections.abc, n)
        print(n, c.__module__, [b.__name__ for b in c.__bases__], sorted(c.__abstractmethods__), dump(c)[:2])

def counts():
    # Each class on the way down that says no remembers it: a reference and its callback.
    C = gc.get_count
    for k in ({1: 2}, [1, 2], 'ab', [3], {5, 6}):
        collections.Counter(k)
        c0 = C()[0]
        a = collections.Counter(k)
        c1 = C()[0] - c0
        print('counter', c1)
    for cls in collections.abc.Sequence, collections.abc.Hashable:
        for o in [], 1, P(), '', None:
            isinstance(o, cls)
            new = type('New', (), {})()
            c0 = C()[0]
            x = isinstance(o, cls)
            c1 = C()[0] - c0
            isinstance(new, cls)
            c2 = C()[0] - c0 - c1
            print(cls.__name__, type(o).__name__, x, c1, c2)
counts()
print(weakref.getweakrefcount(P))
