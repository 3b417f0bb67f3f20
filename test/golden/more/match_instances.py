# Class patterns ask as isinstance() does: metaclasses, abstract classes, protocols, and objects that say another class
import sys
checks = '''
from collections.abc import Hashable, Mapping, Sequence, Sized
from typing import Protocol, runtime_checkable
import sys, gc
@runtime_checkable
class P(Protocol):
    x: int
    y: int
class Q(Protocol):
    x: int
class A:
    def __init__(self, x, y): self.x = x; self.y = y
class M(type):
    def __instancecheck__(cls, o):
        print('asked', cls.__name__, type(o).__name__)
        return cls.answer
class Yes(metaclass=M):
    answer = [1]
    __match_args__ = ('real', 'imag')
class No(metaclass=M): answer = ''
class Bad(metaclass=M):
    @property
    def answer(cls): pass
    answer = property(lambda cls: 1 / 0)
class Truth:
    def __bool__(self): raise KeyError('truth')
class Worse(metaclass=M): answer = Truth()
class Lies:
    __class__ = property(lambda self: A)
    x = 5
class S:
    def __len__(self): return 0
def kind(o):
    match o:
        case No(): return 'No'
        case P(x=a, y=b): return f'P {a} {b}'
        case Mapping(): return 'mapping'
        case Sequence(): return 'sequence'
        case Sized(): return 'sized'
        case A(x=c): return f'A {c}'
        case Yes(r, i): return f'Yes {r} {i}'
        case Hashable(): return 'hashable'
for o in A(1, 2), {}, 'text', S(), Lies(), 3 + 4j, object, object(), []:
    print(kind(o))
for cls in Q, Worse, list[int] if sys.version_info < (3, 11) else 3:
    try:
        match A(1, 2):
            case cls(x=a): print('matched', a)
            case _: print('none')
    except Exception as e: print(type(e).__name__, e)
o = A(1, 2); n = sys.getrefcount(o)
for i in range(20):
    match o:
        case Yes() | P(): pass
    try:
        match o:
            case Worse(): pass
    except KeyError: pass
print(sys.getrefcount(o) - n)
'''
if sys.version_info >= (3, 10): exec(checks)

import typing
# Continuations that end the text within brackets
for s in ('x = (1,\\\n\\', 'a\\\n\\', 'f(1,\\\n\\\n', '(\\\n\\', '[1,\\\n', 'x = {\n1: (2,\\\n', 'a = 1\\\n', '\\'):
    try: compile(s, 'x', 'exec')
    except SyntaxError as e: print(repr(s), e.msg, (e.lineno, e.offset) if sys.version_info >= (3, 10) else '')
# Unions compared with what typing makes of the same types
if sys.version_info >= (3, 10):
    u = int | str
    print(u == typing.Union[int, str], typing.Union[str, int] == u, u == typing.Union[int, float], u != typing.Union[int, str], u == typing.Optional[int], (int | None) == typing.Optional[int])
    print({u: 1}.get(typing.Union[str, int]), hash(u) == hash(typing.Union[int, str]))
