# How dicts, instances, sets and ints take memory, as sys.getsizeof tells.
import sys
z = sys.getsizeof
def grow(make, step, n=100):
    o = make(); out = [(len(o), z(o))]
    for i in range(n):
        step(o, i)
        if z(o) != out[-1][1]: out.append((len(o), z(o)))
    return out
def si(o, i): o[i] = i
def ss(o, i): o[str(i)] = i
def mix(o, i): o[i if i == 7 else str(i)] = i
print(grow(dict, si)); print(grow(dict, ss)); print(grow(dict, mix)); print(grow(lambda: {}, ss)); print(grow(lambda: {'a': 1}, ss)); print(grow(lambda: dict(a=1), ss))
print(grow(dict, lambda o, i: o.setdefault(i, i))); print(grow(dict, lambda o, i: o.update({i: i}))); print(grow(dict, lambda o, i: o.update([(i, i), (-i, i)]))); print(grow(dict, lambda o, i: o.update(a=1)))
def delre(o, i):
    o[i] = i
    if i % 2: del o[i - 1]
print(grow(dict, delre, 200))
def popre(o, i):
    o[str(i)] = i; o.pop(str(i))
print(grow(dict, popre, 50))
def popit(o, i):
    o[i] = i; o[-i - 1] = 1; o.popitem()
