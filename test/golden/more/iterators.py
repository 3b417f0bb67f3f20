# What itertools, operator and collections' classes of Python refuse, and how iterators are copied.
import itertools, operator, collections, collections.abc as c, copy
def show(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: print(type(e).__name__, e)
    else: print('ok', str(r).split(' at 0x')[0])
R = range(10)
for a in [(), (R,), (R, 'a'), (R, 0, 'b'), (R, 'a', 'b'), (R, -1), (R, 0, -1), (R, 0, 1, 0), (R, 0, 1, -1), (R, 0, 1, 'a'), (R, 1, 10, 'a'), (R, 1, 'a', 1), (R, 'a', 1, 1), (R, 1, 2, 3, 4), (R, 0, 1.5), (R, None, None, None), (R, 2**70)]:
    show(itertools.islice, *a)
show(operator.methodcaller); show(operator.methodcaller, 1); show(operator.methodcaller('foo'), ); show(operator.methodcaller('foo'), 1, 2); show(operator.methodcaller('foo'), 1); show(lambda: operator.methodcaller('foo')(1, a=3)); show(lambda: operator.methodcaller(name='foo')); show(operator.methodcaller, 'foo', a=1)
show(operator.itemgetter); show(operator.itemgetter(1), 1, 2); show(operator.itemgetter(1)); show(lambda: operator.itemgetter(1)(1, x=2)); show(operator.attrgetter); show(operator.attrgetter, 1); show(operator.attrgetter('x')); show(operator.attrgetter('x'), 1, 2); show(operator.attrgetter('a.b'), 1)
print(operator.itemgetter(1, 2), operator.attrgetter('a.b', 'c'), operator.methodcaller('foo', 1, b=2))
class U(collections.UserDict): pass
class O:
    def __len__(self): return 3
    def __iter__(self): return iter('abc')
    def __contains__(self, x): return x in 'abc'
class S(c.Set):
    def __len__(self): return 3
    def __iter__(self): return iter((1, 2, 3))
    def __contains__(self, x): return x in (1, 2, 3)
    def __hash__(self): return self._hash()
print(hash(S()) == hash(S()), hash(S()) == hash(frozenset({1, 2, 3}))); show(lambda: S() & [1]); show(lambda: S() - 5)
class Q(c.Sequence):
    def __len__(self): return 3
    def __getitem__(self, i): return 'abc'[i]
q = Q(); show(q.index, 'z'); show(q.index, 'b', 0, 1); show(q.index, 'b', 1); show(q.index, 'c', -1); show(q.index, 'a', -100); show(q.count, 'a'); print(list(reversed(q)), 'a' in q)
d = collections.UserDict(a=1); d.test = [5]; e = d.copy(); print(e == d, type(e)); e = copy.copy(d); print(e.test is d.test)
u = U(a=1); u.test = [5]; e = u.copy(); print(type(e), e.test is u.test); e = copy.deepcopy(u); print(e.test is u.test, type(e))
P = collections.namedtuple('P', 'x y'); Z = collections.namedtuple('Z', 'm n'); print(P.x.__doc__, P.y.__doc__, P.x.__doc__ is Z.m.__doc__)
def t(n):
    a, b = itertools.tee(n); return a
class I:
    first = True
    def __iter__(self): return self
    def __next__(self):
        if self.first: self.first = False; return next(b)
        raise StopIteration
a, b = itertools.tee(I()); show(next, a)
def first(x): return [v[0] if isinstance(v, tuple) and hasattr(v[-1], '__next__') else v for v in itertools.islice(x, 6)]
for it in (lambda: itertools.chain('ab', 'cd'), lambda: itertools.cycle('abc'), lambda: itertools.compress('abc', [1, 0, 1]), lambda: itertools.count(3), lambda: itertools.count(3, 2), lambda: itertools.count(1.5), lambda: itertools.repeat('a', 3), lambda: itertools.repeat('a'), lambda: itertools.starmap(pow, [(2, 3), (3, 2)]), lambda: itertools.islice('abcdef', 1, 5, 2), lambda: itertools.takewhile(str.islower, 'abC'), lambda: itertools.dropwhile(str.isupper, 'ABc'), lambda: itertools.product('ab', 'cd'), lambda: itertools.product('ab', repeat=2), lambda: itertools.permutations('abc', 2), lambda: itertools.combinations('abc', 2), lambda: itertools.combinations_with_replacement('abc', 2), lambda: itertools.accumulate([1, 2, 3]), lambda: itertools.accumulate([1, 2, 3], max), lambda: itertools.groupby('aabb'), lambda: itertools.zip_longest('abc', 'd', fillvalue='-'), lambda: itertools.filterfalse(str.isupper, 'Abc'), lambda: zip('ab', 'cd'), lambda: map(str, [1, 2]), lambda: filter(None, [0, 1]), lambda: enumerate('ab'), lambda: reversed([1, 2]), lambda: iter([1, 2]), lambda: iter((1, 2)), lambda: iter('ab'), lambda: iter({1: 2}), lambda: iter(range(3)), lambda: iter({1}), lambda: reversed('ab')):
    for n in (0, 1, 3):
        x = it()
        for _ in range(n): next(x, None)
        try:
            r = x.__reduce__()
            print(type(x).__name__, n, tuple((tuple('<%s>' % type(j).__name__ if hasattr(j, '__next__') else j for j in i) if isinstance(i, tuple) else getattr(i, '__name__', '<%s>' % type(i).__name__ if hasattr(i, '__next__') else i)) for i in r))
        except Exception as ex: print(type(x).__name__, n, type(ex).__name__, str(ex).split(' at 0x')[0])
        try: y = copy.deepcopy(x); print(first(y), first(x))
        except Exception as ex: print(type(x).__name__, n, type(ex).__name__, ex)
        try: x = it(); next(x, None); y = copy.copy(x); print(first(y))
        except Exception as ex: print(type(x).__name__, n, type(ex).__name__, ex)
