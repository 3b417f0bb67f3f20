import sys
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
import copy, itertools, math
import copy
e = ImportError('m', name='n', path='p'); c = copy.copy(e); print(c.name, c.path, c.args, e.__reduce__())
e = ModuleNotFoundError('m', name='n'); c = copy.deepcopy(e); print(c.name, c.path, c.args)
print(ImportError('x').__reduce__(), OSError(1, 'a', 'f').__reduce__(), copy.copy(OSError(2, 'a', 'f')))
import itertools
t(itertools.product, [1], repeat=1, foo=2); t(itertools.product, foo=1)
t(ImportError, 'm', name=1, path=2, name_from=3, foo=3); t(ImportError, foo=1)
t(print, 1, sep='', end='', file=None, flush=1, foo=2); t(print, 1, foo=2)
t(round, 1, foo=2); t(round, 1.5, ndigits=1, foo=2)
t(int, '10', 2**70); t(int, '10', 37); t(int, '10', -1); t(int, 10, 2); t(int, '10', 1); t(int, '10', 'a'); t(int, '10', 2.0)
t(str.maketrans, 1, 'b'); t(str.maketrans, 'a', 'bc'); t(str.maketrans, 'a'); t(str.maketrans, {'ab': 1}); t(str.maketrans, 'a', 1)
t(lambda: '%*d' % (2**70, 1)); t(lambda: '%.*f' % (2**40, 1.0)); t(format, 1, '99999999999999999999d')
class T1:
    def __trunc__(self): return 1.5
t(int, T1())
class T2(int): pass
class T3:
    def __int__(self): return True
    def __index__(self): return 5
t(int, T3())
class S(str):
    def __str__(self): return self
    def __repr__(self): return S('é')
class SR:
    def __repr__(self): return S('abc')
class FS(float): pass
class F1:
    def __float__(self): return FS(42.5)
class F2(float):
    def __float__(self): return 43.5
t(float, F1()); t(float, F2(42)); 
import math
if sys.version_info >= (3, 9): t(math.nextafter, 5e-324, 0.0); t(math.nextafter, -5e-324, 1.0); t(math.nextafter, 0.0, -0.0); t(math.nextafter, -0.0, 0.0)
if sys.version_info >= (3, 12): t(math.sumprod, [0.1] * 10, [1] * 10); t(math.sumprod, [1e100, 1.0, -1e100], [1.0] * 3); t(math.sumprod, [1, 2], [3]); t(math.sumprod, [2**70, 3], [5, 6])
if sys.version_info >= (3, 13): t(math.fma, math.inf, 0.0, 1.0); t(math.fma, math.inf, 1.0, -math.inf); t(math.fma, math.inf, 2, math.inf); t(math.fma, 1e308, 10, -math.inf); t(math.fma, 0.1, 10, -1)
t(BlockingIOError, 1); t(lambda: BlockingIOError(1, 'a').characters_written); t(lambda: BlockingIOError(1, 'a', 3).characters_written)
class SubOSE(OSError):
    def __new__(cls, message, baz): self = OSError.__new__(cls, message); self.baz = baz; return self
e = SubOSE('some message', baz='baz'); print(e.args, e.baz) if sys.version_info else 0
from collections import UserDict, OrderedDict, ChainMap
class UD(UserDict):
    def __missing__(self, k): return 'miss ' + k
print(UD()['a'], UD({'a': 1})['a'], UD().get('q'), 'q' in UD())
class H:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
    def __eq__(self, o): return self is o
if sys.version_info >= (3, 9):
    c = ChainMap({'a': 1}, {'b': 2}); print(c | {'a': 3, 'z': 4}, {'q': 1} | c); c |= {'b': 9}; print(c); t(lambda: c | 3)
import collections.abc as abc
class MySet(abc.Set):
    def __init__(self, x): self.x = list(dict.fromkeys(x))
    def __iter__(self): return iter(self.x)
    def __len__(self): return len(self.x)
    def __contains__(self, v): return v in self.x
    def __hash__(self): return self._hash()
print(hash(MySet([1, 2, 3])) == hash(frozenset([1, 2, 3])), hash(MySet([])) == hash(frozenset()), hash(MySet(['a'])) == hash(frozenset('a')))
from functools import singledispatch
@singledispatch
def sd(x): return 'object'
@sd.register(abc.Sequence)
def _(x): return 'seq'
@sd.register(abc.Mapping)
def _(x): return 'map'
@sd.register(abc.Sized)
def _(x): return 'sized'
print(sd([1]), sd({}), sd(set()), sd(1), sd('a'), sd(range(3)), sd(UserDict()))
class M(abc.Sized, abc.Iterable):
    def __len__(self): return 0
    def __iter__(self): return iter(())
print(sd(M()))
@sd.register(abc.Iterable)
def _(x): return 'it'
t(sd, M())
class NotBoth:
    def __len__(self): return 0
    def __iter__(self): return iter(())
t(sd, NotBoth())
import types
class DC:
    def __init__(self): self._x = 1
    @types.DynamicClassAttribute
    def x(self): 'doc'; return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
d = DC(); d.x = 5; print(d.x); del d.x; t(lambda: d.x); t(lambda: DC.x)
import random
print(sorted(set(random.__all__) - {'SystemRandom'})); random.seed(1); st = random.getstate(); print(random.random()); random.setstate(st); print(random.random())
s2 = (2, tuple(x - (2**32 if x >= 2**31 else 0) for x in st[1]), st[2]); random.setstate(s2); print(random.random()); t(random.setstate, (5, 1, 2)); t(random.setstate, (3, (1, 2), None)); t(random.setstate, (2, ('a',)*625, None))

