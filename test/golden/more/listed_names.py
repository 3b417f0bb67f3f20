# Types of one object, and dir() of objects that say another class, none, or another dict
import sys
for c in type(None), type(Ellipsis), type(NotImplemented):
    print(c())
    for a, k in ((1,), {}), ((), {'a': 1}), ((1, 2), {'x': 1}):
        try: print(c(*a, **k))
        except TypeError as e: print(e)
class Foo:
    __slots__ = ['__class__', '__dict__']
    def __init__(self): self.bar = 'wow'
f = Foo()
print(dir(f), type(f) is Foo, isinstance(f, Foo))
try: print(f.__class__)
except AttributeError as e: print(e)
def attempt(*a):
    try: return sys.intern(*a)
    except TypeError as e: return f'{e}'
class S(str): pass
print(attempt(S('x')), attempt(b'x'), attempt(3))
class A:
    def __dir__(self): return 7
class B:
    def __dir__(self): return {'b', 'a'}
class C:
    __dict__ = 3
class D:
    __dict__ = property(lambda self: {'own': 1, 3: 2} if hasattr(self, 'x') else {'own': 1})
for o in A(), B(), C(), D():
    try: print([n for n in dir(o) if n[:2] != '__'])
    except TypeError as e: print(e)
