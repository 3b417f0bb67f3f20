import sys, copy
from enum import *
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__name__, e)
class C(Enum):
    R=1; G=2; B=2
    def d(self): return self.name
print(C.R, repr(C.R), f'{C.R}', C, list(C), C.B, C(1), C['G'], C.R.name, C.R.value, len(C), C.__members__)
t(C,9); t(lambda:C['q']); t(lambda:C.Q); t(setattr,C,'R',3); t(lambda:C.R<C.G); t(lambda: 1 in C); t(lambda: C.R in C); t(lambda: C.R.G); t(lambda: exec('class D(C): pass',globals())); t(lambda: exec('class D(Enum):\n a=1\n a=2',globals())); t(lambda: delattr(C,'R')); t(lambda: setattr(C.R,'value',3)); t(dir, C.R); t(dir, C); t(lambda: C.__doc__); t(C, []); t(lambda: exec('class D(Enum):\n _foo_ = 1',globals())); t(lambda: exec('class D(Enum):\n mro = 1',globals()))
class I(IntEnum): A=1; B=2
print(I.A, repr(I.A), f'{I.A}', I.A+1, I.A==1, '%d' % I.A, '%s' % I.A, I(2), I.A<I.B, str(I.A), format(I.A,'>5'), I.A in (1, 2), [10, 20, 30][I.A], sorted([I.B, I.A]), hash(I.A) == hash('A'), {1: 'x'}.get(I.A), isinstance(I.A, int), I.A.real, max(I), bool(I.A)); t(I, 5); t(I, 'a')
class F(Flag): X=auto(); Y=auto(); Z=auto(); W=X|Y
print(F.X, F.X|F.Y, repr(F.X|F.Z), repr(~F.X), repr(F(0)), F.X in F.W, bool(F(0)), list(F), repr(F.W), F(7), repr(F(7)), F.X&F.Y, F.X^F.W, F.W.name, (F.X|F.Z).name, F.X.value, str(F(0)), F.X|F.Z is F(5), F['W'], F(3) is F.W, len(F)); t(F,8); t(F,-1); t(lambda: F.X|1); t(lambda: list(F.W)); t(len,F.W); t(lambda: 1 in F.X); t(F, 'a') if sys.version_info >= (3, 11) else None
class IF(IntFlag): R=4; W=2; X=1
print(IF.R|IF.W, repr(IF.R|IF.W), repr(IF(0)), repr(IF(8)), IF.R+1, repr(IF.R|8), ~IF.R, repr(~IF.R), IF.R==4, f'{IF.R}', IF(7), repr(IF(7)), str(IF.R|IF.X), IF.R & 4, repr(6 & IF.R), IF.R in IF(7), list(IF)); t(IF, 'q')
class S(str, Enum): A='a'; B='b'
print(S.A, repr(S.A), f'{S.A}', S.A=='a', S.A+'x', '%s'%S.A, S('b'), S.A.upper(), ''.join([S.A,S.B]), {'a': 1}[S.A] if False else hash(S.A) == hash('a'))
class Au(Enum):
    def _generate_next_value_(name,start,count,last): return name.lower()
    A=auto(); BC=auto()
print(list(Au), Au.BC.value)
class Pl(Enum):
    E=(3,6); M=(1,2)
    def __init__(self,m,r): self.m=m; self.r=r
    @property
    def g(self): return self.m*self.r
    @classmethod
    def heavy(cls): return max(cls, key=lambda p: p.m)
    @staticmethod
    def st(): return 's'
print(Pl.E.g if sys.version_info < (3, 11) else Pl.E.g, Pl.E.value, Pl.M, Pl.heavy(), Pl.st(), Pl((1, 2)))
An=Enum('An','CAT DOG'); print(list(An), An.CAT, An.__module__, An.__qualname__); An=Enum('An',{'a':1}); print(list(An)); An=IntEnum('An',['x','y'],start=5) ; print(list(An)); An=Enum('An', [('p', 'q'), ('r', 's')], module='mm', qualname='Q.An'); print(list(An), An.__module__, An.__qualname__); print(list(Flag('FF', 'a b c')), list(Enum('T', 'a,b', type=str)) if 0 else '')
@unique
class U(Enum): A=1
t(lambda: exec('@unique\nclass U(Enum): A=1; B=1',globals()))
class Mi(Enum):
    A=1
    @classmethod
    def _missing_(cls,v):
        if v == 'bad': return 5
        if v == 'err': raise KeyError(v)
        return cls.A
