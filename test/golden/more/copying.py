import copy, itertools, functools, operator, gc
def clean(p):
    t = repr(p)
    while ' at 0x' in t:
        i = t.index(' at 0x'); j = t.index('>', i)
        t = t[:i] + t[j:]
    return t
def show(x):
    try:
        r = x.__reduce__()
        print(type(x).__name__, [getattr(p, '__name__', clean(p)) for p in r])
    except Exception as e:
        print(type(x).__name__, type(e).__name__, e)
def steps(make, n=2):
    it = make()
    show(it)
    got = [next(it, None) for _ in range(n)]
    show(it)
    try:
        c = copy.copy(it)
        print('  copy', c is it, type(c).__name__, list(c), end=' ')
        d = copy.deepcopy(it)
        print('deep', list(d), end=' ')
    except Exception as e:
        print('  copy', type(e).__name__, e, end=' ')
    print('rest', list(it))
    show(it)
    try:
        print('  copy of rest', list(copy.copy(it)))
    except Exception as e:
        print('  copy', type(e).__name__, e)
class S:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
    def __len__(self): return 4
    def __repr__(self): return 'S()'
s = S()
def count_to(n=[0]):
    n[0] += 1
    return n[0]
for make in (
    lambda: iter([1, 2, 3, 4]), lambda: iter((1, 2, 3, 4)), lambda: reversed([1, 2, 3, 4]), lambda: iter('abcd'), lambda: iter('añ€😀z'),
    lambda: iter(b'abcd'), lambda: iter(bytearray(b'abcd')), lambda: iter(range(5)), lambda: iter(range(2, 20, 3)), lambda: reversed(range(5)),
    lambda: iter(range(2**70, 2**70 + 4)), lambda: iter({1, 2, 3}), lambda: iter({1: 2, 3: 4, 5: 6}), lambda: iter({1: 2, 3: 4, 5: 6}.values()),
    lambda: iter({1: 2, 3: 4, 5: 6}.items()), lambda: reversed({1: 2, 3: 4, 5: 6}), lambda: iter(s), lambda: reversed(s), lambda: reversed('abcd'),
    lambda: enumerate('abcd', 5), lambda: zip('abcd', [1, 2, 3, 4]), lambda: map(operator.neg, [1, 2, 3, 4]), lambda: filter(None, [1, 0, 2, 0, 3, 4]),
    lambda: filter(lambda x: x > 1, [1, 2, 3, 4]), lambda: iter(memoryview(b'abcd')),
):
    steps(make)
show(iter(count_to, 3))
a = iter([1, 2, 3])
a.__setstate__(2)
print(list(a))
a = iter('abc'); a.__setstate__(-5); print(list(a))
a = iter((1, 2, 3)); a.__setstate__(99); print(list(a))
a = reversed([1, 2, 3]); a.__setstate__(0); print(list(a))
a = iter(range(5)); a.__setstate__(3); print(list(a))
a = iter(b'xyz'); a.__setstate__(1); print(list(a))
show(range(1, 5, 2)); show(slice(1, 2)); 
for x in (range(3), slice(1), 5, 's', b'b', None, ..., len, int, (1, 2), frozenset([1])):
    print(type(x).__name__, copy.copy(x) is x, copy.deepcopy(x) is x)
p = functools.partial(print, 1, sep='-')
p.note = [1]
print(p.__reduce__()[0] is functools.partial, p.__reduce__()[1][0] is print, p.__reduce__()[2][1:])
q = copy.copy(p)
print(q is p, q.func is print, q.args, q.keywords, q.keywords is p.keywords, q.note is p.note, q)
r = copy.deepcopy(p)
print(r.note is p.note, r.note, r.args)
class P(functools.partial): pass
pp = P(max, 3)
print(type(copy.copy(pp)) is P, copy.copy(pp)(9))
for f in (operator.itemgetter(1), operator.itemgetter(1, 'a'), operator.attrgetter('a.b'), operator.attrgetter('a', 'b'), operator.methodcaller('f'), operator.methodcaller('f', 1, 2), operator.methodcaller('f', 1, k=2)):
    print(f)
    try:
        rr = f.__reduce__()
        print('  ', getattr(rr[0], '__name__', rr[0]), rr[1])
        print('  ', copy.copy(f), copy.deepcopy(f))
    except Exception as e:
        print('  ', type(e).__name__, e)
