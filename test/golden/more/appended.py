# Which str grows in place: '=' where a value that a loop makes anew is where the one before was.
def show(l):
    print(''.join('=' if a == b else '.' for a, b in zip(l, l[1:])))
def f(n):
    s = 'ab' * n; r = [id(s)]
    for i in range(30): s += 'x'; r.append(id(s))
    return r
for k in (1, 5, 20, 100): show(f(k)); show(f(k))
def one(s): s += 'y'; return id(s)
a = 'q' * int('60'); show([one(a[:]) for _ in range(12)]); show([one('q' * int('60')) for _ in range(12)])
def tmp(a, b, c): return id(a + b + c)
x = 'abc' * int('7'); show([tmp(x, x, x) for _ in range(12)])
def w(n):
    s = 'z' * 20; r = []; i = 0
    while i < n:
        s = s + 'x'; i += 1; r.append(id(s))
    return r
show(w(20)); show(w(20))
def two(n):
    s = 'z' * 20; t = 'y' * 20; r = []
    for i in range(n): s += 'a'; t += 'b'; r += [id(s), id(t)]
    return r
show(two(12)); show(two(12))
def alias(n):
    s = 'z' * 20; r = []
    for i in range(n): k = s; s += 'a'; r.append(id(s))
    return r
show(alias(14))
def uni(n):
    s = 'z' * 20; r = []
    for i in range(n): s += 'é' if i % 3 == 2 else 'a'; r.append(id(s))
    return r
show(uni(20)); show(uni(20))
g = 'w' * int('30'); r = []
for i in range(30): g += 'x'; r.append(id(g))
show(r)
def glo():
    global g; r = []
    for i in range(20): g += 'x'; r.append(id(g))
    return r
show(glo())
class A: pass
a = A(); a.s = 'v' * int('30'); r = []
for i in range(20): a.s += 'x'; r.append(id(a.s))
show(r)
l = ['v' * int('30')]; r = []
for i in range(20): l[0] += 'x'; r.append(id(l[0]))
show(r)
def clo():
    s = 'c' * int('30'); r = []
    def inner():
        nonlocal s
        for i in range(20): s += 'x'; r.append(id(s))
    inner(); return r
show(clo())
def gen():
    s = 'c' * int('30')
    for i in range(20): s += 'x'; yield id(s)
show(list(gen()))
def nest():
    s = 'c' * int('30'); r = []
    for i in range(3):
        for j in range(5): s += 'x'; r.append(id(s))
    return r
show(nest()); show(nest())
def bts():
    s = b'c' * 30; r = []
    for i in range(12): s += b'x'; r.append(id(s))
    return r
show(bts())
def tup():
    t = (); r = []
    for i in range(12): t += (i,); r.append(id(t))
    return r
show(tup())
def ints():
    n = 1000; r = []
    for i in range(14): n += 1; r.append(id(n))
    return r
show(ints()); show(ints())
def flo():
    n = 1.5; r = []
    for i in range(14): n += 1.0; r.append(id(n))
    return r
show(flo()); show(flo())
