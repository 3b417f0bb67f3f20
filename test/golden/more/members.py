import gc, sys, weakref, tracemalloc, itertools
from collections import deque, OrderedDict, defaultdict
class C:
    def m(self): pass
c = C(); r = weakref.ref(c); p = weakref.proxy(c)
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
def g(): yield
# Members and computed attributes refuse in different words.
for o, names in ((r, '__callback__'), (c.m, '__func__ __self__'), ([].__len__, '__self__'), (g.__code__, 'co_name co_varnames co_flags'), (g(), 'gi_code gi_frame gi_running'), (C, '__mro__ __base__ __basicsize__ __flags__'), (len, '__self__')):
    for n in names.split(): t(setattr, o, n, 1)
t(weakref.ref, c, callback=None); t(weakref.ref, c, bad=1); t(r, 1)
print(set(dir(p)) - set(dir(c)), [n for n in dir(p) if n[0] != '_'], '__add__' in dir(p), '__add__' in dir(type(p)))
# How the errors of methods name them.
def w():
    class L(list): pass
    class OO(OrderedDict): pass
    return L(), OO()
L, OO = w()
for x in (deque(), OO, OrderedDict(), L, [], defaultdict()):
    for n in ('append', 'copy', 'items', 'clear', 'count', 'pop', 'reverse'):
        if hasattr(x, n) and n != 'pop': t(getattr(x, n), 1, 2); t(getattr(type(x), n))
for x in ([], L): t(x.sort, 1); t(x.sort, 1, 2, 3); t(x.__setitem__); t(x.__setitem__, 1); t(x.__getitem__); t(x.__len__, 1)
t(OrderedDict.update); t(itertools.chain.from_iterable)
class Hint:
    def __iter__(self): return iter('ab')
    def __length_hint__(self): return sys.maxsize
l = [1]; l.extend(Hint()); print(l)
# Types that no program made can be in no cycle.
print(gc.is_tracked({1: int}), gc.is_tracked({1: C}), gc.is_tracked({int: len}))
def classes():
    class A: pass
    A.a = A; gc.collect(); del A; print(gc.collect())
    class B(list):
        def __init__(self): super().__init__()
    gc.collect(); del B; print(gc.collect())
classes()
x = (int, str); y = (C, 1); gc.collect(); print(gc.is_tracked(x), gc.is_tracked(y))
# The interpreter's hooks with what they do not expect.
t(sys.unraisablehook, None); t(sys.unraisablehook, (1, 2, 3, 4, 5)); t(sys.excepthook, '1', '1', 1); t(sys.excepthook, None, None, None); t(sys.excepthook, ValueError, ValueError, None)
show = compile("42; None", "<string>", "single"); eval(show)
def hook(o): print("shown", o)
sys.displayhook = hook; eval(show); del sys.displayhook; t(eval, show)
# Snapshots of traces that a program made itself.
trace = lambda domain, size, *frames: (domain, size, frames) + ((len(frames),) if sys.version_info >= (3, 9) else ())
traces = [trace(0, 10, ('a.py', 2), ('b.py', 4)), trace(0, 10, ('a.py', 2), ('b.py', 4)), trace(1, 2, ('a.py', 5), ('b.py', 4)), trace(2, 66, ('b.py', 1)), trace(3, 7, ('<unknown>', 0))]
s = tracemalloc.Snapshot(traces, 2); s2 = tracemalloc.Snapshot(traces[1:] + [trace(4, 400, ('c.py', 578))], 2)
for key in ('lineno', 'filename', 'traceback'):
    print(*s.statistics(key), sep='\n'); print(*s2.compare_to(s, key), sep='\n')
print(*s.statistics('filename', True), sep='\n'); t(s.statistics, 'traceback', True)
for f in (tracemalloc.Filter(True, 'b.py'), tracemalloc.Filter(False, 'b.py', all_frames=True), tracemalloc.DomainFilter(True, 1), tracemalloc.Filter(True, 'a.py', 2, domain=0)):
    print(len(s.filter_traces((f,)).traces), [str(x) for x in s.filter_traces((f,)).statistics('lineno')])
