# Corners of the library's tests: what sorting, copying a namespace, indices beyond all sizes and failing finalizers do.
from collections import OrderedDict, deque
import itertools, sys, threading, types, weakref

def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)

od = OrderedDict([("a", 1), ("b", 2)])
od.move_to_end("a")
t(lambda: [k for k in vars(type("C", (), od))][:2])

class N:
    __class_getitem__ = None

if sys.version_info >= (3, 11):
    t(lambda: N[int])
for text in ("nanj", "-nanj", "-infj", "+nanj", "1-infj", "-0j", "nan", "-inf"):
    t(lambda: complex(text))

class Killer:
    def __init__(self, x):
        pass

    def __del__(self):
        data[:] = range(20)

    def __lt__(self, other):
        data.clear()
        return id(self) < id(other)

data = list(range(10))
t(lambda: data.sort(key=Killer))
print(len(data))

class Clears:
    def __lt__(self, other):
        data.clear()
        return False

data = [Clears(), Clears()]
t(lambda: data.sort())
print(len(data))
d, big = deque([1, 2, 1]), 10 ** 30
t(lambda: (d.index(1, -big, big), d.index(1, 1, big)))
t(lambda: d.index(2, big))
t(lambda: d[big])
local = threading.local()
t(lambda: setattr(local, "__dict__", {}))
t(lambda: delattr(local, "__dict__"))
if sys.version_info >= (3, 10):
    m = types.ModuleType("foo")
    t(lambda: m.__annotations__)
    t(lambda: delattr(m, "__annotations__"))
    t(lambda: delattr(m, "__annotations__"))
    m.__loader__ = int
    print(m)

# groupby lets its current key go when it hands out a value.
class X:
    pass

x = X()
rc = sys.getrefcount
for k, g in itertools.groupby([x, x]):
    print(rc(x), list(g) == [x, x], rc(x))
del k, g
print(rc(x))

# What was raised in native code has the running frame for its traceback.
sys.unraisablehook = lambda u: print(u.exc_type.__name__, u.exc_value, u.exc_traceback.tb_lineno, u.exc_traceback.tb_frame.f_code.co_name)

class Extra:
    def __del__(self, extra):
        pass

def gen():
    try:
        yield
    finally:
        yield

def drop():
    Extra()
    g = gen()
    next(g)
    g = None
    r = weakref.ref(x, list.append)
    globals().pop("x")

drop()
