import weakref, sys, gc
class A: pass
class B(A): pass
class I(int): pass
for t in (object, int, str, dict, bool, Exception, KeyError, type, list, A, B, I, type(None), type(len), type(iter([])), type({}.keys())):
    print(t.__name__, weakref.getweakrefcount(t), [r.__callback__ is None for r in weakref.getweakrefs(t)])
    r = weakref.ref(t)
    print('   ', weakref.getweakrefcount(t), sys.getrefcount(r) if sys.getrefcount(r) < 30 else 'many')
r = weakref.ref(I)
x = weakref.ref(int)
a, b = sys.getrefcount(x), gc.is_tracked(x)
print(a, b)
