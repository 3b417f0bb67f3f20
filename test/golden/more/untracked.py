"""What a collection untracks, tuples in levels, and which frozensets are born untracked (3.15)."""
import gc
def T(*a): return [gc.is_tracked(x) for x in a]
def mk():
    one = (1,)
    a = tuple([1, 2]); b = tuple([1, one]); c = (a, b); d = tuple([1, (2, (3, one))]); e = tuple([b, b]); f = tuple(x for x in [1, 2]); g = tuple([frozenset()]); h = (c, [])
    return one, a, b, c, d, e, f, g, h
k = mk()
print(T(*k)); gc.collect(0); print('0', T(*k)); gc.collect(1); print('1', T(*k)); gc.collect(); print(2, T(*k)); gc.collect(); print(2, T(*k))
x = [frozenset(), frozenset([1]), frozenset([1, 'a']), frozenset([(1, 2)]), frozenset([tuple([1, (2,)])]), frozenset([frozenset()]), frozenset([frozenset([frozenset([3])])]), frozenset([len]), frozenset(x for x in [1]), frozenset({1, 2}), frozenset([1]) | {2}, frozenset([1]) & {1}, frozenset([1]) - {2}, frozenset([1]) ^ {2}, frozenset([1]).copy(), frozenset([1]).union([2]), frozenset(range(3)), frozenset({1: 2}), frozenset('ab'), frozenset([len]) - {len}, frozenset([len]) & {3}, frozenset([len, 1]) & {1}, frozenset({len, 1}), frozenset([1]).difference([1]), frozenset([len]).intersection([1, len]), frozenset([(1, [])[0:1]]), frozenset([tuple([k[1]])])]
print(T(*x)); gc.collect(); print(T(*x))
class F(frozenset): pass
print(T(F(), F([1])), T(F(), F([1])))
def g(x): return x in {1, 2, 3}
print([(type(c).__name__, gc.is_tracked(c)) for c in g.__code__.co_consts])
def own():
    a = (1, [])
    b = (a[0], a[0])
    c = a[:1]
    d = a + (2,)
    e = (1,) * 3
    f = (len,) * 2
    g = (1,) + (2,)
    h = tuple({1: 2})
    i = tuple({1: 2}.items())
    j = list({1: 2}.items())[0]
    m = list({1: []}.items())[0]
    n = list(zip([1], [2]))[0]
    o = list(enumerate([1]))[0]
    p = divmod(5, 3)
    q = (lambda *a: a)(1, 2)
    r = (lambda *a: a)(1, [])
    s = 'a,b'.partition(',')
    t = [1, 2, 3]; u, *v = 1, 2
    w = tuple(map(lambda x: x, [1]))
    import itertools
    y = list(itertools.product([1], [2]))[0]; z = list(itertools.combinations([1, 2], 2))[0]
    aa = next(iter({1: 2}.items())); bb = [x for x in {1: []}.items()][0]
    cc = {1: 2}.popitem(); dd = ValueError(1).args; ee = ValueError([]).args
    return T(a, b, c, d, e, f, g, h, i, j, m, n, o, p, q, r, s, w, y, z, aa, bb, cc, dd, ee)
print(own())
gc.disable()
print(own())
