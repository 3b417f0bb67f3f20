# What gc.get_referents() shows of each kind of object, in order, and what gc.is_tracked() says.
import gc, sys, functools, collections, itertools, types, weakref, operator
def show(o):
    if o is globals(): return 'GLOBALS'
    if isinstance(o, str): return repr(o)
    if isinstance(o, type): return 'class ' + o.__name__
    if isinstance(o, types.ModuleType): return 'module ' + o.__name__
    if isinstance(o, types.CodeType): return 'code ' + o.co_name
    if isinstance(o, (types.FunctionType, types.BuiltinFunctionType)): return type(o).__name__[:4] + ' ' + o.__name__
    if isinstance(o, dict): return 'dict%d' % len(o)
    if isinstance(o, (tuple, list, set, frozenset)): return type(o).__name__ + str(len(o))
    if isinstance(o, (int, float, bytes, type(None))): return repr(o)
    return type(o).__name__
def r(name, o): print(name, [show(x) for x in gc.get_referents(o)])
class A:
    """doc"""
    c = 1
    def __init__(self): self.x = []; self.y = 's'
    def m(self): return self.x
    @property
    def p(self): return 1
    @staticmethod
    def st(): pass
    @classmethod
    def cl(cls): pass
class B(A):
    __slots__ = ('u', 'v')
class C:
    __slots__ = ('b', 'a')
    def __init__(self): self.a = [1]; self.b = {}
class D(C): __slots__ = ('z', '__dict__', '__weakref__')
class L(list): pass
class T(tuple): pass
class E(Exception): pass
def f(a, b=[1], *c, d={}, **e): return a
def g(x):
    def h(y=x): return x, y
    return h
def gen(p, q=1):
    z = [p]
    yield z
    yield q
a = A(); b = B(); b.u = [2]; b.v = 'w'; c = C(); d = D(); d.z = (1,); d.k = 5
r('A()', a); r('B()', b); r('C()', c); r('D()', d); 
l = L([1, 'a']); l.x = 2; r('L', l); t = T((1, [])); t.x = 3; r('T', t); e = E('m', 1); r('E', e); e.k = 1; r('E2', e); r('ValueError', ValueError(1)); r('OSError', OSError(1, 'x', 'f')); r('KeyError', KeyError('k'))
r('f', f); r('g', g); r('h', g([])); r('lambda', lambda: 0); r('lambda2', lambda q=1, *, k=2: q)
def ann(a: int, b: 'str' = 1) -> list: "doc"
r('ann', ann); ann.__annotations__; r('ann', ann); ann.attr = 1; r('ann', ann); f.__dict__; r('f', f)
r('code', f.__code__); r('cell', g([]).__closure__[0]); r('method', a.m); r('bmethod', [].append); r('len', len); r('print', print)
r('class A', A); r('class B', B); r('class C', C)
i = gen([1]); r('gen0', i); next(i); r('gen1', i); next(i); r('gen2', i); k = list(i); r('gen done', i)
ge = (x for x in [1, 2]); r('genexpr', ge); next(ge); r('genexpr1', ge)
for o in (iter([1]), iter((1, 2)), iter({1: 2}), iter({3}), iter('ab'), iter(b'ab'), iter({}.values()), iter({1: []}.items()), reversed([1]), reversed('ab'), enumerate('ab'), zip('a', [1]), map(len, 'a'), filter(None, 'a'), iter(int, 1), {1: 2}.keys(), {1: 2}.values(), {}.items(), range(3), slice(1, [], 2), iter(range(3)), super(B, b), property(len, None, repr, 'doc'), staticmethod(f), classmethod(f), memoryview(b'a'), types.MappingProxyType({}), ''.join, str.join, list.__add__, A.__dict__['__dict__'], C.a, type.__dict__['__mro__'], dict.__dict__['fromkeys']): r(type(o).__name__, o)
s = 'x'
for o in (functools.partial(print, 1, a=2), functools.partial(len), collections.deque([1, 'b', []]), collections.defaultdict(list, a=1), collections.OrderedDict(a=1, b=[]), collections.Counter('ab'), collections.ChainMap({}), itertools.chain([1], [2]), itertools.cycle([1]), itertools.repeat('r'), itertools.islice([1], 1), itertools.permutations([1]), itertools.combinations([1], 1), itertools.groupby([1]), itertools.takewhile(len, []), itertools.starmap(pow, []), itertools.compress([1], [1]), itertools.tee([1])[0], operator.itemgetter(1), weakref.ref(a), weakref.ref(a, print), weakref.proxy(a)): r(type(o).__name__, o)
it = itertools.chain([1], [2]); next(it); r('chain', it)
it = itertools.cycle([1, 2]); next(it); r('cycle', it)
try:
    try: 1 / 0
    except ZeroDivisionError as x: raise ValueError(2) from x
