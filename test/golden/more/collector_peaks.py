# How many objects of the collector each expression makes at most: the smallest threshold with which no collection begins.
import gc, sys, weakref, functools, itertools, operator, copy, math, string, contextlib, types
from collections import *
from functools import partial, reduce, lru_cache
class P:
    def __init__(self, *args):
        for i, a in enumerate(args):
            setattr(self, 'xyzw'[i], a)
class Q:
    def __init__(self, a, b=1): self.a = a
    def m(self): return self.a
    @property
    def p(self): return 1
    @classmethod
    def c(cls, *a, **k): return a
    @staticmethod
    def s(*a): return a
    def __enter__(self): return self
    def __exit__(self, *a): return False
    def __iter__(self): return iter(())
    def __len__(self): return 0
    def __eq__(self, o): return True
    def __hash__(self): return 1
    def __repr__(self): return 'Q'
    def __call__(self, *a, **k): return k
    def __getitem__(self, i): return i
    def __add__(self, o): return (self, o)
    def __contains__(self, x): return False
class E1(Exception): pass
N = namedtuple('N', 'a b')
def gen(n):
    for i in range(n): yield i
def kw(*a, **k): return a, k
def rs(x):
    raise E1(x)
def tryit():
    try: rs(1)
    except E1 as e: return e.args
def clos(x):
    def inner(): return x
    return inner
