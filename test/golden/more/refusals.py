"""What types refuse, and in which words."""
import operator
import types, sys
class A:
    def meth(self): return 'A'
class B:
    def __repr__(self): return 'b'
a = A(); b = B()
m = a.meth
print(hasattr(types.MethodType, '__get__'), m.__get__(b, B)() , getattr(m.__get__(b, B), '__self__') is a)
B.m = m
print(B().m.__self__ is a)
class S:
    __slots__ = ('z',)
def f():
    class S2:
        __slots__ = ('z',)
    return S2
for c in (S, f()):
    for act in (lambda: c().z, lambda: delattr(c(), 'z')):
        try: act()
        except AttributeError as e: print(e)
print(int.__add__.__doc__, list.__len__.__doc__, list.__iadd__.__doc__, object.__eq__.__doc__, list.__contains__.__doc__, int.__bool__.__doc__, int.__rsub__.__doc__)
class E(Exception): pass
class D(type):
    ready = False
    def mro(cls):
        if D.ready and cls.__name__ == 'C':
            if C.__bases__ == (B2,): D.ready = False
            else:
                C.__bases__ = (B2,)
                raise E
        return type.mro(cls)
class A0(metaclass=D): pass
class B1(A0): pass
class B2(A0): pass
class C(A0): pass
D.ready = True
try: C.__bases__ = (B1,)
except E: print('E')
print(C.__bases__, C.__mro__)
def t(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = type(e).__name__ + ': ' + str(e)
    return r
class L(list): pass
class L2(list):
    def __new__(cls, *a, **k): return list.__new__(cls)
print(t(L, sequence=()), t(L2, sequence=()))
import itertools, collections
for T in (tuple, set, frozenset, float, bytearray, zip, map, filter, reversed, enumerate, collections.deque):
    class S(T): pass
    print(T.__name__, t(T, foo=1), '|', str(t(S, foo=1)).partition(' at ')[0] if T is not bytearray else '')
class Desc:
    def __get__(self, instance, owner=None):
        return lambda *a: (instance, owner)
class A:
    f = classmethod(Desc())
print(t(lambda: A.f()), t(lambda: A().f()))
def outer():
    class MyMeta(type): pass
    class B(metaclass=MyMeta, otherarg=1): pass
print(t(outer))
print(t(types.new_class, 'N', (), {'x': 1}))
class P(property): __slots__ = ()
def g():
    'doc'
class G:
    foo = lambda s: 0
    foo.__isabstractmethod__ = []
    foo = property(foo)
print(G.foo.__isabstractmethod__, t(P, g), type(t(P, doc='x')).__name__)
class PD(property): pass
p = PD(doc='abc'); print(p.__doc__, p.__dict__)
p = PD(g); print(p.__doc__, p.__dict__)
class U:
    def __getitem__(self, i): return i
class W:
    called = False
    def __len__(self):
        if not self.called:
            self.called = True; return 10
        raise ZeroDivisionError
    def __getitem__(self, i): return i
print(t(operator.length_hint, reversed(W())))
class E2(enumerate): pass
for f in (enumerate, E2): print(t(f), t(f, start=0, x=3), t(f, x=0, y=3), t(f, 1, 2, 3), t(f, [], foo=1), t(f, iterable=[], x=3))
print(t(hash, slice(5)), t(hash, slice(1,2,3)))
print(t(slice(None).indices, 2**100), t(slice(2**100, -2**100, -2**70).indices, 53), t(slice(0,10,1).indices, -1))

class BS:
    def __getitem__(self, i): raise TypeError('myerror')
def gg(*a): pass
print(t(lambda: gg(*BS())), t(lambda: [*BS()]), t(lambda: gg(1, *BS())), t(lambda: gg(*5)))
class BI:
    def __iter__(self): raise TypeError('iter error')
print(t(lambda: gg(*BI())))
class Foo: pass
Foo.__repr__ = Foo.__str__

class Foo2: pass
Foo2.__str__ = Foo2.__repr__
class M(type):
    def mro(cls):
        return (B6,)
class B6: pass
def mk(): 
    class A(metaclass=M): pass
    return A.__mro__
print(t(mk))
class M(type):
    def mro(cls): return (int,)
print(t(mk))
class M(type):
    def mro(cls): return 5
print(t(mk))
class M(type):
    def mro(cls): return (cls, 5)
print(t(mk))
class M(type):
    def mro(cls): return (B5,)
class B5: pass
print(t(mk))
for o in (bytearray(b'\xff'), b'\xff', memoryview(b'ab'), 'x', 5):
    try:
        e = UnicodeDecodeError('ascii', o, 0, 1, 'x'); print(repr(e.object), e.args[1] is o, e)
    except TypeError as e: print(e)
class subclass_with_new(list):
    def __new__(cls, seq, newarg=None):
        self = super().__new__(cls, seq)
        self.newarg = newarg
        return self
try:
    u = subclass_with_new([1, 2], newarg=3)
    print(u, u.newarg)
except TypeError as e: print(e)
r = range(2**100)
print(r[:], r[5:], r[::-1], r[-5:], r[2**99:2**70:-2**60], range(10)[2**100:], range(10)[::-2**70])
for n in range(6):
    e = BlockingIOError(*("a", "b", "c", "d", "e")[:n])
    try: e.characters_written
    except AttributeError as x: print(x)
    try: del e.characters_written
    except AttributeError as x: print(x)
e = BlockingIOError("a", "b", 3)
print(e.characters_written)
e.characters_written = 5
print(e.characters_written)
del e.characters_written
try: e.characters_written
except AttributeError as x: print(x)
try: e.characters_written = 'a'
except Exception as x: print(type(x), x)
print(BlockingIOError.characters_written)