except ValueError as x: r('chained', x); r('tb', x.__traceback__); y = x
def deep():
    q = 1; raise E(q)
try: deep()
except E as x: r('tb0', x.__traceback__); r('tb1', x.__traceback__.tb_next); x.__traceback__ = None
r('[1, a]', [1, 'a', []]); r('(1, a)', (1, 'a')); r('dict si', {'a': 1, 'b': []}); r('dict mix', {'a': 1, 2: 3}); r('set', {7}); r('frozenset', frozenset([8])); r('nested', {(1,): [2]})
print([type(x).__name__ for x in gc.get_referents(5, 'a', 1.5, None, b'', [1], (2,))])
t = gc.is_tracked
class A: pass
class S: __slots__ = ('q',)
def show(n, *o): print(n, [t(x) for x in o])
e = {}; show('d', e, dict(), {'a': 1}, {'a': []}, {1: ()}, {'a': 'b'}, {'a': {}}, {'a': A}, {'a': len}, dict(a=[]), dict.fromkeys('ab'), dict.fromkeys('ab', ()), dict.fromkeys('ab', []), {k: [] for k in 'a'}, {k: k for k in 'a'}, {**{'a': []}}, {**{'a': 1}})
e['x'] = 1; show('e', e); e['y'] = []; show('e', e); del e['y']; show('e', e); gc.collect(0); show('e0', e); gc.collect(1); show('e1', e); gc.collect(); show('e2', e); e.update(z=[]); show('e', e); e.clear(); show('e', e); e.setdefault('q', []); show('e', e)
e = {}; e.update({'a': []}); show('u', e); e = {}; e.update([('a', [])]); show('u', e); e = {}; e.update({'a': 1}); show('u', e); f = e.copy(); show('c', f); e['l'] = []; f = e.copy(); show('c', f, dict(e)); del e['l']; show('c', e, e.copy(), dict(e))
a = A(); show('a', a, a.__dict__); a.x = 1; show('a', a, a.__dict__); b = A(); b.z = []; show('b', b, b.__dict__, vars(A), A.__dict__)
u = (1, 2); v = ([],); w = (u, u); x = tuple([1]); y = tuple([x]); z = (v,); show('t', u, v, w, x, y, z, (), tuple('ab'), tuple(range(3)), (1,) + (2,), (1,) * 3, tuple(i for i in 'ab'), (1, 2, 3)[1:], (a,), (A,), (None,), (len,)); gc.collect(0); show('t0', u, v, w, x, y, z); gc.collect(); show('t2', u, v, w, x, y, z); gc.collect(); show('t3', y, w)
def va(*args, **kw): return t(args), t(kw)
print(va(), va(1), va([]), va(a=1), va(a=[]), va(*[1, 2]), va(**{'k': 1}))
s = S(); show('s', s, S()); s.q = 1; show('s', s); gc.collect(); show('s', s, a, set(), frozenset(), {1}, frozenset([1]), [1], [], object(), type('X', (), {}), 1, 's', 1.5, b'', bytearray(), None, range(3), slice(1), iter([]), iter(()), iter(''), iter(range(3)), enumerate(()), zip(), map(len, ()), lambda: 0, (i for i in ()), len, [].append, a.__init__, str.join, property(), staticmethod(len), Exception(), memoryview(b''), gc, type(gc)('m'), super(A, a), {}.keys(), {}.items(), iter({}), int, A, type(len), Ellipsis, NotImplemented, compile('1', '', 'eval'), show.__code__, show.__globals__, complex(1))
p = []; p.append((1, p)); show('p', p[0]); q = ((1, 2), ('a', ('b',))); gc.collect(); gc.collect(); show('q', q, q[0], q[1], q[1][1]); n = (tuple([1]), tuple([tuple([2])])); show('n', n); gc.collect(); show('n', n, n[0], n[1], n[1][0]); gc.collect(); show('n', n, n[1]); gc.collect(); show('n', n)
class T(tuple): pass
class L(list): pass
class D(dict): pass
class I(int): pass
class S0: __slots__ = ()
class E(Exception): pass
show('sub', T(), L(), D(), I(), S0(), E(), T((1,)), D(a=1)); gc.collect(); tt = T((1,)); gc.collect(); show('sub', tt)
import collections; N = collections.namedtuple('N', 'a'); nn = N(1); gc.collect(); show('nt', nn, N([]), collections.deque(), collections.defaultdict(int), collections.OrderedDict(), collections.Counter()); m = type(gc)('m'); show('mod', m.__dict__); m.x = []; show('mod', m.__dict__)