import string
print(string.ascii_letters, string.digits, string.punctuation, string.hexdigits, repr(string.whitespace), string.capwords('hello  world x'), string.Template('$a ${b} $$ $c').safe_substitute(a=1, b=2)); t(string.Template('$a').substitute); t(string.Template('$').substitute); t(string.Template('a $ b\n${').substitute); print(string.Template('$x-$y').substitute({'x': 1}, y=2)); f = string.Formatter(); print(f.format('{0} {a!r:>5} {1[0]}', 1, [2], a='z'), list(f.parse('a{b!r:c}d{{')), f.vformat('{} {}', (1, 2), {}))
class MyF(string.Formatter):
    def get_value(self, k, a, kw): return kw.get(k, '?' + str(k)) if isinstance(k, str) else super().get_value(k, a, kw)
    def format_field(self, v, spec): return f'[{v}:{spec}]'
    def convert_field(self, v, c): return v.upper() if c == 'u' else super().convert_field(v, c)
print(MyF().format('{x} {y:5} {z!u} {0}', 9, z='abc'))
if hasattr(string.Template, 'is_valid'): print(string.Template('$a $').is_valid(), string.Template('$a ${b} $a').get_identifiers())
import math
t(math.log); t(math.log, 1, 2, 3); t(math.log, 8, 2)
from functools import *
import copy, sys
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
class PS(partial): pass
p = PS(max, 1, key=abs); p.attr = [1]; c = copy.copy(p); print(c.attr is p.attr, c.__dict__ is p.__dict__, c.keywords, repr(p)); d = copy.deepcopy(p); print(d.attr == p.attr, d.attr is p.attr)
p = partial(max, 1); p.attr = []; p.__setstate__((min, (1,), {'key': abs}, {})); print(p, p.__dict__); p.__setstate__((min, (1,), {}, None)); print(p.__dict__); t(p.__setstate__, (1, 2)); t(p.__setstate__, None); t(p.__setstate__, ('f', (), {}, None)); t(p.__setstate__, (min, [], {}, None)); t(p.__setstate__, (min, (), [], None)); print(p.__reduce__()[2])
class MD(dict): pass
class MT(tuple): pass
p.__setstate__((min, MT((1,)), MD(a=1), None)); print(type(p.args), type(p.keywords)); r = partial(max); r.__setstate__((r, (), {}, {})); print(repr(r)[:40]); r.__setstate__((max, (), {}, {}))
class In:
    class PQ(partial): pass
print(repr(In.PQ(max))); t(lambda: partial(max, 1)('a')); t(setattr, partial(max), 'func', 1); print(partial(max, key=abs).keywords is not None, partial(partial(max, 1), 2).args, partial(PS(max, 1), 2).args, hash(p) == hash(p), bool(p), callable(p)); p2 = partial(int, base=2); p2.keywords['base'] = 3; print(p2('12')); t(delattr, p, '__dict__'); p.__dict__ = {'x': 1}; print(p.x)
@lru_cache
def f(a, b=2): return a, b
if sys.version_info >= (3, 9): print(f.cache_parameters(), f(1), f(a=1), f(1, 2), f.cache_info())
@lru_cache(maxsize=None, typed=True)
def g(a): return a
g(1); g(1.0); g(True); print(g.cache_info()); t(lambda: g([])); t(lambda: lru_cache(1.5)); t(lambda: lru_cache(maxsize='a')); t(lambda: lru_cache(-1)(g).cache_info())
class K:
    @lru_cache(None)
    def m(self, x): return x
k = K(); print(k.m(1), k.m(1), K.m.cache_info(), K.m.__name__, copy.copy(g) is g)
import linecache; print(repr(linecache.getline(__file__, 1)), linecache.getline('nope', 1) == '', linecache.getlines('nope'), len(linecache.getlines(__file__)))
from operator import *
print(attrgetter('a'), itemgetter(1, 'x'), methodcaller('foo', 1, x=2), itemgetter(slice(1, 3))('abcd')); t(attrgetter, 1); t(attrgetter('__class__.__name__'), 1); t(methodcaller); t(methodcaller, 1); t(methodcaller('nope'), 1); print(attrgetter('real', 'imag')(3+4j), call(len, 'ab') if sys.version_info >= (3, 11) else 2)
print(hasattr(partial, '__class_getitem__'), cached_property.__name__); 
class CP:
    @cached_property
    def v(self): 'vdoc'; return []
print(CP.v.__doc__, CP().v, CP.__dict__['v'].attrname); t(lambda: exec('class S:\n __slots__ = ()\n @cached_property\n def q(self): pass\nS().q', {'cached_property': cached_property}))
print(reduce(lambda a, b: a * b, range(1, 6)), cmp_to_key(lambda a, b: 0)(1) == cmp_to_key(lambda a, b: 0)(2) if 0 else 1); t(reduce, 1, [1, 2]); t(reduce, max, 5); t(cmp_to_key); t(lambda: cmp_to_key(max)(1) < 2); t(total_ordering, type('X', (), {}))
from builtins import pow
t(pow, 2, 3, 1.0); t(pow, 2.0, 3, 5); t(pow, 2, 3.0, 5); t(pow, 'a', 2, 3); t(pow, 2, 'a', 3); t(pow, 2, 3, 'a'); t(pow, 2, 3, 0); t(pow, 2.0, 3.0, 5.0); t(pow, 1j, 2, 3); t(__import__, ''); t(__import__, 1); t(__import__, 'sys', level=-1); t(lambda: (2).__pow__(3, 5)); t(lambda: (2).__rpow__(3)); t(lambda: pow(base=2, exp=3)); t(lambda: pow(2, exp=3, mod=5)); t(lambda: 2.0 ** 'a'); t(lambda: (-2) ** 0.5); t(lambda: 0j ** -1)
