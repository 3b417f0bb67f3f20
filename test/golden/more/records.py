# dataclasses and keyword.
import sys, copy
from dataclasses import *
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 5
    z: list = field(default_factory=list)
p = P(1); q = P(1, z=[2]); print(p, q, p == P(1), p == q, P.__doc__, p.z is P(1).z, P.y, hasattr(P, 'z'), P.__hash__, P.__init__.__qualname__, P.__eq__.__qualname__, P.__repr__.__qualname__, P.__init__.__annotations__, getattr(P, '__match_args__', None))
t(P); t(P, 1, 2, 3, 4); t(P, q=1); t(hash, p); t(lambda: p < q); print(repr(fields(P)).replace(repr(MISSING), 'MISSING')); print([f.name for f in fields(p)], asdict(q), astuple(q), replace(p, x=9), is_dataclass(P), is_dataclass(p), is_dataclass(3), P.__dataclass_params__)
@dataclass(order=True, frozen=True)
class O:
    a: int
    b: str = field(default='q', compare=False, repr=False)
    c: float = 1.5
print(O(1) < O(2), O(1) <= O(1, 'z'), O(1) == O(1, 'z'), sorted([O(3), O(1)]), hash(O(1)) == hash(O(1, 'w')), {O(1): 1}[O(1)], O(2)); t(setattr, O(1), 'a', 2); t(setattr, O(1), 'new', 2); t(delattr, O(1), 'a'); t(lambda: O(1) < 5); t(lambda: O(1) == 5)
@dataclass
class B:
    i: int = 0
    def __post_init__(self): self.double = self.i * 2
@dataclass
class D(B):
    j: str = 'j'
    i: int = 7
    def __repr__(self): return 'custom'
d = D(); print(d, d.i, d.j, d.double, D(1, 'k').double, B(3), B(3) == D(3), D.__doc__, [f.name for f in fields(D)])
@dataclass
class IV:
    v: int
    extra: InitVar[int] = 3
    calc: int = field(init=False)
    def __post_init__(self, extra): self.calc = self.v + extra
print(IV(1), IV(1, 10), InitVar[int], fields(IV)[1].init); t(replace, IV(1), calc=3); t(lambda: replace(IV(1), v=4))
t(lambda: exec('@dataclass\nclass X:\n a: int = 1\n b: int')); t(lambda: exec('@dataclass\nclass X:\n a: list = []')); t(lambda: exec('@dataclass\nclass X:\n a: dict = {}')); t(lambda: exec('@dataclass\nclass X:\n a = field()')); t(lambda: exec('@dataclass(order=True, eq=False)\nclass X:\n a: int')); t(lambda: exec('@dataclass\nclass X(O):\n q: int = 1')); t(lambda: exec('@dataclass(frozen=True)\nclass X(P):\n q: int = 1')); t(field, default=1, default_factory=int); t(fields, 3); t(asdict, 3); t(asdict, P); t(replace, 3); t(lambda: exec('@dataclass(order=True)\nclass X:\n a: int\n def __lt__(self, o): pass')); t(lambda: exec('@dataclass(unsafe_hash=True)\nclass X:\n a: int\n def __hash__(self): return 1'))
@dataclass(eq=False)
class NE: a: int
@dataclass(unsafe_hash=True)
class UH: a: int; b: int = field(hash=False, default=2)
@dataclass(init=False, repr=False)
class NI: a: int = 3
print(NE(1) == NE(1), hash(NE(1)) != 0, hash(UH(1)) == hash(UH(1, 5)), NI().a, repr(NI()).startswith('<__main__.NI object'))
@dataclass
class Tree:
    v: int
    kids: list = field(default_factory=list)
    meta: dict = field(default_factory=dict, metadata={'k': 1})
tr = Tree(1, [Tree(2), Tree(3)], {'a': Tree(4)}); print(tr, asdict(tr), astuple(tr), fields(tr)[2].metadata['k'], copy.copy(tr) == tr, copy.deepcopy(tr) == tr); tr.kids.append(tr); print(repr(tr)[-40:])
M = make_dataclass('M', [('x', int), 'y', ('z', int, field(default=5))], namespace={'total': lambda self: self.x + self.z}); print(M(1, 2), M(1, 2).total(), M.__name__, M.__module__); t(make_dataclass, 'C', ['a', 'a']); t(make_dataclass, 'C', ['class']); t(make_dataclass, 'C', ['1a'])
print(repr(field(default=3)).replace(repr(MISSING), 'MISSING'), MISSING.__class__.__name__, repr(fields(P)[2].default_factory), FrozenInstanceError.__mro__[1].__name__)
class Meta2(type): pass
@dataclass
class WithProp:
    n: 'int'
    s: str = 'abc'
    @property
    def big(self): return self.n * 100
    @classmethod
    def make(cls): return cls(9)
print(WithProp.make().big, WithProp.make(), WithProp.__annotations__)
if sys.version_info >= (3, 10):
    @dataclass(slots=True)
    class SL:
        a: int
        b: int = 3
    print(SL(1), SL.__slots__, hasattr(SL(1), '__dict__')); t(setattr, SL(1), 'c', 1)
    @dataclass(kw_only=True)
    class KW:
        a: int
        b: int = 2
    print(KW(a=1), KW.__doc__, KW.__match_args__); t(KW, 1); t(KW)
    @dataclass
    class KO:
        a: int
        _: KW_ONLY
        b: int = 1
        c: int
    print(KO(1, c=3), KO.__doc__, [f.kw_only for f in fields(KO)]); t(KO, 1, 2)
    @dataclass(frozen=True, slots=True)
    class FS: a: int
    print(FS(1), copy.copy(FS(2)), copy.deepcopy(FS(3)), hash(FS(1)) == hash((1,)))
    exec('''
match P(1, 2):
    case P(1, y): print('matched', y)
''')
if sys.version_info >= (3, 13): print(copy.replace(P(1), x=2))
n = float('nan'); print(NE(n) == NE(n), UH(n) == UH(n), (lambda u: u == u)(UH(n)))
import keyword; print(keyword.iskeyword('for'), keyword.kwlist, keyword.__all__)
