# Annotations from 3.14 on: when the dict is made, where a class keeps it, what setting and deleting leave.
x: int = 3
print([k for k in globals() if 'ann' in k], __annotate__(1))
class A:
    y: int
    def f(self): pass
    z: str = ''
print(list(A.__dict__))
print(A.__annotations__)
print(list(A.__dict__))
A.__annotations__ = {'k': 1}
print(list(A.__dict__), A.__annotations__, A.__annotate__)
del A.__annotations__
print(list(A.__dict__))
try:
    print(A.__annotations__, A.__annotate__)
except AttributeError as e: print(e)
print(list(A.__dict__))
try:
    del A.__annotations__
    del A.__annotations__
except AttributeError as e: print(e)
class B(A): pass
print(list(B.__dict__), B.__annotations__, list(B.__dict__), B.__annotate__)
B.__annotate__ = lambda f: {'n': f}
print(list(B.__dict__), B.__annotations__, B.__annotate__.__qualname__)
B.__annotate__ = None
print(list(B.__dict__), B.__annotations__)
try: B.__annotate__ = 3
except TypeError as e: print(e)
try: del B.__annotate__
except TypeError as e: print(e)
def f(a: int): pass
a = f.__annotations__
print(a is f.__annotations__)
f.__annotate__ = lambda n: {'z': n}
print(f.__annotations__, a)
try: f.__annotate__ = 3
except TypeError as e: print(e)
try: del f.__annotate__
except TypeError as e: print(e)
del f.__annotations__
print(f.__annotations__, f.__annotate__)
print(A.f.__annotations__, B.__annotations__ == {})
class C:
    if True:
        q: int
print(list(C.__dict__), C.__annotations__)
print(C.__annotate__.__qualname__)
class D:
    q: int
    class E:
        r: str
print(D.E.__annotate__.__qualname__, D.__annotate__.__qualname__)
import sys
print(sys.getrefcount(A.__annotations__))
try: f.__annotate__ = lambda n: 5; f.__annotations__
except TypeError as e: print(e)
try: B.__annotate__ = lambda n: 5; B.__annotations__
except TypeError as e: print(e)
for i in range(2):
    a: int = i
    try:
        b: str = 1 // i
    except ZeroDivisionError:
        c: float
    while i < 1:
        d: list
        break
print(sorted(k for k in globals() if 'ann' in k), __annotate__(1))
def outer():
    T = int
    def inner(v: T) -> T: return v
    return inner
print(outer().__annotations__)
def late(a: Undefined): pass
try:
    late.__annotations__
except NameError as e:
    print(e)
Undefined = 5
print(late.__annotations__)
