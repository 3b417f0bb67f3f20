# What the collector counts, and which bytes are traced, when an object of each kind is made.
import gc
gc.disable(); gc.collect()
c = lambda: gc.get_count()[0]
c()
def d(f):
    a = c(); k = f(); return c() - a
def cls():
    class A: pass
    return A
def cls2():
    class A:
        x = 1
        def m(self): pass
        def n(self): pass
    return A
def cls3():
    class A:
        __slots__ = ('a', 'b')
    return A
class B: pass
class B2:
    def __init__(self): self.x = 1; self.y = []
def gen(): yield 1
def clo():
    x = 1
    def f(): return x
    return f
def exc():
    try: raise ValueError(1)
    except ValueError as e: return e
for name, f in dict(none=lambda: None, list=list, lit=lambda: [], tup=lambda: (c, c), dict=dict, dlit=lambda: {}, d1=lambda: {1: 2}, set=set, obj=object, B=B, B2=B2, gen=gen, fn=lambda: (lambda: 0), clo=clo, cls=cls, cls2=cls2, cls3=cls3, ty=lambda: type('X', (), {}), exc=exc, ve=lambda: ValueError(1), meth=lambda: B().__init__, bm=lambda: [].append, it=lambda: iter([]), en=lambda: enumerate([]), zp=lambda: zip([], []), mp=lambda: map(len, []), lc=lambda: [i for i in range(5)], ll=lambda: [[] for i in range(5)], dc=lambda: {i: [] for i in range(5)}, ge=lambda: (i for i in []), sl=lambda: slice(1), pr=lambda: property(), sm=lambda: staticmethod(len), mod=lambda: type(gc)('m'), sp=lambda: 'a b c'.split(), cp=lambda: [[1], [2]][:], srt=lambda: sorted([3, 1]), zz=lambda: list(zip('ab', 'cd')), it2=lambda: list({1: 2}.items()), ee=lambda: list(enumerate('ab')), st=lambda: {1} | {2}, lam=lambda: eval('lambda: 0'), sup=lambda: super(B, B()), imp=lambda: __import__('sys'), fmt=lambda: '%s' % 1, js=lambda: f'{1}{2}', va=lambda: (lambda *a: a)(1, 2), kw=lambda: (lambda **k: k)(a=1)).items():
    print(name, (d(f), d(f), d(f))[1:])
import tracemalloc
tracemalloc.start()
t = tracemalloc.get_traced_memory
def d(f):
    f(); a = t()[0]; k = f(); b = t()[0]; return b - a
n = 10 ** 50; m = 10 ** 40; a5 = 12345678901234567890
l = list(range(10)); dd = {i: i for i in range(20)}; s = 'abc' * 20
class A:
    def __init__(self): self.x = 1
class S: __slots__ = ('a', 'b')
def clsf():
    class Q: pass
    return Q
def clsm():
    class Q:
        z = 1
        def m(self): pass
    return Q
def clss():
    class Q: __slots__ = ('a',)
    return Q
def exc():
    try: raise ValueError('x')
    except ValueError as e: return e
for name, f in dict(none=lambda: None, sub=lambda: n - 1, div=lambda: n // m, neg=lambda: -n, shr=lambda: n >> 5, pow=lambda: 3 ** 70, con=lambda: int('9' * 30), a7=lambda: a5 - 5, andd=lambda: n & m, orr=lambda: n | m, xor=lambda: n ^ m, flo=lambda: int(1e30), b=lambda: int.from_bytes(b'\xff' * 10, 'big'), big=lambda: 2 ** 31, sq=lambda: 99999 * 99999, ad=lambda: 999999999 + 999999999, rng=lambda: range(1000), rng3=lambda: range(5, 5000, 7), rngi=lambda: iter(range(1000)), l=lambda: list(l), ll=lambda: l + l, lc=lambda: [x for x in l], ls=lambda: sorted(l), lsp=lambda: s.split('b'), tup=lambda: tuple(l), dc=lambda: dict(dd), dcp=lambda: dd.copy(), dk=lambda: dict(a=1), se=lambda: set(l), fz=lambda: frozenset(l), st=lambda: s + 'x', sj=lambda: ','.join(['ab', 'cd']), sf=lambda: f'{s}!', sr=lambda: repr(s), en=lambda: s.encode(), ba=lambda: bytearray(10), A=A, S=S, fn=lambda: (lambda: 0), fnd=lambda: (lambda a=[], *, b=1: 0), cl=lambda: (lambda x: lambda: x)(1), gen=lambda: (i for i in l), exc=exc, dv=lambda: dd.items(), dvi=lambda: iter(dd.items()), enu=lambda: enumerate(l), zp=lambda: zip(l, l), mp=lambda: map(str, l), mv=lambda: memoryview(b'abc'), md=lambda: type(tracemalloc)('m'), ob=object, cx=lambda: 1j * 2, sl=lambda: slice(1, 5), bm=lambda: l.append, mt=lambda: A().__init__, vr=lambda: (lambda *a: a)(1, 2, 3), kv=lambda: (lambda **k: k)(a=1), spl=lambda: 'a b c d'.split(), dic=lambda: {i: i for i in range(6)}, sc=lambda: {i for i in range(6)}).items(): print(name, d(f), d(f))
