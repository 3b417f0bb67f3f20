# What looks special methods up on the class alone, and attributes of types that are read-only.
import math, sys
def show(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: print(type(e).__name__, str(e).split(' at 0x')[0])
    else: print('ok', str(r).split(' at 0x')[0])
try: exec("def f():\n    pass\n    x = 1\n    from string import *\n")
except SyntaxError as e: print(e, e.lineno, e.offset)
try: exec("def f():\n  class A:\n    x = 1\n    from string import *\n")
except SyntaxError as e: print(e, e.lineno, e.offset)
try: exec("class A:\n    x = 1\n    from string import *\n")
except SyntaxError as e: print(e, e.lineno, e.offset)
def zero(self, x=None): return 0
def hello(self): return b"hello"
def empty_seq(self): return []
def complex_num(self): return 1j
def stop(self): raise StopIteration
def return_true(self, thing=None): return True
def do_isinstance(obj): return isinstance(int, obj)
def do_issubclass(obj): return issubclass(int, obj)
def do_dict_missing(checker):
    class DictSub(checker.__class__, dict): pass
    return DictSub()["hi"]
def some_number(self_, key): return 42
def swallow(*args): return True
def format_impl(self, spec): return "hello"
def iden(self): return self
def run_context(manager):
    with manager: pass
specials = [("__bytes__", bytes, hello, set(), {}), ("__reversed__", reversed, empty_seq, set(), {}), ("__length_hint__", list, zero, set(), {"__iter__" : iden, "__next__" : stop}),
 ("__sizeof__", sys.getsizeof, zero, set(), {}), ("__instancecheck__", do_isinstance, return_true, set(), {}), ("__missing__", do_dict_missing, some_number, set(("__class__",)), {}),
 ("__subclasscheck__", do_issubclass, return_true, set(("__bases__",)), {}), ("__enter__", run_context, iden, set(), {"__exit__" : swallow}), ("__exit__", run_context, swallow, set(), {"__enter__" : iden}),
 ("__complex__", complex, complex_num, set(), {}), ("__format__", format, format_impl, set(), {}), ("__floor__", math.floor, zero, set(), {}), ("__trunc__", math.trunc, zero, set(), {}), ("__trunc__", int, zero, set(), {}),
 ("__ceil__", math.ceil, zero, set(), {}), ("__dir__", dir, empty_seq, set(), {}), ("__round__", round, zero, set(), {}), ("__len__", len, zero, set(), {}), ("__index__", hex, zero, set(), {}), ("__abs__", abs, zero, set(), {}), ("__hash__", hash, zero, set(), {}),
 ("__repr__", repr, lambda s: 'r', set(), {}), ("__str__", str, lambda s: 's', set(), {}), ("__bool__", bool, return_true, set(), {}), ("__contains__", lambda x: 1 in x, return_true, set(), {}), ("__iter__", iter, lambda s: iter(()), set(), {}), ("__int__", int, zero, set(), {}), ("__float__", float, lambda s: 1.0, set(), {}), ("__call__", lambda x: x(), zero, set(), {}), ("__eq__", lambda x: x == 1, zero, set(), {}), ("__lt__", lambda x: x < 1, zero, set(), {}), ("__add__", lambda x: x + 1, zero, set(), {}), ("__radd__", lambda x: 1 + x, zero, set(), {}), ("__iadd__", lambda x: x.__class__, zero, set(("__class__",)), {}), ("__getitem__", lambda x: x[1], zero, set(), {}), ("__divmod__", lambda x: divmod(x, 1), zero, set(), {}), ("__pow__", lambda x: pow(x, 1), zero, set(), {}), ("__neg__", lambda x: -x, zero, set(), {}), ("__next__", next, zero, set(), {}), ("__class_getitem__", lambda x: type(x)[1], zero, set(), {}), ("__reduce_ex__", lambda x: __import__('copy').copy(x), lambda s, p: 'x', set(('__class__', '__reduce_ex__')), {}), ("__copy__", lambda x: __import__('copy').copy(x), zero, set(('__class__', '__copy__')), {}), ("__fspath__", lambda x: 1, zero, set(), {}), ("__getstate__", lambda x: 1, zero, set(), {}), ("__del__", lambda x: None, zero, set(), {}), ("__mro_entries__", lambda x: type.__call__(type, 'x', (), {}), zero, set(), {})]
class Checker(object):
    def __getattr__(self, attr):
        print("__getattr__ called with {0}".format(attr)); raise AttributeError(attr)
    def __getattribute__(self, attr):
        if attr not in ok: print("__getattribute__ called with {0}".format(attr))
        return object.__getattribute__(self, attr)
record = []
class SpecialDescr(object):
    def __init__(self, impl): self.impl = impl
    def __get__(self, obj, owner):
        record.append(1)
        return self.impl.__get__(obj, owner)
class MyException(Exception): pass
class ErrDescr(object):
    def __get__(self, obj, owner): raise MyException
for name, runner, meth_impl, ok, env in specials:
    class X(Checker): pass
    for attr, obj in env.items(): setattr(X, attr, obj)
    setattr(X, name, meth_impl)
    print(name)
    try: runner(X())
    except Exception as e: print(type(e), e)
    record = []
    class X(Checker): pass
    for attr, obj in env.items(): setattr(X, attr, obj)
    setattr(X, name, SpecialDescr(meth_impl))
    try: runner(X())
    except Exception as e: print(type(e), e)
    print(record)
    class X(Checker): pass
    for attr, obj in env.items(): setattr(X, attr, obj)
    setattr(X, name, ErrDescr())
    try: runner(X())
    except Exception as e: print(type(e), e)
for t in (list, str):
    for n in ('__doc__', '__name__', '__qualname__', '__module__', '__bases__', '__abstractmethods__', '__annotations__', '__class__', '__mro__', '__dict__'):
        if n in type.__dict__:
            show(lambda: type.__dict__[n].__set__(t, 'x')); show(lambda: type.__dict__[n].__delete__(t))
class A: 'doc'
for n in ('__doc__', '__name__', '__qualname__', '__module__', '__bases__', '__mro__', '__dict__', '__basicsize__'):
    show(lambda: type.__dict__[n].__delete__(A)); show(lambda: type.__dict__[n].__set__(A, 1))
import weakref, collections.abc as c, types
print(isinstance(weakref.WeakSet(), c.MutableSet), issubclass(weakref.WeakSet, c.Set))
if sys.version_info >= (3, 9): print(str(weakref.WeakSet[int])[-40:])
class M2(types.ModuleType): __dict__ = property(lambda s: 8)
m = M2('m2')
show(dir, m)
m = types.ModuleType('m'); m.__dir__ = lambda: ['b', 'a']; print(dir(m), m.__dir__())
