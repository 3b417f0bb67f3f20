"""FrameLocalsProxy (PEP 667)."""
import sys
def f(a, *, b=2):
    c = [1]
    def g(): return c
    fr = sys._getframe()
    p = fr.f_locals
    print(type(p), p is fr.f_locals, p == fr.f_locals)
    p['a'] = 10
    print(a, p['a'], 'a' in p, 'zz' in p, len(p), list(p), list(reversed(p)))
    p['new'] = 5
    print(p['new'], 'new' in fr.f_locals, 'new' in locals(), list(p))
    for act in ("p['zz']", "p.pop('a')", "p.pop('zz')", "p.pop('new')", "p.pop('zz', 3)", "p.setdefault('a', 3)", "p.setdefault('n2', 3)", "p.get('a')", "p.get('zz')", "p.get('zz', 1)", "p.update({'b': 7})", "p.update(b=8)", "p.update([('b', 1)])", "p.update(5)", "p.popitem()", "p.clear()", "sorted(p.keys())", "p.copy()['b']", "type(p.copy())", "type(p.keys())", "type(p.items())", "type(p | {'q': 1})", "type({'q': 1} | p)", "(p | {'q': 1})['q']", "p == dict(p)", "p != dict(p)", "p < p", "bool(p)", "p[1]", "1 in p", "p.__class__", "p.__ior__({'b': 3}) is p", "p.fromkeys", "dict(p) == p.copy()", "isinstance(p, dict)"):
        try:
            print(act, eval(act))
        except Exception as e:
            print(act, type(e).__name__, e)
    for bad in ('a', 'zz', 'n2'):
        try:
            del p[bad]
            print('deleted', bad)
        except Exception as e:
            print(type(e).__name__, e)
    p[1] = 2
    print(p[1], 1 in p, list(p))
    p['c'] = 'cell'
    print(c, g(), b)
    del b
    try:
        p['b']
    except KeyError as e:
        print(e)
    p['b'] = 'again'
    print(b)
    try:
        type(p)()
    except TypeError as e:
        print(e)
    try:
        type(p)(fr, 1)
    except TypeError as e:
        print(e)
    try:
        type(p)(1)
    except TypeError as e:
        print(e)
    q = type(p)(fr)
    print(q == p)
    return p
p = f(1)
print(list(p), p['a'])
def h():
    x = 1
    p = sys._getframe().f_locals
    return repr(p)
print(h())
def k():
    x = 1
    return sys._getframe().f_locals
print(k())
v = [sys._getframe().f_locals for a in range(2)]
print('a' in v[0], type(v[0]))
class C:
    y = 1
    v = [sys._getframe().f_locals for a in range(2)]
    print(list(v[0]), type(v[0]), list(v[0]))
    w = [list(sys._getframe().f_locals) for a in range(2)]
    print(w)
    z = [sorted(locals()) for a in range(2)]
    print(z)
    print(type(sys._getframe().f_locals))
def gen():
    x = 1
    yield sys._getframe().f_locals
    yield x
g = gen()
p = next(g)
p['x'] = 9
print(next(g), g.gi_frame.f_locals == p)
sys._getframe().f_locals['glo'] = 4
print(glo)
import collections.abc
print(isinstance(p, collections.abc.Mapping), isinstance(p, collections.abc.MutableMapping))
print([m for m in dir(p) if not m.startswith('__')])
def m():
    match sys._getframe().f_locals:
        case {}: print('mapping')
m()
print(dict(**k()))
p = k()
try:
    print(sys.getsizeof(p))
except Exception as e: print(e)
import gc
print(gc.is_tracked(p))
