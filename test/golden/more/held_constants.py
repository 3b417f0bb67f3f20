"""Who counts a constant from 3.14 on: locals, parameters and results; on 3.15 a load of a constant borrows."""
import sys
rc = sys.getrefcount
G = (1.5, 'glob')
def par(a, b=None): print('par', rc(a), b is None or rc(b)); c = a; print('par c', rc(a), rc(c)); return a
def f():
    print(rc((2.5, 'direct')), rc('a direct string'))
    k = (1.5, 'const'); print(rc(k)); m = k; print(rc(k), rc(m)); m = None; print(rc(k))
    par(k); par((3.5, 'x')); par(3.25, 'some text!'); par(b='named text!', a=k)
    l = [k]; print(rc(k)); l.append(k); print(rc(k)); d = {'key text!': k}; print(rc(k), rc(list(d)[0]))
    r = par(k); print(rc(k), rc(r))
    g = G; print(rc(g)); par(G)
    def inner(): return k
    print(rc(k))
f()
def h(x='a default value'):
    print(rc(x)); y = x; print(rc(x))
h(); h('given here!'); h(x='given by name!')
def g(flag):
    if flag: v = 'text one!'
    else: v = ''.join(['te', 'xt'])
    print(rc(v))
    for i in range(2):
        w = 'loop text!' if i else ''.join(['lo', 'op'])
        print(rc(w))
    try: e = 'in try text!'; raise ValueError('msg text here')
    except ValueError as x: print(rc(e), rc(x.args[0]))
    with open('/dev/null') if False else C() as c: z = 'in with!'; print(rc(z))
    s = 'aug text!'; s += 'more'; print(rc(s))
    t = u = 'twice text!'; print(rc(t), rc(u))
    a = 'pair one!'; b = 'pair two!'; a, b = b, a; print(rc(a), rc(b)); del a; print(rc(b))
    n = 10**15; print(rc(n)); o = n + 1; print(rc(o)); print(rc(1.5)); q = -2.75; print(rc(q))
    lam = lambda: (rc('lambda text!'), rc(q)); print(lam())
    return 'returned text!'
class C:
    x = 'class text!'
    def __enter__(self): return 'entered text!'
    def __exit__(self, *a): pass
    def m(self, p): print('m', rc(p), rc(self)); return p
print(rc(g(1))); g(0)
C().m('method arg!'); c = C(); print(rc(c.m('method arg two!')), rc(C.x))
def gen():
    v = 'gen text!'; print(rc(v)); yield; print(rc(v))
list(gen())
def ret(): r = 'ret text!'; return r
print(rc(ret()))
def two(): p = ret(); print(rc(p)); q = ret(); print(rc(p), rc(q))
two()
v = 'module text!'; print(rc(v)); w = v; print(rc(v))
print([rc(x) for x in ('comp one!', 'comp two!')])
def cl():
    z = 'cell text!'
    def k(): return rc(z)
    print(k(), rc(z))
cl()
