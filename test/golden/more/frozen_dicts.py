"""frozendict of 3.15 (PEP 814): making, comparing, hashing, joining, refusing, what takes one for a mapping, and its end."""
import sys, gc
def t(s, **kw):
    try: r = repr(eval(s, globals(), kw))
    except Exception as e: r = type(e).__name__ + ': ' + str(e)
    print(s, '->', r)
a = frozendict(x=1, y=2)
b = frozendict({'y': 2, 'x': 1})
class S(frozendict): pass
s = S(x=1)
d = {'x': 1}
for q in ['a', 'frozendict()', 'frozendict({})', 'a == b', 'hash(a)==hash(b)', 'a is frozendict(a)', 'a == {"x":1,"y":2}', '{"x":1,"y":2} == a', 'a != b', 'a < b', 'a["x"]', 'a["z"]', 'a.get("z", 5)', 'a.get("x")',
 'a.keys()', 'a.values()', 'a.items()', 'list(a)', 'list(reversed(a))', 'len(a)', '"x" in a', 'a.x', 'a.update', 'a.pop', 'a.copy() is a', 'a.copy()', 'a | {"z":3}', '{"z": 3} | a', 'a | b', 'a | [1]', '[1] | a', 'a | [("z", 3)]',
 'frozendict(1)', 'frozendict([1])', 'frozendict([(1,2,3)])', 'frozendict(1, 2)', 'frozendict([("a", 1)], b=2)', 'frozendict.fromkeys("ab")', 'frozendict.fromkeys("ab", 7)', 'S.fromkeys("ab", 7)', 'type(S.fromkeys("ab"))',
 's', 'S()', 's | {"z": 1}', 'type(s | {"z": 1})', 's.copy()', 'type(s.copy())', 's.copy() is s', 'frozendict(s)', 'frozendict(s) is s', 'S(a)', 's == a', 's == frozendict(x=1)', 'hash(s) == hash(frozendict(x=1))', 's.__dict__', 'hash(frozendict(x=[]))', 'hash(frozendict())==hash(frozendict())', 'frozendict() is frozendict()', 'bool(frozendict())', 'bool(a)',
 'isinstance(a, dict)', 'dict(a)', '{**a}', 'f(**a)', 'gc.is_tracked(a)', 'gc.is_tracked(frozendict(x=[]))', 'gc.is_tracked(frozendict())', 'gc.is_tracked(frozendict({1:2}))','gc.is_tracked(frozendict(x=(1,)))', 'gc.is_tracked(frozendict.fromkeys("ab", []))', 'gc.is_tracked(a | {"z": []})',
 'gc.is_tracked(a | {"z": 1})', 'gc.is_tracked(s)', 'frozendict[int, str]', 'a.__class_getitem__(int)', 'a.__reduce__()', 'a.__getnewargs__()', 'a.__ror__({})', 'a.__or__({"x": 5})', 'a | {} is a', '(a | {}) is a', '({} | a)', 'type({} | a)', 'd | a', 'type(d | a)', 'd.__ior__(a)', 'd', 'frozendict(x=a)', 'frozendict(x={})', 'a.__contains__("x")', 'a.__getitem__("q")', 'a.keys().mapping', 'type(a.keys().mapping)', 'type(a.items())', 'type(iter(a))', 'a.__setitem__', 'frozendict.__new__()', 'frozendict.__new__(1)', 'frozendict.__new__(int)', 'frozendict.__init__', 'a.__init__(z=1)', 'a.__init__()', 'format(a)', 'str(a)', 'a.get()', 'a.get(1,2,3)', 'a.copy(1)', 'a.fromkeys()', 'frozendict.__hash__(1)', 'sum(a.values())', 'hash(frozendict({1:2})) == hash(frozendict({1.0: 2.0}))', 'hash(frozendict({1:2})) != hash(frozendict({2: 1}))', 'a.__sizeof__() > 0', 'dict.get(a, "x")', 'dict.keys(a)', 'dict.update(a, {})', 'dict.__setitem__(a, "q", 1)', 'dict.__getitem__(a, "x")', 'dict.copy(a)', 'dict.setdefault(a, "q")', 'frozendict.get({}, 1)', 'set([a, b])', '{a: 1}[b]', 'frozendict({a: b})', 'sys.getrefcount(a)', 'a.items() == b.items()', 'frozendict(a, z=1)', 'frozendict(a, x=9)', 'a', 'eval(repr(a)) == a']:
    t(q, f=lambda **k: k)
def g(a):
    try: a['z'] = 1
    except TypeError as e: print(e)
    try: del a['x']
    except TypeError as e: print(e)
    try: a.z = 1
    except AttributeError as e: print(e)
    try: del a.x
    except AttributeError as e: print(e)
    try: a |= {'q': 1}
    except TypeError as e: print(e)
    except UnboundLocalError as e: print(e)
g(a)
c = a
c |= {'q': 1}
print(c, a)
c = frozendict(a=1)
k = c
c |= {}
print(c is k)
match a:
    case {'x': 1, **rest}: print(rest)
from collections.abc import Mapping, Hashable, MutableMapping
print(isinstance(a, Mapping), isinstance(a, MutableMapping), isinstance(a, Hashable))
import copy, weakref
print(copy.copy(a) is a, copy.deepcopy(a) is a, copy.deepcopy(frozendict(x=[1])))
q = frozendict(x=[1]); print(copy.deepcopy(q) is q, copy.deepcopy(q) == q)
try: weakref.ref(a)
except TypeError as e: print(e)
l = []
r = frozendict(l=l, k=3); l.append(r); print(r)
del l, r; print(gc.collect() > 0)
class B:
    __slots__=()
    def __del__(self): print('B dies')
m = frozendict({1: B(), 2: B(), 'z': 3}); del m
print('%(x)s' % a, '{x} {y}'.format(**a), '{0[x]}'.format(a), '{x}'.format_map(a))
e = eval('zz', frozendict(zz=3)) if False else None
try: print(eval('zz', frozendict(zz=3)))
except Exception as e: print(type(e), e)
try: print(eval('zz', {}, frozendict(zz=3)))
except Exception as e: print(type(e), e)
try: print(type('T', (), frozendict(zz=3)).zz)
except Exception as e: print(type(e), e)
class It:
    def keys(self): return ['k']
    def __getitem__(self, i): return 'v' + i
print(frozendict(It()), frozendict(iter([('a', 1)])), a | It() if False else '')
print(dict.fromkeys(a, 2), frozendict.fromkeys(a), frozendict.fromkeys([]), frozendict.fromkeys(dict(q=1), 3))
class N(frozendict):
    def __new__(cls, *a, **k):
        o = super().__new__(cls, *a, **k); print('new', a, k); return o
    def __missing__(self, k): return 'miss' + k
n = N({'a': 1}); print(n['b'], n, N.fromkeys('xy', 1), type(n | {'c': 2}), n.copy())
class H(frozendict):
    def __eq__(self, o): return True
    def __hash__(self): return 3
print(hash(H()), H() == 3, frozendict() == H())
