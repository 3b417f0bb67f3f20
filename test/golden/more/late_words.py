"""What 3.14 and 3.15 say and do otherwise: >> of print, keywords that are no names, classes of TypedDict, textwrap."""
import sys
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: print >> sys.stderr)
t(lambda: print >> 3)
t(lambda: len >> 3)
t(lambda: print << 3)
def kw(**k): return k
def pos(a): pass
class C: 
    def m(self, **k): pass
    def __init__(self, **k): pass
t(lambda: kw(**{1: 2})); t(lambda: kw(**{'a': 1}, **{2: 3})); t(lambda: pos(**{1: 2})); t(lambda: C().m(**{1: 2})); t(lambda: C(**{1: 2})); t(lambda: dict(**{1: 2})); t(lambda: print(**{1: 2})); t(lambda: len(**{1: 2})); t(lambda: (lambda **k: k)(**{1: 2})); t(lambda: int(**{1: 2})); t(lambda: sorted([], **{1: 2})); t(lambda: type(**{1: 2})); t(lambda: kw(a=1, **{3: 4})); t(lambda: [].sort(**{1: 2})); t(lambda: kw(*[1], **{2: 2})); t(lambda: kw(**3)); t(lambda: kw(**{'a': 1}, a=2)); t(lambda: dict({}, **{1: 2})); t(lambda: {}.update(**{1: 2})); t(lambda: C().m(**{'a': 1}, **{'a': 2})); t(lambda: kw(*3))
from functools import partial
t(lambda: partial(kw)(**{1: 2})); t(lambda: BaseException(**{1: 2})); t(lambda: super(**{1: 2})); t(lambda: print.__call__(**{1: 2})); t(lambda: kw.__call__(**{1: 2}))
from typing import TypedDict
class A(TypedDict):
    a: int
class B(A, total=False):
    c: str
print(B.__annotations__, B.__required_keys__, B.__optional_keys__, B.__total__, A.__annotations__, B.__mro__, B.__bases__)
import textwrap
print(textwrap.wrap('This is a sentence. And another', 5), textwrap.wrap('ab  cd', 2, drop_whitespace=False), textwrap.dedent('  a\n   b\n \n  c'))