print(grow(dict, popit, 60))
for n in (0, 1, 2, 3, 5, 6, 8, 10, 11, 12, 20, 21, 22, 43, 50):
    r = range(n); d = {i: i for i in r}; s = {str(i): i for i in r}; k = {}; k.update(d)
    h = dict(d)
    for i in list(h)[:n // 2]: del h[i]
    e = dict(s); e['x'] = 1
    i3 = d.copy(); i3.update(s)
    o = [d, s, dict(d), dict(s), d.copy(), s.copy(), {**d}, {**s}, {**d, **s}, {**s, 'z': 1}, dict(zip(r, r)), dict.fromkeys(r), dict.fromkeys(r, 1), dict.fromkeys(s), dict.fromkeys(set(r)), dict([(i, i) for i in r]), dict(d.items()), {x: 1 for x in s}, k, h, h.copy(), dict(h), e, i3, dict(s, a=1), dict(**s)]
    if sys.version_info >= (3, 9):
        o += [d | s, s | s, d | d, {} | d]
        q = dict(d); q |= s; o.append(q)
    print(n, [z(x) for x in o])
d = {i: i for i in range(100)}; d.clear(); print(z(d)); d[1] = 1; print(z(d))
d = {i: i for i in range(100)}
for i in range(99): del d[i]
print(z(d), z(d.copy()), z(dict(d))); d['a'] = 1; print(z(d))
for i in range(70): d[i + 1000] = i
print(z(d))
class A:
    def __init__(self, n):
        for i in range(n): setattr(self, 'a%d' % i, i)
for n in (0, 1, 2, 3, 5, 6, 7, 10, 29, 30, 31, 40): a = A(n); print(n, z(a), z(a.__dict__), z(A(n).__dict__))
class B: pass
l = [B() for i in range(40)]; print([z(x.__dict__) for x in l])
for x in l: x.a = 1
print([z(x.__dict__) for x in l]); x.b = x.c = 1; print(z(x.__dict__)); x.__dict__ = {'q': 1}; print(z(x.__dict__)); del x.q; print(z(x.__dict__))
print(z(vars(B)), z(globals()) > 0, z(B.__dict__), z({}), z(dict()))
def f(**k): return z(k), z(locals())
print(f(), f(a=1), f(a=1, b=2, c=3, d=4, e=5, f=6))
def grow(make, step, n=100):
    o = make(); out = [(len(o), z(o))]
    for i in range(n):
        step(o, i)
        if z(o) != out[-1][1]: out.append((len(o), z(o)))
    return out
print(grow(set, lambda o, i: o.add(i), 400)); print(grow(set, lambda o, i: o.add(str(i)))); print(grow(set, lambda o, i: o.update([i, -i]))); print(grow(set, lambda o, i: o.update({i})))
def ad(o, i): o.add(i); o.discard(i - 3)
def ap(o, i): o.add(i); o.pop()
print(grow(set, ad, 200)); print(grow(set, ap, 200))
def ior(o, i): o |= {i, i + 1, i + 2}
def ix(o, i): o ^= {i, i * 2}
print(grow(set, ior)); print(grow(set, ix, 200))
for n in (0, 1, 3, 4, 5, 6, 7, 8, 18, 19, 20, 30, 76, 77, 80):
    r = range(n); s = set(r); f = frozenset(r); h = set(r)
    for i in range(n // 2): h.discard(i)
    print(n, [z(x) for x in (s, f, set(s), set(f), frozenset(s), frozenset(f), s.copy(), f.copy(), {*s}, {*r}, {x for x in r}, s | f, s & f, s - f, s ^ f, s.union(r), s.union(r, [1000]), s.intersection(r), s.difference(range(n // 2)), s.symmetric_difference(range(n // 2)), h, set(h), h.copy(), set(dict.fromkeys(r)), set(x for x in r), set(str(x) for x in r), frozenset(x for x in r), s | set(range(n, 2 * n)))])
s = set(range(50)); s.clear(); print(z(s)); s.add(1); print(z(s))
s = set(range(50)); s -= set(range(45)); print(z(s)); s.add('a'); print(z(s)); s &= {1}; print(z(s)); s = set(range(50)); s.intersection_update([1, 2]); print(z(s)); s.difference_update([1]); print(z(s)); s = set(range(50)); s.symmetric_difference_update(range(49)); print(z(s))
print([z(tuple(range(n))) for n in range(25)], z((1, 2) + (3,)), z((1, 2) * 4), z((1, 2, 3)[1:]), z(tuple(x for x in range(13))), z(tuple([1, 2])), z(tuple({1, 2})), z(tuple('abc')))
print([z(2 ** n) for n in range(0, 200, 15)], [z(-(2 ** n)) for n in range(0, 100, 15)], z(0), z(True), z(False), z(2 ** 30 - 1), z(2 ** 30), z(2 ** 60 - 1), z(2 ** 60), z(10 ** 100), z(0x3fffffff * 0x3fffffff), z((2 ** 90) >> 45), z((2 ** 90) // 2 ** 50), z((2 ** 90) - (2 ** 90 - 1)), z((2 ** 90) & 0xff), z(int('1' * 50)), z(abs(-2 ** 70)), z(-(-2 ** 70)), z(2 ** 64 % 2 ** 33), z(int(1e30)), z(divmod(2 ** 100, 2 ** 50)[0]), z(divmod(2 ** 100, 3)[1]), z(~(2 ** 60)), z(2 ** 60 ^ 2 ** 60), z(pow(3, 50, 7)), z(pow(3, 100)), z(int.from_bytes(b'\xff' * 10, 'big')), z(round(1e25)), z(sum([2 ** 59, 2 ** 59])), z((2 ** 31) * 0), z(1 << 59 << 1), z((1 << 90) | 1))
class I(int): pass
class S(str): pass
class T(tuple): pass
class By(bytes): pass
class L(list): pass
class D(dict): pass
class Fl(float): pass
class Se(set): pass
class Fr(frozenset): pass
class Ba(bytearray): pass
class Co(complex): pass
print(z(I()), z(I(5)), z(I(2 ** 70)), z(S()), z(S('abc')), z(S('é')), z(S('€')), z(S('😀')), z(T()), z(T((1, 2))), z(By()), z(By(b'abc')), z(L()), z(L([1, 2, 3])), z(D()), z(D(a=1)), z(Fl()), z(Se()), z(Se([1])), z(Fr()), z(Ba()), z(Ba(b'ab')), z(Co()))
for c in (I, S, T, By, L, D, Fl, Se, Fr, Ba, Co): print(c.__name__, c.__basicsize__, c.__itemsize__, c.__dictoffset__, c.__weakrefoffset__, c().__sizeof__(), z(c))
