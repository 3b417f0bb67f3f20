# Names of the library that came or were missing.
import abc, builtins, collections, collections.abc, functools, io, operator, sys, threading, time, types
from collections import UserList, UserString


def attempt(f, *args):
    try:
        print(' ', f(*args))
    except Exception as e:
        print(' ', type(e).__name__ + ':', e)


calls = []
sys.breakpointhook = lambda *args, **kw: calls.append((args, kw))
breakpoint()
breakpoint(1, header='x')
print(calls, sys.__breakpointhook__ is sys.breakpointhook)
del sys.breakpointhook
attempt(breakpoint)
print(sys.call_tracing(max, (3, 4)))
if sys.version_info >= (3, 10):
    attempt(aiter, [])
    attempt(anext, [])
    print('copyreg' in sys.stdlib_module_names, type(sys.stdlib_module_names).__name__)

u = UserString('Hello')
print(u, repr(u), len(u), u + ' you', 'well ' + u, u * 2, u[1:3], u == 'Hello', u < 'World', hash(u) == hash('Hello'))
print(u.upper(), type(u.upper()).__name__, u.find('l'), u.replace('l', UserString('L')), 'ell' in u, u.split('e'), u % ())
print(u.startswith('He'), u.encode(), u.center(9, '*'), UserString(42), int(UserString('7')), list(u), u.isalpha())
print(u.maketrans('a', 'b'), u.translate({72: 'J'}), u.count('l'), u.index('o'), u.partition('l'))
attempt(lambda: u.index('z'))
w = UserList([3, 1, 2])
w += [5]
w.extend(UserList([4]))
print(w, w + [1], [0] + w, w * 2, w[1:3], type(w[1:3]).__name__, w < [4], w == [3, 1, 2, 5, 4], w.index(5), w.count(1), sorted(w))
w.sort(reverse=True)
print(w, w.pop(), w.copy(), 5 in w, list(reversed(w)))
w.reverse()
w.remove(3)
print(w, w.data)
w.clear()
print(len(w), bool(w))
print(collections.defaultdict(list, a=[1]) == collections.defaultdict(list, a=[1]), collections.defaultdict(int) == {})


class Greeter:
    @functools.singledispatchmethod
    def greet(self, x):
        return 'object ' + repr(x)

    @greet.register(int)
    def _(self, x):
        return 'int %d' % x

    @greet.register
    def _(self, x: str):
        return 'str ' + x

    @functools.singledispatchmethod
    @classmethod
    def make(cls, x):
        return cls.__name__

    @make.register(list)
    @classmethod
    def _(cls, x):
        return 'list of ' + cls.__name__


g = Greeter()
print(g.greet(2.5), g.greet(3), g.greet(True), g.greet('you'), Greeter.make(1), g.make([]))
attempt(g.greet)


class Shape(abc.ABC):
    @abc.abstractproperty
    def area(self): pass

    @abc.abstractclassmethod
    def make(cls): pass

    @abc.abstractstaticmethod
    def help(): pass


print(sorted(Shape.__abstractmethods__))
print(operator.__setitem__ is operator.setitem, hasattr(operator, '__call__'))
if sys.version_info >= (3, 9):
    print(types.GenericAlias is type(list[int]))
if sys.version_info >= (3, 10):
    print(types.UnionType is type(int | str), threading.gettrace(), threading.getprofile(), io.text_encoding(None), io.text_encoding('x'))
if sys.version_info >= (3, 12):
    class B(dict): pass
    print(types.get_original_bases(B), isinstance(b'', collections.abc.Buffer), isinstance('', collections.abc.Buffer), isinstance(memoryview(b''), collections.abc.Buffer))
print(issubclass(bytes, collections.abc.ByteString), issubclass(str, collections.abc.ByteString))
print(threading.get_native_id() > 0, time.CLOCK_REALTIME, time.CLOCK_MONOTONIC, time.get_clock_info('monotonic').monotonic)
print(time.clock_gettime(time.CLOCK_MONOTONIC) <= time.clock_gettime(time.CLOCK_MONOTONIC), type(time.clock_gettime_ns(1)).__name__, time.tzset())
attempt(time.get_clock_info, 'x')
for c in (object, int, list, tuple, dict, str, bytes, bool, type, Exception, Shape, UserList, type(len), type(print.__call__)):
    print(c.__name__, [bit for bit in (9, 10, 14, 20, 24, 25, 26, 27, 28, 29, 30, 31) if c.__flags__ >> bit & 1], end=' ')
print()
try:
    from collections import Mapping
    print(Mapping is collections.abc.Mapping)
except ImportError as e:
    print('ImportError')

# code.replace()
def f(a, b=2):
    "doc"
    x = a + 10
    return x * b
c = f.__code__
d = c.replace(co_name='g', co_firstlineno=100)
g = types.FunctionType(d, globals(), 'g', (3,))
print(g(1), d.co_name, d.co_firstlineno, c.co_name, d is c, d.co_varnames, g.__name__)
e = c.replace(co_consts=tuple(20 if k == 10 else k for k in c.co_consts))
print(types.FunctionType(e, globals(), 'h', (1,))(1))
print(c.replace(co_filename='x.py').co_filename, c.replace(co_argcount=2).co_argcount)
def bad(): 1/0
try: types.FunctionType(bad.__code__.replace(co_firstlineno=50, co_name='worse'), {})()
except ZeroDivisionError as err: print(err.__traceback__.tb_next.tb_lineno, err.__traceback__.tb_next.tb_frame.f_code.co_name)
try: c.replace(foo=1)
except TypeError as err: print(err)
try: c.replace(1)
except TypeError as err: print(err)
f.__code__ = c.replace(co_name='renamed')
print(f(2), f.__code__.co_name, f.__name__)
def outer():
    y = 5
    def inner(): return y
    return inner
i = outer()
i.__code__ = i.__code__.replace(co_name='zz')
print(i())

# mappingproxy | and []
import types, sys
p = types.MappingProxyType({1: 2, 3: 4})
if sys.version_info >= (3, 9):
    print(p | {5: 6}, {5: 6} | p, p | p, type(p | p).__name__, list(reversed(p)), types.MappingProxyType[int, str], enumerate[int])
    try:
        p |= {1: 1}
    except TypeError as e: print(e)
try: p | 3
except TypeError as e: print(e)
print(p == {1: 2, 3: 4}, p == types.MappingProxyType({1: 2, 3: 4}), p.copy())
