# Blocks of instances of subclasses: a sentinel item, characters apart; and who takes a freed block.
import tracemalloc, gc, sys
gc.disable()
class T(tuple): pass
class T0(tuple): __slots__ = ()
class I(int): pass
class I0(int): __slots__ = ()
class F(float): pass
class S(str): pass
class S0(str): __slots__ = ()
class By(bytes): pass
class By0(bytes): __slots__ = ()
class L(list): pass
class L0(list): __slots__ = ()
class D(dict): pass
class D0(dict): __slots__ = ()
class Se(set): pass
class Fs(frozenset): pass
class Ba(bytearray): pass
class E(Exception): pass
class E0(Exception): __slots__ = ()
class C(complex): pass
class O: pass
class Ow: __slots__ = ("__weakref__",)
class Od: __slots__ = ("__dict__",)
class O0: __slots__ = ()
class O3: __slots__ = ("a", "b", "c")
class Ty(type): pass
class P(property): pass
from collections import namedtuple, OrderedDict, Counter, defaultdict, deque
N = namedtuple("N", "a b")
class Od2(OrderedDict): pass
class Dq(deque): pass
data = (1, 2, 3)
def noop(): return None
tracemalloc.start()
def measure(name, make, *args):
    out = []
    keep = [None] * 40
    for i in range(34):
        keep[i] = make(*args)
    for n in range(3):
        a = tracemalloc.get_traced_memory()[0]
        x = make(*args)
        b = tracemalloc.get_traced_memory()[0]
        out.append(b - a)
        keep[35 + n] = x
        del x
    print(name, out[1:], sys.getsizeof(keep[35]))
measure("none", noop)
for k, a in ((T, (data,)), (T0, (data,)), (T0, ()), (I, (5,)), (I, (1 << 70,)), (I0, (5,)), (I0, (0,)), (F, (1.5,)), (S, ("abc",)), (S, ("",)), (S, ("é€",)), (S0, ("abc",)), (By, (b"abc",)), (By0, (b"abc",)), (L, (data,)), (L, ()), (L0, (data,)), (D, ()), (D, ({1: 2},)), (D0, ()), (Se, ()), (Se, (data,)), (Fs, (data,)), (Ba, (b"abc",)), (E, ("x",)), (E, ()), (E0, ()), (C, (1, 2)), (O, ()), (Ow, ()), (Od, ()), (O0, ()), (O3, ()), (P, ()), (N, (1, 2)), (Od2, ()), (Dq, ()), (tuple, (range(3),)), (list, (data,)), (dict, ({1: 2},)), (set, (data,)), (frozenset, (data,)), (bytearray, (b"abc",)), (deque, ()), (deque, (data,)), (OrderedDict, ()), (OrderedDict, ({1: 2},)), (defaultdict, (int,)), (Counter, ("ab",)), (object, ()), (slice, (1, 2)), (range, (5,)), (complex, (1, 2)), (float, ("1.5",)), (int, ("1" * 20,)), (str, (12345,)), (bytes, (10,)), (memoryview, (b"abc",)), (property, ()), (enumerate, (data,)), (zip, (data, data)), (map, (noop, data)), (filter, (noop, data)), (reversed, (data,)), (iter, (data,)), (iter, ([],)), (ValueError, ("x",)), (KeyError, ()), (OSError, (1, "x")), (super, (O, O())), (type(noop), (noop.__code__, {}))):
    measure(k.__name__ + str(a)[:20], k, *a)
tracemalloc.stop()

# Addresses: which freed block serves whom, after a warm-up.
import gc; gc.disable()
class T(tuple): pass
class S: __slots__ = ("a", "b")
class A: pass
class B:
    def __init__(self, x): self.x = x
class I(int): pass
class St(str): pass
class By(bytes): pass
class L(list): pass
class D(dict): pass
def mk(): return lambda: None
def gen(): yield 1
makers = [("T0", lambda: T()), ("T2", lambda: T((1, 2))), ("T3", lambda: T((1, 2, 3))), ("S", S), ("I", lambda: I(7)), ("I0", lambda: I(0)), ("Ibig", lambda: I(1 << 65)), ("St", lambda: St("ab")), ("Stl", lambda: St("a" * 20)), ("By", lambda: By(b"ab")), ("L", L), ("D", D), ("object", object), ("float", lambda: float("1.5")), ("int", lambda: int("1234")), ("int2", lambda: int("1" * 12)), ("str3", lambda: "".join(["a", "bc"])), ("str20", lambda: "".join(["a"] * 20)), ("stru", lambda: "".join(["€"] * 3)), ("bytes3", lambda: bytes([1, 2, 3])), ("bytes20", lambda: bytes([1] * 20)), ("slice", lambda: slice(1)), ("range", lambda: range(9)), ("cplx", lambda: complex(1, 2)), ("it", lambda: iter([])), ("itd", lambda: iter({})), ("gen", gen), ("fn", mk), ("en", lambda: enumerate(())), ("zip", lambda: zip()), ("map", lambda: map(mk, ())), ("set", set), ("fs", lambda: frozenset((1,))), ("exc", ValueError), ("excm", lambda: ValueError("x")), ("prop", property), ("sm", lambda: staticmethod(mk)), ("mv", lambda: memoryview(b"x")), ("dk", lambda: {}.keys()), ("rev", lambda: reversed([])), ("ba", lambda: bytearray(2))]
d = dict(makers)
pools = {}
for n, f in makers:
    for _ in range(5):
        x = [f() for _ in range(3)]; del x
pads = []
def follows(a, b):
    # Once the pool may be at its end.
    same = 0
    for _ in range(3):
        x = d[a](); i = id(x); x = None
        y = d[b](); same += id(y) == i; y = None
        pads.append((d[a](), d[b]()))
    return same > 1
for n in d:
    print(n, [m for m in d if follows(n, m)])
