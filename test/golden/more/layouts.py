# What iterators, types and frames take, and where their dicts and weak references lie.
import sys, itertools, functools
things = [iter([1]), iter((1,)), iter({1}), iter({1: 2}), iter("a"), iter("€"), iter(b"a"), iter(bytearray(b"a")), iter({}.values()), iter({}.items()), reversed([1]), reversed((1,)), reversed({1: 1}), reversed("ab"), enumerate("a"), enumerate("a", 10**20), zip("a", "b"), map(str, "a"), filter(None, "a"), iter(int, 1), {}.keys(), {}.values(), {}.items()]
for t in things: print(type(t).__name__, sys.getsizeof(t), t.__sizeof__())
for t in [itertools.count(), itertools.cycle("ab"), itertools.repeat(1), itertools.repeat(1, 5), itertools.chain("a", "b"), itertools.islice("abc", 2), itertools.accumulate([1]), itertools.product("ab", "cd"), itertools.permutations("abc", 2), itertools.combinations("abc", 2), itertools.groupby("aab"), itertools.tee("a")[0], itertools.takewhile(len, "a"), itertools.dropwhile(len, "a"), itertools.starmap(pow, []), itertools.zip_longest("a", "b"), itertools.compress("a", [1]), itertools.filterfalse(None, "a"), functools.partial(int, base=2), functools.lru_cache(len)]:
    print(type(t).__name__, sys.getsizeof(t))
import sys, collections
d = collections.deque(); last = -1
for i in range(200):
    z = sys.getsizeof(d)
    if z != last: print(len(d), z, end=" | "); last = z
    d.append(i)
print()
print(sys.getsizeof(collections.deque(maxlen=3)), sys.getsizeof(collections.deque(range(100))))
print(sys.getsizeof(collections.OrderedDict()), sys.getsizeof(collections.OrderedDict(a=1)), sys.getsizeof(collections.OrderedDict((i, i) for i in range(20))))
print(sys.getsizeof(collections.defaultdict(list)), sys.getsizeof(collections.Counter("hello")), sys.getsizeof(collections.ChainMap({})), sys.getsizeof(collections.ChainMap({}).maps))
print(sys.getsizeof(iter(collections.deque())), sys.getsizeof(reversed(collections.deque())), sys.getsizeof(iter(collections.OrderedDict())))
print(sys.getsizeof(collections.UserList()), sys.getsizeof(collections.UserDict()))
P = collections.namedtuple("P", "a b"); print(sys.getsizeof(P), sys.getsizeof(P.a), sys.getsizeof(P(1, 2)))
import sys
class A: pass
class B(A): x = 1
class C: __slots__ = ()
class D: __slots__ = ("a", "b")
class E(D): __slots__ = ("c",)
class F(D): pass
class G(list): pass
class H(dict): __slots__ = ()
class I(Exception): pass
class J: __slots__ = ("__dict__",)
class K: __slots__ = ("__weakref__",)
class L: __slots__ = ("a", "__dict__", "__weakref__")
class O: __slots__ = tuple("abcdefghij")
for c in (A, B, C, D, E, F, G, H, I, J, K, L, O):
    print(c.__name__, sys.getsizeof(c), c.__basicsize__, c.__dictoffset__, c.__weakrefoffset__, c.__itemsize__)
for o in (A(), B(), C(), D(), E(), F(), G(), H(), I(), J(), K(), L(), O()):
    print(type(o).__name__, sys.getsizeof(o), o.__sizeof__())
print([sys.getsizeof(t) for t in (int, str, list, dict, object, type, Exception)])
import sys
for t in (BaseException, Exception, ArithmeticError, AttributeError, EOFError, FileNotFoundError, FloatingPointError, GeneratorExit, ImportError, IndentationError, IndexError, KeyError, KeyboardInterrupt, MemoryError, ModuleNotFoundError, NameError, NotImplementedError, OSError, OverflowError, RecursionError, ReferenceError, RuntimeError, StopAsyncIteration, StopIteration, SyntaxError, SystemError, SystemExit, TabError, TypeError, UnboundLocalError, UnicodeError, ValueError, Warning, UserWarning, ZeroDivisionError):
    print(t.__name__, sys.getsizeof(t()), t.__basicsize__, t.__dictoffset__, t.__weakrefoffset__)
print(sys.getsizeof(UnicodeDecodeError("u", b"", 0, 1, "r")), sys.getsizeof(UnicodeEncodeError("u", "", 0, 1, "r")))
e = ValueError(1); e.note = 1; print(sys.getsizeof(e), sys.getsizeof(e.__dict__), sys.getsizeof(e.args))
import sys
print(sys.getsizeof(1.0), sys.getsizeof(1j), float.__sizeof__(2.0), complex.__sizeof__(1j))
class F(float): pass
class C(complex): pass
class FS(float): __slots__ = ()
print(sys.getsizeof(F()), sys.getsizeof(C()), sys.getsizeof(FS(1)))
f = F(); f.a = 1
print(sys.getsizeof(f), sys.getsizeof(f.__dict__))
print(F.__basicsize__, F.__itemsize__, F.__dictoffset__, F.__weakrefoffset__)
print(float.__basicsize__, complex.__basicsize__, int.__basicsize__, int.__itemsize__)
import sys
def f(): return sys.getsizeof(sys._getframe())
def g(a, b, c): x = y = z = 1; return sys.getsizeof(sys._getframe())
def h():
    v = 1
    def i(): return v + sys.getsizeof(sys._getframe())
    return i(), sys.getsizeof(sys._getframe())
print(f(), g(1, 2, 3), h(), sys.getsizeof(sys._getframe()))
class A: print(sys.getsizeof(sys._getframe()))
print([sys.getsizeof(sys._getframe()) for _ in range(2)])
print((lambda: sys.getsizeof(sys._getframe()))())
try: 1/0
except ZeroDivisionError as e:
    print(sys.getsizeof(e.__traceback__), sys.getsizeof(e.__traceback__.tb_frame), sys.getsizeof(e))
def k():
    try: 1/0
    except ZeroDivisionError as e: return e
print(sys.getsizeof(k().__traceback__.tb_next or k().__traceback__), sys.getsizeof(k().__traceback__.tb_frame))
