"""What 3.14 and 3.15 say and have that others do not."""
import collections, random
def t(f, *a, **k):
    try: print(repr(f(*a, **k))[:150])
    except BaseException as e: print(type(e).__name__, e)
class A: pass
for o, n in (([], '__setitem__'), (property(), '__set__'), (A(), '__setattr__'), (2, '__pow__'), (property(), '__get__'), (2, '__rpow__'), ([], '__delitem__')):
    for a in ((), (1,), (1, 2, 3)): print(n, end=' '); t(getattr(o, n), *a)
C = collections.Counter
t(lambda: C('aab') ^ C('abb')); t(lambda: C('a') ^ 1); c = C(a=3, b=-2)
try: c ^= C(a=1, b=1, d=-4); print(c)
except TypeError as e: print(e)
b = bytearray(b'hello world')
if hasattr(b, 'take_bytes'):
    for n in (3, -2, None, 5, 'a', None, -1, True): t(b.take_bytes, n); print(b)
    b = bytearray(b'xy'); m = memoryview(b); t(b.take_bytes, 1); m.release(); t(b.take_bytes); t(b.take_bytes, 1, 2); t(b.take_bytes, n=2); t(b.take_bytes, 2**70)
t(lambda: slice[int]); t(memoryview(b'').cast, 'x')
for k in (-1, 2**64, -2**70, 1.5): t(random.getrandbits, k)
for r in ((1,), (dict,)):
    class M(type):
        def mro(cls): return r
    t(lambda: M('X', (list,), {}))
def g(): yield 1
it = g(); next(it)
t(it.gi_frame.clear) if hasattr(str, 'isascii') and 'suspended' in str(getattr(type(it), 'gi_suspended', '')) else print('-')
print('__cached__' in globals())
