# Keywords of mappings that are subclasses of dict, and bases that change within a lookup
od = {}
from collections import OrderedDict
od = OrderedDict([('a', 1), ('b', 2)])
od.move_to_end('a')
expected = list(od.items())
def fn(**kw): return kw
res = fn(**od)
print(type(res), list(res.items()), expected, list({**od}.items()), list(dict(od).items()))
d = {}; d.update(od); print(d)
def f2(a, **k): return k
print(f2(1, **od), f2(1, z=3, **od), dict(**od), (lambda *a, **k: k)(*(), **od))
class MyKey(object):
    def __hash__(self): return hash('mykey')
    def __eq__(self, other): X.__bases__ = (Base2,)
class Base(object): mykey = 'from Base'; mykey2 = 'from Base'
class Base2(object): mykey = 'from Base2'; mykey2 = 'from Base2'
X = type('X', (Base,), {MyKey(): 5})
print(X.mykey, X.mykey2)
class Own(dict):
    def keys(self): return ['x', 'y']
    def __getitem__(self, k): return k * 2
    def __iter__(self): return iter(['x', 'y'])
class Plain(dict): pass
for m in Own(a=1), Plain(b=2, c=3), Plain(), OrderedDict(): print(fn(**m), (lambda *a, **k: (a, k))(*[1], **m), dict(**m))
try: fn(**Plain({1: 2}))
except TypeError as e: print(e)
import sys
p = Plain(b=[], c=[]); n = [sys.getrefcount(v) for v in p.values()]
for i in range(5): fn(**p)
print([sys.getrefcount(v) for v in p.values()] == n, sys.getrefcount(p))