@contextlib.contextmanager
def cm(): yield 1
@lru_cache(None)
def cached(x, y=1): return x
@lru_cache(4)
def cached4(x): return x
od = OrderedDict(a=1, b=2); dq = deque([1, 2, 3]); q = Q(1); d5 = {str(i): i for i in range(5)}
L = [3, 1, 2]
exprs = {
 'list': lambda: [1, 2], 'tuple': lambda: (L, L), 'dict': lambda: {'a': L}, 'set': lambda: {1, 2}, 'P()': lambda: P(), 'P(1,2)': lambda: P(1, 2), 'Q': lambda: Q(1), 'Qkw': lambda: Q(a=1, b=2),
 'm': lambda: q.m(), 'bm': lambda: q.m, 'p': lambda: q.p, 'c': lambda: Q.c(1, k=2), 's': lambda: q.s(1), 'gen': lambda: list(gen(3)), 'sum': lambda: sum(gen(3)), 'kw': lambda: kw(1, a=2), 'kw*': lambda: kw(*L, **d5),
 'try': tryit, 'clos': lambda: clos(1)(), 'lam': lambda: (lambda x=L: x)(), 'comp': lambda: [x for x in L], 'dcomp': lambda: {x: x for x in L}, 'gexp': lambda: list(x for x in L), 'sorted': lambda: sorted(L, key=lambda x: -x), 'map': lambda: list(map(str, L)),
 'zip': lambda: list(zip(L, L)), 'enum': lambda: list(enumerate(L)), 'dict(zip)': lambda: dict(zip(L, L)), 'Counter': lambda: Counter('zz'), 'Counterd': lambda: Counter({'a': 1}), 'Counterk': lambda: Counter(a=1), 'cnt+': lambda: Counter('ab') + Counter('b'),
 'N': lambda: N(1, 2), 'N_rep': lambda: N(1, 2)._replace(a=3), 'N_asd': lambda: N(1, 2)._asdict(), 'odit': lambda: list(od.items()), 'dd': lambda: defaultdict(list, a=1)['b'], 'deque': lambda: deque(L), 'dqit': lambda: list(dq), 'chain': lambda: list(itertools.chain(L, L)),
 'partial': lambda: partial(kw, 1, a=2)(3, b=4), 'reduce': lambda: reduce(operator.add, L), 'cached': lambda: cached(1), 'cachedk': lambda: cached(1, y=2), 'cached4': lambda: cached4(3), 'ag': lambda: operator.attrgetter('a', 'm')(q), 'ig': lambda: operator.itemgetter(1, 2)(L),
 'copy': lambda: copy.copy(L), 'deepcopy': lambda: copy.deepcopy([L, L]), 'copyq': lambda: copy.copy(q), 'deepcopyq': lambda: copy.deepcopy(q), 'fmt': lambda: '%s %s' % (L, 1), 'fmt2': lambda: '{} {a}'.format(L, a=1), 'f': lambda: f'{L} {q!r:>5}', 'join': lambda: ','.join(str(x) for x in L), 'split': lambda: 'a b c'.split(),
 'with': lambda: contextlib.suppress(E1), 'wr': lambda: weakref.ref(q), 'wrcb': lambda: weakref.ref(q, print), 'wp': lambda: weakref.proxy(q), 'WM': lambda: weakref.WeakMethod(q.m), 'WVD': lambda: weakref.WeakValueDictionary({1: q}), 'WKD': lambda: weakref.WeakKeyDictionary({q: 1}), 'WS': lambda: weakref.WeakSet([q]), 'fin': lambda: weakref.finalize(q, print).detach(),
 'type': lambda: type('T', (), {}), 'type2': lambda: type('T', (Q,), {'x': 1}), 'vars': lambda: vars(q), 'getattr': lambda: getattr(q, 'zz', 1), 'hasattr': lambda: hasattr(q, 'zz'), 'setattr': lambda: setattr(q, 'b', 1), 'super': lambda: super(Q, q).__init__, 'prop': lambda: property(len), 'slice': lambda: L[0:2], 'sl': lambda: slice(1, 2),
 'range': lambda: list(range(3)), 'rev': lambda: list(reversed(L)), 'filter': lambda: list(filter(None, L)), 'any': lambda: any(x > 5 for x in L), 'max': lambda: max(L, key=lambda x: x), 'min': lambda: min((x, 1) for x in L), 'dict|': lambda: {**d5, 'x': 1}, 'fromkeys': lambda: dict.fromkeys('ab'), 'items': lambda: [k for k, v in d5.items()], 'unpack': lambda: [*L, *L], 'star': lambda: (lambda a, *b: b)(*L),
 'frame': lambda: sys._getframe(), 'exc': lambda: E1(1), 'excg': lambda: str(E1(1, 2)), 'repr': lambda: repr([L, (1,), {1: 2}]), 'hash': lambda: hash((1, 2, 3)), 'eq': lambda: q == 1, 'add': lambda: q + 1, 'idx': lambda: q[1:2, 3], 'in': lambda: 1 in q, 'call': lambda: q(1, a=2), 'iter': lambda: list(q), 'zl': lambda: list(itertools.zip_longest(L, [1])), 'prod': lambda: list(itertools.product(L, L))[:2], 'perm': lambda: list(itertools.permutations(L, 2))[:2], 'comb': lambda: list(itertools.combinations(L, 2)), 'groupby': lambda: [list(g) for k, g in itertools.groupby(L)], 'accum': lambda: list(itertools.accumulate(L)), 'islice': lambda: list(itertools.islice(L, 2)), 'cyc': lambda: next(itertools.cycle(L)), 'starmap': lambda: list(itertools.starmap(pow, [(2, 3)])), 'divmod': lambda: divmod(7, 2), 'SN': lambda: types.SimpleNamespace(a=1), 'mp': lambda: types.MappingProxyType(d5), 'tmpl': lambda: string.Template('x'), 'frozen': lambda: frozenset(L), 'set|': lambda: {1} | {2}, 'sort': lambda: sorted(L), 'bytes': lambda: bytes(L), 'ba': lambda: bytearray(L), 'mv': lambda: memoryview(b'ab')[0:1], 'int': lambda: int('12'), 'sys': lambda: sys.exc_info(), 'glob': lambda: globals(), 'open': lambda: iter(L), 'next': lambda: next(iter(L)), 'round': lambda: round(2.5), 'pow': lambda: pow(2, 3, 5), 'str.tr': lambda: 'ab'.translate({97: 'x'}), 'part': lambda: 'a-b'.partition('-'), 'es': lambda: contextlib.ExitStack(),
}
hits = []
def cb(phase, info): hits.append(phase)
gc.callbacks.append(cb)
def peak(f):
    f(); f()
    for t in range(1, 40):
        gc.set_threshold(0)
        gc.collect(0); gc.collect(0)
        x = f(); x = None
        del hits[:]
        gc.collect(0)
        del hits[:]
        gc.set_threshold(t)
        x = f()
        gc.set_threshold(0)
        n = len(hits)
        x = None
        if n == 0:
            return t
    return 'more'
for name, f in exprs.items():
    try:
        print(name, peak(f))
    except Exception as e:
        print(name, type(e).__name__, e)
