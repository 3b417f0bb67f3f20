# What CPython's own tests ask of classes, descriptors, layouts and delegation.
import sys
def t(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, type(e).__name__, e)
@t
def ctx():
    def g(exc):
        try: yield
        finally: raise exc
    e1, e2, e3 = Exception(1), Exception(2), Exception(3)
    a = g(e2); next(a); b = g(e3); next(b)
    try:
        try: raise e1
        except BaseException:
            exc = e1
            for x in (a, b):
                try: x.throw(exc)
                except BaseException as n: print(repr(n), repr(n.__context__)); exc = n
            raise exc
    except Exception as e:
        return repr(e), repr(e.__context__), repr(e.__context__.__context__)
class Broken:
    def __iter__(self): return self
    def __next__(self): return 1
    def __getattr__(self, attr): 1/0
def g(): yield from Broken()
@t
def send():
    i = g(); next(i); i.send(1)
@t
def throw():
    i = g(); next(i); i.throw(AttributeError)
@t
def close():
    sys.unraisablehook = lambda u: print(u.exc_type)
    i = g(); next(i); i.close()
@t
def kw():
    def f(**k): pass
    f(**{1: 3}, **{1: 5})
@t
def kw2():
    def f(**k): pass
    f(**{1: 3}, **{2: 5})
@t
def kw3():
    def f(**k): pass
    f(**{1: 3})
@t
def eqprop():
    def booh(self): raise AttributeError('booh')
    class E: __eq__ = property(booh)
    return E() == E()
@t
def sm(): s = staticmethod(5); r = sorted(set(s.__dict__) - {'__doc__'}); s.x = 42; return r, s.x
@t
def lenr(): return range(sys.maxsize).__len__()
@t
def altmro():
    class A: 
        def f(self): return 'A'
    class M(type):
        def mro(cls): L = type.mro(cls); L.reverse(); return L
    class X(A, metaclass=M): pass
    return X.__mro__ == (object, A, X), X().f()
@t
def mro1():
    class M(type):
        def mro(self): return [1]
    class X(metaclass=M): pass
@t
def mro2():
    class M(type):
        def mro(self): return 1
    class X(metaclass=M): pass
@t
def mro3():
    class M(type):
        def mro(self): return [self, dict, object]
    class X(metaclass=M): pass
@t
def docd():
    class D:
        def __get__(self, o, t): return 'o=%s t=%s' % (o is not None, t.__name__)
    class N: __doc__ = D()
    return N.__doc__, N().__doc__
def cant(label, x, C):
    try: x.__class__ = C; print(label, 'allowed')
    except TypeError as e: print(label, e)
@t
def setclass():
    class G: __slots__ = ['a', 'b']
    class J: __slots__ = ['c', 'b']
    class K: __slots__ = ['a', 'b', 'd']
    class N(J): __slots__ = ['__weakref__']
    class P(J): __slots__ = ['__dict__']
    class Q(J): pass
    class R(J): __slots__ = ['__dict__', '__weakref__']
    class Int(int): __slots__ = []
    for a in (G, J, K, N, P, Q, R, list, Int):
        for b in (G, J, K, N, P, Q, R, list, Int):
            if a is not b: cant(a.__name__ + b.__name__, a(), b)
    class C: pass
    cant(1, C(), list); cant(2, [], C); cant(3, C(), 1); cant(4, C(), object); cant(5, object(), list); cant(6, True, int); cant(7, object(), int)
    x = C()
    try: del x.__class__
    except TypeError as e: print(e)
@t
def setdict():
    class C: pass
    a = C(); a.x = 1
    for bad in (None, [], 1):
        try: a.__dict__ = bad
        except TypeError as e: print(e)
    del a.__dict__
    return a.__dict__
@t
def meta1():
    class Base: pass
    class M1(type, Base): pass
    class D(metaclass=M1): pass
    try: D.__dict__ = {}
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
    try: del D.__dict__
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
    try: Base.__dict__['__dict__'].__set__(D, {})
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
@t
def excdict():
    e = Exception(); e.__dict__ = {'a': 1}; print(e.a)
    del e.__dict__
@t
def methclass():
    d = dict.__dict__['fromkeys']
    print(d.__get__(None, dict)([1]), d.__get__({})([1]))
    for a in ((None, None), (42,), (None, 42), (None, int)):
        try: d.__get__(*a); print('ok')
        except TypeError as e: print(e)
@t
def proxysuper():
    class Proxy:
        def __init__(self, obj): self.__obj = obj
        def __getattribute__(self, name):
            if name.startswith('_Proxy__'): return object.__getattribute__(self, name)
            return getattr(self.__obj, name)
    class B:
        def f(self): return 'B.f'
    class C(B):
        def f(self): return super(C, self).f() + '->C.f'
    return C.__dict__['f'](Proxy(C()))
@t
def carlo(): object.__setattr__(str, 'foo', 42)
@t
def carlo2(): object.__delattr__(str, 'lower')
@t
def carlo3():
    class A(type):
        def __setattr__(cls, k, v): object.__setattr__(cls, k, v)
    A('D', (), {}).x = 1
@t
def carlo4(): type.__setattr__(str, 'foo', 42)
@t
def superkw(): super(int, x=1)
@t
def superkw2(): super(int, 'a')
@t
def bases():
    class L(list): pass
    class C: pass
    class D(C): pass
    for a, b in ((L, (dict,)), (list, (dict,)), (D, (C, list)), (D, ()), (D, (1,)), (D, 1), (D, (D,)), (C, (D,))):
        try: a.__bases__ = b; print('ok')
        except TypeError as e: print(e)
@t
def slots2():
    class Meta(type):
        def __new__(cls, name, bases, ns, attr): return super().__new__(cls, name, bases, ns)
    class C1:
        def __init__(self): self.b = 42
    class C2(C1, metaclass=Meta, attr='__classcell__'):
        __slots__ = ['__classcell__']
        def __init__(self): super().__init__()
    return C2().b, type(C2.__dict__['__classcell__']).__name__
@t
def slots3():
    class Q: 
        __qualname__ = object()
@t
def slots4():
    class Q: 
        __slots__ = ['__qualname__']
    print(Q.__qualname__, type(Q.__dict__['__qualname__']).__name__)
    class C3:
        __classcell__ = 42
@t
def loc(): return [locals()['x'] for x in [1, 2]], [('x' in dir()) for x in [1]], [eval('x') for x in [1]]
print([sys._getframe().f_locals.get('a') for a in [0]])
try: print([locals()['x'] for x in [1, 2]], [eval('x') for x in [1]])
except BaseException as e: print(e)
class K:
    try: print([locals()['x'] for x in [1, 2]], [eval('x') for x in [1]])
    except BaseException as e: print(e)
print(type.__subclasses__(type) == [], [d for d in (list, object, len) if not hasattr(d, '__doc__')], hasattr(5, '__doc__'))
for n in (2**53 + 1, 2**63 - 1, 2**63, 10**30):
    try: print(len(range(n)), range(n).__len__())
    except OverflowError as e: print(e)
class Meta(type):
    ready = False
    def mro(cls):
        if Meta.ready and cls.__name__ == 'C': Meta.ready = False; C.__bases__ = (B2,)
        return type.mro(cls)
class A(metaclass=Meta): pass
class B1(A): pass
class B2(A): pass
class C(A): pass
Meta.ready = True; C.__bases__ = (B1,); B1.__bases__ = (C,)
print(C.__bases__, B2.__subclasses__(), B1.__subclasses__(), B1.__bases__, C.__subclasses__())