print(Mi(99)); t(Mi, 'bad'); t(Mi, 'err')
print(copy.copy(C.R) is C.R, copy.deepcopy(C.R) is C.R, C.R.__class__, type(C).__mro__[1], isinstance(C.R,C), C.R.__hash__() == hash('R'), {C.R:1}[C.R], C.R is C(1), C.R.d(), C.R == 1, C.R != C.G, C.R == C.R, C.R.__reduce_ex__(2))
class N(Enum): pass
print(list(N), N, bool(C), C.__name__); t(N, 'x'); t(Enum, 'x')
class Bd(Enum): A=auto(); B=auto(); D='s'
print(list(Bd), [m.name for m in reversed(C)])
t(lambda: exec('class Q(Enum):\n A="s"\n B=auto()\nprint(Q.B)',globals()))
class Vh(N):
    CAR = 1
    def __str__(self): return f'V:{self.value}'
print(Vh.CAR, f'{Vh.CAR}', repr(Vh.CAR), [Vh.CAR])
class Un(Enum): L=[1]; D={'a': 1}
print(Un.L, Un([1]), Un.D.value, list(Un))
class Ca(float, Enum): HALF = 0.5; PI = 3.14
print(Ca.HALF + 1, Ca.PI, repr(Ca.PI), f'{Ca.PI:.1f}' if sys.version_info < (3, 11) else Ca.PI.value, Ca(0.5))
class NewE(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value]); obj._value_ = value; obj.label = label
        return obj
    PX = (0, 'X'); PY = (1, 'Y')
print(NewE.PX, NewE.PY.label, NewE(1), NewE.PX.value)
class Ig(Enum):
    _ignore_ = ['q', 'i']
    for i in range(3): locals()['M%d' % i] = i
print(list(Ig), hasattr(Ig, 'i'))
class Ops(Enum):
    ADD = '+'; SUB = '-'
    def __call__(self, a, b): return a + b if self is Ops.ADD else a - b
    def __lt__(self, o): return self.value < o.value
print(Ops.ADD(1, 2), Ops('-')(5, 3), sorted(Ops), max(Ops))
d = {m: m.value for m in C}; print(d, [*C], C.R.name in ('R',), {m.name: m for m in C}, 'R' in C.__members__)
for m in C:
    print(m.name, m.value, end=' ')
print()
if sys.version_info >= (3, 10): exec('''
match C.R:
    case C.G: print('G')
    case C.R: print('R')
''')
if sys.version_info >= (3, 11):
    class SE(StrEnum): A = auto(); Bb = 'x'
    print(SE.A, repr(SE.A), f'{SE.Bb}', SE.A == 'a', SE('x'), list(SE), SE.A + '!'); t(lambda: exec('class Q(StrEnum): A = 1', globals()))
    class PF(Flag, boundary=CONFORM): A = 1; B = 2
    print(PF(7), repr(PF(-1)), repr(~PF.A)); print(EnumType, EnumMeta, STRICT, repr(KEEP), auto(), auto(3))
    class Me(Enum):
        a = 1
        b = nonmember(5)
        @member
        def c(self): return 3
        _private = 7
        __hidden = 8
    print(list(Me.__members__), Me.b, Me._Me__hidden)
    t(lambda: exec('class Q(Flag):\n a="x"\n b=auto()', globals()))

class M(type):
    def __getattr__(cls, name):
        return 'ga ' + name
    def __setattr__(cls, n, v): super().__setattr__(n, v)
class A(metaclass=M):
    y = 1
A._mn = 5
print(A._mn, A.y, A.z)
class E(metaclass=M): pass
print(E._mn)
E._mn = []
print(E._mn)
class B(int, E): pass
print(B._mn, issubclass(B, E))
for b in B.__mro__: print(b, issubclass(b, E) and b._mn)
E = None
class M(type):
    @classmethod
    def __prepare__(metacls, cls, bases):
        metacls._check_(cls, bases)
        return {}
    def __new__(m, n, b, d):
        c = super().__new__(m, n, b, d)
        c._names_ = []
        return c
    def __getattr__(cls, name):
        print('GA', name)
        raise AttributeError(name)
    @staticmethod
    def _check_(n, bases):
        for c in bases:
            for b in c.__mro__:
                if E is not None and issubclass(b, E) and b._names_: print('no')
class E(metaclass=M): pass
class I(int, E): pass
print(I._names_)
