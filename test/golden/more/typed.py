from typing import *
import typing, sys
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__name__, e)
T=TypeVar('T'); K=TypeVar('K', bound=int); N=TypeVar('N', int, str)
for x in (List, List[int], Dict[str,int], Optional[int], Union[int,str], Union[int,None], Union[int], Union[int,str,int], Tuple[int,...], Tuple[()], Tuple[int,str], Callable[[int],str], Callable[...,Any], Callable, Any, T, K, N, Iterable[T], Set[int], List[List[int]], Optional[List[int]], ClassVar[int], Final[int], Literal[1,'a'], Type[int], Sequence[int], Mapping[str,int], Iterator[int], Generator[int,None,str], List[T][int], Dict[K,T], NoReturn, Text, AnyStr, Optional['X'], Deque[int], DefaultDict[str,int], Counter[str], FrozenSet[int], Hashable, Sized, Union[List[int],None,str]): print(x)
class St(Generic[T]):
    def __init__(s): s.i=[]
    def push(s,x:T)->None: s.i.append(x)
s=St[int](); s.push(1); print(s.i, St[int], St, St.__parameters__, type(s), St.__orig_bases__, St.__mro__, s.__orig_class__)
class Pair(Generic[K, T]):
    pass
class Sub(St[int]): pass
class SubT(St[T], Sized):
    def __len__(self): return 0
print(Pair[int, str], Sub.__mro__, Sub.__parameters__, SubT.__parameters__, SubT[str], isinstance(Sub(), St))
class P(NamedTuple):
    x:int; y:str='a'
    def m(self): return self.x * 2
print(P(1), P.__annotations__, P._field_defaults, P.__mro__[1:], P._fields, NamedTuple('Q',[('a',int)])(3), P(2).m(), P(1) == (1, 'a'), P.__module__, P.__doc__); t(P); t(lambda: exec('class B(NamedTuple):\n a: int = 1\n b: int', globals())); t(setattr, P(1), 'x', 2)
class TD(TypedDict): a:int; b:str
class TD2(TD, total=False): c: int
print(TD(a=1,b='x'), TD.__annotations__, type(TD(a=1)), TD.__total__, TD, TD2.__annotations__, TypedDict('X', {'q': int})(q=1))
if sys.version_info >= (3, 9): print(sorted(TD2.__required_keys__), sorted(TD2.__optional_keys__))
U=NewType('U',int); print(U(5), U if sys.version_info>=(3,10) else U.__name__, cast(int,'a'), TYPE_CHECKING, U.__supertype__)
def f(a:int, b:List[str]=None, *, c: 'int' = 3)->Optional[int]: pass
print(get_type_hints(f), f.__annotations__)
class An:
    x: 'List[An]'
    y: ClassVar[int] = 3
print(get_type_hints(An))
@overload
def g(a:int)->int: ...
def g(a): return a
print(g(1))
@runtime_checkable
class Pr(Protocol):
    def meth(self): ...
class Im:
    def meth(self): pass
class Im2(Pr):
    def meth(self): return 'm2'
print(isinstance(Im(),Pr), isinstance(1,Pr), issubclass(Im,Pr), Im2().meth(), isinstance(5, SupportsInt), isinstance('a', SupportsInt), isinstance(5, SupportsAbs)); t(Pr)
class NR(Protocol):
    def q(self): ...
t(isinstance, 1, NR); t(lambda: exec('@runtime_checkable\nclass X: pass', globals()))
t(lambda: List[1]); t(lambda: Optional[1,2]); t(lambda: isinstance([],List[int])); t(lambda: Union[()]); t(lambda: List()); t(lambda: Any()); t(lambda: List[int]()); t(lambda: Dict[int]); t(lambda: isinstance([],List)); t(lambda: TypeVar('Z', int)); t(lambda: get_origin(List[int])); t(lambda: get_args(Dict[str,int])); t(lambda: List[int]==List[int]); t(lambda: hash(List[int])==hash(List[int])); t(lambda: List[int].__origin__); t(lambda: Union[int,str].__args__); t(lambda: Optional[int].__origin__); t(lambda: Callable[[int],str].__args__); t(lambda: get_args(Callable[[int], str])); t(lambda: get_args(Union[int, None])); t(lambda: get_args(int)); t(lambda: get_origin(int)); t(lambda: isinstance(1, Union[int,str])); t(lambda: Generic[int]); t(lambda: St[int,str]); t(lambda: int[str]); t(lambda: T[int] if 0 else 1); t(lambda: exec('class X(Generic[T, T]): pass', globals())); t(lambda: exec('class X(List[int]): pass\nprint(X([1]), X.__mro__[1:], X.__orig_bases__)', globals())); t(lambda: exec('class X(Dict[str, T]): pass\nprint(X[int], X(a=1))', globals())); t(lambda: Dict[str, List[Tuple[int, ...]]]); t(lambda: Literal['a'] == Literal['a']); t(lambda: Type['A']); t(lambda: Union[int, str] == Union[str, int]); t(lambda: Optional[Union[str, int]]); t(lambda: DefaultDict(int)); t(lambda: Deque([1])); t(lambda: Counter('aab'))
if sys.version_info >= (3, 9): print(Annotated[int, 'x', 3], get_args(Annotated[int, 'x']), List[int] == list[int], get_origin(list[int]), get_args(dict[str, int]), Optional[list[int]], Dict[str, list[int]])
if sys.version_info >= (3, 10): print(int | str, Optional[int] | str, T | int, List[int] | None, get_type_hints(f)['a'], Union[int | str, None])
if sys.version_info >= (3, 11): print(Self, Never, LiteralString, Required[int], NotRequired[str]); t(assert_never, 1)
from dataclasses import dataclass, field, fields
@dataclass
class D:
    a: int
    b: List[int] = field(default_factory=list)
    c: ClassVar[int] = 3
    d: Optional[str] = None
print(D(1), [x.name for x in fields(D)], D.__doc__)
if sys.version_info >= (3, 10): print(TypeAlias)
