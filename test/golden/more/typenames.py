# How weak references name the types of what they refer to.
import weakref, collections
class A: pass
def f():
    class B(A): pass
    return B()
a = A(); b = f()
class U: pass
U.__module__ = 'foo.bar'; u = U()
s = {1}
keep = [collections.UserList([1]), collections.deque(), s, u, a, b, f, collections.OrderedDict(), int, A]
for x in keep:
    print(repr(weakref.ref(x)).split("; ")[1].split(" at ")[0])
    p = weakref.proxy(x)
    print(type(p).__repr__(p).split(' to ')[-1].split(' at ')[0])
