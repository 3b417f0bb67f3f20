"""functools.Placeholder of 3.14: places kept free in partial and partialmethod."""
from functools import partial, Placeholder
import functools, copy, gc, sys
def t(s):
    try: r = repr(eval(s, globals())).replace(hex(id(f)), '0x')
    except Exception as e: r = type(e).__name__ + ': ' + str(e)
    print(s, '->', r)
_ = Placeholder
def f(*a, **k): return a, k
p = partial(f, _, 2, _, 4)
class P(partial): pass
class H:
    m = functools.partialmethod(f, _, 2) if False else None
    n = functools.partialmethod(lambda self, *a: a, _, 'two')
for q in ['Placeholder', 'type(Placeholder)', 'type(Placeholder)() is Placeholder', 'type(Placeholder)(1)', 'Placeholder.__doc__', 'Placeholder.__reduce__()', 'copy.copy(_) is _', 'type(_).__mro__', 'type(_).__module__', 'p', 'p(1, 3)', 'p(1, 3, 5)', 'p(1)', 'p()', 'p(1, 3, z=1)', 'partial(f, _)', 'partial(f, 1, _)', 'partial(f, _, 1, _)', 'partial(f, x=_)', 'partial(p, 1)', 'partial(p, 1)(3)', 'partial(p, _, 3)', 'partial(p, _, 3)(1)', 'partial(p, 1, 3, 5)', 'partial(p, 1, 3, 5)()', 'partial(p, 1, 3, 5, z=2)(6, z=3)', 'p.args', 'p.func is f', 'partial(p, 1).args', 'partial(partial(f, _, 2), 1, _)', 'partial(partial(f, _, 2), _, _)', 'P(f, _, 2)', 'P(f, _, 2)(1)', 'P(p, 1)', 'p.__reduce__()[2]', 'copy.copy(p)(1, 3)', 'bool(_)', '_ == _', 'hash(_) == hash(_)', 'H().n(1)', 'H().n(1, 3)', 'H().n()', '_()', '_.x', 'partial(f, *[_]*3, 4)(1,2,3)', 'partial(f, _, 2)(_)', 'p(_, 1)', 'sys.getrefcount(_) > 1000', 'gc.is_tracked(_)', 'partial(f, _, 2, a=1)', 'partial(partial(f, _, 2, a=1), 1, a=2)','functools.partialmethod(f, 1, _)', 'functools.partialmethod(f, _, 1)', 'p.__setstate__((f, (1, _), {}, {}))', 'p.__setstate__((f, (_, 1), {}, {}))', 'p', 'p(0)', 'partial(int, _, base=2)', 'partial(int, _, 2)("101")', 'partial(partial(int, _, 2), "101")()']: t(q)
class Plain:
    def __call__(self, *a, **k): return a, k
class K:
    n = functools.partialmethod(Plain(), _, 2, _, 4, k=1)
    m = functools.partialmethod(n, 1)
for q in ['K().n(1, 3)[0][1:]', 'K().n(1)', 'K().m(3, 5, z=6)[0][1:]', 'K().m()', 'K.__dict__["m"].args']: t(q)
try: _.x = 1
except AttributeError as e: print(e)
try:
    class D(type(_)): pass
except TypeError as e: print(e)
