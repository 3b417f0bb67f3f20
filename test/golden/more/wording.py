import sys, types, heapq, random, math, weakref, itertools
from collections import deque, OrderedDict, defaultdict
def t(f, *a, **k):
    try: print("ok", f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
# What functions and methods say of themselves.
def f(): pass
f.known_attr = 7
print([n in dir(f) for n in ('known_attr', '__code__', '__globals__', '__wrapped__')], 'known_attr' in dir(f.__get__(1)))
class C:
    def a(self): "of a"
c = C()
print(c.a.__doc__, C.a.__doc__); C.a.__doc__ = "A"; print(c.a.__doc__); del C.a.__doc__; print(c.a.__doc__)
# Modules that are called.
m = types.ModuleType("mod"); t(m); m.mod = f; t(m); m.mod = 5; t(m); t(heapq)
t(lambda: print >> sys.stdout)
t(staticmethod, func=len); t(classmethod, func=len); t(staticmethod); t(classmethod, 1, 2)
t(bytes, b'x', errors='strict'); t(bytes, encoding='ascii'); t(bytes, errors='strict'); t(bytearray, errors='x'); t(bytes, 'x', errors='strict')
class S(str):
    def __bytes__(self): return b"abc"
t(bytes, S("x")); t(bytearray, S("x"))
t(heapq.heapify, 5); t(heapq.heappush, 5, 1); t(heapq.heappop, ()); t(heapq.heapreplace, {}, 1); t(heapq.heappushpop, 3, 3); t(heapq.heappop, []); t(heapq.heapreplace, [], 1); t(heapq.heappushpop, [], 1)
if sys.version_info >= (3, 11): t(random.seed, [1])
t(random.setstate, (5, None, None)); t(random.setstate, (3, (1,), None))
e = ImportError("m", name="n", path="p"); print(e.msg, e.name, e.path); e.__init__("q"); print(e.msg, e.name, e.path, repr(e)); e.__init__(); print(e.msg)
class A: pass
a = A()
for x in (deque(), OrderedDict(), sys.stdout, itertools.count(), weakref.proxy(a)):
    for g in (lambda: x + 1, lambda: 1 + x, lambda: x < 1, lambda: x[0.5], lambda: x(), lambda: len(x), lambda: -x, lambda: 'a' + x, lambda: int(x), lambda: float(x), lambda: x @ 1, lambda: [][x]): t(g)
# Keywords that were nearly right, and keywords that are none.
for f, k in ((print, 'sepp'), (sorted, 'ky'), (int, 'bas'), (max, 'defalt'), (math.isclose, 'rel_to'), (deque, 'maxln'), (itertools.product, 'repat'), (print, 'colour'), (''.split, 'se'), (sum, 'strt'), (__import__, 'gobals')):
    t(f, *((1, 2) if f in (max, math.isclose) else () if f in (deque, itertools.product, print, ''.split) else ('1',)), **{k: 1})
import functools
p = functools.partial(lambda *a, **k: (a, k)); p.keywords[5] = 1; t(p); t(p, x=1)
# Characters by name.
print("\N{BULLET} \N{greek small letter lamda} \N{LATIN SMALL LETTER E WITH ACUTE}\N{CYRILLIC CAPITAL LETTER ZHE}\N{CJK UNIFIED IDEOGRAPH-4E2D}", f"{1}\N{EM DASH}{2:\N{BULLET}>5}", rf"\N{1}", r"\N{x}", len("\N{GRINNING FACE}"), b"\N{x}" == b"\\N{x}", "\N{NBSP}" == "\xa0")
for c in (r"'\N'", r"'\N{'", r"'x\N{abc'", r"'\N{}'", r"'\Nab'", "try:\n a\n b\nexcept:\n c\nexcept A:\n d"):
    try: compile(c, "s", "exec")
    except SyntaxError as e: print(e.msg, e.lineno)
if sys.version_info >= (3, 11):
    exec('''
try:
    try: raise ExceptionGroup("outer", [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError("new")
except BaseExceptionGroup as e: print(repr(e), e.args, e.exceptions)
try: raise ValueError(1)
except* ValueError as e: print(repr(e), e.args)
''')
    try: compile("try: pass\nexcept*: pass", "s", "exec")
    except SyntaxError as e: print(e.msg, e.offset)
# The line that a SyntaxError keeps: the parser's from the text, the compiler's from the file of that name.
for c in ("return 5", "break", "x = 1\nfrom __future__ import division", "nonlocal x", "(yield)", "class A:\n def f(self):\n  nonlocal q", "def f(x): global x", "x = ", "a b"):
    for mode in ("exec", "eval"):
        try: compile(c, "case", mode)
        except SyntaxError as e: print(repr(c), mode, e.lineno, repr(e.text))
# Names that were nearly right, as traceback has them.
import traceback
class A: foo, barbar = 1, 2
xy = 1
def f():
    xyz = 5
    return xzz
for n in ("A().fo", "A().barbr", "A().fooo", "xz", "f()", "xyzz", "xy1", "prnt", "ab", "A().__eqq__"):
    try: exec(n)
    except Exception as e: print(traceback.format_exception_only(type(e), e), traceback.format_exc().splitlines()[-1])
