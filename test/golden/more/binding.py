# Special methods that are descriptors, classes that make and change classes, and what types refuse.
import copy, sys, types
def show(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: print(type(e).__name__, str(e).split(' at 0x')[0])
    else: print('ok', str(r).split(' at 0x')[0])
def booh(self): raise AttributeError("booh")
class E:
    __eq__ = property(booh)
show(lambda: E() == E())
class I:
    __init__ = property(booh)
show(I)
class N:
    __new__ = property(booh)
show(N)
class L:
    __len__ = property(booh); __call__ = property(booh); __hash__ = property(booh); __iter__ = property(booh); __bool__ = property(booh)
    __add__ = property(booh); __getitem__ = property(booh); __setitem__ = property(booh); __contains__ = property(booh); __enter__ = property(booh); __exit__ = property(booh)
    __repr__ = property(booh); __str__ = property(booh); __lt__ = property(booh); __index__ = property(booh); __next__ = property(booh); __del__ = property(booh) if False else None
    __neg__ = property(booh); __radd__ = property(booh); __int__ = property(booh); __format__ = property(booh); __get__ = None
for name in 'len hash iter bool repr str next int abs'.split():
    x = getattr(__builtins__, name)
    show(x, L())
show(lambda: L()()); show(lambda: L() + 1); show(lambda: 1 + L()); show(lambda: L()[1]); show(lambda: 1 in L()); show(lambda: -L()); show(lambda: L() < 1); show(lambda: format(L(), 'x'))
def w():
    with L(): pass
show(w)
def s(): L()[1] = 2
show(s)
show(lambda: [1][L()])
class Meta(type):
    def __new__(cls, name, bases, namespace):
        cls = super().__new__(cls, name, bases, namespace)
        B = type("B", (), namespace)
        return cls
def t():
    class A(metaclass=Meta):
        def f(self): return __class__
show(t)
class Meta2(type):
    def __new__(cls, name, bases, namespace):
        del namespace['__classcell__']
        return super().__new__(cls, name, bases, namespace)
def t():
    class A(metaclass=Meta2):
        def f(self): return __class__
show(t)
class Meta3(type):
    @classmethod
    def __prepare__(m, *a): return None
def t():
    class A(metaclass=Meta3): pass
show(t)
def t():
    class M:
        def __prepare__(self, *a): return 1
    class A(metaclass=M()): pass
show(t)
def t():
    class X:
        def meth(self): super()
    def f():
        k = X()
        def g(): return k
        return g
    c = f().__closure__[0]
    X.meth(c)
show(t)
def t():
    class X:
        x = __class__
        def f(): __class__
    return X
show(t)
class Q:
    def t(self):
        class X:
            x = __class__
            def f(): __class__
        assert X.x is Q, X.x
        try:
            exec("""class X:
    __class__
    def f():
        __class__""", globals(), {})
        except NameError as e: print(type(e).__name__, str(e).split(' at 0x')[0])
        class X:
            global __class__
            __class__ = 42
            def f(): __class__
        print(globals()["__class__"]); del globals()["__class__"]
        class X:
            nonlocal __class__
            __class__ = 43
            def f(): __class__
        print(__class__)
show(Q().t)
show(setattr, list, '__doc__', 1); show(setattr, str, '__qualname__', 'x'); show(setattr, str, '__name__', 'x'); show(setattr, str, '__module__', 'x'); show(setattr, str, '__bases__', ()); show(setattr, str, 'zz', ()); show(delattr, str, '__doc__'); show(setattr, int, '__class__', str)
show(types.MappingProxyType, ()); show(types.MappingProxyType, 1); show(types.MappingProxyType)
show(types.MappingProxyType, 'a'); show(types.MappingProxyType, [1]); show(types.MappingProxyType, {})
n = types.SimpleNamespace(a=1)
show(lambda: n.z); show(len, n); show(lambda: n < n); show(types.SimpleNamespace, 1); show(types.SimpleNamespace, 1, 2)
class FakeSimpleNamespace(str): __class__ = types.SimpleNamespace
show(lambda: types.SimpleNamespace() == FakeSimpleNamespace()); show(lambda: types.SimpleNamespace() < FakeSimpleNamespace())
print(type(n), repr(n))
class M(type): pass
show(M, 5); show(lambda: type(5)); show(type, 1, 2); show(M, 'a', (), {}, 1); show(M)
show(types.new_class, 'D', (1,)); 
class ANotMeta:
    def __new__(m, *a, **k): return super().__new__(m)
    @classmethod
    def __prepare__(m, n, b): return {}
A = types.new_class("A", (), {"metaclass": ANotMeta}); print(type(A).__name__)
show(types.new_class, "D", (A,), {"metaclass": type})
show(types.TracebackType, 'no', sys._getframe(), 1, 2); show(types.TracebackType, None, 'x', 1, 2); show(types.TracebackType, None, sys._getframe(), 'x', 2); show(types.TracebackType)
tb = None
try: 1/0
except Exception as e: tb = e.__traceback__
show(setattr, tb, 'tb_next', 'x'); show(setattr, tb, 'tb_next', 1); show(setattr, tb, 'tb_next', tb); show(delattr, tb, 'tb_next'); show(setattr, tb, 'tb_lineno', 3)
show(types.TracebackType, 'no', sys._getframe(), 1, 2); show(types.TracebackType, None, 'x', 1, 2); show(types.TracebackType, None, sys._getframe(), 'x', 2); show(types.TracebackType)
show(types.TracebackType, None, sys._getframe(), 1, 'x')
class S(str): pass
class A:
    __slotnames__ = [S('spam')]
    def __getattr__(self, attr):
        if attr == 'spam':
            A.__slotnames__[:] = [S('spam')]
            return 42
        raise AttributeError(attr)
print(A().__reduce_ex__(2)[2:])
class B: __slots__ = 'a', '__c'
b = B(); b.a = 1; print(copy.copy(b).a, B.__slotnames__, B().__reduce_ex__(2)[2:])
class C: pass
print(C().__reduce_ex__(2)[2:], '__slotnames__' in vars(C))
class M(type):
    def mro(cls):
        print(cls.__name__, cls.__mro__)
        if cls.__mro__ is None:
            def x():
                class X(cls): pass
            if cls.__name__ != 'X': show(x)
            show(lambda: super(cls, cls).xxx)
            show(lambda: cls.xxx)
            show(lambda: cls.__base__)
        return type.mro(cls)
class A(metaclass=M): pass
class B(A): pass
class D(A): pass
B.__bases__ = (D,)
print(B.__mro__, B.mro())
def late():
    class O(object): pass
    class A(object):
        def __del__(self): self.__class__ = O
    before = sys.getrefcount(A), sys.getrefcount(O)
    l = [A() for x in range(10)]
    del l
    print(before == (sys.getrefcount(A), sys.getrefcount(O)))
late()
import gc
class Evil(object):
    def __getattr__(self, name): raise AttributeError(name)
    def __getattribute__(self, name):
        del Evil.__getattr__
        for i in range(5): gc.collect()
        raise AttributeError(name)
show(getattr, Evil(), "attr")