for bad in (operator.itemgetter, operator.attrgetter, operator.methodcaller):
    try: bad()
    except TypeError as e: print(e)
    try: bad(5)
    except TypeError as e: print(e)
class A:
    def __init__(self): self.x = [1]
class B:
    __slots__ = ('a', 'b')
class L(list): pass
class D(dict): pass
class T(tuple): pass
class I(int): pass
x = A(); y = copy.copy(x); z = copy.deepcopy(x)
print(y.x is x.x, z.x is x.x, z.x)
b = B(); b.a = [1]; c = copy.copy(b); d = copy.deepcopy(b)
print(c.a is b.a, d.a is b.a, hasattr(c, 'b'))
l = L([1, [2]]); l.tag = 'x'; m = copy.copy(l); n = copy.deepcopy(l)
print(m, m.tag, m[1] is l[1], n, n[1] is l[1], type(m).__name__)
dd = D(a=[1]); dd.k = 1; e = copy.copy(dd); f = copy.deepcopy(dd)
print(e, e.k, f, f['a'] is dd['a'], type(e).__name__)
print(copy.copy(T((1, 2))), type(copy.copy(T((1, 2)))).__name__, copy.copy(I(5)), type(copy.copy(I(5))).__name__)
def gen(): yield 1
for o in (gen(), gen, object(), memoryview(b'x'), x.__init__, {}.keys(), gc, open, lambda: 0, property(), staticmethod(gen), classmethod(gen), super(A, x), type.__dict__, gen.__code__, NotImplemented):
    for f in (copy.copy, copy.deepcopy):
        try: print(type(o).__name__, f(o) is o)
        except Exception as e: print(type(o).__name__, type(e).__name__, e)
for o in (x, b, l, 5, 'a', [1], object(), (1,), {1: 2}):
    for proto in (2, 4):
        try:
            r = o.__reduce_ex__(proto)
            print(type(o).__name__, proto, r[0].__name__, len(r), r[1], r[2])
        except Exception as e: print(type(o).__name__, proto, type(e).__name__, e)
class G:
    def __getstate__(self): return {'v': 7}
    def __setstate__(self, s): self.got = s
print(copy.copy(G()).got)
class N:
    def __new__(cls, a, *, k=0): o = object.__new__(cls); o.a = a; o.k = k; return o
    def __getnewargs_ex__(self): return (self.a,), {'k': self.k}
print(copy.copy(N(1, k=2)).k)
class R:
    def __reduce__(self): return (list, ((1, 2),))
print(copy.copy(R()))
class Q(dict):
    def __reduce_ex__(self, proto): return 'global'
q = Q(); print(copy.copy(q) is q)
import collections
for o in (collections.deque([1, [2]], 5), collections.OrderedDict(a=[1]), collections.Counter('aab'), collections.defaultdict(list, a=[1]), collections.ChainMap({1: 2}), collections.UserList([1, [2]]), collections.UserDict(a=[1]), collections.UserString('abc')):
    c = copy.copy(o); d = copy.deepcopy(o)
    print(type(o).__name__, c == o, d == o, type(c).__name__, c, d)
print(copy.copy(ValueError('x', 1)).args, copy.deepcopy(KeyError([1])).args)
if hasattr(object, '__getstate__'):
    print(x.__getstate__(), b.__getstate__(), l.__getstate__(), object().__getstate__(), (5).__getstate__(), [].__getstate__())
