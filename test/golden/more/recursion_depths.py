# How deep calls through native code nest, and how the RecursionError ends.
import sys
sys.setrecursionlimit(110)
def deep(name, start, count):
    # depth at which it ends
    global n
    n = 0
    try: start()
    except RecursionError as e: msg = str(e)
    else: msg = 'no error'
    print(name, n, msg.replace('maximum recursion depth exceeded', '...'))
todo = []
def run(f): todo.append(f); return f
@run
def plain():
    global n; n += 1
    plain()
class A:
    def __init__(self):
        global n; n += 1
        A()
def init(): A()
run(init)
class New:
    def __new__(cls):
        global n; n += 1
        return New()
def new(): New()
run(new)
class R:
    def __repr__(self):
        global n; n += 1
        return repr(self)
def rep(): repr(R())
run(rep)
class E:
    def __eq__(self, o):
        global n; n += 1
        return self == o
def eq(): E() == 1
run(eq)
class L:
    def __lt__(self, o):
        global n; n += 1
        return self < o
def lt(): L() < 1
run(lt)
class Ad:
    def __add__(self, o):
        global n; n += 1
        return self + o
def add(): Ad() + 1
run(add)
class Ra:
    def __radd__(self, o):
        global n; n += 1
        return 1 + self
def radd(): 1 + Ra()
run(radd)
class Iad:
    def __iadd__(self, o):
        global n; n += 1
        self += 1
def iadd():
    x = Iad(); x += 1
run(iadd)
class N:
    def __neg__(self):
        global n; n += 1
        return -self
def neg(): -N()
run(neg)
class G:
    def __getattr__(self, a):
        global n; n += 1
        return self.b
def ga(): G().a
run(ga)
class Ga:
    def __getattribute__(self, a):
        global n; n += 1
        return self.b
def gattr(): Ga().a
run(gattr)
class Sa:
    def __setattr__(self, a, v):
        global n; n += 1
        self.x = v
def sa(): Sa().x = 1
run(sa)
class Gi:
    def __getitem__(self, a):
        global n; n += 1
        return self[a]
def gi(): Gi()[0]
run(gi)
class Si:
    def __setitem__(self, a, v):
        global n; n += 1
        self[a] = v
def si(): Si()[0] = 1
run(si)
class Bo:
    def __bool__(self):
        global n; n += 1
        return bool(self)
def bo(): bool(Bo())
run(bo)
class Bi:
    def __bool__(self):
        global n; n += 1
        if self: return True
def bi(): bool(Bi())
run(bi)
class Bn:
    def __bool__(self):
        global n; n += 1
        return not self
def bn(): not Bn()
run(bn)
class H:
    def __hash__(self):
        global n; n += 1
        return hash(self)
def ha(): hash(H())
run(ha)
class Co:
    def __contains__(self, x):
        global n; n += 1
        return x in self
def co(): 1 in Co()
run(co)
class Ca:
    def __call__(self):
        global n; n += 1
        return self()
def ca(): Ca()()
run(ca)
class P:
    @property
    def p(self):
        global n; n += 1
        return self.p
def pr(): P().p
run(pr)
class D:
    def __get__(self, o, t):
        global n; n += 1
        return o.d
class Dd: d = D()
def de(): Dd().d
run(de)
class W:
    def __enter__(self):
        global n; n += 1
        with self: pass
    def __exit__(self, *a): pass
def wi():
    with W(): pass
run(wi)
def mp():
    global n; n += 1
    list(map(lambda x: mp(), [1]))
run(mp)
def ge():
    global n; n += 1
    yield from ge()
run(lambda: list(ge()))
def gf():
    global n; n += 1
    for x in gf(): yield x
run(lambda: list(gf()))
import functools
@functools.lru_cache(None)
def lr(x):
    global n; n += 1
    return lr(x + 1)
run(lambda: lr(0))
class Me:
    def m(self):
        global n; n += 1
        self.m()
run(lambda: Me().m())
def wr():
    global n; n += 1
    wr.__call__()
run(wr)
def ap():
    global n; n += 1
    [1].sort(key=lambda x: ap())
run(ap)
class M(type):
    def __call__(cls):
        global n; n += 1
        return cls()
class Mm(metaclass=M): pass
run(lambda: Mm())
def anyj():
    global n; n += 1
    any(anyj() for x in [1])
run(anyj)
for f in todo: deep(f.__name__, f, None)
