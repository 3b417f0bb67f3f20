"""sentinel of 3.15 (PEP 661): what it says, keeps and refuses, in unions and matching."""
import sys, copy, gc
def t(s):
    try: r = repr(eval(s, globals()))
    except Exception as e: r = type(e).__name__ + ': ' + str(e)
    print(s, '->', r)
M = sentinel('M')
class C:
    X = sentinel('X')
    Y = sentinel('C.Y', repr='<why>')
def f(): return sentinel('F')
print(sorted(sentinel.__dict__), sentinel.__doc__, sentinel.__mro__)
for q in ['M', 'repr(M)', 'str(M)', 'C.X', 'C.Y', 'f()', 'M.__name__', 'M.__module__', 'C.X.__module__', 'C.Y.__name__', 'sentinel("M") is M', 'sentinel("M") == M', 'bool(M)', 'M.x', 'hash(M) == hash(M)', 'sentinel()', 'sentinel(1)', 'sentinel("a", 1)', 'sentinel("a", repr=1)', 'sentinel("a", repr=None)', 'sentinel(name="a")', 'sentinel("a", bool_value=False)', 'sentinel("a", module_name="q")', 'copy.copy(M) is M', 'copy.deepcopy(M) is M', 'M.__reduce__()', 'C.X.__reduce__()', 'M.__reduce_ex__(2)', 'copy.deepcopy([M])[0] is M', 'int | M', 'M | int', 'type(M | int)', 'M | None', 'M | M', 'None | M','sys.getrefcount(M)', 'gc.is_tracked(M)', 'type(M)', 'isinstance(M, sentinel)', 'M < M', 'M != M', 'M()', 'M.__doc__', 'M.__class__', 'M.__dict__', 'dir(M)[-4:]', 'sentinel.__name__', 'type(sentinel)', 'format(M)', 'f"{M!r:>5}"', 'gc.get_referents(M)', 'sentinel("é")', 'sentinel("")', 'sentinel("a b")', 'sentinel("a", "b")', "sentinel('a', repr='x').__repr__()"]: t(q)
try:
    class D(sentinel): pass
except TypeError as e: print(e)
for c in ('M.x = 1', 'M.__name__ = "k"', 'del M.__name__', 'M.__module__ = "zz"', 'del M.__module__'):
    try: exec(c); print(c, 'ok', M, M.__module__)
    except Exception as e: print(c, type(e).__name__, e)
import weakref
try: print(weakref.ref(M)() is M)
except TypeError as e: print(e)
m = f(); c1 = gc.get_count(); l = [sentinel('q') for i in range(10)]; print(gc.get_count()[0] - c1[0])
def g(x=M):
    match x:
        case C.X: return 'X'
        case sentinel(): return 'sent'
print(g(), g(C.X))
