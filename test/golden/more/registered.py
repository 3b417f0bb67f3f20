# Keywords of itertools in subclasses, functools.singledispatch and partial, operator.indexOf, match by several bases.
import itertools
import itertools as I
for c,a in ((I.chain,([1],)),(I.cycle,([1],)),(I.islice,([1],1)),(I.takewhile,(None,[1])),(I.dropwhile,(None,[1])),(I.filterfalse,(None,[1])),(I.starmap,(pow,[])),(getattr(I,'pairwise',I.chain),([1],)),(type(I.tee([1])[0]),([1],))):
    try: c(*a, x=1)
    except TypeError as e: print(e)
    try:
        class S(c):
            def __init__(self,*a,**k): self.k=k
        print(S(*a,x=1).k)
    except TypeError as e: print(e)
    try:
        class S(c): pass
        print(type(S(*a,x=1)).__name__)
    except TypeError as e: print(e)
    try: c()
    except TypeError as e: print(e)
    try: c(x=1)
    except TypeError as e: print(e)
    try: c(1,2,3,4,5)
    except TypeError as e: print(e)
import functools
import operator
p=functools.partial(int); 
p.__setstate__((int,(1,),{'a':1},None)); print(p)
p.__setstate__((int,(1,),{1:2,(3,4):'x'},{'z':1})); print(p, p.z)
@functools.singledispatch
def f(x): return 'o'
@f.register
def g(x: int): return 'i'
@f.register
def h(x: 'str'): return 's'
@f.register(list)
def h(x): return 'l'
print(f(1),f(''),f([]),f(()))
from typing import Union, Optional
try:
    @f.register
    def k(x: Union[tuple, bytes]): return 'u'
    print(f(()), f(b''))
    @f.register
    def k(x: Optional[complex]): return 'u2'
    print(f(None), f(1j))
except TypeError as e: print(e)
for bad in (1, 'x', list[int] if hasattr(list,'__class_getitem__') else 3, Union[int,str], Optional[int], None):
    try: print(callable(f.register(bad))); 
    except TypeError as e: print(e)
    try: print(f.register(bad, print)); 
    except TypeError as e: print(e)
try:
    @f.register
    def k(x): pass
except TypeError as e: print(str(e)[:50])
try:
    @f.register
    def k(x: 3): pass
except Exception as e: print(type(e), str(e)[:70])
class M(type):
    @functools.cached_property
    def p(self): return 1
class C(metaclass=M): pass
try: C.p
except TypeError as e: print(e)
it = iter('leave the iterator at exactly the position after the match')
print(operator.indexOf(it, 'a'), next(it), operator.indexOf(itertools.count(1), 7), operator.countOf([1,2,1.0],1))
try: operator.indexOf([], 1)
except ValueError as e: print(e)
class B:
    def __eq__(s,o): 1/0
try: operator.indexOf([1,B()], 2)
except ZeroDivisionError as e: print(e)
import collections.abc
class C: pass
class M3(collections.UserDict, C, list): pass
class M4(dict, C, collections.abc.Sequence): pass
class S2(C, collections.UserList, collections.abc.Mapping): pass
class S4(collections.UserList, dict, C): pass
for c in M3, M4, S2, S4: print(c.__name__, c.__flags__ & 96)
